#include "lab/command/language.h"
#include "lab/command/terminal.h"
#include "lab/language.h"
#include <stdlib.h>
#include <string.h>

static const char *asked_for(const char *given)
{
    const char *name = given ? given : getenv("LEHR_LANG");
    return name && *name ? name : "en";
}

lehr_status choose_language(const char *given, bool draws)
{
    const char *name = asked_for(given);
    bool english = !strcmp(name, "en");
    if (!english && strcmp(name, "zh"))
        return lehr_fail(LEHR_ERR_VALUE, "%s is \"%.40s\"; it must be en or zh", given ? "--lang" : "LEHR_LANG", name);
    if (english || !draws) return lehr_set_language(LEHR_ENGLISH);
    lehr_status status = lehr_set_language(LEHR_CHINESE);
    if (status && status != LEHR_ERR_MEMORY) say("%s; pictures are in English\n", lehr_message());
    return status == LEHR_ERR_MEMORY ? status : LEHR_OK;
}
