/* flatten.c — x [c x h x w x m] seen as [c·h·w x m], for a linear layer after pictures or waves
 *
 * Samples are last, so nothing moves: the numbers, and their gradients, are x's own. Their order, channels then rows then columns, is PyTorch's.
 */
#include "nn/ops.h"

static void flatten_backward(lehr_tensor *y) { (void)y; }           /* dy is dx */

static const lehr_op flatten_op = { "flatten", 1, flatten_backward };

lehr_tensor *lehr_flatten(lehr_tape *t, lehr_tensor *x)
{
    if (!lehr_ready(t, &flatten_op, LEHR_IN(x))) return NULL;
    int rank = x->shape.rank;
    if (rank < 2) return lehr_refuse(t, LEHR_ERR_SHAPE, "flatten: x is %s; it must be [… x samples]", lehr_shape_text(x->shape).s);
    int samples = x->shape.dim[rank - 1];
    return lehr_record_view(t, &flatten_op, LEHR_MATRIX((int)(x->size / (size_t)samples), samples), x);
}
