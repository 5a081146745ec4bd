#!/usr/bin/env python3
"""What one scheduler.step() costs in PyTorch.

    tests/bench/peers/torch_sched.py             a line per class; run by bench_sched.sh
    tests/bench/peers/torch_sched.py --json      the cosine alone, in microseconds, as a line of JSON; run by peers.py
"""
import argparse
import json
import time
import warnings

import torch
from torch.optim import SGD, lr_scheduler

warnings.filterwarnings("ignore")       # the optimizer is not stepped here, and PyTorch warns every time
torch.set_num_threads(1)
STEPS, ROUNDS = 20_000, 5

MAKERS = {
    "StepLR": lambda o: lr_scheduler.StepLR(o, step_size=250),
    "ExponentialLR": lambda o: lr_scheduler.ExponentialLR(o, gamma=0.9999),
    "CosineAnnealingLR": lambda o: lr_scheduler.CosineAnnealingLR(o, T_max=STEPS),
    "CyclicLR": lambda o: lr_scheduler.CyclicLR(o, base_lr=0.01, max_lr=0.1, cycle_momentum=False),
    "OneCycleLR": lambda o: lr_scheduler.OneCycleLR(o, max_lr=0.1, total_steps=STEPS + 1),
}


def nanoseconds(make):
    best = float("inf")
    for _ in range(ROUNDS):
        scheduler = make(SGD([torch.zeros(1, requires_grad=True)], lr=0.1, momentum=0.9))
        start = time.perf_counter()
        for _ in range(STEPS):
            scheduler.step()
        best = min(best, (time.perf_counter() - start) / STEPS * 1e9)
    return best


def show_table():
    for name, make in MAKERS.items():
        print(f"PyTorch {torch.__version__} {name:<20} {nanoseconds(make):8.1f} ns")


def show_json():
    name = "CosineAnnealingLR"
    microseconds = round(nanoseconds(MAKERS[name]) / 1000, 4)
    print(json.dumps({"peer": f"PyTorch {torch.__version__}", "workload": "W5", "threads": 1, "us_per_iter": microseconds,
                      "scheduler": name}))


parser = argparse.ArgumentParser(description="What one scheduler.step() costs in PyTorch.")
parser.add_argument("--json", action="store_true", help="one line of JSON: the cosine, in microseconds")
if parser.parse_args().json:
    show_json()
else:
    show_table()
