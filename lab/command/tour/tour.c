/* tour.c — `lehr tour`: a first hour with Lehr, stop by stop, each with a result and a question */
#include "lab/command/tour/tour.h"
#include "core/base/utf8.h"
#include "lab/command/options/language.h"
#include "lab/command/options/options.h"
#include "lab/command/terminal/terminal.h"
#include "lab/command/tour/tour_input.h"
#include <unistd.h>

enum { WIDE = 79, NARROW = 30, FULL = 80, MOST_SEED = 1000000 };

static const tour_stop *const stops[TOUR_STOPS] = {
    &stop_shape, &stop_value, &stop_boundary, &stop_joint, &stop_own,
    &stop_train, &stop_map,   &stop_compare,  &stop_find,  &stop_paths,
};

typedef struct progress {
    bool asked[TOUR_STOPS], right[TOUR_STOPS];
} progress;

typedef enum direction { NEXT_STOP, PREVIOUS_STOP, END_TOUR } direction;

/* --- text between the stops --------------------------------------------------------------------------------------- */

static void print_headline(const tour *t, int i, lehr_strbuf *out)
{
    lehr_short_text head = lehr_short_printf(IN(t, "%d of %d · %s"), i + 1, TOUR_STOPS, IN(t, stops[i]->title));
    lehr_strbuf_printf(out, "\n");
    tour_print_bold(t, out, "%s", head.s);
    for (int k = lehr_utf8_width(head.s); k > 0; k--) lehr_strbuf_printf(out, "─");
    lehr_strbuf_printf(out, "\n");
}

static void print_welcome(const tour *t, lehr_strbuf *out)
{
    tour_print(t, out, "A first hour with Lehr: %d stops. Each shows a result, asks a question, and names the command "
               "that shows the same.", TOUR_STOPS);
    if (!t->plain)
        tour_print(t, out, "Enter continues or shows the answer; ? gives a hint, b goes back, q quits.");
}

static void print_goodbye(const tour *t, int i, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "\n");
    tour_print(t, out, "You leave at stop %d of %d. `lehr tour` starts again, and Enter leads to the stop where you "
               "were; `lehr tour --plain` prints all stops at once.", i + 1, TOUR_STOPS);
}

/* With their summaries, if the screen is wide enough. */
static void print_commands(const tour *t, lehr_strbuf *out)
{
    const command_line *line = t->line;
    for (int i = 0; i < line->commands; i++)
        if (line->all[i] != line->command)
            tour_print_command(t, out, "%-9s %s", line->all[i]->name,
                               t->columns < WIDE ? "" : IN(t, line->all[i]->summary));
}

static void print_farewell(const tour *t, const progress *v, lehr_strbuf *out)
{
    int asked = 0, right = 0;
    for (int i = 0; i < TOUR_STOPS; i++) {
        asked += v->asked[i];
        right += v->right[i];
    }
    lehr_strbuf_printf(out, "\n");
    tour_print_bold(t, out, "The end of the tour");
    if (asked) tour_print(t, out, "You were right at %d of %d stops.", right, asked);
    tour_print(t, out, "The commands of Lehr; --help describes each:");
    print_commands(t, out);
    tour_print(t, out, "For other questions: `lehr tour --seed %ld`.", t->seed < MOST_SEED ? t->seed + 1 : 0);
}

/* --- one stop ----------------------------------------------------------------------------------------------------- */

/* Prints to standard output, all or nothing. An earlier failure is returned instead. */
static lehr_status print_all(lehr_strbuf *out, lehr_status status)
{
    if (!status) return print_output(NULL, out);
    lehr_strbuf_release(out);
    return status;
}

/* An answer that comes through a pipe is not on the screen yet. */
static void echo(const tour *t, lehr_strbuf *out)
{
    if (isatty(STDIN_FILENO)) return;
    lehr_strbuf_printf(out, "> ");
    lehr_utf8_fit(out, t->given, t->columns - 2);
    lehr_strbuf_printf(out, "\n");
}

/* Prints the answer, and the commands that show the same. */
static lehr_status finish(tour *t, int i, lehr_strbuf *out)
{
    lehr_status status = stops[i]->answer(t, out);
    tour_print(t, out, "The same as a command:");
    stops[i]->print_commands(t, out);
    return status;
}

/* Reads one line and responds to it. *done: the question is answered, or given up. */
static direction try_answer(tour *t, int i, progress *v, bool *done, lehr_status *status)
{
    lehr_strbuf out = {0};
    tour_input what = tour_input_read(t, &out, status);
    bool right = false;
    if (what == TOUR_INPUT_BACK || what == TOUR_INPUT_LEAVE) {
        lehr_strbuf_release(&out);
        return what == TOUR_INPUT_BACK ? PREVIOUS_STOP : END_TOUR;
    }
    if (what == TOUR_INPUT_EMPTY) *done = true;
    if (what == TOUR_INPUT_HINT) stops[i]->hint(t, &out);
    if (what == TOUR_INPUT_TEXT) {
        echo(t, &out);
        if (t->kind == ANSWER_TEXT || tour_input_number(t, &out)) *status = stops[i]->check(t, &right, &out);
        *done = right;
    }
    if (right) tour_print_bold(t, &out, "Right.");
    if (*done) {
        v->right[i] |= right;
        if (!*status) *status = finish(t, i, &out);
        tour_print_bold(t, &out, "[Enter: continue, b: back, q: quit]");
    } else {
        tour_print_bold(t, &out, "[try again; Enter: show the answer, ?: hint]");
    }
    *status = print_all(&out, *status);
    return NEXT_STOP;
}

/* After the answer. Any other input counts as Enter. */
static direction move_on(tour *t, lehr_status *status)
{
    lehr_strbuf ignored = {0};
    tour_input what = tour_input_read(t, &ignored, status);
    lehr_strbuf_release(&ignored);
    return what == TOUR_INPUT_BACK ? PREVIOUS_STOP : what == TOUR_INPUT_LEAVE ? END_TOUR : NEXT_STOP;
}

static direction visit_stop(tour *t, int i, progress *v, lehr_status *status)
{
    lehr_strbuf out = {0};
    bool done = false;
    lehr_random_seed(&t->random, (uint32_t)(t->seed * TOUR_STOPS + i));
    if (!i && !v->asked[0]) print_welcome(t, &out);
    print_headline(t, i, &out);
    *status = stops[i]->show(t, &out);
    if (t->plain && !*status) {
        tour_print_bold(t, &out, "Answer:");
        *status = finish(t, i, &out);
    }
    if (!t->plain) tour_print_bold(t, &out, "[your answer; Enter: show the answer, ?: hint]");
    *status = print_all(&out, *status);
    if (t->plain || *status) return NEXT_STOP;
    v->asked[i] = true;
    direction to = NEXT_STOP;
    while (!done && to == NEXT_STOP && !*status) to = try_answer(t, i, v, &done, status);
    return to == NEXT_STOP && !*status ? move_on(t, status) : to;
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static lehr_status run_stops(tour *t)
{
    progress v = { { false }, { false } };
    lehr_status status = LEHR_OK;
    lehr_strbuf out = {0};
    int i = 0;
    direction to = NEXT_STOP;
    while (i < TOUR_STOPS && to != END_TOUR && !status) {
        to = visit_stop(t, i, &v, &status);
        tour_release(t);
        if (to == NEXT_STOP) i++;
        if (to == PREVIOUS_STOP && i > 0) i--;
    }
    if (status) return status;
    if (to == END_TOUR) print_goodbye(t, i, &out);
    else print_farewell(t, &v, &out);
    return print_output(NULL, &out);
}

/* From the options, and from what standard input and output are. */
static void choose_layout(tour *t)
{
    terminal_screen s = terminal_screen_now();
    bool reader = isatty(STDOUT_FILENO), writer = isatty(STDIN_FILENO);
    if (!t->plain && writer && !reader) {
        t->plain = true;
        print_note("%s\n", IN(t, "Standard output is not a terminal: all stops are printed at once, as with --plain."));
    }
    if (t->plain) print_set_plain();
    t->columns = s.columns < NARROW ? NARROW : s.columns > WIDE ? WIDE : s.columns;
    t->draws = !t->plain && s.columns >= FULL;
    t->colour = terminal_has_color();
}

static lehr_status run(command_line *line)
{
    tour t = { .line = line };
    const option rows[] = {
        { "plain", OPTION_FLAG, &t.plain, NULL,
          "print all at once: no pause, no colour, tables instead of drawings, answers below questions" },
        { "seed", OPTION_WHOLE, &t.seed, "S", "seed of the questions and of the runs; default 0", 0, MOST_SEED },
    };
    OPTIONS_ADD(line, rows);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    t.language = lehr_language_get();
    choose_layout(&t);
    tour_input_begin();
    status = run_stops(&t);
    tour_input_end();
    tour_release(&t);
    return status;
}

const command command_tour = {
    .name = "tour",
    .operands = "",
    .options = "[options]",
    .summary = "a first hour with Lehr: look, guess, and see why",
    .about =
        "A first hour with Lehr, in the terminal: a policy's shape, its rate at t and on a boundary, two policies "
        "joined, one of your own, a\n"
        "training, what it has learnt, a comparison, a range test, paths seen from above. Each stop computes a "
        "result, asks a question,\n"
        "explains why an answer is right or wrong, and ends with the command line that shows the same.\n"
        "Enter continues or shows the answer; ? gives a hint, b goes back, q or the end of input quits. Answers may "
        "come from a pipe, one\n"
        "per line. If standard output is not a terminal but input is, all stops are printed at once, as with --plain. "
        "Nothing is written to disk.",
    .example =
        "  lehr tour\n"
        "  lehr tour --seed 7 --lang zh\n"
        "  lehr tour --plain | head -40\n",
    .run = run,
};
