/* terminal_schedule.h — schedules drawn in the terminal (terminal_canvas.h). */
#ifndef LEHR_COMMAND_TERMINAL_SCHEDULE_H
#define LEHR_COMMAND_TERMINAL_SCHEDULE_H
#include "sched/sched.h"

/* The rates of n schedules over t = 0 … steps − 1 on one canvas of so many rows, with its axes. Letters on the curves,
 * a, b, c, …, distinguish several, and so do colours, if wanted. */
void terminal_schedule_draw(lehr_strbuf *out, const lehr_sched s[], int n, long steps, int rows, bool colour);

/* The same in two parts: the canvas, and the axis below it, which ends with a word for updates and the number of the
 * last one. */
void terminal_schedule_draw_rates(lehr_strbuf *out, const lehr_sched s[], int n, long steps, int rows, bool colour);
void terminal_schedule_draw_axis(lehr_strbuf *out, const char *word, long steps);

#endif
