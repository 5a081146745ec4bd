#include "lab/command/help.h"
#include "core/kernels/gemm.h"
#include "lab/command/options.h"
#include "lab/compare/mpi.h"

void help_print(lehr_strbuf *out, command_line *line)
{
    const command *c = line->command;
    lehr_strbuf_printf(out, "lehr %s\n\n%s\n%s\n", options_usage(c).s, c->about, options_choices(line));
    for (int i = 0; i < line->options; i++) {
        const option *o = &line->option[i];
        lehr_short_text left = lehr_short_printf("--%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
        lehr_strbuf_printf(out, "  %-22s %s%s\n", left.s, o->help, o->default_text.s);
    }
    lehr_strbuf_printf(out, "\nFor example\n%s", c->example);
}

void help_print_commands(lehr_strbuf *out, const command *const list[], int count)
{
    lehr_strbuf_printf(out, "lehr: learning how training works\n\n");
    for (int i = 0; i < count; i++)
        lehr_strbuf_printf(out, "  lehr %-8s %-19s %s\n", list[i]->name, list[i]->operands,
                           list[i]->summary);
    lehr_strbuf_printf(out,
                       "\nSPEC is a policy such as cosine or step:every=500,gamma=0.5; TASK is taiji, iris, houses, … "
                       "(`lehr data` lists them)\n"
                       "or a file of data.\n"
                       "`lehr train --help` explains a command with an example; `lehr train --man | man -l -` is its "
                       "page of the manual.\n"
                       "This is %s, numbers are %s, products by %s%s.\n\n"
                       "For example\n  lehr compare taiji fixed cosine onecycle\n",
                       sizeof(lehr_real) == 8 ? "lehr64" : "lehr", sizeof(lehr_real) == 8 ? "double" : "float",
                       lehr_gemm_name(), lehr_mpi_is_built_in() ? ", comparisons over MPI if you like" : "");
}
