#include "nn/layer.h"
#include "nn/ops.h"
#include <string.h>

/* --- the kinds ---------------------------------------------------------------------------------------------------- */

static lehr_status init_linear(lehr_layer *l, lehr_params *ps, const lehr_init *how, lehr_random *r)
{
    char weight[80], bias[80];
    if (!l->name || !*l->name || strlen(l->name) > 64) return lehr_fail(LEHR_ERR_NAME, "linear: a layer needs a name of 1 to 64 letters");
    lehr_print(weight, sizeof weight, "%s.weight", l->name);
    lehr_print(bias, sizeof bias, "%s.bias", l->name);
    if (!(l->W = lehr_param(ps, weight, LEHR_MATRIX(l->out, l->in)))) return lehr_last_status();
    if (!(l->b = lehr_param(ps, bias, LEHR_VECTOR(l->out)))) return lehr_last_status();
    lehr_init_draw(how, r, l->W);
    return LEHR_OK;
}

static lehr_tensor *linear(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)     { return lehr_linear(t, x, l->W, l->b); }
static lehr_tensor *tanh_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)    { (void)l; return lehr_tanh(t, x); }
static lehr_tensor *sigmoid_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x) { (void)l; return lehr_sigmoid(t, x); }
static lehr_tensor *relu_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)    { (void)l; return lehr_relu(t, x); }
static lehr_tensor *leaky_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)   { return lehr_leaky_relu(t, x, l->slope); }

const lehr_layer_kind lehr_linear_layer = { { "linear", "Linear", "W x + b", NULL, { { 0 } } }, init_linear, linear };

/* In the order of LEHR_TANH … LEHR_LEAKY_RELU. */
const lehr_layer_kind lehr_activation_layers[] = {
    { { "tanh",    "Tanh",    "(e^z - e^-z) / (e^z + e^-z)", NULL, { { 0 } } }, NULL, tanh_of },
    { { "sigmoid", "Sigmoid", "1 / (1 + e^-z)",              NULL, { { 0 } } }, NULL, sigmoid_of },
    { { "relu",    "ReLU",    "max(z, 0)",                   NULL, { { 0 } } }, NULL, relu_of },
    { { "leaky_relu", "LeakyReLU", "z, below 0 slope z", "Maas et al. 2013",
        { { LEHR_FIELD(lehr_layer, slope), 0.01, 0, 1, 0, "negative_slope" } } }, NULL, leaky_of },
};

static lehr_added added;
const lehr_table lehr_activations = { "activation", lehr_activation_layers, sizeof *lehr_activation_layers,
                                      sizeof lehr_activation_layers / sizeof *lehr_activation_layers, &added };

lehr_status lehr_activation(lehr_layer *layer, const char *text)
{
    unsigned given;
    *layer = (lehr_layer){0};
    layer->kind = (const lehr_layer_kind *)lehr_table_read(&lehr_activations, text, layer, &given);
    return layer->kind ? LEHR_OK : lehr_last_status();
}

/* --- rows of layers ----------------------------------------------------------------------------------------------- */

lehr_status lehr_sequence_init(lehr_layer net[], int layers, lehr_params *ps, const char *init, lehr_random *r)
{
    lehr_init how;
    lehr_status status = lehr_init_parse(&how, init);
    for (int i = 0; i < layers && !status; i++)
        if (net[i].kind->init) status = net[i].kind->init(&net[i], ps, &how, r);
    return status;
}

lehr_tensor *lehr_sequence(lehr_tape *t, const lehr_layer net[], int layers, lehr_tensor *x)
{
    for (int i = 0; i < layers; i++) x = net[i].kind->forward(t, &net[i], x);
    return x;
}
