#include "lab/data/image_files.h"
#include "core/base/file.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "lab/data/npy.h"
#include <string.h>

bool lehr_is_image_file(const void *bytes, size_t n) { return lehr_is_idx(bytes, n) || lehr_is_npy(bytes, n); }

/* Every `from` of the path's last part becomes `to`, which is as long. True if there was one. */
static bool replace(char *path, const char *from, const char *to)
{
    char *slash = strrchr(path, '/'), *at = slash ? slash + 1 : path;
    bool found = false;
    while ((at = strstr(at, from))) {
        memcpy(at, to, strlen(to));
        found = true;
    }
    return found;
}

lehr_status lehr_image_files_open(lehr_data *d, const char *path, const void *bytes, size_t n, size_t most)
{
    lehr_status status = LEHR_NOT_NULL(d, path, bytes);
    if (status) return status;
    lehr_file_bytes pictures = { path, bytes, n };
    bool npy = lehr_is_npy(bytes, n);
    status = (npy ? lehr_npy_check : lehr_idx_check)(pictures);
    if (status) return status;
    lehr_strbuf beside = {0};
    lehr_strbuf_printf(&beside, "%s", path);
    bool named = !beside.status && replace(beside.s, "images", "labels");
    if (named) replace(beside.s, "idx3", "idx1");
    if (named) replace(beside.s, "idx4", "idx1");
    char *text = NULL;
    size_t length;
    if (beside.status) status = beside.status;
    else if (!named)
        status = lehr_fail(LEHR_ERR_FILE,
                           "%s: its name must have \"images\" in it, so that its labels are found beside it", path);
    else if ((status = lehr_read_file(beside.s, most, &text, &length)))
        status = lehr_fail(status, "%s has pictures; their labels are looked for beside it: %s", path, lehr_message());
    else status = (npy ? lehr_npy_read : lehr_idx_read)(d, pictures, (lehr_file_bytes){ beside.s, text, length });
    lehr_free(text);
    lehr_strbuf_release(&beside);
    return status;
}
