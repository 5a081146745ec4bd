/* test_impossible_values.c — every parameter of every policy, update rule, initialiser, activation and answer, with
 * each kind of impossible number and text: refused with its name, its range and its place, or within its range. The
 * test reads the registries, so a new entry is tried too. */
#include "core/base/internal.h"
#include "figure.h"
#include "hostile.h"
#include "lab.h"
#include "lab/data/csv.h"
#include "nn/init.h"
#include "nn/layers.h"
#include "optim/internal.h"
#include "optim/spec.h"
#include "sched/sched.h"
#include "core/base/did_you_mean.h"
#include "sched/spec.h"

/* Parses a spec of this kind completely, as a command or a program does; *field: the field of the number. */
typedef lehr_status read_fn(const char *text, const lehr_param_spec *k, double *taken);

static double first_of(const lehr_param_spec *k, const void *settings)
{
    double v;
    memcpy(&v, (const char *)settings + k->field + (k->flags & LEHR_LIST ? offsetof(lehr_number_list, v) : 0),
           sizeof v);
    return v;
}

static lehr_status read_policy(const char *text, const lehr_param_spec *k, double *taken)
{
    lehr_sched s;
    lehr_status status = lehr_sched_parse_epochs(&s, text, 0.1, 1000, 25);
    if (!status) *taken = first_of(k, &s.factor[0].k) / (k->flags & LEHR_DURATION ? s.factor[0].per : 1);
    return status;
}

static lehr_params *two_parameters(void)
{
    lehr_params *ps = lehr_params_new();
    assert_true(ps && lehr_param(ps, "fc1.weight", LEHR_MATRIX(2, 2)) && lehr_param(ps, "fc1.bias", LEHR_VECTOR(2)));
    return ps;
}

static lehr_status read_rule(const char *text, const lehr_param_spec *k, double *taken)
{
    lehr_optim o;
    lehr_params *ps = two_parameters();
    lehr_status status = lehr_optim_init(&o, text, ps, 0.1);
    if (!status) *taken = first_of(k, o.groups ? &o.group[0].with : &o);
    lehr_optim_release(&o);
    lehr_params_free(ps);
    return status;
}

static lehr_status read_init(const char *text, const lehr_param_spec *k, double *taken)
{
    lehr_initializer how;
    lehr_status status = lehr_initializer_parse(&how, text);
    if (!status) *taken = first_of(k, &how);
    return status;
}

static lehr_status read_activation(const char *text, const lehr_param_spec *k, double *taken)
{
    lehr_layer layer;
    lehr_status status = lehr_activation(&layer, text);
    if (!status) *taken = first_of(k, &layer);
    return status;
}

static lehr_status read_answer(const char *text, const lehr_param_spec *k, double *taken)
{
    static const char table[] = "1,2,3\n4,5,7\n";
    lehr_data d = { 0 };
    lehr_status status = lehr_csv_read(&d, "a.csv", table, sizeof table - 1, text);
    if (!status) *taken = k->choices ? 0 : d.targets;
    lehr_arena_release(&d.memory);
    return status;
}

/* --- one parameter ------------------------------------------------------------------------------------------------ */

static int tried, refused, parameters;

/* The message has the parameter's name, its range, and the column of its value, or the text after the number. */
static void check_sentence(const char *text, size_t value_at, const lehr_param_spec *k)
{
    int column = 0;
    const char *place = strstr(lehr_message(), "\", column ");
    char says[300];
    if (!place || sscanf(place, "\", column %d: ", &column) != 1 || column <= (int)value_at ||
        column > (int)strlen(text) + 1)
        fail_msg("%s: no place: %s", text, lehr_message());
    snprintf(says, sizeof says, "%s|must be %s", k->name, lehr_param_spec_range_text(k).s);
    check_says(says, text);
}

static bool is_possible(const hostile *h, const lehr_param_spec *k)
{
    return k->choices ? lehr_is_one_of(h->text, strlen(h->text), k->choices)
                      : h->plain && lehr_param_spec_accepts(k, h->v);
}

/* Blanks may surround a value in a spec: " 0.1" is as possible as 0.1. */
static const hostile *without_blanks(const hostile *h, hostile *stripped)
{
    size_t n = strlen(h->text);
    if (!n || (!strchr(" \t", h->text[0]) && !strchr(" \t", h->text[n - 1]))) return h;
    *stripped = (hostile){ h->text, true, strtod(h->text, NULL) };
    return stripped;
}

/* begin: the text before the parameter's name; behind: the text after its value. */
static void try_parameter(const char *begin, const char *behind, const lehr_param_spec *k, read_fn *read)
{
    parameters++;
    for (int i = 0; i < HOSTILES; i++) {
        char text[1200];
        double taken = NAN;
        hostile stripped;
        const hostile *h = without_blanks(&hostiles[i], &stripped);
        size_t at = (size_t)snprintf(text, sizeof text, "%s%s=", begin, k->name), n = strlen(h->text);
        snprintf(text + at, sizeof text - at, "%s%s", h->text, behind);
        assert_true(at + n < sizeof text);
        bool possible = is_possible(h, k);
        lehr_status status = read(text, k, &taken);
        if (!possible) {
            if (!status) fail_msg("%s was taken", text);
            check_sentence(text, at + strspn(h->text, " \t"), k);
            tried++;
            refused += status != LEHR_OK;
        } else if (status ? !strstr(lehr_message(), ": ") : !k->choices && !isnan(taken) && taken != h->v) {
            fail_msg("%s: %d, %.17g, %s", text, status, taken, lehr_message());
        }
    }
}

static void try_rows(const lehr_registry *t, read_fn *read)
{
    const lehr_registry_entry *row;
    for (int i = 0; (row = lehr_registry_at(t, i)); i++)
        for (const lehr_param_spec *k = row->params; k->name; k++) {
            char name[80];
            snprintf(name, sizeof name, "%s:", row->name);
            try_parameter(name, "", k, read);
        }
}

/* The parameters of every rule, and those of a group. */
static void try_shared_parameters(void)
{
    for (const lehr_param_spec *k = lehr_optim_shared; k->name; k++) try_parameter("sgd:", "", k, read_rule);
    for (const lehr_param_spec *k = lehr_group_shared; k->name; k++) try_parameter("adam; *.bias: ", "", k, read_rule);
}

/* The parameters of every policy, and those of PyTorch's classes under their own names. */
static void try_common_parameters(void)
{
    static const lehr_param_spec common[] = {
        { "for", offsetof(lehr_policy_values, hold), 0, 1, 0x1p53, LEHR_INTEGER },
        { "unit", 0, 0, 0, 1, 0, NULL, NULL, "update epoch" },
    };
    const lehr_policy *p;
    for (int i = 0; i < COUNT_OF(common); i++) try_parameter("fixed:", "+fixed", &common[i], read_policy);
    for (int i = 0; (p = lehr_policy_at(i)); i++)
        for (const lehr_param_spec *k = p->torch_params; k && k->name; k++) {
            char name[80];
            snprintf(name, sizeof name, "%.*s:", (int)strcspn(p->entry.aliases, " "), p->entry.aliases);
            try_parameter(name, "", k, read_policy);
        }
}

static void what_cannot_be_is_refused_with_name_and_range(void **state)
{
    (void)state;
    try_rows(&lehr_policies, read_policy);
    try_rows(lehr_rules(), read_rule);
    try_rows(&lehr_initializers, read_init);
    try_rows(&lehr_activations, read_activation);
    try_rows(&lehr_target_kinds, read_answer);
    try_shared_parameters();
    try_common_parameters();
    assert_true(parameters > 100 && refused == tried && tried > 20 * parameters);
    figure(8, "parameters",
           "%d of %d impossible values of %d parameters of policies, update rules, initialisers, activations, answers "
           "refused, each with its name, its range and its column",
           refused, tried, parameters);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(what_cannot_be_is_refused_with_name_and_range) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
