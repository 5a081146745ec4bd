/* gradcheck.h — compares every derivative with (L(w+h) − L(w−h)) / 2h, one element at a time. */
#ifndef LEHR_CORE_GRADCHECK_H
#define LEHR_CORE_GRADCHECK_H
#include "core/params.h"
#include "core/tape.h"

/* The forward pass of one step, on a tape that has begun. Returns its loss, a scalar; NULL: the step has failed. */
typedef lehr_tensor *lehr_loss_fn(lehr_tape *t, void *model);

/* The largest relative error over all parameters, |slope − grad| / max(1e-6, |slope| + |grad|); −1: an argument is
 * NULL or the loss failed; NaN: a value is NaN. Afterwards parameters are unchanged, and gradients are those of the
 * loss. Steps are begun with LEHR_TRAIN; an operation with random numbers must draw the same ones each time. A good h
 * is 1e-5 in double and 1e-2 in float. A correct derivative gives about 1e-8 in double, 5e-3 in float. */
double lehr_gradcheck(lehr_tape *t, lehr_params *ps, lehr_loss_fn *loss, void *model, double h);

#endif
