#include "lab/plot/charts/contour.h"
#include "lab/plot/parts/contour_labels.h"
#include "lab/plot/parts/line_series.h"
#include "lab/plot/parts/path_overlay.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/plot/draw/png.h"
#include <float.h>
#include <math.h>
#include <stdlib.h>

enum { MAX_LEVELS = 128 };

/* --- arguments ---------------------------------------------------------------------------------------------------- */

static lehr_status check_levels(const lehr_contour *c)
{
    if (c->levels < 0 || c->levels > MAX_LEVELS || (c->levels && !c->level))
        return lehr_fail(LEHR_ERR_VALUE, "contour: %d levels%s; 0 to %d are possible", c->levels,
                         c->level ? "" : lehr_translate(", but level is NULL"), MAX_LEVELS);
    for (int i = 0; i < c->levels; i++)
        if (!lehr_axis_accepts(c->log, c->level[i]) || (i && c->level[i] <= c->level[i - 1]))
            return lehr_fail(LEHR_ERR_VALUE, "contour: level %d is %g; levels must be finite and rise%s", i + 1,
                             c->level[i], c->log ? lehr_translate(", and be above 0 where log is set") : "");
    return LEHR_OK;
}

static lehr_status check(const lehr_contour *c)
{
    lehr_status status = lehr_figure_check_range("contour", "x", c->x_low, c->x_high);
    if (!status) status = lehr_figure_check_range("contour", "y", c->y_low, c->y_high);
    if (!status) status = check_levels(c);
    if (status) return status;
    if (c->rows < 1 || c->columns < 1 || !c->value)
        return lehr_fail(LEHR_ERR_VALUE, "contour: a grid of %d x %d%s; at least 1 x 1 is needed", c->rows,
                         c->columns, c->value ? "" : lehr_translate(", but value is NULL"));
    if (c->paths < 0 || (c->paths && !c->path))
        return lehr_fail(LEHR_ERR_VALUE, "contour: %d paths, but path is NULL", c->paths);
    for (int i = 0; i < c->paths; i++)
        if (c->path[i].count < 0 || (c->path[i].count && !(c->path[i].x && c->path[i].y)))
            return lehr_fail(LEHR_ERR_VALUE, "contour: path %d has %d points%s", i + 1, c->path[i].count,
                             c->path[i].x && c->path[i].y ? "" : lehr_translate(", but x or y is NULL"));
    return LEHR_OK;
}

/* --- the levels --------------------------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The range of the heights without the lowest and the highest 0.05 %, which may be outliers. */
static lehr_range robust_range(double *height, size_t n)
{
    size_t known = 0;
    for (size_t i = 0; i < n; i++)
        if (isfinite(height[i])) height[known++] = height[i];
    if (!known) return LEHR_NO_RANGE;
    qsort(height, known, sizeof *height, by_value);
    return (lehr_range){ height[known / 2000], height[known - 1 - known / 2000] };
}

/* Adds lines without labels between the heights from and to, inside the range. */
static int add_between(double from, double to, int parts, lehr_range r, lehr_contour_level level[], int n)
{
    for (int k = 1; k < parts; k++) {
        double height = from * (1 - (double)k / parts) + to * ((double)k / parts);
        if (height > r.low && height < r.high && n < MAX_LEVELS) level[n++] = (lehr_contour_level){ .height = height };
    }
    return n;
}

/* Round levels, as the ticks of an axis, with one or two lines between two of them; fewer on a small map. */
static int round_levels(lehr_range r, bool log, double side, lehr_contour_level level[])
{
    int most = side >= 400 ? 8 : side >= 120 ? (int)(side / 50) : 2;
    lehr_axis a;
    lehr_tick *t = a.tick;
    int n = 0, ticks = 0;
    lehr_range values = r;
    if (log && r.low <= r.high) {
        values.low  = fmin(DBL_MAX, fmax(DBL_MIN, pow(10, r.low)));
        values.high = fmin(DBL_MAX, fmax(DBL_MIN, pow(10, r.high)));
    }
    lehr_axis_set_range(&a, log, values, 0);
    lehr_axis_set_ticks(&a, most);
    for (int i = 0; i < a.count; i++)
        if (t[i].label.s[0]) t[ticks++] = t[i];
    int parts = ticks < 6 && most == 8 ? 3 : 2;
    for (int i = 0; i < ticks && n < MAX_LEVELS; i++) {
        if (!i && ticks > 1) n = add_between(2 * t[0].at - t[1].at, t[0].at, parts, r, level, n);
        level[n++] = (lehr_contour_level){ t[i].at, t[i].label, true };
        double next = i + 1 < ticks ? t[i + 1].at : i ? 2 * t[i].at - t[i - 1].at : t[i].at;
        if (n < MAX_LEVELS) n = add_between(t[i].at, next, next > t[i].at ? parts : 0, r, level, n);
    }
    return n;
}

static int given_levels(const lehr_contour *c, lehr_contour_level level[])
{
    for (int i = 0; i < c->levels; i++)
        level[i] = (lehr_contour_level){ c->log ? log10(c->level[i]) : c->level[i], lehr_number_text(c->level[i]),
                                         true };
    return c->levels;
}

/* --- the background ----------------------------------------------------------------------------------------------- */

/* Light at the bottom, where paths end, to a blue grey at the top. */
static lehr_colour tint(double share)
{
    static const double low[] = { 252, 252, 250 }, high[] = { 172, 186, 204 };
    double c[3];
    for (int k = 0; k < 3; k++) c[k] = low[k] + (high[k] - low[k]) * share + 0.5;
    return (lehr_colour){ (unsigned char)c[0], (unsigned char)c[1], (unsigned char)c[2] };
}

static int band_of(double height, const lehr_contour_level level[], int n)
{
    int band = 0;
    while (band < n && height > level[band].height) band++;
    return band;
}

static void draw_background(lehr_figure *p, const lehr_heightfield *r, const lehr_contour_level level[], int n)
{
    lehr_pixels k = p->canvas.clip;
    double width = k.right - k.left, height = k.bottom - k.top;
    for (int y = k.top; y < k.bottom; y++)
        for (int x = k.left; x < k.right; x++) {
            double h = lehr_heightfield_at(r, (x + 0.5 - k.left) / width, (k.bottom - y - 0.5) / height);
            if (!isnan(h)) lehr_canvas_blend(&p->canvas, x, y, tint(n ? (double)band_of(h, level, n) / n : 0), 1);
        }
}

static void add_segment(void *context, double x0, double y0, double x1, double y1)
{
    lehr_figure *p = context;
    lehr_box b = p->box;
    lehr_stroke_move(&p->canvas, b.left + x0 * (b.right - b.left), b.bottom - y0 * (b.bottom - b.top));
    lehr_stroke_line(&p->canvas, b.left + x1 * (b.right - b.left), b.bottom - y1 * (b.bottom - b.top));
}

static void draw_lines(lehr_figure *p, const lehr_heightfield *r, const lehr_contour_level level[], int n)
{
    const lehr_colour ink = { 92, 106, 128 };
    for (int i = 0; i < n; i++) {
        lehr_stroke_start(&p->canvas, 1, NULL);
        lehr_heightfield_contour(r, level[i].height, add_segment, p);
        lehr_stroke_paint(&p->canvas, ink, level[i].strong ? 0.6 : 0.25);
    }
}

/* --- the figure --------------------------------------------------------------------------------------------------- */

static void add_mark(lehr_occupancy *k, const lehr_figure *p, const double *mark)
{
    double x, y;
    if (lehr_path_overlay_position(p, mark, &x, &y))
        lehr_occupancy_add_box(k, p, (lehr_box){ x - 50, y - 26, x + 50, y + 26 });
}

static void draw_labels(lehr_figure *p, const lehr_contour *c, const lehr_heightfield *r,
                        const lehr_contour_level level[], int n, lehr_occupancy *k)
{
    for (int i = 0; i < c->paths; i++) lehr_occupancy_add_path(k, p, &c->path[i]);
    add_mark(k, p, c->start);
    add_mark(k, p, c->goal);
    for (int i = 0; i < n; i++) lehr_contour_label_draw(p, r, level, n, i, tint((i + 0.5) / n), k);
}

/* The longest first, so that it does not hide the others; then all the ends. */
static lehr_status draw_paths(lehr_figure *p, const lehr_contour *c)
{
    const double done = -1;
    double *length = lehr_alloc((size_t)c->paths + 1, sizeof *length);
    if (!length) return LEHR_ERR_MEMORY;
    for (int i = 0; i < c->paths; i++) length[i] = lehr_path_overlay_length(p, &c->path[i]);
    for (int drawn = 0; drawn < c->paths; drawn++) {
        int longest = 0;
        for (int i = 1; i < c->paths; i++)
            if (length[i] > length[longest]) longest = i;
        lehr_path_overlay_draw(p, &c->path[longest], longest);
        length[longest] = done;
    }
    for (int i = 0; i < c->paths; i++) lehr_path_overlay_end(p, &c->path[i], i);
    lehr_free(length);
    return LEHR_OK;
}

static lehr_status draw_all(lehr_figure *p, const lehr_contour *c)
{
    lehr_heightfield r, coarse = {0};
    lehr_contour_level level[MAX_LEVELS];
    double width = p->box.right - p->box.left, height = p->box.bottom - p->box.top;
    int across = (int)fmax(2, width + 1), up = (int)fmax(2, height + 1);
    lehr_occupancy *occupied = lehr_alloc(1, sizeof *occupied);
    lehr_status status = occupied ? lehr_heightfield_init(&r, c->value, c->rows, c->columns, c->log, up, across)
                               : LEHR_ERR_MEMORY;
    if (!status) status = lehr_heightfield_init(&coarse, c->value, c->rows, c->columns, c->log, c->rows, c->columns);
    if (!status) {
        lehr_range range = robust_range(coarse.height, (size_t)c->rows * (size_t)c->columns);
        int n = c->levels ? given_levels(c, level) : round_levels(range, c->log, fmin(width, height), level);
        lehr_canvas_clip(&p->canvas, &p->box);
        draw_background(p, &r, level, n);
        draw_lines(p, &r, level, n);
        draw_labels(p, c, &r, level, n, occupied);
        status = draw_paths(p, c);
        lehr_path_overlay_start(p, c->start);
        lehr_path_overlay_goal(p, c->goal);
    }
    if (occupied) lehr_heightfield_release(&r);
    lehr_heightfield_release(&coarse);
    lehr_free(occupied);
    return status;
}

lehr_status lehr_contour_png(const lehr_contour *c, const char *path)
{
    if (lehr_png_check(__func__, c, path) || check(c)) return LEHR_ERR_VALUE;
    lehr_legend_entry *key = lehr_alloc((size_t)c->paths + 1, sizeof *key);
    if (!key) return LEHR_ERR_MEMORY;
    lehr_figure p = {
        .title = c->title, .subtitle = c->subtitle, .x_label = c->x_label, .y_label = c->y_label,
        .width = c->width ? c->width : 860, .height = c->height ? c->height : 640,
        .scale = c->scale != 0 ? c->scale : 2, .legend = key,
        .legend_count = lehr_line_series_legend(c->path, c->paths, key),
    };
    lehr_axis_set_range(&p.x, false, (lehr_range){ c->x_low, c->x_high }, 0);
    lehr_axis_set_range(&p.y, false, (lehr_range){ c->y_low, c->y_high }, 0);
    lehr_status status = lehr_figure_begin(&p);
    if (!status) {
        status = draw_all(&p, c);
        if (!status) status = lehr_figure_finish(&p, path);
        else lehr_figure_abandon(&p);
    }
    lehr_free(key);
    return status;
}
