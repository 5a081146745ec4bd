/* chinese.h — the Chinese of every text that the C code translates, in the terms of the book 《智能之门》.
 *
 * A translation takes the same arguments in the same order as its original. Names of policies, rules, tasks and
 * features are not translated. A text may be in several parts if its Chinese is the same in all of them.
 */
#ifndef LEHR_LAB_I18N_CHINESE_H
#define LEHR_LAB_I18N_CHINESE_H

typedef struct lehr_translation { const char *english, *chinese; } lehr_translation;

/* One part of the table: the texts of one folder. */
typedef struct lehr_translations { const lehr_translation *row; int count; } lehr_translations;

extern const lehr_translations lehr_chinese_figures, lehr_chinese_verdict, lehr_chinese_grade, lehr_chinese_tour,
    lehr_chinese_framework, lehr_chinese_sched, lehr_chinese_lab, lehr_chinese_plot, lehr_chinese_command,
    lehr_chinese_help;

/* The Chinese of a text; without one, the text itself. Safe in any thread. */
const char *lehr_to_chinese(const char *english);

/* Row i of all parts, one after the other; NULL: past the end. */
const lehr_translation *lehr_chinese_at(int i);

#endif
