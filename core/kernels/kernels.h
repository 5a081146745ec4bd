/* kernels.h — the hot loops, compiled once for each CPU level and chosen once at run time.
 *
 * Every kernel gives the same bits on x86-64-v3 and v4, from gcc and clang, at every -O: multiply-adds are explicit,
 * sums have one order, and exp, log and tanh are implemented here. The baseline (and any machine that is not x86) has
 * no fused multiply-add, so its results differ in their last bits.
 */
#ifndef LEHR_CORE_KERNELS_KERNELS_H
#define LEHR_CORE_KERNELS_KERNELS_H
#include <stddef.h>
#include "core/base/real.h"

typedef struct lehr_kernels {
    const char *level;          /* "v4", "v3", "baseline" */

    /* C ← C + A·B, C [m x n] in rows c_row long, inner size k. Element (i, j) of A is A[i·a_row + j·a_column], of B
     * B[i·b_row + j]: a sum over k in order. */
    void (*gemm_tiles)(int m, int n, int k, const lehr_real *A, size_t a_row, size_t a_column, const lehr_real *B,
                       size_t b_row, lehr_real *C, size_t c_row);
    /* Element (i, j) of A is A[i·a_row + j], of B B[j·b_column + i]: both run along k, and the sum is folded from 16
     * partial sums. */
    void (*gemm_dots)(int m, int n, int k, const lehr_real *A, size_t a_row, const lehr_real *B, size_t b_column,
                      lehr_real *C, size_t c_row);
    /* Both with B's row, or column, i at B + at[i]: a convolution reads its windows in place this way. */
    void (*gemm_tiles_at)(int m, int n, int k, const lehr_real *A, size_t a_row, size_t a_column, const lehr_real *B,
                          const size_t at[], lehr_real *C, size_t c_row);
    void (*gemm_dots_at)(int m, int n, int k, const lehr_real *A, size_t a_row, const lehr_real *B, const size_t at[],
                         lehr_real *C, size_t c_row);
    /* gemm_dots with A transposed: element (i, j) of A is A[i + j·a_column]. */
    void (*gemm_strided)(int m, int n, int k, const lehr_real *A, size_t a_column, const lehr_real *B, size_t b_column,
                         lehr_real *C, size_t c_row);

    /* y ← f(x), n numbers; x and y may be the same. Errors against the true value: log below 1 unit in the last
     * place, exp below 1.1, tanh and sigmoid below 2.5, denormal results to one denormal; NaN stays NaN, infinities
     * and ±0 are exact. */
    void (*exp)(size_t n, const lehr_real *x, lehr_real *y);
    void (*log)(size_t n, const lehr_real *x, lehr_real *y);
    void (*tanh)(size_t n, const lehr_real *x, lehr_real *y);
    void (*sigmoid)(size_t n, const lehr_real *x, lehr_real *y);

    /* y ← x < 0 ? 0 : x, where NaN stays NaN; backward: dx ← dx + dy unless x ≤ 0. */
    void (*relu)(size_t n, const lehr_real *x, lehr_real *y);
    void (*relu_backward)(size_t n, const lehr_real *x, const lehr_real *dy, lehr_real *dx);
    /* dx ← dx + (1 − y²) dy;  dx ← dx + y (1 − y) dy */
    void (*tanh_backward)(size_t n, const lehr_real *y, const lehr_real *dy, lehr_real *dx);
    void (*sigmoid_backward)(size_t n, const lehr_real *y, const lehr_real *dy, lehr_real *dx);

    void (*add_scaled)(size_t n, lehr_real s, const lehr_real *x, lehr_real *y);        /* y ← y + s·x */
    void (*spread_rows)(size_t m, size_t n, const lehr_real *x, lehr_real *a);         /* a[j·n + i] ← x[j]: a bias … */
    /* x[j] ← x[j] + Σ_i a[j·n + i]: … its gradient */
    void (*add_row_sums)(size_t m, size_t n, const lehr_real *a, lehr_real *x);

    /* Column by column, p ← e^(z − top) / sum, with top [n] the column's largest and sum [n] the sum of its
     * exponentials; z and p are [m x n]. Subtracting the largest avoids overflow. A NaN in z makes its column NaN. */
    void (*softmax)(size_t m, size_t n, const lehr_real *z, lehr_real *p, lehr_real *top, lehr_real *sum);

    /* One position of a pooling window: where x is above top, or NaN, top ← x and which ← place. Backward:
     * dx ← dx + dy where which is this place. */
    void (*raise_top)(size_t n, const lehr_real *x, lehr_real place, lehr_real *top, lehr_real *which);
    void (*add_where)(size_t n, const lehr_real *which, lehr_real place, const lehr_real *dy, lehr_real *dx);

    size_t (*first_nan)(size_t n, const lehr_real *x);          /* index of the first NaN or infinity; n: none */
} lehr_kernels;

/* The table for this machine; in cpu_dispatch.c, since kernels.c is compiled once per level. */
const lehr_kernels *lehr_kernels_here(void);

#endif
