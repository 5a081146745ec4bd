/* linear.c — z = W·x + b
 *
 *     x [n x m]   W [k x n]   b [k] or none   z [k x m]        m samples, n features in, k out
 *
 *     forward     z    = W x + b 1ᵀ
 *     backward    dW  += dz xᵀ        db += row sums of dz           dx += Wᵀ dz
 *
 * The book writes samples as rows, z = x W + b. Here they are columns, so that the m values of one feature are
 * contiguous and every loop runs over samples: the transposed formula, and twice as fast on small nets.
 */
#include "core/kernels/gemm.h"
#include "core/kernels/kernels.h"
#include "nn/ops.h"

static void backward(lehr_tensor *z, lehr_tensor *b)
{
    lehr_tensor *x = z->in[0], *W = z->in[1];
    int k = W->shape.dim[0], n = W->shape.dim[1], m = x->shape.dim[1];

    if (x->grad) lehr_gemm(LEHR_TRANS, LEHR_NO_TRANS, n, m, k, W->data, z->grad, LEHR_ADD, x->grad);
    if (W->grad) lehr_gemm(LEHR_NO_TRANS, LEHR_TRANS, k, n, m, z->grad, x->data, LEHR_ADD, W->grad);
    if (b && b->grad) lehr_kernels_here()->add_row_sums((size_t)k, (size_t)m, z->grad, b->grad);
}

static void linear_backward(lehr_tensor *z)      { backward(z, z->in[2]); }
static void linear_backward_bare(lehr_tensor *z) { backward(z, NULL); }

/* Without and with a bias. */
static const lehr_op linear_op[2] = { { "linear", 2, linear_backward_bare }, { "linear", 3, linear_backward } };

lehr_tensor *lehr_linear(lehr_tape *t, lehr_tensor *x, lehr_tensor *W, lehr_tensor *b)
{
    const lehr_op *op = &linear_op[b != NULL];
    if (!lehr_tape_check(t, op, LEHR_INPUTS(x, W, b))) return NULL;
    if (x->shape.rank != 2 || W->shape.rank != 2 || x->shape.dim[0] != W->shape.dim[1])
        return lehr_tape_fail(t, LEHR_ERR_SHAPE, "linear: x is %s but W is %s; x needs one row per column of W",
                              lehr_shape_text(x->shape).s, lehr_shape_text(W->shape).s);
    if (b && b->size != (size_t)W->shape.dim[0])
        return lehr_tape_fail(t, LEHR_ERR_SHAPE, "linear: b is %s but W is %s; b needs one number per row of W",
                              lehr_shape_text(b->shape).s, lehr_shape_text(W->shape).s);
    int k = W->shape.dim[0], n = W->shape.dim[1], m = x->shape.dim[1];

    lehr_tensor *z = lehr_tape_record(t, op, LEHR_MATRIX(k, m), LEHR_INPUTS(x, W, b));
    if (!z) return NULL;
    if (b) lehr_kernels_here()->spread_rows((size_t)k, (size_t)m, b->data, z->data);
    lehr_gemm(LEHR_NO_TRANS, LEHR_NO_TRANS, k, m, n, W->data, x->data, b ? LEHR_ADD : LEHR_OVERWRITE, z->data);
    return z;
}
