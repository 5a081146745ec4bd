/* softmax_cross_entropy.c — several classes; optionally with label smoothing
 *
 *     z [k x m]: one row per class, one column per sample         label [m]: 0 … k − 1
 *
 *     p_ji = e^(z_ji) / Σ_j e^(z_ji)          y_ji = (1 − s) [j = label(i)] + s / k
 *     L    = −(1/m) Σ_ji y_ji ln p_ji         s = 0 unless labels are smoothed (Szegedy et al. 2016)
 *     dz  += (p − y) dL / m                   softmax and loss at once: simpler, and without overflow
 */
#include "core/kernels/kernels.h"
#include "nn/ops.h"

static void sce_backward(lehr_tensor *L)
{
    lehr_tensor *z = L->in[0];
    lehr_kernels_here()->add_scaled(z->size, L->grad[0] / (lehr_real)z->shape.dim[1], L->saved, z->grad);
}

static const lehr_op plain_op = { "softmax_cross_entropy", 1, sce_backward },
                     smoothed_op = { "label_smoothing", 1, sce_backward };

static bool labels_fit(lehr_tape *t, const lehr_op *op, const lehr_tensor *z, const int *label)
{
    if (z->shape.rank != 2 || !label) {
        lehr_tape_fail(t, LEHR_ERR_SHAPE,
                       label ? "%s: z is %s; it must be [classes x samples]" : "%s: the labels are NULL; z is %s",
                       op->name, lehr_shape_text(z->shape).s);
        return false;
    }
    int k = z->shape.dim[0], m = z->shape.dim[1];
    for (int i = 0; i < m; i++)
        if (label[i] < 0 || label[i] >= k) {
            lehr_tape_fail(t, LEHR_ERR_VALUE,
                           "%s: the label of sample %d is %d; z has %d rows, so labels go from 0 to %d", op->name, i,
                           label[i], k, k - 1);
            return false;
        }
    return true;
}

/* −Σ y ln p of one sample, where −ln p_j = ln Σ − (z_j − top); and p becomes p − y. */
static double one_sample(int k, size_t m, const lehr_real *z, lehr_real *p, int label, double share, lehr_real top,
                         lehr_real log_sum)
{
    size_t at = (size_t)label * m;
    double loss = (double)(log_sum - (z[at] - top));
    p[at] -= 1;
    if (share == 0) return loss;
    double mean = 0;
    for (size_t j = 0; j < (size_t)k; j++) {
        mean += (double)(log_sum - (z[j * m] - top)) / k;
        p[j * m] += (lehr_real)(share * ((j == (size_t)label) - 1.0 / k));
    }
    return (1 - share) * loss + share * mean;
}

static lehr_tensor *record(lehr_tape *t, const lehr_op *op, lehr_tensor *z, const int *label, double share)
{
    if (!lehr_tape_check(t, op, LEHR_INPUTS(z)) || !labels_fit(t, op, z, label)) return NULL;
    size_t k = (size_t)z->shape.dim[0], m = (size_t)z->shape.dim[1];
    lehr_tensor *L = lehr_tape_record(t, op, LEHR_SCALAR, LEHR_INPUTS(z));
    lehr_real *p = lehr_tape_alloc(t, z->size, sizeof *p), *top = lehr_tape_alloc(t, m, sizeof *top),
              *sum = lehr_tape_alloc(t, m, sizeof *sum);
    if (!L || !p || !top || !sum) return NULL;
    const lehr_kernels *kernels = lehr_kernels_here();
    kernels->softmax(k, m, z->data, p, top, sum);
    kernels->log(m, sum, sum);
    double loss = 0;
    for (size_t i = 0; i < m; i++) loss += one_sample((int)k, m, z->data + i, p + i, label[i], share, top[i], sum[i]);
    L->saved = p;                                                            /* p − y */
    L->data[0] = (lehr_real)(loss / (double)m);
    return L;
}

lehr_tensor *lehr_softmax_cross_entropy(lehr_tape *t, lehr_tensor *z, const int *label)
{
    return record(t, &plain_op, z, label, 0);
}

lehr_tensor *lehr_label_smoothing(lehr_tape *t, lehr_tensor *z, const int *label, double share)
{
    if (!(share >= 0 && share <= 1))
        return lehr_tape_fail(t, LEHR_ERR_VALUE, "label_smoothing: the share is %s; it must lie in 0 … 1",
                              lehr_number_text(share).s);
    return record(t, &smoothed_op, z, label, share);
}
