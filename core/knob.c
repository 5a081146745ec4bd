#include "core/knob.h"
#include <math.h>
#include <string.h>

static double    *number_of(const lehr_knob *k, void *settings) { return (double *)((char *)settings + k->field); }
static lehr_list *list_of(const lehr_knob *k, void *settings)   { return (lehr_list *)((char *)settings + k->field); }

void lehr_knobs_reset(const lehr_knob knobs[], void *settings)
{
    for (const lehr_knob *k = knobs; k->name; k++)
        if (k->flags & LEHR_LIST) list_of(k, settings)->count = 0;
        else *number_of(k, settings) = k->usual;
}

/* --- in words ----------------------------------------------------------------------------------------------------- */

static lehr_word copy(const lehr_text *t)
{
    lehr_word w = { "" };
    if (t->s) memcpy(w.s, t->s, t->length < sizeof w.s ? t->length : sizeof w.s - 1);
    return w;
}

lehr_word lehr_knob_usual_text(const lehr_knob *k)
{
    lehr_text t = {0};
    if (isnan(k->usual)) lehr_text_add(&t, "%s", k->otherwise ? k->otherwise : "required");
    else if (k->words) {
        const char *w = k->words;
        for (int i = 0; i < (int)k->usual; i++) w += strcspn(w, " ") + 1;
        lehr_text_add(&t, "%.*s", (int)strcspn(w, " "), w);
    } else lehr_text_add(&t, "%s", lehr_number_text(k->usual).s);
    lehr_word w = copy(&t);
    lehr_text_release(&t);
    return w;
}

lehr_word lehr_knob_range_text(const lehr_knob *k)
{
    lehr_text t = {0};
    if (k->words) {
        lehr_text_add(&t, "one of: %s", k->words);
    } else {
        if (k->flags & LEHR_WHOLE) lehr_text_add(&t, "a whole number, ");
        bool lower = isfinite(k->least), upper = isfinite(k->most) && k->most < 0x1p53;
        lehr_word least = lehr_number_text(k->least);
        if (lower && k->flags & LEHR_ABOVE) lehr_text_add(&t, "above %s", least.s);
        else if (lower) lehr_text_add(&t, upper ? "at least %s" : "%s or more", least.s);
        if (lower && upper) lehr_text_add(&t, " and ");
        if (upper) lehr_text_add(&t, k->flags & LEHR_BELOW ? "below %s" : "at most %s", lehr_number_text(k->most).s);
        if (!lower && !upper) lehr_text_add(&t, "any number");
    }
    lehr_word w = copy(&t);
    lehr_text_release(&t);
    return w;
}

/* --- setting ------------------------------------------------------------------------------------------------------ */

static bool in_range(const lehr_knob *k, double v)
{
    if (!isfinite(v) || v < k->least || v > k->most) return false;
    if (k->flags & LEHR_ABOVE && v == k->least) return false;
    if (k->flags & LEHR_BELOW && v == k->most) return false;
    return !(k->flags & LEHR_WHOLE || k->words) || v == floor(v);
}

static const lehr_knob *find(const lehr_knob knobs[], const char *name, size_t length)
{
    for (const lehr_knob *k = knobs; k->name; k++)
        if (lehr_is_one_of(name, length, k->name) || lehr_is_one_of(name, length, k->also)) return k;
    return NULL;
}

static lehr_word nearest(const lehr_knob knobs[], const char *name, size_t length)
{
    lehr_near near = lehr_near_to(name, length);
    for (const lehr_knob *k = knobs; k->name; k++) {
        lehr_near_try(&near, k->name);
        lehr_near_try(&near, k->also);
    }
    return lehr_near_hint(&near);
}

static void list_names(lehr_text *t, const lehr_knob knobs[])
{
    for (const lehr_knob *k = knobs; k->name; k++) lehr_text_add(t, k == knobs ? "%s" : ", %s", k->name);
}

/* "step has no parameter "evry"; did you mean "every"?" or, with nothing near, the list of those there are */
static lehr_status unknown(const lehr_reader *r, const char *owner, const lehr_knob knobs[], const char *name, size_t length)
{
    lehr_word hint = nearest(knobs, name, length);
    lehr_text have = {0};
    if (!hint.s[0]) {
        lehr_text_add(&have, "; it has %s", knobs->name ? "" : "none");
        list_names(&have, knobs);
    }
    lehr_status status = lehr_read_fail(r, name, LEHR_ERR_NAME, "%s has no parameter \"%.*s\"%s", owner, (int)length, name,
                                        hint.s[0] ? hint.s : have.s ? have.s : "");
    lehr_text_release(&have);
    return status;
}

lehr_status lehr_knobs_set(const char *owner, const lehr_knob knobs[], void *settings, unsigned *given, const lehr_setting list[])
{
    for (; list && list->name; list++) {
        const lehr_knob *k = find(knobs, list->name, strlen(list->name));
        if (!k) return unknown(NULL, owner, knobs, list->name, strlen(list->name));
        if (k->flags & LEHR_LIST) return lehr_fail(LEHR_ERR_VALUE, "%s: %s takes a list", owner, k->name);
        if (!in_range(k, list->value))
            return lehr_fail(LEHR_ERR_VALUE, "%s: %s is %s; it must be %s", owner, k->name, lehr_number_text(list->value).s,
                             lehr_knob_range_text(k).s);
        *number_of(k, settings) = list->value;
        *given |= 1u << (k - knobs);
    }
    return LEHR_OK;
}

/* --- reading ------------------------------------------------------------------------------------------------------ */

lehr_status lehr_read_fail(const lehr_reader *r, const char *where, lehr_status code, const char *format, ...)
{
    char sentence[400];
    va_list args;
    va_start(args, format);
    lehr_format(sentence, sizeof sentence, format, args);
    va_end(args);
    if (!r) return lehr_fail(code, "%s", sentence);
    return lehr_fail(code, "\"%.80s%s\", column %d: %s", r->text, strlen(r->text) > 80 ? "…" : "", (int)(where - r->text) + 1, sentence);
}

static const char separators[] = ":+*,=";

static lehr_status read_word(lehr_reader *r, const char *owner, const lehr_knob *k, void *settings)
{
    size_t length = strcspn(r->at, separators);
    const char *w = k->words;
    for (int i = 0; *w; i++) {
        size_t n = strcspn(w, " ");
        if (n == length && !strncmp(w, r->at, n)) {
            *number_of(k, settings) = i;
            r->at += length;
            return LEHR_OK;
        }
        w += n + (w[n] == ' ');
    }
    lehr_near near = lehr_near_to(r->at, length);
    lehr_near_try(&near, k->words);
    lehr_word hint = lehr_near_hint(&near);
    return lehr_read_fail(r, r->at, LEHR_ERR_NAME, "%s: %s is \"%.*s\"; it must be %s%s", owner, k->name, (int)length, r->at,
                          lehr_knob_range_text(k).s, hint.s);
}

/* One number; with division, a/b. Out of range: refused as the row says. */
static lehr_status read_number(lehr_reader *r, const char *owner, const lehr_knob *k, bool may_divide, double *v)
{
    const char *start = r->at, *end;
    if (!lehr_read_number(r->at, &end, v)) {
        int length = (int)strcspn(start, separators);
        return lehr_read_fail(r, start, LEHR_ERR_VALUE, "%s: %s is \"%.*s\"; it must be %s", owner, k->name, length, start,
                              lehr_knob_range_text(k).s);
    }
    const char *behind;
    double below;
    if (may_divide && *end == '/' && lehr_read_number(end + 1, &behind, &below)) {
        *v /= below;
        end = behind;
    }
    if (*end && !strchr(k->flags & LEHR_LIST ? "+*,/" : "+*,", *end))
        return lehr_read_fail(r, end, LEHR_ERR_VALUE, "%s: \"%.*s\" behind the number; a comma, \"+\", \"*\" or the end is expected", owner,
                              (int)strcspn(end, separators + 1), end);
    if (!in_range(k, *v))
        return lehr_read_fail(r, start, LEHR_ERR_VALUE, "%s: %s is %.*s; it must be %s", owner, k->name, (int)(end - start), start,
                              lehr_knob_range_text(k).s);
    r->at = end;
    return LEHR_OK;
}

static lehr_status read_list(lehr_reader *r, const char *owner, const lehr_knob *k, void *settings)
{
    lehr_list list = {0};
    for (;;) {
        if (list.count == LEHR_MAX_LIST)
            return lehr_read_fail(r, r->at, LEHR_ERR_VALUE, "%s: %s takes at most %d numbers", owner, k->name, LEHR_MAX_LIST);
        lehr_status status = read_number(r, owner, k, false, &list.v[list.count]);
        if (status) return status;
        list.count++;
        if (*r->at != '/') break;
        r->at++;
    }
    *list_of(k, settings) = list;
    return LEHR_OK;
}

static lehr_status read_value(lehr_reader *r, const char *owner, const lehr_knob *k, void *settings)
{
    if (k->words) return read_word(r, owner, k, settings);
    if (k->flags & LEHR_LIST) return read_list(r, owner, k, settings);
    return read_number(r, owner, k, true, number_of(k, settings));
}

static lehr_status read_one(lehr_reader *r, const char *owner, const lehr_knob knobs[], void *settings, unsigned *given)
{
    const char *start = r->at;
    size_t length = strcspn(start, separators);
    const lehr_knob *k = knobs;                                     /* a bare value is the first */
    if (start[length] == '=') {
        k = find(knobs, start, length);
        if (!k) return unknown(r, owner, knobs, start, length);
        r->at = start + length + 1;
    } else if (!k->name) {
        return lehr_read_fail(r, start, LEHR_ERR_NAME, "%s has no parameters", owner);
    } else if (!length) {
        return lehr_read_fail(r, start, LEHR_ERR_VALUE, "%s: a parameter is expected here, such as %s=%s", owner, k->name,
                              lehr_knob_usual_text(k).s);
    }
    unsigned bit = 1u << (k - knobs);
    if (*given & bit) return lehr_read_fail(r, start, LEHR_ERR_VALUE, "%s: %s is given twice", owner, k->name);
    *given |= bit;
    return read_value(r, owner, k, settings);
}

lehr_status lehr_knobs_read(lehr_reader *r, const char *owner, const lehr_knob knobs[], void *settings, unsigned *given)
{
    for (;;) {
        lehr_status status = read_one(r, owner, knobs, settings, given);
        if (status) return status;
        if (!*r->at || *r->at == '+' || *r->at == '*') return LEHR_OK;
        if (*r->at != ',') return lehr_read_fail(r, r->at, LEHR_ERR_VALUE, "%s: a comma is expected here, not \"%c\"", owner, *r->at);
        r->at++;
    }
}

/* --- printing ----------------------------------------------------------------------------------------------------- */

static void print_value(lehr_text *out, const lehr_knob *k, const void *settings)
{
    double v = *(const double *)((const char *)settings + k->field);
    if (k->words) {
        const char *w = k->words;
        for (int i = 0; i < (int)v; i++) w += strcspn(w, " ") + 1;
        lehr_text_add(out, "%.*s", (int)strcspn(w, " "), w);
    } else {
        lehr_text_add(out, "%s", lehr_number_text(v).s);
    }
}

void lehr_knobs_print(lehr_text *out, const lehr_knob knobs[], const void *settings, unsigned given)
{
    char before = ':';
    for (const lehr_knob *k = knobs; k->name; k++) {
        const void *field = (const char *)settings + k->field;
        bool named = (given >> (k - knobs)) & 1u, is_list = k->flags & LEHR_LIST;
        if (!named || (!is_list && *(const double *)field == k->usual)) continue;
        lehr_text_add(out, "%c%s=", before, k->name);
        before = ',';
        if (!is_list) print_value(out, k, settings);
        else
            for (int i = 0; i < ((const lehr_list *)field)->count; i++)
                lehr_text_add(out, i ? "/%s" : "%s", lehr_number_text(((const lehr_list *)field)->v[i]).s);
    }
}
