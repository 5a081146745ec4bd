#include "lab/plot/charts/sparkline.h"
#include <math.h>

/* The mean of the values in a cell, or of their logarithms on a log scale. NaN: there are none. */
static double level(const double *v, int n, int cells, bool log, int cell)
{
    long first = (long)((long long)cell * n / cells), end = (long)(((long long)cell + 1) * n / cells), taken = 0;
    if (end == first) end++;
    for (long i = first; i < end; i++) taken += lehr_axis_accepts(log, v[i]);
    double mean = taken ? 0 : NAN;
    for (long i = first; i < end; i++)
        if (lehr_axis_accepts(log, v[i])) mean += (log ? log10(v[i]) : v[i]) / (double)taken;   /* a sum may overflow */
    return mean;
}

/* Halves, as high − low may overflow. A constant is drawn in the middle. */
static void add_level(lehr_strbuf *out, double v, lehr_range r)
{
    static const char *const height[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
    double share = r.low < r.high ? (v / 2 - r.low / 2) / (r.high / 2 - r.low / 2) : 0.49;
    if (isnan(v)) lehr_strbuf_printf(out, "·");
    else lehr_strbuf_printf(out, "%s", height[!(share > 0) ? 0 : share < 1 ? (int)(8 * share) : 7]);
}

static void add_levels(lehr_strbuf *out, const double *v, int n, int cells, bool log, lehr_range r)
{
    if (n < 1 && cells > 0) lehr_strbuf_printf(out, "%*s", cells, "");
    for (int i = 0; i < cells && n > 0; i++) add_level(out, level(v, n, cells, log, i), r);
}

void lehr_sparkline(lehr_strbuf *out, const double *v, int n, int cells, bool log)
{
    lehr_range r = LEHR_NO_RANGE;
    for (int i = 0; i < cells && n > 0; i++) {
        double at = level(v, n, cells, log, i);
        lehr_range_add(&r, false, &at, 1);
    }
    add_levels(out, v, n, cells, log, r);
}

void lehr_sparkline_within(lehr_strbuf *out, const double *v, int n, int cells, bool log, lehr_range r)
{
    if (log && r.low <= r.high) r = (lehr_range){ log10(r.low), log10(r.high) };
    add_levels(out, v, n, cells, log, r);
}
