/* hostile.h — what people and programs put where a number is expected: numbers out of any range, and texts that are
 * none. */
#ifndef LEHR_TESTS_HOSTILE_H
#define LEHR_TESTS_HOSTILE_H
#include <stdbool.h>
#include <string.h>

/* plain: a decimal number and nothing else, and this is its value. */
typedef struct hostile { const char *text; bool plain; double v; } hostile;

#define TEN(s) s s s s s s s s s s

static const hostile hostiles[] = {
    { "nan", false, 0 },
    { "NaN", false, 0 },
    { "inf", false, 0 },
    { "-inf", false, 0 },
    { "Infinity", false, 0 },
    { "-nan(7)", false, 0 },
    { "0", true, 0 },
    { "-0", true, 0 },
    { "-1", true, -1 },
    { "1e30", true, 1e30 },
    { "-1e30", true, -1e30 },
    { "1e400", false, 0 },
    { "-1e400", false, 0 },
    { "1e308", true, 1e308 },
    { "5e-324", true, 5e-324 },
    { "", false, 0 },
    { "twelve", false, 0 },
    { "none", false, 0 },
    { "true", false, 0 },
    { "x", false, 0 },
    { "0.1x", false, 0 },
    { "0.1 ", false, 0 },
    { " 0.1", false, 0 },
    { "0.1\t", false, 0 },
    { "0.1%", false, 0 },
    { "0x10", false, 0 },
    { "0x1p3", false, 0 },
    { "1e", false, 0 },
    { "1e+", false, 0 },
    { "e5", false, 0 },
    { ".", false, 0 },
    { "-", false, 0 },
    { "--1", false, 0 },
    { "1.2.3", false, 0 },
    { "1_000", false, 0 },
    { "1'000", false, 0 },
    { "1 000", false, 0 },
    { "\xD9\xA1", false, 0 },
    { "0.1\xC2\xA0", false, 0 },
    { "\xEF\xBC\x91", false, 0 },
    { "0.30000000000000004", true, 0.30000000000000004 },
    { "2.5", true, 2.5 },
    { "-2.5", true, -2.5 },
    { "9007199254740993", true, 0x1p53 },
    { "99999999999999999999", true, 1e20 },
    { TEN("9999999999"), true, 1e100 },
    { TEN(TEN("9999999999")), false, 0 }, /* above 1e308 */
    { "0." TEN(TEN("0000000000")) "1", true, 0 },
    { TEN("abcdefghij"), false, 0 },
};

enum { HOSTILES = sizeof hostiles / sizeof *hostiles };

/* For a table of its own: "1,5" is two things in a schedule's text. */
static const hostile with_a_comma = { "1,5", false, 0 };
#endif
