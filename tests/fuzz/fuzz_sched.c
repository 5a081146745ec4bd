/* fuzz_sched.c — any text for the parser of schedules.
 *
 * Promises for an accepted spec: every rate is finite and ≥ 0, boundaries increase, and the printed spec is accepted,
 * prints the same text again, and has the same rates. A refusal leaves the schedule unchanged and has a message.
 */
#include "promise.h"
#include "sched/describe.h"
#include "sched/spec.h"

enum { LONGEST_SPEC = 1000, BOUNDARIES = 8 };

typedef struct training { double lr; long steps, per_epoch; } training;
static const training trainings[] = { { 0.1, 1000, 50 }, { 1e-3, 7, 1 }, { LEHR_MAX_RATE, 0, 0 }, { 5e-324, 100, 3 } };

/* number: the place where the promise is broken, or the value there. */
static void promise_at(bool kept, const char *what, const char *text, double number)
{
    if (!kept) fprintf(stderr, "%.17g: ", number);
    promise(kept, what, text);
}

static void check_rate(const lehr_sched *s, const lehr_sched *again, const char *text, double t)
{
    double v = lehr_sched_at(s, (long)t);
    promise_at(v >= 0 && isfinite(v), "the rate is finite and >= 0", text, t);
    promise_at(v == lehr_sched_at(again, (long)t), "read again, the rate is the same", text, t);
}

/* At a few fixed updates, and around the first boundaries. */
static void check_rates(const lehr_sched *s, const lehr_sched *again, const char *text)
{
    static const double moments[] = { 0,   1,    2,    6,     7,   8,   99,         100,    500,
                                      999, 1000, 1001, 12345, 1e6, 1e7, 0x1p53 - 1, 0x1p53, 0x1p62 };
    for (size_t i = 0; i < sizeof moments / sizeof *moments; i++) check_rate(s, again, text, moments[i]);
    double t = 0;
    for (int i = 0; i < BOUNDARIES; i++) {
        double next = lehr_sched_next_boundary(s, t);
        if (next >= 0x1p53) return;
        promise_at(next > t, "the next boundary is later", text, t);
        promise_at(next == floor(next), "a boundary is an update", text, next);
        for (int k = -1; k <= 1; k++) check_rate(s, again, text, next + k);
        t = next;
    }
}

static void check_text(const char *text, const training *in)
{
    lehr_sched s, again;
    lehr_strbuf printed = { 0 }, twice = { 0 };
    memset(&s, 0x5a, sizeof s);
    if (lehr_sched_parse_epochs(&s, text, in->lr, in->steps, in->per_epoch)) {
        memset(&again, 0x5a, sizeof again);
        promise(!memcmp(&s, &again, sizeof s), "refused, the schedule is as it was", text);
        promise(*lehr_message() != '\0', "a refusal has a message", text);
        return;
    }
    so_far.taken++;
    lehr_sched_print(&s, &printed);
    promise_at(!lehr_sched_parse_epochs(&again, printed.s, in->lr, in->steps, in->per_epoch),
               "what is printed is taken", printed.s, in->lr);
    lehr_sched_print(&again, &twice);
    promise(!strcmp(printed.s, twice.s), "printed twice it is the same", printed.s);
    check_rates(&s, &again, text);
    lehr_sched_describe(&s, &twice);
    lehr_strbuf_release(&printed);
    lehr_strbuf_release(&twice);
}

/* The parser tries a formula at every update of a training, or at a million without one: too slow here. */
static bool is_slow(const char *text, const training *in)
{
    const char *formula = strstr(text, "expr"), *joint = strchr(text, '+');
    return formula && (in->steps == 0 || (joint && joint < formula && in != trainings));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[LONGEST_SPEC];
    if (size >= sizeof text || memchr(data, 0, size)) return 0;
    if (size) memcpy(text, data, size);
    text[size] = '\0';
    for (size_t i = 0; i < sizeof trainings / sizeof *trainings; i++)
        if (!is_slow(text, &trainings[i])) check_text(text, &trainings[i]);
    return 0;
}
