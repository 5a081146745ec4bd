/* spec.c — the text of a schedule: parsed and printed
 *
 *     spec   := part { "+" part }            policy := name [ ":" arg { "," arg } ]
 *     part   := policy { "*" policy }        arg    := key "=" value | value    a bare value is the first parameter
 *
 * Blanks may surround "+", "*", ":", "," and "=".
 *
 * expr: the rest of the text is its formula; expr:{…} ends at the brace, so it can be combined.
 */
#include "sched/spec.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include "sched/internal.h"
#include <math.h>
#include <string.h>

#define PARAM(field) LEHR_FIELD(lehr_policy_values, field)

/* The parameters of every policy. */
static const lehr_param_spec common[] = {
    { "for", offsetof(lehr_policy_values, hold), 0, 1, 0x1p53, LEHR_INTEGER },
    { PARAM(unit), 0, 0, 1, 0, NULL, NULL, "update epoch" },
    { 0 },
};

/* --- reading ------------------------------------------------------------------------------------------------------ */

static bool is_alias_of(const lehr_policy *p, const char *name, size_t length)
{
    return lehr_is_one_of(name, length, p->entry.aliases);
}

/* PyTorch's CyclicLR is three of our policies; its mode selects one. The last of them has every parameter, so it is
 * used for parsing. */
static const lehr_policy *parsing_policy(const lehr_policy *first, const char *name, size_t length)
{
    const lehr_policy *p, *parsing = first;
    for (int i = 0; (p = lehr_policy_at(i)); i++)
        if (p->torch_params && is_alias_of(p, name, length)) parsing = p;
    return parsing;
}

static const lehr_policy *of_mode(const lehr_policy *first, const char *name, size_t length, double mode)
{
    const lehr_policy *p;
    for (int i = 0; (p = lehr_policy_at(i)); i++)
        if (is_alias_of(p, name, length) && mode-- == 0) return p;
    return first;
}

static lehr_status read_formula(lehr_parser *r, lehr_sched_term *f)
{
    static const lehr_param_spec none[] = { { 0 } };
    bool braces = *r->at == '{';
    r->at += braces;
    const char *end = braces ? strchr(r->at, '}') : r->at + strlen(r->at);
    if (!end) return lehr_parser_fail(r, r->at, LEHR_ERR_VALUE, "expr: the closing brace is missing");
    lehr_status status = lehr_expr_read(&f->k.expr, r, (size_t)(end - r->at));
    if (status || !braces) return status;
    r->at++;
    lehr_parser_skip_blanks(r);
    if (*r->at != ',') return LEHR_OK;
    r->at++;
    return lehr_param_specs_parse(r, "expr", (const lehr_param_spec *const[]){ none, common, NULL }, &f->k, &f->given);
}

/* Sets PyTorch's defaults, for a spec with the name of a PyTorch class. */
static lehr_status parse_torch_defaults(lehr_sched_term *f, unsigned *given)
{
    lehr_parser r = { f->policy->torch, f->policy->torch };
    return lehr_param_specs_parse(&r, f->policy->entry.name,
                                  (const lehr_param_spec *const[]){ f->policy->entry.params, NULL }, &f->k, given);
}

static lehr_status read_policy(lehr_parser *r, lehr_sched_term *f, double lr)
{
    const char *name = r->at;
    size_t length = lehr_word_length(name, ":+*,=");
    if (!length) return lehr_parser_fail(r, name, LEHR_ERR_NAME, "a policy is expected here");
    const lehr_policy *first = (const lehr_policy *)lehr_registry_find(&lehr_policies, r, name, length);
    if (!first) return lehr_last_status();
    bool by_class = first->torch && is_alias_of(first, name, length);
    f->policy = parsing_policy(first, name, length);
    lehr_param_specs_reset(f->policy->entry.params, &f->k);
    f->k.lr = lr;
    r->at += strcspn(name, ":+*,=");

    unsigned preset = 0;
    lehr_status status = by_class && *f->policy->torch ? parse_torch_defaults(f, &preset) : LEHR_OK;
    const lehr_param_spec *const lists[] = { f->policy->entry.params, common, by_class ? f->policy->torch_params : NULL,
                                             NULL };
    if (!status && *r->at == ':') {
        r->at++;
        lehr_parser_skip_blanks(r);
        status = f->policy->formula ? read_formula(r, f)
                                    : lehr_param_specs_parse(r, f->policy->entry.name, lists, &f->k, &f->given);
    } else if (!status && f->policy->formula) {
        status = lehr_parser_fail(r, r->at, LEHR_ERR_VALUE, "expr: a formula is expected here, such as expr:lr*0.99^t");
    }
    f->given |= preset;
    if (!status && f->policy != first) f->policy = of_mode(first, name, length, f->k.mode);
    if (!status && *r->at && *r->at != '+' && *r->at != '*')
        status = lehr_parser_fail(r, r->at, LEHR_ERR_VALUE, "\"+\", \"*\" or the end is expected here, not \"%s\"",
                                  lehr_character_text(r->at).s);
    return status;
}

/* A plateau must be the last part and not in a product: its rate depends on the metric. */
static lehr_status check_plateau(const lehr_parser *r, const lehr_sched *s, const char *const place[])
{
    for (int i = 0; i < s->count; i++) {
        const lehr_sched_term *f = &s->factor[i];
        bool alone = f->part == s->parts - 1 && (i == 0 || s->factor[i - 1].part != f->part) && i == s->count - 1;
        if (f->policy->is_plateau && !alone)
            return lehr_parser_fail(r, place[i], LEHR_ERR_VALUE,
                                    "%s depends on a metric, so it must be last and alone in its part, as in "
                                    "warmup:100+%s",
                                    f->policy->entry.name, f->policy->entry.name);
    }
    return LEHR_OK;
}

lehr_status lehr_sched_parse_epochs(lehr_sched *s, const char *text, double lr, long steps, long per_epoch)
{
    lehr_sched made = { .lr = lr, .steps = steps, .per_epoch = per_epoch, .parts = 1 };
    const char *place[LEHR_MAX_POLICIES];
    if (!s) return lehr_fail_null("lehr_sched_parse", "s");
    if (!text) return lehr_fail(LEHR_ERR_NAME, "the text of the schedule is NULL");
    lehr_parser r = { text, text };
    lehr_status status = lehr_sched_check_base(lr);
    for (bool more = true; more && !status; made.count++) {
        if (made.count == LEHR_MAX_POLICIES)
            return lehr_parser_fail(&r, r.at, LEHR_ERR_VALUE, "a schedule has at most %d policies",
                                    LEHR_MAX_POLICIES);
        place[made.count] = r.at;
        made.factor[made.count].part = made.parts - 1;
        status = read_policy(&r, &made.factor[made.count], lr);
        more = *r.at != '\0';
        if (*r.at == '+') made.parts++;
        r.at += more;
        lehr_parser_skip_blanks(&r);
    }
    int failed = 0;
    if (!status) status = check_plateau(&r, &made, place);
    if (!status && (status = lehr_sched_resolve(&made, &failed)))
        status = lehr_parser_fail(&r, place[failed], status, "%s", lehr_message());
    if (!status) *s = made;
    return status;
}

lehr_status lehr_sched_parse(lehr_sched *s, const char *text, double lr, long steps)
{
    return lehr_sched_parse_epochs(s, text, lr, steps, 0);
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

/* The shortest number that, multiplied by per, is v. */
static double divide_exactly(double v, double per)
{
    double back = v / per;
    if (per == 1) return v;
    for (int digits = 1; digits < 17; digits++) {
        const char *end;
        double shorter = back;
        lehr_parse_number(lehr_short_printf("%.*g", digits, back).s, &end, &shorter);
        if (shorter * per == v) return shorter;
    }
    return back;                /* v is a rounded product; the quotient reproduces it */
}

/* The values as given in the spec: counts in their own unit. */
static lehr_policy_values as_written(const lehr_sched_term *f)
{
    lehr_policy_values k = f->k;
    k.hold = divide_exactly(k.hold, f->per);
    for (const lehr_param_spec *param = f->policy->entry.params; param->name; param++) {
        int count;
        double *v = param->flags & LEHR_DURATION ? lehr_param_spec_numbers(param, &k, &count) : NULL;
        for (int i = 0; v && i < count; i++) v[i] = divide_exactly(v[i], f->per);
    }
    return k;
}

void lehr_sched_print(const lehr_sched *s, lehr_strbuf *out)
{
    for (int i = 0; out && s && i < s->count; i++) {
        const lehr_sched_term *f = &s->factor[i];
        lehr_policy_values k = as_written(f);
        char before = ':';
        if (i) lehr_strbuf_printf(out, "%c", f->part == f[-1].part ? '*' : '+');
        lehr_strbuf_printf(out, "%s", f->policy->entry.name);
        if (f->policy->formula) {
            lehr_strbuf_printf(out, ":{%s}", k.expr.text);
            before = ',';
        }
        lehr_param_specs_print(out, &before, f->policy->entry.params, &k, f->given);
        lehr_param_specs_print(out, &before, common, &k, 0);
    }
}
