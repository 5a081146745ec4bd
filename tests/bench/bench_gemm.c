/* bench_gemm.c — where OpenBLAS overtakes our own kernel: both on the same products, cubes first, then those of the
 * nets we are for
 *
 *     bench-gemm
 *
 * Nanoseconds a product, the fastest of ROUNDS rounds that alternate between the two. core/kernels/gemm.c takes its
 * border from this table.
 */
#include "bench.h"
#include "core/kernels/gemm.h"
#include "core/kernels/kernels.h"
#include <cblas.h>
#include <stdio.h>

enum { ROUNDS = 15, LARGEST = 1024 * 1024 };

typedef struct product {
    lehr_transpose ta, tb;
    int m, n, k;
} product;

static lehr_real A[LARGEST], B[LARGEST], C[LARGEST];

static void ours(product p)
{
    const lehr_kernels *kernels = lehr_kernels_here();
    size_t m = (size_t)p.m, n = (size_t)p.n, k = (size_t)p.k;
    if (p.tb) kernels->gemm_dots(p.m, p.n, p.k, A, k, B, k, C, n);
    else kernels->gemm_tiles(p.m, p.n, p.k, A, p.ta ? 1 : k, p.ta ? m : 1, B, n, C, n);
}

static void openblas(product p)
{
    cblas_sgemm(CblasRowMajor, p.ta ? CblasTrans : CblasNoTrans, p.tb ? CblasTrans : CblasNoTrans, p.m, p.n, p.k, 1,
                A, p.ta ? p.m : p.k, B, p.tb ? p.k : p.n, 1, C, p.n);
}

static double nanoseconds(void (*multiply)(product), product p)
{
    long times = 1 + (long)(2e6 / ((double)p.m * p.n * p.k / 16 + 50));
    double start = now();
    for (long i = 0; i < times; i++) multiply(p);
    return (now() - start) / (double)times * 1e9;
}

static void show(product p)
{
    double best[2] = { 1e18, 1e18 };
    for (int round = 0; round < ROUNDS; round++) {
        double own = nanoseconds(ours, p), other = nanoseconds(openblas, p);
        if (own < best[0]) best[0] = own;
        if (other < best[1]) best[1] = other;
    }
    printf("%c%c %4d x %4d, k %4d %10.0f multiplications %10.0f ns %10.0f ns %6.2f\n", p.ta ? 'T' : 'N',
           p.tb ? 'T' : 'N', p.m, p.n, p.k, (double)p.m * p.n * p.k, best[0], best[1], best[1] / best[0]);
}

int main(void)
{
    static const int cube[] = { 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 48, 56, 64, 80, 96 };
    static const product nets[] = {
        /* taiji */
        { 0, 0, 12, 32, 2 },    { 0, 0, 4, 32, 12 },    { 0, 1, 4, 12, 32 },   { 0, 1, 12, 2, 32 },
        { 1, 0, 12, 32, 4 },    { 0, 0, 20, 120, 4 },   { 0, 0, 20, 120, 20 }, { 0, 0, 3, 120, 20 },
        { 0, 1, 3, 20, 120 },   { 0, 1, 20, 20, 120 },  { 0, 1, 20, 4, 120 },  { 1, 0, 20, 120, 20 },
        { 1, 0, 20, 120, 3 }, /* iris */
        { 0, 0, 256, 64, 784 }, { 0, 0, 128, 64, 256 }, { 0, 0, 10, 64, 128 }, { 0, 1, 10, 128, 64 },
        { 0, 1, 128, 256, 64 }, { 0, 1, 256, 784, 64 }, { 1, 0, 128, 64, 10 }, { 1, 0, 256, 64, 128 }, /* W3 */
        { 0, 0, 64, 64, 64 },   { 0, 0, 32, 512, 32 },  { 0, 0, 8, 1024, 25 }, { 0, 1, 8, 25, 1024 },
    };
    openblas_set_num_threads(1);
    for (int i = 0; i < LARGEST; i++) A[i] = B[i] = (lehr_real)(i % 7) / 1024;
    printf("%-23s %10s %15s %13s %13s %6s\n", "C += A B", "", "", "built-in", "OpenBLAS", "ratio");
    for (size_t i = 0; i < sizeof cube / sizeof *cube; i++)
        for (int kind = 0; kind < 3; kind++)
            show((product){ kind == 2 ? LEHR_TRANS : LEHR_NO_TRANS, kind == 1 ? LEHR_TRANS : LEHR_NO_TRANS, cube[i],
                            cube[i], cube[i] });
    for (size_t i = 0; i < sizeof nets / sizeof *nets; i++) show(nets[i]);
    return 0;
}
