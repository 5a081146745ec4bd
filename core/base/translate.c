#include "core/base/translate.h"
#include <stddef.h>

static lehr_translator *of_texts, *of_labels;

void lehr_set_translator(lehr_translator *texts, lehr_translator *labels)
{
    of_texts = texts;
    of_labels = labels;
}

static const char *translate(lehr_translator *translator, const char *english)
{
    if (!english) return "";
    return translator ? translator(english) : english;
}

const char *lehr_translate(const char *english) { return translate(of_texts, english); }
const char *lehr_label(const char *english) { return translate(of_labels, english); }
