#include "lab/command/terminal.h"
#include "core/file.h"
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static bool quiet;

void be_quiet(void) { quiet = true; }

lehr_status emit(const char *path, lehr_text *t)
{
    lehr_status status = t->status;
    if (!status && path && strcmp(path, "-")) status = lehr_write_file(path, t->s ? t->s : "", t->length);
    else if (!status) {
        bool whole = fwrite(t->s ? t->s : "", 1, t->length, stdout) == t->length && !fflush(stdout);
        if (!whole) status = lehr_fail(LEHR_ERR_FILE, "standard output: cannot write: %s", strerror(errno));
    }
    lehr_text_release(t);
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

bool in_colour(void) { return isatty(STDOUT_FILENO) && !getenv("NO_COLOR"); }

/* --- progress ----------------------------------------------------------------------------------------------------- */

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static bool visible(void) { return !quiet && isatty(STDERR_FILENO); }

void bar_start(bar *b, const char *what, long all)
{
    *b = (bar){ what, all, 0, now() };
}

void bar_show(void *context, long done)
{
    enum { WIDTH = 30 };
    static const char *const eighth[] = { " ", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    bar *b = context;
    double t = now(), share = (double)done / (double)b->all, left = share > 0 ? (t - b->start) * (1 - share) / share : 0;
    if (!visible() || (t - b->last < 0.1 && done < b->all)) return;
    b->last = t;
    int full = (int)(share * WIDTH), part = (int)((share * WIDTH - full) * 8);
    fprintf(stderr, "\r%s ▕", b->what);
    for (int i = 0; i < WIDTH; i++) fputs(i < full ? "█" : i == full ? eighth[part] : " ", stderr);
    fprintf(stderr, "▏%3.0f %%  %.0f s left  ", 100 * share, ceil(left));
}

void bar_end(bar *b)
{
    if (visible() && b->last > 0) fprintf(stderr, "\r\033[K");
}
