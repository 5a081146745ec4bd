/* net_spec.h — a fully connected net from its text: "2-12-4" is 2 features, 12 hidden units, 4 classes (or 4
 * targets). */
#ifndef LEHR_LAB_TRAIN_NET_SPEC_H
#define LEHR_LAB_TRAIN_NET_SPEC_H
#include "lab/data/dataset.h"
#include "nn/layer.h"

enum {
    LEHR_MAX_LAYERS = 16,           /* of linear layers in a net's text */
    LEHR_MAX_WIDTH = 65536          /* units of one layer               */
};

/* Writes net or, where it is NULL, one hidden layer of 16 between the features and the classes or targets of d. */
lehr_status lehr_net_spec_text(char *out, size_t room, const char *net, const lehr_data *d);

/* Linear layers fc1, fc2, … with the activation between them, and the end of the list. net [2·LEHR_MAX_LAYERS];
 * *outputs: 1 for two classes with one output, or for one target. */
lehr_status lehr_net_spec_parse(const char *text, const char *activation, const lehr_data *d, lehr_layer net[],
                                int *outputs);

/* Does the net have a hidden layer, and so an activation? "1-1" does not. LEHR_CUSTOM_NET: false. */
bool lehr_net_spec_has_activation(const char *text);

/* The number of weights and biases in its linear layers. */
size_t lehr_net_param_count(const lehr_layer net[]);

#endif
