/* command.h — the commands of `lehr`, and one call of a command: its options and operands. */
#ifndef LEHR_COMMAND_COMMAND_H
#define LEHR_COMMAND_COMMAND_H
#include "core/base/registry.h"

enum { OPTIONS_MAX = 64, OPERANDS_MAX = 64, OPTION_LIST_MAX = 32, OPTION_NUMBERS_MAX = 32, OPTION_HELP_BYTES = 2000 };

typedef enum option_kind {
    OPTION_TEXT,                    /* const char *                                                  */
    OPTION_OUTPUT,                  /* const char *: a file to write; "-" is standard output         */
    OPTION_PICTURE,                 /* const char *: a file to write, not standard output            */
    OPTION_FOLDER,                  /* const char *: a folder for the files of command.writes        */
    OPTION_NUMBER,                  /* double                                                        */
    OPTION_WHOLE,                   /* long                                                          */
    OPTION_FLAG,                    /* bool; takes no value                                          */
    OPTION_NUMBERS, OPTION_WHOLES,  /* option_numbers: one, or several with / between them           */
    OPTION_LIST,                    /* option_list: all words up to the next option; may be repeated */
    OPTION_SIZE                     /* option_size: 960x560                                          */
} option_kind;

typedef struct option_numbers { int count; double v[OPTION_NUMBERS_MAX]; } option_numbers;
typedef struct option_list { int count; const char *word[OPTION_LIST_MAX]; } option_list;
typedef struct option_size { int width, height; } option_size;      /* in logical pixels; 0: not given */

typedef struct option {
    const char *name;               /* "epochs" for --epochs                                  */
    option_kind kind;
    void       *target;             /* where the value goes; its value before is the default  */
    const char *value;              /* what the help calls its value: "N", "RULE..."          */
    const char *help;
    double      min, max;           /* range of a number                                      */
    bool        above_min;          /* min itself is not allowed                              */
    /* set by options_add and options_read */
    lehr_short_text default_text;   /* " (0.1)"; "" if there is nothing to print              */
    bool        given;
} option;

typedef enum help_kind { HELP_NONE, HELP_SHORT, HELP_MAN } help_kind;

typedef struct command command;

/* One call of a command. All zero but argc and argv at the start; the command adds its options and reads the line. */
typedef struct command_line {
    int          argc;
    char *const *argv;              /* without the program and the command's name             */
    const command *command;
    const command *const *all;      /* [commands]: all commands, for those that list them    */
    int          commands;
    int          options;
    option       option[OPTIONS_MAX];
    int          operands;          /* words that are neither options nor their values        */
    const char  *operand[OPERANDS_MAX];
    const char  *language;          /* the value of --lang; NULL: not given                   */
    help_kind    help;              /* what was asked for in place of the command's work      */
    bool         overflow;          /* more than OPTIONS_MAX options were added               */
    char         text[OPTION_HELP_BYTES];       /* help texts made by options_text            */
    size_t       text_length;
} command_line;

/* A row of the list of commands, in the command's own file. */
struct command {
    const char *name;               /* "train"                                                */
    const char *operands;           /* "TASK"; "" if there are none                           */
    const char *options;            /* what follows in the usage line: "[options]"            */
    const char *summary;            /* for the list of all commands                           */
    const char *about;              /* what it does, in a few lines                           */
    const char *example;            /* lines that can be pasted                               */
    int         min, max;           /* number of operands                                     */
    const char *operand;            /* what is needed: "a task"                               */
    lehr_status (*run)(command_line *line);
    const char *writes;             /* files in an OPTION_FOLDER: "index.html *.png"; NULL: there is no such option */
    const lehr_registry *choices;   /* the names that operands may have; NULL: not from one registry */
};

/* All commands (command.c). A command is one file with one row of its own, and a line in that list. */
extern const command *const commands[];
extern const int commands_count;

/* NULL: LEHR_ERR_NAME, with the nearest name. */
const command *commands_find(const char *name);

#define COMMAND_TASK "a task, such as taiji (`lehr data` lists them all), or a file of data with a . or / in its name"

#endif
