/* explain.c — `lehr explain SPEC`: what a schedule says, in words and in numbers */
#include "lab/command/options.h"
#include "lab/command/terminal/terminal.h"
#include "sched/describe.h"
#include "sched/spec.h"
#include <math.h>

enum { SHOWN = 8, COUNTED = 1000000 };  /* so many boundaries are listed; so many more are counted */

static void add_rate(const lehr_sched *s, double t, const char *remark, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "  %-14s", lehr_number_text(t).s);
    lehr_strbuf_printf(out, *remark ? "%-14.6g%s\n" : "%.6g\n", lehr_sched_at(s, (long)t), remark);
}

/* The rate on each boundary, and what it was one update earlier. */
static void add_boundaries(const lehr_sched *s, double end, lehr_strbuf *out)
{
    double t = lehr_sched_next_boundary(s, 0);
    for (int i = 0; i < SHOWN && t < end; i++, t = lehr_sched_next_boundary(s, t))
        add_rate(s, ceil(t), lehr_short_printf("just before: %.6g", lehr_sched_at(s, (long)ceil(t) - 1)).s, out);
    if (end == INFINITY && t < end) lehr_strbuf_printf(out, "  … and so on\n");
    if (end == INFINITY || t >= end) return;
    int more = 0;
    for (; t < end && more < COUNTED; t = lehr_sched_next_boundary(s, t)) more++;
    if (t < end) lehr_strbuf_printf(out, "  … and more than a million boundaries more\n");
    else lehr_strbuf_printf(out, "  … and %d boundar%s more\n", more, more == 1 ? "y" : "ies");
}

static void explain(const lehr_sched *s, lehr_strbuf *out)
{
    lehr_sched_print(s, out);
    lehr_strbuf_printf(out, "\n\n");
    lehr_sched_describe(s, out);
    lehr_strbuf_printf(out, "\n  %-14srate\n", "update");
    add_rate(s, 0, "", out);
    double end = s->steps > 0 ? (double)s->steps : INFINITY;
    add_boundaries(s, s->steps > 0 ? end - 1 : end, out);
    if (s->steps > 1) add_rate(s, end - 1, "the last update", out);
    if (s->steps > 0) add_rate(s, end, "beyond the end", out);
    if (s->steps > 0) add_rate(s, 2 * end, "far beyond", out);
}

static lehr_status run(command_line *line)
{
    long steps = 0, per_epoch = 0;
    double lr = 0.1;
    const option rows[] = {
        { "lr",        OPTION_NUMBER, &lr, "B", "base learning rate", 0, LEHR_MAX_RATE, true },
        { "steps",     OPTION_WHOLE, &steps, "N", "updates in the training", 1, 1e12 },
        { "per-epoch", OPTION_WHOLE, &per_epoch, "U", "updates in an epoch, for unit=epoch", 1, 1e12 },
    };
    OPTIONS_ADD(line, rows);
    lehr_strbuf out = {0};
    lehr_sched s;
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    if ((status = lehr_sched_parse_epochs(&s, line->operand[0], lr, steps, per_epoch))) return status;
    explain(&s, &out);
    return print_output(NULL, &out);
}

const command command_explain = {
    .name = "explain",
    .operands = "SPEC",
    .options = "[options]",
    .summary = "a schedule in words, and its rate at every turn",
    .about =
        "Says what a schedule does: its canonical text, what happens when, and the rate at the start, on each "
        "boundary, at the end and beyond.",
    .example =
        "  lehr explain warmup:500+cosine --steps 7500 --lr 0.05\n"
        "  lehr explain StepLR:step_size=30 --steps 100\n",
    .min = 1,
    .max = 1,
    .operand = "a policy, such as cosine",
    .run = run,
};
