/* fuzz_run_cache.c — any bytes with a repaired checksum, read as a cached run of a comparison
 * (lab/compare/run_cache.h): from a folder, or from another machine.
 *
 * Promises for an accepted run: it records how it ended; its history has the rows and the updates of this comparison;
 * its weights are finite; packed again, it is accepted and the same. A refusal has a message with the name of the file,
 * and leaves the comparison unchanged.
 */
#include "promise.h"
#include "checkpoints.h"
#include "small_run_cache.h"

static void check_outcome(const lehr_comparison *c, const lehr_run_outcome *o)
{
    promise(o->finished && (!o->failure.status || o->failure.status == LEHR_ERR_NAN), "it records how it ended", "");
    promise(!o->weights == !!o->failure.status, "it has weights, or it diverged", "");
    promise(o->failure.status ? o->history.count <= lehr_comparison_rows(c)
                              : o->history.count == lehr_comparison_rows(c),
            "it has its history", "");
    for (int i = 1; i < o->history.count; i++)
        promise(o->history.row[i].step > o->history.row[i - 1].step, "in its order", "");
    for (size_t i = 0; o->weights && i < c->weights; i++) promise(isfinite(o->weights[i]), "weights are finite", "");
    for (size_t i = 0; o->snapshots && i < LEHR_WEIGHT_SNAPSHOTS * c->weights; i++)
        promise(isfinite(o->snapshots[i]), "at every moment", "");
}

static void check_again(lehr_comparison *c, int run)
{
    lehr_run_outcome first = c->run[run];
    char *bytes;
    size_t n;
    promise(!lehr_run_cache_pack(c, run, &bytes, &n), "what is taken can be packed", "");
    c->run[run] = (lehr_run_outcome){ .finished = false };
    promise(!lehr_run_cache_unpack(c, run, "again", bytes, n), "what is packed is taken", "");
    const lehr_run_outcome *o = &c->run[run];
    bool same = o->failure.status == first.failure.status && !strcmp(o->failure.message, first.failure.message) &&
                o->history.count == first.history.count;
    for (int i = 0; same && i < first.history.count; i++)
        same = !memcmp(&o->history.row[i], &first.history.row[i], sizeof(lehr_history_row));
    promise(same && (!o->weights || !memcmp(o->weights, first.weights, c->weights * sizeof *o->weights)),
            "and is the same", "");
    lehr_run_outcome_release(&first);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lehr_comparison c;
    if (size < 9) return 0;
    if (!c.policies) promise(small_comparison(&c), "there is a comparison", "");
    gauge g;
    for (int run = 0; run < 2; run++) {
        gauge_use(&g);
        char *bytes = lehr_resize(NULL, size, 1);
        promise(bytes != NULL, "there is memory", "");
        memcpy(bytes, data, size);
        repair(bytes, size);
        if (!lehr_run_cache_unpack(&c, run, "f.safetensors", bytes, size)) {
            so_far.taken++;
            check_outcome(&c, &c.run[run]);
            check_again(&c, run);
        } else {
            promise(strstr(lehr_message(), "f.safetensors") != NULL, "a refusal names the file", "");
            promise(!c.run[run].finished && !c.run[run].weights && !c.run[run].history.count, "and leaves nothing", "");
        }
        lehr_run_outcome_release(&c.run[run]);
        c.run[run] = (lehr_run_outcome){ .finished = false };
        promise_memory(&g, size, 1);
        gauge_leave();
    }
    return 0;
}
