/* sparkline.h — numbers as a line of text: ▇▅▄▃▂▂▁▁ */
#ifndef LEHR_LAB_PLOT_CHARTS_SPARKLINE_H
#define LEHR_LAB_PLOT_CHARTS_SPARKLINE_H
#include "lab/plot/parts/axis.h"
#include "core/base/strbuf.h"

/* n values in `cells` characters, each the mean of its values; with fewer values than cells, a value fills several. On
 * a log scale the mean is that of the logarithms. "·": a cell without a value on the scale; blanks: n is 0. */
void lehr_sparkline(lehr_strbuf *out, const double *v, int n, int cells, bool log);

/* On a given scale, for several lines: from r.low, at the bottom, to r.high; values outside are clamped. */
void lehr_sparkline_within(lehr_strbuf *out, const double *v, int n, int cells, bool log, lehr_range r);

#endif
