#!/usr/bin/env python3
"""Times the whole run of the shipped pipeline on SampleData, every file written, and writes its section of Benchmarks.md.

sample.py DUTYRANK [--report Benchmarks.md] [--runs 25]. Fails where the aim is missed.
"""
import argparse
import datetime
import json
import os
import pathlib
import shutil
import statistics
import sys
import tempfile

import bench

HEADING = "## SampleData"
PIPELINE = "Pipelines/evaluation.yaml"
# Milliseconds of a run, at most: what feels like an answer.
MOST = 200


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--runs", type=int, default=25)
    parser.add_argument("--report", type=pathlib.Path)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    runs = []
    with tempfile.TemporaryDirectory() as scratch:
        out = pathlib.Path(scratch) / "out"
        for number in range(options.runs + 1):
            shutil.rmtree(out, ignore_errors=True)
            one = bench.Run([options.binary, "run", PIPELINE, "--out", str(out)])
            if number > 0:
                runs.append(one)
        files = [path for path in out.glob("*/*") if path.is_file()]
        size = sum(path.stat().st_size for path in files) / 1e6
        manifest = json.loads(next(out.glob("*/manifest.json")).read_text(encoding="utf-8"))
    walls = [1000 * one.wall for one in runs]
    quartiles = statistics.quantiles(walls, n=4)
    cpu = 1000 * statistics.median(one.cpu for one in runs)
    memory = statistics.median(one.memory for one in runs)
    text = "\n".join([
        HEADING, "",
        f"The whole run of `{PIPELINE}` for {manifest['run']['period']}: {manifest['counts']['read']:,} rows read, "
        f"{manifest['counts']['members']} members, {len(files)} files of {size:.0f} MB written.",
        f"Measured on {datetime.date.today()}: {bench.machine()}; load before the first run {load:.2f}. "
        "Written by `make bench-sample`.",
        "", "| wall ms, median | quartiles | least–most | CPU ms | peak MiB | aim |", "|---|---|---|---|---|---|",
        f"| **{statistics.median(walls):.0f}** | {quartiles[0]:.0f}–{quartiles[2]:.0f} | {min(walls):.0f}–{max(walls):.0f}"
        f" | {cpu:.0f} | {memory:.0f} | {MOST} |", "",
        f"**How.** {options.runs} whole processes one after the other, from start to exit, one uncounted; what the one "
        "before published is deleted.", ""])
    print(text)
    if options.report:
        bench.write_section(options.report, HEADING, text)
    if statistics.median(walls) > MOST:
        sys.exit(f"aim missed: {statistics.median(walls):.0f} ms")


if __name__ == "__main__":
    main()
