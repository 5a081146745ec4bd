#include "nn/layer.h"
#include "nn/ops.h"
#include <string.h>

/* --- activations ------------------------------------------------------------------------------------------------- */

static lehr_tensor *tanh_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)    { (void)l; return lehr_tanh(t, x); }
static lehr_tensor *sigmoid_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    (void)l;
    return lehr_sigmoid(t, x);
}
static lehr_tensor *relu_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)    { (void)l; return lehr_relu(t, x); }
static lehr_tensor *leaky_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    return lehr_leaky_relu(t, x, l->slope);
}
static lehr_tensor *elu_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)     { return lehr_elu(t, x, l->alpha); }
static lehr_tensor *softplus_of(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    (void)l;
    return lehr_softplus(t, x);
}

/* In the order of LEHR_TANH … LEHR_SOFTPLUS. */
const lehr_layer_kind lehr_activation_layers[] = {
    { { "tanh",    "Tanh",    "(e^z - e^-z) / (e^z + e^-z)", NULL, { { 0 } } }, NULL, tanh_of },
    { { "sigmoid", "Sigmoid", "1 / (1 + e^-z)",              NULL, { { 0 } } }, NULL, sigmoid_of },
    { { "relu",    "ReLU",    "max(z, 0)",                   NULL, { { 0 } } }, NULL, relu_of },
    { { "leaky_relu", "LeakyReLU", "z, below 0 slope z", "Maas et al. 2013",
        { { LEHR_FIELD(lehr_layer, slope), 0.01, 0, 1, 0, "negative_slope" } } }, NULL, leaky_of },
    { { "elu",     "ELU",     "z, below 0 alpha (e^z - 1)",  "Clevert et al. 2016",
        { { LEHR_FIELD(lehr_layer, alpha), 1, 0, 1e6 } } }, NULL, elu_of },
    { { "softplus", "Softplus", "ln(1 + e^z)",               "Dugas et al. 2001", { { 0 } } }, NULL, softplus_of },
};

static lehr_registry_extension added;
const lehr_registry lehr_activations = { "activation", lehr_activation_layers, sizeof *lehr_activation_layers,
                                      sizeof lehr_activation_layers / sizeof *lehr_activation_layers, &added };

lehr_status lehr_activation(lehr_layer *layer, const char *text)
{
    unsigned given;
    *layer = (lehr_layer){0};
    layer->kind = (const lehr_layer_kind *)lehr_registry_parse(&lehr_activations, text, layer, &given);
    return layer->kind ? LEHR_OK : lehr_last_status();
}

/* --- nets --------------------------------------------------------------------------------------------------------- */

int lehr_net_length(const lehr_layer net[])
{
    int n = 0;
    if (!net) return lehr_fail(LEHR_ERR_VALUE, "the net is NULL"), -1;
    while (n <= LEHR_MAX_NET_LAYERS && net[n].kind) n++;
    if (n <= LEHR_MAX_NET_LAYERS) return n;
    lehr_fail(LEHR_ERR_VALUE,
              "the net has more than %d layers; does the array end with a layer without a kind, as LEHR_NET(...) ends?",
              LEHR_MAX_NET_LAYERS);
    return -1;
}

lehr_status lehr_sequence_init_with(lehr_layer net[], lehr_params *ps, const lehr_initializer *how, lehr_random *r)
{
    int layers = lehr_net_length(net);
    if (layers < 0) return lehr_last_status();
    if (!ps || !how || !how->rule)
        return lehr_fail(LEHR_ERR_VALUE, "sequence: %s is NULL", ps ? "the initializer" : "the list of parameters");
    lehr_status status = LEHR_OK;
    for (int i = 0; i < layers && !status; i++)
        if (net[i].kind->init) status = net[i].kind->init(&net[i], ps, how, r);
    return status;
}

lehr_status lehr_sequence_init(lehr_layer net[], lehr_params *ps, const char *init, lehr_random *r)
{
    lehr_initializer how;
    lehr_status status = lehr_initializer_parse(&how, init);
    if (!status && !r)
        status = lehr_fail(LEHR_ERR_VALUE, "sequence: there is no random stream to draw first weights from");
    return status ? status : lehr_sequence_init_with(net, ps, &how, r);
}

lehr_tensor *lehr_sequence(lehr_tape *t, const lehr_layer net[], lehr_tensor *x)
{
    int layers = lehr_net_length(net);
    if (layers < 0) return lehr_tape_fail(t, LEHR_ERR_VALUE, "sequence: %s", lehr_message());
    for (int i = 0; i < layers; i++) x = net[i].kind->forward(t, &net[i], x);
    return x;
}
