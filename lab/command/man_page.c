#include "lab/command/man_page.h"
#include "core/base/utf8.h"
#include "lab/command/options/options.h"
#include <string.h>

/* --- letters ------------------------------------------------------------------------------------------------------ */

/* The page is ASCII: what stands beyond is named, but for three dots and the minus, which not every terminal has; and
 * what means something to roff is hidden from it. */
static void add_letter_of(lehr_strbuf *out, const char *s, size_t n, unsigned code)
{
    if (n == 3 && !memcmp(s, "…", 3)) lehr_strbuf_printf(out, "\\&...");
    else if (*s == '-' || (n == 3 && !memcmp(s, "−", 3))) lehr_strbuf_printf(out, "\\-");
    else if (n > 1) lehr_strbuf_printf(out, "\\[u%04X]", code);
    else if (*s == '\\') lehr_strbuf_printf(out, "\\e");
    else if (*s == '\'') lehr_strbuf_printf(out, "\\(aq");
    else if (*s == '^') lehr_strbuf_printf(out, "\\(ha");
    else if (*s == '~') lehr_strbuf_printf(out, "\\(ti");
    else if (*s == '`') lehr_strbuf_printf(out, "\\(ga");
    else lehr_strbuf_append(out, s, 1);
}

static void add_plain(lehr_strbuf *out, const char *s, size_t length)
{
    const char *end = s + length;
    uint32_t code;
    for (size_t n; s < end; s += n) {
        n = lehr_utf8_decode(s, end, &code);
        add_letter_of(out, s, n, code);
    }
}

/* Between backticks it is bold; runs of blanks and the ends of lines are one blank. */
static void add_words(lehr_strbuf *out, const char *s)
{
    bool bold = false;
    while (*s) {
        size_t n = strcspn(s, "` \n");
        add_plain(out, s, n);
        s += n;
        if (*s == '`') {
            bold = !bold;
            lehr_strbuf_printf(out, bold ? "\\fB" : "\\fR");
            s++;
        } else if (*s) {
            s += strspn(s, " \n");
            lehr_strbuf_printf(out, " ");
        }
    }
}

/* --- parts of a page ---------------------------------------------------------------------------------------------- */

static void add_head(lehr_strbuf *out, const char *name, const char *about)
{
    lehr_strbuf_printf(out, ".\\\" Made by `%.4s%s%s --man`.\n.TH \"", name, name[4] ? " " : "",
                       name[4] ? name + 5 : "");
    for (const char *c = name; *c; c++)
        lehr_strbuf_printf(out, *c == '-' ? "\\-" : "%c", *c >= 'a' && *c <= 'z' ? *c - 'a' + 'A' : *c);
    lehr_strbuf_printf(out, "\" \"1\" \"\" \"Lehr\" \"Lehr\"\n.SH NAME\n");
    add_plain(out, name, strlen(name));
    lehr_strbuf_printf(out, " \\- ");
    add_words(out, about);
    lehr_strbuf_printf(out, "\n");
}

static void add_section(lehr_strbuf *out, const char *title) { lehr_strbuf_printf(out, ".SH %s\n", title); }

static void add_text(lehr_strbuf *out, const char *text)
{
    for (const char *line = text; *line; line += *line == '\n') {
        lehr_strbuf whole = {0};
        line += strspn(line, " ");
        size_t n = strcspn(line, "\n");
        lehr_strbuf_printf(&whole, "%.*s", (int)n, line);
        if (*line == '.') lehr_strbuf_printf(out, "\\&");
        if (whole.s) add_words(out, whole.s);
        lehr_strbuf_printf(out, "\n");
        if (whole.status) out->status = whole.status;
        lehr_strbuf_release(&whole);
        line += n;
    }
}

static void add_item(lehr_strbuf *out, const char *bold, const char *value, const char *text)
{
    lehr_strbuf_printf(out, ".TP\n\\fB");
    add_plain(out, bold, strlen(bold));
    lehr_strbuf_printf(out, "\\fR");
    if (value) {
        lehr_strbuf_printf(out, " \\fI");
        add_plain(out, value, strlen(value));
        lehr_strbuf_printf(out, "\\fR");
    }
    lehr_strbuf_printf(out, "\n");
    add_text(out, text);
}

/* The bytes of the shell word at s: quotes hold blanks together. */
static size_t shell_word(const char *s)
{
    size_t n = 0;
    for (char quote = 0; s[n] && s[n] != '\n' && (quote || s[n] != ' '); n++)
        if (quote ? s[n] == quote : s[n] == '\'' || s[n] == '"') quote = quote ? 0 : s[n];
    return n;
}

/* 65 columns: what is left of 80 beside the margin of a page and of its examples. */
static void add_example(lehr_strbuf *out, const char *lines)
{
    enum { WIDTH = 65 };
    lehr_strbuf_printf(out, ".nf\n");
    for (const char *s = lines; *s; s += *s == '\n') {
        size_t at = 0;
        for (s += strspn(s, " "); *s && *s != '\n'; s += strspn(s, " ")) {
            size_t n = shell_word(s);
            bool breaks = at && at + 1 + n > WIDTH;
            lehr_strbuf_printf(out, "%s", breaks ? " \\e\n    " : at ? " " : "");
            add_plain(out, s, n);
            at = breaks ? 4 + n : at + (at > 0) + n;
            s += n;
        }
        lehr_strbuf_printf(out, "\n");
    }
    lehr_strbuf_printf(out, ".fi\n");
}

static void add_exit_status(lehr_strbuf *out)
{
    add_section(out, "EXIT STATUS");
    add_item(out, "0", NULL, "Everything succeeded, and all outputs are written.");
    add_item(out, "1", NULL, "An error; a message on standard error explains it.");
    add_item(out, "2", NULL, "The command line is wrong; the message gives the place and what is expected.");
}

/* --- a command's page --------------------------------------------------------------------------------------------- */

/* The summary of a command: its first sentence, or, if that is long, its part up to a comma. */
static void short_about(lehr_strbuf *out, const char *about)
{
    enum { FAR = 90 };
    size_t n = strcspn(about, ".:;"), comma = 0;
    while (about[n] == '.' && about[n + 1] > ' ') n += 1 + strcspn(about + n + 1, ".:;");       /* index.html */
    for (size_t i = 0; i < n && i < FAR; i++)
        if (about[i] == ',') comma = i;
    if (n > FAR && comma) n = comma;
    for (size_t i = 0; i < n; i++) {
        bool first = !i && about[0] >= 'A' && about[0] <= 'Z';
        if (about[i] != '`') lehr_strbuf_printf(out, "%c", first ? about[0] - 'A' + 'a' : about[i]);
    }
}

static lehr_short_text range_of(const option *o)
{
    switch (o->kind) {
    case OPTION_NUMBER:
    case OPTION_WHOLE:
    case OPTION_NUMBERS:
    case OPTION_WHOLES:
        return lehr_short_printf(" %s %s, at most %s.", o->above_min ? "Above" : "At least", lehr_number_text(o->min).s,
                                 lehr_number_text(o->max).s);
    default: return lehr_short_printf("%s", "");
    }
}

static void add_option(lehr_strbuf *out, const option *o)
{
    lehr_strbuf name = {0}, words = {0};
    lehr_strbuf_printf(&name, "--%s", o->name);
    size_t length = strlen(o->help);
    bool open = length >= 3 && !strcmp(o->help + length - 3, "…");
    lehr_strbuf_printf(&words, "%s%s%s%s", o->help, o->default_text.s, open ? "" : ".", range_of(o).s);
    if (name.s && words.s) add_item(out, name.s, o->value, words.s);
    if (name.status || words.status) out->status = name.status ? name.status : words.status;
    lehr_strbuf_release(&name);
    lehr_strbuf_release(&words);
}

/* Adds the commands that a text mentions, as "lehr train" or "lehr64 train", to seen: " train predict ", not empty. */
static void add_mentioned(lehr_strbuf *seen, const char *text)
{
    for (const char *s = text; (s = strstr(s, "lehr")); ) {
        s += strlen("lehr");
        if (!strncmp(s, "64", 2)) s += 2;
        if (*s != ' ' || s[1] < 'a' || s[1] > 'z') continue;
        size_t n = strspn(++s, "abcdefghijklmnopqrstuvwxyz");
        lehr_short_text word = lehr_short_printf(" %.*s ", (int)n, s);
        if (seen->s && !strstr(seen->s, word.s)) lehr_strbuf_printf(seen, "%s", word.s + 1);
    }
}

static void see_also(lehr_strbuf *out, const command_line *line)
{
    const command *c = line->command;
    lehr_strbuf seen = {0};
    lehr_strbuf_printf(&seen, " %s ", c->name);
    add_mentioned(&seen, c->about);
    for (int i = 0; i < line->options; i++) add_mentioned(&seen, line->option[i].help);
    add_mentioned(&seen, c->example);
    add_section(out, "SEE ALSO");
    lehr_strbuf_printf(out, "\\fBlehr\\fR(1)");
    const char *s = seen.s ? seen.s + 1 + strlen(c->name) + 1 : "";
    for (size_t n; *s; s += n + 1) {
        n = strcspn(s, " ");
        lehr_strbuf_printf(out, ",\n\\fBlehr\\-%.*s\\fR(1)", (int)n, s);
    }
    lehr_strbuf_printf(out, "\n");
    if (seen.status) out->status = seen.status;
    lehr_strbuf_release(&seen);
}

void man_page(lehr_strbuf *out, command_line *line)
{
    const command *c = line->command;
    lehr_short_text name = lehr_short_printf("lehr-%s", c->name), usage = options_usage(c);
    lehr_strbuf about = {0};
    short_about(&about, c->about);
    if (about.s) add_head(out, name.s, about.s);
    add_section(out, "SYNOPSIS");
    lehr_strbuf_printf(out, "\\fBlehr %s\\fR ", c->name);
    add_plain(out, usage.s + strlen(c->name) + 1, strlen(usage.s) - strlen(c->name) - 1);
    lehr_strbuf_printf(out, "\n");
    add_section(out, "DESCRIPTION");
    add_text(out, c->about);
    add_text(out, options_choices(line));
    add_section(out, "OPTIONS");
    for (int i = 0; i < line->options; i++) add_option(out, &line->option[i]);
    add_item(out, "--help, -h", NULL, "A short version of this page.");
    add_item(out, "--man", NULL, "This page, for `man -l -`.");
    add_exit_status(out);
    add_section(out, "EXAMPLES");
    add_example(out, c->example);
    see_also(out, line);
    if (about.status) out->status = about.status;
    lehr_strbuf_release(&about);
}

/* --- lehr.1 ------------------------------------------------------------------------------------------------------- */

void man_page_commands(lehr_strbuf *out, const command *const list[], int count)
{
    add_head(out, "lehr", "learn how training works: policies for the learning rate, compared, drawn and explained");
    add_section(out, "SYNOPSIS");
    add_text(out, "`lehr` COMMAND [options]\n");
    add_section(out, "DESCRIPTION");
    add_text(
        out,
        "A small deep-learning framework for people who learn and teach how training works, and above all how the\n"
        "learning rate should move. SPEC is a policy such as cosine or step:every=500,gamma=0.5; TASK is taiji, "
        "iris, houses, … (`lehr data` lists\n"
        "them) or a file of data. Every command has a page of its own, and explains itself with `--help`. `lehr64` "
        "is the same\n"
        "with numbers in double.\n");
    add_section(out, "COMMANDS");
    for (int i = 0; i < count; i++)
        add_item(out, lehr_short_printf("lehr-%s", list[i]->name).s, list[i]->operands, list[i]->summary);
    add_exit_status(out);
    add_section(out, "ENVIRONMENT");
    add_item(out, "LEHR_LANG", NULL,
             "The language of figures and of the tour without `--lang`: en or zh.");
    add_item(out, "LEHR_FONT", NULL, "A font file with Chinese characters, for figures.");
    add_item(out, "NO_COLOR", NULL, "If not empty: no colours.");
    add_item(out, "COLUMNS", NULL, "The width of drawings and tables; the default is that of the terminal, else 80.");
    add_item(out, "LC_ALL, LC_CTYPE, LANG", NULL,
             "Texts and drawings are in ASCII unless the first of these that is set has UTF-8.");
    add_section(out, "EXAMPLES");
    add_example(out, "  lehr tour\n  lehr compare taiji fixed cosine onecycle\n");
    add_section(out, "SEE ALSO");
    add_text(out, "The pages in share/doc/lehr beside this one's share/man; README.md there lists them.\n");
}
