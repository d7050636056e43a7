"""What each page tells of each person beside the name, gathered once so that any two can be compared."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property

from letapis.core.material import Material
from letapis.core.resolve.likeness import NAMING
from letapis.core.resolve.naming import words_of
from letapis.core.sentences import sentences
from letapis.words.latin import fold
from letapis.words.records import Claim
from letapis.words.tables import table
from letapis.words.when import precision, valid

PLAIN = 3
"""Words of a plain description at most, fillers not counted."""
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Traits:
    """One page's person: how it is named and what is told of it."""

    id: str
    reading: str
    names: tuple[str, ...]
    born: tuple[int, ...]
    """The years of birth its ages come to, where the page is dated."""
    births: tuple[str, ...]
    """Dates of birth."""
    sexes: frozenset[str]
    """As told by words that leave no doubt whom they mean."""
    pronouns: frozenset[str]
    """The sexes that pronouns tell."""
    roles: frozenset[str]
    callings: frozenset[str]
    """The words it is described by, without fillers and names."""
    trades: frozenset[str]
    """The words of plain descriptions ("taxi driver"): what somebody is, and hardly what else is told of them."""
    origins: frozenset[str]
    """The names in its descriptions: of where it is from, or belongs to."""
    days: frozenset[tuple[str, str]]
    """The acts it is told to have suffered, each with its day."""
    times: frozenset[tuple[str, str, str]]
    """The acts it is told to have suffered, each with its time (a day or less precise) and its place."""

    @property
    def full(self) -> bool:
        """Whether the page gives two words of its name."""
        return any(sum(not w.initial for w in words_of(n)) > 1 for n in self.names)


@cache
def _fillers() -> frozenset[str]:
    return frozenset(table("names")["described"]["fillers"])


@cache
def _whence() -> frozenset[str]:
    return frozenset(table("names")["described"]["whence"])


@dataclass(frozen=True, slots=True)
class Description:
    """Words that describe somebody, taken apart: "a 40-year-old taxi driver from Dravin" is a taxi driver of Dravin."""

    callings: frozenset[str]
    origins: frozenset[str]
    plain: bool
    """Whether that is all they say."""


def described(words: str) -> Description:
    """A description taken apart."""
    callings, origins, whence, said = set[str](), set[str](), False, 0
    for word in _WORDS.findall(words):
        small = word.casefold()
        whence = whence or small in _whence()
        if small in _fillers() or small in _whence():
            continue
        said += 1
        if not whence:
            callings.add(small)
        elif word[0].isupper():
            origins.add(small)
    return Description(frozenset(callings), frozenset(origins), said <= PLAIN)


def place_words(m: Material, value: str) -> frozenset[str]:
    """The proper names in a place, given by its words or its id: "the town of Mostryn" and "central Mostryn" are one."""
    words = _WORDS.findall(next((str(c.value) for c in m.of(value, "name")), value))
    return frozenset(fold(w) for w in words if w[0].isupper()) or frozenset(map(fold, words))


class Evidence:
    """The traits of every person of some pages, and what is true of all of them."""

    def __init__(self, material: Material, copied: Iterable[frozenset[str]] = ()) -> None:
        self.material = material
        self.copied = frozenset(copied)
        """Pairs of readings of which one reprints the other."""
        self._ends: dict[str, list[int]] = {}

    @cached_property
    def people(self) -> tuple[Traits, ...]:
        """Every page's persons."""
        suffered: dict[str, set[tuple[str, str, str]]] = {}
        m = self.material
        for c in m.claims:
            if c.property == "victim" and isinstance(c.value, str):
                words = {str(a.value) for a in m.of(c.subject, "act")}
                times = {str(w.value) for w in m.of(c.subject, "when") if valid(str(w.value))}
                places = {p for w in m.of(c.subject, "where") for p in place_words(m, str(w.value))} or {""}
                suffered.setdefault(c.value, set()).update((a, t, p) for a in words for t in times for p in places)
        return tuple(self._traits(id_, frozenset(suffered.get(id_, ()))) for id_ in m.subjects("person"))

    def _traits(self, id_: str, times: frozenset[tuple[str, str, str]]) -> Traits:
        m = self.material
        told = [described(str(c.value)) for c in m.of(id_, "described_as")]
        page = m.page_of(m.about(id_)[0])
        year = (page.reading.published or "")[:4]
        ages = [c.value for c in m.of(id_, "age") if isinstance(c.value, int)] if year.isdigit() else []
        return Traits(
            id_,
            page.reading.id,
            tuple(dict.fromkeys(str(c.value) for p in NAMING for c in m.of(id_, p))),
            tuple(dict.fromkeys(int(year) - age for age in ages)),
            tuple(dict.fromkeys(str(c.value) for c in m.of(id_, "born") if valid(str(c.value)))),
            *self._sexes(id_),
            frozenset(str(c.value) for c in m.of(id_, "role")),
            frozenset(w for d in told for w in d.callings),
            frozenset(w for d in told if d.plain for w in d.callings),
            frozenset(w for d in told for w in d.origins),
            frozenset((word, time) for word, time, _ in times if precision(time) == "day"),
            times,
        )

    @cached_property
    def tables(self) -> frozenset[str]:
        """The readings whose persons are told row by row."""
        return frozenset(p.reading.id for p in self.material.pages if p.reading.reader.startswith(("table", "records")))

    def _sexes(self, id_: str) -> tuple[frozenset[str], frozenset[str]]:
        told = [(str(c.value), c.by.endswith(":pronoun")) for c in self.material.of(id_, "sex") if c.value in ("man", "woman")]
        return frozenset(v for v, pronoun in told if not pronoun), frozenset(v for v, pronoun in told if pronoun)

    @cached_property
    def called(self) -> Counter[str]:
        """How many of the pages' persons are described by each word."""
        return Counter(w for p in self.people for w in p.callings | p.origins)

    @cached_property
    def suffered(self) -> Counter[tuple[str, str]]:
        """How many of the pages' persons suffered each act of each day."""
        return Counter(d for p in self.people for d in p.days)

    @cached_property
    def described(self) -> int:
        """How many of the pages' persons are described at all."""
        return sum(bool(p.callings) for p in self.people)

    def named_in(self, a: Traits) -> set[int]:
        """The sentences of its page that name a person."""
        if a.reading not in self._ends:
            page = self.material.page_of(self.material.about(a.id)[0])
            self._ends[a.reading] = [s.end for s in sentences(page.reading)]
        return {bisect_right(self._ends[a.reading], c.passage.start) for c in self.material.about(a.id) if _names(c)}


def _names(claim: Claim) -> bool:
    return claim.property in NAMING or (claim.property == "mention" and claim.value == "name")
