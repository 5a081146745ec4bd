/* chinese.h — the Chinese of every text that the C code translates, in the words of the book, 《智能之门》.
 *
 * A translation takes the same arguments in the same order as its original. Names stay what they are: those of
 * policies, rules, tasks, features. A text may be a row of several parts if its Chinese is the same in all of them.
 */
#ifndef LEHR_LAB_I18N_CHINESE_H
#define LEHR_LAB_I18N_CHINESE_H

typedef struct lehr_translation { const char *english, *chinese; } lehr_translation;

/* One part of the table: the texts of one folder, in a file of its own. */
typedef struct lehr_translations { const lehr_translation *row; int count; } lehr_translations;

extern const lehr_translations lehr_chinese_figures, lehr_chinese_verdict, lehr_chinese_grade, lehr_chinese_tour;

/* The Chinese of a text, or the text itself where there is none. Safe in any thread. */
const char *lehr_to_chinese(const char *english);

/* Row i of all parts, one after the other; NULL: past the end. */
const lehr_translation *lehr_chinese_at(int i);

#endif
