#include "lab/grade/protocol.h"
#include "core/base/utf8.h"
#include "core/base/translate.h"
#include <math.h>
#include <string.h>

/* --- lines -------------------------------------------------------------------------------------------------------- */

/* A line without its end: the first word, and the rest after a blank. */
typedef struct line { const char *word; size_t letters; const char *rest; size_t length; } line;

/* The next line; false: none, or without an end. */
static bool next_line(const char **at, const char *end, line *l)
{
    const char *stop = *at < end ? memchr(*at, '\n', (size_t)(end - *at)) : NULL;
    if (!stop) return false;
    const char *blank = memchr(*at, ' ', (size_t)(stop - *at));
    const char *rest = blank ? blank + 1 : stop;
    *l = (line){ *at, (size_t)((blank ? blank : stop) - *at), rest, (size_t)(stop - rest) };
    *at = stop + 1;
    return true;
}

static bool is_word(const line *l, const char *word)
{
    return l->letters == strlen(word) && !memcmp(l->word, word, l->letters);
}

/* Reads a number at the start of the rest, and moves the rest behind it and a blank. odd: also NaN and infinity. */
static bool take_number(line *l, bool odd, double *v)
{
    static const struct { const char *s; double v; } odd_ones[] = { { "nan", NAN },      { "-nan", NAN },
                                                                    { "inf", INFINITY }, { "-inf", -INFINITY } };
    const char *blank = l->length ? memchr(l->rest, ' ', l->length) : NULL;
    size_t n = blank ? (size_t)(blank - l->rest) : l->length;
    char text[64];
    const char *end;
    if (!n || n >= sizeof text) return false;
    memcpy(text, l->rest, n);
    text[n] = '\0';
    bool is_number = lehr_parse_number(text, &end, v) && !*end;
    for (int i = 0; i < 4 && odd && !is_number; i++)
        if (!strcmp(text, odd_ones[i].s)) *v = odd_ones[i].v, is_number = true;
    l->rest += n + (blank != NULL);
    l->length -= n + (blank != NULL);
    return is_number;
}

/* --- expected rows --------------------------------------------------------------------------------------------- */

typedef struct reader {
    protocol_expected *e;
    protocol_part  *p;                  /* the open part; NULL: none */
    const char     *rule, *rule_zh, *why;
    int             slot;               /* for rows of p */
} reader;

static bool refuse(reader *r, const char *why)
{
    r->why = why;
    return false;
}

/* The rest of the line, as UTF-8 without control characters, as it will be printed. */
static const char *take_text(reader *r, const line *l)
{
    char *own = NULL;
    for (size_t i = 0, n; i < l->length; i += n) {
        n = lehr_utf8_length(l->rest + i, l->rest + l->length);
        bool plain = n && (unsigned char)l->rest[i] >= ' ' && l->rest[i] != 0x7f;
        if (!plain) return refuse(r, "there is a control character, or something that is not UTF-8"), NULL;
    }
    if (!l->length) return refuse(r, "something must stand behind this word"), NULL;
    if (!(own = lehr_arena_alloc_text(&r->e->memory, l->length + 1))) return refuse(r, ""), NULL;
    memcpy(own, l->rest, l->length);
    own[l->length] = '\0';
    return own;
}

static bool begin_part(reader *r, line *l)
{
    if (r->p) return refuse(r, "a part begins before the one above has its end");
    if (r->e->parts == PROTOCOL_MAX_PARTS) return refuse(r, "there are more than 60 parts");
    protocol_part *p = &r->e->part[r->e->parts];
    *p = (protocol_part){ .within = 1e-9, .what = "answer", .what_zh = "结果" };
    if (!take_number(l, false, &p->points) || !(p->points >= 0 && p->points <= 1000))
        return refuse(r, "the points must be a number from 0 to 1000");
    if (!(p->name = take_text(r, l))) return false;
    r->p = p;
    r->rule = r->rule_zh = NULL;
    r->slot = 0;
    return true;
}

static bool add_row(reader *r, line *l)
{
    protocol_part *p = r->p;
    if (p->rows == PROTOCOL_MAX_ROWS) return refuse(r, "there are more than 100000 rows in one part");
    if (p->rows == r->slot) {
        int slot = r->slot ? 2 * r->slot : 64;
        protocol_row *more = lehr_arena_alloc(&r->e->memory, (size_t)slot, sizeof *more);
        if (!more) return refuse(r, "");
        if (p->rows) memcpy(more, p->row, (size_t)p->rows * sizeof *more);
        p->row = more;
        r->slot = slot;
    }
    protocol_row *row = &p->row[p->rows];
    *row = (protocol_row){ .rule = r->rule, .rule_zh = r->rule_zh };
    if (!take_number(l, false, &row->value)) return refuse(r, "what is expected must be a number");
    if (!(row->where = take_text(r, l))) return false;
    p->largest = fmax(p->largest, fabs(row->value));
    p->rows++;
    return true;
}

/* All rows of a race at once: a race has no expected values. */
static bool add_rows(reader *r, line *l)
{
    double rows;
    if (!r->p->race) return refuse(r, "rows without numbers stand below a race only");
    if (!take_number(l, false, &rows) || l->length || !(rows >= 1 && rows <= PROTOCOL_MAX_ROWS && rows == floor(rows)))
        return refuse(r, "rows must be a whole number from 1 to 100000");
    for (int t = 0; t < (int)rows; t++) {
        char text[32];
        size_t length = lehr_snprintf(text, sizeof text, "0 t = %d", t);
        if (!add_row(r, &(line){ text, 0, text, length })) return false;
    }
    return true;
}

static bool end_part(reader *r)
{
    if (!r->p->rows) return refuse(r, "this part has no row");
    r->e->points += r->p->points;
    r->e->parts++;
    r->p = NULL;
    return true;
}

static bool take_within(reader *r, line *l)
{
    double *within = &r->p->within;
    bool fits = take_number(l, false, within) && *within > 0 && *within <= 1;
    return fits ? fits : refuse(r, "within must be a number above 0 and at most 1");
}

static bool take_line(reader *r, line *l)
{
    if (l->length + l->letters > PROTOCOL_MAX_LINE) return refuse(r, "this line is longer than 1000 bytes");
    if (is_word(l, "part")) return begin_part(r, l);
    if (!r->p) return refuse(r, "a part must begin here: part POINTS NAME");
    if (is_word(l, "row")) return add_row(r, l);
    if (is_word(l, "rows")) return add_rows(r, l);
    if (is_word(l, "end")) return end_part(r);
    if (is_word(l, "rule")) return (r->rule_zh = r->rule = take_text(r, l)) != NULL;
    if (is_word(l, "rule.zh")) return (r->rule_zh = take_text(r, l)) != NULL;
    if (is_word(l, "what")) return (r->p->what_zh = r->p->what = take_text(r, l)) != NULL;
    if (is_word(l, "what.zh")) return (r->p->what_zh = take_text(r, l)) != NULL;
    if (is_word(l, "race")) return (r->p->race = take_text(r, l)) != NULL;
    if (is_word(l, "within")) return take_within(r, l);
    return refuse(r, "it must begin with part, what, within, race, rule, row, rows or end");
}

static lehr_status refuse_line(protocol_expected *e, const char *name, long number, const char *why)
{
    protocol_release_expected(e);
    if (!*why) return LEHR_ERR_MEMORY;
    return lehr_fail(LEHR_ERR_FILE, "%s:%ld: %s", name, number, lehr_translate(why));
}

lehr_status protocol_read_expected(protocol_expected *e, const char *name, const char *text, size_t n)
{
    const char *at = text, *end = text + n;
    line l;
    long number = 0;
    *e = (protocol_expected){ .parts = 0 };
    reader r = { .e = e };
    if (!(e->part = lehr_arena_alloc(&e->memory, PROTOCOL_MAX_PARTS, sizeof *e->part))) return LEHR_ERR_MEMORY;
    while (next_line(&at, end, &l)) {
        number++;
        if (!take_line(&r, &l)) return refuse_line(e, name, number, r.why);
    }
    if (at < end) return refuse_line(e, name, number + 1, "the file ends within a line");
    if (r.p) return refuse_line(e, name, number + 1, "the last part has no end");
    if (!e->parts) return refuse_line(e, name, 1, "there is no part in it");
    return LEHR_OK;
}

void protocol_release_expected(protocol_expected *e)
{
    lehr_arena_release(&e->memory);
    *e = (protocol_expected){ .parts = 0 };
}

/* --- rows of a submission --------------------------------------------------------------------------------------- */

protocol_rows protocol_read_rows(const protocol_part *p, const char *bytes, size_t n, double *value)
{
    static const char *const others[] = { "part", "what", "what.zh", "within", "race", "rule", "rule.zh" };
    const char *at = bytes, *end = bytes + n;
    protocol_rows r = { 0, PROTOCOL_MISSING };
    line l;
    while (next_line(&at, end, &l)) {
        bool known = false;
        for (size_t i = 0; i < sizeof others / sizeof *others; i++) known |= is_word(&l, others[i]);
        if (known) continue;
        if (is_word(&l, "end")) {
            r.left = r.count == p->rows ? PROTOCOL_COMPLETE : PROTOCOL_MISSING;
            return r;
        }
        double v;
        if (!is_word(&l, "row") || !take_number(&l, true, &v)) r.left = PROTOCOL_NO_ROW;
        else if (r.count == p->rows) r.left = PROTOCOL_TOO_MANY;
        else if (strlen(p->row[r.count].where) != l.length || memcmp(p->row[r.count].where, l.rest, l.length))
            r.left = PROTOCOL_ELSEWHERE;
        else value[r.count++] = v;
        if (r.left != PROTOCOL_MISSING) return r;
    }
    return r;
}
