#include "optim/spec.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "optim/internal.h"
#include <math.h>
#include <string.h>

enum { MAX_SETTINGS = LEHR_MAX_PARAM_SPECS + 6 };

/* The rule's parameters, then the shared ones whose names it does not have. */
static void all_params(const lehr_rule *rule, const lehr_param_spec shared[], lehr_param_spec all[MAX_SETTINGS])
{
    const lehr_param_spec *k = rule->entry.params, *own;
    int n = 0;
    while (k->name) all[n++] = *k++;
    for (k = shared; k->name; k++) {
        for (own = rule->entry.params; own->name && strcmp(own->name, k->name); own++) { }
        if (!own->name) all[n++] = *k;
    }
    all[n] = (lehr_param_spec){ 0 };
}

/* --- a group ------------------------------------------------------------------------------------------------------ */

/* Sets the name of *g, and all its settings to their defaults. */
static lehr_status begin_group(const lehr_optim *o, lehr_optim_param_group *g, const char *pattern, size_t length,
                               const lehr_rule *rule, lehr_param_spec all[MAX_SETTINGS])
{
    lehr_status status = lehr_optim_check_size(o);
    if (status) return status;
    if (!length) return lehr_fail(LEHR_ERR_NAME, "a group begins with a pattern of parameter names, such as *.bias");
    if (length > LEHR_MAX_PATTERN)
        return lehr_fail(LEHR_ERR_VALUE, "the pattern \"%.20s…\" of a group has %zu letters; at most %d are allowed",
                         pattern, length, LEHR_MAX_PATTERN);
    if (strchr(" \t", pattern[0]) || strchr(" \t", pattern[length - 1]) || memchr(pattern, ':', length) ||
        memchr(pattern, ';', length))
        return lehr_fail(LEHR_ERR_NAME, "the pattern \"%.*s\" of a group has : or ; in it, or a blank at its end",
                         (int)length, pattern);
    *g = (lehr_optim_param_group){ .own_rule = rule != NULL, .with.rule = rule ? rule : o->rule };
    memcpy(g->pattern, pattern, length);
    if (o->steps)
        return lehr_fail(LEHR_ERR_VALUE, "group \"%s\": there were %ld updates already; add groups before the first",
                         g->pattern, o->steps);
    all_params(g->with.rule, lehr_group_shared, all);
    lehr_param_specs_reset(all, &g->with);
    g->with.mu_product = 1;
    return LEHR_OK;
}

/* A group inherits the penalties even with a rule of its own: they belong to the common loss. */
static bool is_penalty(size_t field)
{
    return field == offsetof(lehr_optim, weight_decay) || field == offsetof(lehr_optim, l1) ||
           field == offsetof(lehr_optim, l2);
}

/* The group inherits what was not given: all settings if it has o's rule, otherwise the penalties. */
static lehr_status end_group(lehr_optim *o, lehr_optim_param_group *g, const lehr_param_spec all[MAX_SETTINGS])
{
    if (!g->own_rule && !g->with.given)
        return lehr_fail(LEHR_ERR_VALUE,
                         "group \"%s\" changes nothing; give it a rate, a setting or a rule: %s:rate=0.1", g->pattern,
                         g->pattern);
    for (int i = 0; all[i].name; i++) {
        size_t field = all[i].field;
        if (field == offsetof(lehr_optim, rate) || g->with.given >> i & 1u || (g->own_rule && !is_penalty(field)))
            continue;
        g->inherited[g->inherited_count++] = field;
        *(double *)((char *)&g->with + field) = *(const double *)((const char *)o + field);
    }
    g->with.lr = o->lr * g->with.rate;
    lehr_status status = lehr_optim_check_settings(&g->with);
    return status ? lehr_fail(status, "group \"%s\": %s", g->pattern, lehr_message()) : lehr_optim_groups_add(o, g);
}

lehr_status lehr_optim_group_use(lehr_optim *o, const char *pattern, const lehr_rule *rule,
                                 const lehr_setting settings[])
{
    lehr_optim_param_group g;
    lehr_param_spec all[MAX_SETTINGS];
    lehr_status status = begin_group(o, &g, pattern, pattern ? strlen(pattern) : 0, rule, all);
    if (!status) status = lehr_param_specs_set(g.with.rule->entry.name, all, &g.with, &g.with.given, settings);
    return status ? status : end_group(o, &g, all);
}

/* Skips the colon before parameters, and blanks around it; false: there is no colon. */
static bool step_over_colon(lehr_parser *r)
{
    lehr_parser_skip_blanks(r);
    if (*r->at != ':') return false;
    r->at++;
    lehr_parser_skip_blanks(r);
    return true;
}

static lehr_status expect_end(const lehr_parser *r)
{
    return !*r->at ? LEHR_OK
                   : lehr_parser_fail(r, r->at, LEHR_ERR_VALUE,
                                      "\"%c\" joins learning-rate policies; one update rule is expected here", *r->at);
}

/* The rule named here; NULL and LEHR_OK if the text is a setting or ends. */
static lehr_status read_rule(lehr_parser *r, const lehr_rule **rule)
{
    size_t length = lehr_word_length(r->at, ":=,");
    *rule = NULL;
    if (!length || r->at[strcspn(r->at, ":=,")] == '=') return LEHR_OK;
    *rule = (const lehr_rule *)lehr_registry_find(lehr_rules(), r, r->at, length);
    r->at += length;
    return *rule ? LEHR_OK : lehr_last_status();
}

/* "*.bias: sgd:momentum=0.9,rate=2" */
static lehr_status read_group(lehr_optim *o, lehr_parser *r)
{
    lehr_optim_param_group g;
    lehr_param_spec all[MAX_SETTINGS];
    const lehr_rule *rule;
    const char *pattern = r->at;
    r->at += strcspn(pattern, ":");
    step_over_colon(r);
    lehr_status status = read_rule(r, &rule);
    if (!status) status = begin_group(o, &g, pattern, lehr_word_length(pattern, ":"), rule, all);
    if (status) return status;
    const lehr_param_spec *const lists[] = { all, NULL };
    bool more = rule ? step_over_colon(r) : *r->at != '\0';
    if (more) status = lehr_param_specs_parse(r, g.with.rule->entry.name, lists, &g.with, &g.with.given);
    if (!status) status = expect_end(r);
    return status ? status : end_group(o, &g, all);
}

lehr_status lehr_optim_group(lehr_optim *o, const char *text)
{
    if (!text) return lehr_fail(LEHR_ERR_NAME, "no group was given");
    lehr_parser r = { text, text };
    lehr_parser_skip_blanks(&r);
    return read_group(o, &r);
}

/* --- the optimizer ------------------------------------------------------------------------------------------------ */

/* After an error o is empty. */
static lehr_status or_empty(lehr_optim *o, lehr_status status)
{
    if (!status) return LEHR_OK;
    lehr_optim_release(o);
    *o = (lehr_optim){0};
    return status;
}

lehr_status lehr_optim_use(lehr_optim *o, const lehr_rule *rule, lehr_params *ps, double lr,
                           const lehr_setting settings[])
{
    lehr_param_spec all[MAX_SETTINGS];
    if (!o) return lehr_fail_null("lehr_optim_use", "o");
    *o = (lehr_optim){ .rule = rule };
    if (!rule) return lehr_fail(LEHR_ERR_NAME, "no update rule was given");
    all_params(rule, lehr_optim_shared, all);
    lehr_param_specs_reset(all, o);
    lehr_status status = lehr_param_specs_set(rule->entry.name, all, o, &o->given, settings);
    return or_empty(o, status ? status : lehr_optim_attach(o, ps, lr));
}

/* "adam:beta1=0.8,clip_norm=1" */
static lehr_status read_whole(lehr_optim *o, lehr_parser *r, lehr_params *ps, double lr)
{
    lehr_param_spec all[MAX_SETTINGS];
    size_t length = lehr_word_length(r->at, ":");
    o->rule = (const lehr_rule *)lehr_registry_find(lehr_rules(), NULL, r->at, length);
    if (!o->rule) return lehr_last_status();
    all_params(o->rule, lehr_optim_shared, all);
    lehr_param_specs_reset(all, o);
    r->at += length;
    lehr_status status = LEHR_OK;
    if (step_over_colon(r))
        status = lehr_param_specs_parse(r, o->rule->entry.name, (const lehr_param_spec *const[]){ all, NULL }, o,
                                        &o->given);
    if (!status) status = expect_end(r);
    return status ? status : lehr_optim_attach(o, ps, lr);
}

/* Parses the parts between ';', without the blanks around them. copy: the whole text, ended at each part while it is
 * parsed, so that errors give the right column. */
static lehr_status read_parts(lehr_optim *o, char *copy, lehr_params *ps, double lr)
{
    char *at = copy;
    for (bool first = true; ; first = false) {
        lehr_parser r = { copy, at };
        lehr_parser_skip_blanks(&r);
        char *next = at + strcspn(at, ";"), *end = next;
        while (end > r.at && strchr(" \t", end[-1])) end--;
        char at_end = *end, at_next = *next;
        *end = '\0';
        lehr_status status = first ? read_whole(o, &r, ps, lr) : read_group(o, &r);
        *end = at_end;
        if (status || !at_next) return status;
        at = next + 1;
    }
}

lehr_status lehr_optim_init(lehr_optim *o, const char *text, lehr_params *ps, double lr)
{
    if (!o) return lehr_fail_null("lehr_optim_init", "o");
    *o = (lehr_optim){0};
    if (!text) return lehr_fail(LEHR_ERR_NAME, "no update rule was given");
    size_t length = strlen(text);
    char *copy = lehr_alloc(length + 1, 1);
    if (!copy) return LEHR_ERR_MEMORY;
    memcpy(copy, text, length);
    lehr_status status = or_empty(o, read_parts(o, copy, ps, lr));
    lehr_free(copy);
    return status;
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

/* Prints all that was given, defaults too: the inherited value may differ from the default. */
static void print_group(const lehr_optim_param_group *g, lehr_strbuf *out)
{
    lehr_param_spec all[MAX_SETTINGS];
    char before = ':';
    all_params(g->with.rule, lehr_group_shared, all);
    lehr_strbuf_printf(out, ";%s", g->pattern);
    if (g->own_rule) lehr_strbuf_printf(out, ":%s", g->with.rule->entry.name);
    for (int i = 0; all[i].name; i++) {
        if (!(g->with.given >> i & 1u)) continue;
        lehr_strbuf_printf(out, "%c%s=", before, all[i].name);
        lehr_param_spec_value_print(out, &all[i], &g->with);
        before = ',';
    }
}

void lehr_optim_print(const lehr_optim *o, lehr_strbuf *out)
{
    lehr_param_spec all[MAX_SETTINGS];
    char before = ':';
    if (!o || !o->rule || !out) return;
    all_params(o->rule, lehr_optim_shared, all);
    lehr_strbuf_printf(out, "%s", o->rule->entry.name);
    lehr_param_specs_print(out, &before, all, o, o->given);
    for (int i = 0; i < o->groups; i++) print_group(&o->group[i], out);
}
