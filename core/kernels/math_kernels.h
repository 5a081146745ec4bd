/* math_kernels.h — exp, log, tanh and sigmoid of one number, in a form that compilers vectorise; part of kernels.c. */
#ifndef LEHR_CORE_KERNELS_MATH_KERNELS_H
#define LEHR_CORE_KERNELS_MATH_KERNELS_H
#include <stdint.h>
#include "core/kernels/simd.h"

/* The format of a number: bits of the fraction, bias of the exponent, and the constants that docs/fit_kernels.py
 * prints. */
#ifdef LEHR_DOUBLE
typedef uint64_t bits;
enum { FRACTION = 52, BIAS = 1023 };
#define R(double_value, float_value) double_value
#else
typedef uint32_t bits;
enum { FRACTION = 23, BIAS = 127 };
#define R(double_value, float_value) float_value
#endif

#define LOG2_E    R(1.4426950408889634, 1.44269504f)
/* few enough bits that n·LN2_HIGH is exact for every exponent n */
#define LN2_HIGH  R(0x1.62e42fefap-1, 0x1.62e4p-1f)
#define LN2_LOW   R(1.646594958289708e-12, 1.42860682e-6f)
#define MAGIC     R(0x1.8p52, 0x1.8p23f)      /* x + MAGIC has no bits for a fraction: x is rounded to an integer */

INLINED bits bits_of(real x) { bits b; memcpy(&b, &x, sizeof b); return b; }
INLINED real real_of(bits b) { real x; memcpy(&x, &b, sizeof x); return x; }

INLINED real horner(real x, const real c[], int degree)
{
    real y = c[degree];
    for (int i = degree - 1; i >= 0; i--) y = real_fma(y, x, c[i]);
    return y;
}

/* e^x = 2^n e^r, |r| ≤ ln(2)/2. Returned: e^r − 1; *low and *high: powers of 2 whose product is 2^n, each a normal
 * number. */
INLINED real exp_parts(real x, real *low, real *high)
{
    static const real P[] = {
        R(0.5, 0.5f),
        R(0.1666666666666667099, 0.1666657703f),
        R(0.04166666666666666975, 0.04166655466f),
        R(0.008333333333326140884, 0.008363173075f),
        R(0.001388888888888375242, 0.001392617612f),
#ifdef LEHR_DOUBLE
        0.0001984126987480049198,
        0.00002480158732553336382,
        2.755725542574643428e-6,
        2.755727366134863622e-7,
        2.510520637395701112e-8,
        2.091467937658393510e-9,
#endif
    };
    real shifted = real_fma(x, LOG2_E, MAGIC), n = shifted - MAGIC, half = real_fma(n, R(0.5, 0.5f), MAGIC);
    bits whole = bits_of(shifted) - bits_of(MAGIC), first = bits_of(half) - bits_of(MAGIC);
    *low = real_of((first + BIAS) << FRACTION);
    *high = real_of((whole - first + BIAS) << FRACTION);
    real r = real_fma(n, -LN2_HIGH, x);
    r = real_fma(n, -LN2_LOW, r);
    return real_fma(r * r, horner(r, P, (int)(sizeof P / sizeof *P) - 1), r);
}

/* Beyond min and max the result is 0 or infinity anyway. NaN stays NaN. */
INLINED real clamped(real x, real min, real max) { x = x < min ? min : x; return x > max ? max : x; }

INLINED real exp_of(real x)
{
    real low, high, rest = exp_parts(clamped(x, R(-746, -104), R(710, 89)), &low, &high);
    return (1 + rest) * low * high;
}

/* tanh |x| = (e^2|x| − 1) / (e^2|x| + 1), with e^y − 1 = 2^n (e^r − 1) + (2^n − 1): nothing is lost where x is small.
 */
INLINED real tanh_of(real x)
{
    real low, high, y = clamped(2 * R(fabs(x), fabsf(x)), 0, R(40, 20)), rest = exp_parts(y, &low, &high);
    real power = low * high, less_one = real_fma(power, rest, power - 1);
    return R(copysign, copysignf)(less_one / (less_one + 2), x);
}

/* From e^−|x| for either sign, so that nothing overflows and small results keep their digits. */
INLINED real sigmoid_of(real x)
{
    real e = exp_of(-R(fabs(x), fabsf(x)));
    return (x < 0 ? e : 1) / (1 + e);
}

/* x = 2^n m with m in √½ … √2, f = m − 1, s = f / (2 + f): log m = f − (f²/2 − s (f²/2 + rest(s²))). */
INLINED real log_of(real x)
{
    static const real Q[] = {
        R(0.6666666666666666646, 0.6666666655f),
        R(0.4000000000000087698, 0.4000012184f),
        R(0.2857142857080361181, 0.2855082082f),
        R(0.2222222239171391744, 0.2333046722f),
#ifdef LEHR_DOUBLE
        0.1818179564013290628,
        0.1538623970281465819,
        0.1326877313865688518,
        0.1308662614784010214,
#endif
    };
    const real tiny = R(0x1p-1022, 0x1p-126f), up = R(0x1p54, 0x1p25f);
    real scaled = x < tiny ? x * up : x, less = x < tiny ? R(54, 25) : 0;
    /* √½ … √2 share an exponent */
    bits b = bits_of(scaled) + (bits_of(1) - bits_of(R(0.70710678118654752, 0.707106781f)));
    bits exponent = b >> FRACTION;
    real m = real_of((b & (((bits)1 << FRACTION) - 1)) + bits_of(R(0.70710678118654752, 0.707106781f)));
    real n = real_of(exponent + bits_of(MAGIC)) - MAGIC - BIAS - less;
    real f = m - 1, s = f / (2 + f), z = s * s, half = R(0.5, 0.5f) * f * f;
    real rest = z * horner(z, Q, (int)(sizeof Q / sizeof *Q) - 1);
    real y = real_fma(n, LN2_HIGH, f - (half - real_fma(s, half + rest, n * LN2_LOW)));
    y = x == 0 ? -R(HUGE_VAL, HUGE_VALF) : y;
    y = x < 0 ? R(NAN, NAN) : y;
    return x > R(0x1.fffffffffffffp1023, 0x1.fffffep127f) || x != x ? x : y;                 /* infinity and NaN stay */
}

#endif
