#!/usr/bin/env python3
"""Times the making of documents and writes its section of Benchmarks.md.

notice.py BENCHMARK DUTYRANK [--report Benchmarks.md]. Fails where a time is above what is aimed at.
"""
import argparse
import collections
import datetime
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import bench

HEADING = "## Documents"
AIMS = {"ranking": 50, "statements": 2000, "overview": 100, "studio": 100, "command": 2000}


def timed(dutyrank, folder, runs=5):
    """Milliseconds of `notice statement` for all members of SampleData, one run uncounted."""
    out = ["--out", str(folder)]
    subprocess.run([dutyrank, "run", "Pipelines/evaluation.yaml", *out], check=True, stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL)
    walls = []
    for _ in range(runs + 1):
        start = time.monotonic()
        subprocess.run([dutyrank, "notice", "latest", "statement", *out], check=True, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)
        walls.append(1000 * (time.monotonic() - start))
    return walls[1:], len(list(folder.glob("evaluation-*/notices/statement/*.docx")))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("dutyrank")
    parser.add_argument("--report", type=pathlib.Path)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    times = collections.defaultdict(list)
    for line in subprocess.run([options.binary, "notice"], check=True, capture_output=True, text=True).stdout.split():
        name, ms = line.split(",")
        times[name].append(float(ms))
    with tempfile.TemporaryDirectory() as folder:
        times["command"], files = timed(options.dutyrank, pathlib.Path(folder))
    names = {
        "ranking": "a notice with a table of 420 rows in 14 columns, made as DOCX in memory",
        "statements": "420 statements of 60 records each, made as DOCX in memory",
        "overview": "the overview of SampleData: its figures counted and `overview.html` made, from a run that is done",
        "studio": "the studio board of SampleData, likewise",
        "command": f"`dutyrank notice latest statement` on SampleData: the run made again, {files} files scanned and synced",
    }
    rows = [f"| {names[name]} | {statistics.median(found):.0f} | {min(found):.0f}–{max(found):.0f} | {AIMS[name]} |"
            for name, found in times.items()]
    text = "\n".join([
        HEADING, "",
        f"Measured on {datetime.date.today()}, same machine as above; load before the first run {load:.2f}. Written by `make bench-notice`.",
        "", "| | median ms | least–most | aim |", "|---|---|---|---|", *rows, ""])
    print(text)
    if options.report:
        bench.write_section(options.report, HEADING, text)
    late = [name for name, found in times.items() if statistics.median(found) > AIMS[name]]
    if late:
        sys.exit(f"above the aim: {', '.join(late)}")


if __name__ == "__main__":
    main()
