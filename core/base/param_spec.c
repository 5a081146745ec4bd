#include "core/base/param_spec.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include <math.h>
#include <string.h>
#include <strings.h>

static double *number_of(const lehr_param_spec *k, void *settings) { return (double *)((char *)settings + k->field); }
static lehr_number_list *list_of(const lehr_param_spec *k, void *settings)
{
    return (lehr_number_list *)((char *)settings + k->field);
}

double *lehr_param_spec_numbers(const lehr_param_spec *k, void *settings, int *count)
{
    if (count) *count = 0;
    if (LEHR_NOT_NULL(k, settings, count)) return NULL;
    *count = k->flags & LEHR_LIST ? list_of(k, settings)->count : 1;
    return k->choices ? NULL : k->flags & LEHR_LIST ? list_of(k, settings)->v : number_of(k, settings);
}

void lehr_param_specs_reset(const lehr_param_spec params[], void *settings)
{
    for (const lehr_param_spec *k = params; k && settings && k->name; k++)
        if (k->flags & LEHR_LIST) list_of(k, settings)->count = 0;
        else *number_of(k, settings) = k->default_value;
}

/* --- as text ------------------------------------------------------------------------------------------------------ */

/* The choice of k with value v. */
static lehr_short_text choice_text(const lehr_param_spec *k, double v)
{
    const char *w = k->choices;
    for (double i = k->min; i < v; i++) w += strcspn(w, " ") + 1;
    return lehr_short_printf("%.*s", (int)strcspn(w, " "), w);
}

lehr_short_text lehr_param_spec_default_text(const lehr_param_spec *k)
{
    if (!k) return lehr_short_printf("%s", "");
    const char *words = k->default_text ? k->default_text : "required";
    if (isnan(k->default_value)) return lehr_short_printf("%s", lehr_translate(words));
    return k->choices ? choice_text(k, k->default_value) : lehr_number_text(k->default_value);
}

lehr_short_text lehr_param_spec_range_text(const lehr_param_spec *k)
{
    if (!k) return lehr_short_printf("%s", "");
    if (k->choices) return lehr_short_printf(lehr_translate("one of: %s"), k->choices);
    bool lower = isfinite(k->min), upper = isfinite(k->max) && k->max < 0x1p53;
    const char *at_least = upper ? "at least %s" : "%s or more";
    const char *from = lehr_translate(k->flags & LEHR_EXCLUDE_MIN ? "above %s" : at_least);
    const char *to = lehr_translate(k->flags & LEHR_EXCLUDE_MAX ? "below %s" : "at most %s");
    lehr_short_text range = lehr_short_printf("%s", lehr_translate("any number")), limit = range;
    if (upper) range = limit = lehr_short_printf(to, lehr_number_text(k->max).s);
    if (lower) range = lehr_short_printf(from, lehr_number_text(k->min).s);
    if (lower && upper) range = lehr_short_printf(lehr_translate("%s and %s"), range.s, limit.s);
    return k->flags & LEHR_INTEGER ? lehr_short_printf(lehr_translate("a whole number, %s"), range.s) : range;
}

/* --- setting ------------------------------------------------------------------------------------------------------ */

bool lehr_param_spec_accepts(const lehr_param_spec *k, double v)
{
    if (!k || !isfinite(v) || v < k->min || v > k->max) return false;
    if (k->flags & LEHR_EXCLUDE_MIN && v == k->min) return false;
    if (k->flags & LEHR_EXCLUDE_MAX && v == k->max) return false;
    return !(k->flags & LEHR_INTEGER || k->choices) || v == floor(v);
}

static const lehr_param_spec *find(const lehr_param_spec params[], const char *name, size_t length)
{
    for (const lehr_param_spec *k = params; k->name; k++)
        if (lehr_is_one_of(name, length, k->name) || lehr_is_one_of(name, length, k->aliases)) return k;
    return NULL;
}

/* "step has no parameter "evry"; did you mean "every"?" or, with nothing near, those that there are */
static lehr_status fail_unknown(const lehr_parser *r, const char *owner, const lehr_param_spec *const lists[],
                           const char *name, size_t length)
{
    lehr_did_you_mean near = lehr_did_you_mean_start(name, length);
    char have[300] = "";
    size_t n = 0;
    for (int l = 0; lists[l]; l++)
        for (const lehr_param_spec *k = lists[l]; k->name; k++) {
            lehr_did_you_mean_offer(&near, k->name);
            lehr_did_you_mean_offer(&near, k->aliases);
            n += lehr_snprintf(have + n, sizeof have - n, n ? ", %s" : lehr_translate("; it has %s"), k->name);
        }
    lehr_short_text hint = lehr_did_you_mean_hint(&near);
    return lehr_parser_fail(r, name, LEHR_ERR_NAME, "%s has no parameter \"%.*s\"%s", owner,
                            (int)(length < 40 ? length : 40), name,
                            hint.s[0] ? hint.s
                            : n       ? have
                                      : lehr_translate("; it has none"));
}

/* The upper limit, where lehr_param_spec_range_text leaves it out as too large to matter: " (at most 1e+300)". */
static lehr_short_text too_large(const lehr_param_spec *k, double v)
{
    bool omitted = !(k->max < 0x1p53);
    if (v <= k->max || !omitted) return lehr_short_printf("%s", "");
    return lehr_short_printf(lehr_translate(" (at most %.17g)"), k->max);
}

static lehr_status set_one(const char *owner, const lehr_param_spec *k, void *settings, const lehr_setting *to)
{
    const double *v = to->list ? to->list : &to->value;
    int count = to->list ? to->count : 1, max_count = k->flags & LEHR_LIST ? LEHR_MAX_LIST : 1;
    if (count < 1 || count > max_count)
        return lehr_fail(LEHR_ERR_VALUE, max_count > 1 ? "%s: %s has %d numbers; it takes 1 to %d"
                                                       : "%s: %s has %d numbers; it takes %d",
                         owner, k->name, count, max_count);
    for (int i = 0; i < count; i++)
        if (!lehr_param_spec_accepts(k, v[i]))
            return lehr_fail(LEHR_ERR_VALUE, "%s: %s is %s; it must be %s%s", owner, k->name, lehr_number_text(v[i]).s,
                             lehr_param_spec_range_text(k).s,
                             too_large(k, v[i]).s);
    if (k->flags & LEHR_LIST) list_of(k, settings)->count = count;
    int ignored;
    double *field = k->choices ? number_of(k, settings) : lehr_param_spec_numbers(k, settings, &ignored);
    memcpy(field, v, (size_t)count * sizeof *v);
    return LEHR_OK;
}

lehr_status lehr_param_specs_set(const char *owner, const lehr_param_spec params[], void *settings, unsigned *given,
                                 const lehr_setting list[])
{
    unsigned seen = 0;
    lehr_status status = LEHR_NOT_NULL(params, settings, given);
    if (status) return status;
    if (!owner) owner = lehr_translate("parameters");
    for (; list && list->name; list++) {
        const lehr_param_spec *k = find(params, list->name, strlen(list->name));
        if (!k)
            return fail_unknown(NULL, owner, (const lehr_param_spec *const[]){ params, NULL }, list->name,
                           strlen(list->name));
        unsigned bit = 1u << (k - params);
        if (seen & bit) return lehr_fail(LEHR_ERR_VALUE, "%s: %s is given twice", owner, k->name);
        seen |= bit;
        status = set_one(owner, k, settings, list);
        if (status) return status;
        *given |= bit;
    }
    return LEHR_OK;
}

/* --- parsing ------------------------------------------------------------------------------------------------------ */

lehr_status lehr_parser_fail(const lehr_parser *r, const char *where, lehr_status code, const char *format, ...)
{
    char sentence[400];
    va_list args;
    va_start(args, format);
    lehr_vsnprintf(sentence, sizeof sentence, lehr_translate(format), args);
    va_end(args);
    if (!r || !r->text || !where) return lehr_fail(code, "%s", sentence);
    int column = (int)(where - r->text) + 1;
    lehr_fail(code, "\"%.80s%s\", column %d: %s", r->text, strlen(r->text) > 80 ? "…" : "", column, sentence);
    lehr_set_message_place(r->text, column);
    return code;
}

static const char separators[] = ":+*,=";

lehr_short_text lehr_character_text(const char *s)
{
    size_t n = lehr_utf8_length(s, NULL);
    return lehr_short_printf("%.*s", n ? (int)n : 1, s);
}

void lehr_parser_skip_blanks(lehr_parser *r) { r->at += strspn(r->at, " \t"); }

size_t lehr_word_length(const char *s, const char *stops)
{
    size_t n = strcspn(s, stops);
    while (n && s[strcspn(s, stops)] && strchr(" \t", s[n - 1])) n--;
    return n;
}

/* Blanks before a sign are skipped, those at the end of the text are not. */
static const char *skip_blanks_before_sign(const char *at)
{
    const char *sign = at + strspn(at, " \t");
    return *sign && strchr(separators, *sign) ? sign : at;
}

/* Long input is truncated, so that the rest of the sentence fits. */
static int shown_length(size_t length) { return length < 40 ? (int)length : 40; }

static lehr_status parse_choice(lehr_parser *r, const char *owner, const lehr_param_spec *k, void *settings)
{
    size_t length = lehr_word_length(r->at, separators);
    const char *w = k->choices;
    for (int i = 0; *w; i++) {
        size_t n = strcspn(w, " ");
        if (n == length && !strncasecmp(w, r->at, n)) {
            *number_of(k, settings) = k->min + i;
            r->at = skip_blanks_before_sign(r->at + length);
            return LEHR_OK;
        }
        w += n + (w[n] == ' ');
    }
    lehr_did_you_mean near = lehr_did_you_mean_start(r->at, length);
    lehr_did_you_mean_offer(&near, k->choices);
    lehr_short_text hint = lehr_did_you_mean_hint(&near);
    return lehr_parser_fail(r, r->at, LEHR_ERR_NAME, "%s: %s is \"%.*s\"; it must be %s%s", owner, k->name,
                            shown_length(length), r->at, lehr_param_spec_range_text(k).s, hint.s);
}

/* One number, or a/b if may_divide. An error where it is out of range. */
static lehr_status parse_number(lehr_parser *r, const char *owner, const lehr_param_spec *k, bool may_divide, double *v)
{
    const char *start = r->at, *end;
    if (!lehr_parse_number(r->at, &end, v)) {
        int length = shown_length(strcspn(start, separators));
        return lehr_parser_fail(r, start, LEHR_ERR_VALUE, "%s: %s is \"%.*s\"; it must be %s", owner, k->name, length,
                                start, lehr_param_spec_range_text(k).s);
    }
    const char *behind;
    double below;
    if (may_divide && *end == '/' && lehr_parse_number(end + 1, &behind, &below)) {
        *v /= below;
        end = behind;
    }
    size_t length = (size_t)(end - start);
    end = skip_blanks_before_sign(end);
    if (*end && !strchr(k->flags & LEHR_LIST ? "+*,/" : "+*,", *end))
        return lehr_parser_fail(r, end, LEHR_ERR_VALUE,
                                "%s: \"%.*s\" follows the number; %s must be %s, followed by a comma, \"+\", "
                                "\"*\" or the end",
                                owner, shown_length(strcspn(end, separators + 1)), end, k->name,
                                lehr_param_spec_range_text(k).s);
    if (!lehr_param_spec_accepts(k, *v))
        return lehr_parser_fail(r, start, LEHR_ERR_VALUE, "%s: %s is %.*s; it must be %s%s", owner, k->name,
                                shown_length(length), start, lehr_param_spec_range_text(k).s,
                                too_large(k, *v).s);
    r->at = end;
    return LEHR_OK;
}

/* "[3,5]", as Python writes a list. */
static lehr_status fail_brackets(lehr_parser *r, const char *owner, const lehr_param_spec *k)
{
    char numbers[40];
    size_t n = 0;
    for (const char *at = r->at + 1; *at && !strchr("])}", *at) && n + 1 < sizeof numbers; at++)
        if (!strchr(" \t", *at)) numbers[n++] = *at == ',' ? '/' : *at;
    numbers[n] = '\0';
    return lehr_parser_fail(r, r->at, LEHR_ERR_VALUE, "%s: several numbers have / between them and no brackets; write "
                            "%s=%s", owner, k->name, n ? numbers : "3/5");
}

static lehr_status parse_list(lehr_parser *r, const char *owner, const lehr_param_spec *k, void *settings)
{
    lehr_number_list list = {0};
    if (*r->at && strchr("[({", *r->at)) return fail_brackets(r, owner, k);
    for (;;) {
        if (list.count == LEHR_MAX_LIST)
            return lehr_parser_fail(r, r->at, LEHR_ERR_VALUE, "%s: %s takes at most %d numbers", owner, k->name,
                                    LEHR_MAX_LIST);
        lehr_status status = parse_number(r, owner, k, false, &list.v[list.count]);
        if (status) return status;
        list.count++;
        if (*r->at != '/') break;
        r->at++;
    }
    *list_of(k, settings) = list;
    return LEHR_OK;
}

static lehr_status parse_value(lehr_parser *r, const char *owner, const lehr_param_spec *k, void *settings)
{
    if (k->choices) return parse_choice(r, owner, k, settings);
    if (k->flags & LEHR_LIST) return parse_list(r, owner, k, settings);
    return parse_number(r, owner, k, true, number_of(k, settings));
}

static lehr_status parse_one(lehr_parser *r, const char *owner, const lehr_param_spec *const lists[], void *settings,
                            unsigned *given)
{
    const char *start = r->at, *stop = start + strcspn(start, separators);
    size_t length = lehr_word_length(start, separators);
    const lehr_param_spec *k = lists[0];                            /* a bare value is the first */
    int l = 0;
    if (*stop == '=') {
        while (lists[l] && !(k = find(lists[l], start, length))) l++;
        if (!lists[l]) return fail_unknown(r, owner, lists, start, length);
        r->at = stop + 1;
        lehr_parser_skip_blanks(r);
    } else if (!k->name) {
        return lehr_parser_fail(r, start, LEHR_ERR_NAME, "%s has no parameters of its own", owner);
    } else if (!length) {
        return lehr_parser_fail(r, start, LEHR_ERR_VALUE, "%s: a parameter is expected here, such as %s=%s", owner,
                                k->name, lehr_param_spec_default_text(k).s);
    }
    unsigned bit = 1u << (k - lists[l] + (long)l * LEHR_MAX_PARAM_SPECS);
    if (*given & bit && *stop != '=')
        return lehr_parser_fail(r, start, LEHR_ERR_VALUE,
                                k->flags & LEHR_LIST ? "%s: several numbers have / between them; write %s=3/5"
                                : "%s: %s is given twice: a value without a name sets it",
                                owner, k->name);
    if (*given & bit) return lehr_parser_fail(r, start, LEHR_ERR_VALUE, "%s: %s is given twice", owner, k->name);
    *given |= bit;
    return parse_value(r, owner, k, settings);
}

lehr_status lehr_param_specs_parse(lehr_parser *r, const char *owner, const lehr_param_spec *const lists[],
                                   void *settings, unsigned *given)
{
    lehr_status status = LEHR_NOT_NULL(r, lists, settings, given);
    if (status) return status;
    if (!owner) owner = lehr_translate("parameters");
    for (;;) {
        lehr_parser_skip_blanks(r);
        status = parse_one(r, owner, lists, settings, given);
        if (status) return status;
        if (!*r->at || *r->at == '+' || *r->at == '*') return LEHR_OK;
        if (*r->at != ',')
            return lehr_parser_fail(r, r->at, LEHR_ERR_VALUE, "%s: a comma is expected here, not \"%s\"", owner,
                                    lehr_character_text(r->at).s);
        r->at++;
    }
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

void lehr_param_spec_value_print(lehr_strbuf *out, const lehr_param_spec *k, const void *settings)
{
    if (!out || !k || !settings) return;
    const void *field = (const char *)settings + k->field;
    const lehr_number_list *list = field;
    if (k->choices) lehr_strbuf_printf(out, "%s", choice_text(k, *(const double *)field).s);
    else if (!(k->flags & LEHR_LIST)) lehr_strbuf_printf(out, "%s", lehr_number_text(*(const double *)field).s);
    else
        for (int i = 0; i < list->count; i++) lehr_strbuf_printf(out, i ? "/%s" : "%s", lehr_number_text(list->v[i]).s);
}

lehr_short_text lehr_param_spec_value_text(const lehr_param_spec *k, const void *settings)
{
    lehr_short_text w = { "" };
    if (!k || !settings) return w;
    const void *field = (const char *)settings + k->field;
    const lehr_number_list *list = field;
    size_t n = 0;
    if (k->choices) return choice_text(k, *(const double *)field);
    if (!(k->flags & LEHR_LIST)) return lehr_number_text(*(const double *)field);
    for (int i = 0; i < list->count; i++)
        n += lehr_snprintf(w.s + n, sizeof w.s - n, i ? "/%s" : "%s", lehr_number_text(list->v[i]).s);
    return w;
}

/* A number is printed if it is not the default; one without a default, and a list, if it was given. */
static bool is_printed(const lehr_param_spec *k, const void *field, bool named)
{
    return isnan(k->default_value) ? named : *(const double *)field != k->default_value;
}

void lehr_param_specs_print(lehr_strbuf *out, char *before, const lehr_param_spec params[], const void *settings,
                            unsigned given)
{
    for (const lehr_param_spec *k = params; k && before && settings && k->name; k++) {
        const void *field = (const char *)settings + k->field;
        if (!is_printed(k, field, given >> (k - params) & 1u)) continue;
        lehr_strbuf_printf(out, "%c%s=", *before, k->name);
        *before = ',';
        lehr_param_spec_value_print(out, k, settings);
    }
}
