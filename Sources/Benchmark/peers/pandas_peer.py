#!/usr/bin/env python3
"""pandas' side of the benchmark: pandas_peer.py DATA RANKING.csv [THREADS]

The same work as Pipelines/bench.yaml, read by Arrow on all threads; the rest of pandas has one. Points are integer hundredths.
"""
import sys

import pandas as pd
import pyarrow
import pyarrow.csv as arrow

KINDS = ["会议", "调研", "视察", "学习", "值班"]
KEEP = ["activity_no", "member_no", "scanned_at", "kind", "place"]
# What of each kind counts on a day, at most twice.
DAYS = {"会议": "meetings", "调研": "studies", "视察": "visits", "值班": "shifts", "学习": "lessons"}


def table(path, columns):
    """Texts; a row with a cell too few is left out."""
    read = arrow.read_csv(
        path, arrow.ReadOptions(column_names=columns, skip_rows=1, block_size=8 << 20),
        arrow.ParseOptions(invalid_row_handler=lambda row: "skip"),
        arrow.ConvertOptions(column_types={column: pyarrow.string() for column in columns}))
    return read.to_pandas(types_mapper=pd.ArrowDtype, self_destruct=True)


def survivors(data, members):
    """Check-ins as member, date and kind: one per key, then one per member and activity."""
    activities = table(f"{data}/activities.csv", ["activity_no", "kind", "title", "audience", "status", "place"])
    frame = table(f"{data}/checkins.csv", ["checkin_no", *KEEP])
    for column in ["checkin_no", *KEEP]:
        frame[column] = frame[column].str.strip()
    frame["scanned_at"] = pd.to_datetime(frame["scanned_at"], format="%Y-%m-%d %H:%M:%S", errors="coerce")
    frame = frame[frame["scanned_at"].notna() & frame["kind"].isin(KINDS)]
    frame["member_no"] = frame["member_no"].str.zfill(6)
    frame["m"] = pd.Index(members["member_no"]).get_indexer(frame["member_no"])
    frame["a"] = pd.Index(activities["activity_no"].str.strip()).get_indexer(frame["activity_no"])
    frame = frame[(frame["m"] >= 0) & (frame["a"] >= 0)].drop_duplicates(["checkin_no", *KEEP])
    # Where rows of a key still differ, the greatest in the order of its cells counts.
    clash = frame["checkin_no"].duplicated(keep=False)
    if clash.any():
        greatest = frame[clash].sort_values(KEEP).drop_duplicates("checkin_no", keep="last")
        frame = pd.concat([frame[~clash], greatest])
    frame = frame.sort_values(["scanned_at", "checkin_no"]).drop_duplicates(["m", "a"])
    frame["date"] = frame["scanned_at"].dt.normalize()
    return frame.loc[frame["date"].dt.year == 2025, ["m", "date", "kind"]]


def leaves(checkins):
    counts = pd.DataFrame({name: checkins["kind"] == kind for kind, name in DAYS.items()})
    counts[["m", "date"]] = checkins[["m", "date"]]
    days = counts.groupby(["m", "date"], sort=False).sum().clip(upper=2)
    days["seconds"] = days["visits"].clip(upper=2 - days["studies"])
    sums = days.groupby("m").sum()
    return pd.DataFrame({
        "a1": 200 * sums["meetings"], "a2": 150 * sums["studies"] + 100 * sums["seconds"], "b1": 125 * sums["shifts"],
        "b2": 50 * sums["lessons"], "g1": 25 * sums["visits"], "g2": 10 * sums["meetings"]})


def points(hundredths):
    text = hundredths.astype(str).str.zfill(3)
    return text.str[:-2] + "." + text.str[-2:]


def grade(total):
    return pd.cut(total, [-1, 3499, 4499, 6999, 1 << 30], labels=["不合格", "基本合格", "合格", "优秀"]).astype(str)


def main(data, path, threads):
    pyarrow.set_cpu_count(int(threads))
    members = table(f"{data}/members.csv", ["member_no", "name", "profile", "profile_from", "post", "sector", "committee",
                                            "joined_on", "left_on"])
    members["member_no"] = members["member_no"].str.strip().str.zfill(6)
    leaf = leaves(survivors(data, members)).astype("int64").reindex(range(len(members)), fill_value=0)
    second = (members["profile"] == "常委").to_numpy(bool)
    frame = members[["profile", "member_no", "name", "sector", "committee"]].copy()
    frame["A"] = (leaf["a1"].clip(upper=4000) + leaf["a2"].clip(upper=2000)).clip(upper=5000)
    shifts = leaf["b1"].clip(upper=1500).where(~second, leaf["b1"].clip(upper=1800))
    frame["B"] = (shifts + leaf["b2"].clip(upper=1000)).clip(upper=2000)
    frame["bonus"] = (leaf["g1"].clip(upper=300) + leaf["g2"].clip(upper=200).where(second, 0)).clip(upper=400)
    frame["base"] = frame["A"] + frame["B"]
    frame["total"] = frame["base"] + frame["bonus"]
    # Two keys in one: base points stay below ten thousand.
    frame["order"] = frame["total"] * 10_000 + frame["base"]
    frame["rank"] = frame.groupby(second)["order"].rank("min", ascending=False).astype(int)
    frame["second"] = second
    frame = frame.sort_values(["second", "rank", "member_no"])
    frame["grade"] = grade(frame["total"])
    for column in ["total", "A", "B", "bonus"]:
        frame[column] = points(frame[column])
    frame.to_csv(path, index=False, columns=[
        "profile", "rank", "member_no", "name", "sector", "committee", "total", "grade", "A", "B", "bonus"])


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "2")
