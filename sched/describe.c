#include "sched/describe.h"
#include <string.h>

static void add_value(const lehr_factor *f, const char *name, size_t length, lehr_text *out)
{
    for (const lehr_knob *k = f->policy->row.knob; k->name; k++)
        if (strlen(k->name) == length && !strncmp(k->name, name, length)) {
            lehr_text_add(out, "%s", lehr_knob_value_text(k, &f->k).s);
            return;
        }
    if (length == 2 && !strncmp(name, "lr", 2)) lehr_text_add(out, "%s", lehr_number_text(f->k.lr).s);
    else lehr_text_add(out, "{%.*s}", (int)length, name);               /* nobody knows it: left as it stands */
}

void lehr_factor_words(const lehr_factor *f, lehr_text *out)
{
    const char *at = f->policy->words ? f->policy->words : "follows a rule of its own";
    while (*at) {
        size_t plain = strcspn(at, "{");
        lehr_text_bytes(out, at, plain);
        at += plain;
        if (*at != '{') break;
        size_t name = strcspn(at + 1, "}");
        add_value(f, at + 1, name, out);
        at += name + (at[1 + name] ? 2 : 1);
    }
}

void lehr_sched_words(const lehr_sched *s, lehr_text *out)
{
    for (int i = 0; i < s->count; i++) {
        const lehr_factor *f = &s->factor[i];
        bool times = i > 0 && f->part == f[-1].part;
        if (times) lehr_text_add(out, "%-24s", "      times");
        else lehr_text_add(out, "from update %-12s", lehr_number_text(s->begin[f->part]).s);
        lehr_text_add(out, "%s ", f->policy->row.name);
        lehr_factor_words(f, out);
        lehr_text_add(out, "\n");
    }
}
