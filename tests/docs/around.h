/* around.h — declarations around an example of C on a page: the objects that a page on layers, rules or runs uses,
#include "lab/data/data_open.h"
#include "lab/train/run.h"
 * initialised. tests/docs/page.sh puts the example between this and the end of main. */
#include <lehr_lab.h>
#include <stdio.h>

static int end_well(lehr_tape *tape) { return lehr_tape_status(tape) ? puts(lehr_message()), 1 : 0; }

int main(void)
{
    enum { batch = 2 };
    static const lehr_real x[28 * 28 * batch] = { 0 };
    lehr_random random;
    lehr_plan of_iris;
    lehr_plan_for(&of_iris, "iris");
    lehr_data *data = lehr_data_open("iris");
    lehr_run *run = lehr_run_new(&of_iris, data);
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    lehr_tensor *z = NULL;
    lehr_random_seed(&random, 0);
    if (!run || !ps || !tape || !lehr_param(ps, "fc0.weight", LEHR_MATRIX(3, 2)) ||
        !lehr_param(ps, "fc0.bias", LEHR_VECTOR(3)))
        return puts(lehr_message()), 1;
    lehr_tape_begin(tape, LEHR_TRAIN);
    (void)x, (void)z;
