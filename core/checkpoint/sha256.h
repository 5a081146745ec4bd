/* sha256.h — the fingerprint of some bytes: FIPS 180-4, the same as `sha256sum` prints. */
#ifndef LEHR_CORE_CHECKPOINT_SHA256_H
#define LEHR_CORE_CHECKPOINT_SHA256_H
#include <stddef.h>
#include <stdint.h>

typedef struct lehr_sha256 {
    uint32_t      h[8];
    uint64_t      length;           /* bytes taken so far               */
    unsigned char block[64];        /* those that do not fill one yet   */
} lehr_sha256;

enum { LEHR_SHA256_DIGITS = 64 };

void lehr_sha256_start(lehr_sha256 *s);
void lehr_sha256_add(lehr_sha256 *s, const void *bytes, size_t n);
/* small hexadecimal letters, '\0' behind them */
void lehr_sha256_end(lehr_sha256 *s, char digits[LEHR_SHA256_DIGITS + 1]);

#endif
