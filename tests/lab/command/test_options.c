/* test_options.c — every numeric option of every command, with every number and text that cannot be: refused with its
 * name and range before anything is done, or in its range. The commands hand over their tables by themselves: we
 * stand where they have their options read. */
#define options_read options_read_in_earnest
#include "lab/command/options.c"
#undef options_read
#include "figure.h"
#include "hostile.h"
#include "lab.h"
#include "lab/command/commands.h"

static const struct { const char *name; command_run *run;
} commands[] = {
    { "policies", command_policies }, { "explain", command_explain }, { "schedule", command_schedule },
    { "data", command_data },         { "train", command_train },     { "predict", command_predict },
    { "info", command_info },         { "compare", command_compare }, { "find", command_find },
    { "paths", command_paths },       { "look", command_look },       { "grade", command_grade },
    { "demo", command_demo },         { "tour", command_tour },
};

static int tried, refused, options, tables;

/* --- one option --------------------------------------------------------------------------------------------------- */

/* Where an option puts what it reads; its default is there before, and again afterwards. */
typedef union place { long whole; double number; option_numbers numbers; option_size size; } place;

static size_t size_of(const option *o)
{
    if (o->kind == SIZE) return sizeof(option_size);
    return o->kind == WHOLE ? sizeof(long) : o->kind == NUMBER ? sizeof(double) : sizeof(option_numbers);
}

static double value_of(const option *o, const place *p)
{
    return o->kind == WHOLE ? (double)p->whole : o->kind == NUMBER ? p->number : p->numbers.v[0];
}

static bool is_possible(const option *o, const hostile *h)
{
    bool whole = o->kind == WHOLE || o->kind == WHOLES;
    return o->kind != SIZE && h->plain && h->v >= o->least && h->v <= o->most && !(o->above && h->v == o->least)
        && !(whole && h->v != floor(h->v));
}

static void check_sentence(const option *o, const char *what)
{
    char says[300];
    snprintf(says, sizeof says, "--%s is \"|; it must be |%s|%s", o->name,
             o->kind == SIZE ? "200x120" : lehr_number_text(o->least).s,
             o->kind == SIZE ? "4000x4000" : lehr_number_text(o->most).s);
    check_says(says, what);
    assert_int_equal(lehr_last_status(), LEHR_ERR_VALUE);           /* exit status 2 */
}

static void try_value(const command *c, const option table[], const option *o, const hostile *h)
{
    char name[60], what[200];
    place kept, now = { 0 };
    arguments a;
    snprintf(name, sizeof name, "--%s", o->name);
    snprintf(what, sizeof what, "%s %s '%.60s'", c->name, name, h->text);
    char *argv[] = { name, (char *)h->text };
    memcpy(&kept, o->where, size_of(o));
    /* no words but the option */
    const command alone = { c->name, c->words, c->about, c->example, 0, c->most, c->word };
    lehr_status status = options_read_in_earnest(&alone, table, 2, argv, &a);
    memcpy(&now, o->where, size_of(o));
    if (is_possible(o, h)) {
        if (status || value_of(o, &now) != h->v)
            fail_msg("%s: %s, taken as %.17g", what, lehr_message(), value_of(o, &now));
    } else {
        if (!status) fail_msg("%s was taken", what);
        check_sentence(o, what);
        if (memcmp(&now, &kept, size_of(o))) fail_msg("%s was refused, but the option has changed", what);
        tried++;
        refused += status != LEHR_OK;
    }
    memcpy(o->where, &kept, size_of(o));
}

/* One of several between slashes is no better than one alone. */
static void try_among_others(const command *c, const option table[], const option *o, const hostile *h)
{
    char text[1200], good[40];
    lehr_snprintf(good, sizeof good, "%s", lehr_number_text(o->above ? o->most : o->least).s);
    snprintf(text, sizeof text, "%s/%s", good, h->text);
    try_value(c, table, o, &(hostile){ text, false, 0 });
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

/* The commands come by here with their tables, and are sent home again. */
lehr_status options_read(const command *c, const option table[], int argc, char *const argv[], arguments *a)
{
    (void)argc, (void)argv, (void)a;
    tables++;
    for (const option *o = table; o->name; o++) {
        if (o->kind == TEXT || o->kind == FLAG || o->kind == WORDS) continue;
        options++;
        for (int i = 0; i < HOSTILES; i++) {
            try_value(c, table, o, &hostiles[i]);
            if ((o->kind == NUMBERS || o->kind == WHOLES) && !is_possible(o, &hostiles[i]))
                try_among_others(c, table, o, &hostiles[i]);
        }
        try_value(c, table, o, &with_a_comma);
    }
    return lehr_fail(LEHR_ERR_VALUE, "that was all");
}

/* Each command of the program's own list is among ours. */
static void none_is_forgotten(void **state)
{
    (void)state;
    char line[300];
    int found = 0;
    FILE *f = fopen(LEHR_SOURCE "/lab/command/main.c", "r");
    assert_non_null(f);
    while (fgets(line, sizeof line, f)) {
        const char *name = strstr(line, " command_");
        if (!name || !strstr(name, " },")) continue;
        size_t n = strcspn(name += strlen(" command_"), " }");
        assert_true(found < COUNT_OF(commands) && strlen(commands[found].name) == n &&
                    !strncmp(commands[found].name, name, n));
        found++;
    }
    fclose(f);
    assert_int_equal(found, COUNT_OF(commands));
}

static void what_cannot_be_is_refused_with_name_and_range(void **state)
{
    (void)state;
    for (int i = 0; i < COUNT_OF(commands); i++) {
        int before = tables;
        assert_int_equal(commands[i].run(0, NULL), LEHR_ERR_VALUE);
        if (tables != before + 1) fail_msg("%s has its options read elsewhere", commands[i].name);
    }
    assert_true(options > 50 && refused == tried && tried > 35 * options);
    figure(8, "options",
           "%d of %d impossible values of %d numeric options of %d commands refused, each with its name and range",
           refused, tried, options, tables);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(none_is_forgotten), cmocka_unit_test(what_cannot_be_is_refused_with_name_and_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
