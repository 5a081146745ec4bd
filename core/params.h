/* params.h — everything a model learns: named tensors that outlive every step.
 *
 * All numbers lie in one flat buffer and all gradients in another, in the order the parameters were added: an update
 * rule, a norm or a file is then one loop. Adding a parameter may move the buffers, so read data and grad anew after
 * it.
 */
#ifndef LEHR_CORE_PARAMS_H
#define LEHR_CORE_PARAMS_H
#include "core/tensor.h"

typedef struct lehr_params lehr_params;                                        /* parameters, and buffers beside them */

lehr_params *lehr_params_new(void);                                                 /* NULL: out of memory */
void         lehr_params_free(lehr_params *ps);                                     /* ps may be NULL      */

/* Room for so many more numbers at once, where they are known: no buffer is then outgrown, and none is larger than it
 * must be. LEHR_ERR_MEMORY: all is as it was. */
lehr_status  lehr_params_reserve(lehr_params *ps, size_t numbers);

/* A new parameter, all zero; its name is copied. NULL: the name is empty or taken (LEHR_ERR_NAME), the shape
 * impossible (LEHR_ERR_SHAPE), or memory short (LEHR_ERR_MEMORY); see lehr_message. */
lehr_tensor *lehr_param(lehr_params *ps, const char *name, lehr_shape s);

/* Numbers that a model keeps but does not learn, such as running statistics: not in the flat buffers, no grad. All
 * zero at first. NULL as above. */
lehr_tensor *lehr_buffer(lehr_params *ps, const char *name, lehr_shape s);

lehr_tensor *lehr_params_find(const lehr_params *ps, const char *name);             /* or buffer; NULL: there is none */
lehr_tensor *lehr_params_at(const lehr_params *ps, int i);                        /* parameter i; NULL: past the last */
lehr_tensor *lehr_buffer_at(const lehr_params *ps, int i);                          /* buffer i; NULL: past the last */
lehr_tensor *lehr_params_owner(const lehr_params *ps, size_t i);          /* whose is number i of all? NULL: nobody's */
size_t       lehr_params_size(const lehr_params *ps);                               /* numbers in all */
lehr_real   *lehr_params_data(const lehr_params *ps);                      /* all of them, flat; NULL: there are none */
lehr_real   *lehr_params_grad(const lehr_params *ps);                   /* d loss / d each of them, in the same order */
void         lehr_zero_grad(lehr_params *ps);                              /* before each step, as lehr_backward adds */

#endif
