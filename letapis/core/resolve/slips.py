"""How far two words in one script lie apart: slips of the hand and the ear cost less than other letters."""

from __future__ import annotations

from functools import lru_cache
from math import inf

from letapis.words.tables import table

LEAST = 0.42
"""What two words must come to, to be called alike at all."""
LONGEST = 40
"""Letters of a word that are compared."""
SWAP, DOUBLE, MUTE, VOWELS, KIN, EDGE = 0.7, 0.2, 0.4, 0.5, 0.5, 0.15
"""What it costs to swap neighbours, to double a letter, to drop or add a mute one, to take a vowel or a consonant for one like
it; and what a change at a word's beginning costs on top. Any other change costs 1."""


@lru_cache(maxsize=1 << 14)
def kin(a: str, b: str) -> float:
    """What it costs to take one letter for another: 0 to 1."""
    if a == b:
        return 0.0
    groups = table("letters/slips")
    if a in groups["vowels"] and b in groups["vowels"]:
        return VOWELS
    return KIN if any(a in g and b in g for g in groups["kin"]) else 1.0


def _alone(word: str, i: int) -> float:
    """What it costs that one word has a letter which the other has not."""
    letter = word[i]
    if (i and word[i - 1] == letter) or word[i + 1 : i + 2] == letter:
        return DOUBLE
    return MUTE if letter in table("letters/slips")["mute"] else 1.0


@lru_cache(maxsize=1 << 14)
def _alone_in(word: str) -> tuple[float, ...]:
    """For each letter of a word: what it costs that the other word lacks it."""
    return tuple(_alone(word, i) for i in range(len(word)))


@lru_cache(maxsize=1 << 15)
def cost(a: str, b: str, most: float = inf) -> float:
    """What it costs to turn one plain word into the other, in letters; any figure above ``most`` where it comes to more."""
    a, b = a[:LONGEST], b[:LONGEST]
    left, right = _alone_in(a), _alone_in(b)
    before: list[float] = []
    row = [0.0]
    for one in right:
        row.append(row[-1] + one)
    for i, x in enumerate(a):
        before, last, row = row, before, [row[0] + left[i]]
        gone = left[i]
        for j, y in enumerate(b):
            best = before[j] if x == y else before[j] + kin(x, y) + (0.0 if i and j else EDGE)
            if (other := row[j] + right[j]) < best:
                best = other
            if (other := before[j + 1] + gone) < best:
                best = other
            if i and j and x == b[j - 1] and y == a[i - 1] and x != y and (other := last[j - 1] + SWAP) < best:
                best = other
            row.append(best)
        if min(row) > most and min(before) > most:
            return min(row)
    return row[-1]


@lru_cache(maxsize=1 << 15)
def alike(a: str, b: str) -> float:
    """How alike two plain words of one script are: 1 the same, 0.5 about a slip in a short word, 0 less than `LEAST`."""
    whole = 0.35 * (len(a) + len(b)) / 2 + 0.6
    most = (1 - LEAST) * whole
    found = cost(a, b, most)
    return 1.0 - found / whole if found <= most else 0.0
