/* translate.h — hooks through which texts that users read are translated. Without a translator they are English.
 *
 * lehr_fail and the command's print_note and print_error translate their formats themselves. Other texts are translated
 * where they are printed:  lehr_strbuf_printf(&out, lehr_translate("%d seeds"), seeds). */
#ifndef LEHR_CORE_BASE_TRANSLATE_H
#define LEHR_CORE_BASE_TRANSLATE_H

#if defined(__GNUC__)
/* The text may be a printf format: the compiler checks the original, and the translation takes the same arguments. */
#define LEHR_FORMAT_ARG(index) __attribute__((format_arg(index)))
#else
/* Empty: this compiler cannot check format strings. */
#define LEHR_FORMAT_ARG(index)
#endif

/* Returns the translation of a text or format, or its argument where there is none. Must be safe in any thread. */
typedef const char *lehr_translator(const char *english);

/* One setting for the whole program; set it before other threads use it. labels translates what is drawn into figures,
 * which need a font with the letters. NULL: English. */
void lehr_set_translator(lehr_translator *texts, lehr_translator *labels);

/* The text in the language that was set. NULL: "". */
const char *lehr_translate(const char *english) LEHR_FORMAT_ARG(1);

/* The same for a text that is drawn into a figure. */
const char *lehr_label(const char *english) LEHR_FORMAT_ARG(1);

#endif
