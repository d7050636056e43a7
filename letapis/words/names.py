"""The parts of a person's name: title, given names, surname, suffix and nickname, and when two spellings can be one name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from letapis.words.latin import fold
from letapis.words.tables import table

_NICKNAME = re.compile(r"\s*[\"“”'‘’«(]\s*([^\"“”«»()]{2,30}?)\s*[\"“”'’»)](?=\s|$)")


@dataclass(frozen=True, slots=True)
class Name:
    """A person's name taken apart; ``words`` are given names, particles and surname in the order of the page."""

    words: tuple[str, ...]
    title: str = ""
    suffix: str = ""
    nickname: str = ""

    @property
    def surname(self) -> str:
        """The last word with the particles before it: ``van der Berg``, ``al-Baghdadi``."""
        if len(self.words) < 2:
            return self.words[0] if self.words else ""
        at = len(self.words) - 1
        while at > 1 and self.words[at - 1] in particles():
            at -= 1
        return " ".join(self.words[at:])

    @property
    def given(self) -> str:
        """What stands before the surname; empty for a single name."""
        return " ".join(self.words[: len(self.words) - len(self.surname.split())])

    @property
    def plain(self) -> str:
        """Given names and surname, without title, suffix and nickname."""
        return " ".join(self.words)

    @property
    def folded(self) -> tuple[str, ...]:
        """Each word folded for comparing, hyphens and particles that are glued on taken apart."""
        return _folded(self.words)


@lru_cache(maxsize=1 << 14)
def _folded(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for word in words for w in fold(word).split())


@cache
def particles() -> frozenset[str]:
    """Small words inside names: ``de``, ``van``, ``bin``, ``al``."""
    return frozenset(table("lang/en/people")["names"]["particles"])


@cache
def honorifics() -> dict[str, str]:
    """Forms of address and the sex each states (empty: none)."""
    return dict(table("lang/en/people")["honorifics"])


@cache
def suffixes() -> frozenset[str]:
    """``Jr``, ``III`` and the like, small and without their stop."""
    return frozenset(s.rstrip(".") for s in table("lang/en/people")["names"]["suffixes"])


def bare(word: str) -> str:
    """A word small, without its stop: ``Mr.`` is ``mr``."""
    return word.rstrip(".").casefold()


def parts(text: str) -> Name:
    """Take a name apart; ``text`` is the name with whatever titles, suffix and nickname in quotes it carries."""
    nickname = _NICKNAME.search(text)
    if nickname and nickname.start() > 0:
        text = f"{text[: nickname.start()]} {text[nickname.end() :]}"
    words = text.replace(",", " ").split()
    title = []
    while len(words) > 1 and bare(words[0]) in honorifics():
        title.append(words.pop(0))
    suffix: list[str] = []
    while len(words) > 1 and bare(words[-1]) in suffixes():
        suffix.insert(0, words.pop())
    return Name(tuple(words), " ".join(title), " ".join(suffix), nickname[1] if nickname and nickname.start() > 0 else "")


def distance(a: str, b: str, most: int = 3) -> int:
    """How many letters must be changed, put in, left out or swapped with their neighbour; ``most`` + 1 for more than that."""
    if abs(len(a) - len(b)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, last, row = row, before, [i]
        for j, y in enumerate(b, 1):
            best = min(row[j - 1] + 1, before[j] + 1, before[j - 1] + (x != y))
            if i > 1 and j > 1 and x == b[j - 2] and a[i - 2] == y:
                best = min(best, last[j - 2] + 1)
            row.append(best)
    return min(row[-1], most + 1)


@lru_cache(maxsize=1 << 14)
def near(a: str, b: str) -> bool:
    """Whether two folded words can be spellings of one name: alike but for a slip, and of the same gender ending."""
    if a == b:
        return True
    short, long = sorted((a, b), key=len)
    if len(short) < 5 or a[0] != b[0] or _other_gender(a, b):
        return False
    return distance(short, long, 2) <= (2 if len(short) >= 9 else 1)


def _other_gender(a: str, b: str) -> bool:
    """Whether the ends of two words tell a woman's name from a man's: ``Petrov`` and ``Petrova``, ``Mario`` and ``Maria``."""
    return a.endswith("a") != b.endswith("a") and not {a[-1], b[-1]} & {"u", "e", "i"}


def _stands_for(short: str, long: str) -> bool:
    """Whether a word can stand for another: the same, or its initial."""
    return short == long or (len(short) == 1 and long[:1] == short)


@cache
def _folded_particles() -> frozenset[str]:
    return frozenset(fold(p) for p in particles())


@lru_cache(maxsize=1 << 14)
def shortens(short: Name, full: Name) -> int:
    """How well a shorter form fits a full one: 3 its end (the surname), 2 its beginning, 1 its inside, 0 not at all."""
    a, b = short.folded, full.folded
    if not a or len(a) > len(b) or (short.suffix and full.suffix and bare(short.suffix) != bare(full.suffix)):
        return 0
    if len(a) == 1 and any(b[i] in _OF_FATHERS and b[i + 1] == a[0] for i in range(len(b) - 1)):
        return 0
    if b[-len(a) :] == a:
        return 3
    if b[: len(a)] == a:
        return 2
    small = _folded_particles()
    if tuple(w for w in a if w not in small) == tuple(w for w in b if w not in small):
        return 3
    if len(a) == 1:
        return int(a[0] in b and a[0] not in small)
    if _stands_for(a[0], b[0]) and a[-1] == b[-1] and _in_order(a[1:-1], b[1:-1]):
        return 3
    return int(any(b[i : i + len(a)] == a for i in range(1, len(b) - len(a))))


_OF_FATHERS = frozenset({"bin", "ibn", "bint", "binti"})
"""Particles before a father's name: "Salman" alone is not Mohammed bin Salman."""


def _in_order(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    at = 0
    for word in short:
        while at < len(long) and not _stands_for(word, long[at]):
            at += 1
        if at == len(long):
            return False
        at += 1
    return True


def misspells(one: Name, other: Name) -> bool:
    """Whether two forms of as many words can be one name in two spellings, word by word."""
    a, b = one.folded, other.folded
    if len(a) != len(b):
        a, b = ("".join(a),), ("".join(b),)
    return all(near(x, y) or (len(a) > 1 and (_stands_for(x, y) or _stands_for(y, x))) for x, y in zip(a, b, strict=True))
