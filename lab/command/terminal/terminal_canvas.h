/* terminal_canvas.h — a canvas in the terminal: every character is a cell of 2 x 4 dots or a letter; each row has a
 * label at the left. */
#ifndef LEHR_COMMAND_TERMINAL_CANVAS_H
#define LEHR_COMMAND_TERMINAL_CANVAS_H
#include <stdbool.h>
#include "core/base/strbuf.h"

enum { TERMINAL_CANVAS_CELLS = 68, TERMINAL_CANVAS_ROWS = 32 };     /* at most */

typedef struct terminal_canvas {
    int           rows, cells;      /* its height and width in characters */
    unsigned char dots[TERMINAL_CANVAS_ROWS][TERMINAL_CANVAS_CELLS]; /* as in Unicode's braille patterns */
    signed char   owner[TERMINAL_CANVAS_ROWS][TERMINAL_CANVAS_CELLS]; /* whose dots came last, or −1 */
    char          letter[TERMINAL_CANVAS_ROWS][TERMINAL_CANVAS_CELLS]; /* in place of the dots; 0: none */
} terminal_canvas;

/* As wide as the terminal has room, up to 80 columns. */
void terminal_canvas_init(terminal_canvas *p, int rows);
int  terminal_canvas_cells(void);               /* the width that it gets */

/* x from the left, y from the top, both in dots */
void terminal_canvas_dot(terminal_canvas *p, int x, int y, int owner);
void terminal_canvas_letter(terminal_canvas *p, int cell, int row, char letter, int owner);

/* A column of dots from *before to y, so that a jump is a vertical line. *before, −1 at first, becomes y. */
void terminal_canvas_line(terminal_canvas *p, int x, int *before, int y, int owner);

/* The y of a share 0 … 1 of the height; other shares are clamped. */
int  terminal_canvas_y(const terminal_canvas *p, double share);

/* One row of it, "    0.1 ▏…", in the owners' colours if wanted. */
void terminal_canvas_row(lehr_strbuf *out, const terminal_canvas *p, int row, const char *label, bool colour);

void terminal_canvas_color_on(lehr_strbuf *out, int owner); /* from here on, until … */
void terminal_canvas_color_off(lehr_strbuf *out);           /* … this                */

/* Letter i, a for 0, in its colour if wanted: for a legend. */
void terminal_canvas_legend_letter(lehr_strbuf *out, int i, bool colour);

#endif
