/* internal.h — what the files of this folder share. It is not installed. */
#ifndef LEHR_OPTIM_INTERNAL_H
#define LEHR_OPTIM_INTERNAL_H
#include "optim/optim.h"

/* --- settings.c: the settings that every rule has, and their ranges ----------------------------------------------- */

extern const lehr_param_spec lehr_optim_shared[], lehr_group_shared[];

/* LEHR_ERR_VALUE: one is out of its range, or two contradict each other. */
lehr_status lehr_optim_check_settings(const lehr_optim *settings);

bool        lehr_optim_slot_needed(const lehr_optim *settings, int k);

/* --- groups.c: which parameter is in which group, and the memory of the rules ------------------------------------- */

enum {
    LEHR_MAX_PATTERN = 63,                      /* letters of a pattern                                            */
    LEHR_MAX_INHERITED = LEHR_MAX_PARAM_SPECS + 4 /* settings that a group takes from the optimizer                */
};

typedef struct lehr_optim_param_group {
    char       pattern[LEHR_MAX_PATTERN + 1];   /* of parameter names                                              */
    bool       own_rule;                        /* false: the rule is the optimizer's                              */
    lehr_optim with;                            /* rule and settings; of the state, only mu_product is stored here */
    size_t     inherited[LEHR_MAX_INHERITED];   /* offsetof settings copied from the optimizer at each update      */
    int        inherited_count;
} lehr_optim_param_group;

/* A contiguous part of the flat buffers whose numbers are updated with the same settings. */
typedef struct lehr_param_chunk {
    size_t from, n;             /* its first number, and how many */
    int    group;               /* −1: none                       */
    bool   weights;             /* l1 and l2 apply                */
} lehr_param_chunk;

/* The settings of a group; −1: those of the optimizer itself. */
static inline const lehr_optim *lehr_optim_group_settings(const lehr_optim *o, int group)
{
    return group < 0 ? o : &o->group[group].with;
}

/* The settings of *g are checked. Finds its parameters, and allocates its slots. Errors as lehr_optim_group. */
lehr_status lehr_optim_groups_add(lehr_optim *o, const lehr_optim_param_group *g);

void        lehr_optim_groups_update(lehr_optim *o);    /* copy inherited settings, lr and steps; allocates nothing */
lehr_status lehr_param_chunks_make(lehr_optim *o);      /* LEHR_ERR_MEMORY */
void        lehr_param_chunks_update(lehr_optim *o);    /* l1 and l2 need weights and biases apart; allocates nothing */

/* Allocate the slots and set what they hold before the first update. LEHR_ERR_MEMORY. */
lehr_status lehr_optim_slots_make(lehr_optim *o);

/* LEHR_ERR_VALUE: these settings need a slot that was not allocated. */
lehr_status lehr_optim_slots_check(const lehr_optim *o, const lehr_optim *settings);

/* --- grad_transform.c: what happens to a gradient before the rule ------------------------------------------------- */

typedef struct lehr_grad_transform {
    lehr_real scale, limit;         /* g · scale, then clipped to ± limit         */
    lehr_real decay, l1;            /* + decay · w + l1 · sign(w)                 */
} lehr_grad_transform;

bool lehr_grad_transform_is_needed(const lehr_grad_transform *t);   /* does it change anything? */

/* out ← the transformed gradients g of the weights w: n numbers each. */
void lehr_grad_transform_apply(const lehr_grad_transform *t, size_t n, const lehr_real *w, const lehr_real *g,
                               lehr_real *out);

/* clip_norm: the factor, at most 1, for a gradient of that norm. */
static inline double lehr_clip_scale(double norm, double limit)
{
    double scale = limit / (norm + 1e-6);
    return scale < 1 ? scale : 1;
}

static inline bool lehr_is_weight(const lehr_tensor *p) { return p->shape.rank >= 2; }

/* --- optim.c ------------------------------------------------------------------------------------------------------ */

/* o has a rule and settings: set its parameters, and allocate its memory. LEHR_ERR_VALUE, LEHR_ERR_MEMORY as
 * lehr_optim_init. */
lehr_status lehr_optim_attach(lehr_optim *o, lehr_params *ps, double lr);

/* LEHR_ERR_VALUE: o is empty; LEHR_ERR_SHAPE: parameters were added since it was made. */
lehr_status lehr_optim_check_size(const lehr_optim *o);

#endif
