#include "lab/data/dataset.h"
#include "core/base/csv_cell.h"
#include "core/base/memory.h"
#include <string.h>

/* --- room --------------------------------------------------------------------------------------------------------- */

/* The sizes a set is to have; answers are classes where targets is 0. */
typedef struct sizes { int rows, features, targets; bool pixels; } sizes;

/* Room for all that is numbers; names are another matter. */
static lehr_status take_numbers(lehr_data *d, sizes s)
{
    size_t rows = (size_t)s.rows, features = (size_t)s.features, targets = (size_t)s.targets, numbers, answers;
    if (!lehr_multiply_sizes(rows, features, &numbers) || !lehr_multiply_sizes(rows, targets, &answers))
        return lehr_fail(LEHR_ERR_MEMORY, "data: %d rows of %d features are more than any machine holds", s.rows,
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
    bool good = (d->x || d->pixels) && d->offset && d->scale && (d->y || d->label) && d->target_offset &&
                d->target_scale;
    return good ? LEHR_OK : LEHR_ERR_MEMORY;
}

/* stem1, stem2, … from number `first`; "" as the stem: the numbers alone. */
static lehr_status name_each(lehr_data *d, const char **name, int n, const char *stem, int first)
{
    char text[32];
    for (int i = 0; i < n; i++) {
        lehr_snprintf(text, sizeof text, "%s%d", stem, first + i);
        if (!(name[i] = lehr_arena_strdup(&d->memory, text))) return LEHR_ERR_MEMORY;
    }
    return LEHR_OK;
}

/* "x" and "y" for a plane, otherwise x1, x2, …; classes are called by their numbers. */
static lehr_status name_all(lehr_data *d)
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

static lehr_status make_room(lehr_data *d, sizes s, int classes)
{
    lehr_status status = take_numbers(d, s);
    if (status) return status;
    d->classes = classes;
    for (int f = 0; f < d->features; f++) {
        d->offset[f] = 0;
        d->scale[f] = 1;
    }
    for (int j = 0; j < d->targets; j++) {
        d->target_offset[j] = 0;
        d->target_scale[j] = 1;
    }
    return name_all(d);
}

lehr_status lehr_data_alloc(lehr_data *d, int rows, int features, int classes)
{
    return make_room(d, (sizes){ rows, features, 0, false }, classes);
}

lehr_status lehr_data_alloc_targets(lehr_data *d, int rows, int features, int targets)
{
    return make_room(d, (sizes){ rows, features, targets, false }, 0);
}

lehr_status lehr_data_alloc_images(lehr_data *d, int rows, int channels, int height, int width, int classes)
{
    d->image_shape = (lehr_shape){ 3, { channels, height, width } };
    size_t features = lehr_size(d->image_shape);
    if (!features || features > LEHR_MAX_FEATURES)
        return lehr_fail(LEHR_ERR_SHAPE, "pictures of %d x %d x %d pixels; from 1 to %d in all are possible", channels,
                         height, width, LEHR_MAX_FEATURES);
    return make_room(d, (sizes){ rows, (int)features, 0, true }, classes);
}

/* --- copies ------------------------------------------------------------------------------------------------------- */

/* Row `to` of d becomes row `row` of another set of the same kind. */
static void copy_row(lehr_data *d, int to, const lehr_data *from, int row)
{
    size_t features = (size_t)d->features, targets = (size_t)d->targets, i = (size_t)to, k = (size_t)row;
    if (d->x) memcpy(d->x + i * features, from->x + k * features, features * sizeof *d->x);
    else memcpy(d->pixels + i * features, from->pixels + k * features, features);
    if (d->y) memcpy(d->y + i * targets, from->y + k * targets, targets * sizeof *d->y);
    else d->label[to] = from->label[row];
}

lehr_data *lehr_data_subset(const lehr_data *from, const int *order, int n, int train_rows)
{
    lehr_data *d = lehr_alloc(1, sizeof *d);
    if (!d) return NULL;
    if (take_numbers(d, (sizes){ n, from->features, from->targets, from->pixels != NULL })) {
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
    memcpy(d->offset, from->offset, (size_t)d->features * sizeof *d->offset);
    memcpy(d->scale, from->scale, (size_t)d->features * sizeof *d->scale);
    for (int j = 0; j < d->targets; j++) {
        d->target_offset[j] = from->target_offset[j];
        d->target_scale[j] = from->target_scale[j];
    }
    for (int i = 0; i < n; i++) copy_row(d, i, from, order ? order[i] : i);
    return d;
}

lehr_data *lehr_data_copy(const lehr_data *d) { return lehr_data_subset(d, NULL, d->rows, d->train_rows); }

void lehr_data_free(lehr_data *d)
{
    if (!d) return;
    lehr_arena_release(&d->memory);
    lehr_free(d);
}

/* --- looking ------------------------------------------------------------------------------------------------------ */

double lehr_data_value(const lehr_data *d, int row, int feature)
{
    size_t i = (size_t)row * (size_t)d->features + (size_t)feature;
    return d->x ? d->x[i] : (d->pixels[i] - d->offset[feature]) / d->scale[feature];
}

static void print_name(const char *name, const char *behind, lehr_strbuf *out)
{
    lehr_csv_put_cell(out, name);
    lehr_strbuf_printf(out, "%s", behind);
}

void lehr_data_print(const lehr_data *d, lehr_strbuf *out)
{
    for (int f = 0; f < d->features; f++) print_name(d->feature_name[f], ",", out);
    for (int j = 0; j < d->targets; j++) print_name(d->target_name[j], j + 1 < d->targets ? "," : "\n", out);
    if (!d->targets) print_name(d->label_name, "\n", out);
    for (int row = 0; row < d->rows && !out->status; row++) {
        for (int f = 0; f < d->features; f++) lehr_strbuf_printf(out, "%.4f,", lehr_data_value(d, row, f));
        for (int j = 0; j < d->targets; j++)
            lehr_strbuf_printf(out, "%.4f%s", d->y[(size_t)row * (size_t)d->targets + (size_t)j],
                               j + 1 < d->targets ? "," : "\n");
        if (!d->targets) print_name(d->class_name[d->label[row]], "\n", out);
    }
}

bool lehr_has_decision_map(const lehr_data *d) { return d->features > 1 && !d->targets && d->image_shape.rank != 3; }
