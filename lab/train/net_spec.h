/* net_spec.h — a fully connected net from its text: "2-12-4" is 2 features, 12 hidden units, 4 classes (or 4 numbers
 * to predict). */
#ifndef LEHR_LAB_TRAIN_NET_SPEC_H
#define LEHR_LAB_TRAIN_NET_SPEC_H
#include "lab/data/dataset.h"
#include "nn/layer.h"

enum {
    LEHR_MAX_LAYERS = 16,           /* of linear layers in a net's text */
    LEHR_MAX_WIDTH = 65536          /* units of one layer               */
};

/* The text to use: net itself, or, where it is NULL, one hidden layer of 16 between the data's features and its
 * classes or numbers to predict. */
lehr_status lehr_net_spec_text(char *out, size_t room, const char *net, const lehr_data *d);

/* Linear layers fc1, fc2, … with the activation between them, and the end. net [2·LEHR_MAX_LAYERS]; *outputs: 1 for a
 * yes-or-no net, or for one number to predict. */
lehr_status lehr_net_spec_parse(const char *text, const char *activation, const lehr_data *d, lehr_layer net[],
                                int *outputs);

/* Is there an activation in it at all? "1-1" has none, a net of the caller's own is not known to. */
bool lehr_net_spec_has_activation(const char *text);

/* How many numbers its linear layers learn, biases included. */
size_t lehr_net_param_count(const lehr_layer net[]);

#endif
