/* small_net.h — two small nets, one tape, one optimizer: what the tests of a step are about. */
#ifndef LEHR_TESTS_SMALL_NET_H
#define LEHR_TESTS_SMALL_NET_H
#include "check.h"
#include "nn/layers.h"
#include "nn/ops.h"
#include "optim/spec.h"

/* 3-6-4 for one of four classes or for four numbers; 3-2-1 for one yes or no. */
enum { IN = 3, SAMPLES = 7 };
enum { SOFTMAX, LOGISTIC, NUMBERS };

typedef struct model {
    int kind;
    lehr_params *ps;
    lehr_tape   *tape;
    lehr_layer   net[4];
    lehr_optim   opt;
    lehr_real    x[IN * SAMPLES], y[4 * SAMPLES];
    int          label[SAMPLES];
} model;

static inline void fill(model *m, int kind)
{
    const lehr_layer net[2][4] = { LEHR_NET(LEHR_LINEAR("fc1", IN, 6), LEHR_TANH, LEHR_LINEAR("fc2", 6, 4)),
                                   LEHR_NET(LEHR_LINEAR("fc1", IN, 2), LEHR_TANH, LEHR_LINEAR("fc2", 2, 1)) };
    memset(m, 0, sizeof *m);
    m->kind = kind;
    memcpy(m->net, net[kind == LOGISTIC], sizeof m->net);
    for (int i = 0; i < IN * SAMPLES; i++) m->x[i] = (lehr_real)sin(i * 1.7);
    for (int i = 0; i < 4 * SAMPLES; i++) m->y[i] = (lehr_real)(i % 3 == 0);
    for (int i = 0; i < SAMPLES; i++) m->label[i] = i % 4;
}

/* On failure the model is only to be dropped. */
static inline lehr_status make(model *m, int kind, const char *rule)
{
    lehr_random r;
    lehr_random_seed(&r, 3);
    fill(m, kind);
    if (!(m->ps = lehr_params_new()) || !(m->tape = lehr_tape_new())) return lehr_last_status();
    lehr_status status = lehr_sequence_init(m->net, m->ps, "xavier", &r);
    return status ? status : lehr_optim_init(&m->opt, rule, m->ps, 0.01);
}

static inline void drop(model *m)
{
    lehr_optim_release(&m->opt);
    lehr_tape_free(m->tape);
    lehr_params_free(m->ps);
}

static inline lehr_tensor *loss_of(lehr_tape *t, void *of)
{
    model *m = of;
    lehr_tensor *z = lehr_sequence(t, m->net, lehr_input(t, LEHR_MATRIX(IN, SAMPLES), m->x));
    if (m->kind == SOFTMAX) return lehr_softmax_cross_entropy(t, z, m->label);
    return m->kind == LOGISTIC ? lehr_logistic_cross_entropy(t, z, m->y) : lehr_half_mse(t, z, m->y);
}

static inline lehr_status forth_and_back(model *m)
{
    lehr_tape_begin(m->tape, LEHR_TRAIN);
    lehr_tensor *loss = loss_of(m->tape, m);
    lehr_zero_grad(m->ps);
    return lehr_backward(m->tape, loss);
}

static inline lehr_status step(model *m)
{
    lehr_status status = forth_and_back(m);
    return status ? status : lehr_optim_step(&m->opt);
}

#endif
