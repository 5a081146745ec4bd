/* fann_iris.c — what one epoch of FANN costs on the nearest thing it has to W2, iris 4-20-20-3 on 120 rows
 *
 *     cc -O2 -DFANN_VERSION='"2.2.0"' fann_iris.c -o fann_iris -lfann -lm        peers.py does this, and runs it
 *     fann_iris [SECONDS]                                                        roughly how long to measure: 1
 *
 * A line of JSON; us_per_iter is the median of ROUNDS rounds. What differs from W2: FANN has neither ReLU nor
 * cross-entropy, so the hidden units are symmetric sigmoids and the loss is the squared error. (FANN_LINEAR_PIECE, a
 * ReLU that stops at 1, is a fifth quicker.) The rows are random: how long an epoch takes does not depend on them.
 */
#define _XOPEN_SOURCE 700
#include <fann.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>

#ifdef FANN_VERSION                     /* its headers do not say; pkg-config does */
#define PEER "FANN " FANN_VERSION
#else
#define PEER "FANN"
#endif

enum { ROUNDS = 9, WARM = 100, ROWS = 120, FEATURES = 4, HIDDEN = 20, CLASSES = 3 };

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

static struct fann_train_data *random_rows(void)
{
    struct fann_train_data *rows = fann_create_train(ROWS, FEATURES, CLASSES);
    for (int i = 0; rows && i < ROWS; i++) {
        for (int j = 0; j < FEATURES; j++) rows->input[i][j] = 4 * (fann_type)rand() / (fann_type)RAND_MAX - 2;
        for (int k = 0; k < CLASSES; k++) rows->output[i][k] = k == i % CLASSES;
    }
    return rows;
}

static struct fann *iris_net(void)
{
    struct fann *net = fann_create_standard(4, FEATURES, HIDDEN, HIDDEN, CLASSES);
    if (!net) return NULL;
    fann_set_activation_function_hidden(net, FANN_SIGMOID_SYMMETRIC);
    fann_set_activation_function_output(net, FANN_SIGMOID);
    fann_set_train_error_function(net, FANN_ERRORFUNC_LINEAR);          /* the squared error as it is */
    fann_set_training_algorithm(net, FANN_TRAIN_BATCH);
    fann_set_learning_rate(net, 0.01f);
    fann_randomize_weights(net, -0.3f, 0.3f);
    return net;
}

static double microseconds(struct fann *net, struct fann_train_data *rows, long epochs)
{
    double start = now();
    for (long i = 0; i < epochs; i++) fann_train_epoch(net, rows);
    return 1e6 * (now() - start) / (double)epochs;
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double measure(struct fann *net, struct fann_train_data *rows, double seconds)
{
    double took[ROUNDS];
    long epochs = 1 + (long)(1e6 * seconds / ROUNDS / microseconds(net, rows, WARM));
    for (int round = 0; round < ROUNDS; round++) took[round] = microseconds(net, rows, epochs);
    qsort(took, ROUNDS, sizeof *took, by_size);
    return took[ROUNDS / 2];
}

int main(int argc, char *argv[])
{
    double seconds = argc > 1 ? strtod(argv[1], NULL) : 1;
    if (argc > 2 || !(seconds > 0 && seconds < 1e6)) return fputs("usage: fann_iris [SECONDS]\n", stderr), 2;
    struct fann_train_data *rows = random_rows();
    struct fann *net = iris_net();
    if (!rows || !net) return fputs("fann_iris: out of memory\n", stderr), 1;

    double us = measure(net, rows, seconds);
    struct rusage use;
    getrusage(RUSAGE_SELF, &use);
    printf("{\"peer\":\"%s\",\"workload\":\"W2\",\"threads\":1,\"us_per_iter\":%.3f,\"peak_kb\":%ld}\n", PEER, us,
           use.ru_maxrss);

    fann_destroy_train(rows);
    fann_destroy(net);
    return 0;
}
