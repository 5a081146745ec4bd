#!/usr/bin/env python3
"""peers.py — lehr-bench and its peers on this machine, side by side: PyTorch, and FANN, where they are installed

    tests/bench/peers.py [--rounds N] [--seconds S] [--workloads W1,W3] [--json FILE] [--markdown] [BUILD-FOLDER]

In every round everything is measured once, Lehr and its peers by turns, so that whatever else the machine does disturbs all alike.
Shown are the median of the rounds and, in brackets, the least and the greatest; a ratio is the median of the rounds' own ratios.

Python's standard library is all it needs. torch_train.py, torch_sched.py and fann_iris.c, in peers/, measure the peers.
"""
import argparse
import collections
import glob
import json
import math
import os
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))

ABOUT = {
    "W1": "W1 taiji 2-12-4, Adam, batch 32",
    "W2": "W2 iris 4-20-20-3, SGD, batch 120",
    "W3": "W3 784-256-128-10, momentum, batch 64",
    "W4": "W4 LeNet 28x28, Adam, batch 64",
    "W5": "W5 one step of a cosine schedule",
}
LARGE = ("W3", "W4")        # where a second thread can help, and PyTorch may try it in each of its two libraries
ALONE = ("W5",)             # where there is nothing for a second thread to do

# What one command measures: who is "Lehr", "PyTorch" or "FANN"; blas, the threads that PyTorch leaves to OpenBLAS.
Trial = collections.namedtuple("Trial", "who workload threads blas command")


def refuse(sentence):
    sys.exit(f"peers.py: {sentence}")


def note(sentence):
    print(f"peers.py: {sentence}", file=sys.stderr, flush=True)


# --- running things ---------------------------------------------------------------------------------------------------

def run(command):
    """What the command printed, and what it complained of: None if of nothing.

    The shell stands between because on Linux a program inherits the peak memory of the process that started it: ours is larger than
    Lehr's. `exit` keeps the shell from becoming the program instead of starting it.
    """
    try:
        done = subprocess.run(["sh", "-c", '"$@"; exit $?', "sh", *command], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    except OSError as error:
        return "", error.strerror
    if done.returncode == 0:
        return done.stdout, None
    complaint = done.stderr.strip().splitlines()
    return done.stdout, complaint[-1] if complaint else f"it ended with status {done.returncode}"


def last_record(printed, trial):
    """The last line of JSON that is about what was asked."""
    for line in reversed(printed.splitlines()):
        try:
            record = json.loads(line)
            if (record["workload"], record["threads"]) == (trial.workload, trial.threads) and record["us_per_iter"] > 0:
                return record
        except (ValueError, KeyError, TypeError):
            pass
    return None


# --- who is there -----------------------------------------------------------------------------------------------------

def find_lehr(build):
    if not os.path.isdir(build):
        refuse(f'there is no folder "{build}"; build Lehr first: cmake --preset release && cmake --build --preset release')
    bench = os.path.join(os.path.abspath(build), "tests", "lehr-bench")
    if not os.access(bench, os.X_OK):
        refuse(f'there is no tests/lehr-bench in "{build}"; build it: cmake -DLEHR_TESTS=AUTO "{build}" && cmake --build "{build}"')
    return bench


def find_torch():
    """A Python that has PyTorch, or None."""
    for python in ("python3", "/usr/bin/python3"):
        if shutil.which(python) and run([python, "-c", "import torch"])[1] is None:
            return python
    return None


def package_version(name):
    """As pkg-config knows it; None where it does not."""
    printed, complaint = run(["pkg-config", "--modversion", name]) if shutil.which("pkg-config") else ("", "no pkg-config")
    return None if complaint else printed.strip()


def compile_fann(folder):
    """FANN's program, compiled into the folder, or None: then it has been said why."""
    probe, program = os.path.join(folder, "probe.c"), os.path.join(folder, "fann_iris")
    with open(probe, "w") as file:
        file.write("#include <fann.h>\n")
    if not shutil.which("cc"):
        return note("FANN is left out: there is no C compiler (cc) to build its program with.")
    if run(["cc", "-E", probe])[1]:
        return note("FANN is not installed here (Debian: libfann-dev).")
    version = package_version("fann")
    define = [f'-DFANN_VERSION="{version}"'] if version else []
    complaint = run(["cc", "-O2", *define, os.path.join(HERE, "peers", "fann_iris.c"), "-o", program, "-lfann", "-lm"])[1]
    return note(f"FANN is left out, as its program did not compile: {complaint}") if complaint else program


# --- what is measured, in this order every round ----------------------------------------------------------------------

def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def thread_settings(workload):
    return (1, 2) if cores() > 1 and workload not in ALONE else (1,)


def lehr_trial(bench, workload, threads):
    return Trial("Lehr", workload, threads, None, (bench, "--json", "--threads", str(threads), workload))


def torch_trials(python, seconds, workload, threads):
    folder = os.path.join(HERE, "peers")
    if workload == "W5":
        return [Trial("PyTorch", workload, threads, threads, (python, os.path.join(folder, "torch_sched.py"), "--json"))]
    both = (threads, 3 - threads) if workload in LARGE and cores() > 1 else (threads,)
    return [Trial("PyTorch", workload, threads, blas,
                  (python, os.path.join(folder, "torch_train.py"), "--threads", str(threads), "--blas-threads", str(blas),
                   "--seconds", str(seconds), workload)) for blas in both]


def plan(bench, python, fann, options):
    trials = []
    if "W1" in options.workloads:
        trials.append(lehr_trial(bench, "start", 1))        # PyTorch's is measured with its W1
    for workload in options.workloads:
        for threads in thread_settings(workload):
            trials.append(lehr_trial(bench, workload, threads))
            if python:
                trials += torch_trials(python, options.seconds, workload, threads)
            if fann and (workload, threads) == ("W2", 1):
                trials.append(Trial("FANN", "W2", 1, None, (fann, str(options.seconds))))
    return trials


def say_what_is_missing(trial, complaint):
    where = f"{trial.workload} on {trial.threads} thread{'s' if trial.threads > 1 else ''}"
    note(f"{trial.who} measured nothing for {where}" + (f": {complaint}" if complaint else "."))


def measure(trials, rounds):
    """Of every trial a list, a record a round; None where there is none. What fails once is not tried again."""
    records = {trial: [] for trial in trials}
    for i in range(rounds):
        note(f"round {i + 1} of {rounds}")
        for trial in trials:
            failed = None in records[trial]
            printed, complaint = ("", None) if failed else run(trial.command)
            records[trial].append(None if complaint else last_record(printed, trial))
            if records[trial][-1] is None and not failed:
                say_what_is_missing(trial, complaint)
    return records


# --- numbers for people -----------------------------------------------------------------------------------------------

def short(value):
    """Three digits that count: 1,020 and 7.09 and 0.0121."""
    decimals = max(0, 2 - math.floor(math.log10(value))) if value > 0 else 0
    return f"{value:,.{decimals}f}"


def median_and_range(values, unit):
    values = [v for v in values if v is not None]
    return f"{short(statistics.median(values))} {unit} ({short(min(values))}–{short(max(values))})" if values else "–"


def ratio(peer, lehr):
    both = [p / l for p, l in zip(peer, lehr) if p and l]
    return f"{short(statistics.median(both))}×" if both else "–"


def scaled(records, field, factor):
    return [r[field] * factor if r and r.get(field) else None for r in records]


def median_time(records):
    times = [r["us_per_iter"] for r in records if r]
    return statistics.median(times) if times else math.inf


# --- the table --------------------------------------------------------------------------------------------------------

HEAD = ("workload", "threads", "Lehr", "peer", "the peer's", "peer / Lehr")


class Results:
    """The records, and how to find them."""

    def __init__(self, records):
        self.records = records
        self.rounds = max(len(r) for r in records.values())

    def of(self, who, workload, threads, blas=None):
        for trial, records in self.records.items():
            if (trial.who, trial.workload, trial.threads) == (who, workload, threads) and blas in (None, trial.blas):
                return records
        return [None] * self.rounds

    def peer_name(self, who):
        names = (r["peer"] for trial, records in self.records.items() if trial.who == who for r in records if r)
        return next(names, who)

    def best(self, who, workload):
        """The setting with the least median, and its records."""
        mine = [(trial, records) for trial, records in self.records.items() if (trial.who, trial.workload) == (who, workload)]
        return min(mine, key=lambda pair: median_time(pair[1]), default=(None, []))


def row(title, threads, peer, lehr_values, peer_values, unit):
    return (title, str(threads), median_and_range(lehr_values, unit), peer, median_and_range(peer_values, unit),
            ratio(peer_values, lehr_values))


def workload_rows(results, workload, threads):
    lehr = scaled(results.of("Lehr", workload, threads), "us_per_iter", 1)
    rows = []
    for who in ("PyTorch", "FANN"):
        peer = scaled(results.of(who, workload, threads, threads if who == "PyTorch" else None), "us_per_iter", 1)
        if any(peer):
            rows.append(row(ABOUT[workload], threads, results.peer_name(who), lehr, peer, "µs"))
    if not rows and any(lehr):
        rows.append(row(ABOUT[workload], threads, "–", lehr, [], "µs"))
    return rows


def best_rows(results, workload):
    """Lehr's two threads, and PyTorch with whatever number of threads suits it best."""
    trial, records = results.best("PyTorch", workload)
    lehr = scaled(results.of("Lehr", workload, 2), "us_per_iter", 1)
    if not trial or not any(records) or not any(lehr):
        return []
    peer = f"PyTorch at its best: {trial.threads}, BLAS {trial.blas}"
    return [row(ABOUT[workload], 2, peer, lehr, scaled(records, "us_per_iter", 1), "µs")]


def start_rows(results):
    peer = results.of("PyTorch", "W1", 1)
    name = results.peer_name("PyTorch") if any(peer) else "–"
    times = scaled(results.of("Lehr", "start", 1), "us_per_iter", 1e-3), scaled(peer, "start_ms", 1)
    peaks = scaled(results.of("Lehr", "W1", 1), "peak_kb", 1 / 1024), scaled(peer, "peak_kb", 1 / 1024)
    return [row("from start to W1's first update", 1, name, *times, "ms"), row("most memory held, W1", 1, name, *peaks, "MB")]


def all_rows(results, workloads):
    rows = []
    for workload in workloads:
        for threads in thread_settings(workload):
            rows += workload_rows(results, workload, threads)
        if workload in LARGE:
            rows += best_rows(results, workload)
    return rows + (start_rows(results) if "W1" in workloads else [])


def table(rows, markdown):
    rows = [HEAD, *rows]
    widths = [max(len(r[i]) for r in rows) for i in range(len(HEAD))]
    lines = [[cell.rjust(w) if i in (1, 5) else cell.ljust(w) for i, (cell, w) in enumerate(zip(r, widths))] for r in rows]
    if not markdown:
        return "\n".join("  ".join(line).rstrip() for line in lines)
    lines.insert(1, ["-" * (w - 1) + ":" if i in (1, 5) else "-" * w for i, w in enumerate(widths)])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


# --- the machine ------------------------------------------------------------------------------------------------------

def first_match(pattern, path):
    try:
        with open(path, encoding="utf-8", errors="replace") as file:
            found = re.search(pattern, file.read(), re.MULTILINE)
        return found.group(1).strip() if found else None
    except OSError:
        return None


def processor():
    name = first_match(r"^model name\s*:\s*(.+)$", "/proc/cpuinfo")
    if not name and shutil.which("sysctl"):
        name = run(["sysctl", "-n", "machdep.cpu.brand_string"])[0].strip()
    return name or platform.machine()


def system():
    if platform.system() == "Darwin":
        return f"macOS {platform.mac_ver()[0]}"
    return first_match(r'^PRETTY_NAME="?([^"\n]+)', "/etc/os-release") or platform.system()


def compiler(build):
    """The one that built Lehr, as CMake noted it."""
    for path in glob.glob(os.path.join(glob.escape(build), "CMakeFiles", "*", "CMakeCCompiler.cmake")):
        name = first_match(r'^set\(CMAKE_C_COMPILER_ID "(\w+)"', path)
        version = first_match(r'^set\(CMAKE_C_COMPILER_VERSION "([^"]+)"', path)
        if name and version:
            return f"{'gcc' if name == 'GNU' else name} {version}"
    return None


def machine(build, results):
    peers = sorted({record["peer"] for records in results.records.values() for record in records if record and "peer" in record})
    return {"processor": processor(), "cores": cores(), "system": system(), "compiler": compiler(build), "peers": peers,
            "openblas": package_version("openblas")}


def machine_line(known):
    parts = [known["processor"], f"{known['cores']} core{'s' if known['cores'] > 1 else ''}", known["system"], known["compiler"],
             *known["peers"], f"OpenBLAS {known['openblas']}" if known["openblas"] else None]
    return ", ".join(part for part in parts if part)


# --- the whole --------------------------------------------------------------------------------------------------------

def number(kind, words, most):
    def read(text):
        try:
            value = kind(text)
        except ValueError:
            value = 0
        if not 0 < value <= most:
            raise argparse.ArgumentTypeError(f'"{text}" is not {words} above 0, and at most {most}')
        return value
    return read


def names(text):
    chosen = text.split(",")
    for name in chosen:
        if name not in ABOUT:
            raise argparse.ArgumentTypeError(f'there is no workload "{name}"; there are {", ".join(ABOUT)}')
    return [name for name in ABOUT if name in chosen]


def read_options():
    parser = argparse.ArgumentParser(description="Lehr and its peers on this machine, side by side.")
    parser.add_argument("--rounds", type=number(int, "a whole number", 1000), default=7, metavar="N", help="how often all is measured (7)")
    parser.add_argument("--seconds", type=number(float, "a number", 600), default=1.0, metavar="S",
                        help="roughly how long a peer is measured each time (1)")
    parser.add_argument("--workloads", type=names, default=list(ABOUT), metavar="W1,W3", help="only these (all)")
    parser.add_argument("--json", metavar="FILE", help="write every figure of every round into FILE")
    parser.add_argument("--markdown", action="store_true", help="print the table as Markdown")
    parser.add_argument("build", nargs="?", default=os.path.join(SOURCE, "build", "release"), metavar="BUILD-FOLDER",
                        help="where Lehr was built (build/release)")
    return parser.parse_args()


def open_json(path):
    """Before minutes are spent, not after."""
    try:
        return open(path, "w", encoding="utf-8")
    except OSError as error:
        refuse(f'"{path}" can not be written: {error.strerror}')


def write_json(file, known, records):
    lines = [{"who": trial.who, "round": i + 1, "blas_threads": trial.blas, **record}
             for trial, rounds in records.items() for i, record in enumerate(rounds) if record]
    try:
        with file:
            file.write(json.dumps({"machine": known, "records": lines}, indent=1) + "\n")
    except OSError as error:
        refuse(f'"{file.name}" could not be written: {error.strerror}')


def main():
    sys.stdout.reconfigure(errors="replace")        # a terminal without µ is no reason to fail
    options = read_options()
    bench = find_lehr(options.build)
    file = open_json(options.json) if options.json else None
    python = find_torch()
    if not python:
        note("PyTorch is not installed here (Debian: python3-torch).")
    with tempfile.TemporaryDirectory() as folder:
        fann = compile_fann(folder)
        records = measure(plan(bench, python, fann, options), options.rounds)
    results = Results(records)
    if not any(record for trial, rounds in records.items() if trial.who == "Lehr" for record in rounds):
        refuse("Lehr measured nothing, so there is nothing to compare.")
    known = machine(options.build, results)
    print(table(all_rows(results, options.workloads), options.markdown))
    rounds = f"medians of {options.rounds} rounds" if options.rounds > 1 else "one round"
    print(f"\n{machine_line(known)}; {rounds}, in brackets the least and the greatest")
    if file:
        write_json(file, known, records)


try:
    main()
except KeyboardInterrupt:
    sys.exit("\npeers.py: stopped")
