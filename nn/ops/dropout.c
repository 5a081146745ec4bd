/* dropout.c — in training 0 with probability p, otherwise x / (1 − p); in prediction a = x
 *
 *     a = x k / (1 − p),   dx += da k / (1 − p),   k 0 or 1        Srivastava et al. 2014 (the book, 9.6)
 *
 * This keeps the mean, so prediction needs no scaling ("inverted" dropout). The book's code divides in training and
 * also multiplies in prediction, which scales twice. k is drawn from the stream in the order of memory: one uniform
 * number u for each, k = u ≥ p.
 */
#include "nn/ops.h"

static void dropout_backward(lehr_tensor *a)
{
    const lehr_real *scale = a->saved, *da = a->grad;
    lehr_real *restrict dx = a->in[0]->grad;
    for (size_t i = 0; i < a->size; i++) dx[i] += da[i] * scale[i];
}

static void pass_back(lehr_tensor *a) { (void)a; }                  /* a view: da is dx */

static const lehr_op dropout_op = { "dropout", 1, dropout_backward }, passing_op = { "dropout", 1, pass_back };

lehr_tensor *lehr_dropout(lehr_tape *t, lehr_tensor *x, double p, lehr_random *r)
{
    if (!lehr_tape_check(t, &dropout_op, LEHR_INPUTS(x))) return NULL;
    if (!(p >= 0 && p < 1))
        return lehr_tape_fail(t, LEHR_ERR_VALUE, "dropout: p is %s; it must be at least 0 and below 1",
                              lehr_number_text(p).s);
    if (lehr_tape_mode(t) == LEHR_EVAL || p == 0) return lehr_tape_record_view(t, &passing_op, x->shape, x);
    if (!r) return lehr_tape_fail(t, LEHR_ERR_VALUE, "dropout: the random stream is NULL");
    lehr_tensor *a = lehr_tape_record(t, &dropout_op, x->shape, LEHR_INPUTS(x));
    lehr_real *scale = lehr_tape_alloc(t, x->size, sizeof *scale), stays = (lehr_real)(1 / (1 - p));
    if (!a || !scale) return NULL;
    a->saved = scale;
    for (size_t i = 0; i < a->size; i++) {
        scale[i] = lehr_random_uniform(r, 0, 1) < p ? 0 : stays;
        a->data[i] = x->data[i] * scale[i];
    }
    return a;
}
