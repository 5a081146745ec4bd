/* sha256.h — SHA-256 (FIPS 180-4). Internal. */
#ifndef LEHR_CORE_CHECKPOINT_SHA256_H
#define LEHR_CORE_CHECKPOINT_SHA256_H
#include <stddef.h>
#include <stdint.h>

typedef struct lehr_sha256 {
    uint32_t      h[8];
    uint64_t      length;           /* bytes added so far               */
    unsigned char block[64];        /* bytes of an incomplete block     */
} lehr_sha256;

enum { LEHR_SHA256_DIGITS = 64 };

void lehr_sha256_start(lehr_sha256 *s);
void lehr_sha256_add(lehr_sha256 *s, const void *bytes, size_t n);
/* lower-case hexadecimal digits, then '\0' */
void lehr_sha256_end(lehr_sha256 *s, char digits[LEHR_SHA256_DIGITS + 1]);

#endif
