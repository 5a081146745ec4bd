#include "lab/command/terminal/terminal_chart.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal.h"
#include "lab/plot/parts/axis.h"
#include "lab/command/terminal/terminal_schedule.h"
#include "lab/command/terminal/terminal_canvas.h"
#include <math.h>

enum { MOST_LETTERS = 26 };

typedef struct drawing {
    terminal_canvas canvas;
    lehr_axis x, y;
} drawing;

static double x_of(const lehr_series *s, int i) { return s->x ? s->x[i] : i; }

static void span(drawing *d, const lehr_line_chart *c)
{
    lehr_range x = LEHR_NO_RANGE, y = LEHR_NO_RANGE;
    for (int k = 0; k < c->count; k++)
        for (int i = 0; i < c->series[k].count; i++) {
            double at = x_of(&c->series[k], i), v = c->series[k].y[i];
            if (!lehr_axis_accepts(c->log_x, at) || !lehr_axis_accepts(c->log_y, v)) continue;
            lehr_range_add(&x, c->log_x, &at, 1);
            lehr_range_add(&y, c->log_y, &v, 1);
        }
    lehr_axis_set_range(&d->x, c->log_x, x, 0);
    lehr_axis_set_range(&d->y, c->log_y, y, 0);
    d->x.from = 0, d->x.to = 2 * d->canvas.cells - 1;
    d->y.from = 0, d->y.to = 1;
}

/* The dot of a point; false: it has none. */
static bool place(const drawing *d, const lehr_series *s, int i, int *x, int *y)
{
    if (!lehr_axis_accepts(d->x.log, x_of(s, i)) || !lehr_axis_accepts(d->y.log, s->y[i])) return false;
    *x = (int)lrint(fmin(fmax(lehr_axis_position(&d->x, x_of(s, i)), 0), 2 * d->canvas.cells - 1));
    *y = terminal_canvas_y(&d->canvas, lehr_axis_position(&d->y, s->y[i]));
    return true;
}

/* Points are joined: every column between two of them has a dot. */
static void draw_series(drawing *d, const lehr_series *s, int owner)
{
    int last_x = -1, before = -1, x, y;
    for (int i = 0; i < s->count; i++) {
        if (!place(d, s, i, &x, &y)) {
            before = -1;
            continue;
        }
        int from = before, steps = x - last_x;
        for (int k = 1; k < steps && before >= 0; k++)
            terminal_canvas_line(&d->canvas, last_x + k, &before, from + (y - from) * k / steps, owner);
        terminal_canvas_line(&d->canvas, x, &before, y, owner);
        last_x = x;
    }
}

/* Three letters on each line, those of different lines in different places. */
static void letter_lines(drawing *d, const lehr_series *s, int owner, int n)
{
    for (int k = 0; k < 3; k++) {
        int dots = 2 * d->canvas.cells, x, y, wanted = (int)((k + (owner + 0.5) / n) / 3 * dots), best = -1,
            nearest = dots;
        for (int i = 0; i < s->count; i++)
            if (place(d, s, i, &x, &y) && (x > wanted ? x - wanted : wanted - x) < nearest) {
                nearest = x > wanted ? x - wanted : wanted - x;
                best = i;
            }
        if (best >= 0 && place(d, s, best, &x, &y))
            terminal_canvas_letter(&d->canvas, x / 2, y / 4, (char)('a' + owner % MOST_LETTERS), owner);
    }
}

static lehr_short_text end_of(const lehr_axis *a, bool high)
{
    return lehr_short_printf("%.4g", a->log ? pow(10, high ? a->high : a->low) : high ? a->high : a->low);
}

static void add_legend(lehr_strbuf *out, const lehr_line_chart *c, int n, bool colour)
{
    for (int i = 0; i < n && c->series[i].label; i++) {
        lehr_strbuf_printf(out, "  ");
        if (n > 1) terminal_canvas_legend_letter(out, i, colour);
        lehr_strbuf_printf(out, "  ");
        lehr_utf8_fit(out, c->series[i].label, terminal_columns() - 6);
        lehr_strbuf_printf(out, "\n");
    }
}

/* Dashed companions are left out, as in dots they look like the others. */
static int lines_of(const lehr_line_chart *c)
{
    int n = 0;
    while (n < c->count && !c->series[n].same_colour_as) n++;
    return n;
}

void terminal_chart_draw(lehr_strbuf *out, const lehr_line_chart *c, int rows, bool colour)
{
    drawing d;
    lehr_line_chart shown = *c;
    int n = shown.count = lines_of(c);
    terminal_canvas_init(&d.canvas, rows);
    span(&d, &shown);
    for (int i = 0; i < n; i++) draw_series(&d, &c->series[i], i);
    for (int i = 0; i < n && n > 1; i++) letter_lines(&d, &c->series[i], i, n);
    if (c->title) paragraph_print(out, c->title, 0, 0);
    for (int row = 0; row < rows; row++)
        terminal_canvas_row(out, &d.canvas, row,
                            row == 0          ? end_of(&d.y, true).s
                            : row == rows - 1 ? end_of(&d.y, false).s
                                    : "",
                            colour && n > 1);
    lehr_short_text first = end_of(&d.x, false), last = end_of(&d.x, true);
    char right[160];
    lehr_snprintf(right, sizeof right, "%s %s", c->x_label ? lehr_translate("update") : "", last.s);
    int gap = d.canvas.cells - lehr_utf8_width(first.s) - lehr_utf8_width(right);
    lehr_strbuf_printf(out, "%11s%s%*s%s\n", "", first.s, gap > 0 ? gap : 1, "", right);
    if (n > 1) add_legend(out, c, n, colour);
}
