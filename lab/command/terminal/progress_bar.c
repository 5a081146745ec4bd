#include "lab/command/terminal/progress_bar.h"
#include <limits.h>
#include <math.h>

/* --- a bar -------------------------------------------------------------------------------------------------------- */

void add_gauge(lehr_strbuf *out, double share, int cells)
{
    static const char *const eighth[] = { " ", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
    double filled = share > 0 ? fmin(share, 1) * cells : 0;
    int full = (int)filled, part = (int)((filled - full) * 8);
    lehr_strbuf_printf(out, "▕");
    for (int i = 0; i < cells; i++) lehr_strbuf_printf(out, "%s", i < full ? "█" : i == full ? eighth[part] : " ");
    lehr_strbuf_printf(out, "▏");
}

/* --- the time ----------------------------------------------------------------------------------------------------- */

lehr_short_text time_left(double seconds, double share)
{
    double left = share > 0 ? ceil(seconds * (1 - fmin(share, 1)) / share) : HUGE_VAL;
    if (!(left >= 0 && left < 3600 * 1000.0)) return lehr_short_printf("%s", "");
    if (left < 60) return lehr_short_printf("%.0f s left", left);
    int minutes = (int)lrint(left / 60);
    if (minutes < 60) return lehr_short_printf("%d min left", minutes);
    return lehr_short_printf("%d h %02d min left", minutes / 60, minutes % 60);
}
