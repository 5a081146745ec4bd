/* tape.h — reverse-mode automatic differentiation: records one training step and computes its gradients.
 *
 *     lehr_tape_begin(tape, LEHR_TRAIN);          starts a step; reuses the memory of the last
 *     ... every operation called now is recorded ...
 *     lehr_backward(tape, loss);                  chain rule, last operation first
 *
 * Operations are recorded in the order of their calls, so no graph search is needed. Tensors of a step are valid
 * until the next begin. After the first failure of a step, later operations return NULL and do not replace it: a loop
 * only needs to check lehr_backward. One tape per thread.
 */
#ifndef LEHR_CORE_TAPE_H
#define LEHR_CORE_TAPE_H
#include "core/base/status.h"
#include "core/tensor.h"

typedef struct lehr_tape lehr_tape;                             /* a step and the memory of its tensors  */

typedef enum lehr_mode {                                        /* what a step is for                    */
    LEHR_TRAIN,                                             /* gradients; dropout drops, batch norm uses its batch    */
    LEHR_EVAL                                                   /* forward passes without gradients      */
} lehr_mode;

lehr_tape  *lehr_tape_new(void);                                /* NULL: out of memory                   */
void        lehr_tape_free(lehr_tape *t);                       /* t may be NULL                         */
void        lehr_tape_begin(lehr_tape *t, lehr_mode mode);      /* starts a step and clears its failure  */

/* Makes a tensor of the caller's numbers, lehr_size(s) of them; they are borrowed, not copied, until the next begin.
 * NULL, and the step fails: numbers is NULL or the shape impossible (LEHR_ERR_SHAPE), or LEHR_ERR_MEMORY. */
lehr_tensor *lehr_input(lehr_tape *t, lehr_shape s, const lehr_real *numbers);

/* Adds dL/dx to the grad of every tensor on the tape and of the parameters: call lehr_zero_grad before each step, and
 * this once per step. Returns the step's first failure, if there was one, and adds nothing. LEHR_ERR_NAN: the loss is
 * NaN or infinite, and the message names the first such value; LEHR_ERR_SHAPE: the loss is not a scalar, depends on
 * no parameter, or the step was begun with LEHR_EVAL. */
lehr_status  lehr_backward(lehr_tape *t, const lehr_tensor *loss);

lehr_status  lehr_tape_status(const lehr_tape *t);       /* the first failure since begin; for loops without backward */

/* Finds the first NaN or infinity of the step, in its values or else in its gradients: LEHR_ERR_NAN, and the message
 * names it. LEHR_OK: all are finite. Slow; use it after an error. */
lehr_status  lehr_tape_find_nan(const lehr_tape *t);

/* --- for operations of your own ------------------------------------------------------------------------------- */

#ifdef __cplusplus
typedef struct lehr_inputs { lehr_tensor *in[LEHR_MAX_INPUTS]; } lehr_inputs;
#define LEHR_INPUTS(...) (lehr_inputs{ { __VA_ARGS__ } }.in)
#else
/* the inputs of an operation: LEHR_INPUTS(x, W, b) */
#define LEHR_INPUTS(...) (lehr_tensor *[LEHR_MAX_INPUTS]){ __VA_ARGS__ }
#endif

/* True if the tape is recording and no input is NULL; otherwise the step fails. */
bool         lehr_tape_check(lehr_tape *t, const lehr_op *op, lehr_tensor *const in[LEHR_MAX_INPUTS]);

/* Records the operation and returns its result, with data not yet set and, if an input has a grad, a grad of zeros.
 * NULL: out of memory or an impossible shape, and the step fails. */
lehr_tensor *lehr_tape_record(lehr_tape *t, const lehr_op *op, lehr_shape s, lehr_tensor *const in[LEHR_MAX_INPUTS]);

/* Memory until the next begin, not cleared. NULL: out of memory, and the step fails. */
void        *lehr_tape_alloc(lehr_tape *t, size_t count, size_t each);

/* x in another shape of the same size; it shares x's data and grad. NULL: as above, or the sizes differ. */
lehr_tensor *lehr_tape_record_view(lehr_tape *t, const lehr_op *op, lehr_shape s, lehr_tensor *x);

/* Makes the step fail with this code and sentence, unless it failed before. Returns NULL, for the operation to return.
 */
lehr_tensor *lehr_tape_fail(lehr_tape *t, lehr_status code, const char *format, ...) LEHR_PRINTF(3, 4);

lehr_mode    lehr_tape_mode(const lehr_tape *t);                /* of the current step          */

#endif
