#include "lab/range_test/range_test.h"
#include "core/base/memory.h"
#include "lab/train/snapshot.h"
#include "sched/sched.h"
#include <math.h>
#include <string.h>

/* No test has a use for more points; the limit catches slips. And so many points must be there before the best of
 * them is believed. */
enum { MOST_POINTS = 10000000, BELIEVED = 10 };
static const double LEAST_RATE = 1e-100;                /* so that to / from is a number */

/* --- the plan ----------------------------------------------------------------------------------------------------- */

lehr_range_plan lehr_range_default_plan(lehr_range_mode mode)
{
    static const lehr_range_plan usual[] = {      /* exp: 200 updates for each power of ten; linear: the book's rates */
        { LEHR_RANGE_EXP,    LEHR_OBSERVE_BATCH_LOSS, 1e-8, 10, 1800, 1, 0.98, 4 },
        { LEHR_RANGE_LINEAR, LEHR_OBSERVE_TRAIN_LOSS, 0.001, 0.4, 400, 1, 0, 0 },
        { LEHR_RANGE_EPOCH,  LEHR_OBSERVE_SCORE, 0.001, 1, 1000, 5, 0,    0 },
    };
    return usual[mode];
}

static lehr_status wrong(const char *name, double v, const char *right)
{
    return lehr_fail(LEHR_ERR_VALUE, "range test: %s is %s; it must be %s", name, lehr_number_text(v).s, right);
}

lehr_status lehr_range_check(const lehr_range_plan *p)
{
    if (!(p->from >= LEAST_RATE && p->from <= LEHR_MAX_RATE))
        return wrong("from", p->from, "a rate from 1e-100 to 1000000");
    if (!(p->to > 0 && p->to <= LEHR_MAX_RATE)) return wrong("to", p->to, "a rate above 0 and at most 1000000");
    if (!(p->from < p->to))
        return lehr_fail(LEHR_ERR_VALUE, "range test: from is %s and to %s; the rate rises, so from must be below to",
                         lehr_number_text(p->from).s, lehr_number_text(p->to).s);
    if (p->steps < 2) return wrong("steps", (double)p->steps, "2 or more: a range has two ends");
    if (p->every < 1 || p->every > p->steps)
        return wrong("every", (double)p->every, "1 or more, and not above the updates in all");
    if (p->steps / p->every > MOST_POINTS)
        return lehr_fail(LEHR_ERR_VALUE,
                         "range test: %ld updates, a point each %ld: that is more than %d points; make every larger",
                         p->steps, p->every, MOST_POINTS);
    if (!(p->smoothing >= 0 && p->smoothing < 1)) return wrong("smoothing", p->smoothing, "at least 0 and below 1");
    if (p->stop != 0 && !(p->stop > 1 && isfinite(p->stop))) return wrong("stop", p->stop, "above 1, or 0 for never");
    return LEHR_OK;
}

double lehr_range_rate(const lehr_range_plan *p, long i)
{
    double share = (double)i / (double)(p->steps - 1);
    if (i >= p->steps - 1) return p->to;
    return p->mode == LEHR_RANGE_EXP ? p->from * pow(p->to / p->from, share) : p->from + (p->to - p->from) * share;
}

/* --- the curve ---------------------------------------------------------------------------------------------------- */

/* One point more. Means are weighted smoothing^age and divided by the sum of the weights, so that the first ones are
 * not drawn towards 0. The rates' logarithms are averaged just so: without that, everything on the smoothed curve
 * would stand too far right. */
static lehr_status add(lehr_range_curve *c, long step, double lr, double value)
{
    if (c->count == c->room) {
        int room = c->room ? 2 * c->room : 256;
        lehr_range_point *more = lehr_resize(c->point, (size_t)room, sizeof *more);
        if (!more) return LEHR_ERR_MEMORY;
        c->point = more;
        c->room = room;
    }
    double keep = c->plan.smoothing, fresh = (1 - keep) / (1 - pow(keep, c->count + 1));
    const lehr_range_point *last = &c->point[c->count - 1];
    lehr_range_point p = { step, lr, value, value, lr };
    if (keep > 0 && c->count) {
        p.smoothed = last->smoothed + fresh * (value - last->smoothed);
        p.smoothed_lr = last->smoothed_lr * pow(lr / last->smoothed_lr, fresh);
    }
    c->point[c->count++] = p;
    return LEHR_OK;
}

/* A first loss may be low by luck: what is the best is asked from a tenth point on. */
static bool explodes(const lehr_range_curve *c, double *best)
{
    if (c->plan.stop == 0 || c->plan.look == LEHR_OBSERVE_SCORE || c->count < BELIEVED) return false;
    double now = c->point[c->count - 1].smoothed;
    *best = fmin(*best, now);
    return now > c->plan.stop * *best;
}

const char *lehr_range_value_name(const lehr_range_curve *c)
{
    return c->plan.look != LEHR_OBSERVE_SCORE ? "loss" : c->score == LEHR_R2 ? "r2" : "accuracy";
}

void lehr_range_print(const lehr_range_curve c[], int n, long seed, lehr_strbuf *out)
{
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
    lehr_free(c->point);
    *c = (lehr_range_curve){0};
}

/* --- the test ----------------------------------------------------------------------------------------------------- */

/* An update as lehr_run_step does it, but at this rate whatever the schedule says. *loss: of its batch, before it. */
static lehr_status update(lehr_run *r, double rate, double *loss)
{
    lehr_tensor *z;
    long within = r->step % r->per_epoch;
    if (within == 0) lehr_random_shuffle(&r->random, r->order, r->train_rows);
    lehr_tape_begin(r->tape, LEHR_TRAIN);
    lehr_zero_grad(r->params);
    r->optim.lr = r->lr = rate;
    const lehr_tensor *L = lehr_run_batch_loss(r, r->order, r->train_rows, (int)(within * r->plan.batch),
                                               (int)r->plan.batch, &z);
    lehr_status status = lehr_backward(r->tape, L);
    if (status) return status;
    *loss = (double)L->data[0];
    r->step++;
    return lehr_optim_step(&r->optim);
}

static lehr_status look_at(lehr_run *r, lehr_range_observable look, double *value)
{
    lehr_history_row p;
    lehr_status status = look == LEHR_OBSERVE_BATCH_LOSS ? LEHR_OK : lehr_run_evaluate(r, &p);
    if (status || look == LEHR_OBSERVE_BATCH_LOSS) return status;
    *value = look == LEHR_OBSERVE_TRAIN_LOSS ? p.train_loss : look == LEHR_OBSERVE_VALIDATION_LOSS ? p.validation_loss : p.validation_accuracy;
    return LEHR_OK;
}

static lehr_status go_through(lehr_run *r, lehr_range_curve *c, void (*progress)(void *context, long done),
                              void *context)
{
    const lehr_range_plan *p = &c->plan;
    double best = INFINITY, value = 0;
    for (long i = 0; i < p->steps; i++) {
        double rate = lehr_range_rate(p, i);
        bool point = (i + 1) % p->every == 0;
        c->broke_at = rate;
        lehr_status status = update(r, rate, &value);
        if (!status && point) status = look_at(r, p->look, &value);
        if (!status && !isfinite(value))
            status = lehr_fail(LEHR_ERR_NAN, "the %s is no number", lehr_range_value_name(c));
        if (!status && point) status = add(c, i + 1, rate, value);
        if (status) return status;
        if (progress && (i + 1) % 64 == 0) progress(context, i + 1);
        if (point && explodes(c, &best)) {
            c->end = LEHR_RANGE_DIVERGED;
            return LEHR_OK;
        }
    }
    c->broke_at = 0;
    return LEHR_OK;
}

lehr_status lehr_range_test(lehr_run *r, const lehr_range_plan *p, lehr_range_curve *c,
                            void (*progress)(void *context, long done), void *context)
{
    lehr_snapshot here;
    *c = (lehr_range_curve){ .plan = *p, .score = r->data->targets ? LEHR_R2 : LEHR_ACCURACY };
    lehr_status status = lehr_range_check(p);
    if (!status) status = lehr_snapshot_take(&here, r);
    if (status) *c = (lehr_range_curve){0};
    if (status) return status;
    /* it stands still: one thing at a time */
    if (r->momentum_field) *r->momentum_field = lehr_sched_at(&r->momentum, r->step);
    status = go_through(r, c, progress, context);
    lehr_snapshot_restore(&here, r);
    lehr_snapshot_release(&here);
    if (status == LEHR_ERR_NAN) {
        c->end = LEHR_RANGE_NAN;
        lehr_failure_capture(&c->failure, status);
        return LEHR_OK;
    }
    if (status) lehr_range_curve_release(c);
    return status;
}
