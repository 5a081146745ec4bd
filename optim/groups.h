/* groups.h — parameters that go another way: a rate, a decay, settings or a rule of their own, chosen by their names.
 *
 *     lehr_optim_group(&opt, "*.bias: weight_decay=0");                    no decay for biases
 *     lehr_optim_group(&opt, "fc1.*: rate=0.1");                           a tenth of the rate; 0 keeps them still
 *     lehr_optim_group(&opt, "fc2.*: sgd:momentum=0.9");                   another rule, as where chapter 14 mixes Adam and SGD
 *
 * The same stands behind a ';' in the text of lehr_optim_init. In a pattern * stands for any letters or none, ? for
 * one. A parameter is in one group or in none. A group without a rule follows the optimizer's settings, as they are
 * at each update, in all that it does not say itself; with a rule it begins with that rule's defaults and follows in
 * weight_decay, l1 and l2 alone. Its rate is a share of opt.lr, so a schedule moves all groups. Gradients are clipped
 * before, over all groups together.
 */
#ifndef LEHR_OPTIM_GROUPS_H
#define LEHR_OPTIM_GROUPS_H
#include "optim/optim.h"

enum {
    LEHR_MAX_PATTERN = 63,                      /* letters of a pattern                                           */
    LEHR_MAX_INHERITED = LEHR_MAX_PARAM_SPECS + 4 /* settings that a group takes from the optimizer               */
};

typedef struct lehr_optim_param_group {         /* parameters that go another way                                 */
    char       pattern[LEHR_MAX_PATTERN + 1];   /* of their names                                                 */
    bool       own_rule;                        /* it has a rule of its own                                       */
    lehr_optim with;                            /* its settings; of what is remembered, only mu_product lives here */
    size_t     followed[LEHR_MAX_INHERITED];    /* offsetof what it takes from the optimizer at each update       */
    int        follows;                         /* how many of these there are                                    */
} lehr_optim_param_group;

/* A stretch of neighbours in the flat buffers that move alike. */
typedef struct lehr_param_chunk {
    size_t from, n;             /* its first number, and how many */
    int    group;               /* −1: none                       */
    bool   weights;             /* l1 and l2 reach them           */
} lehr_param_chunk;

/* One group more, before the first update. rule: NULL for the optimizer's own. A group must say something. On failure
 * nothing has changed. LEHR_ERR_NAME: the pattern matches nothing, or there is no such rule or knob; LEHR_ERR_VALUE:
 * a setting out of its range, a parameter that is in a group already, updates done; LEHR_ERR_MEMORY. */
lehr_status lehr_optim_group(lehr_optim *o, const char *text);
lehr_status lehr_optim_group_use(lehr_optim *o, const char *pattern, const lehr_rule *rule,
                                 const lehr_setting settings[]);

/* --- for the rest of the room ------------------------------------------------------------------------------------- */

/* The settings that a group moves by; −1: those of the whole. */
const lehr_optim *lehr_optim_group_settings(const lehr_optim *o, int group);

/* LEHR_ERR_VALUE: one is out of its range, or two do not go together. */
lehr_status lehr_optim_check_settings(const lehr_optim *settings);

/* o has a rule and settings: now parameters, and room for all that is remembered. LEHR_ERR_VALUE, LEHR_ERR_MEMORY as
 * lehr_optim_init. */
lehr_status lehr_optim_attach(lehr_optim *o, lehr_params *ps, double lr);

/* *g has its settings, and they are checked: whose it is, and room for what it remembers. Errors as lehr_optim_group.
 */
lehr_status lehr_optim_groups_add(lehr_optim *o, const lehr_optim_param_group *g);

void        lehr_optim_groups_update(lehr_optim *o);    /* every group's settings, lr and steps as o has them now;
                                                           takes no memory */
void        lehr_param_chunks_update(lehr_optim *o);    /* the pieces, which l1 and l2 want cut by kind; takes no
                                                           memory */
lehr_status lehr_param_chunks_make(lehr_optim *o);      /* room for the pieces, and the pieces. LEHR_ERR_MEMORY */

bool        lehr_optim_slot_needed(const lehr_optim *settings, int k);  /* is slot k, by these settings? */

/* Room for what the rules remember, and what it holds before the first update. LEHR_ERR_MEMORY. */
lehr_status lehr_optim_slots_make(lehr_optim *o);

/* LEHR_ERR_VALUE: these settings need a slot that o has no room for. */
lehr_status lehr_optim_slots_check(const lehr_optim *o, const lehr_optim *settings);

/* LEHR_ERR_VALUE: o is empty; LEHR_ERR_SHAPE: parameters were added since it was made. */
lehr_status lehr_optim_check_size(const lehr_optim *o);

#endif
