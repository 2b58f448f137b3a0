#!/usr/bin/env python3
"""The ranking of Pipelines/bench.yaml as plainly as it can be said: obvious.py DATA RANKING.csv

Shares no code and no idea with the engine; for small files.
"""
import collections
import csv
import datetime
import sys

KINDS = {"会议", "调研", "视察", "学习", "值班"}
GRADES = [("优秀", 7000), ("合格", 4500), ("基本合格", 3500), ("不合格", 0)]


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        header = next(rows)
        return [[cell.strip() for cell in row] for row in rows if len(row) == len(header)]


def moment(text):
    try:
        return datetime.datetime.strptime(text, "%Y-%m-%d %H:%M:%S")
    except ValueError:
        return None


def survivors(data, members):
    activities = {row[0] for row in read(f"{data}/activities.csv")}
    by_key = collections.defaultdict(list)
    for number, activity, member, time, kind, place in read(f"{data}/checkins.csv"):
        member = member.zfill(6)
        if activity in activities and member in members and kind in KINDS and moment(time):
            by_key[number].append((activity, member, time, kind, place))
    by_thing = collections.defaultdict(list)
    for number, versions in by_key.items():
        activity, member, time, kind, _ = max(versions)
        by_thing[member, activity].append((time, number, kind))
    for (member, _), checkins in by_thing.items():
        time, _, kind = min(checkins)
        yield member, time[:10], kind


def leaf(days, worth):
    """Of each day the two best count."""
    return sum(sum(sorted((worth[kind] for kind in day if kind in worth), reverse=True)[:2]) for day in days)


def score(days, profile):
    standing = profile == "常委"
    a = min(5000, min(4000, leaf(days, {"会议": 200})) + min(2000, leaf(days, {"调研": 150, "视察": 100})))
    b = min(2000, min(1800 if standing else 1500, leaf(days, {"值班": 125})) + min(1000, leaf(days, {"学习": 50})))
    bonus = min(400, min(300, leaf(days, {"视察": 25})) + (min(200, leaf(days, {"会议": 10})) if standing else 0))
    return a, b, bonus


def main(data, path):
    members = {row[0].zfill(6): row for row in read(f"{data}/members.csv")}
    days = collections.defaultdict(lambda: collections.defaultdict(list))
    for member, date, kind in survivors(data, members):
        if date.startswith("2025-"):
            days[member][date].append(kind)
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow("profile,rank,member_no,name,sector,committee,total,grade,A,B,bonus".split(","))
        for profile in ("委员", "常委"):
            scored = [(number, *score(days[number].values(), profile)) for number, row in members.items() if row[2] == profile]
            order = sorted((-(a + b + bonus), -(a + b), number, a, b, bonus) for number, a, b, bonus in scored)
            rank = 0
            for place, (total, base, number, a, b, bonus) in enumerate(order, 1):
                if place == 1 or (total, base) != order[place - 2][:2]:
                    rank = place
                grade = next(name for name, least in GRADES if -total >= least)
                row = members[number]
                points = [f"{value // 100}.{value % 100:02}" for value in (-total, a, b, bonus)]
                out.writerow([profile, rank, number, row[1], row[5], row[6], points[0], grade, *points[1:]])


if __name__ == "__main__":
    main(*sys.argv[1:])
