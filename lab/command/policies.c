/* policies.c — `lehr policies [NAME]`: what there is to choose from, told by the rows themselves */
#include "lab/command/terminal/terminal_schedule.h"
#include "lab/command/commands.h"
#include "lab/command/options.h"
#include "lab/command/terminal/terminal.h"
#include <string.h>

static const command about = {
    "policies", "[NAME] [--markdown]", "Lists every learning-rate policy; with a name, the page of that one.",
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
    draw_schedules(out, &s, 1, STEPS, ROWS, false);
    return LEHR_OK;
}

/* What holds only where PyTorch's class is named. */
static void add_class(lehr_text *out, const lehr_policy *p)
{
    if (!p->torch) return;
    lehr_text_add(out, "\nUnder PyTorch's name");
    if (*p->torch) lehr_text_add(out, " it has PyTorch's defaults, %s", p->torch);
    for (const lehr_knob *k = p->torch_knobs; k && k->name; k++)
        lehr_text_add(out, "%s%s (%s)", k == p->torch_knobs ? *p->torch ? ", and takes " : " it also takes " : ", ", k->name, lehr_knob_range_text(k).s);
    lehr_text_add(out, *p->torch || p->torch_knobs ? ".\n" : " it means the same.\n");
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
    add_class(out, (const lehr_policy *)row);
    return draw(out, (const lehr_policy *)row);
}

/* --- the same as a page of the documentation ------------------------------------------------------------------------ */

static void markdown_parameters(lehr_text *out, const lehr_row *row)
{
    if (row->knob->name) lehr_text_add(out, "\n| parameter | default | range | also |\n|---|---|---|---|\n");
    for (const lehr_knob *k = row->knob; k->name; k++)
        lehr_text_add(out, "| `%s` | %s | %s | %s |\n", k->name, lehr_knob_usual_text(k).s, lehr_knob_range_text(k).s, k->also ? k->also : "");
}

/* What a reader wants to know of one policy, and the command that made its picture. */
static void markdown_section(lehr_text *out, const lehr_policy *p)
{
    const lehr_row *row = &p->row;
    lehr_text_add(out, "\n## %s\n\n`%s`\n", row->name, row->formula);
    if (row->also) lehr_text_add(out, "\nAlso called %s.", row->also);
    if (row->source) lehr_text_add(out, "%sSource: %s.\n", row->also ? " " : "\n", row->source);
    else if (row->also) lehr_text_add(out, "\n");
    markdown_parameters(out, row);
    add_class(out, p);
    lehr_text_add(out, "\n![%s over 1,000 updates](img/policies/%s.png)\n\n", p->example, row->name);
    lehr_text_add(out, "```\nlehr schedule \"%s\" --steps 1000 --size 640x320 --png docs/img/policies/%s.png\n```\n", p->example, row->name);
}

static void markdown(lehr_text *out)
{
    const lehr_policy *p;
    lehr_text_add(out, "# Every learning-rate policy\n\n"
                  "*Written by `lehr policies --markdown` from the rows in `sched/policies.c`; pictures by the commands below them.*\n\n"
                  "`lr` is the base rate, `t` the optimizer updates already finished: the first update uses `t = 0`. A boundary belongs to what follows it: the "
                  "new value holds *at* it. Every policy is defined for every `t`, also past its end.\n\n"
                  "`A+B` is one after the other, `A*B` the product of their shares of the base rate. Every policy also takes `for=N`, how long it lasts before a "
                  "`+`, and `unit=epoch`, which counts in epochs. `lehr explain SPEC` says what any text means.\n\n"
                  "![The six policies of the book on one axis](img/policies-of-the-book.png)\n\n"
                  "```\nlehr schedule fixed step:every=1000,gamma=0.8 multistep:3000/5500/8000,gamma=0.5 exp:gamma=0.9,every=300 \\\n"
                  "    inv:gamma=0.0005,power=0.9 poly --steps 10000 --title \"The book's six policies\" --png docs/img/policies-of-the-book.png\n```\n\n"
                  "| policy | rate at t | parameters |\n|---|---|---|\n");
    for (int i = 0; (p = lehr_policy_at(i)); i++) {
        lehr_text_add(out, "| [%s](#%s) | `%s` | ", p->row.name, p->row.name, p->row.formula);
        add_parameters(out, &p->row);
        lehr_text_add(out, " |\n");
    }
    for (int i = 0; (p = lehr_policy_at(i)); i++) markdown_section(out, p);
}

lehr_status command_policies(int argc, char *const argv[])
{
    bool as_markdown = false;
    const option table[] = {
        { "markdown", FLAG, &as_markdown, NULL, "all of them as a page: docs/policies.md" },
        { 0 },
    };
    arguments a;
    lehr_text out = {0};
    lehr_status status = options_read(&about, table, argc, argv, &a);
    if (status || a.help) return status;
    if (a.words) {
        const lehr_row *row = lehr_table_find(&lehr_policies, NULL, a.word[0], strlen(a.word[0]));
        status = row ? page(&out, row) : lehr_last_status();
    } else if (as_markdown) {
        markdown(&out);
    } else {
        list_all(&out);
    }
    if (!status) return emit(NULL, &out);
    lehr_text_release(&out);
    return status;
}
