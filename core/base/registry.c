#include "core/base/registry.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include <string.h>

static const lehr_registry_entry *own_entry(const lehr_registry *t, int i)
{
    return (const lehr_registry_entry *)((const char *)t->entries + (size_t)i * t->entry_size);
}

static const char *kind_of(const lehr_registry *t) { return lehr_translate(t->kind); }

const lehr_registry_entry *lehr_registry_at(const lehr_registry *t, int i)
{
    if (!t || i < 0) return NULL;
    for (const lehr_registry *const *part = t->parts; part && *part; part++) {
        if (i < (*part)->count) return own_entry(*part, i);
        i -= (*part)->count;
    }
    if (i < t->count) return own_entry(t, i);
    i -= t->count;
    return t->added && i < t->added->count ? t->added->entry[i] : NULL;
}

lehr_status lehr_registry_add(const lehr_registry *t, const lehr_registry_entry *entry)
{
    lehr_status status = LEHR_NOT_NULL(t, entry);
    if (status) return status;
    if (!entry->name || !*entry->name || strpbrk(entry->name, " :+*,="))
        return lehr_fail(LEHR_ERR_NAME, "a %s needs a name without blanks and without any of : + * , =", kind_of(t));
    const lehr_registry_entry *other;
    for (int i = 0; (other = lehr_registry_at(t, i)); i++)
        if (lehr_is_one_of(entry->name, strlen(entry->name), other->name) ||
            lehr_is_one_of(entry->name, strlen(entry->name), other->aliases))
            return lehr_fail(LEHR_ERR_NAME, "there is already a %s called \"%s\"", kind_of(t), entry->name);
    if (!t->added) return lehr_fail(LEHR_ERR_VALUE, "no %s can be added to this registry", kind_of(t));
    if (t->added->count == LEHR_MAX_EXTENSIONS)
        return lehr_fail(LEHR_ERR_VALUE, "a registry takes at most %d added entries", LEHR_MAX_EXTENSIONS);
    t->added->entry[t->added->count++] = entry;
    return LEHR_OK;
}

const lehr_registry_entry *lehr_registry_find(const lehr_registry *t, const lehr_parser *r, const char *name,
                                              size_t length)
{
    if (LEHR_NOT_NULL(t, name)) return NULL;
    lehr_did_you_mean near = lehr_did_you_mean_start(name, length);
    const lehr_registry_entry *entry;
    for (int i = 0; (entry = lehr_registry_at(t, i)); i++) {
        if (lehr_is_one_of(name, length, entry->name) || lehr_is_one_of(name, length, entry->aliases)) return entry;
        lehr_did_you_mean_offer(&near, entry->name);
        lehr_did_you_mean_offer(&near, entry->aliases);
    }
    lehr_parser_fail(r, name, LEHR_ERR_NAME, "there is no %s \"%.*s%s\"%s", kind_of(t),
                     (int)(length < 40 ? length : 40), name, length < 40 ? "" : "…", lehr_did_you_mean_hint(&near).s);
    return NULL;
}

const lehr_registry_entry *lehr_registry_parse(const lehr_registry *t, const char *text, void *settings,
                                               unsigned *given)
{
    if (LEHR_NOT_NULL(t, settings, given)) return NULL;
    if (!text) {
        lehr_fail(LEHR_ERR_NAME, "no %s was given", kind_of(t));
        return NULL;
    }
    size_t length = strcspn(text, ":");
    const lehr_registry_entry *entry = lehr_registry_find(t, NULL, text, lehr_word_length(text, ":"));
    if (!entry) return NULL;
    lehr_param_specs_reset(entry->params, settings);
    *given = 0;
    if (!text[length]) return entry;
    lehr_parser r = { text, text + length + 1 };
    if (lehr_param_specs_parse(&r, entry->name, (const lehr_param_spec *const[]){ entry->params, NULL }, settings,
                               given))
        return NULL;
    if (*r.at) {
        lehr_parser_fail(&r, r.at, LEHR_ERR_VALUE, "\"%c\" joins learning-rate policies; one %s is expected here",
                         *r.at, kind_of(t));
        return NULL;
    }
    return entry;
}
