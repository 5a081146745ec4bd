#include "lab/data/data_open.h"
#include "core/base/file.h"
#include "core/base/memory.h"
#include "lab/data/csv.h"
#include "lab/data/image_files.h"
#include "lab/data/tasks.h"
#include <string.h>

enum { MAX_FILE_BYTES = 256 * 1024 * 1024 };

bool lehr_is_file_name(const char *name) { return name && strpbrk(name, "./"); }

static lehr_status read_file(lehr_data *d, const char *path, const char *answer)
{
    char *bytes;
    size_t n;
    lehr_status status = lehr_read_file(path, MAX_FILE_BYTES, &bytes, &n);
    if (status) return status;
    if (n >= 2 && !memcmp(bytes, "\x1f\x8b", 2))
        status = lehr_fail(LEHR_ERR_FILE, "%s: it is compressed; unpack it first: gunzip %s", path, path);
    else if (!lehr_is_image_file(bytes, n)) status = lehr_csv_read(d, path, bytes, n, answer);
    else if (answer)
        status = lehr_fail(LEHR_ERR_VALUE, "%s: an answer can be chosen for tables; images have their labels", path);
    else status = lehr_image_files_open(d, path, bytes, n, MAX_FILE_BYTES);
    lehr_free(bytes);
    return status;
}

static lehr_status fill(lehr_data *d, const char *name, const char *answer)
{
    if (!name) return lehr_fail(LEHR_ERR_NAME, "lehr_data_open: the name of the data set is NULL");
    if (lehr_is_file_name(name)) return read_file(d, name, answer);
    const lehr_task *task = lehr_task_find(name);
    if (!task) return lehr_last_status();
    if (answer) return lehr_fail(LEHR_ERR_VALUE, "an answer can be chosen for files; %s has its own", name);
    return task->fill(d);
}

lehr_data *lehr_data_open_as(const char *name, const char *answer)
{
    lehr_data *d = lehr_alloc(1, sizeof *d);
    if (!d || !fill(d, name, answer)) return d;
    lehr_data_free(d);
    return NULL;
}

lehr_data *lehr_data_open(const char *name) { return lehr_data_open_as(name, NULL); }
