#!/usr/bin/env python3
"""check.py — is every line of what reads, saves and parses come by, and what of the rest?   tests/coverage/check.py build/coverage [--show]

Counts what the tests of that build have left (gcovr does the reading of gcov). Of the files in STRICT every line must have run, and
every branch that was not taken must be listed in accepted.txt with its reason; a line of that list that fits nothing any more is as
wrong as one that is missing. Of all other files together, but for UNSEEN, at least LEAST of the lines. --show prints what is missing,
a line each.
"""
import collections, json, os, subprocess, sys

STRICT = """
    core/base/arena core/checkpoint/checkpoint core/base/file core/checkpoint/json core/base/param_spec core/base/memory core/base/registry core/checkpoint/safetensors core/checkpoint/sha256 core/base/format core/base/strbuf core/base/did_you_mean core/base/utf8
    lab/data/delimited lab/data/formats/encoding lab/train/run_checkpoint lab/train/run_state lab/data/table lab/data/csv lab/train/history lab/data/idx lab/compare/run_cache lab/train/predictor lab/data/npy lab/report/html lab/report/html_data lab/data/image_files
    lab/plot/draw/png lab/report/export lab/train/data_io lab/train/net_print lab/train/plan_io lab/plot/draw/stb
    lab/command/options/sweep_options lab/command/options/options lab/command/options/outputs lab/command/options/plan_options lab/grade/protocol
    optim/groups optim/spec sched/expr sched/spec
""".split()
# Carried out in a process that ends without a word to gcov, as it becomes another program: tests/lab/grade/grade.sh tries the jail from inside.
UNSEEN = "lab/grade/sandbox.c lab/grade/seccomp.c".split()
LEAST = 0.95
HERE = os.path.dirname(os.path.abspath(__file__))
TOP = os.path.dirname(os.path.dirname(HERE))

Line = collections.namedtuple("Line", "file number text count missed branches")


def measured(build):
    """Every line of ours that could run: how often it did, and how many of its branches were not taken."""
    rooms = [arg for room in ("core", "nn", "optim", "sched", "lab") for arg in ("--filter", os.path.join(TOP, room) + "/")]
    command = ["gcovr", "--root", TOP, *rooms, "--json=-", os.path.abspath(build)]
    found = json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)
    for file in found["files"]:
        with open(os.path.join(TOP, file["file"]), encoding="utf-8") as f:
            texts = f.read().split("\n")
        for line in file["lines"]:
            if line.get("gcovr/noncode"):
                continue
            taken = [branch["count"] > 0 for branch in line["branches"]]
            yield Line(file["file"], line["line_number"], texts[line["line_number"] - 1].strip(), line["count"], taken.count(False), len(taken))


def accepted():
    """(file, a part of the line) -> reason. A line of the list is FILE | PART OF THE LINE | REASON; # is a comment."""
    listed = {}
    with open(os.path.join(HERE, "accepted.txt"), encoding="utf-8") as f:
        for number, row in enumerate(f, 1):
            if not row.strip() or row.startswith("#"):
                continue
            cells = [cell.strip() for cell in row.split(" | ")]
            if len(cells) != 3 or not all(cells):
                sys.exit("accepted.txt:%d: a file, a part of the line, and a reason, with ' | ' between them" % number)
            listed[cells[0], cells[1]] = cells[2]
    return listed


def is_listed(line, listed, used):
    fits = [key for key in listed if key[0] == line.file and key[1] in line.text]
    used.update(fits)
    return bool(fits)


def keep(name, text):
    """The report's line, as tests/support/figure.h says."""
    print("promise 13:", text)
    folder = os.path.join(sys.argv[1], "figures")
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "13.coverage." + name), "w", encoding="utf-8") as f:
        f.write(text + "\n")


def main():
    lines = list(measured(sys.argv[1]))
    show = "--show" in sys.argv
    strict = [line for line in lines if line.file.rsplit(".", 1)[0] in STRICT and line.file.endswith(".c")]
    rest = [line for line in lines if line not in set(strict) and line.file not in UNSEEN]
    listed, used = accepted(), set()
    never = [line for line in strict if not line.count]
    branches = [line for line in strict if line.count and line.missed and not is_listed(line, listed, used)]
    stale = sorted(set(listed) - used)
    ran = sum(1 for line in rest if line.count) / max(1, len(rest))

    for line in never:
        print("%s:%d: never run: %s" % (line.file, line.number, line.text))
    for line in branches:
        print("%s:%d: %d of %d branches not taken, and not listed: %s" % (line.file, line.number, line.missed, line.branches, line.text))
    for file, part in stale:
        print("accepted.txt: nothing is missing any more at %s: %s" % (file, part))
    if show:
        for line in rest:
            if not line.count:
                print("%s:%d: (rest) never run: %s" % (line.file, line.number, line.text))
    absent = [name for name in STRICT if not any(line.file == name + ".c" for line in strict)]
    for name in absent:
        print("%s.c: not measured" % name)
    if ran < LEAST:
        print("the rest: %.1f %% of %d lines; %.0f %% are asked for" % (100 * ran, len(rest), 100 * LEAST))
    if never or branches or stale or absent or ran < LEAST:
        sys.exit("coverage: %d lines never run, %d lines with branches to be listed, %d listed for nothing" % (len(never), len(branches), len(stale)))

    total, missed = sum(line.branches for line in strict), sum(line.missed for line in strict)
    keep("strict", "every one of %s lines in %d files that read, save and parse; of their %s branches %d not taken, each listed with its reason"
         % (format(len(strict), ","), len(STRICT), format(total, ","), missed))
    keep("rest", "%.1f %% of the other %s lines" % (100 * ran, format(len(rest), ",")))


main()
