#include "core/params.h"
#include "core/base/arena.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include <stdint.h>
#include <string.h>

typedef struct list { lehr_tensor **tensor; int count, capacity; } list;

struct lehr_params {
    lehr_arena    memory;
    list          parameters, buffers;
    lehr_real    *data, *grad;          /* flat, 64-byte aligned          */
    size_t        size, capacity;       /* numbers in use, numbers allocated */
};

lehr_params *lehr_params_new(void) { return lehr_alloc(1, sizeof(lehr_params)); }

void lehr_params_free(lehr_params *ps)
{
    if (!ps) return;
    lehr_arena_release(&ps->memory);
    lehr_free(ps->parameters.tensor);
    lehr_free(ps->buffers.tensor);
    lehr_free(ps);
}

static lehr_status reserve_list(list *l)
{
    if (l->count < l->capacity) return LEHR_OK;
    int capacity = l->capacity ? 2 * l->capacity : 16;
    lehr_tensor **tensor = lehr_resize(l->tensor, (size_t)capacity, sizeof(lehr_tensor *));
    if (!tensor) return LEHR_ERR_MEMORY;
    l->tensor = tensor;
    l->capacity = capacity;
    return LEHR_OK;
}

/* Larger flat buffers, at least doubled. The arena keeps the old ones until the end; together they are smaller. */
static lehr_status reserve_numbers(lehr_params *ps, size_t more)
{
    if (more <= ps->capacity - ps->size) return LEHR_OK;
    if (more > SIZE_MAX / 4)
        return lehr_fail(LEHR_ERR_MEMORY, "params: %zu numbers are too many for any machine", more);
    size_t capacity = ps->size + more > 2 * ps->capacity ? ps->size + more : 2 * ps->capacity;
    lehr_real *data = lehr_arena_alloc(&ps->memory, capacity, sizeof *data);
    lehr_real *grad = lehr_arena_alloc(&ps->memory, capacity, sizeof *grad);
    if (!data || !grad) return LEHR_ERR_MEMORY;
    if (ps->size) {
        memcpy(data, ps->data, ps->size * sizeof *data);
        memcpy(grad, ps->grad, ps->size * sizeof *grad);
    }
    for (int i = 0; i < ps->parameters.count; i++) {
        lehr_tensor *p = ps->parameters.tensor[i];
        p->grad = grad + (p->data - ps->data);
        p->data = data + (p->data - ps->data);
    }
    ps->data = data;
    ps->grad = grad;
    ps->capacity = capacity;
    return LEHR_OK;
}

lehr_status lehr_params_reserve(lehr_params *ps, size_t numbers)
{
    return ps ? reserve_numbers(ps, numbers) : lehr_fail_null(__func__, "ps");
}

/* The size of the shape; 0: the name or the shape is not possible. */
static size_t check(const lehr_params *ps, const char *kind, const char *name, lehr_shape s)
{
    size_t size = lehr_size(s);
    if (!name || !*name) lehr_fail(LEHR_ERR_NAME, "%s: a %s of shape %s has no name", kind, kind, lehr_shape_text(s).s);
    else if (lehr_params_find(ps, name))
        lehr_fail(LEHR_ERR_NAME, "%s: there is already a parameter called \"%s\"", kind, name);
    else if (!size) lehr_fail(LEHR_ERR_SHAPE, "%s: %s cannot have the shape %s", kind, name, lehr_shape_text(s).s);
    else return size;
    return 0;
}

/* Appends a tensor without numbers to the list. */
static lehr_tensor *append(lehr_params *ps, list *l, const char *name, lehr_shape s)
{
    if (reserve_list(l)) return NULL;
    lehr_tensor *p = lehr_arena_alloc(&ps->memory, 1, sizeof *p);
    char *own = lehr_arena_strdup(&ps->memory, name);
    if (!p || !own) return NULL;
    *p = (lehr_tensor){ .shape = s, .size = lehr_size(s), .name = own };
    return l->tensor[l->count++] = p;
}

lehr_tensor *lehr_param(lehr_params *ps, const char *name, lehr_shape s)
{
    if (LEHR_NOT_NULL(ps)) return NULL;
    size_t size = check(ps, "param", name, s);
    lehr_tensor *p = size && !reserve_numbers(ps, size) ? append(ps, &ps->parameters, name, s) : NULL;
    if (!p) return NULL;
    p->data = ps->data + ps->size;
    p->grad = ps->grad + ps->size;
    memset(p->data, 0, size * sizeof *p->data);
    memset(p->grad, 0, size * sizeof *p->grad);
    ps->size += size;
    return p;
}

lehr_tensor *lehr_buffer(lehr_params *ps, const char *name, lehr_shape s)
{
    if (LEHR_NOT_NULL(ps)) return NULL;
    size_t size = check(ps, "buffer", name, s);
    lehr_real *data = size ? lehr_arena_alloc(&ps->memory, size, sizeof *data) : NULL;
    lehr_tensor *p = data ? append(ps, &ps->buffers, name, s) : NULL;
    if (!p) return NULL;
    p->data = memset(data, 0, size * sizeof *data);
    return p;
}

static lehr_tensor *at(const list *l, int i) { return i >= 0 && i < l->count ? l->tensor[i] : NULL; }

lehr_tensor *lehr_params_at(const lehr_params *ps, int i) { return ps ? at(&ps->parameters, i) : NULL; }
lehr_tensor *lehr_buffer_at(const lehr_params *ps, int i) { return ps ? at(&ps->buffers, i) : NULL; }

lehr_tensor *lehr_params_find(const lehr_params *ps, const char *name)
{
    if (!ps || !name) return NULL;
    const list *const lists[] = { &ps->parameters, &ps->buffers };
    for (int l = 0; l < 2; l++)
        for (int i = 0; i < lists[l]->count; i++)
            if (!strcmp(lists[l]->tensor[i]->name, name)) return lists[l]->tensor[i];
    return NULL;
}

lehr_tensor *lehr_params_owner(const lehr_params *ps, size_t i)
{
    for (int k = 0; ps && k < ps->parameters.count; k++) {
        if (i < ps->parameters.tensor[k]->size) return ps->parameters.tensor[k];
        i -= ps->parameters.tensor[k]->size;
    }
    return NULL;
}

size_t       lehr_params_size(const lehr_params *ps)      { return ps ? ps->size : 0; }
lehr_real   *lehr_params_data(const lehr_params *ps)      { return ps ? ps->data : NULL; }
lehr_real   *lehr_params_grad(const lehr_params *ps)      { return ps ? ps->grad : NULL; }

void lehr_zero_grad(lehr_params *ps)
{
    if (ps && ps->size) memset(ps->grad, 0, ps->size * sizeof *ps->grad);
}
