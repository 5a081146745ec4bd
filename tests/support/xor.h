/* xor.h — the data that tests of comparisons train on, opened once for all of a program's tests. */
#ifndef LEHR_TESTS_XOR_H
#define LEHR_TESTS_XOR_H
#include "lab/compare/runner.h"
#include "lab/data/data_open.h"
#include "lab.h"

static lehr_data *data;

static int open_data(void **state)
{
    (void)state;
    return (data = lehr_data_open("xor")) ? 0 : -1;
}

static int close_data(void **state)
{
    (void)state;
    lehr_data_free(data);
    return 0;
}

static inline lehr_comparison compare_on_xor(const lehr_plan *p, const char *const *specs, int n, const char *baseline,
                                             lehr_metric m, int seeds)
{
    lehr_comparison c;
    if (lehr_comparison_init(&c, p, data, specs, n, baseline, m, seeds)) fail_msg("%s", lehr_message());
    return c;
}

#endif
