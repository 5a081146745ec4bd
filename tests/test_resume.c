/* test_resume.c — a run saved and gone on with is the run that was never broken off; what is not that run is refused. */
#include "lab/checkpoint.h"
#include "lab/model.h"
#include "lab/saved_plan.h"
#include "checkpoints.h"
#include "runs.h"
#include <unistd.h>

/* A small run: iris in few units, 12 updates an epoch. */
static lehr_plan small_plan(long epochs)
{
    lehr_plan p = plan_of("iris", epochs);
    p.net = "4-3-3";
    p.batch = 10;
    p.lr = 0.01;
    p.sched = "fixed";
    p.optim = "adam";
    return p;
}

static lehr_run *start(const lehr_plan *p, lehr_data **data)
{
    assert_non_null(*data = lehr_data_open(p->task));
    lehr_run *r = lehr_run_new(p, *data);
    if (!r) fail_msg("%s", lehr_message());
    return r;
}

static void step_to(lehr_run *r, long step)
{
    while (r->step < step) assert_int_equal(lehr_run_step(r), LEHR_OK);
}

/* A file of that plan after so many updates. */
static void save_at(const lehr_plan *p, long step, const char *path)
{
    lehr_data *d;
    lehr_run *r = start(p, &d);
    step_to(r, step);
    if (lehr_run_save(r, path)) fail_msg("%s", lehr_message());
    lehr_run_free(r);
    lehr_data_free(d);
}

/* Resume one file under a plan, go on to an update, save it as another. */
static lehr_status go_on(const char *from, const lehr_plan *p, long step, const char *to)
{
    lehr_checkpoint *c = lehr_checkpoint_open(from);
    lehr_plan saved;
    lehr_data *d = NULL;
    lehr_run *r = NULL;
    lehr_status status = c ? LEHR_OK : lehr_last_status();
    if (!status) status = lehr_plan_saved(&saved, c);
    if (!status && !(d = lehr_data_open(p ? p->task : saved.task))) status = lehr_last_status();
    if (!status && !(r = lehr_run_resume(c, p ? p : &saved, d))) status = lehr_last_status();
    while (!status && r->step < step) status = lehr_run_step(r);
    if (!status) status = lehr_run_save(r, to);
    lehr_run_free(r);
    lehr_data_free(d);
    lehr_checkpoint_free(c);
    return status;
}

static bool same(const char *a, const char *b)
{
    blob x = blob_of(a), y = blob_of(b);
    bool alike = x.bytes && y.bytes && x.n == y.n && !memcmp(x.bytes, y.bytes, x.n);
    free(x.bytes);
    free(y.bytes);
    return alike;
}

static int tidy_up(void **state)
{
    (void)state;
    lehr_set_allocator(NULL);
    return system("rm -f a b c d.csv");
}

/* --- going on ----------------------------------------------------------------------------------------------------- */

static const char *const scheds[] = { "fixed", "cosine", "step:every=7", "plateau:patience=0,threshold=0.5", "warmup:5+plateau:patience=0,threshold=0.5" };

static void every_rule_and_schedule_goes_on_bit_for_bit(void **state)
{
    (void)state;
    static const long points[] = { 0, 1, 11, 12, 13, 30, 48 };          /* around the end of an epoch, and of the training */
    const lehr_row *rule;
    for (int i = 0; (rule = lehr_table_at(lehr_rules(), i)); i++)
        for (int k = 0; k < COUNT_OF(scheds); k++) {
            lehr_plan p = small_plan(4);
            p.optim = rule->name;
            p.sched = scheds[k];
            save_at(&p, 48, "a");
            for (int i_at = 0; i_at < COUNT_OF(points); i_at++) {
                long at = points[i_at];
                save_at(&p, at, "b");
                if (go_on("b", at % 2 ? &p : NULL, 48, "c")) fail_msg("%s, %s, from %ld: %s", rule->name, scheds[k], at, lehr_message());
                if (!same("a", "c")) fail_msg("%s, %s: resumed from %ld, the bytes differ", rule->name, scheds[k], at);
            }
        }
}

static void momentum_schedules_go_on_too(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    p.optim = "momentum";
    p.sched_momentum = "cosine:min=0.5";
    save_at(&p, 48, "a");
    save_at(&p, 17, "b");
    assert_int_equal(go_on("b", NULL, 48, "c"), LEHR_OK);
    assert_true(same("a", "c"));
    p.epochs = 6;                                       /* half a cosine is not stretched, here either */
    assert_int_equal(go_on("b", &p, 72, "c"), LEHR_ERR_VALUE);
    check_says("sched-momentum \"cosine:min=0.5\" of 48 updates gave", "longer");
}

/* A float that is printed must be the same float again; a stream with a kept normal, too. */
static void a_kept_normal_is_kept(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    lehr_data *d;
    lehr_run *r = start(&p, &d);
    while (!r->random.has_kept) lehr_random_normal(&r->random);
    assert_int_equal(lehr_run_save(r, "a"), LEHR_OK);
    lehr_checkpoint *c = lehr_checkpoint_open("a");
    lehr_run *again = lehr_run_resume(c, &p, d);
    assert_non_null(again);
    for (int i = 0; i < 5; i++) assert_true(lehr_random_normal(&r->random) == lehr_random_normal(&again->random));
    lehr_run_free(again);
    lehr_checkpoint_free(c);
    lehr_run_free(r);
    lehr_data_free(d);
}

/* --- is it this training? ----------------------------------------------------------------------------------------- */

static void all_fields_of_a_plan_are_saved(void **state)
{
    (void)state;
    if (sizeof(long) == 8 && sizeof(char *) == 8) assert_int_equal(sizeof(lehr_plan), 19 * 8);  /* a new field: saved_plan.c knows them all */
    lehr_plan p = small_plan(4), back;
    p.sched_momentum = "fixed";
    lehr_checkpoint *c = lehr_checkpoint_new();
    lehr_plan_put(c, &p);
    assert_int_equal(lehr_plan_saved(&back, c), LEHR_OK);
    assert_int_equal(lehr_plan_agrees(&back, &p, NULL, 48, 12, "a"), LEHR_OK);
    assert_string_equal(back.task, "iris");
    assert_string_equal(back.sched_momentum, "fixed");
    assert_true(back.epochs == 4 && back.steps == 0 && back.lr == 0.01 && back.every == 1);
    lehr_checkpoint_free(c);
}

static void a_plan_of_nonsense_is_refused(void **state)
{
    (void)state;
    static const struct { const char *key, *value, *says; } rows[] = {
        { "lehr.plan.batch", "-1", "lehr.plan.batch is -1; it must be a whole number from 0" },
        { "lehr.plan.batch", "1.5", "lehr.plan.batch is 1.5; it must be a whole number" },
        { "lehr.plan.batch", "1e13", "lehr.plan.batch is 10000000000000; it must be a whole number" },
        { "lehr.plan.lr", "fast", "lehr.plan.lr is \"fast\"; it must be a number" }, { "lehr.plan.lr", "nan", "it must be a number" },
        { "lehr.plan.lr", "0.1x", "it must be a number" },
    };
    lehr_plan back;
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_checkpoint *c = lehr_checkpoint_new();
        static const char *const texts[] = { "task", "net", "activation", "init", "optim", "sched", "scale", "fit-scale", "scale-target" };
        static const char *const counts[] = { "lr", "split", "batch", "epochs", "steps", "every", "seed", "patience" };
        for (int k = 0; k < COUNT_OF(texts); k++) lehr_checkpoint_put_text(c, lehr_words("lehr.plan.%s", texts[k]).s, "iris");
        for (int k = 0; k < COUNT_OF(counts); k++)
            if (strcmp(counts[k], rows[i].key + 10)) lehr_checkpoint_put_text(c, lehr_words("lehr.plan.%s", counts[k]).s, "1");
        assert_int_equal(lehr_plan_saved(&back, c), LEHR_ERR_FILE);
        check_says(lehr_words("has no %s", rows[i].key).s, rows[i].key);
        lehr_checkpoint_put_text(c, rows[i].key, rows[i].value);
        assert_int_equal(lehr_plan_saved(&back, c), LEHR_ERR_FILE);
        check_says(rows[i].says, rows[i].value);
        lehr_checkpoint_free(c);
    }
}

static const struct { const char *says; lehr_plan change; } differing[] = {
    { "net 4-3-3, not 4-4-3", { .net = "4-4-3" } }, { "activation relu, not tanh", { .activation = "tanh" } },
    { "init normal:std=0.01, not xavier", { .init = "xavier" } }, { "optim adam, not sgd", { .optim = "sgd" } },
    { "optim adam, not adam:beta1=0.8", { .optim = "adam:beta1=0.8" } }, { "lr 0.01, not 0.02", { .lr = 0.02 } },
    { "sched fixed, not cosine", { .sched = "cosine" } }, { "sched fixed, not step:every=1000", { .sched = "step:every=1000" } },
    { "sched-momentum (none), not fixed", { .sched_momentum = "fixed" } }, { "scale standard, not none", { .scale = "none" } },
    { "fit-scale all, not train", { .fit_scale = "train" } }, { "scale-target none, not minmax", { .scale_target = "minmax" } },
    { "patience 0, not 3", { .patience = 3 } }, { "optim adam, not adam;*.bias:rate=0", { .optim = "adam;*.bias:rate=0" } },
    { "split 0.8, not 0.7", { .split = 0.7 } },
    { "batch 10, not 20", { .batch = 20 } }, { "every 1, not 2", { .every = 2 } }, { "seed 0, not 1", { .seed = 1 } },
    { "17 updates are finished already; a training of 12", { .epochs = 1 } }, { "a training of 16", { .steps = 16 } },
};

/* What is changed goes over what is there, field by field: all are as wide as a pointer. */
static lehr_plan changed(lehr_plan p, const lehr_plan *change)
{
    for (size_t i = 0; i < sizeof p; i += sizeof(void *)) {
        static const char zero[sizeof(void *)];
        if (memcmp((const char *)change + i, zero, sizeof zero)) memcpy((char *)&p + i, (const char *)change + i, sizeof zero);
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
    assert_true(same("a", "c"));                        /* and it is written in the first one's words */
}

static void other_data_are_refused(void **state)
{
    (void)state;
    lehr_text t = {0};
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
    lehr_text_release(&t);
}

/* The length may change where that would have changed nothing so far; the bytes are those of a run that had that length from the start. */
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
        if (rows[i].ok && (status || !same("b", "c"))) fail_msg("%s from %ld: %s", rows[i].sched, rows[i].at, status ? lehr_message() : "other bytes");
        if (!rows[i].ok) check_says("of 48 updates gave|The length can be changed only where", rows[i].sched);
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
    assert_int_equal(lehr_run_check_saved(c), LEHR_ERR_FILE);
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

/* Nothing that is not a number gets into a file; the old one stays. */
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

/* --- whatever is in the file -------------------------------------------------------------------------------------- */

/* Damage behind a checksum that is right: resumed or asked, or refused with a sentence; never more. */
static void mutants_with_a_right_checksum_do_no_harm(void **state)
{
    (void)state;
    enum { MUTANTS = 1500 };
    lehr_random random;
    lehr_plan p = small_plan(4);
    p.sched = "plateau:patience=0,threshold=0.5";
    save_at(&p, 17, "a");
    blob b = blob_of("a");
    lehr_data *d = lehr_data_open("iris");
    char *mutant = malloc(2 * 16384 + 64);
    int resumed = 0, asked = 0;
    assert_in_range(b.n, 4000, 16384);
    lehr_random_seed(&random, 5);
    for (int i = 0; i < MUTANTS; i++) {
        lehr_plan saved;
        memcpy(mutant, b.bytes, b.n);
        size_t n = mutate(&random, mutant, b.n);
        repair(mutant, n);
        lehr_checkpoint *c = read_blob(mutant, n);
        lehr_run *r = c && !lehr_plan_saved(&saved, c) ? lehr_run_resume(c, &saved, d) : NULL;
        for (int k = 0; r && k < 15 && r->step < r->steps; k++) lehr_run_step(r);
        resumed += r != NULL;
        lehr_run_free(r);
        lehr_model *m = c ? lehr_model_of(c) : NULL;
        double *answer = m ? malloc((size_t)d->rows * (size_t)lehr_model_columns(m) * sizeof *answer) : NULL;
        if (m && m->data->features == d->features) lehr_model_ask(m, d, answer);
        asked += m != NULL;
        free(answer);
        lehr_model_free(m);
    }
    assert_in_range(resumed, 20, MUTANTS - 200);
    assert_in_range(asked, 50, MUTANTS - 200);
    lehr_data_free(d);
    free(mutant);
    free(b.bytes);
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

static lehr_status save_resume_ask(const lehr_data *d)
{
    lehr_plan p = small_plan(1), saved;
    lehr_status status = LEHR_ERR_MEMORY;
    lehr_run *r = lehr_run_new(&p, d);
    if (r) status = lehr_run_save(r, "a");
    lehr_run_free(r);
    if (!r) return lehr_last_status();
    lehr_checkpoint *c = status ? NULL : lehr_checkpoint_open("a");
    if (!status && !c) status = lehr_last_status();
    if (!status) status = lehr_plan_saved(&saved, c);
    r = status ? NULL : lehr_run_resume(c, &saved, d);
    if (!status && !r) status = lehr_last_status();
    if (!status) status = lehr_run_step(r);
    lehr_run_free(r);
    if (status) lehr_checkpoint_free(c);
    lehr_model *m = status ? NULL : lehr_model_of(c);
    double answer[3 * 150];
    if (!status) status = m ? lehr_model_ask(m, d, answer) : lehr_last_status();
    lehr_model_free(m);
    return status;
}

static void any_allocation_may_fail(void **state)
{
    (void)state;
    lehr_data *d = lehr_data_open("iris");
    lehr_plan p = small_plan(1);
    for (int all = 0; all < 2; all++)
        for (long n = 1;; n++) {
            lehr_set_allocator(NULL);
            save_at(&p, 2, "a");
            save_at(&p, 0, "b");
            save_at(&p, 2, "c");
            watch_memory(n, all);
            lehr_status status = save_resume_ask(d);
            bool refused = memory_asked >= n;
            if (forget_memory() != 0) fail_msg("request %ld refused: %ld pieces are left", n, (long)memory_out);
            if (!refused) break;
            if (status != LEHR_ERR_MEMORY) fail_msg("request %ld refused: status %d, %s", n, (int)status, lehr_message());
            if (!same("a", "b") && !same("a", "c")) fail_msg("request %ld refused: the file is neither the old one nor the new", n);
        }
    lehr_data_free(d);
}

/* --- asking ------------------------------------------------------------------------------------------------------- */

/* What a model says of the rows as they were measured is what the run says of them as it scaled them. */
static void a_model_says_what_its_run_says(void **state)
{
    (void)state;
    static const char *const tasks[] = { "iris", "xor", "gem" };
    for (int i = 0; i < COUNT_OF(tasks); i++) {
        lehr_plan p = plan_of(tasks[i], 20);
        lehr_data *d;
        lehr_run *r = start(&p, &d);
        lehr_history h = {0};
        assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
        assert_int_equal(lehr_run_save(r, "a"), LEHR_OK);
        lehr_model *m = lehr_model_open("a");
        if (!m) fail_msg("%s", lehr_message());
        double *p_model = malloc((size_t)d->rows * (size_t)d->classes * sizeof *p_model), p_run;
        assert_int_equal(lehr_model_ask(m, d, p_model), LEHR_OK);
        for (int row = 0; row < d->rows; row++) {
            lehr_real x[4];
            int label;
            for (int f = 0; f < d->features; f++) x[f] = (lehr_real)r->data->x[row * d->features + f];
            assert_int_equal(lehr_run_classify(r, x, 1, &label, &p_run), LEHR_OK);
            check_near(p_model[row * d->classes + label], p_run, IS_DOUBLE ? 1e-12 : 1e-5, tasks[i]);
            assert_int_equal(lehr_likeliest(p_model + row * d->classes, d->classes), label);
        }
        free(p_model);
        lehr_model_free(m);
        lehr_history_release(&h);
        lehr_run_free(r);
        lehr_data_free(d);
    }
}

static void numbers_that_overflow_are_no_answer(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    p.activation = "relu";
    lehr_data *d;
    lehr_run *r = start(&p, &d);
    for (size_t i = 0; i < lehr_params_size(r->params); i++) lehr_params_data(r->params)[i] = (lehr_real)(IS_DOUBLE ? 1e300 : 1e30);
    assert_int_equal(lehr_run_save(r, "a"), LEHR_OK);
    lehr_model *m = lehr_model_open("a");
    double answer[3 * 150];
    assert_int_equal(lehr_model_ask(m, d, answer), LEHR_ERR_NAN);
    check_says("among rows 1 to 150|overflow", "overflow");
    lehr_model_free(m);
    lehr_run_free(r);
    lehr_data_free(d);
}

/* A feature that was the same in all rows counts as 0 for any row, as it did in the training. */
static void a_flat_feature_says_nothing(void **state)
{
    (void)state;
    static const char table[] = "a,b,kind\n1,7,u\n2,7,v\n3,7,u\n4,7,v\n5,7,u\n", ask[] = "a,b\n1,7\n1,-1000\n";
    assert_int_equal(lehr_write_file("d.csv", table, sizeof table - 1), LEHR_OK);
    lehr_plan p = plan_of("d.csv", 3);
    save_at(&p, 3, "a");
    assert_int_equal(lehr_write_file("d.csv", ask, sizeof ask - 1), LEHR_OK);
    lehr_model *m = lehr_model_open("a");
    lehr_data *d = lehr_model_data(m, "d.csv");
    if (!d) fail_msg("%s", lehr_message());
    double v[4];
    assert_int_equal(lehr_model_ask(m, d, v), LEHR_OK);
    assert_true(v[0] == v[2] && v[1] == v[3]);
    check_near(v[0] + v[1], 1, 1e-15, "sum");
    assert_true(d->label[0] == -1 && m->data->unit[1] == 0);
    lehr_data_free(d);
    lehr_model_free(m);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, tidy_up, tidy_up)

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(every_rule_and_schedule_goes_on_bit_for_bit), CASE(momentum_schedules_go_on_too), CASE(a_kept_normal_is_kept),
        CASE(all_fields_of_a_plan_are_saved), CASE(another_plan_is_refused), CASE(the_same_plan_in_other_words_is_taken),
        CASE(other_data_are_refused), CASE(the_length_may_change_where_the_past_stays), CASE(the_other_build_and_foreign_files_are_refused),
        CASE(weights_of_others_can_be_loaded), CASE(what_is_not_finite_is_not_saved), CASE(mutants_with_a_right_checksum_do_no_harm),
        CASE(any_allocation_may_fail), CASE(a_model_says_what_its_run_says),
        CASE(a_plan_of_nonsense_is_refused), CASE(numbers_that_overflow_are_no_answer), CASE(a_flat_feature_says_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
