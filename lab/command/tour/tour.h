/* tour.h — the stops of `lehr tour`, and what they share.
 *
 * A stop shows a result that it has just computed, and asks a question about it. The result, the right answer and the
 * explanation of a wrong one come from the parts of Lehr that the stop is about; none of them is written down here. */
#ifndef LEHR_COMMAND_TOUR_H
#define LEHR_COMMAND_TOUR_H
#include "core/random.h"
#include "lab/command/command.h"
#include "lab/compare/comparison.h"
#include "lab/i18n/language.h"
#include "lab/range_test/confidence.h"
#include "lab/trajectory/trajectory.h"
#include "sched/sched.h"

enum { TOUR_STOPS = 10, TOUR_CHOICES = 4, TOUR_STEPS = 200, TOUR_LINE = 400, TOUR_SEEDS = 5 };

/* A text or format in the language of the tour (lab/i18n/chinese_tour.c). */
#define IN(t, english) lehr_translate_to((t)->language, english)

/* Answers that a stop checks: a number or a whole number from least to most, a rate above 0, or a text. */
typedef enum answer_kind { ANSWER_NUMBER, ANSWER_WHOLE, ANSWER_RATE, ANSWER_TEXT } answer_kind;

typedef struct tour {
    const command_line *line;               /* has the list of all commands */
    lehr_language language;
    bool        plain;                      /* prints all stops at once, without waiting for answers */
    bool        draws, colour;              /* the output is a terminal, wide enough for drawings    */
    int         columns;
    long        seed;
    /* of the current stop */
    lehr_random random;                     /* the same on every visit                             */
    answer_kind kind;
    double      least, most;                /* of a number                                         */
    char        given[TOUR_LINE];           /* the answer: one line of UTF-8, …                    */
    double      number;                     /* … and its value, unless the kind is ANSWER_TEXT     */
    lehr_sched  sched;
    lehr_short_text spec[TOUR_CHOICES];
    double      lr, right, rate[TOUR_CHOICES];
    long        at;                         /* an update                                           */
    int         chosen;                     /* index of the right choice                           */
    lehr_run   *run;                        /* these three: NULL where the stop has none           */
    lehr_data  *data;
    lehr_comparison *comparison;
    lehr_trajectory path[TOUR_CHOICES];
    lehr_lr_estimate estimate;
} tour;

typedef struct tour_stop {
    const char *title;                      /* English */
    lehr_status (*show)(tour *t, lehr_strbuf *out);             /* computes, prints, asks */
    lehr_status (*hint)(const tour *t, lehr_strbuf *out);
    lehr_status (*check)(tour *t, bool *right, lehr_strbuf *out); /* is given or number right? if not, why */
    lehr_status (*answer)(tour *t, lehr_strbuf *out);           /* the right answer, and results hidden before */
    void        (*print_commands)(const tour *t, lehr_strbuf *out);      /* command lines that show the same */
} tour_stop;

/* --- for stops: tour_text.c --------------------------------------------------------------------------------------- */

/* Translates the format and prints a paragraph, broken into lines. Returns out's status. */
lehr_status tour_print(const tour *t, lehr_strbuf *out, const char *format, ...) LEHR_PRINTF(3, 4);
/* The same in bold. */
void tour_print_bold(const tour *t, lehr_strbuf *out, const char *format, ...) LEHR_PRINTF(3, 4);
/* The same as a question, with the answers that it takes; least and most are of numbers. */
lehr_status tour_ask(tour *t, lehr_strbuf *out, answer_kind kind, double least, double most, const char *format, ...)
    LEHR_PRINTF(6, 7);
/* A command line, not translated, after this program's name. */
void tour_print_command(const tour *t, lehr_strbuf *out, const char *format, ...) LEHR_PRINTF(3, 4);

int  tour_random_int(tour *t, int n);                           /* 0 … n − 1, each as likely */

/* over TOUR_STEPS updates: drawn, or as a table */
void tour_print_rates(const tour *t, lehr_strbuf *out, const lehr_sched *s);
void tour_print_explain(const tour *t, lehr_strbuf *out);               /* the command that explains spec[0] */

/* --- the stops: tour_rates.c, tour_spec.c, tour_net.c, tour_compare.c, tour_find.c, tour_paths.c ------------------ */

lehr_status tour_plan(const tour *t, lehr_plan *p);                         /* taiji, as `lehr compare` has it */
lehr_status tour_train(tour *t, double lr, const char *sched, lehr_history *h);      /* into t->run; lr 0: the plan's */
void        tour_release(tour *t);                              /* frees run, data, comparison and paths */

extern const tour_stop stop_shape, stop_value, stop_boundary, stop_joint, stop_own, stop_train, stop_map, stop_compare,
    stop_find, stop_paths;

#endif
