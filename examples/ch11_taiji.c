/* ch11_taiji.c — four classes in the plane, a 2-12-4 net                                           level: 2 of 4
 *
 * shows     the whole training loop: linear, tanh, softmax + cross-entropy, Adam, and any learning-rate policy
 * run       ./ch11_taiji                     cosine from 0.05 over 300 epochs
 *           ./ch11_taiji onecycle            any policy of `lehr policies`; plateau, which listens, stays fixed here: see sched/plateau.h
 * expect    a loss that falls to about 0.1, and 93 to 96 % of the validation rows right, within a second
 */
#include <lehr.h>
#include <stdio.h>

enum { BATCH = 32, EPOCHS = 300, MOST_ROWS = 1000 };

static lehr_real x[2 * MOST_ROWS];
static int label[MOST_ROWS], order[MOST_ROWS];

/* How many columns of z [4 x m] are largest in the row of their label? */
static int count_right(const lehr_tensor *z, const int *y)
{
    int m = z->shape.dim[1], right = 0;
    for (int i = 0; i < m; i++) {
        int best = 0;
        for (int k = 1; k < 4; k++)
            if (z->data[k * m + i] > z->data[best * m + i]) best = k;
        right += best == y[i];
    }
    return right;
}

int main(int argc, char *argv[])
{
    int failed = 1, train;
    lehr_random random;
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    lehr_data *data = lehr_data_open("taiji");
    lehr_optim opt = { 0 };
    lehr_sched sched;
    lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc1", 2, 12), LEHR_TANH, LEHR_LINEAR("fc2", 12, 4));
    lehr_random_seed(&random, 0);
    if (!ps || !tape || !data) goto leave;

    /* model: fc1.weight [12 x 2], fc1.bias [12], fc2.weight [4 x 12], fc2.bias [4] -------------------------------- */
    if (lehr_sequence_init(net, ps, "xavier", &random)) goto leave;

    /* data: 1,000 points, standardised; 800 of them train, 200 validate ------------------------------------------ */
    if (lehr_data_scale(data, "standard", NULL, 0)) goto leave;
    if (lehr_data_split(data, &random, 0.8, order, &train)) goto leave;

    long steps = EPOCHS * ((train + BATCH - 1) / BATCH), t = 0;
    if (lehr_sched_parse_epochs(&sched, argc > 1 ? argv[1] : "cosine", 0.05, steps, steps / EPOCHS)) goto leave;
    if (lehr_optim_init(&opt, "adam", ps, 0.05)) goto leave;

    /* train ------------------------------------------------------------------------------------------------------ */
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        double sum = 0;
        lehr_random_shuffle(&random, order, train);
        for (int from = 0; from < train; from += BATCH, t++) {
            int m = lehr_batch(data, order, train, from, BATCH, x, label);

            lehr_tape_begin(tape, LEHR_TRAIN);
            lehr_tensor *z    = lehr_sequence(tape, net, lehr_input(tape, LEHR_MATRIX(2, m), x));
            lehr_tensor *loss = lehr_softmax_cross_entropy(tape, z, label);

            lehr_zero_grad(ps);
            if (lehr_backward(tape, loss)) goto leave;
            opt.lr = lehr_sched_at(&sched, t);                      /* all that a schedule ever does */
            if (lehr_optim_step(&opt)) goto leave;
            sum += (double)loss->data[0] * m;
        }
        if (epoch % 50 == 0 || epoch == 1) printf("epoch %3d   rate %.4f   loss %.4f\n", epoch, opt.lr, sum / train);
    }

    /* look: how many of the rows that did not train are right? --------------------------------------------------- */
    int rest = lehr_batch(data, order + train, data->rows - train, 0, MOST_ROWS, x, label);
    lehr_tape_begin(tape, LEHR_EVAL);
    lehr_tensor *z = lehr_sequence(tape, net, lehr_input(tape, LEHR_MATRIX(2, rest), x));
    if (!z) goto leave;
    printf("validation accuracy %.1f %%\n", 100.0 * count_right(z, label) / rest);
    failed = 0;

    /* leave: by one door, whatever happened ------------------------------------------------------------------------ */
leave:
    if (failed) fprintf(stderr, "ch11_taiji: %s\n", lehr_message());
    lehr_optim_release(&opt);
    lehr_data_free(data);
    lehr_tape_free(tape);
    lehr_params_free(ps);
    return failed;
}
