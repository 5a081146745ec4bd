#include "lab/plot/parts/line_series.h"
#include <math.h>

typedef struct spot { double x, y; } spot;      /* logical pixels */

static double x_of(const lehr_series *s, int i) { return s->x ? s->x[i] : i; }

bool lehr_line_series_position(const lehr_figure *p, const lehr_series *s, int i, double *x, double *y)
{
    if (!lehr_axis_accepts(p->x.log, x_of(s, i)) || !lehr_axis_accepts(p->y.log, s->y[i])) return false;
    *x = lehr_axis_position(&p->x, x_of(s, i));
    *y = lehr_axis_position(&p->y, s->y[i]);
    return true;
}

static bool spot_at(const lehr_figure *p, const lehr_series *s, int i, spot *out)
{
    return lehr_line_series_position(p, s, i, &out->x, &out->y);
}

lehr_line_style lehr_line_series_style(const lehr_series s[], int n, int i)
{
    const lehr_colour pale = { 190, 196, 204 };
    int colour = s[i].same_colour_as > 0 ? s[i].same_colour_as - 1 : i;
    return (lehr_line_style){ s[i].faint ? pale : lehr_palette(colour), lehr_dashes(colour, s[i].dashed),
                              n <= 4 ? 2.2 : 1.9 };
}

int lehr_line_series_legend(const lehr_series s[], int n, lehr_legend_entry *key)
{
    int labels = 0;
    for (int i = 0; i < n; i++) {
        lehr_line_style k = lehr_line_series_style(s, n, i);
        if (s[i].label) key[labels++] = (lehr_legend_entry){ s[i].label, LEHR_MARKER_LINE, k.colour, k.dash };
    }
    return labels;
}

/* --- every value -------------------------------------------------------------------------------------------------- */

/* The points in one column of pixels are reduced to the first, highest, lowest and last, which cover the same pixels
 * (Jugel et al. 2014, "M4"). */
typedef struct column { double place; int count; spot first, last, up, down; bool up_first; } column;

static void column_add(column *k, spot s)
{
    if (!k->count) *k = (column){ k->place, 0, s, s, s, s, true };
    k->count++;
    if (s.y < k->up.y) {
        k->up = s;
        k->up_first = false;
    }
    if (s.y > k->down.y) {
        k->down = s;
        k->up_first = true;
    }
    k->last = s;
}

/* joined: points of the present line so far. */
static void column_draw(lehr_canvas *c, column *k, int *joined)
{
    const spot row[] = { k->first, k->up_first ? k->up : k->down, k->up_first ? k->down : k->up, k->last };
    for (int i = 0, n = k->count > 1 ? 4 : k->count; i < n; i++) {
        if ((*joined)++) lehr_stroke_line(c, row[i].x, row[i].y);
        else lehr_stroke_move(c, row[i].x, row[i].y);
    }
    k->count = 0;
}

/* Ends a line. A single point becomes a dot that is large enough to be seen. */
static void end_line(lehr_canvas *c, const column *k, int *joined, double width)
{
    if (*joined == 1) lehr_stroke_dot(c, k->last.x, k->last.y, width * 1.2);
    *joined = 0;
}

void lehr_line_series_line(lehr_figure *p, const lehr_series *s, const lehr_line_style *stroke, double alpha)
{
    column k = {0};
    int joined = 0;
    lehr_stroke_start(&p->canvas, stroke->width, stroke->dash);
    for (int i = 0; i < s->count; i++) {
        spot at;
        bool there = spot_at(p, s, i, &at);
        double place = there ? floor(at.x * p->canvas.scale) : 0;
        if (k.count && (!there || place != k.place)) column_draw(&p->canvas, &k, &joined);
        if (!there) end_line(&p->canvas, &k, &joined, stroke->width);
        k.place = place;
        if (there) column_add(&k, at);
    }
    column_draw(&p->canvas, &k, &joined);
    end_line(&p->canvas, &k, &joined, stroke->width);
    lehr_stroke_paint(&p->canvas, stroke->colour, alpha);
}

/* --- noise -------------------------------------------------------------------------------------------------------- */

/* Noise changes direction at about every other point, a cyclic schedule only at the ends of its cycles. A series with a
 * band shows its spread already, and a running mean needs increasing x. */
bool lehr_line_series_is_noisy(const lehr_figure *p, const lehr_series *s)
{
    spot before = {0}, at;
    double travel = 0, last_step = 0, first_x = 0;
    int n = 0, turns = 0;
    for (int i = 0; i < s->count && !s->low; i++) {
        if (!spot_at(p, s, i, &at)) continue;
        double step = n ? at.y - before.y : 0;
        if (!n++) first_x = at.x;
        else if (at.x < before.x) return false;
        travel += fabs(step);
        turns += step * last_step < 0;
        if (step != 0) last_step = step;
        before = at;
    }
    double across = before.x - first_x;
    return n > 2 * across && turns > n / 4 && travel > 3 * across && across > 0;
}

/* A sliding window over the points first … end − 1, with their sum. */
typedef struct window { int first, end, count; double sum; } window;

static void window_to(window *w, const lehr_figure *p, const lehr_series *s, double left, double right)
{
    spot at;
    for (; w->end < s->count; w->end++) {
        bool there = spot_at(p, s, w->end, &at);
        if (there && at.x > right) break;
        w->count += there;
        w->sum += there ? at.y : 0;
    }
    for (; w->first < w->end; w->first++) {
        bool there = spot_at(p, s, w->first, &at);
        if (there && at.x >= left) break;
        w->count -= there;
        w->sum -= there ? at.y : 0;
    }
}

void lehr_line_series_running_mean(lehr_figure *p, const lehr_series *s, const lehr_line_style *k)
{
    window w = {0};
    int joined = 0;
    spot first = {0}, last = {0};
    for (int i = 0; i < s->count && !spot_at(p, s, i, &first); i++) continue;
    for (int i = s->count - 1; i >= 0 && !spot_at(p, s, i, &last); i--) continue;
    lehr_stroke_start(&p->canvas, k->width, k->dash);
    for (double x = first.x; x <= last.x; x++) {
        double half = fmax(3, fmin(6, fmin(x - first.x, last.x - x))) + 0.5;    /* shorter at the ends, for less bias */
        window_to(&w, p, s, x - half, x + half);
        if (!w.count) joined = 0;
        else if (joined++) lehr_stroke_line(&p->canvas, x, w.sum / w.count);
        else lehr_stroke_move(&p->canvas, x, w.sum / w.count);
    }
    lehr_stroke_paint(&p->canvas, k->colour, 1);
}

/* --- the band ----------------------------------------------------------------------------------------------------- */

static bool edge_at(const lehr_figure *p, const lehr_series *s, int i, lehr_edge *out)
{
    double x = x_of(s, i), low = fmin(s->low[i], s->high[i]), high = fmax(s->low[i], s->high[i]);
    if (!lehr_axis_accepts(p->x.log, x)) return false;
    if (!lehr_axis_accepts(p->y.log, s->low[i]) || !lehr_axis_accepts(p->y.log, s->high[i])) return false;
    *out = (lehr_edge){ lehr_axis_position(&p->x, x), lehr_axis_position(&p->y, high), lehr_axis_position(&p->y, low) };
    return true;
}

void lehr_line_series_band(lehr_figure *p, const lehr_series *s, const lehr_line_style *k)
{
    lehr_edge before = {0}, now = {0};
    bool joined = false;
    lehr_stroke_start(&p->canvas, 0, NULL);
    for (int i = 0; i < s->count; i++, before = now) {
        bool there = edge_at(p, s, i, &now);
        if (there && joined) lehr_stroke_band(&p->canvas, before, now);
        joined = there;
    }
    lehr_stroke_paint(&p->canvas, k->colour, 0.18);
}
