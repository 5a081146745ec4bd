/* paragraph.h — texts broken between words, as wide as the terminal. */
#ifndef LEHR_COMMAND_PARAGRAPH_H
#define LEHR_COMMAND_PARAGRAPH_H
#include "core/base/strbuf.h"

/* Appends the words of text to a line that has `at` columns so far, and ends that line. Further lines begin with
 * `indent` blanks; where too little is left of the terminal's width, the text begins on a line of its own. What
 * is no terminal is 80 columns wide, but has lines of any length where at > 0, so that tables can be searched. */
void paragraph_print(lehr_strbuf *out, const char *text, int at, int indent);

#endif
