/* ch01_descent.c — gradient descent: on a parabola, and for the price of a square metre                level: 1 of 4
 *
 * shows     w ← w − η dL/dw by hand, and the same with a tape; the effect of too large a rate
 * run       ./ch01_descent
 * expect    with rate 0.5 the minimum after one step, with 0.9 oscillation towards it, with 1.1 divergence; a price of
 *           2.1415 per square metre in both ways, and 2.1401 by least squares; runs in no time
 */
#include <lehr_lab.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { HOUSES = 10, EPOCHS = 1000 };

static const double eta = 1e-6;

/* f(x) = x², f'(x) = 2x, twenty steps from x = 1. */
static void down_a_parabola(double rate)
{
    double x = 1;
    for (int step = 0; step < 20; step++) x -= rate * 2 * x;
    printf("f(x) = x², rate %-5g  x after 20 steps %9.2g\n", rate, x);
}

/* Price = w · area: one house at a time, L = ½ (w x − y)², dL/dw = (w x − y) x. */
static double by_hand(const lehr_data *data)
{
    double w = 0;
    for (int epoch = 0; epoch < EPOCHS; epoch++)
        for (int i = 0; i < data->rows; i++) w -= eta * (w * data->x[i] - data->y[i]) * data->x[i];
    return w;
}

/* The same with a tape, which computes dL/dw: a linear layer without a bias. */
static double with_a_tape(const lehr_data *data)
{
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    lehr_tensor *W = lehr_param(ps, "w", LEHR_MATRIX(1, 1));                        /* 0 at first */
    if (!W) LEHR_CHECK(lehr_last_status());
    for (int step = 0; step < EPOCHS * HOUSES; step++) {
        lehr_real x = (lehr_real)data->x[step % HOUSES], y = (lehr_real)data->y[step % HOUSES];
        lehr_tape_begin(tape, LEHR_TRAIN);
        lehr_tensor *z = lehr_linear(tape, lehr_input(tape, LEHR_MATRIX(1, 1), &x), W, NULL);
        lehr_zero_grad(ps);
        LEHR_CHECK(lehr_backward(tape, lehr_half_mse(tape, z, &y)));
        W->data[0] -= (lehr_real)eta * W->grad[0];
    }
    double w = (double)W->data[0];
    lehr_tape_free(tape);
    lehr_params_free(ps);
    return w;
}

/* The w for which dL/dw, summed over all houses, is 0. */
static double at_the_bottom(const lehr_data *data)
{
    double xy = 0, xx = 0;
    for (int i = 0; i < data->rows; i++) {
        xy += data->x[i] * data->y[i];
        xx += data->x[i] * data->x[i];
    }
    return xy / xx;
}

int main(void)
{
    for (int i = 0; i < 4; i++) down_a_parabola((const double[]){ 0.1, 0.5, 0.9, 1.1 }[i]);

    lehr_data *data = lehr_data_open("houses");
    if (!data) LEHR_CHECK(lehr_last_status());
    printf("price of a square metre: %.4f by hand, %.4f with a tape, %.4f is least squares\n", by_hand(data),
           with_a_tape(data), at_the_bottom(data));
    lehr_data_free(data);
    return 0;
}
