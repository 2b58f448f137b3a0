#!/usr/bin/env python3
"""DuckDB's side of the benchmark: duckdb_peer.py DATA RANKING.csv [THREADS]

The same work as Pipelines/bench.yaml: parse with declared types, keep bad rows out and hold them in a reject table, trim and pad ids,
refuse unknown members and activities, keep one row per key and one per member and activity, score with daily limits and caps,
rank and grade. Points are integer hundredths.
"""
import sys

import duckdb

CSV = "auto_detect=false, header=true, delim=',', quote='\"', escape='\"', store_rejects=true"
MEMBERS = ("{'member_no': 'VARCHAR', 'name': 'VARCHAR', 'profile': 'profile', 'profile_from': 'DATE', 'post': 'VARCHAR',"
           " 'sector': 'VARCHAR', 'committee': 'VARCHAR', 'joined_on': 'DATE', 'left_on': 'DATE'}")
ACTIVITIES = ("{'activity_no': 'VARCHAR', 'kind': 'VARCHAR', 'title': 'VARCHAR', 'audience': 'VARCHAR', 'status': 'VARCHAR',"
              " 'place': 'VARCHAR'}")
CHECKINS = ("{'checkin_no': 'VARCHAR', 'activity_no': 'VARCHAR', 'member_no': 'INTEGER', 'scanned_at': 'TIMESTAMP',"
            " 'kind': 'kind', 'place': 'VARCHAR'}")

# A number reads `  000136 ` and `136` alike, which is quicker than trim and pad. The rows are kept in a table before they are joined:
# a file has no row count, so that a join with the reader itself is planned with the ten million rows in the hash table (7 s more).
RAW = """
CREATE TEMP TABLE raw AS
SELECT trim(checkin_no) AS checkin_no, trim(activity_no) AS activity_no, member_no, scanned_at, kind, coalesce(trim(place), '') AS place
FROM read_csv('{data}/checkins.csv', {csv}, columns={columns})"""

# Rows whose member and activity are known.
KNOWN = """
SELECT checkin_no, m.rowid::INTEGER AS m, a.rowid::SMALLINT AS a, r.activity_no, r.member_no, scanned_at, r.kind, place
FROM raw r JOIN members m ON m.number = r.member_no JOIN activities a ON a.activity_no = r.activity_no"""

# One row per key. Where rows of a key differ, `clash` says so and EXACT decides instead.
QUICK = """
SELECT checkin_no, any_value(m) AS m, any_value(a) AS a, any_value(scanned_at) AS scanned_at, any_value(kind) AS kind,
       min(hash(m, a, scanned_at, kind, place)) <> max(hash(m, a, scanned_at, kind, place)) AS clash
FROM known GROUP BY checkin_no"""

# The greatest row in byte order: slower, since every row becomes a structure.
EXACT = """
SELECT checkin_no, s.m, s.a, s.scanned_at, s.kind, false AS clash
FROM (SELECT checkin_no, max(struct_pack(activity_no, member_no, scanned_at, k := kind::VARCHAR, place, m, a, kind)) AS s
      FROM known GROUP BY checkin_no)"""

LEAVES = """
CREATE OR REPLACE TEMP TABLE leaves AS
WITH known AS ({known}), keyed AS ({keyed}),
thing AS (
  SELECT m, scanned_at::DATE AS date, kind, clash FROM keyed
  QUALIFY row_number() OVER (PARTITION BY m, a ORDER BY scanned_at, checkin_no) = 1),
days AS (
  SELECT m, count(*) FILTER (kind = '会议') AS meetings, count(*) FILTER (kind = '调研') AS studies,
         count(*) FILTER (kind = '视察') AS visits, count(*) FILTER (kind = '值班') AS shifts,
         count(*) FILTER (kind = '学习') AS lessons, bool_or(clash) AS clash
  FROM thing WHERE date BETWEEN '2025-01-01' AND '2025-12-31' GROUP BY m, date)
SELECT m, sum(200 * least(meetings, 2)) AS a1,
       sum(150 * least(studies, 2) + 100 * least(visits, 2 - least(studies, 2))) AS a2,
       sum(125 * least(shifts, 2)) AS b1, sum(50 * least(lessons, 2)) AS b2,
       sum(25 * least(visits, 2)) AS g1, sum(10 * least(meetings, 2)) AS g2, bool_or(clash) AS clash
FROM days GROUP BY m"""

RANKING = """
COPY (
  WITH capped AS (
    SELECT m.*, coalesce(least(least(a1, 4000) + least(a2, 2000), 5000), 0) AS a,
           coalesce(least(least(b1, if(profile = '常委', 1800, 1500)) + least(b2, 1000), 2000), 0) AS b,
           coalesce(least(least(g1, 300) + if(profile = '常委', least(g2, 200), 0), 400), 0) AS bonus
    FROM members m LEFT JOIN leaves ON leaves.m = m.rowid),
  total AS (SELECT *, a + b AS base, a + b + bonus AS total FROM capped)
  SELECT profile, rank() OVER (PARTITION BY profile ORDER BY total DESC, base DESC) AS rank, member_no, name, sector, committee,
         {total} AS total, CASE WHEN total >= 7000 THEN '优秀' WHEN total >= 4500 THEN '合格'
                                WHEN total >= 3500 THEN '基本合格' ELSE '不合格' END AS grade,
         {a} AS A, {b} AS B, {bonus} AS bonus
  FROM total ORDER BY profile, rank, member_no
) TO '{path}' (HEADER)"""


def text(hundredths):
    return f"(({hundredths}) // 100)::VARCHAR || '.' || lpad((({hundredths}) % 100)::VARCHAR, 2, '0')"


def main(data, path, threads):
    base = duckdb.connect()
    base.execute(f"SET threads = {threads}; SET preserve_insertion_order = false")
    base.execute("CREATE TYPE profile AS ENUM ('委员', '常委')")
    base.execute("CREATE TYPE kind AS ENUM ('会议', '调研', '视察', '学习', '值班')")
    base.execute(f"""CREATE TABLE members AS
        SELECT * REPLACE (lpad(trim(member_no), 6, '0') AS member_no), trim(member_no)::INTEGER AS number
        FROM read_csv('{data}/members.csv', {CSV}, columns={MEMBERS})""")
    base.execute(f"""CREATE TABLE activities AS
        SELECT trim(activity_no) AS activity_no FROM read_csv('{data}/activities.csv', {CSV}, columns={ACTIVITIES})""")
    base.execute(RAW.format(data=data, csv=CSV, columns=CHECKINS))
    base.execute(LEAVES.format(known=KNOWN, keyed=QUICK))
    if base.execute("SELECT bool_or(clash) FROM leaves").fetchone()[0]:
        base.execute(LEAVES.format(known=KNOWN, keyed=EXACT))
    points = {name: text(name) for name in ("total", "a", "b", "bonus")}
    base.execute(RANKING.format(path=path, **points))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "2")
