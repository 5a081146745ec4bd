/* model.h — what clang-tidy's analyzer cannot see, as it reads one file at a time: who failed did fail. static.sh
 * puts it before every file but core/base/status.c, where these functions are. */
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
