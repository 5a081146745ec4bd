#include "lab/command/options.h"
#include "core/base/did_you_mean.h"
#include "lab/command/man_page.h"
#include "lab/command/terminal/terminal.h"
#include <limits.h>
#include <math.h>
#include <string.h>

static lehr_status set_text(const option *o, const char *value)
{
    if (!*value) return lehr_fail(LEHR_ERR_VALUE, "--%s is empty; %s is expected", o->name, o->value);
    *(const char **)o->where = value;
    return LEHR_OK;
}

/* A number at *at that the option takes, with nothing or `between` behind it. */
static bool take_number(const option *o, bool whole, char between, const char **at, double *v)
{
    bool is_number = lehr_parse_number(*at, at, v) && (!**at || **at == between);
    return is_number && *v >= o->least && *v <= o->most && !(o->above && *v == o->least) && !(whole && *v != floor(*v));
}

static lehr_status wrong_number(const option *o, bool whole, const char *value, const char *or_else)
{
    return lehr_fail(LEHR_ERR_VALUE, "--%s is \"%.40s\"; it must be a%s number, %s %s and at most %s%s", o->name, value,
                     whole ? " whole" : "", o->above ? "above" : "at least", lehr_number_text(o->least).s,
                     lehr_number_text(o->most).s, or_else);
}

static lehr_status set_number(const option *o, const char *value)
{
    const char *at = value;
    double v;
    if (!take_number(o, o->kind == WHOLE, '\0', &at, &v)) return wrong_number(o, o->kind == WHOLE, value, "");
    if (o->kind == WHOLE) *(long *)o->where = (long)v;
    else *(double *)o->where = v;
    return LEHR_OK;
}

static lehr_status set_numbers(const option *o, const char *value)
{
    option_numbers n = { .count = 0 };
    const char *at = value;
    do {
        if (n.count == OPTION_NUMBERS)
            return lehr_fail(LEHR_ERR_VALUE, "--%s has more than %d values", o->name, OPTION_NUMBERS);
        if (!take_number(o, o->kind == WHOLES, '/', &at, &n.v[n.count++]))
            return wrong_number(o, o->kind == WHOLES, value, ", or several with / between them");
    } while (*at++);
    *(option_numbers *)o->where = n;
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
    *(option_size *)o->where = (option_size){ (int)w, (int)h };
    return LEHR_OK;
}

static lehr_status add_word(const option *o, const char *value)
{
    option_words *w = o->where;
    if (!*value) return lehr_fail(LEHR_ERR_VALUE, "--%s is empty; %s is expected", o->name, o->value);
    if (w->count == OPTION_WORDS)
        return lehr_fail(LEHR_ERR_VALUE, "--%s: \"%.40s\" is one word too many; %d are the most it takes", o->name,
                         value, OPTION_WORDS);
    w->word[w->count++] = value;
    return LEHR_OK;
}

static lehr_status set_value(const option *o, const char *value)
{
    switch (o->kind) {
    case TEXT:    return set_text(o, value);
    case SIZE:    return set_size(o, value);
    case WORDS:   return add_word(o, value);
    case NUMBERS:
    case WHOLES:  return set_numbers(o, value);
    default:      return set_number(o, value);
    }
}

static bool is_option(const char *word) { return word[0] == '-' && word[1]; }

static lehr_status unknown_option(const command *c, const option table[], const char *name, size_t length)
{
    lehr_did_you_mean near = lehr_did_you_mean_start(name, length);
    for (const option *o = table; o->name; o++) lehr_did_you_mean_offer(&near, o->name);
    lehr_did_you_mean_offer(&near, "help");
    lehr_short_text hint = lehr_did_you_mean_hint(&near);
    return lehr_fail(LEHR_ERR_NAME, "%s has no option --%.*s%s%s", c->name, (int)(length < 40 ? length : 40), name,
                     hint.s, hint.s[0] ? "" : "; --help lists those it has");
}

/* One option at argv[*i], with its value behind '=' or in the next word. */
static lehr_status read_option(const command *c, const option table[], int argc, char *const argv[], int *i,
                               unsigned long *seen)
{
    const char *name = argv[*i] + 2, *equals = strchr(name, '=');
    size_t length = equals ? (size_t)(equals - name) : strlen(name);
    const option *o = table;
    while (o->name && !(strlen(o->name) == length && !strncmp(o->name, name, length))) o++;
    if (!o->name) return unknown_option(c, table, name, length);
    if (o->kind != WORDS && *seen >> (o - table) & 1ul)
        return lehr_fail(LEHR_ERR_VALUE, "--%s is given twice", o->name);
    *seen |= 1ul << (o - table);
    if (o->kind == FLAG) {
        *(bool *)o->where = true;
        return equals ? lehr_fail(LEHR_ERR_VALUE, "--%s takes no value", o->name) : LEHR_OK;
    }
    bool words = o->kind == WORDS && !equals, there = *i + 1 < argc && !(words && is_option(argv[*i + 1]));
    const char *value = equals ? equals + 1 : there ? argv[++*i] : NULL;
    if (!value) return lehr_fail(LEHR_ERR_VALUE, "--%s needs a value: --%s %s", o->name, o->name, o->value);
    lehr_status status = set_value(o, value);
    while (!status && words && *i + 1 < argc && !is_option(argv[*i + 1])) status = add_word(o, argv[++*i]);
    return status;
}

lehr_short_text option_default(const option *o)
{
    if (o->kind == TEXT && *(const char **)o->where) return lehr_short_printf(" (%s)", *(const char **)o->where);
    if (o->kind == NUMBER && *(double *)o->where > 0)
        return lehr_short_printf(" (%s)", lehr_number_text(*(double *)o->where).s);
    if (o->kind == WHOLE && *(long *)o->where > 0) return lehr_short_printf(" (%ld)", *(long *)o->where);
    return lehr_short_printf("%s", "");
}

static void help_of(const option *o, lehr_strbuf *out)
{
    lehr_short_text left = lehr_short_printf("--%s%s%s", o->name, o->value ? " " : "", o->value ? o->value : "");
    lehr_strbuf_printf(out, "  %-22s %s%s\n", left.s, o->help, option_default(o).s);
}

static lehr_status help(const command *c, const option table[])
{
    lehr_strbuf t = {0}, *out = &t;
    lehr_strbuf_printf(out, "lehr %s %s\n\n%s\n", c->name, c->words, c->about);
    lehr_strbuf_printf(out, "\n");
    for (const option *o = table; o->name; o++) help_of(o, out);
    lehr_strbuf_printf(out, "\nFor example\n%s", c->example);
    return emit(NULL, out);
}

static lehr_status manual(const command *c, const option table[])
{
    lehr_strbuf page = {0};
    man_page(&page, c, table);
    return emit(NULL, &page);
}

lehr_status options_read(const command *c, const option table[], int argc, char *const argv[], arguments *a)
{
    unsigned long seen = 0;
    bool only_words = false;
    *a = (arguments){0};
    for (int i = 0; i < argc; i++) {
        if (!only_words && (!strcmp(argv[i], "--help") || !strcmp(argv[i], "-h"))) {
            a->help = true;
            return help(c, table);
        }
        if (!only_words && !strcmp(argv[i], "--man")) {
            a->help = true;
            return manual(c, table);
        }
        if (!only_words && !strcmp(argv[i], "--")) only_words = true;
        else if (!only_words && is_option(argv[i]) && argv[i][1] == '-') {
            lehr_status status = read_option(c, table, argc, argv, &i, &seen);
            if (status) return status;
        } else if (!only_words && is_option(argv[i])) {
            return unknown_option(c, table, argv[i] + 1, strlen(argv[i] + 1));
        } else if (a->words == c->most) {
            return lehr_fail(LEHR_ERR_VALUE, "%s: \"%.100s\" is one word too many; usage: lehr %s %s", c->name, argv[i],
                             c->name, c->words);
        } else {
            a->word[a->words++] = argv[i];
        }
    }
    if (a->words < c->least)
        return lehr_fail(LEHR_ERR_VALUE, "%s needs %s; usage: lehr %s %s", c->name, c->word, c->name, c->words);
    return LEHR_OK;
}
