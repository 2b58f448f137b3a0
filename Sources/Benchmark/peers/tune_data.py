"""What `Benchmark tune` wrote, read by pandas and made ready for tune_peer.py: all that no number of the model decides.

Words are compared, windows applied, records put in order and grouped here. A record keeps a code for what its points depend
on, so that points are looked up; the numbers alone decide what a code is worth.
"""
import fractions

import numpy as np
import pandas as pd

PROFILES = ["委员", "常委"]
POOL = "合并"
MONTHS = 12
NANO = 10**9
YEAR = (20089, 20453)  # 2025 in days since 1970
WORDS = ("profile post sector kind basis status role outcome item_kind level attended covered answered_share").split()
PARTS = {"attended", "covered", "answered_share"}
BOOKS = ("attendance authorship reports outcomes micro_items comments shifts studio_records study merits messages penalties"
         " member_status").split()


def read(folder, name):
    table = pd.read_csv(f"{folder}/{name}.csv", dtype=dict.fromkeys(WORDS, "category"), keep_default_na=False)
    return table.astype({column: "int64" for column in table if column not in WORDS})


def edges_of(members, count):
    """Where each member's records begin and the last one's end, of records in order of members."""
    return np.searchsorted(members, np.arange(count + 1))


class Committee:
    """The members, and the records of the year with their member's profile."""

    def __init__(self, folder):
        members = read(folder, "members")
        self.count = len(members)
        self.profiles = np.array([PROFILES.index(profile) for profile in members.profile])
        self.posts = members.post
        self.is_in_office = members.in_office.to_numpy() == 1
        self.months = members.months.to_numpy()
        self.sick_months = members.sick_months.to_numpy()
        self.groups = sorted({*members.sector, POOL}, key=str.encode)
        places = {name: place for place, name in enumerate(self.groups)}
        self.sectors = np.array([places[sector] for sector in members.sector])
        self.short = np.flatnonzero((self.months > 0) & (self.months < MONTHS))
        self.books = {name: self.book(folder, name) for name in BOOKS}

    def book(self, folder, name):
        book = read(folder, name)
        book = book[book.day.between(*YEAR)]
        return book.assign(is_standing=self.profiles[book.member] == PROFILES.index("常委"))

    def members_of(self, name, where=None):
        """The members of the records of which it is true."""
        book = self.books[name]
        return (book if where is None else book[where(book)]).member.to_numpy()


class Records:
    """The records that one indicator reads, by member, then time."""

    def __init__(self, committee, name, where, by):
        book = committee.books[name]
        rows = book[where(book)].sort_values(["member", "day"], kind="stable")
        self.rows = rows
        self.kinds, self.codes = self.coded(rows[list(by)])
        self.edges = edges_of(rows.member.to_numpy(), committee.count)

    @staticmethod
    def coded(columns):
        """The different lines, parts as fractions, and which of them each is."""
        if columns.shape[1] == 0:
            return [()], np.zeros(len(columns), np.intp)
        groups = columns.groupby(list(columns), observed=True, sort=False)
        lines = columns.drop_duplicates().itertuples(index=False, name=None)
        exact = [fractions.Fraction if name in PARTS else lambda value: value for name in columns]
        return [tuple(make(value) for make, value in zip(exact, line)) for line in lines], groups.ngroup().to_numpy(np.intp)

    def points(self, worth, numbers):
        """Of each record, in nano."""
        table = np.array([worth(numbers, *kind) for kind in self.kinds] or [0], np.int64)
        return table.take(self.codes, mode="clip")

    def sums(self, amounts):
        """Of each member."""
        return sums(amounts, self.edges)


class Grouped(Records):
    """Records in groups of a member's equal values, of which the best count.

    The codes stand first for the first record of every group, then for the second of those that have one, and so on, with the
    groups of most records first: so a layer of records meets its groups as two slices.
    """

    def __init__(self, committee, name, where, by, per):
        super().__init__(committee, name, where, by)
        groups = self.rows.groupby(["member", *per], sort=True, observed=True)
        group, layer = groups.ngroup().to_numpy(), groups.cumcount().to_numpy()
        sizes = np.bincount(group)
        self.ends = np.cumsum(np.bincount(layer)) if len(layer) else np.zeros(1, np.intp)
        places = np.empty(len(sizes), np.intp)
        places[np.argsort(-sizes, kind="stable")] = np.arange(len(sizes))
        self.places = places
        self.codes = self.codes[np.lexsort((places[group], layer))]
        owners = np.empty(len(sizes), np.intp)
        owners[group] = self.rows.member.to_numpy()
        self.edges = edges_of(owners, committee.count)

    def layers(self, amounts):
        start = 0
        for end in self.ends:
            yield amounts[start:end]
            start = end

    def best(self, amounts, most):
        """Of each member the sum of the greatest of each group, so many of each."""
        count = len(self.places)
        kept = [np.zeros(count, np.int64) for _ in range(most)]
        for layer in self.layers(amounts):
            for best in kept:
                part = best[:len(layer)]
                layer, part[:] = np.minimum(part, layer), np.maximum(part, layer)
        return self.sums(sum(kept).take(self.places))

    def winners(self, amounts):
        """Of each group the greatest amount and the code of the first record that has it; -1 where all are 0."""
        best, winner = np.zeros(len(self.places), np.int64), np.full(len(self.places), -1)
        for layer, codes in zip(self.layers(amounts), self.layers(self.codes)):
            better = layer > best[:len(layer)]
            np.copyto(best[:len(layer)], layer, where=better)
            np.copyto(winner[:len(layer)], codes, where=better)
        return best.take(self.places), winner.take(self.places)


def sums(amounts, edges):
    """Between neighbouring edges."""
    running = np.empty(len(amounts) + 1, np.int64)
    running[0] = 0
    np.cumsum(amounts, out=running[1:])
    at = running.take(edges)
    return at[1:] - at[:-1]
