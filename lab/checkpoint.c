#include "lab/checkpoint.h"
#include "core/memory.h"
#include "lab/net.h"
#include <limits.h>
#include <math.h>
#include <stdint.h>
#include <string.h>

enum { STATE = sizeof((lehr_random *)0)->state / sizeof(uint32_t) };

/* --- what lies where, for saving and loading alike ----------------------------------------------------------------- */

/* What the update rule remembers of p in its k-th slot, and what that is called; NULL: it has no such slot. */
static lehr_real *slot(const lehr_optim *o, const lehr_tensor *p, int k, lehr_word *name)
{
    if (k >= o->rule->slots) return NULL;
    *name = lehr_words("optim.%d.%s", k, p->name);
    return o->slot[k] + (p->data - lehr_params_data(o->params));
}

/* Is it the same table? FNV-1a over all numbers as they are trained on, and all answers. */
static lehr_word fingerprint(const lehr_data *d)
{
    uint64_t h = 14695981039346656037u, bits;
    for (size_t i = 0, n = (size_t)d->rows * (size_t)d->features; i < n; i++) {
        memcpy(&bits, &d->x[i], sizeof bits);
        h = (h ^ bits) * 1099511628211u;
        h ^= h >> 29;
    }
    for (int i = 0; i < d->rows; i++) h = (h ^ (uint64_t)d->label[i]) * 1099511628211u;
    return lehr_words("%d x %d, %d classes, %016llx", d->rows, d->features, d->classes, (unsigned long long)(h ^ h >> 32));
}

/* --- saving ------------------------------------------------------------------------------------------------------- */

static void put_number(lehr_checkpoint *c, const char *key, double v) { lehr_checkpoint_put_text(c, key, lehr_number_text(v).s); }
static void put_whole(lehr_checkpoint *c, const char *key, long v)    { lehr_checkpoint_put_text(c, key, lehr_words("%ld", v).s); }

static void put_weights(lehr_checkpoint *c, const lehr_run *r)
{
    const lehr_tensor *p;
    const lehr_real *v;
    lehr_word name;
    for (int i = 0; (p = lehr_params_at(r->params, i)); i++) {
        lehr_checkpoint_put(c, p->name, p->shape, p->data);
        for (int k = 0; k < LEHR_MAX_SLOTS; k++)
            if ((v = slot(&r->optim, p, k, &name))) lehr_checkpoint_put(c, name.s, p->shape, v);
    }
}

/* Where the training stands: all that changes from update to update, weights and order aside. */
static void put_state(lehr_checkpoint *c, const lehr_run *r, int64_t random[STATE])
{
    for (int i = 0; i < STATE; i++) random[i] = r->random.state[i];         /* PyTorch has no unsigned numbers of 32 bits everywhere */
    put_whole(c, "lehr.step", r->step);
    put_number(c, "lehr.lr", r->lr);
    put_whole(c, "lehr.optim.steps", r->optim.steps);
    lehr_checkpoint_put_numbers(c, "random", LEHR_I64, STATE, random);
    put_whole(c, "lehr.random.next", r->random.next);
    if (r->random.has_kept) put_number(c, "lehr.random.kept", r->random.kept);
    if (!lehr_sched_listens(&r->sched)) return;
    put_number(c, "lehr.plateau.rate", r->plateau.rate);
    if (isfinite(r->plateau.best)) put_number(c, "lehr.plateau.best", r->plateau.best);
    put_whole(c, "lehr.plateau.bad", r->plateau.bad);
    put_whole(c, "lehr.plateau.cooldown", r->plateau.cooldown);
}

/* One name a line: names come from the cells of a table, and so hold no line's end. */
static lehr_status put_names(lehr_checkpoint *c, const char *key, const char **name, int n)
{
    lehr_text t = {0};
    for (int i = 0; i < n; i++) lehr_text_add(&t, "%s%s", i ? "\n" : "", name[i]);
    lehr_checkpoint_put_text(c, key, t.s ? t.s : "");
    lehr_status status = t.status;
    lehr_text_release(&t);
    return status;
}

/* The units as they are saved: 0 where a feature was the same in all rows, and scaling has made it 0 everywhere. */
static lehr_status put_scaling(lehr_checkpoint *c, const lehr_run *r, double *unit)
{
    const lehr_data *d = r->data;
    bool scaled = strcmp(r->plan.scale, "none") != 0;
    if (!unit) return LEHR_ERR_MEMORY;
    for (int f = 0; f < d->features; f++) {
        int row = 0;
        unit[f] = d->unit[f];
        while (scaled && unit[f] == 1 && row < d->rows && d->x[(size_t)row * (size_t)d->features + (size_t)f] == 0) row++;
        if (row == d->rows) unit[f] = 0;
    }
    lehr_checkpoint_put_numbers(c, "scale.zero", LEHR_F64, (size_t)d->features, d->zero);
    lehr_checkpoint_put_numbers(c, "scale.unit", LEHR_F64, (size_t)d->features, unit);
    return LEHR_OK;
}

static lehr_status put_data(lehr_checkpoint *c, const lehr_run *r)
{
    const lehr_data *d = r->data;
    lehr_checkpoint_put_numbers(c, "order", LEHR_I32, (size_t)d->rows, r->order);
    lehr_checkpoint_put_text(c, "lehr.data", fingerprint(d).s);
    lehr_status status = put_names(c, "lehr.features", d->feature_name, d->features);
    return status ? status : put_names(c, "lehr.classes", d->class_name, d->classes);
}

lehr_status lehr_run_save(const lehr_run *r, const char *path)
{
    int64_t random[STATE];
    lehr_checkpoint *c = lehr_checkpoint_new();
    if (!c) return LEHR_ERR_MEMORY;
    double *unit = lehr_alloc((size_t)r->data->features, sizeof *unit);
    lehr_checkpoint_put_text(c, "lehr.format", "1");
    lehr_checkpoint_put_text(c, "lehr.real", lehr_dtypes[LEHR_REAL].name);
    lehr_plan_put(c, &r->plan);
    put_state(c, r, random);
    put_weights(c, r);
    lehr_status status = put_data(c, r);
    if (!status) status = put_scaling(c, r, unit);
    if (!status) status = lehr_checkpoint_write(c, path);
    lehr_checkpoint_free(c);
    lehr_free(unit);
    return status;
}

/* --- loading ------------------------------------------------------------------------------------------------------ */

lehr_status lehr_params_load(lehr_params *ps, const lehr_checkpoint *c)
{
    lehr_tensor *p;
    lehr_status status = LEHR_OK;
    for (int i = 0; (p = lehr_params_at(ps, i)) && !status; i++) status = lehr_checkpoint_get(c, p->name, p->shape, p->data);
    return status;
}

static lehr_status load_slots(lehr_run *r, const lehr_checkpoint *c)
{
    const lehr_tensor *p;
    lehr_real *v;
    lehr_word name;
    lehr_status status = LEHR_OK;
    for (int i = 0; (p = lehr_params_at(r->params, i)); i++)
        for (int k = 0; k < LEHR_MAX_SLOTS && !status; k++)
            if ((v = slot(&r->optim, p, k, &name))) status = lehr_checkpoint_get(c, name.s, p->shape, v);
    return status;
}

/* A row of n numbers, each from least to most; 0: as many as there are. NULL: it is not there, or not so. */
static const lehr_stored *numbers(const lehr_checkpoint *c, const char *name, size_t n, double least, double most)
{
    const lehr_stored *s = lehr_checkpoint_named(c, name);
    if (!s || s->rank != 1 || !s->size || (n && s->size != n) || !lehr_stored_is_readable(s)) {
        lehr_fail(LEHR_ERR_FILE, "%s: %s is %s; a row of %s is needed", lehr_checkpoint_name(c), name,
                  s ? lehr_stored_shape_text(s).s : "not there", n ? lehr_words("%zu numbers", n).s : "numbers");
        return NULL;
    }
    for (size_t i = 0; i < s->size; i++) {
        double v = lehr_stored_number(s, i);
        if (v >= least && v <= most) continue;
        lehr_fail(LEHR_ERR_FILE, "%s: %s holds %s, number %zu; it must be from %s to %s", lehr_checkpoint_name(c), name,
                  lehr_number_text(v).s, i, lehr_number_text(least).s, lehr_number_text(most).s);
        return NULL;
    }
    return s;
}

static lehr_status load_random(lehr_run *r, const lehr_checkpoint *c)
{
    long next = 0;
    const lehr_stored *s = numbers(c, "random", STATE, 0, UINT32_MAX);
    lehr_status status = s ? lehr_saved_whole(c, "lehr.random.next", STATE, &next) : LEHR_ERR_FILE;
    r->random.has_kept = lehr_checkpoint_text(c, "lehr.random.kept") != NULL;
    if (!status && r->random.has_kept) status = lehr_saved_number(c, "lehr.random.kept", &r->random.kept);
    for (int i = 0; i < STATE && !status; i++) r->random.state[i] = (uint32_t)lehr_stored_number(s, (size_t)i);
    r->random.next = (int)next;
    return status;
}

/* Every row once: an order that names one twice would train on something else. */
static lehr_status load_order(lehr_run *r, const lehr_checkpoint *c)
{
    int rows = r->data->rows;
    const lehr_stored *s = numbers(c, "order", (size_t)rows, 0, rows - 1);
    if (!s) return LEHR_ERR_FILE;
    bool *seen = lehr_alloc((size_t)rows, sizeof *seen);
    if (!seen) return LEHR_ERR_MEMORY;
    lehr_status status = LEHR_OK;
    for (int i = 0; i < rows && !status; i++) {
        int row = (int)lehr_stored_number(s, (size_t)i);
        if (seen[row]) status = lehr_fail(LEHR_ERR_FILE, "%s: order names row %d twice", lehr_checkpoint_name(c), row);
        seen[row] = true;
        r->order[i] = row;
    }
    lehr_free(seen);
    return status;
}

static lehr_status load_plateau(lehr_run *r, const lehr_checkpoint *c)
{
    lehr_plateau *p = &r->plateau;
    if (!lehr_sched_listens(&r->sched)) return LEHR_OK;
    lehr_status status = lehr_saved_number(c, "lehr.plateau.rate", &p->rate);
    if (!status && lehr_checkpoint_text(c, "lehr.plateau.best")) status = lehr_saved_number(c, "lehr.plateau.best", &p->best);
    if (!status) status = lehr_saved_whole(c, "lehr.plateau.bad", LEHR_MOST_SAVED, &p->bad);
    return status ? status : lehr_saved_whole(c, "lehr.plateau.cooldown", LEHR_MOST_SAVED, &p->cooldown);
}

static lehr_status load_state(lehr_run *r, const lehr_checkpoint *c)
{
    lehr_status status = lehr_saved_number(c, "lehr.lr", &r->lr);
    if (!status) status = lehr_saved_whole(c, "lehr.optim.steps", LEHR_MOST_SAVED, &r->optim.steps);
    if (!status) status = lehr_params_load(r->params, c);
    if (!status) status = load_slots(r, c);
    if (!status) status = load_random(r, c);
    if (!status) status = load_order(r, c);
    return status ? status : load_plateau(r, c);
}

/* --- is it this training? ----------------------------------------------------------------------------------------- */

lehr_status lehr_run_check_saved(const lehr_checkpoint *c)
{
    const char *name = lehr_checkpoint_name(c), *real = lehr_checkpoint_text(c, "lehr.real");
    if (!lehr_checkpoint_is_checked(c))
        return lehr_fail(LEHR_ERR_FILE, "%s: has no checksum, so it holds weights only; only what Lehr has saved can be resumed", name);
    if (!real || !lehr_checkpoint_text(c, "lehr.step"))
        return lehr_fail(LEHR_ERR_FILE, "%s: no training of Lehr has saved it; there is nothing to resume", name);
    if (strcmp(real, lehr_dtypes[LEHR_REAL].name))
        return lehr_fail(LEHR_ERR_VALUE, "%s was saved by %s; its numbers are %s, and go on bit for bit only there", name,
                         strcmp(real, "F64") ? "lehr" : "lehr64", real);
    return LEHR_OK;
}

/* Would all updates so far have had the rate they had? Beyond ten million, a sample of them is asked. */
static lehr_status check_rates(const char *what, const char *spec, const lehr_sched *was, const lehr_sched *now, long done)
{
    long stride = done / 10000000 + 1;
    for (long t = 0; t < done; t += stride)
        if (lehr_sched_at(was, t) != lehr_sched_at(now, t))
            return lehr_fail(LEHR_ERR_VALUE, "%s \"%.80s\" of %ld updates gave %s at update %ld; of %ld it would have been %s. The length can "
                             "be changed only where that changes nothing of what is done", what, spec, was->steps,
                             lehr_number_text(lehr_sched_at(was, t)).s, t + 1, now->steps, lehr_number_text(lehr_sched_at(now, t)).s);
    return LEHR_OK;
}

static lehr_status check_length(const lehr_run *r, const lehr_plan *saved, long steps, long done)
{
    lehr_sched was;
    if (done > r->steps)
        return lehr_fail(LEHR_ERR_VALUE, "%ld updates are finished already; a training of %ld cannot be resumed there", done, r->steps);
    if (steps == r->steps) return LEHR_OK;
    lehr_status status = lehr_sched_parse_epochs(&was, saved->sched, saved->lr, steps, r->per_epoch);
    if (!status) status = check_rates("sched", saved->sched, &was, &r->sched, done);
    if (status || !r->momentum_field) return status;
    status = lehr_sched_parse_epochs(&was, saved->sched_momentum, r->momentum.lr, steps, r->per_epoch);
    return status ? status : check_rates("sched-momentum", saved->sched_momentum, &was, &r->momentum, done);
}

/* Both plans, the data and the length; and then where the run stands. */
static lehr_status agree(lehr_run *r, const lehr_checkpoint *c)
{
    lehr_plan saved;
    long done = 0, most = LONG_MAX / r->per_epoch;
    const char *name = lehr_checkpoint_name(c), *data = lehr_checkpoint_text(c, "lehr.data");
    lehr_status status = lehr_plan_saved(&saved, c);
    if (!status) status = lehr_saved_whole(c, "lehr.step", LEHR_MOST_SAVED, &done);
    if (status) return status;
    long steps = saved.steps ? saved.steps : saved.epochs > most ? LONG_MAX : saved.epochs * r->per_epoch;
    status = lehr_plan_agrees(&r->plan, &saved, r->params, steps, r->per_epoch, name);
    if (!status && (!data || strcmp(data, fingerprint(r->data).s)))
        status = lehr_fail(LEHR_ERR_VALUE, "%s was trained on other data than those of %s: %s, not %s", name, r->plan.task,
                           data ? data : "unknown ones", fingerprint(r->data).s);
    if (!status) status = check_length(r, &saved, steps, done);
    if (status) return status;
    lehr_plan_take(&r->plan, &saved);
    r->step = done;
    return LEHR_OK;
}

lehr_run *lehr_run_resume(const lehr_checkpoint *c, const lehr_plan *plan, const lehr_data *data)
{
    char net[sizeof((lehr_run *)0)->net_text];
    lehr_layer layer[2 * LEHR_MAX_LAYERS];
    lehr_plan saved;
    int layers, outputs;
    lehr_status status = lehr_run_check_saved(c);
    if (!status) status = lehr_plan_saved(&saved, c);
    if (!status) status = lehr_net_text(net, sizeof net, plan->net, data);
    if (!status && strcmp(net, saved.net)) status = lehr_plan_differs(lehr_checkpoint_name(c), "net", saved.net, net);
    if (!status) status = lehr_net_parse(net, plan->activation, data, layer, &layers, &outputs);
    if (!status) status = lehr_net_is_saved(c, layer, layers);
    lehr_run *r = status ? NULL : lehr_run_new(plan, data);
    if (!r) return NULL;
    status = agree(r, c);
    if (!status && !(status = load_state(r, c))) return r;
    lehr_run_free(r);
    return NULL;
}

/* --- for those who ask what a net says ---------------------------------------------------------------------------- */

lehr_status lehr_net_is_saved(const lehr_checkpoint *c, const lehr_layer net[], int layers)
{
    size_t needed = 0, there = 0;
    const lehr_stored *s;
    for (int i = 0; (s = lehr_checkpoint_at(c, i)); i++) there += s->size;
    for (int i = 0; i < layers; i++)
        if (net[i].kind == &lehr_linear_layer) needed += (size_t)net[i].in * (size_t)net[i].out;
    return needed <= there ? LEHR_OK
         : lehr_fail(LEHR_ERR_SHAPE, "%s: holds %zu numbers; its net would have %zu weights", lehr_checkpoint_name(c), there, needed);
}

static int count_lines(const char *text)
{
    int n = 1;
    while ((text = strchr(text, '\n'))) text++, n++;
    return n;
}

/* One name a line, as put_names wrote them. */
static lehr_status copy_names(lehr_data *d, const char **name, const char *lines)
{
    for (;; name++) {
        size_t n = strcspn(lines, "\n");
        char *own = lehr_arena_take(&d->memory, n + 1, 1);
        if (!own) return LEHR_ERR_MEMORY;
        memcpy(own, lines, n);
        own[n] = '\0';
        *name = own;
        if (!lines[n]) return LEHR_OK;
        lines += n + 1;
    }
}

static lehr_status fill(lehr_data *d, const lehr_checkpoint *c)
{
    const char *features = lehr_checkpoint_text(c, "lehr.features"), *classes = lehr_checkpoint_text(c, "lehr.classes");
    if (!features || !classes)
        return lehr_fail(LEHR_ERR_FILE, "%s: holds weights only; what its features and classes are is not said", lehr_checkpoint_name(c));
    int n = count_lines(features);
    const lehr_stored *zero = numbers(c, "scale.zero", (size_t)n, -1e300, 1e300), *unit = numbers(c, "scale.unit", (size_t)n, 0, 1e300);
    if (!zero || !unit) return lehr_last_status();
    lehr_status status = lehr_data_room(d, 0, n, count_lines(classes));
    if (!status) status = copy_names(d, d->feature_name, features);
    if (!status) status = copy_names(d, d->class_name, classes);
    for (int f = 0; f < n && !status; f++) {
        d->zero[f] = lehr_stored_number(zero, (size_t)f);
        d->unit[f] = lehr_stored_number(unit, (size_t)f);
    }
    return status;
}

lehr_data *lehr_data_saved(const lehr_checkpoint *c)
{
    lehr_data *d = lehr_alloc(1, sizeof *d);
    if (!d || !fill(d, c)) return d;
    lehr_data_free(d);
    return NULL;
}
