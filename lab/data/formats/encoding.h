/* encoding.h — a text in UTF-8, UTF-16, GB18030 or Windows-1252, converted to UTF-8. */
#ifndef LEHR_LAB_DATA_FORMATS_ENCODING_H
#define LEHR_LAB_DATA_FORMATS_ENCODING_H
#include <stddef.h>
#include "core/base/status.h"

/* Replaces *bytes, which lehr_free frees, by the text in UTF-8 and a '\0'; *n is its length without the '\0'. A text in
 * UTF-8 does not change, nor does its byte order mark; that of UTF-16 is removed. Zero bytes stay.
 *
 * wanted: the name of the encoding, in capital or small letters: utf-8 (utf8), gb18030 (gbk, gb2312), windows-1252
 * (cp1252, latin1, iso-8859-1), utf-16 (by its byte order mark), utf-16le, utf-16be. NULL: it is detected:
 *
 *     a byte order mark FF FE or FE FF                              UTF-16
 *     valid UTF-8; or at least eight valid characters beyond ASCII
 *     for each that is damaged, which is then an error              UTF-8
 *     valid GB18030; at least half of the characters beyond ASCII
 *     are common Chinese characters or punctuation                  GB18030
 *     any other text                                                Windows-1252
 *
 * *found is its name, such as "GB18030"; NULL if it is unknown. path: of the file, for messages.
 *
 * LEHR_ERR_NAME: the name is unknown. LEHR_ERR_FILE: a byte is not valid in the encoding, with file:line:column (in
 * bytes of UTF-8); UTF-16 has no mark; this program was built without iconv, and the encoding is GB18030 or
 * Windows-1252. LEHR_ERR_MEMORY. On failure *bytes and *n do not change. The text in UTF-8 has at most three times the
 * bytes. */
lehr_status lehr_to_utf8(const char *path, const char *wanted, char **bytes, size_t *n, const char **found);

#endif
