#include "core/base/registry.h"
#include <string.h>

const lehr_row *lehr_table_at(const lehr_table *t, int i)
{
    if (i >= 0 && i < t->count) return (const lehr_row *)((const char *)t->rows + (size_t)i * t->each);
    return t->added && i >= t->count && i < t->count + t->added->count ? t->added->row[i - t->count] : NULL;
}

lehr_status lehr_table_add(const lehr_table *t, const lehr_row *row)
{
    if (!row->name || !*row->name || strpbrk(row->name, " :+*,="))
        return lehr_fail(LEHR_ERR_NAME, "a %s needs a name without blanks and without any of : + * , =", t->what);
    const lehr_row *other;
    for (int i = 0; (other = lehr_table_at(t, i)); i++)
        if (lehr_is_one_of(row->name, strlen(row->name), other->name) || lehr_is_one_of(row->name, strlen(row->name), other->also))
            return lehr_fail(LEHR_ERR_NAME, "there is already a %s called \"%s\"", t->what, row->name);
    if (!t->added) return lehr_fail(LEHR_ERR_VALUE, "the table of every %s takes no rows of one's own", t->what);
    if (t->added->count == LEHR_MAX_ADDED)
        return lehr_fail(LEHR_ERR_VALUE, "%d rows of one's own are the most a table takes", LEHR_MAX_ADDED);
    t->added->row[t->added->count++] = row;
    return LEHR_OK;
}

const lehr_row *lehr_table_find(const lehr_table *t, const lehr_reader *r, const char *name, size_t length)
{
    lehr_near near = lehr_near_to(name, length);
    const lehr_row *row;
    for (int i = 0; (row = lehr_table_at(t, i)); i++) {
        if (lehr_is_one_of(name, length, row->name) || lehr_is_one_of(name, length, row->also)) return row;
        lehr_near_try(&near, row->name);
        lehr_near_try(&near, row->also);
    }
    lehr_read_fail(r, name, LEHR_ERR_NAME, "there is no %s \"%.*s%s\"%s", t->what, (int)(length < 40 ? length : 40), name,
                   length < 40 ? "" : "…", lehr_near_hint(&near).s);
    return NULL;
}

const lehr_row *lehr_table_read(const lehr_table *t, const char *text, void *settings, unsigned *given)
{
    if (!text) {
        lehr_fail(LEHR_ERR_NAME, "no %s was given", t->what);
        return NULL;
    }
    size_t length = strcspn(text, ":");
    const lehr_row *row = lehr_table_find(t, NULL, text, length);
    if (!row) return NULL;
    lehr_knobs_reset(row->knob, settings);
    *given = 0;
    if (!text[length]) return row;
    lehr_reader r = { text, text + length + 1 };
    if (lehr_knobs_read(&r, row->name, (const lehr_knob *const[]){ row->knob, NULL }, settings, given)) return NULL;
    if (*r.at) {
        lehr_read_fail(&r, r.at, LEHR_ERR_VALUE, "\"%c\" joins learning-rate policies; one %s is expected here", *r.at, t->what);
        return NULL;
    }
    return row;
}
