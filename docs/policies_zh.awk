# policies_zh.awk — docs/policies.zh-CN.md from `lehr policies --markdown --lang zh`: each policy gets a line that names it in Chinese.
#
#     lehr policies --markdown --lang zh | awk -f docs/policies_zh.awk        docs/make_policies.sh does this
#
# A policy that is missing here ends the script with an error.
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
}

{ print }

/^## / {
    if (!($2 in policy)) { print "policies_zh.awk: no line for the policy " $2 >"/dev/stderr"; exit 1 }
    print ""
    print policy[$2]
}
