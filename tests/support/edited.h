/* edited.h — a copy of the checkpoint "a" with one change and a right checksum. */
#ifndef LEHR_TESTS_EDITED_H
#define LEHR_TESTS_EDITED_H
#include "core/base/arena.h"
#include "core/checkpoint/internal.h"
#include "small_resume.h"

/* text: the new text, or the new last number of the tensor; NULL removes the text or tensor. */
typedef struct edit { const char *name, *text; bool cut; } edit;            /* cut: only the tensor's first number */

/* Numbers in a file may be unaligned; those to be written are aligned. */
static inline void *copy_of(const lehr_stored_tensor *s, lehr_arena *memory, const edit *e)
{
    size_t each = lehr_dtypes[s->dtype].bytes;
    char *own = lehr_arena_alloc(memory, s->size, each), *last = own + (s->size - 1) * each;
    memcpy(own, s->bytes, s->size * each);
    if (!e || !e->text) return own;
    double v = strtod(e->text, NULL);
    if (s->dtype == LEHR_F64) memcpy(last, &v, sizeof v);
    if (s->dtype == LEHR_F32) memcpy(last, &(float){ (float)v }, sizeof(float));
    if (s->dtype == LEHR_I64) memcpy(last, &(int64_t){ (int64_t)v }, sizeof(int64_t));
    if (s->dtype == LEHR_I32) memcpy(last, &(int32_t){ (int32_t)v }, sizeof(int32_t));
    return own;
}

static inline void put_edited(lehr_checkpoint *out, const lehr_stored_tensor *s, lehr_arena *memory, const edit *e)
{
    if (e && !e->text && !e->cut) return;
    void *v = copy_of(s, memory, e);
    lehr_shape shape = { s->rank, { 0 } };
    for (int i = 0; i < s->rank; i++) shape.dim[i] = (int)s->dim[i];
    if (s->rank == 1 || (e && e->cut))
        lehr_checkpoint_put_numbers(out, s->name, s->dtype, e && e->cut ? 1 : s->size, v);
    else lehr_checkpoint_put(out, s->name, shape, v);
}

/* "a" with one change; more, if not NULL, is an additional vector of integers. */
static inline lehr_checkpoint *edited(const edit *e, const char *more, const int64_t *v, size_t n)
{
    lehr_arena memory = {0};
    lehr_checkpoint *c = lehr_checkpoint_open("a"), *out = lehr_checkpoint_new();
    const lehr_stored_tensor *s;
    const char *text, *key;
    char *bytes;
    size_t size;
    if (!lehr_checkpoint_text(c, e->name) && !lehr_checkpoint_find(c, e->name))
        fail_msg("there is no %s to be changed", e->name);
    for (int i = 0; (text = lehr_checkpoint_text_at(c, i, &key)); i++) {
        bool that = !strcmp(key, e->name);
        if (strcmp(key, "lehr.checksum") && (!that || e->text))
            lehr_checkpoint_put_text(out, key, that ? e->text : text);
    }
    for (int i = 0; (s = lehr_checkpoint_at(c, i)); i++)
        put_edited(out, s, &memory, strcmp(s->name, e->name) ? NULL : e);
    if (more) lehr_checkpoint_put_numbers(out, more, LEHR_I64, n, v);
    if (lehr_checkpoint_serialize(out, &bytes, &size)) fail_msg("%s: %s", e->name, lehr_message());
    lehr_checkpoint_free(out);
    lehr_checkpoint_free(c);
    lehr_arena_release(&memory);
    return lehr_checkpoint_read("edited", bytes, size);
}

#endif
