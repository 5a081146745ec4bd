/* replot_weights.c — a checkpoint's weights: how they are spread, and what its kernels look like */
#include "lab/plot/charts/histogram.h"
#include "core/base/translate.h"
#include "lab/figures/replot_kinds.h"
#include "lab/plot/charts/image_grid.h"
#include <string.h>

enum { MAX_TENSORS = 30, MAX_NUMBERS = 50 * 1000 * 1000 };

/* --- which tensors ------------------------------------------------------------------------------------------------ */

/* Numbers of a net, and not what a training keeps beside them: slots of the rule, scaling, the best so far, orders. */
static bool is_weight(const lehr_replot *l, const lehr_stored_tensor *s)
{
    static const char *const others[] = { "optim.", "early.", "scale.", "target." };
    bool ours = lehr_checkpoint_text(l->checkpoint, "lehr.step") != NULL;
    for (size_t i = 0; i < sizeof others / sizeof *others && ours; i++)
        if (!strncmp(s->name, others[i], strlen(others[i]))) return false;
    return lehr_stored_tensor_is_readable(s) && lehr_dtypes[s->dtype].kind == LEHR_DTYPE_FLOAT && s->size &&
           s->size <= MAX_NUMBERS;
}

typedef struct kernel_shape { int out, in, height, width; } kernel_shape;

/* Four dimensions are kernels; two are pictures, if they look at pictures. */
static bool is_kernels(const lehr_replot *l, const lehr_stored_tensor *s, kernel_shape *k)
{
    const lehr_stored_tensor *p = lehr_checkpoint_find(l->checkpoint, "picture");
    if (!is_weight(l, s)) return false;
    *k = (kernel_shape){ 0 };
    if (s->rank == 4) *k = (kernel_shape){ (int)s->dim[0], (int)s->dim[1], (int)s->dim[2], (int)s->dim[3] };
    if (s->rank == 2 && p && p->size == 3 && lehr_stored_tensor_is_readable(p)) {
        double c = lehr_stored_tensor_number(p, 0), h = lehr_stored_tensor_number(p, 1),
               w = lehr_stored_tensor_number(p, 2);
        if (c >= 1 && h >= 1 && w >= 1 && c * h * w == (double)s->dim[1])
            *k = (kernel_shape){ (int)s->dim[0], (int)c, (int)h, (int)w };
    }
    return k->out > 0 && k->height * k->width > 1;
}

static const lehr_stored_tensor *first_kernels(const lehr_replot *l, kernel_shape *k)
{
    const lehr_stored_tensor *s;
    for (int i = 0; (s = lehr_checkpoint_at(l->checkpoint, i)); i++)
        if (is_kernels(l, s, k)) return s;
    return NULL;
}

bool lehr_replot_has_kernels(const lehr_replot *l)
{
    kernel_shape k;
    return first_kernels(l, &k) != NULL;
}

bool lehr_replot_has_tensor(const lehr_replot *l, const char *name)
{
    const lehr_stored_tensor *s = lehr_checkpoint_find(l->checkpoint, name);
    return s && is_weight(l, s);
}

static double *numbers_of(lehr_replot *l, const lehr_stored_tensor *s)
{
    double *v = lehr_arena_alloc(&l->scratch, s->size, sizeof *v);
    for (size_t i = 0; i < s->size && v; i++) v[i] = lehr_stored_tensor_number(s, i);
    return v;
}

/* --- how they are spread ------------------------------------------------------------------------------------------ */

static lehr_status draw_weights(lehr_replot *l, const char *name, const lehr_replot_options *w, const char *path)
{
    lehr_values *values = lehr_arena_alloc(&l->scratch, MAX_TENSORS, sizeof *values);
    const lehr_stored_tensor *s;
    int n = 0, all = 0;
    if (!values) return LEHR_ERR_MEMORY;
    for (int i = 0; (s = lehr_checkpoint_at(l->checkpoint, i)); i++) {
        if (!is_weight(l, s) || (name && strcmp(s->name, name))) continue;
        if (all++ >= MAX_TENSORS) continue;
        values[n++] = (lehr_values){ s->name, numbers_of(l, s), (int)s->size };
        if (!values[n - 1].v) return LEHR_ERR_MEMORY;
    }
    if (!n) return lehr_fail(LEHR_ERR_FILE, "%s: there are no weights in it", l->file[0]);
    lehr_short_text some = lehr_short_printf(lehr_translate("%d of %d tensors"), n, all);
    const char *title = w->title ? w->title : lehr_replot_title(l, name ? name : lehr_translate("weights"));
    lehr_histogram h = { .title = title,
                         .subtitle = all > n ? some.s : NULL,
                         .x_label = lehr_translate("value"),
                         .values = values,
                         .count = n,
                         .separate = n > 1,
                         .width = w->size.width,
                         .height = w->size.height,
                         .scale = w->size.scale };
    return title ? lehr_histogram_png(&h, path) : LEHR_ERR_MEMORY;
}

/* --- what they look like ------------------------------------------------------------------------------------------ */

static lehr_status draw_kernels(lehr_replot *l, const lehr_stored_tensor *s, const kernel_shape *k,
                                const lehr_replot_options *w, const char *path)
{
    double *v = numbers_of(l, s);
    char text[160];
    lehr_snprintf(text, sizeof text, lehr_translate("%.40s, %d of %d × %d"), s->name, k->out, k->height, k->width);
    const char *title = w->title ? w->title : lehr_replot_title(l, text);
    if (!v || !title) return LEHR_ERR_MEMORY;
    const char *rows = k->out > k->in ? "a column an output, a row an input; blue: below zero, orange: above"
                                      : "a row an output, a column an input; blue: below zero, orange: above";
    const char *subtitle = lehr_translate(k->in > 1 ? rows : "blue: below zero, orange: above");
    lehr_image_grid t = { .title = title,
                          .subtitle = subtitle,
                          .rows = k->out,
                          .columns = k->in,
                          .tile_rows = k->height,
                          .tile_columns = k->width,
                          .v = v,
                          .width = w->size.width,
                          .height = w->size.height,
                          .scale = w->size.scale };
    return lehr_image_grid_png(&t, path);
}

/* "weights" and "kernels", or a tensor by its name: kernels as such, others as they are spread. */
static lehr_status draw_checkpoint(lehr_replot *l, const char *what, const lehr_replot_options *w, const char *path)
{
    kernel_shape k;
    bool kernels = !strcmp(what, "kernels"), named = !kernels && strcmp(what, "weights");
    const lehr_stored_tensor *s = kernels ? first_kernels(l, &k)
                                  : named ? lehr_checkpoint_find(l->checkpoint, what)
                                          : NULL;
    if (kernels && !s)
        return lehr_fail(LEHR_ERR_FILE, "%s: there are no kernels in it, and no weights that look at pictures",
                         l->file[0]);
    if (kernels || (named && is_kernels(l, s, &k))) return draw_kernels(l, s, &k, w, path);
    return draw_weights(l, named ? what : NULL, w, path);
}

const lehr_replot_kind lehr_replot_checkpoint = {
    .name = "a checkpoint",
    .required = "",
    .text = "",
    .figures = "weights kernels",
    .lines = "",
    .draw = draw_checkpoint,
};
