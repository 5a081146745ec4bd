/* policies.c — `lehr policies [NAME]`: the registry of policies as a list, as a page for each, and as Markdown */
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/terminal_schedule.h"
#include "lab/command/options/options.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal.h"
#include "lab/i18n/language.h"
#include "sched/spec.h"
#include <string.h>

static void add_parameters(lehr_strbuf *out, const lehr_registry_entry *row)
{
    for (const lehr_param_spec *k = row->params; k->name; k++)
        lehr_strbuf_printf(out, "%s%s=%s", k == row->params ? "" : ", ", k->name, lehr_param_spec_default_text(k).s);
}

enum { NAME = 13, FACT = 14 };          /* columns where what follows a name, or the name of a fact, begins */

static void list_all(lehr_strbuf *out)
{
    const lehr_registry_entry *row;
    for (int i = 0; (row = lehr_registry_at(&lehr_policies, i)); i++) {
        lehr_strbuf params = {0};
        lehr_strbuf_printf(out, "%-12s ", row->name);
        paragraph_print(out, lehr_translate(row->formula), NAME, NAME);
        add_parameters(&params, row);
        if (params.s) lehr_strbuf_printf(out, "%*s", NAME, ""), paragraph_print(out, params.s, NAME, NAME);
        if (params.status) out->status = params.status;
        lehr_strbuf_release(&params);
    }
    lehr_strbuf_printf(out, "\n");
    const char *note = lehr_translate("lr: base rate; t: finished updates. `lehr policies cosine` prints more.");
    paragraph_print(out, note, 0, 0);
}

static lehr_status draw(lehr_strbuf *out, const lehr_policy *policy)
{
    enum { STEPS = 1000, ROWS = 8 };
    lehr_sched s;
    lehr_status status = lehr_sched_parse(&s, policy->example, 0.1, STEPS);
    if (status) return status;
    lehr_strbuf text = {0};
    lehr_strbuf_printf(&text, lehr_translate("For example %s, from lr 0.1 over %d updates:"), policy->example, STEPS);
    lehr_strbuf_printf(out, "\n");
    if (text.s) paragraph_print(out, text.s, 0, 2);
    if (text.status) out->status = text.status;
    lehr_strbuf_release(&text);
    lehr_strbuf_printf(out, "\n");
    terminal_schedule_draw(out, &s, 1, STEPS, ROWS, false);
    return LEHR_OK;
}

/* What PyTorch's class name changes. */
static void add_class(lehr_strbuf *out, const lehr_policy *p)
{
    if (!p->torch) return;
    lehr_strbuf also = {0};
    for (const lehr_param_spec *k = p->torch_params; k && k->name; k++)
        lehr_strbuf_printf(&also, lehr_translate(k == p->torch_params ? "%s (%s)" : ", %s (%s)"), k->name,
                           lehr_param_spec_range_text(k).s);
    lehr_strbuf_printf(out, "\n");
    if (*p->torch && also.s)
        lehr_strbuf_printf(out, lehr_translate("Under PyTorch's name it has PyTorch's defaults, %s, and takes %s.\n"),
                           p->torch, also.s);
    else if (*p->torch)
        lehr_strbuf_printf(out, lehr_translate("Under PyTorch's name it has PyTorch's defaults, %s.\n"), p->torch);
    else if (also.s) lehr_strbuf_printf(out, lehr_translate("Under PyTorch's name it also takes %s.\n"), also.s);
    else lehr_strbuf_printf(out, "%s", lehr_translate("Under PyTorch's name it means the same.\n"));
    if (also.status) out->status = also.status;
    lehr_strbuf_release(&also);
}

static void print_fact(lehr_strbuf *out, const char *name, const char *fact)
{
    if (!fact) return;
    lehr_strbuf_printf(out, "  ");
    lehr_utf8_pad(out, -11, name);
    lehr_strbuf_printf(out, " ");
    int width = lehr_utf8_width(name);
    paragraph_print(out, fact, width > 11 ? 3 + width : FACT, FACT);
}

static int larger(int a, int b) { return a > b ? a : b; }

enum { NAME_WIDTH = 14, DEFAULT_WIDTH = 16, RANGE_WIDTH = 36 };         /* columns of the table of parameters */

static bool table_fits(const lehr_param_spec *k)
{
    int widest = 0;
    for (; k->name; k++) {
        int name = larger(lehr_utf8_width(k->name), NAME_WIDTH);
        int usual = larger(lehr_utf8_width(lehr_param_spec_default_text(k).s), DEFAULT_WIDTH);
        int range = larger(lehr_utf8_width(lehr_param_spec_range_text(k).s), RANGE_WIDTH);
        int also = k->aliases ? lehr_utf8_width(k->aliases) : 0;
        widest = larger(widest, 5 + name + usual + range + also);
    }
    return widest <= terminal_columns();
}

static void print_row(lehr_strbuf *out, const char *name, const char *usual, const char *range, const char *also)
{
    const char *const cell[] = { name, usual, range };
    const int width[] = { NAME_WIDTH, DEFAULT_WIDTH, RANGE_WIDTH };
    lehr_strbuf_printf(out, "  ");
    for (int i = 0; i < 3; i++) {
        lehr_utf8_pad(out, -width[i], cell[i]);
        lehr_strbuf_printf(out, " ");
    }
    lehr_strbuf_printf(out, "%s\n", also);
}

/* A table, or, where that is too wide, a paragraph for each parameter. */
static void print_parameters(lehr_strbuf *out, const lehr_registry_entry *row)
{
    bool table = table_fits(row->params);
    if (!row->params->name) return;
    lehr_strbuf_printf(out, "\n");
    if (table)
        print_row(out, lehr_translate("parameter"), lehr_translate("default"), lehr_translate("range"),
                  lehr_translate("also"));
    for (const lehr_param_spec *k = row->params; k->name; k++) {
        lehr_short_text usual = lehr_param_spec_default_text(k), range = lehr_param_spec_range_text(k);
        const char *also = k->aliases ? k->aliases : "";
        lehr_strbuf fact = {0};
        const char *format = lehr_translate(*also ? "default %s; %s; also %s" : "default %s; %s");
        lehr_strbuf_printf(&fact, format, usual.s, range.s, also);
        if (table) print_row(out, k->name, usual.s, range.s, also);
        else print_fact(out, k->name, fact.s);
        if (fact.status) out->status = fact.status;
        lehr_strbuf_release(&fact);
    }
    lehr_strbuf_printf(out, "\n");
    const char *first = lehr_translate("%s is the first parameter; a value without a name sets it.");
    paragraph_print(out, lehr_short_printf(first, row->params->name).s, 0, 0);
}

static lehr_status page(lehr_strbuf *out, const lehr_registry_entry *row)
{
    lehr_strbuf class = {0};
    lehr_strbuf_printf(out, "%s\n\n", row->name);
    print_fact(out, lehr_translate("rate at t"), lehr_translate(row->formula));
    print_fact(out, lehr_translate("also"), row->aliases);
    print_fact(out, lehr_translate("source"), row->source ? lehr_translate(row->source) : NULL);
    print_parameters(out, row);
    add_class(&class, (const lehr_policy *)row);
    if (class.s) lehr_strbuf_printf(out, "\n"), paragraph_print(out, class.s, 0, 0);
    if (class.status) out->status = class.status;
    lehr_strbuf_release(&class);
    return draw(out, (const lehr_policy *)row);
}

/* --- the same as a page of the documentation ---------------------------------------------------------------------- */

static void markdown_parameters(lehr_strbuf *out, const lehr_registry_entry *row)
{
    const char *head = lehr_translate("\n| parameter | default | range | also |\n|---|---|---|---|\n");
    if (row->params->name) lehr_strbuf_printf(out, "%s", head);
    for (const lehr_param_spec *k = row->params; k->name; k++)
        lehr_strbuf_printf(out, "| `%s` | %s | %s | %s |\n", k->name, lehr_param_spec_default_text(k).s,
                           lehr_param_spec_range_text(k).s, k->aliases ? k->aliases : "");
}

/* A formula in words is no code: it differs from language to language. */
static void markdown_formula(lehr_strbuf *out, const lehr_registry_entry *row)
{
    bool words = strcmp(lehr_translate_to(LEHR_CHINESE, row->formula), row->formula) != 0;
    lehr_strbuf_printf(out, words ? "%s" : "`%s`", lehr_translate(row->formula));
}

/* One policy: formula, other names, source, parameters, and the command that draws its picture. */
static void markdown_section(lehr_strbuf *out, const lehr_policy *p)
{
    const lehr_registry_entry *row = &p->entry;
    lehr_strbuf_printf(out, "\n## %s\n\n", row->name);
    markdown_formula(out, row);
    lehr_strbuf_printf(out, "\n");
    const char *source = row->source ? lehr_translate(row->source) : NULL;
    if (row->aliases && source)
        lehr_strbuf_printf(out, lehr_translate("\nAlso called %s. Source: %s.\n"), row->aliases, source);
    else if (row->aliases) lehr_strbuf_printf(out, lehr_translate("\nAlso called %s.\n"), row->aliases);
    else if (source) lehr_strbuf_printf(out, lehr_translate("\nSource: %s.\n"), source);
    markdown_parameters(out, row);
    add_class(out, p);
    lehr_strbuf_printf(out, lehr_translate("\n![%s over 1,000 updates](img/policies/%s.png)\n\n"), p->example,
                       row->name);
    lehr_strbuf_printf(out,
                       "```\nlehr schedule \"%s\" --steps 1000 --size 640x320 --png docs/img/policies/%s.png\n```\n",
                       p->example, row->name);
}

static void markdown(lehr_strbuf *out)
{
    const lehr_policy *p;
    lehr_strbuf_printf(
        out, "%s", lehr_translate(
             "# Every learning-rate policy\n\n"
             "English · [中文](policies.zh-CN.md)\n\n"
             "*Generated by `lehr policies --markdown` from `sched/*policies.c`. The command below each picture draws "
             "it.*\n\n"
             "`lr` is the base rate. `t` is the number of finished updates; the first update uses `t = 0`. At a "
             "boundary the new value already holds. Every policy is defined for every `t`, also past its end.\n\n"
             "`A+B` runs `B` after `A`. `A*B` is a product: each policy gives its share of the base rate. Every "
             "policy also takes `for=N`, its length before a `+`, and `unit=epoch`, which counts in epochs. "
             "`lehr explain SPEC` describes a spec.\n\n"
             "![The six policies of the book on one axis](img/policies-of-the-book.png)\n\n"
             "```\nlehr schedule fixed step:every=1000,gamma=0.8 multistep:3000/5500/8000,gamma=0.5 "
             "exp:gamma=0.9,every=300 \\\n"
             "    inv:gamma=0.0005,power=0.9 poly --steps 10000 --title \"The book's six policies\" --png "
             "docs/img/policies-of-the-book.png\n```\n\n"
             "| policy | rate at t | parameters |\n|---|---|---|\n"));
    for (int i = 0; (p = lehr_policy_at(i)); i++) {
        lehr_strbuf_printf(out, "| [%s](#%s) | ", p->entry.name, p->entry.name);
        markdown_formula(out, &p->entry);
        lehr_strbuf_printf(out, " | ");
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
