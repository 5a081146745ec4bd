#include "core/status.h"
#include "core/text.h"
#include <string.h>

static _Thread_local char message[512];
static _Thread_local lehr_status last;

const char *lehr_message(void)     { return message; }
lehr_status lehr_last_status(void) { return last; }

lehr_status lehr_fail(lehr_status code, const char *format, ...)
{
    char text[sizeof message];          /* apart: an argument may be the message itself */
    va_list args;
    va_start(args, format);
    lehr_format(text, sizeof text, format, args);
    va_end(args);
    memcpy(message, text, sizeof message);
    return last = code;
}
