#include "lab/command/terminal/trajectory_table.h"
#include <math.h>
#include <string.h>

static double last_f(const lehr_trajectory *p) { return p->f[p->count - 1]; }

/* Less is better: the lowest f; on a function without a minimum, the step at which the path leaves the map. Paths that
 * diverged come last. */
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
    size_t most = strlen(head);
    for (int i = 0; i < n; i++) {
        size_t length = strlen(sched ? path[i].plan.sched : path[i].plan.optim);
        if (length > most) most = length;
    }
    return most < 60 ? (int)most : 60;
}

/* Three digits, in a column. */
static lehr_short_text figure(double v)
{
    return v == 0                             ? lehr_short_printf("0")
           : fabs(v) >= 1e-3 && fabs(v) < 1e5 ? lehr_short_printf("%.3g", v)
                                              : lehr_short_printf("%.2e", v);
}

static void head(const lehr_trajectory *first, int rule, int sched, lehr_strbuf *out)
{
    const lehr_test_function *s = first->plan.function;
    const double *from = first->plan.from ? first->plan.from : s->start;
    lehr_strbuf_printf(out, "%s from (%s, %s), %ld updates; ", s->entry.name, lehr_number_text(from[0]).s,
                       lehr_number_text(from[1]).s, first->plan.steps);
    if (s->unbounded) lehr_strbuf_printf(out, "no lowest place: a path that leaves the map is right\n\n");
    else
        lehr_strbuf_printf(out, "lowest at (%s, %s)\n\n", lehr_number_text(s->goal[0]).s,
                           lehr_number_text(s->goal[1]).s);
    lehr_strbuf_printf(out, "%-*s  %-*s  %9s  %9s  ", rule, "rule", sched, "schedule", "base rate", "f at end");
    lehr_strbuf_printf(out, s->unbounded ? "leaves the map\n" : "from goal  nearest\n");
}

/* "0.00012 at 499" */
static lehr_short_text nearest(const lehr_trajectory *p)
{
    int t = lehr_trajectory_nearest(p);
    return lehr_short_printf("%s at %d", figure(lehr_trajectory_distance(p, t)).s, t);
}

static void row(const lehr_trajectory *p, int rule, int sched, lehr_strbuf *out)
{
    int leaves = lehr_trajectory_leaves_view(p);
    bool endless = p->plan.function->unbounded;
    lehr_strbuf_printf(out, "%-*.*s  %-*.*s  %9s  ", rule, rule, p->plan.optim, sched, sched, p->plan.sched,
                       lehr_number_text(p->plan.lr).s);
    if (p->stop_reason[0] && !endless) {
        lehr_strbuf_printf(out, "thrown out: update %d was its last; nearest %s\n", p->count - 1, nearest(p).s);
        return;
    }
    lehr_strbuf_printf(out, "%9s  ", figure(last_f(p)).s);
    if (!endless)
        lehr_strbuf_printf(out, "%9s  %s%s\n", figure(lehr_trajectory_distance(p, p->count - 1)).s, nearest(p).s,
                           last_f(p) > p->f[0] ? "; higher than it began" : "");
    else if (leaves < 0) lehr_strbuf_printf(out, "not yet\n");
    else lehr_strbuf_printf(out, "at update %d\n", leaves);
}

/* What the first of those that were thrown out ran into, in the optimizer's words. */
static void say_thrown(const lehr_trajectory path[], int n, lehr_strbuf *out)
{
    int thrown = 0, first = -1;
    for (int i = 0; i < n; i++) {
        if (path[i].stop_reason[0] && first < 0) first = i;
        thrown += path[i].stop_reason[0] != 0;
    }
    if (!thrown || path[0].plan.function->unbounded) return;
    lehr_strbuf_printf(out, "%d of %d %s thrown out, by a rate that is too large here. %s, %s: %s.\n", thrown, n,
                       thrown == 1 ? "was" : "were", path[first].plan.optim, path[first].plan.sched,
                       path[first].stop_reason);
}

static void verdict(const lehr_trajectory *const order[], int n, lehr_strbuf *out)
{
    const lehr_trajectory *best = order[0];
    if (rank(best) == HUGE_VAL) {
        if (!best->plan.function->unbounded) return;
        lehr_strbuf_printf(
            out, "None has left the map yet: more --steps, a larger --lr or another start (--from) may do it.\n");
        return;
    }
    if (n < 2 || rank(order[1]) == rank(best)) return;
    lehr_strbuf_printf(out, "%s: %s, %s. ", best->plan.function->unbounded ? "First off the map" : "Lowest",
                       best->plan.optim, best->plan.sched);
    lehr_strbuf_printf(out, "So it is from this start and with these rates; others make another order.\n");
}

void trajectory_table_print(const lehr_trajectory path[], int n, lehr_strbuf *out)
{
    const lehr_trajectory *order[TRAJECTORY_TABLE_MAX];
    int rule = widest(path, n, false, "rule"), sched = widest(path, n, true, "schedule");
    sort(path, n, order);
    head(path, rule, sched, out);
    for (int i = 0; i < n; i++) row(order[i], rule, sched, out);
    lehr_strbuf words = {0};
    say_thrown(path, n, &words);
    verdict(order, n, &words);
    if (words.s) lehr_strbuf_printf(out, "\n%s", words.s);
    if (words.status) out->status = words.status;
    lehr_strbuf_release(&words);
}
