/* gemm.h — the matrix product; the only use of BLAS. */
#ifndef LEHR_CORE_KERNELS_GEMM_H
#define LEHR_CORE_KERNELS_GEMM_H
#include "core/base/real.h"

typedef enum lehr_transpose {           /* how a factor is stored */
    LEHR_NO_TRANS,                      /* as it is used        */
    LEHR_TRANS                          /* transposed           */
} lehr_transpose;

typedef enum lehr_accumulate {          /* how C is updated     */
    LEHR_OVERWRITE,                     /* C ← A·B              */
    LEHR_ADD                            /* C ← C + A·B          */
} lehr_accumulate;

/* C ← A·B or C ← C + A·B, where C is [m x n] and the inner size is k; all row-major.
 * A is stored [m x k], or [k x m] with LEHR_TRANS; B is [k x n], or [n x k]. Does nothing where an argument is NULL. */
void lehr_gemm(lehr_transpose ta, lehr_transpose tb, int m, int n, int k,
               const lehr_real *A, const lehr_real *B, lehr_accumulate onto, lehr_real *C);

/* The implementation of large products: "OpenBLAS", which is set to one thread for the whole process, or "built-in". */
const char *lehr_gemm_name(void);

#endif
