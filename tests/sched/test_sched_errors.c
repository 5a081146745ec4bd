/* test_sched_errors.c — specs of schedules: errors have their column, harmless differences are accepted, and texts that
 * are too long or damaged are refused. And a program's own policy. */
#include "core/random.h"
#include "sched/spec.h"
#include "spec.h"

enum { HORIZON = 1000 };

/* --- the language ------------------------------------------------------------------------------------------------- */

static const struct { const char *text; lehr_status status; const char *says;
} bad_specs[] = {
    { "cosin", LEHR_ERR_NAME, "column 1|no policy \"cosin\"|did you mean \"cosine\"" },
    { "stpe:every=5", LEHR_ERR_NAME, "\"step\"" },
    { "one-cycle", LEHR_ERR_NAME, "\"onecycle\"" },
    { "COSINE", LEHR_ERR_NAME, "\"cosine\"" },
    { "", LEHR_ERR_NAME, "column 1|a policy is expected" },
    { "xylophone", LEHR_ERR_NAME, "no policy \"xylophone\"" },
    { ":every=5", LEHR_ERR_NAME, "a policy is expected" },
    { " step", LEHR_ERR_NAME, "\"step\"" },
    { "step ", LEHR_ERR_NAME, "\"step\"" },
    { "step:evry=5", LEHR_ERR_NAME, "column 6|step|\"evry\"|\"every\"" },
    { "step:every=5,gama=1", LEHR_ERR_NAME, "column 14|\"gama\"|\"gamma\"" },
    { "step:every=5,every=6", LEHR_ERR_VALUE, "column 14|every is given twice" },
    { "step:every=5,step_size=6", LEHR_ERR_VALUE, "column 14|given twice" },
    { "step:5,every=5", LEHR_ERR_VALUE, "column 8|given twice" },
    { "step:", LEHR_ERR_VALUE, "column 6|every" },
    { "step:every=", LEHR_ERR_VALUE, "column 12|every is \"\"" },
    { "step:every=5,", LEHR_ERR_VALUE, "column 14" },
    { "step:,every=5", LEHR_ERR_VALUE, "column 6" },
    { "step:every=5;gamma=1", LEHR_ERR_VALUE, "column 13|\";gamma\"" },
    { "step:every=5.5", LEHR_ERR_VALUE, "column 12|every is 5.5|a whole number" },
    { "step:every=1/3", LEHR_ERR_VALUE, "every is 1/3|whole" },
    { "step:every=1e400", LEHR_ERR_VALUE, "every" },
    { "step:gamma=0x1", LEHR_ERR_VALUE, "gamma" },
    { "step:gamma=nan", LEHR_ERR_VALUE, "gamma is \"nan\"|above 0 and at most 1" },
    { "step:gamma=inf", LEHR_ERR_VALUE, "\"inf\"" },
    { "step:gamma=1/0", LEHR_ERR_VALUE, "gamma" },
    { "step:gamma=1e", LEHR_ERR_VALUE, "gamma|\"e\"" },
    { "step:gamma=0,5", LEHR_ERR_VALUE, "gamma is 0" },
    { "step:gamma=.5x", LEHR_ERR_VALUE, "column 14|\"x\"" },
    { "fixed:3", LEHR_ERR_NAME, "fixed has no parameters" },
    { "fixed:lr=1", LEHR_ERR_NAME, "column 7|fixed|\"lr\"" },
    { "cosine:min=0.2", LEHR_ERR_VALUE, "cosine|min is 0.2|base rate, 0.1" },
    { "restarts:every=5,min=1", LEHR_ERR_VALUE, "restarts|min is 1|base rate, 0.1" },
    { "poly:end=0.2", LEHR_ERR_VALUE, "poly|end is 0.2|base rate, 0.1" },
    { "triangular2:min=2,max=1", LEHR_ERR_VALUE, "triangular2|min is 2|max, 1" },
    { "onecycle:phases=3,pct_start=0.6", LEHR_ERR_VALUE, "onecycle|pct_start is 0.6|at most 0.5" },
    { "onecycle:up=linaer", LEHR_ERR_NAME, "column 13|up is \"linaer\"|cosine linear|\"linear\"" },
    { "multistep:at=5/6,scales=0.5", LEHR_ERR_VALUE, "multistep|scales has 1|at has 2" },
    { "multistep:at=5//6", LEHR_ERR_VALUE, "column 16|at" },
    { "multistep:at=5/", LEHR_ERR_VALUE, "column 16|at" },
    { "multistep:at=5/6.5", LEHR_ERR_VALUE, "column 16|at is 6.5|whole" },
    { "MultiStepLR:milestones=[3, 5]", LEHR_ERR_VALUE, "column 24|no brackets; write at=3/5" },
    { "multistep:at=(3,5,8),gamma=0.5", LEHR_ERR_VALUE, "column 14|no brackets; write at=3/5/8" },
    { "multistep:at=[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1]", LEHR_ERR_VALUE,
      "column 14|no brackets; write at=1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1/1" },
    { "multistep:at=[", LEHR_ERR_VALUE, "column 14|no brackets; write at=3/5" },
    { "multistep:at=3,5", LEHR_ERR_VALUE, "column 16|several numbers have / between them; write at=3/5" },
    { "step:every=5 5", LEHR_ERR_VALUE, "column 13|\" 5\"" },
    { "cosine+fixed", LEHR_ERR_VALUE, "column 1|cosine stands before a \"+\"|for=" },
    { "cosine*", LEHR_ERR_NAME, "column 8|a policy is expected" },
    { "step:every=5+fixed", LEHR_ERR_VALUE, "column 1|step stands before a \"+\"" },
    { "+fixed", LEHR_ERR_NAME, "column 1|a policy is expected" },
};

static void nonsense_is_placed(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(bad_specs); i++) {
        lehr_sched s, before;
        memset(&s, 0x5A, sizeof s);
        before = s;
        if (lehr_sched_parse(&s, bad_specs[i].text, 0.1, HORIZON) != bad_specs[i].status)
            fail_msg("\"%s\": %s", bad_specs[i].text, lehr_message());
        check_says(bad_specs[i].says, bad_specs[i].text);
        assert_memory_equal(&s, &before, sizeof s);
    }
}

static void harmless_variants_are_taken(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "step:50", "step" },
        { "step:every=50,gamma=0.9", "step" },
        { "step:decay_rate=9e-1,decay_step=5e1", "step" },
        { "step:every=+7", "step:every=7" },
        { "step:gamma=1/2", "step:gamma=0.5" },
        { "step:gamma=.5", "step:gamma=0.5" },
        { "step:gamma=5.E-1", "step:gamma=0.5" },
        { "multi-step:3/1/2", "multistep:at=1/2/3" },
        { "sgdr:T_0=9", "restarts:every=9" },
        { "cosine:T_max=7,eta_min=0", "cosine:steps=7" },
        { "onecycle:up=linear,down=cosine", "onecycle:up=linear" },
        { "triangular2:max=0.1", "triangular2:max=0.1" },
        { "poly:cycle=1", "poly:cycle=1" },
        { "step:every=7, gamma=0.5", "step:every=7,gamma=0.5" },
        { "step: every=7 ,\tgamma=0.5", "step:every=7,gamma=0.5" },
        { "multistep: 3/5, gamma = 0.5", "multistep:at=3/5,gamma=0.5" },
        { "onecycle: up=linear , down=cosine", "onecycle:up=linear" },
        { "warmup : 30 + fixed * cosine", "warmup:steps=30+fixed*cosine" },
        { "fixed:for=30, unit=update + cosine", "fixed:for=30+cosine" },
        { "expr:{lr} , for=8 + fixed", "expr:{lr},for=8+fixed" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_strbuf t = { 0 };
        lehr_sched s = parsed(rows[i][0], 0.1, HORIZON);
        lehr_sched_print(&s, &t);
        assert_string_equal(t.s, rows[i][1]);
        lehr_strbuf_release(&t);
    }
}

static void base_rates_are_checked(void **state)
{
    (void)state;
    static const struct { double lr; const char *says;
    } rows[] = {
        { NAN, "lr is nan" },         { INFINITY, "lr is inf" }, { -INFINITY, "lr is -inf" },
        { 0, "lr is 0|above 0" },     { -1, "lr is -1" },        { 1e30, "lr is 1e+30|at most 1000000" },
        { 1e6 + 1, "lr is 1000001" },
    };
    FOR_EVERY_POLICY(p) for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_sched s = { .count = 77 };
        assert_int_equal(lehr_sched_parse(&s, p->example, rows[i].lr, HORIZON), LEHR_ERR_VALUE);
        check_says(rows[i].says, p->example);
        assert_int_equal(lehr_sched_make(&s, p, rows[i].lr, HORIZON, NULL), LEHR_ERR_VALUE);
        check_says(rows[i].says, p->example);
        assert_int_equal(s.count, 77);
    }
}

/* head and n copies of part: refused at once, with a message of one line. */
static void check_long(const char *head, const char *part, int n, lehr_status status)
{
    lehr_strbuf t = { 0 };
    lehr_sched s;
    lehr_strbuf_printf(&t, "%s", head);
    for (int i = 0; i < n; i++) lehr_strbuf_printf(&t, "%s", part);
    assert_int_equal(lehr_sched_parse(&s, t.s, 0.1, HORIZON), status);
    if (status) assert_in_range(strlen(lehr_message()), 10, 511);
    lehr_strbuf_release(&t);
}

static void long_texts_are_survived(void **state)
{
    (void)state;
    check_long("", "x", 300, LEHR_ERR_NAME);
    check_long("", "x", 1000000, LEHR_ERR_NAME);
    check_long("step:", "x", 300, LEHR_ERR_VALUE);
    check_long("step:", "x=", 150, LEHR_ERR_NAME);
    check_long("step:every=5", "0", 300, LEHR_ERR_VALUE);
    check_long("step:gamma=0.5", "0", 300, LEHR_OK);
    check_long("fixed:for=1", "+fixed:for=1", 10000, LEHR_ERR_VALUE);
    check_long("fixed", "*fixed", 10000, LEHR_ERR_VALUE);
    check_long("step:every=5", ",every=5", 10000, LEHR_ERR_VALUE);
    check_long("multistep:at=5", "/5", 31, LEHR_OK);
    check_long("multistep:at=5", "/5", 32, LEHR_ERR_VALUE);
    check_says("at takes at most 32", "a list of 33");
    check_long("multistep:at=5", "/5", 10000, LEHR_ERR_VALUE);
    check_long("onecycle:up=", "e", 10000, LEHR_ERR_NAME);
}

/* --- a policy of one's own ---------------------------------------------------------------------------------------- */

static double wave(const lehr_policy_values *k, double t)
{
    return k->user[1] + (k->lr - k->user[1]) * 0.5 * (1 + sin(t / k->user[0]));
}

static lehr_status resolve_wave(lehr_policy_values *k)
{
    return k->user[1] < k->lr ? LEHR_OK : lehr_fail(LEHR_ERR_VALUE, "min is %g; it must be below lr", k->user[1]);
}

/* Any fraction of an epoch, with any number of updates in an epoch, is printed as a text that gives the same updates
 * again, to the last bit. */
static void fractions_of_epochs_come_back(void **state)
{
    (void)state;
    lehr_random r;
    lehr_random_seed(&r, 8);
    for (int i = 0; i < 20000; i++) {
        char text[80];
        lehr_strbuf printed = { 0 };
        long per_epoch = 1 + (long)(lehr_random_bits(&r) % 100000);
        double every = lehr_random_uniform(&r, 0, 1) * pow(10, lehr_random_uniform(&r, -3, 4));
        snprintf(text, sizeof text, "exp:gamma=0.5,every=%.17g,unit=epoch", every);
        lehr_sched s = in_epochs(text, 0.1, 1000, per_epoch);
        lehr_sched_print(&s, &printed);
        lehr_sched again = in_epochs(printed.s, 0.1, 1000, per_epoch);
        if (again.factor[0].k.every != s.factor[0].k.every)
            fail_msg("%s, %ld an epoch: printed as %s", text, per_epoch, printed.s);
        lehr_strbuf_release(&printed);
    }
}

static void a_programs_own_policy(void **state)
{
    (void)state;
    static const lehr_policy p = { { "wave",
                                     NULL,
                                     "a sine",
                                     NULL,
                                     { { "every", offsetof(lehr_policy_values, user[0]), NAN, 1, 100, 0 },
                                       { "min", offsetof(lehr_policy_values, user[1]), 0.25, 0, 1, 0, "eta_min" } } },
                                   .curve = wave,
                                   .resolve = resolve_wave };
    lehr_sched s = { .count = 3 };
    lehr_strbuf t = { 0 };
    assert_int_equal(lehr_sched_make(&s, &p, 0.5, 0, LEHR_SETTINGS({ "every", 4.5 }, { "eta_min", 0.125 })), LEHR_OK);
    for (long i = 0; i < 50; i++)
        check_near(lehr_sched_at(&s, i), 0.125 + 0.375 * 0.5 * (1 + sin((double)i / 4.5)), 1e-15, "wave");
    lehr_sched_print(&s, &t);
    assert_string_equal(t.s, "wave:every=4.5,min=0.125");
    lehr_strbuf_release(&t);
    lehr_sched kept = s;
    static const struct { lehr_setting set; lehr_status status; const char *says;
    } rows[] = {
        { { "every", 0.5 }, LEHR_ERR_VALUE, "wave|every is 0.5|at least 1 and at most 100" },
        { { "evry", 5 }, LEHR_ERR_NAME, "wave|evry|\"every\"" },
        { { "min", 0.3 }, LEHR_ERR_VALUE, "wave: every must be given" },
        { { "every", NAN }, LEHR_ERR_VALUE, "every is nan" },
        { { "every", INFINITY }, LEHR_ERR_VALUE, "every is inf" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        assert_int_equal(lehr_sched_make(&s, &p, 0.5, 0, LEHR_SETTINGS(rows[i].set)), rows[i].status);
        check_says(rows[i].says, "wave");
    }
    assert_int_equal(lehr_sched_make(&s, &p, 0.5, 0, LEHR_SETTINGS({ "every", 5 }, { "min", 0.75 })), LEHR_ERR_VALUE);
    check_says("wave|min is 0.75|below lr", "wave");
    assert_memory_equal(&s, &kept, sizeof s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nonsense_is_placed),
        cmocka_unit_test(harmless_variants_are_taken),
        cmocka_unit_test(base_rates_are_checked),
        cmocka_unit_test(long_texts_are_survived),
        cmocka_unit_test(fractions_of_epochs_come_back),
        cmocka_unit_test(a_programs_own_policy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
