#!/usr/bin/env python3
"""Times `dutyrank run` of rows on disk against one in memory, and writes its section of Benchmarks.md.

spill.py DUTYRANK FOLDER --rows 10000000 100000000 [--memory 1GiB] [--report Benchmarks.md] [--runs 2]. FOLDER has a folder of data for
each size: the first is run in memory, the second within the memory granted. Both ways are first run on the first size and must
publish the same bytes. Fails where an aim is missed.
"""
import argparse
import datetime
import filecmp
import os
import pathlib
import shutil
import statistics
import sys
import tempfile

import bench

HEADING = "## Rows on disk"
# Time a row against that in memory, at most.
SLOWER = 2
UNITS = {"MiB": 1, "GiB": 1 << 10}


def run(binary, data, folder, memory=None):
    shutil.rmtree(folder, ignore_errors=True)
    command = [binary, "run", bench.PIPELINE, "--data", data, "--out", folder, "--workers", "2"]
    return bench.Run(command + (["--memory", memory] if memory else []))


def published(folder):
    return next(path for path in pathlib.Path(folder).iterdir() if path.is_dir())


def compare(binary, data, scratch):
    """The files of a run in memory and of one with most rows on disk; ends where one of them differs."""
    run(binary, data, f"{scratch}/whole")
    run(binary, data, f"{scratch}/shards", "200MiB")
    one, other = published(f"{scratch}/whole"), published(f"{scratch}/shards")
    names = sorted(path.name for path in one.iterdir() if path.name != "timings.json")
    _, differing, failed = filecmp.cmpfiles(one, other, names, shallow=False)
    if differing or failed or len(names) < 10:
        sys.exit(f"not the same: {differing + failed}")
    return len(names)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rows", type=int, nargs=2, required=True)
    parser.add_argument("--memory", default="1GiB")
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--report", type=pathlib.Path)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    few, many = options.rows
    whole, spilled = [], []
    with tempfile.TemporaryDirectory(dir=options.folder) as scratch:
        files = compare(options.binary, str(options.folder / str(few)), scratch)
        for _ in range(options.runs):
            whole.append(run(options.binary, str(options.folder / str(few)), f"{scratch}/out"))
            spilled.append(run(options.binary, str(options.folder / str(many)), f"{scratch}/out", options.memory))
    ratios = [one.wall / many / (other.wall / few) for one, other in zip(spilled, whole)]
    granted = float(options.memory[:-3]) * UNITS[options.memory[-3:]]
    peak = max(one.memory for one in spilled)
    text = "\n".join([
        HEADING, "",
        f"The whole run of `{bench.PIPELINE}`: {few:,} rows in memory, {many:,} within `--memory {options.memory}`.",
        f"Measured on {datetime.date.today()}, same machine as above; load before the first run {load:.2f}. Written by `make bench-spill`.", "",
        "| rows | wall s | µs a row | ÷ in memory, by runs | median | peak MiB |", "|---|---|---|---|---|---|",
        f"| {few:,} | {statistics.median(one.wall for one in whole):.2f}"
        f" | {statistics.median(one.wall for one in whole) / few * 1e6:.3f} | | | {max(one.memory for one in whole):.0f} |",
        f"| {many:,} | {statistics.median(one.wall for one in spilled):.1f}"
        f" | {statistics.median(one.wall for one in spilled) / many * 1e6:.3f} | {' · '.join(f'{ratio:.2f}' for ratio in ratios)}"
        f" | **{statistics.median(ratios):.2f}** | **{peak:.0f}** |", "",
        f"Aims: at most {SLOWER} times the time a row, and a peak within {granted:.0f} MiB.", "",
        f"**How.** Whole processes in turn, outputs included; the peak is that of the resident set. Both have 200,000 members. Before, {few:,} rows"
        f" were run in memory and within 200 MiB: {files} files, the same byte for byte.", ""])
    print(text)
    if options.report:
        bench.write_section(options.report, HEADING, text)
    missed = (["time"] if statistics.median(ratios) > SLOWER else []) + (["memory"] if peak > granted else [])
    if missed:
        sys.exit(f"aims missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
