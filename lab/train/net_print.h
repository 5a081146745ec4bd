/* net_print.h — a row of layers in words, so that a net of a program's own can be told from another one when its
 * training is resumed. */
#ifndef LEHR_LAB_TRAIN_NET_PRINT_H
#define LEHR_LAB_TRAIN_NET_PRINT_H
#include "core/base/strbuf.h"
#include "nn/layer.h"

/* "linear fc1 4 6; batch_norm bn1 6 6 momentum=0.1,eps=1e-05; tanh; dropout p=0.3", and rows within layers in
 * brackets. What batch norm leaves open is filled in by lehr_sequence_init: print after it. */
void lehr_net_print(const lehr_layer net[], lehr_strbuf *out);

#endif
