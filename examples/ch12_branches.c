/* ch12_branches.c — strokes of 3 x 3 pixels, classified by three parallel branches                     level: 3 of 4
 *
 * shows     concat: nets with the same input, whose outputs are stacked; L1
 * run       ./ch12_branches
 * expect    a validation accuracy of 98 %; L1 has set most of the 54 weights to nearly 0, and the others distinguish
 *           the strokes
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { PIXELS = 9, CLASSES = 3, BRANCHES = 3, UNITS = 2 };

/* A branch has two units of nine weights each: prints them as images of 3 x 3. */
static void print_weights(const lehr_layer *branch)
{
    printf("branch %s looks for\n", branch->name);
    for (int row = 0; row < 3; row++)
        for (int unit = 0; unit < UNITS; unit++) {
            const lehr_real *w = branch->W->data + unit * PIXELS + 3 * row;
            printf("    %5.1f %5.1f %5.1f%s", (double)w[0], (double)w[1], (double)w[2], unit == UNITS - 1 ? "\n" : "");
        }
}

static void make_plan(lehr_plan *plan)
{
    LEHR_CHECK(lehr_plan_for(plan, "masks"));
    plan->init = "xavier";
    plan->optim = "adam:l1=0.003";
    plan->lr = 0.01;
    plan->scale = "none";
    plan->split = 0;                                                        /* of the data   */
    plan->batch = 32;
    plan->epochs = 1000;
}

int main(void)
{
    lehr_layer a[] = LEHR_NET(LEHR_LINEAR("a", PIXELS, UNITS), LEHR_TANH),
               b[] = LEHR_NET(LEHR_LINEAR("b", PIXELS, UNITS), LEHR_TANH),
               c[] = LEHR_NET(LEHR_LINEAR("c", PIXELS, UNITS), LEHR_TANH);
    lehr_layer net[] = LEHR_NET(LEHR_FLATTEN, LEHR_CONCAT(a, b, c), LEHR_LINEAR("fc", BRANCHES * UNITS, CLASSES));
    lehr_plan plan;
    lehr_history_row end;
    lehr_history history = { 0 };
    lehr_data *data = lehr_data_open("masks");
    make_plan(&plan);
    lehr_run *run = lehr_run_new_with(&plan, data, net);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    LEHR_CHECK(lehr_run_evaluate(run, &end));
    for (int i = 0; i < BRANCHES; i++) print_weights(net[1].branch[i]);
    printf("training loss %.4f, validation accuracy %.1f %%\n", end.train_loss, 100 * end.validation_accuracy);
    lehr_history_release(&history);
    lehr_run_free(run);
    lehr_data_free(data);
    return 0;
}
