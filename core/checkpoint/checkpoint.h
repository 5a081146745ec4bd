/* checkpoint.h — named tensors and texts in one file, which is written atomically and fully validated before use.
 *
 *     lehr_checkpoint *c = lehr_checkpoint_new();
 *     lehr_checkpoint_put(c, "fc1.weight", W->shape, W->data);
 *     lehr_checkpoint_put_text(c, "about", "after chapter 11");
 *     if (lehr_checkpoint_write(c, "net.safetensors")) …           reports the first error since _new
 *     lehr_checkpoint_free(c);
 *
 * The format is safetensors (core/checkpoint/safetensors.h), which all major languages can read, with a checksum
 * among its texts. Files of other programs without a checksum are read, too.
 */
#ifndef LEHR_CORE_CHECKPOINT_CHECKPOINT_H
#define LEHR_CORE_CHECKPOINT_CHECKPOINT_H
#include "core/checkpoint/dtype.h"
#include "core/tensor.h"

#define LEHR_REAL (sizeof(lehr_real) == 8 ? LEHR_F64 : LEHR_F32)        /* the dtype of lehr_real       */

typedef struct lehr_checkpoint lehr_checkpoint;                 /* to be written, or read from a file           */

/* --- writing ------------------------------------------------------------------------------------------------------ */

lehr_checkpoint *lehr_checkpoint_new(void);                     /* NULL: out of memory */
void             lehr_checkpoint_free(lehr_checkpoint *c);      /* c may be NULL */

/* Adds a tensor, whose numbers are borrowed until the file is written, or a text. Names are unique and UTF-8;
 * malformed UTF-8 in a text becomes U+FFFD. After the first failure later calls do nothing, and writing returns it.
 * LEHR_ERR_NAME: the name is NULL, empty, not UTF-8, taken, or reserved by the format; LEHR_ERR_SHAPE: an impossible
 * shape; LEHR_ERR_NAN: a number is not finite; LEHR_ERR_VALUE: numbers or text are NULL, or there are more than
 * LEHR_MAX_STORED_TENSORS or LEHR_MAX_STORED_TEXTS; LEHR_ERR_MEMORY. */
void lehr_checkpoint_put(lehr_checkpoint *c, const char *name, lehr_shape shape, const lehr_real *data);
/* [n] */
void lehr_checkpoint_put_numbers(lehr_checkpoint *c, const char *name, lehr_dtype dtype, size_t n, const void *data);
void lehr_checkpoint_put_text(lehr_checkpoint *c, const char *key, const char *value);

/* LEHR_OK, or the first failure since lehr_checkpoint_new */
lehr_status      lehr_checkpoint_status(const lehr_checkpoint *c);

/* Writes the file atomically (lehr_write_file). Errors as of both. */
lehr_status lehr_checkpoint_write(lehr_checkpoint *c, const char *path);

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* NULL: the file cannot be read or is malformed (LEHR_ERR_FILE), or LEHR_ERR_MEMORY. */
lehr_checkpoint *lehr_checkpoint_open(const char *path);

/* false: the file had no checksum; a wrong one is an error */
bool               lehr_checkpoint_has_checksum(const lehr_checkpoint *c);
const char        *lehr_checkpoint_name(const lehr_checkpoint *c);              /* file name   */
/* in the order of their bytes; NULL past the last */
const lehr_stored_tensor *lehr_checkpoint_at(const lehr_checkpoint *c, int i);
const lehr_stored_tensor *lehr_checkpoint_find(const lehr_checkpoint *c, const char *name);    /* NULL: there is none */
const char        *lehr_checkpoint_text(const lehr_checkpoint *c, const char *key);            /* NULL: there is none */
/* by key, sorted; NULL past the last */
const char        *lehr_checkpoint_text_at(const lehr_checkpoint *c, int i, const char **key);

/* Copies the tensor of that name and shape to out, converted to lehr_real. LEHR_ERR_NAME: no such tensor;
 * LEHR_ERR_SHAPE: it has another shape; LEHR_ERR_FILE: a number is not finite as a lehr_real, or the dtype is not
 * supported (F8, F16, BF16). out may then be half set. */
lehr_status lehr_checkpoint_get(const lehr_checkpoint *c, const char *name, lehr_shape shape, lehr_real *out);

bool      lehr_stored_tensor_is_readable(const lehr_stored_tensor *s); /* is its dtype supported? */
/* number i of a readable one; NaN past the last */
double    lehr_stored_tensor_number(const lehr_stored_tensor *s, size_t i);
lehr_short_text lehr_stored_tensor_shape_text(const lehr_stored_tensor *s); /* "[20 x 4]" */

#endif
