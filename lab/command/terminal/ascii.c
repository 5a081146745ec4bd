#include "lab/command/terminal/ascii.h"
#include "core/base/utf8.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

bool ascii_locale_is_utf8(void)
{
    static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };
    const char *name = NULL;
    for (int i = 0; i < 3 && !(name && *name); i++) name = getenv(variables[i]);
    for (; name && *name; name++)
        if (!strncasecmp(name, "utf-8", 5) || !strncasecmp(name, "utf8", 4)) return true;
    return false;
}

static const struct { const char *symbol, *ascii; } replacements[] = {
    { "…", "..." }, { "—", "-" },   { "–", "-" },   { "−", "-" },  { "·", "." },   { "×", "x" },     { "÷", "/" },
    { "±", "+-" },  { "≥", ">=" },  { "≤", "<=" },  { "≈", "~" },  { "→", "->" },  { "←", "<-" },    { "√", "sqrt " },
    { "½", "1/2" }, { "²", "^2" },  { "³", "^3" },  { "⁴", "^4" }, { "⁵", "^5" },  { "⁶", "^6" },    { "⁻", "^-" },
    { "ₜ", "_t" },  { "₊", "+" },   { "₁", "_1" },  { "₂", "_2" }, { "ᵗ", "^t" },  { "ᵀ", "^T" },    { "µ", "u" },
    { "μ", "mu" },  { "Σ", "sum " }, { "σ", "sigma" }, { "α", "alpha" }, { "β", "beta" }, { "γ", "gamma" },
    { "ε", "eps" }, { "“", "\"" },    { "”", "\"" },
    { "‘", "'" },   { "’", "'" },   { "▲", "^" },   { "▼", "v" },  { "✗", "x" },   { "✓", "v" },     { "░", "." },
    { "▒", ":" },   { "▕", "|" },   { "▏", "|" },   { "▎", "-" },  { "▍", "-" },   { "▌", "-" },     { "▋", "=" },
    { "▊", "=" },   { "▉", "=" },   { "█", "#" },   { "▁", "_" },  { "▂", "." },   { "▃", "-" },     { "▄", "=" },
    { "▅", "+" },   { "▆", "*" },   { "▇", "%" },   { "⋯", "..." },
};

/* A braille pattern as the half of the cell that has dots; the bits of the upper two rows are 0x1b. */
static const char *braille(uint32_t code)
{
    static const char *const halves[] = { " ", "'", ".", ":" };
    unsigned dots = code - 0x2800;
    return halves[((dots & 0x1b) != 0) + 2 * ((dots & ~0x1bu) != 0)];
}

/* NULL: the character has no replacement. */
static const char *replacement(const char *s, size_t n, uint32_t code)
{
    if (code >= 0x2800 && code <= 0x28ff) return braille(code);
    for (size_t i = 0; i < sizeof replacements / sizeof *replacements; i++)
        if (strlen(replacements[i].symbol) == n && !memcmp(replacements[i].symbol, s, n)) return replacements[i].ascii;
    return NULL;
}

void ascii_print(lehr_strbuf *out, const char *s, size_t length)
{
    const char *end = s + length;
    size_t surplus = 0;                 /* columns by which the line has become longer */
    uint32_t code;
    for (size_t n; s < end; s += n) {
        n = lehr_utf8_decode(s, end, &code);
        const char *ascii = n > 1 ? replacement(s, n, code) : NULL;
        if (*s == '\n') surplus = 0;
        if (ascii) {
            lehr_strbuf_append(out, ascii, strlen(ascii));
            surplus += strlen(ascii) - 1;
        } else if (*s == ' ' && s + 1 < end && s[1] == ' ' && surplus) {
            surplus--;
        } else {
            lehr_strbuf_append(out, s, n);
        }
    }
}
