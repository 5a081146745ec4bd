/* test_runner.c — cached runs are not run again; damaged or foreign files are not accepted as cached runs; one process
 * at a time uses a folder. */
#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>
#include "checkpoints.h"
#include "core/checkpoint/internal.h"
#include "lab/compare/sweep.h"
#include "lab/compare/run_cache.h"
#include "xor.h"

enum { SEEDS = 2 };

static const char *const specs[] = { "fixed", "cosine", "onecycle:max=1000000,div=1" };      /* the last one diverges */

static lehr_plan small_plan(void)
{
    lehr_plan p;
    assert_int_equal(lehr_plan_for(&p, "xor"), LEHR_OK);
    p.net = "2-8-8-1";
    p.activation = "leaky_relu:slope=0.5";
    p.optim = "sgd";
    p.lr = 0.01;
    p.steps = 30;
    p.every = 7;
    return p;
}

static lehr_comparison ready(const lehr_plan *p, int n, int seeds)
{
    lehr_comparison c = compare_on_xor(p, specs, n, NULL, LEHR_TRAIN_LOSS, seeds);
    lehr_run_cache_prepare(&c);
    return c;
}

static void empty_folder(const char *folder)
{
    char path[600];
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) {
        snprintf(path, sizeof path, "%s/%s", folder, e->d_name);
        if (e->d_name[0] != '.') unlink(path);
    }
    if (d) closedir(d);
}

static int files_in(const char *folder)
{
    int n = 0;
    DIR *d = opendir(folder);
    for (struct dirent *e; d && (e = readdir(d));) n += strstr(e->d_name, ".safetensors") != NULL;
    if (d) closedir(d);
    return n;
}

static void check_same_run(const lehr_run_outcome *a, const lehr_run_outcome *b, size_t weights)
{
    assert_true(a->finished && b->finished && a->failure.status == b->failure.status &&
                a->history.count == b->history.count);
    assert_string_equal(a->failure.message, b->failure.message);
    if (a->history.count)
        assert_memory_equal(a->history.row, b->history.row, (size_t)a->history.count * sizeof(lehr_history_row));
    assert_int_equal(!a->weights, !b->weights);
    if (a->weights) assert_memory_equal(a->weights, b->weights, weights * sizeof(lehr_real));
    assert_int_equal(!a->snapshots, !b->snapshots);
    if (a->snapshots)
        assert_memory_equal(a->snapshots, b->snapshots, LEHR_WEIGHT_SNAPSHOTS * weights * sizeof(lehr_real));
}

typedef struct watch { int kept, begun; } watch;

static void count(void *context, const lehr_progress *p)
{
    watch *w = context;
    w->kept += p->cached;
    w->begun += p->done == 0;
    if (p->cached) assert_int_equal(p->done, p->c->steps);
}

static watch carry_out(lehr_comparison *c, int n, const char *folder)
{
    watch w = { 0 };
    if (lehr_runner_run(&(lehr_runner){ 2, folder, count, &w }, c, n)) fail_msg("%s", lehr_message());
    return w;
}

static void nothing_is_run_twice(void **state)
{
    (void)state;
    empty_folder("kept");
    lehr_plan p = small_plan();
    lehr_comparison first = ready(&p, 3, SEEDS), again = ready(&p, 3, SEEDS), more = ready(&p, 3, SEEDS + 1),
                    fewer = ready(&p, 2, SEEDS);
    watch w = carry_out(&first, 1, "kept");
    assert_true(w.kept == 0 && w.begun == 6 && files_in("kept") == 6);
    w = carry_out(&again, 1, "kept");
    assert_true(w.kept == 6 && w.begun == 0);
    for (int i = 0; i < 6; i++) check_same_run(&first.run[i], &again.run[i], first.weights);
    assert_memory_equal(first.rank, again.rank, 3 * sizeof *first.rank);
    w = carry_out(&more, 1, "kept");
    assert_true(w.kept == 6 && w.begun == 3 && files_in("kept") == 9);
    w = carry_out(&fewer, 1, "kept");
    assert_true(w.kept == 4 && w.begun == 0);
    check_same_run(&first.run[3], &fewer.run[3], first.weights);
    w = carry_out(&fewer, 1, "kept");                                   /* existing files do not change    */
    assert_true(w.kept == 0 && w.begun == 0);
    lehr_comparison_release(&first);
    lehr_comparison_release(&again);
    lehr_comparison_release(&more);
    lehr_comparison_release(&fewer);
}

/* They equal the weights of a training that stopped there; saving them does not change the run. */
static void moments_are_on_the_way(void **state)
{
    (void)state;
    lehr_plan p = small_plan();
    lehr_comparison c = ready(&p, 3, SEEDS);
    carry_out(&c, 1, NULL);
    assert_true(!c.run[1].snapshots && !c.run[3].snapshots && !c.run[4].snapshots && c.run[0].snapshots &&
                c.run[2].snapshots);
    lehr_history h = { 0 };
    p = lehr_comparison_plan(&c, 2);
    lehr_run *r = lehr_run_new(&p, data);
    for (int k = 0; k < LEHR_WEIGHT_SNAPSHOTS; k++) {
        assert_int_equal(lehr_train_until(r, lehr_weight_snapshot_step(c.steps, k), &h, NULL, NULL), LEHR_OK);
        assert_memory_equal(c.run[2].snapshots + (size_t)k * c.weights, lehr_params_data(r->params),
                            c.weights * sizeof(lehr_real));
    }
    assert_true(r->step == c.steps && h.count == c.run[2].history.count);
    assert_memory_equal(h.row, c.run[2].history.row, (size_t)h.count * sizeof *h.row);
    lehr_history_release(&h);
    lehr_run_free(r);
    lehr_comparison_release(&c);
    assert_true(lehr_weight_snapshot_step(7500, 0) == 0 && lehr_weight_snapshot_step(7500, 1) == 52 &&
                lehr_weight_snapshot_step(7500, 12) == 7500 && lehr_weight_snapshot_step(1, 12) == 1);
}

/* Each setting that changes a run changes the name of its file. */
static void other_runs_are_other_files(void **state)
{
    (void)state;
    lehr_plan plans[9];
    for (int i = 0; i < 9; i++) plans[i] = small_plan();
    plans[1].lr = 0.02;
    plans[2].steps = 31;
    plans[3].batch = 16;
    plans[4].net = "2-8-9-1";
    plans[5].optim = "adam";
    plans[6].every = 8;
    plans[7].split = 0.7;
    plans[8].scale = "minmax";
    empty_folder("others");
    for (int i = 0; i < 9; i++) {
        lehr_comparison c = ready(&plans[i], 2, SEEDS);
        watch w = carry_out(&c, 1, "others");
        assert_true(w.kept == 0 && files_in("others") == 4 * (i + 1));
        lehr_comparison_release(&c);
    }
    lehr_data *other = lehr_data_copy(data), *before = data;
    other->x[0] += 1e-9;
    data = other;
    lehr_comparison c = ready(&plans[0], 2, SEEDS);
    watch w = carry_out(&c, 1, "others");
    assert_int_equal(w.kept, 0);
    lehr_comparison_release(&c);
    data = before;
    lehr_data_free(other);
}

static void incomplete_bytes_are_refused(void **state)
{
    (void)state;
    lehr_plan p = small_plan();
    lehr_comparison c = ready(&p, 3, SEEDS), empty = ready(&p, 3, SEEDS);
    carry_out(&c, 1, NULL);
    for (int run = 0; run < 6; run += 3) {                     /* a complete run, and one of another policy */
        char *bytes;
        size_t n;
        assert_int_equal(lehr_run_cache_pack(&c, run, &bytes, &n), LEHR_OK);
        for (size_t i = 0; i < n * 8; i += i < 4000 ? 1 : 61) {
            char *damaged = lehr_alloc(n + 1, 1);
            memcpy(damaged, bytes, n);
            damaged[i / 8] ^= (char)(1 << i % 8);
            if (lehr_run_cache_unpack(&empty, run, "damaged", damaged, n) != LEHR_ERR_FILE)
                fail_msg("bit %zu of %zu", i, n * 8);
            assert_true(!empty.run[run].finished && !empty.run[run].weights);
        }
        for (size_t length = 0; length < n; length += length < 300 ? 1 : 37) {
            char *part = lehr_alloc(n + 1, 1);
            memcpy(part, bytes, length);
            assert_int_equal(lehr_run_cache_unpack(&empty, run, "part", part, length), LEHR_ERR_FILE);
        }
        char *copy = lehr_alloc(n + 1, 1);
        memcpy(copy, bytes, n);
        assert_int_equal(lehr_run_cache_unpack(&empty, run + 1, "another", copy, n), LEHR_ERR_FILE);
        check_says("another|is of another run; its lehr.plan.", "another run");
        assert_int_equal(lehr_run_cache_unpack(&empty, run, "whole", bytes, n), LEHR_OK);
        check_same_run(&c.run[run], &empty.run[run], c.weights);
    }
    lehr_comparison_release(&c);
    lehr_comparison_release(&empty);
}

/* With a repaired checksum, the contents are validated: nothing crashes, and an accepted file is complete and of this
 * run. */
static void no_bytes_can_crash_it(void **state)
{
    (void)state;
    lehr_random r;
    lehr_plan p = small_plan();
    lehr_comparison c = ready(&p, 3, 1);
    carry_out(&c, 1, NULL);
    lehr_random_seed(&r, 6);
    for (int run = 0; run < 3; run += 2) {
        char *bytes;
        size_t n;
        assert_int_equal(lehr_run_cache_pack(&c, run, &bytes, &n), LEHR_OK);
        for (int i = 0; i < 2000; i++) {
            lehr_comparison into = c;
            lehr_run_outcome outcome[3] = { { .finished = false } };
            char *damaged = lehr_alloc(2 * n + 64, 1);
            memcpy(damaged, bytes, n);
            size_t length = mutate(&r, damaged, n);
            repair(damaged, length);
            into.run = outcome;
            if (!lehr_run_cache_unpack(&into, run, "mutant", damaged, length))
                assert_true(outcome[run].failure.status || outcome[run].history.count == lehr_comparison_rows(&c));
            lehr_run_outcome_release(&outcome[run]);
        }
        lehr_free(bytes);
    }
    lehr_comparison_release(&c);
}

/* The bytes of a run with some of them changed and the checksum repaired. The caller frees them. */
static char *changed(const char *bytes, size_t n, size_t at, const void *to, size_t length)
{
    char *own = lehr_alloc(n + 1, 1);
    memcpy(own, bytes, n);
    memcpy(own + at, to, length);
    repair(own, n);
    return own;
}

/* Each allocation fails in turn; in the last run all succeed. */
static void unpack_without_memory(lehr_comparison *empty, const char *bytes, size_t n)
{
    for (long refuse = 1;; refuse++) {
        char *copy = changed(bytes, n, 0, bytes, 0);
        watch_memory(refuse, 0);
        lehr_status status = lehr_run_cache_unpack(empty, 0, "whole", copy, n);
        bool refused = memory_asked >= refuse;
        lehr_set_allocator(NULL);
        assert_int_equal(status, refused ? LEHR_ERR_MEMORY : LEHR_OK);
        assert_int_equal(empty->run[0].finished, !refused);
        if (!refused) break;
    }
}

/* Contents that no cached run can have, with a right checksum. */
static void a_file_that_is_not_a_run_is_refused(void **state)
{
    (void)state;
    lehr_plan p = small_plan();
    lehr_comparison c = ready(&p, 1, 1), empty = ready(&p, 1, 1);
    char *bytes;
    size_t n, names = 0;
    carry_out(&c, 1, NULL);
    blob foreign = blob_with("{\"weights\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}", 4);
    char *copy = lehr_alloc(foreign.n + 1, 1);
    memcpy(copy, foreign.bytes, foreign.n);
    assert_int_equal(lehr_run_cache_unpack(&empty, 0, "foreign", copy, foreign.n), LEHR_ERR_FILE);
    check_says("foreign: has no checksum, so Lehr did not write it as a finished run", "foreign");
    free(foreign.bytes);
    assert_int_equal(lehr_run_cache_pack(&c, 0, &bytes, &n), LEHR_OK);
    while (memcmp(bytes + names, "\"weights\"", 9)) names++;
    copy = changed(bytes, n, names + 1, "weighty", 7);
    assert_int_equal(lehr_run_cache_unpack(&empty, 0, "nameless", copy, n), LEHR_ERR_NAME);
    check_says("nameless: has no tensor \"weights\"", "weights");
    copy = changed(bytes, n, 0, bytes, 0);
    lehr_checkpoint *k = lehr_checkpoint_read("whole", copy, n);
    size_t rate = (size_t)((const char *)lehr_checkpoint_find(k, "history")->bytes - copy) + 2 * sizeof(double);
    lehr_checkpoint_free(k);
    copy = changed(bytes, n, rate, &(double){ NAN }, sizeof(double));
    assert_int_equal(lehr_run_cache_unpack(&empty, 0, "endless", copy, n), LEHR_ERR_FILE);
    check_says("endless: history holds nan, number 2", "history");
    assert_false(empty.run[0].finished);
    unpack_without_memory(&empty, bytes, n);
    lehr_free(bytes);
    lehr_comparison_release(&c);
    lehr_comparison_release(&empty);
}

static void a_damaged_file_is_replaced(void **state)
{
    (void)state;
    empty_folder("damaged");
    lehr_plan p = small_plan();
    lehr_comparison c = ready(&p, 1, 1), again = ready(&p, 1, 1);
    carry_out(&c, 1, "damaged");
    DIR *d = opendir("damaged");
    char path[600] = "";
    for (struct dirent *e; (e = readdir(d));)
        if (strstr(e->d_name, ".safetensors")) snprintf(path, sizeof path, "damaged/%s", e->d_name);
    closedir(d);
    blob b = blob_of(path), now;
    assert_int_equal(lehr_write_file(path, b.bytes, b.n / 2), LEHR_OK);
    watch w = carry_out(&again, 1, "damaged");
    assert_true(w.kept == 0 && w.begun == 1);
    now = blob_of(path);
    assert_true(now.n == b.n && !memcmp(now.bytes, b.bytes, b.n));
    free(b.bytes);
    free(now.bytes);
    lehr_comparison_release(&c);
    lehr_comparison_release(&again);
}

static void unwritable_places_are_reported(void **state)
{
    (void)state;
    lehr_plan p = small_plan();
    lehr_comparison c = ready(&p, 1, 1);
    assert_int_equal(lehr_write_file("a_file", "x", 1), LEHR_OK);
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 1, .folder = "a_file" }, &c, 1), LEHR_ERR_FILE);
    check_says("a_file|is a file; a folder is needed", "a file as a folder");
    /* a failed call may be repeated */
    assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 2 }, &c, 1), LEHR_OK);
    lehr_comparison_release(&c);
}

/* --- two at once -------------------------------------------------------------------------------------------------- */

/* Runs the command in the folder "held" and returns its stderr, its exit status on a line, and its stdout. */
static void second(char said[], size_t room)
{
    FILE *f = popen(
        "\"$LEHR\" compare xor fixed --steps 3 --seeds 1 --quiet --out held 2>&1 >stdout; echo $?; cat stdout", "r");
    said[f ? fread(said, 1, room - 1, f) : 0] = '\0';
    if (f) pclose(f);
}

typedef struct tries { int made, refused; } tries;

/* Called in the first comparison, which waits here until the second one has ended. */
static void try_a_second(void *context, const lehr_progress *p)
{
    tries *t = context;
    char said[2000], wanted[200];
    (void)p;
    snprintf(wanted, sizeof wanted,
             "lehr: held/runs/lock: process %ld holds this lock; wait until it ends, or use another folder\n1\n",
             (long)getpid());
    second(said, sizeof said);
    t->made++;
    if (!strcmp(said, wanted)) t->refused++;
    else print_error("said: %s\n", said);
}

/* A comparison locks its folder from the beginning of its first run to the end of its last. */
static void a_second_in_the_same_folder_is_refused(void **state)
{
    (void)state;
    if (!getenv("LEHR")) skip();
    empty_folder("held/runs");
    lehr_plan p = small_plan();
    lehr_comparison c = ready(&p, 2, 1);
    tries t = { 0 };
    char said[2000] = "";
    assert_int_equal(lehr_runner_run(&(lehr_runner){ 1, "held/runs", try_a_second, &t }, &c, 1), LEHR_OK);
    assert_true(t.made >= 4 && files_in("held/runs") == 2);
    assert_int_equal(t.refused, t.made);
    second(said, sizeof said);
    assert_memory_equal(said, "0\n", 2);
    assert_int_equal(files_in("held/runs"), 3);
    lehr_comparison_release(&c);
}

/* --- grids -------------------------------------------------------------------------------------------------------- */

static void a_cell_is_the_comparison_by_itself(void **state)
{
    (void)state;
    lehr_plan p = small_plan();
    lehr_sweep_axes axes = { .rates = 2, .budgets = 2, .rate = { 0.01, 0.05 }, .budget = { 20, 10 }, .in_steps = true };
    lehr_sweep g;
    assert_int_equal(lehr_sweep_init(&g, &axes, &p, data, specs, 2, NULL, LEHR_TRAIN_LOSS, SEEDS), LEHR_OK);
    assert_int_equal(g.cells, 4);
    carry_out(g.cell, g.cells, NULL);
    for (int i = 0; i < 4; i++) {
        p.lr = axes.rate[i % 2];
        p.steps = axes.budget[i / 2];
        lehr_comparison c = ready(&p, 2, SEEDS);
        carry_out(&c, 1, NULL);
        assert_true(g.cell[i].plan.lr == p.lr && g.cell[i].steps == p.steps);
        for (int run = 0; run < 2 * SEEDS; run++) check_same_run(&c.run[run], &g.cell[i].run[run], c.weights);
        assert_true(c.policy[1].gain.mean == g.cell[i].policy[1].gain.mean && c.rank[0] == g.cell[i].rank[0]);
        lehr_comparison_release(&c);
    }
    assert_string_equal(lehr_sweep_budget_text(&g, 1).s, "10 updates");
    int best = lehr_sweep_best_cell(&g, 1, 0);
    assert_true(best == 0 || best == 1);
    for (int i = 0; i < 2; i++)
        assert_true(g.cell[best].policy[1].end[LEHR_TRAIN_LOSS].mean <= g.cell[i].policy[1].end[LEHR_TRAIN_LOSS].mean);
    lehr_sweep_release(&g);
}

static void invalid_axes_are_refused_with_a_reason(void **state)
{
    (void)state;
    static const struct { lehr_sweep_axes axes; const char *says; } rows[] = {
        { { .rates = 2, .rate = { 0.1, 0.1 } }, "rate 0.1 is given twice" },
        { { .budgets = 2, .budget = { 5, 5 } }, "5 epochs are given twice" },
        { { .rates = 2, .rate = { 0.1, NAN } }, "lr is nan" },
        { { .rates = 2, .rate = { 0.1, -1 } }, "lr is -1" },
        { { .budgets = 2, .budget = { 5, -5 } }, "epochs is -5" },
    };
    lehr_plan p = small_plan();
    lehr_sweep g;
    for (int i = 0; i < COUNT_OF(rows); i++) {
        watch_memory(0, 0);
        assert_true(lehr_sweep_init(&g, &rows[i].axes, &p, data, specs, 2, NULL, LEHR_TRAIN_LOSS, SEEDS) != LEHR_OK);
        check_says(rows[i].says, rows[i].says);
        assert_int_equal(forget_memory(), 0);
        assert_true(!g.cell && !g.cells);
    }
    assert_int_equal(
        lehr_sweep_init(&g, &(lehr_sweep_axes){ .rates = 0 }, &p, data, specs, 2, NULL, LEHR_TRAIN_LOSS, SEEDS),
        LEHR_OK);
    assert_true(g.cells == 1 && g.cell->plan.lr == p.lr && g.cell->steps == p.steps && g.axes.in_steps);
    lehr_sweep_release(&g);
}

/* --- no memory ---------------------------------------------------------------------------------------------------- */

/* Two policies, one seed, one after the other. *finished: the number of complete runs. */
static lehr_status compared(int *finished)
{
    lehr_plan p = small_plan();
    lehr_comparison c;
    *finished = 0;
    p.steps = 8;
    lehr_status status = lehr_comparison_init(&c, &p, data, specs, 2, NULL, LEHR_TRAIN_LOSS, 1);
    if (status) return status;
    status = lehr_runner_run(&(lehr_runner){ .jobs = 1, .folder = "memory" }, &c, 1);
    *finished = c.run[0].finished + c.run[1].finished;
    lehr_comparison_release(&c);
    return status;
}

static void no_memory_loses_nothing(void **state)
{
    (void)state;
    int finished;
    empty_folder("memory");
    watch_memory(0, 0);
    assert_int_equal(compared(&finished), LEHR_OK);
    long all = memory_asked;
    assert_true(forget_memory() == 0 && finished == 2 && files_in("memory") == 2);
    for (long n = 1; n <= all; n++) {
        empty_folder("memory");
        watch_memory(n, n & 1);
        lehr_status status = compared(&finished);
        if (forget_memory()) fail_msg("allocation %ld of %ld refused: something was not given back", n, all);
        if (status != LEHR_ERR_MEMORY)
            fail_msg("allocation %ld of %ld refused: status %d, %s", n, all, status, lehr_message());
        assert_true(files_in("memory") <= finished && finished <= files_in("memory") + 1);
        assert_int_equal(compared(&finished), LEHR_OK);            /* cached runs are complete, the others are run    */
        assert_int_equal(finished, 2);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nothing_is_run_twice),
        cmocka_unit_test(moments_are_on_the_way),
        cmocka_unit_test(other_runs_are_other_files),
        cmocka_unit_test(incomplete_bytes_are_refused),
        cmocka_unit_test(no_bytes_can_crash_it),
        cmocka_unit_test(a_file_that_is_not_a_run_is_refused),
        cmocka_unit_test(a_damaged_file_is_replaced),
        cmocka_unit_test(unwritable_places_are_reported),
        cmocka_unit_test(a_second_in_the_same_folder_is_refused),
        cmocka_unit_test(a_cell_is_the_comparison_by_itself),
        cmocka_unit_test(invalid_axes_are_refused_with_a_reason),
        cmocka_unit_test(no_memory_loses_nothing),
    };
    return cmocka_run_group_tests(tests, open_data, close_data);
}
