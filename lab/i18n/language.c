#include "lab/i18n/language.h"
#include "lab/i18n/chinese.h"
#include "lab/plot/draw/font.h"
#include <stdlib.h>

static lehr_language language = LEHR_ENGLISH;

lehr_language lehr_language_get(void) { return language; }

const char *lehr_translate_to(lehr_language l, const char *english)
{
    if (!english) return "";
    return l == LEHR_CHINESE ? lehr_to_chinese(english) : english;
}

/* LEHR_ERR_FILE: no font has every letter of the texts in figures. */
static lehr_status check_font(void)
{
    lehr_font *f = lehr_font_new();
    if (!f) return lehr_last_status();
    bool all = true;
    for (int i = 0; i < lehr_chinese_figures.count; i++) all &= lehr_font_has(f, lehr_chinese_figures.row[i].chinese);
    lehr_status status = lehr_font_status(f);
    lehr_font_free(f);
    if (status || all) return status;
    const char *named = getenv("LEHR_FONT");
    if (named && *named)
        return lehr_fail(LEHR_ERR_FILE, "LEHR_FONT: %.200s lacks Chinese letters that pictures need", named);
    return lehr_fail(
        LEHR_ERR_FILE,
        "no font with Chinese letters was found; install one, such as fonts-wqy-microhei, or name its file "
        "in LEHR_FONT");
}

lehr_status lehr_set_text_language(lehr_language l)
{
    if (l != LEHR_ENGLISH && l != LEHR_CHINESE) return lehr_fail(LEHR_ERR_VALUE, "there is no language %d", (int)l);
    language = l;
    lehr_set_translator(l == LEHR_CHINESE ? lehr_to_chinese : NULL, NULL);
    return LEHR_OK;
}

lehr_status lehr_set_language(lehr_language l)
{
    lehr_status status = lehr_set_text_language(l);
    if (status || l == LEHR_ENGLISH) return status;
    if ((status = check_font())) return status;
    lehr_set_translator(lehr_to_chinese, lehr_to_chinese);
    return LEHR_OK;
}
