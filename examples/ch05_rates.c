/* ch05_rates.c — expensive for its area? logistic regression with eight learning rates                 level: 1 of 4
 *
 * shows     learning rates from too small to far too large, with the same initial weights and batches
 * run       ./ch05_rates
 *           ./ch05_rates rates.png           … and the losses as a picture
 * expect    after forty epochs a loss of 0.12 with rate 0.01, falling to 0.015 with 10; 0.06 to 0.15 with 30 and 50,
 *           where it jumps; an accuracy above 99 % with all of them. With rate 50 the book's program computes
 *           log 0, and NaN; here nothing is rounded to 0.
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { RATES = 8, EPOCHS = 40 };

static const double rate[RATES] = { 0.01, 0.1, 0.5, 1, 3, 10, 30, 50 };

/* loss [EPOCHS]: after each epoch, over the training rows. */
static void train(const lehr_data *data, double lr, double loss[EPOCHS])
{
    lehr_plan plan;
    lehr_history history = { 0 };
    LEHR_CHECK(lehr_plan_for(&plan, "diagonal"));
    plan.lr = lr;
    plan.epochs = EPOCHS;
    plan.every = 160;                                           /* 160 batches of 10 are an epoch */
    lehr_run *run = lehr_run_new(&plan, data);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    for (int i = 0; i < EPOCHS; i++) loss[i] = history.row[i].train_loss;
    printf("rate %5g   loss after 1 epoch %.4f   after 10 %.4f   after %d %.4f   validation accuracy %5.1f %%\n", lr,
           loss[0], loss[9], EPOCHS, loss[EPOCHS - 1], 100 * history.row[EPOCHS - 1].validation_accuracy);
    lehr_history_release(&history);
    lehr_run_free(run);
}

static void draw(double loss[RATES][EPOCHS], const char *path)
{
    double epoch[EPOCHS];
    lehr_short_text label[RATES];
    lehr_series series[RATES];
    for (int i = 0; i < EPOCHS; i++) epoch[i] = i + 1;
    for (int k = 0; k < RATES; k++) {
        label[k] = lehr_short_printf("rate %g", rate[k]);
        series[k] = (lehr_series){ .label = label[k].s, .x = epoch, .y = loss[k], .count = EPOCHS };
    }
    lehr_line_chart chart = { .title = "Eight learning rates",
                              .subtitle = "Logistic regression, batches of 10",
                              .series = series,
                              .count = RATES,
                              .x_label = "epoch",
                              .y_label = "training loss",
                              .log_y = true };
    LEHR_CHECK(lehr_line_chart_png(&chart, path));
}

int main(int argc, char *argv[])
{
    static double loss[RATES][EPOCHS];
    lehr_data *data = lehr_data_open("diagonal");
    for (int k = 0; k < RATES; k++) train(data, rate[k], loss[k]);
    if (argc > 1) draw(loss, argv[1]);
    lehr_data_free(data);
    return 0;
}
