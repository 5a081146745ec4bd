/* replot_weights.c — the weights of a checkpoint: histograms, and its kernels as images */
#include "lab/plot/charts/histogram.h"
#include "core/base/translate.h"
#include "lab/figures/replot_kinds.h"
#include "lab/plot/charts/image_grid.h"
#include "core/base/did_you_mean.h"
#include <string.h>

enum { MAX_TENSORS = 30, MAX_NUMBERS = 50 * 1000 * 1000 };

/* --- which tensors ------------------------------------------------------------------------------------------------ */

/* Numbers of a net. A checkpoint of Lehr also has the optimizer's state, the scaling and the best weights so far. */
static bool is_weight(const lehr_replot *l, const lehr_stored_tensor *s)
{
    bool ours = lehr_checkpoint_text(l->checkpoint, "lehr.step") != NULL;
    if (ours && lehr_is_one_of(s->name, strcspn(s->name, "."), "optim early scale target") && strchr(s->name, '.'))
        return false;
    return lehr_stored_tensor_is_readable(s) && lehr_dtypes[s->dtype].kind == LEHR_DTYPE_FLOAT && s->size &&
           s->size <= MAX_NUMBERS;
}

typedef struct kernel_shape { int out, in, height, width; } kernel_shape;

/* Tensors of four dimensions are kernels; those of two are images if the inputs are images. */
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

/* --- histograms --------------------------------------------------------------------------------------------------- */

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
    if (!n) return lehr_fail(LEHR_ERR_FILE, "%s: it has no weights", l->file[0]);
    lehr_short_text some = lehr_short_printf(lehr_label("%d of %d tensors"), n, all);
    const char *title = w->title ? w->title : lehr_replot_title(l, name ? name : lehr_label("weights"));
    lehr_histogram h = { .title = title, .subtitle = all > n ? some.s : NULL, .x_label = lehr_label("value"),
                         .values = values, .count = n, .separate = n > 1,
                         .width = w->size.width, .height = w->size.height, .scale = w->size.scale };
    return title ? lehr_histogram_png(&h, path) : LEHR_ERR_MEMORY;
}

/* --- images ------------------------------------------------------------------------------------------------------- */

static lehr_status draw_kernels(lehr_replot *l, const lehr_stored_tensor *s, const kernel_shape *k,
                                const lehr_replot_options *w, const char *path)
{
    double *v = numbers_of(l, s);
    char text[160];
    lehr_snprintf(text, sizeof text, lehr_label("%.40s, %d of %d × %d"), s->name, k->out, k->height, k->width);
    const char *title = w->title ? w->title : lehr_replot_title(l, text);
    if (!v || !title) return LEHR_ERR_MEMORY;
    const char *subtitle = k->in <= 1 ? "blue: below zero, orange: above"
        : k->out > k->in ? "a column an output, a row an input; blue: below zero, orange: above"
                         : "a row an output, a column an input; blue: below zero, orange: above";
    lehr_image_grid t = { .title = title, .subtitle = lehr_label(subtitle), .rows = k->out, .columns = k->in,
                          .tile_rows = k->height, .tile_columns = k->width, .v = v,
                          .width = w->size.width, .height = w->size.height, .scale = w->size.scale };
    return lehr_image_grid_png(&t, path);
}

/* "weights", "kernels", or the name of a tensor: kernels are drawn as images, other tensors as histograms. */
lehr_status lehr_replot_checkpoint(lehr_replot *l, const char *what, const lehr_replot_options *w, const char *path)
{
    kernel_shape k;
    if (!strcmp(what, "weights")) return draw_weights(l, NULL, w, path);
    bool kernels = !strcmp(what, "kernels");
    const lehr_stored_tensor *s = kernels ? first_kernels(l, &k) : lehr_checkpoint_find(l->checkpoint, what);
    if (kernels && !s)
        return lehr_fail(LEHR_ERR_FILE, "%s: it has no kernels, and no weights of a layer whose inputs are images",
                         l->file[0]);
    return kernels || is_kernels(l, s, &k) ? draw_kernels(l, s, &k, w, path) : draw_weights(l, what, w, path);
}
