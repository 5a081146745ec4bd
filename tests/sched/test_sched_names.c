/* test_sched_names.c — names of schedules in other programs, and errors: PyTorch's classes with PyTorch's parameters
 * and defaults, the book's names; errors with the column, the allowed values, and similar names. */
#include "sched/spec.h"
#include "spec.h"

static const double BASE = 0.1;

/* --- other names -------------------------------------------------------------------------------------------------- */

/* A spec in other names and its canonical form. */
static const struct { const char *theirs, *ours;
} same[] = {
    /* PyTorch's classes: its parameters, its defaults */
    { "StepLR", "step:gamma=0.1" },
    { "StepLR:step_size=5", "step:every=5,gamma=0.1" },
    { "StepLR:step_size=5,gamma=0.9", "step:every=5" },
    { "MultiStepLR:milestones=3/5", "multistep:at=3/5" },
    { "ConstantLR", "constant" },
    { "ConstantLR:factor=0.5,total_iters=8", "constant:factor=0.5,steps=8" },
    { "LinearLR", "linear" },
    { "LinearLR:start_factor=0.5,end_factor=0.25,total_iters=4", "linear:steps=4,start=0.5,end=0.25" },
    { "ExponentialLR:gamma=0.9", "exp:gamma=0.9" },
    { "PolynomialLR", "poly:steps=5,power=1" },
    { "PolynomialLR:total_iters=8", "poly:steps=8,power=1" },
    { "PolynomialLR:power=0.9", "poly:steps=5" },
    { "PolynomialLR:8,power=2", "poly:steps=8,power=2" },
    { "CosineAnnealingLR:T_max=50,eta_min=0.01", "cosine:steps=50,min=0.01" },
    { "CosineAnnealingWarmRestarts:T_0=10,T_mult=2,eta_min=0.01", "restarts:every=10,mult=2,min=0.01" },
    { "CyclicLR:base_lr=0.01,max_lr=0.1", "triangular:min=0.01,max=0.1" },
    { "CyclicLR:base_lr=0.01,max_lr=0.1,mode=triangular", "triangular:min=0.01,max=0.1" },
    { "CyclicLR:mode=triangular2,base_lr=0.01,max_lr=0.1,step_size_up=4,step_size_down=6",
      "triangular2:up=4,down=6,min=0.01,max=0.1" },
    { "CyclicLR:base_lr=0.01,max_lr=0.1,mode=exp_range", "exprange:min=0.01,max=0.1,gamma=1" },
    { "CyclicLR:base_lr=0.01,max_lr=0.1,mode=exp_range,gamma=0.5", "exprange:min=0.01,max=0.1,gamma=0.5" },
    { "CyclicLR:base_lr=0.01,max_lr=0.1,gamma=0.5", "triangular:min=0.01,max=0.1" },
    { "OneCycleLR:max_lr=0.5,total_steps=100", "onecycle:steps=100,max=0.5" },
    { "OneCycleLR:max_lr=0.5,total_steps=100,anneal_strategy=cos,three_phase=False", "onecycle:steps=100,max=0.5" },
    { "OneCycleLR:max_lr=0.5,total_steps=100,anneal_strategy=linear,three_phase=True",
      "onecycle:steps=100,max=0.5,up=linear,down=linear,phases=3" },
    { "OneCycleLR:max_lr=1,total_steps=9,pct_start=0.2,div_factor=5,final_div_factor=7",
      "onecycle:steps=9,max=1,pct_start=0.2,div=5,final_div=7" },
    { "ReduceLROnPlateau", "plateau" },
    { "ReduceLROnPlateau:mode=max,patience=2,threshold_mode=abs,min_lr=0.01",
      "plateau:patience=2,threshold_mode=abs,mode=max,min=0.01" },
    { "LinearLR:start_factor=0.1,total_iters=9+StepLR:step_size=4", "linear:steps=9,start=0.1+step:every=4,gamma=0.1" },
    { "StepLR*ConstantLR", "step:gamma=0.1*constant" },
    /* Lehr's names have Lehr's defaults, also with other names of parameters */
    { "step:step_size=5", "step:every=5" },
    { "poly:total_iters=8", "poly:steps=8" },
    { "exprange", "exprange" },
    { "triangular:step_size_up=4,base_lr=0,max_lr=1", "triangular:up=4,min=0,max=1" },
    /* the book's and other frameworks' */
    { "multi-step:milestones=3/5,decay_rate=0.5", "multistep:at=3/5,gamma=0.5" },
    { "step:decay_step=5,decay_rate=0.5", "step:every=5,gamma=0.5" },
    { "multistep:decay_steps=3/5", "multistep:at=3/5" },
    { "exp:decay_rate=0.5", "exp:gamma=0.5" },
    { "poly:max_iter=9", "poly:steps=9" },
    { "1/t:k=0.25", "time:k=0.25" },
    { "sgdr:T_0=7", "restarts:every=7" },
    /* bare values, order, numbers */
    { "step:7", "step:every=7" },
    { "warmup:500", "warmup:steps=500" },
    { "step:7,gamma=0.5", "step:every=7,gamma=0.5" },
    { "step:gamma=0.5,7", "step:every=7,gamma=0.5" },
    { "noise:.5", "noise:pct=0.5" },
    { "exp:1e-5", "exp:gamma=1e-05" },
    { "constant:factor=1/3", "constant" },
    { "constant:factor=1/4", "constant:factor=0.25" },
    { "step:every=100/2", "step" },
    { "step:every=5e1", "step" },
    { "multistep:30/10/20,scales=5/2/3", "multistep:at=10/20/30,scales=2/3/5" },
};

static void other_names_mean_the_same(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(same); i++) {
        lehr_sched a = parsed(same[i].theirs, BASE, 1000), b = parsed(same[i].ours, BASE, 1000);
        check_prints(&a, same[i].ours);
        check_same(&a, 0, &b, 200, same[i].theirs);
    }
}

/* --- what is refused ---------------------------------------------------------------------------------------------- */

/* A training of 100 updates and base rate 0.1. The column, and parts of the message. */
static const struct { const char *text; int column; const char *says;
} refused[] = {
    /* names, and similar names */
    { "stp", 1, "no policy \"stp\"|\"step\"" },
    { "step:evry=5", 6, "step has no parameter \"evry\"|\"every\"" },
    { "cosin:steps=5", 1, "\"cosine\"" },
    { "warmup:5+StepLr:3", 10, "StepLR" },
    { "zzzzzz", 1, "no policy \"zzzzzz\"" },
    { "step:qqqq=5", 6, "it has every, gamma, for, unit" },
    { "onecycle:shape=up", 10, "no parameter \"shape\"" },
    { "warmup:5,shape=sqare", 16, "sqare|linear cosine quadratic log constant" },
    { "fixed:5", 7, "no parameters of its own" },
    { "fixed:lr=5", 7, "no parameter \"lr\"" },
    { "triangular:mode=triangular2", 12, "no parameter \"mode\"" },
    { "onecycle:three_phase=true", 10, "no parameter \"three_phase\"" },
    { "onecycle:anneal_strategy=cos", 10, "no parameter" },
    { "CyclicLR:mode=square", 15, "square|triangular triangular2 exp_range" },
    /* grammar */
    { "", 1, "a policy is expected" },
    { "+", 1, "a policy is expected" },
    { "step+", 6, "a policy is expected" },
    { "step:5,for=3++step", 14, "a policy is expected" },
    { "step*", 6, "a policy is expected" },
    { "step:", 6, "a parameter is expected" },
    { "step:every=5,", 14, "a parameter is expected" },
    { "step,every=5", 5, "expected here, not \",\"" },
    { "step:every=5 ", 13, "follows the number" },
    { "step:every=", 12, "every is \"\"" },
    { "step:every=5,every=6", 14, "every is given twice" },
    { "step:5,step_size=6", 8, "every is given twice" },
    { "step:for=5,for=6", 12, "for is given twice" },
    { "step:unit=epoch,unit=epoch", 17, "unit is given twice" },
    { "step:every=5x", 13, "\"x\" follows the number" },
    { "step:gamma=0.5=3", 15, "the end" },
    /* values out of their range */
    { "step:every=1.5", 12, "every is 1.5|a whole number" },
    { "step:every=0", 12, "every is 0" },
    { "step:every=-5", 12, "every is -5" },
    { "step:every=1/3", 12, "every is 1/3|whole" },
    { "step:every=1/0", 12, "every is 1/0" },
    { "step:every=1e400", 12, "every is \"1e400\"" },
    { "step:every=nan", 12, "every is \"nan\"" },
    { "step:every=0x10", 12, "0x10" },
    { "step:every=9007199254740994", 12, "9007199254740994" },
    { "step:gamma=0", 12, "gamma is 0|above 0 and at most 1" },
    { "step:gamma=1.0001", 12, "gamma is 1.0001" },
    { "step:for=0", 10, "for is 0" },
    { "step:for=2.5", 10, "for is 2.5" },
    { "noise:1", 7, "pct is 1|below 1" },
    { "onecycle:pct_start=1", 20, "pct_start is 1" },
    { "multistep:at=3/4.5", 16, "at is 4.5|whole" },
    { "multistep:at=3/", 16, "at is \"\"" },
    { "restarts:3,mult=0.9", 17, "mult is 0.9" },
    { "step:every=9007199254740992,unit=epoch", 1, "every is 1801439850948198" },
    /* contradictions */
    { "cosine:min=0.2", 1, "cosine: min is 0.2|base rate, 0.1" },
    { "warmup:5+cosine:min=0.2", 10, "min is 0.2" },
    { "restarts:5,min=1", 1, "min is 1" },
    { "poly:end=1", 1, "end is 1" },
    { "plateau:min=1", 1, "min is 1" },
    { "triangular:min=2,max=1", 1, "min is 2|max, 1" },
    { "warmup:5,shape=constant", 1, "from is 0" },
    { "onecycle:phases=3,pct_start=0.6", 1, "at most 0.5" },
    { "multistep:at=3/4,scales=1", 1, "scales has 1|at has 2" },
    { "piecewise:at=3/4,values=1/2", 1, "values has 2|3 pieces" },
    { "piecewise:at=4/3,values=1/2/3", 1, "3 after 4|increase" },
    { "multistep", 1, "at must be given" },
    { "warmup", 1, "steps must be given" },
    { "restarts", 1, "every must be given" },
    { "step+fixed", 1, "step stands before a \"+\"|for=" },
    { "cosine+fixed", 1, "cosine stands before a \"+\"" },
    { "step*warmup:5+fixed", 6, "product|warmup|for=" },
    { "step:for=3*fixed:for=4+fixed", 12, "twice" },
    { "fixed:for=100+cosine", 15, "no updates of the training are left" },
    { "fixed:for=99+fixed:for=5+poly", 26, "no updates of the training are left" },
    /* plateau */
    { "plateau+fixed", 1, "last and alone" },
    { "plateau:for=5+fixed", 1, "last and alone" },
    { "plateau*fixed", 1, "last and alone" },
    { "warmup:5+fixed*plateau", 16, "last and alone" },
    { "noise*plateau:5", 7, "last and alone" },
    { "ReduceLROnPlateau:patience=2,for=9+StepLR", 1, "last and alone" },
};

static void errors_have_a_place_and_a_reason(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(refused); i++) {
        lehr_sched s = { .lr = 7 };
        int column = 0;
        char where[40];
        if (!lehr_sched_parse_epochs(&s, refused[i].text, BASE, 100, 2)) fail_msg("\"%s\" is taken", refused[i].text);
        check_says(refused[i].says, refused[i].text);
        snprintf(where, sizeof where, "column %d:", refused[i].column);
        check_says(where, refused[i].text);
        const char *place = lehr_message_place(&column);
        assert_string_equal(place ? place : "", refused[i].text);
        assert_int_equal(column, refused[i].column);
        assert_true(s.lr == 7 && s.count == 0);
    }
}

static void a_misspelt_name_is_an_error_of_names(void **state)
{
    (void)state;
    lehr_sched s;
    assert_int_equal(lehr_sched_parse(&s, "stp", BASE, 100), LEHR_ERR_NAME);
    assert_int_equal(lehr_sched_parse(&s, "step:evry=5", BASE, 100), LEHR_ERR_NAME);
    assert_int_equal(lehr_sched_parse(&s, "step:every=0", BASE, 100), LEHR_ERR_VALUE);
    assert_int_equal(lehr_sched_parse(&s, "cosine", BASE, 0), LEHR_ERR_VALUE);
    check_says("cosine|steps must be given", "no horizon");
}

static void a_base_rate_is_above_0(void **state)
{
    (void)state;
    static const double bases[] = { 0, -0.1, NAN, INFINITY, -INFINITY, 2e6 };
    lehr_sched s;
    for (int i = 0; i < COUNT_OF(bases); i++)
        assert_int_equal(lehr_sched_parse(&s, "fixed", bases[i], 100), LEHR_ERR_VALUE);
    check_says("lr is 2000000|above 0", "base rate");
}

/* --- too much of it ----------------------------------------------------------------------------------------------- */

static void check_too_long(const char *head, const char *piece, const char *tail, const char *says)
{
    enum { PIECES = 10000 };
    size_t n = strlen(head), each = strlen(piece);
    char *text = malloc(n + PIECES * each + strlen(tail) + 1);
    lehr_sched s;
    assert_non_null(text);
    memcpy(text, head, n);
    for (int i = 0; i < PIECES; i++, n += each) memcpy(text + n, piece, each);
    strcpy(text + n, tail);
    assert_int_equal(lehr_sched_parse(&s, text, BASE, 100), LEHR_ERR_VALUE);
    check_says(says, piece);
    assert_true(strlen(lehr_message()) < 500);
    free(text);
}

static void ten_thousand_parts_are_refused_politely(void **state)
{
    (void)state;
    check_too_long("fixed:for=1", "+fixed:for=1", "", "at most 16 policies");
    check_too_long("fixed", "*fixed", "", "at most 16 policies");
    check_too_long("expr:", "(", "lr", "199 at most");
    check_too_long("expr:", "-", "lr", "199 at most");
    check_too_long("expr:{lr", "+1", "}*fixed", "199 at most");
    check_too_long("multistep:at=1", "/1", "", "at most 32 numbers");
    check_too_long("step:every=1", "0", "", "every is");
}

/* The message of any wrong text is safe to print. */
static void escape_codes_are_disarmed(void **state)
{
    (void)state;
    int column;
    lehr_sched s;
    assert_int_equal(lehr_sched_parse(&s, "\033[31mstep\n", 0.1, 10), LEHR_ERR_NAME);
    for (const char *c = lehr_message(); *c; c++) assert_true((unsigned char)*c >= ' ');
    assert_string_equal(lehr_message_place(&column), "?[31mstep?");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(escape_codes_are_disarmed),    cmocka_unit_test(other_names_mean_the_same),
        cmocka_unit_test(errors_have_a_place_and_a_reason), cmocka_unit_test(a_misspelt_name_is_an_error_of_names),
        cmocka_unit_test(a_base_rate_is_above_0),       cmocka_unit_test(ten_thousand_parts_are_refused_politely),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
