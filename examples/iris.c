/* iris.c — three species by four lengths, a 4-20-20-3 net                                              level: 1 of 4
 *
 * shows     full-batch training: ReLU, softmax with cross-entropy, plain gradient descent, any learning-rate policy
 * run       ./iris                           the rate 0.12, halved every 10,000 updates
 *           ./iris cosine                    any policy of `lehr policies`; plateau stays fixed here, as it needs
 *                                            a call after each epoch: see sched/plateau.h
 * expect    a training accuracy of 98 to 100 %, and nearly all of the 30 others correct, in about a second
 *
 * The experiment published with the book sums the gradients of the 120 samples and uses the rate 0.001; Lehr takes
 * means, so the same step has rate 0.12. Its "100 % on the test set" depends on the split.
 */
#include <lehr_lab.h>
#include <stdio.h>
#include <stdlib.h>

enum { STEPS = 25500, ROWS = 150 };

static lehr_real x[4 * ROWS];
static int label[ROWS], order[ROWS];
static lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc1", 4, 20), LEHR_RELU, LEHR_LINEAR("fc2", 20, 20), LEHR_RELU,
                                   LEHR_LINEAR("fc3", 20, 3));

static double count_right(const lehr_tensor *z, int m) { return m * lehr_accuracy(z, label); }

/* The validation samples. */
static void validate(lehr_tape *tape, const lehr_data *data, int train)
{
    int m = lehr_batch(data, order + train, data->rows - train, 0, ROWS, x, label);
    lehr_tape_begin(tape, LEHR_EVAL);
    lehr_tensor *z = lehr_sequence(tape, net, lehr_input(tape, LEHR_MATRIX(4, m), x));
    LEHR_CHECK(lehr_tape_status(tape));
    printf("validation rows right %.0f of %d\n", count_right(z, m), m);
}

int main(int argc, char *argv[])
{
    int train;
    lehr_random random;
    lehr_optim opt;
    lehr_sched sched;
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    lehr_data *data = lehr_data_open("iris");           /* 150 flowers; 120 train, all at once, and 30 validate */
    lehr_random_seed(&random, 0);
    LEHR_CHECK(lehr_sequence_init(net, ps, "normal:std=0.01", &random));
    LEHR_CHECK(lehr_sched_parse_epochs(&sched, argc > 1 ? argv[1] : "step:every=10000,gamma=0.5", 0.12, STEPS, 1));
    LEHR_CHECK(lehr_optim_init(&opt, "sgd", ps, 0.12));
    LEHR_CHECK(lehr_data_scale(data, "standard", NULL, 0));
    LEHR_CHECK(lehr_data_split(data, &random, 0.8, order, &train));

    int m = lehr_batch(data, order, train, 0, ROWS, x, label);
    for (long t = 0; t < STEPS; t++) {
        lehr_tape_begin(tape, LEHR_TRAIN);
        lehr_tensor *z    = lehr_sequence(tape, net, lehr_input(tape, LEHR_MATRIX(4, m), x));
        lehr_tensor *loss = lehr_softmax_cross_entropy(tape, z, label);

        lehr_zero_grad(ps);
        LEHR_CHECK(lehr_backward(tape, loss));
        opt.lr = lehr_sched_at(&sched, t);                          /* a schedule sets nothing else */
        LEHR_CHECK(lehr_optim_step(&opt));
        if (t % 5000 == 0 || t == STEPS - 1)
            printf("update %5ld   rate %.4f   loss %.4f   training rows right %.0f of %d\n", t + 1, opt.lr,
                   (double)loss->data[0], count_right(z, m), m);
    }

    validate(tape, data, train);
    lehr_optim_release(&opt);
    lehr_tape_free(tape);
    lehr_params_free(ps);
    lehr_data_free(data);
    return 0;
}
