#include "lab/figures/figures.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/plot/parts/mean_band.h"
#include "lab/figures/replot_kinds.h"
#include "lab/figures/result_tables.h"
#include "core/base/translate.h"
#include "lab/compare/result_text.h"
#include "lab/train/metrics.h"
#include "sched/spec.h"
#include <math.h>
#include <string.h>

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static lehr_status check_comparison(const char *function, const lehr_comparison *c, const char *path)
{
    if (!c) return lehr_fail_null(function, "c");
    if (!path) return lehr_fail_null(function, "path");
    if (c->run && c->policies > 0 && c->seeds > 0) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE, "%s: the comparison is empty; lehr_comparison_init prepares one", function);
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

lehr_status lehr_figure_rates(const lehr_sched s[], const char *const label[], int n, long steps, const char *title,
                              int width, int height, const char *path)
{
    if (!s) return lehr_fail_null(__func__, "s");
    if (n < 1 || steps < 1)
        return lehr_fail(LEHR_ERR_VALUE, "%s: %d schedules over %ld updates; at least 1 over 1 is needed", __func__, n,
                         steps);
    lehr_table t;
    lehr_status status = lehr_table_from_schedules(&t, s, label, n, steps);
    const lehr_replot_options w = { .title = title, .size = { width, height, 0 } };
    return status ? status : lehr_replot_table_png(LEHR_REPLOT_SCHEDULES, &t, &w, path);
}

static lehr_short_text seeds_text(const lehr_comparison *c)
{
    lehr_short_text rate = lehr_number_text(c->plan.lr);
    if (c->seeds == 1) return lehr_short_printf(lehr_label("one seed, from rate %s"), rate.s);
    return lehr_short_printf(lehr_label(c->policies <= LEHR_MAX_BANDS
                                                ? "mean of %d seeds, from rate %s; bands: ± 1 standard deviation"
                                                : "mean of %d seeds, from rate %s"),
                             c->seeds, rate.s);
}

lehr_status lehr_figure_metric(const lehr_comparison *c, lehr_metric m, const char *path)
{
    lehr_table t;
    lehr_status status = check_comparison(__func__, c, path);
    if (!status && (m < 0 || m >= LEHR_METRICS))
        status = lehr_fail(LEHR_ERR_VALUE, "%s: there is no metric %d", __func__, (int)m);
    if (!status) status = lehr_table_from_comparison(&t, c, m);
    if (status) return status;
    char title[120];
    lehr_snprintf(title, sizeof title, lehr_label("%.40s: %.60s%s"), c->plan.task,
                  lehr_label(lehr_score_metric_label(c->score, m).s), "");
    lehr_short_text subtitle = seeds_text(c);
    const lehr_replot_options w = { .what = lehr_score_metric_name(c->score, m), .title = title,
                                    .subtitle = subtitle.s };
    return lehr_replot_table_png(LEHR_REPLOT_HISTORIES, &t, &w, path);
}

/* As lehr_r2_text; the word is that of the figures' language. */
static lehr_short_text r2_text(double r2)
{
    return isnan(r2) ? lehr_short_printf("%s", lehr_label("undefined")) : lehr_r2_text(r2);
}

/* The scores after the last update. */
static lehr_short_text final_scores(const lehr_history *h)
{
    const lehr_history_row *p = &h->row[h->count - 1];
    if (h->score == LEHR_R2)
        return lehr_short_printf(lehr_label("R² at the end: %s training, %s validation"), r2_text(p->train_r2).s,
                                 r2_text(p->validation_r2).s);
    return lehr_short_printf(lehr_label("accuracy at the end: %.1f %% training, %.1f %% validation"),
                             100 * p->train_accuracy, 100 * p->validation_accuracy);
}

lehr_status lehr_figure_history(const lehr_run *r, const lehr_history *h, const char *path)
{
    if (!r) return lehr_fail_null(__func__, "r");
    if (!h) return lehr_fail_null(__func__, "h");
    if (!h->count)
        return lehr_fail(LEHR_ERR_VALUE, "there is no history to draw: the run stopped before its first row");
    lehr_table t;
    lehr_status status = lehr_table_from_history(&t, h);
    if (status) return status;
    char title[100], subtitle[240];
    lehr_snprintf(title, sizeof title, lehr_label("%.40s: loss"), r->plan.task);
    lehr_snprintf(subtitle, sizeof subtitle, lehr_label("%.60s, %.60s from rate %s; %s"), r->plan.optim,
                  r->plan.sched, lehr_number_text(r->plan.lr).s, final_scores(h).s);
    return lehr_replot_table_png(LEHR_REPLOT_HISTORY, &t,
                                 &(lehr_replot_options){ .what = "loss", .title = title, .subtitle = subtitle }, path);
}

/* --- all of a comparison ------------------------------------------------------------------------------------------ */

static lehr_status rates_of(const lehr_comparison *c, const char *path)
{
    lehr_sched *s = lehr_alloc((size_t)c->policies, sizeof *s);
    const char **label = lehr_alloc((size_t)c->policies, sizeof *label);
    lehr_status status = s && label ? LEHR_OK : LEHR_ERR_MEMORY;
    for (int i = 0; i < c->policies && !status; i++) {
        label[i] = c->policy[i].name;
        status = lehr_sched_parse_epochs(&s[i], c->policy[i].spec, c->plan.lr, c->steps, c->steps_per_epoch);
    }
    char title[80];
    lehr_snprintf(title, sizeof title, lehr_label("%.40s: learning rate"), c->plan.task);
    if (!status) status = lehr_figure_rates(s, label, c->policies, c->steps, title, 0, 0, path);
    lehr_free(s);
    lehr_free(label);
    return status;
}

/* The map of the best policy's first seed that did not diverge. */
static lehr_status map_of_best(const lehr_comparison *c, const char *path)
{
    int best = c->rank[0], seed = 0;
    while (seed < c->seeds && c->run[best * c->seeds + seed].failure.status) seed++;
    if (seed == c->seeds)
        return lehr_fail(LEHR_ERR_NAN, "every run of the comparison diverged: %s", c->run[0].failure.message);
    int run = best * c->seeds + seed;
    const lehr_history *h = &c->run[run].history;
    lehr_run *r = lehr_comparison_trained_run(c, run);
    if (!r) return lehr_last_status();
    char subtitle[160];
    lehr_snprintf(subtitle, sizeof subtitle, lehr_label("%.40s, seed %ld: %.1f %% of the validation rows right"),
                  c->policy[best].name, r->plan.seed, 100 * h->row[h->count - 1].validation_accuracy);
    lehr_status status = lehr_figure_decision_map(r, c->data, subtitle, path);
    lehr_run_free(r);
    return status;
}

static bool any_finished(const lehr_comparison *c)
{
    for (int i = 0; i < c->policies * c->seeds; i++)
        if (!c->run[i].failure.status) return true;
    return false;
}

static lehr_status losses_of(const lehr_comparison *c, const char *path)
{
    return lehr_figure_metric(c, LEHR_TRAIN_LOSS, path);
}

static lehr_status scores_of(const lehr_comparison *c, const char *path)
{
    return lehr_figure_metric(c, LEHR_VALIDATION_ACCURACY, path);
}

static lehr_status maps_of(const lehr_comparison *c, const char *path)
{
    return lehr_figure_decision_maps(c, NULL, path);
}

lehr_status lehr_figures_write(const lehr_comparison *c, const char *folder)
{
    lehr_status status = check_comparison(__func__, c, folder);
    if (!status) status = lehr_make_directory(folder);
    if (status) return status;
    const struct { const char *file; lehr_status (*draw)(const lehr_comparison *c, const char *path); } figures[] = {
        { "rates.png", rates_of }, { "loss.png", losses_of },
        { c->score == LEHR_R2 ? "r2.png" : "accuracy.png", scores_of }, { "map.png", map_of_best },
        { "strips.png", maps_of },
    };
    int n = !any_finished(c) ? 1 : lehr_has_decision_map(c->data) ? 5 : 3;
    for (int i = 0; i < n && !status; i++) {
        lehr_strbuf path = {0};
        lehr_strbuf_printf(&path, "%s/%s", folder, figures[i].file);
        status = path.status ? path.status : figures[i].draw(c, path.s);
        lehr_strbuf_release(&path);
    }
    return status;
}
