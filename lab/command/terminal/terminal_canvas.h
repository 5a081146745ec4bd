/* terminal_canvas.h — paper for the terminal: every character is a grid of 2 x 4 dots, with letters among them and a
 * label at the left. */
#ifndef LEHR_COMMAND_SHEET_H
#define LEHR_COMMAND_SHEET_H
#include <stdbool.h>
#include "core/base/strbuf.h"

enum { SHEET_CELLS = 68, SHEET_DOTS = 2 * SHEET_CELLS, SHEET_MOST_ROWS = 32 };

typedef struct sheet {
    int           rows;
    unsigned char dots[SHEET_MOST_ROWS][SHEET_CELLS];       /* as in Unicode's braille patterns      */
    signed char   owner[SHEET_MOST_ROWS][SHEET_CELLS];      /* whose dots came last, or −1           */
    char          letter[SHEET_MOST_ROWS][SHEET_CELLS];     /* in place of the dots; 0: none         */
} sheet;

void sheet_begin(sheet *p, int rows);
void sheet_dot(sheet *p, int x, int y, int owner);          /* x from the left, y from the top, both in dots */
void sheet_letter(sheet *p, int cell, int row, char letter, int owner);

/* A column of dots from *before to y, so that a jump is a vertical line; *before −1: there was none. It becomes y. */
void sheet_line(sheet *p, int x, int *before, int y, int owner);

/* The place of a share 0 … 1 of the height, what is outside of it at the edge. */
int  sheet_y(const sheet *p, double share);

/* One row of it, "    0.1 ▏…", in the owners' colours if wanted. */
void sheet_row(lehr_strbuf *out, const sheet *p, int row, const char *label, bool colour);

void sheet_colour(lehr_strbuf *out, int owner);             /* from here on, until … */
void sheet_plain(lehr_strbuf *out);                         /* … this                */

#endif
