#include "lab/report/terminal_table.h"
#include "lab/compare/result_text.h"
#include "lab/report/verdict_text.h"
#include "lab/plot/charts/sparkline.h"
#include "core/base/memory.h"
#include "core/base/utf8.h"
#include <limits.h>
#include <math.h>
#include <string.h>

/* false: out->status has the reason. */
static bool is_ready(const lehr_comparison c[], int n, lehr_strbuf *out)
{
    lehr_status status = lehr_comparisons_check(n > 0 ? c : NULL, n > 0 ? n : 1);
    if (out && !out->status) out->status = status;
    return out && !status;
}

/* Escape codes of the terminal, or "" without colour. */
static const char *begin_colour(bool colour, lehr_verdict v)
{
    if (!colour) return "";
    return v == LEHR_VERDICT_BETTER                                ? "\033[32m"
           : v == LEHR_VERDICT_WORSE || v == LEHR_VERDICT_DIVERGES ? "\033[31m"
           : v == LEHR_VERDICT_NOISE                               ? "\033[2m"
                                                                   : "";
}

static const char *end_colour(bool colour) { return colour ? "\033[0m" : ""; }

static void add_padded(lehr_strbuf *out, const char *text, int columns)
{
    lehr_utf8_pad(out, -columns, text);
}

/* Breaks the text between words, or wide characters, into lines of at most `columns`. */
static void add_wrapped(lehr_strbuf *out, const char *text, int columns)
{
    int at = 0;
    for (size_t n; *text; text += n) {
        int gap = *text == ' ';
        text += gap;
        n = lehr_utf8_unbroken(text);
        int width = lehr_utf8_width_n(text, n);
        bool breaks = at && at + gap + width > columns;
        lehr_strbuf_printf(out, "%s", breaks ? "\n" : at && gap ? " " : "");
        at = breaks || !at ? width : at + gap + width;
        lehr_strbuf_append(out, text, n);
    }
    lehr_strbuf_printf(out, "\n");
}

static lehr_short_text count_updates(long n)
{
    return n == 1 ? lehr_short_printf("%s", lehr_translate("1 update"))
                  : lehr_short_printf(lehr_translate("%ld updates"), n);
}

static lehr_short_text count_seeds(int n)
{
    return n == 1 ? lehr_short_printf("%s", lehr_translate("1 seed"))
                  : lehr_short_printf(lehr_translate("%d seeds"), n);
}

enum { LINE = 100, MAX_NAME = 30 };

/* A name, truncated to MAX_NAME columns. */
static lehr_short_text truncated(const char *name)
{
    if (lehr_utf8_width(name) <= MAX_NAME) return lehr_short_printf("%s", name);
    return lehr_short_printf("%.*s…", (int)lehr_utf8_fitting(name, MAX_NAME - 1), name);
}

/* --- one comparison ----------------------------------------------------------------------------------------------- */

enum { RANK, NAME, TRAIN, VALIDATION, LOSS, GAIN, VERDICT, COLUMNS };

static void heading(const lehr_comparison *c, lehr_short_text text[COLUMNS])
{
    const char *unit = c->score == LEHR_R2 ? "R²" : "%";
    text[RANK] = lehr_short_printf(" ");
    text[NAME] = lehr_short_printf("%s", lehr_translate("policy"));
    text[TRAIN] = lehr_short_printf(lehr_translate("training %s"), unit);
    text[VALIDATION] = lehr_short_printf(lehr_translate("validation %s"), unit);
    text[LOSS] = lehr_short_printf("%s", lehr_translate(lehr_metric_label(lehr_report_loss(c)).s));
    text[GAIN] = lehr_short_printf(lehr_translate("against %s"), truncated(c->policy[c->baseline].name).s);
    text[VERDICT] = lehr_short_printf("%s", lehr_translate("verdict"));
}

/* Is the name that of the policy, while the spec has parameters, too? */
static bool is_short_for(const char *name, const char *spec)
{
    size_t n = strcspn(spec, ":");
    return strlen(name) == n && !strncmp(name, spec, n);
}

static void row_text(const lehr_comparison *c, int row, lehr_short_text text[COLUMNS])
{
    int policy = c->rank[row];
    const lehr_policy_result *p = &c->policy[policy];
    lehr_metric loss = lehr_report_loss(c);
    text[RANK] = lehr_short_printf("%2d", row + 1);
    text[NAME] = truncated(is_short_for(p->name, p->spec) ? p->spec : p->name);
    text[TRAIN] = lehr_mean_cell_text(c, &p->end[LEHR_TRAIN_ACCURACY], LEHR_TRAIN_ACCURACY);
    text[VALIDATION] = lehr_mean_cell_text(c, &p->end[LEHR_VALIDATION_ACCURACY], LEHR_VALIDATION_ACCURACY);
    text[LOSS] = lehr_mean_text(&(lehr_stats){ .n = p->end[loss].n > 0, .mean = p->end[loss].mean }, loss);
    text[GAIN] = lehr_policy_gain_text(c, policy);
    text[VERDICT] = lehr_verdict_text(c, policy);
}

/* The mean loss of every policy, for sparklines on one scale. */
typedef struct sparks { lehr_range range; int points; double *v; } sparks;

enum { SPARK = 10 };

static bool sparks_init(sparks *s, const lehr_comparison *c)
{
    *s = (sparks){ LEHR_NO_RANGE, lehr_comparison_rows(c), NULL };
    if (!(s->v = lehr_alloc((size_t)s->points * (size_t)c->policies, sizeof *s->v))) return false;
    for (int i = 0; i < c->policies; i++) {
        double *v = s->v + (size_t)i * (size_t)s->points;
        lehr_comparison_curve(c, i, lehr_report_loss(c), v);
        lehr_range_add(&s->range, true, v, s->points);
    }
    return true;
}

/* What is shown of each policy: in a narrow terminal not all, and if need be not as a table. */
typedef struct layout { int columns, width[COLUMNS]; bool hidden[COLUMNS], sparks, table; } layout;

static void add_row(const lehr_comparison *c, int row, const layout *l, const sparks *s, bool colour, lehr_strbuf *out)
{
    lehr_short_text text[COLUMNS];
    int policy = c->rank[row];
    row_text(c, row, text);
    for (int k = 0; k < COLUMNS; k++) {
        if (l->hidden[k]) continue;
        const char *begin = k == GAIN || k == VERDICT ? begin_colour(colour, c->policy[policy].verdict)
                            : k == NAME && !row && colour ? "\033[1m" : "";
        bool spark = k == LOSS && l->sparks;
        if (spark)
            lehr_sparkline_within(out, s->v + (size_t)policy * (size_t)s->points, s->points, SPARK, true, s->range);
        lehr_strbuf_printf(out, "%s%s", spark ? " " : "", begin);
        add_padded(out, text[k].s, k == VERDICT ? 0 : l->width[k]);
        lehr_strbuf_printf(out, "%s%s", *begin ? end_colour(colour) : "", k == VERDICT ? "\n" : "  ");
    }
}

static void add_heading(const lehr_comparison *c, const layout *l, lehr_strbuf *out)
{
    lehr_short_text text[COLUMNS];
    heading(c, text);
    for (int k = 0; k < COLUMNS; k++) {
        if (l->hidden[k]) continue;
        add_padded(out, text[k].s, k == VERDICT ? 0 : l->width[k] + (k == LOSS && l->sparks ? SPARK + 1 : 0));
        lehr_strbuf_printf(out, "%s", k == VERDICT ? "\n" : "  ");
    }
}

/* The widths of the columns; that of LOSS without the sparkline and the blank after it. Returns that of the table. */
static int set_widths(const lehr_comparison *c, layout *l)
{
    lehr_short_text text[COLUMNS];
    int all = -2, spark = l->sparks ? SPARK + 1 : 0;
    heading(c, text);
    for (int k = 0; k < COLUMNS; k++)
        l->width[k] = (int)fmax(0, lehr_utf8_width(text[k].s) - (k == LOSS ? spark : 0));
    for (int i = 0; i < c->policies; i++) {
        row_text(c, i, text);
        for (int k = 0; k < COLUMNS; k++) l->width[k] = (int)fmax(l->width[k], lehr_utf8_width(text[k].s));
    }
    for (int k = 0; k < COLUMNS; k++) all += l->hidden[k] ? 0 : l->width[k] + (k == LOSS ? spark : 0) + 2;
    return all;
}

/* Leaves out the curves, the training score and the loss until the table fits into so many columns; 0: any width. */
static layout layout_for(const lehr_comparison *c, int columns)
{
    layout l = { .columns = columns > 0 ? columns : LINE, .sparks = true, .table = true };
    bool *const optional[] = { &l.hidden[TRAIN], &l.hidden[LOSS] };
    int width = set_widths(c, &l);
    if (columns <= 0 || width <= columns) return l;
    l.sparks = false;
    for (size_t i = 0; (width = set_widths(c, &l)) > columns && i < sizeof optional / sizeof *optional; i++)
        *optional[i] = true;
    l.table = width <= columns;
    return l;
}

/* In place of a row: the policy's name, and a line for each of its values. */
static void add_card(const lehr_comparison *c, int row, const layout *l, bool colour, lehr_strbuf *out)
{
    enum { VALUE = 21 };                /* the column where values begin */
    const char *begin = begin_colour(colour, c->policy[c->rank[row]].verdict);
    lehr_short_text name[COLUMNS], text[COLUMNS];
    heading(c, name);
    row_text(c, row, text);
    lehr_strbuf_printf(out, "%s  ", text[RANK].s);
    lehr_utf8_fit(out, text[NAME].s, l->columns - 4);
    for (int k = VALIDATION; k < COLUMNS; k++) {
        lehr_strbuf_printf(out, "\n    %s", k >= GAIN ? begin : "");
        add_padded(out, k == GAIN ? lehr_translate("against it") : name[k].s, VALUE - 6);
        lehr_strbuf_printf(out, "  ");
        lehr_utf8_fit(out, text[k].s, l->columns - VALUE);
        lehr_strbuf_printf(out, "%s", k >= GAIN ? end_colour(colour && *begin) : "");
    }
    lehr_strbuf_printf(out, "\n");
}

static void add_policies(const lehr_comparison *c, const layout *l, const sparks *s, bool colour, lehr_strbuf *out)
{
    if (l->table) add_heading(c, l, out);
    else {
        lehr_strbuf_printf(out, lehr_translate("against it: against the baseline, %s"),
                           truncated(c->policy[c->baseline].name).s);
        lehr_strbuf_printf(out, "\n");
    }
    for (int i = 0; i < c->policies; i++)
        if (l->table) add_row(c, i, l, s, colour, out);
        else add_card(c, i, l, colour, out);
}

static void add_verdict(const lehr_comparison *c, int columns, lehr_strbuf *out)
{
    lehr_strbuf verdict = {0};
    lehr_verdict_sentences(c, &verdict);
    if (verdict.status) out->status = verdict.status;
    else add_wrapped(out, verdict.s, columns);
    lehr_strbuf_release(&verdict);
}

static void add_title(const lehr_comparison *c, int columns, lehr_strbuf *out)
{
    lehr_strbuf title = {0};
    lehr_strbuf_printf(&title, lehr_translate("%s, net %s, %s from rate %s, %s, %s"), c->plan.task, c->plan.net,
                       c->plan.optim, lehr_number_text(c->plan.lr).s, count_updates(c->steps).s,
                       count_seeds(c->seeds).s);
    if (title.status) out->status = title.status;
    else add_wrapped(out, title.s, columns);
    lehr_strbuf_release(&title);
}

void lehr_report_table(const lehr_comparison *c, bool colour, lehr_strbuf *out)
{
    lehr_report_table_within(c, colour, 0, out);
}

void lehr_report_table_within(const lehr_comparison *c, bool colour, int columns, lehr_strbuf *out)
{
    sparks s;
    if (!is_ready(c, 1, out)) return;
    if (!sparks_init(&s, c)) {
        out->status = LEHR_ERR_MEMORY;
        return;
    }
    layout l = layout_for(c, columns);
    int line = l.columns < LINE ? l.columns : LINE;
    add_title(c, columns > 0 ? line : INT_MAX, out);
    lehr_strbuf_printf(out, "\n");
    add_policies(c, &l, &s, colour, out);
    lehr_free(s.v);
    lehr_strbuf_printf(out, "\n");
    add_verdict(c, line, out);
    lehr_strbuf note = {0};
    lehr_strbuf_printf(
        &note,
        lehr_translate("(±: standard deviation over seeds; against: difference in %s, seed by seed, with its 95 %% "
                       "interval; noise: the interval holds 0, or fewer than six seeds differ by one and the same "
                       "number; and how many more might change that)"),
        lehr_translate(lehr_score_metric_label(c->score, c->metric).s));
    if (note.status) out->status = note.status;
    else add_wrapped(out, note.s, line);
    lehr_strbuf_release(&note);
}

/* --- a grid ------------------------------------------------------------------------------------------------------- */

/* "95.1 ▲": the mean, and whether it is better or worse than the baseline at the same rate and budget; ✗: a seed
 * diverged. */
static lehr_short_text grid_cell(const lehr_sweep *g, int policy, int cell)
{
    const lehr_comparison *c = &g->cell[cell];
    const lehr_policy_result *p = &c->policy[policy];
    lehr_stats s = { .n = p->end[c->metric].n > 0, .mean = p->end[c->metric].mean };
    const char *sign = lehr_verdict_symbol(p->diverged ? LEHR_VERDICT_DIVERGES : p->verdict);
    return lehr_short_printf("%s%s%s", lehr_mean_cell_text(c, &s, c->metric).s, *sign ? " " : "", sign);
}

enum { MIN_COLUMN = 9 };

static void add_grid_row(const lehr_sweep *g, int policy, int name, bool colour, lehr_strbuf *out)
{
    add_padded(out, truncated(g->cell[0].policy[policy].name).s, name);
    for (int i = 0; i < g->cells; i++) {
        const char *begin = begin_colour(colour, g->cell[i].policy[policy].verdict);
        bool first = g->axes.budgets > 1 && i % g->axes.rates == 0;
        lehr_strbuf_printf(out, "%s%s", first ? "    " : "  ", begin);
        add_padded(out, grid_cell(g, policy, i).s, i < g->cells - 1 ? MIN_COLUMN : 0);
        lehr_strbuf_printf(out, "%s", *begin ? end_colour(colour) : "");
    }
    lehr_strbuf_printf(out, "\n");
}

static void add_grid_heading(const lehr_sweep *g, int name, lehr_strbuf *out)
{
    int group = g->axes.rates * (MIN_COLUMN + 2) - 2;
    add_padded(out, "", name);
    for (int b = 0; b < g->axes.budgets; b++) {
        lehr_strbuf_printf(out, "%s", g->axes.budgets > 1 ? "    " : "  ");
        add_padded(out, lehr_sweep_budget_text(g, b).s, b < g->axes.budgets - 1 ? group : 0);
    }
    lehr_strbuf_printf(out, "\n");
    add_padded(out, lehr_translate("from rate"), name);
    for (int i = 0; i < g->cells; i++) {
        lehr_strbuf_printf(out, "%s", g->axes.budgets > 1 && i % g->axes.rates == 0 ? "    " : "  ");
        add_padded(out, lehr_number_text(g->axes.rate[i % g->axes.rates]).s, i < g->cells - 1 ? MIN_COLUMN : 0);
    }
    lehr_strbuf_printf(out, "\n");
}

/* One line: the policy at its best rate, compared with the baseline at its own best rate. */
static lehr_status add_best(const lehr_sweep *g, int policy, int budget, int name, bool colour, lehr_strbuf *out)
{
    int cell = lehr_sweep_best_cell(g, policy, budget), base_cell = lehr_sweep_best_cell(g, g->cell->baseline, budget);
    const lehr_comparison *c = &g->cell[cell < 0 ? 0 : cell];
    lehr_stats gain = { .n = 0 };
    lehr_strbuf_printf(out, "  ");
    add_padded(out, truncated(c->policy[policy].name).s, name + 2);
    if (cell < 0) {
        lehr_strbuf_printf(out, "%s\n", lehr_translate("diverged from every rate"));
        return LEHR_OK;
    }
    lehr_status status = base_cell < 0 ? LEHR_OK : lehr_sweep_gain(g, policy, cell, base_cell, &gain);
    add_padded(out, lehr_number_text(c->plan.lr).s, MIN_COLUMN);
    add_padded(out, lehr_mean_cell_text(c, &c->policy[policy].end[c->metric], c->metric).s,
               c->score == LEHR_R2 ? 19 : 14);
    int base_diverged = base_cell < 0 ? c->seeds : g->cell[base_cell].policy[c->baseline].diverged;
    lehr_verdict v = policy == c->baseline ? LEHR_VERDICT_BASELINE
                     : lehr_verdict_decide(c->metric, &gain, c->policy[policy].diverged, base_diverged);
    add_padded(out, v == LEHR_VERDICT_BASELINE ? "" : lehr_gain_text(c, &gain).s, c->score == LEHR_R2 ? 20 : 14);
    lehr_short_text verdict = lehr_short_printf("%s%s%s", begin_colour(colour, v),
                                                v ? lehr_translate(lehr_verdict_name(v)) : "–",
                                                *begin_colour(colour, v) ? end_colour(colour) : "");
    int diverged = c->policy[policy].diverged;
    if (diverged) lehr_strbuf_printf(out, lehr_translate("%s, %d of %d diverged"), verdict.s, diverged, c->seeds);
    else lehr_strbuf_printf(out, "%s", verdict.s);
    lehr_strbuf_printf(out, "\n");
    return status;
}

/* Each policy at its best rate, best first. */
static void add_bests(const lehr_sweep *g, int budget, int name, bool colour, lehr_strbuf *out)
{
    int policies = g->cell->policies, *order = lehr_alloc((size_t)policies, sizeof *order);
    lehr_status status = order ? LEHR_OK : LEHR_ERR_MEMORY;
    lehr_strbuf_printf(out, "\n");
    lehr_strbuf_printf(out,
                       lehr_translate("%s, each from the rate that suits it, against %s from the rate that suits that"),
                       lehr_sweep_budget_text(g, budget).s, truncated(g->cell->policy[g->cell->baseline].name).s);
    lehr_strbuf_printf(out, "\n");
    for (int i = 0; i < policies && order; i++) {
        int at = i;
        for (; at > 0 && lehr_sweep_is_ahead(g, i, order[at - 1], budget); at--) order[at] = order[at - 1];
        order[at] = i;
    }
    for (int i = 0; i < policies && !status; i++) status = add_best(g, order[i], budget, name, colour, out);
    if (status) out->status = status;
    lehr_free(order);
}

static bool has_diverged(const lehr_sweep *g)
{
    for (int i = 0; i < g->cells; i++)
        for (int k = 0; k < g->cell[i].policies; k++)
            if (g->cell[i].policy[k].diverged) return true;
    return false;
}

void lehr_report_grid(const lehr_sweep *g, bool colour, lehr_strbuf *out)
{
    if (!is_ready(g ? g->cell : NULL, g ? g->cells : 1, out)) return;
    const lehr_comparison *c = &g->cell[0];
    int name = lehr_utf8_width(lehr_translate("from rate"));
    for (int i = 0; i < c->policies; i++) name = (int)fmax(name, lehr_utf8_width(truncated(c->policy[i].name).s));
    bool percent = c->score == LEHR_ACCURACY && !lehr_metric_is_loss(c->metric);
    lehr_strbuf_printf(
        out, lehr_translate("%s, net %s, %s, %s: %s%s; ▲ better, ▼ worse than %s by more than the noise"), c->plan.task,
        c->plan.net, c->plan.optim, count_seeds(c->seeds).s,
        lehr_translate(lehr_score_metric_label(c->score, c->metric).s), percent ? lehr_translate(", %") : "",
        c->policy[c->baseline].name);
    lehr_strbuf_printf(out, "%s\n\n", has_diverged(g) ? lehr_translate(", ✗ some seeds diverged") : "");
    add_grid_heading(g, name, out);
    for (int i = 0; i < c->policies; i++) add_grid_row(g, i, name, colour, out);
    for (int b = 0; b < g->axes.budgets && g->axes.rates > 1; b++) add_bests(g, b, name, colour, out);
}
