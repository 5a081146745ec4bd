/* ch13_waves.c — eight waveforms of five samples, by a linear net and by a convolution                   level: 3 of 4
 *
 * shows     conv1d: a batch of features seen as waves, kernels that slide along them, pooling; how many weights that takes
 * run       ./ch13_waves
 * expect    all of the validation waves right by a linear net of 48 weights, and by both convolutions; 94 % where only two hidden
 *           units are between; at once
 */
#include <lehr.h>
#include <stdio.h>

enum { BATCH = 32, EPOCHS = 50, LENGTH = 5, KINDS = 8, MOST_ROWS = 2000 };

static lehr_real x[LENGTH * MOST_ROWS];
static int label[MOST_ROWS], order[MOST_ROWS];

/* How many columns of z [8 x m] are largest in the row of their label? */
static int count_right(const lehr_tensor *z, const int *y)
{
    int m = z->shape.dim[1], right = 0;
    for (int i = 0; i < m; i++) {
        int best = 0;
        for (int k = 1; k < KINDS; k++)
            if (z->data[k * m + i] > z->data[best * m + i]) best = k;
        right += best == y[i];
    }
    return right;
}

static lehr_status train(const char *name, lehr_layer net[], int layers, const lehr_data *data)
{
    int train, t = 0;
    lehr_random random;
    lehr_sched sched;
    lehr_optim opt = { 0 };
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    lehr_status status = ps && tape ? LEHR_OK : LEHR_ERR_MEMORY;
    lehr_random_seed(&random, 0);
    if (!status) status = lehr_sequence_init(net, layers, ps, "xavier", &random);
    if (!status) status = lehr_data_split(data, &random, 0, order, &train);                    /* the set's own */
    if (!status) status = lehr_sched_parse(&sched, "step:every=1000,gamma=0.9", 0.01, 0);
    if (!status) status = lehr_optim_init(&opt, "adam", ps, 0.01);
    for (int epoch = 0; epoch < EPOCHS && !status; epoch++) {
        lehr_random_shuffle(&random, order, train);
        for (int from = 0; from < train && !status; from += BATCH) {
            int m = lehr_batch(data, order, train, from, BATCH, x, label);
            lehr_tape_begin(tape, LEHR_TRAIN);
            lehr_tensor *z    = lehr_sequence(tape, net, layers, lehr_input(tape, LEHR_MATRIX(LENGTH, m), x));
            lehr_tensor *loss = lehr_softmax_cross_entropy(tape, z, label);
            lehr_zero_grad(ps);
            opt.lr = lehr_sched_at(&sched, t++);
            if (!(status = lehr_backward(tape, loss))) status = lehr_optim_step(&opt);
        }
    }
    if (!status) {
        int rest = lehr_batch(data, order + train, data->rows - train, 0, MOST_ROWS, x, label);
        lehr_tape_begin(tape, LEHR_EVAL);
        lehr_tensor *z = lehr_sequence(tape, net, layers, lehr_input(tape, LEHR_MATRIX(LENGTH, rest), x));
        status = lehr_tape_status(tape);
        if (!status) printf("%-36s %4zu weights   validation accuracy %5.1f %%\n", name, lehr_params_size(ps),
                            100.0 * count_right(z, label) / rest);
    }
    lehr_optim_release(&opt);
    lehr_tape_free(tape);
    lehr_params_free(ps);
    return status;
}

int main(void)
{
    lehr_layer line[]   = { LEHR_LINEAR("fc", LENGTH, KINDS) };
    lehr_layer narrow[] = { LEHR_LINEAR("fc1", LENGTH, 2), LEHR_TANH, LEHR_LINEAR("fc2", 2, KINDS) };
    lehr_layer conv[]   = {
        LEHR_UNFLATTEN(2, 1, LENGTH),                                       /* [1 x 5 x m] one channel, five long       */
        LEHR_CONV1D("conv", 1, 4, { 3 }, .padding = { 1 }), LEHR_RELU,      /* [4 x 5 x m] four kernels of 3            */
        LEHR_FLATTEN, LEHR_LINEAR("fc", 20, KINDS),
    };
    lehr_layer pool[]   = {
        LEHR_UNFLATTEN(2, 1, LENGTH), LEHR_CONV1D("conv", 1, 4, { 2 }), LEHR_RELU,      /* [4 x 4 x m]                  */
        LEHR_MAX_POOL1D({ 2 }), LEHR_FLATTEN, LEHR_LINEAR("fc", 8, KINDS),              /* [4 x 2 x m] → [8 x m]        */
    };
    lehr_data *data = lehr_data_open("waves");
    int failed = !data || train("linear 5-8", line, 1, data) || train("linear 5-2-8", narrow, 3, data)
              || train("conv1d 4 kernels of 3, linear", conv, 5, data) || train("conv1d 4 kernels of 2, pool, linear", pool, 6, data);
    if (failed) fprintf(stderr, "ch13_waves: %s\n", lehr_message());
    lehr_data_free(data);
    return failed;
}
