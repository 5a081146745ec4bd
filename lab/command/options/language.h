/* language.h — the language of messages and figures: --lang en|zh of every command, LEHR_LANG, or the locale. */
#ifndef LEHR_COMMAND_LANGUAGE_H
#define LEHR_COMMAND_LANGUAGE_H
#include "core/base/status.h"

/* Sets the language of messages before the command line is read, so that its errors and its help are in that language,
 * too. The first of these decides: --lang in the line; LEHR_LANG; the locale (LC_ALL, LC_MESSAGES, LANG), if it is
 * Chinese in UTF-8. An unknown name counts as English here; language_check reports it. */
void language_start(int argc, char *const argv[]);

/* given: the value of --lang, or NULL. LEHR_ERR_VALUE: it, or LEHR_LANG, is no language. */
lehr_status language_check(const char *given);

/* Figures in the language of messages. If no font has its letters, prints a note, and they are English. */
lehr_status language_of_figures(void);

#endif
