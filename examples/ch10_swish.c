/* ch10_swish.c — an activation of your own, in a file of your own                                      level: 3 of 4
 *
 * shows     an operation added outside the library: its forward pass, its derivative, the check of that derivative,
 *           and a net that uses it
 * run       ./ch10_swish
 * expect    a largest error of 2e-5 of the derivative, about as for tanh, and a validation accuracy of 100 % on the
 *           task band with both. (In float a correct derivative can have an error of 5e-3; lehr::lehr64 gives 1e-8.)
 *
 *     swish    a = z s(z),   s = 1 / (1 + e^−z)             dz += da (s + a (1 − s))         Ramachandran et al. 2017
 */
#include <lehr_lab.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* --- the operation: a backward pass, a name, a forward pass ------------------------------------------------------- */

static void swish_backward(lehr_tensor *a)
{
    lehr_tensor *z = a->in[0];
    const lehr_real *s = a->saved;
    for (size_t i = 0; i < a->size; i++) z->grad[i] += a->grad[i] * (s[i] + a->data[i] * (1 - s[i]));
}

static const lehr_op swish_op = { "swish", 1, swish_backward };

static lehr_tensor *swish(lehr_tape *t, lehr_tensor *z)
{
    if (!lehr_tape_check(t, &swish_op, LEHR_INPUTS(z))) return NULL;
    lehr_tensor *a = lehr_tape_record(t, &swish_op, z->shape, LEHR_INPUTS(z));
    lehr_real *s = lehr_tape_alloc(t, z->size, sizeof *s);                      /* for the backward pass       */
    if (!a || !s) return NULL;
    for (size_t i = 0; i < z->size; i++) {
        s[i] = (lehr_real)(1 / (1 + exp(-(double)z->data[i])));
        a->data[i] = z->data[i] * s[i];
    }
    a->saved = s;
    return a;
}

/* --- the layer: from now on its name is known wherever an activation is named ------------------------------------- */

static lehr_tensor *swish_of(lehr_tape *t, const lehr_layer *self, lehr_tensor *x) { (void)self; return swish(t, x); }

static const lehr_layer_kind swish_layer = { { .name = "swish", .formula = "z / (1 + e^-z)" }, NULL, swish_of };

/* --- is the derivative right? ------------------------------------------------------------------------------------- */

typedef struct small_net { lehr_layer layer[4]; lehr_random random; } small_net;

static lehr_tensor *small_loss(lehr_tape *t, void *model)
{
    static const lehr_real x[] = { -2, -1, (lehr_real)-0.3, (lehr_real)0.4, 1, 3 }, y[] = { 1, 0, 1, 0, 1, 0 };
    const small_net *net = model;
    return lehr_half_mse(t, lehr_sequence(t, net->layer, lehr_input(t, LEHR_MATRIX(1, 6), x)), y);
}

static void check_gradient(const char *activation)
{
    small_net net = { .layer = LEHR_NET(LEHR_LINEAR("fc1", 1, 3), LEHR_TANH, LEHR_LINEAR("fc2", 3, 1)) };
    lehr_params *ps = lehr_params_new();
    lehr_tape *tape = lehr_tape_new();
    lehr_random_seed(&net.random, 0);
    LEHR_CHECK(lehr_activation(&net.layer[1], activation));
    LEHR_CHECK(lehr_sequence_init(net.layer, ps, "normal", &net.random));
    double worst = lehr_gradcheck(tape, ps, small_loss, &net, sizeof(lehr_real) == sizeof(double) ? 1e-5 : 1e-2);
    printf("%-6s worst relative error of the gradient %.1e\n", activation, worst);
    if (!(worst >= 0 && worst < 5e-3))
        LEHR_CHECK(lehr_fail(LEHR_ERR_VALUE, "the derivative of %s is not its slope", activation));
    lehr_tape_free(tape);
    lehr_params_free(ps);
}

/* --- and does it learn? chapter 10's data: one class in the middle of the other ----------------------------------- */

static void learn(const char *activation)
{
    lehr_plan plan;
    lehr_history history = { 0 };
    LEHR_CHECK(lehr_plan_for(&plan, "band"));
    lehr_data *data = lehr_data_open("band");
    plan.activation = activation;
    lehr_run *run = lehr_run_new(&plan, data);
    LEHR_CHECK(lehr_train(run, &history, NULL, NULL));
    printf("%-6s validation accuracy %.1f %%\n", activation,
           100 * history.row[history.count - 1].validation_accuracy);
    lehr_history_release(&history);
    lehr_run_free(run);
    lehr_data_free(data);
}

int main(void)
{
    LEHR_CHECK(lehr_registry_add(&lehr_activations, &swish_layer.entry));
    check_gradient("tanh");
    check_gradient("swish");
    learn("tanh");
    learn("swish");
    return 0;
}
