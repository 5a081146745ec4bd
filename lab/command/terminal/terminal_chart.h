/* terminal_chart.h — a line chart in the terminal (terminal_canvas.h). */
#ifndef LEHR_COMMAND_TERMINAL_CHART_H
#define LEHR_COMMAND_TERMINAL_CHART_H
#include "core/base/strbuf.h"
#include "lab/plot/charts/line_chart.h"

/* Its lines with their axes, so many rows high; letters distinguish several lines, and so do colours, if wanted. Bands
 * are left out, and points that an axis does not accept. */
void terminal_chart_draw(lehr_strbuf *out, const lehr_line_chart *c, int rows, bool colour);

#endif
