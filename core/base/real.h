/* real.h — the number type: float in library lehr, double in library lehr64, where gradients can be checked precisely.
 */
#ifndef LEHR_CORE_BASE_REAL_H
#define LEHR_CORE_BASE_REAL_H

#ifdef LEHR_DOUBLE
typedef double lehr_real;       /* one number of a tensor, in library lehr64 */
#else
typedef float lehr_real;        /* one number of a tensor, in library lehr   */
#endif

#endif
