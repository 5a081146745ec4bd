/* internal.h — checkpoints as bytes in memory, for Lehr's own folders. It is not installed. */
#ifndef LEHR_CORE_CHECKPOINT_INTERNAL_H
#define LEHR_CORE_CHECKPOINT_INTERNAL_H
#include "core/checkpoint/checkpoint.h"

/* The n bytes of its file: lehr_free(*bytes) when done. Returns the first failure since lehr_checkpoint_new;
 * LEHR_ERR_VALUE: longer than the format allows; LEHR_ERR_MEMORY. *bytes is then unchanged. */
lehr_status lehr_checkpoint_serialize(lehr_checkpoint *c, char **bytes, size_t *n);

/* A file's bytes for lehr_checkpoint_read. A file that is no checkpoint is recognised by its first eight bytes, and
 * then not read. LEHR_ERR_FILE, LEHR_ERR_MEMORY. */
lehr_status lehr_checkpoint_bytes(const char *path, char **bytes, size_t *n);

/* As lehr_checkpoint_open, from n bytes in memory of lehr_alloc or lehr_resize; the checkpoint owns them, and frees
 * them on failure. name: for messages. */
lehr_checkpoint *lehr_checkpoint_read(const char *name, char *bytes, size_t n);

#endif
