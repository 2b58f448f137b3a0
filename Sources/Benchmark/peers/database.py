#!/usr/bin/env python3
"""Races reading a table and publishing a run against psql's \\copy, run by run in turn, and writes its section of Benchmarks.md.

database.py DUTYRANK DATA [--report Benchmarks.md] [--runs 5]. Starts a PostgreSQL server of its own.
"""
import argparse
import csv
import datetime
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import bench

sys.path.insert(0, str(bench.HERE.parents[2] / "Tests/Fixtures"))
from postgres_server import Server

HEADING = "## PostgreSQL"
PUBLISHED = ("ranking", "ledger", "quarantine")


def header(path):
    with open(path, encoding="utf-8-sig", newline="") as file:
        return next(csv.reader(file))


def texts(names):
    return ", ".join(f'"{name}" text' for name in names)


def load(server, path):
    """The rows of check-ins that can stand in a table; how many."""
    names = header(path)
    server.psql(f"CREATE TABLE checkins ({texts(names)})")
    reading, writing = os.pipe()

    def send():
        with open(path, encoding="utf-8-sig", newline="") as source, open(writing, "w", encoding="utf-8", newline="") as target:
            csv.writer(target).writerows(row for row in csv.reader(source) if len(row) == len(names))

    sender = threading.Thread(target=send)
    sender.start()
    with open(reading, "rb") as rows:
        server.psql("\\copy checkins FROM STDIN (FORMAT csv, HEADER)", stdin=rows)
    sender.join()
    server.psql("VACUUM ANALYZE checkins")
    return int(server.psql("SELECT count(*) FROM checkins").stdout)


def timed(action):
    start = time.monotonic()
    action()
    return time.monotonic() - start


def read(options, server, pipeline, out, number):
    """Seconds of our stage `extract` and of \\copy to a file; whoever begins changes from run to run."""
    file = out.parent / "psql.csv"

    def theirs():
        seconds = timed(lambda: server.psql(f"\\copy checkins TO '{file}' (FORMAT csv, HEADER)"))
        file.unlink()
        return seconds

    def ours():
        shutil.rmtree(out, ignore_errors=True)
        bench.Run([options.binary, "run", str(pipeline), "--data", options.data, "--out", str(out)])
        return next(stage["milliseconds"] for stage in json.loads((run_of(out) / "timings.json").read_text())["stages"] if stage["name"] == "extract") / 1000

    if number % 2:
        return ours(), theirs()
    other = theirs()
    return ours(), other


def run_of(out):
    return next(path for path in out.iterdir() if path.is_dir() and not path.name.startswith("."))


def publish(options, server, out):
    """Seconds of `publish` and of \\copy of the same files into tables of texts without keys."""
    server.psql("DROP SCHEMA IF EXISTS dutyrank CASCADE", stderr=subprocess.DEVNULL)
    bench.Run([options.binary, "approve", "latest", "--out", str(out), "--by", "bench", "--date", "2026-01-20"])
    ours = timed(lambda: bench.Run([options.binary, "publish", "latest", "--out", str(out), "--to", server.url()]))
    theirs = 0
    for name in PUBLISHED:
        path = run_of(out) / f"{name}.csv"
        server.psql(f"DROP TABLE IF EXISTS bare_{name}; CREATE TABLE bare_{name} ({texts(header(path))})", stderr=subprocess.DEVNULL)
        theirs += timed(lambda: server.psql(f"\\copy bare_{name} FROM '{path}' (FORMAT csv, HEADER)"))
    return ours, theirs


def lines(name, pairs, bound):
    ratios = [ours / theirs for ours, theirs in pairs]
    yield (f"| {name} | {statistics.median(ours for ours, _ in pairs):.2f} | {statistics.median(theirs for _, theirs in pairs):.2f}"
           f" | {' · '.join(f'{ratio:.2f}' for ratio in ratios)} | **{statistics.median(ratios):.2f}** | {bound} |")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("data")
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--runs", type=int, default=5)
    options = parser.parse_args()
    options.data = str(pathlib.Path(options.data).resolve())
    machine_load = os.getloadavg()[0]
    with Server("bench", ["max_wal_size=4GB"]) as server, tempfile.TemporaryDirectory(dir=".bench") as scratch:
        rows = load(server, f"{options.data}/checkins.csv")
        definitions = pathlib.Path(scratch) / "Pipelines"
        shutil.copytree("Pipelines", definitions)
        pipeline = definitions / "bench.yaml"
        text = pipeline.read_text(encoding="utf-8").replace("files: checkins.csv", "table: checkins")
        pipeline.write_text(text.replace("\nsources:", f'\ndatabase: {{connect: "{server.url()}"}}\nsources:', 1), encoding="utf-8")
        out = pathlib.Path(scratch).resolve() / "out"
        reads = [read(options, server, pipeline, out, number) for number in range(options.runs + 1)][1:]
        published = [publish(options, server, out) for _ in range(options.runs + 1)][1:]
        sizes = " + ".join(f"{row['rows']:,} of {row['name']}" for row in json.loads((run_of(out) / "manifest.json").read_text())["outputs"]
                           if row["name"].removesuffix(".csv") in PUBLISHED)
        version = server.psql("SHOW server_version").stdout.decode().split()[0]
    section = "\n".join([
        HEADING, "",
        f"Against `\\copy` of psql, PostgreSQL {version} with its defaults but `max_wal_size = 4GB`, over a Unix socket on the same two cores.",
        f"Measured on {datetime.date.today()}, load before the first run {machine_load:.2f}. Written by `make bench-db`.", "",
        "| | ours s | psql s | by pairs of runs | median | aim |", "|---|---|---|---|---|---|",
        *lines(f"read {rows:,} rows", reads, "1.3"), *lines(f"publish {sizes}", published, "1.5"), "",
        "**How.** One pair of each uncounted. Reading is the stage `extract` of a whole run, which ends when the extract has reached the disk; psql's file",
        "need not. Publishing is the whole command: digests checked, typed rows with keys and an index, joined to the tables, counted, committed; psql copies",
        "the same files into tables of texts without keys. Ours sends COPY's binary format, which spares the server the cutting and the reading of digits,",
        "and writes the four texts that name a line once for each kind of line.", ""])
    print(section)
    if options.report:
        bench.write_section(options.report, HEADING, section)


if __name__ == "__main__":
    main()
