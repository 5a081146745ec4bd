#include "sched/describe.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include <string.h>

static void add_value(const lehr_sched_term *f, const char *name, size_t length, lehr_strbuf *out)
{
    for (const lehr_param_spec *k = f->policy->entry.params; k->name; k++)
        if (strlen(k->name) == length && !strncmp(k->name, name, length)) {
            lehr_strbuf_printf(out, "%s", lehr_param_spec_value_text(k, &f->k).s);
            return;
        }
    if (length == 2 && !strncmp(name, "lr", 2)) lehr_strbuf_printf(out, "%s", lehr_number_text(f->k.lr).s);
    else lehr_strbuf_printf(out, "{%.*s}", (int)length, name);          /* unknown names are printed as they are */
}

static void describe_term(const lehr_sched_term *f, lehr_strbuf *out)
{
    const char *at = lehr_translate(f->policy->description ? f->policy->description : "has no description");
    while (*at) {
        size_t plain = strcspn(at, "{");
        lehr_strbuf_append(out, at, plain);
        at += plain;
        if (*at != '{') break;
        size_t name = strcspn(at + 1, "}");
        add_value(f, at + 1, name, out);
        at += name + (at[1 + name] ? 2 : 1);
    }
}

enum { COLUMN = 24 };                   /* where the name of a policy begins */

void lehr_sched_describe(const lehr_sched *s, lehr_strbuf *out)
{
    for (int i = 0; out && s && i < s->count; i++) {
        const lehr_sched_term *f = &s->factor[i];
        bool times = i > 0 && f->part == f[-1].part;
        lehr_short_text begin = lehr_number_text(s->begin[f->part]), left;
        if (times) left = lehr_short_printf("%s", lehr_translate("      times"));
        else left = lehr_short_printf(lehr_translate("from update %s"), begin.s);
        lehr_utf8_pad(out, -COLUMN, left.s);
        lehr_strbuf_printf(out, "%s ", f->policy->entry.name);
        describe_term(f, out);
        lehr_strbuf_printf(out, "\n");
    }
}
