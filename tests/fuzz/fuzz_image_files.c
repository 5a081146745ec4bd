/* fuzz_image_files.c — any two files for the readers of images and labels: IDX (lab/data/idx.h) and .npy
 * (lab/data/npy.h). The first two bytes are the length of the file of images; the rest is the file of labels.
 *
 * Promises for accepted files: there are samples, images have the shape of the header and at most LEHR_MAX_FEATURES
 * numbers, labels are classes, numbers are finite and at most 1e30. A refusal has a message of one line with the name
 * of one of the files. The reader allocates at most 4 times the files and 16 MiB.
 */
#include "promise.h"
#include "lab/data/idx.h"
#include "lab/data/npy.h"
#include "lab/data/image_files.h"

static void check_data(const lehr_data *d)
{
    size_t numbers = (size_t)d->rows * (size_t)d->features;
    promise(d->rows >= 1 && d->classes >= 2 && !d->targets, "there is something of each", "");
    promise(d->image_shape.rank == 3 && lehr_size(d->image_shape) == (size_t)d->features,
            "features are the pixels of a picture", "");
    promise(d->features >= 1 && d->features <= LEHR_MAX_FEATURES, "pictures are not larger than the largest", "");
    for (int row = 0; row < d->rows; row++)
        promise(d->label[row] >= 0 && d->label[row] < d->classes, "labels are classes", "");
    for (size_t i = 0; i < numbers && d->x; i++)
        promise(fabs(d->x[i]) <= 1e30, "numbers are finite, and at most 1e30", "");
    volatile unsigned sum = 0;          /* read but not checked: any byte is a pixel    */
    for (size_t i = 0; i < numbers && d->pixels; i++) sum += d->pixels[i];
    (void)sum;
    for (int f = 0; f < d->features; f++)
        promise(d->feature_name[f] && d->feature_name[f][0], "features have names", "");
    for (int c = 0; c < d->classes; c++) promise(d->class_name[c] && d->class_name[c][0], "classes have names", "");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2) return 0;
    size_t n = data[0] + 256u * data[1];
    size -= 2;
    if (n > size) n = size;
    char *pictures = text_of(data + 2, n), *labels = text_of(data + 2 + n, size - n);
    lehr_file_bytes p = { "pictures", pictures, n }, l = { "labels", labels, size - n };
    lehr_image_format *format = lehr_is_npy(pictures, n) ? lehr_npy_format : lehr_idx_format;
    lehr_image_array a;
    lehr_data d = { 0 };
    gauge g;
    gauge_use(&g);
    bool sound = !format(p, false, &a);
    bool taken = !lehr_images_read(&d, format, p, l);
    promise(sound || !taken, "what is no file of pictures is not taken", "");
    promise(!taken || lehr_is_image_file(pictures, n), "what is taken begins like pictures", "");
    so_far.taken += taken;
    if (taken) check_data(&d);
    else {
        promise_words("");
        promise(strstr(lehr_message(), "pictures") || strstr(lehr_message(), "labels"), "a refusal names the file", "");
    }
    lehr_arena_release(&d.memory);
    promise_memory(&g, size, 0);
    gauge_leave();
    free(pictures);
    free(labels);
    return 0;
}
