#!/usr/bin/env python3
"""Times the answers of the workbench over HTTP, as its page asks for them, and writes its section of Benchmarks.md.

workbench_http.py BENCHMARK DUTYRANK FOLDER [--report Benchmarks.md] [--members 5000 100000] [--drags 200]. Fails where a time is above
what is aimed at.
"""
import argparse
import datetime
import fractions
import http.client
import json
import os
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import time
import urllib.parse

import bench

HEADING = "## Answers over HTTP"
ROWS_OF_ONE = 50
WINDOW = {"profile": 0, "count": 60}
AIMS = {5_000: 16, 100_000: 50}
KINDS = ["cap", "points", "factor", "line"]
LINE = "- {grade: 优秀, from: 70}"
QUOTA = "- {grade: 优秀, from: 60, quota: {share: 0.10, by: sector, pool_under: 5, rounding: down, tied: same_rank, tie: refer}}"


class Page:
    """One connection that is kept, as a browser keeps it."""

    def __init__(self, address):
        parts = urllib.parse.urlsplit(address)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port)
        self.connection.request("GET", f"/?{parts.query}")
        answer = self.connection.getresponse()
        answer.read()
        self.cookie = {"Cookie": answer.headers["Set-Cookie"].split(";")[0]}

    def ask(self, path, **fields):
        """The answer, and the milliseconds from asking to its last byte."""
        start = time.perf_counter()
        self.connection.request("GET", f"{path}?{urllib.parse.urlencode(fields)}", headers=self.cookie)
        answer = self.connection.getresponse()
        body = answer.read()
        spent = 1000 * (time.perf_counter() - start)
        if answer.status != 200:
            sys.exit(f"{path} {fields}: {answer.status} {body.decode()}")
        return body, spent


def published(benchmark, dutyrank, folder, members):
    """The folder of publications of a run of so many members, made once."""
    data, out = folder / "data", folder / "out"
    if not (folder / "done").exists():
        subprocess.run([benchmark, "generate", "--rows", str(ROWS_OF_ONE * members), "--members", str(members), "--out", str(data)],
                       check=True, stdout=subprocess.DEVNULL)
        (folder / "done").touch()
    model = folder / "quota.yaml"
    text = pathlib.Path("Pipelines/models/bench.yaml").read_text(encoding="utf-8")
    if LINE not in text:
        sys.exit(f"Pipelines/models/bench.yaml has no line {LINE}")
    model.write_text(text.replace(LINE, QUOTA), encoding="utf-8")
    done = subprocess.run([dutyrank, "run", "Pipelines/bench.yaml", "--data", str(data), "--out", str(out), "--model", str(model)],
                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if done.returncode:
        sys.exit(done.stderr)
    return out


def places(knob, count):
    """Places of a knob from its least to its most, none of them where it stands."""
    low, high = fractions.Fraction(knob["lowest"]), fractions.Fraction(knob["highest"])
    step = fractions.Fraction(knob["step"])
    steps = int((high - low) / step)
    found = [low + step * (steps * number // (count + 1)) for number in range(1, count + 1)]
    return [place for place in found if place != fractions.Fraction(knob["published"])]


class Race:
    """All that was measured on one committee."""

    def __init__(self, dutyrank, out, members, drags):
        self.members = members
        start = time.perf_counter()
        process = subprocess.Popen([dutyrank, "workbench", "latest", "--out", str(out)], stdout=subprocess.PIPE, text=True)
        try:
            address = re.search(r"http://\S+", process.stdout.readline())
            if not address:
                sys.exit("the workbench did not start")
            self.opened = 1000 * (time.perf_counter() - start)
            self.measure(Page(address[0]), drags)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait()

    def measure(self, page, drags):
        body, run = page.ask("/api/run")
        first, rows = page.ask("/api/rows", **WINDOW)
        self.first = run + rows
        self.bytes = len(body) + len(first)
        total = json.loads(first)["total"]
        self.windows = [page.ask("/api/rows", **WINDOW, **{"from": total * number // 100})[1] for number in range(100)]
        knobs = json.loads(body)["knobs"]
        self.drags = {}
        for kind in KINDS:
            for knob in [knob for knob in knobs if knob["kind"] == kind and knob.get("lowest") != knob.get("highest")][:1]:
                times = [page.ask("/api/drag", state="", knob=knob["path"], at=place, **WINDOW)[1] for place in places(knob, drags + 1)]
                self.drags[knob["path"]] = times[0], times[1:]

    def lines(self):
        yield f"| {self.members:,} | to open the run | {self.opened:,.0f} | | | |"
        yield f"| | `run` and the first 60 rows, {self.bytes / 1024:.0f} KiB | {self.first:.1f} | | | |"
        yield f"| | 60 rows anywhere | {spread(self.windows)} | |"
        for path, (first, times) in self.drags.items():
            yield f"| | a drag of `{path}`, {len(times)} places; the first, which makes it ready, {first:.0f} ms | {spread(times)} | {AIMS.get(self.members, '')} |"

    def late(self):
        aim = AIMS.get(self.members, float("inf"))
        return [path for path, (_, times) in self.drags.items() if quantile(times) > aim]


def quantile(times):
    """What 95 of 100 do not exceed."""
    return sorted(times)[len(times) * 95 // 100]


def spread(times):
    return f"{statistics.median(times):.1f} | {quantile(times):.1f} | {max(times):.1f}"


def report(races, load):
    return "\n".join([
        HEADING, "",
        f"`dutyrank workbench` on a run of `Pipelines/bench.yaml` with a quota by 界别, {ROWS_OF_ONE} check-ins to a member, asked over one kept connection as the page asks:",
        "milliseconds from the request to the last byte of its answer, reading of JSON not counted. "
        f"Measured on {datetime.date.today()}, same machine as above;",
        f"load before the first run {load:.2f}. Written by `make bench-http`.", "",
        "| members | | median ms | 95 of 100 | most | aim |", "|---|---|---|---|---|---|",
        *(line for race in races for line in race.lines()), "",
        "A drag ranks and grades all members again, says what that costs, and shows 60 of them with their bars. The aim is for 95 of 100.", ""])


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("benchmark")
    parser.add_argument("dutyrank")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--report", type=pathlib.Path)
    parser.add_argument("--members", type=int, nargs="+", default=[5_000, 100_000])
    parser.add_argument("--drags", type=int, default=200)
    options = parser.parse_args()
    load = os.getloadavg()[0]
    races = []
    for members in options.members:
        out = published(options.benchmark, options.dutyrank, options.folder / str(members), members)
        races.append(Race(options.dutyrank, out, members, options.drags))
        print("\n".join(races[-1].lines()), flush=True)
    text = report(races, load)
    print(text)
    if options.report:
        bench.write_section(options.report, HEADING, text)
    late = [f"{race.members} {path}" for race in races for path in race.late()]
    if late:
        sys.exit(f"above the aim: {', '.join(late)}")


if __name__ == "__main__":
    main()
