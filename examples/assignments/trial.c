/* trial.c — runs the parts of tests.c, and writes down what comes of them; expected.txt is the same, made by the
 * reference solution.
 *
 *     ./trial          every part, to standard output
 *     ./trial 2 3      the second part alone, to file descriptor 3, which leaves standard output to whatever you print
 *
 * One line for each event:
 *
 *     part 2 step: when it drops
 *     what rate
 *     what.zh 学习率
 *     within 1e-9
 *     race …                       if it has one
 *     rule at a multiple of `every` the rate drops
 *     rule.zh …
 *     row 0.050000000000000003 t = 50        of a race, expected.txt has only how many there are: rows 7500
 *     end
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700       /* fdopen */
#endif
#include "trial.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static FILE *out;
static const char *rule;        /* the one in force; said again only where it changes */

void trial_rule(const char *english, const char *chinese)
{
    if (rule && !strcmp(rule, english)) return;
    rule = english;
    fprintf(out, "rule %s\nrule.zh %s\n", english, chinese);
}

void trial_row(double value, const char *where, ...)
{
    va_list list;
    va_start(list, where);
    fprintf(out, "row %.17g ", value);
    vfprintf(out, where, list);
    fprintf(out, "\n");
    va_end(list);
}

static void run(const trial_part *p)
{
    fprintf(out, "part %g %s\nwhat %s\nwhat.zh %s\nwithin %g\n", p->points, p->name, p->what, p->what_zh,
            p->within > 0 ? p->within : 1e-9);
    if (p->race) fprintf(out, "race %s\n", p->race);
    rule = NULL;
    p->run();
    fprintf(out, "end\n");
}

int main(int argc, char *argv[])
{
    int only = argc > 1 ? (int)strtol(argv[1], NULL, 10) : 0;
    out = argc > 2 ? fdopen((int)strtol(argv[2], NULL, 10), "w") : stdout;
    if (!out) return 1;
    setvbuf(out, NULL, _IOLBF, 1 << 16);       /* what was written before a crash is there */
    for (int i = 0; trial_parts[i].name; i++)
        if (!only || only == i + 1) run(&trial_parts[i]);
    return fclose(out) ? 1 : 0;
}
