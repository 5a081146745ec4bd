/* layers.c — the kinds of layers: the parameters of each, and its operation. */
#include "nn/layers.h"
#include "core/base/internal.h"
#include "nn/ops.h"
#include <string.h>

#define PLAIN(name, also, formula) { (name), (also), (formula), NULL, { { 0 } } }

/* --- layers with weights ------------------------------------------------------------------------------------------ */

static bool named(const lehr_layer *l)
{
    if (l->name && *l->name && strlen(l->name) <= 64) return true;
    lehr_fail(LEHR_ERR_NAME, "%s: a layer needs a name of 1 to 64 letters", l->kind->entry.name);
    return false;
}

/* lehr_param or lehr_buffer, for "fc1.weight"; NULL: an error. */
typedef lehr_tensor *make_fn(lehr_params *ps, const char *name, lehr_shape s);

static lehr_tensor *make(make_fn *how, lehr_params *ps, const lehr_layer *l, const char *what, lehr_shape s)
{
    char name[96];
    lehr_snprintf(name, sizeof name, "%s.%s", l->name, what);
    return how(ps, name, s);
}

static lehr_status make_weights(lehr_layer *l, lehr_params *ps, const lehr_initializer *how, lehr_random *r,
                                lehr_shape shape)
{
    if (!named(l) || !(l->W = make(lehr_param, ps, l, "weight", shape))) return lehr_last_status();
    if (!l->no_bias && !(l->b = make(lehr_param, ps, l, "bias", LEHR_VECTOR(l->out)))) return lehr_last_status();
    lehr_initializer_draw(how, r, l->W);
    return LEHR_OK;
}

static lehr_status init_linear(lehr_layer *l, lehr_params *ps, const lehr_initializer *how, lehr_random *r)
{
    return make_weights(l, ps, how, r, LEHR_MATRIX(l->out, l->in));
}

/* A second number of 0 of the kernel repeats the first, as in nn/ops.h. */
static lehr_status init_conv(lehr_layer *l, lehr_params *ps, const lehr_initializer *how, lehr_random *r)
{
    int groups = l->window.groups ? l->window.groups : 1, *kernel = l->window.kernel;
    if (groups < 1 || l->in % groups || l->out % groups)
        return lehr_fail(LEHR_ERR_VALUE, "%s %s: %d groups; they must divide its %d channels and %d outputs",
                         l->kind->entry.name, l->name ? l->name : "", groups, l->in, l->out);
    bool is_sequence = l->kind == &lehr_conv1d_layer;
    lehr_shape shape = is_sequence ? LEHR_SEQUENCES(l->out, l->in / groups, kernel[0])
                            : LEHR_IMAGES(l->out, l->in / groups, kernel[0], kernel[1] ? kernel[1] : kernel[0]);
    return make_weights(l, ps, how, r, shape);
}

static lehr_tensor *linear(lehr_tape *t, const lehr_layer *l, lehr_tensor *x) { return lehr_linear(t, x, l->W, l->b); }
static lehr_tensor *conv1d(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    return lehr_conv1d(t, x, l->W, l->b, l->window);
}
static lehr_tensor *conv2d(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    return lehr_conv2d(t, x, l->W, l->b, l->window);
}

const lehr_layer_kind lehr_linear_layer = { PLAIN("linear", "Linear", "W x + b"), init_linear, linear };
const lehr_layer_kind lehr_conv1d_layer = { PLAIN("conv1d", "Conv1d", "W * x + b"), init_conv, conv1d };
const lehr_layer_kind lehr_conv2d_layer = { PLAIN("conv2d", "Conv2d", "W * x + b"), init_conv, conv2d };

/* --- layers without parameters ------------------------------------------------------------------------------------ */

static lehr_tensor *max_pool1d(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    return lehr_max_pool1d(t, x, l->window);
}
static lehr_tensor *max_pool2d(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    return lehr_max_pool2d(t, x, l->window);
}
static lehr_tensor *avg_pool1d(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    return lehr_avg_pool1d(t, x, l->window);
}
static lehr_tensor *avg_pool2d(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    return lehr_avg_pool2d(t, x, l->window);
}
static lehr_tensor *global_avg_pool(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    (void)l;
    return lehr_global_avg_pool(t, x);
}
static lehr_tensor *flatten(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    (void)l;
    return lehr_flatten(t, x);
}
static lehr_tensor *unflatten(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    return lehr_unflatten(t, x, l->sample);
}

const lehr_layer_kind lehr_max_pool1d_layer = { PLAIN("max_pool1d", "MaxPool1d", "max of every window"), NULL,
                                                max_pool1d };
const lehr_layer_kind lehr_max_pool2d_layer = { PLAIN("max_pool2d", "MaxPool2d", "max of every window"), NULL,
                                                max_pool2d };
const lehr_layer_kind lehr_avg_pool1d_layer = { PLAIN("avg_pool1d", "AvgPool1d", "mean of every window"), NULL,
                                                avg_pool1d };
const lehr_layer_kind lehr_avg_pool2d_layer = { PLAIN("avg_pool2d", "AvgPool2d", "mean of every window"), NULL,
                                                avg_pool2d };
const lehr_layer_kind lehr_global_avg_pool_layer = {
    PLAIN("global_avg_pool", "AdaptiveAvgPool2d", "mean of all places"), NULL, global_avg_pool
};
const lehr_layer_kind lehr_unflatten_layer = { PLAIN("unflatten", "Unflatten", "x"), NULL, unflatten };
const lehr_layer_kind lehr_flatten_layer = { PLAIN("flatten", "Flatten", "x"), NULL, flatten };

/* --- layers that differ in training ------------------------------------------------------------------------------- */

static lehr_status init_batch_norm(lehr_layer *l, lehr_params *ps, const lehr_initializer *how, lehr_random *r)
{
    (void)how, (void)r;
    if (l->momentum == 0) l->momentum = 0.1;
    if (l->eps == 0) l->eps = 1e-5;
    lehr_shape s = LEHR_VECTOR(l->in);
    bool made = named(l) && (l->W = make(lehr_param, ps, l, "weight", s)) &&
                (l->b = make(lehr_param, ps, l, "bias", s)) &&
                (l->mean = make(lehr_buffer, ps, l, "running_mean", s)) &&
                (l->variance = make(lehr_buffer, ps, l, "running_var", s));
    if (!made) return lehr_last_status();
    for (int c = 0; c < l->in; c++) l->W->data[c] = l->variance->data[c] = 1;
    return LEHR_OK;
}

static lehr_status init_dropout(lehr_layer *l, lehr_params *ps, const lehr_initializer *how, lehr_random *r)
{
    (void)ps, (void)how;
    l->random = r;
    return LEHR_OK;
}

static lehr_tensor *batch_norm(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    return lehr_batch_norm(t, x, l->W, l->b, (lehr_running){ l->mean, l->variance, l->momentum, l->eps });
}

static lehr_tensor *dropout(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    return lehr_dropout(t, x, l->p, l->random);
}

const lehr_layer_kind lehr_batch_norm_layer = { PLAIN("batch_norm", "BatchNorm1d BatchNorm2d",
                                                      "gamma (x - mean) / sqrt(variance + eps) + beta"),
                                                init_batch_norm, batch_norm };
const lehr_layer_kind lehr_dropout_layer = { PLAIN("dropout", "Dropout", "0 with probability p, else x / (1 - p)"),
                                             init_dropout, dropout };

/* --- branches ----------------------------------------------------------------------------------------------------- */

static int branches(const lehr_layer *l)
{
    int n = 0;
    while (n < LEHR_MAX_BRANCHES && l->branch[n]) n++;
    return n;
}

static lehr_status init_branches(lehr_layer *l, lehr_params *ps, const lehr_initializer *how, lehr_random *r)
{
    lehr_status status = LEHR_OK;
    for (int i = 0; i < branches(l) && !status; i++) status = lehr_sequence_init_with(l->branch[i], ps, how, r);
    return status;
}

static lehr_tensor *concat(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    lehr_tensor *y[LEHR_MAX_BRANCHES];
    int n = branches(l);
    for (int i = 0; i < n; i++) y[i] = lehr_sequence(t, l->branch[i], x);
    return lehr_concat(t, n, y);
}

/* Fixed order, branch before projection: both may draw from the random stream. */
static lehr_tensor *residual(lehr_tape *t, const lehr_layer *l, lehr_tensor *x)
{
    int n = branches(l);
    if (n != 1 && n != 2) return lehr_tape_fail(t, LEHR_ERR_VALUE, "residual: %d branches; it takes 1 or 2", n);
    lehr_tensor *added = lehr_sequence(t, l->branch[0], x);
    return lehr_add(t, added, n == 2 ? lehr_sequence(t, l->branch[1], x) : x);
}

const lehr_layer_kind lehr_concat_layer = {
    PLAIN("concat", NULL, "what each branch makes of x, one under the other"), init_branches, concat
};
const lehr_layer_kind lehr_residual_layer = { PLAIN("residual", NULL, "x + what the branch makes of it"), init_branches,
                                              residual };

/* --- activations -------------------------------------------------------------------------------------------------- */

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
    if (!layer || !text) return lehr_fail_null("lehr_activation", layer ? "text" : "layer");
    *layer = (lehr_layer){0};
    layer->kind = (const lehr_layer_kind *)lehr_registry_parse(&lehr_activations, text, layer, &given);
    return layer->kind ? LEHR_OK : lehr_last_status();
}
