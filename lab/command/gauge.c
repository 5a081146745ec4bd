#include "lab/command/gauge.h"
#include <limits.h>
#include <math.h>

/* --- a bar -------------------------------------------------------------------------------------------------------- */

void add_gauge(lehr_text *out, double share, int cells)
{
    static const char *const eighth[] = { " ", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    double filled = share > 0 ? fmin(share, 1) * cells : 0;
    int full = (int)filled, part = (int)((filled - full) * 8);
    lehr_text_add(out, "▕");
    for (int i = 0; i < cells; i++) lehr_text_add(out, "%s", i < full ? "█" : i == full ? eighth[part] : " ");
    lehr_text_add(out, "▏");
}

/* --- the time ----------------------------------------------------------------------------------------------------- */

lehr_word time_left(double seconds, double share)
{
    double left = share > 0 ? ceil(seconds * (1 - fmin(share, 1)) / share) : HUGE_VAL;
    if (!(left >= 0 && left < 3600 * 1000.0)) return lehr_words("%s", "");
    if (left < 60) return lehr_words("%.0f s left", left);
    int minutes = (int)lrint(left / 60);
    if (minutes < 60) return lehr_words("%d min left", minutes);
    return lehr_words("%d h %02d min left", minutes / 60, minutes % 60);
}

/* --- columns ------------------------------------------------------------------------------------------------------ */

/* The letter at s, and how many bytes it takes; '?' where this is no UTF-8, or something a terminal would obey. */
static int letter_at(const char *s, int *bytes)
{
    const unsigned char *b = (const unsigned char *)s;
    int n = b[0] < 0x80 ? 1 : b[0] < 0xc2 ? 0 : b[0] < 0xe0 ? 2 : b[0] < 0xf0 ? 3 : b[0] < 0xf5 ? 4 : 0;
    int code = n < 2 ? b[0] : b[0] & (0x7f >> n);
    *bytes = 1;
    for (int i = 1; i < n; i++) {
        if ((b[i] & 0xc0) != 0x80) return '?';
        code = code << 6 | (b[i] & 0x3f);
    }
    if (n) *bytes = n;
    return n == 0 || code < ' ' || (code >= 0x7f && code < 0xa0) ? '?' : code;
}

/* Roughly Unicode's East Asian Width: the blocks that matter. */
static int width_of(int code)
{
    static const int wide[][2] = { { 0x1100, 0x115f }, { 0x2e80, 0xa4cf }, { 0xac00, 0xd7a3 }, { 0xf900, 0xfaff }, { 0xfe30, 0xfe6f },
                                   { 0xff00, 0xff60 }, { 0xffe0, 0xffe6 }, { 0x1f300, 0x1faff }, { 0x20000, 0x3fffd } };
    if (code >= 0x300 && code < 0x370) return 0;            /* accents on the letter before */
    for (size_t i = 0; i < sizeof wide / sizeof *wide; i++)
        if (code >= wide[i][0] && code <= wide[i][1]) return 2;
    return 1;
}

int columns_of(const char *s)
{
    int all = 0;
    for (int n; *s; s += n) {
        int width = width_of(letter_at(s, &n));
        all += all < INT_MAX - 2 ? width : 0;
    }
    return all;
}

int add_fitted(lehr_text *out, const char *s, int columns)
{
    bool cut = columns_of(s) > columns;
    int room = cut ? columns - 1 : columns, taken = 0;
    if (columns < 1) return 0;
    for (int n; *s; s += n) {
        int code = letter_at(s, &n), width = width_of(code);
        if (taken + width > room) break;
        if (code == '?') lehr_text_add(out, "?");
        else lehr_text_bytes(out, s, (size_t)n);
        taken += width;
    }
    if (cut) lehr_text_add(out, "…");
    return taken + cut;
}
