#include "lab/train/data_io.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/train/net_spec.h"
#include <math.h>
#include <stdint.h>
#include <string.h>

/* --- fingerprint -------------------------------------------------------------------------------------------------- */

/* FNV-1a, a number at a time. */
static uint64_t mix(uint64_t h, double v)
{
    uint64_t bits;
    memcpy(&bits, &v, sizeof bits);
    h = (h ^ bits) * 1099511628211u;
    return h ^ h >> 29;
}

lehr_short_text lehr_data_fingerprint(const lehr_data *d)
{
    uint64_t h = 14695981039346656037u;
    if (LEHR_NOT_NULL(d)) return lehr_short_printf("no data");
    for (int row = 0; row < d->rows; row++) {
        for (int f = 0; f < d->features; f++) h = mix(h, lehr_data_value(d, row, f));
        if (d->label) h = mix(h, d->label[row]);
        for (int j = 0; j < d->targets; j++) h = mix(h, d->y[(size_t)row * (size_t)d->targets + (size_t)j]);
    }
    for (int i = 0; i < d->image_shape.rank; i++) h = mix(h, d->image_shape.dim[i]);
    int answers = d->targets ? d->targets : d->classes;
    return lehr_short_printf("%d x %d, %d %s, %016llx", d->rows, d->features, answers,
                             d->targets ? "targets" : "classes", (unsigned long long)(h ^ h >> 32));
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

/* One name a line: names come from the cells of a table, which have no newlines. */
static lehr_status put_names(lehr_checkpoint *c, const char *key, const char **name, int n)
{
    lehr_strbuf t = {0};
    for (int i = 0; i < n; i++) lehr_strbuf_printf(&t, "%s%s", i ? "\n" : "", name[i]);
    lehr_checkpoint_put_text(c, key, t.s ? t.s : "");
    lehr_status status = t.status;
    lehr_strbuf_release(&t);
    return status;
}

/* A feature that was the same in all rows is 0 everywhere after scaling; its scale is 1 or, of images, infinite. */
static bool is_flat(const lehr_data *d, int f)
{
    int row = 0;
    if (isinf(d->scale[f])) return true;
    while (d->scale[f] == 1 && row < d->rows && lehr_data_value(d, row, f) == 0) row++;
    return row == d->rows;
}

static lehr_status put_scaling(lehr_checkpoint *c, const lehr_data *d, bool scaled, lehr_arena *memory)
{
    double *scale = lehr_arena_alloc(memory, (size_t)d->features, sizeof *scale);
    if (!scale) return LEHR_ERR_MEMORY;
    for (int f = 0; f < d->features; f++) scale[f] = scaled && is_flat(d, f) ? 0 : d->scale[f];
    lehr_checkpoint_put_numbers(c, "scale.zero", LEHR_F64, (size_t)d->features, d->offset);
    lehr_checkpoint_put_numbers(c, "scale.unit", LEHR_F64, (size_t)d->features, scale);
    if (!d->targets) return LEHR_OK;
    lehr_checkpoint_put_numbers(c, "target.zero", LEHR_F64, (size_t)d->targets, d->target_offset);
    lehr_checkpoint_put_numbers(c, "target.unit", LEHR_F64, (size_t)d->targets, d->target_scale);
    return LEHR_OK;
}

static lehr_status put_image_shape(lehr_checkpoint *c, const lehr_data *d, lehr_arena *memory)
{
    if (d->image_shape.rank != 3) return LEHR_OK;
    int64_t *dim = lehr_arena_alloc(memory, 3, sizeof *dim);
    if (!dim) return LEHR_ERR_MEMORY;
    for (int i = 0; i < 3; i++) dim[i] = d->image_shape.dim[i];
    lehr_checkpoint_put_numbers(c, "picture", LEHR_I64, 3, dim);
    return LEHR_OK;
}

lehr_status lehr_data_write_metadata(lehr_checkpoint *c, const lehr_data *d, bool scaled, lehr_arena *memory)
{
    if (LEHR_NOT_NULL(c, d, memory)) return LEHR_ERR_VALUE;
    lehr_checkpoint_put_text(c, "lehr.data", lehr_data_fingerprint(d).s);
    lehr_status status = put_names(c, "lehr.features", d->feature_name, d->features);
    if (!status)
        status = d->targets ? put_names(c, "lehr.targets", d->target_name, d->targets)
                            : put_names(c, "lehr.classes", d->class_name, d->classes);
    if (!status) status = put_image_shape(c, d, memory);
    return status ? status : put_scaling(c, d, scaled, memory);
}

/* --- loading ------------------------------------------------------------------------------------------------------ */

const lehr_stored_tensor *lehr_checkpoint_find_numbers(const lehr_checkpoint *c, const char *name, size_t n,
                                                       double min, double max)
{
    if (LEHR_NOT_NULL(c, name)) return NULL;
    const lehr_stored_tensor *s = lehr_checkpoint_find(c, name);
    if (!s || s->rank != 1 || !s->size || (n && s->size != n) || !lehr_stored_tensor_is_readable(s)) {
        lehr_short_text shape = { "" };
        if (s) shape = lehr_stored_tensor_shape_text(s);
        const char *found = s ? shape.s : lehr_translate("not there"), *file = lehr_checkpoint_name(c);
        if (n) lehr_fail(LEHR_ERR_FILE, "%s: %s is %s; a row of %zu numbers is needed", file, name, found, n);
        else lehr_fail(LEHR_ERR_FILE, "%s: %s is %s; a row of numbers is needed", file, name, found);
        return NULL;
    }
    for (size_t i = 0; i < s->size; i++) {
        double v = lehr_stored_tensor_number(s, i);
        if (v >= min && v <= max) continue;
        lehr_fail(LEHR_ERR_FILE, "%s: %s holds %s, number %zu; it must be from %s to %s", lehr_checkpoint_name(c), name,
                  lehr_number_text(v).s, i, lehr_number_text(min).s, lehr_number_text(max).s);
        return NULL;
    }
    return s;
}

static int count_lines(const char *text)
{
    int n = 1;
    for (; *text; text++) n += *text == '\n';
    return n;
}

/* One name a line, as put_names wrote them. */
static lehr_status copy_names(lehr_data *d, const char **name, const char *lines)
{
    for (;; name++) {
        size_t n = 0;
        while (lines[n] && lines[n] != '\n') n++;
        char *own = lehr_arena_alloc_text(&d->memory, n + 1);
        if (!own) return LEHR_ERR_MEMORY;
        memcpy(own, lines, n);
        own[n] = '\0';
        *name = own;
        if (!lines[n]) return LEHR_OK;
        lines += n + 1;
    }
}

/* name.zero and name.unit are offset and scale; min_scale is 0 for features, and above 0 for targets. */
static lehr_status load_scale(const lehr_checkpoint *c, const char *name, int n, double min_scale, double *offset,
                              double *scale)
{
    const lehr_stored_tensor *z = lehr_checkpoint_find_numbers(c, lehr_short_printf("%s.zero", name).s, (size_t)n,
                                                               -1e300, 1e300);
    const lehr_stored_tensor *u =
        z ? lehr_checkpoint_find_numbers(c, lehr_short_printf("%s.unit", name).s, (size_t)n, min_scale, 1e300) : NULL;
    if (!u) return lehr_last_status();
    for (int i = 0; i < n; i++) {
        offset[i] = lehr_stored_tensor_number(z, (size_t)i);
        scale[i] = lehr_stored_tensor_number(u, (size_t)i);
    }
    return LEHR_OK;
}

static lehr_status load_image_shape(lehr_data *d, const lehr_checkpoint *c)
{
    if (!lehr_checkpoint_find(c, "picture")) return LEHR_OK;
    const lehr_stored_tensor *s = lehr_checkpoint_find_numbers(c, "picture", 3, 1, LEHR_MAX_FEATURES);
    if (!s) return lehr_last_status();
    d->image_shape.rank = 3;
    for (size_t i = 0; i < 3; i++) d->image_shape.dim[i] = (int)lehr_stored_tensor_number(s, i);
    if (lehr_size(d->image_shape) == (size_t)d->features) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE, "%s: its pictures are %s, but it has %d features", lehr_checkpoint_name(c),
                     lehr_shape_text(d->image_shape).s, d->features);
}

/* A net cannot be wider. */
static lehr_status check_count(const lehr_checkpoint *c, const char *key, int n)
{
    return n <= LEHR_MAX_WIDTH ? LEHR_OK
                               : lehr_fail(LEHR_ERR_FILE, "%s: %s has %d lines; a net is at most %d wide",
                                           lehr_checkpoint_name(c), key, n, LEHR_MAX_WIDTH);
}

/* Names are counted before memory is allocated for them. */
static lehr_status fill(lehr_data *d, const lehr_checkpoint *c)
{
    const char *features = lehr_checkpoint_text(c, "lehr.features"), *classes = lehr_checkpoint_text(c, "lehr.classes");
    const char *targets = lehr_checkpoint_text(c, "lehr.targets");
    if (!features || (!classes && !targets))
        return lehr_fail(
            LEHR_ERR_FILE,
            "%s: holds weights only; it names neither its features nor its classes or numbers to predict",
            lehr_checkpoint_name(c));
    int n = count_lines(features), k = count_lines(targets ? targets : classes);
    lehr_status status = check_count(c, "lehr.features", n);
    if (!status) status = check_count(c, targets ? "lehr.targets" : "lehr.classes", k);
    if (!status && !targets && k < 2)
        status = lehr_fail(LEHR_ERR_FILE, "%s: has one class only, \"%.60s\"; at least two are needed",
                           lehr_checkpoint_name(c), classes);
    if (!status) status = targets ? lehr_data_alloc_targets(d, 0, n, k) : lehr_data_alloc(d, 0, n, k);
    if (!status) status = load_scale(c, "scale", n, 0, d->offset, d->scale);
    if (!status && targets) status = load_scale(c, "target", k, 1e-300, d->target_offset, d->target_scale);
    if (!status) status = load_image_shape(d, c);
    if (!status) status = copy_names(d, d->feature_name, features);
    return status ? status : copy_names(d, targets ? d->target_name : d->class_name, targets ? targets : classes);
}

lehr_data *lehr_data_read_metadata(const lehr_checkpoint *c)
{
    lehr_data *d = LEHR_NOT_NULL(c) ? NULL : lehr_alloc(1, sizeof *d);
    if (!d || !fill(d, c)) return d;
    lehr_data_free(d);
    return NULL;
}
