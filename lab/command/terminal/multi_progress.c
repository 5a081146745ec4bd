#include "lab/command/terminal/multi_progress.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/progress_bar.h"
#include <math.h>

enum { LONGEST_BAR = 30, FAIR_BAR = 12, SHORTEST_BAR = 4 };

/* --- what is known ------------------------------------------------------------------------------------------------ */

static int larger(int a, int b) { return a > b ? a : b; }
static int smaller(int a, int b) { return a < b ? a : b; }

void live_start(live *l, const char *what, int runs, long updates, int rows)
{
    double now = seconds_now();
    *l = (live){ .what = what, .runs = runs, .updates = updates, .rows = smaller(rows, LIVE_ROWS), .label = lehr_utf8_width(what),
                 .start = now, .last = now, .shown = shows_progress() };
}

/* Where the run is kept, or a free place for it; NULL: all are taken. A run keeps its place, and so its line on the
 * screen. */
static live_run_state *place_of(live *l, int run)
{
    live_run_state *free_one = NULL;
    for (int i = LIVE_RUNS - 1; i >= 0; i--) {
        if (l->under_way[i].busy && l->under_way[i].run == run) return &l->under_way[i];
        if (!l->under_way[i].busy) free_one = &l->under_way[i];
    }
    return free_one;
}

static void take_note(live *l, int run, const char *name, long done, long all)
{
    live_run_state none = { .busy = false }, *r = place_of(l, run);
    if (!r) r = &none;                              /* it will count when it ends */
    if (!r->busy) {
        *r = (live_run_state){ .run = run, .name = lehr_short_printf("%s", name), .busy = true };
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

/* The screen's width, but for the last column, where some terminals break the line: | label | bar | percent | words |
 */
typedef struct layout { int width, label, bar; bool colour; } layout;

static int columns_of_words(const live *l)
{
    return lehr_utf8_width(lehr_short_printf("%d of %d runs", l->runs, l->runs).s) +
           lehr_utf8_width("  1 h 05 min left");
}

/* A long name may shorten the bar, but not to nothing; in a narrow window it gets a third. */
static layout lay_out(const live *l, screen s)
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
        add_gauge(out, share, a->bar);
        if (a->colour) lehr_strbuf_printf(out, "\033[0m");
        l.left -= 2 + a->bar;
    }
    add_part(&l, lehr_short_printf("%3.0f %%", floor(100 * share + 1e-9)).s);   /* 100 % is the end, not nearly */
    if (*words) add_part(&l, "  ");
    add_part(&l, words);
    lehr_strbuf_printf(out, "\n");
}

static double share_of(long done, long all) { return done >= all ? 1 : done > 0 ? (double)done / (double)all : 0; }

/* What was known before has cost no time: the rest is judged by the rest. In the first second nobody can know. */
static lehr_short_text words_left(const live *l, double now)
{
    if (now - l->start < 1) return lehr_short_printf("%s", "");
    return time_left(now - l->start, share_of(l->done - l->known, l->updates - l->known));
}

int live_lines(const live *l, screen s, double now, lehr_strbuf *out)
{
    layout a = lay_out(l, s);
    lehr_short_text left = words_left(l, now);
    lehr_short_text runs = lehr_short_printf("%d of %d runs%s%s", smaller(l->ended, l->runs), l->runs,
                                             left.s[0] ? "  " : "", left.s);
    int lines = 1, most = smaller(l->rows, s.rows - 2);
    add_bar_line(out, &a, l->what, share_of(l->done, l->updates), runs.s);
    for (int i = 0; i < LIVE_RUNS && lines <= most; i++) {
        const live_run_state *r = &l->under_way[i];
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
static void go_up(const live *l, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "\r");
    if (l->drawn) lehr_strbuf_printf(out, "\033[%dA", l->drawn);
}

/* Each line is written over the old one and only its end wiped: nothing flickers. */
void live_frame(live *l, screen s, double now, lehr_strbuf *out)
{
    lehr_strbuf lines = {0};
    int n = live_lines(l, s, now, &lines);
    if (!lines.status) {
        go_up(l, out);
        for (const char *at = lines.s; *at; at++) lehr_strbuf_printf(out, *at == '\n' ? "\033[K%c" : "%c", *at);
        lehr_strbuf_printf(out, "\033[J");
        l->drawn = n;
    }
    lehr_strbuf_release(&lines);
}

static void show_now_and_then(live *l)
{
    double now = l->shown ? seconds_now() : 0;
    if (!l->shown || now - l->last < 0.1) return;
    lehr_strbuf frame = {0};
    l->last = now;
    live_frame(l, screen_now(), now, &frame);
    show_progress(&frame);
}

void live_run(live *l, int run, const char *name, long done, long all)
{
    take_note(l, run, name, done, all);
    show_now_and_then(l);
}

void live_known(live *l, long updates)
{
    l->known += updates;
    l->done += updates;
    l->ended++;
    show_now_and_then(l);
}

void live_end(live *l)
{
    lehr_strbuf t = {0};
    if (l->drawn) {
        go_up(l, &t);
        lehr_strbuf_printf(&t, "\033[J");
    }
    show_progress(&t);
    l->drawn = 0;
}
