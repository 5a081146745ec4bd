#include "lab/command/language.h"
#include "lab/command/terminal.h"
#include "lab/language.h"
#include <stdlib.h>
#include <string.h>

lehr_status choose_language(const char *given)
{
    const char *from = given ? "--lang" : "LEHR_LANG", *name = given ? given : getenv("LEHR_LANG");
    if (!name || !*name || !strcmp(name, "en")) return lehr_set_language(LEHR_ENGLISH);
    if (strcmp(name, "zh")) return lehr_fail(LEHR_ERR_VALUE, "%s is \"%.40s\"; it must be en or zh", from, name);
    if (lehr_set_language(LEHR_CHINESE)) say("%s; pictures are in English\n", lehr_message());
    return LEHR_OK;
}
