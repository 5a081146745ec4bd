/* concat.c — branches side by side: y = x1 under x2 under …,   dx1 += dy's first rows, and so on (the book, chapter 12)
 *
 *     x1 [n1 x … x m], x2 [n2 x … x m], … → y [n1 + n2 + … x … x m]   features, or the channels of sequences and images
 *
 * The first dimension is the outermost in memory, so the numbers of each x stay together.
 */
#include "core/kernels/kernels.h"
#include "nn/ops.h"
#include <limits.h>
#include <string.h>

static void concat_backward(lehr_tensor *y)
{
    const lehr_real *dy = y->grad;
    for (int i = 0; i < y->op->inputs; i++) {
        lehr_tensor *x = y->in[i];
        if (x->grad) lehr_kernels_here()->add_scaled(x->size, 1, dy, x->grad);
        dy += x->size;
    }
}

static const lehr_op concat_ops[LEHR_MAX_INPUTS + 1] = {
    [2] = { "concat", 2, concat_backward },
    [3] = { "concat", 3, concat_backward },
    [4] = { "concat", 4, concat_backward },
};

static bool alike(lehr_tape *t, lehr_tensor *const x[], int i)
{
    lehr_shape first = x[0]->shape, other = x[i]->shape;
    if (first.rank > 1 && other.rank == first.rank) {
        other.dim[0] = first.dim[0];
        if (lehr_same_shape(first, other)) return true;
    }
    if (first.rank < 2)
        lehr_tape_fail(t, LEHR_ERR_SHAPE, "concat: input 1 is %s; it must be [… x samples]", lehr_shape_text(first).s);
    else
        lehr_tape_fail(t, LEHR_ERR_SHAPE,
                       "concat: input 1 is %s but input %d is %s; only the first of their dimensions may differ",
                       lehr_shape_text(first).s, i + 1, lehr_shape_text(x[i]->shape).s);
    return false;
}

lehr_tensor *lehr_concat(lehr_tape *t, int count, lehr_tensor *const x[])
{
    if (count < 2 || count > LEHR_MAX_INPUTS)
        return lehr_tape_fail(t, LEHR_ERR_VALUE,
                              "concat: %d inputs; it takes 2 to %d (for more, concatenate its results)", count,
                              LEHR_MAX_INPUTS);
    lehr_tensor *in[LEHR_MAX_INPUTS] = { NULL };
    for (int i = 0; x && i < count; i++) in[i] = x[i];
    const lehr_op *op = &concat_ops[count];
    if (!lehr_tape_check(t, op, in)) return NULL;
    lehr_shape s = in[0]->shape;
    for (int i = 1; i < count; i++) {
        if (!alike(t, in, i)) return NULL;
        s.dim[0] = s.dim[0] > INT_MAX - in[i]->shape.dim[0] ? 0 : s.dim[0] + in[i]->shape.dim[0];
    }
    lehr_tensor *y = lehr_tape_record(t, op, s, in);
    if (!y) return NULL;
    lehr_real *to = y->data;
    for (int i = 0; i < count; to += in[i++]->size) memcpy(to, in[i]->data, in[i]->size * sizeof *to);
    return y;
}
