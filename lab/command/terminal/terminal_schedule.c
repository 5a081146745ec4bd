#include "lab/command/terminal/terminal_schedule.h"
#include "lab/command/terminal/terminal_canvas.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include <math.h>

enum { SAMPLES = 16 };                  /* values of t in one column of dots */

/* The t of sample i at column x of `dots`: the columns cover the training, its first and last update included. */
static long sampled_t(long steps, int dots, int x, int i)
{
    long t = (long)((x + (double)i / SAMPLES) / dots * (double)steps);
    return (x == dots - 1 && i == SAMPLES - 1) || t >= steps ? steps - 1 : t;
}

static double highest_rate(const lehr_sched s[], int n, long steps, int dots)
{
    double top = 0;
    for (int k = 0; k < n; k++)
        for (int x = 0; x < dots; x++)
            for (int i = 0; i < SAMPLES; i++) top = fmax(top, lehr_sched_at(&s[k], sampled_t(steps, dots, x, i)));
    return top;
}

/* A rate above the top is drawn at the top, as the samples need not include the highest rate. */
static int height_of(const terminal_canvas *p, double rate, double top)
{
    return terminal_canvas_y(p, top > 0 ? rate / top : 0);
}

static void draw_one(terminal_canvas *p, const lehr_sched *s, long steps, double top, int owner)
{
    int before = -1, dots = 2 * p->cells;
    for (int x = 0; x < dots; x++)
        for (int i = 0; i < SAMPLES; i++)
            terminal_canvas_line(p, x, &before, height_of(p, lehr_sched_at(s, sampled_t(steps, dots, x, i)), top),
                                 owner);
}

/* Three letters on each curve, those of different curves in different columns. */
static void put_letters(terminal_canvas *p, const lehr_sched *s, long steps, double top, int owner, int n)
{
    for (int k = 0; k < 3; k++) {
        int cell = (int)((k + (owner + 0.5) / n) / 3 * p->cells);
        int row = height_of(p, lehr_sched_at(s, sampled_t(steps, 2 * p->cells, 2 * cell, SAMPLES / 2)), top) / 4;
        terminal_canvas_letter(p, cell, row, (char)('a' + owner % 26), owner);
    }
}

void terminal_schedule_draw_rates(lehr_strbuf *out, const lehr_sched s[], int n, long steps, int rows, bool colour)
{
    terminal_canvas p;
    terminal_canvas_init(&p, rows);
    double top = highest_rate(s, n, steps, 2 * p.cells);
    for (int i = 0; i < n; i++) draw_one(&p, &s[i], steps, top, i);
    for (int i = 0; i < n && n > 1; i++) put_letters(&p, &s[i], steps, top, i, n);
    for (int row = 0; row < rows; row++) {
        char label[16] = "";
        if (row == 0) lehr_snprintf(label, sizeof label, "%.3g", top);
        else if (row == rows - 1) lehr_snprintf(label, sizeof label, "0");
        terminal_canvas_row(out, &p, row, label, colour && n > 1);
    }
}

void terminal_schedule_draw_axis(lehr_strbuf *out, const char *word, long steps)
{
    char last[48];
    lehr_snprintf(last, sizeof last, "%.20s %ld", word, steps - 1);
    lehr_strbuf_printf(out, "%11s0%*s%s\n", "", terminal_canvas_cells() - 1 - lehr_utf8_width(last), "", last);
}

void terminal_schedule_draw(lehr_strbuf *out, const lehr_sched s[], int n, long steps, int rows, bool colour)
{
    terminal_schedule_draw_rates(out, s, n, steps, rows, colour);
    terminal_schedule_draw_axis(out, lehr_translate("update"), steps);
}
