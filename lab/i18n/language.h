/* language.h — the language of the texts that users read: English or Chinese.
 *
 *     if (lehr_set_language(LEHR_CHINESE)) puts(lehr_message());       no font has the letters: still English
 *
 * One setting for the whole program. Set it before figures are drawn or other threads are started. The texts are in
 * lab/i18n/chinese.h. */
#ifndef LEHR_LAB_I18N_LANGUAGE_H
#define LEHR_LAB_I18N_LANGUAGE_H
#include "core/base/status.h"
#include "core/base/translate.h"

typedef enum lehr_language {            /* of texts that users read */
    LEHR_ENGLISH,                       /* the default */
    LEHR_CHINESE                        /* simplified  */
} lehr_language;

/* For programs that draw figures. LEHR_ERR_FILE: no font has the letters; the language is unchanged. */
lehr_status   lehr_set_language(lehr_language l);

/* For programs that only write text: no font is needed. LEHR_ERR_VALUE: l is not a language. */
lehr_status   lehr_set_text_language(lehr_language l);

lehr_language lehr_language_get(void);  /* the language that was set last */

/* The text, or format, in that language, whatever the setting; NULL: "". lehr_translate uses the setting. */
const char   *lehr_translate_to(lehr_language l, const char *english) LEHR_FORMAT_ARG(2);

#endif
