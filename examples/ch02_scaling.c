/* ch02_scaling.c — price = w · area + b: least squares, and descent with and without scaling           level: 1 of 4
 *
 * shows     why features are scaled first: with raw areas the bias hardly changes in 100,000 updates
 * run       ./ch02_scaling
 * expect    with raw areas a bias of 0.5 after 10,000 updates and of 30 after 100,000; least squares give 52.5. With
 *           scaled areas 52.5 to 52.9 after 16,000 updates of one row, 800 of ten, or 100 of all
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

/* The least-squares line of the training rows: w = Σ(x − x̄)(y − ȳ) / Σ(x − x̄)², b = ȳ − w x̄. */
static void least_squares(const lehr_data *data, const int *order, int n, double *w, double *b)
{
    double mx = 0, my = 0, xy = 0, xx = 0;
    for (int i = 0; i < n; i++) {
        mx += data->x[order[i]] / n;
        my += data->y[order[i]] / n;
    }
    for (int i = 0; i < n; i++) {
        double x = data->x[order[i]] - mx;
        xy += x * (data->y[order[i]] - my);
        xx += x * x;
    }
    *w = xy / xx;
    *b = my - *w * mx;
}

/* w and b in units of square metres and prices: from the predictions for areas of 0 and 100. */
static void line_of(lehr_run *run, double *w, double *b)
{
    lehr_real x[2], y[2];
    for (int i = 0; i < 2; i++) x[i] = (lehr_real)((100 * i - run->data->offset[0]) / run->data->scale[0]);
    LEHR_CHECK(lehr_run_predict(run, x, 2, y));
    *b = (double)y[0];
    *w = (double)(y[1] - y[0]) / 100;
}

static void descend(const lehr_data *data, const char *scale, double lr, long batch, long updates)
{
    double w, b, best_w, best_b;
    lehr_plan plan;
    LEHR_CHECK(lehr_plan_for(&plan, "prices"));
    plan.scale = plan.scale_target = scale;
    plan.lr = lr;
    plan.batch = batch;
    plan.steps = updates;
    lehr_run *run = lehr_run_new(&plan, data);
    if (!run) LEHR_CHECK(lehr_last_status());
    while (run->step < run->steps) LEHR_CHECK(lehr_run_step(run));
    line_of(run, &w, &b);
    least_squares(data, run->order, run->train_rows, &best_w, &best_b);
    printf("%-7s rate %-6g batch %2ld %7ld updates   w %.4f (%.4f)   b %8.4f (%.4f)\n", scale, lr, run->plan.batch,
           updates, w, best_w, b, best_b);
    lehr_run_free(run);
}

int main(void)
{
    lehr_data *data = lehr_data_open("prices");
    if (!data) LEHR_CHECK(lehr_last_status());
    printf("in brackets: least squares\n");
    descend(data, "none", 1e-5, 1, 10000);
    descend(data, "none", 1e-4, 80, 100000);
    descend(data, "minmax", 0.01, 1, 16000);
    descend(data, "minmax", 0.2, 10, 800);
    descend(data, "minmax", 1, 80, 100);
    lehr_data_free(data);
    return 0;
}
