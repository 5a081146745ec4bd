#include "lab/i18n/chinese.h"
#include "lab/plot/draw/font.h"
#include <stdlib.h>
#include <string.h>

/* What stands for a number or a name stands in the same order in both. */
static const char *const rows[][2] = {
    /* axes, lines */
    { "learning rate",                  "学习率" },
    { "Learning rate",                  "学习率" },
    { "update",                         "更新次数" },
    { "loss",                           "损失" },
    { "accuracy",                       "准确率" },
    { "training",                       "训练集" },
    { "validation",                     "验证集" },
    { "training loss",                  "训练集损失" },
    { "training accuracy",              "训练集准确率" },
    { "training R²",                    "训练集 R²" },
    { "validation loss",                "验证集损失" },
    { "validation accuracy",            "验证集准确率" },
    { "validation R²",                  "验证集 R²" },
    { "value",                          "数值" },
    { "how many",                       "个数" },
    { "from rate",                      "初始学习率" },
    { ", %",                            "，%" },
    { "baseline",                       "基线" },
    { "%d of %d diverged",              "%d/%d 发散" },
    { "%ld epochs",                     "%ld 轮" },
    { "and %d more",                    "另有 %d 个" },
    { "nothing to draw",                "没有可画的数据" },
    { "pale: every value; line: running mean", "浅色：每个值；线：滑动平均" },
    /* a training, a comparison */
    { "%.40s: loss",                    "%.40s：损失" },
    { "%.40s: learning rate",           "%.40s：学习率" },
    { "%.40s: %.60s%s",                 "%.40s：%.60s%s" },
    { "%.60s, %.60s from rate %s; %s",  "%.60s，%.60s，初始学习率 %s；%s" },
    { "mean of %d seeds, from rate %s", "%d 个种子的平均，初始学习率 %s" },
    { "one seed, from rate %s",         "一个种子，初始学习率 %s" },
    { "mean of %d seeds, from rate %s; bands: ± 1 standard deviation", "%d 个种子的平均，初始学习率 %s；色带：± 1 个标准差" },
    { "bands: ± 1 standard deviation over the seeds", "色带：各种子间 ± 1 个标准差" },
    { "R² at the end: %.4f training, %.4f validation", "最终 R²：训练集 %.4f，验证集 %.4f" },
    { "accuracy at the end: %.1f %% training, %.1f %% validation", "最终准确率：训练集 %.1f %%，验证集 %.1f %%" },
    { "mean of %d seeds; below it: against %.30s, ▲▼ beyond the noise; framed: best",
      "%d 个种子的平均；下方：与 %.30s 之差，▲▼ 超出噪声；加框：最好" },
    { "one seed; below it: against %.30s; framed: best", "一个种子；下方：与 %.30s 之差；加框：最好" },
    { "mean of the seeds; below it: ± standard deviation; framed: best", "各种子的平均；下方：± 标准差；加框：最好" },
    { "framed: the best mean",          "加框：平均最好" },
    { "each seed",                      "每个种子" },
    { "%.0f updates",                   "%.0f 次更新" },
    { "%ld updates",                    "%ld 次更新" },
    { "mean",                           "平均" },
    /* the decision map, and how it comes about */
    { "%.40s: where each class wins",   "%.40s：各类的判定区域" },
    { "%.40s, seed %ld: %.1f %% of the validation rows right", "%.40s，种子 %ld：验证集准确率 %.1f %%" },
    { "class %d",                       "第 %d 类" },
    { "misclassified: %d",              "判错：%d" },
    { "%.40s: what each policy learns, and when", "%.40s：各种策略何时学到什么" },
    { "rate, and where each class wins after so many updates; seed %ld, from rate %s; %%: validation accuracy",
      "学习率，以及若干次更新之后各类的判定区域；种子 %ld，初始学习率 %s；%%：验证集准确率" },
    { "it diverged",                    "发散" },
    /* the range test */
    { "%.40s: learning-rate range test", "%.40s：学习率范围测试" },
    { "%.60s, %ld updates",             "%.60s，%ld 次更新" },
    { "%.60s, %ld updates, %d seeds: mean, least and largest", "%.60s，%ld 次更新，%d 个种子：平均、最小与最大" },
    { "learning-rate range test",       "学习率范围测试" },
    { "mean, least and largest",        "平均、最小与最大" },
    { "smoothed",                       "平滑后" },
    { "each point",                     "每一点" },
    { "mean, smoothed",                 "平均，平滑后" },
    { "each update",                    "每次更新" },
    { "loss of the batch",              "本批损失" },
    /* paths */
    { "start",                          "起点" },
    { "goal",                           "终点" },
    { "%.20s: %.40s at base rate %s",   "%.20s：%.40s，初始学习率 %s" },
    { "%.20s: schedule %.50s",          "%.20s：学习率策略 %.50s" },
    { "%.120s, %ld updates",            "%.120s，%ld 次更新" },
    { "height",                         "函数值" },
    /* weights */
    { "solid: training; dashed: validation", "实线：训练集；虚线：验证集" },
    { "weights",                        "权重" },
    { "%.40s, %d of %d × %d",           "%.40s，%d 个 %d × %d" },
    { "%ld without a number",           "%ld 个不是数" },
    { "%d of %d tensors",               "显示 %d 个张量，共 %d 个" },
    { "blue: below zero, orange: above", "蓝：小于零；橙：大于零" },
    { "a column an output, a row an input; blue: below zero, orange: above", "每列一个输出，每行一个输入；蓝：小于零；橙：大于零" },
    { "a row an output, a column an input; blue: below zero, orange: above", "每行一个输出，每列一个输入；蓝：小于零；橙：大于零" },
};

enum { ROWS = sizeof rows / sizeof *rows };

static lehr_language now = LEHR_ENGLISH;

lehr_language lehr_language_get(void) { return now; }

static const char *to_chinese(const char *english)
{
    for (int i = 0; i < ROWS; i++)
        if (!strcmp(rows[i][LEHR_ENGLISH], english)) return rows[i][LEHR_CHINESE];
    return english;
}

const char *lehr_translation_at(int i, lehr_language l) { return i >= 0 && i < ROWS ? rows[i][l] : NULL; }

lehr_status lehr_set_language(lehr_language l)
{
    if (l != LEHR_ENGLISH && l != LEHR_CHINESE)
        return lehr_fail(LEHR_ERR_VALUE, "language: there is no number %d", (int)l);
    lehr_font *f = l == LEHR_ENGLISH ? NULL : lehr_font_new();
    if (l != LEHR_ENGLISH && !f) return lehr_last_status();
    bool all = true;
    for (int i = 0; i < ROWS && f; i++) all &= lehr_font_has(f, rows[i][l]);
    lehr_status status = f ? lehr_font_status(f) : LEHR_OK;
    lehr_font_free(f);
    if (status) return status;
    const char *named = getenv("LEHR_FONT");
    if (!all && named && *named)
        return lehr_fail(LEHR_ERR_FILE, "LEHR_FONT: %.200s has not all Chinese letters that pictures need", named);
    if (!all)
        return lehr_fail(LEHR_ERR_FILE,
                         "no font with Chinese letters was found; install one, such as fonts-wqy-microhei, or name "
                         "its file in LEHR_FONT");
    now = l;
    lehr_set_translator(l == LEHR_CHINESE ? to_chinese : NULL);
    return LEHR_OK;
}
