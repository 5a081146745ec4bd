/* softmax_cross_entropy.c — many classes, one answer
 *
 *     z [k x m]: one row per class, one column per sample         label [m]: 0 … k − 1
 *
 *     p_ji = e^(z_ji) / Σ_j e^(z_ji)          L = −(1/m) Σ_i ln p_label(i),i
 *     dz  += (p − onehot(label)) dL / m       the two steps together: simpler and safer than apart
 */
#include "core/kernels.h"
#include "nn/ops.h"

static void sce_backward(lehr_tensor *L)
{
    lehr_tensor *z = L->in[0];
    lehr_real scale = L->grad[0] / (lehr_real)z->shape.dim[1];
    lehr_kernels_here()->add_scaled(z->size, scale, L->kept, z->grad);
}

static const lehr_op sce_op = { "softmax_cross_entropy", 1, sce_backward };

static bool labels_fit(lehr_tape *t, const int *label, int k, int m)
{
    for (int i = 0; i < m; i++)
        if (label[i] < 0 || label[i] >= k) {
            lehr_refuse(t, LEHR_ERR_VALUE, "softmax_cross_entropy: the label of sample %d is %d; z has %d rows, so labels go from 0 to %d",
                        i, label[i], k, k - 1);
            return false;
        }
    return true;
}

lehr_tensor *lehr_softmax_cross_entropy(lehr_tape *t, lehr_tensor *z, const int *label)
{
    if (!lehr_ready(t, &sce_op, LEHR_IN(z))) return NULL;
    if (z->shape.rank != 2 || !label)
        return lehr_refuse(t, LEHR_ERR_SHAPE, label ? "softmax_cross_entropy: z is %s; it must be [classes x samples]"
                                                    : "softmax_cross_entropy: there are no labels for z %s", lehr_shape_text(z->shape).s);
    int k = z->shape.dim[0], m = z->shape.dim[1];
    if (!labels_fit(t, label, k, m)) return NULL;

    lehr_tensor *L = lehr_record(t, &sce_op, LEHR_SCALAR, LEHR_IN(z));
    lehr_real *p = lehr_keep(t, z->size), *top = lehr_keep(t, (size_t)m), *sum = lehr_keep(t, (size_t)m);
    if (!L || !p || !top || !sum) return NULL;
    const lehr_kernels *kernels = lehr_kernels_here();
    kernels->softmax((size_t)k, (size_t)m, z->data, p, top, sum);
    kernels->log((size_t)m, sum, sum);
    double loss = 0;
    for (int i = 0; i < m; i++) {
        size_t at = (size_t)label[i] * (size_t)m + (size_t)i;
        loss += (double)(sum[i] - (z->data[at] - top[i]));                  /* −ln p of the label */
        p[at] -= 1;
    }
    L->kept = p;                                                            /* p − onehot */
    L->data[0] = (lehr_real)(loss / m);
    return L;
}
