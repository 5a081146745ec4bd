#include "lab/command/braille.h"
#include <math.h>
#include <string.h>

enum { CELLS = 68, DOTS = 2 * CELLS, MOST_ROWS = 32, LOOKS = 16 };      /* LOOKS: how many t are tried for one column of dots */

/* The t of look i of LOOKS at column x: the whole training is spread over the columns, first and last update included. */
static long moment(long steps, int x, int i)
{
    double share = (x + (double)i / LOOKS) / DOTS;
    long t = (long)(share * (double)steps);
    return x == DOTS - 1 && i == LOOKS - 1 ? steps - 1 : t < steps ? t : steps - 1;
}

double highest_rate(const lehr_sched *s, long steps)
{
    double top = 0;
    for (int x = 0; x < DOTS; x++)
        for (int i = 0; i < LOOKS; i++) top = fmax(top, lehr_sched_at(s, moment(steps, x, i)));
    return top;
}

/* Which dots are set, a byte a cell, in the order of Unicode's braille patterns. */
static void set_dot(unsigned char cell[MOST_ROWS][CELLS], int x, int y)
{
    static const unsigned char bit[4][2] = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };
    cell[y / 4][x / 2] |= bit[y % 4][x % 2];
}

void draw_schedule(lehr_text *out, const lehr_sched *s, long steps, double top, int rows)
{
    unsigned char cell[MOST_ROWS][CELLS];
    memset(cell, 0, sizeof cell);
    int height = 4 * rows, before = -1;
    for (int x = 0; x < DOTS; x++)
        for (int i = 0; i < LOOKS; i++) {
            double rate = lehr_sched_at(s, moment(steps, x, i));
            int y = (int)lrint((1 - (top > 0 ? rate / top : 0)) * (height - 1));
            int from = before < 0 ? y : before, step = from < y ? 1 : -1;
            for (int at = from; at != y; at += step) set_dot(cell, x, at);      /* a jump is a vertical line */
            set_dot(cell, x, y);
            before = y;
        }
    for (int row = 0; row < rows; row++) {
        lehr_word label = row == 0 ? lehr_number_text(top) : row == rows - 1 ? lehr_number_text(0) : (lehr_word){ "" };
        lehr_text_add(out, "%9.9s ▏", label.s);
        for (int c = 0; c < CELLS; c++) {
            unsigned code = 0x2800u + cell[row][c];
            char utf8[] = { (char)(0xE0 | code >> 12), (char)(0x80 | (code >> 6 & 0x3F)), (char)(0x80 | (code & 0x3F)) };
            lehr_text_bytes(out, utf8, sizeof utf8);
        }
        lehr_text_add(out, "\n");
    }
}
