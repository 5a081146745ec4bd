#include "lab/grade/clean_text.h"
#include "core/base/utf8.h"

/* Control codes, and marks without width that change the direction or join characters. */
static bool is_control(uint32_t code)
{
    return code < ' ' || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x207f) || code == 0xfeff;
}

void grade_add_clean(lehr_strbuf *out, const char *bytes, size_t n, bool lines)
{
    for (size_t i = 0, letter; i < n; i += letter) {
        uint32_t code;
        letter = lehr_utf8_decode(bytes + i, bytes + n, &code);
        bool malformed = letter == 1 && code == LEHR_UTF8_REPLACEMENT, stays = !malformed && !is_control(code);
        if (bytes[i] == '\t') lehr_strbuf_printf(out, " ");
        else if (stays || (lines && bytes[i] == '\n')) lehr_strbuf_append(out, bytes + i, letter);
        else lehr_strbuf_printf(out, "?");
    }
}
