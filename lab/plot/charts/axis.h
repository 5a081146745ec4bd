/* axis.h — from numbers to places: the range of the data, round ticks, short labels, straight or logarithmic.
 *
 * low, high and the ticks are in axis units: the values themselves, or their decimal logarithms on a log axis.
 * from and to are logical pixels. Nothing here can fail: every range of doubles, and none at all, makes an axis. */
#ifndef LEHR_LAB_PLOT_CHARTS_AXIS_H
#define LEHR_LAB_PLOT_CHARTS_AXIS_H
#include <stdbool.h>
#include "core/base/format.h"

enum { LEHR_MAX_TICKS = 64 };

typedef struct lehr_range { double low, high; } lehr_range;                 /* low > high: nothing yet      */
typedef struct lehr_tick  { double at; lehr_short_text label; } lehr_tick;  /* label "": a line between two */

typedef struct lehr_axis {
    bool   log, integer;            /* integer: ticks are at least 1 apart                      */
    double low, high;               /* the range, in axis units: logarithms on a log axis       */
    double from, to;                /* where its ends are drawn, in logical pixels              */
    int    count;
    lehr_tick tick[LEHR_MAX_TICKS];
} lehr_axis;

#define LEHR_NO_RANGE ((lehr_range){ HUGE_VAL, -HUGE_VAL })                 /* needs <math.h>                        */

bool   lehr_axis_accepts(bool log, double v);                               /* finite, and positive on a log axis    */
void   lehr_range_add(lehr_range *r, bool log, const double *v, long n);    /* of what the axis takes                */
/* margin: share of it to add at the ends */
void   lehr_axis_set_range(lehr_axis *a, bool log, lehr_range r, double margin);
void   lehr_axis_set_ticks(lehr_axis *a, int most);                         /* about so many labels, rather fewer    */
double lehr_axis_position_of_unit(const lehr_axis *a, double unit);         /* place of a value in axis units …      */
double lehr_axis_position(const lehr_axis *a, double v);                    /* … and of a number the axis takes      */

#endif
