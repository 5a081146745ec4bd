#include "lab/command/terminal/trajectory_table.h"
#include <math.h>
#include <string.h>

static double last_f(const lehr_path *p) { return p->f[p->count - 1]; }

/* Less is better: how low it came; on a surface without end, how soon it was off the map. Who was thrown out comes last. */
static double rank(const lehr_path *p)
{
    int leaves = lehr_path_leaves(p);
    if (p->plan.surface->endless) return leaves < 0 ? HUGE_VAL : leaves;
    return p->left[0] ? HUGE_VAL : last_f(p);
}

static void sort(const lehr_path path[], int n, const lehr_path *order[])
{
    for (int i = 0; i < n; i++) {
        int k = i;
        for (; k > 0 && rank(order[k - 1]) > rank(&path[i]); k--) order[k] = order[k - 1];
        order[k] = &path[i];
    }
}

static int widest(const lehr_path path[], int n, bool sched, const char *head)
{
    size_t most = strlen(head);
    for (int i = 0; i < n; i++) {
        size_t length = strlen(sched ? path[i].plan.sched : path[i].plan.optim);
        if (length > most) most = length;
    }
    return most < 60 ? (int)most : 60;
}

/* Three digits, in a column. */
static lehr_word figure(double v)
{
    return v == 0 ? lehr_words("0") : fabs(v) >= 1e-3 && fabs(v) < 1e5 ? lehr_words("%.3g", v) : lehr_words("%.2e", v);
}

static void head(const lehr_path *first, int rule, int sched, lehr_text *out)
{
    const lehr_surface *s = first->plan.surface;
    const double *from = first->plan.from ? first->plan.from : s->start;
    lehr_text_add(out, "%s from (%s, %s), %ld updates; ", s->row.name, lehr_number_text(from[0]).s, lehr_number_text(from[1]).s,
                  first->plan.steps);
    if (s->endless) lehr_text_add(out, "no lowest place: a path that leaves the map is right\n\n");
    else lehr_text_add(out, "lowest at (%s, %s)\n\n", lehr_number_text(s->goal[0]).s, lehr_number_text(s->goal[1]).s);
    lehr_text_add(out, "%-*s  %-*s  %9s  %9s  ", rule, "rule", sched, "schedule", "base rate", "f at end");
    lehr_text_add(out, s->endless ? "leaves the map\n" : "from goal  nearest\n");
}

/* "0.00012 at 499" */
static lehr_word nearest(const lehr_path *p)
{
    int t = lehr_path_nearest(p);
    return lehr_words("%s at %d", figure(lehr_path_distance(p, t)).s, t);
}

static void row(const lehr_path *p, int rule, int sched, lehr_text *out)
{
    int leaves = lehr_path_leaves(p);
    bool endless = p->plan.surface->endless;
    lehr_text_add(out, "%-*.*s  %-*.*s  %9s  ", rule, rule, p->plan.optim, sched, sched, p->plan.sched, lehr_number_text(p->plan.lr).s);
    if (p->left[0] && !endless) {
        lehr_text_add(out, "thrown out: update %d was its last; nearest %s\n", p->count - 1, nearest(p).s);
        return;
    }
    lehr_text_add(out, "%9s  ", figure(last_f(p)).s);
    if (!endless) lehr_text_add(out, "%9s  %s%s\n", figure(lehr_path_distance(p, p->count - 1)).s, nearest(p).s,
                                last_f(p) > p->f[0] ? "; higher than it began" : "");
    else if (leaves < 0) lehr_text_add(out, "not yet\n");
    else lehr_text_add(out, "at update %d\n", leaves);
}

/* What the first of those that were thrown out ran into, in the optimizer's words. */
static void say_thrown(const lehr_path path[], int n, lehr_text *out)
{
    int thrown = 0, first = -1;
    for (int i = 0; i < n; i++) {
        if (path[i].left[0] && first < 0) first = i;
        thrown += path[i].left[0] != 0;
    }
    if (!thrown || path[0].plan.surface->endless) return;
    lehr_text_add(out, "%d of %d %s thrown out, by a rate that is too large here. %s, %s: %s.\n", thrown, n, thrown == 1 ? "was" : "were",
                  path[first].plan.optim, path[first].plan.sched, path[first].left);
}

static void verdict(const lehr_path *const order[], int n, lehr_text *out)
{
    const lehr_path *best = order[0];
    if (rank(best) == HUGE_VAL) {
        if (!best->plan.surface->endless) return;
        lehr_text_add(out, "None has left the map yet: more --steps, a larger --lr or another start (--from) may do it.\n");
        return;
    }
    if (n < 2 || rank(order[1]) == rank(best)) return;
    lehr_text_add(out, "%s: %s, %s. ", best->plan.surface->endless ? "First off the map" : "Lowest", best->plan.optim, best->plan.sched);
    lehr_text_add(out, "So it is from this start and with these rates; others make another order.\n");
}

void path_table(const lehr_path path[], int n, lehr_text *out)
{
    const lehr_path *order[PATH_TABLE_MOST];
    int rule = widest(path, n, false, "rule"), sched = widest(path, n, true, "schedule");
    sort(path, n, order);
    head(path, rule, sched, out);
    for (int i = 0; i < n; i++) row(order[i], rule, sched, out);
    lehr_text words = {0};
    say_thrown(path, n, &words);
    verdict(order, n, &words);
    if (words.s) lehr_text_add(out, "\n%s", words.s);
    if (words.status) out->status = words.status;
    lehr_text_release(&words);
}
