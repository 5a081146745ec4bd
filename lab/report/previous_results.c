#include "lab/report/previous_results.h"
#include "core/base/file.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include "lab/report/export.h"
#include <string.h>

#define POLICY "\n    {\"name\":"              /* before the name of each policy in a result file */

enum { MAX_BYTES = 1 << 30 };

/* The value of a key as text, without quotes; "?": there is no such key. */
static lehr_short_text value_of(const char *json, const char *key)
{
    const char *at = strstr(json, key), *end = at ? strpbrk(at + strlen(key), "\"\n") : NULL;
    if (!end) return lehr_short_printf("?");
    return lehr_short_printf("%.*s", (int)(end - at) - (int)strlen(key), at + strlen(key));
}

/* "iris, net 4-12-3, adam: fixed, cosine" */
static lehr_short_text describe(const char *json)
{
    lehr_short_text t = lehr_short_printf(lehr_translate("%s, net %s, %s"), value_of(json, "{\"task\":\"").s,
                                          value_of(json, "\"net\":\"").s, value_of(json, "\"optim\":\"").s);
    const char *before = ": ";
    for (const char *at = json; (at = strstr(at, POLICY)); at++) {
        t = lehr_short_printf("%s%s%s", t.s, before, value_of(at, POLICY "\"").s);
        before = ", ";
    }
    return t;
}

/* Does the text have all policies of `before`? */
static bool has_policies(const char *now, const char *before)
{
    for (const char *at = before; (at = strstr(at, POLICY)); at++) {
        const char *end = strstr(at, ",\"spec\":"), *found = now;
        size_t n = end ? (size_t)(end - at) : strlen(at);
        while ((found = strstr(found, POLICY)) && strncmp(found, at, n)) found++;
        if (!found) return false;
    }
    return true;
}

static lehr_status compare_texts(const char *before, const char *now, const char *folder)
{
    const char *end = strstr(now, ",\"numbers\":");
    if (strncmp(before, "{\"task\":", 8)) return LEHR_OK;            /* no comparison wrote it */
    bool same = end && !strncmp(before, now, (size_t)(end - now)) && has_policies(now, before);
    if (same) return LEHR_OK;
    return lehr_fail(LEHR_ERR_VALUE,
                     "%.200s has the results of another comparison (%s); those of this one (%s) would overwrite them; "
                     "give another folder: --out DIR", folder, describe(before).s, describe(now).s);
}

lehr_status lehr_report_check_folder(const lehr_comparison *c, const char *folder)
{
    char *before;
    size_t n;
    lehr_strbuf path = {0}, now = {0};
    lehr_status status = LEHR_NOT_NULL(c, folder);
    if (status) return status;
    lehr_strbuf_printf(&path, "%s/results.json", folder);
    lehr_report_json_plan(c, &now);
    status = path.status ? path.status : now.status;
    if (!status && lehr_is_regular_file(path.s) && !(status = lehr_read_file(path.s, MAX_BYTES, &before, &n))) {
        status = compare_texts(before, now.s, folder);
        lehr_free(before);
    }
    lehr_strbuf_release(&path);
    lehr_strbuf_release(&now);
    return status;
}
