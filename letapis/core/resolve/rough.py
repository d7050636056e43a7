"""The rough consonants of a name's words, alike in every script and spelling: what says which names are worth comparing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import product
from typing import Final

from letapis.core.resolve.naming import Word, full_forms, words_of
from letapis.words.latin import plain
from letapis.words.names import distance
from letapis.words.tables import table

MOST_DOUBTS = 3
"""Letters of a word whose two readings are both tried; more would make keys by the dozen."""
_NO_CONSONANT_AT_THE_END = {"latin": "h", "arabic": "هة", "hebrew": "ה"}
Key = tuple[str, str]
NEIGHBOURS: Final = 20
"""Names under one key that each is compared with: what keeps the work in step with the number of names."""


@cache
def _letters(script: str) -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    of: dict[str, tuple[str, ...]] = {
        letters: (sound,) for sound, runs in table("letters/rough")[script].items() for letters in runs
    }
    of |= {letters: tuple(readings) for letters, readings in table("letters/rough")["either"][script].items()}
    return re.compile("|".join(map(re.escape, sorted(of, key=len, reverse=True)))), of


@lru_cache(maxsize=1 << 15)
def skeletons(word: str, script: str) -> frozenset[str]:
    """The rough consonants of a word, in every reading of letters that can be read in two ways; doubled ones count once.

    ``Muhammad``, ``محمد`` and ``Мухаммед`` have one in common. None for a word without consonants, or in other scripts.
    """
    if script in ("latin", "cyrillic"):
        word, script = plain(word), "latin"
    elif script not in _NO_CONSONANT_AT_THE_END:
        return frozenset()
    bare = "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c))
    pattern, of = _letters(script)
    found = pattern.findall(bare.rstrip(_NO_CONSONANT_AT_THE_END[script]))
    doubts = [x for x in dict.fromkeys(found) if len(of[x]) > 1][:MOST_DOUBTS]
    readings = product(*(of[x] for x in doubts))
    spelt = ("".join(dict(zip(doubts, reading, strict=True)).get(x, of[x][0]) for x in found) for reading in readings)
    return frozenset(undoubled for s in spelt if (undoubled := re.sub(r"(.)\1+", r"\1", s)))


@lru_cache(maxsize=1 << 15)
def keys(name: str) -> frozenset[Key]:
    """Under which a name is filed: one word's rough consonants with two of another's, and with another's initial; of a single
    word, these alone.

    The two are the first and second, and the first and last, so that a slip in the other word parts nothing. Names that share
    no key are not worth comparing.
    """
    words = [(w, found) for w in words_of(name) if (found := _of_word(w)) or w.initial]
    told = [found for w, found in words if not w.initial]
    if len(words) == 1:
        return frozenset((s, "") for found in told for s in found)
    initials = {
        (s, f"{_begins(other)}.")
        for word, found in words
        if not word.initial
        for s in found
        for other, _ in words
        if other is not word
    }
    return frozenset(_pairs(told)) | initials


def _begins(word: Word) -> str:
    """What a word's initial is filed by: its first letter's consonant, nothing for a vowel."""
    return next(iter(sorted(skeletons(word.written[:1].casefold(), word.script))), "")


def _of_word(word: Word) -> frozenset[str]:
    """A word's rough consonants, and of a short form those of its names, too: ``Sasha`` is filed with ``Aleksandr``."""
    return skeletons(word.written, word.script).union(*(skeletons(name, "latin") for name in full_forms(word.plain))) - {""}


def _pairs(told: Sequence[frozenset[str]]) -> Iterator[Key]:
    for i, whole in enumerate(told):
        for j, other in enumerate(told):
            if i != j:
                yield from product(whole, {part for s in other for part in (f"{s[:2]}-", f"{s[0]}-{s[-1]}")})


@lru_cache(maxsize=1 << 16)
def _near(a: frozenset[str], b: frozenset[str]) -> bool:
    """Whether two words' rough consonants are one slip apart at most; of long words two, of words with one consonant none."""
    return bool(a & b) or any(distance(x, y, most) <= most for x in a for y in b if (most := min(2, min(len(x), len(y)) // 2)))


@lru_cache(maxsize=1 << 15)
def _told(name: str) -> tuple[frozenset[str], ...]:
    return tuple(found for w in words_of(name) if not w.initial and (found := _of_word(w)))


def near(one: str, other: str) -> bool:
    """Whether every word of the shorter name has one in the other that sounds roughly so: a look that costs little."""
    few, many = sorted((_told(one), _told(other)), key=len)
    fits = [{j for j, b in enumerate(many) if _near(a, b)} for a in few]
    return all(fits) and (len(few) != 2 or len(fits[0] | fits[1]) > 1)


def order(name: str) -> str:
    """What names under one key are sorted by, so that those most alike stand together: the consonants of all words."""
    return " ".join(sorted(min(s) for w in words_of(name) if (s := _of_word(w))))


def comparable(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pairs of names worth comparing, each once: under each key a name meets its neighbours, however many are filed there."""
    files: dict[Key, list[str]] = {}
    for name in names:
        for key in keys(name):
            files.setdefault(key, []).append(name)
    met = set[tuple[str, str]]()
    for filed in files.values():
        if len(filed) > NEIGHBOURS:
            filed.sort(key=order)
        for i, one in enumerate(filed):
            for other in filed[i + 1 : i + 1 + NEIGHBOURS]:
                pair = (one, other) if one < other else (other, one)
                if pair not in met:
                    met.add(pair)
                    if near(one, other):
                        yield pair


def holders(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Each name of one word with the longer names that hold it, unless so many do that it tells nobody from another."""
    holding: dict[str, list[str]] = {}
    alone: dict[str, list[str]] = {}
    for name in names:
        told = _told(name)
        for skeleton in {s for found in told for s in found}:
            (alone if len(words_of(name)) == 1 else holding).setdefault(skeleton, []).append(name)
    for skeleton, short in alone.items():
        if len(full := holding.get(skeleton, ())) <= NEIGHBOURS:
            yield from product(short, full)
