/* small_checkpoint.h — a checkpoint with some of everything, small enough to be damaged in every way. */
#ifndef LEHR_TESTS_SMALL_CHECKPOINT_H
#define LEHR_TESTS_SMALL_CHECKPOINT_H
#include "files.h"
#include "checkpoints.h"

static const lehr_real W[] = { 1, -2, 0.5f, 3e-38f, -0.0f, 7 };
static const unsigned char bytes_of_u8[] = { 0, 1, 255 };
static const double doubles[] = { 0.1, -1e300 };

static inline lehr_checkpoint *small(void)
{
    lehr_checkpoint *c = lehr_checkpoint_new();
    if (!c) return NULL;
    lehr_checkpoint_put_text(c, "about", "\"quoted\", \\ tab\t, line\n, 智能之门, control\x01");
    lehr_checkpoint_put_text(c, "lehr.step", "12");
    lehr_checkpoint_put_numbers(c, "bytes", LEHR_U8, 3, bytes_of_u8);
    lehr_checkpoint_put(c, "fc1.weight", LEHR_MATRIX(2, 3), W);
    lehr_checkpoint_put_numbers(c, "none", LEHR_F64, 0, doubles);
    return c;
}

static inline lehr_status save_small(const char *path)
{
    lehr_checkpoint *c = small();
    lehr_status status = c ? lehr_checkpoint_write(c, path) : lehr_last_status();
    lehr_checkpoint_free(c);
    return status;
}

static inline blob small_blob(void)
{
    assert_int_equal(save_small("f"), LEHR_OK);
    return blob_of("f");
}
#endif
