/* test_resume.c — a run that is saved and resumed equals the run without an interruption; damaged files and lack of
 * memory are errors. */
#include "lab/train/predictor.h"
#include "small_resume.h"
#include "lab/data/data_open.h"

/* --- going on ----------------------------------------------------------------------------------------------------- */

static const char *const scheds[] = { "fixed", "cosine", "step:every=7", "plateau:patience=0,threshold=0.5",
                                      "warmup:5+plateau:patience=0,threshold=0.5" };

static void every_rule_and_schedule_goes_on_bit_for_bit(void **state)
{
    (void)state;
    static const long points[] = { 0, 1, 11, 12, 13, 30, 48 };     /* around the end of an epoch, and of the training */
    const lehr_registry_entry *rule;
    for (int i = 0; (rule = lehr_registry_at(lehr_rules(), i)); i++)
        for (int k = 0; k < COUNT_OF(scheds); k++) {
            lehr_plan p = small_plan(4);
            p.optim = rule->name;
            p.sched = scheds[k];
            save_at(&p, 48, "a");
            for (int i_at = 0; i_at < COUNT_OF(points); i_at++) {
                long at = points[i_at];
                save_at(&p, at, "b");
                if (go_on("b", at % 2 ? &p : NULL, 48, "c"))
                    fail_msg("%s, %s, from %ld: %s", rule->name, scheds[k], at, lehr_message());
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

/* A printed float must be read as the same float; the same for a random stream with a cached normal. */
static void a_kept_normal_is_kept(void **state)
{
    (void)state;
    lehr_plan p = small_plan(4);
    lehr_data *d;
    lehr_run *r = start(&p, &d);
    while (!r->random.has_spare) lehr_random_normal(&r->random);
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

/* --- whatever is in the file -------------------------------------------------------------------------------------- */

/* Damage with a repaired checksum: the file can be resumed or used, or is refused with a message. */
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
        lehr_run *r = c && !lehr_plan_read(&saved, c) ? lehr_run_resume(c, &saved, d) : NULL;
        for (int k = 0; r && k < 15 && r->step < r->steps; k++) lehr_run_step(r);
        resumed += r != NULL;
        lehr_run_free(r);
        lehr_model *m = c ? lehr_model_of(c) : NULL;
        double *answer = m ? malloc((size_t)d->rows * (size_t)lehr_model_columns(m) * sizeof *answer) : NULL;
        if (m && m->data->features == d->features) lehr_model_predict(m, d, answer);
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
    if (!status) status = lehr_plan_read(&saved, c);
    r = status ? NULL : lehr_run_resume(c, &saved, d);
    if (!status && !r) status = lehr_last_status();
    if (!status) status = lehr_run_step(r);
    lehr_run_free(r);
    if (status) lehr_checkpoint_free(c);
    lehr_model *m = status ? NULL : lehr_model_of(c);
    double answer[3 * 150];
    if (!status) status = m ? lehr_model_predict(m, d, answer) : lehr_last_status();
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
            if (forget_memory() != 0) fail_msg("request %ld refused: %ld blocks leaked", n, (long)memory_out);
            if (!refused) break;
            if (status != LEHR_ERR_MEMORY)
                fail_msg("request %ld refused: status %d, %s", n, (int)status, lehr_message());
            if (!same("a", "b") && !same("a", "c"))
                fail_msg("request %ld refused: the file is neither the old one nor the new", n);
        }
    lehr_data_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(every_rule_and_schedule_goes_on_bit_for_bit),
        CASE(momentum_schedules_go_on_too),
        CASE(a_kept_normal_is_kept),
        CASE(mutants_with_a_right_checksum_do_no_harm),
        CASE(any_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
