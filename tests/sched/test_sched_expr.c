/* test_sched_expr.c — the user's own rates: formulas in the spec, noise, a C function, and a policy that this file adds
 * to the registry. */
#include "core/base/internal.h"
#include "sched/internal.h"
#include "sched/spec.h"
#include "spec.h"

static const double BASE = 0.5;

/* --- formulas ----------------------------------------------------------------------------------------------------- */

static const double PI = 3.14159265358979323846, E = 2.71828182845904523536;

/* In a training of 10 updates, with base rate 0.5. */
static const struct { const char *formula; long t; double rate;
} values[] = {
    { "20-2^2", 0, 16 },
    { "-2^2+5", 0, 1 },
    { "(-2)^2", 0, 4 },
    { "2^3^2", 0, 512 },
    { "(2^3)^2", 0, 64 },
    { "2^-1", 0, 0.5 },
    { "-2^-2+1", 0, 0.75 },
    { "10-2-3", 0, 5 },
    { "16/4/2", 0, 2 },
    { "2*3^2", 0, 18 },
    { "2+3*4", 0, 14 },
    { "(2+3)*4", 0, 20 },
    { "6/3*2", 0, 4 },
    { "--2", 0, 2 },
    { "2--1", 0, 3 },
    { "2*-1+3", 0, 1 },
    { " 2 * ( 3 + 4 ) ", 0, 14 },
    { ".5", 0, 0.5 },
    { "1e-5", 0, 1e-5 },
    { "1e+2", 0, 100 },
    { "1E2", 0, 100 },
    { "e", 0, 2.71828182845904523536 },
    { "pi", 0, 3.14159265358979323846 },
    { "2*e", 0, 2 * 2.71828182845904523536 },
    { "lr", 3, 0.5 },
    { "t", 7, 7 },
    { "T", 7, 10 },
    { "lr*(1-t/T)", 4, 0.3 },
    { "floor(2.7)", 0, 2 },
    { "ceil(2.1)", 0, 3 },
    { "sqrt(16)", 0, 4 },
    { "exp(1)", 0, 2.71828182845904523536 },
    { "log(e)", 0, 1 },
    { "log(100)", 0, 4.605170185988092 },
    { "sin(pi/2)", 0, 1 },
    { "cos(0)", 0, 1 },
    { "tanh(0)", 0, 0 },
    { "tanh(100)", 0, 1 },
    { "abs(-3)", 0, 3 },
    { "min(3,2)", 0, 2 },
    { "max(3,2)", 0, 3 },
    { "min(t,4)", 9, 4 },
    { "max(t,4)", 9, 9 },
    { "max(min(t,4),2)", 1, 2 },
    { "floor(-0.5)+1", 0, 0 },
    { "lr*0.5^floor(t/5)", 9, 0.25 },
    { "lr*(floor(t/5)+1)", 7, 1 },
    { "-(-(3))", 0, 3 },
    { "((((((((((((((((((lr))))))))))))))))))", 0, 0.5 },
    { "------------------lr", 0, 0.5 },
    { "t", 10, 10 },
    { "t", 11, 10 },
    { "t", 1000000000, 10 },
    { "lr*(1-t/T)", 11, 0 },
};

static void formulas_mean_what_they_mean_on_paper(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(values); i++) {
        char text[200];
        snprintf(text, sizeof text, "expr:%s", values[i].formula);
        lehr_sched plain = parsed(text, BASE, 10);
        check_near(lehr_sched_at(&plain, values[i].t), values[i].rate, 1e-14, values[i].formula);
        snprintf(text, sizeof text, "expr:{%s}*fixed", values[i].formula);
        lehr_sched braced = parsed(text, BASE, 10);
        check_same(&braced, 0, &plain, 30, text);
        check_prints(&braced, text);
    }
    lehr_sched s = parsed("expr:e", BASE, 10);
    assert_true(lehr_sched_at(&s, 0) == E);
    s = parsed("expr:pi", BASE, 10);
    assert_true(lehr_sched_at(&s, 0) == PI);
}

/* t and T are those of the part; a formula ends at its brace, or without braces at the end of the text. */
static void formulas_combine_with_policies(void **state)
{
    (void)state;
    lehr_sched s = parsed("expr:{t+1},for=4+expr:{lr*T}*warmup:2", BASE, 10);
    static const double rate[] = { 1, 2, 3, 4, 1.5, 3, 3, 3 };
    for (long t = 0; t < COUNT_OF(rate); t++) check_near(lehr_sched_at(&s, t), rate[t], 1e-15, "a joint and a product");
    s = parsed("fixed:for=2+expr:max(t,1)*3+0.25", BASE, 10);
    assert_int_equal(s.count, 2);
    assert_true(lehr_sched_at(&s, 5) == 9.25);
}

/* The error of the formula, in a training of 10 updates with base rate 0.1. */
static const struct { const char *text; int column; const char *says;
} refused[] = {
    { "expr", 5, "a formula is expected" },
    { "expr:", 6, "ends where a number is expected" },
    { "expr:{}", 7, "ends where a number" },
    { "expr:lr+", 9, "ends where a number" },
    { "expr:lr lr", 9, "an operator is expected" },
    { "expr:(lr", 9, "a closing bracket" },
    { "expr:lr)", 8, "an operator is expected" },
    { "expr:flor(t)", 6, "no \"flor\"|\"floor\"" },
    { "expr:x", 6, "no \"x\"" },
    { "expr:min(1)", 11, "min takes two numbers" },
    { "expr:sqrt(1,2)", 12, "a closing bracket" },
    { "expr:sin 1", 10, "a bracket is expected after sin" },
    { "expr:lr*$", 9, "not \"$\"" },
    { "expr:{lr", 7, "the closing brace is missing" },
    { "expr:{lr}x", 10, "expected here, not \"x\"" },
    { "expr:{lr},gamma=2", 11, "no parameter" },
    { "expr:1e999", 6, "a finite decimal number" },
    { "expr:lr*0x10", 9, "a finite decimal number" },
    { "warmup:3+expr:lr**2", 18, "not \"*\"" },
    { "expr:{lr}*expr:{tt}", 17, "no \"tt\"" },
    { "expr:{lr*(t+1}", 14, "a closing bracket" },
    { "expr:lr*(5-t)", 1, "at t = 6 the formula gives -0.1" },
    { "expr:log(t)", 1, "at t = 0 |-inf" },
    { "expr:sqrt(3-t)", 1, "at t = 4 |nan" },
    { "expr:abs(1/(t-7))", 1, "at t = 7 |inf" },
    { "expr:10-t-0.001", 1, "at t = 10 " },
    { "expr:exp(exp(t))", 1, "at t = 7 |inf" },
    { "expr:min(lr,sqrt(3-t))", 1, "at t = 4 |nan" },
    { "expr:max(sqrt(3-t),lr)", 1, "at t = 4 |nan" },
    { "expr:min(sqrt(3-t),lr)", 1, "at t = 4 |nan" },
    { "expr:((((((((((((((((((((lr))))))))))))))))))))", 26, "more than 20 nested brackets" },
    { "expr:---------------------lr", 26, "more than 20" },
    { "expr:t^t^t^t^t^t^t^t^t^t^t^t^t^t^t^t^t^t^t^t^t^t", 46, "more than 20" },
    { "fixed:for=4+expr:3-t", 13, "at t = 4 " },
    { "expr:{lr-1}*fixed", 1, "at t = 0 " },
};

static void wrong_formulas_are_refused_at_the_place(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(refused); i++) {
        lehr_sched s;
        char where[40];
        if (!lehr_sched_parse(&s, refused[i].text, 0.1, 10)) fail_msg("\"%s\" is taken", refused[i].text);
        check_says(refused[i].says, refused[i].text);
        snprintf(where, sizeof where, "column %d:", refused[i].column);
        check_says(where, refused[i].text);
    }
}

/* More than the limits: numbers, operations, numbers on the stack. The column is after the first one too many. */
static void formulas_have_an_end(void **state)
{
    (void)state;
    static const struct { const char *part; int times; const char *last, *says; } rows[] = {
        { "1+", 39, "1", NULL }, { "1+", 40, "1", "too many numbers; 40 at most" },
        { "t+", 47, "t", NULL }, { "t+", 48, "t", "the formula is too long; 96 operations at most" },
        { "t+t*(", 11, "t", NULL }, { "t+t*(", 13, "t", "more than 24 intermediate values" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        char text[LEHR_EXPR_TEXT + 10] = "expr:";
        lehr_sched s;
        for (int k = 0; k < rows[i].times; k++) strcat(text, rows[i].part);
        strcat(text, rows[i].last);
        for (int k = 0; k < rows[i].times && strchr(rows[i].part, '('); k++) strcat(text, ")");
        lehr_status status = lehr_sched_parse(&s, text, BASE, 10);
        if ((status != LEHR_OK) != (rows[i].says != NULL)) fail_msg("\"%s\": %s", text, lehr_message());
        if (status) check_says(rows[i].says, text);
    }
}

/* The first letters of "12+3": a number is not read beyond the given length. */
static void a_formula_ends_at_the_given_length(void **state)
{
    (void)state;
    lehr_expr x;
    for (size_t length = 1; length < 5; length++) {
        lehr_parser r = { "12+3", "12+3" };
        bool whole = length == 2 || length == 4;
        assert_int_equal(lehr_expr_read(&x, &r, length), whole ? LEHR_OK : LEHR_ERR_VALUE);
        if (whole) assert_true(lehr_expr_at(&x, 0, 1, 1) == (length == 2 ? 12 : 15));
        else
            check_says(length == 1 ? "a finite decimal number is expected here" : "ends where a number is expected",
                       "part");
    }
}

static void the_horizon_bounds_what_is_tried(void **state)
{
    (void)state;
    lehr_sched s;
    assert_int_equal(lehr_sched_parse(&s, "expr:lr*(1-t/T)", BASE, 0), LEHR_ERR_VALUE);
    check_says("expr|T is in the formula", "no horizon");
    assert_int_equal(lehr_sched_parse(&s, "fixed:for=10+expr:lr*(1-t/T)", BASE, 10), LEHR_ERR_VALUE);
    assert_int_equal(lehr_sched_parse(&s, "expr:lr*0.99^t", BASE, 0), LEHR_OK);          /* without T, none is needed */
    assert_true(fabs(lehr_sched_at(&s, 100) - BASE * pow(0.99, 100)) < 1e-15);
    assert_int_equal(lehr_sched_parse(&s, "expr:1000-t", BASE, 0), LEHR_ERR_VALUE);
    check_says("at t = 1001 the formula gives -1", "no horizon");
    /* each of the first million */
    assert_int_equal(lehr_sched_parse(&s, "expr:999999-t", BASE, 1000000), LEHR_ERR_VALUE);
    check_says("at t = 1000000 ", "the last one");
    /* above that, samples */
    assert_int_equal(lehr_sched_parse(&s, "expr:1500000-t", BASE, 2000000), LEHR_ERR_VALUE);
    assert_int_equal(lehr_sched_parse(&s, "expr:1999999-t", BASE, 2000000), LEHR_ERR_VALUE);     /* and the end */
    assert_int_equal(lehr_sched_parse(&s, "expr:2000000-t", BASE, 2000000), LEHR_OK);
}

/* --- noise -------------------------------------------------------------------------------------------------------- */

static void noise_stays_in_its_bounds_and_uses_them(void **state)
{
    (void)state;
    static const double pcts[] = { 0, 0.1, 0.5, 0.999 };
    for (int i = 0; i < COUNT_OF(pcts); i++) {
        enum { N = 100000 };
        char text[60];
        double sum = 0, least = INFINITY, most = -INFINITY;
        snprintf(text, sizeof text, "noise:%g", pcts[i]);
        lehr_sched s = parsed(text, 1, 0);
        for (long t = 0; t < N; t++) {
            double v = lehr_sched_at(&s, t);
            sum += v, least = fmin(least, v), most = fmax(most, v);
        }
        assert_true(least >= 1 - pcts[i] && most <= 1 + pcts[i]);
        assert_true(least <= 1 - 0.999 * pcts[i] && most >= 1 + 0.999 * pcts[i]);
        assert_true(fabs(sum / N - 1) <= 0.01 * pcts[i]);
    }
}

static void noise_is_the_same_in_any_order_and_another_by_seed(void **state)
{
    (void)state;
    lehr_sched a = parsed("noise:0.5", 1, 0), b = parsed("noise:0.5,seed=43", 1, 0),
               c = parsed("noise:0.5,seed=42", 1, 0);
    double first[1000];
    int alike = 0, repeated = 0;
    for (long t = 0; t < 1000; t++) first[t] = lehr_sched_at(&a, t);
    for (long i = 0; i < 1000; i++) {
        long t = 999 - i * 7 % 1000;
        assert_true(lehr_sched_at(&a, t) == first[t] && lehr_sched_at(&c, t) == first[t]);
        alike += lehr_sched_at(&b, t) == first[t];
        repeated += t > 0 && first[t] == first[t - 1];
    }
    assert_true(alike == 0 && repeated == 0);
    for (long t = 1; t < 999; t++)
        repeated += lehr_sched_at(&b, t) == first[t - 1] || lehr_sched_at(&b, t) == first[t + 1];
    assert_true(repeated == 0);                         /* seeds do not shift the noise */
}

/* --- a function from C -------------------------------------------------------------------------------------------- */

typedef struct bend { double slope; int calls; } bend;

static double bent(double t, void *user)
{
    bend *b = user;
    b->calls++;
    return 1 / (1 + b->slope * t);
}

static double anything(double t, void *user) { return ((const double *)user)[(int)t]; }

static void a_function_is_a_schedule(void **state)
{
    (void)state;
    bend b = { 0.25, 0 };
    lehr_sched s;
    assert_int_equal(lehr_sched_from_function(&s, bent, &b, BASE), LEHR_OK);
    for (long t = 0; t < 100; t++) assert_true(lehr_sched_at(&s, t) == BASE * (1 / (1 + 0.25 * (double)t)));
    assert_int_equal(b.calls, 100);
    assert_true(isinf(lehr_sched_next_boundary(&s, 0)));
    assert_false(s.factor[0].policy->is_plateau);
    s.lr = 7;
    assert_int_equal(lehr_sched_from_function(&s, bent, &b, 0), LEHR_ERR_VALUE);
    assert_true(s.lr == 7);
}

static void impossible_rates_become_nan(void **state)
{
    (void)state;
    double shares[] = { 1, NAN, -1, INFINITY, -INFINITY, 0, 1e308, -0.0, 2 };
    lehr_sched s;
    assert_int_equal(lehr_sched_from_function(&s, anything, shares, 100), LEHR_OK);
    for (long t = 0; t < COUNT_OF(shares); t++) {
        double v = lehr_sched_at(&s, t), want = 100 * shares[t];
        if (want >= 0 && isfinite(want)) assert_true(v == want);
        else assert_true(isnan(v));
    }
}

/* --- a policy of one's own ---------------------------------------------------------------------------------------- */

static double halved(const lehr_policy_values *k, double t)
{
    return k->user[0] + (k->lr - k->user[0]) / (1 + floor(t / k->user[7]));
}
static double next_halved(const lehr_policy_values *k, double t) { return (floor(t / k->user[7]) + 1) * k->user[7]; }

static const lehr_policy shrink = {
    .entry = { "shrink",
             "ShrinkLR downsize",
             "min + (lr - min) / (1 + floor(t / every))",
             "this test",
             { { "every", offsetof(lehr_policy_values, user[7]), 10, 1, 0x1p53, LEHR_INTEGER | LEHR_DURATION,
                 "period" },
               { "min", offsetof(lehr_policy_values, user[0]), 0, 0, 1, 0 } } },
    .curve = halved,
    .next_boundary = next_halved,
    .torch = "every=4",
    .description = "shrinks every {every} updates",
    .example = "shrink:7",
};

static void before_it_is_added_it_has_no_name(void **state)
{
    (void)state;
    lehr_sched s;
    assert_int_equal(lehr_sched_parse(&s, "shrink", BASE, 100), LEHR_ERR_NAME);
    assert_int_equal(lehr_sched_make(&s, &shrink, BASE, 100, LEHR_SETTINGS({ "every", 5 })), LEHR_OK);
    assert_true(lehr_sched_at(&s, 5) == BASE / 2);
    assert_int_equal(lehr_sched_make(&s, &shrink, BASE, 100, LEHR_SETTINGS({ "evry", 5 })), LEHR_ERR_NAME);
    check_says("shrink|every", "near name");
}

static void once_added_a_spec_can_name_it(void **state)
{
    (void)state;
    static const struct { const char *text; long t; double rate; const char *printed;
    } rows[] = {
        { "shrink", 10, 0.25, "shrink" },
        { "shrink:5,min=0.1", 5, 0.3, "shrink:every=5,min=0.1" },
        { "downsize:period=5", 15, 0.125, "shrink:every=5" },
        { "ShrinkLR", 4, 0.25, "shrink:every=4" },
        { "warmup:3+shrink:5", 8, 0.25, "warmup:steps=3+shrink:every=5" },
        { "shrink:5,for=6+fixed", 5, 0.25, "shrink:every=5,for=6+fixed" },
        { "step:every=5,gamma=0.5*shrink:5", 5, 0.125, "step:every=5,gamma=0.5*shrink:every=5" },
        { "shrink:1,unit=epoch", 20, 0.25, "shrink:every=1,unit=epoch" },
    };
    assert_int_equal(lehr_registry_add(&lehr_policies, &shrink.entry), LEHR_OK);
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_sched s = in_epochs(rows[i].text, BASE, 100, 20);
        check_near(lehr_sched_at(&s, rows[i].t), rows[i].rate, 1e-15, rows[i].text);
        assert_true(lehr_sched_at(&s, rows[i].t - 1) != lehr_sched_at(&s, rows[i].t));
        check_prints(&s, rows[i].printed);
    }
    lehr_sched s = parsed("warmup:3+shrink:5", BASE, 100);
    assert_true(lehr_sched_next_boundary(&s, 3) == 8);
    assert_int_equal(lehr_sched_parse(&s, "shrink:every=0", BASE, 100), LEHR_ERR_VALUE);
    check_says("shrink: every is 0|column 14", "range");
    assert_int_equal(lehr_sched_parse(&s, "shrnk", BASE, 100), LEHR_ERR_NAME);
    check_says("did you mean \"shrink\"", "near name");
    assert_int_equal(lehr_registry_add(&lehr_policies, &shrink.entry), LEHR_ERR_NAME);
}

/* Two policies of one PyTorch class; the entry of the last one parses both: its mode selects the policy, and a mode
 * without a policy selects the first. Presets that do not fit their own entry are an error. */
static void a_programs_own_class_has_modes(void **state)
{
    (void)state;
    static const lehr_param_spec modes[] = {
        { LEHR_FIELD(lehr_policy_values, mode), 0, 0, 2, 0, NULL, NULL, "one two three" }, { 0 }
    };
    static lehr_policy own[3];
    static const char *const name[] = { "own1", "own2", "own3" };
    lehr_sched s;
    for (int i = 0; i < 3; i++) {
        own[i] = shrink;
        own[i].entry.name = name[i];
        own[i].entry.aliases = i < 2 ? "OwnClass" : "Preset";
        own[i].torch = i < 2 ? "" : "nonsense=1";
        own[i].torch_params = i == 1 ? modes : NULL;
        assert_int_equal(lehr_registry_add(&lehr_policies, &own[i].entry), LEHR_OK);
    }
    for (int i = 0; i < 3; i++) {
        static const char *const text[] = { "OwnClass:every=5,mode=one", "OwnClass:every=5,mode=two",
                                            "OwnClass:every=5,mode=three" };
        s = parsed(text[i], BASE, 100);
        check_prints(&s, i == 1 ? "own2:every=5" : "own1:every=5");
    }
    assert_int_equal(lehr_sched_parse(&s, "Preset", BASE, 100), LEHR_ERR_NAME);
    check_says("own3 has no parameter \"nonsense\"", "presets");
    assert_int_equal(lehr_sched_parse(&s, "own3", BASE, 100), LEHR_OK);         /* its own name has no mode    */
    assert_int_equal(lehr_sched_parse(&s, NULL, BASE, 100), LEHR_ERR_NAME);
    check_says("the text of the schedule is NULL", "none");
}

/* The registry entry alone is not a schedule: its formula comes from a spec. */
static void a_formula_is_needed(void **state)
{
    (void)state;
    lehr_sched s;
    const lehr_policy *expr = (const lehr_policy *)lehr_registry_find(&lehr_policies, NULL, "expr", 4);
    assert_int_equal(lehr_sched_make(&s, expr, 0.1, 100, NULL), LEHR_ERR_VALUE);
    assert_non_null(strstr(lehr_message(), "a formula is needed"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_formula_is_needed),
        cmocka_unit_test(formulas_mean_what_they_mean_on_paper),
        cmocka_unit_test(formulas_combine_with_policies),
        cmocka_unit_test(wrong_formulas_are_refused_at_the_place),
        cmocka_unit_test(the_horizon_bounds_what_is_tried),
        cmocka_unit_test(noise_stays_in_its_bounds_and_uses_them),
        cmocka_unit_test(noise_is_the_same_in_any_order_and_another_by_seed),
        cmocka_unit_test(a_function_is_a_schedule),
        cmocka_unit_test(impossible_rates_become_nan),
        cmocka_unit_test(before_it_is_added_it_has_no_name),
        cmocka_unit_test(once_added_a_spec_can_name_it),
        cmocka_unit_test(formulas_have_an_end),
        cmocka_unit_test(a_formula_ends_at_the_given_length),
        cmocka_unit_test(a_programs_own_class_has_modes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
