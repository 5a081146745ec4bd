#include "lab/range_test/range_test.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/train/snapshot.h"
#include "sched/sched.h"
#include <math.h>
#include <string.h>

enum {
    MAX_POINTS = 10000000,              /* more than any test needs; the limit catches typing errors */
    MIN_POINTS_BEFORE_STOP = 10         /* the first losses may be low by chance                            */
};
static const double MIN_RATE = 1e-100;                  /* so that to / from is finite */

/* --- the plan ----------------------------------------------------------------------------------------------------- */

lehr_range_plan lehr_range_default_plan(lehr_range_mode mode)
{
    static const lehr_range_plan defaults[] = {   /* exp: 200 updates for each power of ten; linear: the book's rates */
        { LEHR_RANGE_EXP,    LEHR_OBSERVE_BATCH_LOSS, 1e-8, 10, 1800, 1, 0.98, 4 },
        { LEHR_RANGE_LINEAR, LEHR_OBSERVE_TRAIN_LOSS, 0.001, 0.4, 400, 1, 0, 0 },
        { LEHR_RANGE_EPOCH,  LEHR_OBSERVE_SCORE, 0.001, 1, 1000, 5, 0,    0 },
    };
    return defaults[mode >= 0 && mode <= LEHR_RANGE_EPOCH ? mode : LEHR_RANGE_EXP];
}

static lehr_status fail(const char *name, double v, const char *right)
{
    return lehr_fail(LEHR_ERR_VALUE, "range test: %s is %s; it must be %s", name, lehr_number_text(v).s,
                     lehr_translate(right));
}

lehr_status lehr_range_check(const lehr_range_plan *p)
{
    if (!p) return lehr_fail_null(__func__, "p");
    if (!(p->from >= MIN_RATE && p->from <= LEHR_MAX_RATE))
        return fail("from", p->from, "a rate from 1e-100 to 1000000");
    if (!(p->to > 0 && p->to <= LEHR_MAX_RATE)) return fail("to", p->to, "a rate above 0 and at most 1000000");
    if (!(p->from < p->to))
        return lehr_fail(LEHR_ERR_VALUE, "range test: from is %s and to %s; the rate rises, so from must be below to",
                         lehr_number_text(p->from).s, lehr_number_text(p->to).s);
    if (p->steps < 2) return fail("steps", (double)p->steps, "2 or more: a range has two ends");
    if (p->every < 1 || p->every > p->steps)
        return fail("every", (double)p->every, "1 or more, and not above the updates in all");
    if (p->steps / p->every > MAX_POINTS)
        return lehr_fail(LEHR_ERR_VALUE,
                         "range test: %ld updates, a point each %ld: that is more than %d points; make every larger",
                         p->steps, p->every, MAX_POINTS);
    if (!(p->smoothing >= 0 && p->smoothing < 1)) return fail("smoothing", p->smoothing, "at least 0 and below 1");
    if (p->stop != 0 && !(p->stop > 1 && isfinite(p->stop))) return fail("stop", p->stop, "above 1, or 0 for never");
    return LEHR_OK;
}

double lehr_range_rate(const lehr_range_plan *p, long i)
{
    if (!p) return NAN;
    double share = (double)i / (double)(p->steps - 1);
    if (i >= p->steps - 1) return p->to;
    return p->mode == LEHR_RANGE_EXP ? p->from * pow(p->to / p->from, share) : p->from + (p->to - p->from) * share;
}

/* --- the curve ---------------------------------------------------------------------------------------------------- */

/* Appends a point. A mean has weights smoothing^age and is divided by their sum, so that the first means are not biased
 * towards 0. The logarithms of the rates are averaged in the same way: otherwise the smoothed curve would be shifted to
 * larger rates. */
static lehr_status add_point(lehr_range_curve *c, long step, double lr, double value)
{
    if (c->count == c->capacity) {
        int capacity = c->capacity ? 2 * c->capacity : 256;
        lehr_range_point *more = lehr_resize(c->point, (size_t)capacity, sizeof *more);
        if (!more) return LEHR_ERR_MEMORY;
        c->point = more;
        c->capacity = capacity;
    }
    double decay = c->plan.smoothing, weight = (1 - decay) / (1 - pow(decay, c->count + 1));
    const lehr_range_point *last = &c->point[c->count - 1];
    lehr_range_point p = { step, lr, value, value, lr };
    if (decay > 0 && c->count) {
        p.smoothed = last->smoothed + weight * (value - last->smoothed);
        p.smoothed_lr = last->smoothed_lr * pow(lr / last->smoothed_lr, weight);
    }
    c->point[c->count++] = p;
    return LEHR_OK;
}

static bool diverges(const lehr_range_curve *c, double *best)
{
    if (c->plan.stop == 0 || c->plan.observable == LEHR_OBSERVE_SCORE || c->count < MIN_POINTS_BEFORE_STOP)
        return false;
    double now = c->point[c->count - 1].smoothed;
    *best = fmin(*best, now);
    return now > c->plan.stop * *best;
}

const char *lehr_range_value_name(const lehr_range_curve *c)
{
    return !c || c->plan.observable != LEHR_OBSERVE_SCORE ? "loss" : c->score == LEHR_R2 ? "r2" : "accuracy";
}

void lehr_range_print(const lehr_range_curve c[], int n, long seed, lehr_strbuf *out)
{
    if (!c || !out) return;
    bool smooth = n && c->plan.smoothing > 0;
    lehr_strbuf_printf(out, "%sstep,lr,%s%s\n", n > 1 ? "seed," : "", lehr_range_value_name(c),
                       smooth ? ",smoothed,smoothed_lr" : "");
    for (int k = 0; k < n; k++)
        for (int i = 0; i < c[k].count; i++) {
            const lehr_range_point *p = &c[k].point[i];
            if (n > 1) lehr_strbuf_printf(out, "%ld,", seed + k);
            lehr_strbuf_printf(out, "%ld,%.17g,%.17g", p->step, p->lr, p->value);
            if (smooth) lehr_strbuf_printf(out, ",%.17g,%.17g", p->smoothed, p->smoothed_lr);
            lehr_strbuf_printf(out, "\n");
        }
}

void lehr_range_curve_release(lehr_range_curve *c)
{
    if (!c) return;
    lehr_free(c->point);
    *c = (lehr_range_curve){0};
}

/* --- the test ----------------------------------------------------------------------------------------------------- */

/* An update at this rate, whatever the schedule gives. *loss: of its batch, before it. */
static lehr_status update(lehr_run *r, double rate, double *loss)
{
    lehr_status status = lehr_run_gradient(r, rate, loss);
    if (status) return status;
    r->step++;
    return lehr_optim_step(&r->optim);
}

static lehr_status observe(lehr_run *r, lehr_range_observable observable, double *value)
{
    lehr_history_row row;
    if (observable == LEHR_OBSERVE_BATCH_LOSS) return LEHR_OK;
    lehr_status status = lehr_run_evaluate(r, &row);
    if (status) return status;
    *value = observable == LEHR_OBSERVE_TRAIN_LOSS        ? row.train_loss
             : observable == LEHR_OBSERVE_VALIDATION_LOSS ? row.validation_loss
                                                          : row.validation_accuracy;
    return LEHR_OK;
}

static lehr_status run_test(lehr_run *r, lehr_range_curve *c, void (*progress)(void *context, long done),
                            void *context)
{
    const lehr_range_plan *p = &c->plan;
    double best = INFINITY, value = 0;
    for (long i = 0; i < p->steps; i++) {
        double rate = lehr_range_rate(p, i);
        bool point = (i + 1) % p->every == 0;
        c->ended_at = rate;
        lehr_status status = update(r, rate, &value);
        if (!status && point) status = observe(r, p->observable, &value);
        if (!status && !isfinite(value))
            status = lehr_fail(LEHR_ERR_NAN, "the %s is not finite", lehr_translate(lehr_range_value_name(c)));
        if (!status && point) status = add_point(c, i + 1, rate, value);
        if (status) return status;
        if (progress && (i + 1) % 64 == 0) progress(context, i + 1);
        if (point && diverges(c, &best)) {
            c->end = LEHR_RANGE_DIVERGED;
            return LEHR_OK;
        }
    }
    c->ended_at = 0;
    return LEHR_OK;
}

lehr_status lehr_range_test(lehr_run *r, const lehr_range_plan *p, lehr_range_curve *c,
                            void (*progress)(void *context, long done), void *context)
{
    lehr_snapshot snapshot;
    if (!c) return lehr_fail_null(__func__, "c");
    *c = (lehr_range_curve){0};
    if (!r || !p) return lehr_fail_null(__func__, r ? "p" : "r");
    *c = (lehr_range_curve){ .plan = *p, .score = r->data->targets ? LEHR_R2 : LEHR_ACCURACY };
    lehr_status status = lehr_range_check(p);
    if (!status && p->observable == LEHR_OBSERVE_SCORE) status = lehr_run_check_metric(r, LEHR_VALIDATION_ACCURACY);
    if (!status) status = lehr_snapshot_take(&snapshot, r);
    if (status) *c = (lehr_range_curve){0};
    if (status) return status;
    /* the momentum is constant during the test */
    if (r->momentum_field) *r->momentum_field = lehr_sched_at(&r->momentum, r->step);
    status = run_test(r, c, progress, context);
    lehr_snapshot_restore(&snapshot, r);
    lehr_snapshot_release(&snapshot);
    if (status == LEHR_ERR_NAN) {
        c->end = LEHR_RANGE_NAN;
        lehr_failure_capture(&c->failure, status);
        return LEHR_OK;
    }
    if (status) lehr_range_curve_release(c);
    return status;
}
