/* sparkline.h — a line of numbers as a line of text: ▇▅▄▃▂▂▁▁ */
#ifndef LEHR_LAB_PLOT_CHARTS_SPARKLINE_H
#define LEHR_LAB_PLOT_CHARTS_SPARKLINE_H
#include "lab/plot/charts/axis.h"
#include "core/base/strbuf.h"

/* n values in so many cells: each the mean of those that fall into it; where there are fewer values than cells, one
 * fills several. On a log scale the mean is that of the logarithms. "·" where the scale takes none of a cell's
 * values; blanks if there are no values at all. */
void lehr_sparkline(lehr_strbuf *out, const double *v, int n, int cells, bool log);

/* Several lines on one scale: from r.low, at the bottom, to r.high. Beyond its ends a line runs along the edge. */
void lehr_sparkline_within(lehr_strbuf *out, const double *v, int n, int cells, bool log, lehr_range r);

#endif
