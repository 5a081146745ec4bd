/* ch04_logistic.c — low or high unit prices: cross-entropy against squared error                       level: 2 of 4
 *
 * shows     the logistic function with two losses; why squared error learns slowly from confident wrong predictions
 * run       ./ch04_logistic
 * expect    from confident wrong weights, cross-entropy reaches 94 % after one epoch and 100 % after five, squared
 *           error only 40 %: its gradient has the derivative of the logistic function as a factor, which is nearly
 *           0 for confident predictions. In the end both reach 100 %.
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { BATCH = 16, EPOCHS = 100, MOST_ROWS = 500, SQUARES = 0, ENTROPY = 1 };

static lehr_real x[MOST_ROWS], y[MOST_ROWS];
static int label[MOST_ROWS], order[MOST_ROWS];
static const char *const name[] = { "squared error", "cross-entropy" };

/* Of m samples; *a: the net's probability of class 1, the logistic function of z. */
static lehr_tensor *loss_of(lehr_tape *tape, const lehr_layer net[], int kind, int m, lehr_tensor **a)
{
    lehr_tensor *z = lehr_sequence(tape, net, lehr_input(tape, LEHR_MATRIX(1, m), x));
    *a = lehr_sigmoid(tape, z);
    return kind == SQUARES ? lehr_half_mse(tape, *a, y) : lehr_logistic_cross_entropy(tape, z, y);
}

static int pick(const lehr_data *data, int rows, int from, int most)
{
    int m = lehr_batch(data, order, rows, from, most, x, label);
    for (int i = 0; i < m; i++) y[i] = (lehr_real)label[i];
    return m;
}

static void print_share_right(lehr_tape *tape, const lehr_layer net[], int kind, const lehr_data *data, int epoch)
{
    int m = pick(data, data->rows, 0, MOST_ROWS), right = 0;
    lehr_tensor *a;
    lehr_tape_begin(tape, LEHR_EVAL);
    lehr_tensor *loss = loss_of(tape, net, kind, m, &a);
    LEHR_CHECK(lehr_tape_status(tape));
    for (int i = 0; i < m; i++) right += (a->data[i] > (lehr_real)0.5) == label[i];
    printf("%s   epoch %3d   loss %.4f   right %5.1f %%   w %7.3f   b %7.3f\n", name[kind], epoch,
           (double)loss->data[0], 100.0 * right / m, (double)net->W->data[0], (double)net->b->data[0]);
}

static void train(const lehr_data *data, int kind)
{
    lehr_tensor *a;
    lehr_random random;
    lehr_optim opt;
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc1", 1, 1));
    lehr_random_seed(&random, 0);
    LEHR_CHECK(lehr_sequence_init(net, ps, "zero", &random));
    LEHR_CHECK(lehr_optim_init(&opt, "sgd", ps, 0.5));
    for (int i = 0; i < data->rows; i++) order[i] = i;
    net->W->data[0] = -3;                                   /* confident and wrong: predicts low for a high price   */
    net->b->data[0] = -3;
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        lehr_random_shuffle(&random, order, data->rows);
        for (int from = 0; from < data->rows; from += BATCH) {
            int m = pick(data, data->rows, from, BATCH);
            lehr_tape_begin(tape, LEHR_TRAIN);
            lehr_tensor *loss = loss_of(tape, net, kind, m, &a);
            lehr_zero_grad(ps);
            LEHR_CHECK(lehr_backward(tape, loss));
            LEHR_CHECK(lehr_optim_step(&opt));
        }
        if (epoch == 1 || epoch == 5 || epoch == EPOCHS) print_share_right(tape, net, kind, data, epoch);
    }
    lehr_optim_release(&opt);
    lehr_tape_free(tape);
    lehr_params_free(ps);
}

int main(void)
{
    lehr_data *data = lehr_data_open("logistic");
    LEHR_CHECK(lehr_data_scale(data, "standard", NULL, 0));
    train(data, SQUARES);
    train(data, ENTROPY);
    lehr_data_free(data);
    return 0;
}
