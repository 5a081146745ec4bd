#include "nn/window.h"
#include "core/base/translate.h"
#include "core/kernels/thread_pool.h"

enum { MAX_PADDING = 65535, MAX_ELEMENTS = 1 << 24 };   /* a float stores each index below MAX_ELEMENTS exactly */

/* The number for one axis; a second number of 0 repeats the first. */
static int given(const int pair[2], int axis)
{
    int v = axis && pair[1] ? pair[1] : pair[0];
    return v == LEHR_NONE ? 0 : v;
}

static lehr_short_text pair_text(const int pair[2], bool is_sequence)
{
    lehr_short_text w;
    if (is_sequence) lehr_snprintf(w.s, sizeof w.s, "%d", pair[1]);
    else lehr_snprintf(w.s, sizeof w.s, "%d x %d", pair[0], pair[1]);
    return w;
}

static bool read_shape(lehr_tape *t, const char *op, bool is_sequence, const lehr_tensor *x, lehr_window_geometry *s)
{
    const int *dim = x->shape.dim, rank = is_sequence ? 3 : 4;
    if (x->shape.rank != rank) {
        lehr_tape_fail(t, LEHR_ERR_SHAPE, "%s: x is %s; it must be [channels x %s x samples]", op,
                       lehr_shape_text(x->shape).s, lehr_translate(is_sequence ? "length" : "height x width"));
        return false;
    }
    *s = (lehr_window_geometry){ .channels = dim[0], .size = { is_sequence ? 1 : dim[1], dim[rank - 2] },
                                 .samples = dim[rank - 1], .is_sequence = is_sequence };
    return true;
}

static void read_window(const lehr_window *w, const int kernel[2], const int stride[2], lehr_window_geometry *s)
{
    for (int a = 0; a < 2; a++) {
        bool flat = s->is_sequence && a == 0;              /* the height of a sequence is 1 */
        int axis = s->is_sequence ? 0 : a;
        s->kernel[a] = flat ? 1 : given(kernel, axis);
        s->stride[a] = flat ? 1 : given(w->stride[0] || w->stride[1] ? w->stride : stride, axis);
        s->padding[a] = flat ? 0 : given(w->padding, axis);
    }
}

static bool refuse_pair(lehr_tape *t, const char *op, const char *what, const int pair[2], bool is_sequence,
                        const char *right)
{
    lehr_tape_fail(t, LEHR_ERR_VALUE, "%s: the %s is %s; it must be %s", op, lehr_translate(what),
                   pair_text(pair, is_sequence).s, lehr_translate(right));
    return false;
}

/* The padded size of one axis, and the number of window positions. */
static bool count_steps(lehr_tape *t, const char *op, lehr_window_geometry *s, int a)
{
    if (s->kernel[a] < 1) return refuse_pair(t, op, "window", s->kernel, s->is_sequence, "1 or more");
    if (s->stride[a] < 1) return refuse_pair(t, op, "stride", s->stride, s->is_sequence, "1 or more");
    if (s->padding[a] < 0 || s->padding[a] > MAX_PADDING)
        return refuse_pair(t, op, "padding", s->padding, s->is_sequence, "0 to 65535");
    long long padded = s->size[a] + 2ll * s->padding[a];
    s->padded[a] = padded <= INT_MAX ? (int)padded : 0;
    s->steps[a] = padded >= s->kernel[a] ? (int)((padded - s->kernel[a]) / s->stride[a]) + 1 : 0;
    return true;
}

static bool product_fits(long long a, long long b, long long c) { return a * b <= INT_MAX && a * b * c <= INT_MAX; }

bool lehr_window_resolve(lehr_tape *t, const char *op, bool is_sequence, const lehr_tensor *x, const lehr_window *w,
                         const int kernel[2], const int stride[2], lehr_window_geometry *s)
{
    if (!read_shape(t, op, is_sequence, x, s)) return false;
    read_window(w, kernel, stride, s);
    if (!count_steps(t, op, s, 0) || !count_steps(t, op, s, 1)) return false;
    if (!s->steps[0] || !s->steps[1]) {
        lehr_tape_fail(t, LEHR_ERR_SHAPE, "%s: a window of %s does not fit into %s, padding included", op,
                       pair_text(s->kernel, is_sequence).s, pair_text(s->padded, is_sequence).s);
        return false;
    }
    if (s->padded[0] && s->padded[1] && product_fits(s->padded[0], s->padded[1], 1) &&
        product_fits(s->padded[1], s->samples, 1) && product_fits(s->steps[0], s->steps[1], 1))
        return true;
    lehr_tape_fail(t, LEHR_ERR_SHAPE, "%s: x is %s; with its padding it has too many elements", op,
                   lehr_shape_text(x->shape).s);
    return false;
}

bool lehr_window_resolve_pool(lehr_tape *t, const char *op, bool is_sequence, const lehr_tensor *x,
                              const lehr_window *w, lehr_window_geometry *s)
{
    if (!lehr_window_resolve(t, op, is_sequence, x, w, w->kernel, w->kernel, s)) return false;
    for (int a = 0; a < 2; a++)
        if (2 * s->padding[a] > s->kernel[a])           /* else a window could lie in the padding only */
            return refuse_pair(t, op, "padding", s->padding, is_sequence, "at most half the window");
    return (long long)s->kernel[0] * s->kernel[1] <= MAX_ELEMENTS
        || refuse_pair(t, op, "window", s->kernel, is_sequence, "of at most 16777216 elements");
}

lehr_shape lehr_window_output_shape(const lehr_window_geometry *s, int channels)
{
    return s->is_sequence ? LEHR_SEQUENCES(channels, s->steps[1], s->samples)
                   : LEHR_IMAGES(channels, s->steps[0], s->steps[1], s->samples);
}

void lehr_window_each_channel(const lehr_window_geometry *s, void (*part)(void *job, int channel), void *job)
{
    double reads = (double)s->channels * s->steps[0] * s->steps[1] * s->kernel[0] * s->kernel[1] * s->samples;
    if (reads > 1e5) lehr_parallel_for(s->channels, part, job);
    else for (int c = 0; c < s->channels; c++) part(job, c);
}

void lehr_window_each_position(const lehr_window_geometry *s, int channel,
                               void (*visit)(void *job, size_t from, size_t to, int place), void *job)
{
    size_t samples = (size_t)s->samples, to = (size_t)channel * (size_t)s->steps[0] * (size_t)s->steps[1] * samples;
    for (int y = 0; y < s->steps[0]; y++)
        for (int x = 0; x < s->steps[1]; x++, to += samples)
            for (int place = 0; place < s->kernel[0] * s->kernel[1]; place++) {
                int row = y * s->stride[0] - s->padding[0] + place / s->kernel[1];
                int column = x * s->stride[1] - s->padding[1] + place % s->kernel[1];
                if (row < 0 || row >= s->size[0] || column < 0 || column >= s->size[1]) continue;
                size_t line = (size_t)channel * (size_t)s->size[0] + (size_t)row;
                visit(job, (line * (size_t)s->size[1] + (size_t)column) * samples, to, place);
            }
}
