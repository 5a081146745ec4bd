"""read_page.py — the data in a page of `lehr compare`, and JSON files, as any other reader takes them: no NaN, no Infinity, nothing behind.

    python3 read_page.py FILE...     a line each: FILE NUMBERS NULLS; not 0 if one is wrong
"""
import json
import re
import sys


def refuse(word):
    raise ValueError(word + " is no JSON")


def count(value, seen):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            count(each, seen)
    elif value is None:
        seen[1] += 1
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        assert abs(value) < float("inf"), "a number that no double holds"
        seen[0] += 1


def read(path):
    with open(path, encoding="utf-8") as file:
        text = file.read()
    if path.endswith(".html"):
        found = re.findall(r'<script type="application/json" id="data">(.*?)</script>', text, re.S)
        assert len(found) == 1, "there are %d pieces of data" % len(found)
        assert "<" not in found[0], "a < in the data, which a browser may take for the end of it"
        text = found[0]
    seen = [0, 0]
    count(json.loads(text, parse_constant=refuse), seen)
    return seen


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, *read(name))
