/* gemm.c — a small kernel of our own for small products, OpenBLAS (where it was found) for large ones.
 *
 * The kernel adds in one fixed order: every number of C is either a running sum over k = 0, 1, 2, … or, where both operands run along
 * k, a sum in LANES strands that are folded in a fixed order. Its bits therefore depend neither on the machine nor on the vector width.
 */
#include "core/gemm.h"
#include <stdbool.h>
#include <string.h>

enum { LANES = 16, ROWS = 4 };

typedef struct operand { const lehr_real *at; size_t row, column; } operand;    /* element (i, j) is at[i·row + j·column] */

/* --- C's columns are contiguous in B: a tile of C is held in registers while k runs ----------------------------- */

static inline void tile(int rows, int lanes, int k, operand A, operand B, bool add, lehr_real *restrict C, size_t ldc)
{
    lehr_real sum[ROWS][LANES] = {{0}};
    for (int p = 0; p < k; p++) {
        const lehr_real *b = B.at + (size_t)p * B.row;
        for (int r = 0; r < rows; r++) {
            lehr_real a = A.at[(size_t)r * A.row + (size_t)p * A.column];
            for (int l = 0; l < lanes; l++) sum[r][l] += a * b[l];
        }
    }
    for (int r = 0; r < rows; r++)
        for (int l = 0; l < lanes; l++) {
            lehr_real *c = C + (size_t)r * ldc + l;
            *c = add ? *c + sum[r][l] : sum[r][l];
        }
}

static void by_tiles(int m, int n, int k, operand A, operand B, bool add, lehr_real *C)
{
    size_t ldc = (size_t)n;
    for (int i = 0; i < m; i += ROWS) {
        int rows = m - i < ROWS ? m - i : ROWS;
        operand a = { A.at + (size_t)i * A.row, A.row, A.column };
        for (int j = 0; j < n; j += LANES) {
            int lanes = n - j < LANES ? n - j : LANES;
            operand b = { B.at + j, B.row, 1 };
            lehr_real *c = C + (size_t)i * ldc + j;
            if (rows == ROWS && lanes == LANES) tile(ROWS, LANES, k, a, b, add, c, ldc);    /* constants: unrolled */
            else if (lanes == LANES) tile(rows, LANES, k, a, b, add, c, ldc);
            else tile(rows, lanes, k, a, b, add, c, ldc);
        }
    }
}

/* --- C's columns are rows of B: every number of C is a dot product ---------------------------------------------- */

static inline lehr_real dot(int k, const lehr_real *restrict a, size_t step, const lehr_real *restrict b)
{
    lehr_real sum[LANES] = {0};
    int p = 0;
    for (; p + LANES <= k; p += LANES)
        for (int l = 0; l < LANES; l++) sum[l] += a[(size_t)(p + l) * step] * b[p + l];
    for (int l = 0; p < k; p++, l++) sum[l] += a[(size_t)p * step] * b[p];
    for (int width = LANES / 2; width; width /= 2)
        for (int l = 0; l < width; l++) sum[l] += sum[l + width];
    return sum[0];
}

static void by_dots(int m, int n, int k, operand A, operand B, bool add, lehr_real *C)
{
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            const lehr_real *a = A.at + (size_t)i * A.row, *b = B.at + (size_t)j * B.column;
            lehr_real value = A.column == 1 ? dot(k, a, 1, b) : dot(k, a, A.column, b);
            lehr_real *c = C + (size_t)i * (size_t)n + j;
            *c = add ? *c + value : value;
        }
}

static void built_in(lehr_transpose ta, lehr_transpose tb, int m, int n, int k,
                     const lehr_real *A, const lehr_real *B, bool add, lehr_real *C)
{
    operand a = { A, ta ? 1 : (size_t)k, ta ? (size_t)m : 1 };
    operand b = { B, tb ? 1 : (size_t)n, tb ? (size_t)k : 1 };
    (tb ? by_dots : by_tiles)(m, n, k, a, b, add, C);
}

/* --- the choice --------------------------------------------------------------------------------------------------- */

#ifdef LEHR_OPENBLAS
#include <cblas.h>
#include <pthread.h>

/* Threads of its own would change the bits with their number and fight ours; called before the first product. */
static void hold_to_one_thread(void) { openblas_set_num_threads(1); }

static void large(lehr_transpose ta, lehr_transpose tb, int m, int n, int k,
                  const lehr_real *A, const lehr_real *B, bool add, lehr_real *C)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, hold_to_one_thread);
#ifdef LEHR_DOUBLE
    cblas_dgemm
#else
    cblas_sgemm
#endif
    (CblasRowMajor, ta ? CblasTrans : CblasNoTrans, tb ? CblasTrans : CblasNoTrans,
     m, n, k, 1, A, ta ? m : k, B, tb ? k : n, add ? 1 : 0, C, n);
}

const char *lehr_gemm_name(void) { return "OpenBLAS"; }
#else
#define large built_in
const char *lehr_gemm_name(void) { return "built-in"; }
#endif

/* Below this many multiplications our kernel is used in every build: there a BLAS call costs about as much as its work, and toy nets
 * get the same bits whatever BLAS is installed. */
enum { SMALL = 32 * 32 * 32 };

void lehr_gemm(lehr_transpose ta, lehr_transpose tb, int m, int n, int k,
               const lehr_real *A, const lehr_real *B, lehr_onto onto, lehr_real *C)
{
    bool small = (double)m * n * k <= SMALL;
    (small ? built_in : large)(ta, tb, m, n, k, A, B, onto == LEHR_ADD, C);
}
