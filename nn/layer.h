/* layer.h — layers: operations with their own parameters; and nets: arrays of layers.
 *
 *     lehr_layer net[] = LEHR_NET(LEHR_LINEAR("fc1", 2, 12), LEHR_TANH, LEHR_LINEAR("fc2", 12, 4));
 *     lehr_sequence_init(net, ps, "xavier", &random);             creates and draws fc1.weight, fc1.bias, …
 *     z = lehr_sequence(tape, net, x);                            x [2 x m] → z [4 x m]
 *
 * A layer may contain nets side by side, so a net can branch anywhere:
 *
 *     lehr_layer left[]  = LEHR_NET(LEHR_LINEAR("a", 3, 1), LEHR_TANH);
 *     lehr_layer right[] = LEHR_NET(LEHR_LINEAR("b", 3, 1), LEHR_TANH);
 *     lehr_layer net[]   = LEHR_NET(LEHR_CONCAT(left, right), LEHR_LINEAR("fc", 2, 3));
 */
#ifndef LEHR_NN_LAYER_H
#define LEHR_NN_LAYER_H
#include "core/params.h"
#include "core/random.h"
#include "core/tape.h"
#include "nn/init.h"
#include "nn/ops.h"

typedef struct lehr_layer lehr_layer;

enum {
    LEHR_MAX_NET_LAYERS = 1000, /* layers of one net: an array without its end is an error, not an endless loop */
    LEHR_MAX_BRANCHES = LEHR_MAX_INPUTS /* nets side by side in one layer */
};

/* What a layer does: a kind of nn/layers.h or one of your own. */
typedef struct lehr_layer_kind {
    lehr_registry_entry entry;      /* name, formula, source, parameters: fields of lehr_layer */
    /* creates the parameters; NULL: it has none */
    lehr_status  (*init)(lehr_layer *self, lehr_params *ps, const lehr_initializer *how, lehr_random *r);
    lehr_tensor *(*forward)(lehr_tape *t, const lehr_layer *self, lehr_tensor *x);     /* NULL: the step has failed */
} lehr_layer_kind;

struct lehr_layer {                 /* a description; its kind uses some of the fields */
    const lehr_layer_kind *kind;    /* what it does                                           */
    const char  *name;              /* "fc1": its parameters are fc1.weight and fc1.bias      */
    int          in, out;           /* features, or channels                                  */
    lehr_window  window;            /* conv, pool                                             */
    lehr_shape   sample;            /* unflatten                                              */
    bool         no_bias;           /* linear, conv                                           */
    double       slope, alpha;      /* leaky_relu, elu                                        */
    double       p;                 /* dropout: the share set to 0                            */
    double       momentum, eps;     /* batch norm; 0: PyTorch's 0.1 and 1e-5                  */
    double       user[8];           /* settings of a kind of your own                         */
    lehr_layer  *branch[LEHR_MAX_BRANCHES]; /* concat 2 … 4, residual 1 or 2 nets; the rest NULL */
    lehr_tensor *W, *b;             /* set by lehr_sequence_init; they belong to the params   */
    lehr_tensor *mean, *variance;   /* batch norm: running, buffers of the params             */
    lehr_random *random;            /* dropout: the stream that lehr_sequence_init was given; it must live as long as
                                       the layer is used */
};

#ifdef __cplusplus
#define LEHR_NET(...)                 { __VA_ARGS__, {} }
#else
/* A net: its layers in order, then a layer without a kind, which ends the array. */
#define LEHR_NET(...)                 { __VA_ARGS__, { 0 } }
#endif

/* The number of layers before the end. −1: net is NULL, or more than LEHR_MAX_NET_LAYERS layers have no end. */
int          lehr_net_length(const lehr_layer net[]);

/* Create each layer's parameters and draw its weights, in the order of the layers; biases start at 0, batch norm at 1
 * and 0. init: a spec as in nn/init.h, or one already parsed. LEHR_ERR_NAME: a layer has no name or a name that is
 * taken, or there is no such initializer; LEHR_ERR_SHAPE, LEHR_ERR_VALUE: a layer with impossible numbers, or an array
 * without an end; LEHR_ERR_MEMORY. After an error ps may hold some of the parameters; free it. */
lehr_status  lehr_sequence_init(lehr_layer net[], lehr_params *ps, const char *init, lehr_random *r);
lehr_status  lehr_sequence_init_with(lehr_layer net[], lehr_params *ps, const lehr_initializer *how, lehr_random *r);

/* Apply the layers in order; x is the input of the first. NULL: the tape holds the reason. */
lehr_tensor *lehr_sequence(lehr_tape *t, const lehr_layer net[], lehr_tensor *x);

#endif
