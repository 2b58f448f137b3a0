"""The same as tune_peer.py's `whole`, as one writes it with pandas at first: conditions, groups and order anew each time.

Masks, `map`, `groupby`, `head`, `sort_values`; only reading the files is done before.
"""
import fractions
import math

import numpy as np
import pandas as pd

from tune_data import NANO, PARTS, Records
from tune_model import Adopted, Counted, Leaf, Rate, leaves
from tune_standings import ASIDE
from tune_state import Peer


class FrameLeaf(Leaf):
    """An indicator whose records are chosen when it is scored."""

    def __init__(self, committee, code, name, where, by=(), worth=None, per=None):
        self.committee, self.code, self.name, self.where, self.by, self.per = committee, code, name, where, list(by), per
        self.worth = worth or (lambda numbers: numbers[f"{code}.points"])

    def rows(self):
        book = self.committee.books[self.name]
        return book[self.where(book)]

    def points(self, rows, numbers):
        if not self.by:
            return self.worth(numbers)
        if len(self.by) == 1:
            column = rows[self.by[0]]
            read = fractions.Fraction if self.by[0] in PARTS else lambda value: value
            return column.map({value: self.worth(numbers, read(value)) for value in column.unique()}).astype("int64")
        kinds, codes = Records.coded(rows[self.by])
        return np.array([self.worth(numbers, *kind) for kind in kinds] or [0])[codes]

    def of_members(self, series, rows):
        """Sums, 0 for who has no record."""
        return series.groupby(rows.member).sum().reindex(range(self.committee.count), fill_value=0).to_numpy(np.int64, copy=True)

    def scored(self, numbers):
        rows = self.rows()
        rows = rows.assign(points=self.points(rows, numbers))
        if self.per is not None:
            most = numbers[f"{self.code}.best"] // NANO
            rows = rows.sort_values(["points", "day"], ascending=[False, True])
            rows = rows.groupby(["member", *self.per], sort=False, observed=True).head(most)
        return self.prorated(self.of_members(rows.points, rows)), self.ties(rows)

    def ties(self, rows):
        return None


class FrameCounted(FrameLeaf):
    def ties(self, rows):
        return self.of_members(rows.points != 0, rows)


class FrameAdopted(FrameLeaf):
    def ties(self, rows):
        kept = rows[rows.points != 0]
        counts = kept.groupby(["member", "level"], observed=False).size().unstack()
        counts = counts.reindex(range(self.committee.count), fill_value=0)
        base = 1 + counts.to_numpy().max(initial=0)
        return ((counts["全国"] * base + counts["省"]) * base + counts["市"]).to_numpy(np.int64)


class FrameRate(FrameLeaf):
    def scored(self, numbers):
        rows = self.rows()
        present, leave = numbers["A1.of.present"], numbers["A1.of.leave"]
        unit = math.gcd(present, leave, NANO)
        above = self.of_members(rows.present * (present // unit) + rows.leave * (leave // unit), rows)
        below = self.of_members(rows.present + rows.leave + rows.absent, rows)
        return Rate.shares(self.committee, above, below, unit, numbers), None


LIKE = {Leaf: FrameLeaf, Counted: FrameCounted, Adopted: FrameAdopted, Rate: FrameRate}


class FrameRanking:
    """As tune_standings.Ranking, by pandas."""

    def __init__(self, divisions, columns, _):
        keys = list(range(len(columns)))
        table = pd.DataFrame({"division": divisions, **dict(zip(keys, columns))})
        table = table.sort_values(["division", *keys], ascending=[True] + [False] * len(keys))
        places = table.groupby("division").cumcount() + 1
        is_new = (table != table.shift()).any(axis=1)
        ranks = places.where(is_new, 0).groupby(table.division).cummax().where(table.division < ASIDE, 0)
        self.order = table.index.to_numpy()
        self.ranks = ranks.sort_index().to_numpy()
        self.sizes = table.division.value_counts().reindex(range(ASIDE + 1), fill_value=0).to_numpy()


class Frames(Peer):
    """Everything is chosen, grouped and sorted again."""

    ranking = FrameRanking

    def __init__(self, committee):
        self.committee = committee
        self.leaves = leaves(committee, LIKE.get)

    def whole(self, numbers):
        self.select()
        return super().whole(numbers)
