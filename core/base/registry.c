#include "core/base/registry.h"
#include "core/base/did_you_mean.h"
#include <string.h>

const lehr_registry_entry *lehr_registry_at(const lehr_registry *t, int i)
{
    if (i >= 0 && i < t->count) return (const lehr_registry_entry *)((const char *)t->rows + (size_t)i * t->each);
    return t->added && i >= t->count && i < t->count + t->added->count ? t->added->row[i - t->count] : NULL;
}

lehr_status lehr_registry_add(const lehr_registry *t, const lehr_registry_entry *row)
{
    if (!row->name || !*row->name || strpbrk(row->name, " :+*,="))
        return lehr_fail(LEHR_ERR_NAME, "a %s needs a name without blanks and without any of : + * , =", t->what);
    const lehr_registry_entry *other;
    for (int i = 0; (other = lehr_registry_at(t, i)); i++)
        if (lehr_is_one_of(row->name, strlen(row->name), other->name) ||
            lehr_is_one_of(row->name, strlen(row->name), other->also))
            return lehr_fail(LEHR_ERR_NAME, "there is already a %s called \"%s\"", t->what, row->name);
    if (!t->added) return lehr_fail(LEHR_ERR_VALUE, "the table of every %s takes no rows of one's own", t->what);
    if (t->added->count == LEHR_MAX_EXTENSIONS)
        return lehr_fail(LEHR_ERR_VALUE, "%d rows of one's own are the most a table takes", LEHR_MAX_EXTENSIONS);
    t->added->row[t->added->count++] = row;
    return LEHR_OK;
}

const lehr_registry_entry *lehr_registry_find(const lehr_registry *t, const lehr_parser *r, const char *name,
                                              size_t length)
{
    lehr_did_you_mean near = lehr_did_you_mean_start(name, length);
    const lehr_registry_entry *row;
    for (int i = 0; (row = lehr_registry_at(t, i)); i++) {
        if (lehr_is_one_of(name, length, row->name) || lehr_is_one_of(name, length, row->also)) return row;
        lehr_did_you_mean_offer(&near, row->name);
        lehr_did_you_mean_offer(&near, row->also);
    }
    lehr_parser_fail(r, name, LEHR_ERR_NAME, "there is no %s \"%.*s%s\"%s", t->what, (int)(length < 40 ? length : 40),
                     name, length < 40 ? "" : "…", lehr_did_you_mean_hint(&near).s);
    return NULL;
}

const lehr_registry_entry *lehr_registry_parse(const lehr_registry *t, const char *text, void *settings,
                                               unsigned *given)
{
    if (!text) {
        lehr_fail(LEHR_ERR_NAME, "no %s was given", t->what);
        return NULL;
    }
    size_t length = strcspn(text, ":");
    const lehr_registry_entry *row = lehr_registry_find(t, NULL, text, length);
    if (!row) return NULL;
    lehr_param_specs_reset(row->knob, settings);
    *given = 0;
    if (!text[length]) return row;
    lehr_parser r = { text, text + length + 1 };
    if (lehr_param_specs_parse(&r, row->name, (const lehr_param_spec *const[]){ row->knob, NULL }, settings, given))
        return NULL;
    if (*r.at) {
        lehr_parser_fail(&r, r.at, LEHR_ERR_VALUE, "\"%c\" joins learning-rate policies; one %s is expected here",
                         *r.at, t->what);
        return NULL;
    }
    return row;
}
