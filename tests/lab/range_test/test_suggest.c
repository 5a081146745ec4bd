/* test_suggest.c — what is read out of a range test's curve: drawn curves whose answers are known, and curves that
 * say nothing. */
#include "core/random.h"
#include "lab/range_test/confidence.h"
#include "lab.h"

enum { MOST = 2000 };

/* A curve over the decimal logarithm of the rate, −8 … 1, drawn point by point. */
typedef struct drawn { lehr_range_curve c; lehr_range_point point[MOST]; } drawn;

static void draw(drawn *d, double (*f)(double x), int n)
{
    memset(d, 0, sizeof *d);
    d->c = (lehr_range_curve){ .plan = { LEHR_RANGE_EXP, LEHR_OBSERVE_TRAIN_LOSS, 1e-8, 10, n, 1, 0, 0 },
                               .point = d->point,
                               .count = n };
    for (int i = 0; i < n; i++) {
        double lr = pow(10, -8 + 9.0 * i / (n - 1)), y = f(log10(lr));
        d->point[i] = (lehr_range_point){ i + 1, lr, y, y, lr };
    }
}

static lehr_lr_estimate read_drawn(const drawn *d)
{
    lehr_lr_estimate r;
    lehr_lr_estimate_from_curve(&d->c, &r);
    return r;
}

/* Within one step of the grid, 12 %, and what the smoothing for reading blurs. */
static void check_rate(const lehr_lr_estimate *r, lehr_lr_rule h, double wanted)
{
    double rate = r->suggestion[h].rate;
    if (!(rate > wanted / 1.3 && rate < wanted * 1.3))
        fail_msg("%s: %g, but %g is right", lehr_lr_rule_name(h), rate, wanted);
}

/* 2 until 1e-4, down to 0.5 at 0.1, twice as steep from 1e-3 to 1e-2 as elsewhere, and up a wall. */
static double vee(double x)
{
    const double s = 1.5 / 4;
    if (x < -4) return 2;
    if (x < -3) return 2 - s * (x + 4);
    if (x < -2) return 2 - s - 2 * s * (x + 3);
    if (x < -1) return 2 - 3 * s - s * (x + 2);
    return 0.5 + 8 * (x + 1);
}

static double falling(double x) { return -x; }
static double rising(double x) { return exp(x); }
static double flat(double x) { return x - x + 1.5; }
static double ragged(double x) { return x < -2 ? vee(x) : vee(-2) - 0.1 + 0.3 * sin(40 * x); }

/* --- answers that are known --------------------------------------------------------------------------------------- */

static void check_vee(const lehr_lr_estimate *r)
{
    assert_int_equal(r->status, LEHR_ESTIMATE_OK);
    check_rate(r, LEHR_LR_VALLEY, 1e-2);                /* two thirds of the way from 1e-4 to 1e-1 */
    check_rate(r, LEHR_LR_MINIMUM, 1e-2);
    check_rate(r, LEHR_LR_BASE, pow(10, -4 + 0.4));     /* 1.85 is a tenth of the way down         */
    assert_true(r->suggestion[LEHR_LR_STEEPEST].rate > 1e-3 && r->suggestion[LEHR_LR_STEEPEST].rate < 1e-2);
    assert_true(r->suggestion[LEHR_LR_MAX].rate > 0.08 && r->suggestion[LEHR_LR_MAX].rate < 0.12);
    for (int h = 0; h < LEHR_LR_RULES; h++) assert_int_equal(r->suggestion[h].seeds, 1);
}

static void a_curve_with_known_answers(void **state)
{
    (void)state;
    drawn d;
    draw(&d, vee, 900);
    d.c.end = LEHR_RANGE_DIVERGED;
    lehr_lr_estimate r = read_drawn(&d);
    check_vee(&r);
    check_near(r.drop, 1.5, 0.02, "fall");
    for (int h = 0; h < LEHR_LR_RULES; h++)
        assert_true(!r.suggestion[h].low && !r.suggestion[h].high && !lehr_lr_edge_advice(&r, (lehr_lr_rule)h).s[0]);
    /* one seed is never more than fair */
    assert_int_equal(lehr_lr_confidence(&r, LEHR_LR_VALLEY), LEHR_CONFIDENCE_FAIR);
}

/* The last wall is all that slides: its interval comes to rest on the fall, where both of its ends lie on lines of
 * the same slope. */
static double wall(double x) { return x < -4 ? 2 : x < -1 ? 2 - 0.5 * (x + 4) : 0.5 + 20 * (x + 1) * (x + 1); }

static void the_slide_stops_before_the_wall(void **state)
{
    (void)state;
    drawn d;
    draw(&d, wall, 900);
    d.c.end = LEHR_RANGE_DIVERGED;
    lehr_lr_estimate r = read_drawn(&d);
    assert_true(r.suggestion[LEHR_LR_SLIDE].rate < 0.1 && r.suggestion[LEHR_LR_SLIDE].rate > 1e-4);
    draw(&d, falling, 900);                             /* nothing to slide down from */
    r = read_drawn(&d);
    assert_true(r.suggestion[LEHR_LR_SLIDE].high);
}

static void the_scale_of_the_loss_does_not_matter(void **state)
{
    (void)state;
    static const double scales[] = { 1e-6, 1e-3, 7, 1e9 };
    drawn d;
    draw(&d, vee, 900);
    lehr_lr_estimate one = read_drawn(&d);
    for (int k = 0; k < COUNT_OF(scales); k++) {
        draw(&d, vee, 900);
        for (int i = 0; i < d.c.count; i++) d.point[i].value *= scales[k];
        lehr_lr_estimate r = read_drawn(&d);
        for (int h = 0; h < LEHR_LR_RULES; h++)
            check_close(r.suggestion[h].rate, one.suggestion[h].rate, 1e-9, lehr_lr_rule_name((lehr_lr_rule)h));
        check_close(r.drop, one.drop * scales[k], 1e-9, "fall");
    }
}

static void the_number_of_points_hardly_matters(void **state)
{
    (void)state;
    static const int counts[] = { 300, 450, 2000 };
    drawn d;
    for (int k = 0; k < COUNT_OF(counts); k++) {
        draw(&d, vee, counts[k]);
        lehr_lr_estimate r = read_drawn(&d);
        check_vee(&r);
    }
}

/* Of a score, larger is better, and only Smith's two are asked. */
static void a_score_is_read_upside_down(void **state)
{
    (void)state;
    drawn d;
    draw(&d, vee, 900);
    lehr_lr_estimate loss = read_drawn(&d);
    d.c.plan.observable = LEHR_OBSERVE_SCORE;
    for (int i = 0; i < d.c.count; i++) d.point[i].value = 3 - d.point[i].value;
    lehr_lr_estimate r = read_drawn(&d);
    assert_true(r.suggestion[LEHR_LR_VALLEY].rate == 0 && r.suggestion[LEHR_LR_MINIMUM].rate == 0);
    check_close(r.suggestion[LEHR_LR_BASE].rate, loss.suggestion[LEHR_LR_BASE].rate, 1e-9, "base");
    check_close(r.suggestion[LEHR_LR_MAX].rate, loss.suggestion[LEHR_LR_MAX].rate, 1e-9, "max");
}

static void what_gets_ragged_is_too_much(void **state)
{
    (void)state;
    drawn d;
    draw(&d, ragged, 1800);
    lehr_lr_estimate r = read_drawn(&d);
    assert_true(r.suggestion[LEHR_LR_MAX].rate > 0.004 && r.suggestion[LEHR_LR_MAX].rate < 0.016);
}

/* --- edges -------------------------------------------------------------------------------------------------------- */

static void a_rate_at_the_edge_is_reported(void **state)
{
    (void)state;
    drawn d;
    draw(&d, falling, 900);
    lehr_lr_estimate r = read_drawn(&d);
    assert_true(r.suggestion[LEHR_LR_VALLEY].low && r.suggestion[LEHR_LR_VALLEY].high &&
                r.suggestion[LEHR_LR_MINIMUM].high && r.suggestion[LEHR_LR_MAX].high);
    assert_string_equal(lehr_lr_edge_advice(&r, LEHR_LR_VALLEY).s,
                        "at the lower edge, the best rate may be lower: --from 1e-09");
    assert_string_equal(lehr_lr_edge_advice(&r, LEHR_LR_MINIMUM).s,
                        "at the upper edge, the best rate may be higher: --to 100");
    assert_int_equal(lehr_lr_confidence(&r, LEHR_LR_MINIMUM), LEHR_CONFIDENCE_LOW);
    d.c.end = LEHR_RANGE_DIVERGED;                      /* beyond the end there is nothing to be had */
    r = read_drawn(&d);
    assert_true(r.suggestion[LEHR_LR_VALLEY].low && !r.suggestion[LEHR_LR_VALLEY].high &&
                !r.suggestion[LEHR_LR_MINIMUM].high);
}

/* --- curves that say nothing -------------------------------------------------------------------------------------- */

static void add_noise(drawn *d, double size, uint32_t seed)
{
    lehr_random random;
    lehr_random_seed(&random, seed);
    for (int i = 0; i < d->c.count; i++) d->point[i].value += size * lehr_random_normal(&random);
}

static void a_flat_or_noisy_test_suggests_no_rate(void **state)
{
    (void)state;
    static const struct { double (*f)(double x); int n; double noise; lehr_lr_estimate_status status;
    } rows[] = {
        { flat, 900, 0, LEHR_ESTIMATE_FLAT },
        { flat, 900, 0.2, LEHR_ESTIMATE_FLAT },
        { rising, 900, 0, LEHR_ESTIMATE_RISING },
        { rising, 900, 0.05, LEHR_ESTIMATE_RISING },
        { vee, 0, 0, LEHR_ESTIMATE_TOO_FEW_POINTS },
        { vee, 2, 0, LEHR_ESTIMATE_TOO_FEW_POINTS },
        { vee, LEHR_MIN_CURVE_POINTS, 0, LEHR_ESTIMATE_TOO_FEW_POINTS },
    };
    drawn d;
    for (int i = 0; i < COUNT_OF(rows); i++)
        for (uint32_t seed = 0; seed < 20; seed++) {
            draw(&d, rows[i].f, rows[i].n);
            add_noise(&d, rows[i].noise, seed);
            lehr_lr_estimate r = read_drawn(&d);
            if (r.status != rows[i].status) fail_msg("row %d, seed %u: status %d", i, (unsigned)seed, (int)r.status);
            for (int h = 0; h < LEHR_LR_RULES; h++) assert_true(r.suggestion[h].rate == 0);
        }
}

static void noise_is_measured_and_seen_through(void **state)
{
    (void)state;
    drawn d;
    for (uint32_t seed = 0; seed < 20; seed++) {
        draw(&d, vee, 1800);
        add_noise(&d, 0.1, seed);
        d.c.plan.smoothing = 0.95;
        lehr_lr_estimate r = read_drawn(&d);
        assert_int_equal(r.status, LEHR_ESTIMATE_OK);
        check_close(r.noise, 0.1 * sqrt(0.05 / 1.95), 0.15, "noise");
        assert_true(r.suggestion[LEHR_LR_VALLEY].rate > 1e-3 && r.suggestion[LEHR_LR_VALLEY].rate < 0.1);
        assert_true(r.suggestion[LEHR_LR_MINIMUM].rate > 4e-3 && r.suggestion[LEHR_LR_MINIMUM].rate < 0.02);
    }
}

/* Points that are no numbers are passed over; a curve of nothing else is too short. */
static void gaps_are_passed_over(void **state)
{
    (void)state;
    drawn d;
    draw(&d, vee, 900);
    for (int i = 0; i < d.c.count; i += 7) d.point[i].value = i % 2 ? NAN : INFINITY;
    lehr_lr_estimate r = read_drawn(&d);
    check_vee(&r);
    for (int i = 0; i < d.c.count; i++) d.point[i].value = NAN;
    r = read_drawn(&d);
    assert_int_equal(r.status, LEHR_ESTIMATE_TOO_FEW_POINTS);
    assert_int_equal(r.points, 0);
}

/* Whatever the curve: rates are within what was tested, or, of minimum/10, a tenth below. */
static void any_curve_can_be_read(void **state)
{
    (void)state;
    static const double odd[] = { 0, -1, 1e300, -1e300, 1e-300, NAN, INFINITY, -INFINITY };
    lehr_random random;
    drawn d;
    lehr_random_seed(&random, 3);
    for (int k = 0; k < 400; k++) {
        draw(&d, k % 2 ? vee : flat, 2 + (int)(lehr_random_bits(&random) % 300));
        d.c.plan.smoothing = k % 3 ? lehr_random_uniform(&random, 0, 1) : 0;
        d.c.end = (lehr_range_end)(k % 3);
        for (int i = 0; i < d.c.count; i++) {
            uint32_t what = lehr_random_bits(&random) % 64;
            if (what < COUNT_OF(odd)) d.point[i].value = odd[what];
            if (what == 60 && k % 5 == 0) d.point[i].lr = odd[lehr_random_bits(&random) % COUNT_OF(odd)];
        }
        lehr_lr_estimate r = read_drawn(&d);
        for (int h = 0; h < LEHR_LR_RULES; h++) assert_true(r.suggestion[h].rate >= 0);
    }
}

/* --- several seeds ------------------------------------------------------------------------------------------------ */

static lehr_lr_estimate reading_of(double rate)
{
    lehr_lr_estimate r = { .points = 900, .seeds = 1, .drop = 1, .noise = 0.01, .low = 1e-8, .high = 10 };
    for (int h = 0; h < LEHR_LR_RULES; h++) r.suggestion[h] = (lehr_lr_suggestion){ .rate = rate, .seeds = 1 };
    return r;
}

static void seeds_are_read_together(void **state)
{
    (void)state;
    lehr_lr_estimate each[] = { reading_of(0.01), reading_of(0.012), reading_of(0.0144) }, r;
    lehr_lr_estimate_combine(each, 3, &r);
    check_close(r.suggestion[0].rate, 0.012, 1e-12, "geometric mean");
    check_close(r.suggestion[0].spread, 1.2, 1e-12, "spread");
    assert_int_equal(r.seeds, 3);
    assert_int_equal(lehr_lr_confidence(&r, LEHR_LR_VALLEY), LEHR_CONFIDENCE_HIGH);

    each[1].suggestion[0].high = true;                          /* one of three is at the edge, then two */
    lehr_lr_estimate_combine(each, 3, &r);
    assert_true(!r.suggestion[0].high && !r.suggestion[0].low);
    each[0].suggestion[0].high = true;
    lehr_lr_estimate_combine(each, 3, &r);
    assert_true(r.suggestion[0].high && lehr_lr_confidence(&r, LEHR_LR_VALLEY) == LEHR_CONFIDENCE_LOW);
    each[0].suggestion[0].high = each[1].suggestion[0].high = false;

    each[2].noise = 0.05;                               /* the weakest seed decides */
    lehr_lr_estimate_combine(each, 3, &r);
    check_close(lehr_signal_to_noise(&r), 20, 1e-12, "clearness");
    assert_int_equal(lehr_lr_confidence(&r, LEHR_LR_VALLEY), LEHR_CONFIDENCE_FAIR);

    each[2] = reading_of(1);                            /* far apart */
    lehr_lr_estimate_combine(each, 3, &r);
    assert_int_equal(lehr_lr_confidence(&r, LEHR_LR_VALLEY), LEHR_CONFIDENCE_LOW);

    each[2] = (lehr_lr_estimate){ .status = LEHR_ESTIMATE_FLAT, .seeds = 1 };
    lehr_lr_estimate_combine(each, 3, &r);
    assert_int_equal(r.status, LEHR_ESTIMATE_OK);
    assert_int_equal(r.suggestion[0].seeds, 2);
    check_close(r.suggestion[0].rate, sqrt(0.01 * 0.012), 1e-12, "of those that are fine");
    assert_int_equal(lehr_lr_confidence(&r, LEHR_LR_VALLEY), LEHR_CONFIDENCE_LOW);

    each[0] = each[1] = each[2];
    lehr_lr_estimate_combine(each, 3, &r);
    assert_int_equal(r.status, LEHR_ESTIMATE_FLAT);
    assert_true(r.suggestion[0].rate == 0 && r.suggestion[0].seeds == 0);
}

static void rules_that_contradict_each_other_are_doubted(void **state)
{
    (void)state;
    lehr_lr_estimate r = reading_of(0.1);
    r.suggestion[LEHR_LR_BASE].rate = 0.05;
    r.suggestion[LEHR_LR_MAX].rate = 0.5;
    r.suggestion[LEHR_LR_VALLEY].rate = 0.01;
    r.suggestion[LEHR_LR_SLIDE].rate = 0.6;
    assert_int_equal(lehr_lr_rule_contradicts(&r, LEHR_LR_VALLEY), -1);
    assert_int_equal(lehr_lr_rule_contradicts(&r, LEHR_LR_SLIDE), 1);
    assert_int_equal(lehr_lr_rule_contradicts(&r, LEHR_LR_STEEPEST), 0);
    assert_int_equal(lehr_lr_confidence(&r, LEHR_LR_VALLEY), LEHR_CONFIDENCE_LOW);
    assert_int_equal(lehr_lr_confidence(&r, LEHR_LR_STEEPEST), LEHR_CONFIDENCE_FAIR);
}

static void rates_are_printed_with_two_digits(void **state)
{
    (void)state;
    assert_string_equal(lehr_lr_text(0.00648).s, "0.0065");
    assert_string_equal(lehr_lr_text(99.99).s, "100");
    assert_string_equal(lehr_lr_text(123456).s, "120000");
    assert_string_equal(lehr_lr_text(1.04e-8).s, "1e-08");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_curve_with_known_answers),
        cmocka_unit_test(the_slide_stops_before_the_wall),
        cmocka_unit_test(the_scale_of_the_loss_does_not_matter),
        cmocka_unit_test(the_number_of_points_hardly_matters),
        cmocka_unit_test(a_score_is_read_upside_down),
        cmocka_unit_test(what_gets_ragged_is_too_much),
        cmocka_unit_test(a_rate_at_the_edge_is_reported),
        cmocka_unit_test(a_flat_or_noisy_test_suggests_no_rate),
        cmocka_unit_test(noise_is_measured_and_seen_through),
        cmocka_unit_test(gaps_are_passed_over),
        cmocka_unit_test(any_curve_can_be_read),
        cmocka_unit_test(seeds_are_read_together),
        cmocka_unit_test(rules_that_contradict_each_other_are_doubted),
        cmocka_unit_test(rates_are_printed_with_two_digits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
