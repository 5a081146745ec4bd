/* main.c — `lehr`: finds the command, says what went wrong, and never lies in its exit status.
 *
 * 0: everything, output included, was done.   2: the command line is wrong.   1: anything else went wrong.
 */
#include "lab/command/commands.h"
#include "core/base/did_you_mean.h"
#include "core/base/strbuf.h"
#include "core/kernels/gemm.h"
#include "lab/command/man_page.h"
#include "lab/command/terminal/terminal.h"
#include "lab/compare/mpi.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static const struct { const char *name, *words, *about; command_run *run;
} commands[] = {
    { "policies", "[NAME]", "every learning-rate policy: formula, parameters, defaults", command_policies },
    { "explain", "SPEC", "a schedule in words, and its rate at every turn", command_explain },
    { "schedule", "SPEC... --steps N", "preview policies before training: drawn, as CSV, as a picture",
      command_schedule },
    { "data", "[TASK]", "the data sets there are; one of them, as the book has it", command_data },
    { "train", "TASK", "one training: history, picture, checkpoint", command_train },
    { "predict", "FILE DATA", "what a trained net says about the rows of a table", command_predict },
    { "info", "FILE", "what a checkpoint holds", command_info },
    { "compare", "TASK [SPEC...]", "the fair comparison of policies over several seeds", command_compare },
    { "find", "TASK", "the learning-rate range test: which rate to train with", command_find },
    { "paths", "FUNCTION", "how rules and schedules walk down beale, rosenbrock, a bowl …", command_paths },
    { "look", "FILE...", "pictures from what train, compare, find, paths, schedule wrote", command_look },
    { "grade", "FOLDER [FILE]", "marks students' programs against an assignment, in a jail", command_grade },
    { "demo", "", "taiji and iris under ten policies, as a page with pictures", command_demo },
    { "tour", "", "a first hour with Lehr: look, guess, and see why", command_tour },
};

enum { COUNT = sizeof commands / sizeof *commands };

static lehr_status usage(void)
{
    lehr_strbuf t = {0};
    lehr_strbuf_printf(&t, "lehr: learning how training works\n\n");
    for (int i = 0; i < COUNT; i++)
        lehr_strbuf_printf(&t, "  lehr %-8s %-19s %s\n", commands[i].name, commands[i].words, commands[i].about);
    lehr_strbuf_printf(&t,
                       "\nSPEC is a policy such as cosine or step:every=500,gamma=0.5; TASK is taiji, iris, houses, … "
                       "(`lehr data` lists them)\n"
                       "or a file of data.\n"
                       "`lehr train --help` explains a command with an example; `lehr train --man | man -l -` is its "
                       "page of the manual.\n"
                       "This is %s, numbers are %s, products by %s%s.\n\n"
                       "For example\n  lehr compare taiji fixed cosine onecycle\n",
                       sizeof(lehr_real) == 8 ? "lehr64" : "lehr", sizeof(lehr_real) == 8 ? "double" : "float",
                       lehr_gemm_name(), lehr_mpi_is_built_in() ? ", comparisons over MPI if you like" : "");
    return emit(NULL, &t);
}

/* lehr.1: what usage says, and what holds for all commands. */
static lehr_status manual(void)
{
    lehr_strbuf t = {0};
    man_head(&t, "lehr", "learn how training works: policies for the learning rate, compared, drawn and explained");
    man_section(&t, "SYNOPSIS");
    man_text(&t, "`lehr` COMMAND [options]\n");
    man_section(&t, "DESCRIPTION");
    man_text(
        &t, "A small deep-learning framework for people who learn and teach how training works, and above all how the\n"
            "learning rate should move. SPEC is a policy such as cosine or step:every=500,gamma=0.5; TASK is taiji, "
            "iris, houses, … (`lehr data` lists\n"
            "them) or a file of data. Every command has a page of its own, and explains itself with `--help`. `lehr64` "
            "is the same\n"
            "with numbers in double.\n");
    man_section(&t, "COMMANDS");
    for (int i = 0; i < COUNT; i++)
        man_item(&t, lehr_short_printf("lehr-%s", commands[i].name).s, commands[i].words, commands[i].about);
    man_ends(&t);
    man_section(&t, "ENVIRONMENT");
    man_item(&t, "LEHR_LANG", NULL,
             "The language of pictures and of the tour where `--lang` does not say it: en or zh.");
    man_item(&t, "LEHR_FONT", NULL, "A font file with Chinese letters, for pictures.");
    man_item(&t, "NO_COLOR", NULL, "Set to anything: no colours.");
    man_section(&t, "EXAMPLES");
    man_example(&t, "  lehr tour\n  lehr compare taiji fixed cosine onecycle\n");
    man_section(&t, "SEE ALSO");
    man_text(&t, "The pages in share/doc/lehr beside this one's share/man; README.md there lists them.\n");
    return emit(NULL, &t);
}

static lehr_status unknown(const char *name)
{
    lehr_did_you_mean near = lehr_did_you_mean_start(name, strlen(name));
    for (int i = 0; i < COUNT; i++) lehr_did_you_mean_offer(&near, commands[i].name);
    lehr_short_text hint = lehr_did_you_mean_hint(&near);
    return lehr_fail(LEHR_ERR_NAME, "there is no command \"%.40s\"%s", name,
                     hint.s[0] ? hint.s : "; `lehr --help` lists them all");
}

static lehr_status dispatch(int argc, char *argv[])
{
    if (argc < 2) return lehr_fail(LEHR_ERR_NAME, "which command? `lehr --help` lists them all");
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) return usage();
    if (!strcmp(argv[1], "--man")) return manual();
    for (int i = 0; i < COUNT; i++)
        if (!strcmp(argv[1], commands[i].name)) return commands[i].run(argc - 2, argv + 2);
    return unknown(argv[1]);
}

/* A closed stdin, stdout or stderr would be reopened as the first file we write; a plug in its place makes writing to
 * it fail. */
static void plug_closed_streams(void)
{
    int fd;
    while ((fd = open("/dev/null", O_RDONLY)) >= 0 && fd <= 2) continue;
    if (fd > 2) close(fd);
}

/* Below a sentence about a text: the text, as much of it as a line holds, and a caret. */
static void point_at_it(void)
{
    enum { WIDTH = 72 };
    int column;
    const char *text = lehr_message_place(&column);
    if (!text) return;
    int from = column > WIDTH ? column - WIDTH / 2 : 0;
    fprintf(stderr, "    %.*s\n    %*s\n", WIDTH, text + from, column - from, "^");
}

/* Of several ranks (lab/compare/mpi.h) only the first speaks, and only a comparison needs the others. */
static lehr_status run(int argc, char *argv[])
{
    lehr_status status = lehr_mpi_start(&argc, &argv);
    bool helps = lehr_mpi_rank() > 0;
    if (lehr_mpi_is_launched()) be_plain();
    if (helps && !(freopen("/dev/null", "w", stdout) && freopen("/dev/null", "w", stderr)))
        status = lehr_fail(LEHR_ERR_FILE, "/dev/null: cannot be opened: %s", strerror(errno));
    if (!status && !(helps && argc > 1 && strcmp(argv[1], "compare"))) status = dispatch(argc, argv);
    return lehr_mpi_end(status);
}

int main(int argc, char *argv[])
{
    signal(SIGPIPE, SIG_IGN);           /* a reader that has left, a full quota: errors like any other, not the end */
    signal(SIGXFSZ, SIG_IGN);
    plug_closed_streams();
    lehr_status status = run(argc, argv);
    if (!status || lehr_mpi_rank() > 0) return 0;           /* rank 0 says it for all */
    fprintf(stderr, "lehr: %s\n", lehr_message());
    point_at_it();
    return status == LEHR_ERR_NAME || status == LEHR_ERR_VALUE || status == LEHR_ERR_SHAPE ? 2 : 1;
}
