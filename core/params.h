/* params.h — the parameters of a model: named tensors that outlive every step.
 *
 * All numbers are in one flat array and all gradients in another, in the order in which parameters were added: an
 * update rule or a norm is then one loop. Adding a parameter may move the arrays, so read data and grad again after
 * it.
 */
#ifndef LEHR_CORE_PARAMS_H
#define LEHR_CORE_PARAMS_H
#include "core/tensor.h"

typedef struct lehr_params lehr_params;                                        /* parameters, and buffers beside them */

lehr_params *lehr_params_new(void);                                                 /* NULL: out of memory */
void         lehr_params_free(lehr_params *ps);                                     /* ps may be NULL      */

/* Reserves space for so many more numbers, so that the arrays need not grow. LEHR_ERR_MEMORY: nothing has changed. */
lehr_status  lehr_params_reserve(lehr_params *ps, size_t numbers);

/* Adds a parameter, all zero; its name is copied. NULL: the name is empty or taken (LEHR_ERR_NAME), the shape is
 * impossible (LEHR_ERR_SHAPE), or LEHR_ERR_MEMORY. */
lehr_tensor *lehr_param(lehr_params *ps, const char *name, lehr_shape s);

/* Adds numbers that a model stores but does not learn, such as running statistics: not in the flat arrays, no grad, all
 * zero. NULL as above. */
lehr_tensor *lehr_buffer(lehr_params *ps, const char *name, lehr_shape s);

lehr_tensor *lehr_params_find(const lehr_params *ps, const char *name);            /* or a buffer; NULL: no such name */
lehr_tensor *lehr_params_at(const lehr_params *ps, int i);                        /* parameter i; NULL: past the last */
lehr_tensor *lehr_buffer_at(const lehr_params *ps, int i);                          /* buffer i; NULL: past the last */
lehr_tensor *lehr_params_owner(const lehr_params *ps, size_t i);          /* the parameter of flat element i, or NULL */
size_t       lehr_params_size(const lehr_params *ps);                               /* flat elements   */
lehr_real   *lehr_params_data(const lehr_params *ps);                      /* [size]; NULL: there are no parameters  */
lehr_real   *lehr_params_grad(const lehr_params *ps);                   /* [size], in the same order                 */
void         lehr_zero_grad(lehr_params *ps);                              /* call it before each step               */

#endif
