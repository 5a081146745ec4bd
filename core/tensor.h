/* tensor.h — numbers with a shape, and the operation that made them.
 *
 * Row-major, outermost dimension first, samples last: [features x samples]. Weights are [out x in], as PyTorch stores
 * them.
 */
#ifndef LEHR_CORE_TENSOR_H
#define LEHR_CORE_TENSOR_H
#include <stddef.h>
#include "core/base/format.h"
#include "core/base/real.h"
#include "core/base/status.h"

enum {
    LEHR_MAX_RANK = 4,          /* dimensions of a tensor                       */
    LEHR_MAX_INPUTS = 4         /* inputs of one operation                      */
};

/* of a tensor: dim[0 … rank − 1], each 1 or more */
typedef struct lehr_shape { int rank, dim[LEHR_MAX_RANK]; } lehr_shape;

#ifdef __cplusplus
#define LEHR_SHAPE(...)         lehr_shape{ __VA_ARGS__ }       /* rank, { dimensions }          */
#else
#define LEHR_SHAPE(...)         (lehr_shape){ __VA_ARGS__ }     /* rank, { dimensions }          */
#endif
#define LEHR_SCALAR             LEHR_SHAPE(0, { 0 })                        /* one number                       */
#define LEHR_VECTOR(n)          LEHR_SHAPE(1, { (n) })                      /* n numbers, as a bias             */
#define LEHR_MATRIX(m, n)       LEHR_SHAPE(2, { (m), (n) })                 /* m rows, n columns                */
#define LEHR_SEQUENCES(c, l, m) LEHR_SHAPE(3, { (c), (l), (m) })            /* channels, length, samples        */
#define LEHR_IMAGES(c, h, w, m) LEHR_SHAPE(4, { (c), (h), (w), (m) })       /* channels, height, width, samples */

typedef struct lehr_tensor lehr_tensor;
typedef struct lehr_op     lehr_op;

struct lehr_tensor {                     /* numbers, and the operation that made them       */
    lehr_shape   shape;                  /* outermost dimension first                       */
    size_t       size;                   /* number of elements: the product of shape.dim    */
    lehr_real   *data;                   /* [size], row-major                               */
    lehr_real   *grad;                   /* d loss / d data, same layout; NULL: not needed  */
    const lehr_op *op;                   /* made it; NULL for inputs and parameters         */
    lehr_tensor *in[LEHR_MAX_INPUTS];    /* the inputs of op                                */
    void        *saved;                  /* for the backward pass, by the forward pass; or NULL */
    const char  *name;                   /* parameters have one: "fc1.weight"               */
};

/* An operation: its name and backward pass. The function that records it is the forward pass. */
struct lehr_op {
    const char *name;                    /* "linear", for messages                                */
    int  inputs;                         /* their number, 1 … LEHR_MAX_INPUTS                     */
    void (*backward)(lehr_tensor *y);    /* given y->grad, add to each y->in[i]->grad that exists */
};

size_t    lehr_size(lehr_shape s);                          /* elements; 0: a dimension below 1, or too many         */
bool      lehr_same_shape(lehr_shape a, lehr_shape b);      /* same rank and dimensions        */
lehr_short_text lehr_shape_text(lehr_shape s);              /* "[32 x 12]", for messages */
lehr_short_text lehr_index_text(lehr_shape s, size_t i);    /* the position of element i: "[3, 11]" */

/* The index of the first NaN or infinity among n numbers; n if there is none. */
size_t    lehr_find_nonfinite(const lehr_real *v, size_t n);

#endif
