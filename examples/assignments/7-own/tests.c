/* tests.c — the visible tests of assignment 7: two comparisons, which `lehr grade` runs with the rates that you answer.
 */
#include "own.h"
#include "trial.h"

enum { STEPS = 7500 };      /* 300 epochs of 25 batches */

static void rates(void)
{
    trial_rule("every rate is a number, and not below 0", "每个学习率都是数，且不小于 0");
    for (long t = 0; t < STEPS; t++) trial_row(my_rate(t, STEPS), "t = %ld", t);
}

const trial_part trial_parts[] = {
    { 4, "beats fixed",  rates, "rate", "学习率", 0, "taiji:epochs=300,lr=0.03,against=fixed,seeds=100,seed=0" },
    { 6, "beats cosine", rates, "rate", "学习率", 0, "taiji:epochs=300,lr=0.05,against=cosine,seeds=100,seed=0" },
    { .points = 0 },
};
