/* fuzz_options.c — any command line at all, one word a line, given to the tables of options (lab/command/options.h)
 * that training and comparing have. The first byte says which of the two.
 *
 * Promised for whatever is taken: numbers are in the range of their row, counted ones whole, texts not empty, words
 * no more than the command takes; the plan that comes of it has every text, and the same line gives the same plan.
 * What is refused says so in one line.
 */
#include "promise.h"
#include "lab/command/sweep_options.c"
#include "lab/command/options.c"
#include "lab/command/plan_options.c"

enum { LONGEST_LINE = 2000, MOST_WORDS = 200, OPTIONS = PLAN_OPTIONS + 8 };

/* In place of terminal.c: help is written nowhere. */
lehr_status emit(const char *path, lehr_strbuf *t)
{
    (void)path;
    promise(!t->status && t->length > 100, "help says something", "");
    lehr_strbuf_release(t);
    return LEHR_OK;
}

typedef struct given {
    lehr_plan    plan;
    axes_given   axes;
    option_words of, with;
    option_size  size;
    const char  *png;
    bool         quiet;
    option       table[OPTIONS];
} given;

static void make_table(given *g, bool axes)
{
    *g = (given){ .plan = plan_empty() };
    plan_options(&g->plan, g->table);
    if (axes) axes_options(&g->axes, g->table);
    for (size_t i = 0; i < sizeof of_rule / sizeof *of_rule; i++) of_rule[i].v = NAN;
    const option own[] = {
        { "sched", TEXT,  &g->plan.sched,    "SPEC", "a policy" },
        { "patience", WHOLE, &g->plan.patience, "N", "epochs", 1, 1e12 },
        { "png",   TEXT,  &g->png,           "FILE", "a picture" },
        { "of",    WORDS, &g->of,            "RUN...", "some of them" },
        { "with",  WORDS, &g->with,          "RUN...", "others" },
        { "size",  SIZE,  &g->size,          "WxH",  "its size" },
        { "quiet", FLAG,  &g->quiet,         NULL,   "no words" },
    };
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) g->table[PLAN_OPTIONS + i] = own[i];
}

static void check_number(const option *o, bool whole, double v, const char *line)
{
    bool in = v >= o->least && v <= o->most && !(o->above && v == o->least);
    promise(in && (!whole || v == floor(v)), "a number is in its range", line);
}

static bool is_given(const option *o)
{
    if (o->kind == WHOLE) return *(long *)o->where != OPEN && *(long *)o->where;
    return o->kind != NUMBER || !isnan(*(double *)o->where);
}

static void check_value(const option *o, const char *line)
{
    const option_numbers *n = o->where;
    const option_words *w = o->where;
    const option_size *size = o->where;
    if (o->kind == TEXT) promise(!*(const char **)o->where || **(const char **)o->where, "a text is not empty", line);
    if (o->kind == NUMBER && is_given(o)) check_number(o, false, *(double *)o->where, line);
    if (o->kind == WHOLE && is_given(o)) check_number(o, true, (double)*(long *)o->where, line);
    if (o->kind == SIZE)
        promise((!size->width && !size->height) || (size->width >= 200 && size->height >= 120), "a size is one", line);
    if (o->kind == WORDS) promise(w->count >= 0 && w->count <= OPTION_WORDS, "words are no more than it takes", line);
    for (int i = 0; o->kind == WORDS && i < w->count; i++) promise(w->word[i][0] != '\0', "a word is not empty", line);
    for (int i = 0; (o->kind == NUMBERS || o->kind == WHOLES) && i < n->count; i++)
        check_number(o, o->kind == WHOLES, n->v[i], line);
}

/* As the commands fill it in; its texts lie in room. False: refused, and it has said why. */
static bool complete(given *g, const arguments *a, bool axes, lehr_plan *plan, char *room)
{
    lehr_sweep_axes all = { 0 };
    const char *task = a->words && !strcmp(a->word[0], "iris") ? "iris" : "taiji";
    if (axes && axes_read(&g->axes, &all, &g->plan)) return false;
    if (plan_complete(&g->plan, task)) return false;
    *plan = g->plan;
    strcpy(room, g->plan.optim);            /* it lies where the next line's will */
    plan->optim = room;
    return true;
}

static void check_plan(const lehr_plan *p, const char *line)
{
    const char *const texts[] = { p->task, p->net, p->activation, p->init, p->optim, p->sched, p->scale, p->fit_scale };
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        promise(texts[i] && texts[i][0], "a plan has every text", line);
    promise(p->lr > 0 && p->lr <= LEHR_MAX_RATE && p->split >= 0 && p->split <= 1, "a plan has its numbers", line);
    promise(p->batch >= 1 && (p->epochs >= 1 || p->steps >= 1) && p->seed >= 0, "a plan has its counts", line);
}

static bool read_line(int words, char *const word[], bool axes, lehr_plan *plan, char *room, const char *line)
{
    static const command about = { "train", "TASK [options]", "Trains.", "  lehr train taiji\n", 0, 3, "a task" };
    static given g;
    arguments a;
    make_table(&g, axes);
    bool good = !options_read(&about, g.table, words, word, &a);
    if (good && a.help) return false;
    for (const option *o = g.table; good && o->name; o++) check_value(o, line);
    promise(!good || a.words <= 3, "words are no more than the command takes", line);
    good = good && complete(&g, &a, axes, plan, room);
    if (good) check_plan(plan, line);
    else promise(lehr_message()[0] != '\0', "a refusal says something", line);
    return good;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char once_room[sizeof rule_text], twice_room[sizeof rule_text];
    char *word[MOST_WORDS];
    int words = 0;
    if (!size || size > LONGEST_LINE || memchr(data, 0, size)) return 0;
    bool axes = *data % 2;
    char *text = text_of(data + 1, size - 1), *line = text_of(data + 1, size - 1);
    for (char *at = text; at && words < MOST_WORDS; words++) {
        char *end = strchr(word[words] = at, '\n');
        at = end ? end + 1 : NULL;
        if (end) *end = '\0';
    }
    lehr_plan once = { 0 }, twice = { 0 };
    bool good = read_line(words, word, axes, &once, once_room, line);
    bool again = read_line(words, word, axes, &twice, twice_room, line);
    so_far.taken += good;
    promise(good == again && !strcmp(once_room, twice_room), "the same line has the same plan", line);
    promise(!good || (once.lr == twice.lr && once.steps == twice.steps && once.epochs == twice.epochs),
            "to the last number", line);
    free(text);
    free(line);
    return 0;
}
