/* options.h — a command line read by a table: each option is a row that knows its name, its place, its range and its
 * help. */
#ifndef LEHR_COMMAND_OPTIONS_H
#define LEHR_COMMAND_OPTIONS_H
#include "core/base/status.h"
#include "core/base/format.h"

typedef enum option_kind { TEXT, NUMBER, WHOLE, FLAG, NUMBERS, WHOLES, WORDS, SIZE } option_kind;

enum { OPTION_WORDS = 32, OPTION_NUMBERS = 32 };

/* NUMBERS, WHOLES: one, or several with / between them. */
typedef struct option_numbers { int count; double v[OPTION_NUMBERS]; } option_numbers;

/* WORDS: all that stand behind the option, until the next one; it may be given again. */
typedef struct option_words { int count; const char *word[OPTION_WORDS]; } option_words;

/* of a picture, in logical pixels; all zero: not given */
typedef struct option_size { int width, height; } option_size;

typedef struct option {
    const char *name;               /* "epochs" for --epochs; NULL ends the table */
    option_kind kind;
    void       *where;              /* const char *, double, long, bool, option_…; its value now is the default */
    const char *value;              /* what the help calls its value: "N", "RULE..." */
    const char *help;
    double      least, most;        /* of a number                                */
    bool        above;              /* least itself is not allowed                */
} option;

typedef struct command {
    const char *name, *words;       /* "train", "TASK [options]"                  */
    const char *about;              /* one line                                   */
    const char *example;            /* lines that can be pasted                   */
    int         least, most;        /* how many words besides the options         */
    const char *word;               /* what the first word is: "a task"           */
} command;

typedef struct arguments { int words; const char *word[64]; bool help; } arguments;

/* " (0.1)", what it is if it is not given; "" where that is nothing to tell. */
lehr_short_text option_default(const option *o);

/* argv without the program and the command's name. --help is answered at once, with a->help true and nothing else
 * looked at; so is --man, the same as a page of the manual (man_page.h). */
lehr_status options_read(const command *c, const option table[], int argc, char *const argv[], arguments *a);

#endif
