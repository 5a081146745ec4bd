/* net_print.h — prints layers as text, to check that a resumed run has the same layers. */
#ifndef LEHR_LAB_TRAIN_NET_PRINT_H
#define LEHR_LAB_TRAIN_NET_PRINT_H
#include "core/base/strbuf.h"
#include "nn/layer.h"

/* "linear fc1 4 6; batch_norm bn1 6 6 momentum=0.1,eps=1e-05; tanh; dropout p=0.3"; branches are in
 * brackets. Print after lehr_sequence_init, which sets the defaults of batch norm. */
void lehr_net_print(const lehr_layer net[], lehr_strbuf *out);

#endif
