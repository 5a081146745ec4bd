/* fuzz_encoding.c — any bytes for the conversion to UTF-8 (lab/data/formats/encoding.h). The first byte selects the
 * name of the encoding.
 *
 * Promises for an accepted text: it is valid UTF-8, has at most three times the bytes and a '\0' after them; converted
 * again by content it stays. A refusal has a message of one line, and the bytes stay. The conversion allocates at most
 * 4 times the text and 16 MiB.
 */
#include "promise.h"
#include "core/base/memory.h"
#include "core/base/utf8.h"
#include "lab/data/formats/encoding.h"

static const char *const names[] = { NULL,           NULL,     NULL,       "utf-8",    "gbk",  "gb18030",
                                     "windows-1252", "utf-16", "utf-16le", "utf-16be", "utf9", "Latin1" };

static void check_text(const char *bytes, size_t n, size_t size, const char *found, const char *about)
{
    size_t at = 0;
    for (size_t each; at < n && (each = lehr_utf8_length(bytes + at, bytes + n)); at += each) continue;
    promise(at == n && !bytes[n], "the text is valid UTF-8, and ends", about);
    promise(n <= 3 * size && found && *found, "it is at most three times as long, and its encoding has a name", about);
}

static void check_again(char **bytes, size_t *n, const char *about)
{
    const char *found;
    char *before = text_of(*bytes, *n);
    size_t length = *n;
    promise(!lehr_to_utf8("again", "utf-8", bytes, n, &found) && !strcmp(found, "UTF-8"), "it is in UTF-8", about);
    promise(*n == length && !memcmp(before, *bytes, length), "converted again it stays", about);
    free(before);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!size) return 0;
    const char *name = names[*data % (sizeof names / sizeof *names)], *found;
    char *about = text_of(data + 1, --size);
    gauge g;
    gauge_use(&g);
    char *bytes = lehr_alloc(size + 1, 1);
    size_t n = size;
    promise(bytes != NULL, "there is memory", "");
    memcpy(bytes, about, size);
    bool taken = !lehr_to_utf8("f.csv", name, &bytes, &n, &found);
    so_far.taken += taken;
    if (taken) check_text(bytes, n, size, found, about);
    else promise_words(about);
    promise(taken || (n == size && !memcmp(bytes, about, size)), "without success the bytes stay", about);
    if (taken) check_again(&bytes, &n, about);
    lehr_free(bytes);
    promise_memory(&g, size, 1);
    gauge_leave();
    free(about);
    return 0;
}
