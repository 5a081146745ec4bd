/* spec.h — parses the spec of an optimizer, and prints it.
 *
 *     lehr_optim_init(&opt, "adamw:clip_norm=1; *.bias: weight_decay=0; fc1.*: sgd:momentum=0.9,rate=0.1", ps, 0.01);
 *
 * Parameter groups follow after a ';'. A group selects parameters by name and gives them another rate, decay, setting
 * or rule.
 *
 *     lehr_optim_group(&opt, "*.bias: weight_decay=0");               no decay for biases
 *     lehr_optim_group(&opt, "fc1.*: rate=0.1");                      a tenth of the rate; 0 freezes them
 *     lehr_optim_group(&opt, "fc2.*: sgd:momentum=0.9");              another rule; chapter 14 mixes Adam and SGD
 *
 * In a pattern * matches any letters or none, ? exactly one. A parameter is in at most one group. A group without a
 * rule inherits, at each update, all settings of the optimizer that it does not set. A group with a rule starts from
 * the defaults of this rule and inherits only weight_decay, l1 and l2. The rate of a group is a factor of opt.lr, so a
 * schedule changes all groups. Clipping comes first and uses the norm over all groups.
 */
#ifndef LEHR_OPTIM_SPEC_H
#define LEHR_OPTIM_SPEC_H
#include "optim/optim.h"

/* An optimizer from a spec, "momentum:momentum=0.8", or from a rule and its settings (NULL: the defaults). ps is
 * borrowed, and no parameter may be added to it afterwards. On failure o is empty and safe to release. LEHR_ERR_NAME:
 * no such rule or setting, or a group matches no parameter; LEHR_ERR_VALUE: a setting is out of its range, lr is not a
 * finite number ≥ 0, or ps is NULL; LEHR_ERR_MEMORY. */
lehr_status lehr_optim_init(lehr_optim *o, const char *text, lehr_params *ps, double lr);
lehr_status lehr_optim_use(lehr_optim *o, const lehr_rule *rule, lehr_params *ps, double lr,
                           const lehr_setting settings[]);

/* Adds a group; call it before the first update. rule NULL: the optimizer's own. Without a rule, settings are required.
 * On failure nothing has changed. LEHR_ERR_NAME: the pattern matches no parameter, or there is no such rule or setting;
 * LEHR_ERR_VALUE: a setting is out of its range, a parameter is in another group, or there were updates already;
 * LEHR_ERR_MEMORY. */
lehr_status lehr_optim_group(lehr_optim *o, const char *text);
lehr_status lehr_optim_group_use(lehr_optim *o, const char *pattern, const lehr_rule *rule,
                                 const lehr_setting settings[]);

/* Appends the spec, "adam:beta1=0.8;*.bias:weight_decay=0"; lehr_optim_init parses it back. */
void        lehr_optim_print(const lehr_optim *o, lehr_strbuf *out);

#endif
