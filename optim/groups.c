/* groups.c — the group of each parameter, the chunks of an update, the slots of the rules */
#include "optim/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include <string.h>

/* * matches any letters or none, ? exactly one. After a mismatch only the latest * needs another length. */
static bool matches(const char *pattern, const char *name)
{
    const char *star = NULL, *from = NULL;
    while (*name) {
        if (*pattern == '*') {
            star = ++pattern;
            from = name;
        } else if (*pattern && (*pattern == '?' || *pattern == *name)) {
            pattern++;
            name++;
        } else if (star) {
            pattern = star;
            name = ++from;
        } else return false;
    }
    while (*pattern == '*') pattern++;
    return !*pattern;
}

/* --- chunks ------------------------------------------------------------------------------------------------------- */

enum { LENGTH = 32 * 1024 };                    /* of a chunk, at most                      */

static bool is_penalised(const lehr_optim *settings) { return settings->l1 > 0 || settings->l2 > 0; }

/* Appends a parameter: to the last chunk up to LENGTH, then to new ones. */
static void add_to_chunks(lehr_optim *o, size_t from, size_t n, int group, bool weights)
{
    while (n) {
        lehr_param_chunk *last = o->chunks ? &o->chunk[o->chunks - 1] : NULL;
        if (!last || last->group != group || last->weights != weights || last->n == LENGTH) {
            last = &o->chunk[o->chunks++];
            *last = (lehr_param_chunk){ from, 0, group, weights };
        }
        size_t more = LENGTH - last->n < n ? LENGTH - last->n : n;
        last->n += more;
        from += more;
        n -= more;
    }
}

static bool needs_kinds(const lehr_optim *o)
{
    bool needed = is_penalised(o);
    for (int i = 0; i < o->groups; i++) needed |= is_penalised(&o->group[i].with);
    return needed;
}

static void make_chunks(lehr_optim *o)
{
    const lehr_tensor *p;
    size_t from = 0;
    o->by_kind = needs_kinds(o);
    o->chunks = 0;
    for (int i = 0; (p = lehr_params_at(o->params, i)); i++, from += p->size)
        add_to_chunks(o, from, p->size, o->member[i], !o->by_kind || lehr_is_weight(p));
}

void lehr_param_chunks_update(lehr_optim *o)
{
    if (o->by_kind != needs_kinds(o)) make_chunks(o);
}

lehr_status lehr_param_chunks_make(lehr_optim *o)
{
    size_t params = 0, most = 0;
    const lehr_tensor *p;
    for (; (p = lehr_params_at(o->params, (int)params)); params++) most += 2 + p->size / LENGTH;
    o->member = lehr_alloc(params ? params : 1, sizeof *o->member);
    o->chunk = lehr_alloc(most ? most : 1, sizeof *o->chunk);
    if (!o->member || !o->chunk) return LEHR_ERR_MEMORY;
    for (size_t i = 0; i < params; i++) o->member[i] = -1;
    make_chunks(o);
    return LEHR_OK;
}

/* --- slots -------------------------------------------------------------------------------------------------------- */

/* A slot is one flat buffer, also if groups store different state in it. */
static lehr_status make_slot(lehr_optim *o, int k)
{
    bool needed = lehr_optim_slot_needed(o, k);
    for (int i = 0; i < o->groups; i++) needed |= lehr_optim_slot_needed(&o->group[i].with, k);
    if (!needed || o->slot[k]) return LEHR_OK;
    return (o->slot[k] = lehr_alloc(o->size, sizeof(lehr_real))) ? LEHR_OK : LEHR_ERR_MEMORY;
}

static void fill_slot(const lehr_optim *o, int k)
{
    lehr_real *v = o->slot[k];
    const lehr_tensor *p;
    for (int i = 0; v && (p = lehr_params_at(o->params, i)); v += p->size, i++) {
        const lehr_optim *s = lehr_optim_group_settings(o, o->member[i]);
        size_t first = k < s->rule->slots ? s->rule->slot[k].first : 0;
        lehr_real begin = first ? (lehr_real)*(const double *)((const char *)s + first) : 0;
        for (size_t j = 0; j < p->size; j++) v[j] = begin;
    }
}

lehr_status lehr_optim_slots_make(lehr_optim *o)
{
    for (int k = 0; k < LEHR_MAX_SLOTS; k++) {
        lehr_status status = make_slot(o, k);
        if (status) return status;
    }
    for (int k = 0; k < LEHR_MAX_SLOTS; k++) fill_slot(o, k);
    return LEHR_OK;
}

lehr_status lehr_optim_slots_check(const lehr_optim *o, const lehr_optim *settings)
{
    const lehr_rule *rule = settings->rule;
    for (int k = 0; k < rule->slots; k++) {
        const char *name = rule->slot[k].name;
        if (lehr_optim_slot_needed(settings, k) && !o->slot[k])
            return lehr_fail(LEHR_ERR_VALUE, "%s: its settings now need %s, which was not allocated by lehr_optim_init",
                             rule->entry.name, name ? name : lehr_translate("another slot"));
    }
    return LEHR_OK;
}

/* --- members ------------------------------------------------------------------------------------------------------ */

static lehr_status matches_nothing(const lehr_optim *o, const char *pattern)
{
    char names[300] = "";
    const lehr_tensor *p;
    size_t n = 0;
    int i = 0;
    for (; i < 6 && (p = lehr_params_at(o->params, i)); i++)
        n += lehr_snprintf(names + n, sizeof names - n, i ? ", %.40s" : "%.40s", p->name);
    return lehr_fail(LEHR_ERR_NAME, "group \"%s\" matches no parameter; there are %s%s", pattern,
                     n ? names : lehr_translate("none"), lehr_params_at(o->params, i) ? ", …" : "");
}

/* The pattern must match a parameter, and none that is in another group. */
static lehr_status check_pattern(const lehr_optim *o, const char *pattern)
{
    const lehr_tensor *p;
    int found = 0;
    for (int i = 0; (p = lehr_params_at(o->params, i)); i++) {
        if (!matches(pattern, p->name)) continue;
        found++;
        if (o->member[i] >= 0)
            return lehr_fail(LEHR_ERR_VALUE,
                             "group \"%s\": %s is in group \"%s\" already; a parameter can be in one group only",
                             pattern, p->name, o->group[o->member[i]].pattern);
    }
    return found ? LEHR_OK : matches_nothing(o, pattern);
}

static void set_members(lehr_optim *o, const char *pattern, int group)
{
    const lehr_tensor *p;
    for (int i = 0; (p = lehr_params_at(o->params, i)); i++)
        if (matches(pattern, p->name)) o->member[i] = group;
}

lehr_status lehr_optim_groups_add(lehr_optim *o, const lehr_optim_param_group *g)
{
    lehr_status status = check_pattern(o, g->pattern);
    if (status) return status;
    lehr_optim_param_group *more = lehr_resize(o->group, (size_t)o->groups + 1, sizeof *more);
    if (!more) return LEHR_ERR_MEMORY;
    o->group = more;
    o->group[o->groups] = *g;
    set_members(o, g->pattern, o->groups++);
    if ((status = lehr_optim_slots_make(o))) set_members(o, g->pattern, -1), o->groups--;
    else make_chunks(o);
    return status;
}

static double *at(lehr_optim *settings, size_t offset) { return (double *)((char *)settings + offset); }

void lehr_optim_groups_update(lehr_optim *o)
{
    for (int i = 0; i < o->groups; i++) {
        lehr_optim_param_group *g = &o->group[i];
        for (int k = 0; k < g->inherited_count; k++) *at(&g->with, g->inherited[k]) = *at(o, g->inherited[k]);
        g->with.lr = o->lr * g->with.rate;
        g->with.steps = o->steps;
    }
}
