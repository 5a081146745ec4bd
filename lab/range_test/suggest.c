#include "lab/range_test/suggest.h"
#include <math.h>

enum { GRID = LEHR_LR_GRID, HEAD = GRID / 20, EDGE = GRID / 50 };

static const double for_reading = 0.7;      /* the smoothing of a curve that has none */

/* What is read: y over the logarithm of the rate, at even steps; smaller is better. */
typedef struct grid {
    double low, high;                       /* logarithms of the rates at its two ends                    */
    double y[GRID];
    bool   open;                            /* the test went on to its end: what is beyond is not known   */
    int    best;                            /* where y is smallest                                        */
    double start, fall;                     /* y where it begins; how far it comes down                   */
} grid;

static double rate_at(const grid *g, double cell) { return exp(g->low + (g->high - g->low) * cell / (GRID - 1)); }

/* --- from the curve to the grid ----------------------------------------------------------------------------------- */

/* The points of a curve one after the other, smoothed. */
typedef struct walk {
    const lehr_range_curve *c;
    int    i;
    double keep, weight;                    /* of the smoothing; the sum of its weights so far, below 1   */
    double x, y, value;                     /* here                                                       */
} walk;

static walk walk_along(const lehr_range_curve *c)
{
    return (walk){ .c = c, .i = -1, .keep = c->plan.smoothing > 0 ? c->plan.smoothing : for_reading };
}

/* A point that is no number is passed over. A mean counts once half of its weight is there: the first ones are mere
 * single values. */
static bool walk_on(walk *w)
{
    double sign = w->c->plan.look == LEHR_OBSERVE_SCORE ? -1 : 1;
    while (++w->i < w->c->count) {
        const lehr_range_point *p = &w->c->point[w->i];
        if (!isfinite(p->value) || !(p->lr > 0) || !isfinite(p->lr)) continue;
        w->weight = 1 - (1 - w->weight) * w->keep;
        w->value = sign * p->value;
        w->x += (1 - w->keep) / w->weight * (log(p->lr) - w->x);
        w->y += (1 - w->keep) / w->weight * (w->value - w->y);
        if (w->weight >= 0.5) return true;
    }
    return false;
}

/* The two ends; how many points count. */
static int span(const lehr_range_curve *c, grid *g)
{
    int n = 0;
    for (walk w = walk_along(c); walk_on(&w); n++) {
        if (!n) g->low = w.x;
        g->high = w.x;
    }
    return n;
}

static double cell_of(const grid *g, double x) { return (x - g->low) / (g->high - g->low) * (GRID - 1); }

/* Straight lines from point to point. */
static void fill(const lehr_range_curve *c, grid *g)
{
    int next = 0;
    walk w = walk_along(c), before = w;
    for (; walk_on(&w); before = w) {
        double from = cell_of(g, before.x), to = cell_of(g, w.x);
        if (next == 0) g->y[next++] = w.y;
        for (; next < GRID && next <= to; next++)
            g->y[next] = before.y + (w.y - before.y) * (next - from) / (to - from);
    }
    for (; next < GRID; next++) g->y[next] = before.y;
}

static void measure(grid *g)
{
    g->start = 0;
    for (int i = 0; i < HEAD; i++) g->start += g->y[i] / HEAD;
    g->best = 0;
    for (int i = 1; i < GRID; i++)
        if (g->y[i] < g->y[g->best]) g->best = i;
    g->fall = g->start - g->y[g->best];
}

/* One standard deviation of a smoothed value: from the differences of neighbours up to the best (von Neumann 1941),
 * which do not see the fall itself. */
static double noise_of(const lehr_range_curve *c, const grid *g)
{
    double squares = 0, last = 0, most = g->low + (g->high - g->low) * fmax(g->best, HEAD) / (GRID - 1);
    int n = 0;
    walk w = walk_along(c);
    for (; walk_on(&w) && w.x <= most; n++) {
        if (n) squares += (w.value - last) * (w.value - last);
        last = w.value;
    }
    return n < 2 ? 0 : sqrt(squares / (2.0 * (n - 1)) * (1 - w.keep) / (1 + w.keep));
}

/* --- Smith's ------------------------------------------------------------------------------------------------------ */

static lehr_lr_suggestion here(const grid *g, double rate, double from, double to)
{
    return (
        lehr_lr_suggestion){ .rate = rate, .low = from <= EDGE, .high = g->open && to >= GRID - 1 - EDGE, .seeds = 1 };
}

/* The last cell before the best in which less than a tenth of the gain was made. */
static int base_cell(const grid *g)
{
    int i = g->best;
    while (i > 0 && g->y[i] < g->start - 0.1 * g->fall) i--;
    return i;
}

/* The largest bump within a twentieth of the range: so much up, and as much down again. One turn, as at the bottom of
 * a valley, is none. */
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

/* From base on, the first cell with a bump of a tenth of the gain, and more than noise alone could make; without one,
 * the best. */
static int max_cell(const grid *g, int base, double noise)
{
    double much = fmax(0.1 * g->fall, 6 * noise);
    int i = base;
    while (i < g->best && raggedness(g, i) <= much) i++;
    return i;
}

/* --- fastai's rules ----------------------------------------------------------------------------------------------- */

/* The longest falling sequence of points, gaps allowed, ends where the valley does; so many points before begins it. */
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
    return here(g, rate_at(g, begin + (end - begin) * 2 / 3), begin, end);
}

/* In falls per whole range, over so many cells to either side. */
static double slope(const grid *g, int i, int reach)
{
    int a = i - reach < 0 ? 0 : i - reach, b = i + reach > GRID - 1 ? GRID - 1 : i + reach;
    return (g->y[b] - g->y[a]) / (b - a) * (GRID - 1) / g->fall;
}

/* Only where it learns: before, a fall is noise, and beyond the best the net is shaken. */
static lehr_lr_suggestion steepest(const grid *g, int base)
{
    enum { REACH = 2 };
    int at = base;
    for (int i = base; i < g->best; i++)
        if (slope(g, i, REACH) < slope(g, at, REACH)) at = i;
    return here(g, rate_at(g, at), at, at);
}

/* An interval of 15 % of the range slides down from the right until the slopes at its two ends agree to half a fall
 * (fastai: 15 of 100 points, 0.005 each); the rate is that at its left end. It has not moved: there was no steep wall
 * to come down from. */
static lehr_lr_suggestion slide(const grid *g)
{
    int right = GRID - 1, left = right - GRID * 15 / 100;
    double rate = rate_at(g, left);
    while (left > 0 && fabs(slope(g, right, 1) - slope(g, left, 1)) > 0.5) {
        rate = rate_at(g, left);
        right--;
        left--;
    }
    return here(g, rate, left, right);
}

static lehr_lr_suggestion minimum(const grid *g) { return here(g, rate_at(g, g->best) / 10, g->best, g->best); }

/* --- a curve ------------------------------------------------------------------------------------------------------ */

/* Noise wanders by three of its deviations to either side. */
static lehr_lr_estimate_status judge(const lehr_lr_estimate *r, const grid *g)
{
    if (r->high < 2 * r->low) return LEHR_ESTIMATE_RANGE_TOO_NARROW;
    if (g->best >= HEAD && r->fall > 6 * r->noise && r->fall > 1e-3 * fabs(g->start)) return LEHR_ESTIMATE_OK;
    double rise = g->y[GRID - 1] - g->y[0];
    return rise > 6 * r->noise && rise > 1e-3 * fabs(g->start) ? LEHR_ESTIMATE_RISING : LEHR_ESTIMATE_FLAT;
}

void lehr_lr_estimate_from_curve(const lehr_range_curve *c, lehr_lr_estimate *out)
{
    grid g = { .open = c->end == LEHR_RANGE_DONE };
    *out = (lehr_lr_estimate){ .status = LEHR_ESTIMATE_TOO_FEW_POINTS, .seeds = 1 };
    out->points = span(c, &g);
    if (out->points < LEHR_MIN_CURVE_POINTS || !(g.high > g.low)) return;
    fill(c, &g);
    measure(&g);
    out->low = c->point[0].lr;
    out->high = c->point[c->count - 1].lr;
    out->fall = g.fall;
    out->noise = noise_of(c, &g);
    out->status = judge(out, &g);
    if (out->status != LEHR_ESTIMATE_OK) return;
    int base = base_cell(&g), max = max_cell(&g, base, out->noise);
    if (c->plan.look != LEHR_OBSERVE_SCORE) {
        out->of[LEHR_LR_VALLEY] = valley(&g);
        out->of[LEHR_LR_STEEPEST] = steepest(&g, base);
        out->of[LEHR_LR_SLIDE] = slide(&g);
        out->of[LEHR_LR_MINIMUM] = minimum(&g);
    }
    out->of[LEHR_LR_BASE] = here(&g, rate_at(&g, base), base, base);
    out->of[LEHR_LR_MAX] = here(&g, rate_at(&g, max), max, max);
}
