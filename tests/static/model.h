/* model.h — what clang-tidy's analyzer cannot see, as it reads one file at a time: a failure has a code, and NULL is
 * found. static.sh puts it before every file but core/base/status.c, where these functions are. */
#include "core/base/status.h"
#include <stdlib.h>

static inline lehr_status failed(void)
{
    lehr_status status = lehr_last_status();
    if (status == LEHR_OK) abort();
    return status;
}

#define lehr_last_status()      failed()
#define lehr_fail(code, ...)    (lehr_fail((code), __VA_ARGS__), (code))
#define lehr_fail_null(function, what)  (lehr_fail_null((function), (what)), LEHR_ERR_VALUE)

static inline lehr_status check_not_null(const void *const pointers[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!pointers[i]) return LEHR_ERR_VALUE;
    return LEHR_OK;
}

#undef LEHR_NOT_NULL
#define LEHR_NOT_NULL(...)                                                                                             \
    check_not_null((const void *const[]){ __VA_ARGS__ },                                                               \
                   sizeof((const void *const[]){ __VA_ARGS__ }) / sizeof(const void *))
