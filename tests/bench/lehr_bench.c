/* lehr_bench.c — what Lehr costs on the workloads that its peers are measured on too (tests/bench/peers.py puts them side by side)
 *
 *     lehr_bench [--json] [--stages] [--threads N] [W1 W2 … start]        a table, or a line of JSON per workload
 *
 *     W1     taiji 2-12-4 tanh, Adam, batch 32, rows shuffled and gathered anew every epoch
 *     W2     iris 4-20-20-3 ReLU, SGD, the same 120 rows every time
 *     W3     784-256-128-10 ReLU, momentum, batch 64 of 6,400 random rows, taken as they lie
 *     W5     one rate of a schedule, cosine
 *     start  a process of its own: from its birth to the end of W1's first iteration
 *
 * An iteration is forward, loss, backward and update. The median of ROUNDS rounds is shown, for the machine may be busy. gemm: the share
 * of that time which the same matrix products take when nothing else is done. allocations: calls of the allocator in all rounds together.
 * peak: the most memory the workload's process held. --stages: where an iteration's time goes, as differences between iterations that
 * stop after a stage.
 */
#include "bench.h"
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ROUNDS = 9, MOST_LAYERS = 4 };

typedef struct workload {
    const char *name, *about;
    int width[MOST_LAYERS + 1], layers;             /* linear layers and what they connect */
    const char *activation, *optim, *task;          /* task NULL: random rows              */
    int batch, rows, iterations;                    /* iterations of one round             */
} workload;

static const workload workloads[] = {
    { "W1", "taiji 2-12-4, Adam, batch 32",       { 2, 12, 4 },          2, "tanh", "adam",     "taiji", 32,  800,  40000 },
    { "W2", "iris 4-20-20-3, SGD, batch 120",     { 4, 20, 20, 3 },      3, "relu", "sgd",      "iris",  120, 120,  10000 },
    { "W3", "784-256-128-10, momentum, batch 64", { 784, 256, 128, 10 }, 3, "relu", "momentum", NULL,    64,  6400, 200   },
};

enum { WORKLOADS = sizeof workloads / sizeof *workloads };

typedef struct options { bool json, stages; int threads; } options;

/* --- one workload, ready to run ----------------------------------------------------------------------------------- */

typedef struct bench {
    const workload *w;
    lehr_layer   net[2 * MOST_LAYERS];
    int          layers;
    lehr_params *ps;
    lehr_tape   *tape;
    lehr_optim   opt;
    lehr_random  random;
    lehr_data   *data;
    int         *order, *label;
    lehr_real   *x;                                 /* a batch, or, for random rows, all batches one after the other */
} bench;

static lehr_status make_net(bench *b)
{
    static const char *const name[MOST_LAYERS] = { "fc1", "fc2", "fc3", "fc4" };
    lehr_layer between;
    lehr_status status = lehr_activation(&between, b->w->activation);
    for (int i = 0; i < b->w->layers; i++) {
        if (i) b->net[b->layers++] = between;
        b->net[b->layers++] = (lehr_layer)LEHR_LINEAR(name[i], b->w->width[i], b->w->width[i + 1]);
    }
    return status ? status : lehr_sequence_init(b->net, b->layers, b->ps, "xavier", &b->random);
}

static void draw_rows(bench *b)
{
    size_t rows = (size_t)b->w->rows, numbers = rows * (size_t)b->w->width[0];
    unsigned classes = (unsigned)b->w->width[b->w->layers];
    for (size_t i = 0; i < numbers; i++) b->x[i] = (lehr_real)lehr_random_normal(&b->random);
    for (size_t i = 0; i < rows; i++) b->label[i] = (int)(lehr_random_bits(&b->random) % classes);
}

static lehr_status make_rows(bench *b)
{
    size_t rows = (size_t)b->w->rows, features = (size_t)b->w->width[0];
    b->x = lehr_alloc(rows * features, sizeof *b->x);
    b->label = lehr_alloc(rows, sizeof *b->label);
    if (!b->x || !b->label) return LEHR_ERR_MEMORY;
    if (!b->w->task) {
        draw_rows(b);
        return LEHR_OK;
    }
    int train;
    if (!(b->data = lehr_data_open(b->w->task))) return lehr_last_status();
    if (!(b->order = lehr_alloc((size_t)b->data->rows, sizeof *b->order))) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_data_scale(b->data, "standard", NULL, 0);
    if (!status) status = lehr_data_split(b->data, &b->random, 0.8, b->order, &train);
    if (!status && b->w->batch == b->w->rows) lehr_batch(b->data, b->order, b->w->rows, 0, b->w->batch, b->x, b->label);
    return status;
}

static lehr_status make(bench *b, const workload *w)
{
    *b = (bench){ .w = w, .ps = lehr_params_new(), .tape = lehr_tape_new() };
    lehr_random_seed(&b->random, 0);
    if (!b->ps || !b->tape) return LEHR_ERR_MEMORY;
    lehr_status status = make_net(b);
    if (!status) status = make_rows(b);
    return status ? status : lehr_optim_init(&b->opt, w->optim, b->ps, 0.01);
}

static void release(bench *b)
{
    lehr_optim_release(&b->opt);
    lehr_data_free(b->data);
    lehr_tape_free(b->tape);
    lehr_params_free(b->ps);
    lehr_free(b->x);
    lehr_free(b->label);
    lehr_free(b->order);
}

/* --- an iteration, whole or up to a stage ------------------------------------------------------------------------- */

typedef enum stage { ROWS, FORWARD, LOSS, BACKWARD, UPDATE, STAGES } stage;

static const char *const stage_name[STAGES] = { "rows", "forward", "loss", "backward", "update" };

static lehr_status iterate(bench *b, int i, stage last)
{
    const workload *w = b->w;
    int per_epoch = w->rows / w->batch, at = i % per_epoch * w->batch, offset = w->task ? 0 : at;
    if (w->task && w->batch < w->rows) {
        if (at == 0) lehr_random_shuffle(&b->random, b->order, w->rows);
        lehr_batch(b->data, b->order, w->rows, at, w->batch, b->x, b->label);
    }
    if (last == ROWS) return LEHR_OK;
    lehr_tape_begin(b->tape, LEHR_TRAIN);
    lehr_tensor *x = lehr_input(b->tape, LEHR_MATRIX(w->width[0], w->batch), b->x + (size_t)offset * (size_t)w->width[0]);
    lehr_tensor *z = lehr_sequence(b->tape, b->net, b->layers, x);
    if (last == FORWARD) return lehr_tape_status(b->tape);
    lehr_tensor *loss = lehr_softmax_cross_entropy(b->tape, z, b->label + offset);
    if (last == LOSS) return lehr_tape_status(b->tape);
    lehr_zero_grad(b->ps);
    lehr_status status = lehr_backward(b->tape, loss);
    return status || last == BACKWARD ? status : lehr_optim_step(&b->opt);
}

/* The products of one iteration and nothing else: forward, weights' gradients, and gradients handed on from all layers but the first. */
static void products(const bench *b, lehr_real *A, lehr_real *B, lehr_real *C)
{
    for (int i = 0; i < b->w->layers; i++) {
        int n = b->w->width[i], k = b->w->width[i + 1], m = b->w->batch;
        lehr_gemm(LEHR_AS_IS, LEHR_AS_IS, k, m, n, A, B, LEHR_ADD, C);
        lehr_gemm(LEHR_AS_IS, LEHR_TRANSPOSED, k, n, m, A, B, LEHR_ADD, C);
        if (i) lehr_gemm(LEHR_TRANSPOSED, LEHR_AS_IS, n, m, k, A, B, LEHR_ADD, C);
    }
}

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

static lehr_status measure(bench *b, double *microseconds, double *gemm)
{
    enum { LARGEST = 784 * 256 };
    double took[ROUNDS], alone[ROUNDS], warm;
    lehr_real *memory = lehr_alloc(3 * LARGEST, sizeof *memory);
    lehr_status status = memory ? repeat(b, UPDATE, &warm) : LEHR_ERR_MEMORY;
    asked = 0;
    for (int round = 0; round < ROUNDS && !status; round++) {
        status = repeat(b, UPDATE, &took[round]);
        double start = now();
        for (int i = 0; i < b->w->iterations; i++) products(b, memory, memory + LARGEST, memory + 2 * LARGEST);
        alone[round] = since(start, b->w->iterations);
    }
    long in_rounds = asked;
    lehr_free(memory);
    asked = in_rounds;
    if (status) return status;
    *microseconds = median(took);
    *gemm = median(alone);
    return LEHR_OK;
}

/* took[s]: an iteration that stops after stage s */
static lehr_status measure_stages(bench *b, double took[STAGES])
{
    double round[STAGES][ROUNDS];
    lehr_status status = LEHR_OK;
    for (int r = 0; r < ROUNDS; r++)
        for (int s = 0; s < STAGES && !status; s++) status = repeat(b, (stage)s, &round[s][r]);
    for (int s = 0; s < STAGES && !status; s++) took[s] = median(round[s]);
    return status;
}

/* --- showing ------------------------------------------------------------------------------------------------------ */

static long peak_kb(int whose)
{
    struct rusage use;
    getrusage(whose, &use);
    return use.ru_maxrss;
}

static void print(const options *o, const char *name, const char *about, double microseconds, double gemm, long allocations, long peak)
{
    if (o->json) {
        printf("{\"workload\":\"%s\",\"threads\":%d,\"us_per_iter\":%.4f,", name, o->threads, microseconds);
        if (gemm > 0) printf("\"gemm_us\":%.4f,", gemm);
        printf("\"allocations\":%ld,\"peak_kb\":%ld}\n", allocations, peak);
        return;
    }
    printf("%-6s %-34s %10.3f us   ", name, about, microseconds);
    if (gemm > 0) printf("gemm %3.0f %%   ", 100 * gemm / microseconds);
    else printf("%-11s", "");
    printf("allocations %ld   peak %.1f MB\n", allocations, (double)peak / 1024);
}

static void print_stages(const options *o, const char *name, const double took[STAGES])
{
    if (o->json) printf("{\"workload\":\"%s\",\"threads\":%d,\"stages_us\":{", name, o->threads);
    else printf("%-6s", name);
    for (int s = 0; s < STAGES; s++) {
        double of_this = s ? took[s] - took[s - 1] : took[s];
        if (o->json) printf("%s\"%s\":%.4f", s ? "," : "", stage_name[s], of_this);
        else printf(" %s %.3f us (%.0f %%)%s", stage_name[s], of_this, 100 * of_this / took[UPDATE], s < UPDATE ? "," : "\n");
    }
    if (o->json) printf("}}\n");
}

static lehr_status show_training(const options *o, const workload *w)
{
    bench b;
    double microseconds = 0, gemm = 0, took[STAGES];
    lehr_status status = make(&b, w);
    if (!status && !o->stages && !(status = measure(&b, &microseconds, &gemm)))
        print(o, w->name, w->about, microseconds, gemm, asked, peak_kb(RUSAGE_SELF));
    if (!status && o->stages && !(status = measure_stages(&b, took))) print_stages(o, w->name, took);
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
            execl(self, self, "--first-iteration", (char *)NULL);
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
    if (status) fprintf(stderr, "lehr_bench: %s: %s\n", name, lehr_message());
    fflush(stdout);
    _exit(status != LEHR_OK);
}

int main(int argc, char *argv[])
{
    static const char *const known[] = { "W1", "W2", "W3", "W5", "start" };
    enum { KNOWN = sizeof known / sizeof *known };
    options o = { .threads = 1 };
    bool wanted[KNOWN] = { false }, all = true;
    for (int i = 1; i < argc; i++) {
        int k = 0;
        while (k < KNOWN && strcmp(argv[i], known[k])) k++;
        if (k < KNOWN) wanted[k] = true, all = false;
        else if (!strcmp(argv[i], "--json")) o.json = true;
        else if (!strcmp(argv[i], "--stages")) o.stages = true;
        else if (!strcmp(argv[i], "--threads") && i + 1 < argc) o.threads = atoi(argv[++i]);
        else if (!strcmp(argv[i], "--first-iteration")) return first_iteration() != LEHR_OK;
        else {
            fprintf(stderr, "lehr_bench: \"%s\" is no workload and no option; usage: lehr_bench [--json] [--stages] [--threads N] [W1 W2 W3 W5 start]\n", argv[i]);
            return 2;
        }
    }
    int failed = 0;
    for (int k = 0; k < KNOWN && !failed; k++)
        if ((all && (!o.stages || known[k][1] < '5')) || wanted[k]) failed = show_apart(&o, known[k], argv[0]);
    return failed;
}
