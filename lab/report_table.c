/* report_table.c — a comparison in the terminal: a line a policy, a column a figure, each as wide as it must be */
#include "lab/report.h"
#include "lab/spark.h"
#include "core/memory.h"
#include <math.h>
#include <string.h>

/* Escape codes of the terminal, where they are wanted. */
static const char *paint(bool colour, lehr_verdict v)
{
    if (!colour) return "";
    return v == LEHR_BETTER ? "\033[32m" : v == LEHR_WORSE ? "\033[31m" : v == LEHR_INSIDE_NOISE ? "\033[2m" : "";
}

static const char *plain(bool colour) { return colour ? "\033[0m" : ""; }

/* printf counts bytes, a terminal counts characters; "±" is two of the one and one of the other. */
static int width_of(const char *text)
{
    int width = 0;
    for (; *text; text++) width += ((unsigned char)*text & 0xC0) != 0x80;
    return width;
}

static void padded(lehr_text *out, const char *text, int columns)
{
    int width = width_of(text);
    lehr_text_add(out, "%s%*s", text, width < columns ? columns - width : 0, "");
}

/* In lines of so many columns, broken between words. */
static void wrapped(lehr_text *out, const char *text, int columns)
{
    int at = 0;
    while (*text) {
        int n = 0, width = 0;
        while (text[n] && text[n] != ' ') width += ((unsigned char)text[n++] & 0xC0) != 0x80;
        if (at) lehr_text_add(out, at + 1 + width > columns ? "\n" : " ");
        at = at && at + 1 + width <= columns ? at + 1 + width : width;
        lehr_text_bytes(out, text, (size_t)n);
        text += text[n] ? n + 1 : n;
    }
    lehr_text_add(out, "\n");
}

enum { LINE = 100, WIDEST_NAME = 30 };

/* A name, cut where it is too long, with room for the ellipsis; never within a character. */
static lehr_word cut(const char *name)
{
    int width = 0, n = 0;
    if (width_of(name) <= WIDEST_NAME) return lehr_words("%s", name);
    while (width < WIDEST_NAME - 1 || ((unsigned char)name[n] & 0xC0) == 0x80) width += ((unsigned char)name[n++] & 0xC0) != 0x80;
    return lehr_words("%.*s…", n - 1, name);
}

/* --- one comparison ----------------------------------------------------------------------------------------------- */

enum { RANK, NAME, TRAIN, VALIDATION, LOSS, GAIN, VERDICT, COLUMNS };

static lehr_word heading(const lehr_comparison *c, int column)
{
    const char *unit = c->score == LEHR_R2 ? "R²" : "%";
    switch (column) {
    case NAME:       return lehr_words("policy");
    case TRAIN:      return lehr_words("training %s", unit);
    case VALIDATION: return lehr_words("validation %s", unit);
    case LOSS:       return lehr_metric_words(lehr_report_loss(c));
    case GAIN:       return lehr_words("against %s", cut(c->policy[c->baseline].name).s);
    case VERDICT:    return lehr_words("verdict");
    default:         return lehr_words(" ");
    }
}

/* Is it the policy's own name, behind which spec says more? */
static bool is_short_for(const char *name, const char *spec)
{
    size_t n = strcspn(spec, ":");
    return strlen(name) == n && !strncmp(name, spec, n);
}

static lehr_word cell(const lehr_comparison *c, int row, int column)
{
    int policy = c->rank[row];
    const lehr_policy_result *p = &c->policy[policy];
    lehr_metric loss = lehr_report_loss(c);
    switch (column) {
    case RANK:       return lehr_words("%2d", row + 1);
    case NAME:       return cut(is_short_for(p->name, p->spec) ? p->spec : p->name);
    case TRAIN:      return lehr_report_cell(c, &p->end[LEHR_TRAIN_ACCURACY], LEHR_TRAIN_ACCURACY);
    case VALIDATION: return lehr_report_cell(c, &p->end[LEHR_VALIDATION_ACCURACY], LEHR_VALIDATION_ACCURACY);
    case LOSS:       return p->end[loss].n ? lehr_words("%.4f", p->end[loss].mean) : lehr_words("–");
    case GAIN:       return lehr_report_gain(c, policy);
    default:         return lehr_report_word(c, policy);
    }
}

/* The mean loss of every policy as a line, all on one scale, so that lower is lower. */
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

static void add_row(const lehr_comparison *c, int row, const int width[COLUMNS], const sparks *s, bool colour, lehr_text *out)
{
    int policy = c->rank[row];
    const char *end = plain(colour);
    for (int k = 0; k < COLUMNS; k++) {
        lehr_word w = cell(c, row, k);
        const char *begin = k == GAIN || k == VERDICT ? paint(colour, c->policy[policy].verdict) : k == NAME && !row && colour ? "\033[1m" : "";
        if (k == LOSS) lehr_spark_within(out, s->v + (size_t)policy * (size_t)s->points, s->points, SPARK, true, s->range);
        lehr_text_add(out, "%s%s", k == LOSS ? " " : "", begin);
        padded(out, w.s, k == VERDICT ? 0 : width[k]);
        lehr_text_add(out, "%s%s", *begin ? end : "", k == VERDICT ? "" : "  ");
    }
    if (c->policy[policy].diverged) lehr_text_add(out, ", %d diverged", c->policy[policy].diverged);
    lehr_text_add(out, "\n");
}

static void add_heading(const lehr_comparison *c, const int width[COLUMNS], lehr_text *out)
{
    for (int k = 0; k < COLUMNS; k++) {
        padded(out, heading(c, k).s, k == VERDICT ? 0 : width[k] + (k == LOSS ? SPARK + 1 : 0));
        lehr_text_add(out, "%s", k == VERDICT ? "\n" : "  ");
    }
}

static void measure(const lehr_comparison *c, int width[COLUMNS])
{
    for (int k = 0; k < COLUMNS; k++) {
        int over = k == LOSS ? SPARK + 1 : 0, head = width_of(heading(c, k).s) - over;
        width[k] = head > 0 ? head : 0;
        for (int i = 0; i < c->policies; i++) width[k] = (int)fmax(width[k], width_of(cell(c, i, k).s));
    }
}

static void add_verdict(const lehr_comparison *c, lehr_text *out)
{
    lehr_text verdict = {0};
    lehr_report_verdict(c, &verdict);
    if (verdict.status) out->status = verdict.status;
    else wrapped(out, verdict.s, LINE);
    lehr_text_release(&verdict);
}

void lehr_report_table(const lehr_comparison *c, bool colour, lehr_text *out)
{
    int width[COLUMNS];
    sparks s;
    if (!sparks_init(&s, c)) {
        out->status = LEHR_ERR_MEMORY;
        return;
    }
    lehr_text_add(out, "%s, net %s, %s from rate %s, %ld updates, %d seed%s\n\n", c->plan.task, c->plan.net, c->plan.optim,
                  lehr_number_text(c->plan.lr).s, c->steps, c->seeds, c->seeds == 1 ? "" : "s");
    measure(c, width);
    add_heading(c, width, out);
    for (int i = 0; i < c->policies; i++) add_row(c, i, width, &s, colour, out);
    lehr_free(s.v);
    lehr_text_add(out, "\n");
    add_verdict(c, out);
    lehr_text note = {0};
    lehr_text_add(&note, "(±: standard deviation over seeds; against: difference in %s, seed by seed, with its 95 %% interval; noise: the interval "
                  "holds 0, and how many more seeds might change that)", lehr_score_metric_words(c->score, c->metric).s);
    if (note.status) out->status = note.status;
    else wrapped(out, note.s, LINE);
    lehr_text_release(&note);
}

/* --- a grid ------------------------------------------------------------------------------------------------------- */

/* "95.1 ▲": the mean, and whether it is better or worse than the baseline's at the same rate and budget. */
static lehr_word grid_cell(const lehr_grid *g, int policy, int cell)
{
    static const char *const sign[] = { "", "", "", "", " ▲", " ▼" };
    const lehr_comparison *c = &g->cell[cell];
    lehr_stats s = c->policy[policy].end[c->metric];
    if (!s.n) return lehr_words("–");
    s.n = 1;
    return lehr_words("%s%s", lehr_report_cell(c, &s, c->metric).s, sign[c->policy[policy].verdict]);
}

enum { LEAST_COLUMN = 9 };

static void add_grid_row(const lehr_grid *g, int policy, int name, bool colour, lehr_text *out)
{
    padded(out, cut(g->cell[0].policy[policy].name).s, name);
    for (int i = 0; i < g->cells; i++) {
        const char *begin = paint(colour, g->cell[i].policy[policy].verdict);
        bool first = g->axes.budgets > 1 && i % g->axes.rates == 0;
        lehr_text_add(out, "%s%s", first ? "    " : "  ", begin);
        padded(out, grid_cell(g, policy, i).s, i < g->cells - 1 ? LEAST_COLUMN : 0);
        lehr_text_add(out, "%s", *begin ? plain(colour) : "");
    }
    lehr_text_add(out, "\n");
}

static void add_grid_heading(const lehr_grid *g, int name, lehr_text *out)
{
    int group = g->axes.rates * (LEAST_COLUMN + 2) - 2;
    padded(out, "", name);
    for (int b = 0; b < g->axes.budgets; b++) {
        lehr_text_add(out, "%s", g->axes.budgets > 1 ? "    " : "  ");
        padded(out, lehr_grid_budget(g, b).s, b < g->axes.budgets - 1 ? group : 0);
    }
    lehr_text_add(out, "\n");
    padded(out, "from rate", name);
    for (int i = 0; i < g->cells; i++) {
        lehr_text_add(out, "%s", g->axes.budgets > 1 && i % g->axes.rates == 0 ? "    " : "  ");
        padded(out, lehr_number_text(g->axes.rate[i % g->axes.rates]).s, i < g->cells - 1 ? LEAST_COLUMN : 0);
    }
    lehr_text_add(out, "\n");
}

/* Each policy at the rate that suits it best: the fairest ranking of all. */
static void say_best(const lehr_grid *g, int budget, lehr_text *out)
{
    int policies = g->cell[0].policies, best = -1, at = -1;
    for (int i = 0; i < policies; i++) {
        int cell = lehr_grid_best(g, i, budget);
        if (cell < 0) continue;
        double mean = g->cell[cell].policy[i].end[g->cell[cell].metric].mean;
        double before = at < 0 ? NAN : g->cell[at].policy[best].end[g->cell[at].metric].mean;
        if (at < 0 || (lehr_metric_is_loss(g->cell[cell].metric) ? mean < before : mean > before)) best = i, at = cell;
    }
    if (at < 0) {
        lehr_text_add(out, "%s: no run came to its end.\n", lehr_grid_budget(g, budget).s);
        return;
    }
    const lehr_comparison *c = &g->cell[at];
    lehr_text_add(out, "%s: best %s from rate %s, %s", lehr_grid_budget(g, budget).s, c->policy[best].name,
                  lehr_number_text(c->plan.lr).s, lehr_report_cell(c, &c->policy[best].end[c->metric], c->metric).s);
    int base = lehr_grid_best(g, c->baseline, budget);
    if (best != c->baseline && base >= 0)
        lehr_text_add(out, "; %s at its best, from %s, %s", c->policy[c->baseline].name, lehr_number_text(g->cell[base].plan.lr).s,
                      lehr_report_cell(c, &g->cell[base].policy[c->baseline].end[c->metric], c->metric).s);
    lehr_text_add(out, ".\n");
}

void lehr_report_grid(const lehr_grid *g, bool colour, lehr_text *out)
{
    const lehr_comparison *c = &g->cell[0];
    int name = width_of("from rate");
    for (int i = 0; i < c->policies; i++) name = (int)fmax(name, width_of(cut(c->policy[i].name).s));
    lehr_text_add(out, "%s, net %s, %s, %d seed%s: %s%s; ▲ better, ▼ worse than %s by more than the noise\n\n", c->plan.task, c->plan.net,
                  c->plan.optim, c->seeds, c->seeds == 1 ? "" : "s", lehr_score_metric_words(c->score, c->metric).s,
                  c->score == LEHR_ACCURACY && !lehr_metric_is_loss(c->metric) ? ", %" : "", c->policy[c->baseline].name);
    add_grid_heading(g, name, out);
    for (int i = 0; i < c->policies; i++) add_grid_row(g, i, name, colour, out);
    lehr_text_add(out, "\n");
    for (int b = 0; b < g->axes.budgets; b++) say_best(g, b, out);
}
