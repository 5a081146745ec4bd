#include "lab/figures/figure_range_test.h"
#include "lab/plot/charts/line_chart.h"
#include "core/base/translate.h"
#include <math.h>

/* --- the band ----------------------------------------------------------------------------------------------------- */

static bool is_long_enough(const lehr_range_curve *c) { return c->count >= LEHR_MIN_CURVE_POINTS; }

static const lehr_range_curve *longest(const lehr_range_curve c[], int n)
{
    const lehr_range_curve *best = c;
    for (int i = 1; i < n; i++)
        if (c[i].count > best->count) best = &c[i];
    return best;
}

static lehr_status alloc_band(lehr_range_mean_band *b)
{
    size_t n = b->count ? (size_t)b->count : 1;
    double *v = lehr_arena_alloc(&b->memory, n, 6 * sizeof *v);
    if (!v) return LEHR_ERR_MEMORY;
    b->lr = v, b->mean = v + n, b->low = v + 2 * n, b->high = v + 3 * n, b->raw_lr = v + 4 * n, b->raw = v + 5 * n;
    return LEHR_OK;
}

/* Until the running mean has half of its weight, it follows single values. A short curve is shown in full. */
static bool is_warming_up(const lehr_range_mean_band *b, const lehr_range_curve *c, int i)
{
    return b->count > 100 && pow(c->plan.smoothing, i + 1) > 0.5;
}

/* Adds curve k to the mean and the band. */
static void add_curve(lehr_range_mean_band *b, const lehr_range_curve *c, int k)
{
    for (int i = 0; i < b->count; i++) {
        const lehr_range_point *p = &c->point[i];
        b->lr[i] = p->smoothed_lr;                                      /* the same for every seed */
        b->raw_lr[i] = p->lr;
        b->mean[i] = (k ? b->mean[i] : 0) + (p->smoothed - (k ? b->mean[i] : 0)) / (k + 1);
        b->raw[i] = (k ? b->raw[i] : 0) + (p->value - (k ? b->raw[i] : 0)) / (k + 1);
        b->low[i] = k ? fmin(b->low[i], p->smoothed) : p->smoothed;
        b->high[i] = k ? fmax(b->high[i], p->smoothed) : p->smoothed;
        if (is_warming_up(b, c, i)) b->mean[i] = b->low[i] = b->high[i] = NAN;
    }
}

/* A diverging end would flatten the rest. The range ends where half of the improvement is lost again. */
static void set_view(lehr_range_mean_band *b, bool larger_is_better)
{
    double sign = larger_is_better ? -1 : 1, best = INFINITY, worst = -INFINITY, start = -INFINITY;
    for (int i = 0; i < b->count; i++) {
        if (!isfinite(b->mean[i]) || !isfinite(b->low[i]) || !isfinite(b->high[i])) continue;
        best = fmin(best, fmin(sign * b->low[i], sign * b->high[i]));
        worst = fmax(worst, fmax(sign * b->low[i], sign * b->high[i]));
        if (i <= b->count / 10) start = fmax(start, fmax(sign * b->low[i], sign * b->high[i]));
    }
    if (best > worst) return;                           /* no points, or only those that are left out */
    if (!isfinite(2 * best) || !isfinite(2 * worst)) return;          /* keep the sums below finite */
    double most = start + 0.5 * (start - best);
    if (most > best + 1e-9 * fabs(best)) worst = fmin(worst, most);
    b->bottom = fmin(sign * best, sign * worst);
    b->top = fmax(sign * best, sign * worst);
}

lehr_status lehr_range_mean_band_of(lehr_range_mean_band *b, const lehr_range_curve c[], int n)
{
    if (!b) return lehr_fail_null(__func__, "b");
    *b = (lehr_range_mean_band){0};
    if (!c) return lehr_fail_null(__func__, "c");
    if (n < 1) return lehr_fail(LEHR_ERR_VALUE, "%s: %d curves; at least 1 is needed", __func__, n);
    const lehr_range_curve *most = longest(c, n);
    *b = (lehr_range_mean_band){ .count = most->count };
    for (int i = 0; i < n; i++)
        if (is_long_enough(&c[i]) && c[i].count < b->count) b->count = c[i].count;
    if (alloc_band(b)) {
        lehr_range_mean_band_release(b);
        return LEHR_ERR_MEMORY;
    }
    for (int i = 0; i < n; i++)
        if (is_long_enough(&c[i])) add_curve(b, &c[i], b->curves++);
    if (!b->curves) add_curve(b, most, 0);
    set_view(b, c->plan.observable == LEHR_OBSERVE_SCORE);
    return LEHR_OK;
}

void lehr_range_mean_band_release(lehr_range_mean_band *b)
{
    if (!b) return;
    lehr_arena_release(&b->memory);
    *b = (lehr_range_mean_band){0};
}

/* --- the figure --------------------------------------------------------------------------------------------------- */

/* In order of rate, so that the labels step down from left to right. */
static int make_vlines(const lehr_lr_estimate *r, lehr_vertical_line vline[LEHR_LR_RULES],
                       lehr_short_text label[LEHR_LR_RULES])
{
    int n = 0;
    for (int h = 0; h < LEHR_LR_RULES; h++) {
        double rate = r->suggestion[h].rate;
        if (!(rate > 0)) continue;
        int at = n++;
        for (; at > 0 && vline[at - 1].x > rate; at--) vline[at] = vline[at - 1];
        label[h] = lehr_short_printf("%s %s", lehr_lr_rule_name((lehr_lr_rule)h), lehr_lr_text(rate).s);
        vline[at] = (lehr_vertical_line){ rate, label[h].s };
    }
    return n;
}

static const char *value_label(const lehr_range_curve *c, bool planned)
{
    if (!planned)
        return lehr_label(c->plan.observable != LEHR_OBSERVE_SCORE ? "loss"
                              : c->score == LEHR_R2                    ? "R²"
                                                                       : "accuracy");
    if (c->plan.observable == LEHR_OBSERVE_SCORE)
        return lehr_label(c->score == LEHR_R2 ? "validation R²" : "validation accuracy");
    if (c->plan.observable == LEHR_OBSERVE_BATCH_LOSS) return lehr_label("loss of the batch");
    return lehr_label(c->plan.observable == LEHR_OBSERVE_TRAIN_LOSS ? "training loss" : "validation loss");
}

static const char *series_label(bool band, bool smooth)
{
    if (band) return lehr_label(smooth ? "mean, smoothed" : "mean");
    return lehr_label(smooth ? "smoothed" : "each point");
}

static void write_subtitle(char *out, size_t size, const lehr_range_mean_band *b, const char *rule, long steps)
{
    if (!rule && b->curves < 2) *out = '\0';
    else if (!rule) lehr_snprintf(out, size, "%s", lehr_label("mean, least and largest"));
    else if (b->curves < 2) lehr_snprintf(out, size, lehr_label("%.60s, %ld updates"), rule, steps);
    else
        lehr_snprintf(out, size, lehr_label("%.60s, %ld updates, %d seeds: mean, least and largest"), rule, steps,
                      b->curves);
}

lehr_status lehr_figure_range_test(const lehr_range_curve c[], int n, const lehr_lr_estimate *r, const char *task,
                                   const char *rule, const lehr_picture_size *size, const char *path)
{
    lehr_range_mean_band b;
    lehr_vertical_line vline[LEHR_LR_RULES];
    lehr_short_text label[LEHR_LR_RULES];
    if (!r) return lehr_fail_null(__func__, "r");
    if (!task) return lehr_fail_null(__func__, "task");
    lehr_status status = lehr_range_mean_band_of(&b, c, n);
    if (status) return status;
    bool smooth = c->plan.smoothing > 0, band = b.curves > 1;
    lehr_picture_size picture = size ? *size : (lehr_picture_size){0};
    lehr_series s[] = {
        { .label = series_label(band, smooth), .x = b.lr, .y = b.mean, .low = band ? b.low : NULL,
          .high = band ? b.high : NULL, .count = b.count },
        { .label = lehr_label("each update"), .x = b.raw_lr, .y = b.raw, .count = b.count, .faint = true },
    };
    char title[100], subtitle[200];
    lehr_snprintf(title, sizeof title, rule ? lehr_label("%.40s: learning-rate range test") : "%.90s", task);
    write_subtitle(subtitle, sizeof subtitle, &b, rule, c->plan.steps);
    double margin = 0.04 * (b.top - b.bottom);
    lehr_line_chart chart = { .title = title, .subtitle = *subtitle ? subtitle : NULL,
                              .x_label = lehr_label("learning rate"), .y_label = value_label(c, rule != NULL),
                              .series = s, .count = smooth && !band ? 2 : 1, .vline = vline,
                              .vlines = make_vlines(r, vline, label), .log_x = true, .y_low = b.bottom - margin,
                              .y_high = b.top + margin, .width = picture.width, .height = picture.height,
                              .scale = picture.scale };
    status = lehr_line_chart_png(&chart, path);
    lehr_range_mean_band_release(&b);
    return status;
}
