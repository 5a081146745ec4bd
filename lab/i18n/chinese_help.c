/* chinese_help.c — help texts and manual pages of the commands */
#include "lab/i18n/chinese.h"

static const lehr_translation row[] = {
    { "submissions: a folder for each student, or a file NAME.c for each",
      "提交的作业：每个学生一个文件夹，或者一个文件 NAME.c" },
    { "more tests, which students have not seen: another tests.c and expected.txt",
      "学生没有见过的附加测试：另一份 tests.c 和 expected.txt" },
    { "the mark sheet; - is standard output, instead of the report", "成绩表；- 表示写到标准输出，代替报告" },
    { "all results as JSON, instead of the report", "全部结果写成 JSON，代替报告" },
    { "limit of processor time for each part, in seconds", "每一部分的处理器时间上限，单位：秒" },
    { "submissions at a time; the marks do not depend on it", "同时批改的份数；成绩与它无关" },
    { "the C compiler, a name or a path; default cc", "C 编译器，名字或路径；默认为 cc" },
    { "no progress", "不显示进度" },
    { "grade: FILE and --all are both given; mark one file, or all of a folder",
      "grade：同时给出了 FILE 和 --all；请只批改一个文件，或者整个文件夹" },
    { "--csv - and --json would both go to standard output", "--csv - 和 --json 都要写到标准输出" },
    { "marking %ld at a time needs %lld open files; at most %lld may be open here (ulimit -Hn)",
      "同时批改 %ld 份需要打开 %lld 个文件；这里最多能打开 %lld 个（ulimit -Hn）" },
    { "the folder of an assignment", "作业的文件夹" },
    { "For example", "例如" },
    { "lehr: learn how training works", "lehr：学习训练是怎样进行的" },
    { "SPEC is a policy such as cosine or step:every=500,gamma=0.5; TASK is a data set such as taiji, iris or "
      "houses (`lehr data` lists them), or a file of data.",
      "SPEC 是学习率策略，例如 cosine 或 step:every=500,gamma=0.5；TASK 是数据集，例如 taiji、iris 或 houses（"
      "`lehr data` 列出全部），或者一个数据文件。" },
    { "`lehr train --help` or `lehr help train` explains a command, with examples; `lehr train --man | man -l "
      "-` shows its manual page.",
      "`lehr train --help` 或 `lehr help train` 说明一个命令，并举例；`lehr train --man | man -l -` 显示它的手册"
      "页。" },
    { "This is %s; numbers are %s, products by %s%s.", "这是 %s；数的类型是 %s，矩阵乘法用 %s%s。" },
    { ", with MPI", "，支持 MPI" },
    { "%s is \"%.40s\"; it must be en or zh", "%s 是 \"%.40s\"；应为 en 或 zh" },
    { "%s; figures are in English\n", "%s；图中的文字用英文\n" },
    { "what to draw: loss, accuracy, rates, a metric such as train_loss …; an unknown name lists all",
      "画什么：loss、accuracy、rates，或者一个指标，例如 train_loss …；给出未知的名字时，列出全部" },
    { "one figure", "一张图" },
    { "all figures of these files: DIR/loss.png, …", "这些文件的所有图：DIR/loss.png、…" },
    { "size in logical pixels; the default depends on the figure", "大小，单位：逻辑像素；默认值取决于图的种类" },
    { "device pixels per logical pixel; the default is 2", "每个逻辑像素对应的设备像素数；默认为 2" },
    { "the title of the figure", "图的标题" },
    { "values on a logarithmic axis", "纵轴用对数刻度" },
    { "values on a linear axis", "纵轴用线性刻度" },
    { "--log or --linear, but not both", "--log 和 --linear 只能给一个" },
    { "--png is for one picture and --out for all; give one of them",
      "--png 画一张图，--out 画所有的图；请只给一个" },
    { "--out draws all there is; --what is for --png or the terminal",
      "--out 会画出所有的图；--what 用于 --png 或终端" },
    { "--size is for a picture; give --png FILE or --out DIR too",
      "--size 用于图片；请同时给出 --png FILE 或 --out DIR" },
    { "--scale is for a picture; give --png FILE or --out DIR too",
      "--scale 用于图片；请同时给出 --png FILE 或 --out DIR" },
    { "there is no %.40s in %s; there is %s", "没有 %.40s（文件 %s）；其中有 %s" },
    { "%s: its last line has no end and may have been cut off; it is left out\n",
      "%s：最后一行没有结尾，可能不完整；已略去\n" },
    { "there is no option %.40s; did you mean %s?", "没有选项 %.40s；是不是想写 %s？" },
    { "there is no option %.40s here; options follow the command, as in `lehr train taiji --lr 0.1`",
      "这里没有选项 %.40s；选项写在命令之后，例如 `lehr train taiji --lr 0.1`" },
    { "%s has no option %.*s; did you mean --%s?", "%s 没有选项 %.*s；是不是想写 --%s？" },
    { "%s has no option %.*s; --help lists those it has", "%s 没有选项 %.*s；--help 列出全部选项" },
    { "there is no command \"%.40s\"%s", "没有命令 \"%.40s\"%s" },
    { "there is no command \"%.40s\"; `lehr --help` lists them all", "没有命令 \"%.40s\"；`lehr --help` 列出全部命令" },
    { "which command? `lehr --help` lists them all", "要运行哪个命令？`lehr --help` 列出全部命令" },
    { "/dev/null: cannot be opened: %s", "/dev/null：无法打开：%s" },
    { "--%s is empty; %s is expected", "--%s 是空的；应为 %s" },
    { "--%s has more than %d values", "--%s 的值多于 %d 个" },
    { "--%s is \"%.40s\"; it must be width x height in whole numbers, such as 960x560, from 200x120 to 4000x4000",
      "--%s 是 \"%.40s\"；应为宽 x 高，都是整数，例如 960x560，从 200x120 到 4000x4000" },
    { "--%s: \"%.40s\" is one word too many; %d are the most it takes", "--%s：多了一个词 \"%.40s\"；最多 %d 个" },
    { "%.*s takes no value", "%.*s 不带值" },
    { "--%s is given twice", "--%s 给出了两次" },
    { "--%s takes no value", "--%s 不带值" },
    { "--%s needs a value: --%s %s", "--%s 需要一个值：--%s %s" },
    { "%s: \"%.100s %.100s\" needs quotes, as it has a blank in it", "%s：\"%.100s %.100s\" 中有空格，请加引号" },
    { "%s: \"%.100s\" is one word too many; usage: lehr %s", "%s：多了一个词 \"%.100s\"；用法：lehr %s" },
    { "language of messages and figures; default LEHR_LANG, else the locale's",
      "消息和图的语言；默认由 LEHR_LANG 决定，否则由区域设置决定" },
    { "%s has more than %d options", "%s 的选项多于 %d 个" },
    { "--from is \"%.40s\"; it must be two numbers with a comma between them, such as -1.5,2, from %s to %s",
      "--from 是 \"%.40s\"；应为两个数，中间用逗号隔开，例如 -1.5,2，范围从 %s 到 %s" },
    { "--%s is for a picture; give --png FILE or --out DIR too",
      "--%s 用于图片；请同时给出 --png FILE 或 --out DIR" },
    { "--optim has %d rules and --sched %d schedules, which makes %d paths; %d are the most that can be "
      "distinguished",
      "--optim 有 %d 个优化器，--sched 有 %d 个学习率策略，共 %d 条路径；最多能区分 %d 条" },
    { "updates; the default is %s", "更新次数；默认为 %s" },
    { "update rules, such as sgd momentum adam:beta1=0.8 (`docs/rules.md` has them all)",
      "优化器，例如 sgd momentum adam:beta1=0.8（`docs/rules.md` 列出全部）" },
    { "learning-rate policies, such as cosine step:every=50 (`lehr policies`); else fixed",
      "学习率策略，例如 cosine step:every=50（`lehr policies`）；默认为 fixed" },
    { "base learning rate; 0.02/0.4: one for each rule; the default depends on rule and function",
      "基础学习率；0.02/0.4：每个优化器一个；默认值取决于优化器和函数" },
    { "where the paths start; each function has a default", "路径的起点；每个函数都有默认值" },
    { "all points as CSV: optim,sched,step,x,y,f,lr; - is standard output",
      "把所有的点写成 CSV：optim,sched,step,x,y,f,lr；- 表示标准输出" },
    { "the paths on a contour map", "画在等高线图上的路径" },
    { "both, as paths.csv and paths.png", "两者都要，即 paths.csv 和 paths.png" },
    { "the picture's title", "图的标题" },
    { "its size in logical pixels, two device pixels to one (860x640)",
      "图的大小，单位：逻辑像素，每个逻辑像素对应两个设备像素（860x640）" },
    { "Minimises a function of two variables. Each rule is combined with each schedule, from the same start, in "
      "the loop of\n"
      "a training. Without --optim these are five rules with the book's settings.",
      "求二元函数的最小值。每个优化器与每个学习率策略组合，从同一个起点出发，所用的循环与训练相同。不给出 "
      "--optim 时，用五种优化器，参数与书中相同。" },
    { "Draws what train, compare, find, paths or schedule wrote as CSV, or the weights of a checkpoint; the "
      "header shows which it is.\n"
      "Several files of a kind come into one picture. With --png or --out a picture, in any size and language; "
      "else the lines are\n"
      "drawn in the terminal.",
      "把 train、compare、find、paths 或 schedule 写出的 CSV，或者检查点中的权重画成图；种类由文件头决定。同一种"
      "类的几个文件画在一张图中。给出 --png 或 --out 时生成图片，大小和语言可选；否则在终端里画出曲线。" },
    { "Compiles a student's file, runs each part of the assignment's tests on it, and reports the points, the "
      "first difference from\n"
      "the expected rows, and the rule that it breaks. FOLDER has the file as students get it, tests.c and "
      "expected.txt; FILE is\n"
      "marked instead of the one there. SUBMISSIONS has a folder for each student with the file in it, or "
      "NAME.c for each.\n"
      "A submission cannot stop the marking or read another's folder: it is compiled and run in a sandbox "
      "(Landlock, seccomp, and,\n"
      "where root marks, a user that owns no file). Where the sandbox is not available, nothing is marked.",
      "编译学生的文件，对它运行作业各部分的测试，报告得分、与预期结果的第一处差别，以及它违反的规则。FOLDER 中有"
      "发给学生的那个文件、tests.c 和 expected.txt；给出 FILE 时，批改 FILE，而不是文件夹里的那个文件。"
      "SUBMISSIONS 中每个学生有一个包含该文件的文件夹，或者一个 NAME.c。提交的作业不能中止批改，也不能读取别人的"
      "文件夹：它在沙箱中编译和运行（Landlock、seccomp；由 root 批改时，还用一个不拥有任何文件的用户）。沙箱不可"
      "用时，不批改任何作业。" },
    { "print all at once: no pause, no colour, tables instead of drawings, answers below questions",
      "一次输出全部内容：不停顿，不用颜色，用表格代替图形，答案在问题下面" },
    { "seed of the questions and of the runs; default 0", "问题和训练的随机种子；默认为 0" },
    { "a first hour with Lehr: look, guess, and see why", "Lehr 入门一小时：看一看，猜一猜，弄清原因" },
    { "A first hour with Lehr, in the terminal: a policy's shape, its rate at t and on a boundary, two policies "
      "joined, one of your own, a\n"
      "training, what it has learnt, a comparison, a range test, paths seen from above. Each stop computes a "
      "result, asks a question,\n"
      "explains why an answer is right or wrong, and ends with the command line that shows the same.\n"
      "Enter continues or shows the answer; ? gives a hint, b goes back, q or the end of input quits. Answers "
      "may come from a pipe, one\n"
      "per line. If standard output is not a terminal but input is, all stops are printed at once, as with "
      "--plain. Nothing is written to disk.",
      "在终端里用一小时认识 Lehr：一个学习率策略的形状，它在 t 处和边界上的学习率，两个策略的连接，自己写的策略"
      "，一次训练，它学到了什么，一次比较，一次学习率范围测试，从上方看到的路径。每一站先计算一个结果，提一个问"
      "题，说明答案为什么对或错，最后给出能得到同样结果的命令行。按回车键继续或者显示答案；? 给出提示，b 返回上"
      "一站，q 或者输入结束时退出。答案可以来自管道，每行一个。如果标准输出不是终端，而输入是终端，就一次输出所"
      "有的站，与 --plain 相同。不向磁盘写任何文件。" },
    { "standard input: cannot read: %s", "标准输入：无法读取：%s" },
};

const lehr_translations lehr_chinese_help = { row, sizeof row / sizeof *row };
