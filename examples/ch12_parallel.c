/* ch12_parallel.c — one batch, two workers: the gradients of its halves give the gradient of the whole
 * level: 3 of 4
 *
 * shows     data-parallel training: each worker has a tape and a copy of the parameters; their gradients are
 *           averaged
 * run       ./ch12_parallel
 * expect    a largest difference of about 1e-8 in the first gradient, and of 1e-6 in the weights after 200 updates
 */
#include <lehr_lab.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BATCH = 64, HALF = BATCH / 2, PIXELS = 64, STEPS = 200, MOST_LAYERS = 4, MOST_ROWS = 1800 };

static int order[MOST_ROWS];

typedef struct worker {
    lehr_params *ps;
    lehr_tape   *tape;
    lehr_layer   net[MOST_LAYERS];
    lehr_real    x[PIXELS * BATCH];
    int          label[BATCH];
    lehr_status  status;
} worker;

static worker whole, half[2];                       /* the parameters of half[0] are updated              */

static void start(worker *w)
{
    lehr_random random;
    lehr_random_seed(&random, 0);                   /* the same numbers for all */
    const lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc1", PIXELS, 32), LEHR_RELU, LEHR_LINEAR("fc2", 32, 10));
    memcpy(w->net, net, sizeof net);
    w->ps = lehr_params_new();
    w->tape = lehr_tape_new();
    LEHR_CHECK(lehr_sequence_init(w->net, w->ps, "kaiming", &random));
}

static void leave(worker *w)
{
    lehr_tape_free(w->tape);
    lehr_params_free(w->ps);
}

/* The gradient of the mean loss of m samples from order[from] on. */
static lehr_status learn(worker *w, const lehr_data *data, int from, int most)
{
    int m = lehr_batch(data, order, data->rows, from, most, w->x, w->label);
    lehr_tape_begin(w->tape, LEHR_TRAIN);
    lehr_tensor *z = lehr_sequence(w->tape, w->net, lehr_input(w->tape, LEHR_MATRIX(PIXELS, m), w->x));
    lehr_zero_grad(w->ps);
    return lehr_backward(w->tape, lehr_softmax_cross_entropy(w->tape, z, w->label));
}

typedef struct job { const lehr_data *data; int from; } job;

static void work(void *context, int i)              /* on its own thread      */
{
    const job *j = context;
    half[i].status = learn(&half[i], j->data, j->from + i * HALF, HALF);
}

/* Leaves the mean of the two gradients, which is the gradient of the whole batch, in half[0]. */
static lehr_status learn_in_halves(const lehr_data *data, int from)
{
    job j = { data, from };
    lehr_parallel_for(2, work, &j);
    lehr_real *g = lehr_params_grad(half[0].ps);
    const lehr_real *other = lehr_params_grad(half[1].ps);
    for (size_t i = 0; i < lehr_params_size(half[0].ps); i++) g[i] = (g[i] + other[i]) / 2;
    return half[0].status ? half[0].status : half[1].status;
}

static double largest_difference(const lehr_real *a, const lehr_real *b, size_t n)
{
    double largest = 0;
    for (size_t i = 0; i < n; i++) largest = fmax(largest, fabs((double)a[i] - (double)b[i]));
    return largest;
}

int main(void)
{
    lehr_optim one, two;
    lehr_data *data = lehr_data_open("digits");
    LEHR_CHECK(lehr_set_threads(2));
    LEHR_CHECK(lehr_data_scale(data, "minmax", NULL, 0));
    start(&whole);
    start(&half[0]);
    start(&half[1]);
    LEHR_CHECK(lehr_optim_init(&one, "momentum", whole.ps, 0.05));
    LEHR_CHECK(lehr_optim_init(&two, "momentum", half[0].ps, 0.05));
    size_t n = lehr_params_size(whole.ps);
    for (int i = 0; i < data->rows; i++) order[i] = i;

    for (int t = 0, from = 0; t < STEPS; t++, from = (from + BATCH) % (data->rows - BATCH)) {
        LEHR_CHECK(learn(&whole, data, from, BATCH));
        LEHR_CHECK(learn_in_halves(data, from));
        if (t == 0)
            printf("first gradient       differs by %.0e at most\n",
                   largest_difference(lehr_params_grad(whole.ps), lehr_params_grad(half[0].ps), n));
        LEHR_CHECK(lehr_optim_step(&one));
        LEHR_CHECK(lehr_optim_step(&two));
        memcpy(lehr_params_data(half[1].ps), lehr_params_data(half[0].ps), n * sizeof(lehr_real));
    }
    double off = largest_difference(lehr_params_data(whole.ps), lehr_params_data(half[0].ps), n);
    printf("weights after %d    differ by %.0e at most\n", STEPS, off);
    if (off > 1e-4) LEHR_CHECK(lehr_fail(LEHR_ERR_VALUE, "the halves do not make the whole"));
    lehr_optim_release(&one);
    lehr_optim_release(&two);
    leave(&whole);
    leave(&half[0]);
    leave(&half[1]);
    LEHR_CHECK(lehr_set_threads(1));
    lehr_data_free(data);
    return 0;
}
