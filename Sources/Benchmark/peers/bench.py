#!/usr/bin/env python3
"""Times `dutyrank run` against DuckDB, Polars and pandas, run by run in turn, and writes Benchmarks.md.

bench.py DUTYRANK DATA PEER_PYTHON --rows N [--report Benchmarks.md] [--runs 5]. Fails where the rankings differ.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import compare

HERE = pathlib.Path(__file__).resolve().parent
PIPELINE = "Pipelines/bench.yaml"
# Module, its name for people, its side's script.
PEERS = [("duckdb", "DuckDB", "duckdb_peer.py"), ("polars", "Polars", "polars_peer.py"), ("pandas", "pandas", "pandas_peer.py")]


class Run:
    """One process from start to end."""

    def __init__(self, command):
        start = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.wall = time.monotonic() - start
        if status:
            sys.exit(f"{' '.join(command)} ended with {os.waitstatus_to_exitcode(status)}")
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss / 1024


class Side:
    def __init__(self, name):
        self.name = name
        self.runs = []
        self.stages = []

    def median(self, reading):
        return statistics.median(reading(run) for run in self.runs)


def ours(side, binary, data, folder):
    shutil.rmtree(folder, ignore_errors=True)
    run = Run([binary, "run", PIPELINE, "--data", data, "--out", folder])
    side.runs.append(run)
    published = next(path for path in pathlib.Path(folder).iterdir() if path.is_dir())
    timings = json.loads((published / "timings.json").read_text())
    side.stages.append({stage["name"]: stage["milliseconds"] for stage in timings["stages"]})
    return published / "ranking.csv"


def peer(side, python, script, data, folder):
    path = f"{folder}/{script}.csv"
    side.runs.append(Run([python, str(HERE / script), data, path, "2"]))
    return path


def first_line(command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip().splitlines()[0]


def machine():
    cpu = next(line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name"))
    memory = next(int(line.split()[1]) for line in open("/proc/meminfo") if line.startswith("MemTotal")) / (1 << 20)
    system = platform.freedesktop_os_release()["PRETTY_NAME"]
    return f"{cpu}, {os.cpu_count()} cores, {memory:.0f} GiB, {system}, Linux {platform.release()}"


def table(sides):
    yield "| | wall s | CPU s | peak MiB | every wall |"
    yield "|---|---|---|---|---|"
    for side in sides:
        walls = " · ".join(f"{run.wall:.2f}" for run in side.runs)
        yield (f"| {side.name} | {side.median(lambda run: run.wall):.2f} | {side.median(lambda run: run.cpu):.2f}"
               f" | {side.median(lambda run: run.memory):.0f} | {walls} |")
    yield ""
    yield "| ours ÷ | wall, by pairs of runs | median | peak memory |"
    yield "|---|---|---|---|"
    for side in sides[1:]:
        pairs = [a.wall / b.wall for a, b in zip(sides[0].runs, side.runs)]
        memory = sides[0].median(lambda run: run.memory) / side.median(lambda run: run.memory)
        yield (f"| {side.name} | {' · '.join(f'{ratio:.2f}' for ratio in pairs)} | **{statistics.median(pairs):.2f}** |"
               f" {memory:.2f} |")


def stages(side):
    yield "| stage | ms |"
    yield "|---|---|"
    for name in side.stages[0]:
        yield f"| {name} | {statistics.median(run[name] for run in side.stages):.0f} |"


TEXT = """# Benchmarks

{rows:,} check-ins of {members:,} members ({size:.0f} MB) by `Pipelines/bench.yaml` and the ordinary `dutyrank run`, against {peers}.
Measured on {date}: {machine}; {tool}, {swift}, Python {python}; load of the machine before the first run
{load:.2f}. Written by `make bench`; do not edit by hand.

{table}

The rankings of all are equal in every line: {equal:,} members with profile, rank, category points, bonus, total and grade.

Where our time goes (medians of `timings.json`):

{stages}

**How.** Each run is a whole process, from start to exit, on a warm page cache. One run of each side goes first and is not counted; then {runs} of
each in turn. CPU is user + system, memory the peak resident set. Before each run of ours the run directory is deleted,
so that each publishes. All use 2 threads where they use more than one.

**Again.** `make bench`, or smaller: `make bench ROWS=1000000 MEMBERS=20000` (prints, and leaves this page alone). The data come from a seed
and are the same bytes everywhere: 2.5 % of the rows stand twice, 2.5 % again under another number and a later time, 2 % have spaces
around the member's number or lack its zeros, 0.1 % are bad (unknown member, 30 February, unknown kind, a cell too few), a fifth
has a quoted comma.

**What each side does.** All: parse with declared types, set bad rows aside, mend ids, refuse unknown members and activities, keep one
row per key (the greatest, where they differ) and one per member and activity (the earliest), cap by day, indicator and category, rank each
profile and grade. DuckDB (`Sources/Benchmark/peers/duckdb_peer.py`): no sniffing, column types given, reject tables on,
insertion order not preserved; numbers parsed as integers instead of trimmed and padded; the rows in a table before they are joined, since a
join with the reader itself, whose row count is unknown, is planned the wrong way round and took 7 s more; `any_value` per key with a check by
hash instead of `max` of a structure; a window instead of `arg_min`. Of nine variants tried on the ten million rows, which took
11.6 to 14.8 s before the ranking is written, this is within 0.2 s of the quickest. Polars (`polars_peer.py`) and pandas (`pandas_peer.py`) take
the file from Arrow's reader, on two threads, since it alone tells a row with a cell too few from one with an empty cell; Polars runs lazily
by its streaming engine, pandas after the reading on one core. The peers write the ranking alone, and do not wait for the disk.
Ours also writes books per stage with digests, the quarantine with exact bytes, `ledger.csv`, `corrections.csv`,
`findings.csv`, `unused.csv`, and a manifest with SHA-256 of all inputs and outputs, scans what it writes for private numbers, and
ends only when every file has reached the disk.

**Off** in `Pipelines/bench.yaml`: {off}.
"""


def report(options, sides, equal, load):
    data = pathlib.Path(options.data)
    size = (data / "checkins.csv").stat().st_size
    outputs = [line.strip() for line in open(PIPELINE) if line.strip().endswith(": false")]
    off = ", ".join(f"`{line.split(':')[0]}`" for line in outputs)
    return TEXT.format(
        rows=options.rows, members=equal, size=size / 1e6, peers=", ".join(side.name for side in sides[1:]), date=datetime.date.today(), machine=machine(),
        tool=first_line([options.binary, "--version"]), swift=first_line(["swift", "--version"]),
        python=platform.python_version(), load=load, table="\n".join(table(sides)), equal=equal,
        stages="\n".join(stages(sides[0])), runs=options.runs,
        off=f"{off}: files with a line per check-in and what only people look at; no peer writes them either")


def write_section(path, heading, text):
    """Puts a section of the page in the place of the one with its heading, or last."""
    before, found, after = path.read_text(encoding="utf-8").partition(heading)
    rest = after.partition("\n## ")
    path.write_text(f"{before.rstrip()}\n\n{text.rstrip()}\n" + (f"\n## {rest[2]}" if rest[1] else ""), encoding="utf-8")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("data")
    parser.add_argument("python")
    parser.add_argument("--rows", type=int, required=True)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--report")
    options = parser.parse_args()
    load = os.getloadavg()[0]
    sides = [Side("dutyrank")]
    for module, name, _ in PEERS:
        sides.append(Side(f"{name} {first_line([options.python, '-c', f'import {module}; print({module}.__version__)'])}"))
    with tempfile.TemporaryDirectory(dir=".bench") as scratch:
        for number in range(options.runs + 1):
            ranking = ours(sides[0], options.binary, options.data, f"{scratch}/out")
            for side, (_, _, script) in zip(sides[1:], PEERS):
                equal = compare.compare(ranking, peer(side, options.python, script, options.data, scratch))
            if number == 0:
                sides = [Side(side.name) for side in sides]
            else:
                print(" ".join(f"{side.name} {side.runs[-1].wall:.2f} s" for side in sides), flush=True)
    text = report(options, sides, equal, load)
    print("\n".join(table(sides)))
    print("\n".join(stages(sides[0])))
    if options.report:
        path = pathlib.Path(options.report)
        _, heading, sections = path.read_text(encoding="utf-8").partition("\n## ")
        path.write_text(f"{text.rstrip()}\n{heading}{sections}", encoding="utf-8")


if __name__ == "__main__":
    main()
