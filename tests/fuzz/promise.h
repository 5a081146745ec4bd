/* promise.h — what the targets share: promises that end the program when they are not kept, and inputs that are taken
 * apart. */
#ifndef LEHR_FUZZ_PROMISE_H
#define LEHR_FUZZ_PROMISE_H
#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "memory_gauge.h"
#include "core/base/status.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* about: what it is not kept for. */
static inline void promise(bool kept, const char *what, const char *about)
{
    if (kept) return;
    fprintf(stderr, "not kept: %s\nfor: \"%s\"\nthe last message: %s\n", what, about, lehr_message());
    abort();
}

/* A copy that ends where its allocation ends, so that a step too far is seen; a '\0' behind it. free it */
static inline char *text_of(const void *bytes, size_t n)
{
    char *own = malloc(n + 1);
    promise(own != NULL, "there is memory", "");
    if (n) memcpy(own, bytes, n);
    own[n] = '\0';
    return own;
}

/* Of all inputs so far: how many were taken, and the most memory that one has asked for, beside the bytes of the
 * file, in all and as a share of what it may. */
static struct { long taken; size_t most; double share; } so_far;

/* Behind what was read, and given back again: it all is back, and it was never more than it may be. copies: how often
 * the file itself is among what was asked for. */
static inline void promise_memory(const gauge *g, size_t file, size_t copies)
{
    size_t most = g->most > copies * file ? g->most - copies * file : 0;
    promise(!g->now, "all memory is given back", "");
    promise(most <= most_for(file), "no more memory is asked for than 4 times the file and 16 MiB", "");
    so_far.most = most > so_far.most ? most : so_far.most;
    so_far.share = fmax(so_far.share, (double)most / (double)most_for(file));
}

/* A refusal says something, in one line. */
static inline void promise_words(const char *about)
{
    promise(lehr_message()[0] && !strchr(lehr_message(), '\n'), "a refusal is a sentence in one line", about);
}

/* "name:line:column: " with a place that is in the text, or right behind it. */
static inline void promise_place(const char *name, const char *text, size_t size)
{
    size_t n = strlen(name), lines = 1, widest = 0, width = 0;
    char *end = NULL;
    promise(!strncmp(lehr_message(), name, n), "a refusal names the file", text);
    if (lehr_message()[n] != ':' || lehr_message()[n + 1] < '0' || lehr_message()[n + 1] > '9') return;
    unsigned long line = strtoul(lehr_message() + n + 1, &end, 10),
                  column = *end == ':' ? strtoul(end + 1, &end, 10) : 0;
    for (size_t i = 0; i < size; i++) {
        width = text[i] == '\n' ? 0 : width + 1;
        lines += text[i] == '\n';
        if (width > widest) widest = width;
    }
    promise(line >= 1 && line <= lines + 1 && column >= 1 && column <= widest + 1 && *end == ':',
            "a refusal says where", text);
}

#endif
