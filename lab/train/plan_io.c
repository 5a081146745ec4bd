#include "lab/train/plan_io.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "nn/init.h"
#include "nn/layers.h"
#include "optim/spec.h"
#include "sched/sched.h"
#include "sched/spec.h"
#include <math.h>
#include <stddef.h>
#include <string.h>

/* --- numbers in texts --------------------------------------------------------------------------------------------- */

static lehr_status missing(const lehr_checkpoint *c, const char *key)
{
    return lehr_fail(LEHR_ERR_FILE, "%s: has no %s; it was not saved by a training of Lehr", lehr_checkpoint_name(c),
                     key);
}

lehr_status lehr_checkpoint_read_number(const lehr_checkpoint *c, const char *key, double *v)
{
    if (LEHR_NOT_NULL(c, key, v)) return LEHR_ERR_VALUE;
    const char *text = lehr_checkpoint_text(c, key), *end;
    if (!text) return missing(c, key);
    if (lehr_parse_number(text, &end, v) && !*end) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE, "%s: %s is \"%.40s\"; it must be a number", lehr_checkpoint_name(c), key, text);
}

lehr_status lehr_checkpoint_read_integer(const lehr_checkpoint *c, const char *key, long max, long *v)
{
    double d;
    lehr_status status = LEHR_NOT_NULL(v);
    if (!status) status = lehr_checkpoint_read_number(c, key, &d);
    if (status) return status;
    if (!(d >= 0 && d <= (double)max && d == floor(d)))
        return lehr_fail(LEHR_ERR_FILE, "%s: %s is %s; it must be a whole number from 0 to %ld",
                         lehr_checkpoint_name(c), key, lehr_number_text(d).s, max);
    *v = (long)d;
    return LEHR_OK;
}

/* --- fields ------------------------------------------------------------------------------------------------------- */

/* How a field is stored and compared. SCHED is a schedule, OPTIM an update rule with its groups, and ENTRY
 * "name:key=value" of a registry; all other texts are TEXT. */
typedef enum field_kind { TEXT, ENTRY, OPTIM, SCHED, NUMBER,  INTEGER } field_kind;
enum { MAY_DIFFER = 1, OPTIONAL = 2 };          /* flags: in a resumed run; it may be NULL */

typedef struct field {
    const char *name;
    field_kind  kind;
    size_t      offset;
    unsigned    flags;
    const lehr_registry *(*registry)(void);     /* ENTRY */
} field;

static const lehr_registry *activations(void) { return &lehr_activations; }
static const lehr_registry *inits(void)    { return &lehr_initializers; }

#define FIELD(name) offsetof(lehr_plan, name)

static const field fields[] = {
    { "task",           TEXT,    FIELD(task), MAY_DIFFER },     /* the file may have moved; the data are compared */
    { "answer",         TEXT,    FIELD(answer), MAY_DIFFER | OPTIONAL },
    { "net",            TEXT,    FIELD(net) },
    { "activation",     ENTRY,   FIELD(activation), 0, activations },
    { "init",           ENTRY,   FIELD(init), 0, inits },
    { "optim",          OPTIM,   FIELD(optim) },
    { "lr",             NUMBER,  FIELD(lr) },
    { "sched",          SCHED,   FIELD(sched) },
    { "sched-momentum", SCHED,   FIELD(sched_momentum), OPTIONAL },
    { "scale",          TEXT,    FIELD(scale) },
    { "fit-scale",      TEXT,    FIELD(fit_scale) },
    { "scale-target",   TEXT,    FIELD(scale_target) },
    { "split",          NUMBER,  FIELD(split) },
    { "batch",          INTEGER, FIELD(batch) },
    { "epochs",         INTEGER, FIELD(epochs), MAY_DIFFER },
    { "steps",          INTEGER, FIELD(steps), MAY_DIFFER },
    { "patience",       INTEGER, FIELD(patience) },
    { "every",          INTEGER, FIELD(every) },
    { "seed",           INTEGER, FIELD(seed) },
};

enum { FIELDS = sizeof fields / sizeof *fields };

static bool is_text(const field *f) { return f->kind <= SCHED; }

/* The field as a text, in *buffer if it is a number; NULL: it is not set. */
static const char *text_of(const field *f, const lehr_plan *p, lehr_short_text *buffer)
{
    const void *at = (const char *)p + f->offset;
    if (is_text(f)) return *(const char *const *)at;
    *buffer = f->kind == NUMBER ? lehr_number_text(*(const double *)at) : lehr_short_printf("%ld", *(const long *)at);
    return buffer->s;
}

static lehr_short_text key_of(const field *f) { return lehr_short_printf("lehr.plan.%s", f->name); }

void lehr_plan_write(lehr_checkpoint *c, const lehr_plan *plan)
{
    if (LEHR_NOT_NULL(c, plan)) return;
    lehr_short_text buffer;
    lehr_plan p = *plan;
    if (p.steps) p.epochs = 0;          /* steps alone give the length */
    for (const field *f = fields; f < fields + FIELDS; f++) {
        const char *text = text_of(f, &p, &buffer);
        if (text) lehr_checkpoint_put_text(c, key_of(f).s, text);
    }
}

lehr_status lehr_plan_read(lehr_plan *plan, const lehr_checkpoint *c)
{
    lehr_status status = LEHR_NOT_NULL(plan, c);
    if (status) return status;
    *plan = (lehr_plan){0};
    for (const field *f = fields; f < fields + FIELDS && !status; f++) {
        void *at = (char *)plan + f->offset;
        lehr_short_text key = key_of(f);
        if (f->kind == NUMBER) status = lehr_checkpoint_read_number(c, key.s, at);
        else if (f->kind == INTEGER) status = lehr_checkpoint_read_integer(c, key.s, LEHR_MAX_SAVED_INTEGER, at);
        else if (!(*(const char **)at = lehr_checkpoint_text(c, key.s)) && !(f->flags & OPTIONAL))
            status = missing(c, key.s);
    }
    return status;
}

void lehr_plan_adopt_saved(lehr_plan *plan, const lehr_plan *saved)
{
    if (LEHR_NOT_NULL(plan, saved)) return;
    for (const field *f = fields; f < fields + FIELDS; f++) {
        size_t size = is_text(f) ? sizeof(char *) : f->kind == NUMBER ? sizeof(double) : sizeof(long);
        if (!(f->flags & MAY_DIFFER)) memcpy((char *)plan + f->offset, (const char *)saved + f->offset, size);
    }
}

/* --- comparing ---------------------------------------------------------------------------------------------------- */

/* "normal:std=0.01" in its canonical form. */
static void print_entry(const lehr_registry *t, const char *text, lehr_strbuf *out)
{
    union { lehr_layer layer; lehr_initializer init; } settings;
    unsigned given = 0;
    char before = ':';
    memset(&settings, 0, sizeof settings);
    const lehr_registry_entry *entry = lehr_registry_parse(t, text, &settings, &given);
    if (!entry) {
        out->status = lehr_last_status();
        return;
    }
    lehr_strbuf_printf(out, "%s", entry->name);
    lehr_param_specs_print(out, &before, entry->params, &settings, given);
}

/* The same for an update rule of those parameters, with its groups. */
static void print_rule(const char *text, lehr_params *ps, lehr_strbuf *out)
{
    lehr_optim o;
    lehr_status status = lehr_optim_init(&o, text, ps, 0);
    if (status) out->status = status;
    else lehr_optim_print(&o, out);
    lehr_optim_release(&o);
}

static void print_sched(const char *text, double lr, long steps, long per_epoch, lehr_strbuf *out)
{
    lehr_sched s;
    lehr_status status = lehr_sched_parse_epochs(&s, text, lr, steps, per_epoch);
    if (status) out->status = status;
    else lehr_sched_print(&s, out);
}

/* The canonical text of a field. A momentum schedule may have any base, as both plans are printed with the same. */
static void print_field(const field *f, const lehr_plan *p, lehr_params *ps, long steps, long per_epoch,
                        lehr_strbuf *out)
{
    lehr_short_text buffer;
    const char *text = text_of(f, p, &buffer);
    if (f->kind == ENTRY) print_entry(f->registry(), text, out);
    else if (f->kind == OPTIM) print_rule(text, ps, out);
    else if (f->kind == SCHED && text) print_sched(text, f->flags & OPTIONAL ? 1 : p->lr, steps, per_epoch, out);
    else lehr_strbuf_printf(out, "%s", text ? text : "");
}

lehr_status lehr_plan_fail_different(const char *name, const char *what, const char *saved, const char *given)
{
    return lehr_fail(LEHR_ERR_VALUE,
                     "%s was trained with %s %.100s, not %.100s; a training is resumed with the plan it began with",
                     name, what, saved ? saved : lehr_translate("(none)"), given ? given : lehr_translate("(none)"));
}

lehr_status lehr_plan_check_same(const lehr_plan *plan, const lehr_plan *saved, lehr_params *ps, long steps,
                                 long per_epoch, const char *name)
{
    lehr_status status = LEHR_NOT_NULL(plan, saved, name);
    for (const field *f = fields; f < fields + FIELDS && !status; f++) {
        lehr_strbuf given = {0}, stored = {0};
        lehr_short_text buffer[2];
        const char *a = text_of(f, plan, &buffer[0]), *b = text_of(f, saved, &buffer[1]);
        if (f->flags & MAY_DIFFER || (a && b && !strcmp(a, b)) || (!a && !b)) continue;
        print_field(f, plan, ps, steps, per_epoch, &given);
        print_field(f, saved, ps, steps, per_epoch, &stored);
        status = given.status ? given.status : stored.status;
        if (!status && strcmp(given.s, stored.s)) status = lehr_plan_fail_different(name, f->name, b, a);
        lehr_strbuf_release(&given);
        lehr_strbuf_release(&stored);
    }
    return status;
}
