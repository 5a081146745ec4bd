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

#endif
