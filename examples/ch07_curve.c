/* ch07_curve.c — a noisy curve, one hidden layer of tanh: initial weights and the number of hidden units
 * level: 2 of 4
 *
 * shows     a nonlinear net; initial weights of zero, which stay equal; one to eight hidden units
 * run       ./ch07_curve
 *           ./ch07_curve curve.png           … and the curves as a picture
 * expect    from zero an R² of 0.0: all hidden units stay 0; 0.69 with one unit; 0.94 with two, four and eight, which
 *           is the most that the noise allows
 */
#include <lehr_lab.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { NETS = 5, POINTS = 300 };

static const struct { const char *net, *init; } nets[NETS] = {
    { "1-4-1", "zero" }, { "1-1-1", "xavier" }, { "1-2-1", "xavier" }, { "1-4-1", "xavier" }, { "1-8-1", "xavier" },
};

static void ask(lehr_run *run, double said[POINTS])
{
    lehr_real x[POINTS], y[POINTS];
    for (int i = 0; i < POINTS; i++)
        x[i] = (lehr_real)((i * 7.0 / (POINTS - 1) - run->data->offset[0]) / run->data->scale[0]);
    LEHR_CHECK(lehr_run_predict(run, x, POINTS, y));
    for (int i = 0; i < POINTS; i++) said[i] = (double)y[i];
}

static void train(const lehr_data *data, int i, double said[POINTS])
{
    lehr_plan plan;
    lehr_history history = { 0 };
    LEHR_CHECK(lehr_plan_for(&plan, "curve"));
    plan.net = nets[i].net;
    plan.init = nets[i].init;
    plan.epochs = 1000;
    lehr_run *run = lehr_run_new(&plan, data);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    ask(run, said);
    printf("%s from %-7s training loss %.4f   validation R² %.4f\n", nets[i].net, nets[i].init,
           history.row[history.count - 1].train_loss, history.row[history.count - 1].validation_r2);
    lehr_history_release(&history);
    lehr_run_free(run);
}

static void draw(double said[NETS][POINTS], const char *path)
{
    double x[POINTS], truth[POINTS];
    lehr_short_text label[NETS];
    lehr_series series[NETS + 1];
    for (int i = 0; i < POINTS; i++) {
        x[i] = i * 7.0 / (POINTS - 1);
        truth[i] = cos(x[i]) * (1 - 0.1 * x[i]) * (0.1 * x[i] - 1) + 3;
    }
    for (int k = 0; k < NETS; k++) {
        label[k] = lehr_short_printf("%s, %s", nets[k].net, nets[k].init);
        series[k] = (lehr_series){ .label = label[k].s, .x = x, .y = said[k], .count = POINTS };
    }
    series[NETS] = (lehr_series){ .label = "without the noise", .x = x, .y = truth, .count = POINTS, .dashed = true };
    lehr_line_chart chart = { .title = "What nets of one hidden layer make of a curve",
                              .series = series,
                              .count = NETS + 1,
                              .x_label = "x",
                              .y_label = "y" };
    LEHR_CHECK(lehr_line_chart_png(&chart, path));
}

int main(int argc, char *argv[])
{
    static double said[NETS][POINTS];
    lehr_data *data = lehr_data_open("curve");
    for (int i = 0; i < NETS; i++) train(data, i, said[i]);
    if (argc > 1) draw(said, argv[1]);
    lehr_data_free(data);
    return 0;
}
