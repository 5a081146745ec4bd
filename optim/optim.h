/* optim.h — update rules: how an optimizer changes the parameters, given their gradients.
 *
 *     lehr_optim opt;
 *     if (lehr_optim_init(&opt, "adam:beta1=0.9", ps, 0.01)) …        a rule from its spec, lr 0.01
 *     opt.lr = 0.005;                                                 at any time: a schedule sets nothing else
 *     if (lehr_optim_step(&opt)) …                                    one update
 *     lehr_optim_release(&opt);
 *
 * Every rule also takes weight_decay, l1 and l2 (penalty.h) and clip_norm, clip_value (clip.h). Parameter groups follow
 * after a ';' (spec.h): "adamw:clip_norm=1; *.bias: weight_decay=0; fc1.*: sgd:momentum=0.9,rate=0.1".
 *
 * A rule gets the gradient g' = clip(g) + weight_decay w + l2 w + l1 sign(w), the last two for weights only; g itself
 * is not changed.
 */
#ifndef LEHR_OPTIM_OPTIM_H
#define LEHR_OPTIM_OPTIM_H
#include "core/params.h"
#include "core/base/registry.h"

enum { LEHR_MAX_SLOTS = 3 };        /* slots that one rule can have */

typedef struct lehr_optim lehr_optim;

/* State of a rule for each parameter: one number for each of its elements. */
typedef struct lehr_slot {
    const char *name;               /* PyTorch's: "exp_avg"; NULL: none                                            */
    size_t      only_if;            /* offsetof a setting: the slot is needed where it is not 0; 0: always needed  */
    size_t      first;              /* offsetof the setting that is its initial value; 0: it starts at 0           */
} lehr_slot;

/* An update rule: an entry in optim/rules.c, or one of your own for lehr_optim_use. */
typedef struct lehr_rule {
    lehr_registry_entry entry;      /* name, formula, source, parameters                    */
    int  slots;                     /* slots per parameter: momentum 1, adam 2 (with amsgrad 3) */
    /* Called for chunks of n numbers, from several threads: each number is updated independently of the others. */
    void (*update)(const lehr_optim *o, size_t n, lehr_real *w, const lehr_real *g, lehr_real *const slot[]);
    lehr_slot slot[LEHR_MAX_SLOTS];
    void (*before)(lehr_optim *o);              /* called once per update, before all chunks; NULL: not needed */
    const char *(*wrong)(const lehr_optim *o);  /* what is wrong with this combination of settings, or NULL;
                                                   the function may be NULL */
} lehr_rule;

struct lehr_optim {               /* a rule, its settings and its state; settings may be changed at any time */
    double lr;                      /* learning rate, 0 or more                                                    */

    /* The rule's settings; its entry lists those it has. A switch is 0 or 1. */
    double momentum;                /* µ of momentum and nesterov                                                  */
    double dampening;               /* momentum: factor 1 − dampening of each gradient but the first               */
    double nesterov;                /* sgd: a switch                                                               */
    double alpha;                   /* rmsprop, adadelta: weight of the old average                                */
    double beta1, beta2;            /* adam: the same, for the gradient and for its square                         */
    double eps;                     /* added to the root, so that nothing is divided by 0                          */
    double eps_inside;              /* a switch: … added under the root                                            */
    double centered;                /* rmsprop, a switch: divide by the standard deviation                         */
    double amsgrad;                 /* adam, adamw, a switch: use the largest average so far                       */
    double lr_decay, initial;       /* adagrad: lr / (1 + lr_decay (t − 1)); initial value of its sums             */
    double momentum_decay, paper;   /* nadam: speed at which its µ rises to beta1; a switch, see rules.c           */
    double decay;                   /* adamw: w ← w − lr · decay · w, independently of the gradient                */
    double user[8];                 /* settings of a rule of your own                                              */

    /* For every rule. 0: off. */
    double weight_decay;            /* g + weight_decay w, biases too, as PyTorch                                  */
    double l1, l2;                  /* g + l1 sign(w) + l2 w, for weights and not for biases: penalty.h            */
    double clip_norm, clip_value;   /* clip g as a whole, or each element: clip.h                                  */
    double rate;                    /* a group's share of lr; 1 for the whole                                      */

    /* State besides the slots; a checkpoint has these two. */
    long   steps;                   /* updates so far; adam corrects its bias with it                              */
    double mu_product;              /* nadam: µ₁ · µ₂ ⋯ µₜ                                                         */

    /* Read only: of the latest update. */
    double norm;                    /* of the whole gradient before clipping, with clip_norm                       */
    double correction1, correction2, mu, mu_next;       /* adam: 1 − β₁ᵗ, 1 − β₂ᵗ; nadam: µₜ, µₜ₊₁                 */

    const lehr_rule *rule;          /* NULL: the optimizer is empty                                                */
    unsigned given;                 /* which of the parameters were set, a bit each                                */
    lehr_params *params;            /* the parameters, borrowed                                                    */
    size_t       size;              /* elements of params when the slots were allocated                            */
    lehr_real   *slot[LEHR_MAX_SLOTS];  /* flat, as the parameters are; NULL: not needed                           */
    struct lehr_optim_param_group *group; /* [groups]                                                              */
    int          groups;            /* their number                                                                */
    int         *member;            /* the group of each parameter, −1: none                                       */
    struct lehr_param_chunk *chunk; /* [chunks]: contiguous parts, each with one group's settings                   */
    int          chunks;            /* their number                                                                */
    bool         by_kind;           /* no chunk has both weights and biases                                        */
};

const lehr_registry *lehr_rules(void);                                         /* all of them, compiled for this CPU */

/* Update every parameter once. LEHR_ERR_NAN, nothing changed: the rate or a gradient is NaN or infinite.
 * LEHR_ERR_VALUE, LEHR_ERR_SHAPE, nothing changed: the rate is negative, or a setting that was changed since is
 * impossible; parameters were added after init. LEHR_ERR_NAN, weights or state overwritten: the update itself
 * overflowed. The message names step, rate, parameter and index. */
lehr_status lehr_optim_step(lehr_optim *o);

/* Slot k = 0, 1, … of parameter p, p->size numbers, and its name ("exp_avg"; "slot0" for one without). NULL: slot k of
 * p is not needed, or p is not one of o's parameters. No slot has k from LEHR_MAX_SLOTS on. */
lehr_real  *lehr_optim_slot(const lehr_optim *o, const lehr_tensor *p, int k, lehr_short_text *name);

/* The rest of the state, number i = 0, 1, … and its name: "mu_product", and for each group "mu_product.fc1.*". NULL:
 * past the last. Slots, these, steps and the text of lehr_optim_print are the complete state. */
double     *lehr_optim_number(lehr_optim *o, int i, lehr_short_text *name);

void        lehr_optim_release(lehr_optim *o);              /* o is then empty; o may be NULL or empty already */

#endif
