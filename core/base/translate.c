#include "core/base/translate.h"
#include <stddef.h>

static lehr_translator *translate;

void lehr_set_translator(lehr_translator *translator) { translate = translator; }

const char *lehr_translate(const char *english)
{
    if (!english) return "";
    return translate ? translate(english) : english;
}
