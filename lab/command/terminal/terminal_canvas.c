#include "lab/command/terminal/terminal_canvas.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/terminal.h"
#include <math.h>
#include <string.h>

int terminal_canvas_cells(void)
{
    int left = terminal_columns() - 12;             /* the labels and their line; the last column stays free */
    return left < 8 ? 8 : left > TERMINAL_CANVAS_CELLS ? TERMINAL_CANVAS_CELLS : left;
}

void terminal_canvas_init(terminal_canvas *p, int rows)
{
    *p = (terminal_canvas){ .rows = rows, .cells = terminal_canvas_cells() };
    memset(p->owner, -1, sizeof p->owner);
}

void terminal_canvas_dot(terminal_canvas *p, int x, int y, int owner)
{
    static const unsigned char bit[4][2] = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };
    p->dots[y / 4][x / 2] |= bit[y % 4][x % 2];
    p->owner[y / 4][x / 2] = (signed char)owner;
}

void terminal_canvas_letter(terminal_canvas *p, int cell, int row, char letter, int owner)
{
    p->letter[row][cell] = letter;
    p->owner[row][cell] = (signed char)owner;
}

void terminal_canvas_line(terminal_canvas *p, int x, int *before, int y, int owner)
{
    for (int at = *before < 0 ? y : *before; at != y; at += at < y ? 1 : -1) terminal_canvas_dot(p, x, at, owner);
    terminal_canvas_dot(p, x, y, owner);
    *before = y;
}

int terminal_canvas_y(const terminal_canvas *p, double share)
{
    double inside = isfinite(share) ? fmin(fmax(share, 0), 1) : 0;
    return (int)lrint((1 - inside) * (4 * p->rows - 1));
}

void terminal_canvas_color_on(lehr_strbuf *out, int owner)
{
    lehr_strbuf_printf(out, "\033[%dm", 31 + (owner + 3) % 6 + (owner / 6 % 2 ? 60 : 0));
}
void terminal_canvas_color_off(lehr_strbuf *out) { lehr_strbuf_printf(out, "\033[0m"); }

void terminal_canvas_legend_letter(lehr_strbuf *out, int i, bool colour)
{
    if (colour) terminal_canvas_color_on(out, i);
    lehr_strbuf_printf(out, "%c", 'a' + i % 26);
    if (colour) terminal_canvas_color_off(out);
}

static void add_cell(lehr_strbuf *out, const terminal_canvas *p, int row, int c, bool colour)
{
    bool inked = colour && p->owner[row][c] >= 0;
    char braille[LEHR_UTF8_MAX];
    size_t length = lehr_utf8_encode(braille, 0x2800u + p->dots[row][c]);
    if (inked) terminal_canvas_color_on(out, p->owner[row][c]);
    if (p->letter[row][c]) lehr_strbuf_printf(out, "%c", p->letter[row][c]);
    else lehr_strbuf_append(out, braille, length);
    if (inked) terminal_canvas_color_off(out);
}

void terminal_canvas_row(lehr_strbuf *out, const terminal_canvas *p, int row, const char *label, bool colour)
{
    lehr_strbuf_printf(out, "%9s ▏", label);
    for (int c = 0; c < p->cells; c++) add_cell(out, p, row, c, colour);
    lehr_strbuf_printf(out, "\n");
}
