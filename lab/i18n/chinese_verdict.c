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
    { "Diverges: %s; means and differences are over the other seeds.", "发散的：%s；平均值和差别只算其余的种子。" },
    { "%s (%d of %d seed)",             "%s（%d 个种子，共 %d 个）" },
    { "%s (%d of %d seeds)",            "%s（%d 个种子，共 %d 个）" },
    { "One seed cannot show whether a difference is more than chance; use --seeds for more.",
      "一个种子无法判断差别是否出于偶然；用 --seeds 增加种子。" },
    { "Beyond the noise, better than %s: %s.", "超出噪声、好于 %s 的：%s。" },
    { "Beyond the noise, worse than %s: %s.", "超出噪声、差于 %s 的：%s。" },
    { "Seed by seed the same as %s: %s.", "逐个种子与 %s 相同的：%s。" },
    { "Too few seeds have a result of both it and %s: %s.", "与 %s 都有结果的种子太少的：%s。" },
    { "Inside the noise of these %d seeds: %s", "在这 %d 个种子的噪声之内：%s" },
    { "; %d more %s might be enough, if its difference and spread stay as they are",
      "；如果差别和波动保持不变，再加 %d 个%s或许就能分辨" },
    { "; %d more %s might be enough for %s, if its difference and spread stay as they are",
      "；如果差别和波动保持不变，再加 %d 个%s或许就能分辨 %s" },
    { "Of %d differences, one in twenty comes by chance; held to that (Holm's correction), %s.",
      "看了 %d 个差别，二十个里就有一个出于偶然；按此校正（Holm 校正）后，%s。" },
    { "it remains",                     "它仍然成立" },
    { "both remain",                    "两个都成立" },
    { "all of them remain",             "它们全部成立" },
    { "none of them remains",           "没有一个仍然成立" },
    { "%s remains",                     "%s 仍然成立" },
    { "%s remain",                      "%s 仍然成立" },
    { "No run finished. The first failure: %s.", "没有一次训练完成。第一次失败：%s。" },
};

const lehr_translations lehr_chinese_verdict = { row, sizeof row / sizeof *row };
