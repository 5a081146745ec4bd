/* faults.c — added to the commands in a build with LEHR_FAULTS, which no release has: allocations and file calls that
 * fail as the environment sets them, from the first instruction of main to the last.
 *
 *     LEHR_FAIL_MEMORY=17         the 17th allocation fails; 17+: and all that follow
 *     LEHR_FAIL_FILE=write:2:ENOSPC   the second write fails with ENOSPC; write:2+:ENOSPC: and all that follow.
 *                                 SHORT: it writes half of the bytes
 *     LEHR_COUNT_TO=FILE          writes the number of calls of each kind when the program ends
 */
#include "faulty_files.h"
#include "counting_allocator.h"

static meter memory;

static void give_up(const char *variable, const char *value)
{
    fprintf(stderr, "%s=%s: not understood; see tests/support/faults.c\n", variable, value);
    _exit(70);
}

/* Parses "17" or "17+" followed by `end`. Returns the place of `end`, or NULL. */
static const char *read_which(const char *s, char end, long *n, bool *from_then_on)
{
    char *at;
    *n = strtol(s, &at, 10);
    *from_then_on = *at == '+';
    at += *from_then_on;
    return *n > 0 && *at == end ? at : NULL;
}

static void fail_memory(const char *s)
{
    if (!read_which(s, '\0', &memory.refuse, &memory.from_then_on)) give_up("LEHR_FAIL_MEMORY", s);
}

static void fail_file(const char *s)
{
    const char *colon = strchr(s, ':'),
               *at = colon ? read_which(colon + 1, ':', &faults.n, &faults.from_then_on) : NULL;
    int call = 0, error = 0;
    if (!at) give_up("LEHR_FAIL_FILE", s);
    size_t length = (size_t)(colon - s);
    while (call < FAULTY_CALLS && !(strlen(faulty_names[call]) == length && !strncmp(s, faulty_names[call], length)))
        call++;
    while (error < FAULTY_ERRORS && strcmp(at + 1, faulty_errors[error].name)) error++;
    if (call == FAULTY_CALLS || error == FAULTY_ERRORS) give_up("LEHR_FAIL_FILE", s);
    faults.call = call;
    faults.error = faulty_errors[error].error;
}

static void count(void)
{
    FILE *f = fopen(getenv("LEHR_COUNT_TO"), "w");
    if (!f) return;
    fprintf(f, "memory %ld\n", atomic_load(&memory.calls));
    for (int i = 0; i < FAULTY_CALLS; i++) fprintf(f, "%s %ld\n", faulty_names[i], atomic_load(&faults.made[i]));
    fprintf(f, "live %ld\n", atomic_load(&memory.live));
    fclose(f);
}

__attribute__((constructor)) static void start(void)
{
    const char *fail = getenv("LEHR_FAIL_MEMORY"), *file = getenv("LEHR_FAIL_FILE");
    if (fail) fail_memory(fail);
    if (file) fail_file(file);
    if (getenv("LEHR_COUNT_TO")) atexit(count);
    lehr_set_allocator(&(lehr_allocator){ metered, &memory });
    lehr_set_file_calls(&faulty_calls);
}
