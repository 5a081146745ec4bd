/* lehr_bench.c — what Lehr costs on the workloads that its peers are measured on too (tests/bench/peers.py puts them
 * side by side)
 *
 *     lehr-bench [--json] [--stages] [--threads N] [W1 W2 W3 W4 W5 start]      a table, or a line of JSON per workload
 *
 *     W1     taiji 2-12-4 tanh, Adam, batch 32, rows shuffled and gathered anew every epoch
 *     W2     iris 4-20-20-3 ReLU, SGD, the same 120 rows every time
 *     W3     784-256-128-10 ReLU, momentum, batch 64 of 6,400 random rows, taken as they lie
 *     W4     LeNet on pictures of 28 x 28, Adam, batch 64 of 1,280 random ones, taken as they lie
 *     W5     one rate of a schedule, cosine
 *     start  a process of its own: from its birth to the end of W1's first iteration
 *
 * An iteration is forward, loss, backward and update. The median of ROUNDS rounds is shown, for the machine may be
 * busy. gemm: the share of that time which the same matrix products take when nothing else is done. allocations:
 * calls of the allocator in all rounds together. peak: the most memory the workload's process held. --stages: where
 * an iteration's time goes, as differences between iterations that stop after a stage. LEHR_LEVEL=v3 or baseline
 * measures a lower level of core/kernels/cpu_dispatch.h; the one in use is shown.
 */
#include "bench.h"
#include "core/kernels/kernels.h"
#include "workload.h"
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 9 };

typedef struct options { bool json, stages; int threads; } options;

/* --- measuring ---------------------------------------------------------------------------------------------------- */

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double v[ROUNDS])
{
    qsort(v, ROUNDS, sizeof *v, by_size);
    return v[ROUNDS / 2];
}

static double since(double start, int times) { return 1e6 * (now() - start) / times; }          /* microseconds each */

static lehr_status repeat(bench *b, stage last, double *microseconds)
{
    lehr_status status = LEHR_OK;
    double start = now();
    for (int i = 0; i < b->w->iterations && !status; i++) status = iterate(b, i, last);
    *microseconds = since(start, b->w->iterations);
    return status;
}

static bool is_linear(const bench *b)
{
    for (int i = 0; b->net[i].kind; i++)
        if (b->net[i].window.kernel[0]) return false;
    return true;
}

/* gemm stays 0 where products are not all there is to multiply. */
static lehr_status measure(bench *b, double *microseconds, double *gemm)
{
    enum { LARGEST = 784 * 256 };
    double took[ROUNDS], alone[ROUNDS], warm;
    lehr_real *memory = is_linear(b) ? lehr_alloc(3 * LARGEST, sizeof *memory) : NULL;
    lehr_status status = repeat(b, UPDATE, &warm);
    asked = 0;
    for (int round = 0; round < ROUNDS && !status; round++) {
        status = repeat(b, UPDATE, &took[round]);
        double start = now();
        for (int i = 0; memory && i < b->w->iterations; i++)
            products(b, memory, memory + LARGEST, memory + 2 * LARGEST);
        alone[round] = since(start, b->w->iterations);
    }
    long in_rounds = asked;
    if (!status) *microseconds = median(took);
    if (!status && memory) *gemm = median(alone);
    lehr_free(memory);
    asked = in_rounds;
    return status;
}

/* of[s]: what stage s takes, the median of each round's difference between stopping after it and before */
static lehr_status measure_stages(bench *b, double of[STAGES])
{
    double took[STAGES][ROUNDS] = { { 0 } };
    lehr_status status = LEHR_OK;
    for (int r = 0; r < ROUNDS; r++)
        for (int s = 0; s < STAGES && !status; s++) status = repeat(b, (stage)s, &took[s][r]);
    for (int s = STAGES - 1; s >= 0; s--) {
        for (int r = 0; s && r < ROUNDS; r++) took[s][r] -= took[s - 1][r];
        of[s] = median(took[s]);
    }
    return status;
}

/* --- showing ------------------------------------------------------------------------------------------------------ */

static long peak_kb(int whose)
{
    struct rusage use;
    getrusage(whose, &use);
    return use.ru_maxrss;
}

static void print(const options *o, const char *name, const char *about, double microseconds, double gemm,
                  long allocations, long peak)
{
    if (o->json) {
        printf("{\"workload\":\"%s\",\"threads\":%d,\"us_per_iter\":%.4f,\"level\":\"%s\",", name, o->threads,
               microseconds, lehr_kernels_here()->level);
        if (gemm > 0) printf("\"gemm_us\":%.4f,", gemm);
        printf("\"allocations\":%ld,\"peak_kb\":%ld}\n", allocations, peak);
        return;
    }
    printf("%-6s %-35s %10.3f us   ", name, about, microseconds);
    if (gemm > 0) printf("gemm %3.0f %%   ", 100 * gemm / microseconds);
    else printf("%-11s", "");
    printf("allocations %ld   peak %.1f MB\n", allocations, (double)peak / 1024);
}

static void print_stages(const options *o, const char *name, const double of[STAGES])
{
    double total = 0;
    for (int s = 0; s < STAGES; s++) total += of[s];
    if (o->json)
        printf("{\"workload\":\"%s\",\"threads\":%d,\"level\":\"%s\",\"stages_us\":{", name, o->threads,
               lehr_kernels_here()->level);
    else printf("%-6s", name);
    for (int s = 0; s < STAGES; s++) {
        if (o->json) printf("%s\"%s\":%.4f", s ? "," : "", stage_name[s], of[s]);
        else printf(" %s %.3f us (%.0f %%)%s", stage_name[s], of[s], 100 * of[s] / total, s < UPDATE ? "," : "\n");
    }
    if (o->json) printf("}}\n");
}

static lehr_status show_training(const options *o, const workload *w)
{
    bench b;
    double microseconds = 0, gemm = 0, of[STAGES];
    lehr_status status = make(&b, w);
    if (!status && !o->stages && !(status = measure(&b, &microseconds, &gemm)))
        print(o, w->name, w->about, microseconds, gemm, asked, peak_kb(RUSAGE_SELF));
    if (!status && o->stages && !(status = measure_stages(&b, of))) print_stages(o, w->name, of);
    release(&b);
    return status;
}

static volatile double sink;                        /* so that no compiler thinks the rates unwanted */

static lehr_status show_schedule(const options *o)
{
    enum { STEPS = 1000, QUESTIONS = 1000000 };
    double took[ROUNDS];
    lehr_sched s;
    lehr_status status = lehr_sched_parse(&s, "cosine", 0.1, STEPS);
    asked = 0;
    for (int round = 0; round < ROUNDS && !status; round++) {
        double sum = 0, start = now();
        for (long t = 0; t < QUESTIONS; t++) sum += lehr_sched_at(&s, t % STEPS);
        took[round] = since(start, QUESTIONS);
        sink += sum;
    }
    if (!status) print(o, "W5", "one rate of a schedule", median(took), 0, asked, peak_kb(RUSAGE_SELF));
    return status;
}

/* What the child of show_start does. */
static lehr_status first_iteration(void)
{
    bench b;
    lehr_status status = make(&b, &workloads[0]);
    return status ? status : iterate(&b, 0, UPDATE);
}

static lehr_status show_start(const options *o, const char *self)
{
    double took[ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
        double start = now();
        pid_t child = fork();
        if (!child) {
            execlp(self, self, "--first-iteration", (char *)NULL);
            _exit(127);
        }
        int ended = 1;
        if (child < 0 || waitpid(child, &ended, 0) < 0 || ended)
            return lehr_fail(LEHR_ERR_VALUE, "start: %s could not be run as a process of its own", self);
        took[round] = since(start, 1);
    }
    print(o, "start", "to the end of W1's first iteration", median(took), 0, 0, peak_kb(RUSAGE_CHILDREN));
    return LEHR_OK;
}

/* A process for each workload, so that none finds memory or caches as another left them. */
static int show_apart(const options *o, const char *name, const char *self)
{
    fflush(stdout);
    pid_t child = fork();
    if (child) {
        int ended = 1;
        return child < 0 || waitpid(child, &ended, 0) < 0 || ended;
    }
    lehr_allocator counting = { count_and_resize, NULL };
    lehr_set_allocator(&counting);
    lehr_status status = lehr_set_threads(o->threads);
    for (int k = 0; k < WORKLOADS && !status; k++)
        if (!strcmp(name, workloads[k].name)) status = show_training(o, &workloads[k]);
    if (!status && !strcmp(name, "W5")) status = show_schedule(o);
    if (!status && !strcmp(name, "start")) status = show_start(o, self);
    if (status) fprintf(stderr, "lehr-bench: %s: %s\n", name, lehr_message());
    if (fflush(stdout) || ferror(stdout)) {
        perror("lehr-bench: standard output");
        _exit(1);
    }
    _exit(status != LEHR_OK);
}

static const char *const known[] = { "W1", "W2", "W3", "W4", "W5", "start" };
enum { KNOWN = sizeof known / sizeof *known };

static int complain(const char *what, const char *word)
{
    fprintf(stderr, "lehr-bench: %s%s%s\nusage: lehr-bench [--json] [--stages] [--threads N] [W1 W2 W3 W4 W5 start]\n",
            what, *word ? " " : "", word);
    return 2;
}

/* 0, or the status to end with. */
static int read_options(options *o, bool wanted[KNOWN], int argc, char *argv[])
{
    for (int i = 1; i < argc; i++) {
        int k = 0;
        while (k < KNOWN && strcmp(argv[i], known[k])) k++;
        if (k < KNOWN) wanted[k] = true;
        else if (!strcmp(argv[i], "--json")) o->json = true;
        else if (!strcmp(argv[i], "--stages")) o->stages = true;
        else if (!strcmp(argv[i], "--threads")) {
            const char *text = i + 1 < argc ? argv[++i] : "nothing", *end;
            double n;
            if (!lehr_parse_number(text, &end, &n) || *end || n < 1 || n > LEHR_MAX_THREADS || n != (int)n)
                return complain("--threads must be a whole number from 1 to 64, not", text);
            o->threads = (int)n;
        } else return complain("there is no workload or option", argv[i]);
    }
    for (int k = 0; o->stages && k < KNOWN; k++)
        if (wanted[k] && k >= WORKLOADS) return complain("there are no stages in", known[k]);
    return 0;
}

int main(int argc, char *argv[])
{
    if (argc == 2 && !strcmp(argv[1], "--first-iteration")) return first_iteration() != LEHR_OK;
    options o = { .threads = 1 };
    bool wanted[KNOWN] = { false }, all = true;
    int failed = read_options(&o, wanted, argc, argv);
    for (int k = 0; k < KNOWN; k++) all &= !wanted[k];
    if (!failed && !o.json)
        printf("level %s, %d thread%s\n", lehr_kernels_here()->level, o.threads, o.threads == 1 ? "" : "s");
    for (int k = 0; k < KNOWN && !failed; k++)
        if (wanted[k] || (all && (!o.stages || k < WORKLOADS))) failed = show_apart(&o, known[k], argv[0]);
    return failed;
}
