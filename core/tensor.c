#include "core/tensor.h"
#include "core/base/internal.h"
#include "core/kernels/kernels.h"
#include "core/base/memory.h"
#include "core/base/translate.h"
#include <stdint.h>

size_t lehr_size(lehr_shape s)
{
    size_t n = 1;
    if (s.rank < 0 || s.rank > LEHR_MAX_RANK) return 0;
    for (int i = 0; i < s.rank; i++)
        if (s.dim[i] < 1 || !lehr_multiply_sizes(n, (size_t)s.dim[i], &n)) return 0;
    return n <= PTRDIFF_MAX / sizeof(lehr_real) ? n : 0;
}

bool lehr_same_shape(lehr_shape a, lehr_shape b)
{
    if (a.rank != b.rank) return false;
    for (int i = 0; i < a.rank; i++)
        if (a.dim[i] != b.dim[i]) return false;
    return true;
}

lehr_short_text lehr_shape_text(lehr_shape s)
{
    lehr_short_text w = lehr_short_printf("%s", lehr_translate("a single number"));
    int at = 0;
    if (s.rank < 0 || s.rank > LEHR_MAX_RANK) {
        w = lehr_short_printf(lehr_translate("of %d dimensions"), s.rank);
        s.rank = 0;
    }
    for (int i = 0; i < s.rank; i++)
        at += (int)lehr_snprintf(w.s + at, sizeof w.s - (size_t)at, i ? " x %d" : "[%d", s.dim[i]);
    if (s.rank) lehr_snprintf(w.s + at, sizeof w.s - (size_t)at, "]");
    return w;
}

lehr_short_text lehr_index_text(lehr_shape s, size_t i)
{
    size_t index[LEHR_MAX_RANK] = {0};
    if (!lehr_size(s)) return lehr_short_printf("%s", "");
    for (int d = s.rank - 1; d >= 0; d--) {
        index[d] = i % (size_t)s.dim[d];
        i /= (size_t)s.dim[d];
    }
    lehr_short_text w = { "" };
    int at = 0;
    for (int d = 0; d < s.rank; d++)
        at += (int)lehr_snprintf(w.s + at, sizeof w.s - (size_t)at, d ? ", %zu" : "[%zu", index[d]);
    if (s.rank) lehr_snprintf(w.s + at, sizeof w.s - (size_t)at, "]");
    return w;
}

size_t lehr_find_nonfinite(const lehr_real *v, size_t n) { return v ? lehr_kernels_here()->first_nan(n, v) : n; }
