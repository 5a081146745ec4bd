#include "core/params.h"
#include "core/base/arena.h"
#include "core/base/memory.h"
#include <string.h>

typedef struct list { lehr_tensor **tensor; int count, room; } list;

struct lehr_params {
    lehr_arena    memory;
    list          learnt, kept;         /* parameters, buffers            */
    lehr_real    *data, *grad;          /* flat, 64-byte aligned          */
    size_t        size, capacity;       /* numbers in use, numbers there is room for */
};

lehr_params *lehr_params_new(void) { return lehr_alloc(1, sizeof(lehr_params)); }

void lehr_params_free(lehr_params *ps)
{
    if (!ps) return;
    lehr_arena_release(&ps->memory);
    lehr_free(ps->learnt.tensor);
    lehr_free(ps->kept.tensor);
    lehr_free(ps);
}

static lehr_status make_list_room(list *l)
{
    if (l->count < l->room) return LEHR_OK;
    int room = l->room ? 2 * l->room : 16;
    lehr_tensor **tensor = lehr_resize(l->tensor, (size_t)room, sizeof(lehr_tensor *));
    if (!tensor) return LEHR_ERR_MEMORY;
    l->tensor = tensor;
    l->room = room;
    return LEHR_OK;
}

/* Larger buffers, at least doubled: the arena keeps the old ones until the end, which costs less than what is in use.
 */
static lehr_status make_number_room(lehr_params *ps, size_t more)
{
    if (more <= ps->capacity - ps->size) return LEHR_OK;
    size_t capacity = ps->size + more > 2 * ps->capacity ? ps->size + more : 2 * ps->capacity;
    lehr_real *data = lehr_arena_alloc(&ps->memory, capacity, sizeof *data);
    lehr_real *grad = lehr_arena_alloc(&ps->memory, capacity, sizeof *grad);
    if (!data || !grad) return LEHR_ERR_MEMORY;
    if (ps->size) {
        memcpy(data, ps->data, ps->size * sizeof *data);
        memcpy(grad, ps->grad, ps->size * sizeof *grad);
    }
    for (int i = 0; i < ps->learnt.count; i++) {
        lehr_tensor *p = ps->learnt.tensor[i];
        p->grad = grad + (p->data - ps->data);
        p->data = data + (p->data - ps->data);
    }
    ps->data = data;
    ps->grad = grad;
    ps->capacity = capacity;
    return LEHR_OK;
}

lehr_status lehr_params_reserve(lehr_params *ps, size_t numbers) { return make_number_room(ps, numbers); }

/* Its size; 0: the name or the shape cannot be. */
static size_t check(const lehr_params *ps, const char *what, const char *name, lehr_shape s)
{
    size_t size = lehr_size(s);
    if (!name || !*name) lehr_fail(LEHR_ERR_NAME, "%s: a %s of shape %s has no name", what, what, lehr_shape_text(s).s);
    else if (lehr_params_find(ps, name))
        lehr_fail(LEHR_ERR_NAME, "%s: there is already a parameter called \"%s\"", what, name);
    else if (!size) lehr_fail(LEHR_ERR_SHAPE, "%s: %s cannot have the shape %s", what, name, lehr_shape_text(s).s);
    else return size;
    return 0;
}

/* The tensor without its numbers, at the end of the list. */
static lehr_tensor *append(lehr_params *ps, list *l, const char *name, lehr_shape s)
{
    if (make_list_room(l)) return NULL;
    lehr_tensor *p = lehr_arena_alloc(&ps->memory, 1, sizeof *p);
    char *own = lehr_arena_strdup(&ps->memory, name);
    if (!p || !own) return NULL;
    *p = (lehr_tensor){ .shape = s, .size = lehr_size(s), .name = own };
    return l->tensor[l->count++] = p;
}

lehr_tensor *lehr_param(lehr_params *ps, const char *name, lehr_shape s)
{
    size_t size = check(ps, "param", name, s);
    lehr_tensor *p = size && !make_number_room(ps, size) ? append(ps, &ps->learnt, name, s) : NULL;
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
    size_t size = check(ps, "buffer", name, s);
    lehr_real *data = size ? lehr_arena_alloc(&ps->memory, size, sizeof *data) : NULL;
    lehr_tensor *p = data ? append(ps, &ps->kept, name, s) : NULL;
    if (!p) return NULL;
    p->data = memset(data, 0, size * sizeof *data);
    return p;
}

static lehr_tensor *at(const list *l, int i) { return i >= 0 && i < l->count ? l->tensor[i] : NULL; }

lehr_tensor *lehr_params_at(const lehr_params *ps, int i) { return at(&ps->learnt, i); }
lehr_tensor *lehr_buffer_at(const lehr_params *ps, int i) { return at(&ps->kept, i); }

lehr_tensor *lehr_params_find(const lehr_params *ps, const char *name)
{
    const list *const lists[] = { &ps->learnt, &ps->kept };
    for (int l = 0; l < 2; l++)
        for (int i = 0; i < lists[l]->count; i++)
            if (!strcmp(lists[l]->tensor[i]->name, name)) return lists[l]->tensor[i];
    return NULL;
}

lehr_tensor *lehr_params_owner(const lehr_params *ps, size_t i)
{
    for (int k = 0; k < ps->learnt.count; k++) {
        if (i < ps->learnt.tensor[k]->size) return ps->learnt.tensor[k];
        i -= ps->learnt.tensor[k]->size;
    }
    return NULL;
}

size_t       lehr_params_size(const lehr_params *ps)      { return ps->size; }
lehr_real   *lehr_params_data(const lehr_params *ps)      { return ps->data; }
lehr_real   *lehr_params_grad(const lehr_params *ps)      { return ps->grad; }

void lehr_zero_grad(lehr_params *ps)
{
    if (ps->size) memset(ps->grad, 0, ps->size * sizeof *ps->grad);
}
