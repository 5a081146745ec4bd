/* tests.c — the hidden tests of assignment 7: the same comparisons with other seeds, on which no policy was tuned, and
 * more of them, so that chance matters less. */
#include "own.h"
#include "trial.h"

enum { STEPS = 7500 };      /* 300 epochs of 25 batches */

static void rates(void)
{
    trial_rule("every rate is a number, and not below 0", "每个学习率都是数，且不小于 0");
    for (long t = 0; t < STEPS; t++) trial_row(my_rate(t, STEPS), "t = %ld", t);
}

const trial_part trial_parts[] = {
    { 4, "beats fixed",  rates, "rate", "学习率", 0, "taiji:epochs=300,lr=0.03,against=fixed,seeds=100,seed=10000" },
    { 6, "beats cosine", rates, "rate", "学习率", 0, "taiji:epochs=300,lr=0.05,against=cosine,seeds=200,seed=10000" },
    { .points = 0 },
};
