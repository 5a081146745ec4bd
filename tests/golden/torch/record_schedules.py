#!/usr/bin/python3
"""record_schedules.py - what PyTorch 1.13.1 says, for tests/sched/test_sched_torch.c and tests/sched/test_plateau.c.

    apt-get install --no-install-recommends python3-torch
    /usr/bin/python3 tests/golden/torch/record_schedules.py        # writes the CSV files beside itself

A line is a curve: "the schedule in Lehr's language and PyTorch's names",base rate,rate at t = 0,rate at t = 1,...
An empty field is the field before it again. Every parameter is drawn from a fixed seed, so the same bytes come out each time.
"""
import math
import os
import random
import warnings

import torch
from torch.optim import lr_scheduler as pt

warnings.filterwarnings("ignore")       # "get_lr without a step of the optimizer", and step(epoch) in SequentialLR
UPDATES = 1000                          # rates at t = 0 ... 1000
SETS = 10


# --- text ------------------------------------------------------------------------------------------------------------

def number(v):
    return repr(v)                      # the shortest text that reads back as v


def value(v):
    if isinstance(v, (list, tuple)):
        return "/".join(number(x) for x in v)
    return v if isinstance(v, str) else str(v).lower() if isinstance(v, bool) else number(v)


def spec(name, knobs):
    text = ",".join("%s=%s" % (k, value(v)) for k, v in knobs.items())
    return name + ":" + text if text else name


def line(text, lr, numbers):
    fields, last = [], None
    for v in numbers:
        now = "nan" if math.isnan(v) else "%.17g" % v
        fields.append("" if now == last else now)
        last = now
    return '"%s",%s,%s\n' % (text, number(lr), ",".join(fields))


def write(name, lines):
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), name + ".csv"), "w", newline="\n") as f:
        f.writelines(lines)


# --- curves ----------------------------------------------------------------------------------------------------------

def optimizer(lr):
    return torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=lr, momentum=0.9)


def rates(opt, schedule, updates):
    heard = [opt.param_groups[0]["lr"]]
    for _ in range(updates):
        opt.step()
        schedule.step()
        heard.append(opt.param_groups[0]["lr"])
    return [float(v) for v in heard]


def base(r):
    return round(math.exp(r.uniform(math.log(1e-4), math.log(2))), 6)


def make(name, opt, knobs):
    still = {"cycle_momentum": False} if name in ("CyclicLR", "OneCycleLR") else {}
    return getattr(pt, name)(opt, **knobs, **still)


def record(name, draw):
    """Ten curves of one class; draw(r, i) gives the knobs."""
    r, lines = random.Random(name), []
    for i in range(SETS):
        lr = base(r)
        knobs = draw(r, i, lr)
        opt = optimizer(lr)
        updates = knobs["total_steps"] - 1 if name == "OneCycleLR" else UPDATES
        lines.append(line(spec(name, knobs), lr, rates(opt, make(name, opt, knobs), updates)))
    return lines


# --- parameters, one function a class ----------------------------------------------------------------------------------

def step(r, i, lr):
    knobs = {"step_size": r.choice([1, 7, 37, 100, 250]), "gamma": round(r.uniform(0.3, 1), 3)}
    return knobs if i else {"step_size": 300}                                   # PyTorch's own gamma


def multistep(r, i, lr):
    knobs = {"milestones": sorted(r.sample(range(1, 1000), r.randint(1, 8))), "gamma": round(r.uniform(0.2, 1), 3)}
    if i == 1:
        knobs["milestones"] = [100, 100, 400]                                   # a milestone twice
    return knobs if i else {"milestones": [300, 600, 900]}


def constant(r, i, lr):
    return {"factor": round(r.uniform(0.01, 1), 4), "total_iters": r.randint(1, 900)} if i else {}


def linear(r, i, lr):
    start, end = round(r.uniform(0.01, 1), 4), round(r.uniform(0, 1), 4)
    return {"start_factor": start, "end_factor": end if i > 4 else 1.0, "total_iters": r.randint(2, 1100)} if i else {}


def exponential(r, i, lr):
    return {"gamma": round(r.choice([r.uniform(0.9, 1), r.uniform(0.99, 1), r.uniform(0.999, 1)]), 6)}


def polynomial(r, i, lr):
    return {"total_iters": r.randint(200, 1400), "power": round(r.uniform(0.4, 3), 3)} if i else {}


def floor(r, lr):
    return round(lr * r.choice([0, 0.01, 0.3]), 8)


def cosine(r, i, lr):
    return {"T_max": [1000, 1001, 1024, 1500][i] if i < 4 else r.randint(1000, 3000), "eta_min": floor(r, lr)}


def restarts(r, i, lr):
    first = [1, 1, 2, 10][i] if i < 4 else r.randint(3, 300)
    return {"T_0": first, "T_mult": [1, 3, 2, 1][i] if i < 4 else r.randint(1, 4), "eta_min": floor(r, lr)}


def cyclic(mode):
    def draw(r, i, lr):
        low = round(lr * r.uniform(0.01, 0.5), 8)
        knobs = {"base_lr": low, "max_lr": round(lr * r.uniform(0.6, 3), 8), "step_size_up": r.randint(1, 160), "mode": mode}
        if i > 1:
            knobs["step_size_down"] = knobs["step_size_up"] + r.choice([1, 3, 50, 99])
        if mode == "exp_range" and i:
            knobs["gamma"] = round(r.uniform(0.99, 1), 5)
        return knobs
    return draw


def onecycle(three):
    def draw(r, i, lr):
        total = r.choice([1000, 1024, 1200, 1250])
        peak = r.randint(2, total // 2 if three else total - 2)
        while not (peak / total * total).is_integer():
            peak += 1
        knobs = {"total_steps": total, "max_lr": round(lr * r.uniform(0.5, 2), 6), "pct_start": peak / total}
        if i > 1:
            knobs.update(div_factor=round(r.uniform(2, 50), 2), final_div_factor=round(r.uniform(2, 2e4), 1))
        knobs.update(anneal_strategy=["cos", "linear"][i % 2], three_phase=three)
        return knobs
    return draw


# --- joints and products -----------------------------------------------------------------------------------------------

SEQUENCES = [   # the first lasts so many updates, then the next, ...
    [("LinearLR", dict(start_factor=0.1, total_iters=50), 50), ("CosineAnnealingLR", dict(T_max=1000, eta_min=0.0001))],
    [("LinearLR", dict(start_factor=0.25, total_iters=30), 100), ("StepLR", dict(step_size=200, gamma=0.5))],
    [("ConstantLR", dict(factor=0.1, total_iters=20), 20), ("ExponentialLR", dict(gamma=0.995))],
    [("LinearLR", dict(total_iters=5), 5), ("MultiStepLR", dict(milestones=[300, 600], gamma=0.2))],
    [("LinearLR", dict(start_factor=0.01, total_iters=100), 100), ("PolynomialLR", dict(total_iters=900, power=2.0))],
    [("ConstantLR", dict(factor=0.5, total_iters=300), 200), ("CosineAnnealingWarmRestarts", dict(T_0=100, T_mult=2, eta_min=0.001))],
    [("ExponentialLR", dict(gamma=0.99), 333), ("LinearLR", dict(start_factor=1.0, end_factor=0.2, total_iters=400))],
    [("StepLR", dict(step_size=10, gamma=0.9), 95), ("ConstantLR", dict(factor=0.3, total_iters=7), 31), ("CosineAnnealingLR", dict(T_max=900))],
    [("LinearLR", dict(start_factor=0.5, total_iters=10), 10), ("ConstantLR", dict(factor=1.0, total_iters=1), 490), ("PolynomialLR", dict(total_iters=500))],
    [("CosineAnnealingLR", dict(T_max=400), 400), ("StepLR", dict(step_size=50)), ],
]

PRODUCTS = [
    [("ConstantLR", dict(factor=0.25, total_iters=20)), ("ExponentialLR", dict(gamma=0.998))],
    [("LinearLR", dict(start_factor=0.1, total_iters=100)), ("StepLR", dict(step_size=150, gamma=0.7))],
    [("LinearLR", dict(start_factor=0.01, total_iters=50)), ("MultiStepLR", dict(milestones=[400, 800], gamma=0.1))],
    [("ExponentialLR", dict(gamma=0.9995)), ("StepLR", dict(step_size=100, gamma=0.9))],
    [("LinearLR", dict(start_factor=0.2, total_iters=40)), ("PolynomialLR", dict(total_iters=1100, power=1.5))],
    [("ConstantLR", dict()), ("LinearLR", dict()), ("ExponentialLR", dict(gamma=0.99))],
    [("ConstantLR", dict(factor=0.5, total_iters=500)), ("ConstantLR", dict(factor=0.5, total_iters=250))],
    [("StepLR", dict(step_size=3, gamma=0.99)), ("StepLR", dict(step_size=7, gamma=0.98))],
    [("LinearLR", dict(start_factor=1.0, end_factor=0.1, total_iters=700)), ("MultiStepLR", dict(milestones=[100, 200, 300], gamma=0.8))],
    [("PolynomialLR", dict(total_iters=1200, power=0.5)), ("ConstantLR", dict(factor=0.1, total_iters=10)), ("StepLR", dict(step_size=90))],
]


def sequential():
    r, lines = random.Random("SequentialLR"), []
    for parts in SEQUENCES:
        lr = max(base(r), 0.01)                                                 # above every eta_min
        opt, ends, texts = optimizer(lr), [], []
        made = [make(part[0], opt, part[1]) for part in parts]
        for part in parts[:-1]:
            ends.append((ends[-1] if ends else 0) + part[2])
            texts.append(spec(part[0], {**part[1], "for": part[2]}))
        texts.append(spec(parts[-1][0], parts[-1][1]))
        lines.append(line("+".join(texts), lr, rates(opt, pt.SequentialLR(opt, made, ends), UPDATES)))
    return lines


def chained():
    r, lines = random.Random("ChainedScheduler"), []
    for factors in PRODUCTS:
        lr = base(r)
        opt = optimizer(lr)
        made = [make(name, opt, knobs) for name, knobs in factors]
        lines.append(line("*".join(spec(n, k) for n, k in factors), lr, rates(opt, pt.ChainedScheduler(made), UPDATES)))
    return lines


# --- the one that listens: "spec",base rate,value,rate after it,value,rate after it,... ----------------------------------

def metrics(r, falling, negative):
    """A noisy curve that improves ever more slowly, with a NaN now and then."""
    speed, noise, level = r.uniform(0.005, 0.1), r.uniform(0, 0.3), r.uniform(-3, 1) if negative else 0.05
    for n in range(200):
        v = level + math.exp(-speed * n) + noise * r.random()
        yield math.nan if r.random() < 0.02 else round(v if falling else (-v if negative else 3 - v), 4)


def plateau_knobs(r, i, lr):
    knobs = {"mode": ["min", "max"][i % 2], "threshold_mode": ["rel", "abs"][i // 2 % 2], "patience": r.randint(0, 12)}
    knobs["factor"] = r.choice([0.1, 0.3, 0.5, 0.7, 0.9])
    knobs["threshold"] = r.choice([0.0, 1e-4, 1e-2, 0.1])
    knobs["cooldown"] = r.choice([0, 0, 1, 3, 9])
    if r.random() < 0.4:
        knobs["min_lr"] = round(lr * r.choice([0.5, 0.1, 0.001]), 9)
    if r.random() < 0.3:
        knobs["eps"] = r.choice([0.0, 1e-3, 0.02])
    return knobs if i else {}


def plateau():
    r, lines = random.Random("ReduceLROnPlateau"), []
    for i in range(200):
        lr = base(r)
        knobs = plateau_knobs(r, i, lr)
        opt = optimizer(lr)
        listener = pt.ReduceLROnPlateau(opt, **knobs)
        fields, last = [], lr
        for v in metrics(r, knobs.get("mode", "min") == "min", knobs.get("threshold_mode") == "abs"):
            listener.step(v)
            now = float(opt.param_groups[0]["lr"])
            fields += ["nan" if math.isnan(v) else number(v), "" if now == last else "%.17g" % now]
            last = now
        lines.append('"%s",%s,%s\n' % (spec("ReduceLROnPlateau", knobs), number(lr), ",".join(fields)))
    return lines


if __name__ == "__main__":
    write("step", record("StepLR", step))
    write("multistep", record("MultiStepLR", multistep))
    write("constant", record("ConstantLR", constant))
    write("linear", record("LinearLR", linear))
    write("exponential", record("ExponentialLR", exponential))
    write("polynomial", record("PolynomialLR", polynomial))
    write("cosine", record("CosineAnnealingLR", cosine))
    write("restarts", record("CosineAnnealingWarmRestarts", restarts))
    write("cyclic", [text for mode in ("triangular", "triangular2", "exp_range") for text in record("CyclicLR", cyclic(mode))])
    write("onecycle", record("OneCycleLR", onecycle(False)) + record("OneCycleLR", onecycle(True)))
    write("sequential", sequential())
    write("chained", chained())
    write("plateau", plateau())
