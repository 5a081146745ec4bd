/* kernels.h — the loops that the time goes into, built once for each level of the machine and chosen once at the start.
 *
 * Every kernel gives the same bits on x86-64-v3 and v4, from gcc and clang, at every -O: multiply-adds are explicit,
 * sums have one order, and exp, log and tanh are our own. The baseline (and any machine that is not x86) has no
 * multiply-add and bits of its own.
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
    /* Element (i, j) of A is A[i·a_row + j], of B B[j·b_column + i]: both run along k, and the sum is one of 16
     * strands, folded. */
    void (*gemm_dots)(int m, int n, int k, const lehr_real *A, size_t a_row, const lehr_real *B, size_t b_column,
                      lehr_real *C, size_t c_row);
    /* Both with B's rows, or columns, wherever they are: number i begins at B + at[i]. A convolution reads its
     * windows in place this way. */
    void (*gemm_tiles_at)(int m, int n, int k, const lehr_real *A, size_t a_row, size_t a_column, const lehr_real *B,
                          const size_t at[], lehr_real *C, size_t c_row);
    void (*gemm_dots_at)(int m, int n, int k, const lehr_real *A, size_t a_row, const lehr_real *B, const size_t at[],
                         lehr_real *C, size_t c_row);
    /* gemm_dots, and with A's columns running along i besides: element (i, j) of A is A[i + j·a_column]. */
    void (*gemm_strided)(int m, int n, int k, const lehr_real *A, size_t a_column, const lehr_real *B, size_t b_column,
                         lehr_real *C, size_t c_row);

    /* y ← f(x), n numbers; x and y may be the same. Errors against the true value: log below 1 unit in the last
     * place, exp below 1.1, tanh and sigmoid below 2.5, denormal results to one denormal; NaN stays NaN, infinities
     * and ±0 are exact. */
    void (*exp)(size_t n, const lehr_real *x, lehr_real *y);
    void (*log)(size_t n, const lehr_real *x, lehr_real *y);
    void (*tanh)(size_t n, const lehr_real *x, lehr_real *y);
    void (*sigmoid)(size_t n, const lehr_real *x, lehr_real *y);

    /* y ← x < 0 ? 0 : x, which lets NaN through; and what comes back: dx ← dx + dy unless x ≤ 0. */
    void (*relu)(size_t n, const lehr_real *x, lehr_real *y);
    void (*relu_backward)(size_t n, const lehr_real *x, const lehr_real *dy, lehr_real *dx);
    /* dx ← dx + (1 − y²) dy;  dx ← dx + y (1 − y) dy */
    void (*tanh_backward)(size_t n, const lehr_real *y, const lehr_real *dy, lehr_real *dx);
    void (*sigmoid_backward)(size_t n, const lehr_real *y, const lehr_real *dy, lehr_real *dx);

    void (*add_scaled)(size_t n, lehr_real s, const lehr_real *x, lehr_real *y);        /* y ← y + s·x */
    void (*spread_rows)(size_t m, size_t n, const lehr_real *x, lehr_real *a);         /* a[j·n + i] ← x[j]: a bias … */
    /* x[j] ← x[j] + Σ_i a[j·n + i]: … its gradient */
    void (*add_row_sums)(size_t m, size_t n, const lehr_real *a, lehr_real *x);

    /* Column by column, p ← e^(z − top) / sum, with top [n] the column's largest and sum [n] what the exponentials
     * come to; z and p are [m x n]. With the largest taken off, none overflows. A NaN in z reaches its whole column. */
    void (*softmax)(size_t m, size_t n, const lehr_real *z, lehr_real *p, lehr_real *top, lehr_real *sum);

    /* One place of a pooling window: where x is above top, or NaN, it is the new top and which ← place; and the way
     * back: dx ← dx + dy where which is this place. */
    void (*raise_top)(size_t n, const lehr_real *x, lehr_real place, lehr_real *top, lehr_real *which);
    void (*add_where)(size_t n, const lehr_real *which, lehr_real place, const lehr_real *dy, lehr_real *dx);

    size_t (*first_nan)(size_t n, const lehr_real *x);          /* where x is NaN or infinite first; n: nowhere */
} lehr_kernels;

/* The table for this machine (found by cpu_dispatch.c, since kernels.c itself is there once per level). */
const lehr_kernels *lehr_kernels_here(void);

#endif
