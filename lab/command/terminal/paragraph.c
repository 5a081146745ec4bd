#include "lab/command/terminal/paragraph.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/ascii.h"
#include "lab/command/terminal/terminal.h"
#include <string.h>

enum { WIDEST = 100, NARROWEST = 24 };      /* of the text itself, without what stands before it */

static void print_wrapped(lehr_strbuf *out, const char *text, int at, int indent)
{
    int columns = at ? terminal_table_columns() : terminal_columns();
    if (columns > WIDEST && columns < ANY_COLUMNS) columns = WIDEST;
    if (columns - indent < NARROWEST && lehr_utf8_width(text) > columns - at) indent = columns / 10;
    bool first = true;
    if (columns - at < NARROWEST && at > 0 && lehr_utf8_width(text) > columns - at) {
        while (out->length && out->s[out->length - 1] == ' ') out->s[--out->length] = '\0';
        lehr_strbuf_printf(out, "\n%*s", indent, "");
        at = indent;
    }
    for (size_t n, blanks; blanks = strspn(text, " \n"), *(text += blanks); text += n, first = false) {
        size_t line = lehr_utf8_fitting(text, columns - indent);        /* a longer word is cut */
        n = lehr_utf8_unbroken(text);
        if (line && n > line) n = line;
        int width = lehr_utf8_width_n(text, n), gap = first || !blanks ? 0 : 1;
        bool breaks = (!first || at > indent) && at + gap + width > columns;
        if (breaks) lehr_strbuf_printf(out, "\n%*s", indent, "");
        else lehr_strbuf_printf(out, "%s", gap ? " " : "");
        lehr_strbuf_append(out, text, n);
        at = breaks ? indent + width : at + gap + width;
    }
    lehr_strbuf_printf(out, "\n");
}

void paragraph_print(lehr_strbuf *out, const char *text, int at, int indent)
{
    lehr_strbuf ascii = {0};
    if (ascii_locale_is_utf8()) print_wrapped(out, text, at, indent);
    else {
        ascii_print(&ascii, text, strlen(text));
        print_wrapped(out, ascii.s ? ascii.s : "", at, indent);
        if (ascii.status) out->status = ascii.status;
        lehr_strbuf_release(&ascii);
    }
}
