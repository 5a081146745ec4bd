/* options.h — a command line read by a table: each option is a row with its name, target, range and help. */
#ifndef LEHR_COMMAND_OPTIONS_H
#define LEHR_COMMAND_OPTIONS_H
#include "core/base/strbuf.h"
#include "lab/command/command.h"

/* Add rows to the options of this call; their targets hold the defaults. */
void options_add(command_line *line, const option rows[], int count);

/* The same for an array, which the compiler counts. */
#define OPTIONS_ADD(line, rows)                                                                                        \
    do {                                                                                                               \
        _Static_assert(sizeof(rows) / sizeof *(rows) <= OPTIONS_MAX, "more options than a command can have");          \
        options_add(line, rows, (int)(sizeof(rows) / sizeof *(rows)));                                                 \
    } while (0)

/* The option of that name among those added; NULL: there is none. */
option     *options_find(command_line *line, const char *name, size_t length);

/* A help text made at run time; the command line owns it. */
const char *options_text(command_line *line, const char *format, ...) LEHR_PRINTF(2, 3);

/* All names of a registry as one text: "sgd, momentum or adam" with last " or ", or ", " throughout. */
const char *options_names(command_line *line, const lehr_registry *registry, const char *last);

/* The same for names that a function lists, NULL past the end. */
const char *options_join(command_line *line, const char *name_at(int i));

/* Appends " WORD", in quotes where a shell needs them. */
void        options_print_word(lehr_strbuf *out, const char *word);

/* Read the line. At --help, -h or --man reading ends with LEHR_OK and line->help set; what follows is ignored. */
lehr_status options_read(command_line *line);

/* "FUNCTION is beale or saddle.\n" where operands come from one registry; else "". */
const char *options_choices(command_line *line);

/* LEHR_ERR_VALUE: what is needed, and the usage. */
lehr_status options_missing_operand(command_line *line);

/* "lehr train TASK [options]" without the program's name. */
lehr_short_text options_usage(const command *c);

#endif
