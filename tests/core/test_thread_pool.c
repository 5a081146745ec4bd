/* test_thread_pool.c — jobs in parts: each part runs once, on any thread; results are the same for any number of
 * threads. */
#include "check.h"
#include <pthread.h>
#include <stdatomic.h>
#include "core/kernels/gemm.h"
#include "core/random.h"
#include "core/kernels/thread_pool.h"
#include "optim/spec.h"

#define assert_ok(status) assert_int_equal(status, LEHR_OK)

enum { PARTS = 1000, ROUNDS = 200 };

/* A part may call lehr_threads(). */
static void count_part(void *job, int i) { atomic_fetch_add(&((atomic_int *)job)[i], lehr_threads() > 0); }

static void every_part_is_done_once(void **state)
{
    (void)state;
    static const int threads[] = { 1, 2, 3, 8, 1 };
    static atomic_int done[PARTS];
    for (size_t t = 0; t < COUNT(threads); t++) {
        assert_ok(lehr_set_threads(threads[t]));
        assert_int_equal(lehr_threads(), threads[t]);
        for (int round = 1; round <= ROUNDS; round++) {
            int parts = round == 1 ? PARTS : round % 7;
            for (int i = 0; i < PARTS; i++) atomic_store(&done[i], 0);
            lehr_parallel_for(parts, count_part, done);
            for (int i = 0; i < PARTS; i++) assert_int_equal(atomic_load(&done[i]), i < parts);
        }
    }
}

static void share_again(void *job, int i)
{
    lehr_parallel_for(3, count_part, (atomic_int *)job + 3 * i);
}

static void a_part_may_share_its_own_work(void **state)
{
    (void)state;
    static atomic_int done[12];
    assert_ok(lehr_set_threads(3));
    lehr_parallel_for(4, share_again, done);
    for (int i = 0; i < 12; i++) assert_int_equal(atomic_load(&done[i]), 1);
    assert_ok(lehr_set_threads(1));
}

static void *work_alone(void *failed)
{
    static _Thread_local atomic_int done[5];
    for (int round = 1; round <= ROUNDS; round++) {
        lehr_parallel_for(5, count_part, done);
        for (int i = 0; i < 5; i++)
            if (atomic_load(&done[i]) != round) atomic_fetch_add((atomic_int *)failed, 1);
    }
    return NULL;
}

static void callers_do_not_disturb_each_other(void **state)
{
    (void)state;
    pthread_t caller[4];
    atomic_int failed = 0;
    assert_ok(lehr_set_threads(3));
    for (int i = 0; i < 4; i++) assert_int_equal(pthread_create(&caller[i], NULL, work_alone, &failed), 0);
    for (int i = 0; i < 4; i++) pthread_join(caller[i], NULL);
    assert_ok(lehr_set_threads(1));
    assert_int_equal(failed, 0);
}

static void impossible_numbers_are_refused(void **state)
{
    (void)state;
    static const int impossible[] = { 0, -1, LEHR_MAX_THREADS + 1, 2147483647 };
    for (size_t i = 0; i < COUNT(impossible); i++)
        assert_fails(lehr_set_threads(impossible[i]), LEHR_ERR_VALUE, "it can be 1 to 64");
    assert_int_equal(lehr_threads(), 1);
}

/* --- numbers ------------------------------------------------------------------------------------------------------ */

static void fill(lehr_random *r, lehr_real *v, size_t n)
{
    for (size_t i = 0; i < n; i++) v[i] = (lehr_real)lehr_random_normal(r);
}

/* Sizes from one part to eight, with rows or columns in the majority, and with remainders. */
static void products_have_the_same_bits(void **state)
{
    (void)state;
    static const int size[][3] = { { 41, 41, 41 },   { 128, 64, 256 },  { 67, 259, 61 },
                                   { 256, 64, 784 }, { 300, 301, 299 }, { 700, 50, 1401 } };
    enum { LARGEST = 1024 * 1024 };
    lehr_real *A = test_malloc(LARGEST * sizeof *A), *B = test_malloc(LARGEST * sizeof *B), *C[2];
    for (int c = 0; c < 2; c++) C[c] = test_malloc(LARGEST * sizeof *C[c]);
    lehr_random r;
    lehr_random_seed(&r, 3);
    fill(&r, A, LARGEST);
    fill(&r, B, LARGEST);
    for (size_t s = 0; s < COUNT(size); s++)
        for (int way = 0; way < 4; way++)
            for (int threads = 1; threads <= 4; threads++) {
                int m = size[s][0], n = size[s][1], k = size[s][2];
                lehr_real *c = C[threads > 1];
                assert_ok(lehr_set_threads(threads));
                memcpy(c, A, (size_t)m * (size_t)n * sizeof *c);
                lehr_gemm((lehr_transpose)(way & 1), (lehr_transpose)(way >> 1), m, n, k, A, B, LEHR_ADD, c);
                if (threads > 1) assert_memory_equal(C[0], C[1], (size_t)m * (size_t)n * sizeof *c);
            }
    assert_ok(lehr_set_threads(1));
    test_free(A);
    test_free(B);
    for (int c = 0; c < 2; c++) test_free(C[c]);
}

/* 100,000 parameters are updated in several parts. */
static void updates_have_the_same_bits(void **state)
{
    (void)state;
    enum { N = 100003 };
    static lehr_real once[N];
    for (int threads = 1; threads <= 3; threads++) {
        lehr_random r;
        lehr_optim o;
        lehr_params *ps = lehr_params_new();
        assert_non_null(ps);
        assert_non_null(lehr_param(ps, "w", LEHR_VECTOR(N)));
        lehr_random_seed(&r, 9);
        fill(&r, lehr_params_data(ps), N);
        assert_ok(lehr_set_threads(threads));
        assert_ok(lehr_optim_init(&o, "adam", ps, 0.01));
        for (int step = 0; step < 3; step++) {
            fill(&r, lehr_params_grad(ps), N);
            assert_ok(lehr_optim_step(&o));
        }
        if (threads == 1) memcpy(once, lehr_params_data(ps), sizeof once);
        else assert_memory_equal(once, lehr_params_data(ps), sizeof once);
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
    assert_ok(lehr_set_threads(1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_part_is_done_once), cmocka_unit_test(a_part_may_share_its_own_work),
        cmocka_unit_test(callers_do_not_disturb_each_other), cmocka_unit_test(impossible_numbers_are_refused),
        cmocka_unit_test(products_have_the_same_bits), cmocka_unit_test(updates_have_the_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
