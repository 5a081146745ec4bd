/* axis.h — a linear or logarithmic axis: the range of the data, round ticks with short labels, positions.
 *
 * low, high and the ticks are in axis units: values, or their decimal logarithms on a log axis. from and to are logical
 * pixels. No function here can fail, for any range of doubles. */
#ifndef LEHR_LAB_PLOT_PARTS_AXIS_H
#define LEHR_LAB_PLOT_PARTS_AXIS_H
#include <stdbool.h>
#include "core/base/format.h"

enum { LEHR_MAX_TICKS = 64 };

typedef struct lehr_range { double low, high; } lehr_range;                 /* low > high: empty            */
typedef struct lehr_tick  { double at; lehr_short_text label; } lehr_tick;  /* label "": a minor tick       */

typedef struct lehr_axis {
    bool   log, integer;            /* integer: ticks are at least 1 apart                      */
    double low, high;               /* the range, in axis units: logarithms on a log axis       */
    double from, to;                /* where its ends are drawn, in logical pixels              */
    int    count;
    lehr_tick tick[LEHR_MAX_TICKS];
} lehr_axis;

#define LEHR_NO_RANGE ((lehr_range){ HUGE_VAL, -HUGE_VAL })                 /* needs <math.h>                        */

bool   lehr_axis_accepts(bool log, double v);                               /* finite, and positive on a log axis    */
void   lehr_range_add(lehr_range *r, bool log, const double *v, long n);    /* extends r to the accepted values      */
void   lehr_axis_set_range(lehr_axis *a, bool log, lehr_range r, double margin);    /* margin: a share of the range  */
void   lehr_axis_set_ticks(lehr_axis *a, int most);                         /* about `most` labels, rather fewer     */
double lehr_axis_position_of_unit(const lehr_axis *a, double unit);         /* of a value in axis units              */
double lehr_axis_position(const lehr_axis *a, double v);                    /* of an accepted value                  */

lehr_short_text lehr_number_grouped(double v, int decimals);                /* "−12,345.50"                          */

#endif
