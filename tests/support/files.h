/* files.h — saving, looking and tidying up, for tests of what is written where. */
#ifndef LEHR_TESTS_FILES_H
#define LEHR_TESTS_FILES_H
#include "check.h"
#include <sys/stat.h>
#include "core/base/file.h"

static inline lehr_status save(const char *path, const char *text) { return lehr_write_file(path, text, strlen(text)); }

#define assert_holds(path, text) assert_true(holds(path, text, strlen(text)))
static inline bool holds(const char *path, const char *bytes, size_t n)
{
    char *got;
    size_t size;
    lehr_set_file_calls(NULL);
    if (lehr_read_file(path, SIZE_MAX, &got, &size)) return false;
    bool same = size == n && !memcmp(got, bytes, n) && got[n] == '\0';
    lehr_free(got);
    return same;
}

static inline bool exists(const char *path) { struct stat s; return !lstat(path, &s); }

/* Before and after each test: the system's own calls, and none of the names we use. */
static inline int tidy(void **state)
{
    (void)state;
    lehr_set_file_calls(NULL);
    heap_leave();
    return system("rm -rf f f.lehr-part g g.lehr-part link link.lehr-part folder locked pipe");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, tidy, tidy)

#endif
