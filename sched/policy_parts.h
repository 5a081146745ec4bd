/* policy_parts.h — internal: what the files of policies share.
 *
 * A curve returns the rate at t, where t updates are finished: a pure function, in double. k->lr is the base rate b.
 * To add a policy, write its function and its entry into the file of its family. Parser, printer, help, page, figure
 * and tests follow from the entry.
 */
#ifndef LEHR_SCHED_POLICY_PARTS_H
#define LEHR_SCHED_POLICY_PARTS_H
#include "sched/internal.h"
#include <math.h>

typedef const lehr_policy_values *values;

static const double PI = 3.14159265358979323846;

/* --- the families, in the order of lehr_policies ------------------------------------------------------------------ */

extern const lehr_registry lehr_decay_policies, lehr_cycle_policies, lehr_s_curve_policies;

#define POLICIES(table) { "policy", table, sizeof *(table), sizeof(table) / sizeof *(table), NULL, NULL }

/* --- shapes and boundaries ---------------------------------------------------------------------------------------- */

/* 0 at the start, 1 at the end and after it */
static inline double share(double t, double steps)         { return t < steps ? t / steps : 1; }
/* 1 … 0 while x goes 0 … 1 */
static inline double half_cosine(double x)                 { return 0.5 * (1 + cos(PI * x)); }
/* pow costs more than a cosine */
static inline double raised(double x, double power)        { return power == 1 ? x : pow(x, power); }
static inline double between(double a, double b, double x) { return a + (b - a) * x; }
static inline double after(double t, double boundary)      { return boundary > t ? boundary : INFINITY; }
static inline double again(double t, double every)         { return (floor(t / every) + 1) * every; }

static inline double next_end(values k, double t)          { return after(t, k->steps); }

/* --- checks ------------------------------------------------------------------------------------------------------- */

static inline lehr_status at_most_base(const char *name, double v, double lr)
{
    return v <= lr ? LEHR_OK
                   : lehr_fail(LEHR_ERR_VALUE, "%s is %s; it must not be above the base rate, %s", name,
                               lehr_number_text(v).s, lehr_number_text(lr).s);
}

static inline lehr_status floor_below_base(lehr_policy_values *k) { return at_most_base("min", k->min, k->lr); }

/* --- parameters of entries: field, default, then one of these ranges, aliases, default in words ------------------- */

#define PARAM(field)  LEHR_FIELD(lehr_policy_values, field)
#define NAMED(n, f)   n, offsetof(lehr_policy_values, f)                /* parameter n is stored in the field f   */
#define MANY          0x1p53
#define ANY           1e300                                             /* no limit but that it is a number       */
#define COUNT         1, MANY, LEHR_INTEGER | LEHR_DURATION             /* a number of updates, 1 or more         */
#define COUNT0        0, MANY, LEHR_INTEGER | LEHR_DURATION             /* a number of updates, 0 or more         */
#define RATE          0, LEHR_MAX_RATE, 0                               /* a rate, 0 allowed                      */
#define PEAK          0, LEHR_MAX_RATE, LEHR_EXCLUDE_MIN                /* a rate above 0                         */
#define SHARE         0, 1, LEHR_EXCLUDE_MIN                            /* a factor, 0 < … ≤ 1                    */
#define POSITIVE      0, ANY, LEHR_EXCLUDE_MIN
#define HORIZON       { PARAM(steps), NAN, COUNT, "total_iters max_iter T_max total_steps", "the training's" }
#define FLOOR         { PARAM(min), 0, RATE, "eta_min" }

#endif
