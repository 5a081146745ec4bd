/* test_options.c — every numeric option of every command, with every number and text that cannot be: refused with its
 * name and range before anything is done, or in its range. The commands hand over their tables by themselves: we
 * stand where they have their options read. */
#define options_read options_read_in_earnest
#include "lab/command/options/options.c"
#undef options_read
#include "figure.h"
#include "hostile.h"
#include "lab.h"
#include "lab/command/command.h"
#include "lab/command/options/sweep_options.h"
#include <dirent.h>

static int tried, refused, options, tables;

/* --- one option --------------------------------------------------------------------------------------------------- */

/* Where an option puts what it reads; its default is there before, and again afterwards. */
typedef union place { long whole; double number; option_numbers numbers; option_size size; } place;

static size_t size_of(const option *o)
{
    if (o->kind == OPTION_SIZE) return sizeof(option_size);
    return o->kind == OPTION_WHOLE ? sizeof(long) : o->kind == OPTION_NUMBER ? sizeof(double) : sizeof(option_numbers);
}

static double value_of(const option *o, const place *p)
{
    return o->kind == OPTION_WHOLE ? (double)p->whole : o->kind == OPTION_NUMBER ? p->number : p->numbers.v[0];
}

static bool is_possible(const option *o, const hostile *h)
{
    bool whole = o->kind == OPTION_WHOLE || o->kind == OPTION_WHOLES;
    return o->kind != OPTION_SIZE && h->plain && h->v >= o->min && h->v <= o->max && !(o->above_min && h->v == o->min)
        && !(whole && h->v != floor(h->v));
}

static void check_sentence(const option *o, const char *what)
{
    char says[300];
    snprintf(says, sizeof says, "--%s is \"|; it must be |%s|%s", o->name,
             o->kind == OPTION_SIZE ? "200x120" : lehr_number_text(o->min).s,
             o->kind == OPTION_SIZE ? "4000x4000" : lehr_number_text(o->max).s);
    check_says(says, what);
    assert_int_equal(lehr_last_status(), LEHR_ERR_VALUE);           /* exit status 2 */
}

static void try_value(const command_line *whole, const option *o, const hostile *h)
{
    static command_line one;
    char name[60], what[200];
    place kept, now = { 0 };
    const command *c = whole->command;
    snprintf(name, sizeof name, "--%s", o->name);
    snprintf(what, sizeof what, "%s %s '%.60s'", c->name, name, h->text);
    char *argv[] = { name, (char *)h->text };
    memcpy(&kept, o->target, size_of(o));
    /* no words but the option */
    command alone = *c;
    alone.min = 0;
    one = *whole;
    one.command = &alone;
    one.argc = 2;
    one.argv = argv;
    lehr_status status = options_read_in_earnest(&one);
    memcpy(&now, o->target, size_of(o));
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
    memcpy(o->target, &kept, size_of(o));
}

/* One of several between slashes is no better than one alone. */
static void try_among_others(const command_line *whole, const option *o, const hostile *h)
{
    char text[1200], good[40];
    lehr_snprintf(good, sizeof good, "%s", lehr_number_text(o->above_min ? o->max : o->min).s);
    snprintf(text, sizeof text, "%s/%s", good, h->text);
    try_value(whole, o, &(hostile){ text, false, 0 });
}

/* --- all of them -------------------------------------------------------------------------------------------------- */

/* The commands come by here with their options, and are sent home again. */
lehr_status options_read(command_line *whole)
{
    tables++;
    for (const option *o = whole->option; o < whole->option + whole->options; o++) {
        bool text = o->kind == OPTION_TEXT || o->kind == OPTION_OUTPUT || o->kind == OPTION_PICTURE ||
                    o->kind == OPTION_FOLDER;
        if (text || o->kind == OPTION_FLAG || o->kind == OPTION_LIST) continue;
        options++;
        for (int i = 0; i < HOSTILES; i++) {
            try_value(whole, o, &hostiles[i]);
            if ((o->kind == OPTION_NUMBERS || o->kind == OPTION_WHOLES) && !is_possible(o, &hostiles[i]))
                try_among_others(whole, o, &hostiles[i]);
        }
        try_value(whole, o, &with_a_comma);
    }
    return lehr_fail(LEHR_ERR_VALUE, "that was all");
}

/* Each file of a command is in the list that main has. */
static void every_option_table_is_tested(void **state)
{
    (void)state;
    static const char *const folders[] = { LEHR_SOURCE "/lab/command", LEHR_SOURCE "/lab/command/tour" };
    int found = 0;
    for (int i = 0; i < COUNT_OF(folders); i++) {
        DIR *folder = opendir(folders[i]);
        assert_non_null(folder);
        for (const struct dirent *entry; (entry = readdir(folder));) {
            char path[400], row[60] = "", line[300];
            snprintf(path, sizeof path, "%s/%s", folders[i], entry->d_name);
            FILE *f = strstr(path, ".c") ? fopen(path, "r") : NULL;
            while (f && fgets(line, sizeof line, f))
                if (sscanf(line, "const command command_%50[a-z] = {", row) == 1) {
                    assert_non_null(commands_find(row));
                    found++;
                }
            if (f) fclose(f);
        }
        closedir(folder);
    }
    assert_int_equal(found, commands_count);
}

static void what_cannot_be_is_refused_with_name_and_range(void **state)
{
    (void)state;
    for (int i = 0; i < commands_count; i++) {
        static command_line line;
        int before = tables;
        line = (command_line){ .command = commands[i] };
        assert_int_equal(commands[i]->run(&line), LEHR_ERR_VALUE);
        if (tables != before + 1) fail_msg("%s has its options read elsewhere", commands[i]->name);
    }
    assert_true(options > 50 && refused == tried && tried > 35 * options);
    figure(8, "options",
           "%d of %d impossible values of %d numeric options of %d commands refused, each with its name and range",
           refused, tried, options, tables);
}

/* No command comes near these limits: the line is filled by hand. */
static void a_line_has_limits(void **state)
{
    (void)state;
    static command_line line;
    static const option one = { .name = "one", .kind = OPTION_FLAG };
    const command many = { .name = "many", .operands = "", .options = "", .max = OPERANDS_MAX + 1 };
    sweep_options sweep = { 0 };
    char *words[OPERANDS_MAX + 1];
    line = (command_line){ .command = &many, .options = OPTIONS_MAX - 1 };
    for (int i = 0; i < line.options; i++) line.option[i].name = "";
    options_add(&line, &one, 1);
    assert_false(line.overflow);
    for (int i = 0; i < 2; i++) options_add(&line, &one, 1);
    assert_true(line.overflow && line.options == OPTIONS_MAX);
    sweep_options_add(&line, &sweep);                           /* finds none of the options that it changes */
    assert_int_equal(options_read_in_earnest(&line), LEHR_ERR_VALUE);
    check_says("many has more than 64 options", "options");

    for (int i = 0; i <= OPERANDS_MAX; i++) words[i] = (char *)"word";
    line = (command_line){ .command = &many, .argc = OPERANDS_MAX + 1, .argv = words };
    assert_int_equal(options_read_in_earnest(&line), LEHR_ERR_VALUE);
    check_says("many: \"word\" is one word too many", "operands");

    line = (command_line){ .command = &many, .text_length = OPTION_HELP_BYTES - 1 };
    assert_string_equal(options_text(&line, "%s", "help"), "");
}

static void a_word_is_quoted_for_a_shell_where_it_must_be(void **state)
{
    (void)state;
    static const char *const rows[][2] = {
        { "net.st", " net.st" }, { "my net", " 'my net'" }, { "it's", " 'it'\\''s'" }
    };
    lehr_strbuf out = {0};
    for (int i = 0; i < 3; i++) {
        options_print_word(&out, rows[i][0]);
        assert_string_equal(out.s, rows[i][1]);
        lehr_strbuf_release(&out);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_line_has_limits),
        cmocka_unit_test(a_word_is_quoted_for_a_shell_where_it_must_be),
        cmocka_unit_test(every_option_table_is_tested),
        cmocka_unit_test(what_cannot_be_is_refused_with_name_and_range),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
