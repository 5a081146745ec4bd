/* poison.h — a net of the caller's with one operation under test, and a drop of NaN or infinity that falls into it at
 * one update.
 *
 *     iris → fc1 → the parts of a subject, the last of them under test → head → three classes
 *
 * What falls into its result falls as if the operation itself had made it, and what falls into a gradient that it
 * hands back, too. */
#ifndef LEHR_TESTS_POISON_H
#define LEHR_TESTS_POISON_H
#include "nn/layers.h"
#include "nn/ops.h"
#include "small_resume.h"
#include "lab/data/data_open.h"

/* Numbers of a sample behind fc1; the update, from 0, that is spoilt. */
enum { WIDTH = 8, AT_STEP = 2, MOST_PARTS = 3, MOST_SAMPLES = 150 };

typedef enum target { NOTHING, RESULT, INPUT, BACKWARD } target;

/* Layers; what the last makes of [WIDTH x m] has so many numbers a sample. */
typedef struct subject {
    const char *op;                                         /* under test, as nn/ops.h has it without lehr_ */
    int         out;
    lehr_layer  part[MOST_PARTS];
} subject;

static struct poison {
    target     where;
    int        input;                                    /* BACKWARD: of its inputs, the one whose gradient is spoilt */
    lehr_real  value;
    bool       now;
    char       expected[200];                               /* what must be named; "": there was nothing to spoil */
    int        samples;                                     /* of the present batch                                */
    const lehr_op *op;                                      /* as it was                                           */
    const lehr_tensor *result;                              /* of the operation, in the latest update              */
} poison;

static void spoil(lehr_real *v, size_t n) { v[n / 2] = poison.value; }

static void spoilt_backward(lehr_tensor *y)
{
    const lehr_tensor *x = y->in[poison.input];
    y->op = poison.op;
    y->op->backward(y);
    if (x->grad) spoil(x->grad, x->size);
}

/* From the loss back, the first bad gradient. That of what a view shows is also that of the view behind it: of level's.
 */
static void expect_gradient(const lehr_tensor *y, const lehr_tensor *x)
{
    if (!x->grad) return;
    const char *made = x->op && x->grad == y->grad ? "flatten" : x->op ? x->op->name : "";
    if (x->op) snprintf(poison.expected, sizeof poison.expected, "the gradient of the result of %s", made);
    else snprintf(poison.expected, sizeof poison.expected, "the gradient of %s", x->name);
}

static void drop_into(lehr_tensor *y)
{
    static lehr_op spoilt;
    const lehr_tensor *made = y;
    while (made->in[0] && made->in[0]->data == made->data) made = made->in[0];    /* a view has no numbers of its own */
    poison.op = y->op;
    if (poison.where == RESULT) {
        spoil(y->data, y->size);
        snprintf(poison.expected, sizeof poison.expected, "the result of %s", made->op->name);
    } else if (poison.where == BACKWARD && poison.input < y->op->inputs) {
        expect_gradient(y, y->in[poison.input]);
        spoilt = (lehr_op){ y->op->name, y->op->inputs, spoilt_backward };
        y->op = &spoilt;
    }
}

/* --- the layer under test ----------------------------------------------------------------------------------------- */

static lehr_status init_subject(lehr_layer *self, lehr_params *ps, const lehr_initializer *how, lehr_random *r)
{
    return lehr_sequence_init_with(self->branch[0], ps, how, r);
}

static lehr_tensor *subject_forward(lehr_tape *t, const lehr_layer *self, lehr_tensor *x)
{
    const lehr_layer *part = self->branch[0];
    poison.samples = x->shape.dim[1];
    if (poison.now && poison.where == INPUT) {
        spoil(x->data, x->size);
        snprintf(poison.expected, sizeof poison.expected, "the result of %s", x->op->name);
    }
    for (int i = 0; part[i].kind && x; i++) x = part[i].kind->forward(t, &part[i], x);
    if (x && lehr_tape_mode(t) == LEHR_TRAIN) poison.result = x;
    if (x && poison.now) drop_into(x);
    return x;
}

static const lehr_layer_kind subject_layer = { { "subject", NULL, "what is tested", NULL, { { 0 } } },
                                               init_subject,
                                               subject_forward };

/* --- behind it ---------------------------------------------------------------------------------------------------- */

static void spread_backward(lehr_tensor *y)
{
    for (size_t i = 0; i < y->size && y->in[0]->grad; i++) y->in[0]->grad[0] += y->grad[i];
}

static const lehr_op spread_op = { "spread", 1, spread_backward };

/* Features of every sample again: of waves and pictures, and of a loss, which is one number for the whole batch. */
static lehr_tensor *level(lehr_tape *t, const lehr_layer *self, lehr_tensor *x)
{
    (void)self;
    if (!x || x->shape.rank > 1) return x ? lehr_flatten(t, x) : NULL;
    lehr_tensor *y = lehr_tape_check(t, &spread_op, LEHR_INPUTS(x))
                         ? lehr_tape_record(t, &spread_op, LEHR_MATRIX(1, poison.samples), LEHR_INPUTS(x))
                         : NULL;
    for (size_t i = 0; y && i < y->size; i++) y->data[i] = x->data[0];
    return y;
}

static const lehr_layer_kind level_layer = { { "level", NULL, "x", NULL, { { 0 } } }, NULL, level };

/* --- operations that are no layers -------------------------------------------------------------------------------- */

static lehr_real answers[WIDTH * MOST_SAMPLES];
static int       labels[MOST_SAMPLES];

#define LOSS_LAYER(name, call) \
    static lehr_tensor *name##_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x) { (void)l; return call; } \
    static const lehr_layer_kind name##_test = { { #name, NULL, "a loss", NULL, { { 0 } } }, NULL, name##_of };

LOSS_LAYER(half_mse,               lehr_half_mse(t, x, answers))
LOSS_LAYER(logistic_cross_entropy, lehr_logistic_cross_entropy(t, x, answers))
LOSS_LAYER(softmax_cross_entropy,  lehr_softmax_cross_entropy(t, x, labels))
LOSS_LAYER(label_smoothing,        lehr_label_smoothing(t, x, labels, 0.1))
LOSS_LAYER(mse,                    lehr_mse(t, x, answers))
LOSS_LAYER(l1,                     lehr_l1(t, x, answers))
LOSS_LAYER(smooth_l1,              lehr_smooth_l1(t, x, answers, 1))

/* --- the subjects ------------------------------------------------------------------------------------------------- */

static lehr_layer left[] = LEHR_NET(LEHR_LINEAR("left", WIDTH, 2), LEHR_TANH),
                  right[] = LEHR_NET(LEHR_LINEAR("right", WIDTH, 3), LEHR_TANH);
static lehr_layer inner[] = LEHR_NET(LEHR_LINEAR("inner", WIDTH, WIDTH), LEHR_TANH);

#define WAVES    LEHR_UNFLATTEN(2, 2, 4)
#define PICTURES LEHR_UNFLATTEN(3, 2, 2, 2)

static const subject subjects[] = {
    { "linear",     5, { LEHR_LINEAR("op", WIDTH, 5) } },
    { "add",        WIDTH, { LEHR_RESIDUAL(inner) } },
    { "concat",     5, { LEHR_CONCAT(left, right) } },
    { "flatten",    WIDTH, { PICTURES, LEHR_FLATTEN } },
    { "unflatten",  WIDTH, { PICTURES } },
    { "conv1d",     9, { WAVES, LEHR_CONV1D("op", 2, 3, { 2 }) } },
    { "conv2d",     3, { PICTURES, LEHR_CONV2D("op", 2, 3, { 2 }) } },
    { "max_pool1d", 4, { WAVES, LEHR_MAX_POOL1D({ 2 }) } },
    { "max_pool2d", 2, { PICTURES, LEHR_MAX_POOL2D({ 2 }) } },
    { "avg_pool1d", 4, { WAVES, LEHR_AVG_POOL1D({ 2 }) } },
    { "avg_pool2d", 2, { PICTURES, LEHR_AVG_POOL2D({ 2 }) } },
    { "global_avg_pool", 2, { PICTURES, LEHR_GLOBAL_AVG_POOL } },
    { "batch_norm", WIDTH, { LEHR_BATCH_NORM("op", WIDTH) } },
    { "dropout",    WIDTH, { LEHR_DROPOUT(0.4) } },
    { "tanh",       WIDTH, { LEHR_TANH } },
    { "sigmoid",    WIDTH, { LEHR_SIGMOID } },
    { "relu",       WIDTH, { LEHR_RELU } },
    { "leaky_relu", WIDTH, { LEHR_LEAKY_RELU(0.1) } },
    { "elu",        WIDTH, { LEHR_ELU(1) } },
    { "softplus",   WIDTH, { LEHR_SOFTPLUS } },
    { "half_mse",   1, { { .kind = &half_mse_test } } },
    { "logistic_cross_entropy", 1, { { .kind = &logistic_cross_entropy_test } } },
    { "softmax_cross_entropy",  1, { { .kind = &softmax_cross_entropy_test } } },
    { "label_smoothing", 1, { { .kind = &label_smoothing_test } } },
    { "mse",        1, { { .kind = &mse_test } } },
    { "l1",         1, { { .kind = &l1_test } } },
    { "smooth_l1",  1, { { .kind = &smooth_l1_test } } },
};

/* --- a run of one ------------------------------------------------------------------------------------------------- */

typedef struct poisoned {
    lehr_data *data;
    lehr_run *run;
    lehr_layer part[MOST_PARTS + 1], net[5];
} poisoned;

/* Two updates are done, and it has been saved as "a". */
static inline void poisoned_start(poisoned *p, const subject *s)
{
    lehr_plan plan = small_plan(5);
    memset(p->part, 0, sizeof p->part);
    memcpy(p->part, s->part, sizeof s->part);
    const lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc1", 4, WIDTH), { .kind = &subject_layer, .branch = { p->part } },
                                      { .kind = &level_layer }, LEHR_LINEAR("head", s->out, 3));
    memcpy(p->net, net, sizeof net);
    poison.now = false;
    poison.expected[0] = '\0';
    p->data = lehr_data_open("iris");
    p->run = p->data ? lehr_run_new_with(&plan, p->data, p->net) : NULL;
    if (!p->run) fail_msg("%s: %s", s->op, lehr_message());
    step_to(p->run, AT_STEP);
}

static inline void poisoned_end(poisoned *p)
{
    lehr_run_free(p->run);
    lehr_data_free(p->data);
}
#endif
