#include "lab/data/image_files.h"
#include "core/base/file.h"
#include "core/base/internal.h"
#include "core/base/memory.h"
#include "lab/data/idx.h"
#include "lab/data/npy.h"
#include <math.h>
#include <string.h>

/* --- the numbers -------------------------------------------------------------------------------------------------- */

/* Number i, whatever its type. */
static double number_at(const lehr_image_array *a, size_t i)
{
    const unsigned char *b = a->numbers + i * (size_t)a->width;
    uint64_t bits = 0;
    for (int k = a->width; k-- > 0;) bits = bits << 8 | b[k];
    uint32_t half = (uint32_t)bits;
    float single;
    double whole;
    memcpy(&single, &half, sizeof single);
    memcpy(&whole, &bits, sizeof whole);
    if (a->kind == 'f') return a->width == 4 ? (double)single : whole;
    return a->width == 1 ? (double)half : a->width == 4 ? (double)(int32_t)half : (double)(int64_t)bits;
}

static lehr_status count_classes(const lehr_image_array *labels, const char *name, int *classes)
{
    *classes = 0;
    for (int i = 0; i < labels->dim[0]; i++) {
        double v = number_at(labels, (size_t)i);
        if (!(v >= 0 && v < LEHR_MAX_CLASSES))
            return lehr_fail(LEHR_ERR_FILE, "%s: label %d is %s; from 0 to %d are possible", name, i,
                             lehr_number_text(v).s, LEHR_MAX_CLASSES - 1);
        if (v >= *classes) *classes = (int)v + 1;
    }
    if (*classes > 1) return LEHR_OK;
    return lehr_fail(LEHR_ERR_FILE, "%s: every label is 0; at least two classes are needed", name);
}

static lehr_status alloc_data(lehr_data *d, const lehr_image_array *a, int classes)
{
    int channels = a->rank == 4 ? a->dim[1] : 1, height = a->dim[a->rank - 2], width = a->dim[a->rank - 1];
    if (a->kind == 'u') return lehr_data_alloc_images(d, a->dim[0], channels, height, width, classes);
    lehr_shape image = { 3, { channels, height, width } };
    size_t features = lehr_size(image);
    if (features > LEHR_MAX_FEATURES)
        return lehr_fail(LEHR_ERR_SHAPE, "images of %s numbers; from 1 to %d in all are possible",
                         lehr_shape_text(image).s, LEHR_MAX_FEATURES);
    d->image_shape = image;
    return lehr_data_alloc(d, a->dim[0], (int)features, classes);
}

static lehr_status copy_pixels(lehr_data *d, const lehr_image_array *a, const char *name)
{
    size_t features = (size_t)d->features, n = (size_t)d->rows * features;
    if (d->pixels) memcpy(d->pixels, a->numbers, n);
    for (size_t i = 0; i < n && d->x; i++) {
        d->x[i] = number_at(a, i);
        if (!(fabs(d->x[i]) <= 1e30))
            return lehr_fail(LEHR_ERR_FILE,
                             "%s: number %zu of image %zu is %g; a finite number of at most 1e30 is expected", name,
                             i % features, i / features, d->x[i]);
    }
    return LEHR_OK;
}

lehr_status lehr_images_read(lehr_data *d, lehr_image_format *format, lehr_file_bytes images, lehr_file_bytes labels)
{
    lehr_image_array a, l;
    int classes;
    lehr_status status = LEHR_NOT_NULL(d);
    if (!status) status = format(images, false, &a);
    if (!status) status = format(labels, true, &l);
    if (!status && a.dim[0] != l.dim[0])
        status = lehr_fail(LEHR_ERR_FILE, "%s has %d images, but %s has %d labels", images.name, a.dim[0], labels.name,
                           l.dim[0]);
    if (!status) status = count_classes(&l, labels.name, &classes);
    if (status) return status;
    if ((status = alloc_data(d, &a, classes)))
        return status == LEHR_ERR_SHAPE ? lehr_fail(LEHR_ERR_FILE, "%s: %s", images.name, lehr_message()) : status;
    for (int i = 0; i < d->rows; i++) d->label[i] = (int)number_at(&l, (size_t)i);
    return copy_pixels(d, &a, images.name);
}

/* --- the files ---------------------------------------------------------------------------------------------------- */

bool lehr_is_image_file(const void *bytes, size_t n) { return lehr_is_idx(bytes, n) || lehr_is_npy(bytes, n); }

/* Replaces every `from` in the path's last part by `to`, which is as long. True if there was one. */
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

lehr_status lehr_image_files_open(lehr_data *d, const char *path, const void *bytes, size_t n, size_t max)
{
    if (LEHR_NOT_NULL(d, path, bytes)) return LEHR_ERR_VALUE;
    lehr_file_bytes images = { path, bytes, n };
    lehr_image_format *format = lehr_is_npy(bytes, n) ? lehr_npy_format : lehr_idx_format;
    lehr_image_array unused;
    lehr_strbuf beside = { 0 };
    char *text = NULL;
    size_t length;
    lehr_status status = format(images, false, &unused);
    if (status) return status;
    lehr_strbuf_printf(&beside, "%s", path);
    bool named = !beside.status && replace(beside.s, "images", "labels");
    if (named) replace(beside.s, "idx3", "idx1");
    if (named) replace(beside.s, "idx4", "idx1");
    if (beside.status) status = beside.status;
    else if (!named)
        status = lehr_fail(LEHR_ERR_FILE,
                           "%s: its name must have \"images\" in it, so that its labels are found beside it", path);
    else if ((status = lehr_read_file(beside.s, max, &text, &length)))
        status = lehr_fail(status, "%s has images; their labels are looked for beside it: %s", path, lehr_message());
    else status = lehr_images_read(d, format, images, (lehr_file_bytes){ beside.s, text, length });
    lehr_free(text);
    lehr_strbuf_release(&beside);
    return status;
}
