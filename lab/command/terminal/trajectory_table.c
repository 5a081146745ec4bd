#include "lab/command/terminal/trajectory_table.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal.h"
#include <math.h>

static double last_f(const lehr_trajectory *p) { return p->f[p->count - 1]; }

/* Smaller is better: the last f; on a function without a minimum, the update at which the path leaves the map. Paths
 * that diverged come last. */
static double rank(const lehr_trajectory *p)
{
    int leaves = lehr_trajectory_leaves_view(p);
    if (p->plan.function->unbounded) return leaves < 0 ? HUGE_VAL : leaves;
    return p->stop_reason[0] ? HUGE_VAL : last_f(p);
}

static void sort(const lehr_trajectory path[], int n, const lehr_trajectory *order[])
{
    for (int i = 0; i < n; i++) {
        int k = i;
        for (; k > 0 && rank(order[k - 1]) > rank(&path[i]); k--) order[k] = order[k - 1];
        order[k] = &path[i];
    }
}

static int widest(const lehr_trajectory path[], int n, bool sched, const char *head)
{
    int most = lehr_utf8_width(head);
    for (int i = 0; i < n; i++) {
        int width = lehr_utf8_width(sched ? path[i].plan.sched : path[i].plan.optim);
        if (width > most) most = width;
    }
    return most < 60 ? most : 60;
}

static lehr_short_text three_digits(double v)
{
    return v == 0                             ? lehr_short_printf("0")
           : fabs(v) >= 1e-3 && fabs(v) < 1e5 ? lehr_short_printf("%.3g", v)
                                              : lehr_short_printf("%.2e", v);
}

/* As a paragraph; releases words. */
static void print_words(lehr_strbuf *words, lehr_strbuf *out)
{
    if (words->s) paragraph_print(out, words->s, 0, 0);
    if (words->status) out->status = words->status;
    lehr_strbuf_release(words);
}

/* The widths of the two names and of a number. Where a line would be wider than the terminal, the names have a line of
 * their own. */
typedef struct layout { int rule, sched, number; bool two_lines, has_nearest; } layout;

static layout layout_of(const lehr_trajectory path[], int n)
{
    enum { NUMBER = 9, NEAREST = 16 };
    int columns = terminal_table_columns(), head = lehr_utf8_width(lehr_translate("base rate"));
    layout l = { widest(path, n, false, lehr_translate("rule")), widest(path, n, true, lehr_translate("schedule")),
                 head > NUMBER ? head : NUMBER, false, true };
    int numbers = 3 * (l.number + 2) + NEAREST;
    l.two_lines = l.rule + 2 + l.sched + 2 + numbers > columns;
    l.has_nearest = !l.two_lines || 2 + numbers <= columns;
    if (l.two_lines && l.rule + 2 + l.sched > columns) l.rule = columns - 2 - l.sched > 8 ? columns - 2 - l.sched : 8;
    return l;
}

static void print_columns(const lehr_test_function *s, const layout *l, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "\n");
    lehr_utf8_pad(out, -(l->rule + 2), lehr_translate("rule"));
    lehr_utf8_pad(out, l->two_lines ? 0 : -l->sched, lehr_translate("schedule"));
    lehr_strbuf_printf(out, "%s", l->two_lines ? "\n  " : "  ");
    lehr_utf8_pad(out, l->number, lehr_translate("base rate"));
    lehr_utf8_pad(out, l->number + 2, lehr_translate("f at end"));
    lehr_strbuf_printf(out, "  ");
    if (s->unbounded) lehr_strbuf_printf(out, "%s", lehr_translate("leaves the map"));
    else lehr_utf8_pad(out, l->number, lehr_translate("from goal"));
    if (!s->unbounded && l->has_nearest) lehr_strbuf_printf(out, "  %s", lehr_translate("nearest"));
    lehr_strbuf_printf(out, "\n");
}

static void print_head(const lehr_trajectory *first, const layout *l, lehr_strbuf *out)
{
    const lehr_test_function *s = first->plan.function;
    const double *from = first->plan.from ? first->plan.from : s->start;
    lehr_strbuf words = {0};
    lehr_short_text x = lehr_number_text(from[0]), y = lehr_number_text(from[1]);
    if (s->unbounded)
        lehr_strbuf_printf(
            &words,
            lehr_translate("%s from (%s, %s), %ld updates; no lowest point: a path should leave the map"),
            s->entry.name, x.s, y.s, first->plan.steps);
    else
        lehr_strbuf_printf(&words, lehr_translate("%s from (%s, %s), %ld updates; lowest at (%s, %s)"), s->entry.name,
                           x.s, y.s, first->plan.steps, lehr_number_text(s->goal[0]).s, lehr_number_text(s->goal[1]).s);
    print_words(&words, out);
    print_columns(s, l, out);
}

/* "0.00012 at 499" */
static lehr_short_text nearest(const lehr_trajectory *p)
{
    int t = lehr_trajectory_nearest(p);
    return lehr_short_printf(lehr_translate("%s at %d"), three_digits(lehr_trajectory_distance(p, t)).s, t);
}

static void print_path(const lehr_trajectory *p, const layout *l, lehr_strbuf *out)
{
    int leaves = lehr_trajectory_leaves_view(p);
    bool endless = p->plan.function->unbounded;
    lehr_strbuf_printf(out, "%*s", l->rule - lehr_utf8_fit(out, p->plan.optim, l->rule) + 2, "");
    int used = lehr_utf8_fit(out, p->plan.sched, l->sched);
    lehr_strbuf_printf(out, "%*s%s%*s  ", l->two_lines ? 0 : l->sched - used, "", l->two_lines ? "\n  " : "  ",
                       l->number, lehr_number_text(p->plan.lr).s);
    if (p->stop_reason[0] && !endless) {
        lehr_strbuf_printf(out, lehr_translate("diverged after update %d"), p->count - 1);
        if (l->has_nearest) lehr_strbuf_printf(out, lehr_translate("; nearest %s"), nearest(p).s);
        lehr_strbuf_printf(out, "\n");
        return;
    }
    lehr_strbuf_printf(out, "%*s  ", l->number, three_digits(last_f(p)).s);
    if (endless && leaves < 0) lehr_strbuf_printf(out, "%s", lehr_translate("not yet"));
    else if (endless) lehr_strbuf_printf(out, lehr_translate("at update %d"), leaves);
    else {
        lehr_strbuf_printf(out, "%*s", l->number, three_digits(lehr_trajectory_distance(p, p->count - 1)).s);
        if (l->has_nearest)
            lehr_strbuf_printf(out, "  %s%s", nearest(p).s,
                               last_f(p) > p->f[0] ? lehr_translate("; higher than at the start") : "");
    }
    lehr_strbuf_printf(out, "\n");
}

/* Why the first of the diverged paths diverged: the optimizer's message. */
static void print_diverged(const lehr_trajectory path[], int n, lehr_strbuf *out)
{
    int diverged = 0, first = -1;
    for (int i = 0; i < n; i++) {
        if (path[i].stop_reason[0] && first < 0) first = i;
        diverged += path[i].stop_reason[0] != 0;
    }
    if (!diverged || path[0].plan.function->unbounded) return;
    lehr_strbuf words = {0};
    lehr_strbuf_printf(&words, lehr_translate("%d of %d diverged: the rate is too large here. %s, %s: %s."),
                       diverged, n, path[first].plan.optim, path[first].plan.sched, path[first].stop_reason);
    print_words(&words, out);
}

static const char
    first_off[] = "First off the map: %s, %s. This holds for this start and these rates; others give another order.",
    lowest[] = "Lowest: %s, %s. This holds for this start and these rates; others give another order.";

static void print_verdict(const lehr_trajectory *const order[], int n, lehr_strbuf *out)
{
    const lehr_trajectory *best = order[0];
    bool none = rank(best) == HUGE_VAL, unbounded = best->plan.function->unbounded;
    lehr_strbuf words = {0};
    if (none && unbounded)
        lehr_strbuf_printf(&words, "%s",
                           lehr_translate("No path has left the map yet: try more --steps, a larger --lr or another "
                                          "start (--from)."));
    else if (!none && n > 1 && rank(order[1]) != rank(best))
        lehr_strbuf_printf(&words, lehr_translate(unbounded ? first_off : lowest), best->plan.optim, best->plan.sched);
    print_words(&words, out);
}

void trajectory_table_print(const lehr_trajectory path[], int n, lehr_strbuf *out)
{
    const lehr_trajectory *order[TRAJECTORY_TABLE_MAX];
    layout l = layout_of(path, n);
    lehr_strbuf sentences = {0};
    sort(path, n, order);
    print_head(path, &l, out);
    for (int i = 0; i < n; i++) print_path(order[i], &l, out);
    print_diverged(path, n, &sentences);
    print_verdict(order, n, &sentences);
    if (sentences.s) lehr_strbuf_printf(out, "\n%s", sentences.s);
    if (sentences.status) out->status = sentences.status;
    lehr_strbuf_release(&sentences);
}
