#include "lab/command/language_option.h"
#include "lab/command/terminal/terminal.h"
#include "lab/i18n/language.h"
#include <stdlib.h>
#include <string.h>

static const char *asked_for(const char *given)
{
    const char *name = given ? given : getenv("LEHR_LANG");
    return name && *name ? name : "en";
}

lehr_status language_option_read(const char *given, lehr_language *l)
{
    const char *name = asked_for(given);
    bool english = !strcmp(name, "en");
    if (!english && strcmp(name, "zh"))
        return lehr_fail(LEHR_ERR_VALUE, "%s is \"%.40s\"; it must be en or zh", given ? "--lang" : "LEHR_LANG", name);
    *l = english ? LEHR_ENGLISH : LEHR_CHINESE;
    return LEHR_OK;
}

lehr_status language_option_apply(const char *given, bool draws)
{
    lehr_language asked = LEHR_ENGLISH;
    lehr_status status = language_option_read(given, &asked);
    if (status) return status;
    if (asked == LEHR_ENGLISH || !draws) return lehr_set_language(LEHR_ENGLISH);
    status = lehr_set_language(LEHR_CHINESE);
    if (status && status != LEHR_ERR_MEMORY) print_note("%s; figures are in English\n", lehr_message());
    return status == LEHR_ERR_MEMORY ? status : LEHR_OK;
}
