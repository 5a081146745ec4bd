/* ch12_branches.c — strokes of 3 x 3 pixels, seen by three branches side by side                          level: 3 of 4
 *
 * shows     concat: rows of layers that all see the same input, and whose outputs lie one under the other; L1
 * run       ./ch12_branches
 * expect    98 % of the validation strokes right; L1 has set most of the 54 weights to nearly 0, and what is left is what tells
 *           strokes apart; at once
 */
#include <lehr.h>
#include <stdio.h>

enum { BATCH = 32, EPOCHS = 1000, PIXELS = 9, CLASSES = 3, BRANCHES = 3, UNITS = 2, LAYERS = 2, MOST_ROWS = 600 };

static lehr_real x[PIXELS * MOST_ROWS];
static int label[MOST_ROWS], order[MOST_ROWS];

/* How many columns of z [3 x m] are largest in the row of their label? */
static int count_right(const lehr_tensor *z, const int *y)
{
    int m = z->shape.dim[1], right = 0;
    for (int i = 0; i < m; i++) {
        int best = 0;
        for (int k = 1; k < CLASSES; k++)
            if (z->data[k * m + i] > z->data[best * m + i]) best = k;
        right += best == y[i];
    }
    return right;
}

/* A branch has two units of nine weights each: pictures of what they look for, side by side. */
static void print_weights(const lehr_layer *branch)
{
    printf("branch %s looks for\n", branch->name);
    for (int row = 0; row < 3; row++)
        for (int unit = 0; unit < UNITS; unit++) {
            const lehr_real *w = branch->W->data + unit * PIXELS + 3 * row;
            printf("    %5.1f %5.1f %5.1f%s", (double)w[0], (double)w[1], (double)w[2], unit == UNITS - 1 ? "\n" : "");
        }
}

int main(void)
{
    int failed = 1, train;
    double loss_of_last = 0;
    lehr_random random;
    lehr_optim opt = { 0 };
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    lehr_data *data = lehr_data_open("masks");
    lehr_layer a[] = { LEHR_LINEAR("a", PIXELS, UNITS), LEHR_TANH }, b[] = { LEHR_LINEAR("b", PIXELS, UNITS), LEHR_TANH },
               c[] = { LEHR_LINEAR("c", PIXELS, UNITS), LEHR_TANH };
    const lehr_branch branches[BRANCHES] = { LEHR_BRANCH(a), LEHR_BRANCH(b), LEHR_BRANCH(c) };
    lehr_layer net[LAYERS] = { LEHR_CONCAT(branches), LEHR_LINEAR("fc", BRANCHES * UNITS, CLASSES) };
    lehr_random_seed(&random, 0);
    if (!ps || !tape || !data) goto leave;
    if (lehr_sequence_init(net, LAYERS, ps, "xavier", &random)) goto leave;
    if (lehr_data_split(data, &random, 0, order, &train)) goto leave;                   /* the set's own */
    if (lehr_optim_init(&opt, "adam:l1=0.003", ps, 0.01)) goto leave;

    for (int epoch = 0; epoch < EPOCHS; epoch++) {
        lehr_random_shuffle(&random, order, train);
        for (int from = 0; from < train; from += BATCH) {
            int m = lehr_batch(data, order, train, from, BATCH, x, label);
            lehr_tape_begin(tape, LEHR_TRAIN);
            lehr_tensor *z    = lehr_sequence(tape, net, LAYERS, lehr_input(tape, LEHR_MATRIX(PIXELS, m), x));
            lehr_tensor *loss = lehr_softmax_cross_entropy(tape, z, label);
            lehr_zero_grad(ps);
            if (lehr_backward(tape, loss) || lehr_optim_step(&opt)) goto leave;
            loss_of_last = (double)loss->data[0];
        }
    }

    int rest = lehr_batch(data, order + train, data->rows - train, 0, MOST_ROWS, x, label);
    lehr_tape_begin(tape, LEHR_EVAL);
    lehr_tensor *z = lehr_sequence(tape, net, LAYERS, lehr_input(tape, LEHR_MATRIX(PIXELS, rest), x));
    if (!z) goto leave;
    for (int i = 0; i < BRANCHES; i++) print_weights(branches[i].layer);
    printf("loss of the last batch %.4f, validation accuracy %.1f %%\n", loss_of_last, 100.0 * count_right(z, label) / rest);
    failed = 0;

leave:
    if (failed) fprintf(stderr, "ch12_branches: %s\n", lehr_message());
    lehr_optim_release(&opt);
    lehr_data_free(data);
    lehr_tape_free(tape);
    lehr_params_free(ps);
    return failed;
}
