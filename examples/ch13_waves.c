/* ch13_waves.c — eight waveforms of five samples, by a linear net and by a convolution                 level: 3 of 4
 *
 * shows     conv1d: features as sequences, kernels that slide along them, pooling; the number of weights
 * run       ./ch13_waves
 * expect    a validation accuracy of 100 % by a linear net of 48 weights and by both convolutions, and of 94 % by a
 *           net with only two hidden units
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { LENGTH = 5, KINDS = 8 };

static void train(const char *name, lehr_layer net[], const lehr_data *data)
{
    lehr_plan plan;
    lehr_history_row end;
    lehr_history history = { 0 };
    LEHR_CHECK(lehr_plan_for(&plan, "waves"));
    plan.init = "xavier";
    plan.optim = "adam";
    plan.lr = 0.01;
    plan.sched = "step:every=1000,gamma=0.9";
    plan.scale = "none";
    plan.split = 0;                                                         /* of the data   */
    plan.batch = 32;
    plan.epochs = 50;
    lehr_run *run = lehr_run_new_with(&plan, data, net);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    LEHR_CHECK(lehr_run_evaluate(run, &end));
    printf("%-36s %4zu weights   validation accuracy %5.1f %%\n", name, lehr_params_size(run->params),
           100 * end.validation_accuracy);
    lehr_history_release(&history);
    lehr_run_free(run);
}

int main(void)
{
    lehr_layer line[]   = LEHR_NET(LEHR_LINEAR("fc", LENGTH, KINDS));
    lehr_layer narrow[] = LEHR_NET(LEHR_LINEAR("fc1", LENGTH, 2), LEHR_TANH, LEHR_LINEAR("fc2", 2, KINDS));
    lehr_layer conv[]   = LEHR_NET(
        LEHR_UNFLATTEN(2, 1, LENGTH),                                       /* [1 x 5 x m] one channel, five long */
        LEHR_CONV1D("conv", 1, 4, { 3 }, .padding = { 1 }), LEHR_RELU,      /* [4 x 5 x m] four kernels of 3 */
        LEHR_FLATTEN, LEHR_LINEAR("fc", 20, KINDS)
    );
    lehr_layer pool[]   = LEHR_NET(
        LEHR_UNFLATTEN(2, 1, LENGTH), LEHR_CONV1D("conv", 1, 4, { 2 }), LEHR_RELU,      /* [4 x 4 x m] */
        LEHR_MAX_POOL1D({ 2 }), LEHR_FLATTEN, LEHR_LINEAR("fc", 8, KINDS)               /* [4 x 2 x m] → [8 x m] */
    );
    lehr_data *data = lehr_data_open("waves");
    train("linear 5-8", line, data);
    train("linear 5-2-8", narrow, data);
    train("conv1d 4 kernels of 3, linear", conv, data);
    train("conv1d 4 kernels of 2, pool, linear", pool, data);
    lehr_data_free(data);
    return 0;
}
