/* series.h — points that are joined by a line: in a line chart, or as a path on a map. */
#ifndef LEHR_LAB_PLOT_PARTS_SERIES_H
#define LEHR_LAB_PLOT_PARTS_SERIES_H
#include <stdbool.h>

typedef struct lehr_series {        /* a line                                              */
    const char   *label;            /* NULL: not in the legend                              */
    const double *x, *y;            /* x NULL: 0, 1, 2, …                                  */
    const double *low, *high;       /* a band behind the line, both or neither             */
    int           count;            /* points                                              */
    bool          dashed;           /* also the first seven lines                          */
    bool          faint;            /* thin and grey, behind the others                    */
    int           same_colour_as;   /* number of a series, from 1; 0: its own              */
} lehr_series;

#endif
