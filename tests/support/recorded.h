/* recorded.h — the curves recorded by tests/golden/torch/record_schedules.py: "spec",base rate,number,number,… */
#ifndef LEHR_TESTS_RECORDED_H
#define LEHR_TESTS_RECORDED_H
#include "lab.h"

enum { MOST_NUMBERS = 1500, LONGEST_LINE = 65536 };

typedef struct recorded {
    char   spec[400];
    double lr;
    int    count;
    double v[MOST_NUMBERS];
} recorded;

static inline FILE *open_recorded(const char *name)
{
    char path[512];
    snprintf(path, sizeof path, "%s/tests/golden/torch/%s.csv", LEHR_SOURCE, name);
    FILE *f = fopen(path, "r");
    if (!f) fail_msg("%s is not there", path);
    return f;
}

/* The next curve, if there is one. An empty field repeats the one that is `before` fields earlier. */
static inline int read_recorded(FILE *f, recorded *r, int before)
{
    static char line[LONGEST_LINE];
    if (!fgets(line, sizeof line, f)) return 0;
    assert_non_null(strchr(line, '\n'));
    size_t length = strcspn(line + 1, "\"");
    assert_true(line[0] == '"' && length < sizeof r->spec);
    snprintf(r->spec, sizeof r->spec, "%.*s", (int)length, line + 1);
    char *at = line + length + 3;
    r->lr = strtod(at, &at);
    for (r->count = 0; *at == ','; r->count++) {
        char *start = ++at;
        assert_true(r->count < MOST_NUMBERS);
        r->v[r->count] = strtod(start, &at);
        if (at == start) r->v[r->count] = r->count < before ? r->lr : r->v[r->count - before];
    }
    assert_int_equal(*at, '\n');
    return 1;
}

#endif
