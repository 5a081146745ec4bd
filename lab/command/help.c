#include "lab/command/help.h"
#include "core/base/translate.h"
#include "core/kernels/gemm.h"
#include "lab/command/options/options.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/compare/mpi.h"

enum { TEXT = 25, SUMMARY = 36 };       /* columns where the texts of options and of commands begin */

static void print_option(lehr_strbuf *out, const option *o)
{
    lehr_strbuf help = {0};
    lehr_short_text left = lehr_short_printf("--%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
    int at = 2 + (int)lehr_snprintf((char[100]){ "" }, 100, "%-22s ", left.s);
    lehr_strbuf_printf(out, "  %-22s ", left.s);
    lehr_strbuf_printf(&help, "%s%s", lehr_translate(o->help), o->default_text.s);
    if (help.s) paragraph_print(out, help.s, at, TEXT);
    if (help.status) out->status = help.status;
    lehr_strbuf_release(&help);
}

void help_print(lehr_strbuf *out, command_line *line)
{
    const command *c = line->command;
    lehr_strbuf_printf(out, "lehr ");
    paragraph_print(out, options_usage(c).s, 5, 4);
    lehr_strbuf_printf(out, "\n");
    paragraph_print(out, lehr_translate(c->about), 0, 0);
    if (c->choices) paragraph_print(out, options_choices(line), 0, 0);
    lehr_strbuf_printf(out, "\n");
    for (int i = 0; i < line->options; i++) print_option(out, &line->option[i]);
    lehr_strbuf_printf(out, "\n%s\n%s", lehr_translate("For example"), c->example);
}

void help_print_commands(lehr_strbuf *out, const command *const list[], int count)
{
    lehr_strbuf_printf(out, "%s\n\n", lehr_translate("lehr: learn how training works"));
    for (int i = 0; i < count; i++) {
        lehr_strbuf_printf(out, "  lehr %-8s %-19s ", list[i]->name, list[i]->operands);
        paragraph_print(out, lehr_translate(list[i]->summary), SUMMARY, SUMMARY);
    }
    lehr_strbuf_printf(out, "\n");
    const char *words = lehr_translate(
        "SPEC is a policy such as cosine or step:every=500,gamma=0.5; TASK is a data set such as taiji, iris or houses "
        "(`lehr data` lists them), or a file of data.");
    paragraph_print(out, words, 0, 0);
    const char *help = lehr_translate("`lehr train --help` or `lehr help train` explains a command, with examples; "
                                      "`lehr train --man | man -l -` shows its manual page.");
    paragraph_print(out, help, 0, 0);
    const char *format = lehr_translate("This is %s; numbers are %s, products by %s%s.");
    lehr_short_text build = lehr_short_printf(format, sizeof(lehr_real) == 8 ? "lehr64" : "lehr",
                                              sizeof(lehr_real) == 8 ? "double" : "float", lehr_gemm_name(),
                                              lehr_mpi_is_built_in() ? lehr_translate(", with MPI") : "");
    paragraph_print(out, build.s, 0, 0);
    lehr_strbuf_printf(out, "\n%s\n  lehr compare taiji fixed cosine onecycle\n", lehr_translate("For example"));
}
