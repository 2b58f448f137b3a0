#!/usr/bin/env python3
"""Races the search for near-same texts against datasketch, run by run in turn, and writes its section of Benchmarks.md.

near.py BENCHMARK PEER_PYTHON FOLDER [--report Benchmarks.md] [--texts 100000] [--runs 3]. Fails where one counts a pair
otherwise than the other, or where one finds less than 99 of 100 pairs that the other finds.
"""
import argparse
import datetime
import os
import pathlib
import random
import statistics
import sys

import bench

HEADING = "## Near-same text"


def write_texts(path, count):
    """Texts of 300 characters, common ones oftener; every tenth is an earlier one with up to 20 characters changed."""
    chance = random.Random(5)
    characters = [chr(0x4E00 + index) for index in range(3000)]
    weights = [1 / (index + 10) for index in range(3000)]
    texts = []
    for number in range(count):
        if number > 100 and chance.random() < 0.1:
            text = list(texts[chance.randrange(number)])
            for _ in range(chance.randrange(20)):
                text[chance.randrange(300)] = chance.choice(characters)
            texts.append("".join(text))
        else:
            texts.append("".join(chance.choices(characters, weights=weights, k=300)))
    path.write_text("\n".join(texts) + "\n", encoding="utf-8")


def pairs(path):
    lines = (line.split() for line in path.read_text().splitlines())
    return {(int(a), int(b)): (int(shared), int(union)) for a, b, shared, union in lines}


def compared(ours, theirs):
    """The share of the other's pairs that each finds."""
    common = ours.keys() & theirs.keys()
    wrong = [pair for pair in common if ours[pair] != theirs[pair]]
    if wrong:
        sys.exit(f"counted differently: {wrong[:5]}")
    union = len(ours.keys() | theirs.keys())
    shares = (len(ours) / union, len(theirs) / union)
    if min(shares) < 0.99:
        sys.exit(f"of {union} pairs found by either, ours finds {len(ours)}, datasketch {len(theirs)}")
    return f"Of the {union:,} pairs that either finds, ours finds {len(ours):,} and datasketch {len(theirs):,}; all counts are equal."


def report(texts, version, sides, found, load):
    ratios = [peer.wall / our.wall for our, peer in zip(sides[0].runs, sides[1].runs)]
    return "\n".join([
        HEADING, "",
        f"{texts:,} texts of 300 characters: fold, bigrams, 104 hashes in 13 bands of 8, exact Jaccard ≥ 9/10, against datasketch {version}.",
        f"Measured on {datetime.date.today()}, same machine as above; load before the first run {load:.2f}. Written by `make bench-near`.",
        "", *list(bench.table(sides))[:-2], "",
        f"datasketch ÷ ours by pairs of runs: {' · '.join(f'{ratio:.1f}' for ratio in ratios)}; median **{statistics.median(ratios):.1f}**.",
        "", found, "",
        "**How.** Whole processes in turn, one of each uncounted. Ours uses 2 threads; datasketch has none of its own, so CPU seconds are the",
        "fairer column for it.", ""])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("python")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--texts", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    options.folder.mkdir(parents=True, exist_ok=True)
    texts = options.folder / f"texts-{options.texts}.txt"
    if not texts.exists():
        write_texts(texts, options.texts)
    version = bench.first_line([options.python, "-c", "import datasketch; print(datasketch.__version__)"])
    sides = [bench.Side("dutyrank"), bench.Side(f"datasketch {version}")]
    outs = [options.folder / "ours.txt", options.folder / "theirs.txt"]
    commands = [
        [options.binary, "near", str(texts), str(outs[0])],
        [options.python, str(bench.HERE / "datasketch_peer.py"), str(texts), str(outs[1])]]
    for number in range(options.runs + 1):
        runs = [bench.Run(command) for command in commands]
        if number:
            for side, run in zip(sides, runs):
                side.runs.append(run)
            print(" ".join(f"{side.name} {side.runs[-1].wall:.2f} s" for side in sides), flush=True)
    text = report(options.texts, version, sides, compared(*map(pairs, outs)), load)
    print(text)
    if options.report:
        bench.write_section(options.report, HEADING, text)


if __name__ == "__main__":
    main()
