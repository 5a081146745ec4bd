/* kernels.c — the loops that the time goes into. Compiled once per level (LEHR_LEVEL, see CMakeLists.txt), so the same lines become
 * AVX2 or plain SSE2; what they promise is in kernels.h, what a vector is in vec.h. */
#include "core/kernels.h"
#include <stdint.h>
#include "core/vec.h"

/* --- products: C's columns are contiguous in B, and a tile of C is held in registers while k runs ------------------ */

enum { ROWS = 6, VECS = 2 };            /* 12 sums, 2 of B and 1 of A: what 16 registers hold */

/* masked: only the first lanes of the one vector are there. rows, vecs and masked are constants wherever this is inlined. */
INLINED void tile(int rows, int vecs, bool masked, vec_mask lanes, int k, const real *A, size_t a_row, size_t a_column,
                  const real *B, size_t b_row, real *C, size_t ldc)
{
    vec sum[ROWS][VECS];
    for (int r = 0; r < rows; r++)
        for (int v = 0; v < vecs; v++)
            sum[r][v] = masked ? vec_load_part(C + (size_t)r * ldc, lanes) : vec_load(C + (size_t)r * ldc + (size_t)v * WIDTH);
    for (int p = 0; p < k; p++) {
        vec b[VECS];
        for (int v = 0; v < vecs; v++)
            b[v] = masked ? vec_load_part(B + (size_t)p * b_row, lanes) : vec_load(B + (size_t)p * b_row + (size_t)v * WIDTH);
        for (int r = 0; r < rows; r++) {
            vec a = vec_set(A[(size_t)r * a_row + (size_t)p * a_column]);
            for (int v = 0; v < vecs; v++) sum[r][v] = vec_fma(a, b[v], sum[r][v]);
        }
    }
    for (int r = 0; r < rows; r++)
        for (int v = 0; v < vecs; v++) {
            if (masked) vec_store_part(C + (size_t)r * ldc, lanes, sum[r][v]);
            else vec_store(C + (size_t)r * ldc + (size_t)v * WIDTH, sum[r][v]);
        }
}

/* All columns of so many rows: two vectors at a time, then one, then the rest under a mask. */
INLINED void band(int rows, int n, int k, const real *A, size_t a_row, size_t a_column, const real *B, size_t b_row, real *C)
{
    int j = 0;
    vec_mask all = vec_first(WIDTH);
    for (; j + VECS * WIDTH <= n; j += VECS * WIDTH) tile(rows, VECS, false, all, k, A, a_row, a_column, B + j, b_row, C + j, (size_t)n);
    for (; j + WIDTH <= n; j += WIDTH) tile(rows, 1, false, all, k, A, a_row, a_column, B + j, b_row, C + j, (size_t)n);
    if (j < n) tile(rows, 1, true, vec_first(n - j), k, A, a_row, a_column, B + j, b_row, C + j, (size_t)n);
}

static void gemm_tiles(int m, int n, int k, const real *A, size_t a_row, size_t a_column, const real *B, size_t b_row, real *C)
{
    for (int i = 0; i < m; i += ROWS) {
        const real *a = A + (size_t)i * a_row;
        real *c = C + (size_t)i * (size_t)n;
        switch (m - i) {
        case 1:  band(1, n, k, a, a_row, a_column, B, b_row, c); break;
        case 2:  band(2, n, k, a, a_row, a_column, B, b_row, c); break;
        case 3:  band(3, n, k, a, a_row, a_column, B, b_row, c); break;
        case 4:  band(4, n, k, a, a_row, a_column, B, b_row, c); break;
        case 5:  band(5, n, k, a, a_row, a_column, B, b_row, c); break;
        default: band(ROWS, n, k, a, a_row, a_column, B, b_row, c);
        }
    }
}

/* --- products: both operands run along k, and every number of C is a dot product ------------------------------------ */

enum { DOTS = 4 };                      /* at a time, for they share a row of A */

/* Numbers p … p + STRANDS − 1 of the rows, or those of them that are there, into the strands. */
INLINED void add_products(int count, bool whole, int left, const real *a, const real *B, size_t b_column, strands sum[DOTS])
{
    for (int v = 0; v < STRANDS / WIDTH && (whole || v * WIDTH < left); v++) {
        vec_mask there = vec_first(whole ? WIDTH : left - v * WIDTH);
        vec x = whole ? vec_load(a + v * WIDTH) : vec_load_part(a + v * WIDTH, there);
        for (int d = 0; d < count; d++) {
            const real *b = B + (size_t)d * b_column + v * WIDTH;
            sum[d].part[v] = vec_fma(x, whole ? vec_load(b) : vec_load_part(b, there), sum[d].part[v]);
        }
    }
}

INLINED void dots(int count, int k, const real *a, const real *B, size_t b_column, real *c)
{
    strands sum[DOTS];
    for (int d = 0; d < count; d++)
        for (int v = 0; v < STRANDS / WIDTH; v++) sum[d].part[v] = vec_set(0);
    int p = 0;
    for (; p + STRANDS <= k; p += STRANDS) add_products(count, true, 0, a + p, B + p, b_column, sum);
    if (p < k) add_products(count, false, k - p, a + p, B + p, b_column, sum);
    for (int d = 0; d < count; d++) c[d] += fold(sum[d]);
}

static void gemm_dots(int m, int n, int k, const real *A, size_t a_row, const real *B, size_t b_column, real *C)
{
    for (int i = 0; i < m; i++) {
        const real *a = A + (size_t)i * a_row;
        real *c = C + (size_t)i * (size_t)n;
        int j = 0;
        for (; j + DOTS <= n; j += DOTS) dots(DOTS, k, a, B + (size_t)j * b_column, b_column, c + j);
        for (; j < n; j++) dots(1, k, a, B + (size_t)j * b_column, b_column, c + j);
    }
}

/* Both transposed: nobody's training needs it, so it is only right. C's number is a plain sum over k. */
static void gemm_strided(int m, int n, int k, const real *A, size_t a_column, const real *B, size_t b_column, real *C)
{
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            real *c = C + (size_t)i * (size_t)n + (size_t)j, sum = *c;
            for (int p = 0; p < k; p++) sum = real_fma(A[(size_t)i + (size_t)p * a_column], B[(size_t)j * b_column + (size_t)p], sum);
            *c = sum;
        }
}

static void add_row_sums(size_t m, size_t n, const real *a, real *x)
{
    for (size_t j = 0; j < m; j++) {
        const real *row = a + j * n;
        real strand[STRANDS] = {0};
        size_t i = 0;
        for (; i + STRANDS <= n; i += STRANDS)
            for (size_t l = 0; l < STRANDS; l++) strand[l] += row[i + l];
        for (size_t l = 0; i < n; i++, l++) strand[l] += row[i];
        strands s;
        for (int v = 0; v < STRANDS / WIDTH; v++) s.part[v] = vec_load(strand + v * WIDTH);
        x[j] += fold(s);
    }
}

/* --- exp, log, tanh, sigmoid -------------------------------------------------------------------------------------- */

/* The format of a number: bits of the fraction, bias of the exponent, and the constants that docs/fit_kernels.py prints. */
#ifdef LEHR_DOUBLE
typedef uint64_t bits;
enum { FRACTION = 52, BIAS = 1023 };
#define C(double_value, float_value) double_value
#else
typedef uint32_t bits;
enum { FRACTION = 23, BIAS = 127 };
#define C(double_value, float_value) float_value
#endif

#define LOG2_E    C(1.4426950408889634, 1.44269504f)
#define LN2_HIGH  C(0x1.62e42fefap-1, 0x1.62e4p-1f)             /* few enough bits that n·LN2_HIGH is exact for every exponent n */
#define LN2_LOW   C(1.646594958289708e-12, 1.42860682e-6f)
#define MAGIC     C(0x1.8p52, 0x1.8p23f)                        /* x + MAGIC has no room for a fraction: x is rounded to a whole number */

INLINED bits bits_of(real x) { bits b; memcpy(&b, &x, sizeof b); return b; }
INLINED real real_of(bits b) { real x; memcpy(&x, &b, sizeof x); return x; }

INLINED real horner(real x, const real c[], int degree)
{
    real y = c[degree];
    for (int i = degree - 1; i >= 0; i--) y = real_fma(y, x, c[i]);
    return y;
}

/* e^x = 2^n e^r, |r| ≤ ln(2)/2. *r_of: e^r − 1; *low and *high: powers of 2 whose product is 2^n, each a normal number. */
INLINED real exp_parts(real x, real *low, real *high)
{
    static const real P[] = {
        C(0.5, 0.5f), C(0.1666666666666667099, 0.1666657703f), C(0.04166666666666666975, 0.04166655466f), C(0.008333333333326140884, 0.008363173075f),
        C(0.001388888888888375242, 0.001392617612f),
#ifdef LEHR_DOUBLE
        0.0001984126987480049198, 0.00002480158732553336382, 2.755725542574643428e-6, 2.755727366134863622e-7, 2.510520637395701112e-8,
        2.091467937658393510e-9,
#endif
    };
    real shifted = real_fma(x, LOG2_E, MAGIC), n = shifted - MAGIC, half = real_fma(n, C(0.5, 0.5f), MAGIC);
    bits whole = bits_of(shifted) - bits_of(MAGIC), first = bits_of(half) - bits_of(MAGIC);
    *low = real_of((first + BIAS) << FRACTION);
    *high = real_of((whole - first + BIAS) << FRACTION);
    real r = real_fma(n, -LN2_HIGH, x);
    r = real_fma(n, -LN2_LOW, r);
    return real_fma(r * r, horner(r, P, (int)(sizeof P / sizeof *P) - 1), r);
}

/* Beyond these the result is 0 or infinity anyway. A NaN is neither below nor above and passes. */
INLINED real clamped(real x, real least, real most) { x = x < least ? least : x; return x > most ? most : x; }

INLINED real exp_of(real x)
{
    real low, high, rest = exp_parts(clamped(x, C(-746, -104), C(710, 89)), &low, &high);
    return (1 + rest) * low * high;
}

/* tanh |x| = (e^2|x| − 1) / (e^2|x| + 1), with e^y − 1 = 2^n (e^r − 1) + (2^n − 1): nothing is lost where x is small. */
INLINED real tanh_of(real x)
{
    real low, high, y = clamped(2 * C(fabs(x), fabsf(x)), 0, C(40, 20)), rest = exp_parts(y, &low, &high);
    real power = low * high, less_one = real_fma(power, rest, power - 1);
    return C(copysign, copysignf)(less_one / (less_one + 2), x);
}

/* From e^−|x| for either sign, so that nothing overflows and small results keep their digits. */
INLINED real sigmoid_of(real x)
{
    real e = exp_of(-C(fabs(x), fabsf(x)));
    return (x < 0 ? e : 1) / (1 + e);
}

/* x = 2^n m with m in √½ … √2, f = m − 1, s = f / (2 + f): log m = f − (f²/2 − s (f²/2 + R(s²))). */
INLINED real log_of(real x)
{
    static const real Q[] = {
        C(0.6666666666666666646, 0.6666666655f), C(0.4000000000000087698, 0.4000012184f), C(0.2857142857080361181, 0.2855082082f),
        C(0.2222222239171391744, 0.2333046722f),
#ifdef LEHR_DOUBLE
        0.1818179564013290628, 0.1538623970281465819, 0.1326877313865688518, 0.1308662614784010214,
#endif
    };
    const real tiny = C(0x1p-1022, 0x1p-126f), up = C(0x1p54, 0x1p25f);
    real scaled = x < tiny ? x * up : x, less = x < tiny ? C(54, 25) : 0;
    bits b = bits_of(scaled) + (bits_of(1) - bits_of(C(0.70710678118654752, 0.707106781f)));        /* √½ … √2 share an exponent */
    bits exponent = b >> FRACTION;
    real m = real_of((b & (((bits)1 << FRACTION) - 1)) + bits_of(C(0.70710678118654752, 0.707106781f)));
    real n = real_of(exponent + bits_of(MAGIC)) - MAGIC - BIAS - less;
    real f = m - 1, s = f / (2 + f), z = s * s, half = C(0.5, 0.5f) * f * f;
    real R = z * horner(z, Q, (int)(sizeof Q / sizeof *Q) - 1);
    real y = real_fma(n, LN2_HIGH, f - (half - real_fma(s, half + R, n * LN2_LOW)));
    y = x == 0 ? -C(HUGE_VAL, HUGE_VALF) : y;
    y = x < 0 ? C(NAN, NAN) : y;
    return x > C(0x1.fffffffffffffp1023, 0x1.fffffep127f) || x != x ? x : y;                        /* infinity and NaN stay */
}

#define OVER_A_BUFFER(name) \
    static void name##_all(size_t n, const real *x, real *y) { for (size_t i = 0; i < n; i++) y[i] = name##_of(x[i]); }

OVER_A_BUFFER(exp)
OVER_A_BUFFER(log)
OVER_A_BUFFER(tanh)
OVER_A_BUFFER(sigmoid)

/* --- the table of this level -------------------------------------------------------------------------------------- */

#define TEXT_OF(x)    #x
#define NAME_OF(x)    TEXT_OF(x)
#define JOIN(a, b)    a##b
#define TABLE_OF(x)   JOIN(lehr_kernels_, x)

const lehr_kernels TABLE_OF(LEHR_LEVEL) = { NAME_OF(LEHR_LEVEL), gemm_tiles, gemm_dots, gemm_strided, exp_all, log_all, tanh_all, sigmoid_all, add_row_sums };
