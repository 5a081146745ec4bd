/* page.c — a comparison as one HTML page: its style, its tables, its pictures beside it */
#include "core/file.h"
#include "lab/pictures.h"
#include "lab/report.h"

static const char head[] =
    "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<title>Lehr: which learning-rate policy?</title>\n<style>\n"
    ":root { color-scheme: light dark; --ink: #1c2330; --soft: #5b6472; --line: #dfe3e8; --paper: #ffffff; --best: #e8f3ec; }\n"
    "@media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --soft: #a3acb8; --line: #333b47; --paper: #14181f; --best: #1d3327; } }\n"
    "body { margin: 0 auto; max-width: 60rem; padding: 1.5rem 1rem 4rem; background: var(--paper); color: var(--ink); "
    "font: 16px/1.55 system-ui, sans-serif; }\n"
    "h1 { font-size: 1.7rem; line-height: 1.2; } h2 { font-size: 1.3rem; margin-top: 3rem; }\n"
    "p { max-width: 44rem; } .soft { color: var(--soft); } code { font-size: .92em; }\n"
    ".wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .93rem; font-variant-numeric: tabular-nums; white-space: nowrap; }\n"
    "th, td { padding: .35rem .8rem; text-align: right; border-bottom: 1px solid var(--line); } th { font-weight: 600; }\n"
    "th:nth-child(2), td:nth-child(2) { text-align: left; } tr.best td { background: var(--best); }\n"
    "figure { margin: 1.5rem 0; } img { max-width: 100%; height: auto; border-radius: 6px; background: #fff; }\n"
    "figcaption { color: var(--soft); font-size: .9rem; }\n"
    "</style>\n</head>\n<body>\n<h1>Which learning-rate policy is best here?</h1>\n"
    "<p>Every policy starts from the same weights and sees the same batches; each line and number is a mean over several seeds. "
    "A difference counts only where it is larger than what other seeds would bring.</p>\n";

static void escaped(lehr_text *out, const char *text)
{
    for (; *text; text++)
        if (*text == '<') lehr_text_add(out, "&lt;");
        else if (*text == '&') lehr_text_add(out, "&amp;");
        else if (*text == '"') lehr_text_add(out, "&quot;");
        else lehr_text_bytes(out, text, 1);
}

static void page_table(const lehr_comparison *c, lehr_text *out)
{
    const char *unit = c->score == LEHR_ACCURACY ? ", %" : "";
    lehr_word train = lehr_score_metric_words(c->score, LEHR_TRAIN_ACCURACY);
    lehr_word validation = lehr_score_metric_words(c->score, LEHR_VALIDATION_ACCURACY);
    lehr_text_add(out, "<div class=\"wide\"><table>\n<tr><th></th><th>policy</th><th>%s%s</th><th>%s%s</th><th>%s</th><th>against ",
                  train.s, unit, validation.s, unit, lehr_metric_words(lehr_report_loss(c)).s);
    escaped(out, c->policy[c->baseline].name);
    lehr_text_add(out, "</th><th>verdict</th></tr>\n");
    for (int i = 0; i < c->policies; i++) {
        const lehr_policy_result *p = &c->policy[c->rank[i]];
        lehr_text_add(out, "<tr%s><td>%d</td><td><code>", i ? "" : " class=\"best\"", i + 1);
        escaped(out, p->spec);
        lehr_text_add(out, "</code></td><td>%s</td>", lehr_report_cell(c, &p->end[LEHR_TRAIN_ACCURACY], LEHR_TRAIN_ACCURACY).s);
        lehr_text_add(out, "<td>%s</td>", lehr_report_cell(c, &p->end[LEHR_VALIDATION_ACCURACY], LEHR_VALIDATION_ACCURACY).s);
        lehr_text_add(out, "<td>%s</td>", lehr_report_mean(&p->end[lehr_report_loss(c)], lehr_report_loss(c)).s);
        lehr_text_add(out, "<td>%s</td><td>%s", lehr_report_gain(c, c->rank[i]).s, lehr_report_word(c, c->rank[i]).s);
        if (p->diverged) lehr_text_add(out, ", %d of %d diverged", p->diverged, c->seeds);
        lehr_text_add(out, "</td></tr>\n");
    }
    lehr_text_add(out, "</table></div>\n<p class=\"soft\">±: standard deviation over the %d seeds. Against ", c->seeds);
    escaped(out, c->policy[c->baseline].name);
    lehr_text_add(out, ": the difference in %s, seed by seed, with its 95 %% interval (Student's t).</p>\n",
                  lehr_score_metric_words(c->score, c->metric).s);
}

/* The name of a file beside the page, or in a folder there. */
static void page_place(const char *part, const char *file, lehr_text *out)
{
    escaped(out, part);
    lehr_text_add(out, "%s%s", *part ? "/" : "", file);
}

static void page_figure(const char *part, const char *file, const char *caption, lehr_text *out)
{
    lehr_text_add(out, "<figure><img src=\"");
    page_place(part, file, out);
    lehr_text_add(out, "\" alt=\"%s\" loading=\"lazy\"><figcaption>%s</figcaption></figure>\n", caption, caption);
}

static void page_links(const char *part, lehr_text *out)
{
    static const char *const file[] = { "runs.csv", "histories.csv", "results.json" };
    lehr_text_add(out, "<p class=\"soft\">All numbers: ");
    for (int i = 0; i < 3; i++) {
        lehr_text_add(out, "%s<a href=\"", i ? ", " : "");
        page_place(part, file[i], out);
        lehr_text_add(out, "\">%s</a>", file[i]);
    }
    lehr_text_add(out, "</p>\n");
}

static void page_figures(const lehr_comparison *c, const char *part, lehr_text *out)
{
    page_figure(part, "rates.png", "The rate each policy sets, update by update", out);
    if (!c->policy[c->rank[0]].end[c->metric].n) return;            /* every run diverged: there are no other pictures */
    page_figure(part, "loss.png", "Training loss, mean over the seeds", out);
    if (c->score == LEHR_R2) page_figure(part, "r2.png", "Validation R², mean over the seeds", out);
    else page_figure(part, "accuracy.png", "Validation accuracy, mean over the seeds", out);
    if (!lehr_can_be_mapped(c->data)) return;
    page_figure(part, "map.png", "What a net trained under the best policy says of the plane; rings are rows it gets wrong", out);
}

static void page_verdict(const lehr_comparison *c, lehr_text *out)
{
    lehr_text verdict = {0};
    lehr_report_verdict(c, &verdict);
    if (verdict.status && !out->status) out->status = verdict.status;
    lehr_text_add(out, "<p><strong>");
    escaped(out, verdict.s ? verdict.s : "");
    lehr_text_add(out, "</strong></p>\n");
    lehr_text_release(&verdict);
}

static void page_section(const lehr_comparison *c, const char *part, bool of_grid, lehr_text *out)
{
    const lehr_plan *p = &c->plan;
    const lehr_task *task = lehr_names_a_file(p->task) ? NULL : lehr_task_named(p->task);
    lehr_text_add(out, "<h2>");
    escaped(out, p->task);
    if (of_grid) lehr_text_add(out, " from rate %s, %ld updates", lehr_number_text(p->lr).s, c->steps);
    lehr_text_add(out, "</h2>\n<p>");
    if (task) lehr_text_add(out, "%c%s: ", task->about[0] - 'a' + 'A', task->about + 1);
    lehr_text_add(out, "%d rows, net %s, %s, %s from rate %s, batch %ld, %ld updates, %d seeds.</p>\n", c->data->rows, p->net,
                  p->activation, p->optim, lehr_number_text(p->lr).s, p->batch, c->steps, c->seeds);
    page_verdict(c, out);
    if (task && task->note) {
        lehr_text_add(out, "<p>");
        escaped(out, task->note);
        lehr_text_add(out, "</p>\n");
    }
    page_table(c, out);
    page_figures(c, part, out);
    if (!of_grid) page_links(part, out);
}

lehr_status lehr_report_page(const lehr_comparison c[], const char *const part[], int n, const char *grid, const char *path)
{
    lehr_text out = {0};
    lehr_text_add(&out, "%s", head);
    if (grid) {
        page_figure("", grid, "Every policy from every rate and over every budget; each block of a budget has its own colours", &out);
        page_links("", &out);
    }
    for (int i = 0; i < n; i++) page_section(&c[i], part[i], grid != NULL, &out);
    lehr_text_add(&out, "</body>\n</html>\n");
    lehr_status status = out.status ? out.status : lehr_write_file(path, out.s, out.length);
    lehr_text_release(&out);
    return status;
}
