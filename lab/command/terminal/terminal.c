#include "lab/command/terminal/terminal.h"
#include "core/base/file.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static bool quiet, is_plain;

void print_set_quiet(void) { quiet = true; }
void print_set_plain(void) { is_plain = true; }

lehr_status print_output(const char *path, lehr_strbuf *t)
{
    lehr_status status = t->status;
    if (!status && path && strcmp(path, "-")) status = lehr_write_file(path, t->s ? t->s : "", t->length);
    else if (!status) {
        bool whole = fwrite(t->s ? t->s : "", 1, t->length, stdout) == t->length && !fflush(stdout);
        if (!whole) status = lehr_fail(LEHR_ERR_FILE, "standard output: cannot write: %s", strerror(errno));
    }
    lehr_strbuf_release(t);
    return status;
}

void print_note(const char *format, ...)
{
    if (quiet) return;
    va_list args;
    va_start(args, format);
    vfprintf(stderr, format, args);
    va_end(args);
}

/* A terminal that obeys escape codes; not one that calls itself dumb, or nothing at all. */
static bool is_terminal(int fd)
{
    const char *kind = getenv("TERM");
    return !is_plain && isatty(fd) && kind && *kind && strcmp(kind, "dumb");
}

static bool wants_no_colour(void)
{
    const char *no = getenv("NO_COLOR");
    return no && *no;
}

bool terminal_has_color(void) { return is_terminal(STDOUT_FILENO) && !wants_no_colour(); }

/* --- progress ----------------------------------------------------------------------------------------------------- */

bool terminal_shows_progress(void) { return !quiet && is_terminal(STDERR_FILENO); }

static int number_in(const char *variable, int otherwise)
{
    const char *s = getenv(variable), *end;
    double v;
    return s && lehr_parse_number(s, &end, &v) && !*end && v >= 1 && v <= 10000 ? (int)v : otherwise;
}

terminal_screen terminal_screen_now(void)
{
    terminal_screen s = { 0, 0, !wants_no_colour() };
#ifdef TIOCGWINSZ
    struct winsize size;
    if (!ioctl(STDERR_FILENO, TIOCGWINSZ, &size)) s.columns = size.ws_col, s.rows = size.ws_row;
#endif
    if (s.columns < 1) s.columns = number_in("COLUMNS", 80);
    if (s.rows < 1) s.rows = number_in("LINES", 24);
    return s;
}

double terminal_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Progress that does not arrive is no reason to fail. */
void print_progress(lehr_strbuf *t)
{
    if (!t->status && t->length && write(STDERR_FILENO, t->s, t->length) < 0) t->length = 0;
    lehr_strbuf_release(t);
}
