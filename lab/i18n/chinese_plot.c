/* chinese_plot.c — messages of lab/plot, figures and report */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    /* report: tables */
    { "1 update",                       "1 次更新" },
    { "1 epoch",                        "1 轮" },
    { "1 seed",                         "1 个种子" },
    { "%d seeds",                       "%d 个种子" },
    { "training %s",                    "训练集 %s" },
    { "validation %s",                  "验证集 %s" },
    { "against %s",                     "与 %s 之差" },
    { "against it",                     "差别" },
    { "against it: against the baseline, %s", "差别：与基线 %s 之差" },
    { "%s, net %s, %s from rate %s, %s, %s", "%s，网络 %s，%s，初始学习率 %s，%s，%s" },
    { "(±: standard deviation over seeds; against: difference in %s, seed by seed, with its 95 %% interval; noise: the "
      "interval holds 0, or fewer than six seeds differ by one and the same number; and how many more might change "
      "that)",
      "（±：各种子的标准差；之差：逐个种子计算的%s之差，及其 95 %% 置信区间；噪声：区间中含有 0，或者不足六个种子且差值都相同；"
      "还需：再加多少个种子或许就能分辨）" },
    { "diverged from every rate",       "从每个学习率开始都发散" },
    { "%s, each from the rate that suits it, against %s from the rate that suits that",
      "%s，各策略取最适合自己的学习率，与同样如此的 %s 相比" },
    { "%s, net %s, %s, %s: %s%s; ▲ better, ▼ worse than %s by more than the noise",
      "%s，网络 %s，%s，%s：%s%s；▲ 好于、▼ 差于 %s，且超出噪声" },
    { ", ✗ some seeds diverged",        "，✗ 有种子发散" },
    /* report: page */
    { "Lehr: which learning-rate policy?", "Lehr：用哪种学习率策略？" },
    { "Which learning-rate policy is best here?", "这里哪种学习率策略最好？" },
    { "Every policy starts from the same weights and sees the same batches; each number is a mean over several seeds. "
      "A difference counts only if it is larger than the differences between seeds.",
      "每种策略都从同样的权重开始，使用同样的批；每个数都是几个种子的平均值。只有比种子之间的差别更大，一个差别才算数。" },
    { "With scripts, this page also draws rates, losses and decision maps.",
      "启用脚本后，本页还会画出学习率、损失和分类图。" },
    { "±: standard deviation over the %d seeds. Against %s: the difference in %s, seed by seed, with its 95 %% "
      "interval (Student's t).",
      "±：%d 个种子的标准差。与 %s 之差：逐个种子计算的%s之差，及其 95 %% 置信区间（t 分布）。" },
    { "All numbers: ",                  "全部数据：" },
    { " from rate %s, %ld updates",     "，初始学习率 %s，%ld 次更新" },
    { "%s: ",                           "%s：" },
    { "%d rows, net %s, %s, %s from rate %s, batch %ld, %ld updates, %d seeds.",
      "%d 个样本，网络 %s，%s，%s，初始学习率 %s，批大小 %ld，%ld 次更新，%d 个种子。" },
    { "%d rows, net %s, %s from rate %s, batch %ld, %ld updates, %d seeds.",
      "%d 个样本，网络 %s，%s，初始学习率 %s，批大小 %ld，%ld 次更新，%d 个种子。" },
};

const lehr_translations lehr_chinese_plot = { row, sizeof row / sizeof *row };
