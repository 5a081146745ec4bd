/* ch11_taiji.c — four classes in the plane, a 2-12-4 net                                               level: 2 of 4
 *
 * shows     the whole training loop: linear, tanh, softmax with cross-entropy, Adam, and any learning-rate policy
 * run       ./ch11_taiji                     cosine from 0.05 over 300 epochs
 *           ./ch11_taiji onecycle            any policy of `lehr policies`; plateau stays fixed here, as it needs
 *                                            a call after each epoch: see sched/plateau.h
 * expect    a loss that falls to about 0.1, and a validation accuracy of 93 to 96 %, within a second
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { BATCH = 32, EPOCHS = 300, MAX_ROWS = 1000 };

static lehr_real x[2 * MAX_ROWS];
static int label[MAX_ROWS], order[MAX_ROWS];
static lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc1", 2, 12), LEHR_TANH, LEHR_LINEAR("fc2", 12, 4));

/* One pass over the first `train` samples of order; the mean loss. *t counts the updates. */
static double train_epoch(lehr_tape *tape, lehr_params *ps, lehr_optim *opt, const lehr_sched *sched,
                          const lehr_data *data, int train, long *t)
{
    double sum = 0;
    for (int from = 0; from < train; from += BATCH) {
        int m = lehr_batch(data, order, train, from, BATCH, x, label);

        lehr_tape_begin(tape, LEHR_TRAIN);
        lehr_tensor *z    = lehr_sequence(tape, net, lehr_input(tape, LEHR_MATRIX(2, m), x));
        lehr_tensor *loss = lehr_softmax_cross_entropy(tape, z, label);

        lehr_zero_grad(ps);
        LEHR_CHECK(lehr_backward(tape, loss));
        opt->lr = lehr_sched_at(sched, (*t)++);                     /* a schedule sets nothing else */
        LEHR_CHECK(lehr_optim_step(opt));
        sum += (double)loss->data[0] * m;
    }
    return sum / train;
}

int main(int argc, char *argv[])
{
    int train;
    long t = 0;
    lehr_random random;
    lehr_optim opt;
    lehr_sched sched;
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    lehr_data *data = lehr_data_open("taiji");          /* 1,000 samples; 800 of them train, 200 validate */
    lehr_random_seed(&random, 0);
    LEHR_CHECK(lehr_sequence_init(net, ps, "xavier", &random));
    LEHR_CHECK(lehr_data_scale(data, "standard", NULL, 0));
    LEHR_CHECK(lehr_data_split(data, &random, 0.8, order, &train));

    long updates = (train + BATCH - 1) / BATCH;         /* in an epoch */
    LEHR_CHECK(lehr_optim_init(&opt, "adam", ps, 0.05));
    LEHR_CHECK(lehr_sched_parse_epochs(&sched, argc > 1 ? argv[1] : "cosine", 0.05, EPOCHS * updates, updates));
    for (int epoch = 1; epoch <= EPOCHS; epoch++) {
        lehr_random_shuffle(&random, order, train);
        double loss = train_epoch(tape, ps, &opt, &sched, data, train, &t);
        if (epoch % 50 == 0 || epoch == 1) printf("epoch %3d   rate %.4f   loss %.4f\n", epoch, opt.lr, loss);
    }

    int m = lehr_batch(data, order + train, data->rows - train, 0, MAX_ROWS, x, label);
    lehr_tape_begin(tape, LEHR_EVAL);
    lehr_tensor *z = lehr_sequence(tape, net, lehr_input(tape, LEHR_MATRIX(2, m), x));
    LEHR_CHECK(lehr_tape_status(tape));
    printf("validation accuracy %.1f %%\n", 100 * lehr_accuracy(z, label));

    lehr_optim_release(&opt);
    lehr_tape_free(tape);
    lehr_params_free(ps);
    lehr_data_free(data);
    return 0;
}
