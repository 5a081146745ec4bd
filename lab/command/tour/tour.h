/* tour.h — the stops of `lehr tour`, and what they share.
 *
 * A stop shows something that was computed a moment ago, and asks about it. What is shown, what is right, and what is
 * said about a wrong answer all come from the parts of Lehr that the stop is about; none of it is written down here. */
#ifndef LEHR_COMMAND_TOUR_H
#define LEHR_COMMAND_TOUR_H
#include "core/random.h"
#include "lab/compare/comparison.h"
#include "lab/i18n/language.h"
#include "lab/range_test/confidence.h"
#include "sched/sched.h"

enum { TOUR_STOPS = 10, TOUR_CHOICES = 4, TOUR_STEPS = 200, TOUR_LINE = 400, TOUR_SEEDS = 5 };

/* A text or format in the language of the tour (lab/i18n/chinese_tour.c). */
#define IN(t, english) lehr_translate_to((t)->language, english)

/* What an answer must be before a stop looks at it: a number or a whole number, from least to most; a text. */
typedef enum answer_kind { ANSWER_NUMBER, ANSWER_WHOLE, ANSWER_TEXT } answer_kind;

typedef struct tour {
    /* how it is told */
    lehr_language language;
    bool        plain;                      /* all at once: no questions are waited for            */
    bool        draws, colour;              /* there is room for drawings, and someone to see them */
    int         columns;
    long        seed;
    /* of the stop we are at */
    lehr_random random;                     /* the same each time we come here                     */
    answer_kind kind;
    double      least, most;                /* of a number                                         */
    bool        above;                      /* least itself is not possible                        */
    char        given[TOUR_LINE];           /* what was answered: one line of UTF-8, …             */
    double      number;                     /* … and as a number, where it must be one             */
    lehr_sched  sched;
    lehr_short_text spec[TOUR_CHOICES];
    double      lr, right, rate[TOUR_CHOICES];
    long        at;
    int         chosen;
    lehr_run   *run;                        /* these three: NULL where the stop has none           */
    lehr_data  *data;
    lehr_comparison *comparison;
    lehr_lr_estimate reading;
} tour;

typedef struct tour_stop {
    const char *title;                      /* English */
    lehr_status (*show)(tour *t, lehr_strbuf *out);             /* computes, tells, draws, asks */
    void        (*hint)(const tour *t, lehr_strbuf *out);
    lehr_status (*check)(tour *t, bool *right, lehr_strbuf *out); /* of given or number: is it right, and why */
    lehr_status (*answer)(tour *t, lehr_strbuf *out);           /* what is right, and what is to be seen only now */
    void        (*print_commands)(const tour *t, lehr_strbuf *out);      /* the command lines that show the same */
} tour_stop;

/* --- for stops: tour_text.c --------------------------------------------------------------------------------------- */

/* a paragraph, broken into lines */
void tour_print(const tour *t, lehr_strbuf *out, const char *format, ...) LEHR_PRINTF(3, 4);
/* behind this command's name */
void tour_print_command(const tour *t, lehr_strbuf *out, const char *format, ...) LEHR_PRINTF(3, 4);
void tour_print_bold(const tour *t, lehr_strbuf *out, const char *format, ...) LEHR_PRINTF(3, 4);

int  tour_random_int(tour *t, int n);                           /* 0 … n − 1, each as likely */
void tour_ask_rate(tour *t);                                    /* what must be answered: a rate; … */
void tour_ask_number(tour *t, bool whole, double least, double most);       /* … or a number from least to most */

/* over TOUR_STEPS updates: drawn, or as a table */
void tour_print_rates(const tour *t, lehr_strbuf *out, const lehr_sched *s);
void tour_print_explain(const tour *t, lehr_strbuf *out);               /* the line that says it in words and numbers */

/* --- the stops: tour_print_rates.c, tour_spec.c, tour_net.c, tour_compare.c, tour_find.c, tour_paths.c ------------ */

lehr_status tour_plan(const tour *t, lehr_plan *p);                         /* taiji, as `lehr compare` has it */
lehr_status tour_train(tour *t, double lr, const char *sched, lehr_history *h);      /* into t->run; lr 0: the plan's */
void        tour_release(tour *t);                                             /* gives back run, data and comparison */

extern const tour_stop stop_shape, stop_value, stop_boundary, stop_joint, stop_own, stop_train, stop_map, stop_compare,
    stop_find, stop_paths;

#endif
