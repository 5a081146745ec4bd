#include "lab/command/terminal/terminal_canvas.h"
#include "core/base/utf8.h"
#include <math.h>
#include <string.h>

void sheet_begin(sheet *p, int rows)
{
    *p = (sheet){ .rows = rows };
    memset(p->owner, -1, sizeof p->owner);
}

void sheet_dot(sheet *p, int x, int y, int owner)
{
    static const unsigned char bit[4][2] = { { 0x01, 0x08 }, { 0x02, 0x10 }, { 0x04, 0x20 }, { 0x40, 0x80 } };
    p->dots[y / 4][x / 2] |= bit[y % 4][x % 2];
    p->owner[y / 4][x / 2] = (signed char)owner;
}

void sheet_letter(sheet *p, int cell, int row, char letter, int owner)
{
    p->letter[row][cell] = letter;
    p->owner[row][cell] = (signed char)owner;
}

void sheet_line(sheet *p, int x, int *before, int y, int owner)
{
    for (int at = *before < 0 ? y : *before; at != y; at += at < y ? 1 : -1) sheet_dot(p, x, at, owner);
    sheet_dot(p, x, y, owner);
    *before = y;
}

int sheet_y(const sheet *p, double share)
{
    double inside = isfinite(share) ? fmin(fmax(share, 0), 1) : 0;
    return (int)lrint((1 - inside) * (4 * p->rows - 1));
}

void sheet_colour(lehr_strbuf *out, int owner)
{
    lehr_strbuf_printf(out, "\033[%dm", 31 + (owner + 3) % 6 + (owner / 6 % 2 ? 60 : 0));
}
void sheet_plain(lehr_strbuf *out) { lehr_strbuf_printf(out, "\033[0m"); }

static void add_cell(lehr_strbuf *out, const sheet *p, int row, int c, bool colour)
{
    bool inked = colour && p->owner[row][c] >= 0;
    char braille[LEHR_UTF8_MAX];
    size_t length = lehr_utf8_encode(braille, 0x2800u + p->dots[row][c]);
    if (inked) sheet_colour(out, p->owner[row][c]);
    if (p->letter[row][c]) lehr_strbuf_printf(out, "%c", p->letter[row][c]);
    else lehr_strbuf_append(out, braille, length);
    if (inked) sheet_plain(out);
}

void sheet_row(lehr_strbuf *out, const sheet *p, int row, const char *label, bool colour)
{
    lehr_strbuf_printf(out, "%9s ▏", label);
    for (int c = 0; c < SHEET_CELLS; c++) add_cell(out, p, row, c, colour);
    lehr_strbuf_printf(out, "\n");
}
