#include "lab/train/run_state.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "lab/train/data_io.h"
#include "lab/train/plan_io.h"
#include <math.h>
#include <stdint.h>

enum { RANDOM_WORDS = sizeof((lehr_random *)0)->state / sizeof(uint32_t) };

/* --- both directions ---------------------------------------------------------------------------------------------- */

/* Every function below both writes and reads, so that what is saved and what is loaded cannot differ. */
typedef struct transfer {
    lehr_checkpoint       *to;          /* NULL: read            */
    const lehr_checkpoint *from;
    lehr_status            status;      /* the first failure     */
} transfer;

/* A number that is not finite is written as a tensor, which fails when the file is written. */
static void transfer_number(transfer *t, const char *key, double *v)
{
    if (t->status) return;
    if (!t->to) t->status = lehr_checkpoint_read_number(t->from, key, v);
    else if (isfinite(*v)) lehr_checkpoint_put_text(t->to, key, lehr_number_text(*v).s);
    else lehr_checkpoint_put_numbers(t->to, key, LEHR_F64, 1, v);
}

static void transfer_integer(transfer *t, const char *key, long max, long *v)
{
    if (t->status) return;
    if (t->to) lehr_checkpoint_put_text(t->to, key, lehr_short_printf("%ld", *v).s);
    else t->status = lehr_checkpoint_read_integer(t->from, key, max, v);
}

static void transfer_tensor(transfer *t, const char *name, lehr_shape shape, lehr_real *v)
{
    if (t->status) return;
    if (t->to) lehr_checkpoint_put(t->to, name, shape, v);
    else t->status = lehr_checkpoint_get(t->from, name, shape, v);
}

/* Is an optional text there? Reading sets *present. */
static bool is_present(const transfer *t, const char *key, bool *present)
{
    if (!t->to) *present = lehr_checkpoint_text(t->from, key) != NULL;
    return *present;
}

/* --- the parts of the state --------------------------------------------------------------------------------------- */

/* The tensor "random" aside. */
static void transfer_random(transfer *t, lehr_random *random)
{
    long next = random->next;
    transfer_integer(t, "lehr.random.next", RANDOM_WORDS, &next);
    random->next = (int)next;
    if (is_present(t, "lehr.random.kept", &random->has_spare)) transfer_number(t, "lehr.random.kept", &random->spare);
}

static void transfer_optim(transfer *t, lehr_optim *o)
{
    lehr_short_text name;
    double *v;
    transfer_integer(t, "lehr.optim.steps", LEHR_MAX_SAVED_INTEGER, &o->steps);
    for (int i = 0; (v = lehr_optim_number(o, i, &name)); i++)
        transfer_number(t, lehr_short_printf("lehr.optim.%s", name.s).s, v);
}

static void transfer_plateau(transfer *t, lehr_plateau *p)
{
    bool has_best = isfinite(p->best);
    transfer_number(t, "lehr.plateau.rate", &p->rate);
    if (is_present(t, "lehr.plateau.best", &has_best)) transfer_number(t, "lehr.plateau.best", &p->best);
    transfer_integer(t, "lehr.plateau.bad", LEHR_MAX_SAVED_INTEGER, &p->bad);
    transfer_integer(t, "lehr.plateau.cooldown", LEHR_MAX_SAVED_INTEGER, &p->cooldown);
}

static void transfer_early_stopping(transfer *t, lehr_run *r)
{
    lehr_early_stopping *e = &r->early;
    lehr_real *best = e->weights;
    const lehr_tensor *p;
    long restored = r->best_restored;
    transfer_integer(t, "lehr.early.waited", LEHR_MAX_SAVED_INTEGER, &e->bad_count);
    transfer_integer(t, "lehr.early.back", 1, &restored);
    r->best_restored = restored != 0;
    if (!is_present(t, "lehr.early.best", &e->has_best)) return;
    transfer_number(t, "lehr.early.best", &e->best);
    transfer_integer(t, "lehr.early.best_step", LEHR_MAX_SAVED_INTEGER, &e->best_step);
    for (int i = 0; (p = lehr_early_stopping_at(r->params, i)); best += p->size, i++)
        transfer_tensor(t, lehr_short_printf("early.%s", p->name).s, p->shape, best);
}

/* The parameters, each with the update rule's slots, and the buffers. */
static void transfer_weights(transfer *t, lehr_run *r)
{
    const lehr_tensor *p;
    lehr_real *v;
    lehr_short_text slot;
    for (int i = 0; (p = lehr_params_at(r->params, i)); i++) {
        transfer_tensor(t, p->name, p->shape, p->data);
        for (int k = 0; k < LEHR_MAX_SLOTS; k++)
            if ((v = lehr_optim_slot(&r->optim, p, k, &slot)))
                transfer_tensor(t, lehr_short_printf("optim.%s.%s", slot.s, p->name).s, p->shape, v);
    }
    for (int i = 0; (p = lehr_buffer_at(r->params, i)); i++) transfer_tensor(t, p->name, p->shape, p->data);
}

static void transfer_state(transfer *t, lehr_run *r)
{
    transfer_integer(t, "lehr.step", LEHR_MAX_SAVED_INTEGER, &r->step);
    transfer_number(t, "lehr.lr", &r->lr);
    transfer_random(t, &r->random);
    transfer_optim(t, &r->optim);
    if (lehr_sched_is_plateau(&r->sched)) transfer_plateau(t, &r->plateau);
    if (r->plan.patience) transfer_early_stopping(t, r);
    transfer_weights(t, r);
}

/* --- writing ------------------------------------------------------------------------------------------------------ */

lehr_status lehr_run_state_write(lehr_checkpoint *c, lehr_run *r, lehr_arena *memory)
{
    int64_t *random = lehr_arena_alloc(memory, RANDOM_WORDS, sizeof *random);
    if (!random) return LEHR_ERR_MEMORY;
    for (int i = 0; i < RANDOM_WORDS; i++) random[i] = r->random.state[i];      /* older PyTorch has no uint32 */
    lehr_checkpoint_put_numbers(c, "random", LEHR_I64, RANDOM_WORDS, random);
    transfer_state(&(transfer){ .to = c }, r);
    lehr_checkpoint_put_numbers(c, "order", LEHR_I32, (size_t)r->data->rows, r->order);
    return LEHR_OK;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

static lehr_status read_random_words(lehr_run *r, const lehr_checkpoint *c)
{
    const lehr_stored_tensor *s = lehr_checkpoint_find_numbers(c, "random", RANDOM_WORDS, 0, UINT32_MAX);
    if (!s) return LEHR_ERR_FILE;
    for (size_t i = 0; i < RANDOM_WORDS; i++) r->random.state[i] = (uint32_t)lehr_stored_tensor_number(s, i);
    return LEHR_OK;
}

/* Every row must be there once. */
static lehr_status read_order(lehr_run *r, const lehr_checkpoint *c)
{
    int rows = r->data->rows;
    const lehr_stored_tensor *s = lehr_checkpoint_find_numbers(c, "order", (size_t)rows, 0, rows - 1);
    if (!s) return LEHR_ERR_FILE;
    bool *seen = lehr_alloc((size_t)rows, sizeof *seen);
    if (!seen) return LEHR_ERR_MEMORY;
    lehr_status status = LEHR_OK;
    for (int i = 0; i < rows && !status; i++) {
        int row = (int)lehr_stored_tensor_number(s, (size_t)i);
        if (seen[row]) status = lehr_fail(LEHR_ERR_FILE, "%s: order names row %d twice", lehr_checkpoint_name(c), row);
        seen[row] = true;
        r->order[i] = row;
    }
    lehr_free(seen);
    return status;
}

lehr_status lehr_run_state_read(lehr_run *r, const lehr_checkpoint *c)
{
    transfer t = { .from = c };
    transfer_state(&t, r);
    if (!t.status) t.status = read_random_words(r, c);
    if (!t.status) t.status = read_order(r, c);
    if (t.status || !r->best_restored || lehr_run_is_over(r)) return t.status;
    return lehr_fail(LEHR_ERR_VALUE,
                     "%s: a training with patience ends with its best weights, here after update %ld, and not with its "
                     "last ones, so it cannot be made longer",
                     lehr_checkpoint_name(c), r->step);
}
