#include "core/base/csv_cell.h"
#include <string.h>

static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

void lehr_csv_put_quoted(lehr_strbuf *out, const char *text)
{
    if (!out || !text) return;
    lehr_strbuf_printf(out, "\"");
    for (; *text; text++) {
        if (*text == '"') lehr_strbuf_printf(out, "\"");
        lehr_strbuf_append(out, text, 1);
    }
    lehr_strbuf_printf(out, "\"");
}

void lehr_csv_put_cell(lehr_strbuf *out, const char *text)
{
    if (!out || !text) return;
    size_t n = strlen(text);
    bool padded = n && (is_blank(text[0]) || is_blank(text[n - 1])), marked = !strncmp(text, "\xEF\xBB\xBF", 3);
    if (padded || marked || strpbrk(text, ",;\t\"\n")) lehr_csv_put_quoted(out, text);
    else lehr_strbuf_printf(out, "%s", text);
}
