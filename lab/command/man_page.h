/* man_page.h — help as pages of the manual, in the language of man(1), made from the same rows.
 *
 * `lehr train --man` prints lehr-train.1, `lehr --man` lehr.1 with the list of all commands. The installation makes
 * them this way (lab/man.cmake), so a command that is added has its page. */
#ifndef LEHR_COMMAND_MAN_PAGE_H
#define LEHR_COMMAND_MAN_PAGE_H
#include "core/base/strbuf.h"
#include "lab/command/command.h"

void man_page(lehr_strbuf *out, command_line *line);              /* line: after options_read */
void man_page_commands(lehr_strbuf *out, const command *const list[], int count);

#endif
