/* replot_lines.c — the points of a table as lines, and their labels */
#include "lab/plot/parts/mean_band.h"
#include "core/base/strbuf.h"
#include "core/base/translate.h"
#include "lab/figures/replot_kinds.h"
#include <math.h>
#include <stdlib.h>
#include <string.h>

static int by_x(const void *a, const void *b)
{
    const lehr_xy *p = a, *q = b;
    if (p->x != q->x) return p->x < q->x ? -1 : 1;
    return (p->y > q->y) - (p->y < q->y);       /* a mean must not depend on the order of rows */
}

lehr_status lehr_replot_line(lehr_replot *l, lehr_series *s, lehr_xy *point, int n, bool band)
{
    int finite = 0, count = 0;
    for (int i = 0; i < n; i++)
        if (isfinite(point[i].x)) point[finite++] = point[i];
    double *v = lehr_arena_alloc(&l->scratch, (size_t)n + 1, 5 * sizeof *v);
    if (!v) return LEHR_ERR_MEMORY;
    double *x = v, *mean = x + n, *low = mean + n, *high = low + n, *here = high + n;
    qsort(point, (size_t)finite, sizeof *point, by_x);
    for (int i = 0, same; i < finite; i += same, count++) {
        for (same = 0; i + same < finite && point[i + same].x == point[i].x; same++) here[same] = point[i + same].y;
        lehr_mean_band b = lehr_mean_band_of(here, same);
        x[count] = point[i].x;
        mean[count] = b.mean;
        low[count] = b.low;
        high[count] = b.high;
    }
    *s = (lehr_series){ .label = s->label, .x = x, .y = mean, .count = count };
    if (band) s->low = low, s->high = high;
    return LEHR_OK;
}

lehr_status lehr_replot_chart(lehr_replot *l, lehr_line_chart *c, const char *label, const lehr_series *s, int n,
                              bool log_y)
{
    *c = (lehr_line_chart){ .title = s ? lehr_replot_title(l, label) : NULL, .x_label = lehr_label("update"),
                            .y_label = label, .series = s, .count = n, .log_y = log_y };
    return c->title ? LEHR_OK : LEHR_ERR_MEMORY;
}

const char *lehr_replot_title(lehr_replot *l, const char *text)
{
    if (l->files > 1 || !l->label[0]) return lehr_arena_strdup(&l->scratch, text);
    char title[160];
    lehr_snprintf(title, sizeof title, lehr_label("%.40s: %.60s%s"), l->label[0], text, "");
    return lehr_arena_strdup(&l->scratch, title);
}

const char *lehr_replot_metric(const char *name)
{
    static const char *const label[][2] = {
        { "loss", "loss" },
        { "accuracy", "accuracy" },
        { "rates", "learning rate" },
        { "lr", "learning rate" },
        { "train_loss", "training loss" },
        { "train_accuracy", "training accuracy" },
        { "train_r2", "training R²" },
        { "validation_loss", "validation loss" },
        { "validation_accuracy", "validation accuracy" },
        { "validation_r2", "validation R²" },
    };
    for (size_t i = 0; i < sizeof label / sizeof *label; i++)
        if (!strcmp(label[i][0], name)) return lehr_label(label[i][1]);
    return NULL;
}
