/* chinese_verdict.c — the sentences of a comparison's verdict: lab/report/verdict_text.c */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    { ", ",                             "、" },
    { " and ",                          " 和 " },
    { ".",                              "。" },
    { "seed",                           "种子" },
    { "seeds",                          "种子" },
    { "%s has the highest mean %s, %s%s.", "%s 的平均%s最高，为 %s%s。" },
    { "%s has the lowest mean %s, %s%s.", "%s 的平均%s最低，为 %s%s。" },
    { "%s share the highest mean %s, %s%s.", "%s 的平均%s并列最高，为 %s%s。" },
    { "%s share the lowest mean %s, %s%s.", "%s 的平均%s并列最低，为 %s%s。" },
    { "Diverges: %s; means and differences are over the other seeds.", "发散的有：%s；平均值和差别只计其余的种子。" },
    { "%s (%d of %d seed)",             "%s（%d 个种子，共 %d 个）" },
    { "%s (%d of %d seeds)",            "%s（%d 个种子，共 %d 个）" },
    { "One seed cannot show whether a difference is more than chance; use --seeds for more.",
      "只有一个种子，无法判断差别是否出于偶然；可用 --seeds 增加种子。" },
    { "Beyond the noise, better than %s: %s.", "好于 %s 且超出噪声的有：%s。" },
    { "Beyond the noise, worse than %s: %s.", "差于 %s 且超出噪声的有：%s。" },
    { "Seed by seed the same as %s: %s.", "逐个种子与 %s 相同的有：%s。" },
    { "Too few seeds have a result of both it and %s: %s.", "与 %s 共同有结果的种子太少，无法比较的有：%s。" },
    { "Inside the noise of these %d seeds: %s", "在这 %d 个种子的噪声之内：%s" },
    { "; %d more %s might be enough, if its difference and spread stay as they are",
      "；如果差别和波动保持不变，再加 %d 个%s或许就能分辨" },
    { "; %d more %s might be enough for %s, if its difference and spread stay as they are",
      "；如果差别和波动保持不变，再加 %d 个%s或许就能分辨 %s" },
    { "Of %d differences, one in twenty comes by chance; held to that (Holm's correction), %s.",
      "共有 %d 个差别，每二十个中就会有一个出于偶然；经 Holm 校正，%s。" },
    { "it remains",                     "它仍然显著" },
    { "both remain",                    "两个都仍然显著" },
    { "all of them remain",             "全部仍然显著" },
    { "none of them remains",           "没有一个差别仍然显著" },
    { "%s remains",                     "%s 仍然显著" },
    { "%s remain",                      "%s 仍然显著" },
    { "No run finished. The first failure: %s.", "没有一次训练完成。第一次失败：%s。" },
};

const lehr_translations lehr_chinese_verdict = { row, sizeof row / sizeof *row };
