#include "core/base/did_you_mean.h"
#include "core/base/translate.h"
#include <ctype.h>
#include <string.h>

enum { LONGEST_NAME = 48 };

/* The edit distance from a to b: insertions, deletions, substitutions, swaps of neighbours (Damerau 1964). */
static size_t edits(const char *a, size_t n, const char *b, size_t m)
{
    size_t row[3][LONGEST_NAME + 1];
    for (size_t j = 0; j <= m; j++) row[0][j] = j;
    for (size_t i = 1; i <= n; i++) {
        size_t *now = row[i % 3], *up = row[(i + 2) % 3], *up2 = row[(i + 1) % 3];
        now[0] = i;
        for (size_t j = 1; j <= m; j++) {
            size_t change = up[j - 1] + (tolower((unsigned char)a[i - 1]) != tolower((unsigned char)b[j - 1]));
            size_t add = now[j - 1] + 1, drop = up[j] + 1;
            now[j] = change < add ? change : add;
            if (drop < now[j]) now[j] = drop;
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] && up2[j - 2] + 1 < now[j])
                now[j] = up2[j - 2] + 1;
        }
    }
    return row[n % 3][m];
}

lehr_did_you_mean lehr_did_you_mean_start(const char *asked, size_t length)
{
    return (lehr_did_you_mean){ .asked = asked, .length = asked ? length : 0, .distance = (size_t)-1 };
}

static void consider(lehr_did_you_mean *n, const char *name, size_t length)
{
    if (!n->asked || n->length > LONGEST_NAME || length > LONGEST_NAME) return;
    size_t d = edits(n->asked, n->length, name, length);
    if (n->length >= 3 && length > n->length && !strncmp(n->asked, name, n->length)) d = 1;    /* a prefix is near */
    if (d < n->distance) {
        n->distance = d;
        n->best = name;
    }
}

void lehr_did_you_mean_offer(lehr_did_you_mean *n, const char *names)
{
    while (n && names && *names) {
        size_t length = strcspn(names, " ");
        if (length) consider(n, names, length);
        names += length + (names[length] == ' ');
    }
}

lehr_short_text lehr_did_you_mean_hint(const lehr_did_you_mean *n)
{
    if (!n) return lehr_short_printf("%s", "");
    size_t near_enough = n->length < 4 ? 1 : n->length / 3 + 1;
    if (!n->best || n->distance > near_enough) return lehr_short_printf("%s", "");
    return lehr_short_printf(lehr_translate("; did you mean \"%.*s\"?"), (int)strcspn(n->best, " "), n->best);
}

bool lehr_is_one_of(const char *word, size_t length, const char *names)
{
    while (word && names && *names) {
        size_t n = strcspn(names, " ");
        if (n == length && !strncmp(names, word, n)) return true;
        names += n + (names[n] == ' ');
    }
    return false;
}
