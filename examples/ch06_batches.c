/* ch06_batches.c — three regions by softmax: how to change the rate with the batch size                level: 2 of 4
 *
 * shows     softmax with cross-entropy; the same number of epochs with batches of 4 to 256, and a rate that is
 *           constant, or proportional to the root of the batch size, or to the batch size
 * run       ./ch06_batches
 * expect    with a constant rate a loss of 0.10, 0.15, 0.22, 0.33; with the root 0.10 to 0.17; with a rate
 *           proportional to the batch size 0.10 to 0.09: four times the batch needs a quarter of the updates
 */
#include <lehr_lab.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { EPOCHS = 50, SMALLEST = 4, LARGEST = 256 };

static const double base = 0.05;                    /* the rate for batches of 4 */

static lehr_history_row train(const lehr_data *data, long batch, double lr)
{
    lehr_plan plan;
    lehr_history history = { 0 };
    LEHR_CHECK(lehr_plan_for(&plan, "regions"));
    plan.batch = batch;
    plan.lr = lr;
    plan.epochs = EPOCHS;
    lehr_run *run = lehr_run_new(&plan, data);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    lehr_history_row end = history.row[history.count - 1];
    lehr_history_release(&history);
    lehr_run_free(run);
    return end;
}

/* One batch size: three rates for it. */
static void compare(const lehr_data *data, long batch)
{
    double times = (double)batch / SMALLEST, lr[] = { base, base * sqrt(times), base * times };
    printf("batch %3ld", batch);
    for (int i = 0; i < 3; i++) {
        lehr_history_row end = train(data, batch, lr[i]);
        printf("   rate %5.3f: loss %.4f, %4.1f %%", lr[i], end.train_loss, 100 * end.train_accuracy);
    }
    printf("\n");
}

int main(void)
{
    lehr_data *data = lehr_data_open("regions");
    printf("%-9s   %-31s   %-31s   %s\n", "", "rate left alone", "with the root of the batch", "with the batch");
    for (long batch = SMALLEST; batch <= LARGEST; batch *= 4) compare(data, batch);
    lehr_data_free(data);
    return 0;
}
