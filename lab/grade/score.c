#include "lab/grade/score.h"
#include "lab/grade/beat_baseline.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "lab/grade/clean_text.h"
#include "lab/i18n/language.h"
#include <float.h>
#include <math.h>
#include <signal.h>
#include <string.h>

bool score_is_right(const protocol_part *p, int row, double got)
{
    double want = p->row[row].value, rounding = 4 * DBL_EPSILON * p->largest;
    return fabs(got - want) <= fmax(p->within * fabs(want), rounding);         /* false for NaN */
}

void score_distinct_digits(double a, double b, lehr_short_text *first, lehr_short_text *second)
{
    for (int digits = 4; digits <= 17; digits++) {
        *first = lehr_short_printf("%.*g", digits, a);
        *second = lehr_short_printf("%.*g", digits, b);
        if (strcmp(first->s, second->s)) return;
    }
}

/* --- what is wrong with a number ---------------------------------------------------------------------------------- */

static bool is_chinese(void) { return lehr_language_get() == LEHR_CHINESE; }
static const char *what_of(const protocol_part *p) { return is_chinese() ? p->what_zh : p->what; }
static const char *rule_of(const protocol_row *r) { return is_chinese() && r->rule ? r->rule_zh : r->rule; }

static bool is_yes_or_no(double v) { return v == 0 || v == 1; }

/* "is still" or "is already" where the row before or the next one has this value, unless both are 0 or 1. */
static const char *wrong_value_format(const protocol_part *p, int row, double got)
{
    bool both_flags = is_yes_or_no(got) && is_yes_or_no(p->row[row].value);
    if (!both_flags && row > 0 && score_is_right(p, row - 1, got))
        return lehr_translate("at %s your %s is still %s, where %s is right");
    if (!both_flags && row + 1 < p->rows && score_is_right(p, row + 1, got))
        return lehr_translate("at %s your %s is already %s, where %s is right");
    return lehr_translate("at %s your %s is %s, where %s is right");
}

static void explain_number(const protocol_part *p, int row, double got, lehr_strbuf *out)
{
    const protocol_row *r = &p->row[row];
    lehr_short_text want = lehr_short_printf("%.6g", r->value), have;
    if (isnan(got))
        lehr_strbuf_printf(out, lehr_translate("at %s your %s is not a number (nan), where %s is right"), r->where,
                           what_of(p), want.s);
    else if (isinf(got))
        lehr_strbuf_printf(out, lehr_translate("at %s your %s is infinite (%s), where %s is right"), r->where,
                           what_of(p), got > 0 ? "inf" : "-inf", want.s);
    else {
        score_distinct_digits(got, r->value, &have, &want);
        lehr_strbuf_printf(out, wrong_value_format(p, row, got), r->where, what_of(p), have.s, want.s);
    }
}

/* --- what is wrong without a number ----------------------------------------------------------------------------- */

static const char *signal_text(int number)
{
    switch (number) {
    case SIGSEGV:
    case SIGBUS:  return "touched memory that is not its own, or called itself without end (segmentation fault)";
    case SIGFPE:  return "divided a whole number by zero";
    case SIGABRT: return "gave up (abort)";
    case SIGSYS:
        return "asked the system for what a submission may not have: a process, the network, a signal to others";
    default:      return NULL;
    }
}

/* The text of an end that needs no number; NULL: it needs one. */
static const char *end_text(const process *c, protocol_end left)
{
    if (c->end == PROCESS_ROWS_LIMIT) return "wrote rows without end";
    if (c->end == PROCESS_STOPPED) return "the marking was broken off";
    if (c->end != PROCESS_EXITED && c->end != PROCESS_SIGNALLED) return NULL;
    if (left == PROTOCOL_NO_ROW) return "wrote something that is no row, where only the tests write";
    if (left == PROTOCOL_ELSEWHERE || left == PROTOCOL_TOO_MANY)
        return "wrote a row of its own; rows come from the tests";
    return c->end == PROCESS_SIGNALLED ? signal_text(c->number) : NULL;
}

static void explain_end(const process *c, protocol_end left, const process_limits *l, lehr_strbuf *out)
{
    const char *text = end_text(c, left);
    if (text) lehr_strbuf_printf(out, "%s", lehr_translate(text));
    else if (c->end == PROCESS_NOT_STARTED)
        lehr_strbuf_printf(out, lehr_translate("could not be started: %s"), lehr_errno_text(c->number));
    else if (c->end == PROCESS_CPU_LIMIT)
        lehr_strbuf_printf(out, lehr_translate("did not come back within %s s"), lehr_number_text(l->seconds).s);
    else if (c->end == PROCESS_CLOCK_LIMIT)
        lehr_strbuf_printf(out, lehr_translate("did not come back within %s s by the clock, of which it used %s s"),
                           lehr_short_printf("%.3g", l->clock).s, lehr_short_printf("%.2g", c->used).s);
    else if (c->end == PROCESS_OUTPUT_LIMIT)
        lehr_strbuf_printf(out, lehr_translate("printed more than %zu bytes"), l->output);
    else if (c->end == PROCESS_SIGNALLED)
        lehr_strbuf_printf(out, lehr_translate("was ended by signal %d"), c->number);
    else lehr_strbuf_printf(out, lehr_translate("ended the program (exit %d)"), c->number);
}

/* Where its rows end, and why. */
static void explain_stop(const protocol_part *p, const process *c, const protocol_rows *got, const process_limits *l,
                         lehr_strbuf *out)
{
    lehr_strbuf why = {0};
    explain_end(c, got->left, l, &why);
    const char *s = why.s ? why.s : "";
    if (got->count < p->rows)
        lehr_strbuf_printf(out, lehr_translate("at %s your function %s"), p->row[got->count].where, s);
    else lehr_strbuf_printf(out, lehr_translate("behind the last row your program %s"), s);
    if (why.status) out->status = why.status;
    lehr_strbuf_release(&why);
}

/* --- the part ----------------------------------------------------------------------------------------------------- */

static bool is_well_ended(const process *c, protocol_end left)
{
    return c->end == PROCESS_EXITED && !c->number && left == PROTOCOL_COMPLETE;
}

static lehr_status compare(const protocol_part *p, const process *c, const protocol_rows *got, const process_limits *l,
                           const double *value, part_score *m)
{
    int wrong = -1;
    for (int i = 0; i < got->count; i++) {
        bool right = score_is_right(p, i, value[i]);
        m->right += right;
        if (!right && wrong < 0) wrong = i;
    }
    if (wrong >= 0) {
        explain_number(p, wrong, value[wrong], &m->explanation);
        m->rule = rule_of(&p->row[wrong]);
        if (m->rule) lehr_strbuf_printf(&m->explanation, lehr_translate(": %s"), m->rule);
        if (m->right)
            lehr_strbuf_printf(&m->explanation, lehr_translate("; %d of %d rows are right"), m->right, m->rows);
    } else if (!is_well_ended(c, got->left)) {
        explain_stop(p, c, got, l, &m->explanation);
    } else {
        m->points = p->points;
    }
    return m->explanation.status;
}

lehr_status score_part(const protocol_part *p, const process *c, const process_limits *limits, double *value,
                       part_score *m)
{
    protocol_rows got = protocol_read_rows(p, c->rows.s, c->rows.length, value);
    m->rows = p->rows;
    m->printed = c->printed;
    grade_add_clean(&m->output, c->output.s, c->output.length, true);
    if (m->output.status) return m->output.status;
    if (!p->race) return compare(p, c, &got, limits, value, m);
    if (is_well_ended(c, got.left)) return beat_baseline_score(p, value, m);
    explain_stop(p, c, &got, limits, &m->explanation);
    return m->explanation.status;
}

void part_score_release(part_score *m)
{
    lehr_strbuf_release(&m->explanation);
    lehr_strbuf_release(&m->output);
}
