/* explain.c — `lehr explain SPEC`: a schedule in words and in numbers */
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include "lab/command/options/options.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal.h"
#include "sched/describe.h"
#include "sched/spec.h"
#include <math.h>
#include <string.h>

enum { SHOWN = 8, COUNTED = 1000000 };  /* so many boundaries are listed; so many more are counted */

/* The widths of the columns for updates and rates. */
static int update_width(void)
{
    int least = lehr_utf8_width(lehr_translate("update")) + 2;
    return terminal_columns() >= 50 ? 14 : least;
}
static int rate_width(void) { return terminal_columns() < 50 ? 12 : 14; }

static void add_rate(const lehr_sched *s, double t, const char *remark, lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "  %-*s", update_width(), lehr_number_text(t).s);
    lehr_strbuf_printf(out, "%-*.6g", *remark ? rate_width() : 0, lehr_sched_at(s, (long)t));
    paragraph_print(out, remark, 2 + update_width() + rate_width(), 2 + update_width());
}

/* The rate on each boundary, and what it was one update earlier. */
static void add_boundaries(const lehr_sched *s, double end, lehr_strbuf *out)
{
    double t = lehr_sched_next_boundary(s, 0);
    for (int i = 0; i < SHOWN && t < end; i++, t = lehr_sched_next_boundary(s, t))
        add_rate(s, ceil(t), lehr_short_printf(lehr_translate("just before: %.6g"),
                                               lehr_sched_at(s, (long)ceil(t) - 1)).s, out);
    if (end == INFINITY && t < end) lehr_strbuf_printf(out, "%s", lehr_translate("  … and so on\n"));
    if (end == INFINITY || t >= end) return;
    int more = 0;
    for (; t < end && more < COUNTED; t = lehr_sched_next_boundary(s, t)) more++;
    const char *format = more == 1 ? "  … and %d boundary more\n" : "  … and %d boundaries more\n";
    if (t < end) lehr_strbuf_printf(out, "%s", lehr_translate("  … and more than a million boundaries more\n"));
    else lehr_strbuf_printf(out, lehr_translate(format), more);
}

/* Each line "from update 500    cosine falls to …" as a paragraph beside its first column. */
static void add_description(const lehr_sched *s, lehr_strbuf *out)
{
    enum { TEXT = 24 };
    lehr_strbuf lines = {0};
    lehr_sched_describe(s, &lines);
    for (char *line = lines.s, *end; line && (end = strchr(line, '\n')); line = end + 1) {
        *end = '\0';
        bool two = lehr_utf8_width(line) > TEXT;
        size_t left = two ? lehr_utf8_fitting(line, TEXT) : 0;
        lehr_strbuf_printf(out, "%.*s", (int)left, line);
        paragraph_print(out, line + left, two ? TEXT : 0, two ? TEXT : 0);
    }
    if (lines.status) out->status = lines.status;
    lehr_strbuf_release(&lines);
}

static void explain(const lehr_sched *s, lehr_strbuf *out)
{
    lehr_sched_print(s, out);
    lehr_strbuf_printf(out, "\n\n");
    add_description(s, out);
    const char *update = lehr_translate("update");
    lehr_strbuf_printf(out, "\n  %s%*s%s\n", update, update_width() - lehr_utf8_width(update), "",
                       lehr_translate("rate"));
    add_rate(s, 0, "", out);
    double end = s->steps > 0 ? (double)s->steps : INFINITY;
    add_boundaries(s, s->steps > 0 ? end - 1 : end, out);
    if (s->steps > 1) add_rate(s, end - 1, lehr_translate("the last update"), out);
    if (s->steps > 0) add_rate(s, end, lehr_translate("beyond the end"), out);
    if (s->steps > 0) add_rate(s, 2 * end, lehr_translate("far beyond"), out);
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
    .summary = "a schedule in words, and its rate at each boundary",
    .about =
        "Explains a schedule: its canonical spec, what it does in which updates, and the rate at the start, at each "
        "boundary, at the end and beyond.",
    .example =
        "  lehr explain warmup:500+cosine --steps 7500 --lr 0.05\n"
        "  lehr explain StepLR:step_size=30 --steps 100\n",
    .min = 1,
    .max = 1,
    .operand = "a policy, such as cosine",
    .run = run,
};
