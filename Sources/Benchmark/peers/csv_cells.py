#!/usr/bin/env python3
"""Times the cutting of CSV into cells against libcsv and writes its section of Benchmarks.md.

csv_cells.py BENCHMARK --rows 2600000 [--report Benchmarks.md]. Fails where an aim is missed.
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

HEADING = "## CSV"
WAYS = {
    "none": "no quotes", "needed": "quotes where a comma is in a cell, a fifth of the rows", "all": "every cell in quotes",
    "escaped": "every cell in quotes, one a row with a pair of quotes and a line end"}
# Gigabytes a second at least, and times libcsv's time at most.
SPEEDS = {"none": 2.0}
RATIOS = {"all": 1.2, "escaped": 1.2}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--report", type=pathlib.Path)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    done = subprocess.run([options.binary, "csv", "--rows", str(options.rows)], check=True, capture_output=True, text=True)
    found = json.loads(done.stdout)
    rows, missed = [], []
    for file in found["files"]:
        way = file["quoting"]
        speeds = {side: file["bytes"] / statistics.median(file[f"{side}_ms"]) / 1e6 for side in ("ours", "library", "line_feeds")}
        ratios = [ours / theirs for ours, theirs in zip(file["ours_ms"], file["library_ms"])]
        ratio = statistics.median(ratios)
        aims = [f"{SPEEDS[way]:g} GB/s" if way in SPEEDS else "", f"{RATIOS[way]:g}" if way in RATIOS else ""]
        rows.append(
            f"| {WAYS[way]}: {file['bytes'] / 1e6:.0f} MB, {file['cells']:,} cells | {speeds['ours']:.2f} | {speeds['library']:.2f}"
            f" | {speeds['line_feeds']:.1f} | **{ratio:.2f}** ({min(ratios):.2f}–{max(ratios):.2f}) | {' '.join(filter(None, aims))} |")
        if speeds["ours"] < SPEEDS.get(way, 0):
            missed.append(f"{way}: {speeds['ours']:.2f} GB/s")
        if ratio > RATIOS.get(way, ratio):
            missed.append(f"{way}: {ratio:.2f} of libcsv's time")
    text = "\n".join([
        HEADING, "",
        f"{options.rows:,} check-ins of the file above, quoted in four ways, in memory: bytes cut into rows and cells, on one core, against",
        "`csv_parse` of libcsv 3.0.3 with callbacks that do nothing.",
        f"Measured on {datetime.date.today()}, same machine as above; load before the first run {load:.2f}. Written by `make bench-csv`.",
        "", "| | ours GB/s | libcsv GB/s | line feeds alone GB/s | our time ÷ libcsv's (least–most) | aim |", "|---|---|---|---|---|---|",
        *rows, "",
        f"Both find the same rows and cells and as many bytes in them. **How.** Passes over the whole file in turn, {len(ratios)} of each, the medians.",
        f"Ours works as ingestion does, in batches of {found['batch_size'] // 1024} KiB that it copies first, and gives where each cell stands and where each",
        "record's lines are; libcsv reads the same bytes in place, by its defaults. Line feeds alone are counted by the C library's `memchr`: what",
        "reading each byte once costs.", ""])
    print(text)
    if options.report:
        bench.write_section(options.report, HEADING, text)
    if missed:
        sys.exit("aims missed: " + "; ".join(missed))


if __name__ == "__main__":
    main()
