#include "core/checkpoint/safetensors.h"
#include "core/checkpoint/json.h"
#include "core/base/memory.h"
#include "core/checkpoint/sha256.h"
#include <stdint.h>
#include <string.h>

static const char metadata[] = "__metadata__", checksum[] = "lehr.checksum", ours[] = "lehr.";

const lehr_dtype_row lehr_dtypes[LEHR_DTYPES] = {
    { "BOOL", 1, LEHR_UNSIGNED }, { "U8", 1, LEHR_UNSIGNED }, { "I8", 1, LEHR_SIGNED }, { "F8_E5M2", 1, LEHR_OTHER },
    { "F8_E4M3", 1, LEHR_OTHER }, { "U16", 2, LEHR_UNSIGNED }, { "I16", 2, LEHR_SIGNED }, { "F16", 2, LEHR_OTHER },
    { "BF16", 2, LEHR_OTHER }, { "U32", 4, LEHR_UNSIGNED }, { "I32", 4, LEHR_SIGNED }, { "F32", 4, LEHR_FLOATING },
    { "U64", 8, LEHR_UNSIGNED }, { "I64", 8, LEHR_SIGNED }, { "F64", 8, LEHR_FLOATING },
};

static size_t bytes_of(const lehr_stored *s) { return s->size * lehr_dtypes[s->dtype].bytes; }

size_t lehr_safetensors_most(void) { return SIZE_MAX / 4 < 0x400000000u ? SIZE_MAX / 4 : (size_t)0x400000000u; }     /* 16 GiB */

/* --- listings ----------------------------------------------------------------------------------------------------- */

/* The list with room for one more; it at least doubles where it grows. */
static void *with_room(void *list, int count, int *room, size_t each)
{
    if (count < *room) return list;
    int larger = *room ? 2 * *room : 32;
    void *moved = lehr_resize(list, (size_t)larger, each);
    if (moved) *room = larger;
    return moved;
}

lehr_stored *lehr_listing_tensor(lehr_listing *l)
{
    lehr_stored *list = with_room(l->tensor, l->tensors, &l->tensor_room, sizeof *list);
    return list ? (l->tensor = list) + l->tensors : NULL;
}

lehr_pair *lehr_listing_text(lehr_listing *l)
{
    lehr_pair *list = with_room(l->text, l->texts, &l->text_room, sizeof *list);
    return list ? (l->text = list) + l->texts : NULL;
}

void lehr_listing_release(lehr_listing *l)
{
    lehr_free(l->tensor);
    lehr_free(l->text);
    *l = (lehr_listing){0};
}

/* --- to bytes ----------------------------------------------------------------------------------------------------- */

/* In the file, the widest numbers come first, so that each lies at a multiple of its width. s NULL: the first; NULL: past the last. */
static const lehr_stored *next_in_file(const lehr_listing *l, const lehr_stored *s)
{
    size_t width = s ? lehr_dtypes[s->dtype].bytes : 8;
    for (int i = s ? (int)(s - l->tensor) + 1 : 0; width; width /= 2, i = 0)
        for (; i < l->tensors; i++)
            if (lehr_dtypes[l->tensor[i].dtype].bytes == width) return &l->tensor[i];
    return NULL;
}

/* The head, its checksum's digits all '0'; *digits: where they begin. */
static void print_head(const lehr_listing *l, lehr_text *t, size_t *digits)
{
    size_t at = 0;
    lehr_text_add(t, "{\"%s\":{\"%s\":\"", metadata, checksum);
    *digits = t->length;
    lehr_text_add(t, "%0*d\"", LEHR_SHA256_DIGITS, 0);
    for (int i = 0; i < l->texts; i++) {
        lehr_text_add(t, ",");
        lehr_json_quote(t, l->text[i].key);
        lehr_text_add(t, ":");
        lehr_json_quote(t, l->text[i].value);
    }
    lehr_text_add(t, "}");
    for (const lehr_stored *s = next_in_file(l, NULL); s; s = next_in_file(l, s)) {
        lehr_text_add(t, ",");
        lehr_json_quote(t, s->name);
        lehr_text_add(t, ":{\"dtype\":\"%s\",\"shape\":[", lehr_dtypes[s->dtype].name);
        for (int i = 0; i < s->rank; i++) lehr_text_add(t, "%s%zu", i ? "," : "", s->dim[i]);
        lehr_text_add(t, "],\"data_offsets\":[%zu,%zu]}", at, at + bytes_of(s));
        at += bytes_of(s);
    }
    lehr_text_add(t, "}");
    while (t->length % 8 && !t->status) lehr_text_add(t, " ");
}

static bool is_little_endian(void)
{
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 1;
}

static void copy_numbers(unsigned char *out, const lehr_stored *s)
{
    size_t n = lehr_dtypes[s->dtype].bytes, all = bytes_of(s);
    bool as_it_is = is_little_endian();
    if (as_it_is && all) memcpy(out, s->bytes, all);
    for (size_t i = 0; i < all && !as_it_is; i++) out[i] = s->bytes[i - i % n + n - 1 - i % n];
}

static lehr_status check_size(const lehr_listing *l, size_t head, size_t *n)
{
    *n = 8 + head;
    if (head > LEHR_LARGEST_HEAD)
        return lehr_fail(LEHR_ERR_VALUE, "checkpoint: names and texts take %zu bytes; %d at most are possible", head, LEHR_LARGEST_HEAD);
    for (int i = 0; i < l->tensors; i++) {
        if (bytes_of(&l->tensor[i]) > lehr_safetensors_most() - *n)
            return lehr_fail(LEHR_ERR_VALUE, "checkpoint: more than the %zu bytes that a file may have", lehr_safetensors_most());
        *n += bytes_of(&l->tensor[i]);
    }
    return LEHR_OK;
}

lehr_status lehr_safetensors_print(const lehr_listing *l, unsigned char **file, size_t *n)
{
    lehr_text head = {0};
    lehr_sha256 sha;
    char sum[LEHR_SHA256_DIGITS + 1];
    size_t digits;
    *file = NULL;
    print_head(l, &head, &digits);
    lehr_status status = head.status ? head.status : check_size(l, head.length, n);
    if (!status && !(*file = lehr_resize(NULL, *n, 1))) status = LEHR_ERR_MEMORY;
    if (!status) {
        unsigned char *out = *file;
        for (int i = 0; i < 8; i++) *out++ = (unsigned char)((uint64_t)head.length >> 8 * i);
        memcpy(out, head.s, head.length);
        out += head.length;
        for (const lehr_stored *s = next_in_file(l, NULL); s; out += bytes_of(s), s = next_in_file(l, s)) copy_numbers(out, s);
        lehr_sha256_start(&sha);
        lehr_sha256_add(&sha, *file, *n);
        lehr_sha256_end(&sha, sum);
        memcpy(*file + 8 + digits, sum, LEHR_SHA256_DIGITS);
    }
    lehr_text_release(&head);
    return status;
}

/* --- from bytes: the head ----------------------------------------------------------------------------------------- */

/* While the head is read, keys and names are where they stand, escapes and all, and their lengths lie here. */
typedef struct reading {
    lehr_json     j;
    lehr_listing *l;
    const char   *bytes;                /* the numbers … */
    size_t        room;                 /* … and how many bytes they have */
    char         *digits;               /* of the checksum; NULL: there is none */
} reading;

static bool is(lehr_json_span s, const char *word) { return s.length == strlen(word) && !memcmp(s.s, word, s.length); }

static int start_of(lehr_json_span s) { return s.length < 20 ? (int)s.length : 20; }        /* as much as a sentence has room for */

static lehr_dtype dtype_named(lehr_json *j, lehr_json_span name)
{
    for (int d = 0; d < LEHR_DTYPES; d++)
        if (is(name, lehr_dtypes[d].name)) return (lehr_dtype)d;
    lehr_json_fail(j, "there is no dtype \"%.*s\"; it is F32, F64, I64 …", start_of(name), name.s);
    return LEHR_F32;
}

static void read_shape(lehr_json *j, lehr_stored *s)
{
    lehr_json_expect(j, '[');
    if (lehr_json_take(j, ']')) return;
    do {
        if (s->rank == LEHR_STORED_RANK) lehr_json_fail(j, "a shape of more than %d dimensions", LEHR_STORED_RANK);
        if (!lehr_json_count(j, &s->dim[s->rank])) return;
        if (!lehr_multiply(s->size, s->dim[s->rank], &s->size)) lehr_json_fail(j, "the dimensions multiply to more than any machine holds");
        s->rank++;
    } while (lehr_json_take(j, ','));
    lehr_json_expect(j, ']');
}

/* {"dtype":"F32","shape":[12,2],"data_offsets":[0,96]}, its members in any order, each once. */
static void read_tensor(reading *r, lehr_json_span name)
{
    enum { DTYPE = 1, SHAPE = 2, OFFSETS = 4 };
    lehr_json *j = &r->j;
    lehr_json_span key, value;
    size_t from = 0, to = 0, bytes;
    unsigned seen = 0, now;
    lehr_stored s = { .name = name.s, .size = 1 };
    lehr_json_expect(j, '{');
    do {
        if (!lehr_json_string(j, &key) || !lehr_json_expect(j, ':')) return;
        now = is(key, "dtype") ? DTYPE : is(key, "shape") ? SHAPE : is(key, "data_offsets") ? OFFSETS : 0;
        if (!now || seen & now)
            lehr_json_fail(j, "dtype, shape and data_offsets are expected, each once, not \"%.*s\"", start_of(key), key.s);
        seen |= now;
        if (now == DTYPE && lehr_json_string(j, &value)) s.dtype = dtype_named(j, value);
        if (now == SHAPE) read_shape(j, &s);
        if (now == OFFSETS && lehr_json_expect(j, '[') && lehr_json_count(j, &from) && lehr_json_expect(j, ',') && lehr_json_count(j, &to))
            lehr_json_expect(j, ']');
    } while (lehr_json_take(j, ','));
    lehr_json_expect(j, '}');
    if (seen != (DTYPE | SHAPE | OFFSETS)) lehr_json_fail(j, "a tensor has dtype, shape and data_offsets; one is missing");
    if (!j->status && (from > to || to > r->room)) lehr_json_fail(j, "bytes %zu to %zu, but there are %zu", from, to, r->room);
    if (!j->status && (!lehr_multiply(s.size, lehr_dtypes[s.dtype].bytes, &bytes) || bytes != to - from))
        lehr_json_fail(j, "%zu bytes do not hold this shape of %s", to - from, lehr_dtypes[s.dtype].name);
    if (!j->status && r->l->tensors == LEHR_MOST_TENSORS) lehr_json_fail(j, "more than %d tensors", LEHR_MOST_TENSORS);
    if (j->status) return;
    s.bytes = (const unsigned char *)r->bytes + from;
    lehr_stored *place = lehr_listing_tensor(r->l);
    if (!place) j->status = LEHR_ERR_MEMORY;
    else *place = s, r->l->tensors++;
}

static bool are_digits(lehr_json_span s)
{
    bool all = s.length == LEHR_SHA256_DIGITS;
    for (size_t i = 0; all && i < s.length; i++) all = (s.s[i] >= '0' && s.s[i] <= '9') || (s.s[i] >= 'a' && s.s[i] <= 'f');
    return all;
}

static void read_texts(reading *r)
{
    lehr_json *j = &r->j;
    lehr_json_span key, value;
    lehr_json_expect(j, '{');
    if (lehr_json_take(j, '}')) return;
    do {
        if (!lehr_json_string(j, &key) || !lehr_json_expect(j, ':') || !lehr_json_string(j, &value)) return;
        if (is(key, checksum) && (r->digits || !are_digits(value)))
            lehr_json_fail(j, "%s is there once, and 64 small hexadecimal digits", checksum);
        if (is(key, checksum)) r->digits = value.s;
        if (r->l->texts == LEHR_MOST_TEXTS) lehr_json_fail(j, "more than %d texts", LEHR_MOST_TEXTS);
        if (j->status) return;
        lehr_pair *place = lehr_listing_text(r->l);
        if (!place) j->status = LEHR_ERR_MEMORY;
        else *place = (lehr_pair){ key.s, value.s }, r->l->texts++;
    } while (lehr_json_take(j, ','));
    lehr_json_expect(j, '}');
}

static void read_head(reading *r)
{
    lehr_json *j = &r->j;
    lehr_json_span name;
    bool had_texts = false;
    if (*j->at != '{') lehr_json_fail(j, "the format begins with '{'; this is no safetensors file");
    lehr_json_expect(j, '{');
    if (!lehr_json_take(j, '}')) {
        do {
            if (!lehr_json_string(j, &name) || !lehr_json_expect(j, ':')) return;
            bool texts = is(name, metadata);
            if (texts && had_texts) lehr_json_fail(j, "%s is there twice", metadata);
            if (texts) read_texts(r);
            else read_tensor(r, name);
            had_texts |= texts;
        } while (lehr_json_take(j, ','));
        lehr_json_expect(j, '}');
    }
    while (j->at < j->end && *j->at == ' ') j->at++;
    if (j->at < j->end) lehr_json_fail(j, "the head is complete, but more follows");
}

/* --- from bytes: what it says, taken together --------------------------------------------------------------------- */

static char *unescape_from(const char *s)       /* up to the quote that ends it, which we know is there */
{
    char *from = (char *)(uintptr_t)s, *end = from;
    while (*end != '"') end += *end == '\\' ? 2 : 1;
    return lehr_json_unescape((lehr_json_span){ from, (size_t)(end - from) });
}

/* The strings, in place: only now, as the checksum is over the bytes as they came. */
static void resolve(lehr_listing *l)
{
    for (int i = 0; i < l->tensors; i++) l->tensor[i].name = unescape_from(l->tensor[i].name);
    for (int i = 0; i < l->texts; i++) {
        l->text[i].key = unescape_from(l->text[i].key);
        l->text[i].value = unescape_from(l->text[i].value);
    }
}

static bool is_right(const char *bytes, size_t n, const char *digits)
{
    static const char zeros[] = "0000000000000000000000000000000000000000000000000000000000000000";
    lehr_sha256 sha;
    char sum[LEHR_SHA256_DIGITS + 1];
    size_t before = (size_t)(digits - bytes);
    lehr_sha256_start(&sha);
    lehr_sha256_add(&sha, bytes, before);
    lehr_sha256_add(&sha, zeros, LEHR_SHA256_DIGITS);
    lehr_sha256_add(&sha, digits + LEHR_SHA256_DIGITS, n - before - LEHR_SHA256_DIGITS);
    lehr_sha256_end(&sha, sum);
    return !memcmp(sum, digits, LEHR_SHA256_DIGITS);
}

/* Heapsort: no memory, and no order of a hostile file makes it slow. */
static void sift(void *v, int i, int n, size_t each, int (*compare)(const void *a, const void *b))
{
    char *a = v, kept[sizeof(lehr_stored)];
    for (int child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && compare(a + (size_t)child * each, a + (size_t)(child + 1) * each) < 0) child++;
        char *above = a + (size_t)i * each, *below = a + (size_t)child * each;
        if (compare(above, below) >= 0) return;
        memcpy(kept, above, each);
        memcpy(above, below, each);
        memcpy(below, kept, each);
    }
}

static void sort(void *v, int n, size_t each, int (*compare)(const void *a, const void *b))
{
    char *a = v, kept[sizeof(lehr_stored)];
    for (int i = n / 2; i-- > 0;) sift(v, i, n, each, compare);
    for (int last = n - 1; last > 0; last--) {
        memcpy(kept, a, each);
        memcpy(a, a + (size_t)last * each, each);
        memcpy(a + (size_t)last * each, kept, each);
        sift(v, 0, last, each, compare);
    }
}

static int by_key(const void *a, const void *b)  { return strcmp(((const lehr_pair *)a)->key, ((const lehr_pair *)b)->key); }
static int by_name(const void *a, const void *b) { return strcmp(((const lehr_stored *)a)->name, ((const lehr_stored *)b)->name); }

static int by_place(const void *a, const void *b)       /* tensors without numbers before the one that begins where they are */
{
    const lehr_stored *s = a, *t = b;
    size_t n = bytes_of(s), m = bytes_of(t);
    return s->bytes != t->bytes ? (s->bytes > t->bytes) - (s->bytes < t->bytes) : n != m ? (n > m) - (n < m) : by_name(a, b);
}

static lehr_status check_names(lehr_listing *l, const char *name, bool checked)
{
    sort(l->text, l->texts, sizeof *l->text, by_key);
    for (int i = 1; i < l->texts; i++)
        if (!by_key(&l->text[i - 1], &l->text[i]))
            return lehr_fail(LEHR_ERR_FILE, "%s: the text \"%.60s\" is there twice", name, l->text[i].key);
    for (int i = 0; i < l->texts && !checked; i++)
        if (!strncmp(l->text[i].key, ours, sizeof ours - 1))
            return lehr_fail(LEHR_ERR_FILE, "%s: has the text %.60s but no %s; the file is damaged", name, l->text[i].key, checksum);
    sort(l->tensor, l->tensors, sizeof *l->tensor, by_name);
    for (int i = 0; i < l->tensors; i++) {
        if (!*l->tensor[i].name) return lehr_fail(LEHR_ERR_FILE, "%s: a tensor has no name", name);
        if (i && !by_name(&l->tensor[i - 1], &l->tensor[i]))
            return lehr_fail(LEHR_ERR_FILE, "%s: the tensor \"%.60s\" is there twice", name, l->tensor[i].name);
    }
    return LEHR_OK;
}

static lehr_status check_places(lehr_listing *l, const reading *r)
{
    size_t at = 0;
    sort(l->tensor, l->tensors, sizeof *l->tensor, by_place);
    for (int i = 0; i < l->tensors; i++) {
        size_t from = (size_t)(l->tensor[i].bytes - (const unsigned char *)r->bytes);
        if (from != at)
            return lehr_fail(LEHR_ERR_FILE, "%s: \"%.60s\" begins at byte %zu of the numbers, but %s", r->j.name, l->tensor[i].name, from,
                             from < at ? "another tensor lies there" : "there is a gap before it");
        at += bytes_of(&l->tensor[i]);
    }
    return at == r->room ? LEHR_OK
         : lehr_fail(LEHR_ERR_FILE, "%s: the tensors take %zu bytes, but %zu follow the head", r->j.name, at, r->room);
}

lehr_status lehr_safetensors_head(const char *name, const char *start, size_t n, size_t *length)
{
    uint64_t head = 0;
    if (n < 10) return lehr_fail(LEHR_ERR_FILE, "%s: %zu bytes are too few for a safetensors file", name, n);
    for (int i = 0; i < 8; i++) head |= (uint64_t)(unsigned char)start[i] << 8 * i;
    if (head < 2 || head > LEHR_LARGEST_HEAD || head > n - 8)
        return lehr_fail(LEHR_ERR_FILE, "%s: its first 8 bytes announce a head of %llu bytes, but %zu follow; this is no safetensors file, "
                         "or not all of one", name, (unsigned long long)head, n - 8);
    *length = (size_t)head;
    return LEHR_OK;
}

lehr_status lehr_safetensors_read(lehr_listing *l, const char *name, char *bytes, size_t n)
{
    size_t head = 0;
    *l = (lehr_listing){0};
    lehr_status status = lehr_safetensors_head(name, bytes, n, &head);
    if (status) return status;
    reading r = { { name, bytes + 8, bytes + 8, bytes + 8 + head, LEHR_OK }, l, bytes + 8 + head, n - 8 - head, NULL };
    read_head(&r);
    status = r.j.status;
    if (!status && r.digits && !is_right(bytes, n, r.digits))
        status = lehr_fail(LEHR_ERR_FILE, "%s: the checksum is wrong; the file is damaged", name);
    if (!status) {
        l->checked = r.digits != NULL;
        resolve(l);
        status = check_names(l, name, l->checked);
    }
    if (!status) status = check_places(l, &r);
    if (status) lehr_listing_release(l);
    return status;
}
