/* help.h — the help of one command and the list of all of them, made from their rows. */
#ifndef LEHR_COMMAND_HELP_H
#define LEHR_COMMAND_HELP_H
#include "lab/command/command.h"

/* `lehr train --help`; line: after options_read. */
void help_print(lehr_strbuf *out, command_line *line);

/* `lehr --help` */
void help_print_commands(lehr_strbuf *out, const command *const list[], int count);

#endif
