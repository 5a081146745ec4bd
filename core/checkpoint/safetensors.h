/* safetensors.h — the format of checkpoints: from a listing of tensors and texts to the bytes of a file, and back,
 * every claim proved.
 *
 *     8 bytes     length n of the head, little-endian
 *     n bytes     the head, JSON: {"__metadata__":{"key":"text",…},"fc1.weight":{"dtype":"F32","shape":[12,2],"data_offsets":[0,96]},…}
 *     the rest    the numbers, little-endian; data_offsets count from here, and leave no gap
 *
 * The format knows no checksum, so we keep one among the texts, "lehr.checksum": the SHA-256 of the file in which its
 * 64 digits are '0'.
 */
#ifndef LEHR_CORE_CHECKPOINT_SAFETENSORS_H
#define LEHR_CORE_CHECKPOINT_SAFETENSORS_H
#include "core/base/format.h"
#include "core/base/status.h"

typedef enum lehr_dtype {                                       /* what the numbers of a tensor are */
    LEHR_BOOL, LEHR_U8, LEHR_I8, LEHR_F8_E5M2, LEHR_F8_E4M3,    /* of one byte    */
    LEHR_U16, LEHR_I16, LEHR_F16, LEHR_BF16,                    /* of two bytes   */
    LEHR_U32, LEHR_I32, LEHR_F32,                               /* of four bytes  */
    LEHR_U64, LEHR_I64, LEHR_F64,                               /* of eight bytes */
    LEHR_DTYPES                                                 /* how many there are */
} lehr_dtype;

typedef enum lehr_dtype_kind {                                  /* how bytes become a number */
    LEHR_DTYPE_UNSUPPORTED,                                     /* not computed with: F8, F16, BF16 */
    LEHR_DTYPE_UNSIGNED,                                        /* a whole number, 0 or more; BOOL, too */
    LEHR_DTYPE_SIGNED,                                          /* a whole number */
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
    const char *name;                           /* UTF-8, there once                                              */
    lehr_dtype  dtype;                          /* what its numbers are                                           */
    int         rank;                           /* how many dimensions, 0 … LEHR_MAX_STORED_RANK                  */
    size_t      dim[LEHR_MAX_STORED_RANK];      /* [rank], outermost first                                        */
    size_t      size;                           /* how many numbers it has                                        */
    const unsigned char *bytes;                 /* of a file that was read: little-endian, at any address; otherwise:
                                                   the machine's own */
} lehr_stored_tensor;

typedef struct lehr_stored_text { const char *key, *value; } lehr_stored_text; /* a text of a file */

typedef struct lehr_safetensors {               /* what is in a file: tensors and texts                */
    lehr_stored_tensor *tensor;                 /* of a file that was read: in the order of their bytes */
    lehr_stored_text *text;                     /* of a file that was read: sorted by key               */
    int          tensors, texts;                /* how many there are                                   */
    int          tensor_room, text_room;        /* how many there is room for                           */
    bool         checked;                       /* there was a checksum, and it was right; false: there was none */
} lehr_safetensors;                             /* all zero: empty and ready                           */

/* Room for one more at the end; NULL: out of memory. The counts are the caller's to raise. */
lehr_stored_tensor *lehr_safetensors_add_tensor(lehr_safetensors *l);
lehr_stored_text *lehr_safetensors_add_text(lehr_safetensors *l);

void         lehr_safetensors_release(lehr_safetensors *l);     /* not what its names, texts and numbers lie in */

/* The whole file, n bytes in memory of lehr_resize; names and keys are valid UTF-8 and there once. Bytes of a text
 * that are not UTF-8 become U+FFFD. LEHR_ERR_VALUE: longer than a file may be; LEHR_ERR_MEMORY. */
lehr_status lehr_safetensors_serialize(const lehr_safetensors *l, unsigned char **file, size_t *n);

enum { LEHR_MAX_SAFETENSORS_HEADER = 100 * 1000 * 1000 };       /* the format's own limit */
size_t      lehr_safetensors_max_size(void);                    /* the longest file that is read, in bytes */

/* How long the head of a file of n bytes is, from its first eight. LEHR_ERR_FILE: it cannot be so long, or so short. */
lehr_status lehr_safetensors_header_length(const char *name, const char *start, size_t n, size_t *length);

/* What the file of that name lists. Everything is looked at before any of it is believed: length, JSON, names there
 * once, dtypes, shapes, places without gap or overlap up to the last byte, and the checksum, which must be there if
 * any key begins with "lehr.". The listing's texts and numbers lie in bytes, which are changed in place.
 * LEHR_ERR_FILE, LEHR_ERR_MEMORY: the listing is empty. */
lehr_status lehr_safetensors_read(lehr_safetensors *l, const char *name, char *bytes, size_t n);

#endif
