/* commands.h — the list of all commands. A command is one file with one row of its own; the list names it. */
#ifndef LEHR_COMMAND_COMMANDS_H
#define LEHR_COMMAND_COMMANDS_H
#include "lab/command/command.h"

extern const command *const commands[];
extern const int commands_count;

/* NULL: LEHR_ERR_NAME, with the nearest name. */
const command *commands_find(const char *name);

#endif
