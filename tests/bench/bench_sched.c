/* bench_sched.c — what one question to a schedule costs: a table, a line a policy
 *
 *     tests/bench/bench_sched.sh        this, and PyTorch's schedulers beside it where it is installed
 *
 * The fastest of several rounds is shown, as the machine may be busy; and how often the allocator was asked during
 * them all: never.
 */
#include "bench.h"
#include <stdio.h>

enum { STEPS = 1000, QUESTIONS = 1000000, ROUNDS = 5 };

static volatile double sink;            /* so that no compiler thinks the rates unwanted */

/* Nanoseconds a question. */
static double measure(const lehr_sched *s)
{
    double best = 1e9;
    for (int round = 0; round < ROUNDS; round++) {
        double sum = 0, start = now();
        for (long t = 0; t < QUESTIONS; t++) sum += lehr_sched_at(s, t % STEPS);
        double took = (now() - start) / QUESTIONS * 1e9;
        sink = sum;
        if (took < best) best = took;
    }
    return best;
}

static int show(const char *text)
{
    lehr_sched s;
    if (lehr_sched_parse(&s, text, 0.1, STEPS)) {
        fprintf(stderr, "bench-sched: %s\n", lehr_message());
        return 1;
    }
    long before = asked;
    double ns = measure(&s);
    printf("%-34s %8.1f ns %10ld\n", text, ns, asked - before);
    return 0;
}

int main(void)
{
    static const char *const combined[] = { "warmup:100+cosine", "multistep:at=300/550/800*warmup:20",
                                            "fixed:for=500+exp:gamma=0.999" };
    lehr_allocator counting = { count_and_resize, NULL };
    lehr_set_allocator(&counting);
    int failed = 0;
    printf("%-34s %11s %10s\n", "one rate", "time", "allocations");
    const lehr_policy *p;
    for (int i = 0; (p = lehr_policy_at(i)) && !failed; i++) failed = show(p->example);
    for (size_t i = 0; i < sizeof combined / sizeof *combined && !failed; i++) failed = show(combined[i]);
    return failed;
}
