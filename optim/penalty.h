/* penalty.h — large weights cost: what weight_decay, l1 and l2 do to a gradient, and what l1 and l2 add to a loss.
 *
 *     loss' = loss + l1 Σ|w| + ½ l2 Σw²        g' = g + l1 sign(w) + l2 w              the book's chapter 9
 *
 * l1 and l2 penalise weights, which are the parameters with two dimensions or more, and leave biases alone.
 * weight_decay is PyTorch's: g' = g + weight_decay w for every parameter, and no part of the loss. (For biases apart:
 * the group "*.bias: weight_decay=0".) adamw has one of its own instead, which the gradient does not see.
 */
#ifndef LEHR_OPTIM_PENALTY_H
#define LEHR_OPTIM_PENALTY_H
#include "optim/optim.h"

/* l1 Σ|w| + ½ l2 Σw² over all weights, each with its group's l1 and l2: add it to a loss to see what is being
 * minimised. */
double lehr_optim_penalty(const lehr_optim *o);

#endif
