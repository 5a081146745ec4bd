#include "core/tape.h"
#include "core/base/arena.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include <math.h>
#include <string.h>

struct lehr_tape {
    lehr_arena    memory;
    lehr_tensor **step;         /* tensors in the order they were made     */
    int           length, capacity;
    lehr_mode     mode;
    bool          recording;    /* between begin and backward              */
    lehr_failure  failure;      /* the first one since begin               */
};

/* --- a step ------------------------------------------------------------------------------------------------------- */

lehr_tape *lehr_tape_new(void) { return lehr_alloc(1, sizeof(lehr_tape)); }

void lehr_tape_free(lehr_tape *t)
{
    if (!t) return;
    lehr_arena_release(&t->memory);
    lehr_free(t->step);
    lehr_free(t);
}

void lehr_tape_begin(lehr_tape *t, lehr_mode mode)
{
    if (!t) return;
    lehr_arena_rewind(&t->memory);
    t->length = 0;
    t->mode = mode;
    t->recording = true;
    t->failure = (lehr_failure){0};
}

lehr_mode   lehr_tape_mode(const lehr_tape *t)   { return t ? t->mode : LEHR_EVAL; }
lehr_status lehr_tape_status(const lehr_tape *t) { return t ? t->failure.status : lehr_fail_null(__func__, "t"); }

lehr_tensor *lehr_input(lehr_tape *t, lehr_shape s, const lehr_real *numbers)
{
    if (!t) return LEHR_NOT_NULL(t), NULL;
    size_t size = lehr_size(s);
    if (!size || !numbers)
        return lehr_tape_fail(t, LEHR_ERR_SHAPE,
                              size ? "input: the numbers for shape %s are NULL" : "input: %s is not a possible shape",
                              lehr_shape_text(s).s);
    lehr_tensor *x = lehr_arena_alloc(&t->memory, 1, sizeof *x);
    if (!x) return lehr_tape_fail(t, LEHR_ERR_MEMORY, "input %s: out of memory", lehr_shape_text(s).s);
    *x = (lehr_tensor){ .shape = s, .size = size, .data = (lehr_real *)numbers };
    return x;
}

lehr_status lehr_backward(lehr_tape *t, const lehr_tensor *loss)
{
    if (!t) return lehr_fail_null(__func__, "t");
    if (t->failure.status) return lehr_failure_raise(&t->failure);
    if (!t->recording || !loss || loss->size != 1 || !loss->grad) {
        lehr_tape_fail(t, LEHR_ERR_SHAPE,
                       !t->recording ? t->length ? "backward: called twice in one step; begin the next one first"
                                              : "backward: the tape is not recording; call lehr_tape_begin first"
                       : !loss ? "backward: the loss is NULL"
                       : loss->size != 1 ? "backward: the loss must be one number"
                       : t->mode == LEHR_EVAL
                           ? "backward: this step was begun with LEHR_EVAL, which records no gradients"
                           : "backward: the loss depends on no parameter");
        return t->failure.status;
    }
    t->recording = false;
    if (!isfinite(loss->data[0])) {
        if (!lehr_tape_find_nan(t))
            lehr_fail(LEHR_ERR_NAN, "the loss is %s", lehr_number_text((double)loss->data[0]).s);
        lehr_tape_fail(t, LEHR_ERR_NAN, "%s", lehr_message());
        return t->failure.status;
    }
    loss->grad[0] = 1;                                  /* dL/dL = 1 */
    for (int i = t->length - 1; i >= 0; i--)
        if (t->step[i]->grad) t->step[i]->op->backward(t->step[i]);
    return LEHR_OK;
}

/* --- for operations ----------------------------------------------------------------------------------------------- */

bool lehr_tape_check(lehr_tape *t, const lehr_op *op, lehr_tensor *const in[LEHR_MAX_INPUTS])
{
    if (!t || !op || !in) return LEHR_NOT_NULL(t, op, in), false;
    if (!t->recording)
        lehr_tape_fail(t, LEHR_ERR_VALUE, "%s: the tape is not recording; call lehr_tape_begin first", op->name);
    for (int i = 0; i < op->inputs; i++)
        if (!in[i]) lehr_tape_fail(t, LEHR_ERR_VALUE, "%s: input %d is NULL", op->name, i + 1);
    return t->failure.status == LEHR_OK;
}

static bool reserve(lehr_tape *t)
{
    if (t->length < t->capacity) return true;
    int capacity = t->capacity ? 2 * t->capacity : 64;
    lehr_tensor **step = lehr_resize(t->step, (size_t)capacity, sizeof(lehr_tensor *));
    if (!step) return false;
    t->step = step;
    t->capacity = capacity;
    return true;
}

/* A tensor without its numbers; *wanted: one of its inputs has a gradient. */
static lehr_tensor *append(lehr_tape *t, const lehr_op *op, lehr_shape s, lehr_tensor *const in[LEHR_MAX_INPUTS],
                          bool *wanted)
{
    size_t size = lehr_size(s);
    *wanted = false;
    if (!t || !op || !in) return LEHR_NOT_NULL(t, op, in), NULL;
    if (!size)
        return lehr_tape_fail(t, LEHR_ERR_SHAPE, "%s: its result would be %s, which is not a possible shape", op->name,
                              lehr_shape_text(s).s);
    lehr_tensor *y = reserve(t) ? lehr_arena_alloc(&t->memory, 1, sizeof *y) : NULL;
    if (!y) return lehr_tape_fail(t, LEHR_ERR_MEMORY, "%s: out of memory after %d operations", op->name, t->length);
    *y = (lehr_tensor){ .shape = s, .size = size, .op = op };

    for (int i = 0; i < op->inputs; i++) {
        if (!in[i]) return lehr_tape_fail(t, LEHR_ERR_VALUE, "%s: input %d is NULL", op->name, i + 1);
        y->in[i] = in[i];
        *wanted |= in[i]->grad && t->mode == LEHR_TRAIN;
    }
    return y;
}

lehr_tensor *lehr_tape_record(lehr_tape *t, const lehr_op *op, lehr_shape s, lehr_tensor *const in[LEHR_MAX_INPUTS])
{
    bool wanted;
    lehr_tensor *y = append(t, op, s, in, &wanted);
    if (!y || !(y->data = lehr_tape_alloc(t, y->size, sizeof *y->data))) return NULL;
    if (wanted) {
        if (!(y->grad = lehr_tape_alloc(t, y->size, sizeof *y->grad))) return NULL;
        memset(y->grad, 0, y->size * sizeof *y->grad);
    }
    return t->step[t->length++] = y;
}

lehr_tensor *lehr_tape_record_view(lehr_tape *t, const lehr_op *op, lehr_shape s, lehr_tensor *x)
{
    bool wanted;
    if (!t || !op || !x) return LEHR_NOT_NULL(t, op, x), NULL;
    if (lehr_size(s) != x->size)
        return lehr_tape_fail(t, LEHR_ERR_SHAPE, "%s: %s cannot be reshaped to %s", op->name,
                              lehr_shape_text(x->shape).s, lehr_shape_text(s).s);
    lehr_tensor *y = append(t, op, s, LEHR_INPUTS(x), &wanted);
    if (!y) return NULL;
    y->data = x->data;
    y->grad = wanted ? x->grad : NULL;
    return t->step[t->length++] = y;
}

void *lehr_tape_alloc(lehr_tape *t, size_t count, size_t each)
{
    if (!t) return LEHR_NOT_NULL(t), NULL;
    void *p = lehr_arena_alloc(&t->memory, count, each);
    if (!p)
        lehr_tape_fail(t, LEHR_ERR_MEMORY,
                       "tape: out of memory, %zu elements of %zu bytes were requested after %d operations", count, each,
                       t->length);
    return p;
}

lehr_tensor *lehr_tape_fail(lehr_tape *t, lehr_status code, const char *format, ...)
{
    if (t && t->failure.status) return NULL;            /* later failures follow from the first */
    char sentence[sizeof t->failure.message];
    va_list args;
    va_start(args, format);
    lehr_vsnprintf(sentence, sizeof sentence, lehr_translate(format), args);
    va_end(args);
    lehr_fail(code, "%s", sentence);
    if (t) lehr_failure_capture(&t->failure, code);
    return NULL;
}

/* --- where did NaN begin? ----------------------------------------------------------------------------------------- */

/* The operation and its parameter, whose name contains the layer's: "linear (fc1.weight)". */
static lehr_short_text operation_text(const lehr_tensor *y)
{
    for (int i = 0; i < y->op->inputs; i++)
        if (y->in[i]->name) return lehr_short_printf("%s (%s)", y->op->name, y->in[i]->name);
    return lehr_short_printf("%s", y->op->name);
}

/* what: may contain a %s for the name. */
static lehr_status fail_nan(const char *what, const char *name, const lehr_tensor *x, const lehr_real *v, size_t i)
{
    char subject[200];
    lehr_short_text value = lehr_number_text((double)v[i]);
    lehr_snprintf(subject, sizeof subject, lehr_translate(what), name);
    if (!x->shape.rank) return lehr_fail(LEHR_ERR_NAN, "%s is %s", subject, value.s);
    return lehr_fail(LEHR_ERR_NAN, "%s %s is %s at %s", subject, lehr_shape_text(x->shape).s, value.s,
                     lehr_index_text(x->shape, i).s);
}

lehr_status lehr_tape_find_nan(const lehr_tape *t)
{
    if (!t) return lehr_fail_null(__func__, "t");
    for (int i = 0; i < t->length; i++) {
        const lehr_tensor *y = t->step[i];
        size_t at;
        for (int k = 0; k < y->op->inputs; k++) {
            const lehr_tensor *x = y->in[k];
            if (!x->op && (at = lehr_find_nonfinite(x->data, x->size)) < x->size)
                return fail_nan(x->name ? "parameter %s" : "the input", x->name ? x->name : "", x, x->data, at);
        }
        if ((at = lehr_find_nonfinite(y->data, y->size)) < y->size)
            return fail_nan("the result of %s", operation_text(y).s, y, y->data, at);
    }
    for (int i = t->length - 1; i >= 0; i--) {
        const lehr_tensor *y = t->step[i];
        size_t at;
        if (y->grad && (at = lehr_find_nonfinite(y->grad, y->size)) < y->size)
            return fail_nan("the gradient of the result of %s", operation_text(y).s, y, y->grad, at);
        for (int k = 0; k < y->op->inputs; k++) {
            const lehr_tensor *x = y->in[k];
            if (!x->op && x->grad && (at = lehr_find_nonfinite(x->grad, x->size)) < x->size)
                return fail_nan("the gradient of %s", x->name ? x->name : lehr_translate("the input"), x, x->grad, at);
        }
    }
    return LEHR_OK;
}
