/* test_torture_files.c — promise 4: whichever file call fails, in any command, the message has the file and the reason,
 * the old file is kept, and no temporary file is left after the next save. Each open, read, write, sync, close, rename,
 * unlink and chmod, with each errno that it may have, alone and with all that follow. */
#include "errands.h"
#include "figure.h"

enum { ONCE = 1, ON = 2 };      /* alone; with all that follow */

/* The errors of each call. EINTR comes only once, because a read that is interrupted is repeated. */
static const struct { int call, error, how; } reasons[] = {
    { FAULTY_OPEN,   EACCES, ONCE | ON }, { FAULTY_OPEN,   ENOSPC, ONCE | ON }, { FAULTY_OPEN,  EMFILE, ONCE },
    { FAULTY_READ,   EIO,    ONCE | ON }, { FAULTY_READ,   EINTR,  ONCE },      { FAULTY_READ,  SHORT,  ONCE | ON },
    { FAULTY_WRITE,  ENOSPC, ONCE | ON }, { FAULTY_WRITE,  EIO,    ONCE },
    { FAULTY_WRITE,  EINTR,  ONCE },      { FAULTY_WRITE,  SHORT,  ONCE | ON },
    { FAULTY_SYNC,   ENOSPC, ONCE | ON }, { FAULTY_SYNC,   EIO,    ONCE | ON },
    { FAULTY_CLOSE,  ENOSPC, ONCE | ON }, { FAULTY_CLOSE,  EIO,    ONCE },
    { FAULTY_RENAME, ENOSPC, ONCE | ON }, { FAULTY_RENAME, EACCES, ONCE },
    { FAULTY_UNLINK, EACCES, ONCE | ON }, { FAULTY_UNLINK, EIO,    ONCE },
    { FAULTY_CHMOD,  EPERM,  ONCE | ON },
};

enum { REASONS = sizeof reasons / sizeof *reasons };

/* --- what must be true after it ----------------------------------------------------------------------------------- */

/* Must the command report this fault? Not if the call is repeated, if a file that was read is closed, if a folder
 * cannot be opened for its sync (core/base/file.c), if there was nothing to unlink, or if a cached run cannot be read,
 * because it is then run again. */
static bool must_be_reported(void)
{
    bool kept = strstr(faults.path, "/runs/") && !faults.writing;
    if (faults.error == SHORT || faults.error == EINTR || faults.call == FAULTY_UNLINK || kept) return false;
    if (faults.call == FAULTY_OPEN) return !faults.folder;
    return faults.call == FAULTY_CLOSE ? faults.writing : true;
}

/* Checks that the message has the file's name, as the user gave it, and the reason. */
static void check_sentence(const char *sentence)
{
    size_t n = strlen(faults.path), part = sizeof PART - 1;
    char path[FAULTY_PATH];
    snprintf(path, sizeof path, "%.*s", (int)(n > part && !strcmp(faults.path + n - part, PART) ? n - part : n),
             faults.path);
    /* then the message may be about another file that failed too */
    bool threads = strstr(torture.errand->words, "--jobs 2");
    if (!threads && !strstr(sentence, path)) wrong("the sentence does not name %s", path);
    if (!strstr(sentence, strerror(faults.error))) wrong("the sentence does not say \"%s\"", strerror(faults.error));
}

/* Counts saves on a full disk: reported, and the old file kept, which check_files_are_whole has checked. (The sync of a
 * folder comes after the rename.) */
static void count_full_disk(int status)
{
    bool saving = faults.writing && !faults.folder && faults.call != FAULTY_OPEN && faults.call != FAULTY_CHMOD;
    if (!saving || faults.error != ENOSPC) return;
    torture.tally->full++;
    torture.tally->kept += status == 1;
}

/* A temporary file that a failed save could not remove, or an older one, is removed by the next save. */
static void check_next_save(void)
{
    faults.n = 0;
    tree_restore_files();
    if (run_path() != torture.errand->fails) wrong("the next time it fails, too");
    check_all_is_well(torture.errand->fails);
    check_no_litter();
}

/* --- the loop ----------------------------------------------------------------------------------------------------- */

static void arm(int call, int error, long n, bool from_then_on)
{
    faults.call = call;
    faults.error = error;
    faults.n = n;
    faults.from_then_on = from_then_on;
    faults.happened = false;
    faults.path[0] = '\0';
    faults.writing = faults.folder = false;
    for (int i = 0; i < FAULTY_CALLS; i++) faults.made[i] = 0;
    snprintf(torture.point, sizeof torture.point, "%s %ld%s fails with %s", faulty_names[call], n,
             from_then_on ? " and all that follow" : "", faulty_error_name(error));
}

/* Returns false if there were fewer such calls. left: a temporary file of a killed run lies beside each saved file. The
 * next save removes it, wherever this one ended; checked once for each reason. */
static bool fail_one(int reason, long n, bool from_then_on, bool left)
{
    tree_restore(left);
    arm(reasons[reason].call, reasons[reason].error, n, from_then_on);
    int status = run_path();
    if (!faults.happened) {
        check_all_is_well(status);
        return false;
    }
    bool without = made_do(status);
    torture.tally->points++;
    if (without && must_be_reported()) wrong("exit %d: no message names %s", status, faults.path);
    if (without) {
        check_all_is_well(status);
        torture.tally->without++;
    } else {
        if (faults.error == SHORT) wrong("exit %d, though only less was moved at a time", status);
        check_sentence(the_sentence(status));
        check_files_are_whole();
        torture.tally->refused++;
    }
    count_full_disk(status);
    tree_scan();
    if (tree.parts && !left && reasons[reason].call != FAULTY_UNLINK) wrong("%s lies about", tree.stranger);
    if (tree.parts && (reasons[reason].call == FAULTY_UNLINK || n == 1)) check_next_save();
    return true;
}

static void fail_each(void)
{
    for (int i = 0; i < REASONS; i++)
        for (int on = 0; on < 2; on++)
            for (long n = 1; reasons[i].how & (on ? ON : ONCE) && fail_one(i, n, on, i % 2); n++) continue;
}

static tally total;

static void of_group(const char *group)
{
    tally t = torture_all(errands, ERRANDS, group, fail_each);
    total.points += t.points;
    total.refused += t.refused;
    total.without += t.without;
    total.full += t.full;
    total.kept += t.kept;
}

#define TEST(name, group) static void name(void **state) { (void)state; of_group(group); }
TORTURE_GROUPS(TEST)

static void all_of_it(void **state)
{
    (void)state;
    assert_true(total.points > 0 && total.full > 0);
    assert_int_equal(total.points, total.refused + total.without);
    assert_int_equal(total.full, total.kept);
    figure(4, "full", "%ld of %ld disk-full failures reported and the old file kept", total.kept, total.full);
    figure(4, "calls",
           "%ld failing file calls: %ld reported with file and reason, %ld made up for, every file the old or the new "
           "one, "
           "no litter after the next save",
           total.points, total.refused, total.without);
}

/* An argument selects a group, as in `test_torture_files comparing`. */
int main(int argc, char *argv[])
{
    if (argc > 1) cmocka_set_test_filter(argv[1]);
#define ROW(name, group) cmocka_unit_test(name),
    const struct CMUnitTest tests[] = { TORTURE_GROUPS(ROW) cmocka_unit_test(all_of_it) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
