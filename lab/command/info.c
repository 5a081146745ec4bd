/* info.c — `lehr info FILE`: what a checkpoint holds */
#include "core/base/translate.h"
#include "core/base/utf8.h"
#include "core/checkpoint/checkpoint.h"
#include "lab/command/options/options.h"
#include "lab/command/terminal/paragraph.h"
#include "lab/command/terminal/terminal.h"
#include <string.h>

/* A text from the file, on one line and without control characters. */
static void add_plain(lehr_strbuf *out, const char *text)
{
    enum { LONGEST = 100 };
    const char *at = text;
    uint32_t code;
    for (size_t n; *at && at - text < LONGEST; at += n) {
        n = lehr_utf8_decode(at, NULL, &code);
        if (code == '\n') lehr_strbuf_printf(out, ", ");
        else if (code < ' ' || (code >= 0x7f && code < 0xa0)) lehr_strbuf_printf(out, "?");
        else lehr_strbuf_append(out, at, n);
    }
    if (*at) lehr_strbuf_printf(out, " …");
}

static void print_tensors(const lehr_checkpoint *c, lehr_strbuf *out)
{
    const lehr_stored_tensor *s;
    size_t wide = 8, numbers = 0, bytes = 0;
    int n = 0;
    for (; (s = lehr_checkpoint_at(c, n)); n++) {
        size_t width = (size_t)lehr_utf8_width(s->name);
        if (width > wide) wide = width;
        numbers += s->size;
        bytes += s->size * lehr_dtypes[s->dtype].bytes;
    }
    if (wide > 60) wide = 60;
    lehr_strbuf_printf(out, lehr_translate("\n%d tensors, %zu numbers, %zu bytes\n"), n, numbers, bytes);
    for (int i = 0; (s = lehr_checkpoint_at(c, i)); i++) {
        size_t from = out->length;
        lehr_strbuf_printf(out, "  ");
        add_plain(out, s->name);
        size_t used = out->s ? (size_t)lehr_utf8_width(out->s + from) : 0;
        lehr_strbuf_printf(out, "%*s  %-4s  %s\n", used < wide + 2 ? (int)(wide + 2 - used) : 0, "",
                           lehr_dtypes[s->dtype].name, lehr_stored_tensor_shape_text(s).s);
    }
}

/* The texts whose keys begin with start, without it; "": those with no prefix of Lehr. */
static void print_texts(const lehr_checkpoint *c, const char *heading, const char *start, lehr_strbuf *out)
{
    const char *key, *value;
    bool first = true;
    for (int i = 0; (value = lehr_checkpoint_text_at(c, i, &key)); i++) {
        bool is_plan = !strncmp(key, "lehr.plan.", 10), is_ours = !strncmp(key, "lehr.", 5);
        const char *kind = is_plan ? "lehr.plan." : is_ours ? "lehr." : "";
        if (strcmp(kind, start)) continue;
        if (first) lehr_strbuf_printf(out, "\n%s\n", lehr_translate(heading));
        first = false;
        size_t from = out->length;
        lehr_strbuf_printf(out, "  ");
        add_plain(out, key + strlen(start));
        int used = out->s ? lehr_utf8_width(out->s + from) : 0, at = (used < 20 ? 20 : used) + 2;
        lehr_strbuf plain = {0};
        lehr_strbuf_printf(out, "%*s", at - used, "");
        add_plain(&plain, value);
        paragraph_print(out, plain.s ? plain.s : "", at, at);
        if (plain.status) out->status = plain.status;
        lehr_strbuf_release(&plain);
    }
}

static void print_head(const lehr_checkpoint *c, const char *path, lehr_strbuf *out)
{
    const char *step = lehr_checkpoint_text(c, "lehr.step"), *real = lehr_checkpoint_text(c, "lehr.real");
    bool checked = lehr_checkpoint_has_checksum(c), is_run = checked && step && real;
    lehr_strbuf name = {0}, update = {0}, file = {0}, kind = {0};
    add_plain(&name, path);
    add_plain(&update, is_run ? step : "");
    const char *format = checked ? "%s: complete; its checksum is right"
                                 : "%s: well-formed, but without a checksum of Lehr";
    lehr_strbuf_printf(&file, lehr_translate(format), name.s ? name.s : "");
    if (is_run)
        lehr_strbuf_printf(
            &kind, lehr_translate("A training of %s, saved after update %s; `lehr train --resume` continues it."),
            !strcmp(real, "F64") ? "lehr64 (double)" : "lehr (float)", update.s ? update.s : "");
    else
        lehr_strbuf_printf(&kind, "%s",
                           lehr_translate("Weights and their metadata; a training cannot be resumed from it."));
    out->status = name.status ? name.status : update.status ? update.status : file.status ? file.status : kind.status;
    if (!out->status) paragraph_print(out, file.s, 0, 0);
    if (!out->status) paragraph_print(out, kind.s, 0, 0);
    lehr_strbuf_release(&name);
    lehr_strbuf_release(&update);
    lehr_strbuf_release(&file);
    lehr_strbuf_release(&kind);
}

static lehr_status run(command_line *line)
{
    lehr_strbuf out = {0};
    lehr_status status = options_read(line);
    if (status || line->help) return status;
    lehr_checkpoint *c = lehr_checkpoint_open(line->operand[0]);
    if (!c) return lehr_last_status();
    print_head(c, line->operand[0], &out);
    print_texts(c, "plan", "lehr.plan.", &out);
    print_texts(c, "state", "lehr.", &out);
    print_texts(c, "texts", "", &out);
    print_tensors(c, &out);
    lehr_checkpoint_free(c);
    return print_output(NULL, &out);
}

const command command_info = {
    .name = "info",
    .operands = "FILE",
    .options = "",
    .summary = "what a checkpoint holds",
    .about =
        "Shows what a checkpoint holds: where the training stands, its plan, and every tensor. Any safetensors file "
        "can be looked at.",
    .example =
        "  lehr train xor --save xor.safetensors\n"
        "  lehr info xor.safetensors\n",
    .min = 1,
    .max = 1,
    .operand = "a checkpoint",
    .run = run,
};
