/* test_targets.c — where a file may be written and where not: links, devices, pipes, folders. */
#include "files.h"
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

static void behind_a_link_the_file_is_replaced(void **state)
{
    (void)state;
    struct stat s;
    assert_int_equal(lehr_make_folder("folder"), LEHR_OK);
    assert_int_equal(save("folder/f", "old"), LEHR_OK);
    assert_int_equal(symlink("folder/f", "g"), 0);
    assert_int_equal(symlink("g", "link"), 0);                      /* a link to a link */
    assert_int_equal(save("link", "new"), LEHR_OK);
    assert_holds("folder/f", "new");
    assert_true(!lstat("link", &s) && S_ISLNK(s.st_mode));
    assert_true(!lstat("g", &s) && S_ISLNK(s.st_mode));
    assert_false(exists("folder/f.lehr-part") || exists("link.lehr-part") || exists("g.lehr-part"));
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

static void what_cannot_be_written_is_said(void **state)
{
    (void)state;
    assert_int_equal(lehr_make_folder("folder"), LEHR_OK);
    assert_fails(save("folder", "x"), LEHR_ERR_FILE, "folder: is a folder");
    assert_fails(save("missing/f", "x"), LEHR_ERR_FILE, "missing/f");
    assert_fails(save("", "x"), LEHR_ERR_FILE, "cannot");
    assert_false(exists(".lehr-part"));
}

static void a_folder_without_permission_is_said(void **state)
{
    (void)state;
    if (!geteuid()) skip();                                         /* root may do anything */
    assert_int_equal(lehr_make_folder("locked"), LEHR_OK);
    assert_int_equal(save("locked/f", "old"), LEHR_OK);
    chmod("locked", 0500);
    lehr_status status = save("locked/f", "new"), made = lehr_make_folder("locked/in");
    chmod("locked", 0700);
    assert_int_equal(status, LEHR_ERR_FILE);
    assert_fails(made, LEHR_ERR_FILE, strerror(EACCES));
    assert_holds("locked/f", "old");
}

static void folders_are_made_with_those_above(void **state)
{
    (void)state;
    static const char *const paths[] = { "folder/a/b/c", "folder/a/b/c", "folder/a", "folder/d/", "folder//e///g", "./folder/../folder/h", "." };
    char absolute[4096], longest[5000];
    for (size_t i = 0; i < COUNT(paths); i++) {
        assert_row(paths[i], !lehr_make_folder(paths[i]));
        struct stat s;
        assert_row(paths[i], !stat(paths[i], &s) && S_ISDIR(s.st_mode));
    }
    assert_non_null(getcwd(absolute, sizeof absolute - 20));
    assert_int_equal(lehr_make_folder(strcat(absolute, "/folder/absolute")), LEHR_OK);
    assert_true(exists("folder/absolute"));
    assert_int_equal(save("f", "in the way"), LEHR_OK);
    assert_fails(lehr_make_folder("f"), LEHR_ERR_FILE, "f: is a file");
    assert_fails(lehr_make_folder("f/g"), LEHR_ERR_FILE, strerror(ENOTDIR));
    assert_fails(lehr_make_folder(""), LEHR_ERR_FILE, "cannot make this folder");
    memset(longest, 'x', sizeof longest);
    longest[4999] = '\0';
    assert_fails(lehr_make_folder(longest), LEHR_ERR_FILE, "4999 bytes is too long");
    assert_holds("f", "in the way");
}

/* A private file stays private, whatever stood beside it. */
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

/* Links that lead in a circle are told, not followed for ever. */
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
        CASE(behind_a_link_the_file_is_replaced), CASE(devices_and_pipes_are_written_directly), CASE(what_cannot_be_written_is_said),
        CASE(a_folder_without_permission_is_said), CASE(folders_are_made_with_those_above), CASE(permissions_stay), CASE(circles_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
