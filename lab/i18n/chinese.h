/* chinese.h — the words of our pictures, in English or in Chinese.
 *
 *     if (lehr_set_language(LEHR_CHINESE)) puts(lehr_message());       no font on this machine has the letters: it stays English
 *
 * One setting for the whole program, made before pictures are drawn: it is no thread's own, and not to be changed
 * while one draws. Names stay what they are: those of policies, rules, tasks, features. The Chinese is that of the
 * book, 《智能之门》. */
#ifndef LEHR_LAB_I18N_CHINESE_H
#define LEHR_LAB_I18N_CHINESE_H
#include "core/base/status.h"
#include "core/base/translate.h"

typedef enum lehr_language {            /* what pictures speak */
    LEHR_ENGLISH,                       /* as at first         */
    LEHR_CHINESE                        /* simplified          */
} lehr_language;

lehr_status   lehr_set_language(lehr_language l);      /* LEHR_ERR_FILE: no font has the letters; nothing has changed */
lehr_language lehr_language_get(void);                  /* the one that was set last */

/* Walk them all, for a test: what row i says in a language. NULL past the end. */
const char   *lehr_translation_at(int i, lehr_language l);

#endif
