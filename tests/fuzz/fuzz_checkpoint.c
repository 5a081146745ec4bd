/* fuzz_checkpoint.c — any bytes for the reader of checkpoints, as they are and with a repaired checksum.
 *
 * Promises for an accepted file: names are unique, tensors follow one another without gaps, every number and text can
 * be read, and a saved copy is accepted and has the same contents. A refused file has a message. The reader allocates
 * at most 4 times the file and 16 MiB.
 */
#include "promise.h"
#include "checkpoints.h"
#include "core/checkpoint/safetensors.h"

static char *copy_of(const void *bytes, size_t n)
{
    char *own = lehr_resize(NULL, n, 1);
    promise(own != NULL, "there is memory", "");
    if (n) memcpy(own, bytes, n);
    return own;
}

static void read_everything(const lehr_safetensors *l)
{
    volatile double number = 0;         /* read but not checked: any bits are a number    */
    const unsigned char *end = l->tensors ? l->tensor[0].bytes : NULL;
    for (int i = 0; i < l->tensors; i++) {
        const lehr_stored_tensor *s = &l->tensor[i];
        promise(s->bytes == end, "tensors lie one behind the other", s->name);
        promise(s->rank >= 0 && s->rank <= LEHR_MAX_STORED_RANK, "the rank is possible", s->name);
        size_t size = 1;
        for (int k = 0; k < s->rank; k++) size *= s->dim[k];
        promise(size == s->size, "the size is the product of the dimensions", s->name);
        end += s->size * lehr_dtypes[s->dtype].bytes;
        for (size_t k = 0; k < s->size && lehr_stored_tensor_is_readable(s); k++)
            number = lehr_stored_tensor_number(s, k);
        (void)number;
        for (int k = 0; k < i && i < 200; k++)
            promise(strcmp(l->tensor[k].name, s->name) != 0, "names are there once", s->name);
    }
    for (int i = 1; i < l->texts; i++)
        promise(strcmp(l->text[i - 1].key, l->text[i].key) < 0, "keys are sorted, and there once", l->text[i].key);
}

/* The writer computes its own checksum, so the checksum is not compared. */
static void drop_checksum(lehr_safetensors *l)
{
    int kept = 0;
    for (int i = 0; i < l->texts; i++)
        if (strcmp(l->text[i].key, "lehr.checksum")) l->text[kept++] = l->text[i];
    l->texts = kept;
}

static void check_same(const lehr_safetensors *a, const lehr_safetensors *b)
{
    promise(a->tensors == b->tensors && a->texts == b->texts, "saved again, there is as much of it", "");
    for (int i = 0; i < a->texts; i++)
        promise(!strcmp(a->text[i].key, b->text[i].key) && !strcmp(a->text[i].value, b->text[i].value), "texts stay",
                a->text[i].key);
    for (int i = 0; i < a->tensors; i++) {
        const lehr_stored_tensor *s = &a->tensor[i], *t = b->tensor;
        while (t < b->tensor + b->tensors && strcmp(t->name, s->name)) t++;
        bool alike = t < b->tensor + b->tensors && t->dtype == s->dtype && t->rank == s->rank && t->size == s->size;
        promise(alike && !memcmp(t->bytes, s->bytes, s->size * lehr_dtypes[s->dtype].bytes), "tensors stay", s->name);
    }
}

static void check_taken(lehr_safetensors *l)
{
    lehr_safetensors again;
    unsigned char *file;
    size_t n;
    so_far.taken++;
    read_everything(l);
    drop_checksum(l);
    promise(!lehr_safetensors_serialize(l, &file, &n), "what is taken can be saved", "");
    promise(!lehr_safetensors_read(&again, "again", (char *)file, n), "what is saved is taken", "");
    promise(again.checked, "what is saved has a checksum", "");
    drop_checksum(&again);
    check_same(l, &again);
    lehr_safetensors_release(&again);
    lehr_free(file);
}

static void check(const char *data, size_t size)
{
    lehr_safetensors l;
    gauge g;
    gauge_use(&g);
    char *bytes = copy_of(data, size);
    if (lehr_safetensors_read(&l, "fuzz", bytes, size)) {
        promise(*lehr_message() != '\0', "a refusal has a message", "");
        promise(!l.tensor && !l.text && !l.tensors && !l.texts, "a refusal leaves an empty listing", "");
    }
    size_t most = g.most;
    if (l.tensor || l.text) check_taken(&l);
    lehr_safetensors_release(&l);
    lehr_free(bytes);
    g.most = most;
    promise_memory(&g, size, 1);
    gauge_leave();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *bytes = text_of(data, size);
    check(bytes, size);
    repair(bytes, size);
    check(bytes, size);
    free(bytes);
    return 0;
}
