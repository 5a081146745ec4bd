#include "lab/command/options/language.h"
#include "lab/command/terminal/ascii.h"
#include "lab/command/terminal/terminal.h"
#include "lab/i18n/language.h"
#include <stdlib.h>
#include <string.h>

static const char *from_environment(void)
{
    const char *name = getenv("LEHR_LANG");
    return name && *name ? name : NULL;
}

/* The last --lang of the line; NULL: there is none. */
static const char *from_line(int argc, char *const argv[])
{
    const char *name = NULL;
    for (int i = 0; i < argc && strcmp(argv[i], "--"); i++)
        if (!strncmp(argv[i], "--lang=", 7)) name = argv[i] + 7;
        else if (!strcmp(argv[i], "--lang") && i + 1 < argc) name = argv[i + 1];
    return name;
}

/* Messages are UTF-8, so a locale in another encoding gets English. */
static bool locale_is_chinese(void)
{
    static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        const char *value = getenv(variables[i]);
        if (value && *value) return !strncmp(value, "zh", 2) && ascii_locale_is_utf8();
    }
    return false;
}

void language_start(int argc, char *const argv[])
{
    const char *name = from_line(argc, argv);
    if (!name) name = from_environment();
    bool chinese = name ? !strcmp(name, "zh") : locale_is_chinese();
    lehr_set_text_language(chinese ? LEHR_CHINESE : LEHR_ENGLISH);
}

lehr_status language_check(const char *given)
{
    const char *name = given ? given : from_environment();
    if (!name || !strcmp(name, "en") || !strcmp(name, "zh")) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE, "%s is \"%.40s\"; it must be en or zh", given ? "--lang" : "LEHR_LANG", name);
}

lehr_status language_of_figures(void)
{
    lehr_status status = lehr_set_language(lehr_language_get());
    if (status != LEHR_ERR_FILE) return status;
    print_note("%s; figures are in English\n", lehr_message());
    return LEHR_OK;
}
