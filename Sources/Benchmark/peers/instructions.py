#!/usr/bin/env python3
"""Counts the instructions of `dutyrank run` on two fixed cases and holds them against the recorded ones.

instructions.py DUTYRANK BENCHMARK RESULT.xml [--record]. Time depends on the machine and its load, instructions hardly do.
Drift is told and never fails; what cannot be counted does.
"""
import argparse
import datetime
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.sax.saxutils as sax

HERE = pathlib.Path(__file__).resolve().parent
BASELINE = HERE / "instructions.tsv"
ROWS, MEMBERS = 100_000, 2_000
# Of the functions of a case those that have a thousandth of its instructions are recorded by name.
SHARE = 1000
MOST_TOLD = 10
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "CI": "1", "SWIFT_DETERMINISTIC_HASHING": "1"}


def line_of(command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()[0]


def machine():
    processor = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")
    swift = re.search(r"Swift version (\S+)", subprocess.run(["swift", "--version"], capture_output=True, text=True).stdout)
    return f"Swift {swift[1] if swift else '?'}, {line_of(['valgrind', '--version'])}, {processor}"


def counts(profile):
    """Instructions by mangled function, and all of them, as callgrind's file states them."""
    names, found, total = {}, {}, 0
    function = ""
    called = False
    for line in profile.open(encoding="utf-8", errors="replace"):
        key, _, rest = line.rstrip("\n").partition("=")
        if key in ("fn", "cfn"):
            number, _, name = rest.partition(" ")
            if name:
                # A function of a cycle, or of recursion, has a mark of its own.
                names[number] = re.sub(r"'\d+$", "", name)
            if key == "fn":
                function = names[number]
        elif key == "calls":
            called = True
        elif line[:1] in "0123456789+-*":
            if not called:
                found[function] = found.get(function, 0) + int(line.split()[1])
            called = False
        elif line.startswith(("summary:", "totals:")):
            total = int(line.split()[1])
    return found, total


def demangled(found):
    order = list(found)
    text = subprocess.run(
        ["swift", "demangle", "--simplified"], input="\n".join(order), check=True, capture_output=True, text=True).stdout
    named = {}
    for mangled, name in zip(order, text.splitlines(), strict=True):
        named[name] = named.get(name, 0) + found[mangled]
    return named


def count(binary, arguments, scratch):
    profile = scratch / "callgrind"
    told = subprocess.run(
        ["valgrind", "--tool=callgrind", f"--callgrind-out-file={profile}", binary, "run", *arguments,
         "--out", scratch / "out", "--workers", "1"],
        env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    if told.returncode or not profile.exists():
        sys.exit(f"bench-instructions: not counted, ended with {told.returncode}\n{told.stderr[-2000:]}")
    found, total = counts(profile)
    return demangled(found), total


def cases(binary, benchmark):
    """Each case with the instructions of its functions and in all."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = pathlib.Path(folder)
        # valgrind does not read all that Swift says for debuggers.
        plain = scratch / "dutyrank"
        subprocess.run(["strip", "--strip-debug", "-o", plain, binary], check=True)
        data = scratch / "data"
        subprocess.run(
            [benchmark, "generate", "--rows", str(ROWS), "--members", str(MEMBERS), "--out", data],
            check=True, stdout=subprocess.DEVNULL)
        for name, arguments in [
                (f"{ROWS:,} check-ins of {MEMBERS:,} members", ["Pipelines/bench.yaml", "--data", data]),
                ("SampleData, 2025", ["Pipelines/evaluation.yaml"])]:
            yield name, *count(plain, arguments, scratch)
            subprocess.run(["rm", "-r", scratch / "out", scratch / "callgrind"], check=True)


def written(measured, about):
    lines = [f"# {about}; `make record-instructions` writes this"]
    for name, found, total in measured:
        lines.append(f"{name}\t{total}")
        known = sorted(found.items(), key=lambda item: (-item[1], item[0]))
        lines += [f"\t{amount}\t{function}" for function, amount in known if amount * SHARE >= total]
    return "\n".join(lines) + "\n"


def recorded(text):
    """By case its total and those of its functions that were recorded."""
    about, *lines = text.splitlines()
    found = {}
    for line in lines:
        first, second, *function = line.split("\t")
        if first:
            total, functions = int(second), {}
            found[first] = (total, functions)
        else:
            functions[function[0]] = int(second)
    return about.removeprefix("# ").partition(";")[0], found


def told(name, found, total, baseline):
    if name not in baseline:
        return [f"{name}: {total:,} instructions; no record to hold them against"]
    old, functions = baseline[name]
    lines = [f"{name}: {total:,} instructions, {old:,} recorded, {100 * (total - old) / old:+.2f} %"]
    # What is too small to be recorded counts as nothing on both sides, so that crossing the limit is the most it can show.
    now = {function: amount for function, amount in found.items() if amount * SHARE >= old or function in functions}
    changes = {function: now.get(function, 0) - functions.get(function, 0) for function in now.keys() | functions.keys()}
    for function, change in sorted(changes.items(), key=lambda item: (-abs(item[1]), item[0]))[:MOST_TOLD]:
        if change:
            lines.append(f"  {change:+15,}  {100 * change / old:+6.2f} %  {function[:100]}")
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("benchmark")
    parser.add_argument("result", type=pathlib.Path)
    parser.add_argument("--record", action="store_true")
    options = parser.parse_args()
    measured = list(cases(options.binary, options.benchmark))
    complete = [(name, sum(found.values()) == total > 0) for name, found, total in measured]
    about, baseline = recorded(BASELINE.read_text()) if BASELINE.exists() else ("", {})
    print(f"recorded: {about}\nnow:      {datetime.date.today()}, {machine()}")
    for name, found, total in measured:
        print("\n".join(told(name, found, total, baseline)))
    body = "".join(
        f'<testcase classname="instructions" name={sax.quoteattr(name)}>'
        + ("" if ok else '<failure message="the functions do not add up to the whole"/>') + "</testcase>"
        for name, ok in complete)
    options.result.parent.mkdir(parents=True, exist_ok=True)
    options.result.write_text(f'<testsuites><testsuite name="instructions">{body}</testsuite></testsuites>')
    if not all(ok for _, ok in complete):
        sys.exit("bench-instructions: the functions do not add up to the whole")
    if options.record:
        BASELINE.write_text(written(measured, f"{datetime.date.today()}, {machine()}"))


if __name__ == "__main__":
    main()
