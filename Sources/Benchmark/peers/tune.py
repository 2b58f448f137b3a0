#!/usr/bin/env python3
"""Races turning a number of the model against pandas and numpy, run by run in turn, and writes its section of Benchmarks.md.

tune.py BENCHMARK PEER_PYTHON FOLDER [--report Benchmarks.md] [--members 5000 100000] [--runs 3]. Fails where a total, a rank
or a grade differs.
"""
import argparse
import datetime
import filecmp
import itertools
import json
import os
import pathlib
import statistics
import subprocess
import sys

import bench

HEADING = "## Turning a number"
WAYS = {"frames": "pandas", "whole": "numpy, whole", "cached": "numpy, cached"}


def printed(command):
    """The one line of JSON that the command prints."""
    done = subprocess.run(command, stdout=subprocess.PIPE)
    if done.returncode:
        sys.exit(f"{' '.join(command)} ended with {done.returncode}")
    return json.loads(done.stdout)


def both(binary, python, folder, members, searches=0):
    """One run of ours, which makes the committee and may search for ticks and radii, and one of the others on it."""
    ours = printed([binary, "tune", "--members", str(members), "--out", str(folder), "--searches", str(searches)])
    return ours, printed([python, str(bench.HERE / "tune_peer.py"), str(folder)])


def differences(folder, way):
    """Lines of our totals, ranks and grades that are not numpy's, each with its number; a missing line is None."""
    ours, theirs = folder / "turned.csv", folder / f"peer-{way}.csv"
    if filecmp.cmp(ours, theirs, shallow=False):
        return
    with open(ours, encoding="utf-8") as left, open(theirs, encoding="utf-8") as right:
        for number, (a, b) in enumerate(itertools.zip_longest(left, right), 1):
            if a != b:
                yield number, a, b


def agree(folder):
    """Ends the process where a line differs."""
    first = [(way, *found) for way in WAYS for found in itertools.islice(differences(folder, way), 10)]
    for way, number, a, b in first:
        print(f"line {number}\n  ours {a!r}\n  {way} {b!r}", file=sys.stderr)
    if first:
        sys.exit(f"{folder}: totals, ranks or grades differ")


class Race:
    """The pairs of runs on one committee."""

    def __init__(self, members, pairs):
        self.members = members
        self.ours = [ours for ours, _ in pairs]
        self.theirs = [theirs for _, theirs in pairs]
        self.paths = [(turn["path"], turn["value"]) for turn in self.ours[0]["turns"]]
        if any([(turn["path"], turn["value"]) for turn in run["turns"]] != self.paths for run in self.theirs):
            sys.exit("the sides did not turn the same numbers")

    def turns(self, runs, key):
        """Median milliseconds of each turn."""
        return [statistics.median(run["turns"][turn][key] for run in runs) for turn in range(len(self.paths))]

    def ratios(self, way):
        """The other's time by ours of each pair of runs, the median of its turns."""
        return [statistics.median(b[way] / a["ms"] for a, b in zip(ours["turns"], theirs["turns"]))
                for ours, theirs in zip(self.ours, self.theirs)]

    def lines(self):
        first = f"{self.members:,}, {self.ours[0]['records']:,} records"
        yield f"| {first} | dutyrank | {spread(self.turns(self.ours, 'ms'))} | | |"
        for way, name in WAYS.items():
            ratios = self.ratios(way)
            yield (f"| | {name} | {spread(self.turns(self.theirs, way))} | {' · '.join(f'{ratio:.1f}' for ratio in ratios)}"
                   f" | **{statistics.median(ratios):.1f}** |")

    def each(self):
        columns = zip(self.paths, self.turns(self.ours, "ms"), *(self.turns(self.theirs, way) for way in WAYS))
        for (path, value), *spent in columns:
            yield f"| `{path}` | {value} | {' | '.join(f'{ms:.2f}' for ms in spent)} |"

    def searches(self):
        """What ours does beside turns, with its aims."""
        yield f"| the basis, made once | {statistics.median(run['basis_ms'] for run in self.ours):.0f} | |"
        searches = [search for run in self.ours for search in run["searches"]]
        if searches:
            ticks, radii = (statistics.median(search[name] for search in searches) for name in ("ticks_ms", "radii_ms"))
            yield f"| all {searches[0]['ticks']:,} ticks of {searches[0]['knobs']} numbers | {ticks:.0f} | 1,000 |"
            yield f"| radii | {radii:.0f} | 200 |"


def spread(times):
    return f"{statistics.median(times):.2f} ({min(times):.2f}–{max(times):.2f})"


def report(races, load):
    last = races[-1]
    versions = last.theirs[0]
    return "\n".join([
        HEADING, "",
        f"{len(last.paths)} numbers of `Pipelines/models/yy-default-1.yaml`, each turned alone: all members scored, ranked and graded again,",
        f"quotas too, against numpy {versions['numpy']} and pandas {versions['pandas']}. Measured on {datetime.date.today()}, same machine as above; load before",
        f"the first run {load:.2f}. Written by `make bench-tune`.", "",
        "| members | | ms a turn: median (least–most of the numbers) | theirs ÷ ours by pairs of runs | median |", "|---|---|---|---|---|",
        *(line for race in races for line in race.lines()), "",
        "Aims: 5 ms for 5,000 members, 50 ms for 100,000, a twentieth of the time of a version with numpy or pandas.", "",
        "All totals, ranks and grades are equal in every line, with every number, in every way.", "",
        f"Ours alone, {races[0].members:,} members:", "", "| | ms | aim |", "|---|---|---|", *races[0].searches(), "",
        f"Each number, {last.members:,} members, ms:", "",
        f"| number | turned to | dutyrank | {' | '.join(WAYS.values())} |", f"|---|---|---|{'---|' * len(WAYS)}", *last.each(), "",
        "**How.** Whole processes in turn, one of each uncounted; in each, every turn is made nine times (by pandas once) and the median counts.",
        "Ours uses 2 threads, the others one. All work in whole numbers. Reading and writing are not timed, nor is what is made before: our basis,",
        "our choice for each number of what it cannot move, and numpy's choosing, sorting and grouping of records. Three ways, each quicker and",
        "further from what one writes at first (`Sources/Benchmark/peers/tune_*.py`):", "",
        "- *pandas*: everything again from the tables, by masks, `map`, `groupby`, `head` and `sort_values`.",
        "- *numpy, whole*: everything again from the records, but what no number decides is made before: which records an indicator reads, in",
        "  which order and groups, and what their points depend on, so that points are looked up, summed by running sums, the best of a day or an item",
        "  found by layers of records, and all that parts two members packed into one number to be sorted.",
        "- *numpy, cached*: the same, but keeps all that the number does not touch: its indicator again, then what is above it, a sort from the order",
        "  before, seats and grades; a limit of a grade or a share only seats and grades. Ours keeps as much, so this is like against like.", ""])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("python")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--members", type=int, nargs="+", default=[5_000, 100_000])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    races = []
    for members in options.members:
        folder = options.folder / str(members)
        pairs = []
        for number in range(options.runs + 1):
            pair = both(options.binary, options.python, folder, members, searches=int(members == options.members[0]))
            agree(folder)
            if number:
                pairs.append(pair)
        races.append(Race(members, pairs))
        print("\n".join(races[-1].lines()), flush=True)
    text = report(races, load)
    print(text)
    if options.report:
        bench.write_section(options.report, HEADING, text)


if __name__ == "__main__":
    main()
