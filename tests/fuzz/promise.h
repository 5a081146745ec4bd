/* promise.h — shared by the targets: a promise that is broken ends the program; inputs are split into their parts. */
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

/* about: the input that breaks it. */
static inline void promise(bool kept, const char *what, const char *about)
{
    if (kept) return;
    fprintf(stderr, "not kept: %s\nfor: \"%s\"\nthe last message: %s\n", what, about, lehr_message());
    abort();
}

/* A copy of exactly its length and a '\0', so that the sanitizer finds an overrun. The caller frees it. */
static inline char *text_of(const void *bytes, size_t n)
{
    char *own = malloc(n + 1);
    promise(own != NULL, "there is memory", "");
    if (n) memcpy(own, bytes, n);
    own[n] = '\0';
    return own;
}

/* Of all inputs so far: how many were accepted, and the largest memory of one input, without the bytes of the file, as
 * a number and as a share of its limit. */
static struct { long taken; size_t most; double share; } so_far;

/* Called after an input is read and released: no memory leaks, and the limit was never exceeded. copies: how many
 * copies of the file the memory includes. */
static inline void promise_memory(const gauge *g, size_t file, size_t copies)
{
    size_t most = g->most > copies * file ? g->most - copies * file : 0;
    promise(!g->now, "all memory is given back", "");
    promise(most <= most_for(file), "no more memory is asked for than 4 times the file and 16 MiB", "");
    so_far.most = most > so_far.most ? most : so_far.most;
    so_far.share = fmax(so_far.share, (double)most / (double)most_for(file));
}

/* A refusal has a message of one line. */
static inline void promise_words(const char *about)
{
    promise(lehr_message()[0] && !strchr(lehr_message(), '\n'), "a refusal is a sentence in one line", about);
}

/* "name:line:column: " with a place in the text, or directly after it. */
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
            "a refusal has a place", text);
}

#endif
