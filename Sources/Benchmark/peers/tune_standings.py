"""Ranks and seats for tune_peer.py, from whole numbers of all members."""
import numpy as np

from tune_data import NANO, POOL, PROFILES

ASIDE = len(PROFILES)
REFERRED = 4
NONE = 5


def packed(columns):
    """The columns as one number a member, less before more, or as several where 63 bits hold no more; greatest first."""
    words, bits = [], 64
    for column in columns:
        least, most = int(column.min()), int(column.max())
        width = (most - least).bit_length()
        if width == 0:
            continue
        bits += width
        if bits > 63:
            words.append(most - column)
            bits = width
        else:
            words[-1] <<= width
            words[-1] |= most - column
    return words or [np.zeros(len(columns[0]), np.int64)]


class Ranking:
    """Members of each division in order by columns, greater before less. Who is set aside is in the last division.

    From an order that is nearly right, if one is given, a merge sort is quicker than a sort from nothing.
    """

    def __init__(self, divisions, columns, order=None):
        words = packed([ASIDE - divisions, *columns])
        if order is None:
            self.order = self.sorted(words, "quicksort")
        else:
            self.order = order.take(self.sorted([word.take(order) for word in words], "stable"))
        is_new = np.ones(len(self.order), bool)
        differs = [word[1:] != word[:-1] for word in (word.take(self.order) for word in words)]
        is_new[1:] = differs[0] if len(differs) == 1 else np.any(differs, axis=0)
        places = np.flatnonzero(is_new).take(np.cumsum(is_new) - 1) + 1
        self.sizes = np.bincount(divisions, minlength=ASIDE + 1)
        start = 0
        for division, size in enumerate(self.sizes):
            places[start:start + size] = places[start:start + size] - start if division < ASIDE else 0
            start += size
        self.ranks = np.empty(len(self.order), np.int64)
        self.ranks[self.order] = places

    @staticmethod
    def sorted(words, kind):
        return np.argsort(words[0], kind=kind) if len(words) == 1 else np.lexsort(words[::-1])


class Seats:
    """The groups of the ranked of each profile, small ones as one."""

    def __init__(self, committee, divisions, least):
        self.width = len(committee.groups)
        cells = divisions * self.width + committee.sectors
        sizes = np.bincount(cells, minlength=(ASIDE + 1) * self.width)
        own = np.arange(len(sizes))
        pool = own // self.width * self.width + committee.groups.index(POOL)
        groups = np.where(sizes < least, pool, own)
        self.cells = groups.take(cells)
        self.sizes = np.zeros(len(sizes), np.int64)
        np.add.at(self.sizes, groups, sizes)

    def fill(self, ranking, grades, share):
        """Gives the seats of the first grade to those who have it: the grades of all then."""
        best_first = ranking.order[grades.take(ranking.order) == 0]
        cells = self.cells.take(best_first).astype(np.uint16)
        by_group = np.argsort(cells, kind="stable")
        cells, members = cells.take(by_group), best_first.take(by_group)
        ranks = ranking.ranks.take(members)
        counts = np.bincount(cells, minlength=len(self.sizes))
        starts = np.cumsum(counts) - counts
        seats = self.seats(ranking, share, counts, starts, ranks)
        last = np.where(counts > seats, 0, len(grades) + 1)
        cut = (counts > seats) & (seats > 0)
        last[cut] = ranks[(starts + seats - 1)[cut]]
        bounds = last.take(cells)
        reaches = ranks <= bounds
        has_room = np.bincount(cells[reaches], minlength=len(seats)) <= seats
        filled = grades.copy()
        filled[members[~reaches]] = 1
        filled[members[(ranks == bounds) & ~has_room.take(cells)]] = REFERRED
        return filled

    def seats(self, ranking, share, counts, starts, ranks):
        """Of each group, by largest remainder, then by the better next candidate, then by name."""
        seats, remainders = np.divmod(self.sizes * share, NANO)
        follows = np.full(len(seats), np.iinfo(np.int64).max)
        has_next = counts > seats
        follows[has_next] = ranks[(starts + seats)[has_next]]
        for division in range(ASIDE):
            cells = np.arange(division * self.width, (division + 1) * self.width)
            left = ranking.sizes[division] * share // NANO - seats[cells].sum()
            order = np.lexsort((follows[cells], -remainders[cells]))
            seats[cells[order[:left]]] += 1
        return seats
