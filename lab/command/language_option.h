/* language_option.h — the option of every command that draws: --lang en|zh, or LEHR_LANG in the environment. */
#ifndef LEHR_COMMAND_LANGUAGE_OPTION_H
#define LEHR_COMMAND_LANGUAGE_OPTION_H
#include "lab/command/options.h"
#include "lab/i18n/language.h"

/* of: what is in that language. language_option_read has the names. */
#define LANGUAGE_OPTION_OF(where, of)                                                                                  \
    {                                                                                                                  \
        "lang", OPTION_TEXT, where, "en|zh", "the language of " of "; default LEHR_LANG, else en"                      \
    }
#define LANGUAGE_OPTION(where) LANGUAGE_OPTION_OF(where, "pictures")

/* What was given, or else the environment. LEHR_ERR_VALUE: that is no language. Where anything is to be drawn, it is
 * chosen; if no font has its letters, that is said once, and pictures stay English. */
lehr_status language_option_apply(const char *given, bool draws);

/* The same for words in the terminal, which brings letters of its own: nothing is chosen, and no font is looked for. */
lehr_status language_option_read(const char *given, lehr_language *l);

#endif
