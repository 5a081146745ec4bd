/* test_plateau.c — plateau: PyTorch's ReduceLROnPlateau on 200 recorded series of metrics, its definition where PyTorch
 * is not the reference (relative thresholds of a negative metric, Keras' rule), its state, and policies combined with
 * it. */
#include "sched/plateau.h"
#include "recorded.h"
#include "sched/spec.h"

static lehr_sched parsed(const char *text, double lr)
{
    lehr_sched s;
    if (lehr_sched_parse(&s, text, lr, 0)) fail_msg("\"%s\": %s", text, lehr_message());
    assert_true(lehr_sched_is_plateau(&s));
    return s;
}

/* --- PyTorch ------------------------------------------------------------------------------------------------------ */

static void check_series(const recorded *r, int *cuts)
{
    lehr_sched s = parsed(r->spec, r->lr);
    lehr_plateau p;
    lehr_plateau_start(&p, &s);
    double before = r->lr;
    for (int i = 0; i < r->count; i += 2) {
        lehr_plateau_update(&p, &s, i, r->v[i]);
        double rate = lehr_plateau_at(&p, &s, i), theirs = r->v[i + 1];
        if (!(fabs(rate - theirs) <= 1e-12 * r->lr))
            fail_msg("%s, check %d: %.17g, but PyTorch has %.17g", r->spec, i / 2, rate, theirs);
        assert_true(rate >= s.factor[0].k.min);
        *cuts += theirs < before;
        before = theirs;
    }
}

static void rates_equal_pytorchs(void **state)
{
    (void)state;
    static recorded r;
    static const char *const kinds[] = { "mode=min,threshold_mode=rel",
                                         "mode=min,threshold_mode=abs",
                                         "mode=max,threshold_mode=rel",
                                         "mode=max,threshold_mode=abs",
                                         "cooldown=9",
                                         "min_lr=",
                                         "eps=" };
    int series = 0, seen[COUNT_OF(kinds)] = { 0 }, cuts = 0, nans = 0, negative = 0;
    FILE *f = open_recorded("plateau");
    for (; read_recorded(f, &r, 2); series++) {
        for (int i = 0; i < COUNT_OF(kinds); i++) seen[i] += strstr(r.spec, kinds[i]) != NULL;
        for (int i = 0; i < r.count; i += 2) nans += isnan(r.v[i]), negative += r.v[i] < 0;
        assert_int_equal(r.count, 400);
        check_series(&r, &cuts);
    }
    fclose(f);
    assert_int_equal(series, 200);
    for (int i = 0; i < COUNT_OF(kinds); i++) assert_true(seen[i] >= 10);
    assert_true(cuts > 1000 && nans > 200 && negative > 1000);
}

/* --- the definition ----------------------------------------------------------------------------------------------- */

/* policies.md: better by thr·|best|, or by thr. This reference computes it differently: as a distance. */
static int is_better(double value, double best, int highest, int absolute, double threshold)
{
    double gain = highest ? value - best : best - value;
    return isinf(best) ? !isnan(value) : gain > (absolute ? threshold : threshold * fabs(best));
}

typedef struct rule { int keras, highest, absolute, patience, cooldown; double threshold; } rule;

/* How often the definition reduces the rate; after[i]: reductions up to check i. */
static void cuts_of(const rule *r, const double *metric, int n, int *after)
{
    double best = r->highest ? -INFINITY : INFINITY;
    for (int i = 0, bad = 0, rest = 0, cuts = 0; i < n; after[i++] = cuts) {
        int better = is_better(metric[i], best, r->highest, r->absolute, r->threshold);
        if (better) best = metric[i];
        bad = better || rest > 0 ? 0 : bad + 1;
        if (rest > 0) rest--;
        if (r->keras ? bad < r->patience || bad == 0 : bad <= r->patience) continue;
        cuts++;
        bad = 0;
        rest = r->cooldown;
    }
}

enum { CHECKS = 120 };

/* Multiples of 1/16, with thresholds that are powers of two, so that "better by exactly the threshold" occurs and is
 * exact. */
static void make_metrics(double metric[CHECKS], unsigned seed, double shift)
{
    for (int i = 0; i < CHECKS; i++) {
        seed = seed * 1664525u + 1013904223u;
        metric[i] = seed >> 28 == 0 ? NAN : shift + (double)(seed >> 16 & 63) / 16 + 40.0 / (i + 10);
        metric[i] = floor(metric[i] * 16) / 16;
    }
}

static void check_definition(const rule *r, unsigned seed)
{
    char text[200];
    double metric[CHECKS];
    int after[CHECKS];
    snprintf(text, sizeof text,
             "plateau:patience=%d,factor=0.5,threshold=%.17g,threshold_mode=%s,mode=%s,cooldown=%d,eps=0,rule=%s",
             r->patience, r->threshold, r->absolute ? "abs" : "rel", r->highest ? "max" : "min", r->cooldown,
             r->keras ? "keras" : "torch");
    make_metrics(metric, seed, -6);
    cuts_of(r, metric, CHECKS, after);
    lehr_sched s = parsed(text, 0.5);
    lehr_plateau p;
    lehr_plateau_start(&p, &s);
    for (int i = 0; i < CHECKS; i++) {
        lehr_plateau_update(&p, &s, i, metric[i]);
        if (p.rate != ldexp(0.5, -after[i]))
            fail_msg("%s, seed %u, check %d: %g, but %d cuts are right", text, seed, i, p.rate, after[i]);
    }
}

static void the_definition_is_kept_with_any_sign_and_either_rule(void **state)
{
    (void)state;
    static const int patience[] = { 0, 1, 2, 5 }, cooldown[] = { 0, 1, 4 };
    static const double threshold[] = { 0, 0.0625, 0.25 };
    for (int kind = 0; kind < 8; kind++)
        for (int i = 0; i < COUNT_OF(patience) * COUNT_OF(cooldown) * COUNT_OF(threshold); i++) {
            rule r = {
                kind & 1, kind >> 1 & 1, kind >> 2 & 1, patience[i % 4], cooldown[i / 4 % 3], threshold[i / 12]
            };
            for (unsigned seed = 1; seed <= 10; seed++) check_definition(&r, seed);
        }
}

/* By hand: the metric, and the rate after it; base rate 1. */
static const struct { const char *text; int n; double metric[8], rate[8]; } by_hand[] = {
    { "plateau:patience=1,factor=0.5,threshold=0.1", 4, { -10, -10.5, -11.5, -12 }, { 1, 1, 1, 1 } },
    { "plateau:patience=0,factor=0.5,threshold=0.1", 4, { -10, -10.5, -11.5, -12 }, { 1, .5, .5, .25 } },
    { "plateau:patience=0,factor=0.5,threshold=0.1,mode=max", 4, { -10, -9.5, -8.5, -7 }, { 1, .5, .5, .5 } },
    { "plateau:patience=2,factor=0.5", 6, { 1, 2, 2, 2, 2, 2 }, { 1, 1, 1, .5, .5, .5 } },
    { "plateau:patience=2,factor=0.5,rule=keras", 6, { 1, 2, 2, 2, 2, 2 }, { 1, 1, .5, .5, .25, .25 } },
    { "plateau:patience=1,factor=0.5,rule=keras", 4, { 1, 2, 2, 0.5 }, { 1, .5, .25, .25 } },
    { "plateau:patience=0,factor=0.5,cooldown=2", 6, { 1, 2, 2, 2, 2, 2 }, { 1, .5, .5, .5, .25, .25 } },
    { "plateau:patience=0,factor=0.5", 4, { NAN, 3, NAN, 2 }, { .5, .5, .25, .25 } },
    { "plateau:patience=0,factor=0.5,min=0.3", 4, { 1, 1, 1, 1 }, { 1, .5, .3, .3 } },
    { "plateau:patience=0,factor=0.5,eps=0.2", 5, { 1, 1, 1, 1, 1 }, { 1, .5, .25, .25, .25 } },
    { "plateau:patience=0,factor=0.5", 3, { INFINITY, 5, INFINITY }, { .5, .5, .25 } },
    { "plateau:patience=0,factor=0.5", 3, { -INFINITY, 5, -INFINITY }, { 1, .5, .25 } },
};

static void written_out_by_hand(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(by_hand); i++) {
        lehr_sched s = parsed(by_hand[i].text, 1);
        lehr_plateau p;
        lehr_plateau_start(&p, &s);
        for (int k = 0; k < by_hand[i].n; k++) {
            lehr_plateau_update(&p, &s, k, by_hand[i].metric[k]);
            if (p.rate != by_hand[i].rate[k])
                fail_msg("%s, check %d: %g, but %g is right", by_hand[i].text, k, p.rate, by_hand[i].rate[k]);
        }
    }
}

/* --- its memory --------------------------------------------------------------------------------------------------- */

static void a_resumed_run_equals_an_uninterrupted_one(void **state)
{
    (void)state;
    double metric[CHECKS];
    unsigned char file[sizeof(lehr_plateau)];
    make_metrics(metric, 5, 1);
    for (int middle = 0; middle <= CHECKS; middle++) {
        lehr_sched s = parsed("plateau:patience=1,factor=0.9,cooldown=2,threshold=0.01", 0.1),
                   fresh = parsed("plateau:patience=1,factor=0.9,cooldown=2,threshold=0.01", 0.1);
        lehr_plateau whole, loaded;
        lehr_plateau_start(&whole, &s);
        for (int i = 0; i < middle; i++) lehr_plateau_update(&whole, &s, i, metric[i]);
        memcpy(file, &whole, sizeof file);
        memcpy(&loaded, file, sizeof file);
        for (int i = middle; i < CHECKS; i++) {
            lehr_plateau_update(&whole, &s, i, metric[i]);
            lehr_plateau_update(&loaded, &fresh, i, metric[i]);
            assert_true(lehr_plateau_at(&whole, &s, i) == lehr_plateau_at(&loaded, &fresh, i));
            assert_true(whole.best == loaded.best && whole.bad == loaded.bad && whole.cooldown == loaded.cooldown);
        }
        assert_true(whole.rate < 0.05);
    }
}

static void plateau_ignores_metrics_before_its_part(void **state)
{
    (void)state;
    lehr_sched s = parsed("warmup:100+plateau:patience=0,factor=0.5", 1);
    lehr_plateau p, untouched;
    lehr_plateau_start(&p, &s);
    lehr_plateau_start(&untouched, &s);
    lehr_plateau_update(&p, &s, 0, 1e-9);                   /* so good that nothing later would be better */
    for (long t = 0; t < 100; t++) {
        assert_true(lehr_plateau_at(&p, &s, t) == lehr_sched_at(&s, t));
        lehr_plateau_update(&p, &s, t, (double)t);
        assert_true(p.rate == untouched.rate && p.best == untouched.best && p.bad == 0 && p.cooldown == 0);
    }
    lehr_plateau_update(&p, &s, 100, 3);
    assert_true(p.best == 3 && lehr_plateau_at(&p, &s, 100) == 1);
    lehr_plateau_update(&p, &s, 101, 3);
    assert_true(lehr_plateau_at(&p, &s, 101) == 0.5);
    assert_true(lehr_plateau_at(&p, &s, 50) == lehr_sched_at(&s, 50));
}

static void the_floor_is_never_undercut(void **state)
{
    (void)state;
    static const char *const floors[] = { "0", "1e-3", "0.0999", "0.1", "1e-300" };
    for (int i = 0; i < COUNT_OF(floors); i++) {
        char text[100];
        snprintf(text, sizeof text, "plateau:patience=0,factor=0.37,eps=0,min=%s", floors[i]);
        lehr_sched s = parsed(text, 0.1);
        lehr_plateau p;
        lehr_plateau_start(&p, &s);
        for (int k = 0; k < 2000; k++) {
            lehr_plateau_update(&p, &s, k, 1);
            assert_true(p.rate >= s.factor[0].k.min);
        }
        assert_true(p.rate == s.factor[0].k.min);
    }
}

static void drawn_as_fixed_with_a_metric_that_has_a_name(void **state)
{
    (void)state;
    static const char *const columns[] = { "train_loss", "train_accuracy", "validation_loss", "validation_accuracy" };
    lehr_sched s = parsed("plateau", 0.1), other;
    for (long t = 0; t < 1000; t += 100) assert_true(lehr_sched_at(&s, t) == 0.1);
    assert_string_equal(lehr_plateau_metric(&s).s, "validation_loss");
    for (int i = 0; i < COUNT_OF(columns); i++) {
        char text[100];
        snprintf(text, sizeof text, "warmup:3+plateau:metric=%s", columns[i]);
        s = parsed(text, 0.1);
        assert_string_equal(lehr_plateau_metric(&s).s, columns[i]);
    }
    assert_int_equal(lehr_sched_parse(&other, "cosine", 0.1, 10), LEHR_OK);
    assert_false(lehr_sched_is_plateau(&other));
}

/* A trajectory or a loop may call it with any schedule, also with an empty one. */
static void other_schedules_ignore_metrics(void **state)
{
    (void)state;
    lehr_sched s[2] = { { .lr = 0 } };
    assert_int_equal(lehr_sched_parse(&s[1], "step:every=10", 0.1, 100), LEHR_OK);
    for (int i = 0; i < COUNT_OF(s); i++) {
        lehr_plateau p, before;
        lehr_plateau_start(&p, &s[i]);
        before = p;
        for (long t = 1; t < 50; t++) lehr_plateau_update(&p, &s[i], t, (double)t);
        assert_true(p.rate == before.rate && p.best == before.best && p.bad == before.bad &&
                    p.cooldown == before.cooldown);
        assert_string_equal(lehr_plateau_metric(&s[i]).s, "");
    }
    assert_true(lehr_plateau_at(&(lehr_plateau){ .rate = 7 }, &s[1], 10) == lehr_sched_at(&s[1], 10));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rates_equal_pytorchs),
        cmocka_unit_test(the_definition_is_kept_with_any_sign_and_either_rule),
        cmocka_unit_test(written_out_by_hand),
        cmocka_unit_test(a_resumed_run_equals_an_uninterrupted_one),
        cmocka_unit_test(plateau_ignores_metrics_before_its_part),
        cmocka_unit_test(the_floor_is_never_undercut),
        cmocka_unit_test(drawn_as_fixed_with_a_metric_that_has_a_name),
        cmocka_unit_test(other_schedules_ignore_metrics),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
