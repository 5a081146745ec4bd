/* checkpoints.h — small checkpoints, and ways to damage them. */
#ifndef LEHR_TESTS_CHECKPOINTS_H
#define LEHR_TESTS_CHECKPOINTS_H
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "core/checkpoint/checkpoint.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "core/checkpoint/internal.h"
#include "core/random.h"
#include "core/checkpoint/sha256.h"

typedef struct blob { char *bytes; size_t n; } blob;            /* free(bytes) */

static inline blob blob_of(const char *path)
{
    char *bytes;
    blob b = { NULL, 0 };
    if (lehr_read_file(path, SIZE_MAX / 4, &bytes, &b.n)) return b;
    b.bytes = malloc(b.n + 1);
    memcpy(b.bytes, bytes, b.n);
    lehr_free(bytes);
    return b;
}

/* Do both files have the same bytes? */
static inline bool same(const char *a, const char *b)
{
    blob x = blob_of(a), y = blob_of(b);
    bool alike = x.bytes && y.bytes && x.n == y.n && !memcmp(x.bytes, y.bytes, x.n);
    free(x.bytes);
    free(y.bytes);
    return alike;
}

/* A length, a head and so many zero bytes. */
static inline blob blob_with(const char *head, size_t numbers)
{
    size_t n = strlen(head);
    blob b = { calloc(8 + n + numbers + 1, 1), 8 + n + numbers };
    for (int i = 0; i < 8; i++) b.bytes[i] = (char)(n >> 8 * i);
    memcpy(b.bytes + 8, head, n);
    return b;
}

/* Repairs the checksum, if there still is one, so that the reader validates the contents. */
static inline void repair(char *bytes, size_t n)
{
    static const char key[] = "\"lehr.checksum\":\"";
    lehr_sha256 sha;
    char sum[LEHR_SHA256_DIGITS + 1];
    for (size_t i = 8; i + sizeof key - 1 + LEHR_SHA256_DIGITS < n; i++) {
        if (memcmp(bytes + i, key, sizeof key - 1)) continue;
        char *digits = bytes + i + sizeof key - 1;
        memset(digits, '0', LEHR_SHA256_DIGITS);
        lehr_sha256_start(&sha);
        lehr_sha256_add(&sha, bytes, n);
        lehr_sha256_end(&sha, sum);
        memcpy(digits, sum, LEHR_SHA256_DIGITS);
        return;
    }
}

static inline size_t below(lehr_random *r, size_t n) { return lehr_random_bits(r) % n; }

/* Makes one to eight changes: a bit, a byte, a digit, or a chunk copied over another, removed or doubled. The buffer
 * has twice the size of the file. */
static inline size_t mutate(lehr_random *r, char *bytes, size_t n)
{
    for (size_t changes = 1 + below(r, 1 + below(r, 8)); changes && n > 16; changes--) {
        size_t at = below(r, below(r, 3) ? (n < 2500 ? n : 2500) : n), from = below(r, n), length = 1 + below(r, 24);
        if (length > n - at) length = n - at;
        if (length > n - from) length = n - from;
        switch (below(r, 6)) {
        case 0: bytes[at] ^= (char)(1 << below(r, 8)); break;
        case 1: bytes[at] = (char)lehr_random_bits(r); break;
        case 2: bytes[at] = "0123456789-.e\"{}[]:,\\u"[below(r, 22)]; break;
        case 3: memmove(bytes + at, bytes + from, length); break;
        case 4:
            memmove(bytes + at, bytes + at + length, n - at - length);
            n -= length;
            break;
        default:
            if (n + length > 2 * 16384) break;
            memmove(bytes + at + length, bytes + at, n - at);
            n += length;
        }
    }
    uint64_t head = 0;                          /* in half of the mutants the length of the head is repaired      */
    if (below(r, 2) && n > 16) {
        for (size_t depth = 0, i = 8; i < n; i++) {
            depth += bytes[i] == '{';
            depth -= depth && bytes[i] == '}';
            if (depth) continue;
            head = i + 1 - 8;
            break;
        }
        for (int i = 0; head && i < 8; i++) bytes[i] = (char)(head >> 8 * i);
    }
    return n;
}

/* Read from a copy; NULL: refused. */
static inline lehr_checkpoint *read_blob(const char *bytes, size_t n)
{
    char *own = lehr_resize(NULL, n + 1, 1);
    if (!own) return NULL;
    memcpy(own, bytes, n);
    return lehr_checkpoint_read("blob", own, n);
}

#endif
