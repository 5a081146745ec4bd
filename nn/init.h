/* init.h — initialisers: the first values of a weight matrix.
 *
 *     zero                        all 0
 *     normal:std=0.01             std·N(0, 1); the default of std is 1
 *     xavier                      uniform in ±√(6 / (n + k))               Glorot & Bengio 2010, eq. 16
 *     kaiming                     N(0, 1)·√(2 / n)                         He et al. 2015, eq. 10
 *     kaiming:mode=fan_out        N(0, 1)·√(2 / k)                         what the book's code does
 *
 * n is the number of inputs of one output, k the number of outputs of one input: for a convolution c/groups · kh · kw
 * and k · kh · kw. All weights are drawn from one stream: those of a linear layer column by column, as in the book,
 * those of a convolution in the order in which they are stored.
 */
#ifndef LEHR_NN_INIT_H
#define LEHR_NN_INIT_H
#include "core/random.h"
#include "core/base/registry.h"
#include "core/tensor.h"

typedef struct lehr_initializer lehr_initializer;

/* An initialiser: an entry in nn/init.c, or one of your own: lehr_registry_add(&lehr_initializers, &mine.entry). */
typedef struct lehr_initializer_rule {
    lehr_registry_entry entry;      /* name, formula, source, parameters: fields of lehr_initializer */
    double (*draw)(const lehr_initializer *how, lehr_random *r, int n, int k); /* one weight of n in, k out */
} lehr_initializer_rule;

struct lehr_initializer {           /* a rule and its settings                               */
    const lehr_initializer_rule *rule; /* NULL: none was parsed                              */
    double   std, mode;             /* normal: the deviation; kaiming: 0 fan_in, 1 fan_out   */
    unsigned given;                 /* which of the parameters were set, a bit each          */
};

extern const lehr_registry lehr_initializers;                               /* all of them */

/* Parses a spec, "normal:std=0.01". LEHR_ERR_NAME: no such rule or parameter; LEHR_ERR_VALUE: a setting out of its
 * range. */
lehr_status lehr_initializer_parse(lehr_initializer *how, const char *text);

/* Overwrites W, [k x n] or [k x c/groups x …], with random values. Does nothing if how, its rule, r or W is NULL, or W
 * has less than two dimensions. */
void        lehr_initializer_draw(const lehr_initializer *how, lehr_random *r, lehr_tensor *W);

#endif
