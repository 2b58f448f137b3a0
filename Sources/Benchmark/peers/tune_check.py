#!/usr/bin/env python3
"""Turns numbers of the model for a small committee, by ours and the others, and compares every total, rank and grade.

tune_check.py BENCHMARK PEER_PYTHON FOLDER RESULT.xml. Then changes one total of ours, one rank and one grade, and demands that
each change is noticed.
"""
import itertools
import pathlib
import sys
import xml.sax.saxutils as sax

import tune

MEMBERS = 400


def altered(lines):
    """Copies of the lines with one cell changed, each under its name."""
    for name, column in (("total", 2), ("rank", 3), ("grade", 4)):
        place = next(place for place in range(len(lines) // 2, len(lines)) if lines[place].split(",")[column].strip())
        cells = lines[place].rstrip("\n").split(",")
        cells[column] += "1"
        yield name, place + 1, [*lines[:place], ",".join(cells) + "\n", *lines[place + 1:]]


def cases(binary, python, folder):
    """Names with what is wrong, or None."""
    ours, theirs = tune.both(binary, python, folder, MEMBERS)
    tune.Race(MEMBERS, [(ours, theirs)])
    turned = folder / "turned.csv"
    lines = turned.read_text(encoding="utf-8").splitlines(keepends=True)
    expected = 1 + MEMBERS * (1 + len(ours["turns"]))
    yield "all lines", None if len(lines) == expected else f"{len(lines)} lines instead of {expected}"
    for way in tune.WAYS:
        first = list(itertools.islice(tune.differences(folder, way), 10))
        yield way, "\n".join(f"line {number}: ours {a!r}, {way} {b!r}" for number, a, b in first) or None
    for name, number, others in altered(lines):
        turned.write_text("".join(others), encoding="utf-8")
        found = [[number for number, _, _ in tune.differences(folder, way)] for way in tune.WAYS]
        yield f"a changed {name} is noticed", None if found == [[number]] * len(found) else f"line {number} changed, found {found}"
    turned.write_text("".join(lines), encoding="utf-8")


def main(binary, python, folder, result):
    found = list(cases(binary, python, pathlib.Path(folder)))
    texts = []
    for name, wrong in found:
        failure = f"<failure message={sax.quoteattr(wrong)}/>" if wrong else ""
        texts.append(f'<testcase classname="tune" name="{name}">{failure}</testcase>')
        if wrong:
            print(f"tune-check: {name}: {wrong}", file=sys.stderr)
    pathlib.Path(result).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(result).write_text(f'<testsuites><testsuite name="tune">{"".join(texts)}</testsuite></testsuites>', encoding="utf-8")
    failed = sum(wrong is not None for _, wrong in found)
    print(f"tune-check: {MEMBERS} members, {len(found) - failed} checks passed, {failed} failed")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
