/* policies.c — `lehr policies [NAME]`: what there is to choose from, told by the rows themselves */
#include "core/base/internal.h"
#include "lab/command/terminal/terminal_schedule.h"
#include "lab/command/options.h"
#include "lab/command/terminal/terminal.h"
#include "sched/spec.h"
#include <string.h>

static void add_parameters(lehr_strbuf *out, const lehr_registry_entry *row)
{
    for (const lehr_param_spec *k = row->params; k->name; k++)
        lehr_strbuf_printf(out, "%s%s=%s", k == row->params ? "" : ", ", k->name, lehr_param_spec_default_text(k).s);
}

static void list_all(lehr_strbuf *out)
{
    const lehr_registry_entry *row;
    for (int i = 0; (row = lehr_registry_at(&lehr_policies, i)); i++) {
        lehr_strbuf_printf(out, "%-12s %s\n", row->name, row->formula);
        if (row->params->name) {
            lehr_strbuf_printf(out, "%-12s ", "");
            add_parameters(out, row);
            lehr_strbuf_printf(out, "\n");
        }
    }
    lehr_strbuf_printf(out,
                       "\nlr is the base rate, t the updates finished. `lehr policies cosine` tells more about one.\n");
}

static lehr_status draw(lehr_strbuf *out, const lehr_policy *policy)
{
    enum { STEPS = 1000, ROWS = 8 };
    lehr_sched s;
    lehr_status status = lehr_sched_parse(&s, policy->example, 0.1, STEPS);
    if (status) return status;
    lehr_strbuf_printf(out, "\nFor example %s, from lr 0.1 over %d updates:\n\n", policy->example, STEPS);
    terminal_schedule_draw(out, &s, 1, STEPS, ROWS, false);
    return LEHR_OK;
}

/* What holds only where PyTorch's class is named. */
static void add_class(lehr_strbuf *out, const lehr_policy *p)
{
    if (!p->torch) return;
    lehr_strbuf_printf(out, "\nUnder PyTorch's name");
    if (*p->torch) lehr_strbuf_printf(out, " it has PyTorch's defaults, %s", p->torch);
    for (const lehr_param_spec *k = p->torch_params; k && k->name; k++)
        lehr_strbuf_printf(out, "%s%s (%s)",
                           k == p->torch_params ? *p->torch ? ", and takes " : " it also takes " : ", ", k->name,
                           lehr_param_spec_range_text(k).s);
    lehr_strbuf_printf(out, *p->torch || p->torch_params ? ".\n" : " it means the same.\n");
}

static lehr_status page(lehr_strbuf *out, const lehr_registry_entry *row)
{
    lehr_strbuf_printf(out, "%s\n\n  rate at t   %s\n", row->name, row->formula);
    if (row->aliases) lehr_strbuf_printf(out, "  also        %s\n", row->aliases);
    if (row->source) lehr_strbuf_printf(out, "  source      %s\n", row->source);
    if (row->params->name)
        lehr_strbuf_printf(out, "\n  %-12s %-16s %-36s %s\n", "parameter", "default", "range", "also");
    for (const lehr_param_spec *k = row->params; k->name; k++)
        lehr_strbuf_printf(out, "  %-12s %-16s %-36s %s\n", k->name, lehr_param_spec_default_text(k).s,
                           lehr_param_spec_range_text(k).s, k->aliases ? k->aliases : "");
    if (row->params->name) lehr_strbuf_printf(out, "\nA bare value is %s: the first one.\n", row->params->name);
    add_class(out, (const lehr_policy *)row);
    return draw(out, (const lehr_policy *)row);
}

/* --- the same as a page of the documentation ---------------------------------------------------------------------- */

static void markdown_parameters(lehr_strbuf *out, const lehr_registry_entry *row)
{
    if (row->params->name) lehr_strbuf_printf(out, "\n| parameter | default | range | also |\n|---|---|---|---|\n");
    for (const lehr_param_spec *k = row->params; k->name; k++)
        lehr_strbuf_printf(out, "| `%s` | %s | %s | %s |\n", k->name, lehr_param_spec_default_text(k).s,
                           lehr_param_spec_range_text(k).s, k->aliases ? k->aliases : "");
}

/* What a reader wants to know of one policy, and the command that made its picture. */
static void markdown_section(lehr_strbuf *out, const lehr_policy *p)
{
    const lehr_registry_entry *row = &p->entry;
    lehr_strbuf_printf(out, "\n## %s\n\n`%s`\n", row->name, row->formula);
    if (row->aliases) lehr_strbuf_printf(out, "\nAlso called %s.", row->aliases);
    if (row->source) lehr_strbuf_printf(out, "%sSource: %s.\n", row->aliases ? " " : "\n", row->source);
    else if (row->aliases) lehr_strbuf_printf(out, "\n");
    markdown_parameters(out, row);
    add_class(out, p);
    lehr_strbuf_printf(out, "\n![%s over 1,000 updates](img/policies/%s.png)\n\n", p->example, row->name);
    lehr_strbuf_printf(out,
                       "```\nlehr schedule \"%s\" --steps 1000 --size 640x320 --png docs/img/policies/%s.png\n```\n",
                       p->example, row->name);
}

static void markdown(lehr_strbuf *out)
{
    const lehr_policy *p;
    lehr_strbuf_printf(
        out, "# Every learning-rate policy\n\n"
             "*Written by `lehr policies --markdown` from the rows in `sched/policies.c`; pictures by the commands "
             "below them.*\n\n"
             "`lr` is the base rate, `t` the optimizer updates already finished: the first update uses `t = 0`. A "
             "boundary belongs to what follows it: the "
             "new value holds *at* it. Every policy is defined for every `t`, also past its end.\n\n"
             "`A+B` is one after the other, `A*B` the product of their shares of the base rate. Every policy also "
             "takes `for=N`, how long it lasts before a "
             "`+`, and `unit=epoch`, which counts in epochs. `lehr explain SPEC` says what any text means.\n\n"
             "![The six policies of the book on one axis](img/policies-of-the-book.png)\n\n"
             "```\nlehr schedule fixed step:every=1000,gamma=0.8 multistep:3000/5500/8000,gamma=0.5 "
             "exp:gamma=0.9,every=300 \\\n"
             "    inv:gamma=0.0005,power=0.9 poly --steps 10000 --title \"The book's six policies\" --png "
             "docs/img/policies-of-the-book.png\n```\n\n"
             "| policy | rate at t | parameters |\n|---|---|---|\n");
    for (int i = 0; (p = lehr_policy_at(i)); i++) {
        lehr_strbuf_printf(out, "| [%s](#%s) | `%s` | ", p->entry.name, p->entry.name, p->entry.formula);
        add_parameters(out, &p->entry);
        lehr_strbuf_printf(out, " |\n");
    }
    for (int i = 0; (p = lehr_policy_at(i)); i++) markdown_section(out, p);
}

static lehr_status run(command_line *line)
{
    bool as_markdown = false;
    const option rows[] = {
        { "markdown", OPTION_FLAG, &as_markdown, NULL, "all of them as a page: docs/policies.md" },
    };
    OPTIONS_ADD(line, rows);
    lehr_strbuf out = {0};
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if (line->operands) {
        const lehr_registry_entry *row = lehr_registry_find(&lehr_policies, NULL, line->operand[0],
                                                            strlen(line->operand[0]));
        status = row ? page(&out, row) : lehr_last_status();
    } else if (as_markdown) {
        markdown(&out);
    } else {
        list_all(&out);
    }
    if (!status) return print_output(as_markdown && !line->operands ? "-" : NULL, &out);
    lehr_strbuf_release(&out);
    return status;
}

const command command_policies = {
    .name = "policies",
    .operands = "[NAME]",
    .options = "[--markdown]",
    .summary = "every learning-rate policy: formula, parameters, defaults",
    .about = "Lists every learning-rate policy; with a name, the page of that one.",
    .example =
        "  lehr policies\n"
        "  lehr policies cosine\n",
    .min = 0,
    .max = 1,
    .operand = "a policy",
    .run = run,
};
