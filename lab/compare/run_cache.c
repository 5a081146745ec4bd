#include "lab/compare/run_cache.h"
#include "core/checkpoint/checkpoint.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/checkpoint/internal.h"
#include "core/checkpoint/sha256.h"
#include "lab/train/data_io.h"
#include "lab/train/plan_io.h"
#include <float.h>
#include <math.h>
#include <string.h>

/* To be raised when the same plan no longer gives the same numbers: older files are then not found. Files of targets
 * have another one, because an undefined R² was 0 or 1 in "1". */
#define CACHE_VERSION "1"
#define CACHE_VERSION_TARGETS "2"

enum { COLUMNS = 7 };                   /* numbers in a row of a history */

void lehr_run_cache_prepare(lehr_comparison *c)
{
    if (c && c->data && !c->fingerprint.s[0]) c->fingerprint = lehr_data_fingerprint(c->data);
}

/* --- the identity of a run ---------------------------------------------------------------------------------------- */

static lehr_status check_run(const lehr_comparison *c, int run)
{
    if (c && c->run && run >= 0 && run < c->policies * c->seeds) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE, "the comparison has no run %d", run);
}

/* Everything that determines the result of a run, as texts; NULL: see lehr_message. The length is always in updates,
 * also where the plan has epochs. */
static lehr_checkpoint *identity(const lehr_comparison *c, int run)
{
    lehr_checkpoint *k = lehr_checkpoint_new();
    lehr_plan plan = lehr_comparison_plan(c, run);
    if (!k) return NULL;
    plan.steps = c->steps;
    plan.epochs = 0;
    lehr_plan_write(k, &plan);
    lehr_checkpoint_put_text(k, "lehr.run.data", c->fingerprint.s);
    lehr_checkpoint_put_text(k, "lehr.run.numbers", sizeof(lehr_real) == 8 ? "double" : "float");
    lehr_checkpoint_put_text(k, "lehr.run.edition", c->data->targets ? CACHE_VERSION_TARGETS : CACHE_VERSION);
    if (!lehr_checkpoint_status(k)) return k;           /* without one of its texts it would identify another run */
    lehr_checkpoint_free(k);
    return NULL;
}

/* "FOLDER/" and 32 hexadecimal digits of the SHA-256 of these texts. */
static lehr_status path_of(const lehr_comparison *c, int run, const char *folder, lehr_strbuf *path)
{
    char digits[LEHR_SHA256_DIGITS + 1];
    const char *key, *text;
    lehr_sha256 s;
    lehr_checkpoint *k = identity(c, run);
    if (!k) return lehr_last_status();
    lehr_sha256_start(&s);
    for (int i = 0; (text = lehr_checkpoint_text_at(k, i, &key)); i++) {
        lehr_sha256_add(&s, key, strlen(key) + 1);
        lehr_sha256_add(&s, text, strlen(text) + 1);
    }
    lehr_sha256_end(&s, digits);
    lehr_checkpoint_free(k);
    lehr_strbuf_printf(path, "%s/%.32s.safetensors", folder, digits);
    return path->status;
}

/* --- to bytes ----------------------------------------------------------------------------------------------------- */

/* A checkpoint holds finite numbers only, and an R² is at most 1, so 2 stands for an undefined one. */
static double score_to_number(double score) { return isnan(score) ? 2 : score; }
static double number_to_score(double v)     { return v == 2 ? (double)NAN : v; }

static double *history_to_numbers(const lehr_history *h)
{
    double *v = lehr_alloc((size_t)h->count * COLUMNS + 1, sizeof *v), *at = v;
    for (int i = 0; v && i < h->count; i++) {
        const lehr_history_row *p = &h->row[i];
        const double row[COLUMNS] = { (double)p->step, (double)p->epoch,
                                      p->lr,           p->train_loss,
                                      score_to_number(p->train_accuracy),
                                      p->validation_loss,
                                      score_to_number(p->validation_accuracy) };
        memcpy(at, row, sizeof row);
        at += COLUMNS;
    }
    return v;
}

lehr_status lehr_run_cache_pack(const lehr_comparison *c, int run, char **bytes, size_t *n)
{
    if (check_run(c, run)) return LEHR_ERR_VALUE;
    if (!bytes || !n) return lehr_fail_null(__func__, bytes ? "n" : "bytes");
    const lehr_run_outcome *o = &c->run[run];
    lehr_checkpoint *k = identity(c, run);
    double *history = history_to_numbers(&o->history);
    lehr_status status = !k ? lehr_last_status() : history ? LEHR_OK : LEHR_ERR_MEMORY;
    if (!status) {
        lehr_checkpoint_put_text(k, "lehr.run.status", o->failure.status ? "diverged" : "done");
        lehr_checkpoint_put_text(k, "lehr.run.message", o->failure.status ? o->failure.message : "");
        if (o->history.count)
            lehr_checkpoint_put_numbers(k, "history", LEHR_F64, (size_t)o->history.count * COLUMNS, history);
        if (o->weights) lehr_checkpoint_put(k, "weights", LEHR_VECTOR((int)c->weights), o->weights);
        if (o->snapshots)
            lehr_checkpoint_put(k, "moments", LEHR_MATRIX(LEHR_WEIGHT_SNAPSHOTS, (int)c->weights), o->snapshots);
        status = lehr_checkpoint_serialize(k, bytes, n);
    }
    lehr_free(history);
    lehr_checkpoint_free(k);
    return status;
}

/* --- from bytes --------------------------------------------------------------------------------------------------- */

static lehr_status check_identity(const lehr_comparison *c, int run, const lehr_checkpoint *k)
{
    const char *key, *text, *found;
    if (!lehr_checkpoint_has_checksum(k))
        return lehr_fail(LEHR_ERR_FILE, "%s: has no checksum, so Lehr did not write it as a finished run",
                         lehr_checkpoint_name(k));
    lehr_checkpoint *wanted = identity(c, run);
    lehr_status status = wanted ? LEHR_OK : lehr_last_status();
    for (int i = 0; !status && (text = lehr_checkpoint_text_at(wanted, i, &key)); i++)
        if (!(found = lehr_checkpoint_text(k, key)) || strcmp(found, text))
            status = lehr_fail(LEHR_ERR_FILE,
                               "%s: is of another run; its %s is \"%.60s\", and \"%.60s\" was looked for",
                               lehr_checkpoint_name(k), key, found ? found : "", text);
    lehr_checkpoint_free(wanted);
    return status;
}

static lehr_history_row history_row(const lehr_stored_tensor *s, size_t row)
{
    double v[COLUMNS];
    for (size_t i = 0; i < COLUMNS; i++) v[i] = lehr_stored_tensor_number(s, row * COLUMNS + i);
    return (lehr_history_row){ (long)v[0], (long)v[1], v[2], v[3], { number_to_score(v[4]) },
                               v[5], { number_to_score(v[6]) } };
}

/* All rows; of a run that diverged, those until then. */
static lehr_status read_history(const lehr_comparison *c, const lehr_checkpoint *k, lehr_run_outcome *o)
{
    long every = c->plan.every, all = lehr_comparison_rows(c);
    const lehr_stored_tensor *s = lehr_checkpoint_find(k, "history");
    size_t rows = s ? s->size / COLUMNS : 0;
    lehr_status status = LEHR_OK;
    if (s && !lehr_checkpoint_find_numbers(k, "history", rows * COLUMNS, -DBL_MAX, DBL_MAX)) return lehr_last_status();
    if (o->failure.status ? rows > (size_t)all : rows != (size_t)all)
        return lehr_fail(LEHR_ERR_FILE, "%s: has %zu rows of history; %ld are needed", lehr_checkpoint_name(k), rows,
                         all);
    for (size_t i = 0; i < rows && !status; i++) {
        long step = (long)i + 1 < all ? ((long)i + 1) * every : c->steps;
        if (lehr_stored_tensor_number(s, i * COLUMNS) != (double)step ||
            !(fabs(lehr_stored_tensor_number(s, i * COLUMNS + 1)) <= (double)step))
            return lehr_fail(LEHR_ERR_FILE, "%s: row %zu of its history is not of update %ld", lehr_checkpoint_name(k),
                             i + 1, step);
        lehr_history_row p = history_row(s, i);
        status = lehr_history_add(&o->history, &p);
    }
    return status;
}

/* A file has snapshots if the comparison that wrote it needed them. A file without them is not used where they are
 * needed. */
static lehr_status read_weights(const lehr_comparison *c, int run, const lehr_checkpoint *k, lehr_run_outcome *o)
{
    if (o->failure.status) return LEHR_OK;
    if (!(o->weights = lehr_alloc(c->weights, sizeof *o->weights))) return LEHR_ERR_MEMORY;
    lehr_status status = lehr_checkpoint_get(k, "weights", LEHR_VECTOR((int)c->weights), o->weights);
    if (status || !lehr_comparison_has_snapshots(c, run)) return status;
    if (!(o->snapshots = lehr_alloc(c->weights * LEHR_WEIGHT_SNAPSHOTS, sizeof *o->snapshots))) return LEHR_ERR_MEMORY;
    return lehr_checkpoint_get(k, "moments", LEHR_MATRIX(LEHR_WEIGHT_SNAPSHOTS, (int)c->weights), o->snapshots);
}

static lehr_status read_outcome(const lehr_comparison *c, int run, const lehr_checkpoint *k, lehr_run_outcome *o)
{
    lehr_status status = check_identity(c, run, k);
    if (status) return status;
    const char *end = lehr_checkpoint_text(k, "lehr.run.status"),
               *message = lehr_checkpoint_text(k, "lehr.run.message");
    if (!end || !message || (strcmp(end, "done") && strcmp(end, "diverged")))
        return lehr_fail(LEHR_ERR_FILE, "%s: its lehr.run.status or lehr.run.message is missing or wrong",
                         lehr_checkpoint_name(k));
    *o = (lehr_run_outcome){ .finished = true, .failure.status = strcmp(end, "done") ? LEHR_ERR_NAN : LEHR_OK };
    o->history.score = c->score;
    lehr_snprintf(o->failure.message, sizeof o->failure.message, "%s", message);
    status = read_history(c, k, o);
    return status ? status : read_weights(c, run, k, o);
}

lehr_status lehr_run_cache_unpack(lehr_comparison *c, int run, const char *name, char *bytes, size_t n)
{
    if (!bytes) return lehr_fail_null(__func__, "bytes");
    if (check_run(c, run)) {
        lehr_free(bytes);
        return LEHR_ERR_VALUE;
    }
    lehr_run_outcome o = { .finished = false };
    lehr_checkpoint *k = lehr_checkpoint_read(name, bytes, n);
    lehr_status status = k ? read_outcome(c, run, k, &o) : lehr_last_status();
    lehr_checkpoint_free(k);
    if (status) lehr_run_outcome_release(&o);
    else c->run[run] = o;
    return status;
}

/* --- in a folder -------------------------------------------------------------------------------------------------- */

lehr_status lehr_run_cache_write(const lehr_comparison *c, int run, const char *folder)
{
    char *bytes = NULL;
    size_t n;
    lehr_strbuf path = {0};
    if (!folder) return lehr_fail_null(__func__, "folder");
    lehr_status status = check_run(c, run);
    if (!status) status = path_of(c, run, folder, &path);
    if (!status) status = lehr_run_cache_pack(c, run, &bytes, &n);
    if (!status) status = lehr_write_file(path.s, bytes, n);
    lehr_free(bytes);
    lehr_strbuf_release(&path);
    return status;
}

lehr_status lehr_run_cache_find(lehr_comparison *c, int run, const char *folder)
{
    char *bytes;
    size_t n;
    lehr_strbuf path = {0};
    if (!folder) return lehr_fail_null(__func__, "folder");
    lehr_status status = check_run(c, run);
    if (!status) status = path_of(c, run, folder, &path);
    bool exists = !status && lehr_path_exists(path.s), is_file = exists && lehr_is_regular_file(path.s);
    if (exists && !is_file)
        status = lehr_fail(LEHR_ERR_FILE, "%s: is not a file, but a finished run is to be written there", path.s);
    lehr_status read = is_file ? lehr_checkpoint_bytes(path.s, &bytes, &n) : LEHR_OK;
    if (is_file && !read) read = lehr_run_cache_unpack(c, run, path.s, bytes, n);
    lehr_strbuf_release(&path);
    return status ? status : read == LEHR_ERR_MEMORY ? read : LEHR_OK;
}
