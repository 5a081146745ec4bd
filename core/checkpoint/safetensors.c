#include "core/checkpoint/safetensors.h"
#include "core/base/internal.h"
#include "core/checkpoint/json.h"
#include "core/base/memory.h"
#include "core/checkpoint/sha256.h"
#include <stdint.h>
#include <string.h>

static const char metadata[] = "__metadata__", checksum[] = "lehr.checksum", ours[] = "lehr.";

const lehr_dtype_info lehr_dtypes[LEHR_DTYPES] = {
    { "BOOL", 1, LEHR_DTYPE_UNSIGNED },       { "U8", 1, LEHR_DTYPE_UNSIGNED },
    { "I8", 1, LEHR_DTYPE_SIGNED },           { "F8_E5M2", 1, LEHR_DTYPE_UNSUPPORTED },
    { "F8_E4M3", 1, LEHR_DTYPE_UNSUPPORTED }, { "U16", 2, LEHR_DTYPE_UNSIGNED },
    { "I16", 2, LEHR_DTYPE_SIGNED },          { "F16", 2, LEHR_DTYPE_UNSUPPORTED },
    { "BF16", 2, LEHR_DTYPE_UNSUPPORTED },    { "U32", 4, LEHR_DTYPE_UNSIGNED },
    { "I32", 4, LEHR_DTYPE_SIGNED },          { "F32", 4, LEHR_DTYPE_FLOAT },
    { "U64", 8, LEHR_DTYPE_UNSIGNED },        { "I64", 8, LEHR_DTYPE_SIGNED },
    { "F64", 8, LEHR_DTYPE_FLOAT },
};

static size_t bytes_of(const lehr_stored_tensor *s) { return s->size * lehr_dtypes[s->dtype].bytes; }

/* 16 GiB */
size_t lehr_safetensors_max_size(void) { return SIZE_MAX / 4 < 0x400000000u ? SIZE_MAX / 4 : (size_t)0x400000000u; }

/* --- listings ----------------------------------------------------------------------------------------------------- */

/* Grows the list if it is full, at least by doubling. */
static void *reserve_one(void *list, int count, int *capacity, size_t each)
{
    if (count < *capacity) return list;
    int larger = *capacity ? 2 * *capacity : 32;
    void *moved = lehr_resize(list, (size_t)larger, each);
    if (moved) *capacity = larger;
    return moved;
}

lehr_stored_tensor *lehr_safetensors_add_tensor(lehr_safetensors *l)
{
    lehr_stored_tensor *list = reserve_one(l->tensor, l->tensors, &l->tensor_capacity, sizeof *list);
    return list ? (l->tensor = list) + l->tensors : NULL;
}

lehr_stored_text *lehr_safetensors_add_text(lehr_safetensors *l)
{
    lehr_stored_text *list = reserve_one(l->text, l->texts, &l->text_capacity, sizeof *list);
    return list ? (l->text = list) + l->texts : NULL;
}

void lehr_safetensors_release(lehr_safetensors *l)
{
    lehr_free(l->tensor);
    lehr_free(l->text);
    *l = (lehr_safetensors){0};
}

/* --- to bytes ----------------------------------------------------------------------------------------------------- */

/* In the file, the widest numbers come first, so that each lies at a multiple of its width. s NULL: the first; NULL:
 * past the last. */
static const lehr_stored_tensor *next_in_file(const lehr_safetensors *l, const lehr_stored_tensor *s)
{
    size_t width = s ? lehr_dtypes[s->dtype].bytes : 8;
    for (int i = s ? (int)(s - l->tensor) + 1 : 0; width; width /= 2, i = 0)
        for (; i < l->tensors; i++)
            if (lehr_dtypes[l->tensor[i].dtype].bytes == width) return &l->tensor[i];
    return NULL;
}

/* The head, its checksum's digits all '0'; *digits: where they begin. */
static void print_head(const lehr_safetensors *l, lehr_strbuf *t, size_t *digits)
{
    size_t at = 0;
    lehr_strbuf_printf(t, "{\"%s\":{\"%s\":\"", metadata, checksum);
    *digits = t->length;
    lehr_strbuf_printf(t, "%0*d\"", LEHR_SHA256_DIGITS, 0);
    for (int i = 0; i < l->texts; i++) {
        lehr_strbuf_printf(t, ",");
        lehr_json_quote(t, l->text[i].key);
        lehr_strbuf_printf(t, ":");
        lehr_json_quote(t, l->text[i].value);
    }
    lehr_strbuf_printf(t, "}");
    for (const lehr_stored_tensor *s = next_in_file(l, NULL); s; s = next_in_file(l, s)) {
        lehr_strbuf_printf(t, ",");
        lehr_json_quote(t, s->name);
        lehr_strbuf_printf(t, ":{\"dtype\":\"%s\",\"shape\":[", lehr_dtypes[s->dtype].name);
        for (int i = 0; i < s->rank; i++) lehr_strbuf_printf(t, "%s%zu", i ? "," : "", s->dim[i]);
        lehr_strbuf_printf(t, "],\"data_offsets\":[%zu,%zu]}", at, at + bytes_of(s));
        at += bytes_of(s);
    }
    lehr_strbuf_printf(t, "}");
    while (t->length % 8 && !t->status) lehr_strbuf_printf(t, " ");
}

static bool is_little_endian(void)
{
    const uint16_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 1;
}

static void copy_numbers(unsigned char *out, const lehr_stored_tensor *s)
{
    size_t n = lehr_dtypes[s->dtype].bytes, all = bytes_of(s);
    bool as_it_is = is_little_endian();
    if (as_it_is && all) memcpy(out, s->bytes, all);
    for (size_t i = 0; i < all && !as_it_is; i++) out[i] = s->bytes[i - i % n + n - 1 - i % n];
}

static lehr_status check_size(const lehr_safetensors *l, size_t head, size_t *n)
{
    *n = 8 + head;
    if (head > LEHR_MAX_SAFETENSORS_HEADER)
        return lehr_fail(LEHR_ERR_VALUE, "checkpoint: names and texts take %zu bytes; %d at most are possible", head,
                         LEHR_MAX_SAFETENSORS_HEADER);
    for (int i = 0; i < l->tensors; i++) {
        if (bytes_of(&l->tensor[i]) > lehr_safetensors_max_size() - *n)
            return lehr_fail(LEHR_ERR_VALUE, "checkpoint: more than the %zu bytes that a file may have",
                             lehr_safetensors_max_size());
        *n += bytes_of(&l->tensor[i]);
    }
    return LEHR_OK;
}

lehr_status lehr_safetensors_serialize(const lehr_safetensors *l, unsigned char **file, size_t *n)
{
    lehr_strbuf head = {0};
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
        for (const lehr_stored_tensor *s = next_in_file(l, NULL); s; out += bytes_of(s), s = next_in_file(l, s))
            copy_numbers(out, s);
        lehr_sha256_start(&sha);
        lehr_sha256_add(&sha, *file, *n);
        lehr_sha256_end(&sha, sum);
        memcpy(*file + 8 + digits, sum, LEHR_SHA256_DIGITS);
    }
    lehr_strbuf_release(&head);
    return status;
}

/* --- from bytes: the head ----------------------------------------------------------------------------------------- */

/* During parsing, keys and names point into the header and are still escaped. */
typedef struct parse_state {
    lehr_json     j;
    lehr_safetensors *l;
    const char   *bytes;                /* the numbers … */
    size_t        data_size;            /* … and their size in bytes      */
    char         *digits;               /* of the checksum; NULL: there is none */
} parse_state;

static bool is(lehr_json_span s, const char *word) { return s.length == strlen(word) && !memcmp(s.s, word, s.length); }

/* as much as fits a message */
static int start_of(lehr_json_span s) { return s.length < 20 ? (int)s.length : 20; }

static lehr_dtype dtype_named(lehr_json *j, lehr_json_span name)
{
    for (int d = 0; d < LEHR_DTYPES; d++)
        if (is(name, lehr_dtypes[d].name)) return (lehr_dtype)d;
    lehr_json_fail(j, "there is no dtype \"%.*s\"; it is F32, F64, I64 …", start_of(name), name.s);
    return LEHR_F32;
}

static void read_shape(lehr_json *j, lehr_stored_tensor *s)
{
    lehr_json_expect(j, '[');
    if (lehr_json_accept(j, ']')) return;
    do {
        if (s->rank == LEHR_MAX_STORED_RANK)
            lehr_json_fail(j, "a shape of more than %d dimensions", LEHR_MAX_STORED_RANK);
        if (!lehr_json_count(j, &s->dim[s->rank])) return;
        if (!lehr_multiply_sizes(s->size, s->dim[s->rank], &s->size))
            lehr_json_fail(j, "the dimensions multiply to more than any machine holds");
        s->rank++;
    } while (lehr_json_accept(j, ','));
    lehr_json_expect(j, ']');
}

/* {"dtype":"F32","shape":[12,2],"data_offsets":[0,96]}, its members in any order, each once. */
static void read_tensor(parse_state *r, lehr_json_span name)
{
    enum { DTYPE = 1, SHAPE = 2, OFFSETS = 4 };
    lehr_json *j = &r->j;
    lehr_json_span key, value;
    size_t from = 0, to = 0, bytes;
    unsigned seen = 0, now;
    lehr_stored_tensor s = { .name = name.s, .size = 1 };
    lehr_json_expect(j, '{');
    do {
        if (!lehr_json_string(j, &key) || !lehr_json_expect(j, ':')) return;
        now = is(key, "dtype") ? DTYPE : is(key, "shape") ? SHAPE : is(key, "data_offsets") ? OFFSETS : 0;
        if (!now || seen & now)
            lehr_json_fail(j, "dtype, shape and data_offsets are expected, each once, not \"%.*s\"", start_of(key),
                           key.s);
        seen |= now;
        if (now == DTYPE && lehr_json_string(j, &value)) s.dtype = dtype_named(j, value);
        if (now == SHAPE) read_shape(j, &s);
        if (now == OFFSETS && lehr_json_expect(j, '[') && lehr_json_count(j, &from) && lehr_json_expect(j, ',') &&
            lehr_json_count(j, &to))
            lehr_json_expect(j, ']');
    } while (lehr_json_accept(j, ','));
    lehr_json_expect(j, '}');
    if (seen != (DTYPE | SHAPE | OFFSETS))
        lehr_json_fail(j, "a tensor has dtype, shape and data_offsets; one is missing");
    if (!j->status && (from > to || to > r->data_size))
        lehr_json_fail(j, "bytes %zu to %zu, but there are %zu", from, to, r->data_size);
    if (!j->status && (!lehr_multiply_sizes(s.size, lehr_dtypes[s.dtype].bytes, &bytes) || bytes != to - from))
        lehr_json_fail(j, "%zu bytes do not hold this shape of %s", to - from, lehr_dtypes[s.dtype].name);
    if (!j->status && r->l->tensors == LEHR_MAX_STORED_TENSORS)
        lehr_json_fail(j, "more than %d tensors", LEHR_MAX_STORED_TENSORS);
    if (j->status) return;
    s.bytes = (const unsigned char *)r->bytes + from;
    lehr_stored_tensor *added = lehr_safetensors_add_tensor(r->l);
    if (!added) j->status = LEHR_ERR_MEMORY;
    else *added = s, r->l->tensors++;
}

static bool are_digits(lehr_json_span s)
{
    bool all = s.length == LEHR_SHA256_DIGITS;
    for (size_t i = 0; all && i < s.length; i++)
        all = (s.s[i] >= '0' && s.s[i] <= '9') || (s.s[i] >= 'a' && s.s[i] <= 'f');
    return all;
}

static void read_texts(parse_state *r)
{
    lehr_json *j = &r->j;
    lehr_json_span key, value;
    lehr_json_expect(j, '{');
    if (lehr_json_accept(j, '}')) return;
    do {
        if (!lehr_json_string(j, &key) || !lehr_json_expect(j, ':') || !lehr_json_string(j, &value)) return;
        if (is(key, checksum) && (r->digits || !are_digits(value)))
            lehr_json_fail(j, "%s must occur once, with 64 lower-case hexadecimal digits", checksum);
        if (is(key, checksum)) r->digits = value.s;
        if (r->l->texts == LEHR_MAX_STORED_TEXTS) lehr_json_fail(j, "more than %d texts", LEHR_MAX_STORED_TEXTS);
        if (j->status) return;
        lehr_stored_text *place = lehr_safetensors_add_text(r->l);
        if (!place) j->status = LEHR_ERR_MEMORY;
        else *place = (lehr_stored_text){ key.s, value.s }, r->l->texts++;
    } while (lehr_json_accept(j, ','));
    lehr_json_expect(j, '}');
}

static void read_head(parse_state *r)
{
    lehr_json *j = &r->j;
    lehr_json_span name;
    bool had_texts = false;
    if (*j->at != '{') lehr_json_fail(j, "the format begins with '{'; this is no safetensors file");
    lehr_json_expect(j, '{');
    if (!lehr_json_accept(j, '}')) {
        do {
            if (!lehr_json_string(j, &name) || !lehr_json_expect(j, ':')) return;
            bool texts = is(name, metadata);
            if (texts && had_texts) lehr_json_fail(j, "%s occurs twice", metadata);
            if (texts) read_texts(r);
            else read_tensor(r, name);
            had_texts |= texts;
        } while (lehr_json_accept(j, ','));
        lehr_json_expect(j, '}');
    }
    while (j->at < j->end && *j->at == ' ') j->at++;
    if (j->at < j->end) lehr_json_fail(j, "the head is complete, but more follows");
}

/* --- from bytes: validation of the whole -------------------------------------------------------------------------- */

static char *unescape_from(const char *s)       /* the closing quote was checked before */
{
    char *from = (char *)(uintptr_t)s, *end = from;
    while (*end != '"') end += *end == '\\' ? 2 : 1;
    return lehr_json_unescape((lehr_json_span){ from, (size_t)(end - from) });
}

/* Resolves escapes in place, after the checksum of the original bytes was checked. */
static void resolve(lehr_safetensors *l)
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

/* Heapsort: needs no memory, and its worst case is n log n. */
static void sift(void *v, int i, int n, size_t each, int (*compare)(const void *a, const void *b))
{
    char *a = v, swap[sizeof(lehr_stored_tensor)];
    for (int child; (child = 2 * i + 1) < n; i = child) {
        if (child + 1 < n && compare(a + (size_t)child * each, a + (size_t)(child + 1) * each) < 0) child++;
        char *above = a + (size_t)i * each, *below = a + (size_t)child * each;
        if (compare(above, below) >= 0) return;
        memcpy(swap, above, each);
        memcpy(above, below, each);
        memcpy(below, swap, each);
    }
}

static void sort(void *v, int n, size_t each, int (*compare)(const void *a, const void *b))
{
    char *a = v, swap[sizeof(lehr_stored_tensor)];
    for (int i = n / 2; i-- > 0;) sift(v, i, n, each, compare);
    for (int last = n - 1; last > 0; last--) {
        memcpy(swap, a, each);
        memcpy(a, a + (size_t)last * each, each);
        memcpy(a + (size_t)last * each, swap, each);
        sift(v, 0, last, each, compare);
    }
}

static int by_key(const void *a, const void *b)
{
    return strcmp(((const lehr_stored_text *)a)->key, ((const lehr_stored_text *)b)->key);
}
static int by_name(const void *a, const void *b)
{
    return strcmp(((const lehr_stored_tensor *)a)->name, ((const lehr_stored_tensor *)b)->name);
}

static int by_place(const void *a, const void *b)       /* tensors without numbers before the one that begins where
                                                           they are */
{
    const lehr_stored_tensor *s = a, *t = b;
    size_t n = bytes_of(s), m = bytes_of(t);
    return s->bytes != t->bytes ? (s->bytes > t->bytes) - (s->bytes < t->bytes)
           : n != m             ? (n > m) - (n < m)
                                : by_name(a, b);
}

static lehr_status check_names(lehr_safetensors *l, const char *name, bool checked)
{
    sort(l->text, l->texts, sizeof *l->text, by_key);
    for (int i = 1; i < l->texts; i++)
        if (!by_key(&l->text[i - 1], &l->text[i]))
            return lehr_fail(LEHR_ERR_FILE, "%s: the text \"%.60s\" occurs twice", name, l->text[i].key);
    for (int i = 0; i < l->texts && !checked; i++)
        if (!strncmp(l->text[i].key, ours, sizeof ours - 1))
            return lehr_fail(LEHR_ERR_FILE, "%s: has the text %.60s but no %s; the file is damaged", name,
                             l->text[i].key, checksum);
    sort(l->tensor, l->tensors, sizeof *l->tensor, by_name);
    for (int i = 0; i < l->tensors; i++) {
        if (!*l->tensor[i].name) return lehr_fail(LEHR_ERR_FILE, "%s: a tensor has no name", name);
        if (i && !by_name(&l->tensor[i - 1], &l->tensor[i]))
            return lehr_fail(LEHR_ERR_FILE, "%s: the tensor \"%.60s\" occurs twice", name, l->tensor[i].name);
    }
    return LEHR_OK;
}

static lehr_status check_places(lehr_safetensors *l, const parse_state *r)
{
    size_t at = 0;
    sort(l->tensor, l->tensors, sizeof *l->tensor, by_place);
    for (int i = 0; i < l->tensors; i++) {
        size_t from = (size_t)(l->tensor[i].bytes - (const unsigned char *)r->bytes);
        if (from != at)
            return lehr_fail(LEHR_ERR_FILE, from < at
                                 ? "%s: \"%.60s\" begins at byte %zu of the numbers, but another tensor lies there"
                                 : "%s: \"%.60s\" begins at byte %zu of the numbers, but there is a gap before it",
                             r->j.name, l->tensor[i].name, from);
        at += bytes_of(&l->tensor[i]);
    }
    return at == r->data_size ? LEHR_OK
                              : lehr_fail(LEHR_ERR_FILE, "%s: the tensors take %zu bytes, but %zu follow the head",
                                          r->j.name, at, r->data_size);
}

lehr_status lehr_safetensors_header_length(const char *name, const char *start, size_t n, size_t *length)
{
    uint64_t head = 0;
    if (n < 10) return lehr_fail(LEHR_ERR_FILE, "%s: %zu bytes are too few for a safetensors file", name, n);
    for (int i = 0; i < 8; i++) head |= (uint64_t)(unsigned char)start[i] << 8 * i;
    if (head < 2 || head > LEHR_MAX_SAFETENSORS_HEADER || head > n - 8)
        return lehr_fail(
            LEHR_ERR_FILE,
            "%s: its first 8 bytes announce a head of %llu bytes, but %zu follow; this is no safetensors file, "
            "or not all of one",
            name, (unsigned long long)head, n - 8);
    *length = (size_t)head;
    return LEHR_OK;
}

lehr_status lehr_safetensors_read(lehr_safetensors *l, const char *name, char *bytes, size_t n)
{
    size_t head = 0;
    *l = (lehr_safetensors){0};
    lehr_status status = lehr_safetensors_header_length(name, bytes, n, &head);
    if (status) return status;
    parse_state r = {
        { name, bytes + 8, bytes + 8, bytes + 8 + head, LEHR_OK }, l, bytes + 8 + head, n - 8 - head, NULL
    };
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
    if (status) lehr_safetensors_release(l);
    return status;
}
