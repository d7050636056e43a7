"""What a fact stands on: claims gathered by page and by the sentence they were read in, with names for ids."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letapis.core import wording
from letapis.core.cases import Act, Book, Person
from letapis.core.material import Told
from letapis.core.sentences import sentences
from letapis.words.records import THE_PAGE, Claim, Reading, kind_of

SHORT = 2
"""Words of an id that screens show; any unambiguous beginning is understood."""
_ID = re.compile(r"\b(?:person|act|organisation|place|group|decision)(?::[a-z]{5}(?:-[a-z]{5}){3})")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a page with the claims read in it."""

    text: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """What one page says of something."""

    page: Told
    sentences: tuple[Sentence, ...]


def standing(book: Book, claims: Iterable[Claim]) -> tuple[Standing, ...]:
    """The claims page by page (in the book's order), each under the whole sentence it was read in."""
    by_page: dict[str, list[Claim]] = {}
    for claim in claims:
        by_page.setdefault(claim.passage.reading, []).append(claim)
    return tuple(
        Standing(page, tuple(_by_sentence(page.reading, by_page[page.reading.id])))
        for page in book.material.pages
        if page.reading.id in by_page
    )


def _by_sentence(reading: Reading, claims: Iterable[Claim]) -> Iterator[Sentence]:
    spans = [(s.start, s.end) for s in sentences(reading)]
    starts = [start for start, _ in spans]
    found: dict[tuple[int, int], list[Claim]] = {}
    for c in sorted(claims, key=lambda c: c.passage.start):
        first = max(0, bisect_right(starts, c.passage.start) - 1)
        start, end = spans[first] if spans else (c.passage.start, c.passage.end)
        if not start <= c.passage.start < end:  # outside the main text, or words withheld: its own words
            start, end = c.passage.start, c.passage.end
        found.setdefault((start, max(end, c.passage.end)), []).append(c)
    for (start, end), same in found.items():
        yield Sentence(" ".join(reading.text[start:end].split()), tuple(same))


def short(id_: str) -> str:
    """The first words of an id, as it can be said and typed."""
    kind, _, words = id_.partition(":")
    return f"{kind}:{'-'.join(words.split('-')[:SHORT])}"


def thing(book: Book, subject: str) -> Person | Act | None:
    """The person, organisation, place or act that an id belongs to."""
    everything: tuple[Person | Act, ...] = (*book.people, *book.organisations, *book.places, *book.acts)
    return next((x for x in everything if subject in x.members), None)


def called(book: Book, subject: str) -> str:
    """A name for an id: a person's, an act's with whom it happened to and its date, the words of a group."""
    found = thing(book, subject)
    if isinstance(found, Person):
        return found.shown
    if isinstance(found, Act):
        of = ", ".join(v.text for v in found.victims[:2])
        return wording.named(found) + (f" of {of}" if of else "")
    named = book.material.of(subject, "name")
    return str(named[0].value) if named else short(subject)


def spelt_out(book: Book, sentence: str) -> str:
    """A sentence with names in the place of full ids, and the first words of rulings' ids."""

    def named(m: re.Match[str]) -> str:
        return short(m[0]) if kind_of(m[0]) == "decision" else f"{called(book, m[0])} ({short(m[0])})"

    return _ID.sub(named, sentence)


def value(book: Book, claim: Claim) -> str:
    """What a claim says, with names for ids."""
    told = str(claim.value)
    if claim.property == "detail":
        return wording.detail(told)
    if claim.property == "intervention":
        return wording.intervention(told)
    return called(book, told) if kind_of(told) in ("person", "organisation", "place", "group", "act") else told


def according_to(book: Book, claim: Claim) -> str:
    """Who says a claim, with names for ids; the page's own voice is ``the page``."""
    if claim.source == THE_PAGE or not kind_of(claim.source):
        return claim.source
    return called(book, claim.source)
