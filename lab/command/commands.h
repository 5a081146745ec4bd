/* commands.h — the commands of `lehr`: one file each. They return what went wrong; main says it and sets the exit
 * status. */
#ifndef LEHR_COMMAND_COMMANDS_H
#define LEHR_COMMAND_COMMANDS_H
#include "core/base/status.h"

#define A_TASK "a task, such as taiji (`lehr data` lists them all), or a file of data with a . or / in its name"

typedef lehr_status command_run(int argc, char *const argv[]);     /* argv without the program and the command's name */

command_run command_policies, command_explain, command_schedule, command_data, command_train, command_predict,
    command_info, command_compare, command_find, command_paths, command_look, command_grade, command_demo, command_tour;

#endif
