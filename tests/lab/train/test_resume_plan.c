/* test_resume_plan.c — a plan that differs from the saved training is refused, and the message has the difference. */
#include "lab/train/predictor.h"
#include "small_resume.h"
#include "lab/data/data_open.h"
#include <unistd.h>

/* --- is it this training? ----------------------------------------------------------------------------------------- */

static void all_fields_of_a_plan_are_saved(void **state)
{
    (void)state;
    /* a new field: add it to plan_io.c too  */
    if (sizeof(long) == 8 && sizeof(char *) == 8) assert_int_equal(sizeof(lehr_plan), 19 * 8);
    lehr_plan p = small_plan(4), back;
    p.sched_momentum = "fixed";
    lehr_checkpoint *c = lehr_checkpoint_new();
    lehr_plan_write(c, &p);
    assert_int_equal(lehr_plan_read(&back, c), LEHR_OK);
    assert_int_equal(lehr_plan_check_same(&back, &p, NULL, 48, 12, "a"), LEHR_OK);
    assert_string_equal(back.task, "iris");
    assert_string_equal(back.sched_momentum, "fixed");
    assert_true(back.epochs == 4 && back.steps == 0 && back.lr == 0.01 && back.every == 1);
    lehr_checkpoint_free(c);
}

static void a_plan_of_nonsense_is_refused(void **state)
{
    (void)state;
    static const struct { const char *key, *value, *says;
    } rows[] = {
        { "lehr.plan.batch", "-1", "lehr.plan.batch is -1; it must be a whole number from 0" },
        { "lehr.plan.batch", "1.5", "lehr.plan.batch is 1.5; it must be a whole number" },
        { "lehr.plan.batch", "1e13", "lehr.plan.batch is 10000000000000; it must be a whole number" },
        { "lehr.plan.lr", "fast", "lehr.plan.lr is \"fast\"; it must be a number" },
        { "lehr.plan.lr", "nan", "it must be a number" },
        { "lehr.plan.lr", "0.1x", "it must be a number" },
    };
    lehr_plan back;
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_checkpoint *c = lehr_checkpoint_new();
        static const char *const texts[] = { "task",  "net",   "activation", "init",        "optim",
                                             "sched", "scale", "fit-scale",  "scale-target" };
        static const char *const counts[] = { "lr", "split", "batch", "epochs", "steps", "every", "seed", "patience" };
        for (int k = 0; k < COUNT_OF(texts); k++)
            lehr_checkpoint_put_text(c, lehr_short_printf("lehr.plan.%s", texts[k]).s, "iris");
        for (int k = 0; k < COUNT_OF(counts); k++)
            if (strcmp(counts[k], rows[i].key + 10))
                lehr_checkpoint_put_text(c, lehr_short_printf("lehr.plan.%s", counts[k]).s, "1");
        assert_int_equal(lehr_plan_read(&back, c), LEHR_ERR_FILE);
        check_says(lehr_short_printf("has no %s", rows[i].key).s, rows[i].key);
        lehr_checkpoint_put_text(c, rows[i].key, rows[i].value);
        assert_int_equal(lehr_plan_read(&back, c), LEHR_ERR_FILE);
        check_says(rows[i].says, rows[i].value);
        lehr_checkpoint_free(c);
    }
}

static const struct { const char *says; lehr_plan change;
} differing[] = {
    { "net 4-3-3, not 4-4-3", { .net = "4-4-3" } },
    { "activation relu, not tanh", { .activation = "tanh" } },
    { "init normal:std=0.01, not xavier", { .init = "xavier" } },
    { "optim adam, not sgd", { .optim = "sgd" } },
    { "optim adam, not adam:beta1=0.8", { .optim = "adam:beta1=0.8" } },
    { "lr 0.01, not 0.02", { .lr = 0.02 } },
    { "sched fixed, not cosine", { .sched = "cosine" } },
    { "sched fixed, not step:every=1000", { .sched = "step:every=1000" } },
    { "sched-momentum (none), not fixed", { .sched_momentum = "fixed" } },
    { "scale standard, not none", { .scale = "none" } },
    { "fit-scale all, not train", { .fit_scale = "train" } },
    { "scale-target none, not minmax", { .scale_target = "minmax" } },
    { "patience 0, not 3", { .patience = 3 } },
    { "optim adam, not adam;*.bias:rate=0", { .optim = "adam;*.bias:rate=0" } },
    { "split 0.8, not 0.7", { .split = 0.7 } },
    { "batch 10, not 20", { .batch = 20 } },
    { "every 1, not 2", { .every = 2 } },
    { "seed 0, not 1", { .seed = 1 } },
    { "17 updates are finished already; a training of 12", { .epochs = 1 } },
    { "a training of 16", { .steps = 16 } },
};

/* Copies the changed fields over the plan; each field is as wide as a pointer. */
static lehr_plan changed(lehr_plan p, const lehr_plan *change)
{
    for (size_t i = 0; i < sizeof p; i += sizeof(void *)) {
        static const char zero[sizeof(void *)];
        if (memcmp((const char *)change + i, zero, sizeof zero))
            memcpy((char *)&p + i, (const char *)change + i, sizeof zero);
    }
    return p;
}

static void another_plan_is_refused(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    save_at(&p, 17, "a");
    for (int i = 0; i < COUNT_OF(differing); i++) {
        lehr_plan other = changed(p, &differing[i].change);
        assert_int_not_equal(go_on("a", &other, 48, "b"), LEHR_OK);
        check_says(differing[i].says, differing[i].says);
    }
}

static void the_same_plan_in_other_words_is_taken(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    p.sched = "step:every=7,gamma=0.5";
    save_at(&p, 48, "a");
    save_at(&p, 17, "b");
    p.optim = "Adam:beta1=0.9";
    p.sched = "step:gamma=.5,every=7";
    lehr_status status = go_on("b", &p, 48, "c");
    if (status) fail_msg("%s", lehr_message());
    assert_true(same("a", "c"));                        /* and it is printed as the first one         */
}

static void other_data_are_refused(void **state)
{
    (void)state;
    lehr_strbuf t = {0};
    lehr_data *d = lehr_data_open("iris");
    lehr_data_print(d, &t);
    lehr_data_free(d);
    assert_int_equal(lehr_write_file("d.csv", t.s, t.length), LEHR_OK);
    lehr_plan p = small_plan(4), there = p;
    there.task = "./d.csv";
    save_at(&p, 17, "a");
    save_at(&there, 48, "b");
    assert_int_equal(go_on("a", &there, 48, "c"), LEHR_OK);         /* the same data, elsewhere */
    assert_true(same("b", "c"));
    char *digit = strchr(t.s, '5');
    *digit = '6';
    assert_int_equal(lehr_write_file("d.csv", t.s, t.length), LEHR_OK);
    assert_int_equal(go_on("a", &there, 48, "c"), LEHR_ERR_VALUE);
    check_says("a was trained on other data than those of ./d.csv", "other data");
    lehr_strbuf_release(&t);
}

/* The length may change if no update so far depends on it; the bytes are those of a run that had that length from the
 * start. */
static void the_length_may_change_where_the_past_stays(void **state)
{
    (void)state;
    static const struct { const char *sched; long at, epochs; bool ok; } rows[] = {
        { "fixed", 17, 6, true }, { "fixed", 17, 2, true }, { "fixed", 48, 6, true }, { "step:every=7", 17, 6, true },
        { "cosine", 17, 6, false }, { "cosine", 17, 2, false }, { "cosine", 0, 6, true }, { "cosine", 1, 6, true },
        { "cosine:steps=48", 48, 6, true }, { "warmup:20+cosine", 17, 6, true }, { "warmup:10+cosine", 17, 6, false },
        { "plateau:patience=0,threshold=0.5", 17, 6, true }, { "inv", 17, 6, true },
    };
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_plan p = small_plan(4), other = p;
        p.sched = other.sched = rows[i].sched;
        other.epochs = rows[i].epochs;
        save_at(&p, rows[i].at, "a");
        save_at(&other, 12 * rows[i].epochs, "b");
        lehr_status status = go_on("a", &other, 12 * rows[i].epochs, "c");
        if (rows[i].ok && (status || !same("b", "c")))
            fail_msg("%s from %ld: %s", rows[i].sched, rows[i].at, status ? lehr_message() : "other bytes");
        if (!rows[i].ok) check_says("of 48 updates gave|The length can change only if", rows[i].sched);
        assert_int_equal(status, rows[i].ok ? LEHR_OK : LEHR_ERR_VALUE);
    }
}

static void the_other_build_and_foreign_files_are_refused(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    save_at(&p, 5, "a");
    blob b = blob_of("a");
    char *real = NULL;
    for (size_t i = 0; i + 16 < b.n && !real; i++)
        if (!memcmp(b.bytes + i, "\"lehr.real\":\"F", 14)) real = b.bytes + i + 14;
    memcpy(real, IS_DOUBLE ? "32" : "64", 2);
    repair(b.bytes, b.n);
    assert_int_equal(lehr_write_file("b", b.bytes, b.n), LEHR_OK);
    assert_int_equal(go_on("b", &p, 9, "c"), LEHR_ERR_VALUE);
    check_says(IS_DOUBLE ? "b was saved by lehr;|F32" : "b was saved by lehr64;|F64", "the other build");
    free(b.bytes);
    b = blob_with("{\"fc1.weight\":{\"dtype\":\"F32\",\"shape\":[3,4],\"data_offsets\":[0,48]}}", 48);
    assert_int_equal(lehr_write_file("b", b.bytes, b.n), LEHR_OK);
    assert_int_equal(go_on("b", &p, 9, "c"), LEHR_ERR_FILE);
    lehr_checkpoint *c = lehr_checkpoint_open("b");
    assert_int_equal(lehr_run_check_checkpoint(c), LEHR_ERR_FILE);
    check_says("b: has no checksum, so it holds weights only", "foreign");
    lehr_checkpoint_free(c);
    assert_null(lehr_model_open("b"));
    assert_int_equal(lehr_last_status(), LEHR_ERR_FILE);
    free(b.bytes);
}

static void weights_of_others_can_be_loaded(void **state)
{
    (void)state;
    blob b = blob_with("{\"w\":{\"dtype\":\"F64\",\"shape\":[2],\"data_offsets\":[0,16]}}", 16);
    const double v[] = { 0.5, -3 };
    memcpy(b.bytes + b.n - 16, v, 16);
    lehr_checkpoint *c = read_blob(b.bytes, b.n);
    lehr_params *ps = lehr_params_new();
    lehr_tensor *w = lehr_param(ps, "w", LEHR_VECTOR(2));
    assert_int_equal(lehr_params_load(ps, c), LEHR_OK);
    assert_true(w->data[0] == (lehr_real)0.5 && w->data[1] == -3);
    lehr_param(ps, "b", LEHR_VECTOR(2));
    assert_int_equal(lehr_params_load(ps, c), LEHR_ERR_NAME);
    lehr_params_free(ps);
    lehr_checkpoint_free(c);
    free(b.bytes);
}

/* A run with a NaN is not saved; the old file stays. */
static void what_is_not_finite_is_not_saved(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    lehr_data *d;
    save_at(&p, 5, "a");
    save_at(&p, 5, "b");
    lehr_run *r = start(&p, &d);
    lehr_params_data(r->params)[3] = (lehr_real)NAN;
    assert_int_equal(lehr_run_save(r, "a"), LEHR_ERR_NAN);
    check_says("fc1.weight [3 x 4] holds nan", "nan");
    lehr_params_data(r->params)[3] = 0;
    r->optim.slot[1][0] = (lehr_real)INFINITY;
    assert_int_equal(lehr_run_save(r, "a"), LEHR_ERR_NAN);
    check_says("optim.|fc1.weight", "infinity");
    assert_true(same("a", "b"));
    lehr_run_free(r);
    lehr_data_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(all_fields_of_a_plan_are_saved),
        CASE(a_plan_of_nonsense_is_refused),
        CASE(another_plan_is_refused),
        CASE(the_same_plan_in_other_words_is_taken),
        CASE(other_data_are_refused),
        CASE(the_length_may_change_where_the_past_stays),
        CASE(the_other_build_and_foreign_files_are_refused),
        CASE(weights_of_others_can_be_loaded),
        CASE(what_is_not_finite_is_not_saved),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
