/* schedule.c — `lehr schedule SPEC...`: see a policy before training with it */
#include "core/base/memory.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal_schedule.h"
#include "lab/command/options/language.h"
#include "lab/command/options/options.h"
#include "lab/command/options/outputs.h"
#include "lab/command/terminal/terminal.h"
#include "core/base/translate.h"
#include "lab/command/terminal/terminal_canvas.h"
#include "lab/figures/figures.h"
#include "sched/plateau.h"
#include "sched/spec.h"
#include <string.h>

enum { MOST_SPECS = 32, MOST_STEPS = 10000000 };

static void as_csv(const lehr_sched *s, int n, long steps, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "t");
    for (int i = 0; i < n; i++) lehr_strbuf_printf(out, ",lr%d", i + 1);
    lehr_strbuf_printf(out, "\n");
    for (long t = 0; t < steps; t++) {
        lehr_strbuf_printf(out, "%ld", t);
        for (int i = 0; i < n; i++) lehr_strbuf_printf(out, ",%.17g", lehr_sched_at(&s[i], t));
        lehr_strbuf_printf(out, "\n");
    }
}

/* Below the drawing: which schedules depend on the training. */
static void print_plateaus(const lehr_sched *s, const char *const spec[], int n, lehr_strbuf *out)
{
    for (int i = 0; i < n; i++)
        if (lehr_sched_is_plateau(&s[i])) {
            lehr_strbuf text = {0};
            const char *format = lehr_translate("%s reduces the rate according to %s, which only a training has, so "
                                                "it is drawn as fixed.");
            lehr_strbuf_printf(&text, format, spec[i], lehr_plateau_metric(&s[i]).s);
            if (text.s) paragraph_print(out, text.s, 0, 0);
            if (text.status) out->status = text.status;
            lehr_strbuf_release(&text);
        }
}

static void as_drawing(const lehr_sched *s, const char *const spec[], int n, long steps, lehr_strbuf *out)
{
    bool colour = terminal_has_color();
    for (int i = 0; i < n; i++) {
        if (n > 1) terminal_canvas_legend_letter(out, i, colour);
        lehr_strbuf_printf(out, "%s", n > 1 ? "  " : "");
        lehr_utf8_fit(out, spec[i], (terminal_columns() < 80 ? terminal_columns() : 80) - 3);
        lehr_strbuf_printf(out, "\n");
    }
    terminal_schedule_draw(out, s, n, steps, n > 1 ? 18 : 12, colour);
    print_plateaus(s, spec, n, out);
}

/* --- the command -------------------------------------------------------------------------------------------------- */

typedef struct request {                /* what the command line asks for */
    command_line *line;
    lehr_sched  s[MOST_SPECS];          /* of the words of a, in their order */
    long        steps, per_epoch;
    double      lr;
    const char *csv, *png, *title;
    option_size size;
} request;

static lehr_status read_request(command_line *line, request *q)
{
    q->line = line;
    const option rows[] = {
        { "steps", OPTION_WHOLE, &q->steps, "N", "updates in the training; required", 1, MOST_STEPS },
        { "lr",    OPTION_NUMBER, &q->lr, "B", "base learning rate", 0, LEHR_MAX_RATE, true },
        { "per-epoch", OPTION_WHOLE, &q->per_epoch, "U", "updates in an epoch, for unit=epoch", 1, MOST_STEPS },
        { "csv",   OPTION_OUTPUT, &q->csv, "FILE", "rates as CSV, rows t = 0 … N−1; - is standard output" },
        { "png",   OPTION_PICTURE, &q->png, "FILE", "rates as a figure" },
        { "title", OPTION_TEXT, &q->title, "TEXT", "its title" },
        { "size",  OPTION_SIZE, &q->size, "WxH", "its size in logical pixels, two device pixels to one (960x560)" },
    };
    OPTIONS_ADD(line, rows);
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if (!q->steps) return lehr_fail(LEHR_ERR_VALUE, "schedule needs --steps N, the updates of the training");
    if (!q->png && (q->title || q->size.width))
        return lehr_fail(LEHR_ERR_VALUE, "--%s is for --png, which is not given", q->size.width ? "size" : "title");
    if (q->png) status = language_of_figures();
    for (int i = 0; i < q->line->operands && !status; i++)
        status = lehr_sched_parse_epochs(&q->s[i], q->line->operand[i], q->lr, q->steps, q->per_epoch);
    return status;
}

/* The note about plateaus, which the terminal's drawing has below it, goes to stderr. */
static lehr_status as_picture(const request *q)
{
    static const char *const nameless[] = { NULL };      /* a single curve needs no legend: the title names it */
    bool several = q->line->operands > 1;
    lehr_strbuf notice = {0};
    const char *title = q->title ? q->title : several ? lehr_label("Learning rate") : q->line->operand[0];
    lehr_status status = lehr_figure_rates(q->s, several ? q->line->operand : nameless, q->line->operands, q->steps,
                                           title, q->size.width, q->size.height, q->png);
    if (status) return status;
    print_plateaus(q->s, q->line->operand, q->line->operands, &notice);
    status = notice.status;
    print_note_text(&notice);
    return status;
}

static lehr_status run(command_line *line)
{
    request q = { .lr = 0.1 };
    lehr_strbuf out = {0};
    lehr_status status = read_request(line, &q);
    if (!status && !line->help && q.png) status = as_picture(&q);
    if (status || line->help || (q.png && !q.csv)) return status;
    if (q.csv) as_csv(q.s, line->operands, q.steps, &out);
    else as_drawing(q.s, line->operand, line->operands, q.steps, &out);
    return print_output(q.csv, &out);
}

const command command_schedule = {
    .name = "schedule",
    .operands = "SPEC... --steps N",
    .options = "[options]",
    .summary = "preview policies before training: drawn, as CSV, as a figure",
    .about = "Previews policies over N updates: drawn in the terminal, or as CSV (t,lr1,lr2,…), or as a figure.",
    .example =
        "  lehr schedule cosine step:every=250,gamma=0.5 --steps 1000 --lr 0.1\n"
        "  lehr schedule onecycle --steps 7500 --png onecycle.png\n",
    .min = 1,
    .max = MOST_SPECS,
    .operand = "a policy, such as cosine",
    .run = run,
};
