/* test_file_targets.c — where a file may be written and where not: links, devices, pipes, folders. */
#include "files.h"
#include <errno.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

static void behind_a_link_the_file_is_replaced(void **state)
{
    (void)state;
    struct stat s;
    assert_int_equal(lehr_make_directory("folder"), LEHR_OK);
    assert_int_equal(save("folder/f", "old"), LEHR_OK);
    assert_int_equal(symlink("folder/f", "g"), 0);
    assert_int_equal(symlink("g", "link"), 0);                      /* a link to a link */
    assert_int_equal(save("link", "new"), LEHR_OK);
    assert_holds("folder/f", "new");
    assert_true(!lstat("link", &s) && S_ISLNK(s.st_mode));
    assert_true(!lstat("g", &s) && S_ISLNK(s.st_mode));
    assert_false(exists("folder/f.lehr-part") || exists("link.lehr-part") || exists("g.lehr-part"));
}

/* The target of a link is relative to the link's folder, or absolute. */
static void links_lead_from_where_they_are(void **state)
{
    (void)state;
    char absolute[4096];
    assert_int_equal(lehr_make_directory("folder"), LEHR_OK);
    assert_int_equal(symlink("f", "folder/near"), 0);
    assert_int_equal(save("folder/near", "near"), LEHR_OK);
    assert_holds("folder/f", "near");
    assert_false(exists("f"));
    assert_non_null(getcwd(absolute, sizeof absolute - 20));
    assert_int_equal(symlink(strcat(absolute, "/f"), "folder/far"), 0);
    assert_int_equal(save("folder/far", "far"), LEHR_OK);
    assert_holds("f", "far");
    assert_holds("folder/f", "near");
}

static void files_are_distinguished_from_devices_and_folders(void **state)
{
    (void)state;
    assert_int_equal(save("f", "text"), LEHR_OK);
    assert_int_equal(symlink("f", "link"), 0);
    assert_int_equal(symlink("missing", "g"), 0);
    assert_int_equal(lehr_make_directory("folder"), LEHR_OK);
    assert_true(lehr_is_regular_file("f") && lehr_is_regular_file("link"));
    assert_false(lehr_is_regular_file("folder") || lehr_is_regular_file("missing") || lehr_is_regular_file("g") ||
                 lehr_is_regular_file("/dev/null"));
    assert_true(lehr_path_exists("f") && lehr_path_exists("folder") && lehr_path_exists("g"));
    assert_false(lehr_path_exists("missing"));
}

static void devices_and_pipes_are_written_directly(void **state)
{
    (void)state;
    struct stat s;
    assert_int_equal(mkfifo("pipe", 0600), 0);
    int fd = open("pipe", O_RDWR);
    char got[16] = "";
    assert_int_equal(save("pipe", "through"), LEHR_OK);
    assert_int_equal(read(fd, got, sizeof got), 7);
    assert_string_equal(got, "through");
    close(fd);
    assert_true(!stat("pipe", &s) && S_ISFIFO(s.st_mode));
    assert_int_equal(save("/dev/null", "gone"), LEHR_OK);
    if (access("/dev/full", F_OK)) skip();
    assert_fails(save("/dev/full", "x"), LEHR_ERR_FILE, strerror(ENOSPC));
    assert_true(!stat("/dev/full", &s) && S_ISCHR(s.st_mode));
}

static void unwritable_targets_are_reported(void **state)
{
    (void)state;
    assert_int_equal(lehr_make_directory("folder"), LEHR_OK);
    assert_fails(save("folder", "x"), LEHR_ERR_FILE, "folder: is a folder");
    assert_fails(save("missing/f", "x"), LEHR_ERR_FILE, "missing/f");
    assert_fails(save("", "x"), LEHR_ERR_FILE, "cannot");
    assert_false(exists(".lehr-part"));
}

static void a_folder_without_permission_is_reported(void **state)
{
    (void)state;
    if (!geteuid()) skip();                                         /* permissions do not bind root */
    assert_int_equal(lehr_make_directory("locked"), LEHR_OK);
    assert_int_equal(save("locked/f", "old"), LEHR_OK);
    chmod("locked", 0500);
    lehr_status status = save("locked/f", "new"), made = lehr_make_directory("locked/in");
    chmod("locked", 0700);
    assert_int_equal(status, LEHR_ERR_FILE);
    assert_fails(made, LEHR_ERR_FILE, strerror(EACCES));
    assert_holds("locked/f", "old");
}

static void folders_are_made_with_those_above(void **state)
{
    (void)state;
    static const char *const paths[] = { "folder/a/b/c",  "folder/a/b/c",         "folder/a", "folder/d/",
                                         "folder//e///g", "./folder/../folder/h", "." };
    char absolute[4096], longest[5000];
    for (size_t i = 0; i < COUNT(paths); i++) {
        assert_row(paths[i], !lehr_make_directory(paths[i]));
        struct stat s;
        assert_row(paths[i], !stat(paths[i], &s) && S_ISDIR(s.st_mode));
    }
    assert_non_null(getcwd(absolute, sizeof absolute - 20));
    assert_int_equal(lehr_make_directory(strcat(absolute, "/folder/absolute")), LEHR_OK);
    assert_true(exists("folder/absolute"));
    assert_int_equal(save("f", "in the way"), LEHR_OK);
    assert_fails(lehr_make_directory("f"), LEHR_ERR_FILE, "f: is a file");
    assert_fails(lehr_make_directory("f/g"), LEHR_ERR_FILE, strerror(ENOTDIR));
    assert_fails(lehr_make_directory(""), LEHR_ERR_FILE, "cannot make this folder");
    memset(longest, 'x', sizeof longest);
    longest[4999] = '\0';
    assert_fails(lehr_make_directory(longest), LEHR_ERR_FILE, "4999 bytes is too long");
    assert_holds("f", "in the way");
}

/* The folder would allow to replace the file; but a file without write permission stays as it is, for root too. */
static void a_file_that_may_not_be_written_stays(void **state)
{
    (void)state;
    bool is_root = !getuid();
    assert_int_equal(save("f", "old"), LEHR_OK);
    assert_int_equal(chmod("f", 0444), 0);
    if (is_root) assert_int_equal(setreuid(65534, (uid_t)-1), 0);
    lehr_status status = save("f", "new");
    if (is_root) assert_int_equal(setreuid(0, (uid_t)-1), 0);
    assert_fails(status, LEHR_ERR_FILE, "f: cannot write: Permission denied");
    assert_holds("f", "old");
}

/* --- one process at a time ---------------------------------------------------------------------------------------- */

/* Starts a process that locks "f" until something is written to *go; returns when it holds the lock. */
static pid_t holder(int *go)
{
    int ready[2], done[2], lock;
    char c = 0;
    assert_true(!pipe(ready) && !pipe(done));
    pid_t child = fork();
    if (!child) {
        c = lehr_lock_file("f", &lock) ? 'n' : 'y';
        if (write(ready[1], &c, 1) != 1 || read(done[0], &c, 1) != 1) _exit(1);
        _exit(0);
    }
    assert_int_equal(read(ready[0], &c, 1), 1);
    assert_int_equal(c, 'y');
    *go = done[1];
    return child;
}

static void one_process_at_a_time(void **state)
{
    (void)state;
    int go, lock;
    char says[100];
    pid_t other = holder(&go);
    snprintf(says, sizeof says, "f: process %ld holds this lock", (long)other);
    assert_fails(lehr_lock_file("f", &lock), LEHR_ERR_FILE, says);
    assert_int_equal(write(go, "", 1), 1);
    assert_int_equal(waitpid(other, NULL, 0), other);
    assert_int_equal(lehr_lock_file("f", &lock), LEHR_OK);          /* its end released the lock */
    lehr_unlock_file(lock);
    assert_fails(lehr_lock_file("missing/f", &lock), LEHR_ERR_FILE, "missing/f: cannot open for writing");
}

/* A private file stays private, whatever its temporary file was. */
static void permissions_stay(void **state)
{
    (void)state;
    struct stat about;
    assert_int_equal(save("f", "old"), LEHR_OK);
    assert_int_equal(chmod("f", 0600), 0);
    assert_int_equal(save("g", "left by another"), LEHR_OK);
    assert_int_equal(rename("g", "f.lehr-part"), 0);
    assert_int_equal(save("f", "new"), LEHR_OK);
    assert_true(!stat("f", &about) && (about.st_mode & 0777) == 0600);
    assert_holds("f", "new");
}

/* A circle of links is an error. */
static void circles_are_refused(void **state)
{
    (void)state;
    assert_int_equal(symlink("link", "link"), 0);
    assert_fails(save("link", "text"), LEHR_ERR_FILE, "link: cannot write");
    assert_int_equal(unlink("link"), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(behind_a_link_the_file_is_replaced),
        CASE(devices_and_pipes_are_written_directly),
        CASE(unwritable_targets_are_reported),
        CASE(a_folder_without_permission_is_reported),
        CASE(folders_are_made_with_those_above),
        CASE(permissions_stay),
        CASE(circles_are_refused),
        CASE(links_lead_from_where_they_are),
        CASE(files_are_distinguished_from_devices_and_folders),
        CASE(a_file_that_may_not_be_written_stays),
        CASE(one_process_at_a_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
