/* test_param_spec.c — parameters of an entry: numbers inside the range are accepted, others are errors with a column,
 * and what is printed parses back. */
#include "check.h"
#include "core/base/internal.h"
#include "core/base/registry.h"
#include "nn/init.h"
#include "nn/layers.h"
#include "optim/optim.h"
#include "sched/sched.h"
#include "sched/spec.h"

/* --- a table of our own: each kind of parameter once -------------------------------------------------------------- */

typedef struct settings {
    double free, above, share, count, epochs, mode, peak, need;
    lehr_number_list at;
    unsigned given;
} settings;

#define PARAM(field) LEHR_FIELD(settings, field)

static const lehr_registry_entry rows[] = {
    { "every_kind", "kinds all", "f", NULL, {
        { PARAM(free),   0.25, -INFINITY, INFINITY, 0, "loose any" },
        { PARAM(above),  1,    0, 1e6, LEHR_EXCLUDE_MIN },
        { PARAM(share),  0.9,  0, 1, LEHR_EXCLUDE_MAX },
        { PARAM(count),  7,    1, 0x1p53, LEHR_INTEGER },
        { PARAM(epochs), 3,   -2, 5, LEHR_INTEGER | LEHR_EXCLUDE_MIN | LEHR_EXCLUDE_MAX },
        { PARAM(mode),   1,    0, 2, 0, "way", NULL, "up down both" },
        { PARAM(peak),   NAN,  0, 10, 0, NULL, "max/10" },
        { PARAM(at),     NAN,  0, 0x1p53, LEHR_INTEGER | LEHR_LIST | LEHR_EXCLUDE_MIN, "milestones" } } },
    { "needy", NULL, "f", NULL, { { PARAM(need), NAN, 0, 1 } } },
    { "plain", "bare none", "f", NULL, { { 0 } } },
};
static const lehr_registry kinds = { "kind", rows, sizeof *rows, COUNT(rows) };

static bool read_text(const char *text, settings *s) { return lehr_registry_parse(&kinds, text, s, &s->given) != NULL; }

/* --- what is taken ------------------------------------------------------------------------------------------------ */

static void omitted_parameters_have_their_defaults(void **state)
{
    (void)state;
    settings s;
    memset(&s, 0xff, sizeof s);
    assert_true(read_text("every_kind", &s));
    assert_true(s.free == 0.25 && s.above == 1 && s.share == 0.9 && s.count == 7 && s.epochs == 3 && s.mode == 1 &&
                isnan(s.peak));
    assert_true(s.at.count == 0 && s.given == 0);
    assert_true(read_text("plain", &s) && read_text("bare", &s));
}

static const struct { const char *text; size_t field; double v; const char *printed; } good_rows[] = {
    { "every_kind:free=0.5",      offsetof(settings, free),   0.5,      ":free=0.5" },
    { "kinds:loose=-1e300",       offsetof(settings, free),   -1e300,   ":free=-1e+300" },
    { "all:any=+5",               offsetof(settings, free),   5,        ":free=5" },
    /* a bare value is the first */
    { "all:0.5",                  offsetof(settings, free),   0.5,      ":free=0.5" },
    { "all:share=0.5,2",          offsetof(settings, free),   2,        ":free=2,share=0.5" },
    { "all:free=0.25",            offsetof(settings, free),   0.25,     "" },                      /* as it is anyway */
    { "all:free=1/3",             offsetof(settings, free),   1 / 3.0,  ":free=0.3333333333333333" },
    { "all:-1/4",                 offsetof(settings, free),   -0.25,    ":free=-0.25" },
    { "all:count=10/5",           offsetof(settings, count),  2,        ":count=2" },
    { "all:count=4e3",            offsetof(settings, count),  4000,     ":count=4000" },
    { "all:share=2e-3/4e-3",      offsetof(settings, share),  0.5,      ":share=0.5" },
    { "all:mode=both",            offsetof(settings, mode),   2,        ":mode=both" },
    { "all:way=up",               offsetof(settings, mode),   0,        ":mode=up" },
    { "all:peak=10,count=1",      offsetof(settings, peak),   10,       ":count=1,peak=10" },
    { "all:at=5",                 offsetof(settings, at.v),   5,        ":at=5" },
    { "all:milestones=3/2/1",     offsetof(settings, at.v[2]), 1,       ":at=3/2/1" },
    { "all: count=1, peak = 10",  offsetof(settings, peak),   10,       ":count=1,peak=10" },
    { "all:mode=both , count=2",  offsetof(settings, mode),   2,        ":count=2,mode=both" },
    { "all: at=3/2 , count=2",  offsetof(settings, at.v[1]), 2,       ":count=2,at=3/2" },
    { "needy:1",                  offsetof(settings, need),   1,        ":need=1" },
};

/* Its value, its canonical text, and that text once more: the same value and text. */
static void what_is_printed_is_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(good_rows); i++) {
        char text[200];
        snprintf(text, sizeof text, "%s", good_rows[i].text);
        for (int pass = 0; pass < 2; pass++) {
            settings s;
            lehr_strbuf out = {0};
            assert_row(text, read_text(text, &s));
            const lehr_registry_entry *row = lehr_registry_find(&kinds, NULL, text, strcspn(text, ":"));
            assert_row(text, *(double *)((char *)&s + good_rows[i].field) == good_rows[i].v);
            char before = ':';
            lehr_param_specs_print(&out, &before, row->params, &s, s.given);
            assert_string_equal(out.s ? out.s : "", good_rows[i].printed);
            snprintf(text, sizeof text, "%s%s", row->name, out.s ? out.s : "");
            lehr_strbuf_release(&out);
        }
    }
}

/* --- what is refused ---------------------------------------------------------------------------------------------- */

static const struct { const char *text; int column; lehr_status code; const char *says;
} bad_rows[] = {
    { "all:free=nan", 10, LEHR_ERR_VALUE, "free is \"nan\"; it must be any number" },
    { "all:free=inf", 10, LEHR_ERR_VALUE, "\"inf\"" },
    { "all:free=1e999", 10, LEHR_ERR_VALUE, "\"1e999\"" },
    { "all:free=0x10", 10, LEHR_ERR_VALUE, "\"0x10\"" },
    { "all:free=", 10, LEHR_ERR_VALUE, "free is \"\"" },
    { "all:free=1x", 11, LEHR_ERR_VALUE, "\"x\" follows the number" },
    { "all:free=1 ", 11, LEHR_ERR_VALUE, "follows the number" },
    { "all:free=1/0", 10, LEHR_ERR_VALUE, "free is 1/0" },
    { "all:free=0/0", 10, LEHR_ERR_VALUE, "free is 0/0" },
    { "all:free=1/", 11, LEHR_ERR_VALUE, "\"/\" follows the number" },
    { "all:free=1/,count=2", 11, LEHR_ERR_VALUE, "\"/\" follows the number" },
    { "all:free=1/1e999", 11, LEHR_ERR_VALUE, "\"/1e999\" follows the number" },
    { "all:free=1/2/3", 13, LEHR_ERR_VALUE, "\"/3\" follows the number" },
    { "all:above=0", 11, LEHR_ERR_VALUE, "above is 0; it must be above 0 and at most 1000000" },
    { "all:above=1e30", 11, LEHR_ERR_VALUE, "above is 1e30" },
    { "all:share=3/3", 11, LEHR_ERR_VALUE, "share is 3/3; it must be at least 0 and below 1" },
    { "all:count=3.5", 11, LEHR_ERR_VALUE, "count is 3.5; it must be a whole number, 1 or more" },
    { "all:count=7/2", 11, LEHR_ERR_VALUE, "count is 7/2" },
    { "all:count=1e30", 11, LEHR_ERR_VALUE, "count is 1e30" },
    { "all:mode=upp", 10, LEHR_ERR_NAME, "it must be one of: up down both; did you mean \"up\"?" },
    { "all:mode=0", 10, LEHR_ERR_NAME, "mode is \"0\"" },
    { "all:mode=", 10, LEHR_ERR_NAME, "mode is \"\"" },
    { "all:at=1/", 10, LEHR_ERR_VALUE, "at is \"\"" },
    { "all:at=1/0", 10, LEHR_ERR_VALUE, "at is 0" },
    { "all:at=/1", 8, LEHR_ERR_VALUE, "at is" },
    { "all:at=1/2.5", 10, LEHR_ERR_VALUE, "at is 2.5; it must be a whole number, above 0" },
    { "all:", 5, LEHR_ERR_VALUE, "a parameter is expected here, such as free=0.25" },
    { "all:free=1,", 12, LEHR_ERR_VALUE, "a parameter is expected here" },
    { "all:,free=1", 5, LEHR_ERR_VALUE, "a parameter is expected here" },
    { "all:free=1,free=2", 12, LEHR_ERR_VALUE, "free is given twice" },
    { "all:free=1,any=2", 12, LEHR_ERR_VALUE, "free is given twice" },
    { "all:1,2", 7, LEHR_ERR_VALUE, "free is given twice: a value without a name sets it" },
    { "all:shaer=1", 5, LEHR_ERR_NAME, "every_kind has no parameter \"shaer\"; did you mean \"share\"?" },
    { "all:milestone=1", 5, LEHR_ERR_NAME, "did you mean \"milestones\"?" },
    { "all:zzzzz=1", 5, LEHR_ERR_NAME, "it has free, above, share, count, epochs, mode, peak, at" },
    { "all:=1", 5, LEHR_ERR_NAME, "no parameter \"\"" },
    { "all:FREE=1", 5, LEHR_ERR_NAME, "did you mean \"free\"?" },
    { "all:free=1+all", 11, LEHR_ERR_VALUE, "\"+\" joins learning-rate policies; one kind is expected here" },
    { "all:free=1:count=2", 11, LEHR_ERR_VALUE, "\":count\" follows the number" },
    { "all:mode=up:1", 12, LEHR_ERR_VALUE, "a comma is expected here, not \":\"" },
    { "plain:1", 7, LEHR_ERR_NAME, "plain has no parameters" },
    { "plain:", 7, LEHR_ERR_NAME, "plain has no parameters" },
    { "plain:x=1", 7, LEHR_ERR_NAME, "plain has no parameter \"x\"; it has none" },
    { "needy:", 7, LEHR_ERR_VALUE, "such as need=required" },
    { "", 0, LEHR_ERR_NAME, "there is no kind \"\"" },
    { "al", 0, LEHR_ERR_NAME, "there is no kind \"al\"; did you mean \"all\"?" },
    { "ALL", 0, LEHR_ERR_NAME, "did you mean \"all\"?" },
    { "kinds all", 0, LEHR_ERR_NAME, "there is no kind \"kinds all\"" },
    { "all ", 0, LEHR_ERR_NAME, "there is no kind \"all \"" },
    { "a_name_of_much_more_than_forty_letters_is_cut", 0, LEHR_ERR_NAME,
      "\"a_name_of_much_more_than_forty_letters_i…\"" },
};

static void errors_have_their_place(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(bad_rows); i++) {
        settings s;
        char column[40] = "there is no";
        if (bad_rows[i].column) snprintf(column, sizeof column, "column %d: ", bad_rows[i].column);
        assert_row(bad_rows[i].text, !read_text(bad_rows[i].text, &s));
        assert_row(bad_rows[i].text, lehr_last_status() == bad_rows[i].code);
        assert_row(bad_rows[i].text, strstr(lehr_message(), column) && strstr(lehr_message(), bad_rows[i].says));
    }
}

static void a_list_has_an_end(void **state)
{
    (void)state;
    char text[200] = "all:at=1";
    settings s;
    for (int i = 2; i <= LEHR_MAX_LIST; i++) snprintf(text + strlen(text), 16, "/%d", i);
    assert_true(read_text(text, &s));
    assert_int_equal(s.at.count, LEHR_MAX_LIST);
    assert_near(s.at.v[LEHR_MAX_LIST - 1], LEHR_MAX_LIST, 0);
    assert_false(read_text(strcat(text, "/99"), &s));
    assert_fails(lehr_last_status(), LEHR_ERR_VALUE, "at takes at most 32 numbers");
}

/* --- from C ------------------------------------------------------------------------------------------------------- */

static void settings_from_c_obey_the_same_rows(void **state)
{
    (void)state;
    settings s;
    unsigned given = 0;
    lehr_param_specs_reset(rows[0].params, &s);
    assert_int_equal(lehr_param_specs_set("all", rows[0].params, &s, &given, NULL), LEHR_OK);
    assert_int_equal(
        lehr_param_specs_set("all", rows[0].params, &s, &given, LEHR_SETTINGS({ "any", 2 }, { "mode", 2 })), LEHR_OK);
    assert_true(s.free == 2 && s.mode == 2 && given == (1u | 1u << 5));
    assert_fails(lehr_param_specs_set("all", rows[0].params, &s, &given, LEHR_SETTINGS({ "cuont", 2 })), LEHR_ERR_NAME,
                 "did you mean \"count\"?");
    assert_fails(lehr_param_specs_set("all", rows[0].params, &s, &given, LEHR_SETTINGS({ "count", 2.5 })),
                 LEHR_ERR_VALUE, "count is 2.5; it must be a whole");
    assert_fails(lehr_param_specs_set("all", rows[0].params, &s, &given, LEHR_SETTINGS({ "mode", 0.5 })),
                 LEHR_ERR_VALUE, "mode is 0.5");
    assert_fails(lehr_param_specs_set("all", rows[0].params, &s, &given,
                                      LEHR_SETTINGS({ "at", .list = (double[]){ 3 }, .count = 33 })),
                 LEHR_ERR_VALUE, "at has 33 numbers");
    assert_true(s.count == 7 && s.mode == 2 && s.at.count == 0 && given == (1u | 1u << 5));
}

/* How many, and each once: what text cannot even say. */
static void settings_from_c_are_counted(void **state)
{
    (void)state;
    static const double two[] = { 3, 4 };
    settings s;
    unsigned given = 0;
    lehr_param_specs_reset(rows[0].params, &s);
    assert_fails(
        lehr_param_specs_set("all", rows[0].params, &s, &given, LEHR_SETTINGS({ "at", .list = two, .count = 0 })),
        LEHR_ERR_VALUE, "at has 0 numbers; it takes 1 to 32");
    assert_fails(
        lehr_param_specs_set("all", rows[0].params, &s, &given, LEHR_SETTINGS({ "count", .list = two, .count = 2 })),
        LEHR_ERR_VALUE, "count has 2 numbers; it takes 1");
    assert_fails(lehr_param_specs_set("all", rows[0].params, &s, &given, LEHR_SETTINGS({ "count", 2 }, { "count", 3 })),
                 LEHR_ERR_VALUE, "count is given twice");
    assert_true(s.at.count == 0 && s.count == 2);
    assert_int_equal(
        lehr_param_specs_set("all", rows[0].params, &s, &given, LEHR_SETTINGS({ "at", .list = two, .count = 2 })),
        LEHR_OK);
    assert_true(s.at.count == 2 && s.at.v[0] == 3 && s.at.v[1] == 4);
}

/* The numbers of a parameter where they lie, so that others can count in other units; a word is no number. */
static void numbers_lie_where_they_are_kept(void **state)
{
    (void)state;
    settings s;
    int count;
    assert_true(read_text("all:count=2,at=5/6", &s));
    assert_true(lehr_param_spec_numbers(&rows[0].params[3], &s, &count) == &s.count && count == 1);
    assert_null(lehr_param_spec_numbers(&rows[0].params[5], &s, &count));
    assert_true(lehr_param_spec_numbers(&rows[0].params[7], &s, &count) == s.at.v && count == 2);
    assert_string_equal(lehr_param_spec_value_text(&rows[0].params[7], &s).s, "5/6");
    assert_true(read_text("all", &s));
    assert_string_equal(lehr_param_spec_value_text(&rows[0].params[7], &s).s, ""); /* a list that is empty */
}

/* --- rows of one's own -------------------------------------------------------------------------------------------- */

static void a_registry_takes_a_programs_own_entries(void **state)
{
    (void)state;
    static const char *const no_names[] = { NULL, "", "a b", "a:b", "a+b", "a*b", "a,b", "a=b" };
    static lehr_registry_extension added;
    static lehr_registry_entry own[LEHR_MAX_EXTENSIONS + 1];
    static char name[LEHR_MAX_EXTENSIONS + 1][8];
    const lehr_registry table = { "kind", rows, sizeof *rows, COUNT(rows), &added };
    settings s;
    for (size_t i = 0; i < COUNT(no_names); i++) {
        own[0] = (lehr_registry_entry){ .name = no_names[i] };
        assert_fails(lehr_registry_add(&table, &own[0]), LEHR_ERR_NAME,
                     "a kind needs a name without blanks and without any of");
    }
    assert_fails(lehr_registry_add(&table, &(lehr_registry_entry){ .name = "plain" }), LEHR_ERR_NAME,
                 "already a kind called \"plain\"");
    assert_fails(lehr_registry_add(&table, &(lehr_registry_entry){ .name = "bare" }), LEHR_ERR_NAME,
                 "already a kind called \"bare\"");
    assert_fails(lehr_registry_add(&kinds, &(lehr_registry_entry){ .name = "new" }), LEHR_ERR_VALUE,
                 "no kind can be added to this registry");
    for (int i = 0; i <= LEHR_MAX_EXTENSIONS; i++) {
        snprintf(name[i], sizeof name[i], "own%d", i);
        own[i] = (lehr_registry_entry){ .name = name[i], .params = { { PARAM(share), 0.5, 0, 1 } } };
        if (i < LEHR_MAX_EXTENSIONS) assert_int_equal(lehr_registry_add(&table, &own[i]), LEHR_OK);
    }
    assert_fails(lehr_registry_add(&table, &own[LEHR_MAX_EXTENSIONS]), LEHR_ERR_VALUE,
                 "a registry takes at most 32 added entries");
    assert_fails(lehr_registry_add(&table, &own[3]), LEHR_ERR_NAME, "already a kind called \"own3\"");
    assert_ptr_equal(lehr_registry_parse(&table, "own31:share=0.25", &s, &s.given), &own[31]);
    assert_true(s.share == 0.25);
    assert_null(lehr_registry_at(&table, COUNT(rows) + LEHR_MAX_EXTENSIONS));
    assert_null(lehr_registry_at(&table, -1));
    assert_refused(lehr_registry_parse(&table, NULL, &s, &s.given), LEHR_ERR_NAME, "no kind was given");
}

/* --- every parameter there is ------------------------------------------------------------------------------------- */

/* The number is taken or refused alike from text and from C. */
static void try_number(const lehr_registry_entry *row, const lehr_param_spec *k, double v, bool inside)
{
    _Alignas(64) char space[4096] = { 0 };
    char text[200];
    unsigned given = 0;
    lehr_snprintf(text, sizeof text, "%s=%.17g", k->name, v);
    lehr_parser r = { text, text };
    bool from_c = !lehr_param_specs_set(row->name, row->params, space, &given,
                                        (lehr_setting[]){ { k->name, v }, { 0 } });
    given = 0;
    bool from_text = !lehr_param_specs_parse(&r, row->name, (const lehr_param_spec *const[]){ row->params, NULL },
                                             space, &given);
    assert_row(text, from_text == inside);
    if (!(k->flags & LEHR_LIST)) assert_row(text, from_c == inside);
    if (inside && !(k->flags & LEHR_LIST)) assert_row(text, *(double *)(space + k->field) == v);
    if (!inside) assert_row(text, strstr(lehr_message(), lehr_param_spec_range_text(k).s));
}

static void try_bounds(const lehr_registry_entry *row, const lehr_param_spec *k)
{
    bool whole = k->flags & LEHR_INTEGER;
    if (isfinite(k->min)) {
        try_number(row, k, k->min, !(k->flags & LEHR_EXCLUDE_MIN));
        try_number(row, k, whole ? k->min + 1 : nextafter(k->min, INFINITY), true);
        try_number(row, k, whole ? k->min - 1 : nextafter(k->min, -INFINITY), false);
    }
    if (isfinite(k->max)) {
        try_number(row, k, k->max, !(k->flags & LEHR_EXCLUDE_MAX));
        try_number(row, k, whole ? k->max - 1 : nextafter(k->max, -INFINITY), true);
        try_number(row, k, whole && k->max < 0x1p53 ? k->max + 1 : nextafter(k->max, INFINITY), false);
    }
    if (whole) try_number(row, k, k->min + 1.5, false);
    try_number(row, k, NAN, false);
    try_number(row, k, INFINITY, false);
    try_number(row, k, -INFINITY, false);
}

static void every_bound_is_kept(void **state)
{
    (void)state;
    const lehr_registry *const tables[] = { &kinds, &lehr_initializers, &lehr_activations, lehr_rules(),
                                            &lehr_policies };
    int parameters = 0;
    for (size_t i = 0; i < COUNT(tables); i++) {
        const lehr_registry_entry *row;
        for (int j = 0; (row = lehr_registry_at(tables[i], j)); j++)
            for (const lehr_param_spec *k = row->params; k->name; k++, parameters++) {
                if (!k->choices) try_bounds(row, k);
                if (!k->choices && !isnan(k->default_value)) try_number(row, k, k->default_value, true);
                assert_row(k->name, strlen(lehr_param_spec_default_text(k).s) > 0 &&
                                        strlen(lehr_param_spec_range_text(k).s) < sizeof(lehr_short_text) - 1);
            }
    }
    assert_true(parameters > 20);
    assert_null(lehr_registry_at(&kinds, -1));
    assert_null(lehr_registry_at(&kinds, 3));
}

static void parameters_are_put_into_words(void **state)
{
    (void)state;
    static const char *const usual[] = { "0.25", "1", "0.9", "7", "3", "down", "max/10", "required" };
    static const char *const range[] = { "any number",
                                         "above 0 and at most 1000000",
                                         "at least 0 and below 1",
                                         "a whole number, 1 or more",
                                         "a whole number, above -2 and below 5",
                                         "one of: up down both",
                                         "at least 0 and at most 10",
                                         "a whole number, above 0" };
    for (size_t i = 0; i < COUNT(usual); i++) {
        assert_string_equal(lehr_param_spec_default_text(&rows[0].params[i]).s, usual[i]);
        assert_string_equal(lehr_param_spec_range_text(&rows[0].params[i]).s, range[i]);
    }
    assert_string_equal(
        lehr_param_spec_range_text(&(lehr_param_spec){ .name = "below", .min = -INFINITY, .max = 5 }).s,
        "at most 5");
}

/* Such words go into tables and sentences, which would otherwise be silently shorter where there is no memory. */
static void words_need_no_memory(void **state)
{
    heap h = { .refuse = 1 };
    lehr_sched s;
    heap_use(&h);
    parameters_are_put_into_words(state);
    assert_fails(lehr_sched_parse(&s, "multistep:zzzzzzzz=4", 0.1, 100), LEHR_ERR_NAME,
                 "no parameter \"zzzzzzzz\"; it has at, gamma");
    assert_int_equal(lehr_sched_parse(&s, "multistep:3/5,gamma=0.5", 0.1, 100), LEHR_OK);
    lehr_policy const *p = (const lehr_policy *)lehr_registry_find(&lehr_policies, NULL, "multistep", 9);
    assert_string_equal(lehr_param_spec_value_text(&p->entry.params[0], &s.factor[0].k).s, "3/5");
    assert_int_equal(h.asked, 0);
    heap_leave();
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(omitted_parameters_have_their_defaults),
        cmocka_unit_test(what_is_printed_is_read),
        cmocka_unit_test(errors_have_their_place),
        cmocka_unit_test(a_list_has_an_end),
        cmocka_unit_test(settings_from_c_obey_the_same_rows),
        cmocka_unit_test(settings_from_c_are_counted),
        cmocka_unit_test(numbers_lie_where_they_are_kept),
        cmocka_unit_test(a_registry_takes_a_programs_own_entries),
        cmocka_unit_test(every_bound_is_kept),
        cmocka_unit_test(parameters_are_put_into_words),
        cmocka_unit_test(words_need_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
