/* gemm.c — the matrix product: a kernel of our own for small products, OpenBLAS (where it was found) for large ones,
 * in parts that threads share. */
#include "core/kernels/gemm.h"
#include "core/kernels/kernels.h"
#include "core/kernels/thread_pool.h"
#include <string.h>

/* A product as lehr_gemm is asked for it, and how long the rows of its matrices are where they are stored. */
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

/* Threads of its own would change the bits with their number and fight ours; called before the first product. */
static void hold_to_one_thread(void) { openblas_set_num_threads(1); }

static void openblas(const product *p)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, hold_to_one_thread);
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

/* Up to so many multiplications our kernel is used in every build, so toy nets get the same bits whatever BLAS is
 * installed. That is where the tie with OpenBLAS ends: tests/bench/bench-gemm on Zen 4 with AVX-512 (OpenBLAS 0.3.21,
 * float, one thread) finds OpenBLAS's time to be, of ours, 1.9 to 5 times at 8³, 1.0 at 16³, 0.9 to 1.2 at 20³ to
 * 36³, 1.0 at 40³, 0.9 at 48³ and 0.8 to 0.9 at 96³. */
enum { SMALL = 64 * 1024 };

/* Into how many parts a large product falls: by its size alone, so that the number of threads leaves no trace in the
 * bits.
 *
 *     below 2 million      1      less than 40 µs: not worth a second thread
 *     2 to 4 million       4 … 8  parts of half a million, which OpenBLAS has quicker kernels for than for the whole (36 µs, not 42)
 *     more                 2 … 8  each part packs its matrices anew, so few: halves cost 2.5 %, quarters 5 to 10 %
 */
static int parts_of(double millions)
{
    if (millions < 2) return 1;
    if (millions <= 4) return (int)(2 * millions);
    return millions < 12 ? 2 : millions < 48 ? (int)(millions / 6) : 8;
}

typedef struct shared_product { product whole; int parts; } shared_product;

/* Part i: a band of C's rows, or of its columns where those are more. */
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
