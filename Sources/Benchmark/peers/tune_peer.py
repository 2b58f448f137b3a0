#!/usr/bin/env python3
"""numpy's side of turning a number: tune_peer.py FOLDER [--repeats 9]

Reads what `Benchmark tune` wrote, turns the same numbers in three ways and writes `peer-WAY.csv` of each, which must equal
`turned.csv`. Prints one line of JSON: milliseconds of each turn. Reading and writing are never timed.

frames  everything again from the tables, as one writes it with pandas at first
whole   everything again from the records, which numpy has chosen, sorted and grouped before, since no number decides that
cached  only the indicator, group or category of the number, then ranks, seats and grades
"""
import argparse
import json
import statistics
import sys
import time

import numpy as np
import pandas as pd

from tune_data import Committee
from tune_frames import Frames
from tune_model import GRADES, NUMBERS, nano
from tune_standings import ASIDE
from tune_state import Peer


def lines(turn, state):
    """As in turned.csv."""
    words = np.array([*GRADES, "-", ""], object)
    ranks = pd.Series(state.ranking.ranks).astype("Int64").mask(state.divisions == ASIDE)
    return pd.DataFrame({"turn": turn, "member": np.arange(len(ranks)), "total": state.totals, "rank": ranks,
                         "grade": words[state.grades]})


def timed(action, repeats):
    """What it gives, and its median milliseconds."""
    spent = []
    for _ in range(repeats):
        start = time.perf_counter()
        result = action()
        spent.append((time.perf_counter() - start) * 1000)
    return result, statistics.median(spent)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--repeats", type=int, default=9)
    options = parser.parse_args()
    committee = Committee(options.folder)
    peer, frames = Peer(committee), Frames(committee)
    unturned = peer.whole(NUMBERS)
    ways = {
        "frames": (lambda numbers, path: frames.whole(numbers), 1),
        "whole": (lambda numbers, path: peer.whole(numbers), options.repeats),
        "cached": (lambda numbers, path: peer.cached(unturned, numbers, peer.owner(path)), options.repeats)}
    tables = {name: [lines(0, unturned)] for name in ways} | {"frames": [lines(0, frames.whole(NUMBERS))]}
    report = []
    for turn, path, value in pd.read_csv(f"{options.folder}/turns.csv", dtype=str).itertuples(index=False, name=None):
        if path not in NUMBERS:
            sys.exit(f"{path}: no such number")
        report.append({"path": path, "value": value})
        for name, (way, repeats) in ways.items():
            state, report[-1][name] = timed(lambda: way({**NUMBERS, path: nano(value)}, path), repeats)
            tables[name].append(lines(turn, state))
    for name, parts in tables.items():
        pd.concat(parts).to_csv(f"{options.folder}/peer-{name}.csv", index=False, lineterminator="\n")
    print(json.dumps({"numpy": np.__version__, "pandas": pd.__version__, "turns": report}, ensure_ascii=False))


if __name__ == "__main__":
    main()
