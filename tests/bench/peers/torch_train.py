#!/usr/bin/env python3
"""torch_train.py — what one training iteration costs in PyTorch: forward, loss, backward, update, on the workloads of lehr-bench

    tests/bench/peers/torch_train.py [--threads N] [--blas-threads N] [--seconds S] [W1 W2 …]

    W1  taiji 2-12-4 tanh, Adam, batch 32, 800 rows shuffled and gathered anew every epoch
    W2  iris 4-20-20-3 ReLU, SGD, the same 120 rows every time
    W3  784-256-128-10 ReLU, momentum, batch 64 of 6,400 random rows, taken as they lie
    W4  LeNet on 28x28, Adam, batch 64 of 640 random pictures, taken as they lie

A line of JSON per workload: us_per_iter is the median of ROUNDS rounds, peak_kb the most memory the process has had so far, start_ms
(W1, where it comes first) the time from the start of the process to the end of the first iteration.

All rows are random, of the shape of the data they stand for: how long an iteration takes does not depend on their values.

We looked for the settings that are quickest here and still what one would write, PyTorch 1.13 on one thread of a Zen 4:

    eager            torch.jit.trace is no faster (from 2 % slower to 1 % quicker), torch.jit.script 4 to 15 % slower
    foreach=False    Adam(foreach=True) is 2 % slower on W1; for SGD it makes no difference
    inplace ReLU     1 to 2 % quicker on W2, elsewhere no different
    channels last    about 15 % quicker on W4 than channels first, and that with oneDNN, which is quicker than without
    set_to_none      no time goes into filling gradients with zeros; and no DataLoader stands between the rows and the net

On two threads OpenBLAS and OpenMP get into each other's way. --threads gives both as many; --blas-threads lets one of them stay alone.
"""
import time

FIRST_LINE = time.perf_counter()

import argparse
import itertools
import json
import os
import resource
import statistics
import sys

ROUNDS, WARM = 9, 20        # rounds of which the median is taken; iterations before the first of them


def positive(kind, words):
    def read(text):
        try:
            value = kind(text)
        except ValueError:
            value = 0
        if not 0 < value <= 3600:
            raise argparse.ArgumentTypeError(f'"{text}" is not {words} above 0, and at most 3600')
        return value
    return read


def read_options():
    parser = argparse.ArgumentParser(description="What one training iteration costs in PyTorch.")
    whole, real = positive(int, "a whole number"), positive(float, "a number")
    parser.add_argument("--threads", type=whole, default=1, metavar="N", help="threads of PyTorch (1)")
    parser.add_argument("--blas-threads", type=whole, metavar="N", help="threads of OpenBLAS (as many as PyTorch's)")
    parser.add_argument("--seconds", type=real, default=1.0, metavar="S", help="roughly how long to measure each (1)")
    parser.add_argument("workloads", nargs="*", metavar="W1", help="which workloads: W1 to W4 (all)")
    options = parser.parse_args()
    for name in options.workloads:
        if name not in ("W1", "W2", "W3", "W4"):
            parser.error(f'there is no workload "{name}"; there are W1, W2, W3 and W4')
    return options


# OpenBLAS and OpenMP read the environment once, when they are loaded, so this comes before torch does.
options = read_options()
os.environ["OMP_NUM_THREADS"] = str(options.threads)
os.environ["OPENBLAS_NUM_THREADS"] = str(options.blas_threads or options.threads)

try:
    import torch
except ImportError:
    sys.exit("torch_train.py: this Python has no PyTorch (Debian: python3-torch)")
from torch import nn
from torch.nn.functional import cross_entropy


# --- the workloads ----------------------------------------------------------------------------------------------------

def dense(activation, *widths):
    layers = [nn.Linear(widths[0], widths[1])]
    for n, k in zip(widths[1:], widths[2:]):
        layers += [activation(), nn.Linear(n, k)]
    return layers


def relu():
    return nn.ReLU(inplace=True)


def adam(net):
    return torch.optim.Adam(net.parameters(), lr=0.001, foreach=False)


def sgd(net, momentum=0.0):
    return torch.optim.SGD(net.parameters(), lr=0.01, momentum=momentum, foreach=False)


def rows(count, classes, *shape):
    return torch.randn(count, *shape), torch.randint(classes, (count,))


def as_they_lie(x, y, batch):
    return itertools.cycle(list(zip(x.split(batch), y.split(batch))))


def shuffled(x, y, batch):
    while True:
        order = torch.randperm(len(x))
        yield from zip(x[order].split(batch), y[order].split(batch))


def taiji():
    net = nn.Sequential(*dense(nn.Tanh, 2, 12, 4))
    return net, adam(net), shuffled(*rows(800, 4, 2), batch=32)


def iris():
    net = nn.Sequential(*dense(relu, 4, 20, 20, 3))
    return net, sgd(net), as_they_lie(*rows(120, 3, 4), batch=120)


def digits():
    net = nn.Sequential(*dense(relu, 784, 256, 128, 10))
    return net, sgd(net, momentum=0.9), as_they_lie(*rows(6400, 10, 784), batch=64)


def lenet():
    net = nn.Sequential(
        nn.Conv2d(1, 6, 5, padding=2), relu(), nn.MaxPool2d(2),         # 1x28x28 → 6x14x14
        nn.Conv2d(6, 16, 5), relu(), nn.MaxPool2d(2), nn.Flatten(),     #         → 16x5x5 → 400
        *dense(relu, 400, 120, 84, 10)).to(memory_format=torch.channels_last)
    x, y = rows(640, 10, 1, 28, 28)
    return net, adam(net), as_they_lie(x.to(memory_format=torch.channels_last), y, batch=64)


WORKLOADS = {"W1": taiji, "W2": iris, "W3": digits, "W4": lenet}


# --- measuring --------------------------------------------------------------------------------------------------------

def training(net, optimizer, batches):
    """One iteration whenever it is asked for the next."""
    for x, y in batches:
        loss = cross_entropy(net(x), y)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        yield


def microseconds(iterations, count):
    start = time.perf_counter()
    for _ in itertools.islice(iterations, count):
        pass
    return (time.perf_counter() - start) / count * 1e6


def measure(iterations, seconds):
    microseconds(iterations, WARM)
    expected = microseconds(iterations, WARM)
    count = max(1, round(seconds * 1e6 / ROUNDS / expected))
    return statistics.median(microseconds(iterations, count) for _ in range(ROUNDS))


def milliseconds_alive():
    """Since the process began: Linux remembers when, to a hundredth of a second. Elsewhere we count from our first line."""
    try:
        with open("/proc/self/stat") as stat:
            born = int(stat.read().rpartition(")")[2].split()[19]) / os.sysconf("SC_CLK_TCK")
        return 1000 * (time.clock_gettime(time.CLOCK_BOOTTIME) - born)
    except (OSError, AttributeError):
        return 1000 * (time.perf_counter() - FIRST_LINE)


def peak_kb():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak // 1024 if sys.platform == "darwin" else peak         # macOS counts bytes


def show(name, first):
    torch.manual_seed(0)
    iterations = training(*WORKLOADS[name]())
    next(iterations)
    start_ms = milliseconds_alive() if name == "W1" and first else None
    us = measure(iterations, options.seconds)
    line = {"peer": f"PyTorch {torch.__version__}", "workload": name, "threads": options.threads,
            "blas_threads": options.blas_threads or options.threads, "us_per_iter": round(us, 3)}
    if start_ms is not None:
        line["start_ms"] = round(start_ms, 1)
    line["peak_kb"] = peak_kb()
    print(json.dumps(line), flush=True)


torch.set_num_threads(options.threads)
for i, name in enumerate(options.workloads or WORKLOADS):
    show(name, first=i == 0)
