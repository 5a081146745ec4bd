/* lehr_bench.c — what one training iteration costs: forward, loss, backward, update, on the workloads that peers are measured on
 *
 *     lehr_bench [--json] [W1 W2 …]        a table, or a line of JSON per workload
 *
 *     W1  taiji 2-12-4 tanh, Adam, batch 32, rows shuffled and gathered anew every epoch
 *     W2  iris 4-20-20-3 ReLU, SGD, the same 120 rows every time
 *     W3  784-256-128-10 ReLU, momentum, batch 64 of 6,400 random rows, taken as they lie
 *
 * The median of ROUNDS rounds is shown, for the machine may be busy. gemm: the share of that time which the same matrix products take
 * when nothing else is done. allocations: calls of the allocator in all rounds together.
 */
#include "bench.h"
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

enum { ROUNDS = 9, MOST_LAYERS = 4 };

typedef struct workload {
    const char *name, *about;
    int width[MOST_LAYERS + 1], layers;             /* linear layers and what they connect */
    const char *activation, *optim, *task;          /* task NULL: random rows              */
    int batch, rows, iterations;                    /* iterations of one round             */
} workload;

static const workload workloads[] = {
    { "W1", "taiji 2-12-4, Adam, batch 32",     { 2, 12, 4 },          2, "tanh", "adam",     "taiji", 32,  800,  40000 },
    { "W2", "iris 4-20-20-3, SGD, batch 120",   { 4, 20, 20, 3 },      3, "relu", "sgd",      "iris",  120, 120,  10000 },
    { "W3", "784-256-128-10, momentum, batch 64", { 784, 256, 128, 10 }, 3, "relu", "momentum", NULL,   64,  6400, 200   },
};

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

static lehr_status make_rows(bench *b)
{
    size_t rows = (size_t)b->w->rows, features = (size_t)b->w->width[0];
    b->x = lehr_alloc(rows * features, sizeof *b->x);
    b->label = lehr_alloc(rows, sizeof *b->label);
    b->order = lehr_alloc(rows + 1000, sizeof *b->order);
    if (!b->x || !b->label || !b->order) return LEHR_ERR_MEMORY;
    if (!b->w->task) {
        for (size_t i = 0; i < rows * features; i++) b->x[i] = (lehr_real)lehr_random_normal(&b->random);
        for (size_t i = 0; i < rows; i++) b->label[i] = (int)(lehr_random_bits(&b->random) % (unsigned)b->w->width[b->w->layers]);
        return LEHR_OK;
    }
    int train;
    if (!(b->data = lehr_data_open(b->w->task))) return lehr_last_status();
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

/* --- measuring ---------------------------------------------------------------------------------------------------- */

static lehr_status iterate(bench *b, int i)
{
    const workload *w = b->w;
    int per_epoch = w->rows / w->batch, at = i % per_epoch * w->batch, offset = w->task ? 0 : at;
    if (w->task && w->batch < w->rows) {
        if (at == 0) lehr_random_shuffle(&b->random, b->order, w->rows);
        lehr_batch(b->data, b->order, w->rows, at, w->batch, b->x, b->label);
    }
    lehr_tape_begin(b->tape, LEHR_TRAIN);
    lehr_tensor *x = lehr_input(b->tape, LEHR_MATRIX(w->width[0], w->batch), b->x + (size_t)offset * (size_t)w->width[0]);
    lehr_tensor *loss = lehr_softmax_cross_entropy(b->tape, lehr_sequence(b->tape, b->net, b->layers, x), b->label + offset);
    lehr_zero_grad(b->ps);
    lehr_status status = lehr_backward(b->tape, loss);
    return status ? status : lehr_optim_step(&b->opt);
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

static lehr_status measure(bench *b, double *microseconds, double *gemm)
{
    enum { LARGEST = 784 * 256 };
    double took[ROUNDS], alone[ROUNDS];
    lehr_real *memory = lehr_alloc(3 * LARGEST, sizeof *memory);
    lehr_status status = memory ? LEHR_OK : LEHR_ERR_MEMORY;
    for (int i = 0; i < b->w->iterations / 10 && !status; i++) status = iterate(b, i);          /* warm */
    asked = 0;
    for (int round = 0; round < ROUNDS && !status; round++) {
        double start = now();
        for (int i = 0; i < b->w->iterations && !status; i++) status = iterate(b, i);
        double middle = now();
        for (int i = 0; i < b->w->iterations; i++) products(b, memory, memory + LARGEST, memory + 2 * LARGEST);
        took[round] = 1e6 * (middle - start) / b->w->iterations;
        alone[round] = 1e6 * (now() - middle) / b->w->iterations;
    }
    lehr_free(memory);
    if (status) return status;
    *microseconds = median(took);
    *gemm = median(alone);
    return LEHR_OK;
}

static lehr_status show(const workload *w, bool json)
{
    bench b;
    double microseconds = 0, gemm = 0;
    lehr_status status = make(&b, w);
    if (!status) status = measure(&b, &microseconds, &gemm);
    long calls = asked - 1;                         /* the one that gave back our own memory */
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    release(&b);
    if (status) return status;
    if (json) printf("{\"workload\":\"%s\",\"threads\":1,\"us_per_iter\":%.3f,\"gemm_us\":%.3f,\"allocations\":%ld,\"peak_kb\":%ld}\n", w->name,
                     microseconds, gemm, calls, use.ru_maxrss);
    else printf("%-3s %-36s %9.2f us  gemm %3.0f %%  allocations %ld  peak %.1f MB\n", w->name, w->about, microseconds, 100 * gemm / microseconds,
                calls, (double)use.ru_maxrss / 1024);
    return LEHR_OK;
}

int main(int argc, char *argv[])
{
    bool json = false, all = true;
    lehr_allocator counting = { count_and_resize, NULL };
    lehr_set_allocator(&counting);
    for (int i = 1; i < argc; i++) {
        if (!strcmp(argv[i], "--json")) json = true;
        else all = false;
    }
    for (size_t k = 0; k < sizeof workloads / sizeof *workloads; k++) {
        bool wanted = all;
        for (int i = 1; i < argc; i++) wanted |= !strcmp(argv[i], workloads[k].name);
        if (wanted && show(&workloads[k], json)) {
            fprintf(stderr, "lehr_bench: %s\n", lehr_message());
            return 1;
        }
    }
    return 0;
}
