/* simd.h — vectors of numbers (SIMD); only for core/kernels/kernels.c.
 *
 * kernels.c is compiled once for each level of x86-64; this header defines a vector for each. From v3 on it has 32
 * bytes and a fused multiply-add. Below v3 it has 16 bytes and separate multiply and add, so results differ in their
 * last bits. A long sum is PARTIALS partial sums, whatever the width, added in one order: results do not depend on
 * the width. (v4 could have 64 bytes. On small products that was no faster, and slower where a row is not a multiple
 * of it. v4 has twice the registers and masks without cost.)
 */
#ifndef LEHR_CORE_KERNELS_SIMD_H
#define LEHR_CORE_KERNELS_SIMD_H
#include <math.h>
#include <string.h>
#include "core/base/real.h"

typedef lehr_real real;

#define INLINED static inline __attribute__((always_inline))

enum { PARTIALS = 16 };

#if defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>

#ifdef LEHR_DOUBLE
typedef __m256d vec;
enum { WIDTH = 4 };
INLINED vec  vec_load(const real *p)                          { return _mm256_loadu_pd(p); }
INLINED void vec_store(real *p, vec v)                        { _mm256_storeu_pd(p, v); }
INLINED vec  vec_set(real a)                                  { return _mm256_set1_pd(a); }
INLINED vec  vec_fma(vec a, vec b, vec c)                     { return _mm256_fmadd_pd(a, b, c); }
INLINED real vec_fold(vec v)
{
    __m128d two = _mm_add_pd(_mm256_castpd256_pd128(v), _mm256_extractf128_pd(v, 1));
    return _mm_cvtsd_f64(_mm_add_sd(two, _mm_unpackhi_pd(two, two)));
}
INLINED real real_fma(real a, real b, real c)                 { return fma(a, b, c); }
#else
typedef __m256 vec;
enum { WIDTH = 8 };
INLINED vec  vec_load(const real *p)                          { return _mm256_loadu_ps(p); }
INLINED void vec_store(real *p, vec v)                        { _mm256_storeu_ps(p, v); }
INLINED vec  vec_set(real a)                                  { return _mm256_set1_ps(a); }
INLINED vec  vec_fma(vec a, vec b, vec c)                     { return _mm256_fmadd_ps(a, b, c); }
INLINED real real_fma(real a, real b, real c)                 { return fmaf(a, b, c); }
INLINED __m128 vec_halved(vec v) { return _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1)); }
INLINED real vec_fold(vec v)
{
    __m128 four = vec_halved(v), two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
}
/* adds four folded sums to four numbers: the same additions in fewer instructions */
INLINED void vec_add_fold4(vec a, vec b, vec c, vec d, real *y)
{
    __m128 a4 = vec_halved(a), b4 = vec_halved(b), c4 = vec_halved(c), d4 = vec_halved(d);
    __m128 ab = _mm_add_ps(_mm_movelh_ps(a4, b4), _mm_movehl_ps(b4, a4)),
           cd = _mm_add_ps(_mm_movelh_ps(c4, d4), _mm_movehl_ps(d4, c4));
    __m128 sum = _mm_add_ps(_mm_shuffle_ps(ab, cd, _MM_SHUFFLE(2, 0, 2, 0)),
                            _mm_shuffle_ps(ab, cd, _MM_SHUFFLE(3, 1, 3, 1)));
    _mm_storeu_ps(y, _mm_add_ps(_mm_loadu_ps(y), sum));
}
#define HAS_FOLD4
#endif

/* The first so many lanes of a vector: v4 has masks for that in registers of their own, v3 only vectors of signs. */
#if defined(__AVX512VL__)
enum { REGISTERS = 32 };
typedef __mmask8 vec_mask;
INLINED vec_mask vec_first(int n)                             { return (vec_mask)_bzhi_u32(0xff, (unsigned)n); }
#ifdef LEHR_DOUBLE
INLINED vec  vec_load_part(const real *p, vec_mask m)         { return _mm256_maskz_loadu_pd(m, p); }
INLINED void vec_store_part(real *p, vec_mask m, vec v)       { _mm256_mask_storeu_pd(p, m, v); }
#else
INLINED vec  vec_load_part(const real *p, vec_mask m)         { return _mm256_maskz_loadu_ps(m, p); }
INLINED void vec_store_part(real *p, vec_mask m, vec v)       { _mm256_mask_storeu_ps(p, m, v); }
#endif
#else
enum { REGISTERS = 16 };
typedef __m256i vec_mask;
#ifdef LEHR_DOUBLE
INLINED vec_mask vec_first(int n)
{
    return _mm256_cmpgt_epi64(_mm256_set1_epi64x(n), _mm256_setr_epi64x(0, 1, 2, 3));
}
INLINED vec  vec_load_part(const real *p, vec_mask m)         { return _mm256_maskload_pd(p, m); }
INLINED void vec_store_part(real *p, vec_mask m, vec v)       { _mm256_maskstore_pd(p, m, v); }
#else
INLINED vec_mask vec_first(int n)
{
    return _mm256_cmpgt_epi32(_mm256_set1_epi32(n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7));
}
INLINED vec  vec_load_part(const real *p, vec_mask m)         { return _mm256_maskload_ps(p, m); }
INLINED void vec_store_part(real *p, vec_mask m, vec v)       { _mm256_maskstore_ps(p, m, v); }
#endif
#endif

#else                                                           /* the baseline, and every machine that is not x86 */
typedef real vec __attribute__((vector_size(16)));
typedef int vec_mask;                                           /* how many of the first */
enum { WIDTH = 16 / sizeof(real), REGISTERS = 16 };
INLINED vec  vec_load(const real *p)                          { vec v; memcpy(&v, p, sizeof v); return v; }
INLINED void vec_store(real *p, vec v)                        { memcpy(p, &v, sizeof v); }
INLINED vec vec_load_part(const real *p, vec_mask n)
{
    vec v = { 0 };
    for (int i = 0; i < n; i++) v[i] = p[i];
    return v;
}
INLINED void vec_store_part(real *p, vec_mask n, vec v)       { for (int i = 0; i < n; i++) p[i] = v[i]; }
INLINED vec  vec_set(real a)                                  { return a - (vec){ 0 }; }
INLINED vec  vec_fma(vec a, vec b, vec c)                     { return a * b + c; }
INLINED vec_mask vec_first(int n)                             { return n < WIDTH ? n : WIDTH; }
INLINED real real_fma(real a, real b, real c)                 { return a * b + c; }
INLINED real vec_fold(vec v)
{
    for (int half = WIDTH / 2; half; half /= 2)
        for (int i = 0; i < half; i++) v[i] += v[i + half];
    return v[0];
}
#endif

/* Partial sums: number i is added to partial i mod 16. */
typedef struct partials { vec part[PARTIALS / WIDTH]; } partials;

/* 16 to 8 to 4 to 2 to 1, always the upper half onto the lower. */
INLINED vec fold_to_vec(partials s)
{
    for (int half = PARTIALS / WIDTH / 2; half; half /= 2)
        for (int i = 0; i < half; i++) s.part[i] += s.part[i + half];
    return s.part[0];
}

INLINED real fold(partials s) { return vec_fold(fold_to_vec(s)); }

/* y[i] ← y[i] + the fold of s[i], i = 0 … 3 */
INLINED void add_fold4(const partials s[4], real *y)
{
#ifdef HAS_FOLD4
    vec_add_fold4(fold_to_vec(s[0]), fold_to_vec(s[1]), fold_to_vec(s[2]), fold_to_vec(s[3]), y);
#else
    for (int i = 0; i < 4; i++) y[i] += fold(s[i]);
#endif
}

#endif
