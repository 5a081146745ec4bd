"""sentences.py — which sentences of the sources have no Chinese twin? One on a line: FILE:LINE<tab>TEXT, as in the source.

    python3 tests/lab/i18n/sentences.py cc -I. FLAGS...          in the top of the source tree
    python3 tests/lab/i18n/sentences.py --all cc -I. FLAGS...    every sentence

A sentence is a string literal (adjacent ones joined, macros expanded) with two words and a blank between them, or the format of
a message with one word. untranslated.txt has those that need no twin, or the file that has them, below the reason. What
stands there and is no sentence any more is reported, too; and a row of the table whose English no source has.
"""
import glob
import os
import re
import subprocess
import sys

FOLDERS = ["core", "nn", "optim", "sched", "lab"]
TABLE = "lab/i18n/chinese_*.c"
EXCEPTIONS = "tests/lab/i18n/untranslated.txt"
TOKEN = re.compile(r'"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|[A-Za-z_]\w*|\S')
MARKER = re.compile(r'# (\d+) "([^"]*)"')
RUN = re.compile(r'(?:"(?:[^"\\\n]|\\.)*"\s*)+')
ADJACENT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
CONVERSION = re.compile(r"%[-+ 0#]*[0-9*]*(?:\.[0-9*]*)?(?:l|z)?[a-zA-Z]")
PHRASE = re.compile(r"[A-Za-z]{2,}[,:;.)\"`]* +[(\"`]?[A-Za-z]|\0 [a-z]{2,}|[a-z]{3,}[,:;]? \0")
FORMATS = {"lehr_fail", "lehr_delimited_fail", "print_note", "print_error", "lehr_translate", "lehr_translate_to", "lehr_label"}
NAMES = "lehr_check_not_null"            # its texts are the names of arguments


def literals(source, command):
    """(place, text, function) of each string literal: the function among whose arguments it stands, "" if there is none."""
    output = subprocess.run(command + ["-E", source], capture_output=True, text=True, check=True).stdout
    file, line = source, 1
    text = place = None
    calls, before = [], ""
    for row in output.split("\n"):
        marker = MARKER.match(row)
        if marker:
            line, file = int(marker[1]), marker[2]
            continue
        ours = not file.startswith(("/", "<")) and "embedded" not in file
        for token in TOKEN.findall(row) if ours else []:
            if token[0] == '"':
                place = place or (file.removeprefix("./"), line)
                text = (text or "") + token[1:-1]
                continue
            if text is not None:
                yield place, text, next((c for c in reversed(calls) if c), "")
                text = place = None
            if token == "(":
                calls.append(before if before.isidentifier() else "")
            elif token == ")" and calls:
                calls.pop()
            elif token in ";{":
                calls = []
            before = token
        line += 1


def is_sentence(text, function):
    bare = CONVERSION.sub("\0", text.replace("\\n", " "))
    return function != NAMES and bool(PHRASE.search(bare) or (function in FORMATS and re.search("[A-Za-z]{2,}", bare)))


def sentences(command):
    found = {}
    for folder in FOLDERS:
        for source in sorted(glob.glob(folder + "/**/*.c", recursive=True)):
            if not source.startswith("lab/i18n/chinese"):
                for place, text, function in literals(source, command):
                    if is_sentence(text, function):
                        found.setdefault(text, place)
    return found


def every_literal(command):
    """All texts, as a row of the table may be one word that is printed through a variable."""
    found = set()
    for folder in FOLDERS:
        for source in glob.glob(folder + "/**/*.c", recursive=True):
            if not source.startswith("lab/i18n/chinese"):
                found.update(text for _, text, _ in literals(source, command))
                with open(source, encoding="utf-8") as file:        # what another configuration compiles
                    found.update("".join(ADJACENT.findall(run)) for run in RUN.findall(file.read()))
    return found


def translated(command):
    rows = {}
    for source in sorted(glob.glob(TABLE)):
        texts = [(place, text) for place, text, _ in literals(source, command)]
        rows.update((english[1], english[0]) for english in texts[::2])
    return rows


def main():
    everything = sys.argv[1:2] == ["--all"]
    command = sys.argv[2 if everything else 1:]
    found, rows = sentences(command), translated(command)
    with open(EXCEPTIONS, encoding="utf-8") as file:
        exceptions = {line.rstrip("\n") for line in file if line.strip() and not line.startswith("#")}
    for text, (file, line) in sorted(found.items(), key=lambda item: item[1]):
        if everything or text not in rows and text not in exceptions and file not in exceptions:
            print("%s:%d\t%s" % (file, line, text))
    if everything:
        return
    known = every_literal(command)
    for text in sorted(exceptions - known - {text for text in exceptions if os.path.isfile(text)}):
        print("%s\tis no sentence of any source: %s" % (EXCEPTIONS, text))
    for text, (file, line) in rows.items():
        if text not in known:
            print("%s:%d\tno source has: %s" % (file, line, text))


main()
