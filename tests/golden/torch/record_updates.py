#!/usr/bin/python3
"""record_updates.py - how PyTorch 1.13.1 moves parameters, for tests/optim/test_optim_torch.c.

    apt-get install --no-install-recommends python3-torch
    /usr/bin/python3 tests/golden/torch/record_updates.py          # writes updates.csv, groups.csv and clipped.csv beside itself

A line is a run: "the optimizer in Lehr's language",base rate, and then, after each update, the eight numbers of two parameters, a
weight [2 x 3] and a bias [2], in that order. Gradient and rate are formulas that the test repeats, and hang on where the parameters are:

    g[i] = (0.3 + 0.2 i) (w[i] - target[i]) + ((37 i + 101 t) mod 23 - 11) / 16      t = 1, 2, ...      lr = base / (1 + t / 8)

Everything is counted in double, the numbers that PyTorch keeps as float by default (NAdam's mu_product) too. The same bytes come out
each time.
"""
import os

import torch

torch.set_default_dtype(torch.float64)
UPDATES = 25
START = [0.75, -1.5, 0.25, 2.0, -0.5, 1.0, -0.125, 0.5]
TARGET = [0.5, 1.0, -1.0, 0.25, -2.0, 0.0, 1.5, -0.75]


def text(v):
    return str(v).lower() if isinstance(v, bool) else repr(v)


def knobs(named):
    return ",".join("%s=%s" % (k, text(v)) for k, v in named.items())


def spec(name, named):
    return name + ":" + knobs(named) if named else name


def torch_names(name, named):
    """PyTorch has beta1 and beta2 as a pair, and NAdam's paper formula (2.0's) in its foreach version."""
    given = dict(named)
    b1, b2 = given.pop("beta1", 0.9), given.pop("beta2", 0.999)
    if (b1, b2) != (0.9, 0.999):
        given["betas"] = (b1, b2)
    if given.pop("paper", False):
        given["foreach"] = True
    return given


def gradient(i, w, t):
    return (0.3 + 0.2 * i) * (w - TARGET[i]) + ((37 * i + 101 * t) % 23 - 11) / 16


def run(make, base, clip=None):
    """make(weight, bias) gives optimizers and the rate factors of their groups."""
    weight = torch.tensor(START[:6]).reshape(2, 3).requires_grad_()
    bias = torch.tensor(START[6:]).requires_grad_()
    numbers = []
    optimizers = make(weight, bias)
    for t in range(1, UPDATES + 1):
        now = weight.detach().flatten().tolist() + bias.detach().tolist()
        g = [gradient(i, w, t) for i, w in enumerate(now)]
        weight.grad, bias.grad = torch.tensor(g[:6]).reshape(2, 3), torch.tensor(g[6:])
        if clip:
            clip([weight, bias])
        for opt in optimizers:
            for group in opt.param_groups:
                group["lr"] = base / (1 + t / 8) * group.get("factor", 1)
            opt.step()
        numbers += weight.detach().flatten().tolist() + bias.detach().tolist()
    return numbers


def line(text, base, numbers):
    return '"%s",%r,%s\n' % (text, base, ",".join("%.17g" % v for v in numbers))


def write(name, lines):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".csv"), "w", newline="\n") as f:
        f.writelines(lines)


# --- every rule and every knob of it -----------------------------------------------------------------------------------

RULES = [
    ("SGD", 0.1, [{}, {"momentum": 0.9}, {"momentum": 0.8, "dampening": 0.3}, {"weight_decay": 0.1}, {"momentum": 0.9, "nesterov": True},
                  {"momentum": 0.5, "nesterov": True, "weight_decay": 0.05}, {"momentum": 0.7, "dampening": 1.0, "weight_decay": 0.01}]),
    ("Adagrad", 0.3, [{}, {"eps": 0.01}, {"lr_decay": 0.25}, {"initial_accumulator_value": 0.5}, {"weight_decay": 0.1},
                      {"lr_decay": 0.1, "initial_accumulator_value": 0.1, "weight_decay": 0.03, "eps": 1e-4}]),
    ("RMSprop", 0.02, [{}, {"alpha": 0.5}, {"eps": 0.1}, {"centered": True}, {"momentum": 0.9}, {"weight_decay": 0.1},
                       {"alpha": 0.9, "centered": True, "momentum": 0.6, "weight_decay": 0.02, "eps": 1e-3}]),
    ("Adadelta", 1.0, [{}, {"rho": 0.5}, {"eps": 0.01}, {"weight_decay": 0.1}, {"rho": 0.75, "eps": 1e-3, "weight_decay": 0.05}]),
    ("Adam", 0.05, [{}, {"beta1": 0.5}, {"beta2": 0.9}, {"eps": 0.1}, {"weight_decay": 0.1}, {"amsgrad": True},
                    {"beta1": 0.8, "beta2": 0.7, "eps": 1e-3, "amsgrad": True, "weight_decay": 0.02}]),
    ("AdamW", 0.05, [{}, {"weight_decay": 0.3}, {"weight_decay": 0.0}, {"amsgrad": True}, {"beta1": 0.5, "beta2": 0.8, "eps": 0.01},
                     {"beta1": 0.7, "beta2": 0.6, "weight_decay": 0.2, "amsgrad": True}]),
    ("NAdam", 0.05, [{}, {"beta1": 0.5}, {"beta2": 0.9}, {"eps": 0.1}, {"weight_decay": 0.1}, {"momentum_decay": 0.1},
                     {"beta1": 0.8, "beta2": 0.7, "eps": 1e-3, "momentum_decay": 0.02, "weight_decay": 0.05},
                     {"paper": True}, {"beta1": 0.6, "momentum_decay": 0.05, "weight_decay": 0.02, "paper": True}]),
]


def optimizer(name, named, base, params):
    return getattr(torch.optim, name)(params, lr=base, **torch_names(name, named))


def whole(name, base, named):
    return lambda weight, bias: [optimizer(name, named, base, [weight, bias])]


def updates():
    return [line(spec(name, named), base, run(whole(name, base, named), base)) for name, base, sets in RULES for named in sets]


# --- groups: one optimizer with parameter groups, or two optimizers side by side -------------------------------------------

def grouped(name, base, named, group):
    """The bias with settings of its own; its rate is a share."""
    own = torch_names(name, {k: v for k, v in group.items() if k != "rate"})

    def make(weight, bias):
        groups = [{"params": [weight]}, {"params": [bias], "factor": group.get("rate", 1), **own}]
        return [optimizer(name, named, base, groups)]
    return line(spec(name, named) + "; *.bias: " + knobs(group), base, run(make, base))


def mixed(base, first, second, rate):
    def make(weight, bias):
        opts = [optimizer(*first, base, [weight]), optimizer(*second, base, [bias])]
        opts[1].param_groups[0]["factor"] = rate
        return opts
    return line("%s; *.bias: %s" % (spec(*first), spec(second[0], {**second[1], "rate": rate})), base, run(make, base))


def groups():
    return [
        grouped("SGD", 0.1, {"momentum": 0.9, "weight_decay": 0.1}, {"weight_decay": 0.0}),
        grouped("SGD", 0.1, {"momentum": 0.9}, {"rate": 2.0}),
        grouped("SGD", 0.1, {"momentum": 0.8, "weight_decay": 0.1}, {"momentum": 0.3, "rate": 0.5}),
        grouped("Adam", 0.05, {"beta1": 0.8}, {"rate": 0.1, "weight_decay": 0.2}),
        grouped("Adam", 0.05, {"amsgrad": False}, {"amsgrad": True}),
        grouped("AdamW", 0.05, {"weight_decay": 0.2}, {"weight_decay": 0.0, "rate": 3.0}),
        grouped("NAdam", 0.05, {}, {"beta1": 0.5, "momentum_decay": 0.1}),
        grouped("RMSprop", 0.02, {"momentum": 0.5}, {"rate": 0.0}),
        mixed(0.05, ("Adam", {}), ("SGD", {"momentum": 0.9}), 1.0),
        mixed(0.05, ("SGD", {}), ("Adam", {"beta1": 0.7, "amsgrad": True}), 0.5),
        mixed(0.1, ("SGD", {"momentum": 0.9, "nesterov": True}), ("Adagrad", {"initial_accumulator_value": 0.25}), 2.0),
        mixed(0.1, ("Adadelta", {}), ("NAdam", {}), 0.3),
    ]


# --- clipping, before the optimizer ------------------------------------------------------------------------------------

def by_norm(most):
    return "clip_norm", most, lambda ps: torch.nn.utils.clip_grad_norm_(ps, most)


def by_value(most):
    return "clip_value", most, lambda ps: torch.nn.utils.clip_grad_value_(ps, most)


def clipped():
    lines = []
    for name, base, named in (("SGD", 0.1, {"momentum": 0.9}), ("SGD", 0.1, {"weight_decay": 0.1}), ("Adam", 0.05, {})):
        for knob, most, clip in (by_norm(0.5), by_norm(1.5), by_norm(100.0), by_value(0.25), by_value(1.0)):
            lines.append(line(spec(name, {**named, knob: most}), base, run(whole(name, base, named), base, clip)))
    return lines


if __name__ == "__main__":
    write("updates", updates())
    write("groups", groups())
    write("clipped", clipped())
