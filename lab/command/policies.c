/* policies.c — `lehr policies [NAME]`: what there is to choose from, told by the rows themselves */
#include "lab/command/braille.h"
#include "lab/command/commands.h"
#include "lab/command/options.h"
#include "lab/command/terminal.h"
#include <string.h>

static const command about = {
    "policies", "[NAME]", "Lists every learning-rate policy; with a name, the page of that one.",
    "  lehr policies\n  lehr policies cosine\n", 0, 1, "a policy",
};

static void add_parameters(lehr_text *out, const lehr_row *row)
{
    for (const lehr_knob *k = row->knob; k->name; k++)
        lehr_text_add(out, "%s%s=%s", k == row->knob ? "" : ", ", k->name, lehr_knob_usual_text(k).s);
}

static void list_all(lehr_text *out)
{
    const lehr_row *row;
    for (int i = 0; (row = lehr_table_at(&lehr_policies, i)); i++) {
        lehr_text_add(out, "%-12s %s\n", row->name, row->formula);
        if (row->knob->name) {
            lehr_text_add(out, "%-12s ", "");
            add_parameters(out, row);
            lehr_text_add(out, "\n");
        }
    }
    lehr_text_add(out, "\nlr is the base rate, t the updates finished. `lehr policies cosine` tells more about one.\n");
}

static lehr_status draw(lehr_text *out, const lehr_policy *policy)
{
    enum { STEPS = 1000, ROWS = 8 };
    lehr_sched s;
    lehr_status status = lehr_sched_parse(&s, policy->example, 0.1, STEPS);
    if (status) return status;
    lehr_text_add(out, "\nFor example %s, from lr 0.1 over %d updates:\n\n", policy->example, STEPS);
    draw_schedule(out, &s, STEPS, highest_rate(&s, STEPS), ROWS);
    return LEHR_OK;
}

static lehr_status page(lehr_text *out, const lehr_row *row)
{
    lehr_text_add(out, "%s\n\n  rate at t   %s\n", row->name, row->formula);
    if (row->also) lehr_text_add(out, "  also        %s\n", row->also);
    if (row->source) lehr_text_add(out, "  source      %s\n", row->source);
    if (row->knob->name) lehr_text_add(out, "\n  %-12s %-16s %-36s %s\n", "parameter", "default", "range", "also");
    for (const lehr_knob *k = row->knob; k->name; k++)
        lehr_text_add(out, "  %-12s %-16s %-36s %s\n", k->name, lehr_knob_usual_text(k).s, lehr_knob_range_text(k).s, k->also ? k->also : "");
    if (row->knob->name) lehr_text_add(out, "\nA bare value is %s: the first one.\n", row->knob->name);
    return draw(out, (const lehr_policy *)row);
}

lehr_status command_policies(int argc, char *const argv[])
{
    static const option table[] = { { 0 } };
    arguments a;
    lehr_text out = {0};
    lehr_status status = options_read(&about, table, argc, argv, &a);
    if (status || a.help) return status;
    if (a.words) {
        const lehr_row *row = lehr_table_find(&lehr_policies, NULL, a.word[0], strlen(a.word[0]));
        status = row ? page(&out, row) : lehr_last_status();
    } else {
        list_all(&out);
    }
    if (!status) return emit(NULL, &out);
    lehr_text_release(&out);
    return status;
}
