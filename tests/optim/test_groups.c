/* test_groups.c — parameter groups: which parameters a pattern matches, their settings, and errors. */
#include "core/base/internal.h"
#include "optim/internal.h"
#include "optim/spec.h"
#include "small_optim.h"
#include "core/base/did_you_mean.h"

/* --- who is in a group -------------------------------------------------------------------------------------------- */

/* A rate of 0 leaves parameters unchanged, which shows the ones that a pattern matches. */
static void patterns_choose_by_name(void **state)
{
    (void)state;
    static const struct { const char *pattern; const char *still;
    } rows[] = {
        { "*.bias", "fc1.bias fc2.bias" },
        { "fc1.*", "fc1.weight fc1.bias" },
        { "fc1.bias", "fc1.bias" },
        { "*", "fc1.weight fc1.bias fc2.weight fc2.bias" },
        { "fc?.weight", "fc1.weight fc2.weight" },
        { "*2*", "fc2.weight fc2.bias" },
        { "**.b*s", "fc1.bias fc2.bias" },
        { "f*1*t", "fc1.weight" },
        { "??????????", "fc1.weight fc2.weight" },
        { "*i*i*", "" },
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
            if (still != lehr_is_one_of(names[i], strlen(names[i]), rows[k].still))
                fail_msg("%s: %s", rows[k].pattern, names[i]);
        }
        lehr_optim_release(&o);
        lehr_params_free(ps);
        lehr_params_free(before);
    }
}

static const char *const same_as_two[][3] = {
    { "adam; *.bias: sgd:momentum=0.9", "adam", "sgd:momentum=0.9" },
    { "sgd:weight_decay=0.5; *.bias: adam", "sgd:weight_decay=0.5", "adam:weight_decay=0.5" },
    { "sgd:l1=0.5; *.bias: adagrad:initial_accumulator_value=2,weight_decay=0.1", "sgd:l1=0.5",
      "adagrad:initial=2,weight_decay=0.1" },
    { "rmsprop:momentum=0.5,centered=true; *.bias: rmsprop", "rmsprop:momentum=0.5,centered=true", "rmsprop" },
    { "rmsprop; *.bias: rmsprop:momentum=0.5,centered=true", "rmsprop", "rmsprop:momentum=0.5,centered=true" },
    { "adam:beta1=0.5; *.bias: beta2=0.75,amsgrad=true", "adam:beta1=0.5",
      "adam:beta1=0.5,beta2=0.75,amsgrad=true" },
    { "nadam; *.bias: beta1=0.5", "nadam", "nadam:beta1=0.5" },
    { "adamw:weight_decay=0.5; *.bias: weight_decay=0", "adamw:weight_decay=0.5", "adamw:weight_decay=0" },
    { "momentum; *.weight: adadelta; *.bias: nesterov", "adadelta", "nesterov" },
    { "sgd:clip_value=0.5; *.bias: adam", "sgd:clip_value=0.5", "adam:clip_value=0.5" },
};

/* Two optimizers with a net each, and one optimizer with groups for both nets, give the same bits. */
static void a_group_is_an_optimizer_of_its_own(void **state)
{
    (void)state;
    for (int k = 0; k < COUNT_OF(same_as_two); k++) {
        lehr_params *both = some_params(), *weights = some_params(), *biases = some_params();
        lehr_optim o = made(same_as_two[k][0], both);
        lehr_optim w = made(same_as_two[k][1], weights), b = made(same_as_two[k][2], biases);
        run(&o, both);
        run(&w, weights);
        run(&b, biases);
        for (int i = 0; i < 4; i++) {
            const lehr_tensor *p = lehr_params_at(both, i), *q = lehr_params_at(i % 2 ? biases : weights, i);
            if (memcmp(p->data, q->data, p->size * sizeof *p->data)) fail_msg("%s: %s", same_as_two[k][0], names[i]);
            for (int s = 0; s <= LEHR_MAX_SLOTS; s++) {
                lehr_short_text name = { "" }, other = { "" };
                lehr_real *have = lehr_optim_slot(&o, p, s, &name),
                          *want = lehr_optim_slot(i % 2 ? &b : &w, q, s, &other);
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

/* A setting that a group leaves out follows the optimizer at every update; one that it has stays. */
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

static void text_and_c_give_the_same(void **state)
{
    (void)state;
    static const char want[] = "adam:beta1=0.8,l2=0.01,clip_norm=1;*.bias:weight_decay=0,rate=2;"
                               "fc1.weight:sgd:momentum=0.9,rate=0.5;fc2.weight:sgd";
    static const char text[] =
        " adam: clip_norm=1,l2=0.01,beta1=0.8 ;  *.bias : rate=2,weight_decay=0; fc1.weight:SGD: mu=0.9,rate=0.5 ;"
        "fc2.weight: sgd ";
    lehr_params *ps = some_params();
    lehr_optim o = made(text, ps), c;
    const lehr_rule *adam = (const lehr_rule *)lehr_registry_find(lehr_rules(), NULL, "adam", 4);
    const lehr_rule *sgd = (const lehr_rule *)lehr_registry_find(lehr_rules(), NULL, "sgd", 3);
    assert_int_equal(
        lehr_optim_use(&c, adam, ps, 0.0625, LEHR_SETTINGS({ "beta1", 0.8 }, { "l2", 0.01 }, { "clip_norm", 1 })),
        LEHR_OK);
    assert_int_equal(lehr_optim_group_use(&c, "*.bias", NULL, LEHR_SETTINGS({ "weight_decay", 0 }, { "rate", 2 })),
                     LEHR_OK);
    assert_int_equal(lehr_optim_group(&c, "fc1.weight: sgd:momentum=0.9,rate=0.5"), LEHR_OK);
    assert_int_equal(lehr_optim_group_use(&c, "fc2.weight", sgd, NULL), LEHR_OK);
    lehr_optim *both[] = { &o, &c };
    for (int i = 0; i < 2; i++) {
        lehr_strbuf printed = { 0 };
        lehr_optim_print(both[i], &printed);
        assert_string_equal(printed.s, want);
        lehr_optim again = made(printed.s, ps);
        lehr_optim_release(&again);
        lehr_optim_release(both[i]);
        lehr_strbuf_release(&printed);
    }
    lehr_params_free(ps);
}

static const struct { const char *text; lehr_status status; const char *says;
} bad_groups[] = {
    { "sgd;", LEHR_ERR_NAME, "pattern|such as *.bias" },
    { "sgd; : rate=2", LEHR_ERR_NAME, "pattern|such as *.bias" },
    { "sgd;;*.bias:rate=2", LEHR_ERR_NAME, "pattern" },
    { "sgd;*.bias", LEHR_ERR_VALUE, "group \"*.bias\" changes nothing|rate" },
    { "sgd;*.bias:", LEHR_ERR_VALUE, "group \"*.bias\" changes nothing" },
    { "sgd;fc9.*:rate=2", LEHR_ERR_NAME,
      "group \"fc9.*\" matches no parameter|fc1.weight, fc1.bias, fc2.weight, fc2.bias" },
    { "sgd;FC1.*:rate=2", LEHR_ERR_NAME, "group \"FC1.*\" matches no" },
    { "sgd;*.bias:rate=2;fc1.*:rate=3", LEHR_ERR_VALUE,
      "group \"fc1.*\": fc1.bias is in group \"*.bias\" already|one group" },
    { "sgd;*.bias:rate=2;*.bias:rate=3", LEHR_ERR_VALUE, "fc1.bias is in group \"*.bias\" already" },
    { "sgd;*.bias:rate=-1", LEHR_ERR_VALUE, "column 17|rate is -1|at least 0 and at most 1000000" },
    { "sgd;*.bias:rate=nan", LEHR_ERR_VALUE, "column 17|rate is \"nan\"" },
    { "sgd;*.bias:rate=inf", LEHR_ERR_VALUE, "rate is \"inf\"" },
    { "sgd;*.bias:rate=", LEHR_ERR_VALUE, "rate is \"\"" },
    { "sgd;*.bias:rate=1e30", LEHR_ERR_VALUE, "rate is 1e30|at most 1000000" },
    { "sgd;*.bias:rat=1", LEHR_ERR_NAME, "column 12|\"rat\"|\"rate\"" },
    { "sgd;*.bias:clip_norm=1", LEHR_ERR_NAME, "\"clip_norm\"" },
    { "sgd;*.bias:adm", LEHR_ERR_NAME, "column 12|no update rule \"adm\"|\"adam\"" },
    { "sgd;*.bias:adam:beta3=1", LEHR_ERR_NAME, "column 17|adam|\"beta3\"" },
    { "sgd;*.bias:adam:", LEHR_ERR_VALUE, "beta1=0.9" },
    { "sgd;*.bias:0.5", LEHR_ERR_NAME, "no update rule \"0.5\"" },
    { "sgd;*.bias:rate=1+adam", LEHR_ERR_VALUE, "\"+\"" },
    { "sgd;*.bias:nesterov=true", LEHR_ERR_VALUE, "group \"*.bias\": sgd: nesterov needs a momentum" },
    { "sgd;*.bias:rate=1,rate=2", LEHR_ERR_VALUE, "column 19|rate is given twice" },
    { "sgd;a234567890123456789012345678901234567890123456789012345678901234:rate=1", LEHR_ERR_VALUE,
      "64 letters|at most 63 are allowed" },
};

static void what_cannot_be_a_group(void **state)
{
    (void)state;
    lehr_params *ps = some_params();
    for (int i = 0; i < COUNT_OF(bad_groups); i++) {
        lehr_optim o;
        watch_memory(0, 0);
        if (lehr_optim_init(&o, bad_groups[i].text, ps, 0.1) != bad_groups[i].status)
            fail_msg("\"%s\": %s", bad_groups[i].text, lehr_message());
        assert_int_equal(forget_memory(), 0);
        check_says(bad_groups[i].says, bad_groups[i].text);
        assert_null(o.rule);
    }
    lehr_params_free(ps);
}

/* A refused group does not change the optimizer; without an optimizer or after its first step, groups are refused. */
static void a_refusal_changes_nothing(void **state)
{
    (void)state;
    static const char *const unsayable[] = { "fc2:weight", "fc2;weight", " fc2.weight", "fc2.weight ", "" };
    static const char *const refused[] = { "fc9.*: rate=2", "fc1.*: rate=2", "fc2.weight: adam:beta1=2",
                                           "fc2.weight: zzz", "" };
    lehr_params *ps = some_params(), *flat = some_params();
    lehr_optim o = made("sgd;*.bias:rate=2", ps), plain = made("sgd;*.bias:rate=2", flat), none = { 0 };
    for (int i = 0; i < COUNT_OF(refused); i++) assert_true(lehr_optim_group(&o, refused[i]) != LEHR_OK);
    for (long n = 1; n <= 3; n++) {                                     /* the list of groups, and two slots */
        watch_memory(n, 0);
        lehr_status status = lehr_optim_group(&o, "fc1.weight:adam");
        lehr_set_allocator(NULL);
        assert_int_equal(status, LEHR_ERR_MEMORY);
    }
    for (int i = 0; i < COUNT_OF(unsayable); i++) {                      /* not possible in a spec    */
        assert_int_equal(lehr_optim_group_use(&o, unsayable[i], NULL, LEHR_SETTINGS({ "rate", 2 })), LEHR_ERR_NAME);
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

/* If a pattern matches no parameter, the message names up to six, and "…" if there are more. */
static void unknown_names_list_the_existing_ones(void **state)
{
    (void)state;
    lehr_params *ps = some_params();
    lehr_optim o;
    for (int more = 0; more < 4; more++) {
        assert_int_equal(lehr_optim_init(&o, "sgd;fc3.*:rate=2", ps, 0.1), LEHR_ERR_NAME);
        check_says("\"fc3.*\" matches no parameter; there are fc1.weight, fc1.bias, fc2.weight, fc2.bias", "names");
        assert_int_equal(strstr(lehr_message(), ", …") != NULL, more == 3);
        assert_non_null(lehr_param(ps, lehr_short_printf("more%d", more).s, LEHR_SCALAR));
    }
    lehr_params_free(ps);
}

/* A group without a pattern; and the program's own rule whose second slot has no name, and is needed only after the
 * first step. */
static void a_missing_name_is_reported(void **state)
{
    (void)state;
    lehr_rule unnamed = { { "unnamed", NULL, "f", NULL, { { LEHR_FIELD(lehr_optim, alpha), 0, 0, 2 } } }, 1,
                          ((const lehr_rule *)lehr_registry_at(lehr_rules(), 0))->update };
    unnamed.slot[0].only_if = offsetof(lehr_optim, alpha);
    lehr_params *ps = some_params();
    lehr_optim o;
    assert_int_equal(lehr_optim_use(&o, &unnamed, ps, 0.1, NULL), LEHR_OK);
    assert_int_equal(lehr_optim_group_use(&o, NULL, NULL, LEHR_SETTINGS({ "rate", 2 })), LEHR_ERR_NAME);
    check_says("a group begins with a pattern of parameter names", "pattern");
    o.alpha = 1;
    assert_int_equal(lehr_optim_step(&o), LEHR_ERR_VALUE);
    check_says("unnamed: its settings now need another slot, which was not allocated", "slot");
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

/* --- settings that are changed later ------------------------------------------------------------------------------ */

static void impossible_changes_are_refused_at_the_step(void **state)
{
    (void)state;
    static const struct { const char *text; size_t field; double v; const char *says;
    } rows[] = {
        { "sgd", offsetof(lehr_optim, weight_decay), NAN, "weight_decay is nan|at least 0" },
        { "adam", offsetof(lehr_optim, l1), -1, "l1 is -1" },
        { "adam", offsetof(lehr_optim, l2), INFINITY, "l2 is inf" },
        { "adam", offsetof(lehr_optim, clip_norm), NAN, "clip_norm" },
        { "adam", offsetof(lehr_optim, clip_value), 1e30, "clip_value is 1e+30" },
        { "adam:clip_norm=1", offsetof(lehr_optim, clip_value), 1, "clip_norm and clip_value" },
        { "sgd", offsetof(lehr_optim, momentum), 0.9, "sgd|momentum_buffer|not allocated" },
        { "adam", offsetof(lehr_optim, amsgrad), 1, "adam|max_exp_avg_sq" },
        { "sgd:momentum=0.5", offsetof(lehr_optim, nesterov), 1, NULL },
        { "adam", offsetof(lehr_optim, clip_norm), 5, NULL },
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(patterns_choose_by_name),
        cmocka_unit_test(a_group_is_an_optimizer_of_its_own),
        cmocka_unit_test(a_group_follows),
        cmocka_unit_test(text_and_c_give_the_same),
        cmocka_unit_test(what_cannot_be_a_group),
        cmocka_unit_test(a_refusal_changes_nothing),
        cmocka_unit_test(impossible_changes_are_refused_at_the_step),
        cmocka_unit_test(unknown_names_list_the_existing_ones),
        cmocka_unit_test(a_missing_name_is_reported),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
