/* spec.h — an optimizer from its text, and a text from an optimizer.
 *
 *     lehr_optim_init(&opt, "adamw:clip_norm=1; *.bias: weight_decay=0; fc1.*: sgd:momentum=0.9,rate=0.1", ps, 0.01);
 *
 * After a ';' come parameter groups: parameters with a rate, a decay, settings or a rule of their own, chosen by name.
 *
 *     lehr_optim_group(&opt, "*.bias: weight_decay=0");               no decay for biases
 *     lehr_optim_group(&opt, "fc1.*: rate=0.1");                      a tenth of the rate; 0 freezes them
 *     lehr_optim_group(&opt, "fc2.*: sgd:momentum=0.9");              another rule; chapter 14 mixes Adam and SGD
 *
 * In a pattern * stands for any letters or none, ? for one. A parameter is in at most one group. A group without a
 * rule follows the optimizer's settings, as they are at each update, in all that it does not set; with a rule it
 * starts from that rule's defaults and follows only weight_decay, l1 and l2. Its rate is a share of opt.lr, so a
 * schedule moves all groups. Gradients are clipped before, over all groups together.
 */
#ifndef LEHR_OPTIM_SPEC_H
#define LEHR_OPTIM_SPEC_H
#include "optim/optim.h"

/* A rule from its text, "momentum:momentum=0.8", or its row and settings (NULL: the defaults), for all of ps, which
 * is borrowed: add every parameter before. On failure o is empty and safe to release. LEHR_ERR_NAME: no such rule,
 * setting or parameters of a group; LEHR_ERR_VALUE: a setting out of its range, lr no number ≥ 0, ps NULL;
 * LEHR_ERR_MEMORY. */
lehr_status lehr_optim_init(lehr_optim *o, const char *text, lehr_params *ps, double lr);
lehr_status lehr_optim_use(lehr_optim *o, const lehr_rule *rule, lehr_params *ps, double lr,
                           const lehr_setting settings[]);

/* Add a group before the first update. rule: NULL for the optimizer's own. A group must set something. On failure
 * nothing has changed. LEHR_ERR_NAME: the pattern matches no parameter, or there is no such rule or setting;
 * LEHR_ERR_VALUE: a setting out of its range, a parameter that is in a group already, updates done; LEHR_ERR_MEMORY. */
lehr_status lehr_optim_group(lehr_optim *o, const char *text);
lehr_status lehr_optim_group_use(lehr_optim *o, const char *pattern, const lehr_rule *rule,
                                 const lehr_setting settings[]);

/* "adam:beta1=0.8;*.bias:weight_decay=0", reads back */
void        lehr_optim_print(const lehr_optim *o, lehr_strbuf *out);

#endif
