/* html_data.c — the data of the page as JSON, without '<', which could end the <script> around it */
#include "lab/report/html_parts.h"
#include "core/checkpoint/json.h"
#include "core/base/memory.h"
#include "lab/data/data_open.h"
#include "lab/data/tasks.h"
#include "lab/report/verdict_text.h"
#include <math.h>
#include <string.h>

enum { MAX_SAMPLES = 400 };

/* The resolution for each of n comparisons: the page has 0.3 MB for one comparison of ten policies, 2 MB for nine
 * comparisons, less than 3 MB for a hundred. */
typedef struct resolution {
    int rows, side;             /* maximal rows of history; cells along each axis of a map, 0: no maps */
} resolution;

static resolution resolution_for(const lehr_data *d, int n)
{
    int rows = n < 8 ? 200 : n < 80 ? 1600 / n : 20;
    return (resolution){ rows, !lehr_has_decision_map(d) || n > 12 ? 0 : n > 1 ? 40 : 56 };
}

/* --- parts -------------------------------------------------------------------------------------------------------- */

static void add_strings(lehr_strbuf *out, const char *before, const char **value, int n)
{
    lehr_strbuf_printf(out, "%s[", before);
    for (int i = 0; i < n; i++) lehr_json_put_string(out, i ? "," : "", value[i]);
    lehr_strbuf_printf(out, "]");
}

/* Tables round these numbers; rounding twice might change the last digit. */
static void add_exactly(lehr_strbuf *out, const char *before, double v) { lehr_json_put_number(out, before, v, 15); }

static void add_stats(lehr_strbuf *out, const char *before, const lehr_stats *s)
{
    lehr_strbuf_printf(out, "%s[%d", before, s->n);
    add_exactly(out, ",", s->n ? s->mean : NAN);
    add_exactly(out, ",", s->n > 1 ? s->deviation : NAN);
    add_exactly(out, ",", s->n > 1 ? s->interval : NAN);
    lehr_strbuf_printf(out, "]");
}

/* --- the rows of history ------------------------------------------------------------------------------------------ */

/* Every stride-th row, counted from the last. */
typedef struct rows { int first, stride, end; double *v; } rows;        /* v [seeds]: temporary values */

static rows rows_of(const lehr_comparison *c, int max_rows, double *v)
{
    int all = lehr_comparison_rows(c), stride = (all + max_rows - 1) / max_rows;
    return (rows){ (all - 1) % stride, stride, all, v };
}

static void add_steps(const lehr_comparison *c, const rows *r, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, ",\"step\":[");
    for (int k = r->first; k < r->end; k += r->stride)
        lehr_strbuf_printf(out, "%s%ld", k == r->first ? "" : ",",
                           k == r->end - 1 ? c->steps : (k + 1) * c->plan.every);
    lehr_strbuf_printf(out, "]");
}

/* A metric in row k, over the policy's runs that did not diverge. */
static lehr_stats row_of(const lehr_comparison *c, int policy, lehr_metric m, int k, double *v)
{
    int n = 0;
    for (int seed = 0; seed < c->seeds; seed++) {
        const lehr_run_outcome *o = &c->run[policy * c->seeds + seed];
        if (!o->failure.status) v[n++] = lehr_metric_value(&o->history.row[k], m);
    }
    return lehr_stats_of(v, n);
}

static void add_curve(const lehr_comparison *c, int policy, lehr_metric m, const rows *r, lehr_strbuf *out)
{
    for (int part = 0; part < 2; part++) {
        lehr_strbuf_printf(out, part ? "],\"dev\":[" : "{\"mean\":[");
        for (int k = r->first; k < r->end && c->policy[policy].diverged < c->seeds; k += r->stride) {
            lehr_stats s = row_of(c, policy, m, k, r->v);
            lehr_json_put_number(out, k == r->first ? "" : ",", part ? s.deviation : s.mean, part ? 2 : 5);
        }
    }
    lehr_strbuf_printf(out, "]}");
}

/* --- a policy ----------------------------------------------------------------------------------------------------- */

static void add_seeds(const lehr_comparison *c, int policy, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, ",\"seeds\":[");
    for (int seed = 0; seed < c->seeds; seed++) {
        const lehr_run_outcome *o = &c->run[policy * c->seeds + seed];
        const lehr_history *h = &o->history;
        for (lehr_metric m = 0; m < LEHR_METRICS; m++)
            lehr_json_put_number(out,
                                 m      ? ","
                                 : seed ? ",["
                                        : "[",
                                 o->failure.status ? NAN : lehr_metric_value(&h->row[h->count - 1], m),
                                 LEHR_HTML_DIGITS);
        lehr_strbuf_printf(out, "]");
    }
    lehr_strbuf_printf(out, "]");
}

static void add_policy(const lehr_comparison *c, int policy, lehr_decision_grid *plane, const rows *r, lehr_strbuf *out)
{
    const lehr_policy_result *p = &c->policy[policy];
    lehr_json_put_string(out, policy ? ",\n{\"name\":" : "\n{\"name\":", p->name);
    lehr_json_put_string(out, ",\"spec\":", p->spec);
    lehr_strbuf_printf(out, ",\"diverged\":%d,\"needed\":%d", p->diverged, p->seeds_needed);
    lehr_json_put_string(out, ",\"verdict\":", lehr_verdict_name(p->verdict));
    lehr_json_put_number(out, ",\"holm\":", p->holm, LEHR_HTML_DIGITS);
    add_stats(out, ",\"gain\":", &p->gain);
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) add_stats(out, m ? "," : ",\"end\":[", &p->end[m]);
    lehr_strbuf_printf(out, "]");
    add_seeds(c, policy, out);
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) {
        lehr_strbuf_printf(out, m ? ",\n" : ",\n\"curve\":[");
        add_curve(c, policy, m, r, out);
    }
    lehr_strbuf_printf(out, "],\n\"rate\":");
    lehr_html_rate(c, policy, out);
    lehr_strbuf_printf(out, ",\n\"maps\":");
    if (plane->side) lehr_html_maps(c, policy, plane, out);
    else lehr_strbuf_printf(out, "null");
    lehr_strbuf_printf(out, "}");
}

/* --- a comparison ------------------------------------------------------------------------------------------------- */

static void add_ranks(const lehr_comparison *c, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, ",\"rank\":[");
    for (int i = 0; i < c->policies; i++) lehr_strbuf_printf(out, "%s%d", i ? "," : "", c->rank[i]);
    lehr_strbuf_printf(out, "],\"moments\":[");
    for (int k = 0; k < LEHR_WEIGHT_SNAPSHOTS; k++)
        lehr_strbuf_printf(out, "%s%ld", k ? "," : "", lehr_weight_snapshot_step(c->steps, k));
    lehr_strbuf_printf(out, "]");
}

/* ["first sentence","the others"] */
static void add_verdict(const lehr_comparison *c, const char *before, lehr_language language, lehr_strbuf *out)
{
    lehr_strbuf lead = {0}, rest = {0};
    lehr_verdict_parts(c, language, &lead, &rest);
    lehr_json_put_string(out, before, lead.s ? lead.s : "");
    lehr_json_put_string(out, ",", rest.s ? rest.s : "");
    lehr_strbuf_printf(out, "]");
    if (!out->status) out->status = lead.status ? lead.status : rest.status;
    lehr_strbuf_release(&lead);
    lehr_strbuf_release(&rest);
}

static void add_cell(const lehr_comparison *c, int max_rows, lehr_decision_grid *plane, lehr_strbuf *out)
{
    double *v = lehr_alloc((size_t)c->seeds, sizeof *v);
    rows r = rows_of(c, max_rows, v);
    lehr_json_put_number(out, "\n{\"lr\":", c->plan.lr, LEHR_HTML_DIGITS);
    lehr_strbuf_printf(out, ",\"steps\":%ld,\"per_epoch\":%ld,\"baseline\":%d", c->steps, c->steps_per_epoch,
                       c->baseline);
    lehr_strbuf_printf(out, ",\"verdict\":{");
    add_verdict(c, "\"en\":[", LEHR_ENGLISH, out);
    add_verdict(c, ",\"zh\":[", LEHR_CHINESE, out);
    lehr_strbuf_printf(out, "}");
    add_ranks(c, out);
    add_steps(c, &r, out);
    lehr_strbuf_printf(out, ",\"policies\":[");
    for (int i = 0; i < c->policies && v; i++) add_policy(c, i, plane, &r, out);
    lehr_strbuf_printf(out, "]}");
    if (!v && !out->status) out->status = LEHR_ERR_MEMORY;
    lehr_free(v);
}

/* --- a task: comparisons of the same data ------------------------------------------------------------------------- */

/* At most MAX_SAMPLES samples, evenly spaced: their coordinates in the plane, and their classes. */
static void add_samples(const lehr_data *d, const lehr_decision_grid *p, lehr_strbuf *out)
{
    int every = (d->rows + MAX_SAMPLES - 1) / MAX_SAMPLES;
    for (int a = 0; a < 2; a++) {
        lehr_strbuf_printf(out, a ? "],\"y\":[" : ",\"x\":[");
        for (int i = 0; i < d->rows; i += every)
            lehr_json_put_number(out, i ? "," : "", d->x[(size_t)i * (size_t)d->features + (size_t)p->axis[a]],
                                 LEHR_HTML_DIGITS);
    }
    lehr_strbuf_printf(out, "],\"label\":[");
    for (int i = 0; i < d->rows; i += every) lehr_strbuf_printf(out, "%s%d", i ? "," : "", d->label[i]);
    lehr_strbuf_printf(out, "]");
}

static void add_plane(const lehr_data *d, const lehr_decision_grid *p, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, ",\"plane\":{\"side\":%d,\"features\":%d", p->side, d->features);
    add_strings(out, ",\"axes\":", (const char *[]){ d->feature_name[p->axis[0]], d->feature_name[p->axis[1]] }, 2);
    for (int a = 0; a < 2; a++) {
        lehr_json_put_number(out, a ? ",\"up\":[" : ",\"across\":[", p->low[a], LEHR_HTML_DIGITS);
        lehr_json_put_number(out, ",", p->high[a], LEHR_HTML_DIGITS);
        lehr_strbuf_printf(out, "]");
    }
    add_samples(d, p, out);
    lehr_strbuf_printf(out, "}");
}

/* In both languages, or null. */
static void add_both(const char *key, const char *english, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, ",\"%s\":", key);
    if (!english) {
        lehr_strbuf_printf(out, "null");
        return;
    }
    lehr_json_put_string(out, "{\"en\":", english);
    lehr_json_put_string(out, ",\"zh\":", lehr_translate_to(LEHR_CHINESE, english));
    lehr_strbuf_printf(out, "}");
}

static void add_plan(const lehr_comparison *c, const char *part, lehr_strbuf *out)
{
    const lehr_task *task = lehr_is_file_name(c->plan.task) ? NULL : lehr_task_find(c->plan.task);
    lehr_json_put_string(out, "{\"task\":", c->plan.task);
    add_both("about", task ? task->about : NULL, out);
    add_both("note", task ? task->note : NULL, out);
    lehr_json_put_string(out, ",\"net\":", c->plan.net);
    lehr_json_put_string(out, ",\"activation\":", c->plan.activation);
    lehr_json_put_string(out, ",\"optim\":", c->plan.optim);
    lehr_strbuf_printf(out, ",\"rows\":%d,\"batch\":%ld,\"metric\":%d,\"r2\":%s,\"seeds\":%d,\"first_seed\":%ld",
                       c->data->rows, c->plan.batch, (int)c->metric, c->score == LEHR_R2 ? "true" : "false", c->seeds,
                       c->plan.seed);
    lehr_json_put_string(out, ",\"part\":", part);
    add_strings(out, ",\"classes\":", c->data->class_name, c->data->classes);
}

/* n comparisons are the cells of one grid. */
static void add_task(const lehr_comparison c[], const char *part, int n, lehr_strbuf *out)
{
    lehr_decision_grid plane = { .side = 0 };
    resolution size = resolution_for(c->data, n);
    lehr_status status = size.side ? lehr_decision_grid_init(&plane, c->data, size.side) : LEHR_OK;
    add_plan(c, part, out);
    if (plane.side) add_plane(c->data, &plane, out);
    lehr_strbuf_printf(out, ",\"cells\":[");
    for (int i = 0; i < n; i++) {
        if (i) lehr_strbuf_printf(out, ",");
        add_cell(&c[i], size.rows, &plane, out);
    }
    lehr_strbuf_printf(out, "]}");
    if (plane.side) lehr_decision_grid_release(&plane);
    if (status && !out->status) out->status = status;
}

/* Escapes '<', which occurs in strings only. */
static void add_escaped(lehr_strbuf *out, const char *json)
{
    for (size_t n; *json; json += n + (json[n] == '<')) {
        n = strcspn(json, "<");
        lehr_strbuf_append(out, json, n);
        if (json[n]) lehr_strbuf_printf(out, "\\u003c");
    }
}

void lehr_html_data(const lehr_comparison c[], const char *const part[], int n, lehr_strbuf *out)
{
    lehr_strbuf json = {0};
    for (int i = 0, end; i < n; i = end) {
        for (end = i + 1; end < n && c[end].data == c[i].data; end++) continue;
        lehr_strbuf_printf(&json, i ? ",\n" : "{\"tasks\":[");
        add_task(&c[i], part ? part[i] : "", end - i, &json);
    }
    lehr_strbuf_printf(&json, "]}");
    if (json.s) add_escaped(out, json.s);
    if (json.status && !out->status) out->status = json.status;
    lehr_strbuf_release(&json);
}
