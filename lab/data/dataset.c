#include "lab/data/dataset.h"
#include "core/base/csv_cell.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include <limits.h>
#include <math.h>
#include <string.h>

/* --- memory ------------------------------------------------------------------------------------------------------- */

typedef struct sizes { int rows, features, classes, targets; bool pixels; } sizes;      /* targets 0: classes */

static lehr_status alloc_numbers(lehr_data *d, sizes s)
{
    size_t rows = (size_t)s.rows, features = (size_t)s.features, targets = (size_t)s.targets, numbers, answers;
    if (!lehr_multiply_sizes(rows, features, &numbers) || !lehr_multiply_sizes(rows, targets, &answers))
        return lehr_fail(LEHR_ERR_MEMORY, "data: %d rows of %d features are too many for memory", s.rows,
                         s.features);
    d->rows = s.rows;
    d->features = s.features;
    d->targets = s.targets;
    if (s.pixels) d->pixels = lehr_arena_alloc(&d->memory, numbers, 1);
    else d->x = lehr_arena_alloc(&d->memory, numbers, sizeof *d->x);
    d->offset = lehr_arena_alloc(&d->memory, features, sizeof *d->offset);
    d->scale = lehr_arena_alloc(&d->memory, features, sizeof *d->scale);
    if (targets) d->y = lehr_arena_alloc(&d->memory, answers, sizeof *d->y);
    else d->label = lehr_arena_alloc(&d->memory, rows, sizeof *d->label);
    d->target_offset = lehr_arena_alloc(&d->memory, targets, sizeof *d->target_offset);
    d->target_scale = lehr_arena_alloc(&d->memory, targets, sizeof *d->target_scale);
    bool complete = (d->x || d->pixels) && d->offset && d->scale && (d->y || d->label);
    return complete && d->target_offset && d->target_scale ? LEHR_OK : LEHR_ERR_MEMORY;
}

/* stem1, stem2, … from number `first`; stem "": the numbers alone. */
static lehr_status name_each(lehr_data *d, const char **name, int n, const char *stem, int first)
{
    char text[32];
    for (int i = 0; i < n; i++) {
        lehr_snprintf(text, sizeof text, "%s%d", stem, first + i);
        if (!(name[i] = lehr_arena_strdup(&d->memory, text))) return LEHR_ERR_MEMORY;
    }
    return LEHR_OK;
}

/* Two features are "x" and "y", more are x1, x2, …; the name of a class is its number. */
static lehr_status set_default_names(lehr_data *d)
{
    static const char *const plane[] = { "x", "y" };
    d->label_name = "label";
    d->feature_name = lehr_arena_alloc(&d->memory, (size_t)d->features, sizeof *d->feature_name);
    d->class_name = lehr_arena_alloc(&d->memory, (size_t)d->classes, sizeof *d->class_name);
    d->target_name = lehr_arena_alloc(&d->memory, (size_t)d->targets, sizeof *d->target_name);
    lehr_status status = d->feature_name && d->class_name && d->target_name ? LEHR_OK : LEHR_ERR_MEMORY;
    if (status) return status;
    if (d->features == 2) memcpy(d->feature_name, plane, sizeof plane);
    else status = name_each(d, d->feature_name, d->features, "x", 1);
    if (!status) status = name_each(d, d->class_name, d->classes, "", 0);
    if (d->targets == 1) d->target_name[0] = "target";
    else if (!status) status = name_each(d, d->target_name, d->targets, "target", 1);
    return status;
}

static lehr_status alloc_all(lehr_data *d, sizes s)
{
    lehr_status status = LEHR_NOT_NULL(d);
    if (status) return status;
    if (s.rows < 0 || s.features < 0 || s.classes < 0 || s.targets < 0)
        return lehr_fail(LEHR_ERR_VALUE, "data: %d rows, %d features, %d classes, %d targets; none can be negative",
                         s.rows, s.features, s.classes, s.targets);
    if ((status = alloc_numbers(d, s))) return status;
    d->classes = s.classes;
    for (int f = 0; f < d->features; f++) {
        d->offset[f] = 0;
        d->scale[f] = 1;
    }
    for (int j = 0; j < d->targets; j++) {
        d->target_offset[j] = 0;
        d->target_scale[j] = 1;
    }
    return set_default_names(d);
}

lehr_status lehr_data_alloc(lehr_data *d, int rows, int features, int classes)
{
    return alloc_all(d, (sizes){ rows, features, classes, 0, false });
}

lehr_status lehr_data_alloc_targets(lehr_data *d, int rows, int features, int targets)
{
    return alloc_all(d, (sizes){ rows, features, 0, targets, false });
}

lehr_status lehr_data_alloc_images(lehr_data *d, int rows, int channels, int height, int width, int classes)
{
    if (LEHR_NOT_NULL(d)) return LEHR_ERR_VALUE;
    d->image_shape = (lehr_shape){ 3, { channels, height, width } };
    size_t features = lehr_size(d->image_shape);
    if (!features || features > LEHR_MAX_FEATURES)
        return lehr_fail(LEHR_ERR_SHAPE, "images of %d x %d x %d pixels; from 1 to %d in all are possible", channels,
                         height, width, LEHR_MAX_FEATURES);
    return alloc_all(d, (sizes){ rows, (int)features, classes, 0, true });
}

/* --- copies ------------------------------------------------------------------------------------------------------- */

/* Copies row `row` of another set of the same kind to row `to` of d. */
static void copy_row(lehr_data *d, int to, const lehr_data *from, int row)
{
    size_t features = (size_t)d->features, targets = (size_t)d->targets, i = (size_t)to, k = (size_t)row;
    if (d->x) memcpy(d->x + i * features, from->x + k * features, features * sizeof *d->x);
    else memcpy(d->pixels + i * features, from->pixels + k * features, features);
    if (d->y) memcpy(d->y + i * targets, from->y + k * targets, targets * sizeof *d->y);
    else d->label[to] = from->label[row];
}

static lehr_status check_rows(const lehr_data *d, const int *order, int n)
{
    for (int i = 0; i < n; i++)
        if (order[i] < 0 || order[i] >= d->rows)
            return lehr_fail(LEHR_ERR_VALUE, "lehr_data_subset: order[%d] is %d; there are rows 0 to %d", i, order[i],
                             d->rows - 1);
    return n >= 0 ? LEHR_OK : lehr_fail(LEHR_ERR_VALUE, "lehr_data_subset: %d rows; 0 or more are possible", n);
}

/* Both may be NULL where n is 0, which memcpy does not allow. */
static void copy_if_any(double *to, const double *from, int n)
{
    if (n > 0) memcpy(to, from, (size_t)n * sizeof *to);
}

/* order NULL: all rows. */
static lehr_data *copy_rows(const lehr_data *from, const int *order, int n, int train_rows)
{
    lehr_data *d = lehr_alloc(1, sizeof *d);
    if (!d) return NULL;
    if (alloc_numbers(d, (sizes){ n, from->features, from->classes, from->targets, from->pixels != NULL })) {
        lehr_data_free(d);
        return NULL;
    }
    d->classes = from->classes;
    d->train_rows = train_rows;
    d->image_shape = from->image_shape;
    d->feature_name = from->feature_name;
    d->class_name = from->class_name;
    d->target_name = from->target_name;
    d->label_name = from->label_name;
    copy_if_any(d->offset, from->offset, d->features);
    copy_if_any(d->scale, from->scale, d->features);
    copy_if_any(d->target_offset, from->target_offset, d->targets);
    copy_if_any(d->target_scale, from->target_scale, d->targets);
    for (int i = 0; i < n; i++) copy_row(d, i, from, order ? order[i] : i);
    return d;
}

lehr_data *lehr_data_subset(const lehr_data *d, const int *order, int n, int train_rows)
{
    return LEHR_NOT_NULL(d, order) || check_rows(d, order, n) ? NULL : copy_rows(d, order, n, train_rows);
}

lehr_data *lehr_data_copy(const lehr_data *d)
{
    return LEHR_NOT_NULL(d) ? NULL : copy_rows(d, NULL, d->rows, d->train_rows);
}

void lehr_data_free(lehr_data *d)
{
    if (!d) return;
    lehr_arena_release(&d->memory);
    lehr_free(d);
}

/* --- from arrays -------------------------------------------------------------------------------------------------- */

static lehr_status check_range(const char *what, int v, int min, int max)
{
    return v >= min && v <= max ? LEHR_OK
         : lehr_fail(LEHR_ERR_VALUE, "lehr_data_from_arrays: %s is %d; from %d to %d are possible", what, v, min, max);
}

/* v [rows x columns] into to. */
static lehr_status copy_numbers(double *to, const double *v, const char *what, int rows, int columns)
{
    for (int row = 0; row < rows; row++)
        for (int k = 0; k < columns; k++) {
            size_t i = (size_t)row * (size_t)columns + (size_t)k;
            if (!(fabs(v[i]) <= 1e30))
                return lehr_fail(LEHR_ERR_VALUE,
                                 "lehr_data_from_arrays: %s[%d][%d] is %s; a finite number of at most 1e30 is expected",
                                 what, row, k, lehr_number_text(v[i]).s);
            to[i] = v[i];
        }
    return LEHR_OK;
}

static lehr_status copy_labels(lehr_data *d, const int *labels)
{
    for (int row = 0; row < d->rows; row++) {
        if (labels[row] < 0 || labels[row] >= d->classes)
            return lehr_fail(LEHR_ERR_VALUE, "lehr_data_from_arrays: labels[%d] is %d; from 0 to %d are possible", row,
                             labels[row], d->classes - 1);
        d->label[row] = labels[row];
    }
    return LEHR_OK;
}

/* Either labels or y. */
static lehr_status fill_from_arrays(lehr_data *d, sizes s, const double *x, const int *labels, const double *y)
{
    lehr_status status = check_range("rows", s.rows, 1, INT_MAX);
    if (!status) status = check_range("features", s.features, 1, LEHR_MAX_FEATURES);
    if (!status) status = labels ? check_range("classes", s.classes, 2, LEHR_MAX_CLASSES)
                                 : check_range("targets", s.targets, 1, LEHR_MAX_TARGETS);
    if (!status) status = alloc_all(d, s);
    if (!status) status = copy_numbers(d->x, x, "x", s.rows, s.features);
    if (status) return status;
    return labels ? copy_labels(d, labels) : copy_numbers(d->y, y, "y", s.rows, s.targets);
}

static lehr_data *from_arrays(sizes s, const double *x, const int *labels, const double *y)
{
    lehr_data *d = lehr_alloc(1, sizeof *d);
    if (!d || !fill_from_arrays(d, s, x, labels, y)) return d;
    lehr_data_free(d);
    return NULL;
}

lehr_data *lehr_data_from_arrays(const double *x, const int *labels, int rows, int features, int classes)
{
    if (LEHR_NOT_NULL(x, labels)) return NULL;
    return from_arrays((sizes){ rows, features, classes, 0, false }, x, labels, NULL);
}

lehr_data *lehr_data_from_arrays_targets(const double *x, const double *y, int rows, int features, int targets)
{
    if (LEHR_NOT_NULL(x, y)) return NULL;
    return from_arrays((sizes){ rows, features, 0, targets, false }, x, NULL, y);
}

/* --- values ------------------------------------------------------------------------------------------------------- */

double lehr_data_value(const lehr_data *d, int row, int feature)
{
    if (!d || (!d->x && !d->pixels)) return NAN;
    size_t i = (size_t)row * (size_t)d->features + (size_t)feature;
    return d->x ? d->x[i] : (d->pixels[i] - d->offset[feature]) / d->scale[feature];
}

bool lehr_has_decision_map(const lehr_data *d)
{
    return d && d->features > 1 && !d->targets && d->image_shape.rank != 3;
}

static void print_name(const char *name, const char *end, lehr_strbuf *out)
{
    lehr_csv_put_cell(out, name);
    lehr_strbuf_printf(out, "%s", end);
}

/* Four decimals as in the book's files, if they are v exactly; else the shortest text that reads back to v. A target
 * has a point, a class has none. */
static void print_number(double v, bool target, lehr_strbuf *out)
{
    lehr_short_text text = lehr_short_printf("%.4f", v);
    const char *end;
    double parsed;
    if (fabs(v) < 1e15 && lehr_parse_number(text.s, &end, &parsed) && parsed == v) {
        lehr_strbuf_printf(out, "%s", text.s);
        return;
    }
    text = lehr_number_text(v);
    size_t whole = strcspn(text.s, ".e");
    bool add = target && isfinite(v) && text.s[whole] != '.';
    lehr_strbuf_printf(out, "%.*s%s%s", (int)whole, text.s, add ? ".0" : "", text.s + whole);
}

void lehr_data_print(const lehr_data *d, lehr_strbuf *out)
{
    if (LEHR_NOT_NULL(d, out)) return;
    for (int f = 0; f < d->features; f++) print_name(d->feature_name[f], ",", out);
    for (int j = 0; j < d->targets; j++) print_name(d->target_name[j], j + 1 < d->targets ? "," : "\n", out);
    if (!d->targets && d->label_name) print_name(d->label_name, "\n", out);
    for (int row = 0; row < d->rows && !out->status; row++) {
        for (int f = 0; f < d->features; f++) {
            print_number(lehr_data_value(d, row, f), false, out);
            lehr_strbuf_printf(out, ",");
        }
        for (int j = 0; j < d->targets; j++) {
            print_number(d->y[(size_t)row * (size_t)d->targets + (size_t)j], true, out);
            lehr_strbuf_printf(out, j + 1 < d->targets ? "," : "\n");
        }
        int c = d->targets ? 0 : d->label[row];
        if (!d->targets) print_name(c >= 0 && c < d->classes ? d->class_name[c] : "", "\n", out);
    }
}
