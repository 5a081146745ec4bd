/* chinese_tour.c — what lehr tour says, in the order of its files */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    /* tour.c */
    { "%d of %d · %s", "%d / %d · %s" },
    { "A first hour with Lehr: %d stops, each with something to see, something to guess, and the command that "
      "shows the same.",
      "Lehr 的第一个小时：%d 站，每一站有东西看，有问题猜，还有显示同样内容的命令。" },
    { "Enter goes on, or shows the answer; ? gives a hint, b goes back, q leaves.",
      "回车：往下走，或看答案；? 给提示；b 回上一站；q 离开。" },
    { "You leave at stop %d of %d. `lehr tour` begins again, and Enter leads on to where you were; `lehr tour "
      "--plain` tells all of it at once.",
      "在第 %d 站（共 %d 站）离开。`lehr tour` 从头开始，按回车就能走到原处；`lehr tour --plain` 一次说完。" },
    { "The end of the tour", "到终点了" },
    { "You were right at %d of %d stops.", "%d 站答对（共 %d 站）。" },
    { "What you have seen, command by command; each explains itself with --help:", "见过的命令；每个都有 --help：" },
    { "Other questions: `lehr tour --seed %ld`. A page to play with: `lehr demo`.",
      "换一批问题：`lehr tour --seed %ld`。可以玩的网页：`lehr demo`。" },
    { "To see it alone:", "想单独再看：" },
    { "Right.", "对了。" },
    { "[Enter: on, b: back, q: leave]", "[回车：往下，b：返回，q：离开]" },
    { "[again? Enter: the answer, ?: a hint]", "[再试？回车：答案，?：提示]" },
    { "Answer:", "答案：" },
    { "[your answer; Enter: show it, ?: a hint]", "[你的回答；回车：看答案，?：提示]" },
    { "Standard output is no terminal, so all is told at once, as with --plain.", "标准输出不是终端，所以一次说完，如同 --plain。" },
    { "every policy there is", "所有策略" },
    { "what a text means, and its rates", "一个策略的含义和各处的学习率" },
    { "drawn before training with it", "训练之前先画出来" },
    { "one training", "一次训练" },
    { "pictures of what was written", "把写下的文件画成图" },
    { "who wins, beyond the noise", "谁赢，且超出噪声" },
    { "which rate", "多大的学习率" },
    { "rules seen from above", "从上面看优化算法" },
    /* tour_compare.c */
    { "Which policy is best? A training depends on chance, too: its seed decides the first weights and the order "
      "of the batches. So Lehr trains %s under each of these %d policies from the same %d seeds, rate %s, %ld "
      "updates each, and compares seed by seed:",
      "哪种策略最好？训练也看运气：初始权重和各批的次序都由种子决定。所以 Lehr 用 %s，让这 %d 种策略从同样的 %d 个种子出发，初始学习率 %s，各 %ld 次更新，逐个种子比较：" },
    { "All %d trainings are done, just now; the table is behind the question.", "%d 次训练刚刚都做完了；回答之后给出表格。" },
    { "Which has the highest mean validation accuracy, 1, 2, 3 or 4?", "哪一种的平均验证集准确率最高：1、2、3 还是 4？" },
    { "Last is %s, with %s %%. A rate that is right at the start may be too large near the end.",
      "排在最后的是 %s，%s %%。开始时合适的学习率，到快结束时可能太大。" },
    { "%s is on top, but %s is only %.1f ± %.1f points below it, and that holds 0: inside the noise of %d seeds. "
      "So nobody can say that you are wrong.",
      "%s 的平均值最高，但与 %s 相差 %.1f ± %.1f 个百分点，区间里有 0：%d 个种子分不出来。所以谁也不能说你错。" },
    { "No: there is one that is %.1f ± %.1f points above %s, and that is more than the noise of %d seeds.",
      "不对：有一种高出 %.1f ± %.1f 个百分点（与 %s 相比），超出 %d 个种子的噪声。" },
    { "baseline", "基线" },
    { "equal", "相同" },
    { "noise", "噪声之内" },
    { "better", "更好" },
    { "worse", "更差" },
    { "diverged", "发散" },
    { "policy", "策略" },
    { "accuracy", "准确率" },
    { "gain", "相差" },
    { "verdict", "结论" },
    { "(accuracy on the validation rows in percent ± standard deviation over %d seeds; gain: against %s, with its "
      "95 %% interval.) Such a ranking belongs to one start rate and one budget: from another rate the order is "
      "another.",
      "（准确率：验证集，百分数，± %d 个种子的标准差；相差：与 %s 之差，及其 95 %% 区间。）这样的名次只属于一个初始学习率和一个训练长度：换一个学习率，次序就变。" },
    { "Who wins?", "谁赢？" },
    /* tour_find.c */
    { "      rate   loss\n", "    学习率   损失\n" },
    { "Which rate to begin with? The range test trains once while the rate rises at each update, from %s to %s, "
      "and watches the loss of the batches, smoothed. It ended at rate %s.%s",
      "从多大的学习率开始？范围测试只训练一次，学习率每次更新都增大，从 %s 到 %s，同时看各批的损失（平滑后）。它在学习率 %s 处结束。%s" },
    { " From left to right the rate, on a logarithmic axis:", "从左到右是学习率，对数坐标：" },
    { "Which rate would you train with?", "你会用多大的学习率来训练？" },
    { "Learning begins near %s, where a tenth of the gain is made, and from %s on the loss gets ragged or worse.",
      "学习大约从 %s 开始，那里已得到全部改进的十分之一；从 %s 起损失开始抖动或变差。" },
    { "A training with %s broke: its loss was no number any more.", "用 %s 训练，半路就垮了：损失已经不是数。" },
    { "Tried at once: %s gets %.1f %% of the validation rows right after %ld updates.",
      "当场试过：%s 在验证集上对 %.1f %%（%ld 次更新之后）。" },
    { "It is below %s, where the curve begins to fall: as far as the test goes, too small.",
      "它在 %s（曲线开始下降处）之下：按这个测试，太小了。" },
    { "It is above %s, from where on the curve is ragged or worse: too large.", "它在 %s 之上，从那里起曲线抖动或变差：太大了。" },
    { "It lies where the loss falls, between %s and %s.", "它在损失下降的一段里，%s 和 %s 之间。" },
    { "This curve is not clear enough for a suggestion.", "这条曲线不够清楚，给不出建议。" },
    { "  rule        rate     accuracy at end\n", "  规则        学习率   训练后的准确率\n" },
    { "Learning begins near %s, and from %s on the net is shaken. The rules read a rate between the two out of one "
      "short test; how sure they are, several seeds say.",
      "学习从 %s 附近开始，从 %s 起网络被震乱。这些规则从一次短测试里读出两者之间的学习率；有多可靠，要看几个种子。" },
    { "Which rate?", "多大的学习率？" },
    /* tour_input.c */
    { "That line has %zu bytes; no answer here needs more than %zu.", "这一行有 %zu 个字节；这里的回答都不超过 %zu 个。" },
    { "That line is not all letters and signs: some of its bytes are no UTF-8, or control a terminal.",
      "这一行里有的字节不是文字：不是 UTF-8，或是控制符。" },
    { "\"%.*s\" does not answer this: a %snumber is asked, %s %s and at most %s.",
      "“%.*s”不是这里要的回答：请给一个%s数，%s %s，不超过 %s。" },
    { "whole ", "整" },
    { "above", "大于" },
    { "at least", "不小于" },
    /* tour_net.c */
    { "training loss", "训练集损失" },
    { "validation loss", "验证集损失" },
    { "  update   training   validation\n", "    更新   训练集损失   验证集损失\n" },
    { "  %6ld   %8.4f   %10.4f\n", "  %6ld   %10.4f   %10.4f\n" },
    { "A net, %s with %s, has just been trained on taiji: %d rows of the book's yin-yang sign, %ld updates, policy "
      "%s from rate %s. %d rows more were kept aside to validate. Its losses:",
      "刚刚训练了一个网络 %s（%s），数据是 taiji：书中的太极图，%d 个训练样本，%ld 次更新，策略 %s，初始学习率 %s。另有 %d 个样本留作验证。它的损失：" },
    { "How many percent of the %d validation rows does it get right at the end?", "最后，%d 个验证样本它答对百分之几？" },
    { "Who always says the largest class is right in %.0f %% of the rows. A loss of %.4f means that the net gives "
      "the right class a probability of exp(−%.4f) = %.0f %%, in the geometric mean.",
      "总是回答最大的一类，能对 %.0f %%。损失 %.4f 表示网络给正确类别的概率，几何平均是 exp(−%.4f) = %.0f %%。" },
    { "Off by %.1f points: too %s.", "差 %.1f 个百分点：太%s。" },
    { "low", "低" },
    { "high", "高" },
    { "It gets %.1f %% right: %.0f of %d rows.", "答对 %.1f %%：%.0f 个，共 %d 个。" },
    { "What has a net learnt? taiji has two features, so the net can be asked everywhere on the plane of x (to the "
      "right) and y (upwards): which of the %d classes wins there? This is the map after %ld updates:",
      "网络学到了什么？taiji 有两个特征，所以可以在平面上处处问它（x 向右，y 向上）：%d 个类中哪一类胜出？这是 %ld 次更新之后的图：" },
    { "Which class wins at x = %.1f, y = %.1f?", "在 x = %.1f、y = %.1f 处，哪一类胜出？" },
    { "It is %.0f %% of the way from left to right, and %.0f %% of the way from bottom to top.",
      "从左往右 %.0f %% 处，从下往上 %.0f %% 处。" },
    { "Not class %.0f: %d of %d rows are of that class, and the net sees them elsewhere.",
      "不是第 %.0f 类：这一类有 %d 个样本（共 %d 个），网络认为它们在别处。" },
    { "Class %.0f, with a probability of %.1f %%. Where two classes meet, the net is less sure.",
      "第 %.0f 类，概率 %.1f %%。在两类相接的地方，网络就没有这么确定。" },
    { "A training", "一次训练" },
    { "What it has learnt", "学到了什么" },
    /* tour_paths.c */
    { "A net has too many weights to look at its valley; a function of two variables can be seen from above. The "
      "%s, f = %s, is flat along x and steep along y. sgd walks down from (%s, %s) for %d updates, with one of "
      "these rates:",
      "网络的权重太多，看不见它的山谷；两个变量的函数却可以从上面看。%s 这个函数 f = %s，沿 x 平缓，沿 y 陡峭。sgd 从 (%s, %s) 往下走 %d 次更新，学习率是其中之一：" },
    { "Which walk ends lowest, 1, 2, 3 or 4?", "哪一条走得最低：1、2、3 还是 4？" },
    { "Each update takes the rate times the slope away. Along the flat side a small rate hardly moves; along the "
      "steep side a large one overshoots.",
      "每次更新减去学习率乘以斜率。在平缓的一边，学习率小就几乎不动；在陡峭的一边，学习率大就冲过头。" },
    { "No: its first update multiplies x by %.3g and y by %.3g, and after %d updates f is %.3g. %s",
      "不对：它的第一次更新使 x 乘以 %.3g，y 乘以 %.3g；%d 次更新之后 f 是 %.3g。%s" },
    { "It leaps from side to side, farther each time.", "它左右来回跳，越跳越远。" },
    { "It is on the way, but slow along x.", "方向是对的，但沿 x 太慢。" },
    { " update", "   更新" },
    { "It is %d, rate %s. f after each update%s:", "是 %d，学习率 %s。每次更新之后的 f%s：" },
    { ", on a logarithmic scale", "，对数坐标" },
    { "Its first update multiplies x by %.3g and y by %.3g: both shrink. A rate is as large as the steepest side "
      "allows, and still slow on the flattest; momentum and adam are answers to that.",
      "它的第一次更新使 x 乘以 %.3g，y 乘以 %.3g：都变小。学习率最大只能到最陡的一边允许的程度，在最平的一边却还是慢；momentum 和 adam 就是为此而来。" },
    { "From above", "从上面看" },
    /* tour_rates.c */
    { "  update   rate\n", "    更新   学习率\n" },
    { "The learning rate says how far each update moves the weights. A policy is a rule for how it changes with t, "
      "the number of updates finished. One of the four policies below gives this, from a base rate of %s over %d "
      "updates:",
      "学习率决定每次更新让权重走多远。策略就是一条规则：学习率怎样随 t（已完成的更新次数）变化。下面四种策略之一，初始学习率 %s，共 %d 次更新，给出这样的学习率：" },
    { "Which one is it, 1, 2, 3 or 4?", "是哪一种：1、2、3 还是 4？" },
    { "Look at the start, the middle and the end: the rate is %.4g, %.4g and %.4g there.",
      "看开头、中间和结尾：那里的学习率是 %.4g、%.4g 和 %.4g。" },
    { "No: at update %ld %s is at %.4g, and the one above is at %.4g.", "不对：第 %ld 次更新时 %s 是 %.4g，而上面的是 %.4g。" },
    { "It is %d, written %s: a word%s.", "是 %d，写作 %s：一个单词%s。" },
    { ", and behind the colon its parameters", "，冒号后面是它的参数" },
    { "%s is stairs: every %.0f updates the rate is multiplied by gamma, %s. The base rate is %s; the rate at t is "
      "lr · gamma ^ floor(t / every).",
      "%s 是台阶：每 %.0f 次更新，学习率乘以 gamma，即 %s。初始学习率是 %s；t 时刻的学习率是 lr · gamma ^ floor(t / every)。" },
    { "What is the rate at t = %ld?", "t = %ld 时的学习率是多少？" },
    { "How often does %.0f fit into %ld? So many times the rate has been multiplied by %s.",
      "every 是 %.0f，t 是 %ld：t 里面有几个 every，学习率就乘了几次 %s。" },
    { "That is the rate after %d drop%s. By update %ld there have been %.0f: floor(%ld / %.0f).",
      "这是下降 %d 次之后的学习率%s。到第 %ld 次更新已经下降了 %.0f 次：floor(%ld / %.0f)。" },
    { "No: that is %.3g times the rate at update %ld.", "不对：这是正确答案的 %.3g 倍（t = %ld）。" },
    { "The rate is %s: floor(%ld / %.0f) = %.0f times gamma, and %s · %s ^ %.0f = %.6g.",
      "学习率是 %s：floor(%ld / %.0f) = %.0f 次下降，%s · %s ^ %.0f = %.6g。" },
    { "%s drops at two milestones, to %s of the rate each time, from a base rate of %s. t counts the updates that "
      "are finished, so the first update uses t = 0. On the milestone itself: the rate from before, or the one "
      "from after?",
      "%s 在两个里程碑处下降，每次变为原来的 %s，初始学习率是 %s。t 数的是已完成的更新，所以第一次更新用 t = 0。正好在里程碑上：是下降之前的学习率，还是下降之后的？" },
    { "What is the rate at t = %ld exactly?", "正好在 t = %ld 时，学习率是多少？" },
    { "One update earlier it is %.6g, one later %.6g. One of the two is right.", "早一次更新是 %.6g，晚一次更新是 %.6g。两者之一是对的。" },
    { "That is the rate of update %ld, just before. A boundary belongs to what follows it.",
      "这是第 %ld 次更新的学习率，就在边界之前。边界属于它后面的一段。" },
    { "No: that is %.3g times the rate at t = %ld.", "不对：这是正确答案的 %.3g 倍（t = %ld）。" },
    { "The rate is %.6g: a boundary belongs to what follows it, so the new value holds at t = %ld already. At t = "
      "%ld it is still %.6g. So it is with every policy, and with the joints of several.",
      "学习率是 %.6g：边界属于它后面的一段，所以 t = %ld 时新值已经生效。t = %ld 时还是 %.6g。每种策略都这样，几种策略相接之处也这样。" },
    { "A shape", "形状" },
    { "The rate at t", "t 时刻的学习率" },
    { "On the boundary", "边界上" },
    /* tour_spec.c */
    { "A + joins two policies, one after the other. %s climbs for %.0f updates to the base rate, %s; what follows "
      "begins at its own t = 0, and cosine falls over all updates that are left, of %d.",
      "加号把两种策略一前一后接起来。%s 先用 %.0f 次更新升到初始学习率 %s；后面一段从它自己的 t = 0 开始，cosine 在剩下的全部更新中下降，总共 %d 次。" },
    { "At which update is the rate down to half of its top, %s?", "在第几次更新，学习率降到最高值的一半，即 %s？" },
    { "Half a cosine is at half its height in its middle. It begins at update %.0f and ends at %d.",
      "半个余弦在正中间降到一半。它从第 %.0f 次更新开始，到第 %d 次结束。" },
    { "At update %ld it still climbs, and is at %.4g; asked is the way down.", "第 %ld 次更新时还在上升，学习率是 %.4g；问的是下降途中。" },
    { "At update %ld the rate is %.4g; that is too %s.", "第 %ld 次更新时学习率是 %.4g；太%s了。" },
    { "early", "早" },
    { "late", "晚" },
    { "At update %ld the rate is %.4g: the cosine begins at %.0f, has %.0f updates, and is half-way down in their "
      "middle.",
      "第 %ld 次更新时学习率是 %.4g：余弦从 %.0f 开始，有 %.0f 次更新，在正中间降到一半。" },
    { "Now you write one. Of %d updates from a base rate of %s: let the rate at t = %ld be between %.4g and %.4g. "
      "Any policy will do that gets there, one alone or joined by +; what is wrong with a text is said with its "
      "place.",
      "现在你来写。共 %d 次更新，初始学习率 %s：让 t = %ld 时的学习率在 %.4g 和 %.4g 之间。任何能做到的策略都行，单独一个，或用加号相接；写错了会指出错在哪里。" },
    { "Your policy?", "你的策略？" },
    { "step:every=E,gamma=G, exp:gamma=G, multistep:A/B,gamma=G, linear:end=S, cosine, expr:lr/(1+t) … At t = %ld "
      "the rate must be %.2g of the base rate.",
      "step:every=E,gamma=G、exp:gamma=G、multistep:A/B,gamma=G、linear:end=S、cosine、expr:lr/(1+t) …… t = %ld "
      "时学习率要是初始学习率的 %.2g。" },
    { "It is a policy, and its rate at t = %ld is %.4g: too %s.", "这是一个策略，t = %ld 时它的学习率是 %.4g：太%s了。" },
    { "small", "小" },
    { "large", "大" },
    { "%s has the rate %.4g at t = %ld:", "%s 的学习率是 %.4g（t = %ld）：" },
    { "One after the other", "一前一后" },
    { "One of your own", "自己写一个" },
};

const lehr_translations lehr_chinese_tour = { row, sizeof row / sizeof *row };
