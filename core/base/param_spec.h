/* param_spec.h — the numbers that a row lets you turn, and the text that turns them: `name:key=value,key=value`.
 *
 * A policy, an update rule or an initialiser is a row; the row lists its knobs, and that list alone gives defaults,
 * ranges, other names, the parser, the printer and the help. A value is kept in a field of the owner's settings, so
 * formulas read k->gamma.
 */
#ifndef LEHR_CORE_BASE_PARAM_SPEC_H
#define LEHR_CORE_BASE_PARAM_SPEC_H
#include "core/base/strbuf.h"

enum {
    LEHR_MAX_PARAM_SPECS = 10,  /* knobs of one row                                          */
    LEHR_MAX_LIST = 32          /* numbers in one list                                       */
};

/* what a knob holds that takes several numbers */
typedef struct lehr_number_list { int count; double v[LEHR_MAX_LIST]; } lehr_number_list;

typedef enum lehr_param_flags { /* what else a number must be                                */
    LEHR_INTEGER = 1,           /* 3, not 3.5                                                */
    LEHR_EXCLUDE_MIN = 2,       /* least itself is not allowed                               */
    LEHR_EXCLUDE_MAX = 4,       /* most itself is not allowed                                */
    LEHR_LIST  = 8,             /* the field is a lehr_number_list: 3000/5500/8000           */
    LEHR_DURATION = 16          /* counts updates, or epochs where the owner says unit=epoch */
} lehr_param_flags;

typedef struct lehr_param_spec { /* one number that a text may set                           */
    const char *name;           /* NULL ends a list of knobs                                 */
    size_t      field;          /* offsetof the double (or lehr_number_list) in the settings */
    double      usual;          /* the default; NAN: see otherwise                           */
    double      least, most;    /* its range, both included unless flags say otherwise       */
    unsigned    flags;          /* of lehr_param_flags, added                                */
    const char *also;           /* other names, separated by spaces; NULL: none              */
    const char *otherwise;      /* usual NAN: what holds when nothing is given: "max/10"; NULL: it must be given */
    const char *words;          /* the value is one of these words, kept as least, least + 1, …; NULL: a number */
} lehr_param_spec;

/* The first two members of a knob that lives in a field of that name. */
#define LEHR_FIELD(settings, field) #field, offsetof(settings, field)

/* What turns a knob from C: LEHR_SETTINGS({ .name = "every", .value = 50 }), or of several { .name = "at", .list =
 * (double[]){ 300, 700 }, .count = 2 }. */
typedef struct lehr_setting {
    const char   *name;         /* of the knob; NULL ends a list of settings         */
    double        value;        /* … where list is NULL                              */
    const double *list;         /* for a knob that takes a list; NULL: the one value */
    int           count;        /* of list                                           */
} lehr_setting;

#ifdef __cplusplus
#define LEHR_SETTINGS(...) (std::initializer_list<lehr_setting>{ __VA_ARGS__, {} }.begin())
#else
/* a list of settings with its end */
#define LEHR_SETTINGS(...) (const lehr_setting[]){ __VA_ARGS__, { 0 } }
#endif

/* A text while it is read: all of it, and where the reader stands. Errors say the column, counted from 1. */
typedef struct lehr_parser { const char *text, *at; } lehr_parser;

/* lehr_fail, the text and the column of `where`, a place in it, before the sentence, and for lehr_message_place. r
 * NULL: without. */
lehr_status lehr_parser_fail(const lehr_parser *r, const char *where, lehr_status code, const char *format, ...)
    LEHR_PRINTF(4, 5);

/* Every number at its default; NAN where that depends on others; lists empty. */
void lehr_param_specs_reset(const lehr_param_spec knobs[], void *settings);

/* Read key=value,key=value up to the end, a '+' or a '*'. A bare value is the first knob. Names are looked up in one
 * list of knobs after the other, up to a NULL. *given: which were named, bit LEHR_MAX_PARAM_SPECS · list + place in
 * it. LEHR_ERR_NAME: there is no such knob or word; LEHR_ERR_VALUE: no number, one outside its range, one given
 * twice. Some are then set. */
lehr_status lehr_param_specs_parse(lehr_parser *r, const char *owner, const lehr_param_spec *const lists[],
                                   void *settings, unsigned *given);

/* The same from C, with the same errors; list ends with a NULL name, NULL: nothing to set. */
lehr_status lehr_param_specs_set(const char *owner, const lehr_param_spec knobs[], void *settings, unsigned *given,
                                 const lehr_setting list[]);

/* "every=7,gamma=0.5": what differs from the defaults, each behind *before, which is then ','. Reads back to the same
 * values. */
void lehr_param_specs_print(lehr_strbuf *out, char *before, const lehr_param_spec knobs[], const void *settings,
                            unsigned given);

/* The numbers of one knob, a single one or a list: *count of them. NULL: a knob of words. */
double *lehr_param_spec_numbers(const lehr_param_spec *k, void *settings, int *count);

bool      lehr_param_spec_accepts(const lehr_param_spec *k, double v);        /* is v in its range? */
/* its present value; of a list, all of them */
lehr_short_text lehr_param_spec_value_text(const lehr_param_spec *k, const void *settings);
/* the same, where it must read back */
void      lehr_param_spec_value_print(lehr_strbuf *out, const lehr_param_spec *k, const void *settings);
lehr_short_text lehr_param_spec_default_text(const lehr_param_spec *k); /* "0.9", "max/10", "required" */
/* "above 0 and at most 1", "a whole number, 1 or more" */
lehr_short_text lehr_param_spec_range_text(const lehr_param_spec *k);

#endif
