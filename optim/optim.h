/* optim.h — how parameters move, given their gradients.
 *
 *     lehr_optim opt;
 *     if (lehr_optim_init(&opt, "adam:beta1=0.9", ps, 0.01)) …        a rule by its text form, lr 0.01
 *     opt.lr = 0.005;                                                 any time: this is all that a schedule ever does
 *     if (lehr_optim_step(&opt)) …                                    one update
 *     lehr_optim_release(&opt);
 */
#ifndef LEHR_OPTIM_OPTIM_H
#define LEHR_OPTIM_OPTIM_H
#include "core/params.h"
#include "core/row.h"

enum { LEHR_MAX_SLOTS = 2 };

typedef struct lehr_optim lehr_optim;

/* An update rule: one row in optim/rules.c, or one of your own for lehr_optim_use. */
typedef struct lehr_rule {
    lehr_row row;                   /* name, formula, source, knobs                         */
    int  slots;                     /* numbers remembered per parameter: momentum 1, adam 2 */
    /* Called for stretches of the parameters, n numbers each, maybe by several threads at a time: number by number. */
    void (*update)(const lehr_optim *o, size_t n, lehr_real *w, const lehr_real *g, lehr_real *const slot[]);
} lehr_rule;

struct lehr_optim {
    double lr;                      /* learning rate, 0 or more                                    */
    double momentum;                /* µ of momentum and nesterov                                  */
    double alpha;                   /* rmsprop: share of the old average that is kept              */
    double beta1, beta2;            /* adam: the same, for the gradient and for its square         */
    double eps;                     /* added to the root, so that nothing is divided by 0          */
    long   steps;                   /* updates so far; adam corrects its bias with it              */
    const lehr_rule *rule;
    unsigned given;                 /* which of the rule's knobs were set, a bit each              */
    lehr_params *params;
    size_t     size;                /* numbers in params when the slots were made                  */
    lehr_real *slot[LEHR_MAX_SLOTS];/* flat, as the parameters are; all zero at first              */
};

const lehr_table *lehr_rules(void);                                                  /* all of them, built for this machine */

/* A rule from its text, "momentum:momentum=0.8", for all of ps. On failure o is empty and safe to release. */
lehr_status lehr_optim_init(lehr_optim *o, const char *text, lehr_params *ps, double lr);
lehr_status lehr_optim_use(lehr_optim *o, const lehr_rule *rule, lehr_params *ps, double lr, const lehr_setting settings[]);

/* Move every parameter once. LEHR_ERR_NAN, nothing changed: the rate or a gradient is not a number. LEHR_ERR_VALUE, LEHR_ERR_SHAPE, nothing
 * changed: the rate is negative; parameters were added after init.
 * LEHR_ERR_NAN, weights ruined: the update itself overflowed. The sentence names step, rate, parameter and place. */
lehr_status lehr_optim_step(lehr_optim *o);

void lehr_optim_print(const lehr_optim *o, lehr_text *out);                          /* "adam:beta1=0.8", reads back */
void lehr_optim_release(lehr_optim *o);

#endif
