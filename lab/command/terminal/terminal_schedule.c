#include "lab/command/terminal/terminal_schedule.h"
#include "lab/command/terminal/terminal_canvas.h"
#include "core/base/utf8.h"
#include <math.h>

enum { CELLS = SHEET_CELLS, DOTS = SHEET_DOTS, LOOKS = 16 };    /* LOOKS: how many t are tried for one column of dots */

/* The t of look i of LOOKS at column x: the whole training is spread over the columns, first and last update included.
 */
static long moment(long steps, int x, int i)
{
    long t = (long)((x + (double)i / LOOKS) / DOTS * (double)steps);
    return (x == DOTS - 1 && i == LOOKS - 1) || t >= steps ? steps - 1 : t;
}

static double highest_rate(const lehr_sched s[], int n, long steps)
{
    double top = 0;
    for (int k = 0; k < n; k++)
        for (int x = 0; x < DOTS; x++)
            for (int i = 0; i < LOOKS; i++) top = fmax(top, lehr_sched_at(&s[k], moment(steps, x, i)));
    return top;
}

/* A rate above the top is drawn at it: what was looked at to find the top need not have been everything. */
static int height_of(const sheet *p, double rate, double top) { return sheet_y(p, top > 0 ? rate / top : 0); }

static void draw_one(sheet *p, const lehr_sched *s, long steps, double top, int owner)
{
    int before = -1;
    for (int x = 0; x < DOTS; x++)
        for (int i = 0; i < LOOKS; i++)
            sheet_line(p, x, &before, height_of(p, lehr_sched_at(s, moment(steps, x, i)), top), owner);
}

/* Three letters on each curve, those of different curves in different columns. */
static void put_letters(sheet *p, const lehr_sched *s, long steps, double top, int owner, int n)
{
    for (int k = 0; k < 3; k++) {
        int cell = (int)((k + (owner + 0.5) / n) / 3 * CELLS);
        int row = height_of(p, lehr_sched_at(s, moment(steps, 2 * cell, LOOKS / 2)), top) / 4;
        sheet_letter(p, cell, row, (char)('a' + owner % 26), owner);
    }
}

void add_letter(lehr_strbuf *out, int i, bool colour)
{
    if (colour) sheet_colour(out, i);
    lehr_strbuf_printf(out, "%c", 'a' + i % 26);
    if (colour) sheet_plain(out);
}

void draw_rates(lehr_strbuf *out, const lehr_sched s[], int n, long steps, int rows, bool colour)
{
    sheet p;
    double top = highest_rate(s, n, steps);
    sheet_begin(&p, rows);
    for (int i = 0; i < n; i++) draw_one(&p, &s[i], steps, top, i);
    for (int i = 0; i < n && n > 1; i++) put_letters(&p, &s[i], steps, top, i, n);
    for (int row = 0; row < rows; row++) {
        char label[16] = "";
        if (row == 0) lehr_snprintf(label, sizeof label, "%.3g", top);
        else if (row == rows - 1) lehr_snprintf(label, sizeof label, "0");
        sheet_row(out, &p, row, label, colour && n > 1);
    }
}

void draw_updates(lehr_strbuf *out, const char *word, long steps)
{
    char last[48];
    lehr_snprintf(last, sizeof last, "%.20s %ld", word, steps - 1);
    lehr_strbuf_printf(out, "%11s0%*s%s\n", "", CELLS - 1 - lehr_utf8_width(last), "", last);
}

void draw_schedules(lehr_strbuf *out, const lehr_sched s[], int n, long steps, int rows, bool colour)
{
    draw_rates(out, s, n, steps, rows, colour);
    draw_updates(out, "update", steps);
}
