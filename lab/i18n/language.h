/* language.h — the language of the texts that users read: English or Chinese.
 *
 *     lehr_set_language(LEHR_CHINESE);         if no font has the letters, texts are Chinese and figures English
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

/* Of messages and figures. LEHR_ERR_FILE: no font has the letters, so figures stay English. LEHR_ERR_VALUE: l is no
 * language; nothing has changed. */
lehr_status   lehr_set_language(lehr_language l);

/* Of messages alone: no font is needed, and figures stay English. LEHR_ERR_VALUE: l is no language. */
lehr_status   lehr_set_text_language(lehr_language l);

lehr_language lehr_language_get(void);  /* the language of messages that was set last */

/* The text, or format, in that language, whatever the setting; NULL: "". lehr_translate uses the setting. */
const char   *lehr_translate_to(lehr_language l, const char *english) LEHR_FORMAT_ARG(2);

#endif
