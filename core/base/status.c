#include "core/base/status.h"
#include "core/base/internal.h"
#include "core/base/translate.h"
#include <errno.h>
#include <string.h>

/* The messages of glibc that files cause: other systems may use other words. */
static const struct { int number; const char *text; } reasons[] = {
    { ENOENT, "No such file or directory" },    { EACCES, "Permission denied" },
    { ENOSPC, "No space left on device" },      { EISDIR, "Is a directory" },
    { ENOTDIR, "Not a directory" },             { EEXIST, "File exists" },
    { EIO, "Input/output error" },              { EROFS, "Read-only file system" },
    { EMFILE, "Too many open files" },          { ENAMETOOLONG, "File name too long" },
    { EFBIG, "File too large" },                { ELOOP, "Too many levels of symbolic links" },
    { ENXIO, "No such device or address" },     { EPERM, "Operation not permitted" },
    { EBUSY, "Device or resource busy" },       { EAGAIN, "Resource temporarily unavailable" },
    { ENOMEM, "Cannot allocate memory" },       { ENOTEMPTY, "Directory not empty" },
    { EDQUOT, "Disk quota exceeded" },          { EINVAL, "Invalid argument" },
    { EPIPE, "Broken pipe" },                   { ENOEXEC, "Exec format error" },
    { EBADF, "Bad file descriptor" },           { EXDEV, "Invalid cross-device link" },
    { EILSEQ, "Invalid or incomplete multibyte or wide character" },
};

const char *lehr_errno_text(int number)
{
    for (size_t i = 0; i < sizeof reasons / sizeof *reasons; i++)
        if (reasons[i].number == number) return lehr_translate(reasons[i].text);
    return strerror(number);
}

static _Thread_local char message[512];
static _Thread_local lehr_status last;
static _Thread_local char place[256];       /* a copy: the text may be freed */
static _Thread_local int  place_column;

const char *lehr_message(void)     { return message; }
lehr_status lehr_last_status(void) { return last; }

/* Messages quote input, and a terminal executes control characters. */
static void replace_controls(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7f) *text = '?';
}

lehr_status lehr_fail(lehr_status code, const char *format, ...)
{
    char text[sizeof message];          /* separate: message may be an argument */
    va_list args;
    va_start(args, format);
    lehr_vsnprintf(text, sizeof text, lehr_translate(format), args);
    va_end(args);
    replace_controls(text);
    memcpy(message, text, sizeof message);
    place[0] = '\0';
    return last = code;
}

lehr_status lehr_fail_null(const char *function, const char *what)
{
    const char *before = lehr_translate(" (the error before: ");
    const char *first = strstr(message, before), *cause = first ? first + strlen(before) : message;
    /* of an earlier NULL: its cause */
    int length = (int)strlen(cause) - (first && message[strlen(message) - 1] == ')');
    if (!length) return lehr_fail(LEHR_ERR_VALUE, "%s: %s is NULL", function, what);
    return lehr_fail(LEHR_ERR_VALUE, "%s: %s is NULL%s%.*s)", function, what, before, length, cause);
}

lehr_status lehr_check_not_null(const char *function, const char *names, const void *const pointers[], int n)
{
    int i = 0;
    while (i < n && pointers[i]) i++;
    if (i == n) return LEHR_OK;                 /* names are parsed only on failure: every operation checks */
    for (; i > 0; i--) names += strcspn(names, ",") + strspn(names + strcspn(names, ","), ", ");
    char name[40];
    lehr_snprintf(name, sizeof name, "%.*s", (int)strcspn(names, ","), names);
    return lehr_fail_null(function, name);
}

void lehr_set_message_place(const char *text, int column)
{
    lehr_snprintf(place, sizeof place, "%s", text ? text : "");
    replace_controls(place);
    place_column = column;
}

const char *lehr_message_place(int *column)
{
    if (column) *column = place_column;
    return place[0] && (size_t)place_column <= strlen(place) + 1 ? place : NULL;
}

void lehr_failure_capture(lehr_failure *f, lehr_status status)
{
    if (!f || f->status || !status) return;
    f->status = status;
    lehr_snprintf(f->message, sizeof f->message, "%s", message);
}

lehr_status lehr_failure_raise(const lehr_failure *f)
{
    if (!f || !f->status) return LEHR_OK;
    return f->message[0] ? lehr_fail(f->status, "%s", f->message) : f->status;
}
