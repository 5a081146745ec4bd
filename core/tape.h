/* tape.h — one training step, written down as it happens and read backwards for the gradients.
 *
 *     lehr_tape_begin(tape, LEHR_TRAIN);          forget the last step, keep its memory
 *     ... every operation called now is recorded ...
 *     lehr_backward(tape, loss);                  chain rule, last operation first
 *
 * An operation can only use what already exists, so the tape is in order by itself: no graph search is needed. A
 * tensor of a step is gone at the next begin. The first failure of a step is kept and later operations are silent, so
 * a loop need only look at what lehr_backward returns. One tape per thread.
 */
#ifndef LEHR_CORE_TAPE_H
#define LEHR_CORE_TAPE_H
#include "core/base/status.h"
#include "core/tensor.h"

typedef struct lehr_tape lehr_tape;                             /* a step, and the memory of its tensors */

typedef enum lehr_mode {                                        /* what a step is for                    */
    LEHR_TRAIN,                                             /* gradients; dropout drops, batch norm goes by its batch */
    LEHR_EVAL                                                   /* answers: no gradients are kept        */
} lehr_mode;

lehr_tape  *lehr_tape_new(void);                                /* NULL: out of memory                   */
void        lehr_tape_free(lehr_tape *t);                       /* t may be NULL                         */
void        lehr_tape_begin(lehr_tape *t, lehr_mode mode);      /* a new step; its first failure is none */

/* Wrap the caller's numbers, lehr_size(s) of them; they are borrowed, not copied, until the next begin. NULL, and the
 * tape knows: numbers is NULL or the shape impossible (LEHR_ERR_SHAPE), or memory short. */
lehr_tensor *lehr_input(lehr_tape *t, lehr_shape s, const lehr_real *numbers);

/* dL/dx for everything on the tape, added into each grad, parameters too: lehr_zero_grad before each step. Once a
 * step. Returns the step's first failure, if there was one, and adds nothing; LEHR_ERR_NAN where the loss is not a
 * number, with the place where that began; LEHR_ERR_SHAPE: the loss is not one number, depends on no parameter, or
 * the step was begun with LEHR_EVAL. */
lehr_status  lehr_backward(lehr_tape *t, const lehr_tensor *loss);

lehr_status  lehr_tape_status(const lehr_tape *t);       /* the first failure since begin; for loops without backward */

/* Where did NaN or infinity begin? The first bad value of the step, else the first bad gradient on the way back:
 * LEHR_ERR_NAN and a sentence that names it. LEHR_OK: all are numbers. Slow; for after an alarm. */
lehr_status  lehr_tape_find_nan(const lehr_tape *t);

/* --- for those who write operations ------------------------------------------------------------------------------- */

#ifdef __cplusplus
typedef struct lehr_inputs { lehr_tensor *in[LEHR_MAX_INPUTS]; } lehr_inputs;
#define LEHR_INPUTS(...) (lehr_inputs{ { __VA_ARGS__ } }.in)
#else
/* the inputs of an operation: LEHR_INPUTS(x, W, b) */
#define LEHR_INPUTS(...) (lehr_tensor *[LEHR_MAX_INPUTS]){ __VA_ARGS__ }
#endif

/* True if the tape is recording and every input is there; otherwise the reason is on the tape. */
bool         lehr_tape_check(lehr_tape *t, const lehr_op *op, lehr_tensor *const in[LEHR_MAX_INPUTS]);

/* The operation's result, data not yet filled in; it has a grad, all zero, if an input wants one. NULL: no memory or
 * no possible shape, and the tape knows. */
lehr_tensor *lehr_tape_record(lehr_tape *t, const lehr_op *op, lehr_shape s, lehr_tensor *const in[LEHR_MAX_INPUTS]);

/* Room for so many things of that size until the next begin, not cleared. NULL: no memory, and the tape knows. */
void        *lehr_tape_alloc(lehr_tape *t, size_t count, size_t each);

/* x in another shape with as many numbers: they, and their gradients, are x's own. NULL: as above, or another number
 * of them. */
lehr_tensor *lehr_tape_record_view(lehr_tape *t, const lehr_op *op, lehr_shape s, lehr_tensor *x);

/* The step has failed, unless it had before: the tape keeps code and sentence. Returns NULL, for the operation to
 * return. */
lehr_tensor *lehr_tape_fail(lehr_tape *t, lehr_status code, const char *format, ...) LEHR_PRINTF(3, 4);

lehr_mode    lehr_tape_mode(const lehr_tape *t);                /* what the step was begun with */

#endif
