/* workload.h — the trainings that lehr-bench measures: what they are, how they are made, and one iteration of them,
#include "lab/data/batch.h"
#include "lab/data/data_open.h"
#include "lab/data/scale.h"
#include "lab/data/split.h"
 * whole or up to a stage. */
#ifndef LEHR_TESTS_WORKLOAD_H
#define LEHR_TESTS_WORKLOAD_H
#include <lehr_lab.h>
#include <string.h>

enum { MOST_LAYERS = 13 };

typedef struct workload {
    const char *name, *about;
    lehr_layer  net[MOST_LAYERS];
    lehr_shape  x;                              /* of a batch: samples last */
    const char *optim, *task;                   /* task NULL: random rows   */
    int         classes, rows, iterations;      /* iterations of one round  */
} workload;

static const workload workloads[] = {
    { "W1",
      "taiji 2-12-4, Adam, batch 32",
      { LEHR_LINEAR("fc1", 2, 12), LEHR_TANH, LEHR_LINEAR("fc2", 12, 4) },
      { 2, { 2, 32 } },
      "adam",
      "taiji",
      4,
      800,
      40000 },
    { "W2",
      "iris 4-20-20-3, SGD, batch 120",
      { LEHR_LINEAR("fc1", 4, 20), LEHR_RELU, LEHR_LINEAR("fc2", 20, 20), LEHR_RELU, LEHR_LINEAR("fc3", 20, 3) },
      { 2, { 4, 120 } },
      "sgd",
      "iris",
      3,
      120,
      10000 },
    { "W3",
      "784-256-128-10, momentum, batch 64",
      { LEHR_LINEAR("fc1", 784, 256), LEHR_RELU, LEHR_LINEAR("fc2", 256, 128), LEHR_RELU, LEHR_LINEAR("fc3", 128, 10) },
      { 2, { 784, 64 } },
      "momentum",
      NULL,
      10,
      6400,
      200 },
    { "W4",
      "LeNet 28x28, Adam, batch 64",
      { LEHR_CONV2D("conv1", 1, 6, { 5 }, .padding = { 2 }), LEHR_RELU, LEHR_MAX_POOL2D({ 2 }),
        LEHR_CONV2D("conv2", 6, 16, { 5 }), LEHR_RELU, LEHR_MAX_POOL2D({ 2 }), LEHR_FLATTEN,
        LEHR_LINEAR("fc1", 400, 120), LEHR_RELU, LEHR_LINEAR("fc2", 120, 84), LEHR_RELU, LEHR_LINEAR("fc3", 84, 10) },
      { 4, { 1, 28, 28, 64 } },
      "adam",
      NULL,
      10,
      1280,
      60 },
};

enum { WORKLOADS = sizeof workloads / sizeof *workloads };

/* --- ready to run ------------------------------------------------------------------------------------------------- */

typedef struct bench {
    const workload *w;
    lehr_layer   net[MOST_LAYERS];
    int          batch, features;
    lehr_params *ps;
    lehr_tape   *tape;
    lehr_optim   opt;
    lehr_random  random;
    lehr_data   *data;
    int         *order, *label;
    lehr_real   *x;                             /* a batch, or, for random rows, all batches one after the other */
} bench;

static void draw_rows(bench *b)
{
    size_t rows = (size_t)b->w->rows, numbers = rows * (size_t)b->features;
    for (size_t i = 0; i < numbers; i++) b->x[i] = (lehr_real)lehr_random_normal(&b->random);
    for (size_t i = 0; i < rows; i++) b->label[i] = (int)(lehr_random_bits(&b->random) % (unsigned)b->w->classes);
}

static lehr_status make_rows(bench *b)
{
    size_t rows = (size_t)b->w->rows;
    b->x = lehr_alloc(rows * (size_t)b->features, sizeof *b->x);
    b->label = lehr_alloc(rows, sizeof *b->label);
    if (!b->x || !b->label) return LEHR_ERR_MEMORY;
    if (!b->w->task) {
        draw_rows(b);
        return LEHR_OK;
    }
    int train;
    if (!(b->data = lehr_data_open(b->w->task))) return lehr_last_status();
    if (!(b->order = lehr_alloc((size_t)b->data->rows, sizeof *b->order))) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_data_scale(b->data, "standard", NULL, 0);
    if (!status) status = lehr_data_split(b->data, &b->random, 0.8, b->order, &train);
    if (!status && b->batch == b->w->rows) lehr_batch(b->data, b->order, b->w->rows, 0, b->batch, b->x, b->label);
    return status;
}

static lehr_status make(bench *b, const workload *w)
{
    int batch = w->x.dim[w->x.rank - 1];
    *b = (bench){ .w = w, .batch = batch, .features = (int)lehr_size(w->x) / batch, .ps = lehr_params_new(),
                  .tape = lehr_tape_new() };
    memcpy(b->net, w->net, sizeof b->net);
    lehr_random_seed(&b->random, 0);
    if (!b->ps || !b->tape) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_sequence_init(b->net, b->ps, "xavier", &b->random);
    if (!status) status = make_rows(b);
    return status ? status : lehr_optim_init(&b->opt, w->optim, b->ps, 0.01);
}

static void release(bench *b)
{
    lehr_optim_release(&b->opt);
    lehr_data_free(b->data);
    lehr_tape_free(b->tape);
    lehr_params_free(b->ps);
    lehr_free(b->x);
    lehr_free(b->label);
    lehr_free(b->order);
}

/* --- an iteration, whole or up to a stage ------------------------------------------------------------------------- */

typedef enum stage { ROWS, FORWARD, LOSS, BACKWARD, UPDATE, STAGES } stage;

static const char *const stage_name[STAGES] = { "rows", "forward", "loss", "backward", "update" };

static lehr_status iterate(bench *b, int i, stage last)
{
    const workload *w = b->w;
    int at = i % (w->rows / b->batch) * b->batch, offset = w->task ? 0 : at;
    if (w->task && b->batch < w->rows) {
        if (at == 0) lehr_random_shuffle(&b->random, b->order, w->rows);
        lehr_batch(b->data, b->order, w->rows, at, b->batch, b->x, b->label);
    }
    if (last == ROWS) return LEHR_OK;
    lehr_tape_begin(b->tape, LEHR_TRAIN);
    lehr_tensor *z = lehr_sequence(b->tape, b->net,
                                   lehr_input(b->tape, w->x, b->x + (size_t)offset * (size_t)b->features));
    if (last == FORWARD) return lehr_tape_status(b->tape);
    lehr_tensor *loss = lehr_softmax_cross_entropy(b->tape, z, b->label + offset);
    if (last == LOSS) return lehr_tape_status(b->tape);
    lehr_zero_grad(b->ps);
    lehr_status status = lehr_backward(b->tape, loss);
    return status || last == BACKWARD ? status : lehr_optim_step(&b->opt);
}

/* The products of one iteration of a net of linear layers and nothing else: forward, weights' gradients, and
 * gradients handed on from all layers but the first. */
static void products(const bench *b, lehr_real *A, lehr_real *B, lehr_real *C)
{
    for (int i = 0; b->net[i].kind; i++) {
        int n = b->net[i].in, k = b->net[i].out, m = b->batch;
        if (b->net[i].kind != &lehr_linear_layer) continue;
        lehr_gemm(LEHR_NO_TRANS, LEHR_NO_TRANS, k, m, n, A, B, LEHR_ADD, C);
        lehr_gemm(LEHR_NO_TRANS, LEHR_TRANS, k, n, m, A, B, LEHR_ADD, C);
        if (i) lehr_gemm(LEHR_TRANS, LEHR_NO_TRANS, n, m, k, A, B, LEHR_ADD, C);
    }
}

#endif
