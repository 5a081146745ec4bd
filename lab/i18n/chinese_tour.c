/* chinese_tour.c — the texts of lehr tour, in the order of its files */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    /* tour.c */
    { "%d of %d · %s", "%d / %d · %s" },
    { "A first hour with Lehr: %d stops. Each shows a result, asks a question, and names the command that shows "
      "the same.",
      "Lehr 的第一个小时：共 %d 站。每一站显示一个结果，提一个问题，并给出能得到同样结果的命令。" },
    { "Enter continues or shows the answer; ? gives a hint, b goes back, q quits.", "回车：继续，或看答案；? 给提示；b 回上一站；q 退出。" },
    { "You leave at stop %d of %d. `lehr tour` starts again, and Enter leads to the stop where you were; `lehr "
      "tour --plain` prints all stops at once.",
      "在第 %d 站（共 %d 站）离开。`lehr tour` 从头开始，按回车就能回到原处；`lehr tour --plain` 一次输出全部内容。" },
    { "The end of the tour", "到终点了" },
    { "You were right at %d of %d stops.", "%d 站答对（共 %d 站）。" },
    { "The commands of Lehr; --help describes each:", "Lehr 的命令；每个都有 --help：" },
    { "For other questions: `lehr tour --seed %ld`.", "换一批问题：`lehr tour --seed %ld`。" },
    { "The same as a command:", "得到同样结果的命令：" },
    { "Right.", "对了。" },
    { "[Enter: continue, b: back, q: quit]", "[回车：继续，b：返回，q：退出]" },
    { "[try again; Enter: show the answer, ?: hint]", "[再试一次；回车：看答案，?：提示]" },
    { "Answer:", "答案：" },
    { "[your answer; Enter: show the answer, ?: hint]", "[你的回答；回车：看答案，?：提示]" },
    { "Standard output is not a terminal: all stops are printed at once, as with --plain.",
      "标准输出不是终端：一次输出全部内容，如同 --plain。" },
    /* summaries of the commands */
    { "the data sets there are; one of them, as the book has it", "所有数据集；或其中一个" },
    { "one training: history, figure, checkpoint", "一次训练：训练记录、图、检查点" },
    { "the predictions of a trained net for the rows of a table", "用训练好的网络预测表格里的样本" },
    { "what a checkpoint holds", "检查点的内容" },
    { "the fair comparison of policies over several seeds", "用多个种子公平地比较策略" },
    { "the learning-rate range test: which rate to train with", "学习率范围测试：用多大的学习率训练" },
    { "paths of rules and schedules on beale, rosenbrock, a bowl …", "优化器和学习率计划在测试函数上的轨迹" },
    { "pictures from what train, compare, find, paths, schedule wrote",
      "把 train、compare、find、paths、schedule 的结果画成图" },
    { "marks students' programs against an assignment, in a sandbox", "用作业的测试给学生的程序评分，在沙箱中运行" },
    { "taiji and iris under ten policies, as a page with pictures", "taiji 和 iris 在十种策略下的结果，做成带图的网页" },
    /* tour_compare.c */
    { "Which policy is best? A run also depends on chance: the seed fixes the initial weights and the order of the "
      "batches. So Lehr trains %s with each of these %d policies and the same %d seeds, base rate %s, %ld updates "
      "each, and compares seed by seed:",
      "哪种策略最好？一次训练也有偶然性：种子决定初始权重和各批的次序。所以 Lehr 用 %s，让这 %d 种策略使用同样的 %d 个种子，基础学习率 %s，各 %ld 次更新，逐个种子比较：" },
    { "All %d runs have just finished; the table follows your answer.", "%d 次训练刚刚全部完成；回答之后给出表格。" },
    { "Which has the highest mean validation accuracy: 1, 2, 3 or 4?", "哪一种的平均验证集准确率最高：1、2、3 还是 4？" },
    { "Last is %s, with %s %%. A rate that is right at the start may be too large near the end.",
      "排在最后的是 %s，%s %%。开始时合适的学习率，到快结束时可能太大。" },
    { "%s is first, but %s is only %.1f ± %.1f points below it. The interval contains 0: inside the noise of %d "
      "seeds. Your answer counts as right.",
      "%s 的平均值最高，但与 %s 只差 %.1f ± %.1f 个百分点，区间里有 0：在 %d 个种子的噪声之内。你的回答算对。" },
    { "No: another policy is %.1f ± %.1f points above %s, more than the noise of %d seeds.",
      "不对：有一种策略高出 %.1f ± %.1f 个百分点（与 %s 相比），超出 %d 个种子的噪声。" },
    { "equal", "相同" },
    { "noise", "噪声之内" },
    { "better", "更好" },
    { "worse", "更差" },
    { "diverges", "发散" },
    { "policy", "策略" },
    { "accuracy", "准确率" },
    { "gain", "相差" },
    { "verdict", "结论" },
    { "(accuracy: validation samples, in percent, ± standard deviation over %d seeds; gain: against %s, with its "
      "95 %% interval.) The ranking is for one base rate and one budget; with another rate it can differ.",
      "（准确率：验证样本，百分数，± %d 个种子的标准差；相差：与 %s 之差，及其 95 %% 区间。）这个名次只适用于一个基础学习率和一个训练长度；换一个学习率，名次可能不同。" },
    { "Who wins?", "谁赢？" },
    /* tour_find.c */
    { "      rate   loss\n", "    学习率   损失\n" },
    { "Which base rate? The range test trains once, raises the rate at each update from %s to %s, and records the "
      "smoothed batch loss. It ended at rate %s.%s",
      "基础学习率取多大？范围测试只训练一次，每次更新都增大学习率，从 %s 到 %s，同时记录各批的损失（平滑后）。它在学习率 %s 处结束。%s" },
    { " The horizontal axis is the rate, on a logarithmic scale:", "横轴是学习率，对数坐标：" },
    { "Which rate would you train with?", "你会用多大的学习率来训练？" },
    { "Learning begins near %s, where a tenth of the decrease is reached; from %s on the loss becomes noisy or "
      "rises.",
      "学习大约从 %s 开始，那里损失已经下降了全部降幅的十分之一；从 %s 起损失开始抖动或上升。" },
    { "A run with %s diverged: its loss became NaN.", "用 %s 训练发散了：损失变成了 NaN。" },
    { "A run with %s gets %.1f %% of the validation samples right after %ld updates.",
      "用 %s 训练，验证样本答对 %.1f %%（%ld 次更新之后）。" },
    { "It is below %s, where the curve begins to fall: too small by this test.", "它小于 %s（曲线开始下降处）：按这个测试，太小了。" },
    { "It is above %s, where the curve becomes noisy or rises: too large.", "它大于 %s，从那里起曲线抖动或上升：太大了。" },
    { "It lies where the loss falls, between %s and %s.", "它在损失下降的一段里，%s 和 %s 之间。" },
    { "This curve is not clear enough for a suggestion.", "这条曲线不够清楚，给不出建议。" },
    { "  rule        rate     accuracy at end\n", "  规则        学习率   训练后的准确率\n" },
    { "Learning begins near %s; from %s on training diverges. The rules suggest a rate between the two, from one "
      "short test; several seeds show how reliable it is.",
      "学习从 %s 附近开始；从 %s 起训练发散。这些规则根据一次短测试，建议两者之间的一个学习率；它有多可靠，要看几个种子。" },
    { "Which rate?", "多大的学习率？" },
    /* tour_input.c */
    { "That line has %zu bytes; the limit is %zu.", "这一行有 %zu 个字节；最多 %zu 个。" },
    { "That line is not text: it has bytes that are not UTF-8, or control characters.",
      "这一行不是文本：有的字节不是 UTF-8，或是控制字符。" },
    { "\"%.*s\" does not answer this: a %snumber is needed, %s %s and at most %s.",
      "“%.*s”不是这里要的回答：请给一个%s数，%s %s，不超过 %s。" },
    { "whole ", "整" },
    { "above", "大于" },
    { "at least", "不小于" },
    /* tour_net.c */
    { "training loss", "训练集损失" },
    { "validation loss", "验证集损失" },
    { "  update   training   validation\n", "    更新   训练集损失   验证集损失\n" },
    { "  %6ld   %8.4f   %10.4f\n", "  %6ld   %10.4f   %10.4f\n" },
    { "A net, %s with %s, has just been trained on taiji, the yin-yang sign of the book: %d training samples, %ld "
      "updates, policy %s, base rate %s. %d more samples are for validation. Its losses:",
      "刚刚训练了一个网络 %s（%s），数据集是 taiji，即书中的太极图：%d 个训练样本，%ld 次更新，策略 %s，基础学习率 %s。另有 %d 个样本用于验证。它的损失：" },
    { "What percentage of the %d validation samples does it classify correctly at the end?", "最后，%d 个验证样本它答对百分之几？" },
    { "Always predicting the largest class is right for %.0f %% of the samples. A loss of %.4f means that the net "
      "gives the correct class a probability of exp(−%.4f) = %.0f %%, as a geometric mean.",
      "总是预测最大的一类，能答对 %.0f %% 的样本。损失 %.4f 表示网络给正确类别的概率，几何平均是 exp(−%.4f) = %.0f %%。" },
    { "Off by %.1f points: too %s.", "差 %.1f 个百分点：太%s。" },
    { "low", "低" },
    { "high", "高" },
    { "It gets %.1f %% right: %.0f of %d samples.", "答对 %.1f %%：%.0f 个样本，共 %d 个。" },
    { "What has a net learnt? taiji has two features, so the net can predict a class at every point of the plane "
      "(x to the right, y upwards). The map of its %d classes after %ld updates:",
      "网络学到了什么？taiji 有两个特征，所以网络可以预测平面上每一点的类别（x 向右，y 向上）。这是它的 %d 个类别在 %ld 次更新之后的分布图：" },
    { "Which class does it predict at x = %.1f, y = %.1f?", "在 x = %.1f、y = %.1f 处，它预测哪一类？" },
    { "The point is %.0f %% of the way from left to right, and %.0f %% of the way from bottom to top.",
      "这个点在从左往右 %.0f %% 处，从下往上 %.0f %% 处。" },
    { "Not class %.0f: %d of the %d samples are of that class, and the net predicts it elsewhere.",
      "不是第 %.0f 类：这一类有 %d 个样本（共 %d 个），网络在别处预测这一类。" },
    { "Class %.0f, with a probability of %.1f %%. Where two classes meet, the probability is lower.",
      "第 %.0f 类，概率 %.1f %%。在两类相接的地方，概率更低。" },
    { "A training", "一次训练" },
    { "What it has learnt", "学到了什么" },
    /* tour_paths.c */
    { "The loss of a net has too many dimensions to draw; a function of two variables can be drawn from above. The "
      "%s, f = %s, is flat along x and steep along y. sgd starts at (%s, %s) and makes %d updates, with one of "
      "these rates:",
      "网络的损失维数太多，画不出来；两个变量的函数却可以从上面画。%s 这个函数 f = %s，沿 x 平缓，沿 y 陡峭。sgd 从 (%s, %s) 出发做 %d 次更新，学习率是其中之一：" },
    { "Which path ends lowest: 1, 2, 3 or 4?", "哪一条轨迹的终点最低：1、2、3 还是 4？" },
    { "Each update subtracts the rate times the slope. Along the flat direction a small rate hardly moves; along "
      "the steep direction a large rate overshoots.",
      "每次更新减去学习率乘以斜率。沿平缓的方向，学习率小就几乎不动；沿陡峭的方向，学习率大就冲过头。" },
    { "No: its first update multiplies x by %.3g and y by %.3g, and after %d updates f is %.3g. %s",
      "不对：它的第一次更新使 x 乘以 %.3g，y 乘以 %.3g；%d 次更新之后 f 是 %.3g。%s" },
    { "It overshoots to the other side, farther each time.", "它每次都冲到另一边，越来越远。" },
    { "The direction is right, but it is slow along x.", "方向是对的，但沿 x 太慢。" },
    { " update", "   更新" },
    { "It is %d, rate %s. f after each update%s:", "是 %d，学习率 %s。每次更新之后的 f%s：" },
    { ", on a logarithmic scale", "，对数坐标" },
    { "Its first update multiplies x by %.3g and y by %.3g: both shrink. The steepest direction limits the rate, "
      "and the flattest is then slow; momentum and adam reduce this problem.",
      "它的第一次更新使 x 乘以 %.3g，y 乘以 %.3g：都变小。最陡的方向限制了学习率，最平缓的方向因此很慢；momentum 和 adam 能减轻这个问题。" },
    { "From above", "从上面看" },
    /* tour_rates.c */
    { "  update   rate\n", "    更新   学习率\n" },
    { "The learning rate sets how far each update moves the weights. A policy is a rule for how the rate changes "
      "with t, the number of finished updates. One of the four policies below gives these rates, from base rate %s "
      "over %d updates:",
      "学习率决定每次更新让权重移动多远。策略是一条规则：学习率怎样随 t（已完成的更新次数）变化。下面四种策略之一，基础学习率 %s，共 %d 次更新，给出这样的学习率：" },
    { "Which policy is it: 1, 2, 3 or 4?", "是哪一种策略：1、2、3 还是 4？" },
    { "Look at the start, the middle and the end: the rate is %.4g, %.4g and %.4g there.",
      "看开头、中间和结尾：那里的学习率是 %.4g、%.4g 和 %.4g。" },
    { "No: at update %ld the rate of %s is %.4g; above it is %.4g.", "不对：第 %ld 次更新时 %s 的学习率是 %.4g，而上面的是 %.4g。" },
    { "It is %d, written %s: a name%s.", "是 %d，写作 %s：一个名称%s。" },
    { ", and its parameters after the colon", "，冒号后面是它的参数" },
    { "%s is a staircase: every %.0f updates the rate is multiplied by gamma, %s. The base rate is %s; the rate at "
      "t is lr · gamma ^ floor(t / every).",
      "%s 是阶梯形的：每 %.0f 次更新，学习率乘以 gamma，即 %s。基础学习率是 %s；t 时刻的学习率是 lr · gamma ^ floor(t / every)。" },
    { "What is the rate at t = %ld?", "t = %ld 时的学习率是多少？" },
    { "How many times does %.0f fit into %ld? The rate has been multiplied by %s that many times.",
      "every 是 %.0f，t 是 %ld：t 里面有几个 every，学习率就乘了几次 %s。" },
    { "That is lr · gamma ^ %d. By update %ld there have been %.0f drops: floor(%ld / %.0f).",
      "那是 lr · gamma ^ %d。到第 %ld 次更新已经下降了 %.0f 次：floor(%ld / %.0f)。" },
    { "No: that is %.3g times the rate at t = %ld.", "不对：这是正确答案的 %.3g 倍（t = %ld）。" },
    { "The rate is %s: floor(%ld / %.0f) = %.0f times gamma, and %s · %s ^ %.0f = %.6g.",
      "学习率是 %s：floor(%ld / %.0f) = %.0f 次下降，%s · %s ^ %.0f = %.6g。" },
    { "%s multiplies the rate by %s at each of two milestones; the base rate is %s. t counts finished updates, so "
      "the first update uses t = 0. Does the milestone itself use the rate before the drop, or the rate after it?",
      "%s 在两个里程碑处各把学习率乘以 %s，基础学习率是 %s。t 数的是已完成的更新，所以第一次更新用 t = 0。正好在里程碑上，用的是下降之前的学习率，还是下降之后的？" },
    { "What is the rate at t = %ld exactly?", "正好在 t = %ld 时，学习率是多少？" },
    { "One update earlier the rate is %.6g, one later %.6g. One of the two is right.",
      "早一次更新学习率是 %.6g，晚一次更新是 %.6g。两者之一是对的。" },
    { "That is the rate of update %ld, just before. A boundary belongs to what follows it.",
      "这是第 %ld 次更新的学习率，就在边界之前。边界属于它后面的一段。" },
    { "The rate is %.6g: a boundary belongs to what follows it, so the new value already holds at t = %ld. At t = "
      "%ld it is still %.6g. This is true of every policy, and where two policies are joined.",
      "学习率是 %.6g：边界属于它后面的一段，所以 t = %ld 时新值已经生效。t = %ld 时还是 %.6g。每种策略都这样，两种策略相接之处也这样。" },
    { "A shape", "形状" },
    { "The rate at t", "t 时刻的学习率" },
    { "On the boundary", "边界上" },
    /* tour_spec.c */
    { "A + joins two policies, one after the other. %s rises for %.0f updates to the base rate, %s. The next "
      "policy starts at its own t = 0: cosine falls over the rest of the %d updates.",
      "加号把两种策略一前一后连接起来。%s 先用 %.0f 次更新升到基础学习率 %s。后一种策略从它自己的 t = 0 开始：cosine 在剩下的更新中下降，总共 %d 次。" },
    { "At which update has the rate fallen to half of its maximum, %s?", "在第几次更新，学习率降到最大值的一半，即 %s？" },
    { "Half a cosine reaches half its height in its middle. It begins at update %.0f and ends at %d.",
      "半个余弦在正中间降到一半。它从第 %.0f 次更新开始，到第 %d 次结束。" },
    { "At update %ld the rate still rises and is %.4g; the question is about the fall.",
      "第 %ld 次更新时学习率还在上升，是 %.4g；问的是下降途中。" },
    { "At update %ld the rate is %.4g; that is too %s.", "第 %ld 次更新时学习率是 %.4g；太%s了。" },
    { "early", "早" },
    { "late", "晚" },
    { "At update %ld the rate is %.4g: the cosine begins at %.0f, has %.0f updates, and reaches half its height in "
      "their middle.",
      "第 %ld 次更新时学习率是 %.4g：余弦从 %.0f 开始，有 %.0f 次更新，在正中间降到一半。" },
    { "Now write a policy. Of %d updates with base rate %s, the rate at t = %ld must be between %.4g and %.4g. Any "
      "policy that reaches it is right, single or joined by +; errors are shown with their place.",
      "现在你来写一种策略。共 %d 次更新，基础学习率 %s：t = %ld 时的学习率要在 %.4g 和 %.4g 之间。任何能做到的策略都对，单独一种，或用加号连接；写错了会指出错在哪里。" },
    { "Your policy?", "你的策略？" },
    { "step:every=E,gamma=G, exp:gamma=G, multistep:A/B,gamma=G, linear:end=S, cosine, expr:lr/(1+t) … At t = %ld "
      "the rate must be %.2g times the base rate.",
      "step:every=E,gamma=G、exp:gamma=G、multistep:A/B,gamma=G、linear:end=S、cosine、expr:lr/(1+t)…… t = %ld "
      "时的学习率要是基础学习率的 %.2g 倍。" },
    { "This is a valid policy, but its rate at t = %ld is %.4g: too %s.", "这是一种正确的策略，但它在 t = %ld 时的学习率是 %.4g：太%s了。" },
    { "small", "小" },
    { "large", "大" },
    { "%s has the rate %.4g at t = %ld:", "%s 的学习率是 %.4g（t = %ld 时）：" },
    { "One after the other", "一前一后" },
    { "One of your own", "自己写一个" },
};

const lehr_translations lehr_chinese_tour = { row, sizeof row / sizeof *row };
