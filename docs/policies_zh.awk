# policies_zh.awk — docs/policies.zh-CN.md from docs/policies.md: fixed phrases are replaced, each policy gets a line in Chinese.
#
#     awk -f docs/policies_zh.awk docs/policies.md >docs/policies.zh-CN.md        docs/make_policies.sh does this
#
# A phrase or a policy that is missing here ends the script with an error.
BEGIN {
    policy["fixed"]        = "不变的学习率。"
    policy["step"]         = "阶梯衰减：每隔固定次数的更新，乘以 gamma。"
    policy["multistep"]    = "多步衰减：在指定的更新处，乘以 gamma。"
    policy["piecewise"]    = "分段常数：每一段有自己的值。"
    policy["exp"]          = "指数衰减：每次更新降低同样的比例。"
    policy["natexp"]       = "自然指数衰减：以 e 为底的指数衰减。"
    policy["time"]         = "反比例衰减：学习率的倒数随更新次数线性增大。"
    policy["inv"]          = "幂次反比衰减（Caffe 的 inv），越降越慢。"
    policy["rsqrt"]        = "平方根反比衰减：先保持不变，再与更新次数的平方根成反比。"
    policy["noam"]         = "Transformer 论文的策略：先线性预热，再按平方根反比衰减。"
    policy["poly"]         = "多项式衰减：沿多项式曲线降到终点。"
    policy["linear"]       = "线性变化：从 start 倍到 end 倍，可用作线性预热或线性衰减。"
    policy["constant"]     = "先用较小的常数，再用基础学习率；一种简单的预热。"
    policy["cosine"]       = "余弦退火（cosine annealing）：沿半个余弦下降。"
    policy["restarts"]     = "带热重启的余弦退火（SGDR）：学习率降下来，然后重启。"
    policy["hardrestarts"] = "在训练中重启若干次的余弦退火。"
    policy["triangular"]   = "循环学习率：沿三角波升降。"
    policy["triangular2"]  = "循环学习率：三角波，每个周期的高度减半。"
    policy["exprange"]     = "循环学习率：三角波，高度按指数衰减。"
    policy["onecycle"]     = "单周期策略（1cycle）：先升到最大值，再降到很小的值。"
    policy["wsd"]          = "预热、保持、衰减（warmup-stable-decay）。"
    policy["warmup"]       = "预热（warm-up）：把学习率从小升到基础学习率。"
    policy["sigmoid"]      = "沿 S 形曲线（sigmoid）下降。"
    policy["tanh"]         = "沿双曲正切曲线下降。"
    policy["kdecay"]       = "k-decay：形状可调的余弦退火。"
    policy["noise"]        = "随机噪声：作为一个因子，与其他策略相乘。"
    policy["expr"]         = "自己写的公式。"
    policy["plateau"]      = "平台期衰减：指标不再改善时，降低学习率。"

    phrase["the training's"] = "训练的更新次数";    phrase["required"] = "必须给出"
    phrase["half the training"] = "训练的一半";     phrase["gamma for each"] = "每处都是 gamma"
}

function fail(text) { print "policies_zh.awk: " text >"/dev/stderr"; failed = 1; exit 1 }

function default_zh(text,    key) {
    for (key in phrase) gsub(key, phrase[key], text)
    return text
}

function range_zh(text) {
    gsub(/a whole number, /, "整数，", text)
    gsub(/a whole number/, "整数", text)
    text = bounds_zh(text)
    sub(/one of: /, "以下之一：", text)
    if (text ~ / or more/) { sub(/ or more/, "", text); text = lower_bound_zh(text) }
    sub(/above /, "大于 ", text)
    return text
}

function lower_bound_zh(text,    at) {
    at = match(text, /[-0-9]/)
    return substr(text, 1, at - 1) "不小于 " substr(text, at)
}

# "at least 0 and at most 1", "above 0 and below 1" …
function bounds_zh(text) {
    sub(/at least /, "不小于 ", text)
    sub(/ and at most /, "，不大于 ", text)
    sub(/ and below /, "，小于 ", text)
    return text
}

function notes_zh(text) {
    if (text ~ /Source: /) { sub(/'s,/, ",", text); sub(/'s? /, " 的 ", text) }
    sub(/^Also called /, "别名：", text)
    sub(/\. Source: /, "。来源：", text)
    sub(/^Source: /, "来源：", text)
    gsub(/book 11\.8/, "本书 11.8 节", text)
    gsub(/; /, "；", text)
    sub(/, falling\.$/, "，下降的那一种.", text)
    sub(/^Under PyTorch's name it means the same\./, "用 PyTorch 的名字，意思相同.", text)
    sub(/^Under PyTorch's name it has PyTorch's defaults, /, "用 PyTorch 的名字，默认值也同 PyTorch：", text)
    sub(/^Under PyTorch's name it also takes /, "用 PyTorch 的名字，还可以有 ", text)
    gsub(/, and takes /, "，还可以有 ", text)
    gsub(/one of: /, "以下之一：", text)
    gsub(/\), /, ")，", text)
    sub(/\.$/, "。", text)
    return text
}

/^```/ { code = !code; print; next }
code   { print; next }

/^# /  { print "# 所有学习率策略：学习率衰减、余弦退火、预热、循环学习率"; next }
/^English · / { print "[English](policies.md) · 中文"; next }
/^\*Generated / {
    print "*由 `lehr policies --markdown` 从 `sched/*policies.c` 生成，并译成中文；每张图都由图下面的命令画出。策略在别处也叫学习率调度器（scheduler）。*"
    next
}
/^`lr` is the base rate/ {
    print "`lr` 是基础学习率。`t` 是已经完成的更新（迭代）次数，第一次更新用 `t = 0`。在转折点上，新的值已经生效。" \
          "每种策略对任何 `t` 都有定义，超过终点也一样。"
    next
}
/^`A\+B` runs/ {
    print "`A+B` 表示先用 `A`，再用 `B`。`A*B` 表示相乘：每种策略给出基础学习率的一个倍数。每种策略还可以有 `for=N`，即 `+` 之前的长度，" \
          "以及 `unit=epoch`，即按轮计数。`lehr explain SPEC` 说明一段规格文本。"
    next
}
/^!\[The six policies/ { sub(/The six policies of the book on one axis/, "书中的六种策略画在一起"); print; next }
/^!\[/ { sub(/ over 1,000 updates/, "，1,000 次更新"); print; next }
/^\| policy \|/    { print "| 策略 | t 时的学习率 | 参数 |"; next }
/^\| parameter \|/ { print "| 参数 | 默认值 | 范围 | 别名 |"; next }
/^\|-/ { print; next }
/^\| \[/ { n = split($0, cell, "|"); cell[n - 1] = default_zh(cell[n - 1]); print_cells(n); next }
/^\| `/  { n = split($0, cell, "|"); cell[3] = default_zh(cell[3]); cell[4] = range_zh(cell[4]); print_cells(n); next }
/^## /   { name = $2; print; if (!(name in policy)) fail("no line for the policy " name); print ""; print policy[name]; next }
/^`.*`$/ { print; next }
/^(Also called|Source:|Under PyTorch's name)/ { print notes_zh($0); next }
/^$/     { print; next }
{ fail("no Chinese for: " $0) }

function print_cells(n,    i, line) {
    line = cell[1]
    for (i = 2; i <= n; i++) line = line "|" cell[i]
    print line
}
