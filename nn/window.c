#include "nn/window.h"

enum { LEHR_MAX_PADDING = 1 << 16 };

/* What was given for one axis, the second number repeating the first. */
static int given(const int pair[2], int axis)
{
    int v = axis && pair[1] ? pair[1] : pair[0];
    return v == LEHR_NONE ? 0 : v;
}

static lehr_word pair_text(const int pair[2], bool wave)
{
    lehr_word w;
    if (wave) lehr_print(w.s, sizeof w.s, "%d", pair[1]);
    else lehr_print(w.s, sizeof w.s, "%d x %d", pair[0], pair[1]);
    return w;
}

static bool refuse(lehr_tape *t, lehr_status code, const char *op, const char *what, lehr_word found, const char *right)
{
    lehr_refuse(t, code, "%s: %s %s; %s", op, what, found.s, right);
    return false;
}

static bool read_shape(lehr_tape *t, const char *op, bool wave, const lehr_tensor *x, lehr_sliding *s)
{
    const int *dim = x->shape.dim, rank = wave ? 3 : 4;
    if (x->shape.rank != rank)
        return refuse(t, LEHR_ERR_SHAPE, op, "x is", lehr_shape_text(x->shape),
                      wave ? "it must be [channels x length x samples]" : "it must be [channels x height x width x samples]");
    *s = (lehr_sliding){ .channels = dim[0], .size = { wave ? 1 : dim[1], dim[rank - 2] }, .samples = dim[rank - 1], .wave = wave };
    return true;
}

bool lehr_slide(lehr_tape *t, const char *op, bool wave, const lehr_tensor *x, const lehr_window *w, const int kernel[2],
                const int stride[2], lehr_sliding *s)
{
    if (!read_shape(t, op, wave, x, s)) return false;
    for (int a = 0; a < 2; a++) {
        bool flat = wave && a == 0;                 /* the height of a wave: one place, whatever is given */
        s->kernel[a] = flat ? 1 : given(kernel, wave ? 0 : a);
        s->stride[a] = flat ? 1 : given(w->stride[0] ? w->stride : stride, wave ? 0 : a);
        s->padding[a] = flat ? 0 : given(w->padding, wave ? 0 : a);
        s->padded[a] = s->padding[a] < 0 || s->padding[a] >= LEHR_MAX_PADDING ? 0 : s->size[a] + 2 * s->padding[a];
    }
    for (int a = 0; a < 2; a++) {
        if (s->kernel[a] < 1) return refuse(t, LEHR_ERR_VALUE, op, "the window is", pair_text(s->kernel, wave), "it must be 1 or more");
        if (s->stride[a] < 1) return refuse(t, LEHR_ERR_VALUE, op, "the stride is", pair_text(s->stride, wave), "it must be 1 or more");
        if (s->padding[a] < 0 || s->padding[a] >= LEHR_MAX_PADDING)
            return refuse(t, LEHR_ERR_VALUE, op, "the padding is", pair_text(s->padding, wave), "it must be 0 or more, and sensible");
        if (s->kernel[a] > s->padded[a]) {
            lehr_refuse(t, LEHR_ERR_SHAPE, "%s: a window of %s does not fit into %s, padding included", op, pair_text(s->kernel, wave).s,
                        pair_text(s->padded, wave).s);
            return false;
        }
        s->steps[a] = (s->padded[a] - s->kernel[a]) / s->stride[a] + 1;
    }
    return true;
}

bool lehr_slide_pool(lehr_tape *t, const char *op, bool wave, const lehr_tensor *x, const lehr_window *w, lehr_sliding *s)
{
    if (!lehr_slide(t, op, wave, x, w, w->kernel, w->kernel, s)) return false;
    for (int a = 0; a < 2; a++)
        if (2 * s->padding[a] > s->kernel[a])           /* or a window could lie in the padding alone */
            return refuse(t, LEHR_ERR_VALUE, op, "the padding is", pair_text(s->padding, wave), "it must be at most half the window");
    return true;
}

lehr_shape lehr_slid_shape(const lehr_sliding *s, int channels)
{
    return s->wave ? LEHR_WAVES(channels, s->steps[1], s->samples) : LEHR_PICTURES(channels, s->steps[0], s->steps[1], s->samples);
}

void lehr_each_place(const lehr_sliding *s, int channel, void (*visit)(void *job, size_t from, size_t to, int place), void *job)
{
    size_t samples = (size_t)s->samples, to = (size_t)channel * (size_t)(s->steps[0] * s->steps[1]) * samples;
    for (int y = 0; y < s->steps[0]; y++)
        for (int x = 0; x < s->steps[1]; x++, to += samples)
            for (int place = 0; place < s->kernel[0] * s->kernel[1]; place++) {
                int row = y * s->stride[0] - s->padding[0] + place / s->kernel[1];
                int column = x * s->stride[1] - s->padding[1] + place % s->kernel[1];
                if (row < 0 || row >= s->size[0] || column < 0 || column >= s->size[1]) continue;
                visit(job, ((size_t)(channel * s->size[0] + row) * (size_t)s->size[1] + (size_t)column) * samples, to, place);
            }
}
