/* penalty.h — regularisation: what weight_decay, l1 and l2 add to a gradient, and what l1 and l2 add to a loss.
 *
 *     loss' = loss + l1 Σ|w| + ½ l2 Σw²        g' = g + l1 sign(w) + l2 w              the book's chapter 9
 *
 * l1 and l2 apply to weights, which are the parameters with two dimensions or more, and not to biases. weight_decay is
 * PyTorch's: g' = g + weight_decay w for every parameter, and no part of the loss. (To exclude biases, add the group
 * "*.bias: weight_decay=0".) The weight_decay of adamw shrinks the weights directly and not through the gradient.
 */
#ifndef LEHR_OPTIM_PENALTY_H
#define LEHR_OPTIM_PENALTY_H
#include "optim/optim.h"

/* l1 Σ|w| + ½ l2 Σw² over all weights, each with its group's l1 and l2. The loss plus this is what training minimises.
 * 0: o is NULL or empty. */
double lehr_optim_penalty(const lehr_optim *o);

#endif
