#include "lab/train/snapshot.h"
#include "core/base/internal.h"
#include "optim/internal.h"
#include <string.h>

/* Array i of those that training changes, and its length; NULL: past the last. */
static lehr_real *array_at(const lehr_run *r, int i, size_t *n)
{
    *n = lehr_params_size(r->params);
    if (i == 0) return lehr_params_data(r->params);
    if (i == 1) return lehr_params_grad(r->params);
    for (int k = 0, slot = 2; k < LEHR_MAX_SLOTS; k++)
        if (r->optim.slot[k] && slot++ == i) return r->optim.slot[k];
    for (int k = 0; k < LEHR_MAX_SLOTS; k++) i -= r->optim.slot[k] != NULL;
    const lehr_tensor *p = lehr_buffer_at(r->params, i - 2);
    *n = p ? p->size : 0;
    return p ? p->data : NULL;
}

static void *copy(lehr_arena *memory, const void *from, size_t count, size_t each)
{
    void *to = lehr_arena_alloc(memory, count ? count : 1, each);
    if (to && count) memcpy(to, from, count * each);
    return to;
}

static lehr_real *copy_numbers(lehr_arena *memory, const lehr_run *r)
{
    size_t n, all = 0;
    const lehr_real *v;
    for (int i = 0; array_at(r, i, &n); i++) all += n;
    lehr_real *numbers = lehr_arena_alloc(memory, all, sizeof *numbers), *to = numbers;
    for (int i = 0; to && (v = array_at(r, i, &n)); to += n, i++) memcpy(to, v, n * sizeof *to);
    return numbers;
}

lehr_status lehr_snapshot_take(lehr_snapshot *b, const lehr_run *r)
{
    if (LEHR_NOT_NULL(b, r)) return LEHR_ERR_VALUE;
    *b = (lehr_snapshot){0};
    b->run = copy(&b->memory, r, 1, sizeof *r);
    b->order = copy(&b->memory, r->order, (size_t)r->data->rows, sizeof *r->order);
    b->group = copy(&b->memory, r->optim.group, (size_t)r->optim.groups, sizeof *r->optim.group);
    b->numbers = copy_numbers(&b->memory, r);
    if (b->run && b->order && b->group && b->numbers) return LEHR_OK;
    lehr_snapshot_release(b);
    return lehr_fail(LEHR_ERR_MEMORY, "there is no memory to remember where the training stands; nothing has changed");
}

/* The fields are numbers, counters and the random stream. Their pointers are still valid; training has only changed
 * what they point to. */
void lehr_snapshot_restore(const lehr_snapshot *b, lehr_run *r)
{
    size_t n;
    lehr_real *v;
    if (LEHR_NOT_NULL(b, r) || LEHR_NOT_NULL(b->run)) return;
    const lehr_real *from = b->numbers;
    *r = *b->run;
    for (int i = 0; (v = array_at(r, i, &n)); from += n, i++) memcpy(v, from, n * sizeof *v);
    memcpy(r->order, b->order, (size_t)r->data->rows * sizeof *r->order);
    if (r->optim.groups) memcpy(r->optim.group, b->group, (size_t)r->optim.groups * sizeof *r->optim.group);
}

void lehr_snapshot_release(lehr_snapshot *b)
{
    if (!b) return;
    lehr_arena_release(&b->memory);
    *b = (lehr_snapshot){0};
}
