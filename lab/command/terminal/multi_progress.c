#include "lab/command/terminal/multi_progress.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/progress_bar.h"
#include <math.h>

enum { LONGEST_BAR = 30, FAIR_BAR = 12, SHORTEST_BAR = 4 };

/* --- state -------------------------------------------------------------------------------------------------------- */

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

void multi_progress_start(multi_progress *l, const char *what, int runs, long updates, int rows)
{
    double now = terminal_seconds();
    *l = (multi_progress){ .what = what, .runs = runs, .updates = updates,
                           .rows = smaller(rows, MULTI_PROGRESS_ROWS), .label = lehr_utf8_width(what),
                           .start = now, .last = now, .shown = terminal_shows_progress() };
}

/* The entry of the run, or a free one; NULL: there is none. A run keeps its entry, and so its line on the screen. */
static multi_progress_run *place_of(multi_progress *l, int run)
{
    multi_progress_run *free_one = NULL;
    for (int i = MULTI_PROGRESS_RUNS - 1; i >= 0; i--) {
        if (l->under_way[i].busy && l->under_way[i].run == run) return &l->under_way[i];
        if (!l->under_way[i].busy) free_one = &l->under_way[i];
    }
    return free_one;
}

static void take_note(multi_progress *l, int run, const char *name, long done, long all)
{
    multi_progress_run none = { .busy = false }, *r = place_of(l, run);
    if (!r) r = &none;                              /* it will count when it ends */
    if (!r->busy) {
        *r = (multi_progress_run){ .run = run, .name = lehr_short_printf("%s", name), .busy = true };
        l->label = larger(l->label, 2 + lehr_utf8_width(r->name.s));
    }
    if (r != &none || done >= all) l->done += done - r->done;
    r->done = done;
    r->all = all;
    if (done < all) return;
    r->busy = false;
    l->ended++;
}

/* --- how it looks ------------------------------------------------------------------------------------------------- */

/* A line under construction: what no longer fits is cut. */
typedef struct line { lehr_strbuf *out; int left; } line;

static void add_part(line *l, const char *s) { l->left -= lehr_utf8_fit(l->out, s, l->left); }

/* The width of the screen without its last column, where some terminals break the line: label, bar, percent, text. */
typedef struct layout { int width, label, bar; bool colour; } layout;

static int columns_of_words(const multi_progress *l)
{
    return lehr_utf8_width(lehr_short_printf(lehr_translate("%d of %d runs"), l->runs, l->runs).s) + 2 +
           progress_time_width();
}

/* A long name may shorten the bar, but not to nothing; in a narrow window it gets a third. */
static layout lay_out(const multi_progress *l, terminal_screen s)
{
    /* 3: a blank, the edges; 7: "100 %", two blanks */
    int width = larger(s.columns - 1, 0), rest = width - 3 - 7 - columns_of_words(l);
    int label = smaller(l->label, larger(width / 3, rest - FAIR_BAR));
    return (layout){ width, label, smaller(LONGEST_BAR, rest - label), s.colour };
}

static void add_bar_line(lehr_strbuf *out, const layout *a, const char *label, double share, const char *words)
{
    line l = { out, a->width - a->label };
    lehr_strbuf_printf(out, "%*s", a->label - lehr_utf8_fit(out, label, a->label), "");
    add_part(&l, " ");
    if (a->bar >= SHORTEST_BAR) {
        if (a->colour) lehr_strbuf_printf(out, "\033[36m");
        progress_bar_print(out, share, a->bar);
        if (a->colour) lehr_strbuf_printf(out, "\033[0m");
        l.left -= 2 + a->bar;
    }
    add_part(&l, lehr_short_printf("%3.0f %%", floor(100 * share + 1e-9)).s);   /* 100 % is the end, not nearly */
    if (*words) add_part(&l, "  ");
    add_part(&l, words);
    lehr_strbuf_printf(out, "\n");
}

static double share_of(long done, long all) { return done >= all ? 1 : done > 0 ? (double)done / (double)all : 0; }

/* Skipped runs took no time, so they do not count. In the first second there is no estimate. */
static lehr_short_text words_left(const multi_progress *l, double now)
{
    if (now - l->start < 1) return lehr_short_printf("%s", "");
    return progress_time_left(now - l->start, share_of(l->done - l->known, l->updates - l->known));
}

int multi_progress_lines(const multi_progress *l, terminal_screen s, double now, lehr_strbuf *out)
{
    layout a = lay_out(l, s);
    lehr_short_text left = words_left(l, now);
    lehr_short_text runs = lehr_short_printf(lehr_translate("%d of %d runs"), smaller(l->ended, l->runs), l->runs);
    lehr_short_text words = lehr_short_printf("%s%s%s", runs.s, left.s[0] ? "  " : "", left.s);
    int lines = 1, most = smaller(l->rows, s.rows - 2);
    add_bar_line(out, &a, l->what, share_of(l->done, l->updates), words.s);
    for (int i = 0; i < MULTI_PROGRESS_RUNS && lines <= most; i++) {
        const multi_progress_run *r = &l->under_way[i];
        if (!r->busy) continue;
        lehr_strbuf name = {0};
        lehr_strbuf_printf(&name, "  %s", r->name.s);
        if (!name.status) add_bar_line(out, &a, name.s, share_of(r->done, r->all), "");
        lehr_strbuf_release(&name);
        lines++;
    }
    return lines;
}

/* --- over what was there ------------------------------------------------------------------------------------------ */

/* Back to the first line of the last frame. */
static void go_up(const multi_progress *l, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "\r");
    if (l->drawn) lehr_strbuf_printf(out, "\033[%dA", l->drawn);
}

/* Each line is written over the old one and only its end wiped: nothing flickers. */
void multi_progress_frame(multi_progress *l, terminal_screen s, double now, lehr_strbuf *out)
{
    lehr_strbuf lines = {0};
    int n = multi_progress_lines(l, s, now, &lines);
    if (!lines.status) {
        go_up(l, out);
        for (const char *at = lines.s; *at; at++) lehr_strbuf_printf(out, *at == '\n' ? "\033[K%c" : "%c", *at);
        lehr_strbuf_printf(out, "\033[J");
        l->drawn = n;
    }
    lehr_strbuf_release(&lines);
}

static void show_now_and_then(multi_progress *l)
{
    double now = l->shown ? terminal_seconds() : 0;
    if (!l->shown || now - l->last < 0.1) return;
    lehr_strbuf frame = {0};
    l->last = now;
    multi_progress_frame(l, terminal_screen_now(), now, &frame);
    print_progress(&frame);
}

void multi_progress_update(multi_progress *l, int run, const char *name, long done, long all)
{
    take_note(l, run, name, done, all);
    show_now_and_then(l);
}

void multi_progress_skip(multi_progress *l, long updates)
{
    l->known += updates;
    l->done += updates;
    l->ended++;
    show_now_and_then(l);
}

void multi_progress_end(multi_progress *l)
{
    lehr_strbuf t = {0};
    if (l->drawn) {
        go_up(l, &t);
        lehr_strbuf_printf(&t, "\033[J");
    }
    print_progress(&t);
    l->drawn = 0;
}
