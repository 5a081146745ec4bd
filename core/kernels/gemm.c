/* gemm.c — the matrix product: the built-in kernel for small products, OpenBLAS (if it was found) for large ones, in
 * parts that threads share. */
#include "core/kernels/gemm.h"
#include "core/kernels/kernels.h"
#include "core/kernels/thread_pool.h"
#include <string.h>

/* The arguments of lehr_gemm, and the row strides of its matrices. */
typedef struct product {
    lehr_transpose ta, tb;
    int m, n, k;
    const lehr_real *A, *B;
    lehr_real *C;
    lehr_accumulate onto;
    int a_row, b_row, c_row;
} product;

static void built_in(const product *p)
{
    const lehr_kernels *kernels = lehr_kernels_here();
    size_t a_row = (size_t)p->a_row, b_row = (size_t)p->b_row, c_row = (size_t)p->c_row;
    if (p->onto == LEHR_OVERWRITE)
        for (int i = 0; i < p->m; i++) memset(p->C + (size_t)i * c_row, 0, (size_t)p->n * sizeof *p->C);
    if (p->ta && p->tb) kernels->gemm_strided(p->m, p->n, p->k, p->A, a_row, p->B, b_row, p->C, c_row);
    else if (p->tb) kernels->gemm_dots(p->m, p->n, p->k, p->A, a_row, p->B, b_row, p->C, c_row);
    else kernels->gemm_tiles(p->m, p->n, p->k, p->A, p->ta ? 1 : a_row, p->ta ? a_row : 1, p->B, b_row, p->C, c_row);
}

#ifdef LEHR_OPENBLAS
#include <cblas.h>
#include <pthread.h>

/* With threads of its own, results would depend on their number. Called before the first product. */
static void use_one_thread(void) { openblas_set_num_threads(1); }

static void openblas(const product *p)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, use_one_thread);
#ifdef LEHR_DOUBLE
    cblas_dgemm
#else
    cblas_sgemm
#endif
    (CblasRowMajor, p->ta ? CblasTrans : CblasNoTrans, p->tb ? CblasTrans : CblasNoTrans,
     p->m, p->n, p->k, 1, p->A, p->a_row, p->B, p->b_row, p->onto == LEHR_ADD ? 1 : 0, p->C, p->c_row);
}

#define large openblas
const char *lehr_gemm_name(void) { return "OpenBLAS"; }
#else
#define large built_in
const char *lehr_gemm_name(void) { return "built-in"; }
#endif

/* Up to so many multiplications the built-in kernel is used in every build, so small nets give the same bits with any
 * BLAS. Above it, OpenBLAS is faster: tests/bench/bench-gemm on Zen 4 with AVX-512 (OpenBLAS 0.3.21, float, one
 * thread) measured OpenBLAS's time as, of the built-in kernel's, 1.9 to 5 times at 8³, 1.0 at 16³, 0.9 to 1.2 at 20³
 * to 36³, 1.0 at 40³, 0.9 at 48³ and 0.8 to 0.9 at 96³. */
enum { SMALL = 64 * 1024 };

/* The number of parts of a large product: it depends on the size alone, so results do not depend on the number of
 * threads.
 *
 *     below 2 million      1      less than 40 µs: not worth a second thread
 *     2 to 4 million       4 … 8  parts of half a million: OpenBLAS is faster with these (36 µs, not 42 for the whole)
 *     more                 2 … 8  each part packs its matrices again: halves cost 2.5 %, quarters 5 to 10 %
 */
static int parts_of(double millions)
{
    if (millions < 2) return 1;
    if (millions <= 4) return (int)(2 * millions);
    return millions < 12 ? 2 : millions < 48 ? (int)(millions / 6) : 8;
}

typedef struct shared_product { product whole; int parts; } shared_product;

/* Part i: some rows of C, or some columns if there are more columns. */
static void multiply_part(void *job, int i)
{
    const shared_product *s = job;
    product p = s->whole;
    int length = p.m >= p.n ? p.m : p.n, from = (int)((long)length * i / s->parts),
        to = (int)((long)length * (i + 1) / s->parts);
    if (p.m >= p.n) {
        p.A += (size_t)from * (p.ta ? 1 : (size_t)p.a_row);
        p.C += (size_t)from * (size_t)p.c_row;
        p.m = to - from;
    } else {
        p.B += (size_t)from * (p.tb ? (size_t)p.b_row : 1);
        p.C += from;
        p.n = to - from;
    }
    large(&p);
}

void lehr_gemm(lehr_transpose ta, lehr_transpose tb, int m, int n, int k,
               const lehr_real *A, const lehr_real *B, lehr_accumulate onto, lehr_real *C)
{
    if (!A || !B || !C || m < 1 || n < 1 || k < 0) return;
    shared_product s = { { ta, tb, m, n, k, A, B, C, onto, ta ? m : k, tb ? k : n, n }, 1 };
    double multiplications = (double)m * n * k;
    if (multiplications <= SMALL) {
        built_in(&s.whole);
        return;
    }
    int longest = m >= n ? m : n;
    s.parts = parts_of(multiplications / 1e6);
    if (s.parts > longest) s.parts = longest;
    if (s.parts < 2) large(&s.whole);
    else lehr_parallel_for(s.parts, multiply_part, &s);
}
