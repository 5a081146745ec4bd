/* ch08_gradcheck.c — checks gradients, and compares initial weights on a surface of hills and hollows   level: 2 of 4
 *
 * shows     the gradient check, with finite differences beside the tape's gradients; initial weights: zero, normal,
 *           xavier, kaiming
 * run       ./ch08_gradcheck
 * expect    differences and gradients equal to five decimals (relative error 0.0003 in float, 1e-8 in double); an R²
 *           of 0.00 after 200 epochs from zero, and of 0.84 to 0.91 from the others
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { SAMPLES = 8 };

typedef struct model { lehr_layer net[4]; lehr_real x[2 * SAMPLES], y[SAMPLES]; } model;

static lehr_tensor *loss_of(lehr_tape *t, void *context)
{
    const model *m = context;
    return lehr_half_mse(t, lehr_sequence(t, m->net, lehr_input(t, LEHR_MATRIX(2, SAMPLES), m->x)), m->y);
}

/* The central difference: two losses, with the weight a little smaller and a little larger. */
static double slope_of(lehr_tape *tape, model *m, lehr_real *w, double h)
{
    const lehr_real was = *w;
    double loss[2];
    for (int side = 0; side < 2; side++) {
        *w = (lehr_real)((double)was + (side ? h : -h));
        lehr_tape_begin(tape, LEHR_EVAL);
        const lehr_tensor *L = loss_of(tape, m);
        LEHR_CHECK(lehr_tape_status(tape));
        loss[side] = (double)L->data[0];
    }
    *w = was;
    return (loss[1] - loss[0]) / (2 * h);
}

static void check_gradient(const lehr_data *data)
{
    int order[SAMPLES] = { 0, 1, 2, 3, 4, 5, 6, 7 };
    double h = sizeof(lehr_real) == sizeof(double) ? 1e-5 : 1e-2;
    lehr_random random;
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    model m = { .net = LEHR_NET(LEHR_LINEAR("fc1", 2, 4), LEHR_TANH, LEHR_LINEAR("fc2", 4, 1)) };
    lehr_random_seed(&random, 0);
    lehr_batch_numbers(data, order, SAMPLES, 0, SAMPLES, m.x, m.y);
    LEHR_CHECK(lehr_sequence_init(m.net, ps, "xavier", &random));
    lehr_tape_begin(tape, LEHR_TRAIN);
    lehr_zero_grad(ps);
    LEHR_CHECK(lehr_backward(tape, loss_of(tape, &m)));
    for (size_t i = 0; i < 4; i++) {
        double slope = slope_of(tape, &m, m.net[2].W->data + i, h);
        printf("fc2.weight %zu   slope %9.5f   gradient %9.5f\n", i, slope, (double)m.net[2].W->grad[i]);
    }
    double worst = lehr_gradcheck(tape, ps, loss_of, &m, h);
    printf("all %zu weights: worst relative error %.0e\n", lehr_params_size(ps), worst);
    if (!(worst >= 0 && worst < 5e-3)) LEHR_CHECK(lehr_fail(LEHR_ERR_VALUE, "a gradient is not its slope"));
    lehr_tape_free(tape);
    lehr_params_free(ps);
}

static void learn(const lehr_data *data, const char *init)
{
    lehr_plan plan;
    lehr_history history = { 0 };
    LEHR_CHECK(lehr_plan_for(&plan, "peaks"));
    plan.init = init;
    plan.epochs = 200;                                      /* a tenth of the book's */
    lehr_run *run = lehr_run_new(&plan, data);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    printf("first weights %-8s training loss %.4f   validation R² %.3f\n", init,
           history.row[history.count - 1].train_loss, history.row[history.count - 1].validation_r2);
    lehr_history_release(&history);
    lehr_run_free(run);
}

int main(void)
{
    lehr_data *data = lehr_data_open("peaks");
    if (!data) LEHR_CHECK(lehr_last_status());
    check_gradient(data);
    for (int i = 0; i < 4; i++) learn(data, (const char *const[]){ "zero", "normal", "xavier", "kaiming" }[i]);
    lehr_data_free(data);
    return 0;
}
