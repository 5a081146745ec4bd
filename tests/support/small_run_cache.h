/* small_run_cache.h — a comparison that is small enough for its kept runs to be damaged in every way: two policies,
 * five updates of xor. */
#ifndef LEHR_TESTS_SMALL_KEPT_H
#define LEHR_TESTS_SMALL_KEPT_H
#include "lab/compare/runner.h"
#include "lab/compare/run_cache.h"
#include "lab/data/data_open.h"

/* Ready, and no run carried out; its data stay until the end of the program. False: see lehr_message. */
static inline bool small_comparison(lehr_comparison *c)
{
    static const char *const specs[] = { "fixed", "cosine" };
    static lehr_data *small;
    lehr_plan p;
    if (!small) small = lehr_data_open("xor");
    if (!small || lehr_plan_for(&p, "xor")) return false;
    p.net = "2-2-2";
    p.epochs = 0;
    p.steps = 5;
    p.every = 2;
    if (lehr_comparison_init(c, &p, small, specs, 2, NULL, LEHR_VALIDATION_LOSS, 1)) return false;
    lehr_run_cache_prepare(c);
    return true;
}

#endif
