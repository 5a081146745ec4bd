#include "core/checkpoint/checkpoint.h"
#include "core/base/arena.h"
#include "core/base/file.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/utf8.h"
#include "core/base/translate.h"
#include "core/checkpoint/internal.h"
#include "core/checkpoint/safetensors.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

struct lehr_checkpoint {
    lehr_safetensors list;
    lehr_arena   memory;            /* names and texts of a checkpoint to be written …           */
    char        *bytes;             /* … names, texts and numbers of one that was read           */
    const char  *name;              /* of the file it was read from                              */
    lehr_failure failure;           /* the first one since lehr_checkpoint_new                   */
};

lehr_checkpoint *lehr_checkpoint_new(void) { return lehr_alloc(1, sizeof(lehr_checkpoint)); }

void lehr_checkpoint_free(lehr_checkpoint *c)
{
    if (!c) return;
    lehr_safetensors_release(&c->list);
    lehr_arena_release(&c->memory);
    lehr_free(c->bytes);
    lehr_free(c);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

static lehr_status check_name(const char *kind, const char *name, bool taken, bool full)
{
    if (!name) return lehr_fail(LEHR_ERR_NAME, "checkpoint: the name of a %s is NULL", kind);
    const char *at = name;
    for (size_t n; *at && (n = lehr_utf8_length(at, NULL)); at += n) continue;
    if (!*name || *at || !strcmp(name, "__metadata__") || !strcmp(name, "lehr.checksum"))
        return lehr_fail(LEHR_ERR_NAME,
                         "checkpoint: no %s can be called \"%.60s\"; a name must be UTF-8, not empty and not reserved",
                         kind, name);
    if (taken) return lehr_fail(LEHR_ERR_NAME, "checkpoint: there is already a %s called \"%.60s\"", kind, name);
    return full ? lehr_fail(LEHR_ERR_VALUE, "checkpoint: the %s \"%.60s\" is one too many", kind, name)
                : LEHR_OK;
}

static lehr_status check_finite(const lehr_stored_tensor *s)
{
    const float *f = (const float *)(const void *)s->bytes;
    const double *d = (const double *)(const void *)s->bytes;
    bool is_float = s->dtype == LEHR_F32, is_double = s->dtype == LEHR_F64;
    for (size_t i = 0; i < s->size && (is_float || is_double); i++)
        if (!isfinite(is_float ? (double)f[i] : d[i]))
            return lehr_fail(LEHR_ERR_NAN, "checkpoint: %s %s holds %s, number %zu; only finite numbers are saved",
                             s->name, lehr_stored_tensor_shape_text(s).s,
                             lehr_number_text(is_float ? (double)f[i] : d[i]).s, i);
    return LEHR_OK;
}

static lehr_status add_tensor(lehr_checkpoint *c, lehr_stored_tensor s)
{
    lehr_status status = check_name(lehr_translate("tensor"), s.name, lehr_checkpoint_find(c, s.name),
                                    c->list.tensors == LEHR_MAX_STORED_TENSORS);
    if (!status && s.size && !s.bytes) status = lehr_fail(LEHR_ERR_VALUE, "checkpoint: %s has no numbers", s.name);
    if (!status && (unsigned)s.dtype >= LEHR_DTYPES)
        status = lehr_fail(LEHR_ERR_VALUE, "checkpoint: %s: there is no dtype %d", s.name, (int)s.dtype);
    if (!status) status = check_finite(&s);
    if (status) return status;
    lehr_stored_tensor *place = lehr_safetensors_add_tensor(&c->list);
    if (!place || !(s.name = lehr_arena_strdup(&c->memory, s.name))) return LEHR_ERR_MEMORY;
    *place = s;
    c->list.tensors++;
    return LEHR_OK;
}

void lehr_checkpoint_put(lehr_checkpoint *c, const char *name, lehr_shape shape, const lehr_real *data)
{
    lehr_stored_tensor s = { name, LEHR_REAL, shape.rank, { 0 }, lehr_size(shape), (const unsigned char *)data };
    if (!c || c->failure.status) return;
    for (int i = 0; i < shape.rank && s.size; i++) s.dim[i] = (size_t)shape.dim[i];
    const char *owner = name ? name : lehr_translate("a tensor");
    lehr_failure_capture(&c->failure, s.size ? add_tensor(c, s)
                                             : lehr_fail(LEHR_ERR_SHAPE, "checkpoint: %s cannot have the shape %s",
                                                         owner, lehr_shape_text(shape).s));
}

void lehr_checkpoint_put_numbers(lehr_checkpoint *c, const char *name, lehr_dtype dtype, size_t n, const void *data)
{
    if (c && !c->failure.status)
        lehr_failure_capture(&c->failure, add_tensor(c, (lehr_stored_tensor){ name, dtype, 1, { n }, n, data }));
}

static lehr_status add_text(lehr_checkpoint *c, const char *key, const char *value)
{
    lehr_status status = check_name(lehr_translate("text"), key, lehr_checkpoint_text(c, key),
                                    c->list.texts == LEHR_MAX_STORED_TEXTS - 1);
    if (!status && !value) status = lehr_fail(LEHR_ERR_VALUE, "checkpoint: the text \"%.60s\" is NULL", key);
    if (status) return status;
    lehr_stored_text *place = lehr_safetensors_add_text(&c->list);
    if (!place || !(key = lehr_arena_strdup(&c->memory, key)) || !(value = lehr_arena_strdup(&c->memory, value)))
        return LEHR_ERR_MEMORY;
    *place = (lehr_stored_text){ key, value };
    c->list.texts++;
    return LEHR_OK;
}

void lehr_checkpoint_put_text(lehr_checkpoint *c, const char *key, const char *value)
{
    if (c && !c->failure.status) lehr_failure_capture(&c->failure, add_text(c, key, value));
}

lehr_status lehr_checkpoint_status(const lehr_checkpoint *c)
{
    return c ? lehr_failure_raise(&c->failure) : lehr_fail_null(__func__, "c");
}

lehr_status lehr_checkpoint_serialize(lehr_checkpoint *c, char **bytes, size_t *n)
{
    unsigned char *file;
    lehr_status status = LEHR_NOT_NULL(c, bytes, n);
    if (!status) status = lehr_checkpoint_status(c);
    if (!status) status = lehr_safetensors_serialize(&c->list, &file, n);
    if (!status) *bytes = (char *)file;
    return status;
}

lehr_status lehr_checkpoint_write(lehr_checkpoint *c, const char *path)
{
    char *bytes = NULL;
    size_t n;
    lehr_status status = lehr_checkpoint_serialize(c, &bytes, &n);
    if (!status) status = lehr_write_file(path, bytes, n);
    lehr_free(bytes);
    return status;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

lehr_checkpoint *lehr_checkpoint_read(const char *name, char *bytes, size_t n)
{
    lehr_checkpoint *c = LEHR_NOT_NULL(name, bytes) ? NULL : lehr_checkpoint_new();
    if (!c) {
        lehr_free(bytes);
        return NULL;
    }
    c->bytes = bytes;
    c->name = lehr_arena_strdup(&c->memory, name);
    if (c->name && !lehr_safetensors_read(&c->list, c->name, bytes, n)) return c;
    lehr_checkpoint_free(c);
    return NULL;
}

/* A pipe can be read only once, so its header is not checked first. */
lehr_status lehr_checkpoint_bytes(const char *path, char **bytes, size_t *n)
{
    if (bytes) *bytes = NULL;
    lehr_status null = LEHR_NOT_NULL(path, bytes, n);
    if (null) return null;
    char start[8];
    size_t got = 0, all = 0, head;
    lehr_status status = lehr_is_regular_file(path) ? lehr_read_file_head(path, start, sizeof start, &got, &all)
                                                    : LEHR_OK;
    if (!status && got == sizeof start) status = lehr_safetensors_header_length(path, start, all, &head);
    return status ? status : lehr_read_file(path, lehr_safetensors_max_size(), bytes, n);
}

lehr_checkpoint *lehr_checkpoint_open(const char *path)
{
    char *bytes;
    size_t n;
    return lehr_checkpoint_bytes(path, &bytes, &n) ? NULL : lehr_checkpoint_read(path, bytes, n);
}

bool        lehr_checkpoint_has_checksum(const lehr_checkpoint *c) { return c && c->list.checked; }
const char *lehr_checkpoint_name(const lehr_checkpoint *c)       { return c ? c->name : NULL; }

const lehr_stored_tensor *lehr_checkpoint_at(const lehr_checkpoint *c, int i)
{
    return c && i >= 0 && i < c->list.tensors ? &c->list.tensor[i] : NULL;
}

const lehr_stored_tensor *lehr_checkpoint_find(const lehr_checkpoint *c, const char *name)
{
    const lehr_stored_tensor *s;
    for (int i = 0; name && (s = lehr_checkpoint_at(c, i)); i++)
        if (!strcmp(s->name, name)) return s;
    return NULL;
}

const char *lehr_checkpoint_text_at(const lehr_checkpoint *c, int i, const char **key)
{
    if (!c || i < 0 || i >= c->list.texts) return NULL;
    if (key) *key = c->list.text[i].key;
    return c->list.text[i].value;
}

const char *lehr_checkpoint_text(const lehr_checkpoint *c, const char *key)
{
    for (int i = 0; c && key && i < c->list.texts; i++)
        if (!strcmp(c->list.text[i].key, key)) return c->list.text[i].value;
    return NULL;
}

/* --- a tensor's numbers ------------------------------------------------------------------------------------------- */

bool lehr_stored_tensor_is_readable(const lehr_stored_tensor *s)
{
    return s && lehr_dtypes[s->dtype].kind != LEHR_DTYPE_UNSUPPORTED;
}

double lehr_stored_tensor_number(const lehr_stored_tensor *s, size_t i)
{
    if (!s || i >= s->size) return (double)NAN;
    const lehr_dtype_info *d = &lehr_dtypes[s->dtype];
    uint64_t bits = 0, sign = (uint64_t)1 << (8 * d->bytes - 1);
    for (size_t k = d->bytes; k-- > 0;) bits = bits << 8 | s->bytes[i * d->bytes + k];
    if (d->kind == LEHR_DTYPE_UNSIGNED) return (double)bits;
    if (d->kind == LEHR_DTYPE_SIGNED) return bits & sign ? -(double)(sign - (bits & (sign - 1))) : (double)bits;
    uint32_t half = (uint32_t)bits;
    float f;
    double v;
    memcpy(&f, &half, sizeof f);
    memcpy(&v, &bits, sizeof v);
    return d->bytes == sizeof f ? (double)f : v;
}

lehr_short_text lehr_stored_tensor_shape_text(const lehr_stored_tensor *s)
{
    lehr_short_text w = lehr_short_printf("[");
    if (!s) return lehr_short_printf("%s", "");
    size_t n = 1;
    for (int i = 0; i < s->rank; i++) n += lehr_snprintf(w.s + n, sizeof w.s - n, "%s%zu", i ? " x " : "", s->dim[i]);
    lehr_snprintf(w.s + n, sizeof w.s - n, "]");
    return w;
}

static bool is_of_shape(const lehr_stored_tensor *s, lehr_shape shape)
{
    bool same = s->rank == shape.rank;
    for (int i = 0; i < shape.rank && same; i++) same = s->dim[i] == (size_t)shape.dim[i];
    return same;
}

lehr_status lehr_checkpoint_get(const lehr_checkpoint *c, const char *name, lehr_shape shape, lehr_real *out)
{
    lehr_status null = LEHR_NOT_NULL(c, name, out);
    if (null) return null;
    const lehr_stored_tensor *s = lehr_checkpoint_find(c, name);
    if (!s)
        return lehr_fail(LEHR_ERR_NAME, "%s: has no tensor \"%s\"; one of shape %s is needed", c->name, name,
                         lehr_shape_text(shape).s);
    if (!is_of_shape(s, shape))
        return lehr_fail(LEHR_ERR_SHAPE, "%s: %s is %s, but %s is needed", c->name, name,
                         lehr_stored_tensor_shape_text(s).s, lehr_shape_text(shape).s);
    if (!lehr_stored_tensor_is_readable(s))
        return lehr_fail(LEHR_ERR_FILE, "%s: %s is %s; F32, F64 and whole numbers can be read", c->name, name,
                         lehr_dtypes[s->dtype].name);
    for (size_t i = 0; i < s->size; i++) {
        double v = lehr_stored_tensor_number(s, i);
        if (!isfinite(out[i] = (lehr_real)v))
            return lehr_fail(LEHR_ERR_FILE, isfinite(v) ? "%s: %s is %s at %s; that is too large for a float"
                                                         : "%s: %s is %s at %s; it must be a finite number",
                             c->name, name, lehr_number_text(v).s, lehr_index_text(shape, i).s);
    }
    return LEHR_OK;
}
