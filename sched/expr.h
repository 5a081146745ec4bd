/* expr.h — a formula as a learning rate: lr*0.95^floor(t/10)
 *
 * Numbers, + − * / ^ and brackets, t (updates finished), T (the horizon), lr, e, pi; floor ceil sqrt exp log sin cos
 * tanh abs of one number, min and max of two. ^ binds strongest and to the right: −2^2 is −4, 2^3^2 is 512; log
 * is natural. The parser translates the formula once into instructions for a stack of numbers.
 */
#ifndef LEHR_SCHED_EXPR_H
#define LEHR_SCHED_EXPR_H
#include "core/base/param_spec.h"

enum {
    LEHR_EXPR_TEXT = 200,                       /* bytes of a formula, its end among them */
    LEHR_EXPR_CODE = 96,                        /* instructions           */
    LEHR_EXPR_NUMBERS = 40                      /* constants              */
};

typedef struct lehr_expr {                      /* a parsed formula                */
    char          text[LEHR_EXPR_TEXT];         /* as it was written               */
    unsigned char code[LEHR_EXPR_CODE];         /* one byte an instruction         */
    double        number[LEHR_EXPR_NUMBERS];    /* constants, in the order of use  */
    int           length, numbers;              /* of code and of number           */
    bool          needs_horizon;                /* T occurs in it                  */
} lehr_expr;

#endif
