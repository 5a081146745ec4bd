/* fuzz_options.c — any command line, one word on each line, for the options (lab/command/options/options.h) of train
 * and compare. The first byte selects the command.
 *
 * Promises for an accepted line: numbers are in the range of their option, counts are integers, texts are not empty,
 * there are no more arguments than the command takes; the plan is complete, and the same line gives the same plan. A
 * refusal has a message of one line.
 */
#include "promise.h"
#include "lab/command/options/sweep_options.c"
#include "lab/command/options/options.c"
#include "lab/command/options/plan_options.c"

enum { LONGEST_LINE = 2000, MOST_WORDS = 200 };

typedef struct given {
    lehr_plan    plan;
    sweep_options axes;
    option_list of, with;
    option_size  size;
    const char  *png;
    bool         quiet;
    command_line line;
} given;

static void make_table(given *g, bool axes)
{
    *g = (given){ .plan = plan_options_empty() };
    plan_options_add(&g->line, &g->plan);
    if (axes) sweep_options_add(&g->line, &g->axes);
    for (int i = 0; i < RULE_OPTIONS; i++) of_rule[i].v = NAN;
    const option rows[] = {
        { "sched", OPTION_TEXT, &g->plan.sched, "SPEC", "a policy" },
        { "patience", OPTION_WHOLE, &g->plan.patience, "N", "epochs", 1, 1e12 },
        { "png",   OPTION_TEXT, &g->png,     "FILE", "a picture" },
        { "of",    OPTION_LIST, &g->of,      "RUN...", "some of them" },
        { "with",  OPTION_LIST, &g->with,    "RUN...", "others" },
        { "size",  OPTION_SIZE, &g->size,    "WxH",  "its size" },
        { "quiet", OPTION_FLAG, &g->quiet,   NULL,   "no words" },
    };
    OPTIONS_ADD(&g->line, rows);
}

static void check_number(const option *o, bool whole, double v, const char *line)
{
    bool in = v >= o->min && v <= o->max && !(o->above_min && v == o->min);
    promise(in && (!whole || v == floor(v)), "a number is in its range", line);
}

static bool is_given(const option *o)
{
    if (o->kind == OPTION_WHOLE) return *(long *)o->target != OPEN && *(long *)o->target;
    return o->kind != OPTION_NUMBER || !isnan(*(double *)o->target);
}

static void check_value(const option *o, const char *line)
{
    const option_numbers *n = o->target;
    const option_list *w = o->target;
    const option_size *size = o->target;
    if (o->kind == OPTION_TEXT)
        promise(!*(const char **)o->target || **(const char **)o->target, "a text is not empty", line);
    if (o->kind == OPTION_NUMBER && is_given(o)) check_number(o, false, *(double *)o->target, line);
    if (o->kind == OPTION_WHOLE && is_given(o)) check_number(o, true, (double)*(long *)o->target, line);
    if (o->kind == OPTION_SIZE)
        promise((!size->width && !size->height) || (size->width >= 200 && size->height >= 120), "a size is one", line);
    if (o->kind == OPTION_LIST)
        promise(w->count >= 0 && w->count <= OPTION_LIST_MAX, "words are no more than it takes", line);
    for (int i = 0; o->kind == OPTION_LIST && i < w->count; i++)
        promise(w->word[i][0] != '\0', "a word is not empty", line);
    for (int i = 0; (o->kind == OPTION_NUMBERS || o->kind == OPTION_WHOLES) && i < n->count; i++)
        check_number(o, o->kind == OPTION_WHOLES, n->v[i], line);
}

/* Completes the plan as the commands do; its rule is copied to optim_text. False: refused, with a message. */
static bool complete(given *g, const command_line *a, bool axes, lehr_plan *plan, char *optim_text)
{
    lehr_sweep_axes all = { 0 };
    const char *task = a->operands && !strcmp(a->operand[0], "iris") ? "iris" : "taiji";
    if (axes && sweep_options_read(&g->axes, &all, &g->plan)) return false;
    if (plan_options_complete(&g->plan, task)) return false;
    *plan = g->plan;
    strcpy(optim_text, g->plan.optim);            /* the next line overwrites the other */
    plan->optim = optim_text;
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

static bool read_line(int words, char *const word[], bool axes, lehr_plan *plan, char *optim_text, const char *line)
{
    static const command about = { .name = "train", .operands = "TASK", .options = "[options]", .about = "Trains.",
                                   .example = "  lehr train taiji\n", .max = 3, .operand = "a task" };
    static given g;
    make_table(&g, axes);
    command_line *a = &g.line;
    a->command = &about;
    a->argc = words;
    a->argv = word;
    bool good = !options_read(a);
    if (good && a->help) return false;
    for (const option *o = a->option; good && o < a->option + a->options; o++) check_value(o, line);
    promise(!good || a->operands <= 3, "words are no more than the command takes", line);
    good = good && complete(&g, a, axes, plan, optim_text);
    if (good) check_plan(plan, line);
    else promise(lehr_message()[0] != '\0', "a refusal has a message", line);
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
