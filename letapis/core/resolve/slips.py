"""How far two words in one script lie apart: slips of the hand and the ear cost less than other letters."""

from __future__ import annotations

from functools import lru_cache

from letapis.words.tables import table

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


@lru_cache(maxsize=1 << 15)
def cost(a: str, b: str) -> float:
    """What it costs to turn one plain word into the other, in letters."""
    a, b = a[:LONGEST], b[:LONGEST]
    before: list[float] = []
    row = [0.0]
    for j in range(len(b)):
        row.append(row[-1] + _alone(b, j))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [row[0] + _alone(a, i - 1)]
        for j, y in enumerate(b, 1):
            first = EDGE if min(i, j) == 1 and x != y else 0.0
            best = min(row[j - 1] + _alone(b, j - 1), before[j] + _alone(a, i - 1), before[j - 1] + kin(x, y) + first)
            if i > 1 and j > 1 and x != y and x == b[j - 2] and a[i - 2] == y:
                best = min(best, last[j - 2] + SWAP)
            row.append(best)
    return row[-1]


@lru_cache(maxsize=1 << 15)
def alike(a: str, b: str) -> float:
    """How alike two plain words of one script are: 1 the same, 0.5 about a slip in a short word, 0 nothing in common."""
    return max(0.0, 1.0 - cost(a, b) / (0.35 * (len(a) + len(b)) / 2 + 0.6))
