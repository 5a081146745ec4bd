/* main.c — `lehr`: finds the command, prints its error, and sets the exit status.
 *
 * 0: everything, output included, was done.   2: the command line is wrong.   1: anything else went wrong.
 * A closed pipe behind standard output ends it by SIGPIPE, once all files are written.
 */
#include "lab/command/command.h"
#include "core/base/internal.h"
#include "core/base/did_you_mean.h"
#include "core/base/strbuf.h"
#include "core/base/utf8.h"
#include "core/base/version.h"
#include "lab/command/help.h"
#include "lab/command/options/language.h"
#include "lab/command/options/outputs.h"
#include "lab/command/man_page.h"
#include "lab/command/terminal/interrupt.h"
#include "lab/command/terminal/terminal.h"
#include "lab/compare/mpi.h"
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static lehr_status print_overview(bool as_man)
{
    lehr_strbuf out = {0};
    (as_man ? man_page_commands : help_print_commands)(&out, commands, commands_count);
    return print_output(NULL, &out);
}

static lehr_status print_version(void)
{
    lehr_strbuf out = {0};
    lehr_strbuf_printf(&out, "lehr %s\n", LEHR_VERSION);
    return print_output(NULL, &out);
}

/* Runs the command, or prints the help that its line requests. */
static lehr_status run_command(const command *c, int argc, char *const argv[])
{
    command_line line = { .command = c, .all = commands, .commands = commands_count, .argc = argc, .argv = argv };
    lehr_strbuf out = {0};
    lehr_status status = c->run(&line);
    outputs_release();
    if (status || !line.help) return status;
    (line.help == HELP_MAN ? man_page : help_print)(&out, &line);
    return print_output(NULL, &out);
}

/* `lehr help train`, as `lehr train --help` */
static lehr_status print_help_for(const char *name)
{
    const command *c = commands_find(name);
    return c ? run_command(c, 1, (char *const[]){ "--help" }) : lehr_last_status();
}

static lehr_status unknown_option(const char *word)
{
    lehr_did_you_mean near = lehr_did_you_mean_start(word, strlen(word));
    static const char *const names[] = { "--help", "--version", "--man" };
    for (int i = 0; i < 3; i++) lehr_did_you_mean_offer(&near, names[i]);
    if (lehr_did_you_mean_hint(&near).s[0])
        return lehr_fail(LEHR_ERR_NAME, "there is no option %.40s; did you mean %s?", word, near.best);
    return lehr_fail(LEHR_ERR_NAME, "there is no option %.40s here; options follow the command, as in "
                     "`lehr train taiji --lr 0.1`", word);
}

/* Words of a --lang in front of the command, which language_start has read. */
static int words_of_language(int argc, char *argv[])
{
    if (argc > 1 && !strncmp(argv[1], "--lang=", 7)) return 1;
    return argc > 2 && !strcmp(argv[1], "--lang") ? 2 : 0;
}

static lehr_status dispatch(int argc, char *argv[])
{
    int skipped = words_of_language(argc, argv);
    argc -= skipped;
    argv += skipped;
    lehr_status status = language_check(skipped ? argv[0] + (skipped == 1 ? 7 : 0) : NULL);
    if (status) return status;
    if (argc < 2) return lehr_fail(LEHR_ERR_NAME, "which command? `lehr --help` lists them all");
    const char *word = argv[1];
    if (!strcmp(word, "help") && argc > 2 && argv[2][0] != '-') return print_help_for(argv[2]);
    if (!strcmp(word, "--help") || !strcmp(word, "-h") || !strcmp(word, "help")) return print_overview(false);
    if (!strcmp(word, "--version") || !strcmp(word, "-V")) return print_version();
    if (!strcmp(word, "--man")) return print_overview(true);
    if (word[0] == '-') return unknown_option(word);
    const command *c = commands_find(word);
    return c ? run_command(c, argc - 2, argv + 2) : lehr_last_status();
}

/* A closed stdin, stdout or stderr would become the first file that is opened; /dev/null, opened for reading, takes its
 * place, so that writing to it fails. */
static void plug_closed_streams(void)
{
    int fd;
    while ((fd = open("/dev/null", O_RDONLY)) >= 0 && fd <= 2) continue;
    if (fd > 2) close(fd);
}

/* Below an error in a spec: the part of the spec around the error, and a caret. */
static void point_at_it(void)
{
    enum { WIDTH = 72 };
    int column;
    const char *text = lehr_message_place(&column);
    if (!text) return;
    size_t from = column > WIDTH ? (size_t)(column - WIDTH / 2) : 0, at = (size_t)column - 1;
    while (from < at && ((unsigned char)text[from] & 0xc0) == 0x80) from++;     /* not inside a character */
    int shown = (int)lehr_utf8_fitting(text + from, WIDTH);
    fprintf(stderr, "    %.*s\n    %*s\n", shown, text + from, lehr_utf8_width_n(text + from, at - from) + 1, "^");
}

/* Of several MPI ranks (lab/compare/mpi.h) only the first prints, and only a comparison uses the others. */
static lehr_status run(int argc, char *argv[])
{
    lehr_status status = lehr_mpi_start(&argc, &argv);
    bool helps = lehr_mpi_rank() > 0;
    if (lehr_mpi_is_launched()) print_set_plain();
    if (helps && !(freopen("/dev/null", "w", stdout) && freopen("/dev/null", "w", stderr)))
        status = lehr_fail(LEHR_ERR_FILE, "/dev/null: cannot be opened: %s", lehr_errno_text(errno));
    if (!status && !(helps && argc > 1 && strcmp(argv[1], "compare"))) status = dispatch(argc, argv);
    return lehr_mpi_end(status);
}

int main(int argc, char *argv[])
{
    signal(SIGPIPE, SIG_IGN);           /* writing to a closed pipe and beyond a quota returns an error instead */
    signal(SIGXFSZ, SIG_IGN);
    plug_closed_streams();
    language_start(argc, argv);
    lehr_status status = run(argc, argv);
    if (!status && print_pipe_is_closed()) interrupt_end_by(SIGPIPE);
    if (!status && interrupt_caught()) interrupt_end_by(interrupt_caught());
    if (!status || lehr_mpi_rank() > 0) return 0;           /* rank 0 prints the error */
    print_failure("lehr: %s\n", lehr_message());
    point_at_it();
    return status == LEHR_ERR_NAME || status == LEHR_ERR_VALUE || status == LEHR_ERR_SHAPE ? 2 : 1;
}
