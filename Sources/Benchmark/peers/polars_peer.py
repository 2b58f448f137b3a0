#!/usr/bin/env python3
"""Polars' side of the benchmark: polars_peer.py DATA RANKING.csv [THREADS]

The same work as Pipelines/bench.yaml, lazily and in one plan from the scan of the file to the points of each member, so that
the optimiser sees it whole. Points are integer hundredths.
"""
import os
import sys

KINDS = ["会议", "调研", "视察", "学习", "值班"]
ENGINE = os.environ.get("PEER_ENGINE", "streaming")
KEEP = ["activity_no", "member_no", "scanned_at", "kind", "place"]


def main(data, path, threads):
    os.environ["POLARS_MAX_THREADS"] = threads
    import polars as pl
    import pyarrow
    import pyarrow.csv as arrow
    pyarrow.set_cpu_count(int(threads))

    def table(name, columns):
        # Arrow's reader tells a cell too few from an empty one, which that of Polars does not.
        read = arrow.read_csv(
            f"{data}/{name}.csv", arrow.ReadOptions(column_names=columns, skip_rows=1, block_size=8 << 20),
            arrow.ParseOptions(invalid_row_handler=lambda row: "skip"),
            arrow.ConvertOptions(column_types={column: pyarrow.string() for column in columns}))
        return pl.from_arrow(read).lazy()

    members = (
        table("members", ["member_no", "name", "profile", "profile_from", "post", "sector", "committee", "joined_on", "left_on"])
        .with_columns(pl.col("member_no").str.strip_chars().str.zfill(6)).with_row_index("m").collect())
    activities = (
        table("activities", ["activity_no", "kind", "title", "audience", "status", "place"])
        .select(pl.col("activity_no").str.strip_chars()).with_row_index("a").collect())
    known = (
        table("checkins", ["checkin_no", "activity_no", "member_no", "scanned_at", "kind", "place"])
        .with_columns(pl.col("checkin_no", "activity_no", "kind", "place").str.strip_chars(),
                      pl.col("member_no").str.strip_chars().str.zfill(6),
                      pl.col("scanned_at").str.strip_chars().str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="ms", strict=False))
        .filter(pl.col("scanned_at").is_not_null(), pl.col("kind").is_in(KINDS))
        .join(members.lazy().select("member_no", "m"), on="member_no")
        .join(activities.lazy(), on="activity_no"))
    # One row per key. Where rows of a key differ, the greatest in the order of its cells counts, which is slower to find.
    hashed = known.with_columns(pl.struct(*KEEP).hash().alias("hash"))
    keyed = (hashed.group_by("checkin_no")
             .agg(pl.col("m", "a", "scanned_at", "kind").first(), (pl.col("hash").min() != pl.col("hash").max()).alias("clash"))
             .collect(engine=ENGINE))
    if keyed["clash"].any():
        keyed = known.sort(KEEP).unique("checkin_no", keep="last", maintain_order=True).collect(engine=ENGINE)
    # One row per member and activity, the earliest.
    thing = (
        keyed.lazy().group_by("m", "a").agg(pl.col("scanned_at").min(), pl.col("kind").sort_by("scanned_at", "checkin_no").first())
        .with_columns(pl.col("scanned_at").dt.date().alias("date"))
        .filter(pl.col("date").dt.year() == 2025))

    def count(kind):
        return (pl.col("kind") == kind).sum().cast(pl.Int64)

    days = thing.group_by("m", "date").agg(
        count("会议").clip(upper_bound=2).alias("meetings"), count("调研").clip(upper_bound=2).alias("studies"),
        count("视察").clip(upper_bound=2).alias("visits"), count("值班").clip(upper_bound=2).alias("shifts"),
        count("学习").clip(upper_bound=2).alias("lessons"))
    leaves = days.group_by("m").agg(
        (200 * pl.col("meetings")).sum().alias("a1"),
        (150 * pl.col("studies") + 100 * pl.min_horizontal("visits", 2 - pl.col("studies"))).sum().alias("a2"),
        (125 * pl.col("shifts")).sum().alias("b1"), (50 * pl.col("lessons")).sum().alias("b2"),
        (25 * pl.col("visits")).sum().alias("g1"), (10 * pl.col("meetings")).sum().alias("g2"))
    standing = pl.col("profile") == "常委"

    def least(one, other):
        return pl.min_horizontal(one, other)

    capped = (
        members.lazy().join(leaves, on="m", how="left")
        .with_columns(pl.col("a1", "a2", "b1", "b2", "g1", "g2").fill_null(0))
        .with_columns(
            least(least(pl.col("a1"), 4000) + least(pl.col("a2"), 2000), 5000).alias("A"),
            least(least(pl.col("b1"), pl.when(standing).then(1800).otherwise(1500)) + least(pl.col("b2"), 1000), 2000).alias("B"),
            least(least(pl.col("g1"), 300) + pl.when(standing).then(least(pl.col("g2"), 200)).otherwise(0), 400).alias("bonus"))
        .with_columns((pl.col("A") + pl.col("B")).alias("base"))
        .with_columns((pl.col("base") + pl.col("bonus")).alias("total"))
        # Two keys in one: base points stay below ten thousand.
        .with_columns((pl.col("total") * 10_000 + pl.col("base")).rank("min", descending=True).over("profile").alias("rank")))

    def points(name):
        text = pl.col(name).cast(pl.String).str.zfill(3)
        return (text.str.head(-2) + "." + text.str.tail(2)).alias(name)

    grade = (pl.when(pl.col("total") >= 7000).then(pl.lit("优秀")).when(pl.col("total") >= 4500).then(pl.lit("合格"))
             .when(pl.col("total") >= 3500).then(pl.lit("基本合格")).otherwise(pl.lit("不合格")).alias("grade"))
    (capped.with_columns(grade, (pl.col("profile") == "常委").alias("second"))
     .sort("second", "rank", "member_no")
     .select("profile", "rank", "member_no", "name", "sector", "committee", points("total"), "grade", points("A"), points("B"),
             points("bonus"))
     .collect(engine=ENGINE).write_csv(path))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "2")
