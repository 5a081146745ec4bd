/* clip.h — gradient clipping: one steep place cannot move the parameters far away.
 *
 * An optimizer clips by itself with clip_norm or clip_value in its text, and leaves the gradients unchanged.
 * These functions do it by hand, between lehr_backward and lehr_optim_step, and change the gradients, as
 * torch.nn.utils does under the names clip_grad_norm_ and clip_grad_value_. All parameters together are one vector
 * (Pascanu, Mikolov & Bengio 2013, algorithm 1).
 */
#ifndef LEHR_OPTIM_CLIP_H
#define LEHR_OPTIM_CLIP_H
#include "core/params.h"

/* √Σg², the length of the whole gradient; in double, in one order for any number of threads. NaN or inf where the
 * gradient is. */
double lehr_grad_norm(const lehr_params *ps);

/* A gradient longer than most is shortened by most / (norm + 1e-6); its direction stays. *norm: its length before
 * (norm may be NULL). LEHR_ERR_VALUE: most is not a number above 0; LEHR_ERR_NAN: the gradient holds one that is not
 * a number. Nothing has then changed. */
lehr_status lehr_clip_norm(lehr_params *ps, double most, double *norm);

/* Each number of the gradient into −most … most. Errors as above. */
lehr_status lehr_clip_value(lehr_params *ps, double most);

#endif
