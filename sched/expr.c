#include "sched/expr.h"
#include "core/base/did_you_mean.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include "sched/internal.h"
#include <ctype.h>
#include <math.h>
#include <string.h>

enum { STACK = 24, MAX_DEPTH = 20 };        /* intermediate values; nested brackets, signs and powers */

enum code { NUMBER, VAR_T, HORIZON, BASE, NEGATE, ADD, SUBTRACT, MULTIPLY, DIVIDE, POWER, FUNCTION };

static double least(double a, double b)    { return isnan(a) || a < b ? a : b; }       /* fmin would hide a NaN */
static double greatest(double a, double b) { return isnan(a) || a > b ? a : b; }

/* Instruction FUNCTION + i calls functions[i]. */
static const struct { const char *name; double (*of_one)(double); double (*of_two)(double, double);
} functions[] = {
    { "floor", floor, NULL }, { "ceil", ceil, NULL }, { "sqrt", sqrt, NULL },    { "exp", exp, NULL },
    { "log", log, NULL },     { "sin", sin, NULL },   { "cos", cos, NULL },      { "tanh", tanh, NULL },
    { "abs", fabs, NULL },    { "min", NULL, least }, { "max", NULL, greatest },
};

enum { FUNCTIONS = sizeof functions / sizeof *functions };

/* --- parsing: a function for each precedence ---------------------------------------------------------------------- */

typedef struct source {
    lehr_parser *r;
    const char  *end;
    lehr_expr   *x;
    int          depth, height;         /* nested brackets; height of the stack after the instructions so far */
    lehr_status  status;
} source;

static void sum(source *s);

static void fail(source *s, const char *format, ...) LEHR_PRINTF(2, 3);

static void fail(source *s, const char *format, ...)
{
    if (s->status) return;
    char sentence[200];
    va_list args;
    va_start(args, format);
    lehr_vsnprintf(sentence, sizeof sentence, lehr_translate(format), args);
    va_end(args);
    s->status = lehr_parser_fail(s->r, s->r->at, LEHR_ERR_VALUE, "expr: %s", sentence);
}

static char next(source *s)             /* the next character that is not a blank; '\0' at the end */
{
    while (s->r->at < s->end && *s->r->at == ' ') s->r->at++;
    return s->r->at < s->end ? *s->r->at : '\0';
}

static bool accept(source *s, char c)
{
    if (s->status || next(s) != c) return false;
    s->r->at++;
    return true;
}

static void emit(source *s, int code, int change)
{
    s->height += change;
    if (s->status) return;
    if (s->x->length == LEHR_EXPR_CODE) fail(s, "the formula is too long; %d operations at most", LEHR_EXPR_CODE);
    else if (s->height > STACK)
        fail(s, "more than %d intermediate values; use fewer nested brackets", STACK);
    else s->x->code[s->x->length++] = (unsigned char)code;
}

static void emit_number(source *s, double v)
{
    if (s->x->numbers == LEHR_EXPR_NUMBERS) fail(s, "too many numbers; %d at most", LEHR_EXPR_NUMBERS);
    if (s->status) return;
    s->x->number[s->x->numbers++] = v;
    emit(s, NUMBER, 1);
}

static void call(source *s, int i)
{
    if (!accept(s, '(')) fail(s, "a bracket is expected after %s", functions[i].name);
    sum(s);
    if (functions[i].of_two) {
        if (!accept(s, ',')) fail(s, "%s takes two numbers; a comma is expected here", functions[i].name);
        sum(s);
    }
    if (!accept(s, ')')) fail(s, "a closing bracket is expected here");
    emit(s, FUNCTION + i, functions[i].of_two ? -1 : 0);
}

static void name(source *s)
{
    const char *word = s->r->at;
    size_t n = 0;
    while (word + n < s->end && isalpha((unsigned char)word[n])) n++;
    s->r->at += n;
    if (n == 1 && *word == 't') { emit(s, VAR_T, 1); return; }
    if (n == 1 && *word == 'T') { s->x->needs_horizon = true; emit(s, HORIZON, 1); return; }
    if (n == 2 && !strncmp(word, "lr", 2)) { emit(s, BASE, 1); return; }
    if (n == 1 && *word == 'e') { emit_number(s, exp(1)); return; }
    if (n == 2 && !strncmp(word, "pi", 2)) { emit_number(s, acos(-1)); return; }
    for (int i = 0; i < FUNCTIONS; i++)
        if (strlen(functions[i].name) == n && !strncmp(functions[i].name, word, n)) { call(s, i); return; }
    s->r->at = word;
    lehr_did_you_mean near = lehr_did_you_mean_start(word, n);
    for (int i = 0; i < FUNCTIONS; i++) lehr_did_you_mean_offer(&near, functions[i].name);
    fail(s, "there is no \"%.*s\"%s", (int)(n < 40 ? n : 40), word, lehr_did_you_mean_hint(&near).s);
}

static void atom(source *s)
{
    double v;
    const char *end;
    char c = next(s);
    if (c == '(') {
        s->r->at++;
        sum(s);
        if (!accept(s, ')')) fail(s, "a closing bracket is expected here");
    } else if (isdigit((unsigned char)c) || c == '.') {
        if (!lehr_parse_number(s->r->at, &end, &v) || end > s->end)
            fail(s, "a finite decimal number is expected here");
        else {
            s->r->at = end;
            emit_number(s, v);
        }
    } else if (isalpha((unsigned char)c)) name(s);
    else if (c) fail(s, "a number, a name or a bracket is expected here, not \"%s\"", lehr_character_text(s->r->at).s);
    else fail(s, "the formula ends where a number is expected");
}

static void sign(source *s);

static void power(source *s)
{
    atom(s);
    if (!accept(s, '^')) return;
    sign(s);
    emit(s, POWER, -1);
}

static void sign(source *s)
{
    if (++s->depth > MAX_DEPTH) fail(s, "more than %d nested brackets, signs or powers", MAX_DEPTH);
    if (accept(s, '-')) {
        sign(s);
        emit(s, NEGATE, 0);
    } else if (!s->status) {
        power(s);
    }
    s->depth--;
}

static void product(source *s)
{
    sign(s);
    while (!s->status && (next(s) == '*' || next(s) == '/')) {
        char c = *s->r->at++;
        sign(s);
        emit(s, c == '*' ? MULTIPLY : DIVIDE, -1);
    }
}

static void sum(source *s)
{
    product(s);
    while (!s->status && (next(s) == '+' || next(s) == '-')) {
        char c = *s->r->at++;
        product(s);
        emit(s, c == '+' ? ADD : SUBTRACT, -1);
    }
}

lehr_status lehr_expr_read(lehr_expr *x, lehr_parser *r, size_t length)
{
    source s = { .r = r, .end = r->at + length, .x = x };
    *x = (lehr_expr){ .length = 0 };
    if (length >= LEHR_EXPR_TEXT)
        return lehr_parser_fail(r, r->at, LEHR_ERR_VALUE, "expr: the formula has %zu letters; %d at most", length,
                                LEHR_EXPR_TEXT - 1);
    memcpy(x->text, r->at, length);
    sum(&s);
    if (!s.status && next(&s)) fail(&s, "an operator is expected here, not \"%s\"", lehr_character_text(r->at).s);
    r->at = s.end;
    return s.status;
}

/* --- running ------------------------------------------------------------------------------------------------------ */

static double combine(int code, double a, double b)
{
    switch (code) {
    case ADD:      return a + b;
    case SUBTRACT: return a - b;
    case MULTIPLY: return a * b;
    case DIVIDE:   return a / b;
    case POWER:    return pow(a, b);
    default:       return functions[code - FUNCTION].of_two(a, b);
    }
}

double lehr_expr_at(const lehr_expr *x, double t, double T, double lr)
{
    double stack[STACK + 1], *top = stack;                  /* the topmost number is top[-1] */
    const double *number = x->number;
    for (int i = 0; i < x->length; i++) {
        int code = x->code[i];
        if (code == NUMBER) *top++ = *number++;
        else if (code == VAR_T) *top++ = t;
        else if (code == HORIZON) *top++ = T;
        else if (code == BASE) *top++ = lr;
        else if (code == NEGATE) top[-1] = -top[-1];
        else if (code >= FUNCTION && functions[code - FUNCTION].of_one)
            top[-1] = functions[code - FUNCTION].of_one(top[-1]);
        else {
            top--;
            top[-1] = combine(code, top[-1], top[0]);
        }
    }
    return top[-1];
}
