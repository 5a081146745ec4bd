#include "core/params.h"
#include "core/arena.h"
#include "core/memory.h"
#include <string.h>

struct lehr_params {
    lehr_arena    memory;
    lehr_tensor **tensor;
    int           count, room;          /* tensors                        */
    lehr_real    *data, *grad;          /* flat, 64-byte aligned          */
    size_t        size, capacity;       /* numbers in use, numbers there is room for */
};

lehr_params *lehr_params_new(void) { return lehr_alloc(1, sizeof(lehr_params)); }

void lehr_params_free(lehr_params *ps)
{
    if (!ps) return;
    lehr_arena_release(&ps->memory);
    lehr_free(ps->tensor);
    lehr_free(ps);
}

static lehr_status make_list_room(lehr_params *ps)
{
    if (ps->count < ps->room) return LEHR_OK;
    int room = ps->room ? 2 * ps->room : 16;
    lehr_tensor **list = lehr_resize(ps->tensor, (size_t)room, sizeof(lehr_tensor *));
    if (!list) return LEHR_ERR_MEMORY;
    ps->tensor = list;
    ps->room = room;
    return LEHR_OK;
}

/* Larger buffers, at least doubled: the arena keeps the old ones until the end, which costs less than what is in use. */
static lehr_status make_number_room(lehr_params *ps, size_t more)
{
    if (more <= ps->capacity - ps->size) return LEHR_OK;
    size_t capacity = ps->size + more > 2 * ps->capacity ? ps->size + more : 2 * ps->capacity;
    lehr_real *data = lehr_arena_take(&ps->memory, capacity, sizeof *data);
    lehr_real *grad = lehr_arena_take(&ps->memory, capacity, sizeof *grad);
    if (!data || !grad) return LEHR_ERR_MEMORY;
    if (ps->size) {
        memcpy(data, ps->data, ps->size * sizeof *data);
        memcpy(grad, ps->grad, ps->size * sizeof *grad);
    }
    for (int i = 0; i < ps->count; i++) {
        lehr_tensor *p = ps->tensor[i];
        p->grad = grad + (p->data - ps->data);
        p->data = data + (p->data - ps->data);
    }
    ps->data = data;
    ps->grad = grad;
    ps->capacity = capacity;
    return LEHR_OK;
}

lehr_tensor *lehr_param(lehr_params *ps, const char *name, lehr_shape s)
{
    size_t size = lehr_size(s);
    if (!name || !*name) lehr_fail(LEHR_ERR_NAME, "param: a parameter of shape %s has no name", lehr_shape_text(s).s);
    else if (lehr_params_named(ps, name)) lehr_fail(LEHR_ERR_NAME, "param: there is already a parameter called \"%s\"", name);
    else if (!size) lehr_fail(LEHR_ERR_SHAPE, "param: %s cannot have the shape %s", name, lehr_shape_text(s).s);
    else if (!make_list_room(ps) && !make_number_room(ps, size)) {
        lehr_tensor *p = lehr_arena_take(&ps->memory, 1, sizeof *p);
        char *own = lehr_arena_copy(&ps->memory, name);
        if (!p || !own) return NULL;
        *p = (lehr_tensor){ .shape = s, .size = size, .data = ps->data + ps->size, .grad = ps->grad + ps->size, .name = own };
        memset(p->data, 0, size * sizeof *p->data);
        memset(p->grad, 0, size * sizeof *p->grad);
        ps->size += size;
        return ps->tensor[ps->count++] = p;
    }
    return NULL;
}

lehr_tensor *lehr_params_named(const lehr_params *ps, const char *name)
{
    for (int i = 0; i < ps->count; i++)
        if (!strcmp(ps->tensor[i]->name, name)) return ps->tensor[i];
    return NULL;
}

lehr_tensor *lehr_params_holding(const lehr_params *ps, size_t i)
{
    for (int k = 0; k < ps->count; k++) {
        if (i < ps->tensor[k]->size) return ps->tensor[k];
        i -= ps->tensor[k]->size;
    }
    return NULL;
}

lehr_tensor *lehr_params_at(const lehr_params *ps, int i) { return i >= 0 && i < ps->count ? ps->tensor[i] : NULL; }
size_t       lehr_params_size(const lehr_params *ps)      { return ps->size; }
lehr_real   *lehr_params_data(const lehr_params *ps)      { return ps->data; }
lehr_real   *lehr_params_grad(const lehr_params *ps)      { return ps->grad; }

void lehr_zero_grad(lehr_params *ps)
{
    if (ps->size) memset(ps->grad, 0, ps->size * sizeof *ps->grad);
}
