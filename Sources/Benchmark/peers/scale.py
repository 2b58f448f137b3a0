#!/usr/bin/env python3
"""Times `dutyrank run` on files of several sizes and by one worker and two, and writes its section of Benchmarks.md.

scale.py DUTYRANK FOLDER --rows 1000000 10000000 50000000 [--report Benchmarks.md] [--runs 3]. FOLDER has a folder of data
for each size. Fails where an aim is missed.
"""
import argparse
import datetime
import os
import pathlib
import shutil
import statistics
import sys
import tempfile

import bench

HEADING = "## Size and workers"
# Time a row against that of the middle size, either way; one worker's time against two's, at least.
EVEN = 0.15
GAIN = 1.7


def run(binary, data, folder, workers):
    shutil.rmtree(folder, ignore_errors=True)
    return bench.Run([binary, "run", bench.PIPELINE, "--data", data, "--out", folder, "--workers", str(workers)])


def sizes(found, rows, middle):
    yield "| rows | wall s | µs a row | ÷ that of the middle size, by runs | median | peak bytes a row | every wall |"
    yield "|---|---|---|---|---|---|---|"
    for size in rows:
        walls = [one.wall for one in found[size]]
        ratios = even(found, size, middle)
        memory = statistics.median(one.memory for one in found[size]) * (1 << 20) / size
        yield (f"| {size:,} | {statistics.median(walls):.2f} | {statistics.median(walls) / size * 1e6:.3f}"
               f" | {' · '.join(f'{ratio:.2f}' for ratio in ratios)} | **{statistics.median(ratios):.2f}** | {memory:.0f}"
               f" | {' · '.join(f'{wall:.2f}' for wall in walls)} |")


def even(found, size, middle):
    """Time a row against that of the middle size, run by run."""
    return [one.wall / size / (other.wall / middle) for one, other in zip(found[size], found[middle])]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rows", type=int, nargs=3, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--report", type=pathlib.Path)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    middle = options.rows[1]
    found, single = {size: [] for size in options.rows}, []
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        for number in range(options.runs + 1):
            for size in options.rows:
                found[size].append(run(options.binary, str(options.folder / str(size)), f"{scratch}/out", 2))
            single.append(run(options.binary, str(options.folder / str(middle)), f"{scratch}/out", 1))
            if number == 0:
                found, single = {size: [] for size in options.rows}, []
    gains = [one.wall / two.wall for one, two in zip(single, found[middle])]
    text = "\n".join([
        HEADING, "",
        f"The whole run of `{bench.PIPELINE}` on files of three sizes, and of the middle one by one worker.",
        f"Measured on {datetime.date.today()}, same machine as above; load before the first run {load:.2f}. Written by `make bench-scale`.",
        "", *sizes(found, options.rows, middle), "",
        f"One worker's time ÷ two's, {middle:,} rows: {' · '.join(f'{gain:.2f}' for gain in gains)}; median **{statistics.median(gains):.2f}**.", "",
        f"Aims: a row takes as long at each size, within {EVEN:.0%}; two workers are at least {GAIN} times as fast as one.", "",
        "**How.** Whole processes in turn, outputs included, one of each uncounted. A member has 50 check-ins, at the greatest size 62.", ""])
    print(text)
    if options.report:
        bench.write_section(options.report, HEADING, text)
    missed = [f"{size:,} rows" for size in options.rows if abs(statistics.median(even(found, size, middle)) - 1) > EVEN]
    missed += ["two workers"] if statistics.median(gains) < GAIN else []
    if missed:
        sys.exit(f"aims missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
