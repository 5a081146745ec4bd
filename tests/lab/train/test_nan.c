/* test_nan.c — NaN and infinity, injected into every computation: the run stops with the place, the update and the rate
 * in its message, and no file contains a NaN. */
#include "poison.h"
#include "figure.h"

static const lehr_real drops[] = { (lehr_real)NAN, (lehr_real)INFINITY, (lehr_real)-INFINITY };
static const char *const drop_names[] = { "nan", "inf", "-inf" };

/* --- in operations ------------------------------------------------------------------------------------------------ */

/* The message has the update, the rate, and the operation or parameter, each in its place. */
static bool is_named(const lehr_run *r)
{
    char at[80];
    snprintf(at, sizeof at, "step %ld (epoch 1), rate 0.01: ", r->step + 1);
    const char *s = strstr(lehr_message(), at);
    return s && poison.expected[0] && !strncmp(s + strlen(at), poison.expected, strlen(poison.expected));
}

/* Everything that a checkpoint contains: weights, buffers, the state of the optimizer. */
static bool all_finite(const lehr_run *r)
{
    const lehr_tensor *b;
    size_t n = lehr_params_size(r->params);
    bool fine = lehr_find_nonfinite(lehr_params_data(r->params), n) == n;
    for (int i = 0; (b = lehr_buffer_at(r->params, i)); i++) fine &= lehr_find_nonfinite(b->data, b->size) == b->size;
    for (int k = 0; k < LEHR_MAX_SLOTS; k++) fine &= !r->optim.slot[k] || lehr_find_nonfinite(r->optim.slot[k], n) == n;
    return fine;
}

/* After the error a save is either refused, and the old file is unchanged, or the new file has only finite numbers and
 * can be read. */
static void check_saving(const poisoned *p, const char *what)
{
    bool fine = all_finite(p->run);
    lehr_status status = lehr_run_save(p->run, "a");
    if (fine != !status) fail_msg("%s: all finite %d, saving gave %d", what, fine, status);
    if (status) assert_true(same("a", "b"));
    lehr_checkpoint *c = lehr_checkpoint_open("a");
    if (!c || lehr_params_load(p->run->params, c)) fail_msg("%s: %s", what, lehr_message());
    lehr_checkpoint_free(c);
    assert_true(lehr_find_nonfinite(lehr_params_data(p->run->params), lehr_params_size(p->run->params)) ==
                lehr_params_size(p->run->params));
}

/* Injects a value at one place. Returns false if there is no such place. */
static bool drop_once(const subject *s, target where, int input, int k, bool saving, int *named)
{
    poisoned p;
    char what[120];
    const char *place = where == RESULT ? "result" : where == INPUT ? "input" : "gradient";
    poisoned_start(&p, s);
    if (saving) assert_true(!lehr_run_save(p.run, "a") && !lehr_run_save(p.run, "b"));
    poison.where = where;
    poison.input = input;
    poison.value = drops[k];
    poison.now = true;
    lehr_status status = lehr_run_step(p.run);
    bool there = poison.expected[0];
    poison.now = false;
    snprintf(what, sizeof what, "%s, %s %d: %s", s->op, place, input, drop_names[k]);
    if (there && (status || where != INPUT || k == 0)) {
        if (status != LEHR_ERR_NAN || !is_named(p.run))
            fail_msg("%s: %s is to be named: %s", what, poison.expected, lehr_message());
        ++*named;
        if (saving) check_saving(&p, what);
    } else if (status || !all_finite(p.run)) fail_msg("%s: %s", what, lehr_message());
    poisoned_end(&p);
    return there;
}

/* Into the result of every operation, into its inputs, and into each gradient that it computes. */
static void what_falls_into_an_operation_is_named(void **state)
{
    (void)state;
    int forward = 0, given = 0, backward = 0, all = 0, all_given = 0, all_backward = 0, gradients = 0;
    for (int i = 0; i < COUNT_OF(subjects); i++)
        for (int k = 0; k < 3; k++) {
            all += drop_once(&subjects[i], RESULT, 0, k, k == 0, &forward);
            all_given += drop_once(&subjects[i], INPUT, 0, k, false, &given);
            for (int input = 0; input < LEHR_MAX_INPUTS; input++) {
                bool there = drop_once(&subjects[i], BACKWARD, input, k, k == 1, &backward);
                all_backward += there;
                gradients += there && k == 0;
            }
        }
    assert_true(all == 3 * COUNT_OF(subjects) && forward == all && backward == all_backward &&
                gradients > COUNT_OF(subjects));
    assert_true(given >= COUNT_OF(subjects) && given <= all_given);
    figure(7, "operations",
           "%d of %d values injected into the results of %d operations, %d of %d into the %d gradients they hand back: "
           "named with step, rate, operation or layer, tensor",
           forward, all, COUNT_OF(subjects), backward, all_backward, gradients);
}

/* --- no operation is left out ------------------------------------------------------------------------------------- */

static bool is_subject(const char *op)
{
    for (int i = 0; i < COUNT_OF(subjects); i++)
        if (!strcmp(subjects[i].op, op)) return true;
    return false;
}

static bool is_kind_tested(const char *kind)
{
    for (int i = 0; i < COUNT_OF(subjects); i++)
        for (int k = 0; k < MOST_PARTS && subjects[i].part[k].kind; k++)
            if (!strcmp(subjects[i].part[k].kind->entry.name, kind)) return true;
    return false;
}

/* Each prototype of nn/ops.h, each kind of nn/layers.h and each activation has a subject, whose last operation has its
 * name. */
static void every_operation_and_layer_is_a_subject(void **state)
{
    (void)state;
    char text[20000];
    int ops = 0, kinds = 0;
    FILE *f = fopen(LEHR_SOURCE "/nn/ops.h", "r");
    for (char *s = text; f && fgets(text, sizeof text, f);) {
        if (strncmp(text, "lehr_tensor *lehr_", 18)) continue;
        text[strcspn(text, "(")] = '\0';
        if (!is_subject(s + 18)) fail_msg("%s has no subject in tests/support/poison.h", s);
        ops++;
    }
    assert_true(f && !fclose(f) && ops == COUNT_OF(subjects));
    f = fopen(LEHR_SOURCE "/nn/layers.h", "r");
    assert_non_null(f);
    text[fread(text, 1, sizeof text - 1, f)] = '\0';
    fclose(f);
    const char *from = strstr(text, "extern const lehr_layer_kind"), *end = strstr(text, "lehr_activation_layers[]");
    assert_true(from && end > from);
    for (const char *s = from; (s = strstr(s, "lehr_")) && s < end; s += 5) {
        char name[60];
        int n = (int)strcspn(s, " ,;\n");
        snprintf(name, sizeof name, "%.*s", n > 11 ? n - 11 : 0, s + 5);            /* lehr_…_layer */
        if (n < 12 || strncmp(s + n - 6, "_layer", 6)) continue;
        if (!is_kind_tested(name)) fail_msg("the layer %s has no subject in tests/support/poison.h", name);
        kinds++;
    }
    assert_in_range(kinds, 10, 100);
    for (int i = 0; lehr_registry_at(&lehr_activations, i); i++)
        assert_true(is_kind_tested(lehr_registry_at(&lehr_activations, i)->name));
    for (int i = 0; i < COUNT_OF(subjects); i++) {
        poisoned p;
        poisoned_start(&p, &subjects[i]);
        assert_string_equal(poison.result->op->name, subjects[i].op);
        poisoned_end(&p);
    }
}

/* --- in the update ------------------------------------------------------------------------------------------------ */

static lehr_run *two_steps(const char *rule, lehr_data **d)
{
    lehr_plan plan = small_plan(5);
    plan.optim = rule;
    lehr_run *r = start(&plan, d);
    step_to(r, AT_STEP);
    return r;
}

/* The state of number 20, or a weight, becomes NaN between two updates: the next update names it. */
static void drop_between(const char *rule, int slot, int k, int *all, int *named)
{
    lehr_data *d;
    lehr_run *r = two_steps(rule, &d);
    lehr_real *v = slot < 0 ? lehr_params_data(r->params) : r->optim.slot[slot];
    if (v) {
        assert_true(!lehr_run_save(r, "a") && !lehr_run_save(r, "b"));
        v[20] = drops[k];
        lehr_status status = lehr_run_step(r);
        const lehr_tensor *p = lehr_params_owner(r->params, 20);
        char parts[200];
        snprintf(parts, sizeof parts, "step 3|rate 0.01|%s", slot < 0 ? p->name : "after the update,|fc");
        if (status) {
            assert_int_equal(status, LEHR_ERR_NAN);
            check_says(parts, rule);
            assert_true(r->step == AT_STEP);
            assert_int_equal(lehr_run_save(r, "a"), LEHR_ERR_NAN);
            assert_true(same("a", "b"));
        } else if (!all_finite(r)) fail_msg("%s, slot %d: %s goes on in silence", rule, slot, drop_names[k]);
        *named += status != LEHR_OK;
        /* the larger of −inf and a number is the number */
        *all += status || strcmp(rule, "amsgrad") || slot != 2 || k != 2;
    }
    lehr_run_free(r);
    lehr_data_free(d);
}

static void what_falls_into_an_update_is_named(void **state)
{
    (void)state;
    int all = 0, named = 0, rules = 0;
    const lehr_registry_entry *row;
    for (; (row = lehr_registry_at(lehr_rules(), rules)); rules++)
        for (int slot = -1; slot < LEHR_MAX_SLOTS; slot++)
            for (int k = 0; k < 3; k++) drop_between(row->name, slot, k, &all, &named);
    assert_true(rules >= 10 && all > 6 * rules);
    assert_int_equal(named, all);
    figure(7, "update",
           "%d of %d values injected into weights and into what %d update rules remember: named, and never saved",
           named, all, rules);
}

/* --- the rate ----------------------------------------------------------------------------------------------------- */

static double bad_rate;
static double rate_curve(const lehr_policy_values *k, double t) { return t == AT_STEP ? bad_rate : k->lr; }
static const lehr_policy bad_policy = { .entry = { "gone_wrong", NULL, "f", NULL, { { 0 } } },
                                        .curve = rate_curve,
                                        .description = "is wrong",
                                        .example = "gone_wrong" };

static void a_rate_that_is_not_a_number_is_named(void **state)
{
    (void)state;
    static const struct { double rate; const char *says; } rows[] = {
        { NAN, "step 3: the rate is nan; it must be a number, 0 or more" },
        { -INFINITY, "step 3: the rate is nan" }, { -1, "step 3: the rate is nan" },
        /* the largest number */
        { INFINITY, "step 3, rate 1.7976931348623157e+308: after the update, fc1.weight [3 x 4] is|inf at [0, 0]" },
    };
    assert_int_equal(lehr_registry_add(&lehr_policies, &bad_policy.entry), LEHR_OK);
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_data *d;
        lehr_plan plan = small_plan(5);
        plan.sched = "gone_wrong";
        bad_rate = rows[i].rate;
        lehr_run *r = start(&plan, &d);
        step_to(r, AT_STEP);
        assert_true(!lehr_run_save(r, "a") && !lehr_run_save(r, "b"));
        assert_int_equal(lehr_run_step(r), LEHR_ERR_NAN);
        check_says(rows[i].says, "rate");
        assert_int_equal(all_finite(r), rows[i].rate != INFINITY);
        assert_int_equal(lehr_run_save(r, "a"), LEHR_ERR_NAN);          /* the file would contain the rate      */
        assert_true(same("a", "b"));
        lehr_run_free(r);
        lehr_data_free(d);
    }
}

/* --- where no loss of an update shows it -------------------------------------------------------------------------- */

/* If the squares of the inputs overflow, batch norm's result is beta and the loss is finite. */
static void a_variance_that_overflows_is_named(void **state)
{
    (void)state;
    const subject s = { "batch_norm", WIDTH, { LEHR_BATCH_NORM("op", WIDTH) } };
    poisoned p;
    poisoned_start(&p, &s);
    assert_true(!lehr_run_save(p.run, "a") && !lehr_run_save(p.run, "b"));
    for (size_t i = 0; i < 4; i++) p.net[0].W->data[i] = IS_DOUBLE ? (lehr_real)1e160 : (lehr_real)1e25;
    assert_int_equal(lehr_run_step(p.run), LEHR_ERR_NAN);
    check_says("step 3 (epoch 1), rate 0.01: batch_norm: the running variance of op.weight [8] is inf at [0]",
               "batch norm");
    assert_int_equal(lehr_run_save(p.run, "a"), LEHR_ERR_NAN);
    assert_true(same("a", "b"));
    poisoned_end(&p);
}

/* The update is finite, but the evaluation on all samples after it is not. */
static void what_a_look_at_the_net_finds_is_named(void **state)
{
    (void)state;
    lehr_data *d;
    lehr_history_row point;
    lehr_run *r = two_steps("sgd", &d);
    lehr_params_data(r->params)[1] = (lehr_real)NAN;
    assert_int_equal(lehr_run_evaluate(r, &point), LEHR_ERR_NAN);
    check_says("after step 2, rate 0.01: parameter fc1.weight [3 x 4] is nan at [0, 1]", "a look");
    lehr_params_data(r->params)[1] = 0;
    lehr_params_data(r->params)[1] = (lehr_real)0.5;
    for (int k = 0; k < 3; k++) {
        char says[80];
        snprintf(says, sizeof says, "after step 2, rate 0.01: the input [4 x | is %s at [1, ", drop_names[k]);
        r->data->x[1] = (double)drops[k];
        assert_int_equal(lehr_run_evaluate(r, &point), LEHR_ERR_NAN);
        check_says(says, "a look");
    }
    lehr_run_free(r);
    lehr_data_free(d);
}

/* No fsync: hundreds of files that need not survive a loss of power. */
static int no_sync(int fd) { (void)fd; return 0; }

int main(void)
{
    lehr_set_file_calls(&(lehr_file_calls){ .sync = no_sync });
    const struct CMUnitTest tests[] = {
        CASE(every_operation_and_layer_is_a_subject), CASE(what_falls_into_an_operation_is_named),
        CASE(what_falls_into_an_update_is_named), CASE(a_rate_that_is_not_a_number_is_named),
        CASE(a_variance_that_overflows_is_named), CASE(what_a_look_at_the_net_finds_is_named),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
