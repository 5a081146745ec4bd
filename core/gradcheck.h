/* gradcheck.h — is every derivative right? Compare with (L(w+h) − L(w−h)) / 2h, one number at a time. */
#ifndef LEHR_CORE_GRADCHECK_H
#define LEHR_CORE_GRADCHECK_H
#include "core/params.h"
#include "core/tape.h"

/* One step forward, recorded on a tape that has begun: its loss, one number. NULL: the tape knows why there is none. */
typedef lehr_tensor *lehr_loss_fn(lehr_tape *t, void *model);

/* The worst relative error over all parameters, |slope − grad| / max(1e-6, |slope| + |grad|); −1 if the loss itself
 * failed; NaN where a value is. Afterwards parameters are as they were, and gradients those of the loss. Losses are
 * taken in LEHR_TRAIN; what draws from a stream must draw the same every time. A good h: 1e-5 in double, 1e-2 in
 * float. Double shows 1e-8 where a derivative is right; float only 5e-3. */
double lehr_gradcheck(lehr_tape *t, lehr_params *ps, lehr_loss_fn *loss, void *model, double h);

#endif
