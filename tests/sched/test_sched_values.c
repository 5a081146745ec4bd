/* test_sched_values.c — the rates themselves: golden values, PyTorch's formulas written out again, and the places
 * where others stumble. */
#include "sched/sched.h"
#include "sched/spec.h"
#include "lab.h"

static const double PI = 3.14159265358979323846;

static lehr_sched parsed(const char *text, double lr, long steps)
{
    lehr_sched s;
    if (lehr_sched_parse(&s, text, lr, steps)) fail_msg("\"%s\": %s", text, lehr_message());
    return s;
}

/* --- golden values ------------------------------------------------------------------------------------------------ */

enum { MOST = 21 };

/* t counts from 0 where it is not given. Six digits are what the sources print. */
static const struct { const char *text; double lr; int n; long t[MOST]; double rate[MOST]; double within;
} golden[] = {
    { "step:every=50,gamma=0.9",
      0.1,
      8,
      { 0, 49, 50, 100, 150, 200, 250, 300 },
      { .1, .1, .09, .081, .0729, .06561, .059049, .0531441 },
      1e-15 },
    { "exp:gamma=0.96,every=1000",
      0.1,
      5,
      { 0, 500, 1000, 5000, 10000 },
      { .1, .0979796, .096, .0815373, .0664833 },
      5e-8 },
    { "restarts:every=10,min=0.001",
      0.1,
      11,
      { 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10 },
      { .1, .0975773, .0905463, .0795954, .0657963, .0505, .0352037, .0214046, .0104537, .0034227, .1 },
      5e-8 },
    { "step:every=10,gamma=0.5", 1e-3, 2, { 0, 99 }, { 1e-3, 1.953125e-6 }, 1e-18 },
    { "step:every=5,gamma=0.5",
      0.1,
      8,
      { 0, 4, 5, 9, 10, 14, 15, 19 },
      { .1, .1, .05, .05, .025, .025, .0125, .0125 },
      1e-16 },
    { "multistep:at=3/5/10,gamma=0.5",
      0.1,
      8,
      { 0, 2, 3, 4, 5, 9, 10, 19 },
      { .1, .1, .05, .05, .025, .025, .0125, .0125 },
      1e-16 },
    { "poly:steps=8,power=1", 0.1, 6, { 0, 1, 4, 7, 8, 9 }, { .1, .0875, .05, .0125, 0, 0 }, 1e-16 },
    { "cosine:steps=32,min=1e-4",
      0.1,
      7,
      { 0, 8, 16, 24, 31, 32, 40 },
      { .1, .08537, .05005, .01473, .000340523, .0001, .0001 },
      5e-7 },
    { "restarts:every=8,min=1e-4", 0.1, 6, { 0, 4, 7, 8, 15, 16 }, { .1, .05005, .00390222, .1, .00390222, .1 }, 5e-9 },
    { "triangular2:min=1e-4,max=1e-3,up=4",
      0.1,
      9,
      { 0, 1, 2, 3, 4, 5, 6, 7, 8 },
      { 1e-4, 3.25e-4, 5.5e-4, 7.75e-4, 1e-3, 7.75e-4, 5.5e-4, 3.25e-4, 1e-4 },
      1e-18 },
    { "inv", 0.1, 4, { 0, 3000, 8000, 99000 }, { .1, .05, .1 / 3, .01 }, 1e-16 },
    { "inv:gamma=1,power=1", 0.1, 3, { 0, 1, 9 }, { .1, .05, .01 }, 1e-16 },
    { "exp", 0.1, 3, { 0, 1, 100 }, { .1, .099, .036603234127322949 }, 1e-16 },
    { "multistep:at=3", 0.1, 3, { 2, 3, 4 }, { .1, .01, .01 }, 1e-16 },
    { "triangular2", 0.1, 5, { 0, 2000, 4000, 6000, 8000 }, { .01, .1, .01, .055, .01 }, 1e-16 },
    { "fixed", 0.1, 3, { 0, 7, 1000000000 }, { .1, .1, .1 }, 0 },
    { "poly:steps=10,power=2,end=0.02", 0.1, 4, { 0, 5, 10, 11 }, { .1, .04, .02, .02 }, 1e-16 },
    { "poly:steps=10,power=1,cycle=1",
      0.1,
      9,
      { 0, 5, 10, 11, 15, 20, 21, 30, 35 },
      { .1, .05, 0, .045, .025, 0, .1 - 2.1 / 30, 0, .0125 },
      1e-16 },
    { "cosine:steps=32,power=2", 0.1, 4, { 0, 16, 32, 64 }, { .1, .025, 0, 0 }, 1e-16 },
};

static void golden_values(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(golden); i++) {
        lehr_sched s = parsed(golden[i].text, golden[i].lr, 0);
        for (int k = 0; k < golden[i].n; k++) {
            double v = lehr_sched_at(&s, golden[i].t[k]);
            if (!(fabs(v - golden[i].rate[k]) <= golden[i].within))
                fail_msg("%s at %ld: %.17g, but %.17g is right", golden[i].text, golden[i].t[k], v, golden[i].rate[k]);
        }
    }
}

/* --- PyTorch 1.13.1, lr_scheduler.py, from base rate 0.1 ---------------------------------------------------------- */

typedef double torch_rate(const double p[], long t);

static double cos_anneal(double start, double end, double pct) { return end + (start - end) / 2 * (cos(PI * pct) + 1); }
static double lin_anneal(double start, double end, double pct) { return (end - start) * pct + start; }

static double t_step(const double p[], long t)   { return 0.1 * pow(p[1], (double)(t / (long)p[0])); }
static double t_cosine(const double p[], long t) { return p[1] + (0.1 - p[1]) * (1 + cos(PI * (double)t / p[0])) / 2; }
static double t_poly(const double p[], long t)   { return 0.1 * pow(1 - fmin((double)t, p[0]) / p[0], p[1]); }

/* As its step() does: it counts, and begins anew when the count is full. p: T_0, T_mult, eta_min. */
static double t_restarts(const double p[], long t)
{
    long length = (long)p[0], now = 0;
    for (long i = 0; i < t; i++)
        if (++now >= length) {
            now = 0;
            length *= (long)p[1];
        }
    return p[2] + (0.1 - p[2]) * (1 + cos(PI * (double)now / (double)length)) / 2;
}

/* p: up, down, base_lr, max_lr */
static double t_cyclic(const double p[], long t)
{
    double total = p[0] + p[1], ratio = p[0] / total, cycle = floor(1 + (double)t / total),
           x = 1 + (double)t / total - cycle;
    double scale = x <= ratio ? x / ratio : (x - 1) / (ratio - 1);
    return p[2] + (p[3] - p[2]) * scale / pow(2, cycle - 1);
}

/* p: total_steps, max_lr, pct_start, div_factor, final_div_factor, linear?, three phases? */
static double t_onecycle(const double p[], long t)
{
    double initial = p[1] / p[3], last = initial / p[4], peak = p[2] * p[0] - 1,
           second = p[6] != 0 ? 2 * p[2] * p[0] - 2 : p[0] - 1;
    double (*anneal)(double, double, double) = p[5] != 0 ? lin_anneal : cos_anneal;
    if ((double)t <= peak) return anneal(initial, p[1], (double)t / peak);
    if ((double)t <= second) return anneal(p[1], p[6] != 0 ? initial : last, ((double)t - peak) / (second - peak));
    return anneal(initial, last, ((double)t - second) / (p[0] - 1 - second));
}

static const struct { const char *text; torch_rate *rate; double p[7]; long steps;
} torch[] = {
    { "step", t_step, { 50, 0.9 }, 1200 },
    { "step:every=7,gamma=0.31", t_step, { 7, 0.31 }, 1200 },
    { "step:every=1,gamma=1", t_step, { 1, 1 }, 1200 },
    { "cosine:steps=1100", t_cosine, { 1100, 0 }, 1100 },
    { "cosine:steps=1111,min=0.003", t_cosine, { 1111, 0.003 }, 1111 },
    { "poly:steps=5,power=1", t_poly, { 5, 1 }, 1000 },
    { "poly:steps=1033,power=2.5", t_poly, { 1033, 2.5 }, 1100 },
    { "poly:steps=1033", t_poly, { 1033, 0.9 }, 1100 },
    { "restarts:every=10", t_restarts, { 10, 1, 0 }, 1000 },
    { "restarts:every=1", t_restarts, { 1, 1, 0 }, 1000 },
    { "restarts:every=1,mult=3", t_restarts, { 1, 3, 0 }, 1500 },
    { "restarts:every=7,mult=2,min=0.01", t_restarts, { 7, 2, 0.01 }, 1500 },
    { "restarts:every=3,mult=10,min=0.1", t_restarts, { 3, 10, 0.1 }, 1000 },
    { "triangular2:up=4,max=0.2,min=0.01", t_cyclic, { 4, 4, 0.01, 0.2 }, 1000 },
    { "triangular2:up=130,down=70", t_cyclic, { 130, 70, 0.01, 0.1 }, 1000 },
    { "triangular2:up=1,down=9,min=0", t_cyclic, { 1, 9, 0, 0.1 }, 1000 },
    { "onecycle:steps=1000", t_onecycle, { 1000, 0.1, 0.3, 25, 1e4, 0, 0 }, 999 },
    { "onecycle:steps=1200,max=0.5,pct_start=0.25,div=10,final_div=100",
      t_onecycle,
      { 1200, 0.5, 0.25, 10, 100, 0, 0 },
      1199 },
    { "onecycle:steps=1000,up=linear,down=linear,pct_start=0.4", t_onecycle, { 1000, 0.1, 0.4, 25, 1e4, 1, 0 }, 999 },
    { "onecycle:steps=1000,phases=3", t_onecycle, { 1000, 0.1, 0.3, 25, 1e4, 0, 1 }, 999 },
    { "onecycle:steps=1000,phases=3,up=linear,down=linear,pct_start=0.1",
      t_onecycle,
      { 1000, 0.1, 0.1, 25, 1e4, 1, 1 },
      999 },
};

static void rates_are_pytorchs(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(torch); i++) {
        lehr_sched s = parsed(torch[i].text, 0.1, 0);
        double largest = 0;
        for (long t = 0; t <= torch[i].steps; t++) largest = fmax(largest, torch[i].rate(torch[i].p, t));
        for (long t = 0; t <= torch[i].steps; t++) {
            double v = lehr_sched_at(&s, t), right = torch[i].rate(torch[i].p, t);
            if (!(fabs(v - right) <= 1e-12 * largest))
                fail_msg("%s at %ld: %.17g, but %.17g is right", torch[i].text, t, v, right);
        }
    }
}

/* --- restarts ----------------------------------------------------------------------------------------------------- */

/* The first update of a cycle is its peak and the last one before it is far below, as long as the lengths themselves
 * are exact in double. */
static void every_cycle_starts_at_its_peak(void **state)
{
    (void)state;
    int boundaries = 0;
    for (int first = 1; first <= 40; first++)
        for (int mult = 1; mult <= 12; mult++) {
            char text[80];
            snprintf(text, sizeof text, "restarts:every=%d,mult=%d", first, mult);
            lehr_sched s = parsed(text, 0.1, 0);
            long start = 0, length = first;
            for (int i = 0; i < 1000 && start + length < 1L << 52; i++, boundaries++) {
                if (lehr_sched_at(&s, start) != 0.1)
                    fail_msg("%s: %.17g at %ld, where cycle %d starts", text, lehr_sched_at(&s, start), start, i);
                if (length > 1 && !(lehr_sched_at(&s, start + length - 1) < 0.0999))
                    fail_msg("%s: cycle %d does not fall", text, i);
                start += length;
                length *= mult;
            }
        }
    assert_true(boundaries > 6000);
    /* a logarithm alone puts 121 into the cycle before it */
    lehr_sched s = parsed("restarts:every=1,mult=3", 0.1, 0);
    assert_true(lehr_sched_at(&s, 121) == 0.1 && lehr_sched_at(&s, 120) < 0.001 && lehr_sched_at(&s, 122) < 0.1);
}

/* mult need not be whole: cycle i starts at T0 (mult^i − 1)/(mult − 1), rounded up. These are exact: mult is n/2^k. */
static void broken_growth_rounds_up(void **state)
{
    (void)state;
    static const struct { const char *text; long start[7]; } rows[] = {
        { "restarts:every=4,mult=1.5,decay=0.5", { 0, 4, 10, 19, 33, 53, 84 } },        /* 32.5, 52.75, 83.125 */
        /* 22.5, 38.125, 57.66, 82.07, 112.6 */
        { "restarts:every=10,mult=1.25,decay=0.5", { 0, 10, 23, 39, 58, 83, 113 } },
    };
    for (int k = 0; k < COUNT_OF(rows); k++) {
        lehr_sched s = parsed(rows[k].text, 0.1, 0);
        for (int i = 0; i < 7; i++) {
            check_close(lehr_sched_at(&s, rows[k].start[i]), 0.1 * pow(0.5, i), 1e-15, rows[k].text);
            if (i) assert_true(lehr_sched_at(&s, rows[k].start[i] - 1) < 0.1 * pow(0.5, i));
        }
    }
    lehr_sched s = parsed("restarts:every=4,decay=0.5,min=0.03", 0.1, 0);          /* peaks 0.1, 0.05, then the floor */
    check_close(lehr_sched_at(&s, 4), 0.05, 1e-15, "second peak");
    for (long t = 8; t < 100; t++) assert_true(lehr_sched_at(&s, t) == 0.03);
}

/* --- onecycle ----------------------------------------------------------------------------------------------------- */

static void onecycle_peaks_at_its_setting(void **state)
{
    (void)state;
    for (int pct = 1; pct < 100; pct += 7)
        for (long T = 3; T <= 60; T++) {
            char text[80];
            snprintf(text, sizeof text, "onecycle:pct_start=%g,final_div=4", pct / 100.0);
            lehr_sched s = parsed(text, 0.1, T);
            double p = fmin(fmax(floor(pct / 100.0 * (double)T + 0.5) - 1, 1), (double)T - 2);
            check_close(lehr_sched_at(&s, 0), 0.1 / 25, 1e-14, text);
            check_close(lehr_sched_at(&s, (long)p), 0.1, 1e-14, text);
            for (long t = 0; t < T; t++) assert_true(t == (long)p || lehr_sched_at(&s, t) < 0.1);
            for (long t = 1; t < T; t++)
                assert_true((lehr_sched_at(&s, t) > lehr_sched_at(&s, t - 1)) == (t <= (long)p));
            check_close(lehr_sched_at(&s, T - 1), 0.1 / 100, 1e-14, text);
            assert_true(lehr_sched_at(&s, T) == lehr_sched_at(&s, T - 1) &&
                        lehr_sched_at(&s, 1000 * T) == lehr_sched_at(&s, T - 1));
        }
}

static void short_cycles(void **state)
{
    (void)state;
    static const struct { long T; const char *text; double rate[6];
    } rows[] = {
        { 1, "onecycle:div=5,final_div=2", { .02, .02 } },
        { 2, "onecycle:div=5,final_div=2", { .02, .01, .01 } },
        { 3, "onecycle:div=5,final_div=2", { .02, .1, .01, .01 } },
        { 1, "onecycle:div=5,final_div=2,phases=3", { .02, .02 } },
        { 2, "onecycle:div=5,final_div=2,phases=3", { .02, .01, .01 } },
        { 3, "onecycle:div=5,final_div=2,phases=3", { .02, .1, .01, .01 } },
        { 4, "onecycle:div=5,final_div=2,phases=3,pct_start=0.5", { .02, .1, .02, .01, .01 } },
        /* 2p is the end: joint before it */
        { 5, "onecycle:div=5,final_div=2,phases=3,pct_start=0.5", { .02, .06, .1, .02, .01, .01 } },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_sched s = parsed(rows[i].text, 0.1, rows[i].T);
        for (long t = 0; t <= rows[i].T; t++) check_close(lehr_sched_at(&s, t), rows[i].rate[t], 1e-14, rows[i].text);
    }
}

/* Up to the peak, back to where it began, and then far below. */
static void three_phases(void **state)
{
    (void)state;
    /* p = 29, second joint 58 */
    lehr_sched s = parsed("onecycle:phases=3,div=10,final_div=100,up=linear,down=linear", 0.1, 101);
    check_close(lehr_sched_at(&s, 0), 0.01, 1e-14, "start");
    check_close(lehr_sched_at(&s, 29), 0.1, 1e-14, "peak");
    check_close(lehr_sched_at(&s, 58), 0.01, 1e-14, "second joint");
    check_close(lehr_sched_at(&s, 79), 0.00505, 1e-14, "half of the third phase");
    check_close(lehr_sched_at(&s, 100), 0.0001, 1e-14, "end");
}

/* --- milestones --------------------------------------------------------------------------------------------------- */

static void milestones_are_sorted_with_their_scales(void **state)
{
    (void)state;
    static const struct { const char *text; long t; double share;
    } rows[] = {
        { "multistep:at=30/10/20,scales=5/2/3", 9, 1 },
        { "multistep:at=30/10/20,scales=5/2/3", 10, 2 },
        { "multistep:at=30/10/20,scales=5/2/3", 20, 6 },
        { "multistep:at=30/10/20,scales=5/2/3", 1000, 30 },
        { "multistep:at=8/8,gamma=0.5", 7, 1 },
        { "multistep:at=8/8,gamma=0.5", 8, 0.25 },
        { "multistep:at=8/3/8,scales=2/3/4", 3, 3 },
        { "multistep:at=8/3/8,scales=2/3/4", 8, 24 },
        { "multistep:at=0,gamma=0.5", 0, 0.5 },
        { "multistep:at=9007199254740992,gamma=0.5", 9007199254740991, 1 },
        { "multistep:at=9007199254740992,gamma=0.5", 9007199254740992, 0.5 },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_sched s = parsed(rows[i].text, 0.125, 0);
        check_close(lehr_sched_at(&s, rows[i].t), 0.125 * rows[i].share, 1e-15, rows[i].text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(golden_values),
        cmocka_unit_test(rates_are_pytorchs),
        cmocka_unit_test(every_cycle_starts_at_its_peak),
        cmocka_unit_test(broken_growth_rounds_up),
        cmocka_unit_test(onecycle_peaks_at_its_setting),
        cmocka_unit_test(short_cycles),
        cmocka_unit_test(three_phases),
        cmocka_unit_test(milestones_are_sorted_with_their_scales),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
