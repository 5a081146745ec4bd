/* test_comparison.c — the fair comparison: same start, same batches, the same numbers whatever the number of threads.
 */
#include "xor.h"

enum { SEEDS = 3 };

static lehr_plan small_plan(void)
{
    lehr_plan p;
    assert_int_equal(lehr_plan_for(&p, "xor"), LEHR_OK);
    p.epochs = 4;
    p.every = 1;
    return p;
}

static lehr_comparison finished(const lehr_plan *p, const char *const *specs, int n, const char *baseline,
                                lehr_metric m, int jobs)
{
    lehr_comparison c = compare_on_xor(p, specs, n, baseline, m, SEEDS);
    if (lehr_runner_run(&(lehr_runner){ .jobs = jobs }, &c, 1)) fail_msg("%s", lehr_message());
    return c;
}

/* --- fairness ----------------------------------------------------------------------------------------------------- */

/* For each policy of the registry, the first weights and the samples of every batch are the same. */
static void every_policy_has_the_same_start_and_batches(void **state)
{
    (void)state;
    lehr_plan p = small_plan();
    lehr_comparison c = compare_on_xor(&p, NULL, 0, NULL, LEHR_TRAIN_LOSS, 1);
    assert_int_equal(c.policies, 10);
    for (long seed = 0; seed < 2; seed++) {
        p.seed = seed;
        p.sched = "fixed";
        lehr_run *fixed = lehr_run_new(&p, data);
        for (int i = 0; i < c.policies; i++) {
            lehr_run *r = (p.sched = c.policy[i].spec, lehr_run_new(&p, data)),
                     *reference = (p.sched = "fixed", lehr_run_new(&p, data));
            lehr_history_row first, at_start;
            assert_memory_equal(lehr_params_data(r->params), lehr_params_data(fixed->params),
                                lehr_params_size(r->params) * sizeof(lehr_real));
            assert_int_equal(lehr_run_evaluate(r, &first), LEHR_OK);
            assert_int_equal(lehr_run_evaluate(reference, &at_start), LEHR_OK);
            assert_true(first.train_loss == at_start.train_loss && first.validation_loss == at_start.validation_loss);
            while (r->step < r->steps) {
                assert_true(!lehr_run_step(r) && !lehr_run_step(reference));
                assert_memory_equal(r->order, reference->order, (size_t)data->rows * sizeof(int));
                if (r->step == 1) assert_memory_equal(r->x, reference->x, 2 * 32 * sizeof(lehr_real));
            }
            lehr_run_free(r);
            lehr_run_free(reference);
        }
        lehr_run_free(fixed);
    }
    lehr_comparison_release(&c);
}

/* A run of the comparison equals a training with its plan, bit for bit. */
static void a_run_is_that_training(void **state)
{
    (void)state;
    static const char *const specs[] = { "fixed", "cosine" };
    lehr_plan p = small_plan();
    p.seed = 5;
    lehr_comparison c = finished(&p, specs, 2, NULL, LEHR_TRAIN_LOSS, 2);
    for (int i = 0; i < 2 * SEEDS; i++) {
        lehr_history h = { 0 };
        p.sched = specs[i / SEEDS];
        p.seed = 5 + i % SEEDS;
        lehr_run *r = lehr_run_new(&p, data);
        assert_int_equal(lehr_train(r, &h, NULL, NULL), LEHR_OK);
        assert_true(h.count == c.run[i].history.count && h.count == 40);
        assert_memory_equal(h.row, c.run[i].history.row, (size_t)h.count * sizeof *h.row);
        assert_memory_equal(c.run[i].weights, lehr_params_data(r->params),
                            lehr_params_size(r->params) * sizeof(lehr_real));
        lehr_history_release(&h);
        lehr_run_free(r);
    }
    lehr_comparison_release(&c);
}

static void check_same_stats(const lehr_stats *a, const lehr_stats *b)
{
    assert_int_equal(a->n, b->n);
    assert_memory_equal(&a->mean, &b->mean, sizeof a->mean);            /* bit for bit, NaN included */
    assert_memory_equal(&a->deviation, &b->deviation, sizeof a->deviation);
    assert_memory_equal(&a->interval, &b->interval, sizeof a->interval);
}

static void check_same(const lehr_comparison *a, const lehr_comparison *b)
{
    assert_true(a->policies == b->policies && a->seeds == b->seeds && a->baseline == b->baseline &&
                a->steps == b->steps);
    assert_memory_equal(a->rank, b->rank, (size_t)a->policies * sizeof *a->rank);
    for (int i = 0; i < a->policies; i++) {
        assert_string_equal(a->policy[i].spec, b->policy[i].spec);
        assert_int_equal(a->policy[i].diverged, b->policy[i].diverged);
        for (int m = 0; m < LEHR_METRICS; m++) check_same_stats(&a->policy[i].end[m], &b->policy[i].end[m]);
        check_same_stats(&a->policy[i].gain, &b->policy[i].gain);
    }
    for (int i = 0; i < a->policies * a->seeds; i++) {
        assert_true(a->run[i].failure.status == b->run[i].failure.status &&
                    a->run[i].history.count == b->run[i].history.count);
        assert_string_equal(a->run[i].failure.message, b->run[i].failure.message);
        assert_memory_equal(a->run[i].history.row, b->run[i].history.row,
                            (size_t)a->run[i].history.count * sizeof(lehr_history_row));
        assert_int_equal(a->run[i].weights == NULL, b->run[i].weights == NULL);
        if (a->run[i].weights) assert_memory_equal(a->run[i].weights, b->run[i].weights, 9 * sizeof(lehr_real));
    }
}

static void threads_do_not_matter(void **state)
{
    (void)state;
    static const int jobs[] = { 2, 4, 64 };
    lehr_plan p = small_plan();
    lehr_comparison one = finished(&p, NULL, 0, NULL, LEHR_VALIDATION_LOSS, 1);
    for (int i = 0; i < COUNT_OF(jobs); i++) {
        lehr_comparison c = finished(&p, NULL, 0, NULL, LEHR_VALIDATION_LOSS, jobs[i]);
        check_same(&one, &c);
        lehr_comparison_release(&c);
    }
    lehr_comparison_release(&one);
}

typedef struct watch { long done[16 * SEEDS], runs, calls; } watch;

/* The progress of each run begins with 0, increases, and ends once, with all updates. */
static void watch_progress(void *context, const lehr_progress *p)
{
    watch *w = context;
    assert_true(p->run >= 0 && p->run < p->c->policies * p->c->seeds && !p->cached);
    assert_true(p->done == 0 ? w->done[p->run] == -1 : p->done > w->done[p->run]);
    w->done[p->run] = p->done;
    w->runs += p->done == p->c->steps;
    w->calls++;
}

static void progress_only_grows(void **state)
{
    (void)state;
    lehr_plan p = small_plan();
    p.epochs = 200;
    lehr_comparison c = compare_on_xor(&p, NULL, 0, NULL, LEHR_TRAIN_LOSS, SEEDS);
    watch w = { .runs = 0 };
    memset(w.done, -1, sizeof w.done);
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 4, .on_progress = watch_progress, .context = &w }, &c, 1),
                     LEHR_OK);
    assert_true(w.runs == c.policies * c.seeds && w.calls > 3 * w.runs);
    lehr_comparison_release(&c);
}

/* --- who won ------------------------------------------------------------------------------------------------------ */

static void ranks_follow_the_metric(void **state)
{
    (void)state;
    lehr_plan p = small_plan();
    for (lehr_metric m = 0; m < LEHR_METRICS; m++) {
        lehr_comparison c = finished(&p, NULL, 0, NULL, m, 2);
        int seen[16] = { 0 };
        for (int i = 0; i < c.policies; i++) {
            seen[c.rank[i]]++;
            double mean = c.policy[c.rank[i]].end[m].mean, before = c.policy[c.rank[i ? i - 1 : 0]].end[m].mean;
            assert_true(lehr_metric_is_loss(m) ? mean >= before : mean <= before);
        }
        for (int i = 0; i < c.policies; i++) assert_int_equal(seen[i], 1);
        for (int i = 0; i < c.policies; i++) {
            double end[SEEDS], gain[SEEDS];
            for (int s = 0; s < SEEDS; s++) {
                const lehr_history *ours = &c.run[i * SEEDS + s].history,
                                   *base = &c.run[c.baseline * SEEDS + s].history;
                end[s] = lehr_metric_value(&ours->row[ours->count - 1], m);
                gain[s] = end[s] - lehr_metric_value(&base->row[base->count - 1], m);
            }
            lehr_stats e = lehr_stats_of(end, SEEDS), g = lehr_stats_of(gain, SEEDS);
            check_same_stats(&c.policy[i].end[m], &e);
            check_same_stats(&c.policy[i].gain, &g);
        }
        lehr_comparison_release(&c);
    }
}

/* A policy that diverges is a result too, and comes last; it does not change the results of the others. */
static void a_diverging_policy_stops_no_other(void **state)
{
    (void)state;
    static const char *const specs[] = { "onecycle:max=1000000,div=1", "fixed", "cosine" };
    lehr_plan p = small_plan();
    p.net = "2-8-8-1";
    p.activation = "leaky_relu:slope=0.5";
    p.optim = "sgd";
    p.lr = 0.01;
    for (int jobs = 1; jobs <= 4; jobs += 3)
        for (int worst_is_baseline = 0; worst_is_baseline < 2; worst_is_baseline++) {
            lehr_comparison c = finished(&p, specs, 3, worst_is_baseline ? specs[0] : NULL, LEHR_TRAIN_LOSS, jobs);
            lehr_comparison without = finished(&p, specs + 1, 2, NULL, LEHR_TRAIN_LOSS, 1);
            assert_true(c.policy[0].diverged == SEEDS && c.policy[0].end[0].n == 0 && c.policy[0].gain.n == 0 &&
                        c.rank[2] == 0);
            for (int s = 0; s < SEEDS; s++) {
                assert_int_equal(c.run[s].failure.status, LEHR_ERR_NAN);
                assert_non_null(strstr(c.run[s].failure.message, "rate 1000000"));
                assert_null(c.run[s].weights);
            }
            for (int i = 1; i < 3; i++) {
                assert_true(c.policy[i].diverged == 0 && c.policy[i].end[0].n == SEEDS);
                for (int m = 0; m < LEHR_METRICS; m++)
                    check_same_stats(&c.policy[i].end[m], &without.policy[i - 1].end[m]);
                assert_int_equal(c.policy[i].gain.n, worst_is_baseline ? 0 : SEEDS);
            }
            lehr_comparison_release(&c);
            lehr_comparison_release(&without);
        }
}

/* --- setting up --------------------------------------------------------------------------------------------------- */

static void the_usual_ten_suit_the_budget(void **state)
{
    (void)state;
    static const char *const at_300[] = { "fixed",
                                          "step:every=100,gamma=0.1",
                                          "multistep:at=150/225",
                                          "exp:gamma=0.01,every=300",
                                          "inv",
                                          "poly",
                                          "cosine",
                                          "restarts:every=75",
                                          "triangular2:up=37",
                                          "onecycle" };
    lehr_plan p = small_plan();
    p.steps = 300;
    lehr_comparison c = compare_on_xor(&p, NULL, 0, NULL, LEHR_TRAIN_LOSS, 1);
    assert_true(c.policies == 10 && c.steps == 300 && c.baseline == 0);
    for (int i = 0; i < 10; i++) assert_string_equal(c.policy[i].spec, at_300[i]);
    lehr_comparison_release(&c);
    for (p.steps = 1; p.steps < 9; p.steps++) {                     /* too short for most policies, but possible      */
        c = finished(&p, NULL, 0, NULL, LEHR_TRAIN_LOSS, 1);
        assert_int_equal(c.run[9 * SEEDS].history.count, p.steps);
        lehr_comparison_release(&c);
    }
}

static void baselines(void **state)
{
    (void)state;
    static const struct { const char *spec[3], *baseline; int policies, at; const char *text;
    } rows[] = {
        { { "cosine", "fixed", "inv" }, NULL, 3, 1, "fixed" },
        { { "cosine", "poly", "inv" }, NULL, 3, 0, "cosine" },
        { { "cosine", "fixed", "inv" }, "inv", 3, 2, "inv" },
        { { "cosine", "step", "inv" }, "step:50,gamma=0.9", 3, 1, "step" },
        { { "cosine", "poly", "inv" }, "fixed", 4, 3, "fixed" },
        { { "cosine", "poly", "inv" }, "step:7", 4, 3, "step:every=7" },
    };
    lehr_plan p = small_plan();
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_comparison c = compare_on_xor(&p, rows[i].spec, 3, rows[i].baseline, LEHR_TRAIN_LOSS, 2);
        assert_true(c.policies == rows[i].policies && c.baseline == rows[i].at);
        assert_string_equal(c.policy[c.baseline].spec, rows[i].text);
        lehr_comparison_release(&c);
    }
}

/* One policy under two names: the same numbers, and no winner, with any metric. */
static void a_policy_does_not_beat_itself(void **state)
{
    (void)state;
    static const char *const pairs[][2] = { { "a=cosine", "b=cosine" },
                                            { "cosine", "CosineAnnealingLR" },
                                            { "step", "step:every=50" },
                                            { "fixed", "b=fixed" } };
    lehr_plan p = small_plan();
    for (int i = 0; i < COUNT_OF(pairs); i++)
        for (lehr_metric m = 0; m < LEHR_METRICS; m++) {
            lehr_comparison c = finished(&p, pairs[i], 2, NULL, m, 2);
            assert_string_equal(c.policy[0].spec, c.policy[1].spec);
            assert_true(strcmp(c.policy[0].name, c.policy[1].name) != 0);
            assert_true(c.policy[0].verdict == LEHR_VERDICT_BASELINE && c.policy[1].verdict == LEHR_VERDICT_EQUAL &&
                        c.policy[1].seeds_needed == 0);
            assert_true(c.policy[1].gain.mean == 0 && c.policy[1].gain.deviation == 0 && c.policy[1].p == 1);
            lehr_comparison_release(&c);
        }
}

static void names_are_as_short_as_can_be(void **state)
{
    (void)state;
    static const struct { const char *spec[4]; const char *name[4]; } rows[] = {
        { { "cosine", "step:50", "fixed", "inv" },              { "cosine", "step", "fixed", "inv" } },
        { { "step:40", "step:60", "fixed", "inv" },             { "step:every=40", "step:every=60", "fixed", "inv" } },
        { { "cosine", "CosineAnnealingLR", "fixed", "inv" },    { "cosine", "CosineAnnealingLR", "fixed", "inv" } },
        { { "slow one=cosine", "step=fixed", "step:7", "inv" }, { "slow one", "step", "step:every=7", "inv" } },
        { { "warmup:5+cosine", "expr:lr*0.5", "a=expr:lr", "inv" }, { "warmup", "expr:{lr*0.5}", "a", "inv" } },
    };
    lehr_plan p = small_plan();
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_comparison c = compare_on_xor(&p, rows[i].spec, 4, NULL, LEHR_TRAIN_LOSS, 2);
        for (int k = 0; k < 4; k++) assert_string_equal(c.policy[k].name, rows[i].name[k]);
        assert_string_equal(lehr_comparison_run_name(&c, 1).s, lehr_short_printf("%s, seed 1", c.policy[0].name).s);
        lehr_comparison_release(&c);
    }
}

static char longest[400] = "multistep:at=1";
static const struct {
    const char *spec[2], *baseline;
    int seeds;
    long seed;
    double lr;
    const char *says;
} bad_plans[] = {
    { { "step", "step" }, NULL, 1, 0, 0.1, "\"step\" is given twice|a=step b=step" },
    { { "fixed", "fixed" }, NULL, 1, 0, 0.1, "twice" },
    { { "fixed", "cosin" }, NULL, 1, 0, 0.1, "\"cosine\"" },
    { { "fixed", "inv" }, "stpe", 1, 0, 0.1, "\"step\"" },
    { { "fixed", "inv" }, NULL, 0, 0, 0.1, "seeds is 0|1 to 10000" },
    { { "fixed", "inv" }, NULL, 10001, 0, 0.1, "seeds is 10001" },
    { { "fixed", "inv" }, NULL, 2, 4294967295, 0.1, "seed is 4294967295|2 seeds" },
    { { "fixed", "inv" }, NULL, 2, -1, 0.1, "seed is -1" },
    { { "fixed", "=inv" }, NULL, 1, 0, 0.1, "\"=inv\"|1 to 40" },
    { { "a=inv", "a=fixed" }, NULL, 1, 0, 0.1, "\"a\" is given twice" },
    { { "fixed", "a\"=inv" }, NULL, 1, 0, 0.1, "no quotes" },
    { { "fixed", "inv" }, "a=stpe", 1, 0, 0.1, "\"step\"" },
    { { "fixed", "a=" }, NULL, 1, 0, 0.1, "policy" },
    { { "fixed", "inv" }, NULL, 1, 0, NAN, "lr is nan" },
    { { "fixed", longest }, NULL, 1, 0, 0.1, "too long to compare" },
};

static void nonsense_is_refused(void **state)
{
    (void)state;
    for (int i = 0; i < 29; i++) strcat(longest, "/123456789");
    lehr_plan p = small_plan();
    lehr_comparison c;
    for (int i = 0; i < COUNT_OF(bad_plans); i++) {
        p.seed = bad_plans[i].seed;
        p.lr = bad_plans[i].lr;
        watch_memory(0, 0);
        assert_true(lehr_comparison_init(&c, &p, data, bad_plans[i].spec, 2, bad_plans[i].baseline, LEHR_TRAIN_LOSS,
                                         bad_plans[i].seeds) != LEHR_OK);
        check_says(bad_plans[i].says, bad_plans[i].spec[1]);
        if (forget_memory()) fail_msg("%s: something was not given back", bad_plans[i].says);
        assert_true(!c.policy && !c.run && !c.rank && !c.policies);
    }
    p = small_plan();
    c = compare_on_xor(&p, NULL, 0, NULL, LEHR_TRAIN_LOSS, 1);
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 0 }, &c, 1), LEHR_ERR_VALUE);
    check_says("jobs is 0|1 to 256", "jobs");
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 257 }, &c, 1), LEHR_ERR_VALUE);
    lehr_comparison_release(&c);
}

static void metrics_have_names(void **state)
{
    (void)state;
    lehr_metric m;
    lehr_history_row p = { .train_loss = 1, .train_accuracy = 2, .validation_loss = 3, .validation_accuracy = 4 };
    for (lehr_metric k = 0; k < LEHR_METRICS; k++) {
        assert_int_equal(lehr_metric_find(lehr_metric_name(k), &m), LEHR_OK);
        assert_true(m == k && lehr_metric_value(&p, k) == (double)k + 1 && lehr_metric_is_loss(k) == !(k % 2));
    }
    assert_int_equal(lehr_metric_find("validation_los", &m), LEHR_ERR_NAME);
    check_says("\"validation_los\"|\"validation_loss\"", "a near name");
    assert_int_equal(lehr_metric_find("speed", &m), LEHR_ERR_NAME);
    check_says("train_loss, train_accuracy, validation_loss or validation_accuracy", "no near name");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_policy_has_the_same_start_and_batches),
        cmocka_unit_test(a_run_is_that_training),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(progress_only_grows),
        cmocka_unit_test(ranks_follow_the_metric),
        cmocka_unit_test(a_diverging_policy_stops_no_other),
        cmocka_unit_test(the_usual_ten_suit_the_budget),
        cmocka_unit_test(baselines),
        cmocka_unit_test(a_policy_does_not_beat_itself),
        cmocka_unit_test(names_are_as_short_as_can_be),
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(metrics_have_names),
    };
    return cmocka_run_group_tests(tests, open_data, close_data);
}
