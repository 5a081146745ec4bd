#include "lab/command/terminal/progress_bar.h"
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include "lab/command/terminal/ascii.h"
#include "lab/command/terminal/terminal.h"
#include <limits.h>
#include <math.h>

/* --- a bar -------------------------------------------------------------------------------------------------------- */

void progress_bar_print(lehr_strbuf *out, double share, int cells)
{
    static const char *const eighth[] = { " ", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    double filled = share > 0 ? fmin(share, 1) * cells : 0;
    int full = (int)filled, part = (int)((filled - full) * 8);
    if (!ascii_locale_is_utf8()) part = 0;
    lehr_strbuf_printf(out, "▕");
    for (int i = 0; i < cells; i++) lehr_strbuf_printf(out, "%s", i < full ? "█" : i == full ? eighth[part] : " ");
    lehr_strbuf_printf(out, "▏");
}

/* --- the time ----------------------------------------------------------------------------------------------------- */

static lehr_short_text hours_left(int minutes)
{
    return lehr_short_printf(lehr_translate("%d h %02d min left"), minutes / 60, minutes % 60);
}

lehr_short_text progress_time_left(double seconds, double share)
{
    double left = share > 0 ? ceil(seconds * (1 - fmin(share, 1)) / share) : HUGE_VAL;
    if (!(left >= 0 && left < 3600 * 1000.0)) return lehr_short_printf("%s", "");
    if (left < 60) return lehr_short_printf(lehr_translate("%.0f s left"), left);
    int minutes = (int)lrint(left / 60);
    if (minutes < 60) return lehr_short_printf(lehr_translate("%d min left"), minutes);
    return hours_left(minutes);
}

int progress_time_width(void) { return lehr_utf8_width(hours_left(65).s); }

/* --- on a terminal ------------------------------------------------------------------------------------------------ */

void progress_bar_start(progress_bar *b, const char *label, long total)
{
    *b = (progress_bar){ label, total, 0, terminal_seconds() };
}

void progress_bar_update(void *context, long done)
{
    enum { LONGEST = 30, REST = 2 + 1 + 7 + 1 };        /* edges, blank, "100 %  ", the last column */
    progress_bar *b = context;
    double t = terminal_seconds(), share = (double)done / (double)b->total;
    if ((t - b->last < 0.1 && done < b->total) || !terminal_shows_progress()) return;
    b->last = t;
    lehr_strbuf line = {0};
    int left = terminal_screen_now().columns - 1 - REST - progress_time_width() - lehr_utf8_width(b->label);
    lehr_strbuf_printf(&line, "\r%s ", b->label);
    if (left > 0) progress_bar_print(&line, share, left < LONGEST ? left : LONGEST);
    lehr_strbuf_printf(&line, "%3.0f %%  %s\033[K", 100 * share, progress_time_left(t - b->start, share).s);
    print_progress(&line);
}

void progress_bar_end(progress_bar *b)
{
    if (b->last > 0 && terminal_shows_progress()) print_note("\r\033[K");
}
