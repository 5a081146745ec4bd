#include "lab/command/command.h"
#include "core/base/did_you_mean.h"
#include <string.h>

extern const command command_policies, command_explain, command_schedule, command_data, command_train, command_predict,
    command_info, command_compare, command_find, command_paths, command_look, command_grade, command_demo, command_tour;

const command *const commands[] = {
    &command_policies, &command_explain, &command_schedule, &command_data,  &command_train,
    &command_predict,  &command_info,    &command_compare,  &command_find,  &command_paths,
    &command_look,     &command_grade,   &command_demo,     &command_tour,
};

const int commands_count = sizeof commands / sizeof *commands;

const command *commands_find(const char *name)
{
    lehr_did_you_mean near = lehr_did_you_mean_start(name, strlen(name));
    for (int i = 0; i < commands_count; i++) {
        if (!strcmp(name, commands[i]->name)) return commands[i];
        lehr_did_you_mean_offer(&near, commands[i]->name);
    }
    lehr_did_you_mean_offer(&near, "help");
    lehr_short_text hint = lehr_did_you_mean_hint(&near);
    if (hint.s[0]) lehr_fail(LEHR_ERR_NAME, "there is no command \"%.40s\"%s", name, hint.s);
    else lehr_fail(LEHR_ERR_NAME, "there is no command \"%.40s\"; `lehr --help` lists them all", name);
    return NULL;
}
