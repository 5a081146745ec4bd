/* schedule.c — `lehr schedule SPEC...`: see a policy before training with it */
#include "core/memory.h"
#include "lab/command/braille.h"
#include "lab/command/commands.h"
#include "lab/command/options.h"
#include "lab/command/terminal.h"
#include "lab/pictures.h"
#include <math.h>

enum { MOST_SPECS = 32, MOST_STEPS = 10000000 };

static const command about = {
    "schedule", "SPEC... --steps N [options]",
    "Previews policies over N updates: drawn in the terminal, or as CSV (t,lr1,lr2,…), or as a picture.",
    "  lehr schedule cosine step:every=250,gamma=0.5 --steps 1000 --lr 0.1\n  lehr schedule onecycle --steps 7500 --png onecycle.png\n",
    1, MOST_SPECS, "a policy, such as cosine",
};

static void as_csv(const lehr_sched *s, int n, long steps, lehr_text *out)
{
    lehr_text_add(out, "t");
    for (int i = 0; i < n; i++) lehr_text_add(out, ",lr%d", i + 1);
    lehr_text_add(out, "\n");
    for (long t = 0; t < steps; t++) {
        lehr_text_add(out, "%ld", t);
        for (int i = 0; i < n; i++) lehr_text_add(out, ",%.17g", lehr_sched_at(&s[i], t));
        lehr_text_add(out, "\n");
    }
}

/* One tall drawing, or a strip for each on one common scale. */
static void as_drawing(const lehr_sched *s, const char *const spec[], int n, long steps, lehr_text *out)
{
    double top = 0;
    for (int i = 0; i < n; i++) top = fmax(top, highest_rate(&s[i], steps));
    for (int i = 0; i < n; i++) {
        lehr_text_add(out, "%s%s\n", i ? "\n" : "", spec[i]);
        draw_schedule(out, &s[i], steps, top, n == 1 ? 12 : 5);
    }
    lehr_text_add(out, "%11s0%*s%ld\n", "", 66, "t = ", steps - 1);
}

lehr_status command_schedule(int argc, char *const argv[])
{
    long steps = 0;
    double lr = 0.1;
    const char *csv = NULL, *png = NULL;
    const option table[] = {
        { "steps", WHOLE,  &steps, "N",    "updates in the training; needed", 1, MOST_STEPS },
        { "lr",    NUMBER, &lr,    "B",    "base learning rate", 0, LEHR_MAX_RATE, true },
        { "csv",   TEXT,   &csv,   "FILE", "rates as CSV, rows t = 0 … N−1; - is standard output" },
        { "png",   TEXT,   &png,   "FILE", "rates as a picture" },
        { 0 },
    };
    arguments a;
    lehr_text out = {0};
    lehr_sched s[MOST_SPECS];
    lehr_status status = options_read(&about, table, argc, argv, &a);
    if (status || a.help) return status;
    if (!steps) return lehr_fail(LEHR_ERR_VALUE, "schedule needs --steps N, the updates of the training it is for");
    for (int i = 0; i < a.words; i++)
        if ((status = lehr_sched_parse(&s[i], a.word[i], lr, steps))) return status;
    if (png) status = lehr_picture_rates(s, a.word, a.words, steps, "Learning rate", png);
    if (status || (png && !csv)) return status;
    if (csv) as_csv(s, a.words, steps, &out);
    else as_drawing(s, a.word, a.words, steps, &out);
    return emit(csv, &out);
}
