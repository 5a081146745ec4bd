#include "core/base/file.h"
#include "core/base/csv_cell.h"
#include "core/checkpoint/json.h"
#include "lab/figures/figures.h"
#include "lab/report/export.h"
#include "lab/report/verdict_text.h"
#include <math.h>

/* --- CSV ---------------------------------------------------------------------------------------------------------- */

/* false: out->status has the reason. */
static bool is_ready(const lehr_comparison c[], int n, lehr_strbuf *out)
{
    lehr_status status = lehr_comparisons_check(n > 0 ? c : NULL, n > 0 ? n : 1);
    if (out && !out->status) out->status = status;
    return out && !status;
}

/* The last columns of a header: ,train_loss,… */
static void add_metrics(const lehr_comparison *c, lehr_strbuf *out)
{
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) lehr_strbuf_printf(out, ",%s", lehr_score_metric_name(c->score, m));
    lehr_strbuf_printf(out, "\n");
}

void lehr_report_runs_header(const lehr_comparison *c, lehr_strbuf *out)
{
    if (!c || !out) return;
    lehr_strbuf_printf(out, "policy,spec,base_lr,updates,seed,status");
    add_metrics(c, out);
}

void lehr_report_run(const lehr_comparison *c, int run, lehr_strbuf *out)
{
    if (!c || !out || run < 0 || run >= c->policies * c->seeds || !c->run[run].finished) return;
    const lehr_run_outcome *o = &c->run[run];
    const lehr_policy_result *p = &c->policy[run / c->seeds];
    lehr_csv_put_quoted(out, p->name);
    lehr_strbuf_printf(out, ",");
    lehr_csv_put_quoted(out, p->spec);
    lehr_strbuf_printf(out, ",%.17g,%ld,%ld,%s", c->plan.lr, c->steps, c->plan.seed + run % c->seeds,
                       o->failure.status ? "diverged" : "done");
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) {
        lehr_strbuf_printf(out, ",");
        if (!o->failure.status)
            lehr_strbuf_printf(out, "%.17g", lehr_metric_value(&o->history.row[o->history.count - 1], m));
    }
    lehr_strbuf_printf(out, "\n");
}

void lehr_report_runs(const lehr_comparison c[], int n, lehr_strbuf *out)
{
    if (!is_ready(c, n, out)) return;
    lehr_report_runs_header(c, out);
    for (int i = 0; i < n; i++)
        for (int run = 0; run < c[i].policies * c[i].seeds; run++) lehr_report_run(&c[i], run, out);
}

static void add_history(const lehr_comparison *c, int run, lehr_strbuf *out)
{
    const lehr_history *h = &c->run[run].history;
    for (const lehr_history_row *p = h->row; p < h->row + h->count; p++) {
        lehr_csv_put_quoted(out, c->policy[run / c->seeds].name);
        lehr_strbuf_printf(out, ",%.17g,%ld,%ld,%ld,%ld,%.17g", c->plan.lr, c->steps, c->plan.seed + run % c->seeds,
                           p->step, p->epoch, p->lr);
        for (lehr_metric m = 0; m < LEHR_METRICS; m++) lehr_strbuf_printf(out, ",%.17g", lehr_metric_value(p, m));
        lehr_strbuf_printf(out, "\n");
    }
}

void lehr_report_histories(const lehr_comparison c[], int n, lehr_strbuf *out)
{
    if (!is_ready(c, n, out)) return;
    lehr_strbuf_printf(out, "policy,base_lr,updates,seed,step,epoch,lr");
    add_metrics(c, out);
    for (int i = 0; i < n; i++)
        for (int run = 0; run < c[i].policies * c[i].seeds; run++) add_history(&c[i], run, out);
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

enum { EXACT = 17 };                    /* digits that identify a double */

static void add_stats(lehr_strbuf *out, const char *key, const lehr_stats *s)
{
    lehr_strbuf_printf(out, ",\"%s\":", key);
    lehr_json_put_number(out, "{\"mean\":", s->n ? s->mean : NAN, EXACT);
    lehr_json_put_number(out, ",\"deviation\":", s->n > 1 ? s->deviation : NAN, EXACT);
    lehr_json_put_number(out, ",\"interval\":", s->n > 1 ? s->interval : NAN, EXACT);
    lehr_strbuf_printf(out, "}");
}

static void add_run_object(lehr_strbuf *out, const lehr_comparison *c, int run)
{
    const lehr_run_outcome *o = &c->run[run];
    lehr_strbuf_printf(out, "%s\n      {\"seed\":%ld", run % c->seeds ? "," : "", c->plan.seed + run % c->seeds);
    lehr_json_put_string(out, ",\"status\":", o->failure.status ? "diverged" : "done");
    if (o->failure.status) lehr_json_put_string(out, ",\"message\":", o->failure.message);
    for (lehr_metric m = 0; m < LEHR_METRICS && !o->failure.status; m++)
        lehr_json_put_number(out, lehr_short_printf(",\"%s\":", lehr_score_metric_name(c->score, m)).s,
                         lehr_metric_value(&o->history.row[o->history.count - 1], m), EXACT);
    lehr_strbuf_printf(out, "}");
}

static void add_policy(lehr_strbuf *out, const lehr_comparison *c, int place)
{
    int policy = c->rank[place];
    const lehr_policy_result *p = &c->policy[policy];
    lehr_json_put_string(out, place ? ",\n    {\"name\":" : "\n    {\"name\":", p->name);
    lehr_json_put_string(out, ",\"spec\":", p->spec);
    lehr_strbuf_printf(out, ",\"place\":%d,\"diverged\":%d", place + 1, p->diverged);
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) add_stats(out, lehr_score_metric_name(c->score, m), &p->end[m]);
    add_stats(out, "difference", &p->gain);
    lehr_json_put_number(out, ",\"p\":", p->p, EXACT);
    lehr_json_put_number(out, ",\"p_holm\":", p->holm, EXACT);
    lehr_json_put_string(out, ",\"verdict\":", lehr_verdict_name(p->verdict));
    lehr_json_put_number(out, ",\"seeds_needed\":", p->seeds_needed ? (double)p->seeds_needed : NAN, EXACT);
    lehr_strbuf_printf(out, ",\"runs\":[");
    for (int seed = 0; seed < c->seeds; seed++) add_run_object(out, c, policy * c->seeds + seed);
    lehr_strbuf_printf(out, "]}");
}

static void add_comparison(lehr_strbuf *out, const lehr_comparison *c)
{
    lehr_strbuf verdict = {0}, rest = {0};
    lehr_verdict_parts(c, LEHR_ENGLISH, &verdict, &rest);       /* so the file is the same in every language */
    if (rest.length) lehr_strbuf_printf(&verdict, " %s", rest.s);
    if (rest.status && !verdict.status) verdict.status = rest.status;
    lehr_strbuf_release(&rest);
    lehr_json_put_number(out, "  {\"base_lr\":", c->plan.lr, EXACT);
    lehr_strbuf_printf(out, ",\"updates\":%ld,\"updates_per_epoch\":%ld,\"first_seed\":%ld,\"seeds\":%d", c->steps,
                       c->steps_per_epoch, c->plan.seed, c->seeds);
    lehr_json_put_string(out, ",\"baseline\":", c->policy[c->baseline].name);
    lehr_json_put_string(out, ",\"said\":", verdict.s ? verdict.s : "");
    lehr_strbuf_printf(out, ",\"policies\":[");
    for (int i = 0; i < c->policies; i++) add_policy(out, c, i);
    lehr_strbuf_printf(out, "]}");
    if (verdict.status && !out->status) out->status = verdict.status;
    lehr_strbuf_release(&verdict);
}

/* What all comparisons of a sweep have in common, up to the metric. */
static void add_plan(lehr_strbuf *out, const lehr_comparison *c)
{
    lehr_json_put_string(out, "{\"task\":", c->plan.task);
    lehr_json_put_string(out, ",\"net\":", c->plan.net);
    lehr_json_put_string(out, ",\"activation\":", c->plan.activation);
    lehr_json_put_string(out, ",\"optim\":", c->plan.optim);
    lehr_strbuf_printf(out, ",\"batch\":%ld", c->plan.batch);
    lehr_json_put_string(out, ",\"numbers\":", sizeof(lehr_real) == 8 ? "double" : "float");
    lehr_json_put_string(out, ",\"metric\":", lehr_score_metric_name(c->score, c->metric));
}

void lehr_report_json_plan(const lehr_comparison *c, lehr_strbuf *out)
{
    add_plan(out, c);
    for (int i = 0; i < c->policies; i++) {
        lehr_json_put_string(out, "\n    {\"name\":", c->policy[i].name);
        lehr_json_put_string(out, ",\"spec\":", c->policy[i].spec);
    }
}

void lehr_report_json(const lehr_comparison c[], int n, lehr_strbuf *out)
{
    if (!is_ready(c, n, out)) return;
    add_plan(out, c);
    lehr_strbuf_printf(out, ",\"comparisons\":[\n");
    for (int i = 0; i < n; i++) {
        if (i) lehr_strbuf_printf(out, ",\n");
        add_comparison(out, &c[i]);
    }
    lehr_strbuf_printf(out, "\n]}\n");
}

/* --- all files ---------------------------------------------------------------------------------------------------- */

static lehr_status write_one(const lehr_comparison c[], int n,
                             void (*print)(const lehr_comparison c[], int n, lehr_strbuf *out), const char *folder,
                             const char *file)
{
    lehr_strbuf path = {0}, text = {0};
    lehr_strbuf_printf(&path, "%s/%s", folder, file);
    print(c, n, &text);
    lehr_status status = path.status   ? path.status
                         : text.status ? text.status
                                       : lehr_write_file(path.s, text.s, text.length);
    lehr_strbuf_release(&path);
    lehr_strbuf_release(&text);
    return status;
}

lehr_status lehr_report_files(const lehr_comparison c[], const char *const part[], int n, const char *folder)
{
    if (!folder || !part) return lehr_fail_null(__func__, folder ? "part" : "folder");
    lehr_status status = lehr_comparisons_check(c, n);
    if (!status) status = lehr_make_directory(folder);
    if (!status) status = write_one(c, n, lehr_report_runs, folder, "runs.csv");
    if (!status) status = write_one(c, n, lehr_report_histories, folder, "histories.csv");
    if (!status) status = write_one(c, n, lehr_report_json, folder, "results.json");
    for (int i = 0; i < n && !status; i++) {
        lehr_strbuf path = {0};
        lehr_strbuf_printf(&path, "%s/%s", folder, part[i]);
        status = path.status ? path.status : lehr_figures_write(&c[i], path.s);
        lehr_strbuf_release(&path);
    }
    return status;
}
