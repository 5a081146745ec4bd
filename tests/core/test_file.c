/* test_file.c — a file is read completely within a limit, and written completely or not at all, whichever system call
 * fails. */
#include "files.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/* --- calls that fail at will -------------------------------------------------------------------------------------- */

enum { OPEN, READ, WRITE, SYNC, CLOSE, RENAME, UNLINK, CALLS };

static struct {
    int fail, nth, error;       /* the nth call of this kind (0: every one) returns −1 and this errno */
    int made[CALLS], open;      /* how many there were; how many files are open now                   */
    size_t at_most;             /* a read or write moves no more bytes; 0: as many as it likes        */
    bool interrupted;           /* every other read and write is cut short by a signal                */
} disk;

static bool fails(int call)
{
    int n = ++disk.made[call];
    bool cut = disk.interrupted && (call == READ || call == WRITE) && n % 2;
    if (!cut && (disk.fail != call || (disk.nth && disk.nth != n))) return false;
    errno = cut ? EINTR : disk.error;
    return true;
}

static size_t some(size_t n) { return disk.at_most && n > disk.at_most ? disk.at_most : n; }

static int disk_open(const char *path, int flags, int mode)
{
    int fd = fails(OPEN) ? -1 : open(path, flags, mode);
    disk.open += fd >= 0;
    return fd;
}

static int disk_close(int fd)               /* a failing close has closed, as on Linux */
{
    disk.open--;
    int answer = close(fd);
    return fails(CLOSE) ? -1 : answer;
}

static long disk_read(int fd, void *bytes, size_t n) { return fails(READ) ? -1 : (long)read(fd, bytes, some(n)); }
static long disk_write(int fd, const void *bytes, size_t n)
{
    return fails(WRITE) ? -1 : (long)write(fd, bytes, some(n));
}
static int  disk_sync(int fd)                               { return fails(SYNC) ? -1 : fsync(fd); }
static int  disk_rename(const char *from, const char *to)   { return fails(RENAME) ? -1 : rename(from, to); }
static int  disk_unlink(const char *path)                   { return fails(UNLINK) ? -1 : unlink(path); }

static void failing(int call, int nth, int error)           /* CALLS: no failure */
{
    static const lehr_file_calls calls = { disk_open,  disk_read,   disk_write, disk_sync,
                                           disk_close, disk_rename, disk_unlink };
    memset(&disk, 0, sizeof disk);
    disk.fail = call;
    disk.nth = nth;
    disk.error = error;
    lehr_set_file_calls(&calls);
}

/* --- whole -------------------------------------------------------------------------------------------------------- */

/* Any bytes, of lengths around the size of the buffer, in calls of any size, some of them interrupted. */
static void what_is_written_is_read(void **state)
{
    (void)state;
    static const size_t lengths[] = { 0, 1, 16383, 16384, 16385, 100000 };
    char *bytes = malloc(100000);
    for (int i = 0; i < 100000; i++) bytes[i] = (char)(i * 7 % 256);
    for (size_t i = 0; i < COUNT(lengths) * 3; i++) {
        size_t n = lengths[i / 3], size;
        char *got;
        failing(CALLS, 0, 0);
        disk.at_most = i % 3 ? 1000 + i : 0;
        disk.interrupted = i % 3 == 2;
        assert_int_equal(lehr_write_file("f", bytes, n), LEHR_OK);
        assert_false(exists("f.lehr-part"));
        assert_int_equal(lehr_read_file("f", n, &got, &size), LEHR_OK);
        assert_int_equal(size, n);
        assert_memory_equal(got, bytes, n);
        assert_int_equal(got[n], 0);
        assert_int_equal(disk.open, 0);
        lehr_free(got);
    }
    free(bytes);
}

/* NULL in the table of calls means the system's function. */
static void a_table_may_leave_out_any_call(void **state)
{
    (void)state;
    lehr_set_file_calls(&(lehr_file_calls){ .unlink = unlink });
    assert_int_equal(save("f", "old"), LEHR_OK);
    assert_int_equal(save("f", "new"), LEHR_OK);                    /* with the permissions of the old one */
    assert_holds("f", "new");
}

static void a_file_too_large_is_not_read(void **state)
{
    (void)state;
    char *got = "untouched";
    size_t n = 7;
    assert_int_equal(save("f", "0123456789"), LEHR_OK);
    failing(CALLS, 0, 0);
    assert_fails(lehr_read_file("f", 9, &got, &n), LEHR_ERR_FILE, "f: larger than the 9 bytes");
    assert_true(!got && !n && !disk.made[READ]);
    assert_fails(lehr_read_file("/dev/zero", 100000, &got, &n), LEHR_ERR_FILE, "larger than the 100000 bytes");
    assert_in_range(disk.made[READ], 1, 10);                        /* its size is unknown: stopped on the way      */
    assert_fails(lehr_read_file("/dev/zero", SIZE_MAX, &got, &n), LEHR_ERR_FILE, "larger than the 268435456 bytes");
    assert_int_equal(disk.open, 0);
}

static void an_unreadable_file_is_reported(void **state)
{
    (void)state;
    char *got;
    size_t n;
    assert_fails(lehr_read_file("missing", 9, &got, &n), LEHR_ERR_FILE, "missing: cannot open: No such file");
    assert_fails(lehr_read_file(".", 9, &got, &n), LEHR_ERR_FILE, ".: is a folder");
    assert_fails(lehr_read_file("", 9, &got, &n), LEHR_ERR_FILE, "cannot open");
    assert_int_equal(save("f", "text"), LEHR_OK);
    failing(READ, 1, EIO);
    assert_fails(lehr_read_file("f", 9, &got, &n), LEHR_ERR_FILE, strerror(EIO));
    failing(READ, 2, EIO);                                          /* after all of it, instead of the end */
    heap h = {0};
    heap_use(&h);
    assert_fails(lehr_read_file("f", 9, &got, &n), LEHR_ERR_FILE, "f: cannot read");
    assert_true(!got && !n && !disk.open && h.asked && !h.live);
    heap_leave();
}

/* --- or not at all ------------------------------------------------------------------------------------------------ */

/* A save opens, writes, syncs, closes and renames the new file; then it opens, syncs and closes its folder. */
static const struct { const char *what; int call, nth, error; bool ok, is_new; const char *says; } save_rows[] = {
    { "open",           OPEN,   1, EACCES, false, false, "f.lehr-part: cannot open for writing" },
    { "write",          WRITE,  1, ENOSPC, false, false, "cannot write" },
    { "third write",    WRITE,  3, EIO,    false, false, "cannot write" },
    { "sync",           SYNC,   1, EIO,    false, false, "cannot sync to disk" },
    { "close",          CLOSE,  1, EDQUOT, false, false, "cannot finish writing" },
    { "rename",         RENAME, 1, EPERM,  false, false, "f: cannot put the finished file in place" },
    { "folder's open",  OPEN,   2, EACCES, true,  true,  "" },                              /* writable, not readable */
    { "folder's sync",  SYNC,   2, EINVAL, true,  true,  "" },                                  /* it has none */
    /* whole, but is it safe? */
    { "folder's sync",  SYNC,   2, EIO,    false, true,  "f: cannot sync its folder to disk" },
    { "folder's close", CLOSE,  2, EIO,    true,  true,  "" },
};

static void a_failed_save_leaves_the_old_file(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(save_rows); i++) {
        const char *what = save_rows[i].what;
        assert_int_equal(save("f", "the old text"), LEHR_OK);
        failing(save_rows[i].call, save_rows[i].nth, save_rows[i].error);
        disk.at_most = 4;
        lehr_status status = save("f", "the new text");
        assert_row(what, status == (save_rows[i].ok ? LEHR_OK : LEHR_ERR_FILE));
        if (status) assert_row(what, strstr(lehr_message(), save_rows[i].says));
        if (status) assert_row(what, strstr(lehr_message(), strerror(save_rows[i].error)));
        assert_row(what, disk.open == 0);
        assert_row(what, holds("f", save_rows[i].is_new ? "the new text" : "the old text", 12));
        assert_row(what, !exists("f.lehr-part"));
    }
}

/* Whichever call fails, also one added later: the file is complete, old or new, and new if the save succeeded. The
 * same where no file existed before. */
static void any_failing_call_leaves_a_whole_file(void **state)
{
    (void)state;
    for (int call = 0; call < CALLS; call++)
        for (int nth = 1; nth < 6; nth++)
            for (int before = 0; before < 2; before++) {
                unlink("f");
                if (before) assert_int_equal(save("f", "the old text"), LEHR_OK);
                failing(call, nth, EIO);
                disk.at_most = 5;
                lehr_status status = save("f", "the new text");
                assert_true(status == LEHR_OK || status == LEHR_ERR_FILE);
                assert_int_equal(disk.open, 0);
                if (status && exists("f"))
                    assert_true(holds("f", "the new text", 12) || (before && holds("f", "the old text", 12)));
                if (!status || (before && !exists("f"))) assert_holds("f", "the new text");
            }
}

/* A write of 0 bytes without an error means that the disk is full. */
static long write_nothing(int fd, const void *bytes, size_t n) { return (void)fd, (void)bytes, (void)n, 0; }

static void a_write_of_0_bytes_is_a_full_disk(void **state)
{
    (void)state;
    assert_int_equal(save("f", "old"), LEHR_OK);
    lehr_set_file_calls(&(lehr_file_calls){ .write = write_nothing });
    assert_fails(save("f", "new"), LEHR_ERR_FILE, strerror(ENOSPC));
    assert_holds("f", "old");
    assert_false(exists("f.lehr-part"));
}

/* The first failure is reported, whatever fails after it. */
static long write_never(int fd, const void *bytes, size_t n) { return (void)fd, (void)bytes, (void)n, errno = EIO, -1; }

static int close_badly(int fd)
{
    close(fd);
    errno = EDQUOT;
    return -1;
}

static void the_first_failure_is_reported(void **state)
{
    (void)state;
    assert_int_equal(save("f", "old"), LEHR_OK);
    lehr_set_file_calls(&(lehr_file_calls){ .write = write_never, .close = close_badly });
    assert_fails(save("f", "new"), LEHR_ERR_FILE, "f.lehr-part: cannot write: ");
    assert_non_null(strstr(lehr_message(), strerror(EIO)));
    assert_holds("f", "old");
}

/* The name shows which folder is synced; a file of this test stands for the root folder. */
static char opened[3][64];
static int  opens;

static int note_open(const char *path, int flags, int mode)
{
    snprintf(opened[opens++], sizeof *opened, "%s", path);
    return open(flags & O_CREAT ? "f" : ".", flags, mode);
}

static int rename_nothing(const char *from, const char *to) { return (void)from, (void)to, 0; }

static void the_folder_is_synced_too(void **state)
{
    (void)state;
    static const struct { const char *path, *folder;
    } rows[] = {
        { "/lehr-test-at-the-top", "/" },
        { "here", "." },
        { "folder/there", "folder" },
        { "/tmp/lehr-test-of-folders", "/tmp" },
    };
    for (size_t i = 0; i < COUNT(rows); i++) {
        opens = 0;
        unlink("f");
        lehr_set_file_calls(&(lehr_file_calls){ .open = note_open, .rename = rename_nothing });
        assert_row(rows[i].path, save(rows[i].path, "text") == LEHR_OK && opens == 2);
        assert_row(rows[i].path, !strncmp(opened[0], rows[i].path, strlen(rows[i].path)));
        assert_string_equal(opened[1], rows[i].folder);
    }
}

/* The temporary file of a killed run does not prevent a save, and is removed. */
static void litter_is_gone_after_the_next_save(void **state)
{
    (void)state;
    assert_int_equal(save("f", "old"), LEHR_OK);
    assert_int_equal(save("f.lehr-part", "a much longer text of a run that was killed"), LEHR_OK);
    assert_holds("f", "old");
    assert_int_equal(save("f", "new"), LEHR_OK);
    assert_holds("f", "new");
    assert_false(exists("f.lehr-part"));
}

/* If it cannot be removed, the message gives the reason of that. */
static void a_stale_temporary_file_is_reported(void **state)
{
    (void)state;
    assert_int_equal(save("f", "old"), LEHR_OK);
    assert_int_equal(save("f.lehr-part", "left"), LEHR_OK);
    failing(UNLINK, 0, EACCES);
    assert_fails(save("f", "new"), LEHR_ERR_FILE,
                 "f.lehr-part: cannot remove this, which an earlier save left: Permission denied");
    assert_holds("f", "old");
}

static void a_save_without_memory_changes_nothing(void **state)
{
    (void)state;
    assert_int_equal(save("f", "old"), LEHR_OK);
    heap h = { .refuse = 1 };
    heap_use(&h);
    assert_fails(save("f", "new"), LEHR_ERR_MEMORY, "out of memory");
    assert_int_equal(symlink("f", "link"), 0);
    h.asked = 0;
    assert_fails(save("link", "new"), LEHR_ERR_MEMORY, "out of memory");            /* the link's target needs memory */
    for (h.refuse = 1; h.refuse < 3; h.refuse++) {
        char *got, big[1000] = "";
        size_t n;
        heap_leave();
        assert_int_equal(lehr_write_file("g", big, sizeof big), LEHR_OK);
        heap_use(&h);
        h.asked = 0;
        failing(CALLS, 0, 0);
        lehr_status status = lehr_read_file("g", 1000, &got, &n);
        if (status) assert_fails(status, LEHR_ERR_MEMORY, "out of memory");
        else lehr_free(got);
        assert_int_equal(status, h.refuse == 1 ? LEHR_ERR_MEMORY : LEHR_OK);
        assert_true(!disk.open && !h.live);
    }
    heap_leave();
    assert_holds("f", "old");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(what_is_written_is_read),
        CASE(a_table_may_leave_out_any_call),
        CASE(a_write_of_0_bytes_is_a_full_disk),
        CASE(the_first_failure_is_reported),
        CASE(the_folder_is_synced_too),
        CASE(a_file_too_large_is_not_read),
        CASE(an_unreadable_file_is_reported),
        CASE(a_failed_save_leaves_the_old_file),
        CASE(any_failing_call_leaves_a_whole_file),
        CASE(litter_is_gone_after_the_next_save),
        CASE(a_stale_temporary_file_is_reported),
        CASE(a_save_without_memory_changes_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
