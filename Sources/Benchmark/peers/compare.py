#!/usr/bin/env python3
"""Compares two rankings line by line: compare.py OURS.csv THEIRS.csv; exits 1 with the first lines that differ."""
import csv
import itertools
import sys

COLUMNS = ["profile", "rank", "member_no", "name", "sector", "committee", "total", "grade", "A", "B", "bonus"]


def lines(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield [row[column] for column in COLUMNS]


def differences(ours, theirs):
    """Pairs of lines that differ, each with its number."""
    pairs = itertools.zip_longest(lines(ours), lines(theirs))
    return ((number, a, b) for number, (a, b) in enumerate(pairs, 1) if a != b)


def compare(ours, theirs):
    """How many lines there are; ends the process when they differ."""
    first = list(itertools.islice(differences(ours, theirs), 10))
    for number, a, b in first:
        print(f"line {number}\n  {a}\n  {b}", file=sys.stderr)
    if first:
        sys.exit(f"{ours} and {theirs} differ")
    return sum(1 for _ in lines(ours))


if __name__ == "__main__":
    print(f"{compare(sys.argv[1], sys.argv[2])} members equal")
