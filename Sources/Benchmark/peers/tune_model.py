"""YY-DEFAULT-1 for tune_peer.py: its numbers under the names that `turns.csv` uses, and what each indicator reads and pays.

Points and bounds are whole nano.
"""
import fractions
import math

import numpy as np

from tune_data import Grouped, MONTHS, NANO, PROFILES, Records


def nano(text):
    value = fractions.Fraction(text) * NANO
    if value.denominator != 1:
        raise ValueError(f"{text} has more than nine digits after the point")
    return value.numerator


NUMBERS = {path: nano(text) for path, text in (pair.split("=") for pair in """
A1.of.present=1 A1.of.leave=0.6 A1.none=1 A1.full@委员=20 A1.full@常委=16
A2.points=4 A2.cap=12 A3.points.walk_in=1.5 A3.points.else=3 A3.cap@委员=20 A3.cap@常委=12
B.cap=20 B1.points=8 B2.points=1 B2.cap=2 B3.points=2 B3.cap=4 B4.points=4 B4.position=3
C.cap=15 C1.points=1 C1.cap=3 C2.points.市=5 C2.points.省=8 C2.points.全国=12 C2.best=1
D1.points.有效=1 D1.points.else=2 D1.best=2 D1.cap=6 D2.points=0.5 D2.best=1 D2.cap=2 D3.points=1 D3.cap=2
E1.points=2 E1.share=0.9 E1.cap=4 E2.points=1 E2.cap=2 E3.points=1 E3.cap=2
F1.points.1=2 F1.points.2=1 F1.cap=4 F2.cap=3 F2.1.points=0.1 F2.1.minutes=30 F2.2.points=1
G.cap=20 G1.points=5 G1.best=1 G2.points.第一提案人=8 G2.points.else=2 G2.best=1 G3.points.大会口头发言=5 G3.points.大会书面发言=2
G4.points.市=3 G4.points.省=5 G4.points.全国=8 G4.best=1 G5.points.市=1 G5.points.省=2 G5.points.全国=4 G5.cap=6
G6.points.市=4 G6.points.省=8 G6.points.全国=10 G6.best=1 G7.points=2 G7.cap=6
H1.points=-10 H2.points.absent=-5 H2.points.leave=-1 H3.1.points.absent=-2 H3.1.points.leave=-1 H3.2.points=-1
H4.points.1=-1 H4.points.2=-0.5 H4.lapses=1 H5.1.points=-2 H5.2.points=-0.5 H5.2.floor=-3 H6.points=-5
V3=1 V6.months=3 V6.sick_months=6 V1=1 V4=1
floor=0 优秀.from=90 合格.from=60 基本合格.from=50 优秀.share=0.1 优秀.pool_under=5
""".split())}
COVERED = fractions.Fraction(2, 3)

# Nodes with what is below them; H3 and H5 have no bounds of their own and are left out.
TREE = {
    "A": ["A1", "A2", "A3"], "B": ["B1", "B2", "B3", "B4"], "C": ["C1", "C2"], "D": ["D1", "D2", "D3"], "E": ["E1", "E2", "E3"],
    "F2": ["F2.1", "F2.2"], "F": ["F1", "F2"], "G": ["G1", "G2", "G3", "G4", "G5", "G6", "G7"],
    "H": ["H1", "H2", "H3.1", "H3.2", "H4", "H5.1", "H5.2", "H6"]}
CATEGORIES = "ABCDEFGH"
PRORATED = "BCDEF"
GRADES = ["优秀", "合格", "基本合格", "不合格"]


def times(points, part):
    """The nearest nano, half away from 0."""
    size = (2 * abs(points) * part.numerator + part.denominator) // (2 * part.denominator)
    return size if points > 0 else -size


class Leaf:
    """An indicator. `worth` gives the points of one record from the numbers and what `by` names."""

    def __init__(self, committee, code, name, where, by=(), worth=None, per=None):
        self.code = code
        self.committee = committee
        self.records = Records(committee, name, where, by) if per is None else Grouped(committee, name, where, by, per)
        self.worth = worth or (lambda numbers: numbers[f"{code}.points"])

    def scored(self, numbers):
        """Of each member the amount before the leaf's own bounds, and what breaks ties, if any does."""
        points = self.records.points(self.worth, numbers)
        if isinstance(self.records, Grouped):
            return self.prorated(self.records.best(points, numbers[f"{self.code}.best"] // NANO)), None
        return self.prorated(self.records.sums(points)), None

    def prorated(self, amount):
        """None of these has negative points."""
        if self.code[0] in PRORATED:
            short = self.committee.short
            months = self.committee.months[short]
            amount[short] = (2 * MONTHS * amount[short] + months) // (2 * months)
        return amount


class Rate(Leaf):
    """A1: the share of half-days, leave for a part."""

    def scored(self, numbers):
        present, leave = numbers["A1.of.present"], numbers["A1.of.leave"]
        unit = math.gcd(present, leave, NANO)
        above = self.records.sums(self.records.points(lambda _, a, b, c: (a * present + b * leave) // unit, numbers))
        below = self.records.sums(self.records.points(lambda _, a, b, c: a + b + c, numbers))
        return self.shares(self.committee, above, below, unit, numbers), None

    @classmethod
    def shares(cls, committee, above, below, unit, numbers):
        """`above` counts in units of a nano."""
        of_profiles = [cls.of_profile(profile, unit, numbers) for profile in PROFILES]
        top, bottom, nothing = (np.array(column)[committee.profiles] for column in zip(*of_profiles))
        bottom *= below
        return np.where(below > 0, (2 * top * above + bottom) // np.maximum(2 * bottom, 1), nothing)

    @staticmethod
    def of_profile(profile, unit, numbers):
        full = numbers[f"A1.full@{profile}"]
        share = fractions.Fraction(full * unit, NANO)
        return share.numerator, share.denominator, times(full, fractions.Fraction(numbers["A1.none"], NANO))


class Counted(Leaf):
    """B1: ties are broken by how many records are kept."""

    def scored(self, numbers):
        points = self.records.points(self.worth, numbers)
        return self.prorated(self.records.sums(points)), self.records.sums(points != 0)


class Adopted(Leaf):
    """C2: of each item the best; ties are broken by how many are of the highest level, of the next, of the last."""

    LEVELS = ["市", "省", "全国"]

    def scored(self, numbers):
        amounts, winners = self.records.winners(self.records.points(self.worth, numbers))
        base = 1 + int(np.diff(self.records.edges).max(initial=0))
        steps = np.array([base**self.LEVELS.index(level) for level, in self.records.kinds] + [0])
        return self.prorated(self.records.sums(amounts)), self.records.sums(steps[winners])


def one_of(*words):
    return lambda column: column.isin(words)


def case(code, *words):
    """Points by a word; those without a number of their own are `else`."""
    paths = {word: f"{code}.points.{word}" for word in words}
    return lambda numbers, word: numbers[paths.get(word, f"{code}.points.else")]


def level(code):
    return {"by": ["level"], "worth": case(code, "市", "省", "全国")}


CONSULTED = one_of("专题协商", "主席会议", "专委会", "界别", "调研", "视察", "民主监督", "评议")
AWAY = one_of("absent", "leave")
filed = one_of("立案", "归并")


def leaves(committee, like=lambda make: make):
    """By code, in the model's order; made by what is like the class that the code names."""
    by_basis = case("A3", "walk_in")
    specs = [
        (Rate, "A1", "attendance", lambda r: r.kind == "全会", {"by": ["present", "leave", "absent"]}),
        (Leaf, "A2", "attendance", lambda r: (r.kind == "常委会") & r.is_standing & (r.status == "present"),
         {"by": ["attended"], "worth": lambda n, part: times(n["A2.points"], part)}),
        (Leaf, "A3", "attendance",
         lambda r: (r.status == "present") & (CONSULTED(r.kind) | (r.kind == "常委会") & ~r.is_standing),
         {"by": ["basis", "attended"], "worth": lambda n, basis, part: times(by_basis(n, basis), part)}),
        (Counted, "B1", "authorship", lambda r: filed(r.status) & (r.role == "第一提案人"), {}),
        (Leaf, "B2", "authorship", lambda r: one_of("已提交", "转送参考")(r.status) & (r.role == "第一提案人"), {}),
        (Leaf, "B3", "authorship", lambda r: filed(r.status) & (r.role == "附议人"), {}),
        (Leaf, "B4", "authorship", lambda r: filed(r.status) & (r.role == "执笔"),
         {"by": ["position"], "worth": lambda n, place: n["B4.points"] if place * NANO <= n["B4.position"] else 0}),
        (Leaf, "C1", "reports", lambda r: (r.status == "收录") & (r.from_filed == 0), {}),
        (Adopted, "C2", "outcomes",
         lambda r: (r.outcome == "采用") & (r.item_kind == "社情民意") & (r.from_filed == 0), {**level("C2"), "per": ["item"]}),
        (Leaf, "D1", "micro_items", lambda r: one_of("有效", "办结", "采纳")(r.status),
         {"by": ["status"], "worth": case("D1", "有效"), "per": ["day"]}),
        (Leaf, "D2", "comments", lambda r: (r.kind == "热点关注") & (r.valid == 1), {"per": ["day"]}),
        (Leaf, "D3", "attendance",
         lambda r: (r.kind == "远程协商") & (r.status == "present") & (r.contributed == 1), {}),
        (Leaf, "E1", "shifts", lambda r: r.signed_in == 1,
         {"by": ["answered_share"], "worth": lambda n, share: n["E1.points"] if share * NANO >= n["E1.share"] else 0}),
        (Leaf, "E2", "studio_records", lambda r: (r.kind == "工作室活动") & (r.verified == 1), {}),
        (Leaf, "E3", "studio_records", lambda r: (r.kind == "服务群众") & (r.verified == 1), {}),
        (Leaf, "F1", "attendance", lambda r: (r.kind == "学习培训") & (r.status == "present"),
         {"by": ["leave", "absent"], "worth": lambda n, leave, absent: n[f"F1.points.{1 if leave == absent == 0 else 2}"]}),
        (Leaf, "F2.1", "study", lambda r: r.kind == "学习日",
         {"by": ["minutes"], "worth": lambda n, time: n["F2.1.points"] if time * NANO >= n["F2.1.minutes"] else 0}),
        (Leaf, "F2.2", "study", lambda r: (r.kind == "心得") & (r.verified == 1), {}),
        (Leaf, "G1", "outcomes", lambda r: (r.outcome == "重点提案") & (r.role == "第一提案人"), {"per": ["item"]}),
        (Leaf, "G2", "outcomes", lambda r: r.outcome == "优秀提案",
         {"by": ["role"], "worth": case("G2", "第一提案人"), "per": ["item"]}),
        (Leaf, "G3", "merits", lambda r: one_of("大会口头发言", "大会书面发言")(r.kind) & (r.verified == 1),
         {"by": ["kind"], "worth": case("G3", "大会口头发言", "大会书面发言")}),
        (Leaf, "G4", "outcomes", lambda r: (r.outcome == "批示") & (r.role != "附议人"), {**level("G4"), "per": ["item"]}),
        (Leaf, "G5", "merits", lambda r: (r.kind == "媒体报道") & (r.verified == 1), level("G5")),
        (Leaf, "G6", "merits", lambda r: (r.kind == "表彰") & (r.verified == 1), {**level("G6"), "per": []}),
        (Leaf, "G7", "merits", lambda r: (r.kind == "公益") & (r.verified == 1), {}),
        (Leaf, "H1", "attendance", lambda r: r.kind == "全会",
         {"by": ["covered"], "worth": lambda n, covered: n["H1.points"] if covered < COVERED else 0}),
        (Leaf, "H2", "attendance",
         lambda r: (r.kind == "常委会") & r.is_standing & (r.basis == "required") & AWAY(r.status),
         {"by": ["status"], "worth": case("H2", "absent", "leave")}),
        (Leaf, "H3.1", "attendance",
         lambda r: (r.basis == "required") & AWAY(r.status) & (r.kind != "全会") & ~((r.kind == "常委会") & r.is_standing),
         {"by": ["status"], "worth": case("H3.1", "absent", "leave")}),
        (Leaf, "H3.2", "attendance", lambda r: (r.basis == "registered") & (r.status == "absent"), {}),
        (Leaf, "H4", "attendance", lambda r: r.basis != "walk_in", {"by": ["kind", "lapses"], "worth": lapsed}),
        (Leaf, "H5.1", "shifts", lambda r: (r.signed_in == 0) & (r.excused == 0), {}),
        (Leaf, "H5.2", "messages", lambda r: (r.overdue == 1) & (r.excused == 0), {}),
        (Leaf, "H6", "penalties", lambda r: r.day > 0, {}),
    ]
    return {code: like(make)(committee, code, name, where, **rest) for make, code, name, where, rest in specs}


def lapsed(numbers, kind, lapses):
    if lapses * NANO < numbers["H4.lapses"]:
        return 0
    return lapses * numbers["H4.points.1" if kind == "全会" else "H4.points.2"]
