/* man_page.h — a command's own help as a page of the manual: the same rows, in the language of man(1).
 *
 * `lehr train --man` prints lehr-train.1, `lehr --man` lehr.1 with the list of all commands. The installation makes
 * them this way (lab/man.cmake), so there is none to keep up to date, and a command that is added has its page. */
#ifndef LEHR_COMMAND_MAN_H
#define LEHR_COMMAND_MAN_H
#include "lab/command/options.h"
#include "core/base/strbuf.h"

void man_head(lehr_strbuf *out, const char *name, const char *about);   /* "lehr-train": the title and NAME */
void man_section(lehr_strbuf *out, const char *title);
void man_text(lehr_strbuf *out, const char *text);         /* in its lines; `so` is bold; no line is taken for roff's */
/* an option, or whatever has an explanation */
void man_item(lehr_strbuf *out, const char *bold, const char *value, const char *text);
void man_example(lehr_strbuf *out, const char *lines);             /* as they stand, broken where the shell allows it */
void man_ends(lehr_strbuf *out);                                        /* EXIT STATUS */

/* All of a command's page. */
void man_page(lehr_strbuf *out, const command *c, const option table[]);

#endif
