/* terminal_chart.h — a chart of lines on the terminal's paper (terminal_canvas.h). */
#ifndef LEHR_COMMAND_TERMINAL_CHART_H
#define LEHR_COMMAND_TERMINAL_CHART_H
#include "core/base/strbuf.h"
#include "lab/plot/charts/line_chart.h"

/* Its lines with their axes, 80 columns wide, so many rows high; several are told apart by letters, and in colour, if
 * wanted. Bands are left out. Nothing can make it fail: what has no place is not drawn. */
void terminal_chart_draw(lehr_strbuf *out, const lehr_line_chart *c, int rows, bool colour);

#endif
