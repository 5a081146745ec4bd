/* verdict_text.h — the verdict of a comparison in sentences. */
#ifndef LEHR_LAB_REPORT_VERDICT_TEXT_H
#define LEHR_LAB_REPORT_VERDICT_TEXT_H
#include "lab/compare/comparison.h"
#include "lab/i18n/language.h"

/* In one line, in the language that is set: the best policy, the policies that differ from the baseline by more than
 * noise, how many more seeds might be enough for the others, and what remains with Holm's correction. */
void lehr_verdict_sentences(const lehr_comparison *c, lehr_strbuf *out);

/* The same in two parts, the first sentence and the others; in either language. */
void lehr_verdict_parts(const lehr_comparison *c, lehr_language language, lehr_strbuf *lead, lehr_strbuf *rest);

#endif
