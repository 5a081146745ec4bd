#include "lab/range_test/suggest.h"
#include <math.h>

enum { GRID = LEHR_LR_GRID, HEAD = GRID / 20, EDGE = GRID / 50 };

static const double default_smoothing = 0.7;        /* of a curve that has none */

static const char *const names[] = { "valley", "steepest", "slide", "minimum/10", "base", "max" };

const char *lehr_lr_rule_name(lehr_lr_rule rule) { return rule >= 0 && rule < LEHR_LR_RULES ? names[rule] : NULL; }

/* y over the logarithm of the rate, at even steps; smaller is better. */
typedef struct grid {
    double low, high;                       /* logarithms of the rates at its two ends                       */
    double y[GRID];
    bool   open;                            /* the test did its last update: larger rates are untested       */
    int    best;                            /* where y is smallest                                           */
    double start, drop;                     /* the mean of the first y; from there to the best               */
} grid;

static double rate_at(const grid *g, double cell) { return exp(g->low + (g->high - g->low) * cell / (GRID - 1)); }

/* --- from the curve to the grid ----------------------------------------------------------------------------------- */

/* Iterates over the points of a curve and smooths them. */
typedef struct iterator {
    const lehr_range_curve *c;
    int    i;
    double decay, weight;                   /* of the smoothing; the sum of its weights so far, below 1      */
    double x, y, value;                     /* smoothed log rate and value; the value itself                 */
} iterator;

static iterator iterate(const lehr_range_curve *c)
{
    return (iterator){ .c = c, .i = -1, .decay = c->plan.smoothing > 0 ? c->plan.smoothing : default_smoothing };
}

/* Points that are not finite are skipped, and so are the first means, with less than half of their weight: they are
 * little more than single values. */
static bool next(iterator *it)
{
    double sign = it->c->plan.observable == LEHR_OBSERVE_SCORE ? -1 : 1;
    while (++it->i < it->c->count) {
        const lehr_range_point *p = &it->c->point[it->i];
        if (!isfinite(p->value) || !(p->lr > 0) || !isfinite(p->lr)) continue;
        it->weight = 1 - (1 - it->weight) * it->decay;
        it->value = sign * p->value;
        it->x += (1 - it->decay) / it->weight * (log(p->lr) - it->x);
        it->y += (1 - it->decay) / it->weight * (it->value - it->y);
        if (it->weight >= 0.5) return true;
    }
    return false;
}

/* Sets the two ends and returns the number of points. */
static int set_range(const lehr_range_curve *c, grid *g)
{
    int n = 0;
    for (iterator it = iterate(c); next(&it); n++) {
        if (!n) g->low = it.x;
        g->high = it.x;
    }
    return n;
}

static double cell_of(const grid *g, double x) { return (x - g->low) / (g->high - g->low) * (GRID - 1); }

/* Straight lines from point to point. */
static void fill(const lehr_range_curve *c, grid *g)
{
    int filled = 0;
    iterator it = iterate(c), before = it;
    for (; next(&it); before = it) {
        double from = cell_of(g, before.x), to = cell_of(g, it.x);
        if (filled == 0) g->y[filled++] = it.y;
        for (; filled < GRID && filled <= to; filled++)
            g->y[filled] = before.y + (it.y - before.y) * (filled - from) / (to - from);
    }
    for (; filled < GRID; filled++) g->y[filled] = before.y;
}

static void find_drop(grid *g)
{
    g->start = 0;
    for (int i = 0; i < HEAD; i++) g->start += g->y[i] / HEAD;
    g->best = 0;
    for (int i = 1; i < GRID; i++)
        if (g->y[i] < g->y[g->best]) g->best = i;
    g->drop = g->start - g->y[g->best];
}

/* The standard deviation of a smoothed value, from the differences of neighbours up to the best (von Neumann 1941), on
 * which the drop itself has little effect. */
static double noise_of(const lehr_range_curve *c, const grid *g)
{
    double squares = 0, last = 0, end = g->low + (g->high - g->low) * fmax(g->best, HEAD) / (GRID - 1);
    int n = 0;
    iterator it = iterate(c);
    for (; next(&it) && it.x <= end; n++) {
        if (n) squares += (it.value - last) * (it.value - last);
        last = it.value;
    }
    return n < 2 ? 0 : sqrt(squares / (2.0 * (n - 1)) * (1 - it.decay) / (1 + it.decay));
}

/* --- Smith's rules ------------------------------------------------------------------------------------------------ */

static lehr_lr_suggestion suggest(const grid *g, double rate, double from, double to)
{
    return (
        lehr_lr_suggestion){ .rate = rate, .low = from <= EDGE, .high = g->open && to >= GRID - 1 - EDGE, .seeds = 1 };
}

/* The last cell before the best in which the loss has made less than a tenth of its drop. */
static int base_cell(const grid *g)
{
    int i = g->best;
    while (i > 0 && g->y[i] < g->start - 0.1 * g->drop) i--;
    return i;
}

/* The largest bump within a twentieth of the range: a rise and an equal fall after it. A single turn, as at the bottom
 * of a valley, is not a bump. */
static double raggedness(const grid *g, int i)
{
    int from = i - HEAD / 2 < 0 ? 0 : i - HEAD / 2, to = i + HEAD / 2 > GRID - 1 ? GRID - 1 : i + HEAD / 2;
    double low = g->y[from], bump = 0;
    for (int k = from; k <= to; k++) {
        double after = g->y[k];
        low = fmin(low, g->y[k]);
        for (int j = k; j <= to; j++) after = fmin(after, g->y[j]);
        bump = fmax(bump, g->y[k] - fmax(low, after));
    }
    return bump;
}

/* From base on, the first cell with a bump of a tenth of the drop, and above the noise; without one, the best. */
static int max_cell(const grid *g, int base, double noise)
{
    double much = fmax(0.1 * g->drop, 6 * noise);
    int i = base;
    while (i < g->best && raggedness(g, i) <= much) i++;
    return i;
}

/* --- fastai's rules ----------------------------------------------------------------------------------------------- */

/* The valley ends where the longest falling sequence of points ends, with gaps allowed, and begins as many points
 * before as the sequence has. */
static lehr_lr_suggestion valley(const grid *g)
{
    int length[GRID], end = 0;
    for (int i = 0; i < GRID; i++) {
        length[i] = 1;
        for (int k = 0; k < i; k++)
            if (g->y[i] < g->y[k] && length[i] < length[k] + 1) length[i] = length[k] + 1;
        if (length[i] > length[end]) end = i;
    }
    double begin = end - length[end] + 1;
    return suggest(g, rate_at(g, begin + (end - begin) * 2 / 3), begin, end);
}

/* In drops per whole range, over `reach` cells to either side. */
static double slope(const grid *g, int i, int reach)
{
    int a = i - reach < 0 ? 0 : i - reach, b = i + reach > GRID - 1 ? GRID - 1 : i + reach;
    return (g->y[b] - g->y[a]) / (b - a) * (GRID - 1) / g->drop;
}

/* Only between base and best: before, a fall is noise; after, training diverges. */
static lehr_lr_suggestion steepest(const grid *g, int base)
{
    enum { REACH = 2 };
    int at = base;
    for (int i = base; i < g->best; i++)
        if (slope(g, i, REACH) < slope(g, at, REACH)) at = i;
    return suggest(g, rate_at(g, at), at, at);
}

/* An interval of 15 % of the range moves from the largest rate down until the slopes at its two ends differ by half a
 * drop at most (fastai: 15 of 100 points, 0.005 each). The rate is that of its left end. */
static lehr_lr_suggestion slide(const grid *g)
{
    int right = GRID - 1, left = right - GRID * 15 / 100;
    double rate = rate_at(g, left);
    while (left > 0 && fabs(slope(g, right, 1) - slope(g, left, 1)) > 0.5) {
        rate = rate_at(g, left);
        right--;
        left--;
    }
    return suggest(g, rate, left, right);
}

static lehr_lr_suggestion minimum(const grid *g) { return suggest(g, rate_at(g, g->best) / 10, g->best, g->best); }

/* --- a curve ------------------------------------------------------------------------------------------------------ */

/* Noise stays within three standard deviations to either side. */
static lehr_lr_estimate_status status_of(const lehr_lr_estimate *r, const grid *g)
{
    if (r->high < 2 * r->low) return LEHR_ESTIMATE_RANGE_TOO_NARROW;
    if (g->best >= HEAD && r->drop > 6 * r->noise && r->drop > 1e-3 * fabs(g->start)) return LEHR_ESTIMATE_OK;
    double rise = g->y[GRID - 1] - g->y[0];
    return rise > 6 * r->noise && rise > 1e-3 * fabs(g->start) ? LEHR_ESTIMATE_RISING : LEHR_ESTIMATE_FLAT;
}

void lehr_lr_estimate_from_curve(const lehr_range_curve *c, lehr_lr_estimate *out)
{
    if (!out) return;
    *out = (lehr_lr_estimate){ .status = LEHR_ESTIMATE_TOO_FEW_POINTS, .seeds = 1 };
    if (!c) return;
    grid g = { .open = c->end == LEHR_RANGE_DONE };
    out->points = set_range(c, &g);
    if (out->points < LEHR_MIN_CURVE_POINTS || !(g.high > g.low)) return;
    fill(c, &g);
    find_drop(&g);
    out->low = c->point[0].lr;
    out->high = c->point[c->count - 1].lr;
    out->drop = g.drop;
    out->noise = noise_of(c, &g);
    out->status = status_of(out, &g);
    if (out->status != LEHR_ESTIMATE_OK) return;
    int base = base_cell(&g), max = max_cell(&g, base, out->noise);
    if (c->plan.observable != LEHR_OBSERVE_SCORE) {
        out->suggestion[LEHR_LR_VALLEY] = valley(&g);
        out->suggestion[LEHR_LR_STEEPEST] = steepest(&g, base);
        out->suggestion[LEHR_LR_SLIDE] = slide(&g);
        out->suggestion[LEHR_LR_MINIMUM] = minimum(&g);
    }
    out->suggestion[LEHR_LR_BASE] = suggest(&g, rate_at(&g, base), base, base);
    out->suggestion[LEHR_LR_MAX] = suggest(&g, rate_at(&g, max), max, max);
}
