#include "lab/grade/messages.h"
#include "core/base/utf8.h"
#include <string.h>

static const char *const rows[][2] = {
    /* a row that is not right */
    { "at %s your %s is %s%s, where %s is right", "在 %s，你的%s%s %s，正确的是 %s" },
    { "still ", "仍然是" },
    { "already ", "已经是" },
    { "", "是" },
    { "at %s your %s is not a number (nan), where %s is right", "在 %s，你的%s不是数（nan），正确的是 %s" },
    { "at %s your %s is infinite (%s), where %s is right", "在 %s，你的%s是无穷大（%s），正确的是 %s" },
    { "%s: %s", "%s：%s" },
    { "%s; %d of %d rows are right", "%s；%d 行正确，共 %d 行" },
    /* no row at all */
    { "at %s your function %s", "在 %s，你的函数%s" },
    { "behind the last row your program %s", "在最后一行之后，你的程序%s" },
    { "touched memory that is not its own, or called itself without end (segmentation fault)",
      "访问了不属于它的内存，或者无限递归（段错误）" },
    { "divided a whole number by zero", "用整数除以了零" },
    { "gave up (abort)", "自行放弃（abort）" },
    { "asked the system for what a submission may not have: a process, the network, a signal to others",
      "向系统要求了作业不允许使用的东西：进程、网络、给别人的信号" },
    { "was ended by signal %d", "被信号 %d 终止" },
    { "ended the program (exit %d)", "结束了程序（exit %d）" },
    { "did not come back within %s s", "在 %s 秒内没有返回" },
    { "did not come back within %s s by the clock, of which it used %s s", "按时钟在 %s 秒内没有返回，其中用了 %s 秒" },
    { "printed more than %zu bytes", "输出超过 %zu 字节" },
    { "could not be started: %s", "无法启动：%s" },
    { "wrote rows without end", "没完没了地写行" },
    { "wrote a row of its own; rows come from the tests", "自己写了一行；行只能由测试来写" },
    { "wrote something that is no row, where only the tests write", "在只有测试才能写的地方写了别的东西" },
    { "the marking was broken off", "评分被中断" },
    /* a race */
    { "your rate at %s is %s; it must be a number from 0 to %s", "你在 %s 的学习率是 %s；它必须是 0 到 %s 之间的数" },
    { "%s ± %s %s over %d seeds: better than %s", "%s ± %s %s，%d 个种子：好于 %s" },
    { "%s ± %s %s over %d seeds: worse than %s", "%s ± %s %s，%d 个种子：差于 %s" },
    { "%s ± %s %s over %d seeds: inside the noise, so no better than %s",
      "%s ± %s %s，%d 个种子：在噪声之内，不算好于 %s" },
    { "the same as %s over %d seeds", "与 %s 相同，%d 个种子" },
    { "the training diverged in %d of %d seeds", "训练发散了 %d 次，共 %d 个种子" },
    { "points of accuracy", "个百分点的准确率" },
    { "in loss", "（损失）" },
    { "in R²", "（R²）" },
    /* a file that cannot be marked */
    { "there is no %s", "没有 %s" },
    { "%s is a link, which is not followed", "%s 是链接，不会跟随" },
    { "%s is a folder, a pipe or a device; a file is needed", "%s 是文件夹、管道或设备；需要的是文件" },
    { "%s cannot be read: %s", "%s 无法读取：%s" },
    { "%s has %lld bytes; at most %d are marked", "%s 有 %lld 字节；最多评 %d 字节" },
    { "%s is empty", "%s 是空文件" },
    { "%s has a zero byte in it, so it is no text", "%s 里有零字节，不是文本" },
    { "it does not compile: %s", "无法编译：%s" },
    { "compiling took longer than %d s", "编译超过了 %d 秒" },
    { "compiling it asks for more than a submission may have: %s", "编译所需超过了作业允许的限度：%s" },
    { "the compiler gave up", "编译器放弃了" },
    { "it defines %s, which the tests have already", "它定义了 %s，而测试里已经有了" },
    { "it has no function %s", "它没有函数 %s" },
    { "it does not link: %s", "无法链接：%s" },
    /* the report */
    { "%s: %s of %s points", "%s：%s 分，满分 %s 分" },
    { "visible", "公开测试" },
    { "hidden", "隐藏测试" },
    { "%s of %s", "%s / %s" },
    { "%d warning%s of the compiler, which cost no points:", "编译器警告 %d 条%s，不扣分：" },
    { "s", "" },
    { "in part %s it printed %zu bytes:", "在 %s 部分它输出了 %zu 字节：" },
    { "name", "姓名" },
    { "total", "总分" },
    { "remark", "评语" },
    { "of", "满分" },
    { "%s: %s of %s on average, right in %d of %d", "%s：平均 %s / %s，%d 份全对，共 %d 份" },
    { "%d of %d broke this rule: %s", "%d 份违反了这条规则，共 %d 份：%s" },
    { "all right", "全对" },
};

enum { ROWS = sizeof rows / sizeof *rows };

static bool is_chinese;

void grade_speak_chinese(bool chinese) { is_chinese = chinese; }
bool grade_speaks_chinese(void)        { return is_chinese; }

const char *grade_in_words(const char *english)
{
    for (int i = 0; i < ROWS && is_chinese; i++)
        if (!strcmp(rows[i][0], english)) return rows[i][1];
    return english;
}

const char *grade_words_row(int i, bool chinese) { return i >= 0 && i < ROWS ? rows[i][chinese] : NULL; }

/* Characters that act instead of being shown: control codes, and marks of no width that change direction or join. */
static bool is_control(uint32_t code)
{
    return code < ' ' || (code >= 0x7f && code < 0xa0) || (code >= 0x200b && code <= 0x200f) ||
           (code >= 0x2028 && code <= 0x202e) || (code >= 0x2060 && code <= 0x207f) || code == 0xfeff;
}

void grade_add_clean(lehr_strbuf *out, const char *bytes, size_t n, bool lines)
{
    for (size_t i = 0, letter; i < n; i += letter) {
        uint32_t code;
        letter = lehr_utf8_decode(bytes + i, bytes + n, &code);
        bool malformed = letter == 1 && code == LEHR_UTF8_REPLACEMENT, stays = !malformed && !is_control(code);
        if (bytes[i] == '\t') lehr_strbuf_printf(out, " ");
        else if (stays || (lines && bytes[i] == '\n')) lehr_strbuf_append(out, bytes + i, letter);
        else lehr_strbuf_printf(out, "?");
    }
}
