/* test_optim_spec.c — specs of update rules: text, ranges and names, from text and from C, and a program's own rule. */
#include "core/base/internal.h"
#include "optim/internal.h"
#include "optim/spec.h"
#include "lab.h"

enum { SIZE = 15 };

static lehr_params *some_params(void)
{
    lehr_params *ps = lehr_params_new();
    assert_non_null(ps);
    assert_non_null(lehr_param(ps, "all", LEHR_VECTOR(SIZE)));
    for (int i = 0; i < SIZE; i++) lehr_params_data(ps)[i] = (lehr_real)(0.25 * (i - 7));
    return ps;
}

#define FOR_EVERY_RULE(rule) \
    const lehr_rule *rule; \
    for (int row_ = 0; (rule = (const lehr_rule *)lehr_registry_at(lehr_rules(), row_)); row_++)

/* --- texts -------------------------------------------------------------------------------------------------------- */

static double field(const lehr_optim *o, const lehr_param_spec *k)
{
    return *(const double *)((const char *)o + k->field);
}

static void check_reads_back(const lehr_optim *o, const lehr_param_spec *k, lehr_params *ps)
{
    lehr_strbuf once = { 0 }, twice = { 0 };
    lehr_optim again;
    lehr_optim_print(o, &once);
    assert_int_equal(lehr_optim_init(&again, once.s, ps, 0.1), LEHR_OK);
    assert_true(again.rule == o->rule && field(&again, k) == field(o, k));
    lehr_optim_print(&again, &twice);
    assert_string_equal(once.s, twice.s);
    lehr_optim_release(&again);
    lehr_strbuf_release(&once);
    lehr_strbuf_release(&twice);
}

static void check_probe(const lehr_rule *rule, const lehr_param_spec *k, probe p, lehr_params *ps)
{
    char text[200], number[64];
    lehr_optim o, c;
    snprintf(text, sizeof text, "%s:%s=%s", rule->entry.name, k->name, print_number(number, sizeof number, p.v));
    lehr_status status = lehr_optim_init(&o, text, ps, 0.1);
    lehr_status from_c = lehr_optim_use(&c, rule, ps, 0.1, LEHR_SETTINGS({ k->name, p.v }));
    if (status != (p.allowed ? LEHR_OK : LEHR_ERR_VALUE) || from_c != status)
        fail_msg("%s: status %d, from C %d", text, status, from_c);
    if (status) {
        check_says(rule->entry.name, text);
        check_says(k->name, text);
        check_says(number, text);
        check_says(lehr_param_spec_range_text(k).s, text);
    } else {
        assert_true(o.rule == rule && field(&o, k) == p.v && field(&c, k) == p.v);
        check_reads_back(&o, k, ps);
    }
    lehr_optim_release(&o);
    lehr_optim_release(&c);
}

/* The parameters of the rule, and those of every rule; adamw has its own weight_decay. */
static void every_parameter_keeps_its_range(void **state)
{
    (void)state;
    lehr_params *ps = some_params();
    FOR_EVERY_RULE(rule) {
        const lehr_param_spec *lists[] = { rule->entry.params, lehr_optim_shared };
        for (int l = 0; l < 2; l++)
            for (const lehr_param_spec *k = lists[l]; k->name; k++) {
                probe p[PROBES];
                bool is_own = l && !strcmp(rule->entry.name, "adamw") && !strcmp(k->name, "weight_decay");
                if (k->choices || is_own) continue;
                probes_of(k, p);
                for (int i = 0; i < PROBES; i++) check_probe(rule, k, p[i], ps);
            }
    }
    lehr_params_free(ps);
}

static void every_switch_is_true_or_false(void **state)
{
    (void)state;
    lehr_params *ps = some_params();
    static const struct { const char *word; lehr_status status; double v; } rows[] = {
        { "true", LEHR_OK, 1 },       { "false", LEHR_OK, 0 },  { "True", LEHR_OK, 1 },
        { "yes", LEHR_ERR_NAME, 0 },  { "1", LEHR_ERR_NAME, 0 }, { "", LEHR_ERR_NAME, 0 },
    };
    int switches = 0;
    FOR_EVERY_RULE(rule) for (const lehr_param_spec *k = rule->entry.params; k->name; k++)
        for (int i = 0; i < COUNT_OF(rows) && k->choices; i++, switches++) {
            char text[200];
            lehr_optim o;
            const char *needs = !strcmp(k->name, "nesterov") ? "momentum=0.5," : "";
            snprintf(text, sizeof text, "%s:%s%s=%s", rule->entry.name, needs, k->name, rows[i].word);
            if (lehr_optim_init(&o, text, ps, 0.1) != rows[i].status) fail_msg("%s: %s", text, lehr_message());
            if (rows[i].status) check_says("it must be one of: false true", text);
            else assert_true(field(&o, k) == rows[i].v);
            if (!rows[i].status) check_reads_back(&o, k, ps);
            lehr_optim_release(&o);
        }
    assert_int_equal(switches, 7 * COUNT_OF(rows));
    lehr_params_free(ps);
}

static void other_names_and_canonical_texts(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "SGD", "sgd" },
        { "nag", "nesterov" },
        { "adam:", NULL },
        { "adam:beta1=0.9", "adam" },
        { "Adam:0.8", "adam:beta1=0.8" },
        { "adam:beta2=0.5,beta1=0.25", "adam:beta1=0.25,beta2=0.5" },
        { "momentum:mu=1/2", "momentum:momentum=0.5" },
        { "adagrad:eps=1e-06", "adagrad:eps=1e-06" },
        { "NAdam", "nadam" },
        { "Adadelta:rho=0.5", "adadelta:rho=0.5" },
        { "AMSGrad", "amsgrad" },
        { "RMSProp:decay=0.95,eps_inside=true", "rmsprop:alpha=0.95,eps_inside=true" },
        { "SGD:nesterov=True,momentum=0.9,weight_decay=0.0005", "sgd:momentum=0.9,nesterov=true,weight_decay=0.0005" },
        { "AdamW:weight_decay=0.01", "adamw" },
        { "adamw:decay=0", "adamw:weight_decay=0" },
        { "Adagrad:initial_accumulator_value=0.1", "adagrad:initial_accumulator_value=0.1" },
        { "sgd:l1=0.01,l2=0.02,clip_norm=5", "sgd:l1=0.01,l2=0.02,clip_norm=5" },
        { " adam : clip_value=1 ", "adam:clip_value=1" },
        { "adam: clip_value=1 ", "adam:clip_value=1" },
        { "adam:beta1=0.8, clip_value=1", "adam:beta1=0.8,clip_value=1" },
        { "rmsprop: eps_inside=true , alpha = 0.95", "rmsprop:alpha=0.95,eps_inside=true" },
    };
    lehr_params *ps = some_params();
    for (int i = 0; i < COUNT_OF(rows); i++) {
        lehr_optim o;
        lehr_strbuf t = { 0 };
        lehr_status status = lehr_optim_init(&o, rows[i][0], ps, 0.1);
        assert_int_equal(status, rows[i][1] ? LEHR_OK : LEHR_ERR_VALUE);
        if (!status) lehr_optim_print(&o, &t);
        if (!status) assert_string_equal(t.s, rows[i][1]);
        lehr_strbuf_release(&t);
        lehr_optim_release(&o);
    }
    lehr_params_free(ps);
}

static const struct { const char *text; double lr; lehr_status status; const char *says;
} bad_specs[] = {
    { "adm", 0.1, LEHR_ERR_NAME, "no update rule \"adm\"|did you mean \"adam\"" },
    { "adagard", 0.1, LEHR_ERR_NAME, "\"adagrad\"" },
    { "nesterof:0.9", 0.1, LEHR_ERR_NAME, "\"nesterov\"" },
    { "", 0.1, LEHR_ERR_NAME, "update rule" },
    { "zzzz", 0.1, LEHR_ERR_NAME, "zzzz" },
    { "adam:beta=0.5", 0.1, LEHR_ERR_NAME, "column 6|beta" },
    { "adam:beta1=0.5,beta1=0.5", 0.1, LEHR_ERR_VALUE, "column 16|beta1|twice" },
    { "sgd:0.9,0.5", 0.1, LEHR_ERR_VALUE, "sgd|momentum|twice" },
    { "adam:beta1=x", 0.1, LEHR_ERR_VALUE, "column 12|beta1|\"x\"" },
    { "adam:beta1=nan", 0.1, LEHR_ERR_VALUE, "beta1" },
    { "adam:beta1=0x1", 0.1, LEHR_ERR_VALUE, "beta1" },
    { "adam+sgd", 0.1, LEHR_ERR_NAME, "adam+sgd" },
    { "adam:beta1=0.5+sgd", 0.1, LEHR_ERR_VALUE, "+" },
    { "adam", NAN, LEHR_ERR_VALUE, "lr is nan" },
    { "adam", INFINITY, LEHR_ERR_VALUE, "lr is inf" },
    { "sgd:nesterov=true", 0.1, LEHR_ERR_VALUE, "sgd|nesterov|momentum above 0" },
    { "sgd:momentum=0.9,dampening=0.1,nesterov=true", 0.1, LEHR_ERR_VALUE, "sgd|nesterov|no dampening" },
    { "adam:clip_norm=1,clip_value=1", 0.1, LEHR_ERR_VALUE, "adam|clip_norm and clip_value|one of them" },
    { "adam:clip_norm=1e30", 0.1, LEHR_ERR_VALUE, "column 16|clip_norm is 1e30|at most 1000000" },
    { "adam:weight_decay=-1", 0.1, LEHR_ERR_VALUE, "weight_decay is -1|at least 0" },
    { "adam:weight_decya=1", 0.1, LEHR_ERR_NAME, "\"weight_decay\"" },
    { "adam:rate=1", 0.1, LEHR_ERR_NAME, "adam has no parameter \"rate\"" },
    { "sgd", -1, LEHR_ERR_VALUE, "lr is -1|0 or more" },
    { "sgd", -INFINITY, LEHR_ERR_VALUE, "lr is -inf" },
};

static void nonsense_is_refused(void **state)
{
    (void)state;
    lehr_params *ps = some_params();
    for (int i = 0; i < COUNT_OF(bad_specs); i++) {
        lehr_optim o;
        memset(&o, 0xA5, sizeof o);
        if (lehr_optim_init(&o, bad_specs[i].text, ps, bad_specs[i].lr) != bad_specs[i].status)
            fail_msg("\"%s\": %s", bad_specs[i].text, lehr_message());
        check_says(bad_specs[i].says, bad_specs[i].text);
        for (int s = 0; s < LEHR_MAX_SLOTS; s++) assert_null(o.slot[s]);
        lehr_optim_release(&o);
    }
    lehr_params_free(ps);
}

/* --- a rule of one's own ------------------------------------------------------------------------------------------ */

/* The update is the sign of the gradient; alpha multiplies the rate. */
static void sign_update(const lehr_optim *o, size_t n, lehr_real *w, const lehr_real *g, lehr_real *const slot[])
{
    for (size_t i = 0; i < n; i++) {
        w[i] -= (lehr_real)(o->lr * o->user[0]) * (lehr_real)((g[i] > 0) - (g[i] < 0));
        slot[0][i] += 1;
    }
}

static void a_programs_own_rule(void **state)
{
    (void)state;
    lehr_rule sign = { { "sign", NULL, "w -= alpha lr sign(g)", NULL,
                         { { "alpha", offsetof(lehr_optim, user[0]), 1, 0, 2, LEHR_EXCLUDE_MIN } } }, 1, sign_update };
    lehr_params *ps = some_params();
    lehr_optim o;
    lehr_strbuf t = { 0 };
    assert_int_equal(lehr_optim_use(&o, &sign, ps, 0.5, LEHR_SETTINGS({ "alpha", 0.5 })), LEHR_OK);
    for (int i = 0; i < SIZE; i++) lehr_params_grad(ps)[i] = (lehr_real)(i - 7);
    assert_int_equal(lehr_optim_step(&o), LEHR_OK);
    for (int i = 0; i < SIZE; i++) {
        assert_true(lehr_params_data(ps)[i] == (lehr_real)(0.25 * (i - 7) - 0.25 * ((i > 7) - (i < 7))));
        assert_true(o.slot[0][i] == 1);
    }
    lehr_short_text slot;
    assert_true(lehr_optim_slot(&o, lehr_params_at(ps, 0), 0, &slot) == o.slot[0]);
    assert_string_equal(slot.s, "slot0");
    lehr_optim_print(&o, &t);
    assert_string_equal(t.s, "sign:alpha=0.5");
    lehr_strbuf_release(&t);
    lehr_optim_release(&o);
    assert_int_equal(lehr_optim_use(&o, &sign, ps, 0.5, LEHR_SETTINGS({ "alpha", 0 })), LEHR_ERR_VALUE);
    check_says("sign|alpha is 0|above 0 and at most 2", "sign");
    assert_int_equal(lehr_optim_use(&o, &sign, ps, 0.5, LEHR_SETTINGS({ "alhpa", 1 })), LEHR_ERR_NAME);
    check_says("sign|alhpa|\"alpha\"", "sign");
    sign.slots = LEHR_MAX_SLOTS + 1;
    assert_int_equal(lehr_optim_use(&o, &sign, ps, 0.5, NULL), LEHR_ERR_VALUE);
    check_says("sign|4 slots|0 to 3", "sign");
    sign.slots = -1;
    assert_int_equal(lehr_optim_use(&o, &sign, ps, 0.5, NULL), LEHR_ERR_VALUE);
    check_says("sign|-1 slots|0 to 3", "sign");
    sign.update = NULL;
    assert_int_equal(lehr_optim_use(&o, &sign, ps, 0.5, NULL), LEHR_ERR_VALUE);
    check_says("sign: its entry has no update function", "sign");
    lehr_optim_release(&o);
    lehr_params_free(ps);
}

/* NULL is neither a rule nor a group; an optimizer without a rule prints no text. */
static void a_null_text_or_rule_is_refused(void **state)
{
    (void)state;
    lehr_params *none = lehr_params_new();
    lehr_optim o;
    lehr_strbuf t = { 0 };
    assert_int_equal(lehr_optim_init(&o, NULL, none, 0.5), LEHR_ERR_NAME);
    check_says("no update rule was given", "text");
    assert_int_equal(lehr_optim_use(&o, NULL, none, 0.5, NULL), LEHR_ERR_NAME);
    check_says("no update rule was given", "row");
    lehr_optim_print(&o, &t);
    assert_null(t.s);
    assert_int_equal(lehr_optim_init(&o, "adam", none, 0.5), LEHR_OK);
    assert_int_equal(lehr_optim_step(&o), LEHR_OK);
    assert_int_equal(lehr_optim_group(&o, NULL), LEHR_ERR_NAME);
    check_says("no group was given", "group");
    lehr_optim_release(&o);
    assert_int_equal(lehr_optim_init(&o, "adam;*:rate=2", none, 0.5), LEHR_ERR_NAME);
    check_says("group \"*\" matches no parameter; there are none", "group");
    lehr_params_free(none);
}

/* --- any text at all ---------------------------------------------------------------------------------------------- */

static const char *const good_specs[] = {
    "adam:beta1=0.8,clip_norm=1; a*:rate=2", "sgd:momentum=0.9,nesterov=true;all:adamw:weight_decay=0.1,rate=1/3",
    " rmsprop : 0.5 ;?ll: l1=1e-3",
};

/* Mutants of valid specs: letters changed, removed, doubled. Nothing leaks, and an accepted spec can be printed and
 * read again. */
static void any_text_is_taken_or_refused(void **state)
{
    (void)state;
    static const char letters[] = "adm*?;:=,.+ 0123456789-e/\t\x80";
    lehr_params *ps = some_params();
    uint32_t seed = 1;
    int taken = 0;
#define DRAW(n) ((seed = seed * 1664525u + 1013904223u) >> 8) % (uint32_t)(n)
    for (int i = 0; i < 30000; i++) {
        char text[200];
        snprintf(text, sizeof text, "%s", good_specs[i % COUNT_OF(good_specs)]);
        for (uint32_t spoil = 1 + DRAW(3); spoil; spoil--) {
            size_t length = strlen(text), at = length ? DRAW(length) : 0;
            uint32_t how = DRAW(3);
            if (how == 0) text[at] = letters[DRAW(sizeof letters)];
            else if (how == 1) memmove(text + at, text + at + (length > 0), length - at + (length == 0));
            else memmove(text + at + 1, text + at, length - at + 1);
        }
        lehr_optim o;
        watch_memory(0, 0);
        lehr_status status = lehr_optim_init(&o, text, ps, 0.1);
        if (status) assert_true(!o.rule && strlen(lehr_message()) > 10);
        else {
            lehr_strbuf once = { 0 }, twice = { 0 };
            lehr_optim_print(&o, &once);
            lehr_optim_release(&o);
            if (lehr_optim_init(&o, once.s, ps, 0.1))
                fail_msg("\"%s\" is printed as \"%s\": %s", text, once.s, lehr_message());
            lehr_optim_print(&o, &twice);
            assert_string_equal(once.s, twice.s);
            lehr_strbuf_release(&once);
            lehr_strbuf_release(&twice);
            taken++;
        }
        lehr_optim_release(&o);
        assert_int_equal(forget_memory(), 0);
    }
    assert_in_range(taken, 1000, 20000);
    lehr_params_free(ps);
}

/* --- the page ----------------------------------------------------------------------------------------------------- */

static void in_the_page(const char *page, const char *part)
{
    if (!strstr(page, part)) fail_msg("docs/rules.md does not say %s", part);
}

/* docs/rules.md lists every rule with its other names, and every setting with its default. */
static void the_page_has_every_rule(void **state)
{
    (void)state;
    static char page[32768], part[200];
    FILE *f = fopen(LEHR_SOURCE "/docs/rules.md", "r");
    assert_non_null(f);
    page[fread(page, 1, sizeof page - 1, f)] = '\0';
    fclose(f);
    FOR_EVERY_RULE(rule) {
        snprintf(part, sizeof part, "\n| `%s` |", rule->entry.name);
        char *line = strstr(page, part);
        in_the_page(page, part);
        size_t end = strcspn(line + 1, "\n") + 1;
        char cut = line[end];
        line[end] = '\0';
        for (const lehr_param_spec *k = rule->entry.params; k->name; k++) {
            snprintf(part, sizeof part, "`%s=%s`", k->name, lehr_param_spec_default_text(k).s);
            in_the_page(line, part);
        }
        for (const char *name = rule->entry.aliases; name && *name;
             name += strcspn(name, " ") + (strchr(name, ' ') != NULL)) {
            snprintf(part, sizeof part, "%.*s", (int)strcspn(name, " "), name);
            in_the_page(strrchr(line, '`'), part);
        }
        line[end] = cut;
    }
    for (const lehr_param_spec *k = lehr_optim_shared; k->name; k++) {
        snprintf(part, sizeof part, "| `%s=%s` |", k->name, lehr_param_spec_default_text(k).s);
        in_the_page(page, part);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_parameter_keeps_its_range),
        cmocka_unit_test(every_switch_is_true_or_false),
        cmocka_unit_test(other_names_and_canonical_texts),
        cmocka_unit_test(nonsense_is_refused),
        cmocka_unit_test(a_programs_own_rule),
        cmocka_unit_test(a_null_text_or_rule_is_refused),
        cmocka_unit_test(any_text_is_taken_or_refused),
        cmocka_unit_test(the_page_has_every_rule),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
