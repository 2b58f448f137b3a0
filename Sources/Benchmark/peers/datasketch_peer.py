#!/usr/bin/env python3
"""Finds near-same lines with datasketch: datasketch_peer.py TEXTS OUT.

The same job as `Benchmark near`: NFKC, letters and digits, bigrams, 104 hashes in 13 bands of 8, exact Jaccard of at least
9/10 on the candidates; of equal texts the first speaks for all. Signatures by MinHash.bulk and an insertion session, as the
project's documentation advises for many texts.
"""
import re
import sys
import unicodedata

from datasketch import MinHash, MinHashLSH

DROPPED = re.compile(r"[\W_]+")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        lines = file.read().split("\n")[:-1]
    folded = [DROPPED.sub("", unicodedata.normalize("NFKC", line)).lower() for line in lines]
    first, pairs = {}, []
    for place, text in enumerate(folded):
        if text in first:
            grams = len({text[i:i + 2] for i in range(len(text) - 1)})
            pairs.append((first[text], place, grams, grams))
        else:
            first[text] = place
    places = list(first.values())
    grams = {place: {folded[place][i:i + 2] for i in range(len(folded[place]) - 1)} for place in places}
    hashes = MinHash.bulk(([gram.encode() for gram in grams[place]] for place in places), num_perm=104, seed=1)
    index = MinHashLSH(num_perm=104, params=(13, 8))
    with index.insertion_session() as session:
        for place, signature in zip(places, hashes):
            session.insert(place, signature)
    for place, signature in zip(places, hashes):
        for other in index.query(signature):
            if other < place:
                shared = len(grams[place] & grams[other])
                union = len(grams[place]) + len(grams[other]) - shared
                if 10 * shared >= 9 * union:
                    pairs.append((other, place, shared, union))
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        file.writelines(f"{a} {b} {shared} {union}\n" for a, b, shared, union in sorted(pairs))


if __name__ == "__main__":
    main()
