/* main.c — `lehr`: finds the command, prints its error, and sets the exit status.
 *
 * 0: everything, output included, was done.   2: the command line is wrong.   1: anything else went wrong.
 */
#include "lab/command/command.h"
#include "core/base/strbuf.h"
#include "core/base/version.h"
#include "lab/command/help.h"
#include "lab/command/man_page.h"
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

/* The command, or the help that its line asked for. */
static lehr_status run_command(const command *c, int argc, char *const argv[])
{
    command_line line = { .command = c, .argc = argc, .argv = argv };
    lehr_strbuf out = {0};
    lehr_status status = c->run(&line);
    if (status || !line.help) return status;
    (line.help == HELP_MAN ? man_page : help_print)(&out, &line);
    return print_output(NULL, &out);
}

static lehr_status dispatch(int argc, char *argv[])
{
    if (argc < 2) return lehr_fail(LEHR_ERR_NAME, "which command? `lehr --help` lists them all");
    if (!strcmp(argv[1], "--help") || !strcmp(argv[1], "-h") || !strcmp(argv[1], "help")) return print_overview(false);
    if (!strcmp(argv[1], "--version")) return print_version();
    if (!strcmp(argv[1], "--man")) return print_overview(true);
    const command *c = commands_find(argv[1]);
    return c ? run_command(c, argc - 2, argv + 2) : lehr_last_status();
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
    if (lehr_mpi_is_launched()) print_set_plain();
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
