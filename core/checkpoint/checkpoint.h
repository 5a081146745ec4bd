/* checkpoint.h — named tensors and pairs of text in one file: written whole or not at all, and nothing read that is
 * not proved.
 *
 *     lehr_checkpoint *c = lehr_checkpoint_new();
 *     lehr_checkpoint_put(c, "fc1.weight", W->shape, W->data);
 *     lehr_checkpoint_put_text(c, "about", "after chapter 11");
 *     if (lehr_checkpoint_write(c, "net.safetensors")) …           whatever went wrong since _new is said here
 *     lehr_checkpoint_free(c);
 *
 * The format is safetensors (core/checkpoint/safetensors.h), which every language reads, with a checksum among its
 * texts. Files of others have none and are read too; whether there was one is told.
 */
#ifndef LEHR_CORE_CHECKPOINT_CHECKPOINT_H
#define LEHR_CORE_CHECKPOINT_CHECKPOINT_H
#include "core/checkpoint/safetensors.h"
#include "core/tensor.h"

#define LEHR_REAL (sizeof(lehr_real) == 8 ? LEHR_F64 : LEHR_F32)        /* the dtype of our own numbers */

typedef struct lehr_checkpoint lehr_checkpoint;                 /* one that is being made, or one that was read */

/* --- writing ------------------------------------------------------------------------------------------------------ */

lehr_checkpoint *lehr_checkpoint_new(void);                     /* NULL: out of memory */
void             lehr_checkpoint_free(lehr_checkpoint *c);      /* c may be NULL */

/* Add a tensor, its numbers borrowed until the file is written, or a text. Names are UTF-8 and there once; bytes of a
 * text that are not UTF-8 become U+FFFD. Once one has failed, the others do nothing and writing fails with the same.
 * LEHR_ERR_NAME: the name is empty, no UTF-8, taken, or one of the format's own; LEHR_ERR_SHAPE: no possible shape;
 * LEHR_ERR_NAN: a number is not finite; LEHR_ERR_VALUE: more than LEHR_MAX_STORED_TENSORS or LEHR_MAX_STORED_TEXTS;
 * LEHR_ERR_MEMORY. */
void lehr_checkpoint_put(lehr_checkpoint *c, const char *name, lehr_shape shape, const lehr_real *data);
/* [n] */
void lehr_checkpoint_put_numbers(lehr_checkpoint *c, const char *name, lehr_dtype dtype, size_t n, const void *data);
void lehr_checkpoint_put_text(lehr_checkpoint *c, const char *key, const char *value);

/* of what was put so far: LEHR_OK, or the first failure */
lehr_status      lehr_checkpoint_status(const lehr_checkpoint *c);

/* The n bytes of its file: lehr_free(*bytes) when done. What has failed since lehr_checkpoint_new; LEHR_ERR_VALUE:
 * longer than a file may be; LEHR_ERR_MEMORY. Then *bytes is as it was. */
lehr_status lehr_checkpoint_serialize(lehr_checkpoint *c, char **bytes, size_t *n);

/* Afterwards path holds the checkpoint or, if this fails, what it held before (lehr_write_file). Errors as of both. */
lehr_status lehr_checkpoint_write(lehr_checkpoint *c, const char *path);

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* NULL: the file cannot be read, or something in it is not as it must be (LEHR_ERR_FILE), or memory is short; see
 * lehr_message. */
lehr_checkpoint *lehr_checkpoint_open(const char *path);

/* A file's bytes for lehr_checkpoint_read. One that cannot be a checkpoint is refused by its first eight bytes, and
 * not read, however long. LEHR_ERR_FILE, LEHR_ERR_MEMORY. */
lehr_status lehr_checkpoint_bytes(const char *path, char **bytes, size_t *n);

/* As lehr_checkpoint_open, of n bytes that are there already, in memory of lehr_alloc or lehr_resize; they are ours
 * from now on, whatever happens. name: what to call them in messages. */
lehr_checkpoint *lehr_checkpoint_read(const char *name, char *bytes, size_t n);

/* it had a checksum, a right one; false: it had none */
bool               lehr_checkpoint_has_checksum(const lehr_checkpoint *c);
const char        *lehr_checkpoint_name(const lehr_checkpoint *c);              /* of the file */
/* in the order of their bytes; NULL past the last */
const lehr_stored_tensor *lehr_checkpoint_at(const lehr_checkpoint *c, int i);
const lehr_stored_tensor *lehr_checkpoint_find(const lehr_checkpoint *c, const char *name);    /* NULL: there is none */
const char        *lehr_checkpoint_text(const lehr_checkpoint *c, const char *key);            /* NULL: there is none */
/* by key, sorted; NULL past the last */
const char        *lehr_checkpoint_text_at(const lehr_checkpoint *c, int i, const char **key);

/* A tensor of that name and shape into out, whatever its width in the file. LEHR_ERR_NAME: there is none;
 * LEHR_ERR_SHAPE: another shape; LEHR_ERR_FILE: a number is not finite as a lehr_real, or the dtype is one we do not
 * compute with (F8, F16, BF16). Then out may be half filled. */
lehr_status lehr_checkpoint_get(const lehr_checkpoint *c, const char *name, lehr_shape shape, lehr_real *out);

bool      lehr_stored_tensor_is_readable(const lehr_stored_tensor *s); /* is its dtype one that we compute with? */
/* number i of a readable one; i < size. Cannot fail */
double    lehr_stored_tensor_number(const lehr_stored_tensor *s, size_t i);
lehr_short_text lehr_stored_tensor_shape_text(const lehr_stored_tensor *s); /* "[20 x 4]" */

#endif
