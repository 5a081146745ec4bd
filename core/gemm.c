/* gemm.c — the matrix product: a kernel of our own for small products, OpenBLAS (where it was found) for large ones. */
#include "core/gemm.h"
#include "core/kernels.h"
#include <string.h>

static void built_in(lehr_transpose ta, lehr_transpose tb, int m, int n, int k,
                     const lehr_real *A, const lehr_real *B, lehr_onto onto, lehr_real *C)
{
    const lehr_kernels *kernels = lehr_kernels_here();
    if (onto == LEHR_OVERWRITE) memset(C, 0, (size_t)m * (size_t)n * sizeof *C);
    if (ta && tb) kernels->gemm_strided(m, n, k, A, (size_t)m, B, (size_t)k, C);
    else if (tb) kernels->gemm_dots(m, n, k, A, (size_t)k, B, (size_t)k, C);
    else kernels->gemm_tiles(m, n, k, A, ta ? 1 : (size_t)k, ta ? (size_t)m : 1, B, (size_t)n, C);
}

#ifdef LEHR_OPENBLAS
#include <cblas.h>
#include <pthread.h>

/* Threads of its own would change the bits with their number and fight ours; called before the first product. */
static void hold_to_one_thread(void) { openblas_set_num_threads(1); }

static void large(lehr_transpose ta, lehr_transpose tb, int m, int n, int k,
                  const lehr_real *A, const lehr_real *B, lehr_onto onto, lehr_real *C)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, hold_to_one_thread);
#ifdef LEHR_DOUBLE
    cblas_dgemm
#else
    cblas_sgemm
#endif
    (CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans,
     m, n, k, 1, A, ta ? m : k, B, tb ? k : n, onto == LEHR_ADD ? 1 : 0, C, n);
}

const char *lehr_gemm_name(void) { return "OpenBLAS"; }
#else
#define large built_in
const char *lehr_gemm_name(void) { return "built-in"; }
#endif

/* Up to so many multiplications our kernel is used in every build, so toy nets get the same bits whatever BLAS is installed. That is
 * where the tie with OpenBLAS ends: tests/bench/bench_gemm on Zen 4 with AVX-512 (OpenBLAS 0.3.21, float, one thread) finds OpenBLAS's
 * time to be, of ours, 1.9 to 5 times at 8³, 1.0 at 16³, 0.9 to 1.2 at 20³ to 36³, 1.0 at 40³, 0.9 at 48³ and 0.8 to 0.9 at 96³. */
enum { SMALL = 64 * 1024 };

void lehr_gemm(lehr_transpose ta, lehr_transpose tb, int m, int n, int k,
               const lehr_real *A, const lehr_real *B, lehr_onto onto, lehr_real *C)
{
    bool small = (double)m * n * k <= SMALL;
    (small ? built_in : large)(ta, tb, m, n, k, A, B, onto, C);
}
