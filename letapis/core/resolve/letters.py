"""Whether a word in Cyrillic, Arabic or Hebrew letters and one in Latin letters are one name, and letter by letter why."""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import product

from letapis.words.letters import BEGIN, END, SCRIPTS, judgement, shares

SHAPES = ((0, 1), (1, 0), (1, 1), (1, 2), (1, 3), (1, 4), (2, 1), (2, 2), (2, 3))
"""How many letters of the other script stand for how many Latin ones; a letter that stands for nothing goes alone."""
LONGEST = 40
"""Letters of a word that are looked at; no name is longer, hostile text is."""
UNHEARD = {(1, 0): -4.0, (0, 1): -4.0, (1, 1): -6.0}
"""What a letter left out, put in or changed against all practice weighs."""
_NEVER = -80.0
_APART = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "e"})
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "׳": "'", "`": "'", "״": '"', "”": '"'})
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Practice:
    """How often letters stand for Latin spellings, looked at from both sides."""

    share: Mapping[Pair, float]
    surprise: Mapping[Pair, float]
    """How much oftener they meet than by chance; a logarithm."""
    given_letters: Mapping[Pair, float]
    """The logarithm of the spelling's share among those of its letters."""
    given_latin: Mapping[Pair, float]


@dataclass(frozen=True, slots=True)
class Aligned:
    """Two words letter by letter, and how certainly they are one name (0 to 1)."""

    certainty: float
    pieces: tuple[Pair, ...]
    """The other script's letters with the Latin ones that stand for them; one side may be empty."""

    @property
    def unusual(self) -> tuple[Pair, ...]:
        """The pieces that a reader should look at: more letters than one, or none, on a side."""
        return tuple((x, y) for x, y in self.pieces if len(x) != 1 or len(y) != 1)


def letters_of(word: str) -> str:
    """A word of another script as it is compared: small, letters and apostrophes only, with its beginning and its end."""
    small = word.casefold().translate(_APOSTROPHES)
    return BEGIN + "".join(c for c in small if c.isalpha() or c in "'\"")[:LONGEST] + END


def latin_of(word: str) -> str:
    """A Latin word as it is compared: small, marked letters whole, with its beginning and its end."""
    small = unicodedata.normalize("NFC", word.casefold().translate(_APART))
    return BEGIN + "".join(c for c in small if c.isalpha())[:LONGEST] + END


def practice(share: Mapping[Pair, float]) -> Practice:
    """What follows from the shares of pairs."""
    sides: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    alone: tuple[Counter[str], Counter[str]] = Counter(), Counter()
    for pair, s in share.items():
        for side in (0, 1):
            sides[side][pair[side]] += s  # type: ignore[assignment]
            for letter in pair[side]:
                alone[side][letter] += s  # type: ignore[assignment]
    total = [sum(a.values()) for a in alone]

    def by_chance(pair: Pair) -> float:
        return sum(math.log(alone[side][c] / total[side]) for side in (0, 1) for c in pair[side])

    return Practice(
        share,
        {p: math.log(s) - by_chance(p) for p, s in share.items()},
        {p: math.log(s / sides[0][p[0]]) for p, s in share.items()},
        {p: math.log(s / sides[1][p[1]]) for p, s in share.items()},
    )


@cache
def practice_of(script: str) -> Practice:
    """The practice that ships for a script."""
    return practice(shares(script))


def spelt(script: str, word: str) -> str:
    """A word letter by letter, each by its commonest Latin spelling, for eyes that read no other letters.

    It is no transliteration: vowels that are not written are missing. Words of scripts that are not known stay as they are.
    """
    if script not in SCRIPTS:
        return word
    return "".join(_commonest(script).get(c, c) for c in word)


@cache
def _commonest(script: str) -> dict[str, str]:
    found: dict[str, tuple[float, str]] = {}
    for (letters, spelling), share in shares(script).items():
        if len(letters) == 1 and spelling:
            found[letters] = max(found.get(letters, (0.0, "")), (share, spelling))
    return {letter: spelling for letter, (_, spelling) in found.items()}


def ways(letters: str, latin: str, share: Mapping[Pair, float]) -> list[list[float]]:
    """For each beginning of both words: the sum of the shares' products over all ways to align them."""
    table = [[0.0] * (len(latin) + 1) for _ in range(len(letters) + 1)]
    table[0][0] = 1.0
    for i, j in _cells(letters, latin):
        table[i][j] = sum(
            before * share.get((letters[i - a : i], latin[j - b : j]), 0.0)
            for a, b in SHAPES
            if a <= i and b <= j and (before := table[i - a][j - b])
        )
    return table


def _cells(letters: str, latin: str) -> Iterator[tuple[int, int]]:
    cells = product(range(len(letters) + 1), range(len(latin) + 1))
    next(cells)
    return cells


def best_way(letters: str, latin: str, surprise: Mapping[Pair, float]) -> list[tuple[Pair, float]]:
    """The alignment that goes farthest beyond chance: its pieces, each with its weight."""
    far = [[-math.inf] * (len(latin) + 1) for _ in range(len(letters) + 1)]
    step: dict[tuple[int, int], tuple[int, int, float]] = {}
    far[0][0] = 0.0
    for i, j in _cells(letters, latin):
        for a, b in SHAPES:
            if a > i or b > j:
                continue
            gain = surprise.get((letters[i - a : i], latin[j - b : j]), UNHEARD.get((a, b), -math.inf))
            if far[i - a][j - b] + gain > far[i][j]:
                far[i][j] = far[i - a][j - b] + gain
                step[i, j] = a, b, gain
    found, i, j = list[tuple[Pair, float]](), len(letters), len(latin)
    while i or j:
        a, b, gain = step[i, j]
        found.append(((letters[i - a : i], latin[j - b : j]), gain))
        i, j = i - a, j - b
    return found[::-1]


def looks(letters: str, latin: str, known: Practice) -> tuple[list[float], tuple[Pair, ...]]:
    """What two words' alignment is judged by, and its pieces. The words come from `letters_of` and `latin_of`."""
    way = best_way(letters, latin, known.surprise)
    n, m = len(letters), len(latin)
    pieces = [p for p, _ in way]
    gains = [g for _, g in way]
    each = sorted(g / (len(x) + len(y)) for (x, y), g in way)
    by_letters = [known.given_letters.get(p, -7.0) for p in pieces]
    by_latin = [known.given_latin.get(p, -7.0) for p in pieces]
    against = sum(len(x) + len(y) for (x, y), g in way if g < 0)
    all_ways = ways(letters, latin, known.share)[n][m]
    found = [
        sum(gains) / (n + m),
        sum(gains),
        n,
        m,
        abs(n - m),
        each[0],
        each[1],
        sum(by_letters) / len(way),
        sum(by_latin) / len(way),
        min(by_letters),
        min(by_latin),
        sorted(by_letters)[1],
        sorted(by_latin)[1],
        against / (n + m),
        against,
        sum(p not in known.share for p in pieces),
        sum(not x or not y for x, y in pieces),
        sum(gains[:2]),
        sum(gains[-2:]),
        (math.log(all_ways) if all_ways > 0 else _NEVER) / (n + m),
        sum(by_letters) / n,
        sum(by_latin) / m,
    ]
    return [float(x) for x in found], tuple((x.strip("^$"), y.strip("^$")) for x, y in pieces if (x, y) not in _EDGES)


_EDGES = {(BEGIN, BEGIN), (END, END)}


@lru_cache(maxsize=1 << 15)
def aligned(script: str, word: str, latin: str) -> Aligned:
    """How certainly a word of a script (``cyrillic``, ``arabic``, ``hebrew``) is the Latin word's name, and why."""
    letters, spelt = letters_of(word), latin_of(latin)
    if len(letters) < 3 or len(spelt) < 3:
        return Aligned(0.0, ())
    seen, pieces = looks(letters, spelt, practice_of(script))
    *rows, (constant,) = judgement(script)
    sum_ = constant + sum(w * (x - mean) / spread for x, (mean, spread, w) in zip(seen, rows, strict=True))
    return Aligned(1 / (1 + math.exp(-max(-50.0, min(50.0, sum_)))), pieces)
