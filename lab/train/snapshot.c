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

lehr_status lehr_snapshot_take(lehr_snapshot *s, const lehr_run *r)
{
    if (LEHR_NOT_NULL(s, r)) return LEHR_ERR_VALUE;
    *s = (lehr_snapshot){0};
    s->run = copy(&s->memory, r, 1, sizeof *r);
    s->order = copy(&s->memory, r->order, (size_t)r->data->rows, sizeof *r->order);
    s->group = copy(&s->memory, r->optim.group, (size_t)r->optim.groups, sizeof *r->optim.group);
    s->numbers = copy_numbers(&s->memory, r);
    if (s->run && s->order && s->group && s->numbers) return LEHR_OK;
    lehr_snapshot_release(s);
    return lehr_fail(LEHR_ERR_MEMORY, "out of memory for a snapshot of the training; nothing has changed");
}

/* The fields are numbers, counters and the random stream. Their pointers are still valid; training has only changed
 * what they point to. */
void lehr_snapshot_restore(const lehr_snapshot *s, lehr_run *r)
{
    size_t n;
    lehr_real *v;
    if (LEHR_NOT_NULL(s, r) || LEHR_NOT_NULL(s->run)) return;
    const lehr_real *from = s->numbers;
    *r = *s->run;
    for (int i = 0; (v = array_at(r, i, &n)); from += n, i++) memcpy(v, from, n * sizeof *v);
    memcpy(r->order, s->order, (size_t)r->data->rows * sizeof *r->order);
    if (r->optim.groups) memcpy(r->optim.group, s->group, (size_t)r->optim.groups * sizeof *r->optim.group);
}

void lehr_snapshot_release(lehr_snapshot *s)
{
    if (!s) return;
    lehr_arena_release(&s->memory);
    *s = (lehr_snapshot){0};
}
