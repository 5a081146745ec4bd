#include "lab/figures/figures.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/plot/charts/mean_band.h"
#include "lab/plot/charts/line_chart.h"
#include "lab/i18n/translate.h"
#include "lab/compare/result_text.h"
#include <math.h>
#include <string.h>

/* --- lines -------------------------------------------------------------------------------------------------------- */

enum { MOST_POINTS = 100000 };          /* of a rate curve: more than any screen has, few enough to be instant */

/* As much of its name as a legend has room for. */
static lehr_short_text name_of(const lehr_comparison *c, int policy)
{
    return lehr_short_printf("%s", c->policy[policy].name);
}

lehr_status lehr_figure_rates(const lehr_sched s[], const char *const label[], int n, long steps, const char *title,
                              int width, int height, const char *path)
{
    lehr_arena memory = {0};
    int count = steps < MOST_POINTS ? (int)steps : MOST_POINTS;
    double *t = lehr_arena_alloc(&memory, (size_t)count, sizeof *t);
    lehr_series *series = lehr_arena_alloc(&memory, (size_t)n, sizeof *series);
    lehr_status status = t && series ? LEHR_OK : LEHR_ERR_MEMORY;
    for (int k = 0; k < count && !status; k++)
        t[k] = count == steps ? k : floor((double)k * (double)(steps - 1) / (count - 1));
    for (int i = 0; i < n && !status; i++) {
        double *rate = lehr_arena_alloc(&memory, (size_t)count, sizeof *rate);
        if (!rate) status = LEHR_ERR_MEMORY;
        for (int k = 0; k < count && !status; k++) rate[k] = lehr_sched_at(&s[i], (long)t[k]);
        if (!status) series[i] = (lehr_series){ .label = label[i], .x = t, .y = rate, .count = count };
    }
    lehr_line_chart chart = { .title = title,
                              .x_label = lehr_translate("update"),
                              .y_label = lehr_translate("learning rate"),
                              .series = series,
                              .count = n,
                              .width = width,
                              .height = height };
    if (!status) status = lehr_line_chart_png(&chart, path);
    lehr_arena_release(&memory);
    return status;
}

static const lehr_history *any_history(const lehr_comparison *c)
{
    for (int i = 0; i < c->policies * c->seeds; i++)
        if (!c->run[i].status) return &c->run[i].history;
    return NULL;
}

/* One policy's curve: the mean over its seeds and, where it is wanted, a band. false: no memory. */
static bool add_curve(const lehr_comparison *c, int policy, lehr_metric m, int rows, bool band, lehr_series *s,
                      lehr_arena *memory)
{
    double *mean = lehr_arena_alloc(memory, 3 * (size_t)rows, sizeof *mean);
    double *here = lehr_arena_alloc(memory, (size_t)c->seeds, sizeof *here);
    if (!mean || !here) return false;
    double *low = mean + rows, *high = low + rows;
    for (int k = 0; k < rows; k++) {
        for (int seed = 0; seed < c->seeds; seed++) {
            const lehr_run_outcome *o = &c->run[policy * c->seeds + seed];
            here[seed] = o->status ? NAN : lehr_metric_value(&o->history.point[k], m);
        }
        lehr_mean_band b = lehr_mean_band_of(here, c->seeds);
        mean[k] = b.mean;
        low[k] = b.low;
        high[k] = b.high;
    }
    *s = (lehr_series){ .label = s->label, .x = s->x, .y = mean, .low = band ? low : NULL, .high = band ? high : NULL, .count = rows };
    return true;
}

static void say_seeds(char *out, size_t room, const lehr_comparison *c, bool bands)
{
    lehr_short_text rate = lehr_number_text(c->plan.lr);
    if (c->seeds == 1) lehr_snprintf(out, room, lehr_translate("one seed, from rate %s"), rate.s);
    else if (!bands) lehr_snprintf(out, room, lehr_translate("mean of %d seeds, from rate %s"), c->seeds, rate.s);
    else
        lehr_snprintf(out, room, lehr_translate("mean of %d seeds, from rate %s; bands: ± 1 standard deviation"),
                      c->seeds, rate.s);
}

lehr_status lehr_figure_metric(const lehr_comparison *c, lehr_metric m, const char *path)
{
    const lehr_history *h = any_history(c);
    if (!h) return lehr_fail(LEHR_ERR_NAN, "every run of the comparison diverged: %s", c->run[0].message);
    lehr_arena memory = {0};
    bool bands = c->seeds > 1 && c->policies <= LEHR_MAX_BANDS;
    double *step = lehr_arena_alloc(&memory, (size_t)h->count, sizeof *step);
    lehr_series *series = lehr_arena_alloc(&memory, (size_t)c->policies, sizeof *series);
    lehr_short_text *label = lehr_arena_alloc(&memory, (size_t)c->policies, sizeof *label);
    lehr_status status = step && series && label ? LEHR_OK : LEHR_ERR_MEMORY;
    for (int k = 0; k < h->count && !status; k++) step[k] = (double)h->point[k].step;
    for (int i = 0; i < c->policies && !status; i++) {
        label[i] = name_of(c, i);
        series[i] = (lehr_series){ .label = label[i].s, .x = step };
        if (!add_curve(c, i, m, h->count, bands, &series[i], &memory)) status = LEHR_ERR_MEMORY;
    }
    char title[120], subtitle[160];
    lehr_short_text metric = lehr_score_metric_label(c->score, m);
    const char *y_label = lehr_translate(metric.s);
    lehr_snprintf(title, sizeof title, lehr_translate("%.40s: %.60s%s"), c->plan.task, y_label, "");
    say_seeds(subtitle, sizeof subtitle, c, bands);
    lehr_line_chart chart = { .title = title,
                              .subtitle = subtitle,
                              .x_label = lehr_translate("update"),
                              .y_label = y_label,
                              .series = series,
                              .count = c->policies,
                              .log_y = lehr_metric_is_loss(m) };
    if (!status) status = lehr_line_chart_png(&chart, path);
    lehr_arena_release(&memory);
    return status;
}

/* How right it was at the end. */
static lehr_short_text end_of(const lehr_history *h)
{
    const lehr_history_row *p = &h->point[h->count - 1];
    if (h->score == LEHR_R2)
        return lehr_short_printf(lehr_translate("R² at the end: %.4f training, %.4f validation"), p->train_r2,
                                 p->validation_r2);
    return lehr_short_printf(lehr_translate("accuracy at the end: %.1f %% training, %.1f %% validation"),
                             100 * p->train_accuracy, 100 * p->validation_accuracy);
}

lehr_status lehr_figure_history(const lehr_run *r, const lehr_history *h, const char *path)
{
    if (!h->count)
        return lehr_fail(LEHR_ERR_VALUE, "there is no history to draw: the run broke off before its first row");
    lehr_arena memory = {0};
    double *v = lehr_arena_alloc(&memory, 3 * (size_t)h->count, sizeof *v);
    if (!v) return LEHR_ERR_MEMORY;
    double *step = v, *train = v + h->count, *validation = train + h->count;
    for (int k = 0; k < h->count; k++) {
        step[k] = (double)h->point[k].step;
        train[k] = h->point[k].train_loss;
        validation[k] = h->point[k].validation_loss;
    }
    char title[100], subtitle[240];
    lehr_snprintf(title, sizeof title, lehr_translate("%.40s: loss"), r->plan.task);
    lehr_snprintf(subtitle, sizeof subtitle, lehr_translate("%.60s, %.60s from rate %s; %s"), r->plan.optim,
                  r->plan.sched, lehr_number_text(r->plan.lr).s, end_of(h).s);
    lehr_series series[] = { { .label = lehr_translate("training"), .x = step, .y = train, .count = h->count },
                             { .label = lehr_translate("validation"), .x = step, .y = validation, .count = h->count } };
    lehr_line_chart chart = { .title = title,
                              .subtitle = subtitle,
                              .x_label = lehr_translate("update"),
                              .y_label = lehr_translate("loss"),
                              .series = series,
                              .count = 2,
                              .log_y = true };
    lehr_status status = lehr_line_chart_png(&chart, path);
    lehr_arena_release(&memory);
    return status;
}

/* --- all of a comparison ------------------------------------------------------------------------------------------ */

static lehr_status rates_of(const lehr_comparison *c, const char *path)
{
    lehr_sched *s = lehr_alloc((size_t)c->policies, sizeof *s);
    lehr_short_text *name = lehr_alloc((size_t)c->policies, sizeof *name);
    const char **label = lehr_alloc((size_t)c->policies, sizeof *label);
    lehr_status status = s && name && label ? LEHR_OK : LEHR_ERR_MEMORY;
    for (int i = 0; i < c->policies && !status; i++) {
        name[i] = name_of(c, i);
        label[i] = name[i].s;
        status = lehr_sched_parse_epochs(&s[i], c->policy[i].spec, c->plan.lr, c->steps, c->per_epoch);
    }
    char title[80];
    lehr_snprintf(title, sizeof title, lehr_translate("%.40s: learning rate"), c->plan.task);
    if (!status) status = lehr_figure_rates(s, label, c->policies, c->steps, title, 0, 0, path);
    lehr_free(s);
    lehr_free(name);
    lehr_free(label);
    return status;
}

/* The best policy's first seed that did not diverge, as a run with its trained weights put back. */
static lehr_status map_of_best(const lehr_comparison *c, const char *path)
{
    int best = c->rank[0], seed = 0;
    while (seed < c->seeds && c->run[best * c->seeds + seed].status) seed++;
    if (seed == c->seeds) return lehr_fail(LEHR_ERR_NAN, "every run of the comparison diverged: %s", c->run[0].message);
    int run = best * c->seeds + seed;
    lehr_run *r = lehr_comparison_trained_run(c, run);
    if (!r) return lehr_last_status();
    char subtitle[160];
    lehr_snprintf(subtitle, sizeof subtitle, lehr_translate("%.40s, seed %ld: %.1f %% of the validation rows right"),
                  c->policy[best].name, r->plan.seed,
                  100 * c->run[run].history.point[c->run[run].history.count - 1].validation_accuracy);
    lehr_status status = lehr_figure_decision_map(r, c->data, subtitle, path);
    lehr_run_free(r);
    return status;
}

/* folder/file, drawn by one of the above. */
static lehr_status draw_into(const lehr_comparison *c, const char *folder, const char *file,
                             lehr_status (*draw)(const lehr_comparison *c, const char *path))
{
    lehr_strbuf path = {0};
    lehr_strbuf_printf(&path, "%s/%s", folder, file);
    lehr_status status = path.status ? path.status : draw(c, path.s);
    lehr_strbuf_release(&path);
    return status;
}

static lehr_status losses_of(const lehr_comparison *c, const char *path)
{
    return lehr_figure_metric(c, LEHR_TRAIN_LOSS, path);
}
static lehr_status strips_of(const lehr_comparison *c, const char *path)
{
    return lehr_figure_decision_maps(c, NULL, path);
}
static lehr_status accuracies_of(const lehr_comparison *c, const char *path)
{
    return lehr_figure_metric(c, LEHR_VALIDATION_ACCURACY, path);
}

lehr_status lehr_figures_write(const lehr_comparison *c, const char *folder)
{
    lehr_status status = lehr_make_directory(folder);
    if (!status) status = draw_into(c, folder, "rates.png", rates_of);
    if (status || !any_history(c)) return status;           /* where every run diverged there is nothing else to draw */
    status = draw_into(c, folder, "loss.png", losses_of);
    if (!status) status = draw_into(c, folder, c->score == LEHR_R2 ? "r2.png" : "accuracy.png", accuracies_of);
    if (status || !lehr_has_decision_map(c->data)) return status;
    status = draw_into(c, folder, "map.png", map_of_best);
    return status ? status : draw_into(c, folder, "strips.png", strips_of);
}
