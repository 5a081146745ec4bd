#include "lab/report.h"
#include "core/file.h"
#include "lab/pictures.h"
#include <math.h>

/* --- words -------------------------------------------------------------------------------------------------------- */

/* Accuracies are said in percent, losses and R² as they are. */
typedef struct form { double factor; int decimals; const char *unit, *points; } form;

static form form_of(lehr_score score, lehr_metric m)
{
    static const form percent = { 100, 1, " %", " points" }, plain = { 1, 4, "", "" };
    return score == LEHR_ACCURACY && !lehr_metric_is_loss(m) ? percent : plain;
}

static lehr_word mean_in(form f, const lehr_stats *s)
{
    lehr_word w = { "–" };
    if (s->n > 1) lehr_print(w.s, sizeof w.s, "%.*f ± %.*f", f.decimals, f.factor * s->mean, f.decimals, f.factor * s->deviation);
    else if (s->n) lehr_print(w.s, sizeof w.s, "%.*f", f.decimals, f.factor * s->mean);
    return w;
}

lehr_word lehr_report_mean(const lehr_stats *s, lehr_metric m) { return mean_in(form_of(LEHR_ACCURACY, m), s); }
lehr_word lehr_report_cell(const lehr_comparison *c, const lehr_stats *s, lehr_metric m) { return mean_in(form_of(c->score, m), s); }

lehr_word lehr_report_gain(const lehr_comparison *c, int policy)
{
    form f = form_of(c->score, c->metric);
    const lehr_stats *s = &c->policy[policy].gain;
    lehr_word w = { "–" };
    if (policy == c->baseline) lehr_print(w.s, sizeof w.s, "baseline");
    else if (s->n > 1) lehr_print(w.s, sizeof w.s, "%+.*f ± %.*f", f.decimals, f.factor * s->mean, f.decimals, f.factor * s->interval);
    else if (s->n) lehr_print(w.s, sizeof w.s, "%+.*f", f.decimals, f.factor * s->mean);
    return w;
}

lehr_metric lehr_report_loss(const lehr_comparison *c) { return c->metric == LEHR_TRAIN_LOSS ? LEHR_TRAIN_LOSS : LEHR_VALIDATION_LOSS; }

static void say_gain(const lehr_comparison *c, int best, lehr_text *out)
{
    const lehr_stats *s = &c->policy[best].gain;
    form f = form_of(c->score, c->metric);
    const char *baseline = c->policy[c->baseline].spec;
    if (c->policies == 1) return;
    if (best == c->baseline) lehr_text_add(out, "None of the others does better on average.");
    else if (c->seeds == 1) lehr_text_add(out, "With one seed nobody can say whether that is more than chance; ask for more with --seeds.");
    else if (s->n < 2) lehr_text_add(out, "%s seed has a result of both it and %s, so nobody can say more.", s->n ? "Only one" : "No", baseline);
    else {
        lehr_text_add(out, "Seed by seed it differs from %s by %+.*f ± %.*f%s (95 %% interval), ", baseline, f.decimals, f.factor * s->mean,
                      f.decimals, f.factor * s->interval, f.points);
        lehr_text_add(out, fabs(s->mean) > s->interval ? "which is more than the noise of these seeds."
                                                       : "which is inside the noise: these seeds do not tell the two apart.");
    }
}

void lehr_report_verdict(const lehr_comparison *c, lehr_text *out)
{
    int best = c->rank[0];
    const lehr_stats *s = &c->policy[best].end[c->metric];
    form f = form_of(c->score, c->metric);
    if (!s->n) {
        lehr_text_add(out, "No run came to its end. The first story: %s.", c->run[0].message);
        return;
    }
    lehr_text_add(out, "%s has the %s mean %s, %.*f%s. ", lehr_short_name(c, best).s, lehr_metric_is_loss(c->metric) ? "lowest" : "highest",
                  lehr_score_metric_words(c->score, c->metric).s, f.decimals, f.factor * s->mean, f.unit);
    say_gain(c, best, out);
}

/* --- the terminal's table ----------------------------------------------------------------------------------------- */

/* printf counts bytes, a terminal counts characters; "±" is two of the one and one of the other. */
static void padded(lehr_text *out, const char *text, int columns)
{
    int width = 0;
    for (const char *p = text; *p; p++) width += ((unsigned char)*p & 0xC0) != 0x80;
    lehr_text_add(out, "%s%*s", text, width < columns ? columns - width : 1, "");
}

void lehr_report_table(const lehr_comparison *c, lehr_text *out)
{
    char heading[80];
    lehr_metric loss = lehr_report_loss(c);
    lehr_text_add(out, "%s, net %s, %s from rate %s, %ld updates, %d seed%s\n\n", c->plan.task, c->plan.net, c->plan.optim,
                  lehr_number_text(c->plan.lr).s, c->steps, c->seeds, c->seeds == 1 ? "" : "s");
    lehr_print(heading, sizeof heading, "against %.20s", lehr_short_name(c, c->baseline).s);
    bool r2 = c->score == LEHR_R2;
    lehr_text_add(out, "    %-27s ", "policy");
    padded(out, r2 ? "training R²" : "training %", r2 ? 17 : 14);
    padded(out, r2 ? "validation R²" : "validation %", r2 ? 17 : 14);
    lehr_text_add(out, "%-16s %s\n", lehr_metric_words(loss).s, heading);
    for (int i = 0; i < c->policies; i++) {
        int policy = c->rank[i];
        const lehr_policy_result *p = &c->policy[policy];
        lehr_text_add(out, "%2d  ", i + 1);
        padded(out, p->spec, 28);
        padded(out, lehr_report_cell(c, &p->end[LEHR_TRAIN_ACCURACY], LEHR_TRAIN_ACCURACY).s, r2 ? 17 : 14);
        padded(out, lehr_report_cell(c, &p->end[LEHR_VALIDATION_ACCURACY], LEHR_VALIDATION_ACCURACY).s, r2 ? 17 : 14);
        padded(out, lehr_report_mean(&p->end[loss], loss).s, 17);
        lehr_text_add(out, "%s", lehr_report_gain(c, policy).s);
        if (p->diverged) lehr_text_add(out, " %d diverged", p->diverged);
        lehr_text_add(out, "\n");
    }
    lehr_text_add(out, "\n");
    lehr_report_verdict(c, out);
    lehr_text_add(out, "\n(±: standard deviation over seeds; against: difference in %s, seed by seed, with its 95 %% interval)\n",
                  lehr_score_metric_words(c->score, c->metric).s);
}

/* --- CSV ---------------------------------------------------------------------------------------------------------- */

/* The end of a heading: ,train_loss,… */
static void add_metrics(const lehr_comparison *c, lehr_text *out)
{
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) lehr_text_add(out, ",%s", lehr_score_metric_name(c->score, m));
    lehr_text_add(out, "\n");
}

void lehr_report_runs(const lehr_comparison *c, lehr_text *out)
{
    lehr_text_add(out, "policy,seed,status");
    add_metrics(c, out);
    for (int i = 0; i < c->policies * c->seeds; i++) {
        const lehr_outcome *o = &c->run[i];
        lehr_text_add(out, "\"%s\",%ld,%s", c->policy[i / c->seeds].spec, c->plan.seed + i % c->seeds, o->status ? "diverged" : "done");
        for (lehr_metric m = 0; m < LEHR_METRICS; m++)
            if (o->status) lehr_text_add(out, ",");
            else lehr_text_add(out, ",%.17g", lehr_metric_of(&o->history.point[o->history.count - 1], m));
        lehr_text_add(out, "\n");
    }
}

void lehr_report_histories(const lehr_comparison *c, lehr_text *out)
{
    lehr_text_add(out, "policy,seed,step,epoch,lr");
    add_metrics(c, out);
    for (int i = 0; i < c->policies * c->seeds; i++)
        for (int k = 0; k < c->run[i].history.count; k++) {
            const lehr_point *p = &c->run[i].history.point[k];
            lehr_text_add(out, "\"%s\",%ld,%ld,%ld,%.17g", c->policy[i / c->seeds].spec, c->plan.seed + i % c->seeds, p->step, p->epoch, p->lr);
            for (lehr_metric m = 0; m < LEHR_METRICS; m++) lehr_text_add(out, ",%.17g", lehr_metric_of(p, m));
            lehr_text_add(out, "\n");
        }
}

static lehr_status write_table(const lehr_comparison *c, void (*print)(const lehr_comparison *c, lehr_text *out), const char *folder, const char *file)
{
    lehr_text path = {0}, table = {0};
    lehr_text_add(&path, "%s/%s", folder, file);
    print(c, &table);
    lehr_status status = path.status ? path.status : table.status ? table.status : lehr_write_file(path.s, table.s, table.length);
    lehr_text_release(&path);
    lehr_text_release(&table);
    return status;
}

lehr_status lehr_report_files(const lehr_comparison *c, const char *folder)
{
    lehr_status status = lehr_make_folder(folder);
    if (!status) status = write_table(c, lehr_report_runs, folder, "runs.csv");
    if (!status) status = write_table(c, lehr_report_histories, folder, "histories.csv");
    return status ? status : lehr_pictures(c, folder);
}
