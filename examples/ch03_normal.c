/* ch03_normal.c — prices by area and distance: the normal equation, and gradient descent               level: 2 of 4
 *
 * shows     (XᵀX) w = Xᵀy solved directly; gradient descent with a validation part; both agree
 * run       ./ch03_normal
 * expect    the same three numbers from both, to 1 %, close to those that generated the data; R² 0.97
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { N = 3 };                                     /* area, distance, and 1 for the bias */

/* A w = c by elimination; A is XᵀX, whose pivots are above 0. */
static void solve(double A[N][N], double c[N], double w[N])
{
    for (int k = 0; k < N; k++)
        for (int i = k + 1; i < N; i++) {
            double f = A[i][k] / A[k][k];
            for (int j = k; j < N; j++) A[i][j] -= f * A[k][j];
            c[i] -= f * c[k];
        }
    for (int i = N - 1; i >= 0; i--) {
        w[i] = c[i];
        for (int j = i + 1; j < N; j++) w[i] -= A[i][j] * w[j];
        w[i] /= A[i][i];
    }
}

static void normal_equation(const lehr_data *data, const int *order, int n, double w[N])
{
    double A[N][N] = { { 0 } }, c[N] = { 0 };
    for (int r = 0; r < n; r++) {
        const double *features = data->x + 2 * order[r], x[N] = { features[0], features[1], 1 };
        for (int i = 0; i < N; i++) {
            for (int j = 0; j < N; j++) A[i][j] += x[i] * x[j];
            c[i] += x[i] * data->y[order[r]];
        }
    }
    solve(A, c, w);
}

/* The weights are for scaled features, (x − zero) / unit; convert them for x. */
static void in_own_units(const lehr_run *run, double w[N])
{
    const lehr_real *scaled = lehr_params_data(run->params);                        /* fc1.weight, then fc1.bias */
    w[2] = (double)scaled[2];
    for (int i = 0; i < 2; i++) {
        w[i] = (double)scaled[i] / run->data->scale[i];
        w[2] -= w[i] * run->data->offset[i];
    }
}

int main(void)
{
    double solved[N], learnt[N];
    lehr_plan plan;
    lehr_history history = { 0 };
    lehr_data *data = lehr_data_open("distance");
    LEHR_CHECK(lehr_plan_for(&plan, "distance"));
    plan.epochs = 300;
    plan.sched = "linear";                                              /* the rate falls to 0, so the weights settle */
    lehr_run *run = lehr_run_new(&plan, data);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    normal_equation(data, run->order, run->train_rows, solved);
    in_own_units(run, learnt);
    printf("the data were made with      5.0000 · area   -2.0000 · distance   +   50.0000, and noise of 25\n");
    printf("normal equation            %8.4f · area  %8.4f · distance   + %9.4f\n", solved[0], solved[1], solved[2]);
    printf("descent, %6ld updates    %8.4f · area  %8.4f · distance   + %9.4f\n", run->step, learnt[0], learnt[1],
           learnt[2]);
    const lehr_history_row *end = &history.row[history.count - 1];
    printf("R² %.4f where it trained, %.4f where it did not\n", end->train_r2, end->validation_r2);
    lehr_history_release(&history);
    lehr_run_free(run);
    lehr_data_free(data);
    return 0;
}
