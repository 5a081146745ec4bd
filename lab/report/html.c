/* html.c — the page without scripts: text and tables. The script in lab/report/page replaces them by drawings of the
 * data (html_data.c). */
#include "lab/report/html_parts.h"
#include "core/base/file.h"
#include "lab/data/data_open.h"
#include "lab/data/tasks.h"
#include "lab/report/embedded_page.h"
#include "lab/train/net_spec.h"
#include "lab/compare/result_text.h"
#include "lab/report/html.h"
#include "lab/report/verdict_text.h"
#include <ctype.h>

static void add_head(lehr_strbuf *out)
{
    lehr_strbuf_printf(out,
                       "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                       "<meta name=\"color-scheme\" content=\"light dark\">\n<link rel=\"icon\" href=\"data:,\">\n"
                       "<title>%s</title>\n<style>\n",
                       lehr_language_get() == LEHR_CHINESE ? "zh-CN" : "en",
                       lehr_translate("Lehr: which learning-rate policy?"));
}

static void add_introduction(lehr_strbuf *out)
{
    lehr_strbuf_printf(out, "</style>\n</head>\n<body>\n<main class=\"plain\">\n<h1>%s</h1>\n<p>%s</p>\n",
                       lehr_translate("Which learning-rate policy is best here?"),
                       lehr_translate("Every policy starts from the same weights and sees the same batches; each "
                                      "number is a mean over several seeds. A difference counts only if it is larger "
                                      "than the differences between seeds."));
    lehr_strbuf_printf(out, "<noscript><p class=\"soft\">%s</p></noscript>\n",
                       lehr_translate("With scripts, this page also draws rates, losses and decision maps."));
}

static void add_escaped(lehr_strbuf *out, const char *text)
{
    for (; *text; text++)
        if (*text == '<') lehr_strbuf_printf(out, "&lt;");
        else if (*text == '&') lehr_strbuf_printf(out, "&amp;");
        else if (*text == '"') lehr_strbuf_printf(out, "&quot;");
        else lehr_strbuf_append(out, text, 1);
}

/* base: the name of the baseline, escaped. */
static void add_heading(const lehr_comparison *c, const char *base, lehr_strbuf *out)
{
    const char *unit = c->score == LEHR_ACCURACY ? lehr_translate(", %") : "";
    lehr_short_text train = lehr_score_metric_label(c->score, LEHR_TRAIN_ACCURACY);
    lehr_short_text validation = lehr_score_metric_label(c->score, LEHR_VALIDATION_ACCURACY);
    lehr_strbuf_printf(
        out, "<div class=\"wide\"><table>\n<tr><th></th><th>%s</th><th>%s%s</th><th>%s%s</th><th>%s</th><th>",
        lehr_translate("policy"), lehr_translate(train.s), unit, lehr_translate(validation.s), unit,
        lehr_translate(lehr_metric_label(lehr_report_loss(c)).s));
    lehr_strbuf_printf(out, lehr_translate("against %s"), base);
    lehr_strbuf_printf(out, "</th><th>%s</th></tr>\n", lehr_translate("verdict"));
}

static void add_table(const lehr_comparison *c, lehr_strbuf *out)
{
    lehr_strbuf base = {0};
    add_escaped(&base, c->policy[c->baseline].name);
    add_heading(c, base.s ? base.s : "", out);
    for (int i = 0; i < c->policies; i++) {
        const lehr_policy_result *p = &c->policy[c->rank[i]];
        lehr_strbuf_printf(out, "<tr%s><td>%d</td><td><code>", i ? "" : " class=\"best\"", i + 1);
        add_escaped(out, p->spec);
        lehr_strbuf_printf(out, "</code></td><td>%s</td>",
                           lehr_mean_cell_text(c, &p->end[LEHR_TRAIN_ACCURACY], LEHR_TRAIN_ACCURACY).s);
        lehr_strbuf_printf(out, "<td>%s</td>",
                           lehr_mean_cell_text(c, &p->end[LEHR_VALIDATION_ACCURACY], LEHR_VALIDATION_ACCURACY).s);
        lehr_strbuf_printf(out, "<td>%s</td>", lehr_mean_text(&p->end[lehr_report_loss(c)], lehr_report_loss(c)).s);
        lehr_strbuf_printf(out, "<td>%s</td><td>%s", lehr_policy_gain_text(c, c->rank[i]).s,
                           lehr_verdict_text(c, c->rank[i]).s);
        lehr_strbuf_printf(out, "</td></tr>\n");
    }
    lehr_strbuf_printf(out, "</table></div>\n<p class=\"soft\">");
    lehr_strbuf_printf(out,
                       lehr_translate("±: standard deviation over the %d seeds. Against %s: the difference in %s, seed "
                                      "by seed, with its 95 %% interval (Student's t)."),
                       c->seeds, base.s ? base.s : "", lehr_translate(lehr_score_metric_label(c->score, c->metric).s));
    lehr_strbuf_printf(out, "</p>\n");
    if (!out->status) out->status = base.status;
    lehr_strbuf_release(&base);
}

/* The path of a file beside the page, or in the folder part. */
static void add_path(const char *part, const char *file, lehr_strbuf *out)
{
    add_escaped(out, part);
    lehr_strbuf_printf(out, "%s%s", *part ? "/" : "", file);
}

static void add_links(const char *part, lehr_strbuf *out)
{
    static const char *const file[] = { "runs.csv", "histories.csv", "results.json" };
    lehr_strbuf_printf(out, "<p class=\"soft\">%s", lehr_translate("All numbers: "));
    for (int i = 0; i < 3; i++) {
        lehr_strbuf_printf(out, "%s<a href=\"", i ? lehr_translate(", ") : "");
        add_path(part, file[i], out);
        lehr_strbuf_printf(out, "\">%s</a>", file[i]);
    }
    lehr_strbuf_printf(out, "</p>\n");
}

static void add_verdict(const lehr_comparison *c, lehr_strbuf *out)
{
    lehr_strbuf verdict = {0};
    lehr_verdict_sentences(c, &verdict);
    if (verdict.status && !out->status) out->status = verdict.status;
    lehr_strbuf_printf(out, "<p><strong>");
    add_escaped(out, verdict.s ? verdict.s : "");
    lehr_strbuf_printf(out, "</strong></p>\n");
    lehr_strbuf_release(&verdict);
}

/* The task in words, with a capital where the alphabet has them. */
static void add_about(const lehr_task *task, lehr_strbuf *out)
{
    const char *about = lehr_translate(task->about);
    lehr_strbuf_printf(out, "%c", toupper((unsigned char)*about++));
    lehr_strbuf_printf(out, lehr_translate("%s: "), about);
}

static void add_plan(const lehr_comparison *c, lehr_strbuf *out)
{
    const lehr_plan *p = &c->plan;
    lehr_short_text rate = lehr_number_text(p->lr);
    if (lehr_net_spec_has_activation(p->net))
        lehr_strbuf_printf(
            out, lehr_translate("%d rows, net %s, %s, %s from rate %s, batch %ld, %ld updates, %d seeds."),
            c->data->rows, p->net, p->activation, p->optim, rate.s, p->batch, c->steps, c->seeds);
    else
        lehr_strbuf_printf(out, lehr_translate("%d rows, net %s, %s from rate %s, batch %ld, %ld updates, %d seeds."),
                           c->data->rows, p->net, p->optim, rate.s, p->batch, c->steps, c->seeds);
}

static void add_section(const lehr_comparison *c, bool of_grid, lehr_strbuf *out)
{
    const lehr_plan *p = &c->plan;
    const lehr_task *task = lehr_is_file_name(p->task) ? NULL : lehr_task_find(p->task);
    lehr_strbuf_printf(out, "<h2>");
    add_escaped(out, p->task);
    if (of_grid)
        lehr_strbuf_printf(out, lehr_translate(" from rate %s, %ld updates"), lehr_number_text(p->lr).s, c->steps);
    lehr_strbuf_printf(out, "</h2>\n<p>");
    if (task) add_about(task, out);
    add_plan(c, out);
    lehr_strbuf_printf(out, "</p>\n");
    add_verdict(c, out);
    if (task && task->note) {
        lehr_strbuf_printf(out, "<p>");
        add_escaped(out, lehr_translate(task->note));
        lehr_strbuf_printf(out, "</p>\n");
    }
    add_table(c, out);
}

/* Consecutive comparisons of the same data are a grid and share their result files. */
static void add_sections(const lehr_comparison c[], const char *const part[], int n, lehr_strbuf *out)
{
    for (int i = 0; i < n; i++) {
        bool continues = i > 0 && c[i - 1].data == c[i].data, is_continued = i < n - 1 && c[i + 1].data == c[i].data;
        add_section(&c[i], continues || is_continued, out);
        if (!is_continued) add_links(part ? part[i] : "", out);
    }
}

lehr_status lehr_report_page(const lehr_comparison c[], const char *const part[], int n, const char *path)
{
    lehr_strbuf out = {0};
    if (!path) return lehr_fail_null(__func__, "path");
    lehr_status status = lehr_comparisons_check(n > 0 ? c : NULL, n > 0 ? n : 1);
    if (status) return status;
    add_head(&out);
    lehr_strbuf_append(&out, lehr_page_style, lehr_page_style_size);
    add_introduction(&out);
    add_sections(c, part, n, &out);
    lehr_strbuf_printf(&out, "</main>\n<script type=\"application/json\" id=\"data\">");
    lehr_html_data(c, part, n, &out);
    lehr_strbuf_printf(&out, "</script>\n<script>\n(() => {\n'use strict';\n");
    lehr_strbuf_append(&out, lehr_page_script, lehr_page_script_size);
    lehr_strbuf_printf(&out, "})();\n</script>\n</body>\n</html>\n");
    status = out.status ? out.status : lehr_write_file(path, out.s, out.length);
    lehr_strbuf_release(&out);
    return status;
}
