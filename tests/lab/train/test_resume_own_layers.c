/* test_resume_own_layers.c — runs with other contents, interrupted and resumed: the program's own layers with dropout
 * and batch norm, parameter groups, targets, images, early stopping. */
#include "lab/train/predictor.h"
#include "nn/layers.h"
#include "optim/spec.h"
#include "resumes.h"

static const char *const scheds[] = { "fixed", "cosine", "step:every=7", "plateau:patience=0,threshold=0.5",
                                      "warmup:5+plateau:patience=0,threshold=0.5" };
static const long points[] = { 0, 1, 11, 12, 13, 30, 48 };         /* around the end of an epoch, and of the training */

/* iris, 12 updates an epoch, 4 epochs. */
static lehr_plan iris_plan(void)
{
    lehr_plan p = plan_of("iris", 4);
    p.batch = 10;
    p.lr = 0.01;
    p.sched = "fixed";
    p.optim = "adam";
    p.init = "xavier";
    return p;
}

/* --- layers of one's own ------------------------------------------------------------------------------------------ */

static void noisy(lehr_layer net[])
{
    const lehr_layer all[] = LEHR_NET(LEHR_LINEAR("fc1", 4, 6), LEHR_BATCH_NORM("bn1", 6), LEHR_TANH, LEHR_DROPOUT(0.3),
                                       LEHR_LINEAR("fc2", 6, 3));
    memcpy(net, all, sizeof all);
}

static void noisier(lehr_layer net[])
{
    noisy(net);
    net[3].p = 0.4;
}

static void quiet(lehr_layer net[])
{
    const lehr_layer all[] = LEHR_NET(LEHR_LINEAR("fc1", 4, 6), LEHR_TANH, LEHR_LINEAR("fc2", 6, 3));
    memcpy(net, all, sizeof all);
}

static void every_rule_and_schedule_with_dropout_and_batch_norm(void **state)
{
    (void)state;
    const lehr_registry_entry *rule;
    lehr_plan p = iris_plan();
    for (int i = 0; (rule = lehr_registry_at(lehr_rules(), i)); i++)
        for (int k = 0; k < COUNT_OF(scheds); k++) {
            p.optim = rule->name;
            p.sched = scheds[k];
            check_breaks(&p, noisy, points, COUNT_OF(points));
        }
}

static void groups_and_what_they_remember(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "nadam;*.bias:nadam:momentum_decay=0.1;fc1.weight:rate=0.1",
        "adamw:clip_norm=1;*.bias:weight_decay=0;fc2.weight:sgd:momentum=0.9",
        "adam:amsgrad=true,l1=0.001;bn1.*:rate=0",
        "rmsprop:centered=true,momentum=0.5",
        "sgd:momentum=0.9,nesterov=true;fc?.weight:adagrad",
    };
    lehr_plan p = iris_plan();
    for (int i = 0; i < COUNT_OF(texts); i++) {
        p.optim = texts[i];
        check_breaks(&p, strstr(texts[i], "bn1") ? noisy : NULL, points, COUNT_OF(points));
    }
}

/* A group that was added to the run and is not in its plan is in the file too. */
static void a_group_added_from_c_is_saved(void **state)
{
    (void)state;
    training t = {0};
    lehr_plan p = iris_plan();
    for (int broken = 0; broken < 2; broken++) {
        start(&t, &p, noisy);
        assert_int_equal(lehr_optim_group(&t.run->optim, "fc1.*:rate=0.5"), LEHR_OK);
        train_until(&t, broken ? 17 : 48);
        save_as(&t, broken ? "broken.st" : "a.st");
        stop(&t);
    }
    resume(&t, "broken.st", NULL, noisy);
    if (!t.run) fail_msg("%s", lehr_message());
    train_until(&t, 48);
    save_as(&t, "b.st");
    assert_true(same("a.st", "b.st"));
    stop(&t);
    resume(&t, "broken.st", &p, noisy);
    assert_null(t.run);
    check_says("trained with optim adam;fc1.*:rate=0.5, not adam", "a group");
    stop(&t);
    lehr_history_release(&t.history);
}

/* A file does not describe a program's own layers: only a program with the same layers can resume or use it. */
static void other_layers_are_refused(void **state)
{
    (void)state;
    static const struct { fill_net saved, given; const char *says;
    } cases[] = {
        { noisy, NULL, "trained with a net of a program's own layers" },
        { noisy, noisier, "dropout p=0.3; linear fc2 6 3\"|dropout p=0.4" },
        { noisy, quiet, "trained with the layers|batch_norm bn1" },
        { NULL, quiet, "trained with net 4-6-3, not (own)" },
    };
    lehr_plan p = iris_plan();
    p.net = "4-6-3";
    for (int i = 0; i < COUNT_OF(cases); i++) {
        training t = {0};
        start(&t, &p, cases[i].saved);
        train_until(&t, 5);
        assert_string_equal(t.run->plan.net, cases[i].saved ? "(own)" : "4-6-3");
        save_as(&t, "a.st");
        stop(&t);
        resume(&t, "a.st", &p, cases[i].given);
        assert_null(t.run);
        check_says(cases[i].says, cases[i].says);
        stop(&t);
        lehr_history_release(&t.history);
        lehr_model *m = lehr_model_open("a.st");
        assert_int_equal(m == NULL, cases[i].saved != NULL);
        if (!m) check_says("a.st: its net is made of layers of a program's own, which no file describes", "a model");
        lehr_model_free(m);
    }
}

/* --- buffers ------------------------------------------------------------------------------------------------------ */

static void buffers_are_saved_under_their_names(void **state)
{
    (void)state;
    training t = {0};
    lehr_plan p = iris_plan();
    start(&t, &p, noisy);
    train_until(&t, 20);
    save_as(&t, "a.st");
    lehr_checkpoint *c = lehr_checkpoint_open("a.st");
    lehr_real mean[6], variance[6];
    assert_int_equal(lehr_checkpoint_get(c, "bn1.running_mean", LEHR_VECTOR(6), mean), LEHR_OK);
    assert_int_equal(lehr_checkpoint_get(c, "bn1.running_var", LEHR_VECTOR(6), variance), LEHR_OK);
    assert_memory_equal(mean, t.net[1].mean->data, sizeof mean);
    assert_memory_equal(variance, t.net[1].variance->data, sizeof variance);
    lehr_checkpoint_free(c);
    t.net[1].variance->data[2] = (lehr_real)INFINITY;
    assert_int_equal(lehr_run_save(t.run, "a.st"), LEHR_ERR_NAN);
    check_says("bn1.running_var [6] holds inf", "a buffer");
    stop(&t);
    lehr_history_release(&t.history);
    assert_non_null(c = lehr_checkpoint_open("a.st"));                  /* the old file is unchanged  */
    lehr_checkpoint_free(c);
}

/* PyTorch's count of batches is not used. */
static void batch_norm_of_pytorch_is_loaded(void **state)
{
    (void)state;
    static const char head[] = "{\"bn1.weight\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]},"
                               "\"bn1.bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]},"
                               "\"bn1.running_mean\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                               "\"bn1.running_var\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[12,16]},"
                               "\"bn1.num_batches_tracked\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[16,24]}}";
    blob b = blob_with(head, 24);
    const float v[] = { 2, 3, 4, 5 };
    memcpy(b.bytes + b.n - 24, v, sizeof v);
    lehr_checkpoint *c = read_blob(b.bytes, b.n);
    if (!c) fail_msg("%s", lehr_message());
    lehr_params *ps = lehr_params_new();
    lehr_layer net[] = LEHR_NET(LEHR_BATCH_NORM("bn1", 1));
    lehr_random random;
    lehr_random_seed(&random, 0);
    assert_int_equal(lehr_sequence_init(net, ps, "zero", &random), LEHR_OK);
    assert_int_equal(lehr_params_load(ps, c), LEHR_OK);
    assert_true(net[0].W->data[0] == 2 && net[0].b->data[0] == 3 && net[0].mean->data[0] == 4 &&
                net[0].variance->data[0] == 5);
    lehr_buffer(ps, "bn2.running_mean", LEHR_VECTOR(1));
    assert_int_equal(lehr_params_load(ps, c), LEHR_ERR_NAME);
    check_says("bn2.running_mean", "a buffer that is not there");
    lehr_params_free(ps);
    lehr_checkpoint_free(c);
    free(b.bytes);
}

/* --- numbers to predict, pictures --------------------------------------------------------------------------------- */

static void pictures_net(lehr_layer net[])
{
    const lehr_layer all[] = LEHR_NET(LEHR_CONV2D("conv1", 1, 3, { 3 }),
                                       LEHR_BATCH_NORM("bn1", 3),
                                       LEHR_RELU,
                                       LEHR_MAX_POOL2D({ 2 }),
                                       LEHR_FLATTEN,
                                       LEHR_DROPOUT(0.2),
                                       LEHR_LINEAR("fc1", 27, 10));
    memcpy(net, all, sizeof all);
}

static void numbers_and_pictures_go_on_too(void **state)
{
    (void)state;
    static const struct { const char *task, *sched; fill_net net; long at[3];
    } cases[] = {
        { "prices", "plateau:patience=0,threshold=0.5", NULL, { 1, 80, 199 } },
        { "distance", "cosine", NULL, { 79, 80, 81 } },
        { "curve", "plateau:patience=0,threshold=0.5,metric=validation_accuracy", NULL, { 5, 12, 50 } },
        { "digits", "fixed", NULL, { 44, 45, 60 } },
        { "digits", "plateau:patience=0,threshold=0.5", pictures_net, { 44, 45, 60 } },
    };
    for (int i = 0; i < COUNT_OF(cases); i++) {
        lehr_plan p = plan_of(cases[i].task, 1);
        p.epochs = 0;
        p.steps = i < 2 ? 200 : 70;
        p.every = 20;
        p.sched = cases[i].sched;
        check_breaks(&p, cases[i].net, cases[i].at, 3);
    }
}

/* The model predicts, in the units of the file, what the run predicts. */
static void a_model_predicts_the_numbers_of_its_run(void **state)
{
    (void)state;
    static const char *const tasks[] = { "prices", "distance", "peaks" };
    for (int i = 0; i < COUNT_OF(tasks); i++) {
        training t = {0};
        lehr_plan p = plan_of(tasks[i], 3);
        p.scale_target = i == 1 ? "standard" : p.scale_target;
        start(&t, &p, NULL);
        train_until(&t, LONG_MAX);
        save_as(&t, "a.st");
        lehr_model *m = lehr_model_open("a.st");
        if (!m) fail_msg("%s", lehr_message());
        lehr_data *d = lehr_model_data(m, tasks[i]);
        assert_int_equal(lehr_model_columns(m), 1);
        assert_string_equal(m->data->target_name[0], t.data->target_name[0]);
        double *said = malloc((size_t)d->rows * sizeof *said);
        assert_int_equal(lehr_model_predict(m, d, said), LEHR_OK);
        for (int row = 0; row < d->rows; row++) {
            lehr_real x[2], y;
            for (int f = 0; f < d->features; f++) x[f] = (lehr_real)lehr_data_value(t.run->data, row, f);
            assert_int_equal(lehr_run_predict(t.run, x, 1, &y), LEHR_OK);
            check_near(said[row], (double)y, IS_DOUBLE ? 1e-12 : 1e-5, tasks[i]);
        }
        free(said);
        lehr_data_free(d);
        assert_null(lehr_model_data(m, "iris"));
        lehr_model_free(m);
        stop(&t);
        lehr_history_release(&t.history);
    }
}

/* --- patience ----------------------------------------------------------------------------------------------------- */

/* At this rate the loss soon rises again, so some runs end early, some long after their best weights. */
static lehr_plan patient_plan(long patience)
{
    lehr_plan p = iris_plan();
    p.epochs = 12;
    p.lr = 0.3;
    p.patience = patience;
    return p;
}

static void patience_goes_on(void **state)
{
    (void)state;
    static const long at[] = { 0, 1, 11, 12, 13, 24, 30, 36 };
    int early = 0;
    for (long patience = 2; patience <= 6; patience++)
        for (int own = 0; own < 2; own++)
            for (long seed = 0; seed < 3; seed++) {
                lehr_plan p = patient_plan(patience);
                training t = {0};
                p.seed = seed;
                start(&t, &p, own ? noisy : NULL);
                train_until(&t, LONG_MAX);
                int breaks = COUNT_OF(at);
                while (at[breaks - 1] > t.run->step) breaks--;
                early += t.run->step < t.run->steps;
                stop(&t);
                lehr_history_release(&t.history);
                check_breaks(&p, own ? noisy : NULL, at, breaks);
            }
    assert_in_range(early, 5, 29);
}

/* The best weights are restored with their running statistics, and only at the end. */
static void best_weights_are_put_back_at_the_end_alone(void **state)
{
    (void)state;
    training t = {0};
    lehr_plan p = patient_plan(3);
    lehr_history_row now;
    start(&t, &p, noisy);
    for (long step = 12; !lehr_run_is_over(t.run); step += 12) {
        lehr_real before = t.run->early.has_best ? t.run->early.weights[0] : 0;
        train_until(&t, step);
        assert_int_equal(t.run->best_restored, lehr_run_is_over(t.run));
        if (!t.run->best_restored && t.run->early.best_step < t.run->step)
            assert_true(lehr_params_data(t.run->params)[0] != before);
    }
    assert_true(t.run->early.best_step < t.run->step);
    assert_int_equal(lehr_run_evaluate(t.run, &now), LEHR_OK);
    assert_true(now.validation_loss == t.run->early.best);
    long step = t.run->step;
    train_until(&t, LONG_MAX);                                          /* no update follows    */
    assert_int_equal(t.run->step, step);
    stop(&t);
    lehr_history_release(&t.history);
}

static void what_ended_with_patience_cannot_be_made_longer(void **state)
{
    (void)state;
    training t = {0};
    lehr_plan p = patient_plan(50), longer = p;
    longer.epochs = 20;
    start(&t, &p, NULL);
    train_until(&t, 100);
    save_as(&t, "a.st");
    train_until(&t, LONG_MAX);
    save_as(&t, "b.st");
    stop(&t);
    resume(&t, "a.st", &longer, NULL);
    if (!t.run) fail_msg("%s", lehr_message());
    stop(&t);
    resume(&t, "b.st", &longer, NULL);
    assert_null(t.run);
    check_says("b.st: a training with patience ends with its best weights, here after update 144", "longer");
    stop(&t);
    lehr_history_release(&t.history);
}

/* --- whatever is in the file -------------------------------------------------------------------------------------- */

/* Resumes a training from the file and predicts with the model. Returns true if it resumed. */
static bool try_mutant(const char *mutant, size_t n, const lehr_data *data, bool own)
{
    lehr_plan saved;
    lehr_layer net[MOST_LAYERS];
    if (own) noisy(net);
    lehr_checkpoint *c = read_blob(mutant, n);
    lehr_run *r = c && !lehr_plan_read(&saved, c) ? lehr_run_resume_with(c, &saved, data, own ? net : NULL) : NULL;
    bool resumed = r != NULL;
    for (int k = 0; r && k < 15 && r->step < r->steps; k++) lehr_run_step(r);
    lehr_run_free(r);
    lehr_model *m = c ? lehr_model_of(c) : NULL;
    double *said = m ? malloc((size_t)data->rows * (size_t)lehr_model_columns(m) * sizeof *said) : NULL;
    if (m && m->data->features == data->features) lehr_model_predict(m, data, said);
    free(said);
    lehr_model_free(m);
    return resumed;
}

static void mutants_do_no_harm(void **state)
{
    (void)state;
    enum { MUTANTS = 600 };
    for (int own = 0; own < 2; own++) {
        training t = {0};
        lehr_random random;
        lehr_plan p = own ? patient_plan(4) : plan_of("prices", 3);
        int resumed = 0;
        p.patience = 4;
        p.optim = "nadam;*.bias:rate=0.5";
        start(&t, &p, own ? noisy : NULL);
        train_until(&t, 100);
        save_as(&t, "a.st");
        blob b = blob_of("a.st");
        char *mutant = malloc(2 * b.n + 64);
        lehr_random_seed(&random, 7);
        for (int i = 0; i < MUTANTS; i++) {
            memcpy(mutant, b.bytes, b.n);
            size_t n = mutate(&random, mutant, b.n);
            repair(mutant, n);
            resumed += try_mutant(mutant, n, t.data, own);
        }
        assert_in_range(resumed, 10, MUTANTS - 100);
        free(mutant);
        free(b.bytes);
        stop(&t);
        lehr_history_release(&t.history);
    }
}

/* --- memory ------------------------------------------------------------------------------------------------------- */

static lehr_status save_and_resume(const lehr_run *r, const lehr_data *d)
{
    lehr_plan saved;
    lehr_layer net[MOST_LAYERS];
    noisy(net);
    lehr_status status = lehr_run_save(r, "b.st");
    lehr_checkpoint *c = status ? NULL : lehr_checkpoint_open("b.st");
    if (!status && !c) status = lehr_last_status();
    if (!status) status = lehr_plan_read(&saved, c);
    lehr_run *again = status ? NULL : lehr_run_resume_with(c, &saved, d, net);
    if (!status && !again) status = lehr_last_status();
    lehr_run_free(again);
    lehr_checkpoint_free(c);
    return status;
}

static void any_allocation_may_fail(void **state)
{
    (void)state;
    training t = {0};
    lehr_plan p = patient_plan(4);
    p.optim = "nadam;*.bias:rate=0.5";
    start(&t, &p, noisy);
    train_until(&t, 20);
    for (int all = 0; all < 2; all++)
        for (long n = 1;; n++) {
            watch_memory(n, all);
            lehr_status status = save_and_resume(t.run, t.data);
            bool refused = memory_asked >= n;
            if (forget_memory() != 0) fail_msg("request %ld refused: %ld blocks leaked", n, (long)memory_out);
            if (!refused) break;
            if (status != LEHR_ERR_MEMORY)
                fail_msg("request %ld refused: status %d, %s", n, (int)status, lehr_message());
        }
    stop(&t);
    lehr_history_release(&t.history);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(every_rule_and_schedule_with_dropout_and_batch_norm),
        CASE(groups_and_what_they_remember),
        CASE(a_group_added_from_c_is_saved),
        CASE(other_layers_are_refused),
        CASE(buffers_are_saved_under_their_names),
        CASE(batch_norm_of_pytorch_is_loaded),
        CASE(numbers_and_pictures_go_on_too),
        CASE(a_model_predicts_the_numbers_of_its_run),
        CASE(patience_goes_on),
        CASE(best_weights_are_put_back_at_the_end_alone),
        CASE(what_ended_with_patience_cannot_be_made_longer),
        CASE(mutants_do_no_harm),
        CASE(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
