/* test_gemm.c — C ← A·B and C ← C + A·B, read as they are or transposed, at every size, next to three plain loops.
 *
 * How near: a sum of k products, added in any order, is off by at most (k + 1)·u·Σ|a||b| and a little, u being half
 * an epsilon (Higham, Accuracy and Stability, §3.1); with C's own rounding (k + 2)·u·(|c| + Σ|a||b|). The loops add
 * in long double, so they count as exact.
 */
#include "check.h"
#include <pthread.h>
#include "core/kernels/gemm.h"
#include "core/kernels/kernels.h"
#include "core/random.h"
#include "core/kernels/thread_pool.h"

typedef struct product {
    int m, n, k, ta, tb;
    lehr_accumulate onto;
    lehr_real *A, *B, *C, *before;
} product;

enum { GUARD = 8 };             /* numbers behind C that must not be touched */

static lehr_real *numbers(lehr_random *r, size_t n)
{
    lehr_real *v = malloc((n + GUARD) * sizeof *v);
    for (size_t i = 0; i < n + GUARD; i++) v[i] = (lehr_real)lehr_random_normal(r);
    return v;
}

static product make(lehr_random *r, int m, int n, int k)
{
    size_t mn = (size_t)m * (size_t)n;
    return (product){ .m = m,
                      .n = n,
                      .k = k,
                      .A = numbers(r, (size_t)m * (size_t)k),
                      .B = numbers(r, (size_t)k * (size_t)n),
                      .C = numbers(r, mn),
                      .before = numbers(r, mn) };
}

static void drop(product *p)
{
    free(p->A);
    free(p->B);
    free(p->C);
    free(p->before);
}

static double a_at(const product *p, int i, int q) { return (double)(p->ta ? p->A[q * p->m + i] : p->A[i * p->k + q]); }
static double b_at(const product *p, int q, int j) { return (double)(p->tb ? p->B[j * p->k + q] : p->B[q * p->n + j]); }

static void run(product *p)
{
    memcpy(p->C, p->before, ((size_t)p->m * (size_t)p->n + GUARD) * sizeof *p->C);
    lehr_gemm(p->ta ? LEHR_TRANS : LEHR_NO_TRANS, p->tb ? LEHR_TRANS : LEHR_NO_TRANS, p->m, p->n, p->k, p->A, p->B,
              p->onto, p->C);
}

static void compare(const product *p)
{
    for (int i = 0; i < p->m; i++)
        for (int j = 0; j < p->n; j++) {
            double c = p->onto == LEHR_ADD ? (double)p->before[i * p->n + j] : 0, size = fabs(c);
            long double want = c;
            for (int q = 0; q < p->k; q++) {
                want += (long double)a_at(p, i, q) * b_at(p, q, j);
                size += fabs(a_at(p, i, q) * b_at(p, q, j));
            }
            assert_near((double)p->C[i * p->n + j], (double)want, (p->k + 2) * ROUNDING * size);
        }
    for (int i = p->m * p->n; i < p->m * p->n + GUARD; i++) assert_true(p->C[i] == p->before[i]);
}

/* Bit 0: A transposed; bit 1: B transposed; bit 2: added to C. When C is overwritten it holds NaN first: 0·NaN would
 * show. */
static void every_way(product *p, void (*check)(product *p))
{
    for (int way = 0; way < 8; way++) {
        p->ta = way & 1;
        p->tb = way & 2;
        p->onto = way & 4 ? LEHR_ADD : LEHR_OVERWRITE;
        for (int i = 0; i < p->m * p->n; i++)
            p->before[i] = p->onto == LEHR_ADD ? (lehr_real)(i % 7 - 3) / 2 : (lehr_real)NAN;
        check(p);
    }
}

static void run_and_compare(product *p)
{
    run(p);
    compare(p);
}

static void every_size_is_right(void **state)
{
    (void)state;
    static const int size[] = { 1, 2, 3, 4, 5, 7, 13, 16, 17, 31, 33, 40 };
    lehr_random r;
    lehr_random_seed(&r, 1);
    for (size_t i = 0; i < COUNT(size) * COUNT(size) * COUNT(size); i++) {
        product p = make(&r, size[i % 12], size[i / 12 % 12], size[i / 144]);
        every_way(&p, run_and_compare);
        drop(&p);
    }
}

/* Around 65,536 multiplications, where OpenBLAS takes over if it is there, and around 2, 4, 12 and 48 million, where
 * products fall into other numbers of parts; long, flat and deep. */
static const int large[][3] = {
    { 1, 65536, 1 },   { 1, 65537, 1 },   { 40, 40, 40 },   { 41, 40, 40 },    { 64, 65, 66 },   { 1, 300, 301 },
    { 301, 1, 300 },   { 300, 301, 1 },   { 3, 5, 5001 },   { 128, 32, 200 },  { 97, 131, 113 }, { 125, 126, 127 },
    { 128, 125, 126 }, { 158, 159, 160 }, { 3, 7, 200001 }, { 229, 228, 230 },
};

/* The longest are multiplied by threads, too: there the whole is next to three loops only once. */
static void split_products_are_right(void **state)
{
    (void)state;
    lehr_random r;
    lehr_random_seed(&r, 7);
    assert_int_equal(lehr_set_threads(2), LEHR_OK);
    product p = make(&r, 365, 364, 363);
    run_and_compare(&p);
    drop(&p);
    assert_int_equal(lehr_set_threads(1), LEHR_OK);
}

static void large_products_are_right(void **state)
{
    (void)state;
    lehr_random r;
    lehr_random_seed(&r, 2);
    for (size_t i = 0; i < COUNT(large); i++) {
        product p = make(&r, large[i][0], large[i][1], large[i][2]);
        every_way(&p, run_and_compare);
        drop(&p);
    }
    assert_true(!strcmp(lehr_gemm_name(), "OpenBLAS") || !strcmp(lehr_gemm_name(), "built-in"));
}

/* A sum of nothing is 0, and of no numbers at all nothing is written. */
static void empty_products_are_zero(void **state)
{
    (void)state;
    lehr_random r;
    lehr_random_seed(&r, 3);
    for (int i = 0; i < 8; i++) {
        product p = make(&r, i & 1 ? 0 : 5, i & 2 ? 0 : 17, i & 4 ? 3 : 0);
        every_way(&p, run_and_compare);
        drop(&p);
    }
}

/* --- not a number ------------------------------------------------------------------------------------------------- */

/* A NaN in row i of A or column j of B reaches all of row i or column j of C, past zeros too, and nothing else. */
static void check_spread(product *p)
{
    int i = p->m / 2, j = p->n / 3, q = p->k - 1;
    lehr_real *a = p->ta ? &p->A[q * p->m + i] : &p->A[i * p->k + q],
              *b = p->tb ? &p->B[j * p->k + q] : &p->B[q * p->n + j];
    lehr_real kept_a = *a, kept_b = *b;
    for (int which = 0; which < 2; which++) {
        *(which ? b : a) = (lehr_real)NAN;
        run(p);
        for (int c = 0; c < p->m * p->n; c++)
            assert_int_equal(isnan(p->C[c]) != 0, which ? c % p->n == j : c / p->n == i);
        *a = kept_a;
        *b = kept_b;
    }
}

static void a_nan_goes_where_it_must(void **state)
{
    (void)state;
    lehr_random r;
    lehr_random_seed(&r, 4);
    for (int i = 0; i < 6; i++) {
        product p = make(&r, i < 5 ? 5 + 4 * i : 70, i < 5 ? 21 - i : 71, i < 5 ? 3 + 7 * i : 72);
        for (int c = 0; c < p.m * p.k; c += 2) p.A[c] = 0;
        for (int c = 0; c < p.k * p.n; c += 3) p.B[c] = 0;
        every_way(&p, check_spread);
        drop(&p);
    }
}

/* --- the same bits ------------------------------------------------------------------------------------------------ */

static void *run_often(void *of)
{
    product mine = *(product *)of;
    size_t bytes = (size_t)mine.m * (size_t)mine.n * sizeof *mine.C;
    mine.C = malloc(bytes + GUARD * sizeof *mine.C);
    void *differs = NULL;
    for (int k = 0; k < 50; k++) {
        run(&mine);
        if (memcmp(mine.C, ((product *)of)->C, bytes)) differs = of;
    }
    free(mine.C);
    return differs;
}

static void check_threads(product *p)
{
    if (p->onto == LEHR_ADD || p->ta != p->tb) return;              /* two ways are enough */
    run(p);
    pthread_t thread[4];
    for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&thread[i], NULL, run_often, p), 0);
    for (int i = 0; i < 4; i++) {
        void *differs;
        pthread_join(thread[i], &differs);
        assert_null(differs);
    }
}

static void every_thread_gets_the_same_bits(void **state)
{
    (void)state;
    static const int size[][3] = { { 12, 32, 2 }, { 4, 32, 12 }, { 20, 5, 20 }, { 31, 33, 17 }, { 90, 80, 100 } };
    lehr_random r;
    lehr_random_seed(&r, 5);
    for (size_t i = 0; i < COUNT(size); i++) {
        product p = make(&r, size[i][0], size[i][1], size[i][2]);
        every_way(&p, check_threads);
        drop(&p);
    }
}

/* One rounding where the machine's level has a multiply-add, two in the baseline. */
static lehr_real multiply_add(lehr_real a, lehr_real b, lehr_real c)
{
    if (!strcmp(lehr_kernels_here()->level, "baseline")) return a * b + c;
    return sizeof a == sizeof(double) ? (lehr_real)fma((double)a, (double)b, (double)c)
                                      : (lehr_real)fmaf((float)a, (float)b, (float)c);
}

/* The order of the sums is part of the promise (kernels.h): the built-in kernels' bits are those of these very loops.
 */
static void check_order(product *p)
{
    run(p);
    for (int c = 0; c < p->m * p->n; c++) {
        lehr_real before = p->onto == LEHR_ADD ? p->before[c] : 0, strand[16] = {0}, sum = before;
        for (int q = 0; q < p->k; q++) {
            lehr_real a = (lehr_real)a_at(p, c / p->n, q), b = (lehr_real)b_at(p, q, c % p->n);
            sum = multiply_add(a, b, sum);
            strand[q % 16] = multiply_add(a, b, strand[q % 16]);
        }
        for (int width = 8; width; width /= 2)
            for (int l = 0; l < width; l++) strand[l] += strand[l + width];
        assert_true(p->C[c] == (p->tb && !p->ta ? before + strand[0] : sum));
    }
}

static void small_products_add_in_one_order(void **state)
{
    (void)state;
    lehr_random r;
    lehr_random_seed(&r, 6);
    for (int k = 1; k < 60; k++) {
        product p = make(&r, 1 + k % 9, 1 + k * 5 % 37, k);
        every_way(&p, check_order);
        drop(&p);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_size_is_right),
        cmocka_unit_test(large_products_are_right),
        cmocka_unit_test(empty_products_are_zero),
        cmocka_unit_test(a_nan_goes_where_it_must),
        cmocka_unit_test(every_thread_gets_the_same_bits),
        cmocka_unit_test(small_products_add_in_one_order),
        cmocka_unit_test(split_products_are_right),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
