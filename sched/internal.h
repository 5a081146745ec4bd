/* internal.h — what the files of this folder share. It is not installed. */
#ifndef LEHR_SCHED_INTERNAL_H
#define LEHR_SCHED_INTERNAL_H
#include "core/base/internal.h"
#include "sched/sched.h"

/* --- sched.c ------------------------------------------------------------------------------------------------------ */

/* Sets what was not given, part by part, and checks it. *failed: the index of the policy that an error is about. */
lehr_status lehr_sched_resolve(lehr_sched *s, int *failed);

lehr_status lehr_sched_check_base(double lr);           /* LEHR_ERR_VALUE: it is not above 0, or above LEHR_MAX_RATE */

/* --- expr.c ------------------------------------------------------------------------------------------------------- */

/* Parses length bytes at r->at, and moves r->at past them. LEHR_ERR_VALUE: this is not a formula, or too long; the
 * message has the column. */
lehr_status lehr_expr_read(lehr_expr *x, lehr_parser *r, size_t length);

/* Its value for t, T and lr; may be NaN or infinite. */
double      lehr_expr_at(const lehr_expr *x, double t, double T, double lr);

#endif
