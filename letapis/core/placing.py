"""Which country a stretch of a page is about, by the places and nationals that the page names; never guessed from outside."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from letapis.words.places import Atlas
from letapis.words.records import Claims, Page, kind_of
from letapis.words.tables import table

FINE: Final = {"facility": 0, "place": 1, "city": 2, "region": 3, "country": 4}
"""Kinds of place, finest first."""
HEADLINE_WEIGHT: Final = 3
FIRST_WEIGHT: Final = 2
_NATIONAL = re.compile(r"\b[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?")
_AFTER = re.compile(r"\s([a-z]+)")
_BEFORE = re.compile(r"([A-Za-z-]+)\s+$")


@dataclass(frozen=True, slots=True)
class Placed:
    """One mention of a place: where it stands, what kind it is, in which country."""

    start: int
    end: int
    subject: str
    kind: str
    country: str | None


def weight(page: Page, offset: int) -> int:
    """How much a word at an offset says of what the page is about: the headline most, then the first paragraph."""
    block = page.sentences[page.sentence_at(offset)].block if page.sentences else 0
    if block == 0 or page.reading.main[block].kind == "headline":
        return HEADLINE_WEIGHT
    return FIRST_WEIGHT if block == 1 else 1


def nationals(page: Page, atlas: Atlas) -> list[tuple[int, str]]:
    """Every adjective of a country in the main text, as (offset, country)."""
    found = []
    for block in page.reading.main:
        for m in _NATIONAL.finditer(page.reading.text, block.start, block.end):
            told = (atlas.country_of_adjective(words) for words in (m[0], *re.split(r"[ -]", m[0])))
            country = next((c for c in told if c), None)
            if country and not _from_there(page.reading.text, m.end()):
                found.append((m.start(), country))
    return found


def _from_there(text: str, end: int) -> bool:
    """Whether the word behind an adjective makes it tell whence people are: "two Merenian nationals"."""
    m = _AFTER.match(text, end)
    return m is not None and m[1].casefold() in table("lang/en/places")["from_there"]


def leanings(page: Page, told: Iterable[tuple[int, str]]) -> Counter[str]:
    """How much a page is about each country, from (offset, country) of the places and nationals it names."""
    weights: Counter[str] = Counter()
    for offset, country in told:
        weights[country] += weight(page, offset)
    return weights


def located(text: str, start: int) -> bool:
    """Whether the word before an offset says that something is there: "in Belarus", not "Belarus said"."""
    m = _BEFORE.search(text, max(0, start - 30), start)
    words = table("lang/en/places")
    return m is not None and m[1].casefold() in (*words["cues"], *words["between"])


@dataclass(frozen=True)
class Placing:
    """The places of a page by where they stand; made once, asked for every act."""

    page: Page
    mentions: tuple[Placed, ...]

    @staticmethod
    def of(page: Page, claims: Claims) -> Placing:
        """From the claims about places made so far."""
        found = []
        for c in claims.having("mention"):
            if kind_of(c.subject) == "place":
                kind, country = claims.value(c.subject, "kind"), claims.value(c.subject, "country")
                found.append(
                    Placed(c.passage.start, c.passage.end, c.subject, str(kind or "place"), str(country) if country else None)
                )
        return Placing(page, tuple(sorted(found, key=lambda p: p.start)))

    @cached_property
    def weights(self) -> Counter[str]:
        """How much the page is about each country."""
        told = [(p.start, p.country) for p in self.mentions if p.country]
        return leanings(self.page, told + nationals(self.page, Atlas.default().with_local(self.page.places)))

    @property
    def dominant(self) -> str | None:
        """The country the page is mostly about; None if it names none."""
        best = self.weights.most_common(1)
        return best[0][0] if best else None

    def within(self, start: int, end: int, *, near: int = 0) -> list[Placed]:
        """The mentions of places in [start, end) of the text, finest first, then the nearest to an offset."""
        here = [p for p in self.mentions if start <= p.start and p.end <= end]
        return sorted(here, key=lambda p: (FINE.get(p.kind, 1), abs(p.start - near)))

    def country_for(self, start: int, end: int) -> str | None:
        """The country of what stands at [start, end): of the finest place of its sentence, its paragraph, the page."""
        if not self.page.sentences:
            return None
        first = self.page.sentences[self.page.sentence_at(start)]
        last = self.page.sentences[self.page.sentence_at(max(start, end - 1))]
        block = self.page.reading.main[first.block]
        for low, high in ((first.start, last.end), (block.start, block.end)):
            for p in self.within(low, high, near=start):
                if p.country and (p.kind != "country" or located(self.page.reading.text, p.start)):
                    return p.country
        return self.dominant


def country_for(page: Page, claims: Claims, start: int, end: int) -> str | None:
    """The country of what stands at [start, end) of ``Reading.text``; for many stretches of one page make a ``Placing``."""
    return Placing.of(page, claims).country_for(start, end)
