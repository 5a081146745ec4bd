/* mutants.h — reproducible damage to files: bits and bytes changed, chunks removed, doubled and copied from other
 * files, numbers made huge. */
#ifndef LEHR_TESTS_MUTANTS_H
#define LEHR_TESTS_MUTANTS_H
#include <ctype.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include "core/random.h"

enum { MUTANT_SPACE = 512 };             /* a mutant has at most twice its origin and these bytes */

typedef struct origin { uint8_t *bytes; size_t n; } origin;

static inline size_t pick(lehr_random *r, size_t n) { return n ? lehr_random_bits(r) % n : 0; }

/* A chunk of another file, written over the bytes or inserted. n stays below capacity. */
static inline size_t graft(uint8_t *m, size_t n, size_t capacity, size_t at, const uint8_t *bytes, size_t length,
                           bool over)
{
    if (over) length = length < n - at ? length : n - at;
    else if (n + length > capacity) return n;
    else memmove(m + at + length, m + at, n - at), n += length;
    memcpy(m + at, bytes, length);
    return n;
}

/* The digits at the place, or the next ones after it, become a number that is far too large. */
static inline size_t inflate_number(lehr_random *r, uint8_t *m, size_t n, size_t capacity, size_t at)
{
    static const char *const numbers[] = { "18446744073709551615",
                                           "9223372036854775808",
                                           "4294967296",
                                           "4294967295",
                                           "2147483648",
                                           "2147483647",
                                           "999999999999",
                                           "65537",
                                           "1e308",
                                           "1e999",
                                           "5e-324",
                                           "-1",
                                           "0",
                                           "nan",
                                           "inf",
                                           "0x7f" };
    const char *number = numbers[pick(r, sizeof numbers / sizeof *numbers)];
    size_t from = at, end;
    while (from < n && !isdigit(m[from])) from++;
    for (end = from; end < n && isdigit(m[end]); end++) { }
    memmove(m + from, m + end, n - end);
    return graft(m, n - (end - from), capacity, from, (const uint8_t *)number, strlen(number), false);
}

/* 1, 2, 4 or 8 bytes become the largest number, the smallest, or zero, in either order of bytes. */
static inline void overwrite_field(lehr_random *r, uint8_t *m, size_t n, size_t at)
{
    size_t wide = (size_t)1 << pick(r, 4), kind = pick(r, 4);
    at -= at % wide;
    for (size_t i = at; i < at + wide && i < n; i++) m[i] = kind == 3 ? 0 : 0xff;
    if (kind == 1 && at < n) m[at] = 0x7f;
    if (kind == 2 && at + wide <= n) m[at + wide - 1] = 0x7f;
}

static inline size_t cut_out(uint8_t *m, size_t n, size_t at, size_t length)
{
    if (length > n - at) length = n - at;
    memmove(m + at, m + at + length, n - at - length);
    return n - length;
}

/* Makes one to six changes; m has space for twice the origin and MUTANT_SPACE bytes. Returns the new length. */
static inline size_t mutant_of(lehr_random *r, const origin *of, const origin *other, uint8_t *m)
{
    size_t n = of->n, capacity = 2 * of->n + MUTANT_SPACE;
    memcpy(m, of->bytes, n);
    for (size_t changes = 1 + pick(r, 1 + pick(r, 6)); changes && n; changes--) {
        size_t at = pick(r, n), length = 1 + pick(r, pick(r, 4) ? 24 : n), begin = pick(r, of->n),
               from = pick(r, other->n);
        switch (pick(r, 9)) {
        case 0:  m[at] ^= (uint8_t)(1 << pick(r, 8)); break;
        case 1:  m[at] = (uint8_t)lehr_random_bits(r); break;
        case 2:  m[at] = (uint8_t)"\0\n\r\t ,;:\"'{}[]()-+.=/*?#%x0159e"[pick(r, 32)]; break;
        case 3:  n = pick(r, 6) ? n : at; break;                                       /* not often: the rest is gone */
        case 4:  n = cut_out(m, n, at, length); break;
        case 5:
            n = graft(m, n, capacity, at, of->bytes + begin, length < of->n - begin ? length : of->n - begin, false);
            break;
        case 6:
            n = graft(m, n, capacity, at, other->bytes + from, length < other->n - from ? length : other->n - from,
                      pick(r, 2));
            break;
        case 7:  n = inflate_number(r, m, n, capacity, at); break;
        default: overwrite_field(r, m, n, at);
        }
    }
    return n;
}

#endif
