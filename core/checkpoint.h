/* checkpoint.h — named tensors and pairs of text in one file: written whole or not at all, and nothing read that is not proved.
 *
 *     lehr_checkpoint *c = lehr_checkpoint_new();
 *     lehr_checkpoint_put(c, "fc1.weight", W->shape, W->data);
 *     lehr_checkpoint_put_text(c, "about", "after chapter 11");
 *     if (lehr_checkpoint_write(c, "net.safetensors")) …           whatever went wrong since _new is said here
 *     lehr_checkpoint_free(c);
 *
 * The format is safetensors (core/safetensors.h), which every language reads, with a checksum among its texts. Files of others have none
 * and are read too; whether there was one is told.
 */
#ifndef LEHR_CORE_CHECKPOINT_H
#define LEHR_CORE_CHECKPOINT_H
#include "core/safetensors.h"
#include "core/tensor.h"

#define LEHR_REAL (sizeof(lehr_real) == 8 ? LEHR_F64 : LEHR_F32)        /* the dtype of our own numbers */

typedef struct lehr_checkpoint lehr_checkpoint;

/* --- writing ------------------------------------------------------------------------------------------------------ */

lehr_checkpoint *lehr_checkpoint_new(void);     /* NULL: out of memory */
void             lehr_checkpoint_free(lehr_checkpoint *c);

/* Add a tensor, its numbers borrowed until the file is written, or a text. Names are UTF-8 and there once; bytes of a text that are not
 * UTF-8 become U+FFFD. LEHR_ERR_NAN: a number is not finite. Once one has failed, the others do nothing and writing fails with the same. */
void lehr_checkpoint_put(lehr_checkpoint *c, const char *name, lehr_shape shape, const lehr_real *data);
void lehr_checkpoint_put_numbers(lehr_checkpoint *c, const char *name, lehr_dtype dtype, size_t n, const void *data);     /* [n] */
void lehr_checkpoint_put_text(lehr_checkpoint *c, const char *key, const char *value);

lehr_status      lehr_checkpoint_status(const lehr_checkpoint *c);      /* of what was put so far: LEHR_OK, or the first failure */

/* The bytes of its file, in memory of lehr_alloc. */
lehr_status lehr_checkpoint_print(lehr_checkpoint *c, char **bytes, size_t *n);

/* Afterwards path holds the checkpoint or, if this fails, what it held before (core/file.h). */
lehr_status lehr_checkpoint_write(lehr_checkpoint *c, const char *path);

/* --- reading ------------------------------------------------------------------------------------------------------ */

/* NULL: the file cannot be read, or something in it is not as it must be; see lehr_message. */
lehr_checkpoint *lehr_checkpoint_open(const char *path);

/* A file's bytes for lehr_checkpoint_read. One that cannot be a checkpoint is refused by its first eight bytes, and not read, however long. */
lehr_status lehr_checkpoint_bytes(const char *path, char **bytes, size_t *n);

/* The same for n bytes that are there already, in memory of lehr_alloc or lehr_resize; they are ours from now on, whatever happens. */
lehr_checkpoint *lehr_checkpoint_read(const char *name, char *bytes, size_t n);

bool               lehr_checkpoint_is_checked(const lehr_checkpoint *c);        /* it had a checksum, a right one; false: it had none */
const char        *lehr_checkpoint_name(const lehr_checkpoint *c);              /* of the file */
const lehr_stored *lehr_checkpoint_at(const lehr_checkpoint *c, int i);         /* in the order of their bytes; NULL past the last */
const lehr_stored *lehr_checkpoint_named(const lehr_checkpoint *c, const char *name);           /* NULL: there is none */
const char        *lehr_checkpoint_text(const lehr_checkpoint *c, const char *key);             /* NULL: there is none */
const char        *lehr_checkpoint_text_at(const lehr_checkpoint *c, int i, const char **key);  /* by key, sorted; NULL past the last */

/* A tensor of that name and shape into out, whatever its width in the file. LEHR_ERR_NAME: there is none; LEHR_ERR_SHAPE: another shape;
 * LEHR_ERR_FILE: a number is not finite as a lehr_real, or the dtype is one we do not compute with (F8, F16, BF16). Then out may be half
 * filled. */
lehr_status lehr_checkpoint_get(const lehr_checkpoint *c, const char *name, lehr_shape shape, lehr_real *out);

bool      lehr_stored_is_readable(const lehr_stored *s);            /* is its dtype one that we compute with?            */
double    lehr_stored_number(const lehr_stored *s, size_t i);       /* number i of a readable one; i < size. Cannot fail */
lehr_word lehr_stored_shape_text(const lehr_stored *s);             /* "[20 x 4]" */

#endif
