/* gemm.h — the matrix product, and the only door to BLAS. */
#ifndef LEHR_CORE_KERNELS_GEMM_H
#define LEHR_CORE_KERNELS_GEMM_H
#include "core/base/real.h"

typedef enum lehr_transpose {           /* how a factor is read */
    LEHR_NO_TRANS,                      /* as it is stored      */
    LEHR_TRANS                          /* rows as columns      */
} lehr_transpose;

typedef enum lehr_accumulate {          /* what becomes of C    */
    LEHR_OVERWRITE,                     /* C ← A·B              */
    LEHR_ADD                            /* C ← C + A·B          */
} lehr_accumulate;

/* C ← A·B or C ← C + A·B, where C is [m x n] and the inner size is k; all row-major.
 * A is stored [m x k], or [k x m] if it is to be read transposed; B is [k x n], or [n x k]. Cannot fail. */
void lehr_gemm(lehr_transpose ta, lehr_transpose tb, int m, int n, int k,
               const lehr_real *A, const lehr_real *B, lehr_accumulate onto, lehr_real *C);

/* What large products are handed to: "OpenBLAS", which the first of them holds to one thread for the whole process,
 * or "built-in". */
const char *lehr_gemm_name(void);

#endif
