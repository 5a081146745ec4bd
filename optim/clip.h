/* clip.h — gradient clipping: limits the size of an update.
 *
 * An optimizer with clip_norm or clip_value in its spec clips during each update, and leaves the gradients unchanged.
 * These functions change the gradients; call them between lehr_backward and lehr_optim_step. They correspond to
 * clip_grad_norm_ and clip_grad_value_ of torch.nn.utils. All parameters together are one vector
 * (Pascanu, Mikolov & Bengio 2013, algorithm 1).
 */
#ifndef LEHR_OPTIM_CLIP_H
#define LEHR_OPTIM_CLIP_H
#include "core/params.h"

/* √Σg² over all parameters, in double; the same for any number of threads. NaN or infinite if the gradient is; NaN if
 * ps is NULL. */
double lehr_grad_norm(const lehr_params *ps);

/* Multiplies a gradient whose norm is above limit by limit / (norm + 1e-6). *norm: its norm before (norm may be NULL).
 * LEHR_ERR_VALUE: limit is not a finite number above 0, or ps is NULL; LEHR_ERR_NAN: the gradient has NaN or infinity.
 * After an error nothing has changed. */
lehr_status lehr_clip_norm(lehr_params *ps, double limit, double *norm);

/* Clips each number of the gradient to −limit … limit. Errors as above. */
lehr_status lehr_clip_value(lehr_params *ps, double limit);

#endif
