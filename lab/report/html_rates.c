/* html_rates.c — the rate over the updates in at most a few hundred points, with every jump */
#include "lab/report/html_parts.h"
#include "core/checkpoint/json.h"
#include "sched/spec.h"
#include <math.h>

enum { MAX_SAMPLES = 100000, MAX_POINTS = 400, BUCKETS = 100 };

typedef struct curve { long *t; double *v; int n; lehr_arena memory; } curve;

static lehr_status allocate(curve *c, int n)
{
    c->t = lehr_arena_alloc(&c->memory, (size_t)n, sizeof *c->t);
    c->v = lehr_arena_alloc(&c->memory, (size_t)n, sizeof *c->v);
    return c->t && c->v ? LEHR_OK : LEHR_ERR_MEMORY;
}

static lehr_status sample(curve *c, const lehr_sched *s, long steps)
{
    int n = steps < MAX_SAMPLES ? (int)steps : MAX_SAMPLES;
    if (allocate(c, n)) return LEHR_ERR_MEMORY;
    for (c->n = 0; c->n < n; c->n++) {
        c->t[c->n] = n == steps ? c->n : (long)((double)c->n * (double)(steps - 1) / (n - 1));
        c->v[c->n] = lehr_sched_at(s, c->t[c->n]);
    }
    return LEHR_OK;
}

/* The rate of a plateau schedule depends on the run, so it comes from the history. */
static lehr_status read_history(curve *c, const lehr_history *h)
{
    if (allocate(c, h->count + 1)) return LEHR_ERR_MEMORY;
    for (c->n = 0; c->n < h->count; c->n++) {
        c->t[c->n] = h->row[c->n].step - 1;
        c->v[c->n] = h->row[c->n].lr;
    }
    return LEHR_OK;
}

/* Appends point i to the kept points. */
static void append(curve *c, int *count, int i)
{
    c->t[*count] = c->t[i];
    c->v[(*count)++] = c->v[i];
}

/* In place. Lines from the last kept point that pass near all points after it have an interval of slopes. If it becomes
 * empty, the previous point is kept, and a new interval begins. The tolerance is relative to the value, for logarithmic
 * axes. */
static void simplify(curve *c)
{
    double peak = 0, low = -INFINITY, high = INFINITY;
    int count = 0, from = 0;
    for (int i = 0; i < c->n; i++) peak = fmax(peak, c->v[i]);
    if (c->n) append(c, &count, 0);
    for (int i = 1; i < c->n; i++) {
        double slope = (c->v[i] - c->v[from]) / (double)(c->t[i] - c->t[from]);
        if (slope < low || slope > high) {
            append(c, &count, from = i - 1);
            low = -INFINITY;
            high = INFINITY;
            slope = (c->v[i] - c->v[from]) / (double)(c->t[i] - c->t[from]);
        }
        double near = 0.0004 * fmax(c->v[i], 1e-4 * peak) / (double)(c->t[i] - c->t[from]);
        low = fmax(low, slope - near);
        high = fmin(high, slope + near);
    }
    if (c->n > 1) append(c, &count, c->n - 1);
    c->n = count;
}

/* In place, for noisy curves: keeps the first, lowest, highest and last point of each bucket of time, which look the
 * same as all points. */
static void downsample(curve *c, long steps)
{
    int count = 0, end;
    for (int from = 0; from < c->n; from = end) {
        int lowest = from, highest = from;
        long bucket = (long)((double)c->t[from] / (double)steps * BUCKETS);
        for (end = from; end < c->n && (long)((double)c->t[end] / (double)steps * BUCKETS) == bucket; end++) {
            if (c->v[end] < c->v[lowest]) lowest = end;
            if (c->v[end] > c->v[highest]) highest = end;
        }
        for (int i = from; i < end; i++)
            if (i == from || i == lowest || i == highest || i == end - 1) append(c, &count, i);
    }
    c->n = count;
}

static void add_curve(const curve *c, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "{\"t\":[");
    for (int i = 0; i < c->n; i++) lehr_strbuf_printf(out, "%s%ld", i ? "," : "", c->t[i]);
    lehr_strbuf_printf(out, "],\"v\":[");
    for (int i = 0; i < c->n; i++) lehr_json_put_number(out, i ? "," : "", c->v[i], LEHR_HTML_DIGITS);
    lehr_strbuf_printf(out, "]}");
}

void lehr_html_rate(const lehr_comparison *c, int policy, lehr_strbuf *out)
{
    lehr_sched s;
    curve rate = { .n = 0 };
    lehr_status status = lehr_sched_parse_epochs(&s, c->policy[policy].spec, c->plan.lr, c->steps, c->steps_per_epoch);
    if (!status)
        status = lehr_sched_is_plateau(&s) ? read_history(&rate, &c->run[policy * c->seeds].history)
                                           : sample(&rate, &s, c->steps);
    simplify(&rate);
    if (rate.n > MAX_POINTS) downsample(&rate, c->steps);
    add_curve(&rate, out);
    if (status && !out->status) out->status = status;
    lehr_arena_release(&rate.memory);
}
