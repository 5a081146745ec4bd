/* safetensors.h — the format of checkpoints: writes and parses the bytes of a file. Functions are internal.
 *
 *     8 bytes     length n of the header, little-endian
 *     n bytes     the header, JSON: {"__metadata__":{"key":"text",…},
 *                 "fc1.weight":{"dtype":"F32","shape":[12,2],"data_offsets":[0,96]},…}
 *     the rest    the numbers, little-endian; data_offsets count from here, without gaps
 *
 * The format has no checksum, so Lehr stores one among the texts, "lehr.checksum": the SHA-256 of the file with its 64
 * digits set to '0'.
 */
#ifndef LEHR_CORE_CHECKPOINT_SAFETENSORS_H
#define LEHR_CORE_CHECKPOINT_SAFETENSORS_H
#include "core/checkpoint/dtype.h"

typedef struct lehr_stored_text { const char *key, *value; } lehr_stored_text; /* a text of a file */

typedef struct lehr_safetensors {               /* all zero: empty                                     */
    lehr_stored_tensor *tensor;                 /* read from a file: in the order of their bytes       */
    lehr_stored_text *text;                     /* read from a file: sorted by key                     */
    int          tensors, texts;                /* their number                                        */
    int          tensor_capacity, text_capacity;        /* capacity of the arrays                              */
    bool         checked;                       /* false: there was no checksum; a wrong one is an error */
} lehr_safetensors;

/* Reserves one more element at the end; the caller increments the count. NULL: out of memory. */
lehr_stored_tensor *lehr_safetensors_add_tensor(lehr_safetensors *l);
lehr_stored_text *lehr_safetensors_add_text(lehr_safetensors *l);

void         lehr_safetensors_release(lehr_safetensors *l);     /* names, texts and numbers are borrowed        */

/* The whole file, n bytes in memory of lehr_resize; names and keys must be valid UTF-8 and unique. Malformed UTF-8 in a
 * text becomes U+FFFD. LEHR_ERR_VALUE: longer than the format allows; LEHR_ERR_MEMORY. */
lehr_status lehr_safetensors_serialize(const lehr_safetensors *l, unsigned char **file, size_t *n);

enum { LEHR_MAX_SAFETENSORS_HEADER = 100 * 1000 * 1000 };       /* the format's own limit */
size_t      lehr_safetensors_max_size(void);                    /* the longest file that is read, in bytes */

/* The length of the header of a file of n bytes, from its first eight. LEHR_ERR_FILE: it does not fit the file. */
lehr_status lehr_safetensors_header_length(const char *name, const char *start, size_t n, size_t *length);

/* Parses the file and fully validates it: length, JSON, unique names, dtypes, shapes, offsets without gap or overlap
 * up to the last byte, and the checksum, which is required if a key begins with "lehr.". Texts and numbers of *l
 * point into bytes, which are changed in place. On failure (LEHR_ERR_FILE, LEHR_ERR_MEMORY) *l is empty. */
lehr_status lehr_safetensors_read(lehr_safetensors *l, const char *name, char *bytes, size_t n);

#endif
