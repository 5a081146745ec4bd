/* ch09_cures.c — a net that is too large for fifty points, and three cures                             level: 2 of 4
 *
 * shows     overfitting, and the effect of L1, L2 and dropout; a run with layers of your own; a chart
 * run       ./ch09_cures                     the book's net, 1-16-20-16-1
 *           ./ch09_cures cures.png           … and a chart of what it has learnt
 * expect    without a cure a training loss of 0.0000 and a validation loss of 0.011; L1 and L2 reduce the
 *           latter to 0.002, dropout to 0.008, with a training loss of 0.007 to 0.011. The training rows lie on a
 *           curve with small waves, the validation rows on the smooth curve in its middle: a net that ignores the
 *           waves is better. Two seconds.
 */
#include <lehr_lab.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { CURES = 4, POINTS = 500 };

static const struct { const char *name, *optim; double dropout; } cures[CURES] = {
    { "no cure",     "momentum",          0   },
    { "L1 0.002",    "momentum:l1=0.002", 0   },
    { "L2 0.01",     "momentum:l2=0.01",  0   },
    { "dropout 0.3", "momentum",          0.3 },
};

/* The predictions of the net for x = 0 … 6. */
static void ask(lehr_run *run, double said[POINTS])
{
    lehr_real x[POINTS], y[POINTS];
    for (int i = 0; i < POINTS; i++)
        x[i] = (lehr_real)((i * 6.0 / (POINTS - 1) - run->data->offset[0]) / run->data->scale[0]);
    LEHR_CHECK(lehr_run_predict(run, x, POINTS, y));
    for (int i = 0; i < POINTS; i++) said[i] = (double)y[i];
}

static lehr_history_row train(int cure, const lehr_data *data, double said[POINTS])
{
    double p = cures[cure].dropout;
    lehr_plan plan;
    lehr_history history = { 0 };
    lehr_layer net[] = LEHR_NET(                                /* dropout of 0 does nothing       */
        LEHR_LINEAR("fc1", 1, 16), LEHR_TANH, LEHR_DROPOUT(p), LEHR_LINEAR("fc2", 16, 20), LEHR_TANH, LEHR_DROPOUT(p),
        LEHR_LINEAR("fc3", 20, 16), LEHR_TANH, LEHR_DROPOUT(p), LEHR_LINEAR("fc4", 16, 1));
    LEHR_CHECK(lehr_plan_for(&plan, "overfit"));
    plan.optim = cures[cure].optim;
    plan.lr = 0.06;                                             /* thirty times the book's rate, */
    plan.epochs = 20000;                                        /* and a fifth of its epochs     */
    lehr_run *run = lehr_run_new_with(&plan, data, net);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    ask(run, said);
    lehr_history_row end = history.row[history.count - 1];
    lehr_history_release(&history);
    lehr_run_free(run);
    return end;
}

static void draw(double said[CURES][POINTS], const char *path)
{
    double x[POINTS], wiggle[POINTS], calm[POINTS];
    for (int i = 0; i < POINTS; i++) {
        x[i] = i * 6.0 / (POINTS - 1);
        calm[i] = cos(x[i]) * x[i] / 6;
        wiggle[i] = calm[i] + cos(5 * x[i]) / 5;
    }
    lehr_series series[] = {
        { .label = "no cure",                     .x = x, .y = said[0], .count = POINTS },
        { .label = "L2 0.01",                     .x = x, .y = said[2], .count = POINTS },
        { .label = "dropout 0.3",                 .x = x, .y = said[3], .count = POINTS },
        { .label = "curve of the training rows",   .x = x, .y = wiggle,  .count = POINTS, .dashed = true },
        { .label = "curve of the validation rows", .x = x, .y = calm,    .count = POINTS, .dashed = true },
    };
    lehr_line_chart chart = { .title = "Without a cure the net learns the wiggle, with one the curve in its middle",
                              .series = series,
                              .count = 5,
                              .subtitle = "1-16-20-16-1, fifty points, 40,000 updates",
                              .x_label = "x",
                              .y_label = "y" };
    LEHR_CHECK(lehr_line_chart_png(&chart, path));
}

int main(int argc, char *argv[])
{
    static double said[CURES][POINTS];
    lehr_data *data = lehr_data_open("overfit");
    for (int i = 0; i < CURES; i++) {
        lehr_history_row end = train(i, data, said[i]);
        printf("%-12s training loss %.4f   validation loss %.4f   validation R² %6.3f\n", cures[i].name, end.train_loss,
               end.validation_loss, end.validation_r2);
    }
    if (argc > 1) draw(said, argv[1]);
    lehr_data_free(data);
    return 0;
}
