/* flatten.c — x [c x h x w x m] as [c·h·w x m], for a linear layer after images; and the inverse
 *
 * Samples are last, so nothing is copied: data and grad are those of x. The order is PyTorch's: channels, rows,
 * columns.
 */
#include "nn/ops.h"
#include <limits.h>

static void view_backward(lehr_tensor *y) { (void)y; }              /* dy is dx */

static const lehr_op flatten_op = { "flatten", 1, view_backward }, unflatten_op = { "unflatten", 1, view_backward };

/* The number of samples; 0, and the step fails, if x has no dimension for them. */
static int samples_of(lehr_tape *t, const lehr_op *op, const lehr_tensor *x)
{
    int rank = x->shape.rank;
    if (rank >= 2) return x->shape.dim[rank - 1];
    lehr_tape_fail(t, LEHR_ERR_SHAPE, "%s: x is %s; it must be [… x samples]", op->name, lehr_shape_text(x->shape).s);
    return 0;
}

lehr_tensor *lehr_flatten(lehr_tape *t, lehr_tensor *x)
{
    int samples = lehr_tape_check(t, &flatten_op, LEHR_INPUTS(x)) ? samples_of(t, &flatten_op, x) : 0;
    if (!samples) return NULL;
    size_t features = x->size / (size_t)samples;                    /* too large: recording fails with this shape */
    return lehr_tape_record_view(t, &flatten_op, LEHR_MATRIX(features <= INT_MAX ? (int)features : 0, samples), x);
}

lehr_tensor *lehr_unflatten(lehr_tape *t, lehr_tensor *x, lehr_shape sample)
{
    int samples = lehr_tape_check(t, &unflatten_op, LEHR_INPUTS(x)) ? samples_of(t, &unflatten_op, x) : 0;
    if (!samples) return NULL;
    if (sample.rank < 1 || sample.rank >= LEHR_MAX_RANK)
        return lehr_tape_fail(t, LEHR_ERR_SHAPE, "unflatten: a sample of %d dimensions; 1 to %d are possible",
                              sample.rank, LEHR_MAX_RANK - 1);
    sample.dim[sample.rank++] = samples;
    return lehr_tape_record_view(t, &unflatten_op, sample, x);
}
