"""A committee under the numbers of a model, for tune_peer.py: amounts, categories, gates, standings."""
import copy

import numpy as np

from tune_data import NANO, PROFILES
from tune_model import CATEGORIES, GRADES, TREE, leaves
from tune_standings import ASIDE, NONE, Ranking, Seats

CENT = NANO // 100
PARENTS = {child: parent for parent, children in TREE.items() for child in children}


class Peer:
    """The committee with its records, before any number."""

    ranking = Ranking

    def __init__(self, committee):
        self.committee = committee
        self.leaves = leaves(committee)
        self.select()

    def select(self):
        """Whose records the gates count."""
        self.has_post = self.committee.posts.isin(["主席", "副主席", "秘书长", "驻会常委"]).to_numpy()
        members_of = self.committee.members_of
        self.met = members_of("attendance", lambda r: r.kind == "全会")
        self.missed = members_of("attendance", lambda r: (r.kind == "全会") & (r.status == "absent"))
        self.met_not_absent = members_of("attendance", lambda r: (r.kind == "全会") & (r.status != "absent"))
        self.proposed = members_of("authorship", lambda r: ~r.status.isin(["不予立案", "撤案"]))
        self.reported = members_of("reports", lambda r: r.status.isin(["已提交", "收录"]))
        self.visited = members_of("attendance", lambda r: r.kind.isin(["调研", "视察"]) & (r.status == "present"))
        self.punished = members_of("penalties")
        self.barred = members_of("member_status")

    def counts(self, members):
        return np.bincount(members, minlength=self.committee.count)

    def whole(self, numbers):
        state = State(self, numbers)
        for code in self.leaves:
            state.score(code)
        for code in TREE:
            state.add(code)
        state.open_gates()
        state.stand()
        return state

    def cached(self, before, numbers, owner):
        """Only what a number of a node or a grade moves."""
        state = before.turned(numbers)
        if owner in GRADES:
            state.grade()
            return state
        if owner in self.leaves:
            state.score(owner)
            owner = PARENTS[owner]
        while owner:
            state.add(owner)
            owner = PARENTS.get(owner)
        state.stand()
        return state

    def owner(self, path):
        """The node or grade whose number it is."""
        name = path.partition("@")[0]
        while name not in self.leaves and name not in TREE and name not in GRADES:
            name = name.rpartition(".")[0]
        return name


class State:
    """All that the numbers make of the committee."""

    def __init__(self, peer, numbers):
        self.peer, self.committee, self.numbers = peer, peer.committee, numbers
        self.amounts, self.points, self.keys, self.ranking = {}, {}, {}, None

    def turned(self, numbers):
        """With other numbers, and everything else still as it is here."""
        state = copy.copy(self)
        state.numbers = numbers
        state.amounts, state.points, state.keys = dict(self.amounts), dict(self.points), dict(self.keys)
        return state

    def bounded(self, code, amount):
        """Within the node's own bounds; a cap may be one of each profile."""
        numbers = self.numbers
        if f"{code}.cap" in numbers:
            np.minimum(amount, numbers[f"{code}.cap"], out=amount)
        elif f"{code}.cap@委员" in numbers:
            caps = np.array([numbers[f"{code}.cap@{profile}"] for profile in PROFILES])
            np.minimum(amount, caps[self.committee.profiles], out=amount)
        if f"{code}.floor" in numbers:
            np.maximum(amount, numbers[f"{code}.floor"], out=amount)
        return amount

    def score(self, code):
        amount, key = self.peer.leaves[code].scored(self.numbers)
        self.amounts[code] = self.bounded(code, amount)
        if key is not None:
            self.keys[code] = key

    def add(self, code):
        """A group, or a category, which is rounded to hundredths."""
        first, *others = (self.amounts[child] for child in TREE[code])
        amount = first.copy()
        for other in others:
            amount += other
        self.bounded(code, amount)
        if code in CATEGORIES:
            self.points[code] = rounded(amount, code)
        else:
            self.amounts[code] = amount

    def open_gates(self):
        """Who is set aside, who cannot rise above which grade, and the groups that share seats."""
        peer, numbers, committee = self.peer, self.numbers, self.committee
        aside = self.reach(peer.barred, "V3") | ~committee.is_in_office | peer.has_post
        aside |= (committee.months * NANO < numbers["V6.months"]) | (committee.sick_months * NANO >= numbers["V6.sick_months"])
        self.divisions = np.where(aside, ASIDE, committee.profiles)
        lacks = (peer.counts(peer.met) > 0) & (peer.counts(peer.met_not_absent) == 0)
        lacks |= (peer.counts(peer.proposed) == 0) & (peer.counts(peer.reported) == 0)
        lacks |= peer.counts(peer.visited) == 0
        self.ceilings = np.where(lacks | self.reach(peer.missed, "V1"), 2, np.where(self.reach(peer.punished, "V4"), 1, 0))
        self.seats = Seats(committee, self.divisions, numbers["优秀.pool_under"] // NANO)

    def reach(self, members, code):
        return self.peer.counts(members) * NANO >= self.numbers[code]

    def stand(self):
        """Totals, ranks and grades."""
        points = self.points
        self.base = sum(points[code] for code in "BCDEF") + points["A"]
        self.totals = np.maximum(self.base + points["G"] + points["H"], self.numbers["floor"] // CENT)
        columns = [self.totals, self.base, points["A"], self.keys["B1"], self.keys["C2"], points["H"]]
        self.ranking = self.peer.ranking(self.divisions, columns, self.ranking and self.ranking.order)
        self.grade()

    def grade(self):
        grades = np.full(self.committee.count, len(GRADES) - 1)
        for grade in GRADES[:-1]:
            grades -= self.totals >= -(-self.numbers[f"{grade}.from"] // CENT)
        np.maximum(grades, self.ceilings, out=grades)
        grades[self.divisions == ASIDE] = NONE
        self.grades = self.seats.fill(self.ranking, grades, self.numbers["优秀.share"])


def rounded(amount, category):
    """Hundredths, half away from 0: amounts of H are never above 0, others never below."""
    return -((CENT // 2 - amount) // CENT) if category == "H" else (amount + CENT // 2) // CENT
