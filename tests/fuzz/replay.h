/* replay.h — runs a fuzz target in the ordinary suite on every input of its corpus, and on 2,000 mutants of the valid
 * files among them. A test is its target and one line:
 *
 *     #include "fuzz/fuzz_csv.c"
 *     #include "fuzz/replay.h"
 *     REPLAY(1, "csv", "tables", 2000)
 *
 * 1 is the number of the promise for the report. The inputs are in corpus/csv: good-… were made by hand or written by
 * Lehr; the others are named by their SHA-1, as libFuzzer does.
 */
#ifndef LEHR_FUZZ_REPLAY_H
#define LEHR_FUZZ_REPLAY_H
#include <dirent.h>
#include <time.h>
#include "check.h"
#include "figure.h"
#include "mutants.h"
#include "core/base/format.h"

enum { MOST_GOOD = 100, FEWEST_INPUTS = 50, MOST_INPUTS = 300 };

static origin good[MOST_GOOD];
static int goods, inputs;
static double slowest;                          /* seconds, of all inputs */

static origin read_input(const char *folder, const char *name)
{
    char path[2048];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *f = fopen(path, "rb");
    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    long n = ftell(f);
    rewind(f);
    origin o = { malloc(n > 0 ? (size_t)n : 1), (size_t)n };
    assert_non_null(o.bytes);
    assert_int_equal(fread(o.bytes, 1, o.n, f), n);
    fclose(f);
    return o;
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec * 1e-9;
}

/* Runs the target on a buffer of exactly its size, and measures the time. */
static void give(const uint8_t *bytes, size_t n)
{
    uint8_t *own = malloc(n ? n : 1);
    assert_non_null(own);
    if (n) memcpy(own, bytes, n);
    double begin = now();
    assert_int_equal(LLVMFuzzerTestOneInput(own, n), 0);
    slowest = fmax(slowest, now() - begin);
    free(own);
}

static int by_bytes(const void *a, const void *b)
{
    const origin *x = a, *y = b;
    int order = memcmp(x->bytes, y->bytes, x->n < y->n ? x->n : y->n);
    return order ? order : (x->n > y->n) - (x->n < y->n);
}

static void replay(int number, const char *target, const char *what)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/tests/fuzz/corpus/%s", LEHR_SOURCE, target);
    DIR *folder = opendir(path);
    if (!folder) fail_msg("%s is not there", path);
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] == '.') continue;
        origin o = read_input(path, entry->d_name);
        give(o.bytes, o.n);
        inputs++;
        if (!strncmp(entry->d_name, "good-", 5) && goods < MOST_GOOD) good[goods++] = o;
        else free(o.bytes);
    }
    closedir(folder);
    qsort(good, (size_t)goods, sizeof *good, by_bytes);         /* folders have no order, but mutants must be the
                                                                   same on every machine */
    assert_in_range(inputs, FEWEST_INPUTS, MOST_INPUTS);     /* enough for a test, few enough to run it every day */
    figure(number, "corpus", "%d inputs that the fuzzer kept, %s: all promises held", inputs, what);
}

/* A broken promise ends the program; the counts are checked here. */
static void mutants(int number, const char *what, int count)
{
    lehr_random r;
    size_t largest = 0;
    slowest = so_far.share = 0;
    so_far.taken = 0;
    so_far.most = 0;
    assert_in_range(goods, 2, MOST_GOOD);
    for (int i = 0; i < goods; i++) largest = good[i].n > largest ? good[i].n : largest;
    uint8_t *m = malloc(2 * largest + MUTANT_SPACE);
    assert_non_null(m);
    lehr_random_seed(&r, 2000);
    for (int i = 0; i < count; i++) give(m, mutant_of(&r, &good[i % goods], &good[pick(&r, (size_t)goods)], m));
    free(m);
    assert_in_range(so_far.taken, count / 100, 8 * count);      /* some are accepted, so their promises are
                                                                   checked, too */
    lehr_short_text asked = { "" };
    if (so_far.most)
        asked = lehr_short_printf(" and %zu KiB, %.2g %% of what they may ask for", so_far.most / 1024,
                                  100 * so_far.share);
    figure(number, "mutants", "%d of %d mutants without a crash, %s: at most %.1f ms%s", count, count, what,
           1000 * slowest, asked.s);
}

static void forget(void)
{
    while (goods) free(good[--goods].bytes);
}

#define REPLAY(number, target, what, count)                                                                            \
    static void the_corpus_is_replayed(void **state)                                                                   \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        replay(number, target, what);                                                                                  \
    }                                                                                                                  \
    static void mutants_keep_the_promises_too(void **state)                                                            \
    {                                                                                                                  \
        (void)state;                                                                                                   \
        if (count) mutants(number, what, count);                                                                       \
        forget();                                                                                                      \
    }                                                                                                                  \
    int main(void)                                                                                                     \
    {                                                                                                                  \
        const struct CMUnitTest tests[] = {                                                                            \
            cmocka_unit_test(the_corpus_is_replayed),                                                                  \
            cmocka_unit_test(mutants_keep_the_promises_too),                                                           \
        };                                                                                                             \
        return cmocka_run_group_tests(tests, NULL, NULL);                                                              \
    }

#endif
