/* fuzz_predictor.c — any bytes with a repaired checksum, opened as a trained net (lab/train/predictor.h) and as a
 * training to resume (lab/train/run_checkpoint.h). fuzz_checkpoint tests the file format; this target tests the
 * contents.
 *
 * Promises for an accepted file: the net fits its data and has finite weights; it predicts probabilities with the sum
 * 1, or finite numbers, or reports an overflow. A training resumes, or reports why it cannot, and can then be saved.
 * Until then the reader allocates at most 4 times the file and 16 MiB.
 */
#include "core/checkpoint/internal.h"
#include "pretend.h"
#include "checkpoints.h"
#include "lab/data/data_open.h"
#include "lab/train/run_checkpoint.h"
#include "lab/train/predictor.h"
#include "lab/train/train.h"

enum { ROWS = 3 };

static void check_said(const lehr_model *m, const double *said)
{
    int columns = lehr_model_columns(m);
    for (int row = 0; row < ROWS && !m->data->targets; row++) {
        double sum = 0;
        for (int k = 0; k < columns; k++) sum += said[row * columns + k];
        promise(fabs(sum - 1) < 1e-6, "probabilities make 1", "");
    }
    for (int i = 0; i < ROWS * columns && m->data->targets; i++) promise(!isnan(said[i]), "numbers are numbers", "");
}

/* What the model predicts for rows of -1, 0 and 1000. */
static void check_asked(lehr_model *m)
{
    lehr_data d = { 0 };
    double *said = lehr_alloc((size_t)ROWS * (size_t)lehr_model_columns(m), sizeof *said);
    promise(said && !lehr_data_alloc_targets(&d, ROWS, m->data->features, 1), "there is memory", "");
    for (int i = 0; i < ROWS * d.features; i++) d.x[i] = i / d.features == 2 ? 1000 : i / d.features - 1;
    lehr_status status = lehr_model_predict(m, &d, said);
    promise(!status || status == LEHR_ERR_NAN, "it predicts, or reports that its numbers overflow", "");
    if (!status) check_said(m, said);
    lehr_arena_release(&d.memory);
    lehr_free(said);
}

static void check_model(const lehr_model *m)
{
    promise(m->data->features >= 1 && (m->data->targets ? m->data->targets : m->data->classes) >= 1,
            "it has features and answers", "");
    int layers = lehr_net_length(m->net);
    promise(layers >= 1 && m->net[0].in == m->data->features && m->net[layers - 1].out == m->outputs,
            "the net fits its data", "");
    for (size_t i = 0; i < lehr_params_size(m->params); i++)
        promise(isfinite(lehr_params_data(m->params)[i]), "weights are finite", "");
    for (int f = 0; f < m->data->features; f++) promise(m->data->feature_name[f] != NULL, "features have names", "");
}

static lehr_checkpoint *checkpoint_of(const char *bytes, size_t n)
{
    char *own = lehr_resize(NULL, n, 1);
    promise(own != NULL, "there is memory", "");
    memcpy(own, bytes, n);
    return lehr_checkpoint_read("fuzz", own, n);
}

static void try_model(const char *bytes, size_t n)
{
    gauge g;
    gauge_use(&g);
    lehr_checkpoint *c = checkpoint_of(bytes, n);
    lehr_model *m = c ? lehr_model_of(c) : NULL;
    size_t most = g.most;
    if (m) {
        so_far.taken++;
        check_model(m);
        check_asked(m);
    } else promise_words("");
    lehr_model_free(m);
    g.most = most;
    promise_memory(&g, n, 1);
    gauge_leave();
}

/* With the plan it was saved with, or one that differs in its length. */
static void try_training(const char *bytes, size_t n, const lehr_data *data)
{
    lehr_plan plan;
    gauge g;
    gauge_use(&g);
    lehr_checkpoint *c = checkpoint_of(bytes, n);
    bool planned = c && !lehr_plan_read(&plan, c);
    bool quick = planned && !strstr(plan.sched, "expr") &&
                 !(plan.sched_momentum && strstr(plan.sched_momentum, "expr"));
    lehr_run *r = quick ? lehr_run_resume(c, &plan, data) : NULL;
    promise(r || lehr_message()[0], "a refusal has a message", "");
    size_t most = g.most;
    if (r && r->step < r->steps) {
        long step = r->step;
        lehr_status status = lehr_run_step(r);
        promise(status ? lehr_message()[0] != '\0' : r->step == step + 1, "it makes an update, or reports why not", "");
        if (!status)
            promise(!lehr_run_save(r, "f") || lehr_last_status() == LEHR_ERR_NAN, "what goes on can be saved", "");
    }
    lehr_run_free(r);
    lehr_checkpoint_free(c);
    g.most = most;
    promise_memory(&g, n, 1);
    gauge_leave();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static lehr_data *xor;
    if (size < 9) return 0;
    if (!xor) xor = lehr_data_open("xor");
    promise(xor != NULL, "there are data", "");
    char *bytes = text_of(data, size);
    repair(bytes, size);
    pretend("", 0);
    try_model(bytes, size);
    try_training(bytes, size, xor);
    pretend_no_more();
    free(bytes);
    return 0;
}
