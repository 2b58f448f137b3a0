#!/usr/bin/env python3
"""Ranks a small benchmark by `dutyrank run` and by obvious.py and compares: check.py DUTYRANK DATA RESULT.xml"""
import itertools
import pathlib
import subprocess
import sys
import tempfile
import xml.sax.saxutils as sax

import compare
import obvious

binary, data, result = sys.argv[1:]
with tempfile.TemporaryDirectory() as folder:
    subprocess.run([binary, "run", "Pipelines/bench.yaml", "--data", data, "--out", folder], check=True,
                   stdout=subprocess.DEVNULL)
    ours = next(path for path in pathlib.Path(folder).iterdir() if path.is_dir()) / "ranking.csv"
    obvious.main(data, f"{folder}/obvious.csv")
    members = sum(1 for _ in compare.lines(ours))
    different = list(itertools.islice(compare.differences(ours, f"{folder}/obvious.csv"), 10))
for number, a, b in different:
    print(f"bench-check: line {number}\n  {a}\n  {b}", file=sys.stderr)
failure = f"<failure message={sax.quoteattr(f'{different[0]}')}/>" if different else ""
pathlib.Path(result).parent.mkdir(parents=True, exist_ok=True)
pathlib.Path(result).write_text(
    f'<testsuites><testsuite name="bench"><testcase classname="bench" name="ranking">{failure}</testcase></testsuite></testsuites>')
print(f"bench-check: {members} members, {len(different)} of the first lines differ")
sys.exit(1 if different or not members else 0)
