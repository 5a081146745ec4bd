#include "lab/command/terminal/paragraph.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/terminal.h"
#include <string.h>

enum { WIDEST = 100, NARROWEST = 24 };      /* of the text itself, without what stands before it */

void paragraph_print(lehr_strbuf *out, const char *text, int at, int indent)
{
    int columns = terminal_columns() < WIDEST ? terminal_columns() : WIDEST;
    if (columns - indent < NARROWEST) indent = columns / 10;
    bool first = true;
    if (columns - at < NARROWEST && at > indent) {
        lehr_strbuf_printf(out, "\n%*s", indent, "");
        at = indent;
    }
    for (size_t n; *(text += strspn(text, " \n")); text += n, first = false) {
        n = strcspn(text, " \n");
        int width = lehr_utf8_width_n(text, n), gap = first ? 0 : 1;
        bool breaks = !first && at + gap + width > columns;
        if (breaks) lehr_strbuf_printf(out, "\n%*s", indent, "");
        else lehr_strbuf_printf(out, "%s", gap ? " " : "");
        lehr_strbuf_append(out, text, n);
        at = breaks ? indent + width : at + gap + width;
    }
    lehr_strbuf_printf(out, "\n");
}
