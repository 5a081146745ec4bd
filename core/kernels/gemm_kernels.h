/* gemm_kernels.h — the built-in matrix products; part of kernels.c. */
#ifndef LEHR_CORE_KERNELS_GEMM_KERNELS_H
#define LEHR_CORE_KERNELS_GEMM_KERNELS_H
#include "core/kernels/simd.h"
#include <stdbool.h>

/* --- products: C's columns are contiguous in B, and a tile of C is held in registers while k runs ----------------- */

enum { ROWS = 6, VECS = 2 };            /* 12 sums, 2 of B and 1 of A: what 16 registers hold */

/* The offset of row (or column) i of B: at equal steps, or from a list. at is NULL or not at compile time wherever this
 * is inlined. */
INLINED size_t begin_of(size_t step, const size_t at[], int i) { return at ? at[i] : (size_t)i * step; }

/* masked: only the first lanes of the one vector are there. rows, vecs and masked are constants wherever this is
 * inlined. */
INLINED void tile(int rows, int vecs, bool masked, vec_mask lanes, int k, const real *A, size_t a_row, size_t a_column,
                  const real *B, size_t b_row, const size_t at[], real *C, size_t c_row)
{
    vec sum[ROWS][VECS];
    for (int r = 0; r < rows; r++)
        for (int v = 0; v < vecs; v++)
            sum[r][v] = masked ? vec_load_part(C + (size_t)r * c_row, lanes)
                               : vec_load(C + (size_t)r * c_row + (size_t)v * WIDTH);
    for (int p = 0; p < k; p++) {
        vec b[VECS];
        const real *row = B + begin_of(b_row, at, p);
        for (int v = 0; v < vecs; v++) b[v] = masked ? vec_load_part(row, lanes) : vec_load(row + (size_t)v * WIDTH);
        for (int r = 0; r < rows; r++) {
            vec a = vec_set(A[(size_t)r * a_row + (size_t)p * a_column]);
            for (int v = 0; v < vecs; v++) sum[r][v] = vec_fma(a, b[v], sum[r][v]);
        }
    }
    for (int r = 0; r < rows; r++)
        for (int v = 0; v < vecs; v++) {
            if (masked) vec_store_part(C + (size_t)r * c_row, lanes, sum[r][v]);
            else vec_store(C + (size_t)r * c_row + (size_t)v * WIDTH, sum[r][v]);
        }
}

/* All columns of so many rows: two vectors at a time, then one, then the rest under a mask. */
INLINED void band(int rows, int n, int k, const real *A, size_t a_row, size_t a_column, const real *B, size_t b_row,
                  const size_t at[], real *C, size_t c_row)
{
    int j = 0;
    vec_mask all = vec_first(WIDTH);
    for (; j + VECS * WIDTH <= n; j += VECS * WIDTH)
        tile(rows, VECS, false, all, k, A, a_row, a_column, B + j, b_row, at, C + j, c_row);
    for (; j + WIDTH <= n; j += WIDTH) tile(rows, 1, false, all, k, A, a_row, a_column, B + j, b_row, at, C + j, c_row);
    if (j < n) tile(rows, 1, true, vec_first(n - j), k, A, a_row, a_column, B + j, b_row, at, C + j, c_row);
}

/* Splits the rows into bands of nearly equal size: a last band of one or two rows would be slow. */
INLINED void tiles(int m, int n, int k, const real *A, size_t a_row, size_t a_column, const real *B, size_t b_row,
                   const size_t at[], real *C, size_t c_row)
{
    for (int i = 0, rows; i < m; i += rows) {
        int bands = (m - i + ROWS - 1) / ROWS;
        rows = (m - i + bands - 1) / bands;
        const real *a = A + (size_t)i * a_row;
        real *c = C + (size_t)i * c_row;
        switch (rows) {
        case 1:  band(1, n, k, a, a_row, a_column, B, b_row, at, c, c_row); break;
        case 2:  band(2, n, k, a, a_row, a_column, B, b_row, at, c, c_row); break;
        case 3:  band(3, n, k, a, a_row, a_column, B, b_row, at, c, c_row); break;
        case 4:  band(4, n, k, a, a_row, a_column, B, b_row, at, c, c_row); break;
        case 5:  band(5, n, k, a, a_row, a_column, B, b_row, at, c, c_row); break;
        default: band(ROWS, n, k, a, a_row, a_column, B, b_row, at, c, c_row);
        }
    }
}

static void gemm_tiles(int m, int n, int k, const real *A, size_t a_row, size_t a_column, const real *B, size_t b_row,
                       real *C, size_t c_row)
{
    tiles(m, n, k, A, a_row, a_column, B, b_row, NULL, C, c_row);
}

static void gemm_tiles_at(int m, int n, int k, const real *A, size_t a_row, size_t a_column, const real *B,
                          const size_t at[], real *C, size_t c_row)
{
    tiles(m, n, k, A, a_row, a_column, B, 0, at, C, c_row);
}

/* --- products: both operands run along k, and every number of C is a dot product ---------------------------------- */

/* The block of C computed at once: operands are reused, and four adjacent sums are folded together. */
enum { DOT_ROWS = REGISTERS / 16, DOT_COLUMNS = 4 };

/* Adds the products of numbers p … p + PARTIALS − 1 of the rows of A and B to the partials; left: how many exist. */
INLINED void add_products(int rows, int columns, bool whole, int left, const real *A, size_t a_row,
                          const real *const B[DOT_COLUMNS], int p, partials sum[DOT_ROWS * DOT_COLUMNS])
{
    for (int v = 0; v < PARTIALS / WIDTH && (whole || v * WIDTH < left); v++) {
        vec_mask there = vec_first(whole ? WIDTH : left - v * WIDTH);
        vec b[DOT_COLUMNS];
        for (int c = 0; c < columns; c++) {
            const real *here = B[c] + p + v * WIDTH;
            b[c] = whole ? vec_load(here) : vec_load_part(here, there);
        }
        for (int r = 0; r < rows; r++) {
            const real *here = A + (size_t)r * a_row + p + v * WIDTH;
            vec a = whole ? vec_load(here) : vec_load_part(here, there);
            for (int c = 0; c < columns; c++)
                sum[r * columns + c].part[v] = vec_fma(a, b[c], sum[r * columns + c].part[v]);
        }
    }
}

INLINED void dots(int rows, int columns, int k, const real *A, size_t a_row, const real *B, size_t b_column,
                  const size_t at[], real *C, size_t c_row)
{
    partials sum[DOT_ROWS * DOT_COLUMNS];
    const real *b[DOT_COLUMNS];
    for (int c = 0; c < columns; c++) b[c] = B + begin_of(b_column, at, c);
    for (int d = 0; d < rows * columns; d++)
        for (int v = 0; v < PARTIALS / WIDTH; v++) sum[d].part[v] = vec_set(0);
    int p = 0;
    for (; p + PARTIALS <= k; p += PARTIALS) add_products(rows, columns, true, 0, A, a_row, b, p, sum);
    if (p < k) add_products(rows, columns, false, k - p, A, a_row, b, p, sum);
    for (int r = 0; r < rows; r++) {
        if (columns == 4) add_fold4(&sum[r * columns], C + (size_t)r * c_row);
        else for (int c = 0; c < columns; c++) C[(size_t)r * c_row + (size_t)c] += fold(sum[r * columns + c]);
    }
}

/* All columns of so many rows. */
INLINED void dots_band(int rows, int n, int k, const real *A, size_t a_row, const real *B, size_t b_column,
                       const size_t at[], real *C, size_t c_row)
{
    int j = 0;
#define DOTS(columns)                                                                                                  \
    dots(rows, columns, k, A, a_row, at ? B : B + (size_t)j * b_column, b_column, at ? at + j : NULL, C + j, c_row)
    for (; j + DOT_COLUMNS <= n; j += DOT_COLUMNS) DOTS(DOT_COLUMNS);
    for (; j + 2 <= n; j += 2) DOTS(2);
    if (j < n) DOTS(1);
#undef DOTS
}

INLINED void all_dots(int m, int n, int k, const real *A, size_t a_row, const real *B, size_t b_column,
                      const size_t at[], real *C, size_t c_row)
{
    int i = 0;
    for (; i + DOT_ROWS <= m; i += DOT_ROWS)
        dots_band(DOT_ROWS, n, k, A + (size_t)i * a_row, a_row, B, b_column, at, C + (size_t)i * c_row, c_row);
    for (; i < m; i++) dots_band(1, n, k, A + (size_t)i * a_row, a_row, B, b_column, at, C + (size_t)i * c_row, c_row);
}

static void gemm_dots(int m, int n, int k, const real *A, size_t a_row, const real *B, size_t b_column, real *C,
                      size_t c_row)
{
    all_dots(m, n, k, A, a_row, B, b_column, NULL, C, c_row);
}

static void gemm_dots_at(int m, int n, int k, const real *A, size_t a_row, const real *B, const size_t at[], real *C,
                         size_t c_row)
{
    all_dots(m, n, k, A, a_row, B, 0, at, C, c_row);
}

/* Both transposed: rare in training, so this is simple and slow. A number of C is a plain sum over k. */
static void gemm_strided(int m, int n, int k, const real *A, size_t a_column, const real *B, size_t b_column, real *C,
                         size_t c_row)
{
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            real *c = C + (size_t)i * c_row + (size_t)j, sum = *c;
            for (int p = 0; p < k; p++)
                sum = real_fma(A[(size_t)i + (size_t)p * a_column], B[(size_t)j * b_column + (size_t)p], sum);
            *c = sum;
        }
}

#endif
