#include "lab/command/terminal/terminal.h"
#include "lab/command/terminal/progress_bar.h"
#include "core/base/file.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static bool quiet, is_plain;

void be_quiet(void) { quiet = true; }
void be_plain(void) { is_plain = true; }

lehr_status emit(const char *path, lehr_strbuf *t)
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

void say(const char *format, ...)
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

bool in_colour(void) { return is_terminal(STDOUT_FILENO) && !wants_no_colour(); }

/* --- progress ----------------------------------------------------------------------------------------------------- */

bool shows_progress(void) { return !quiet && is_terminal(STDERR_FILENO); }

static int number_in(const char *variable, int otherwise)
{
    const char *s = getenv(variable), *end;
    double v;
    return s && lehr_parse_number(s, &end, &v) && !*end && v >= 1 && v <= 10000 ? (int)v : otherwise;
}

screen screen_now(void)
{
    screen s = { 0, 0, !wants_no_colour() };
#ifdef TIOCGWINSZ
    struct winsize size;
    if (!ioctl(STDERR_FILENO, TIOCGWINSZ, &size)) s.columns = size.ws_col, s.rows = size.ws_row;
#endif
    if (s.columns < 1) s.columns = number_in("COLUMNS", 80);
    if (s.rows < 1) s.rows = number_in("LINES", 24);
    return s;
}

double seconds_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Progress that does not arrive is no reason to fail. */
void show_progress(lehr_strbuf *t)
{
    if (!t->status && t->length && write(STDERR_FILENO, t->s, t->length) < 0) t->length = 0;
    lehr_strbuf_release(t);
}

void bar_start(bar *b, const char *what, long all)
{
    *b = (bar){ what, all, 0, seconds_now() };
}

void bar_show(void *context, long done)
{
    enum { WIDTH = 30 };
    bar *b = context;
    double t = seconds_now(), share = (double)done / (double)b->all;
    if ((t - b->last < 0.1 && done < b->all) || !shows_progress()) return;
    b->last = t;
    lehr_strbuf line = {0};
    lehr_strbuf_printf(&line, "\r%s ", b->what);
    add_gauge(&line, share, WIDTH);
    lehr_strbuf_printf(&line, "%3.0f %%  %s\033[K", 100 * share, time_left(t - b->start, share).s);
    show_progress(&line);
}

void bar_end(bar *b)
{
    if (b->last > 0 && shows_progress()) say("\r\033[K");
}
