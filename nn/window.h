/* window.h — internal: windows that slide over images and sequences, for convolution and pooling.
 *
 *     image    [channels x height x width x samples]     sequence  [channels x length x samples], height 1 in here
 *
 * Samples are last, so a row of window positions is one contiguous run of numbers, whatever the size of the batch.
 */
#ifndef LEHR_NN_WINDOW_H
#define LEHR_NN_WINDOW_H
#include "nn/ops.h"

/* The resolved window, and the sizes that follow. [0] along the height, [1] along the width. */
typedef struct lehr_window_geometry {
    int channels, size[2], samples;             /* of x                                          */
    int kernel[2], stride[2], padding[2];       /* as in lehr_window                             */
    int steps[2];                               /* positions of the window: sizes of the result */
    int padded[2];                              /* size + 2 padding                              */
    bool is_sequence;                           /* height [0] is 1 everywhere                    */
} lehr_window_geometry;

/* False, and the step fails: x is not a sequence, or not an image, as is_sequence requires, or the window does not fit
 * (LEHR_ERR_SHAPE), or a number is impossible (LEHR_ERR_VALUE). */
bool lehr_window_resolve(lehr_tape *t, const char *op, bool is_sequence, const lehr_tensor *x, const lehr_window *w,
                         const int kernel[2], const int stride[2], lehr_window_geometry *s);

/* The same for pooling: the kernel is in w, the stride is the kernel unless given, and padding is at most half of it.
 */
bool lehr_window_resolve_pool(lehr_tape *t, const char *op, bool is_sequence, const lehr_tensor *x,
                              const lehr_window *w, lehr_window_geometry *s);

/* of the result: [channels x steps… x m] */
lehr_shape lehr_window_output_shape(const lehr_window_geometry *s, int channels);

/* Calls part(job, channel) for every channel; on several threads if the job is large. */
void lehr_window_each_channel(const lehr_window_geometry *s, void (*part)(void *job, int channel), void *job);

/* Calls visit for every window of one channel and every element of it that lies on x, in order. All samples of this
 * element begin at x + from, those of the result at y + to; place is the index of the element in the window. */
void lehr_window_each_position(const lehr_window_geometry *s, int channel,
                               void (*visit)(void *job, size_t from, size_t to, int place), void *job);

#endif
