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

/* Selects --lang, else LEHR_LANG, if the command draws. LEHR_ERR_VALUE: it is not a language. Without a font for its
 * characters a note is printed and figures are in English. */
lehr_status language_option_apply(const char *given, bool draws);

/* The same for texts in the terminal, which need no font: the language is only returned. */
lehr_status language_option_read(const char *given, lehr_language *l);

#endif
