/* layers.h — the kinds of layers, and a macro that describes a layer of each. */
#ifndef LEHR_NN_LAYERS_H
#define LEHR_NN_LAYERS_H
#include "nn/layer.h"

/* Each kind is the operation of its name in nn/ops.h; the macros below describe layers of them. */
extern const lehr_layer_kind lehr_linear_layer, lehr_conv1d_layer, lehr_conv2d_layer, lehr_max_pool1d_layer,
    lehr_max_pool2d_layer, lehr_avg_pool1d_layer, lehr_avg_pool2d_layer, lehr_global_avg_pool_layer, lehr_flatten_layer,
    lehr_unflatten_layer, lehr_batch_norm_layer, lehr_dropout_layer, lehr_concat_layer, lehr_residual_layer;
extern const lehr_layer_kind lehr_activation_layers[];              /* tanh, sigmoid, relu, leaky_relu, elu, softplus */

/* [n x m] → [k x m], by label.weight [k x n] and label.bias [k]. */
#define LEHR_LINEAR(label, n, k)      { .kind = &lehr_linear_layer, .name = (label), .in = (n), .out = (k) }

/* Activations, element by element: lehr_tanh and so on. */
#define LEHR_TANH                     { .kind = &lehr_activation_layers[0] }
#define LEHR_SIGMOID                  { .kind = &lehr_activation_layers[1] }
#define LEHR_RELU                     { .kind = &lehr_activation_layers[2] }
#define LEHR_LEAKY_RELU(s)            { .kind = &lehr_activation_layers[3], .slope = (s) }
#define LEHR_ELU(a)                   { .kind = &lehr_activation_layers[4], .alpha = (a) }
#define LEHR_SOFTPLUS                 { .kind = &lehr_activation_layers[5] }

/* c channels in, k out, then the kernel in braces and what else nn/window.h offers: LEHR_CONV2D("conv1", 1, 6, { 5 },
 * .padding = { 2 }). They make label.weight [k x c/groups x kernel] and label.bias [k]. */
#define LEHR_CONV1D(label, c, k, ...)                                                                                  \
    {                                                                                                                  \
        .kind = &lehr_conv1d_layer, .name = (label), .in = (c), .out = (k), .window = {.kernel = __VA_ARGS__ }         \
    }
#define LEHR_CONV2D(label, c, k, ...)                                                                                  \
    {                                                                                                                  \
        .kind = &lehr_conv2d_layer, .name = (label), .in = (c), .out = (k), .window = {.kernel = __VA_ARGS__ }         \
    }

/* The kernel in braces, and what else nn/window.h offers: LEHR_MAX_POOL2D({ 2 }). */
#define LEHR_MAX_POOL1D(...)          { .kind = &lehr_max_pool1d_layer, .window = { .kernel = __VA_ARGS__ } }
#define LEHR_MAX_POOL2D(...)          { .kind = &lehr_max_pool2d_layer, .window = { .kernel = __VA_ARGS__ } }
#define LEHR_AVG_POOL1D(...)          { .kind = &lehr_avg_pool1d_layer, .window = { .kernel = __VA_ARGS__ } }
#define LEHR_AVG_POOL2D(...)          { .kind = &lehr_avg_pool2d_layer, .window = { .kernel = __VA_ARGS__ } }

/* [c x … x m] → [c x m]: means over all positions. */
#define LEHR_GLOBAL_AVG_POOL          { .kind = &lehr_global_avg_pool_layer }
/* [c x … x m] → [c·… x m]: sequences or images to features. */
#define LEHR_FLATTEN                  { .kind = &lehr_flatten_layer }
/* [n x m] → [… x m]. LEHR_UNFLATTEN(2, 1, 5): each sample has two dimensions, 1 channel and length 5. */
#define LEHR_UNFLATTEN(rank, ...)     { .kind = &lehr_unflatten_layer, .sample = { (rank), { __VA_ARGS__ } } }
/* For c features or channels: label.weight and label.bias [c] are trained, label.running_mean and label.running_var [c]
 * are buffers. */
#define LEHR_BATCH_NORM(label, c)     { .kind = &lehr_batch_norm_layer, .name = (label), .in = (c), .out = (c) }
/* In training each number is set to 0 with probability share, 0 ≤ share < 1. */
#define LEHR_DROPOUT(share)           { .kind = &lehr_dropout_layer, .p = (share) }

/* LEHR_CONCAT(left, right): the outputs of 2 … 4 nets, one below the other. */
#define LEHR_CONCAT(...)              { .kind = &lehr_concat_layer, .branch = { __VA_ARGS__ } }
/* LEHR_RESIDUAL(net): x + net(x). LEHR_RESIDUAL(net, projection): projection(x) + net(x), for a net that changes the
 * shape. */
#define LEHR_RESIDUAL(...)            { .kind = &lehr_residual_layer, .branch = { __VA_ARGS__ } }

extern const lehr_registry lehr_activations;                        /* all activations that have a name */

/* An activation from its spec: "tanh", "leaky_relu:slope=0.2". LEHR_ERR_NAME: no such activation or parameter;
 * LEHR_ERR_VALUE: a setting out of its range. */
lehr_status  lehr_activation(lehr_layer *layer, const char *text);

#endif
