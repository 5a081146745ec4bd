/* vec.h — a few numbers that the machine multiplies and adds in one go; for core/kernels.c alone.
 *
 * Each level of x86-64 compiles kernels.c once, and this page says what a vector is there. From v3 on, 32 bytes and a multiply-add
 * that rounds once; below, 16 bytes, plain multiply and add, and bits of its own. Where a result is a sum over strands, there are
 * STRANDS of them whatever the width, folded in one order, so the width leaves no trace in the bits. (v4 could have 64 bytes: on the
 * small products we are for that was no faster, and slower wherever a row is not a multiple of them.)
 */
#ifndef LEHR_CORE_VEC_H
#define LEHR_CORE_VEC_H
#include <math.h>
#include <string.h>
#include "core/tensor.h"

typedef lehr_real real;

#define INLINED static inline __attribute__((always_inline))

enum { STRANDS = 16 };

#if defined(__AVX2__) && defined(__FMA__)
#include <immintrin.h>

#ifdef LEHR_DOUBLE
typedef __m256d vec;
typedef __m256i vec_mask;
enum { WIDTH = 4 };
INLINED vec  vec_load(const real *p)                          { return _mm256_loadu_pd(p); }
INLINED void vec_store(real *p, vec v)                        { _mm256_storeu_pd(p, v); }
INLINED vec  vec_load_part(const real *p, vec_mask m)         { return _mm256_maskload_pd(p, m); }
INLINED void vec_store_part(real *p, vec_mask m, vec v)       { _mm256_maskstore_pd(p, m, v); }
INLINED vec  vec_set(real a)                                  { return _mm256_set1_pd(a); }
INLINED vec  vec_fma(vec a, vec b, vec c)                     { return _mm256_fmadd_pd(a, b, c); }
INLINED vec_mask vec_first(int n)                             { return _mm256_cmpgt_epi64(_mm256_set1_epi64x(n), _mm256_setr_epi64x(0, 1, 2, 3)); }
INLINED real vec_fold(vec v)
{
    __m128d two = _mm_add_pd(_mm256_castpd256_pd128(v), _mm256_extractf128_pd(v, 1));
    return _mm_cvtsd_f64(_mm_add_sd(two, _mm_unpackhi_pd(two, two)));
}
INLINED real real_fma(real a, real b, real c)                 { return fma(a, b, c); }
#else
typedef __m256 vec;
typedef __m256i vec_mask;
enum { WIDTH = 8 };
INLINED vec  vec_load(const real *p)                          { return _mm256_loadu_ps(p); }
INLINED void vec_store(real *p, vec v)                        { _mm256_storeu_ps(p, v); }
INLINED vec  vec_load_part(const real *p, vec_mask m)         { return _mm256_maskload_ps(p, m); }
INLINED void vec_store_part(real *p, vec_mask m, vec v)       { _mm256_maskstore_ps(p, m, v); }
INLINED vec  vec_set(real a)                                  { return _mm256_set1_ps(a); }
INLINED vec  vec_fma(vec a, vec b, vec c)                     { return _mm256_fmadd_ps(a, b, c); }
INLINED vec_mask vec_first(int n)                             { return _mm256_cmpgt_epi32(_mm256_set1_epi32(n), _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7)); }
INLINED real real_fma(real a, real b, real c)                 { return fmaf(a, b, c); }
INLINED real vec_fold(vec v)
{
    __m128 four = _mm_add_ps(_mm256_castps256_ps128(v), _mm256_extractf128_ps(v, 1)), two = _mm_add_ps(four, _mm_movehl_ps(four, four));
    return _mm_cvtss_f32(_mm_add_ss(two, _mm_shuffle_ps(two, two, 1)));
}
#endif

#else                                                           /* the baseline, and every machine that is not x86 */
typedef real vec __attribute__((vector_size(16)));
typedef int vec_mask;                                           /* how many of the first */
enum { WIDTH = 16 / sizeof(real) };
INLINED vec  vec_load(const real *p)                          { vec v; memcpy(&v, p, sizeof v); return v; }
INLINED void vec_store(real *p, vec v)                        { memcpy(p, &v, sizeof v); }
INLINED vec  vec_load_part(const real *p, vec_mask n)         { vec v = { 0 }; for (int i = 0; i < n; i++) v[i] = p[i]; return v; }
INLINED void vec_store_part(real *p, vec_mask n, vec v)       { for (int i = 0; i < n; i++) p[i] = v[i]; }
INLINED vec  vec_set(real a)                                  { return a - (vec){ 0 }; }
INLINED vec  vec_fma(vec a, vec b, vec c)                     { return a * b + c; }
INLINED vec_mask vec_first(int n)                             { return n; }
INLINED real real_fma(real a, real b, real c)                 { return a * b + c; }
INLINED real vec_fold(vec v)
{
    for (int half = WIDTH / 2; half; half /= 2)
        for (int i = 0; i < half; i++) v[i] += v[i + half];
    return v[0];
}
#endif

/* Sums in STRANDS strands: number i goes to strand i mod 16. */
typedef struct strands { vec part[STRANDS / WIDTH]; } strands;

/* 16 to 8 to 4 to 2 to 1, always the upper half onto the lower. */
INLINED real fold(strands s)
{
    for (int half = STRANDS / WIDTH / 2; half; half /= 2)
        for (int i = 0; i < half; i++) s.part[i] += s.part[i + half];
    return vec_fold(s.part[0]);
}

#endif
