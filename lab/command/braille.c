#include "lab/command/braille.h"
#include <math.h>
#include <string.h>

enum { CELLS = 68, DOTS = 2 * CELLS, MOST_ROWS = 32, LOOKS = 16 };      /* LOOKS: how many t are tried for one column of dots */

typedef struct sheet {
    unsigned char dots[MOST_ROWS][CELLS];       /* as in Unicode's braille patterns      */
    signed char   owner[MOST_ROWS][CELLS];      /* whose curve was drawn here last, or −1 */
    char          letter[MOST_ROWS][CELLS];     /* in place of the dots; 0: none         */
    int           height;                       /* in dots                               */
    double        top;                          /* the rate at the upper edge            */
} sheet;

/* The t of look i of LOOKS at column x: the whole training is spread over the columns, first and last update included. */
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

/* A rate above the sheet, or none at all, is drawn at its edge: what was looked at to find the top need not have been everything. */
static int row_of(const sheet *p, double rate)
{
    double share = p->top > 0 && isfinite(rate) ? fmin(fmax(rate / p->top, 0), 1) : 0;
    return (int)lrint((1 - share) * (p->height - 1));
}

static void set_dot(sheet *p, int x, int y, int owner)
{
    static const unsigned char bit[4][2] = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };
    p->dots[y / 4][x / 2] |= bit[y % 4][x % 2];
    p->owner[y / 4][x / 2] = (signed char)owner;
}

static void draw_one(sheet *p, const lehr_sched *s, long steps, int owner)
{
    int before = -1;
    for (int x = 0; x < DOTS; x++)
        for (int i = 0; i < LOOKS; i++) {
            int y = row_of(p, lehr_sched_at(s, moment(steps, x, i))), at = before < 0 ? y : before;
            for (; at != y; at += at < y ? 1 : -1) set_dot(p, x, at, owner);    /* a jump is a vertical line */
            set_dot(p, x, y, owner);
            before = y;
        }
}

/* Three letters on each curve, those of different curves in different columns. */
static void put_letters(sheet *p, const lehr_sched *s, long steps, int owner, int n)
{
    for (int k = 0; k < 3; k++) {
        int cell = (int)((k + (owner + 0.5) / n) / 3 * CELLS);
        int row = row_of(p, lehr_sched_at(s, moment(steps, 2 * cell, LOOKS / 2))) / 4;
        p->letter[row][cell] = (char)('a' + owner % 26);
        p->owner[row][cell] = (signed char)owner;
    }
}

static void begin_colour(lehr_text *out, int i) { lehr_text_add(out, "\033[%dm", 31 + (i + 3) % 6 + (i / 6 % 2 ? 60 : 0)); }

void add_letter(lehr_text *out, int i, bool colour)
{
    if (colour) begin_colour(out, i);
    lehr_text_add(out, "%c%s", 'a' + i % 26, colour ? "\033[0m" : "");
}

static void add_cell(lehr_text *out, const sheet *p, int row, int c, bool colour)
{
    bool inked = p->owner[row][c] >= 0;
    unsigned code = 0x2800u + p->dots[row][c];
    char braille[] = { (char)(0xE0 | code >> 12), (char)(0x80 | (code >> 6 & 0x3F)), (char)(0x80 | (code & 0x3F)) };
    if (inked && colour) begin_colour(out, p->owner[row][c]);
    if (p->letter[row][c]) lehr_text_add(out, "%c", p->letter[row][c]);
    else lehr_text_bytes(out, braille, sizeof braille);
    if (inked && colour) lehr_text_add(out, "\033[0m");
}

void draw_schedules(lehr_text *out, const lehr_sched s[], int n, long steps, int rows, bool colour)
{
    sheet p = { .height = 4 * rows, .top = highest_rate(s, n, steps) };
    memset(p.owner, -1, sizeof p.owner);
    for (int i = 0; i < n; i++) draw_one(&p, &s[i], steps, i);
    for (int i = 0; i < n && n > 1; i++) put_letters(&p, &s[i], steps, i, n);
    for (int row = 0; row < rows; row++) {
        char label[16] = "";
        if (row == 0) lehr_print(label, sizeof label, "%.3g", p.top);
        else if (row == rows - 1) lehr_print(label, sizeof label, "0");
        lehr_text_add(out, "%9s ▏", label);
        for (int c = 0; c < CELLS; c++) add_cell(out, &p, row, c, colour && n > 1);
        lehr_text_add(out, "\n");
    }
    char last[32];
    int width = (int)lehr_print(last, sizeof last, "update %ld", steps - 1);
    lehr_text_add(out, "%11s0%*s%s\n", "", CELLS - 1 - width, "", last);
}
