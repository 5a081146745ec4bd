/* ch14_lenet.c — handwritten digits, 8 x 8 pixels, and a LeNet of that size                            level: 3 of 4
 *
 * shows     convolution, pooling, flatten, dropout; a training run with layers of your own; the book's schedule,
 *           step(0.01, 0.9, 100)
 * run       ./ch14_lenet
 * expect    a validation accuracy of 97 to 99 % from the third epoch on, and 99.4 % at the end; half a second
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { BATCH = 32, EPOCHS = 20 };

/* The book's experiment, on digits. */
static void make_plan(lehr_plan *plan)
{
    LEHR_CHECK(lehr_plan_for(plan, "digits"));
    plan->init = "kaiming";
    plan->optim = "adam";
    plan->lr = 0.01;
    plan->sched = "step:every=100,gamma=0.9";
    plan->scale = "minmax";
    plan->fit_scale = "train";                                              /* scaled by the training rows only    */
    plan->batch = BATCH;
    plan->epochs = EPOCHS;
    plan->every = 45;                                                    /* 1,437 rows train: 45 updates are an epoch */
}

int main(void)
{
    lehr_layer net[] = LEHR_NET(                                           /* an image is [1 x 8 x 8]             */
        LEHR_CONV2D("conv1", 1, 16, { 3 }, .padding = { 1 }), LEHR_RELU,    /* [16 x 8 x 8] features of 3 x 3      */
        LEHR_MAX_POOL2D({ 2 }),                                             /* [16 x 4 x 4]                        */
        LEHR_CONV2D("conv2", 16, 32, { 3 }, .padding = { 1 }), LEHR_RELU,   /* [32 x 4 x 4] features of features   */
        LEHR_MAX_POOL2D({ 2 }), LEHR_FLATTEN, LEHR_DROPOUT(0.25),           /* [128]                               */
        LEHR_LINEAR("fc1", 128, 64), LEHR_RELU,
        LEHR_LINEAR("fc2", 64, 10)                                          /* [10] a score for each digit         */
    );
    lehr_plan plan;
    lehr_history history = { 0 };
    lehr_data *data = lehr_data_open("digits");
    make_plan(&plan);
    lehr_run *run = lehr_run_new_with(&plan, data, net);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    for (int i = 0; i < history.count; i++) {
        const lehr_history_row *p = &history.row[i];
        printf("epoch %2ld   rate %.4f   loss %.4f   validation accuracy %.1f %%\n", p->epoch, p->lr, p->train_loss,
               100 * p->validation_accuracy);
    }
    lehr_history_release(&history);
    lehr_run_free(run);
    lehr_data_free(data);
    return 0;
}
