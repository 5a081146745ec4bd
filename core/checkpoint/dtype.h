/* dtype.h — what the numbers in a checkpoint are, and a tensor of a file. */
#ifndef LEHR_CORE_CHECKPOINT_DTYPE_H
#define LEHR_CORE_CHECKPOINT_DTYPE_H
#include "core/base/status.h"

typedef enum lehr_dtype {                                       /* the type of its numbers */
    LEHR_BOOL, LEHR_U8, LEHR_I8, LEHR_F8_E5M2, LEHR_F8_E4M3,    /* of one byte    */
    LEHR_U16, LEHR_I16, LEHR_F16, LEHR_BF16,                    /* of two bytes   */
    LEHR_U32, LEHR_I32, LEHR_F32,                               /* of four bytes  */
    LEHR_U64, LEHR_I64, LEHR_F64,                               /* of eight bytes */
    LEHR_DTYPES                                                 /* their number */
} lehr_dtype;

typedef enum lehr_dtype_kind {                                  /* how bytes become a number */
    LEHR_DTYPE_UNSUPPORTED,                                     /* F8, F16, BF16 */
    LEHR_DTYPE_UNSIGNED,                                        /* an integer, 0 or more; also BOOL */
    LEHR_DTYPE_SIGNED,                                          /* an integer */
    LEHR_DTYPE_FLOAT                                            /* a float or double */
} lehr_dtype_kind;

/* a dtype: "F32", 4 … */
typedef struct lehr_dtype_info { const char *name; size_t bytes; lehr_dtype_kind kind; } lehr_dtype_info;
extern const lehr_dtype_info lehr_dtypes[LEHR_DTYPES];          /* by lehr_dtype */

enum {
    LEHR_MAX_STORED_RANK = 8,                   /* dimensions of a tensor of a file, at most */
    LEHR_MAX_STORED_TENSORS = 16384,            /* tensors of one file                       */
    LEHR_MAX_STORED_TEXTS = 16384               /* texts of one file, the checksum among them */
};

typedef struct lehr_stored_tensor {             /* a tensor of a file */
    const char *name;                           /* UTF-8, unique                                                  */
    lehr_dtype  dtype;                          /* the type of its numbers                                        */
    int         rank;                           /* dimensions, 0 … LEHR_MAX_STORED_RANK                           */
    size_t      dim[LEHR_MAX_STORED_RANK];      /* [rank], outermost first                                        */
    size_t      size;                           /* its numbers                                                    */
    const unsigned char *bytes;                 /* read from a file: little-endian, unaligned; otherwise: native */
} lehr_stored_tensor;

#endif
