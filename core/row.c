#include "core/row.h"
#include <string.h>

const lehr_row *lehr_table_at(const lehr_table *t, int i)
{
    return i >= 0 && i < t->count ? (const lehr_row *)((const char *)t->rows + (size_t)i * t->each) : NULL;
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
    size_t length = strcspn(text, ":");
    const lehr_row *row = lehr_table_find(t, NULL, text, length);
    if (!row) return NULL;
    lehr_knobs_reset(row->knob, settings);
    *given = 0;
    if (!text[length]) return row;
    lehr_reader r = { text, text + length + 1 };
    if (lehr_knobs_read(&r, row->name, row->knob, settings, given)) return NULL;
    if (*r.at) {
        lehr_read_fail(&r, r.at, LEHR_ERR_VALUE, "\"%c\" joins learning-rate policies; one %s is expected here", *r.at, t->what);
        return NULL;
    }
    return row;
}
