/* test_killed.c — a process that is killed while it saves leaves the old file or the new one: killed at each call of a
 * save, and at any moment. */
#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "lab/train/run_checkpoint.h"
#include "lab/plot/draw/png.h"
#include "lab/report/report.h"
#include "checkpoints.h"
#include "figure.h"
#include "xor.h"

/* --- what is written: a first and a second state of each kind of file --------------------------------------------- */

static lehr_run *run[2];
static lehr_history history[2];
static lehr_comparison comparison[2];
static unsigned char pixels[2][30 * 20 * 3];

static lehr_status save_checkpoint(int which) { return lehr_run_save(run[which], "f"); }
static lehr_status save_picture(int which)    { return lehr_png_write("f", pixels[which], 30, 20); }
static lehr_status save_page(int which)
{
    return lehr_report_page(&comparison[which], (const char *const[]){ "" }, 1, "f");
}

static lehr_status save_table(int which)
{
    lehr_strbuf t = { 0 };
    lehr_history_print(&history[which], &t);
    lehr_status status = t.status ? t.status : lehr_write_file("f", t.s, t.length);
    lehr_strbuf_release(&t);
    return status;
}

static const struct { const char *what; lehr_status (*save)(int which); } kinds[] = {
    { "checkpoints", save_checkpoint }, { "tables", save_table }, { "pictures", save_picture }, { "pages", save_page },
};

static int make_states(void **state)
{
    static const char *const specs[] = { "fixed", "cosine" };
    lehr_plan p;
    open_data(state);
    assert_int_equal(lehr_plan_for(&p, "xor"), LEHR_OK);
    for (int i = 0; i < 2; i++) {
        p.steps = 4 + i;
        p.every = 1;
        assert_non_null(run[i] = lehr_run_new(&p, data));
        assert_int_equal(lehr_train(run[i], &history[i], NULL, NULL), LEHR_OK);
        comparison[i] = compare_on_xor(&p, specs, 2, NULL, LEHR_TRAIN_LOSS, 1);
        assert_int_equal(lehr_runner_run(&(lehr_runner){ .jobs = 1 }, &comparison[i], 1), LEHR_OK);
        for (size_t k = 0; k < sizeof pixels[i]; k++) pixels[i][k] = (unsigned char)(k * (size_t)(7 + i));
    }
    return 0;
}

static int forget_states(void **state)
{
    for (int i = 0; i < 2; i++) {
        lehr_run_free(run[i]);
        lehr_history_release(&history[i]);
        lehr_comparison_release(&comparison[i]);
    }
    return close_data(state);
}

/* --- killed at each call ------------------------------------------------------------------------------------------ */

enum moment { BEFORE, BETWEEN, AFTER, MOMENTS };        /* BETWEEN: half of the bytes are written */

static struct { int at, made, writes; enum moment moment; } death;

static void call_begins(void)
{
    if (++death.made == death.at && death.moment == BEFORE) raise(SIGKILL);
}

static void call_ends(void)
{
    if (death.made == death.at && death.moment == AFTER) raise(SIGKILL);
}

static int deadly_open(const char *path, int flags, int mode)
{
    call_begins();
    int fd = open(path, flags, mode);
    call_ends();
    return fd;
}

static long deadly_write(int fd, const void *bytes, size_t n)
{
    call_begins();
    death.writes++;
    bool half = death.made == death.at && death.moment == BETWEEN;
    long put = (long)write(fd, bytes, half ? n / 2 : n);
    if (half) raise(SIGKILL);
    call_ends();
    return put;
}

#define DEADLY(name, call, parameters, arguments)       \
    static int name parameters                          \
    {                                                   \
        call_begins();                                  \
        int answer = call arguments;                    \
        call_ends();                                    \
        return answer;                                  \
    }
DEADLY(deadly_sync, fsync, (int fd), (fd))
DEADLY(deadly_close, close, (int fd), (fd))
DEADLY(deadly_rename, rename, (const char *from, const char *to), (from, to))
DEADLY(deadly_unlink, unlink, (const char *path), (path))
DEADLY(deadly_chmod, fchmod, (int fd, int mode), (fd, (mode_t)mode))

/* With at = 0 no call kills the process; the calls are counted. */
static void die(int at, enum moment moment)
{
    static const lehr_file_calls calls = { deadly_open,  NULL,          deadly_write,  deadly_sync,
                                           deadly_close, deadly_rename, deadly_unlink, deadly_chmod };
    memset(&death, 0, sizeof death);
    death.at = at;
    death.moment = moment;
    lehr_set_file_calls(&calls);
}

/* A child saves the second state over the first. Returns true if it was killed. */
static bool child_is_killed(int kind, int at, enum moment moment)
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (!child) {
        die(at, moment);
        _exit(kinds[kind].save(1) != LEHR_OK);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status)) assert_int_equal(WTERMSIG(status), SIGKILL);
    else assert_int_equal(WEXITSTATUS(status), 0);
    return WIFSIGNALED(status);
}

static void states_of(int kind, blob state[2])
{
    for (int i = 0; i < 2; i++) {
        if (kinds[kind].save(i)) fail_msg("%s: %s", kinds[kind].what, lehr_message());
        state[i] = blob_of("f");
        assert_non_null(state[i].bytes);
    }
    assert_false(state[0].n == state[1].n && !memcmp(state[0].bytes, state[1].bytes, state[0].n));
}

static bool exists(const char *path) { return !access(path, F_OK); }

static bool is(const blob *b)
{
    lehr_set_file_calls(NULL);
    blob now = blob_of("f");
    bool same = now.bytes && now.n == b->n && !memcmp(now.bytes, b->bytes, b->n);
    free(now.bytes);
    return same;
}

static void killed_at_each_call_of_a_save(void **state)
{
    (void)state;
    int kills = 0, whole = 0, new_ones = 0, litter = 0;
    for (int kind = 0; kind < COUNT_OF(kinds); kind++) {
        blob b[2];
        states_of(kind, b);
        die(0, BEFORE);
        assert_int_equal(kinds[kind].save(1), LEHR_OK);
        int calls = death.made, killed = 0;
        assert_true(calls >= 8 && death.writes >= 1);
        for (int at = 1; at <= calls; at++)
            for (enum moment m = 0; m < MOMENTS; m++) {
                lehr_set_file_calls(NULL);
                assert_int_equal(kinds[kind].save(0), LEHR_OK);
                if (!child_is_killed(kind, at, m)) continue;
                killed++;
                if (!is(&b[0]) && !is(&b[1]))
                    fail_msg("%s, killed at call %d: neither the old file nor the new one", kinds[kind].what, at);
                whole++;
                new_ones += is(&b[1]);
                litter += exists("f.lehr-part");
                assert_int_equal(kinds[kind].save(1), LEHR_OK);             /* the next save removes its rest */
                assert_true(is(&b[1]) && !exists("f.lehr-part"));
            }
        assert_int_equal(killed, 2 * calls + death.writes);
        kills += killed;
        free(b[0].bytes);
        free(b[1].bytes);
    }
    assert_int_equal(whole, kills);
    assert_true(new_ones > 0 && new_ones < kills && litter > 0);
    figure(4, "each-call",
           "%d of %d saves killed before, in and after each file call (checkpoint, table, picture, page) left the old "
           "file "
           "or the new one; the litter of %d was gone after the next save",
           whole, kills, litter);
}

/* --- killed at any moment ----------------------------------------------------------------------------------------- */

static void killed_at_any_moment_of_many_saves(void **state)
{
    (void)state;
    enum { TIMES = 200 };
    int whole = 0, litter = 0;
    blob b[2];
    lehr_random random;
    lehr_random_seed(&random, 4);
    states_of(0, b);
    for (int i = 0; i < TIMES; i++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (!child)
            for (int k = 0;; k = !k)
                if (save_checkpoint(k)) _exit(1);
        nanosleep(&(struct timespec){ .tv_nsec = (long)below(&random, 5000000) }, NULL);
        assert_int_equal(kill(child, SIGKILL), 0);
        int status;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);        /* no save has failed by then */
        lehr_checkpoint *c = lehr_checkpoint_open("f");
        if (!c) fail_msg("kill %d: %s", i, lehr_message());
        lehr_checkpoint_free(c);
        whole += is(&b[0]) || is(&b[1]);
        litter += exists("f.lehr-part");
    }
    assert_int_equal(whole, TIMES);
    assert_int_equal(save_checkpoint(0), LEHR_OK);
    assert_true(is(&b[0]) && !exists("f.lehr-part"));
    free(b[0].bytes);
    free(b[1].bytes);
    figure(4, "kill-9",
           "%d of %d files whole after kill -9 in a loop of saves (%d of them with another half written beside)", whole,
           TIMES, litter);
}

/* --- two at once -------------------------------------------------------------------------------------------------- */

/* Without the lock, a save would rename another's incomplete file or miss its own, and a reader would find an
 * incomplete file. */
static void saves_of_many_processes_take_turns(void **state)
{
    (void)state;
    enum { PROCESSES = 3, SAVES = 60, READS = 300 };
    int status, read = 0;
    pid_t child[PROCESSES];
    blob b[2];
    states_of(0, b);
    for (int i = 0; i < PROCESSES; i++) {
        child[i] = fork();
        assert_true(child[i] >= 0);
        for (int k = 0; !child[i] && k < SAVES; k++)
            if (save_checkpoint((i + k) % 2)) _exit(1);
        if (!child[i]) _exit(0);
    }
    for (; read < READS; read++) {
        blob now = blob_of("f");                                    /* read once: it changes at any moment */
        bool whole = false;
        for (int k = 0; k < 2; k++) whole |= now.bytes && now.n == b[k].n && !memcmp(now.bytes, b[k].bytes, now.n);
        if (!whole) fail_msg("read %d: neither the one file nor the other", read);
        free(now.bytes);
    }
    for (int i = 0; i < PROCESSES; i++) {
        assert_int_equal(waitpid(child[i], &status, 0), child[i]);
        assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    }
    assert_true((is(&b[0]) || is(&b[1])) && !exists("f.lehr-part"));
    free(b[0].bytes);
    free(b[1].bytes);
    figure(
        4, "at-once",
        "%d processes save one checkpoint %d times each: none fails, and %d of %d readings meanwhile find a whole one",
        PROCESSES, SAVES, read, READS);
}

/* A save waits for the lock of another process, but not without end. */
static void waiting_for_a_lock_has_a_limit(void **state)
{
    (void)state;
    int fd = open(".", O_RDONLY);
    assert_true(fd >= 0 && !flock(fd, LOCK_EX));
    time_t start = time(NULL);
    assert_int_equal(save_checkpoint(0), LEHR_OK);
    assert_true(time(NULL) - start >= 1);
    close(fd);
}

static int tidy_up(void **state)
{
    (void)state;
    lehr_set_file_calls(NULL);
    return system("rm -f f f.lehr-part");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, tidy_up, tidy_up)

int main(void)
{
    const struct CMUnitTest tests[] = { CASE(killed_at_each_call_of_a_save), CASE(killed_at_any_moment_of_many_saves),
                                        CASE(saves_of_many_processes_take_turns),
                                        CASE(waiting_for_a_lock_has_a_limit) };
    return cmocka_run_group_tests(tests, make_states, forget_states);
}
