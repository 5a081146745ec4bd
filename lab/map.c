#include "lab/map.h"
#include "lab/language.h"
#include "lab/plot.h"
#include "core/arena.h"
#include <math.h>
#include <stdio.h>

static const lehr_colour white = { 255, 255, 255 }, dark = { 34, 34, 34 };

/* --- what is asked ------------------------------------------------------------------------------------------------ */

static lehr_status check_range(const char *axis, double low, double high)
{
    if (isfinite(low) && isfinite(high) && low < high) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE, "map: %s from %g to %g is no range; low < high is needed", axis, low, high);
}

static lehr_status check_classes(const char *what, const int *v, size_t n, int classes)
{
    for (size_t i = 0; i < n; i++)
        if (v[i] < 0 || v[i] >= classes)
            return lehr_fail(LEHR_ERR_VALUE, "map: %s %zu is class %d; 0 to %d exist", what, i, v[i], classes - 1);
    return LEHR_OK;
}

static lehr_status check(const lehr_map *m)
{
    lehr_status status = check_range("x", m->x_low, m->x_high);
    if (!status) status = check_range("y", m->y_low, m->y_high);
    if (status) return status;
    if (m->classes < 1 || m->rows < 1 || m->columns < 1 || !m->winner)
        return lehr_fail(LEHR_ERR_VALUE, "map: %d classes on a grid of %d x %d%s; at least 1 on 1 x 1 is needed",
                         m->classes, m->rows, m->columns, m->winner ? "" : " without winners");
    if (m->count < 0 || (m->count && !(m->x && m->y && m->label)))
        return lehr_fail(LEHR_ERR_VALUE, "map: %d samples, but x, y or label is missing", m->count);
    status = check_classes("cell", m->winner, (size_t)m->rows * (size_t)m->columns, m->classes);
    if (!status) status = check_classes("sample", m->label, (size_t)m->count, m->classes);
    if (!status && m->said) status = check_classes("the answer for sample", m->said, (size_t)m->count, m->classes);
    return status;
}

/* --- the ground --------------------------------------------------------------------------------------------------- */

static double mix(double a, double b, double t) { return a + (b - a) * t; }

/* The winner's colour, paler the less it is sure: from none at an even chance to a third. */
static void cell_colour(const lehr_map *m, int row, int column, double rgb[3])
{
    size_t i = (size_t)row * (size_t)m->columns + (size_t)column;
    double even = m->classes > 1 ? 1.0 / m->classes : 0, p = m->probability ? m->probability[i] : 1;
    double sure = p > even ? (fmin(p, 1) - even) / (1 - even) : 0;          /* NaN: not sure at all */
    lehr_colour c = lehr_palette(m->winner[i]);
    double strength = 0.06 + 0.30 * sure;
    rgb[0] = mix(255, c.r, strength);
    rgb[1] = mix(255, c.g, strength);
    rgb[2] = mix(255, c.b, strength);
}

/* Between the middles of two cells: the lower one, and how far it is on the way to the upper. */
static int cell_below(double at, int cells, double *t)
{
    double place = fmin(cells - 1, fmax(0, at * cells - 0.5));
    int i = (int)place < cells - 1 ? (int)place : cells - 1;
    *t = place - i;
    return i;
}

/* Colours melt into each other from middle to middle, so the borders are smooth however coarse the grid. */
static lehr_colour ground_at(const lehr_map *m, double across, double up)
{
    double tx, ty, corner[4][3], c[3];
    int x = cell_below(across, m->columns, &tx), y = cell_below(up, m->rows, &ty);
    int right = x + 1 < m->columns ? x + 1 : x, above = y + 1 < m->rows ? y + 1 : y;
    cell_colour(m, y, x, corner[0]);
    cell_colour(m, y, right, corner[1]);
    cell_colour(m, above, x, corner[2]);
    cell_colour(m, above, right, corner[3]);
    for (int k = 0; k < 3; k++)
        c[k] = mix(mix(corner[0][k], corner[1][k], tx), mix(corner[2][k], corner[3][k], tx), ty) + 0.5;
    return (lehr_colour){ (unsigned char)c[0], (unsigned char)c[1], (unsigned char)c[2] };
}

static void draw_ground(lehr_plot *p, const lehr_map *m)
{
    lehr_pixels k = p->canvas.clip;
    double width = k.right - k.left, height = k.bottom - k.top;
    for (int y = k.top; y < k.bottom; y++)
        for (int x = k.left; x < k.right; x++)
            lehr_blend(&p->canvas, x, y, ground_at(m, (x + 0.5 - k.left) / width, (k.bottom - y - 0.5) / height), 1);
}

/* --- the samples -------------------------------------------------------------------------------------------------- */

static bool inside(const lehr_map *m, int i)
{
    return m->x[i] >= m->x_low && m->x[i] <= m->x_high && m->y[i] >= m->y_low && m->y[i] <= m->y_high;
}

static bool wrong(const lehr_map *m, int i)
{
    double t;
    if (m->said) return m->said[i] != m->label[i];
    if (!inside(m, i)) return false;
    double across = (m->x[i] / 2 - m->x_low / 2) / (m->x_high / 2 - m->x_low / 2);
    double up = (m->y[i] / 2 - m->y_low / 2) / (m->y_high / 2 - m->y_low / 2);
    int column = cell_below(across, m->columns, &t) + (t >= 0.5), row;
    row = cell_below(up, m->rows, &t) + (t >= 0.5);
    return m->winner[(size_t)row * (size_t)m->columns + (size_t)column] != m->label[i];
}

/* Right ones first and wrong ones on top, where they are not lost in the crowd. */
static void draw_samples(lehr_plot *p, const lehr_map *m, bool wrong_ones)
{
    double r = m->count <= 300 ? 4.2 : m->count <= 2000 ? 3.4 : 2.4;
    for (int i = 0; i < m->count; i++) {
        if (!inside(m, i) || wrong(m, i) != wrong_ones) continue;
        double x = lehr_axis_at(&p->x, m->x[i]), y = lehr_axis_at(&p->y, m->y[i]);
        lehr_pen_start(&p->canvas, 0, NULL);
        if (wrong_ones) {
            lehr_pen_dot(&p->canvas, x, y, r + 2.6);
            lehr_pen_ink(&p->canvas, dark, 1);
        }
        lehr_pen_dot(&p->canvas, x, y, r + 1.2);
        lehr_pen_ink(&p->canvas, white, 1);
        lehr_pen_dot(&p->canvas, x, y, r);
        lehr_pen_ink(&p->canvas, lehr_palette(m->label[i]), 1);
    }
}

/* --- the map ------------------------------------------------------------------------------------------------------ */

static int count_wrong(const lehr_map *m)
{
    int n = 0;
    for (int i = 0; i < m->count; i++) n += wrong(m, i);
    return n;
}

static int legend_keys(const lehr_map *m, lehr_key *key, lehr_word *words)
{
    int n = 0, errors = count_wrong(m);
    for (; n < m->classes; n++) {
        lehr_print(words[n].s, sizeof words[n].s, lehr_in_words("class %d"), n);
        const char *name = m->class_name && m->class_name[n] ? m->class_name[n] : words[n].s;
        key[n] = (lehr_key){ name, LEHR_SAMPLE_DOT, lehr_palette(n), NULL };
    }
    if (!errors) return n;
    lehr_print(words[n].s, sizeof words[n].s, lehr_in_words("misclassified: %d"), errors);
    key[n] = (lehr_key){ words[n].s, LEHR_SAMPLE_RING, dark, NULL };
    return n + 1;
}

static lehr_status draw(const lehr_map *m, const char *path, lehr_key *key, lehr_word *words)
{
    lehr_plot p = {
        .title = m->title, .subtitle = m->subtitle, .x_label = m->x_label, .y_label = m->y_label,
        .width = m->width ? m->width : 760, .height = m->height ? m->height : 640,
        .scale = m->scale != 0 ? m->scale : 2, .key = key, .keys = legend_keys(m, key, words), .square = true,
    };
    lehr_axis_span(&p.x, false, (lehr_range){ m->x_low, m->x_high }, 0);
    lehr_axis_span(&p.y, false, (lehr_range){ m->y_low, m->y_high }, 0);
    lehr_status status = lehr_plot_begin(&p);
    if (status) return status;
    lehr_canvas_clip(&p.canvas, &p.box);
    draw_ground(&p, m);
    lehr_box b = { p.box.left - 8, p.box.top - 8, p.box.right + 8, p.box.bottom + 8 };    /* whole dots at the edge */
    lehr_canvas_clip(&p.canvas, &b);
    draw_samples(&p, m, false);
    draw_samples(&p, m, true);
    return lehr_plot_finish(&p, path);
}

lehr_status lehr_map_png(const lehr_map *m, const char *path)
{
    lehr_status status = check(m);
    if (status) return status;
    lehr_arena a = {0};
    size_t most = (size_t)m->classes + 1;
    lehr_key *key = lehr_arena_take(&a, most, sizeof *key);
    lehr_word *words = key ? lehr_arena_take(&a, most, sizeof *words) : NULL;
    status = words ? draw(m, path, key, words) : LEHR_ERR_MEMORY;
    lehr_arena_release(&a);
    return status;
}
