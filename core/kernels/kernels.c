/* kernels.c — the hot loops, compiled once per CPU level (core/kernels/cpu_dispatch.h), so that the same source becomes
 * AVX2 or SSE2. Contracts are in kernels.h, vectors in simd.h. */
#include "core/kernels/kernels.h"
#include "core/kernels/cpu_dispatch.h"
#include "core/kernels/gemm_kernels.h"
#include "core/kernels/math_kernels.h"

/* --- element by element ------------------------------------------------------------------------------------------- */

#define OVER_A_BUFFER(name) \
    static void name##_all(size_t n, const real *x, real *y) { for (size_t i = 0; i < n; i++) y[i] = name##_of(x[i]); }

OVER_A_BUFFER(exp)
OVER_A_BUFFER(log)
OVER_A_BUFFER(tanh)
OVER_A_BUFFER(sigmoid)

static void relu(size_t n, const real *x, real *restrict y)
{
    for (size_t i = 0; i < n; i++) y[i] = x[i] < 0 ? 0 : x[i];
}

static void relu_backward(size_t n, const real *x, const real *dy, real *restrict dx)
{
    for (size_t i = 0; i < n; i++) {
        real passed = dy[i];             /* read in any case: without a branch the loop is vectorised */
        dx[i] += x[i] <= 0 ? 0 : passed;                /* PyTorch's choice at 0, where there is no derivative: 0 */
    }
}

static void tanh_backward(size_t n, const real *y, const real *dy, real *restrict dx)
{
    for (size_t i = 0; i < n; i++) dx[i] += dy[i] * (1 - y[i] * y[i]);
}

static void sigmoid_backward(size_t n, const real *y, const real *dy, real *restrict dx)
{
    for (size_t i = 0; i < n; i++) dx[i] += dy[i] * y[i] * (1 - y[i]);
}

static void add_scaled(size_t n, real s, const real *x, real *restrict y)
{
    for (size_t i = 0; i < n; i++) y[i] += s * x[i];
}

static void raise_top(size_t n, const real *x, real place, real *restrict top, real *restrict which)
{
    for (size_t i = 0; i < n; i++) {
        real here = x[i], so_far = top[i], where = which[i];
        bool above = !(here <= so_far) & (so_far == so_far);            /* NaN counts as larger, and stays */
        top[i] = above ? here : so_far;
        which[i] = above ? place : where;
    }
}

static void add_where(size_t n, const real *which, real place, const real *dy, real *restrict dx)
{
    for (size_t i = 0; i < n; i++) {
        real passed = dy[i];
        dx[i] += which[i] == place ? passed : 0;
    }
}

/* v·0 is 0 for finite v and NaN otherwise, so one sum shows whether a search is needed. */
static size_t first_nan(size_t n, const real *x)
{
    real partial[PARTIALS] = {0}, total = 0;
    size_t whole = n - n % PARTIALS;
    for (size_t i = 0; i < whole; i += PARTIALS)
        for (size_t l = 0; l < PARTIALS; l++) partial[l] += x[i + l] * 0;
    for (size_t l = 0; l < PARTIALS; l++) total += partial[l];
    for (size_t i = whole; i < n; i++) total += x[i] * 0;
    if (total == 0) return n;
    for (size_t i = 0; i < n; i++)
        if (!isfinite(x[i])) return i;
    return n;
}

/* --- rows and columns --------------------------------------------------------------------------------------------- */

static void spread_rows(size_t m, size_t n, const real *x, real *restrict a)
{
    for (size_t j = 0; j < m; j++)
        for (size_t i = 0; i < n; i++) a[j * n + i] = x[j];
}

static void add_row_sums(size_t m, size_t n, const real *a, real *x)
{
    for (size_t j = 0; j < m; j++) {
        const real *row = a + j * n;
        real partial[PARTIALS] = {0};
        size_t i = 0;
        for (; i + PARTIALS <= n; i += PARTIALS)
            for (size_t l = 0; l < PARTIALS; l++) partial[l] += row[i + l];
        for (size_t l = 0; i < n; i++, l++) partial[l] += row[i];
        partials s;
        for (int v = 0; v < PARTIALS / WIDTH; v++) s.part[v] = vec_load(partial + v * WIDTH);
        x[j] += fold(s);
    }
}

static void softmax(size_t m, size_t n, const real *z, real *restrict p, real *restrict top, real *restrict sum)
{
    for (size_t i = 0; i < n; i++) {
        top[i] = z[i];
        sum[i] = 0;
    }
    for (size_t j = 1; j < m; j++)
        for (size_t i = 0; i < n; i++) {
            real here = z[j * n + i];
            top[i] = here > top[i] ? here : top[i];
        }
    for (size_t j = 0; j < m; j++)
        for (size_t i = 0; i < n; i++) {
            real e = exp_of(z[j * n + i] - top[i]);
            p[j * n + i] = e;
            sum[i] += e;
        }
    for (size_t j = 0; j < m; j++)
        for (size_t i = 0; i < n; i++) p[j * n + i] /= sum[i];
}

/* --- the table of this level -------------------------------------------------------------------------------------- */

#define TEXT_OF(x)    #x
#define NAME_OF(x)    TEXT_OF(x)

const lehr_kernels LEHR_AT_LEVEL(lehr_kernels) = {
    NAME_OF(LEHR_LEVEL), gemm_tiles, gemm_dots, gemm_tiles_at, gemm_dots_at, gemm_strided,
    exp_all, log_all, tanh_all, sigmoid_all, relu, relu_backward, tanh_backward, sigmoid_backward, add_scaled,
    spread_rows, add_row_sums, softmax, raise_top, add_where, first_nan,
};
