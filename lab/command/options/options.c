#include "lab/command/options/options.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include "lab/command/options/language.h"
#include "lab/command/options/outputs.h"
#include <math.h>
#include <string.h>

static lehr_status set_text(const option *o, const char *value)
{
    if (!*value) return lehr_fail(LEHR_ERR_VALUE, "--%s is empty; %s is expected", o->name, o->value);
    *(const char **)o->target = value;
    return LEHR_OK;
}

/* A number at *at that the option takes, with nothing or `between` behind it. */
static bool take_number(const option *o, bool whole, char between, const char **at, double *v)
{
    bool is_number = lehr_parse_number(*at, at, v) && (!**at || **at == between);
    return is_number && *v >= o->min && *v <= o->max && !(o->above_min && *v == o->min) && !(whole && *v != floor(*v));
}

static lehr_status wrong_number(const option *o, bool whole, const char *value, const char *or_else)
{
    return lehr_fail(LEHR_ERR_VALUE, "--%s is \"%.40s\"; it must be a%s number, %s %s and at most %s%s", o->name, value,
                     whole ? " whole" : "", o->above_min ? "above" : "at least", lehr_number_text(o->min).s,
                     lehr_number_text(o->max).s, or_else);
}

static lehr_status set_number(const option *o, const char *value)
{
    const char *at = value;
    double v;
    if (!take_number(o, o->kind == OPTION_WHOLE, '\0', &at, &v))
        return wrong_number(o, o->kind == OPTION_WHOLE, value, "");
    if (o->kind == OPTION_WHOLE) *(long *)o->target = (long)v;
    else *(double *)o->target = v;
    return LEHR_OK;
}

static lehr_status set_numbers(const option *o, const char *value)
{
    option_numbers n = { .count = 0 };
    const char *at = value;
    do {
        if (n.count == OPTION_NUMBERS_MAX)
            return lehr_fail(LEHR_ERR_VALUE, "--%s has more than %d values", o->name, OPTION_NUMBERS_MAX);
        if (!take_number(o, o->kind == OPTION_WHOLES, '/', &at, &n.v[n.count++]))
            return wrong_number(o, o->kind == OPTION_WHOLES, value, ", or several with / between them");
    } while (*at++);
    *(option_numbers *)o->target = n;
    return LEHR_OK;
}

static lehr_status set_size(const option *o, const char *value)
{
    const char *end = value;
    double w = 0, h = 0;
    bool good = lehr_parse_number(value, &end, &w) && *end == 'x' && lehr_parse_number(end + 1, &end, &h) && !*end;
    if (!good || w != floor(w) || h != floor(h) || w < 200 || h < 120 || w > 4000 || h > 4000)
        return lehr_fail(
            LEHR_ERR_VALUE,
            "--%s is \"%.40s\"; it must be width x height in whole numbers, such as 960x560, from 200x120 to "
            "4000x4000",
            o->name, value);
    *(option_size *)o->target = (option_size){ (int)w, (int)h };
    return LEHR_OK;
}

static lehr_status add_to_list(const option *o, const char *value)
{
    option_list *list = o->target;
    if (!*value) return lehr_fail(LEHR_ERR_VALUE, "--%s is empty; %s is expected", o->name, o->value);
    if (list->count == OPTION_LIST_MAX)
        return lehr_fail(LEHR_ERR_VALUE, "--%s: \"%.40s\" is one word too many; %d are the most it takes", o->name,
                         value, OPTION_LIST_MAX);
    list->word[list->count++] = value;
    return LEHR_OK;
}

static lehr_status set_value(const option *o, const char *value)
{
    switch (o->kind) {
    case OPTION_TEXT:
    case OPTION_OUTPUT:
    case OPTION_PICTURE:
    case OPTION_FOLDER: return set_text(o, value);
    case OPTION_SIZE: return set_size(o, value);
    case OPTION_LIST: return add_to_list(o, value);
    case OPTION_NUMBERS:
    case OPTION_WHOLES: return set_numbers(o, value);
    default:      return set_number(o, value);
    }
}

static bool is_option(const char *word) { return word[0] == '-' && word[1]; }

/* --- the table ---------------------------------------------------------------------------------------------------- */

static lehr_short_text default_text(const option *o)
{
    bool text = o->kind == OPTION_TEXT || o->kind == OPTION_OUTPUT || o->kind == OPTION_PICTURE ||
                o->kind == OPTION_FOLDER;
    if (text && *(const char **)o->target)
        return lehr_short_printf(" (%s)", *(const char **)o->target);
    if (o->kind == OPTION_NUMBER && *(double *)o->target > 0)
        return lehr_short_printf(" (%s)", lehr_number_text(*(double *)o->target).s);
    if (o->kind == OPTION_WHOLE && *(long *)o->target > 0) return lehr_short_printf(" (%ld)", *(long *)o->target);
    return lehr_short_printf("%s", "");
}

void options_add(command_line *line, const option rows[], int count)
{
    for (int i = 0; i < count; i++) {
        if (line->options == OPTIONS_MAX) line->overflow = true;
        if (line->overflow) return;
        option *o = &line->option[line->options++];
        *o = rows[i];
        o->default_text = default_text(o);
    }
}

option *options_find(command_line *line, const char *name, size_t length)
{
    for (option *o = line->option; o < line->option + line->options; o++)
        if (strlen(o->name) == length && !strncmp(o->name, name, length)) return o;
    return NULL;
}

const char *options_text(command_line *line, const char *format, ...)
{
    char *text = line->text + line->text_length;
    size_t room = sizeof line->text - line->text_length;
    if (room < 2) return "";
    va_list args;
    va_start(args, format);
    line->text_length += lehr_vsnprintf(text, room, format, args) + 1;
    va_end(args);
    return text;
}

const char *options_join(command_line *line, const char *name_at(int i))
{
    char all[500] = "";
    size_t length = 0;
    const char *name;
    for (int i = 0; (name = name_at(i)); i++)
        length += lehr_snprintf(all + length, sizeof all - length, "%s%s", i ? ", " : "", name);
    return options_text(line, "%s", all);
}

const char *options_names(command_line *line, const lehr_registry *registry, const char *last)
{
    char all[500] = "";
    size_t length = 0;
    const lehr_registry_entry *entry, *next = lehr_registry_at(registry, 0);
    for (int i = 0; (entry = next); i++) {
        next = lehr_registry_at(registry, i + 1);
        length += lehr_snprintf(all + length, sizeof all - length, "%s%s", !i ? "" : next ? ", " : last, entry->name);
    }
    return options_text(line, "%s", all);
}

void options_print_word(lehr_strbuf *out, const char *word)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=:,./";
    bool quote = word[strspn(word, plain)] != 0;
    lehr_strbuf_printf(out, " %s", quote ? "'" : "");
    for (; *word; word++) lehr_strbuf_printf(out, *word == '\'' ? "'\\''" : "%c", *word);
    if (quote) lehr_strbuf_printf(out, "'");
}

/* --- the line ----------------------------------------------------------------------------------------------------- */

lehr_short_text options_usage(const command *c)
{
    return lehr_short_printf("%s %s%s%s", c->name, c->operands, c->operands[0] && c->options[0] ? " " : "", c->options);
}

/* word: as it was typed, with its dashes. */
static lehr_status unknown_option(const command_line *line, const char *word)
{
    size_t dashes = word[1] == '-' ? 2 : 1, length = strcspn(word, "=");
    int shown = (int)(length < 42 ? length : 42);
    const char *name = line->command->name;
    if (word[length] && lehr_is_one_of(word, length, "--help --man -h"))
        return lehr_fail(LEHR_ERR_VALUE, "%.*s takes no value", (int)length, word);
    lehr_did_you_mean near = lehr_did_you_mean_start(word + dashes, length - dashes);
    for (int i = 0; i < line->options; i++) lehr_did_you_mean_offer(&near, line->option[i].name);
    lehr_did_you_mean_offer(&near, "help");
    if (lehr_did_you_mean_hint(&near).s[0])
        return lehr_fail(LEHR_ERR_NAME, "%s has no option %.*s; did you mean --%s?", name, shown, word, near.best);
    return lehr_fail(LEHR_ERR_NAME, "%s has no option %.*s; --help lists those it has", name, shown, word);
}

/* The values of a list, up to the next option. */
static lehr_status read_list(const command_line *line, const option *o, int *i)
{
    lehr_status status = LEHR_OK;
    while (!status && *i + 1 < line->argc && !is_option(line->argv[*i + 1])) status = add_to_list(o, line->argv[++*i]);
    return status;
}

/* One option at argv[*i], with its value after '=' or in the next argument. */
static lehr_status read_option(command_line *line, int *i)
{
    const char *argument = line->argv[*i], *name = argument + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    option *o = options_find(line, name, length);
    if (!o) return unknown_option(line, argument);
    if (o->kind != OPTION_LIST && o->given) return lehr_fail(LEHR_ERR_VALUE, "--%s is given twice", o->name);
    o->given = true;
    if (o->kind == OPTION_FLAG) {
        *(bool *)o->target = true;
        return equals ? lehr_fail(LEHR_ERR_VALUE, "--%s takes no value", o->name) : LEHR_OK;
    }
    bool list = o->kind == OPTION_LIST && !equals,
         there = *i + 1 < line->argc && !(list && is_option(line->argv[*i + 1]));
    const char *value = equals ? equals + 1 : there ? line->argv[++*i] : NULL;
    if (!value) return lehr_fail(LEHR_ERR_VALUE, "--%s needs a value: --%s %s", o->name, o->name, o->value);
    lehr_status status = set_value(o, value);
    return status || !list ? status : read_list(line, o, i);
}

static lehr_status add_operand(command_line *line, int i)
{
    const command *c = line->command;
    const char *word = line->argv[i], *before = i ? line->argv[i - 1] : "";
    if (*before && before[strlen(before) - 1] == ',' && strchr(before, ':') && strchr(word, '='))
        return lehr_fail(LEHR_ERR_VALUE, "%s: \"%.100s %.100s\" needs quotes, as it has a blank in it", c->name, before,
                         word);
    if (line->operands == c->max || line->operands == OPERANDS_MAX)
        return lehr_fail(LEHR_ERR_VALUE, "%s: \"%.100s\" is one word too many; usage: lehr %s", c->name, word,
                         options_usage(c).s);
    line->operand[line->operands++] = word;
    return LEHR_OK;
}

static help_kind help_asked(const char *word)
{
    if (!strcmp(word, "--help") || !strcmp(word, "-h")) return HELP_SHORT;
    return !strcmp(word, "--man") ? HELP_MAN : HELP_NONE;
}

static lehr_status read_word(command_line *line, int *i)
{
    const char *word = line->argv[*i];
    if (!is_option(word)) return add_operand(line, *i);
    return word[1] == '-' ? read_option(line, i) : unknown_option(line, word);
}

const char *options_choices(command_line *line)
{
    const command *c = line->command;
    if (!c->choices) return "";
    return options_text(line, "%s is %s.\n", c->operands, options_names(line, c->choices, " or "));
}

lehr_status options_missing_operand(command_line *line)
{
    const command *c = line->command;
    return lehr_fail(LEHR_ERR_VALUE, "%s needs %s%s; usage: lehr %s", c->name, c->operand,
                     c->choices ? options_names(line, c->choices, " or ") : "", options_usage(c).s);
}

lehr_status options_read(command_line *line)
{
    const command *c = line->command;
    const option language[] = {
        { "lang", OPTION_TEXT, &line->language, "en|zh",
          "language of messages and figures; default LEHR_LANG, else the locale's" },
    };
    OPTIONS_ADD(line, language);
    lehr_status status = LEHR_OK;
    if (line->overflow) return lehr_fail(LEHR_ERR_VALUE, "%s has more than %d options", c->name, OPTIONS_MAX);
    bool only_operands = false;
    for (int i = 0; i < line->argc && !status; i++) {
        const char *word = line->argv[i];
        if (only_operands) status = add_operand(line, i);
        else if ((line->help = help_asked(word))) return LEHR_OK;
        else if (!strcmp(word, "--")) only_operands = true;
        else status = read_word(line, &i);
    }
    if (!status) status = language_check(line->language);
    if (!status && line->operands < c->min) status = options_missing_operand(line);
    return status ? status : outputs_declare(line);
}
