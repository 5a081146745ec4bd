#include "lab/grade/grade_report.h"
#include "core/base/csv_cell.h"
#include "core/checkpoint/json.h"
#include "core/base/utf8.h"
#include "core/base/translate.h"
#include <string.h>

static const char *set_name(int set) { return lehr_translate(set == HIDDEN ? "hidden" : "visible"); }
static const char *text_of(const lehr_strbuf *t) { return t->s ? t->s : ""; }
static double points_of(const submission_result *o, int k) { return o->part ? o->part[k].points : 0; }

/* --- the remark -------------------------------------------------------------------------------------------- */

/* The first part without full points; −1: none. */
static int first_wrong(const batch *m, const submission_result *o)
{
    for (int k = 0; o->part && k < m->a->parts; k++)
        if (o->part[k].points < m->a->part[k]->points) return k;
    return -1;
}

static void add_remark(const batch *m, const submission_result *o, lehr_strbuf *out)
{
    int k = first_wrong(m, o);
    if (o->problem.length) lehr_strbuf_printf(out, "%s", o->problem.s);
    else if (k < 0) lehr_strbuf_printf(out, "%s", lehr_translate("all right"));
    else {
        if (assignment_set_of(m->a, k) == HIDDEN) lehr_strbuf_printf(out, "%s ", set_name(HIDDEN));
        lehr_strbuf_printf(out, lehr_translate("%s: %s"), m->a->part[k]->name, text_of(&o->part[k].explanation));
    }
}

/* --- one student -------------------------------------------------------------------------------------------------- */

enum { LINES = 12 };                    /* of output, at most */

/* The first lines of an output, indented. */
static void add_lines(lehr_strbuf *out, const char *s, int most)
{
    for (s += strspn(s, "\n"); *s && most > 0; most--) {
        int n = (int)strcspn(s, "\n");
        lehr_strbuf_printf(out, "    %.*s\n", n, s);
        s += n + (s[n] == '\n');
    }
    if (*s) lehr_strbuf_printf(out, "    …\n");
}

static void add_warnings(const submission_result *o, lehr_strbuf *out)
{
    if (!o->warnings) return;
    lehr_strbuf_printf(out, "\n");
    lehr_strbuf_printf(out, o->warnings == 1 ? lehr_translate("%d warning of the compiler, which cost no points:")
                                             : lehr_translate("%d warnings of the compiler, which cost no points:"),
                       o->warnings);
    lehr_strbuf_printf(out, "\n");
    add_lines(out, text_of(&o->output), LINES);
}

static void add_printed(const batch *m, const submission_result *o, lehr_strbuf *out)
{
    for (int k = 0; o->part && k < m->a->parts; k++) {
        if (!o->part[k].printed) continue;
        lehr_strbuf_printf(out, "\n");
        lehr_strbuf_printf(out, lehr_translate("in part %s it printed %zu bytes:"), m->a->part[k]->name,
                           o->part[k].printed);
        lehr_strbuf_printf(out, "\n");
        add_lines(out, text_of(&o->part[k].output), LINES / 2);
    }
}

/* The heading of the set before its first part. */
static void add_heading(const batch *m, int k, lehr_strbuf *out)
{
    int set = assignment_set_of(m->a, k);
    if (!k || set != assignment_set_of(m->a, k - 1)) lehr_strbuf_printf(out, "\n%s\n", set_name(set));
}

static int name_width(const batch *m)
{
    int wide = 4;
    for (int k = 0; k < m->a->parts; k++) {
        int own = lehr_utf8_width(m->a->part[k]->name);
        if (own > wide) wide = own;
    }
    return wide;
}

void grade_report_print_student(const batch *m, int i, lehr_strbuf *out)
{
    const submission_result *o = &m->result[i];
    int wide = name_width(m);
    lehr_strbuf_printf(out, lehr_translate("%s: %s of %s points"), text_of(&o->name), lehr_number_text(o->points).s,
                       lehr_number_text(m->a->points).s);
    lehr_strbuf_printf(out, "\n");
    if (o->problem.length) {
        lehr_strbuf_printf(out, "  %s\n", o->problem.s);
        add_lines(out, text_of(&o->output), LINES);
        return;
    }
    for (int k = 0; k < m->a->parts; k++) {
        const protocol_part *p = m->a->part[k];
        const lehr_strbuf *text = &o->part[k].explanation;
        if (m->a->sets > 1) add_heading(m, k, out);
        lehr_short_text points = lehr_short_printf(lehr_translate("%s of %s"), lehr_number_text(points_of(o, k)).s,
                                                   lehr_number_text(p->points).s);
        lehr_strbuf_printf(out, "%10s  %s%*s%s\n", points.s, p->name,
                           text->length ? wide - lehr_utf8_width(p->name) + 2 : 0, "", text_of(text));
    }
    add_warnings(o, out);
    add_printed(m, o, out);
}

/* --- a class ------------------------------------------------------------------------------------------------------ */

enum { NAME = 20, CELL = 11 };

static int column(const batch *m, int k)
{
    int wide = lehr_utf8_width(m->a->part[k]->name);
    return wide > CELL ? CELL : wide < 4 ? 4 : wide;
}

static void add_left(lehr_strbuf *out, const char *s, int columns)
{
    int used = lehr_utf8_fit(out, s, columns);
    lehr_strbuf_printf(out, "%*s", columns - used, "");
}

static void add_right(lehr_strbuf *out, const char *s, int columns)
{
    int wide = lehr_utf8_width(s);
    lehr_strbuf_printf(out, "  %*s", wide < columns ? columns - wide : 0, "");
    lehr_utf8_fit(out, s, columns);
}

/* The names of the sets above their columns, as parts of both sets may have the same names. */
static void add_sets(const batch *m, lehr_strbuf *out)
{
    if (m->a->sets < 2) return;
    lehr_strbuf_printf(out, "%*s", NAME, "");
    for (int s = 0, k = 0; s < m->a->sets; s++) {
        int wide = 0;
        for (int end = k + m->a->set[s].expected.parts; k < end; k++) wide += column(m, k) + 2;
        lehr_strbuf_printf(out, "  ");
        add_left(out, set_name(s), wide - 2);
    }
    lehr_strbuf_printf(out, "\n");
}

static void add_head(const batch *m, lehr_strbuf *out)
{
    add_sets(m, out);
    add_left(out, lehr_translate("name"), NAME);
    for (int k = 0; k < m->a->parts; k++) add_right(out, m->a->part[k]->name, column(m, k));
    add_right(out, lehr_translate("total"), 6);
    lehr_strbuf_printf(out, "  %s\n", lehr_translate("remark"));
}

static void add_student(const batch *m, const submission_result *o, lehr_strbuf *out)
{
    add_left(out, text_of(&o->name), NAME);
    for (int k = 0; k < m->a->parts; k++) add_right(out, lehr_number_text(points_of(o, k)).s, column(m, k));
    add_right(out, lehr_number_text(o->points).s, 6);
    lehr_strbuf_printf(out, "  ");
    add_remark(m, o, out);
    lehr_strbuf_printf(out, "\n");
}

static void add_of(const batch *m, lehr_strbuf *out)
{
    add_left(out, lehr_translate("of"), NAME);
    for (int k = 0; k < m->a->parts; k++)
        add_right(out, lehr_number_text(m->a->part[k]->points).s, column(m, k));
    add_right(out, lehr_number_text(m->a->points).s, 6);
    lehr_strbuf_printf(out, "\n");
}

/* The rule broken first by most submissions in part k, and by how many. */
static int most_broken(const batch *m, int k, const char **rule)
{
    int most = 0;
    for (int i = 0; i < m->all->count; i++) {
        const char *own = m->result[i].part ? m->result[i].part[k].rule : NULL;
        int n = 0;
        for (int other = 0; own && other < m->all->count; other++)
            n += m->result[other].part && m->result[other].part[k].rule && !strcmp(m->result[other].part[k].rule, own);
        if (n > most) most = n, *rule = own;
    }
    return most;
}

static void add_part(const batch *m, int k, lehr_strbuf *out)
{
    const protocol_part *p = m->a->part[k];
    const char *rule = NULL;
    double sum = 0;
    int right = 0, broke = most_broken(m, k, &rule);
    for (int i = 0; i < m->all->count; i++) {
        sum += points_of(&m->result[i], k);
        right += m->result[i].part && m->result[i].part[k].points >= p->points;
    }
    lehr_strbuf_printf(out, "  ");
    lehr_strbuf_printf(out, lehr_translate("%s: %s of %s on average, right in %d of %d"), p->name,
                       lehr_short_printf("%.3g", sum / m->all->count).s, lehr_number_text(p->points).s, right,
                       m->all->count);
    lehr_strbuf_printf(out, "\n");
    if (!rule) return;
    lehr_strbuf_printf(out, "      ");
    lehr_strbuf_printf(out, lehr_translate("of %d submissions, %d broke this rule: %s"), m->all->count, broke,
                       rule);
    lehr_strbuf_printf(out, "\n");
}

void grade_report_print_class(const batch *m, lehr_strbuf *out)
{
    add_head(m, out);
    for (int i = 0; i < m->all->count; i++) add_student(m, &m->result[i], out);
    add_of(m, out);
    for (int k = 0; k < m->a->parts; k++) {
        add_heading(m, k, out);
        add_part(m, k, out);
    }
}

/* --- CSV ---------------------------------------------------------------------------------------------------------- */

/* An apostrophe before text that a spreadsheet would take for a formula, as students choose their names. */
static void add_cell(lehr_strbuf *out, const char *prefix, const char *s)
{
    lehr_strbuf cell = {0};
    lehr_strbuf_printf(&cell, "%s%s%s", !*prefix && *s && strchr("=+-@", *s) ? "'" : "", prefix, s);
    if (cell.status) out->status = cell.status;
    else lehr_csv_put_cell(out, cell.s);
    lehr_strbuf_release(&cell);
}

void grade_report_print_csv(const batch *m, lehr_strbuf *out)
{
    const assignment *a = m->a;
    lehr_strbuf_printf(out, "name,total,of");
    for (int k = 0; k < a->parts; k++) {
        lehr_strbuf_printf(out, ",");
        add_cell(out, assignment_set_of(a, k) == HIDDEN ? "hidden " : "", a->part[k]->name);
    }
    lehr_strbuf_printf(out, ",warnings,remark\n");
    for (int i = 0; i < m->all->count; i++) {
        const submission_result *o = &m->result[i];
        lehr_strbuf remark = {0};
        add_cell(out, "", text_of(&o->name));
        lehr_strbuf_printf(out, ",%s,%s", lehr_number_text(o->points).s, lehr_number_text(a->points).s);
        for (int k = 0; k < a->parts; k++) lehr_strbuf_printf(out, ",%s", lehr_number_text(points_of(o, k)).s);
        lehr_strbuf_printf(out, ",%d,", o->warnings);
        add_remark(m, o, &remark);
        add_cell(out, "", text_of(&remark));
        if (remark.status) out->status = remark.status;
        lehr_strbuf_release(&remark);
        lehr_strbuf_printf(out, "\n");
    }
}

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static void add_json_part(const batch *m, const submission_result *o, int k, lehr_strbuf *out)
{
    const part_score *g = &o->part[k];
    const protocol_part *p = m->a->part[k];
    lehr_json_put_string(out, k ? ",{\"name\":" : "{\"name\":", p->name);
    lehr_json_put_number(out, ",\"points\":", g->points, 17);
    lehr_json_put_number(out, ",\"of\":", p->points, 17);
    lehr_strbuf_printf(out, ",\"right\":%d,\"rows\":%d", g->right, g->rows);
    lehr_json_put_string(out, ",\"words\":", g->explanation.length ? g->explanation.s : NULL);
    lehr_json_put_string(out, ",\"rule\":", g->rule);
    lehr_strbuf_printf(out, ",\"printed\":%zu", g->printed);
    lehr_json_put_string(out, ",\"said\":", g->output.length ? g->output.s : NULL);
    lehr_strbuf_printf(out, "}");
}

static void add_json_one(const batch *m, const submission_result *o, lehr_strbuf *out)
{
    lehr_strbuf remark = {0};
    add_remark(m, o, &remark);
    lehr_json_put_string(out, "{\"name\":", text_of(&o->name));
    lehr_json_put_number(out, ",\"total\":", o->points, 17);
    lehr_strbuf_printf(out, ",\"warnings\":%d", o->warnings);
    lehr_json_put_string(out, ",\"said\":", o->output.length ? o->output.s : NULL);
    lehr_json_put_string(out, ",\"problem\":", o->problem.length ? o->problem.s : NULL);
    lehr_json_put_string(out, ",\"remark\":", text_of(&remark));
    lehr_strbuf_printf(out, ",\"parts\":[");
    for (int k = 0; o->part && k < m->a->parts; k++) add_json_part(m, o, k, out);
    lehr_strbuf_printf(out, "]}");
    if (remark.status) out->status = remark.status;
    lehr_strbuf_release(&remark);
}

void grade_report_print_json(const batch *m, lehr_strbuf *out)
{
    lehr_json_put_string(out, "{\"file\":", m->a->file);
    lehr_json_put_number(out, ",\"of\":", m->a->points, 17);
    lehr_strbuf_printf(out, ",\"parts\":[");
    for (int k = 0; k < m->a->parts; k++) {
        const protocol_part *p = m->a->part[k];
        lehr_json_put_string(out, k ? ",{\"name\":" : "{\"name\":", p->name);
        lehr_json_put_string(out, ",\"set\":", assignment_set_of(m->a, k) == HIDDEN ? "hidden" : "visible");
        lehr_json_put_number(out, ",\"of\":", p->points, 17);
        lehr_strbuf_printf(out, "}");
    }
    lehr_strbuf_printf(out, "],\n\"submissions\":[\n");
    for (int i = 0; i < m->all->count; i++) {
        lehr_strbuf_printf(out, i ? ",\n" : "");
        add_json_one(m, &m->result[i], out);
    }
    lehr_strbuf_printf(out, "\n]}\n");
}
