#include "lab/i18n/chinese.h"
#include <pthread.h>
#include <stddef.h>
#include <string.h>

static const lehr_translations *const parts[] = {
    &lehr_chinese_figures, &lehr_chinese_verdict, &lehr_chinese_grade, &lehr_chinese_tour, &lehr_chinese_framework,
    &lehr_chinese_sched,   &lehr_chinese_lab,     &lehr_chinese_plot,  &lehr_chinese_command, &lehr_chinese_help,
};

enum { PARTS = sizeof parts / sizeof *parts, SLOTS = 8192 };    /* a power of two, at least twice as many as rows */

const lehr_translation *lehr_chinese_at(int i)
{
    for (int p = 0; p < PARTS && i >= 0; i -= parts[p++]->count)
        if (i < parts[p]->count) return &parts[p]->row[i];
    return NULL;
}

/* --- hash table, keyed by the English text ------------------------------------------------------------------------ */

static const lehr_translation *slot[SLOTS];

/* FNV-1a (Fowler, Noll, Vo). */
static unsigned hash(const char *text)
{
    unsigned h = 2166136261u;
    for (; *text; text++) h = (h ^ (unsigned char)*text) * 16777619u;
    return h;
}

/* The slot of a text, or the empty slot for it. */
static const lehr_translation **find(const char *english)
{
    unsigned i = hash(english) % SLOTS;
    while (slot[i] && strcmp(slot[i]->english, english)) i = (i + 1) % SLOTS;
    return &slot[i];
}

static void fill(void)
{
    const lehr_translation *row;
    for (int i = 0; (row = lehr_chinese_at(i)) && i < SLOTS / 2; i++) *find(row->english) = row;
}

const char *lehr_to_chinese(const char *english)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, fill);
    const lehr_translation *row = *find(english);
    return row ? row->chinese : english;
}
