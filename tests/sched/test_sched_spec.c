/* test_sched_spec.c — policies put together: one after the other with "+", multiplied with "*", how long a part
 * lasts, horizons left out, counts in epochs, and the boundaries of it all. Names are in test_sched_names.c, formulas
 * and functions in test_sched_expr.c. */
#include "sched/spec.h"
#include "spec.h"

enum { STEPS = 1000, JOINT = 37, PER_EPOCH = 50 };
static const double BASE = 0.1;

/* The policy's example, as a part that lasts so many updates. */
static void held(const lehr_policy *p, char *text, size_t room)
{
    if (p->formula) snprintf(text, room, "expr:{%s},for=%d", strchr(p->example, ':') + 1, JOINT);
    else snprintf(text, room, "%s%cfor=%d", p->example, strchr(p->example, ':') ? ',' : ':', JOINT);
}

/* --- one after the other ------------------------------------------------------------------------------------------ */

static void the_joint_belongs_to_the_next_part(void **state)
{
    (void)state;
    FOR_EVERY_DEAF_POLICY(a) FOR_EVERY_DEAF_POLICY(b) {
        char text[400], first[200];
        held(a, first, sizeof first);
        snprintf(text, sizeof text, "%s+%s", first, b->example);
        lehr_sched both = parsed(text, BASE, STEPS), one = parsed(a->example, BASE, STEPS),
                   other = parsed(b->example, BASE, STEPS - JOINT);
        check_same(&both, 0, &one, JOINT, text);
        check_same(&both, JOINT, &other, STEPS, text);
        assert_true(lehr_sched_next_boundary(&both, JOINT - 1) == JOINT);
    }
}

/* Where the second part begins; epochs have 50 updates. */
static const struct { const char *text; double begin;
} lengths[] = {
    { "linear+fixed", 5 },
    { "constant+fixed", 5 },
    { "PolynomialLR+fixed", 5 },
    { "warmup:30+fixed", 30 },
    { "onecycle:steps=40+fixed", 40 },
    { "cosine:steps=100+fixed", 100 },
    { "cosine:steps=100,for=60+fixed", 60 },
    { "cosine:steps=100,for=160+fixed", 160 },
    { "fixed:for=1e+2+fixed", 100 },
    { "fixed:for=1e2+fixed", 100 },
    { "step:every=5,for=7+fixed", 7 },
    { "cosine:for=9*warmup:3+fixed", 9 },
    { "cosine*warmup:3,for=9+fixed", 9 },
    { "fixed:for=2,unit=epoch+fixed", 100 },
    { "warmup:3,unit=epoch+fixed", 150 },
    { "linear:unit=epoch+fixed", 250 },
    { "fixed:for=2,unit=update+fixed", 2 },
    { "expr:{lr},for=8+fixed", 8 },
    { "wsd:steps=20,decay=3+fixed", 20 },
    { "hardrestarts:steps=6+fixed", 6 },
    { "poly:steps=6,cycle=1+fixed", 6 },
};

static void a_part_has_the_given_length(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(lengths); i++) {
        lehr_sched s = in_epochs(lengths[i].text, BASE, STEPS, PER_EPOCH);
        if (s.parts != 2 || s.begin[1] != lengths[i].begin)
            fail_msg("%s: the second part begins at %g", lengths[i].text, s.begin[1]);
    }
}

/* The same curve, with the horizon left out and written out; how the first is printed, if not as it stands. 1,000
 * updates. */
static const struct { const char *left_out, *written, *printed; } horizons[] = {
    { "cosine", "cosine:steps=1000", NULL },
    { "warmup:steps=100+cosine", "warmup:100+cosine:steps=900", NULL },
    { "fixed:for=400+poly", "fixed:for=400+poly:steps=600", NULL },
    { "fixed:for=300+fixed:for=300+onecycle", "fixed:for=600+onecycle:steps=400", NULL },
    { "cosine*warmup:100", "cosine:steps=1000*warmup:100", "cosine*warmup:steps=100" },
    { "fixed:for=999+cosine", "fixed:for=999+cosine:steps=1", NULL },
    { "fixed:for=500+sigmoid", "fixed:for=500+sigmoid:at=250", NULL },
    { "fixed:for=500+wsd", "fixed:for=500+wsd:steps=500,decay=100", NULL },
    { "cosine:for=10+fixed", "cosine:steps=1000,for=10+fixed", NULL },
    { "cosine:unit=epoch", "cosine:steps=20,unit=epoch", NULL },
    { "fixed:for=200+expr:lr*(1-t/T)", "fixed:for=200+expr:lr*(1-min(t,800)/800)", "fixed:for=200+expr:{lr*(1-t/T)}" },
};

static void a_horizon_left_out_is_what_remains(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(horizons); i++) {
        lehr_sched a = in_epochs(horizons[i].left_out, BASE, STEPS, PER_EPOCH),
                   b = in_epochs(horizons[i].written, BASE, STEPS, PER_EPOCH);
        check_same(&a, 0, &b, 2 * STEPS, horizons[i].left_out);
        check_prints(&a, horizons[i].printed ? horizons[i].printed : horizons[i].left_out);
    }
}

/* --- multiplied --------------------------------------------------------------------------------------------------- */

static void times_fixed_changes_nothing(void **state)
{
    (void)state;
    FOR_EVERY_DEAF_POLICY(p) {
        char text[200];
        if (p->formula) snprintf(text, sizeof text, "expr:{%s}*fixed", strchr(p->example, ':') + 1);
        else snprintf(text, sizeof text, "%s*fixed", p->example);
        for (double lr = 1e-5; lr < 10; lr *= 7.3) {
            lehr_sched a = parsed(p->example, lr, STEPS), b = parsed(text, lr, STEPS);
            check_same(&b, 0, &a, 2 * STEPS, text);
        }
    }
}

static void shares_are_multiplied(void **state)
{
    (void)state;
    static const char *const factors[] = { "step:every=70",
                                           "warmup:100",
                                           "noise:0.3",
                                           "constant",
                                           "triangular:max=3,up=90",
                                           "piecewise:at=5,values=2/0.01",
                                           "cosine:min=0.05",
                                           "onecycle:max=0.7",
                                           "expr:{lr*lr+t}" };
    for (int i = 0; i < COUNT_OF(factors); i++)
        for (int j = 0; j < COUNT_OF(factors); j++)
            for (int k = 0; k < COUNT_OF(factors); k++) {
                char text[200];
                snprintf(text, sizeof text, "%s*%s*%s", factors[i], factors[j], factors[k]);
                lehr_sched s = parsed(text, BASE, STEPS), a = parsed(factors[i], BASE, STEPS),
                           b = parsed(factors[j], BASE, STEPS), c = parsed(factors[k], BASE, STEPS);
                for (long t = 0; t < STEPS + 20; t += 13)
                    check_close(lehr_sched_at(&s, t),
                                BASE * (lehr_sched_at(&a, t) / BASE) * (lehr_sched_at(&b, t) / BASE) *
                                    (lehr_sched_at(&c, t) / BASE),
                                1e-14, text);
            }
}

/* Rates far above a tiny base are numbers still. */
static void a_product_never_overflows(void **state)
{
    (void)state;
    lehr_sched s = parsed("piecewise:at=1,values=0/1e6*piecewise:at=2,values=1e6/1e6", 5e-324, STEPS);
    assert_true(lehr_sched_at(&s, 0) == 0);
    assert_true(isfinite(lehr_sched_at(&s, 1)) && lehr_sched_at(&s, 1) > 1e300);
    s = parsed("multistep:at=1/2,scales=1e300/1e300", BASE, STEPS);
    assert_true(isfinite(lehr_sched_at(&s, 2)) && lehr_sched_at(&s, 2) > 1e300);
}

/* --- counts in epochs --------------------------------------------------------------------------------------------- */

/* A text that sets every count of a row, times so much; those that have a default only where given. */
static int counts(const lehr_policy *p, double times, int given, const char *unit, char *text, size_t room)
{
    int found = 0;
    size_t n = (size_t)snprintf(text, room, "%s:", p->entry.name);
    for (const lehr_param_spec *k = p->entry.params; k->name; k++) {
        double v = strcmp(k->name, "steps") ? 2 + (double)(k - p->entry.params) : 20;
        if (!given && !isnan(k->default_value)) v = k->default_value;
        if (k->flags & LEHR_DURATION) found++;
        if (!strcmp(k->name, "values")) n += (size_t)snprintf(text + n, room - n, "values=3/2/1,");
        if (!(k->flags & LEHR_DURATION) || (!given && (k->default_text || (!isnan(k->default_value) && times == 1))))
            continue;
        if (k->flags & LEHR_LIST)
            n += (size_t)snprintf(text + n, room - n, "%s=%g/%g,", k->name, v * times, (v + 4) * times);
        else n += (size_t)snprintf(text + n, room - n, "%s=%g,", k->name, v * times);
    }
    snprintf(text + n, room - n, "%s", unit);
    return found;
}

static void an_epoch_is_so_many_updates(void **state)
{
    (void)state;
    int rows = 0;
    FOR_EVERY_DEAF_POLICY(p) for (int given = 0; given < 2; given++) {
        char epochs[300], updates[300];
        if (!counts(p, 1, given, "unit=epoch", epochs, sizeof epochs)) continue;
        counts(p, PER_EPOCH, given, "unit=update", updates, sizeof updates);
        if (!strcmp(p->entry.name, "piecewise"))
            strcpy(strstr(epochs, "values"), "values=3/2/1,unit=epoch"),
                strcpy(strstr(updates, "values"), "values=3/2/1");
        lehr_sched a = in_epochs(epochs, BASE, STEPS, PER_EPOCH), b = in_epochs(updates, BASE, STEPS, PER_EPOCH);
        check_same(&a, 0, &b, 3 * STEPS, epochs);
        for (double t = 0; t < STEPS; t += 7)
            assert_true(lehr_sched_next_boundary(&a, t) == lehr_sched_next_boundary(&b, t));
        check_prints(&a, epochs);
        rows++;
    }
    assert_true(rows >= 2 * 17);
}

static void epochs_may_be_parts_and_factors(void **state)
{
    (void)state;
    static const struct { const char *epochs, *updates;
    } same[] = {
        { "step:every=1,unit=epoch", "step:every=50" },
        { "warmup:2,unit=epoch+cosine:3,unit=epoch", "warmup:100+cosine:150" },
        { "warmup:20*step:every=3,unit=epoch", "warmup:20*step:every=150" },
        { "exp:every=0.5,unit=epoch", "exp:every=25" },
        { "StepLR:step_size=2,unit=epoch", "StepLR:step_size=100" },
        { "PolynomialLR:unit=epoch", "PolynomialLR:total_iters=250" },
        { "CyclicLR:base_lr=0,max_lr=1,step_size_up=1,unit=epoch", "CyclicLR:base_lr=0,max_lr=1,step_size_up=50" },
    };
    for (int i = 0; i < COUNT_OF(same); i++) {
        lehr_sched a = in_epochs(same[i].epochs, BASE, STEPS, PER_EPOCH),
                   b = in_epochs(same[i].updates, BASE, STEPS, PER_EPOCH);
        check_same(&a, 0, &b, STEPS, same[i].epochs);
    }
    /* 0.1·3/3 is not 0.1 */
    lehr_sched s = in_epochs("exp:every=0.1,unit=epoch*step:every=7,unit=epoch", BASE, STEPS, 3);
    check_prints(&s, "exp:every=0.1,unit=epoch*step:every=7,unit=epoch");
    assert_int_equal(lehr_sched_parse(&s, "step:every=1,unit=epoch", BASE, STEPS), LEHR_ERR_VALUE);
    check_says("step|epoch|the number of updates", "no epochs");
}

/* --- boundaries --------------------------------------------------------------------------------------------------- */

static const struct { const char *text; double next[5];
} boundaries[] = {
    /* 0: none any more */
    { "fixed", { 0 } },
    { "exp", { 0 } },
    { "natexp", { 0 } },
    { "time", { 0 } },
    { "inv", { 0 } },
    { "sigmoid", { 0 } },
    { "noise", { 0 } },
    { "expr:lr", { 0 } },
    { "plateau", { 0 } },
    { "step:every=10", { 10, 20, 30, 40, 50 } },
    { "multistep:at=8/3/8", { 3, 8 } },
    { "piecewise:at=3/8,values=1/2/3", { 3, 8 } },
    { "poly:steps=7", { 7 } },
    { "poly:steps=7,cycle=1", { 7, 14, 21, 28, 35 } },
    { "linear", { 5 } },
    { "constant", { 5 } },
    { "cosine:steps=9", { 9 } },
    { "tanh:steps=9", { 9 } },
    { "kdecay:steps=9", { 9 } },
    { "warmup:4", { 4 } },
    { "restarts:every=4,mult=2", { 4, 12, 28, 60, 124 } },
    { "restarts:every=1,mult=3", { 1, 4, 13, 40, 121 } },
    { "restarts:every=10,mult=1.2", { 10, 22, 37, 54, 75 } },
    { "restarts:every=100,mult=1.1", { 100, 210, 331, 465, 611 } },
    { "hardrestarts:cycles=3,steps=10", { 4, 7, 10 } },
    { "triangular:up=2,down=5", { 2, 7, 9, 14, 16 } },
    { "triangular2:up=3", { 3, 6, 9, 12, 15 } },
    { "exprange:up=3", { 3, 6, 9, 12, 15 } },
    { "onecycle:steps=10", { 2, 9 } },
    { "onecycle:steps=10,phases=3", { 2, 4, 9 } },
    { "onecycle:steps=2", { 1 } },
    { "wsd:steps=20,warmup=3,decay=5", { 3, 15, 20 } },
    { "rsqrt:warmup=6", { 6 } },
    { "noam:warmup=6", { 6 } },
    { "warmup:5+step:every=10", { 5, 15, 25, 35, 45 } },
    { "step:10*multistep:7/20", { 7, 10, 20, 30, 40 } },
    { "cosine:steps=9,for=4+linear", { 4, 9 } },
    { "fixed:for=2+fixed:for=3+fixed", { 2, 5 } },
    { "step:2,unit=epoch", { 100, 200, 300, 400, 500 } },
};

static void boundaries_come_one_after_the_other(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(boundaries); i++) {
        lehr_sched s = in_epochs(boundaries[i].text, BASE, STEPS, PER_EPOCH);
        double t = 0;
        for (int k = 0; k < 5 && isfinite(t); k++) {
            double want = boundaries[i].next[k] > 0 ? boundaries[i].next[k] : INFINITY,
                   next = lehr_sched_next_boundary(&s, t);
            if (next != want) fail_msg("%s: after %g comes %g, but %g is right", boundaries[i].text, t, next, want);
            if (want < INFINITY) assert_true(lehr_sched_next_boundary(&s, want - 1) == want);
            t = next;
        }
    }
}

/* However many cycles share however many updates: the first update of a cycle is a boundary, and no other is. */
static void hard_restarts_begin_on_boundaries(void **state)
{
    (void)state;
    for (long steps = 1; steps <= 150; steps++) for (long cycles = 1; cycles <= 60; cycles++) {
        char text[100];
        snprintf(text, sizeof text, "hardrestarts:cycles=%ld,steps=%ld", cycles, steps);
        lehr_sched s = parsed(text, BASE, 0);
        for (long t = 0; t < steps; t++) {
            long next = t + 1;
            while (next < steps && next * cycles / steps == t * cycles / steps) next++;
            if (lehr_sched_next_boundary(&s, (double)t) != (double)next)
                fail_msg("%s: after %ld comes %g, but %ld is right", text, t, lehr_sched_next_boundary(&s, (double)t),
                         next);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_joint_belongs_to_the_next_part),
        cmocka_unit_test(a_part_has_the_given_length),
        cmocka_unit_test(a_horizon_left_out_is_what_remains),
        cmocka_unit_test(times_fixed_changes_nothing),
        cmocka_unit_test(shares_are_multiplied),
        cmocka_unit_test(a_product_never_overflows),
        cmocka_unit_test(an_epoch_is_so_many_updates),
        cmocka_unit_test(epochs_may_be_parts_and_factors),
        cmocka_unit_test(boundaries_come_one_after_the_other),
        cmocka_unit_test(hard_restarts_begin_on_boundaries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
