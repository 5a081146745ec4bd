/* param_spec.h — the parameters of a registry entry, and the text that sets them: `name:key=value,key=value`.
 *
 * A policy, an update rule or an initialiser is a registry entry. It lists its parameters, and this list alone gives
 * defaults, ranges, aliases, the parser, the printer and the help. A value is stored in a field of the owner's
 * settings, so formulas read k->gamma.
 */
#ifndef LEHR_CORE_BASE_PARAM_SPEC_H
#define LEHR_CORE_BASE_PARAM_SPEC_H
#include "core/base/strbuf.h"

enum {
    LEHR_MAX_PARAM_SPECS = 10,  /* parameters of one entry                                   */
    LEHR_MAX_LIST = 32          /* numbers in one list                                       */
};

/* the value of a parameter that takes several numbers */
typedef struct lehr_number_list { int count; double v[LEHR_MAX_LIST]; } lehr_number_list;

typedef enum lehr_param_flags { /* further constraints; flags are added                      */
    LEHR_INTEGER = 1,           /* 3, not 3.5                                                */
    LEHR_EXCLUDE_MIN = 2,       /* min itself is not allowed                                 */
    LEHR_EXCLUDE_MAX = 4,       /* max itself is not allowed                                 */
    LEHR_LIST  = 8,             /* the field is a lehr_number_list: 3000/5500/8000           */
    LEHR_DURATION = 16          /* counts updates, or epochs where the owner has unit=epoch  */
} lehr_param_flags;

typedef struct lehr_param_spec { /* one parameter                                            */
    const char *name;           /* NULL ends a list of parameters                            */
    size_t      field;          /* offsetof the double (or lehr_number_list) in the settings */
    double      default_value;  /* NAN: see default_text                                     */
    double      min, max;       /* its range, both included unless flags exclude them        */
    unsigned    flags;          /* of lehr_param_flags                                       */
    const char *aliases;        /* other names, separated by spaces; NULL: none              */
    const char *default_text;   /* default_value NAN: the default in words, "max/10"; NULL: the parameter is required */
    const char *choices;        /* the value is one of these words, stored as min, min + 1, …; NULL: a number */
} lehr_param_spec;

/* The first two members of a parameter that is stored in the field of the same name. */
#define LEHR_FIELD(settings, field) #field, offsetof(settings, field)

/* Sets a parameter from C: LEHR_SETTINGS({ .name = "every", .value = 50 }), or a list: { .name = "at", .list =
 * (double[]){ 300, 700 }, .count = 2 }. */
typedef struct lehr_setting {
    const char   *name;         /* of the parameter; NULL ends a list of settings    */
    double        value;        /* used where list is NULL                           */
    const double *list;         /* for a parameter that takes a list; NULL: value    */
    int           count;        /* numbers in list                                   */
} lehr_setting;

#ifdef __cplusplus
#define LEHR_SETTINGS(...) (std::initializer_list<lehr_setting>{ __VA_ARGS__, {} }.begin())
#else
/* a list of settings with its end */
#define LEHR_SETTINGS(...) (const lehr_setting[]){ __VA_ARGS__, { 0 } }
#endif

/* A text that is being parsed: its start and the current position. Errors give the column, counted from 1. */
typedef struct lehr_parser { const char *text, *at; } lehr_parser;

/* As lehr_fail, with the text and the column of `where`, a position in it, before the sentence and for
 * lehr_message_place. r NULL: as lehr_fail. */
lehr_status lehr_parser_fail(const lehr_parser *r, const char *where, lehr_status code, const char *format, ...)
    LEHR_PRINTF(4, 5);

/* Sets every number to its default, NAN where the default depends on others, and empties lists. */
void lehr_param_specs_reset(const lehr_param_spec params[], void *settings);

/* Parses key=value,key=value up to the end, a '+' or a '*'. A bare value sets the first parameter. Names are searched
 * in the lists in order; NULL ends them. *given: a bit for each that was named, LEHR_MAX_PARAM_SPECS · list + index.
 * LEHR_ERR_NAME: no such parameter or choice; LEHR_ERR_VALUE: not a number, out of range, or given twice. Some may
 * then be set. */
lehr_status lehr_param_specs_parse(lehr_parser *r, const char *owner, const lehr_param_spec *const lists[],
                                   void *settings, unsigned *given);

/* Sets them from C, with the same errors. The list ends with a NULL name; NULL: nothing is set. */
lehr_status lehr_param_specs_set(const char *owner, const lehr_param_spec params[], void *settings, unsigned *given,
                                 const lehr_setting list[]);

/* Prints what differs from the defaults, "every=7,gamma=0.5", each after *before, which becomes ','. Parses back to the
 * same values. */
void lehr_param_specs_print(lehr_strbuf *out, char *before, const lehr_param_spec params[], const void *settings,
                            unsigned given);

/* The numbers of one parameter, *count of them. NULL: its value is one of its choices. */
double *lehr_param_spec_numbers(const lehr_param_spec *k, void *settings, int *count);

bool      lehr_param_spec_accepts(const lehr_param_spec *k, double v);        /* is v in its range?     */
/* its value; a list with all numbers */
lehr_short_text lehr_param_spec_value_text(const lehr_param_spec *k, const void *settings);
/* the same, exact: it parses back */
void      lehr_param_spec_value_print(lehr_strbuf *out, const lehr_param_spec *k, const void *settings);
lehr_short_text lehr_param_spec_default_text(const lehr_param_spec *k); /* "0.9", "max/10", "required" */
/* "above 0 and at most 1", "a whole number, 1 or more" */
lehr_short_text lehr_param_spec_range_text(const lehr_param_spec *k);

#endif
