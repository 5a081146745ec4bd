#include "lab/command/terminal/progress_bar.h"
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
