/* test_run_checkpoint.c — each text and tensor of a saved training is removed, shortened or made invalid, with a
 * repaired checksum: the reader names it, unless the file is complete without it. */
#include "lab/train/predictor.h"
#include "lab/data/data_open.h"
#include "lab/train/data_io.h"
#include "lab/train/net_print.h"
#include "edited.h"
#include "nn/layers.h"

/* Can the training be resumed (p NULL: with the plan in the file)? Can its net predict? If not, lehr_message has the
 * reason. */
static bool resumes(const lehr_checkpoint *c, const lehr_plan *p)
{
    lehr_plan saved;
    lehr_data *d = lehr_data_open("iris");
    lehr_run *r = !p && lehr_plan_read(&saved, c) ? NULL : lehr_run_resume(c, p ? p : &saved, d);
    bool good = r != NULL;
    lehr_run_free(r);
    lehr_data_free(d);
    return good;
}

static bool answers(lehr_checkpoint *c)
{
    lehr_model *m = lehr_model_of(c);
    bool good = m != NULL;
    lehr_model_free(m);
    return good;
}

/* A run with each kind of content: a rule with slots and numbers, both schedules, one of them plateau, early stopping
 * that has received metrics, a cached normal. */
static lehr_plan full_plan(void)
{
    lehr_plan p = small_plan(4);
    p.optim = "nadam";
    p.sched = "plateau:patience=0,threshold=0.5";
    p.patience = 9;
    return p;
}

static void save_full(const lehr_plan *p)
{
    lehr_data *d;
    lehr_history h = {0};
    lehr_run *r = start(p, &d);
    assert_int_equal(lehr_train_until(r, 17, &h, NULL, NULL), LEHR_OK);
    lehr_history_release(&h);
    while (!r->random.has_spare) lehr_random_normal(&r->random);
    if (lehr_run_save(r, "a")) fail_msg("%s", lehr_message());
    lehr_run_free(r);
    lehr_data_free(d);
}

/* --- all of it is needed ------------------------------------------------------------------------------------------ */

/* Without these a file has other contents, but is complete. */
static const char *const may_be_absent[] = { "lehr.format", "lehr.random.kept", "lehr.plateau.best",
                                             "lehr.early.best" };

static bool is_in(const char *name, const char *const list[], int n)
{
    while (n-- && strcmp(name, list[n])) continue;
    return n >= 0;
}

static void every_text_is_required(void **state)
{
    (void)state;
    const char *key;
    lehr_plan p = full_plan();
    save_full(&p);
    lehr_checkpoint *c = lehr_checkpoint_open("a");
    int asked = 0;
    for (int i = 0; lehr_checkpoint_text_at(c, i, &key); i++) {
        if (!strcmp(key, "lehr.checksum") || is_in(key, may_be_absent, COUNT_OF(may_be_absent))) continue;
        lehr_checkpoint *without = edited(&(edit){ .name = key }, NULL, NULL, 0);
        bool goes_on = resumes(without, &p);
        if (!goes_on)
            check_says(
                strcmp(key, "lehr.data") && strcmp(key, "lehr.real") && strcmp(key, "lehr.step") ? key : "edited", key);
        bool known = answers(without);
        if (goes_on && known) fail_msg("%s is not needed", key);
        if (goes_on) check_says("it names neither its features nor its classes or numbers to predict", key);
        asked++;
    }
    assert_in_range(asked, 30, 60);
    lehr_checkpoint_free(c);
}

static void every_tensor_is_required(void **state)
{
    (void)state;
    lehr_plan p = full_plan();
    const lehr_stored_tensor *s;
    save_full(&p);
    lehr_checkpoint *c = lehr_checkpoint_open("a");
    int asked = 0;
    for (int i = 0; (s = lehr_checkpoint_at(c, i)); i++)
        for (int cut = 0; cut < 2; cut++, asked++) {
            lehr_checkpoint *damaged = edited(&(edit){ .name = s->name, .cut = cut }, NULL, NULL, 0);
            bool goes_on = resumes(damaged, NULL);
            if (!goes_on) check_says(s->name, s->name);
            bool known = answers(damaged);
            if (goes_on && known) fail_msg("%s is not needed", s->name);
            if (!known) check_says(s->name, s->name);
        }
    assert_in_range(asked, 30, 80);
    lehr_checkpoint_free(c);
}

/* --- right checksum, wrong contents ------------------------------------------------------------------------------- */

/* resumed: the error of resuming, with the plan of the file or, with beside_ours, the expected plan; asked: the error
 * of predicting with its net. NULL: no error. */
static const struct { edit change; const char *resumed, *asked; bool beside_ours;
} nonsense[] = {
    { { "lehr.step", "x" }, "lehr.step is \"x\"; it must be a number", NULL },
    { { "lehr.step", "49" }, "49 updates are finished already; a training of 48", NULL },
    { { "lehr.lr", "fast" }, "lehr.lr is \"fast\"", NULL },
    { { "lehr.plan.net", "4-2000-3" },
      "its net would have 16003 weights",
      "edited: holds|its net would have 16003 weights" },
    { { "lehr.plan.net", "4-x-3" }, "4-x-3", "4-x-3" },
    { { "lehr.plan.activation", "x" }, "there is no activation \"x\"", "there is no activation \"x\"", true },
    { { "lehr.plan.init", "x" }, "there is no initialiser \"x\"", NULL, true },
    { { "lehr.plan.optim", "x" }, "there is no update rule \"x\"", NULL, true },
    { { "lehr.plan.sched", "x" }, "there is no policy \"x\"", NULL, true },
    { { "lehr.plan.epochs", "0" }, "", NULL },
    { { "lehr.optim.steps", "-1" }, "lehr.optim.steps is -1; it must be a whole number", NULL },
    { { "lehr.optim.mu_product", "?" }, "lehr.optim.mu_product is \"?\"", NULL },
    { { "lehr.random.next", "1e9" }, "lehr.random.next is 1000000000; it must be a whole number from 0 to 624", NULL },
    { { "lehr.random.kept", "?" }, "lehr.random.kept is \"?\"", NULL },
    { { "lehr.plateau.rate", "?" }, "lehr.plateau.rate is \"?\"", NULL },
    { { "lehr.plateau.best", "?" }, "lehr.plateau.best is \"?\"", NULL },
    { { "lehr.plateau.bad", "0.5" }, "lehr.plateau.bad is 0.5; it must be a whole number", NULL },
    { { "lehr.plateau.cooldown", "?" }, "lehr.plateau.cooldown is \"?\"", NULL },
    { { "lehr.early.waited", "?" }, "lehr.early.waited is \"?\"", NULL },
    { { "lehr.early.back", "2" }, "lehr.early.back is 2; it must be a whole number from 0 to 1", NULL },
    { { "lehr.early.best", "?" }, "lehr.early.best is \"?\"", NULL },
    { { "lehr.early.best_step", "?" }, "lehr.early.best_step is \"?\"", NULL },
    { { "lehr.real", "F16" }, "edited was saved by lehr", NULL },
    { { "lehr.features", "a" }, NULL, "scale.zero is [4]; a row of 1 numbers is needed" },
    { { "lehr.classes", "a\nb" }, NULL, "net 4-3-3 ends with 3, but the data have 2 classes" },
    { { "random", "4294967296" }, "random holds 4294967296, number 623; it must be from 0 to 4294967295", NULL },
    { { "order", "150" }, "order holds 150, number 149; it must be from 0 to 149", NULL },
    { { "order", "0" }, "order names row 0 twice", NULL },
    { { "scale.zero", "1e301" }, NULL, "scale.zero holds 1e+301, number 3" },
    { { "scale.unit", "-1" }, NULL, "scale.unit holds -1, number 3; it must be from 0" },
};

static void invalid_fields_are_named(void **state)
{
    (void)state;
    lehr_plan p = full_plan();
    save_full(&p);
    for (int i = 0; i < COUNT_OF(nonsense); i++) {
        const edit *e = &nonsense[i].change;
        lehr_checkpoint *c = edited(e, NULL, NULL, 0);
        if (!c) fail_msg("%s: %s", e->name, lehr_message());
        bool goes_on = resumes(c, nonsense[i].beside_ours ? &p : NULL);
        if (goes_on != !nonsense[i].resumed) fail_msg("%s is %s: %s", e->name, e->text, lehr_message());
        if (!goes_on) check_says(nonsense[i].resumed, e->name);
        bool known = answers(c);
        if (known != !nonsense[i].asked) fail_msg("%s is %s: %s", e->name, e->text, lehr_message());
        if (!known) check_says(nonsense[i].asked, e->name);
    }
}

/* A schedule that needs the length of the training, in a file with the length 0. */
static void a_training_of_no_length_is_refused(void **state)
{
    (void)state;
    for (int momentum = 0; momentum < 2; momentum++) {
        lehr_plan p = small_plan(4);
        if (momentum) p.optim = "momentum";
        *(momentum ? &p.sched_momentum : &p.sched) = "cosine";
        save_at(&p, 17, "a");
        lehr_checkpoint *c = edited(&(edit){ "lehr.plan.epochs", "0" }, NULL, NULL, 0);
        if (resumes(c, &p)) fail_msg("a training of no length went on");
        check_says("cosine", "no length");
        lehr_checkpoint_free(c);
    }
}

static void a_schedule_that_is_asked_for_no_more_is_missed(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    p.optim = "momentum";
    p.sched_momentum = "fixed";
    save_at(&p, 17, "a");
    p.sched_momentum = NULL;
    assert_int_equal(go_on("a", &p, 48, "b"), LEHR_ERR_VALUE);
    check_says("a was trained with sched-momentum fixed, not (none)", "no momentum");
}

/* The given plan is validated like the plan in the file. */
static void an_invalid_plan_is_reported(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4), other = p;
    other.activation = "x";
    assert_int_equal(lehr_plan_check_same(&other, &p, NULL, 48, 12, "a"), LEHR_ERR_NAME);
    check_says("there is no activation \"x\"", "ours");
}

static void a_net_that_is_too_long_is_refused(void **state)
{
    (void)state;
    char net[1000] = "4";
    lehr_plan p = small_plan(4), other = p;
    save_at(&p, 5, "a");
    while (strlen(net) < 990) strcat(net, "-3");
    other.net = net;
    assert_int_equal(go_on("a", &other, 48, "b"), LEHR_ERR_VALUE);
    check_says("net \"4-3-3-3|is too long", "net");
}

/* Two features, two classes: the net returns its input. It has no parameters, but can be saved and resumed. */
static void a_net_of_no_layers_is_one(void **state)
{
    (void)state;
    lehr_plan p = plan_of("xor", 3);
    lehr_layer none[1] = {0};
    lehr_data *d = lehr_data_open("xor");
    lehr_run *r = lehr_run_new_with(&p, d, none);
    if (!r) fail_msg("%s", lehr_message());
    assert_int_equal(lehr_run_save(r, "a"), LEHR_OK);
    lehr_checkpoint *c = lehr_checkpoint_open("a");
    lehr_run *again = lehr_run_resume_with(c, &p, d, none);
    if (!again) fail_msg("%s", lehr_message());
    assert_int_equal(lehr_net_length(again->net), 0);
    lehr_run_free(again);
    lehr_checkpoint_free(c);
    lehr_run_free(r);
    lehr_data_free(d);
}

/* The program's own layers: different ones, ones that are missing in the file, or no layers. No other program can use
 * such a net. */
static void layers_are_compared(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc", 4, 3), LEHR_BATCH_NORM("bn", 3));
    lehr_data *d = lehr_data_open("iris");
    lehr_run *r = lehr_run_new_with(&p, d, net);
    assert_int_equal(lehr_run_save(r, "a"), LEHR_OK);
    lehr_run_free(r);
    static const struct { edit change; int layers; const char *says;
    } rows[] = {
        { { .name = "lehr.layers" },
          2,
          "edited was trained with the layers \"(none)\", not \"linear fc 4 3; batch_norm bn 3 3" },
        { { "lehr.format", "1" }, 1, "with the layers \"linear fc 4 3; batch_norm bn 3 3|\", not \"linear fc 4 3\"" },
        { { "lehr.format", "1" }, 0, "trained with a net of a program's own layers" },
        { { .name = "fc.weight" }, 2, "fc.weight" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_checkpoint *c = edited(&rows[i].change, NULL, NULL, 0);
        lehr_layer again[] = LEHR_NET(LEHR_LINEAR("fc", 4, 3), LEHR_BATCH_NORM("bn", 3));
        again[rows[i].layers] = (lehr_layer){0};
        assert_null(lehr_run_resume_with(c, &p, d, rows[i].layers ? again : NULL));
        check_says(rows[i].says, rows[i].says);
        assert_false(answers(c));
        check_says("its net is made of layers of a program's own, which no file describes", "a model");
    }
    lehr_data_free(d);
}

/* A run that early stopping ended has its best weights: an error in a file that is not at its end. */
static void best_weights_are_the_end(void **state)
{
    (void)state;
    lehr_plan p = full_plan();
    lehr_data *d;
    lehr_history h = {0};
    save_full(&p);
    lehr_checkpoint *c = edited(&(edit){ "lehr.early.back", "1" }, NULL, NULL, 0);
    assert_false(resumes(c, NULL));
    check_says("a training with patience ends with its best weights, here after update 17", "middle");
    lehr_checkpoint_free(c);
    lehr_run *r = start(&p, &d);
    assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
    assert_int_equal(lehr_run_save(r, "a"), LEHR_OK);
    lehr_history_release(&h);
    lehr_run_free(r);
    lehr_data_free(d);
    assert_non_null(c = lehr_checkpoint_open("a"));
    assert_string_equal(lehr_checkpoint_text(c, "lehr.early.back"), "1");
    assert_true(resumes(c, NULL));
    lehr_checkpoint_free(c);
}

/* A file would contain the rate, so a rate of NaN is not saved. */
static void a_rate_that_is_not_finite_is_not_saved(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    lehr_data *d;
    lehr_run *r = start(&p, &d);
    r->lr = NAN;
    assert_int_equal(lehr_run_save(r, "a"), LEHR_ERR_NAN);
    check_says("lehr.lr [1] holds nan", "rate");
    assert_false(lehr_path_exists("a"));
    lehr_run_free(r);
    lehr_data_free(d);
}

static void more_names_than_outputs_are_refused(void **state)
{
    (void)state;
    static const char *const keys[] = { "lehr.features", "lehr.classes" };
    static char lines[LEHR_MAX_FEATURES + 1];
    memset(lines, '\n', LEHR_MAX_FEATURES);
    lehr_plan p = small_plan(4);
    save_at(&p, 5, "a");
    for (int i = 0; i < 2; i++) {
        assert_false(answers(edited(&(edit){ keys[i], lines }, NULL, NULL, 0)));
        check_says(lehr_short_printf("%s has 65537 lines; a net is at most 65536 wide", keys[i]).s, keys[i]);
    }
}

/* --- pictures ----------------------------------------------------------------------------------------------------- */

static void pictures_have_as_many_numbers_as_the_net(void **state)
{
    (void)state;
    static const struct { int64_t dim[4]; size_t n; const char *says;
    } rows[] = {
        { { 1, 2, 2 }, 3, NULL },
        { { 1, 4, 1 }, 3, NULL },
        { { 1, 2, 3 }, 3, "its pictures are [1 x 2 x 3], but it has 4 features" },
        { { 2, 2 }, 2, "picture is [2]; a row of 3 numbers is needed" },
        { { 0, 2, 2 }, 3, "picture holds 0, number 0" },
    };
    lehr_plan p = small_plan(4);
    save_at(&p, 5, "a");
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_checkpoint *c = edited(&(edit){ "lehr.format", "1" }, "picture", rows[i].dim, rows[i].n);
        if (answers(c) != !rows[i].says) fail_msg("row %d: %s", i, lehr_message());
        if (rows[i].says) check_says(rows[i].says, rows[i].says);
    }
}

/* --- what a row of numbers must be -------------------------------------------------------------------------------- */

static void rows_of_numbers_are_looked_at(void **state)
{
    (void)state;
    static const struct { const char *head; size_t bytes; size_t n; const char *says;
    } rows[] = {
        { "{\"v\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}", 16, 2, NULL },
        { "{\"v\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}", 16, 0, NULL },
        { "{\"v\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}", 16, 3,
          "v is [2]; a row of 3 numbers is needed" },
        { "{\"v\":{\"dtype\":\"F64\",\"shape\":[1,2],\"data_offsets\":[0,16]}}", 16, 2,
          "v is [1 x 2]; a row of 2 numbers is needed" },
        { "{\"v\":{\"dtype\":\"F64\",\"shape\":[0],\"data_offsets\":[0,0]}}", 0, 0,
          "v is [0]; a row of numbers is needed" },
        { "{\"v\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[0,4]}}", 4, 2,
          "v is [2]; a row of 2 numbers is needed" },
        { "{}", 0, 0, "v is not there; a row of numbers is needed" },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        blob b = blob_with(rows[i].head, rows[i].bytes);
        lehr_checkpoint *c = read_blob(b.bytes, b.n);
        const lehr_stored_tensor *s = lehr_checkpoint_find_numbers(c, "v", rows[i].n, -1, 1);
        if (!s != (rows[i].says != NULL)) fail_msg("row %d: %s", i, lehr_message());
        if (!s) check_says(rows[i].says, rows[i].says);
        lehr_checkpoint_free(c);
        free(b.bytes);
    }
}

/* --- layers in words ---------------------------------------------------------------------------------------------- */

static void every_setting_of_a_layer_is_printed(void **state)
{
    (void)state;
    static const lehr_layer_kind nameless = { .entry = { 0 } };
    lehr_layer left[]  = LEHR_NET(LEHR_LINEAR("a", 3, 1), LEHR_TANH);
    lehr_layer right[] = LEHR_NET({ .kind = &nameless, .out = 2 });
    const lehr_layer net[] = LEHR_NET(
        { .kind = &lehr_linear_layer, .name = "fc", .in = 2, .out = 3, .no_bias = true }, LEHR_CONCAT(left, right),
        LEHR_CONV2D("c", 1, 6, { 5, 3 }, .padding = { 2 }, .groups = 2), LEHR_UNFLATTEN(2, 1, 5), LEHR_DROPOUT(0.25),
        { .kind = &lehr_batch_norm_layer, .name = "bn", .in = 4, .momentum = 0.2, .eps = 0.001 }
    );
    lehr_strbuf t = {0};
    lehr_net_print(net, &t);
    assert_string_equal(
        t.s,
        "linear fc 2 3 bare; concat [linear a 3 1; tanh] [layer 0 2]; conv2d c 1 6 kernel=5,3 padding=2,0 groups=2; "
        "unflatten sample=1,5; dropout p=0.25; batch_norm bn 4 0 momentum=0.2,eps=0.001");
    lehr_strbuf_release(&t);

    lehr_layer a[] = LEHR_NET(LEHR_TANH), b[] = LEHR_NET(LEHR_RELU);
    const lehr_layer most[] = LEHR_NET(LEHR_CONCAT(a, b, a, b));
    lehr_net_print(most, &t);
    assert_string_equal(t.s, "concat [tanh] [relu] [tanh] [relu]");
    lehr_strbuf_release(&t);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(every_text_is_required),
        CASE(every_tensor_is_required),
        CASE(invalid_fields_are_named),
        CASE(a_training_of_no_length_is_refused),
        CASE(a_schedule_that_is_asked_for_no_more_is_missed),
        CASE(an_invalid_plan_is_reported),
        CASE(a_net_that_is_too_long_is_refused),
        CASE(a_net_of_no_layers_is_one),
        CASE(layers_are_compared),
        CASE(best_weights_are_the_end),
        CASE(more_names_than_outputs_are_refused),
        CASE(a_rate_that_is_not_finite_is_not_saved),
        CASE(pictures_have_as_many_numbers_as_the_net),
        CASE(rows_of_numbers_are_looked_at),
        CASE(every_setting_of_a_layer_is_printed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
