/* test_optim_groups.c — parameters that go another way, gradients that are cut, weights that cost: what each means by its formula, what
 * is refused, and that neither memory nor threads change anything. */
#include "core/threads.h"
#include "optim/clip.h"
#include "optim/groups.h"
#include "optim/penalty.h"
#include "lab.h"

enum { SIZE = 15, STEPS = 10 };

static const char *const names[] = { "fc1.weight", "fc1.bias", "fc2.weight", "fc2.bias" };

static lehr_params *some_params(void)
{
    lehr_params *ps = lehr_params_new();
    assert_non_null(lehr_param(ps, names[0], LEHR_MATRIX(2, 3)));
    assert_non_null(lehr_param(ps, names[1], LEHR_VECTOR(2)));
    assert_non_null(lehr_param(ps, names[2], LEHR_MATRIX(3, 2)));
    assert_non_null(lehr_param(ps, names[3], LEHR_SCALAR));
    for (int i = 0; i < SIZE; i++) lehr_params_data(ps)[i] = (lehr_real)(0.25 * (i - 7));
    return ps;
}

static void slope(lehr_params *ps, int step)
{
    for (size_t i = 0; i < lehr_params_size(ps); i++)
        lehr_params_grad(ps)[i] = (lehr_real)((double)((int)(i * 37 + (size_t)step * 101) % 23 - 11) / 8);
}

static lehr_optim made(const char *text, lehr_params *ps)
{
    lehr_optim o;
    if (lehr_optim_init(&o, text, ps, 0.0625)) fail_msg("\"%s\": %s", text, lehr_message());
    return o;
}

static void run(lehr_optim *o, lehr_params *ps)
{
    for (int t = 1; t <= STEPS; t++) {
        slope(ps, t);
        o->lr = t < 5 ? 0.0625 : 0.03125;
        if (lehr_optim_step(o)) fail_msg("%s", lehr_message());
    }
}

/* --- who is in a group -------------------------------------------------------------------------------------------- */

/* A rate of 0 keeps parameters still: those are the ones a pattern means. */
static void patterns_choose_by_name(void **state)
{
    (void)state;
    static const struct { const char *pattern; const char *still; } rows[] = {
        { "*.bias", "fc1.bias fc2.bias" },      { "fc1.*", "fc1.weight fc1.bias" },         { "fc1.bias", "fc1.bias" },
        { "*", "fc1.weight fc1.bias fc2.weight fc2.bias" },                                 { "fc?.weight", "fc1.weight fc2.weight" },
        { "*2*", "fc2.weight fc2.bias" },       { "**.b*s", "fc1.bias fc2.bias" },          { "f*1*t", "fc1.weight" },
        { "??????????", "fc1.weight fc2.weight" },                                          { "*i*i*", "" },
        { "*b?as*", "fc1.bias fc2.bias" },
    };
    for (int k = 0; k < COUNT_OF(rows); k++) {
        char text[100];
        lehr_optim o;
        lehr_params *ps = some_params(), *before = some_params();
        snprintf(text, sizeof text, "sgd; %s: rate=0", rows[k].pattern);
        lehr_status status = lehr_optim_init(&o, text, ps, 0.1);
        assert_int_equal(status, *rows[k].still ? LEHR_OK : LEHR_ERR_NAME);
        for (int i = 0; i < 15; i++) lehr_params_grad(ps)[i] = 1;
        if (!status) assert_int_equal(lehr_optim_step(&o), LEHR_OK);
        for (int i = 0; i < 4 && !status; i++) {
            const lehr_tensor *p = lehr_params_at(ps, i);
            bool still = !memcmp(p->data, lehr_params_at(before, i)->data, p->size * sizeof *p->data);
            if (still != lehr_is_one_of(names[i], strlen(names[i]), rows[k].still)) fail_msg("%s: %s", rows[k].pattern, names[i]);
        }
        lehr_optim_release(&o);
        lehr_params_free(ps);
        lehr_params_free(before);
    }
}

/* Two optimizers, each over a net of its own, and one optimizer with groups over the net of both: the same bits. */
static void a_group_is_an_optimizer_of_its_own(void **state)
{
    (void)state;
    static const char *const rows[][3] = {
        { "adam; *.bias: sgd:momentum=0.9", "adam", "sgd:momentum=0.9" },
        { "sgd:weight_decay=0.5; *.bias: adam", "sgd:weight_decay=0.5", "adam:weight_decay=0.5" },
        { "sgd:l1=0.5; *.bias: adagrad:initial_accumulator_value=2,weight_decay=0.1", "sgd:l1=0.5", "adagrad:initial=2,weight_decay=0.1" },
        { "rmsprop:momentum=0.5,centered=true; *.bias: rmsprop", "rmsprop:momentum=0.5,centered=true", "rmsprop" },
        { "rmsprop; *.bias: rmsprop:momentum=0.5,centered=true", "rmsprop", "rmsprop:momentum=0.5,centered=true" },
        { "adam:beta1=0.5; *.bias: beta2=0.75,amsgrad=true", "adam:beta1=0.5", "adam:beta1=0.5,beta2=0.75,amsgrad=true" },
        { "nadam; *.bias: beta1=0.5", "nadam", "nadam:beta1=0.5" },
        { "adamw:weight_decay=0.5; *.bias: weight_decay=0", "adamw:weight_decay=0.5", "adamw:weight_decay=0" },
        { "momentum; *.weight: adadelta; *.bias: nesterov", "adadelta", "nesterov" },
        { "sgd:clip_value=0.5; *.bias: adam", "sgd:clip_value=0.5", "adam:clip_value=0.5" },
    };
    for (int k = 0; k < COUNT_OF(rows); k++) {
        lehr_params *both = some_params(), *weights = some_params(), *biases = some_params();
        lehr_optim o = made(rows[k][0], both), w = made(rows[k][1], weights), b = made(rows[k][2], biases);
        run(&o, both);
        run(&w, weights);
        run(&b, biases);
        for (int i = 0; i < 4; i++) {
            const lehr_tensor *p = lehr_params_at(both, i), *q = lehr_params_at(i % 2 ? biases : weights, i);
            if (memcmp(p->data, q->data, p->size * sizeof *p->data)) fail_msg("%s: %s", rows[k][0], names[i]);
            for (int s = 0; s <= LEHR_MAX_SLOTS; s++) {
                lehr_word name = { "" }, other = { "" };
                lehr_real *have = lehr_optim_slot(&o, p, s, &name), *want = lehr_optim_slot(i % 2 ? &b : &w, q, s, &other);
                assert_true(!have == !want);
                assert_string_equal(name.s, other.s);
                if (have) assert_memory_equal(have, want, p->size * sizeof *have);
            }
        }
        lehr_optim_release(&o);
        lehr_optim_release(&w);
        lehr_optim_release(&b);
        lehr_params_free(both);
        lehr_params_free(weights);
        lehr_params_free(biases);
    }
}

/* What a group does not say follows the optimizer at every update; what it says stays. */
static void a_group_follows(void **state)
{
    (void)state;
    lehr_params *ps = some_params(), *flat = some_params();
    lehr_optim o = made("momentum; fc1.*: rate=1; fc2.*: momentum=0.9", ps), plain = made("momentum", flat);
    for (int t = 1; t <= STEPS; t++) {
        o.momentum = plain.momentum = 0.5 + 0.04 * t;
        slope(ps, t);
        slope(flat, t);
        assert_int_equal(lehr_optim_step(&o), LEHR_OK);
        assert_int_equal(lehr_optim_step(&plain), LEHR_OK);
        for (int i = 0; i < 8; i++) assert_true(lehr_params_data(ps)[i] == lehr_params_data(flat)[i]);
        if (t > 1) assert_true(lehr_params_data(ps)[9] != lehr_params_data(flat)[9]);
    }
    assert_true(o.group[0].with.momentum == o.momentum && o.group[1].with.momentum == 0.9);
    lehr_optim_release(&o);
    lehr_optim_release(&plain);
    lehr_params_free(ps);
    lehr_params_free(flat);
}

static void text_and_c_say_the_same(void **state)
{
    (void)state;
    static const char want[] = "adam:beta1=0.8,l2=0.01,clip_norm=1;*.bias:weight_decay=0,rate=2;"
                               "fc1.weight:sgd:momentum=0.9,rate=0.5;fc2.weight:sgd";
    static const char text[] = " adam: clip_norm=1,l2=0.01,beta1=0.8 ;  *.bias : rate=2,weight_decay=0; fc1.weight:SGD: mu=0.9,rate=0.5 ;"
                               "fc2.weight: sgd ";
    lehr_params *ps = some_params();
    lehr_optim o = made(text, ps), c;
    const lehr_rule *adam = (const lehr_rule *)lehr_table_find(lehr_rules(), NULL, "adam", 4);
    const lehr_rule *sgd = (const lehr_rule *)lehr_table_find(lehr_rules(), NULL, "sgd", 3);
    assert_int_equal(lehr_optim_use(&c, adam, ps, 0.0625, LEHR_SET({ "beta1", 0.8 }, { "l2", 0.01 }, { "clip_norm", 1 })), LEHR_OK);
    assert_int_equal(lehr_optim_group_use(&c, "*.bias", NULL, LEHR_SET({ "weight_decay", 0 }, { "rate", 2 })), LEHR_OK);
    assert_int_equal(lehr_optim_group(&c, "fc1.weight: sgd:momentum=0.9,rate=0.5"), LEHR_OK);
    assert_int_equal(lehr_optim_group_use(&c, "fc2.weight", sgd, NULL), LEHR_OK);
    lehr_optim *both[] = { &o, &c };
    for (int i = 0; i < 2; i++) {
        lehr_text printed = { 0 };
        lehr_optim_print(both[i], &printed);
        assert_string_equal(printed.s, want);
        lehr_optim again = made(printed.s, ps);
        lehr_optim_release(&again);
        lehr_optim_release(both[i]);
        lehr_text_release(&printed);
    }
    lehr_params_free(ps);
}

static void what_cannot_be_a_group(void **state)
{
    (void)state;
    static const struct { const char *text; lehr_status status; const char *says; } rows[] = {
        { "sgd;", LEHR_ERR_NAME, "pattern|such as *.bias" },      { "sgd; : rate=2", LEHR_ERR_NAME, "pattern|such as *.bias" },
        { "sgd;;*.bias:rate=2", LEHR_ERR_NAME, "pattern" },       { "sgd;*.bias", LEHR_ERR_VALUE, "group \"*.bias\" says nothing|rate" },
        { "sgd;*.bias:", LEHR_ERR_VALUE, "group \"*.bias\" says nothing" },
        { "sgd;fc9.*:rate=2", LEHR_ERR_NAME, "group \"fc9.*\" matches no parameter|fc1.weight, fc1.bias, fc2.weight, fc2.bias" },
        { "sgd;FC1.*:rate=2", LEHR_ERR_NAME, "group \"FC1.*\" matches no" },
        { "sgd;*.bias:rate=2;fc1.*:rate=3", LEHR_ERR_VALUE, "group \"fc1.*\": fc1.bias is in group \"*.bias\" already|one group" },
        { "sgd;*.bias:rate=2;*.bias:rate=3", LEHR_ERR_VALUE, "fc1.bias is in group \"*.bias\" already" },
        { "sgd;*.bias:rate=-1", LEHR_ERR_VALUE, "column 17|rate is -1|at least 0 and at most 1000000" },
        { "sgd;*.bias:rate=nan", LEHR_ERR_VALUE, "column 17|rate is \"nan\"" },
        { "sgd;*.bias:rate=inf", LEHR_ERR_VALUE, "rate is \"inf\"" },           { "sgd;*.bias:rate=", LEHR_ERR_VALUE, "rate is \"\"" },
        { "sgd;*.bias:rate=1e30", LEHR_ERR_VALUE, "rate is 1e30|at most 1000000" },
        { "sgd;*.bias:rat=1", LEHR_ERR_NAME, "column 12|\"rat\"|\"rate\"" },   { "sgd;*.bias:clip_norm=1", LEHR_ERR_NAME, "\"clip_norm\"" },
        { "sgd;*.bias:adm", LEHR_ERR_NAME, "column 12|no update rule \"adm\"|\"adam\"" },
        { "sgd;*.bias:adam:beta3=1", LEHR_ERR_NAME, "column 17|adam|\"beta3\"" },     { "sgd;*.bias:adam:", LEHR_ERR_VALUE, "beta1=0.9" },
        { "sgd;*.bias:0.5", LEHR_ERR_NAME, "no update rule \"0.5\"" },                { "sgd;*.bias:rate=1+adam", LEHR_ERR_VALUE, "\"+\"" },
        { "sgd;*.bias:nesterov=true", LEHR_ERR_VALUE, "group \"*.bias\": sgd: nesterov needs a momentum" },
        { "sgd;*.bias:rate=1,rate=2", LEHR_ERR_VALUE, "column 19|rate is given twice" },
        { "sgd;a234567890123456789012345678901234567890123456789012345678901234:rate=1", LEHR_ERR_VALUE, "64 letters|63 are the most" },
    };
    lehr_params *ps = some_params();
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_optim o;
        watch_memory(0, 0);
        if (lehr_optim_init(&o, rows[i].text, ps, 0.1) != rows[i].status) fail_msg("\"%s\": %s", rows[i].text, lehr_message());
        assert_int_equal(forget_memory(), 0);
        check_says(rows[i].says, rows[i].text);
        assert_null(o.rule);
    }
    lehr_params_free(ps);
}

/* A refused group leaves the optimizer as it was; and so does any when there is no optimizer, or one that has begun. */
static void a_refusal_changes_nothing(void **state)
{
    (void)state;
    static const char *const unsayable[] = { "fc2:weight", "fc2;weight", " fc2.weight", "fc2.weight ", "" };
    static const char *const refused[] = { "fc9.*: rate=2", "fc1.*: rate=2", "fc2.weight: adam:beta1=2", "fc2.weight: zzz", "" };
    lehr_params *ps = some_params(), *flat = some_params();
    lehr_optim o = made("sgd;*.bias:rate=2", ps), plain = made("sgd;*.bias:rate=2", flat), none = { 0 };
    for (int i = 0; i < COUNT_OF(refused); i++) assert_true(lehr_optim_group(&o, refused[i]) != LEHR_OK);
    for (long n = 1; n <= 3; n++) {                                     /* the list of groups, and two slots */
        watch_memory(n, 0);
        lehr_status status = lehr_optim_group(&o, "fc1.weight:adam");
        lehr_set_allocator(NULL);
        assert_int_equal(status, LEHR_ERR_MEMORY);
    }
    for (int i = 0; i < COUNT_OF(unsayable); i++) {                      /* a text could not say them */
        assert_int_equal(lehr_optim_group_use(&o, unsayable[i], NULL, LEHR_SET({ "rate", 2 })), LEHR_ERR_NAME);
        check_says(unsayable[i], unsayable[i]);
    }
    assert_int_equal(o.groups, 1);
    run(&o, ps);
    run(&plain, flat);
    assert_memory_equal(lehr_params_data(ps), lehr_params_data(flat), SIZE * sizeof(lehr_real));
    assert_int_equal(lehr_optim_group(&o, "fc1.weight: rate=2"), LEHR_ERR_VALUE);
    check_says("fc1.weight|10 updates already|before the first", "late");
    assert_int_equal(lehr_optim_group(&none, "fc1.weight: rate=2"), LEHR_ERR_VALUE);
    check_says("no update rule", "none");
    lehr_optim_release(&o);
    lehr_optim_release(&plain);
    lehr_params_free(ps);
    lehr_params_free(flat);
}

/* --- settings that are changed later ------------------------------------------------------------------------------ */

static void impossible_changes_are_refused_at_the_step(void **state)
{
    (void)state;
    static const struct { const char *text; size_t field; double v; const char *says; } rows[] = {
        { "sgd", offsetof(lehr_optim, weight_decay), NAN, "weight_decay is nan|at least 0" },
        { "adam", offsetof(lehr_optim, l1), -1, "l1 is -1" },             { "adam", offsetof(lehr_optim, l2), INFINITY, "l2 is inf" },
        { "adam", offsetof(lehr_optim, clip_norm), NAN, "clip_norm" },
        { "adam", offsetof(lehr_optim, clip_value), 1e30, "clip_value is 1e+30" },
        { "adam:clip_norm=1", offsetof(lehr_optim, clip_value), 1, "clip_norm and clip_value" },
        { "sgd", offsetof(lehr_optim, momentum), 0.9, "sgd|momentum_buffer|no room" },
        { "adam", offsetof(lehr_optim, amsgrad), 1, "adam|max_exp_avg_sq" },
        { "sgd:momentum=0.5", offsetof(lehr_optim, nesterov), 1, NULL },  { "adam", offsetof(lehr_optim, clip_norm), 5, NULL },
        { "sgd", offsetof(lehr_optim, l1), 0.5, NULL },
        { "sgd:momentum=0.5,nesterov=true", offsetof(lehr_optim, momentum), 0, "nesterov needs" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_params *ps = some_params(), *before = some_params();
        lehr_optim o = made(rows[i].text, ps);
        slope(ps, 1);
        *(double *)((char *)&o + rows[i].field) = rows[i].v;
        assert_int_equal(lehr_optim_step(&o), rows[i].says ? LEHR_ERR_VALUE : LEHR_OK);
        if (rows[i].says) check_says(rows[i].says, rows[i].text);
        if (rows[i].says) assert_memory_equal(lehr_params_data(ps), lehr_params_data(before), SIZE * sizeof(lehr_real));
        lehr_optim_release(&o);
        lehr_params_free(ps);
        lehr_params_free(before);
    }
}

/* --- penalties ---------------------------------------------------------------------------------------------------- */

/* Under sgd: weights move by l1 sign(w) + l2 w besides, biases do not; weight_decay moves both; the loss counts l1 and l2 over weights. */
static void penalties_follow_their_formulas(void **state)
{
    (void)state;
    lehr_params *ps = some_params();
    lehr_optim o = made("sgd:l1=0.5,l2=0.25,weight_decay=0.125; fc2.*: l1=0,rate=2", ps);
    double w[SIZE], loss = 0;
    for (int i = 0; i < SIZE; i++) {
        w[i] = (double)lehr_params_data(ps)[i];
        if (i < 6) loss += 0.5 * fabs(w[i]);
        if (i < 6 || (i >= 8 && i < 14)) loss += 0.125 * w[i] * w[i];
    }
    check_near(lehr_optim_penalty(&o), loss, 1e-15, "penalty");
    slope(ps, 3);
    assert_int_equal(lehr_optim_step(&o), LEHR_OK);
    for (int i = 0; i < SIZE; i++) {
        bool weight = i < 6 || (i >= 8 && i < 14);
        double sign = (w[i] > 0) - (w[i] < 0);
        double g = (double)lehr_params_grad(ps)[i] + 0.125 * w[i] + (weight ? 0.25 * w[i] : 0) + (i < 6 ? 0.5 * sign : 0);
        check_near((double)lehr_params_data(ps)[i], w[i] - (i < 8 ? 0.0625 : 0.125) * g, IS_DOUBLE ? 1e-15 : 1e-6, "weight");
    }
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

/* The gradient of what lehr_optim_penalty tells is what an update adds: seen by differences. */
static void the_penalty_is_what_is_minimised(void **state)
{
    (void)state;
    lehr_params *ps = some_params();
    lehr_optim o = made("sgd:l1=0.3,l2=0.7", ps);
    lehr_real *w = lehr_params_data(ps), begin[SIZE];
    const double h = IS_DOUBLE ? 1e-6 : 1e-2;
    double slopes[SIZE];
    memcpy(begin, w, sizeof begin);
    for (int i = 0; i < SIZE; i++) {
        w[i] = begin[i] + (lehr_real)h;
        double up = lehr_optim_penalty(&o);
        w[i] = begin[i] - (lehr_real)h;
        slopes[i] = (up - lehr_optim_penalty(&o)) / (2 * h);
        w[i] = begin[i];
    }
    lehr_zero_grad(ps);
    assert_int_equal(lehr_optim_step(&o), LEHR_OK);
    for (int i = 0; i < SIZE; i++) check_near((double)(begin[i] - w[i]) / 0.0625, slopes[i], IS_DOUBLE ? 1e-8 : 1e-4, "slope");
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

/* --- clipping ----------------------------------------------------------------------------------------------------- */

static void norms_of_any_size(void **state)
{
    (void)state;
    static const double unit[] = { 1, 1e-30, 1e30, 1e-200, 1e200, 1e-310, 1e307 };
    for (int k = 0; k < (IS_DOUBLE ? COUNT_OF(unit) : 3); k++)
        for (int n = 1; n < 40; n++) {
            lehr_params *ps = lehr_params_new();
            assert_non_null(lehr_param(ps, "all", LEHR_VECTOR(n)));
            long double sum = 0;
            for (int i = 0; i < n; i++) {
                lehr_params_grad(ps)[i] = (lehr_real)(unit[k] * (i % 7 - 3));
                sum += (long double)(i % 7 - 3) * (i % 7 - 3);
            }
            check_close(lehr_grad_norm(ps), unit[k] * (double)sqrtl(sum), unit[k] == 1e-310 ? 1e-10 : IS_DOUBLE ? 1e-14 : 1e-7, "norm");
            lehr_params_free(ps);
        }
}

static void clipping_refuses_and_then_changes_nothing(void **state)
{
    (void)state;
    static const double bad[] = { 0, -1, NAN, INFINITY, -INFINITY };
    lehr_params *ps = some_params();
    lehr_real g[SIZE];
    double norm = -1;
    for (int i = 0; i < COUNT_OF(bad); i++) {
        slope(ps, 1);
        memcpy(g, lehr_params_grad(ps), sizeof g);
        assert_int_equal(lehr_clip_norm(ps, bad[i], &norm), LEHR_ERR_VALUE);
        check_says("clip_norm|above 0", lehr_number_text(bad[i]).s);
        check_says(lehr_number_text(bad[i]).s, "clip_norm");
        assert_int_equal(lehr_clip_value(ps, bad[i]), LEHR_ERR_VALUE);
        check_says("clip_value|above 0", lehr_number_text(bad[i]).s);
        assert_memory_equal(g, lehr_params_grad(ps), sizeof g);
    }
    lehr_params_grad(ps)[10] = (lehr_real)NAN;
    assert_int_equal(lehr_clip_norm(ps, 1, &norm), LEHR_ERR_NAN);
    check_says("clip_norm|fc2.weight [3 x 2] is nan at [1, 0]", "nan");
    assert_int_equal(lehr_clip_value(ps, 1), LEHR_ERR_NAN);
    check_says("clip_value|fc2.weight [3 x 2] is nan at [1, 0]", "nan");
    assert_true(norm == -1 && lehr_params_grad(ps)[0] == g[0]);
    lehr_params_free(ps);
}

/* --- what it remembers -------------------------------------------------------------------------------------------- */

static void memory_has_names(void **state)
{
    (void)state;
    static const struct { const char *text, *slots; } rows[] = {
        { "sgd", "" },                              { "sgd:momentum=0.9", "momentum_buffer" },      { "momentum", "momentum_buffer" },
        { "nesterov", "momentum_buffer" },          { "adagrad", "sum" },                           { "rmsprop", "square_avg" },
        { "rmsprop:centered=true", "square_avg grad_avg" },                                         { "adadelta", "square_avg acc_delta" },
        { "rmsprop:momentum=0.5", "square_avg momentum_buffer" },                                   { "adam", "exp_avg exp_avg_sq" },
        { "adamw:amsgrad=true", "exp_avg exp_avg_sq max_exp_avg_sq" },                              { "nadam", "exp_avg exp_avg_sq" },
        { "amsgrad", "exp_avg exp_avg_sq max_exp_avg_sq" },                                         { "sgd;*.bias:adam", "" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_params *ps = some_params();
        lehr_optim o = made(rows[i].text, ps);
        const lehr_tensor *p = lehr_params_at(ps, 2);
        char have[200] = "";
        lehr_word name;
        for (int k = 0; k < LEHR_MAX_SLOTS; k++) {
            lehr_real *v = lehr_optim_slot(&o, p, k, &name);
            if (v) assert_true(v == o.slot[k] + 8);
            if (v) snprintf(have + strlen(have), sizeof have - strlen(have), "%s%s", *have ? " " : "", name.s);
        }
        if (strcmp(have, rows[i].slots)) fail_msg("%s remembers \"%s\", not \"%s\"", rows[i].text, have, rows[i].slots);
        assert_null(lehr_optim_slot(&o, p, -1, &name));
        assert_null(lehr_optim_slot(&o, NULL, 0, &name));
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
}

/* Text, steps, slots and numbers are all there is: put into a fresh optimizer, it goes on with the same bits. */
static void all_it_remembers_can_be_kept(void **state)
{
    (void)state;
    const lehr_row *row;
    for (int i = 0; (row = lehr_table_at(lehr_rules(), i)); i++) {
        char text[200];
        lehr_params *ps = some_params(), *copy = some_params();
        snprintf(text, sizeof text, "%s:clip_norm=1,l1=0.01; *.bias: nadam; fc1.weight: rmsprop:centered=true,momentum=0.5", row->name);
        lehr_optim o = made(text, ps);
        run(&o, ps);
        lehr_text printed = { 0 };
        lehr_optim_print(&o, &printed);
        lehr_optim kept = made(printed.s, copy);
        lehr_text_release(&printed);
        lehr_word name;
        kept.steps = o.steps;
        for (int k = 0; lehr_optim_number(&o, k, &name); k++) *lehr_optim_number(&kept, k, &name) = *lehr_optim_number(&o, k, &name);
        assert_string_equal(name.s, "mu_product.fc1.weight");
        memcpy(lehr_params_data(copy), lehr_params_data(ps), SIZE * sizeof(lehr_real));
        for (int t = 0; t < 4; t++)
            for (int k = 0; k < LEHR_MAX_SLOTS; k++) {
                const lehr_tensor *p = lehr_params_at(ps, t), *q = lehr_params_at(copy, t);
                lehr_real *v = lehr_optim_slot(&o, p, k, &name);
                if (v) memcpy(lehr_optim_slot(&kept, q, k, &name), v, p->size * sizeof *v);
            }
        run(&o, ps);
        run(&kept, copy);
        assert_memory_equal(lehr_params_data(ps), lehr_params_data(copy), SIZE * sizeof(lehr_real));
        lehr_optim_release(&o);
        lehr_optim_release(&kept);
        lehr_params_free(ps);
        lehr_params_free(copy);
    }
}

/* --- memory and threads ------------------------------------------------------------------------------------------- */

static const char everything[] = "%s:l1=0.01,l2=0.01,weight_decay=0.001,clip_norm=1; *.bias: adamw:amsgrad=true; fc2.weight: rate=0.5";

static void a_warm_update_asks_for_nothing(void **state)
{
    (void)state;
    const lehr_row *row;
    for (int i = 0; (row = lehr_table_at(lehr_rules(), i)); i++) {
        char text[200];
        lehr_params *ps = some_params();
        snprintf(text, sizeof text, everything, row->name);
        lehr_optim o = made(text, ps);
        watch_memory(0, 0);
        run(&o, ps);
        o.l1 = o.l2 = 0;                                                /* pieces are cut anew */
        run(&o, ps);
        assert_int_equal(memory_asked, 0);
        forget_memory();
        lehr_optim_release(&o);
        lehr_params_free(ps);
    }
}

enum { LARGE = 300 };                           /* 300 × 300 numbers: several stretches */

static void large_run(const char *text, int threads, lehr_real *w)
{
    lehr_params *ps = lehr_params_new();
    assert_non_null(lehr_param(ps, "fc1.weight", LEHR_MATRIX(LARGE, LARGE)));
    assert_non_null(lehr_param(ps, "fc1.bias", LEHR_VECTOR(LARGE)));
    assert_non_null(lehr_param(ps, "fc2.weight", LEHR_MATRIX(LARGE, LARGE)));
    for (size_t i = 0; i < lehr_params_size(ps); i++) lehr_params_data(ps)[i] = (lehr_real)sin((double)i);
    assert_int_equal(lehr_set_threads(threads), LEHR_OK);
    lehr_optim o = made(text, ps);
    for (int t = 1; t <= 3; t++) {
        slope(ps, t);
        assert_int_equal(lehr_optim_step(&o), LEHR_OK);
    }
    memcpy(w, lehr_params_data(ps), lehr_params_size(ps) * sizeof *w);
    lehr_set_threads(1);
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

/* Every number of a large parameter, wherever a stretch or a block begins, moves as if the decay had been added by hand. */
static void large_parameters_are_pulled_throughout(void **state)
{
    (void)state;
    const lehr_row *row;
    for (int i = 0; (row = lehr_table_at(lehr_rules(), i)); i++) {
        lehr_params *ps[2];
        lehr_optim o[2];
        for (int k = 0; k < 2; k++) {
            assert_non_null(ps[k] = lehr_params_new());
            assert_non_null(lehr_param(ps[k], "fc1.weight", LEHR_MATRIX(LARGE, LARGE)));
            for (size_t j = 0; j < lehr_params_size(ps[k]); j++) lehr_params_data(ps[k])[j] = (lehr_real)sin((double)j);
            o[k] = made(row->name, ps[k]);
        }
        o[1].l2 = 0.125;
        for (int t = 1; t <= 3; t++) {
            slope(ps[0], t);
            slope(ps[1], t);
            lehr_real *g = lehr_params_grad(ps[0]);
            for (size_t j = 0; j < lehr_params_size(ps[0]); j++) g[j] += (lehr_real)0.125 * lehr_params_data(ps[0])[j];
            for (int k = 0; k < 2; k++) assert_int_equal(lehr_optim_step(&o[k]), LEHR_OK);
        }
        assert_memory_equal(lehr_params_data(ps[0]), lehr_params_data(ps[1]), lehr_params_size(ps[0]) * sizeof(lehr_real));
        for (int k = 0; k < 2; k++) {
            lehr_optim_release(&o[k]);
            lehr_params_free(ps[k]);
        }
    }
}

static void any_number_of_threads_gives_the_same_bits(void **state)
{
    (void)state;
    static lehr_real one[2 * LARGE * LARGE + LARGE], more[2 * LARGE * LARGE + LARGE];
    const lehr_row *row;
    for (int i = 0; (row = lehr_table_at(lehr_rules(), i)); i++) {
        char text[200];
        snprintf(text, sizeof text, everything, row->name);
        large_run(text, 1, one);
        for (int threads = 2; threads <= 3; threads++) {
            large_run(text, threads, more);
            assert_memory_equal(one, more, sizeof one);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_choose_by_name), cmocka_unit_test(a_group_is_an_optimizer_of_its_own), cmocka_unit_test(a_group_follows),
        cmocka_unit_test(text_and_c_say_the_same), cmocka_unit_test(what_cannot_be_a_group), cmocka_unit_test(a_refusal_changes_nothing),
        cmocka_unit_test(impossible_changes_are_refused_at_the_step), cmocka_unit_test(penalties_follow_their_formulas),
        cmocka_unit_test(the_penalty_is_what_is_minimised), cmocka_unit_test(norms_of_any_size),
        cmocka_unit_test(clipping_refuses_and_then_changes_nothing), cmocka_unit_test(memory_has_names),
        cmocka_unit_test(all_it_remembers_can_be_kept), cmocka_unit_test(a_warm_update_asks_for_nothing),
        cmocka_unit_test(large_parameters_are_pulled_throughout), cmocka_unit_test(any_number_of_threads_gives_the_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
