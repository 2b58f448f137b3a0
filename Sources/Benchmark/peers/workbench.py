#!/usr/bin/env python3
"""Times what the server of the workbench answers while a number is dragged and writes its section of Benchmarks.md.

workbench.py BENCHMARK [--members 5000 100000] [--report Benchmarks.md]. Fails where a number's median is above what is aimed at.
"""
import argparse
import datetime
import json
import os
import pathlib
import statistics
import subprocess
import sys

import bench

HEADING = "## The workbench"
AIMS = {5000: 16, 100000: 50}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--members", type=int, nargs="+", default=list(AIMS))
    parser.add_argument("--report", type=pathlib.Path)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    rows, late = [], []
    for members in options.members:
        done = subprocess.run([options.binary, "workbench", "--members", str(members)], check=True, capture_output=True, text=True)
        found = json.loads(done.stdout)
        drags = found["drags"]
        medians = [drag["ms"] for drag in drags]
        slowest = max(drags, key=lambda drag: drag["ms"])
        aim = AIMS.get(members)
        rows.append(
            f"| {members:,}, {found['records']:,} records | {statistics.median(medians):.1f} ({min(medians):.1f}–{max(medians):.1f},"
            f" `{slowest['path']}`) | {max(drag['most_ms'] for drag in drags):.1f} | {max(drag['first_ms'] for drag in drags):.0f}"
            f" | {max(found['rows_ms']):.1f} | {found['open_ms']:.0f} | {aim or ''} |")
        late += [f"{members:,}: {drag['path']} {drag['ms']:.1f} ms" for drag in drags if aim and drag["ms"] > aim]
    text = "\n".join([
        HEADING, "",
        f"{len(drags)} numbers of `Pipelines/models/yy-default-1.yaml`, each dragged: all members scored, ranked and graded again, and a window of 60",
        "rows with bars and grade lines as JSON, on the server's side without HTTP; each ten times at three places of the table, the first apart.",
        f"Measured on {datetime.date.today()}, same machine as above; load before the first run {load:.2f}. Written by `make bench-workbench`.",
        "", "| members | ms a drag: median of the numbers (least–most) | slowest answer | slowest first answer | a window without drag | opening |"
        " aim for every number's median |", "|---|---|---|---|---|---|---|", *rows, ""])
    print(text)
    if options.report:
        bench.write_section(options.report, HEADING, text)
    if late:
        sys.exit("above the aim: " + "; ".join(late))


if __name__ == "__main__":
    main()
