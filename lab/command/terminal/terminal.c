#include "lab/command/terminal/terminal.h"
#include "core/base/file.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "lab/command/terminal/ascii.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

static bool quiet, is_plain, pipe_is_closed;

void print_set_quiet(void) { quiet = true; }
void print_set_plain(void) { is_plain = true; }
void print_set_streaming(void) { is_plain = is_plain || isatty(STDOUT_FILENO); }
bool print_pipe_is_closed(void) { return pipe_is_closed; }

/* Replaces *t by its ASCII where the locale has no UTF-8. */
static void to_locale(lehr_strbuf *t)
{
    if (t->status || !t->s || ascii_locale_is_utf8()) return;
    lehr_strbuf ascii = {0};
    ascii_print(&ascii, t->s, t->length);
    lehr_strbuf_release(t);
    *t = ascii;
}

static lehr_status write_stdout(const lehr_strbuf *t)
{
    if (pipe_is_closed) return LEHR_OK;
    bool whole = fwrite(t->s ? t->s : "", 1, t->length, stdout) == t->length && !fflush(stdout);
    pipe_is_closed = !whole && errno == EPIPE;
    if (whole || pipe_is_closed) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE, "standard output: cannot write: %s", lehr_errno_text(errno));
}

lehr_status print_output(const char *path, lehr_strbuf *t)
{
    if (!path) to_locale(t);
    lehr_status status = t->status;
    if (!status && path && strcmp(path, "-")) status = lehr_write_file(path, t->s ? t->s : "", t->length);
    else if (!status) status = write_stdout(t);
    lehr_strbuf_release(t);
    return status;
}

/* A message of ordinary length. Where there is no memory for its ASCII it is printed as it is. */
static void print_stderr(const char *format, va_list args)
{
    char text[4000];
    lehr_strbuf t = {0};
    lehr_vsnprintf(text, sizeof text, lehr_translate(format), args);
    if (!ascii_locale_is_utf8()) ascii_print(&t, text, strlen(text));
    fputs(t.s && !t.status ? t.s : text, stderr);
    lehr_strbuf_release(&t);
}

void print_note_text(lehr_strbuf *t)
{
    to_locale(t);
    if (t->s && !t->status && !quiet && !pipe_is_closed) fputs(t->s, stderr);
    lehr_strbuf_release(t);
}

void print_note(const char *format, ...)
{
    if (quiet || pipe_is_closed) return;
    va_list args;
    va_start(args, format);
    print_stderr(format, args);
    va_end(args);
}

void print_failure(const char *format, ...)
{
    va_list args;
    va_start(args, format);
    print_stderr(format, args);
    va_end(args);
}

/* A terminal that obeys escape codes; TERM is neither "dumb" nor empty. */
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

/* COLUMNS and LINES, else the size of the terminal at fd, else `otherwise` columns and 24 rows. */
static terminal_screen screen_of(int fd, int otherwise)
{
    terminal_screen s = { number_in("COLUMNS", 0), number_in("LINES", 0), !wants_no_colour() };
#ifdef TIOCGWINSZ
    struct winsize size = { .ws_col = 0 };
    bool known = !ioctl(fd, TIOCGWINSZ, &size);
    if (known && s.columns < 1) s.columns = size.ws_col;
    if (known && s.rows < 1) s.rows = size.ws_row;
#endif
    if (s.columns < 1) s.columns = otherwise;
    if (s.rows < 1) s.rows = 24;
    return s;
}

terminal_screen terminal_screen_now(void) { return screen_of(STDERR_FILENO, 80); }

int terminal_columns(void) { return screen_of(STDOUT_FILENO, 80).columns; }

int terminal_table_columns(void) { return screen_of(STDOUT_FILENO, ANY_COLUMNS).columns; }

double terminal_seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* Progress that cannot be written is no failure. */
void print_progress(lehr_strbuf *t)
{
    to_locale(t);
    if (!t->status && t->length && write(STDERR_FILENO, t->s, t->length) < 0) t->length = 0;
    lehr_strbuf_release(t);
}
