/* layer.h — operations that bring their own parameters, and rows of them.
 *
 *     lehr_layer net[] = { LEHR_LINEAR("fc1", 2, 12), LEHR_TANH, LEHR_LINEAR("fc2", 12, 4) };     a plain description
 *     lehr_sequence_init(net, 3, ps, "xavier", &random);                                          makes and draws fc1.weight, fc1.bias, …
 *     z = lehr_sequence(tape, net, 3, x);                                                         x [2 x m] → z [4 x m]
 */
#ifndef LEHR_NN_LAYER_H
#define LEHR_NN_LAYER_H
#include "core/params.h"
#include "core/random.h"
#include "core/tape.h"
#include "nn/init.h"

typedef struct lehr_layer lehr_layer;

/* What a layer does; one of those below or one of your own. */
typedef struct lehr_layer_kind {
    lehr_row row;                   /* its name, and its knobs, which are fields of lehr_layer */
    lehr_status  (*init)(lehr_layer *self, lehr_params *ps, const lehr_init *how, lehr_random *r);      /* NULL: it learns nothing */
    lehr_tensor *(*forward)(lehr_tape *t, const lehr_layer *self, lehr_tensor *x);
} lehr_layer_kind;

struct lehr_layer {
    const lehr_layer_kind *kind;
    const char  *name;              /* "fc1": its parameters are fc1.weight and fc1.bias     */
    int          in, out;           /* features                                              */
    double       slope;             /* leaky_relu                                            */
    lehr_tensor *W, *b;             /* set by lehr_sequence_init; they belong to the params  */
};

extern const lehr_layer_kind lehr_linear_layer;
extern const lehr_layer_kind lehr_activation_layers[];              /* tanh, sigmoid, relu, leaky_relu */

#define LEHR_LINEAR(label, n, k)   { .kind = &lehr_linear_layer, .name = (label), .in = (n), .out = (k) }
#define LEHR_TANH                  { .kind = &lehr_activation_layers[0] }
#define LEHR_SIGMOID               { .kind = &lehr_activation_layers[1] }
#define LEHR_RELU                  { .kind = &lehr_activation_layers[2] }
#define LEHR_LEAKY_RELU(s)         { .kind = &lehr_activation_layers[3], .slope = (s) }

/* An activation from its text: "tanh", "leaky_relu:slope=0.2". */
extern const lehr_table lehr_activations;                           /* all of them */
lehr_status  lehr_activation(lehr_layer *layer, const char *text);

/* Walk the row once: make each layer's parameters and draw its weights, the first layer first; biases start at 0.
 * On failure ps may hold some of them and is of no more use. */
lehr_status  lehr_sequence_init(lehr_layer net[], int layers, lehr_params *ps, const char *init, lehr_random *r);

/* One layer after the other. */
lehr_tensor *lehr_sequence(lehr_tape *t, const lehr_layer net[], int layers, lehr_tensor *x);

#endif
