"""What leaves in the field's formats: a case or a whole project as may be seen at a level, each value with its claims' ids."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from math import isfinite
from typing import Any, Final

from letapis.core.cases import Act, Book, Intervention, Person, case_of
from letapis.core.export import rows
from letapis.core.material import Material, Told
from letapis.core.timeline import Entry, timeline
from letapis.words.records import Claim, kind_of

Files = Iterator[tuple[str, Iterable[bytes]]]
"""Names of files with their bytes in parts, so that none need be held whole."""

PERSONAL: Final = (
    "name", "variant", "described_as", "sex", "born", "age", "age_group", "role", "relative_of", "nationality", "detail",
)  # fmt: skip
"""The properties of a person that leave; those of organisations and places below."""
CORPORATE: Final = ("name", "variant", "described_as", "kind", "detail")
LOCAL: Final = ("name", "variant", "kind", "country", "region", "within", "latitude", "longitude")
CHECK: Final = "check against the current form"
"""Stands beside whatever of a format was not verified in its source."""


BLUR: Final = 0.1
"""Degrees of the grid that blurred points lie on: some ten kilometres."""


def blurred(degrees: float) -> float:
    """The nearest point of the grid."""
    return round(round(degrees / BLUR) * BLUR, 1) + 0.0  # no minus zero


def number(value: object) -> float | None:
    """A value as degrees; None for what is none."""
    try:
        found = float(str(value))
    except ValueError:
        return None
    return found if isfinite(found) else None


def _nothing(capture: str) -> bytes | str:
    del capture
    return "the preserved bytes were not asked for"


@dataclass(frozen=True)
class Extract:
    """Everything an export of the field's formats needs."""

    stem: str
    """The beginning of the files' names: the case's id, or ``project``; never a name."""
    title: str
    level: str
    as_of: str
    material: Material
    people: tuple[Person, ...]
    organisations: tuple[Person, ...]
    places: tuple[Person, ...]
    acts: tuple[Act, ...]
    interventions: tuple[Intervention, ...]
    original: Callable[[str], bytes | str] = _nothing
    """The preserved bytes of a capture (by id), or why they may not leave."""
    exact: bool = False
    """Whether places leave as exactly as they are known; else they are blurred."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The acts in time."""
        return timeline(self.acts)

    @cached_property
    def pages(self) -> dict[str, Told]:
        """The pages by the ids of their readings."""
        return {p.reading.id: p for p in self.material.pages}

    def ids(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The ids of claims, each once, of the pages that leave."""
        return tuple(dict.fromkeys(self.pages[c.passage.reading].id_of(c) for c in self.held(claims)))

    def held(self, claims: Iterable[Claim]) -> tuple[Claim, ...]:
        """Those claims that stand on pages that leave."""
        return tuple(c for c in claims if c.passage.reading in self.pages)

    def of(self, thing: Person, *properties: str) -> tuple[Claim, ...]:
        """What is told of a person, an organisation or a place."""
        return self.held(c for p in properties for c in self.material.of_all(thing.members, p))

    @cached_property
    def named(self) -> dict[str, Person]:
        """Persons, organisations and places by the ids of all their members."""
        return {m: p for p in (*self.people, *self.organisations, *self.places) for m in p.members}

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim that a value of an export can stand on, each once, acts first."""
        found = [c for e in self.entries for c in e.act.claims]
        found += [c for i in self.interventions for c in i.claims]
        for things, told in ((self.people, PERSONAL), (self.organisations, CORPORATE), (self.places, LOCAL)):
            found += [c for thing in things for c in self.of(thing, *told)]
        once: dict[str, Claim] = {}
        for c in found:
            if page := self.pages.get(c.passage.reading):
                once.setdefault(page.id_of(c), c)
        return tuple(once.values())

    def readings(self, claims: Iterable[Claim]) -> tuple[str, ...]:
        """The readings that claims stand on, each once."""
        return tuple(dict.fromkeys(c.passage.reading for c in self.held(claims)))

    def said(self, claim: Claim) -> str:
        """A claim's value in words; of coordinates no more than the points on maps give away."""
        degrees = number(claim.value) if claim.property in ("latitude", "longitude") and not self.exact else None
        return self.shown(claim.value) if degrees is None else f"about {blurred(degrees)}"

    def shown(self, value: object) -> str:
        """A value in words: the name behind an id."""
        thing = self.named.get(str(value))
        return thing.shown if thing else "" if value is None else str(value)


def extract(
    book: Book,
    person: Person | None,
    *,
    level: str,
    as_of: str = "",
    original: Callable[[str], bytes | str] = _nothing,
    exact: bool = False,
) -> Extract:
    """The case of one person of a book, or (None) everything in it."""
    if person is None:
        parts = (book.material, book.people, book.organisations, book.places, book.acts, book.interventions)
        stem, title = "project", "The whole project"
    else:
        case = case_of(book, person)
        ids = _referred(case.acts, case.interventions)
        orgs = tuple(o for o in book.organisations if ids & set(o.members))
        places = tuple(p for p in book.places if ids & set(p.members))
        parts = (case.material, (person, *case.people), orgs, places, case.acts, case.interventions)
        stem, title = "case-" + person.id.partition(":")[2].replace(":", "-"), person.shown
    newest = max((p.capture.taken_at[:10] for p in parts[0].pages), default="")
    return Extract(stem, title, level, as_of or newest, *parts, original=original, exact=exact)


def _referred(acts: Iterable[Act], interventions: Iterable[Intervention]) -> set[str]:
    """The ids that fields of acts and interventions refer to."""
    fields = [f for a in acts for f in (a.victims, a.perpetrators, a.where, a.according_to, a.denials)]
    fields += [f for i in interventions for f in (i.parties, i.requested, i.concerns, i.according_to)]
    return {s.value for f in fields for s in f if kind_of(s.value)}


CLAIM_COLUMNS: Final = (
    "claim", "subject", "property", "value", "stance", "source", "quote", "title", "publisher", "published", "reading", "start",
    "end", "nth", "capture", "member", "sha256", "by", "why", "score",
)  # fmt: skip


def claim_row(out: Extract, claim: Claim) -> dict[str, Any]:
    """One claim with its quotation and the page and capture it stands on."""
    page, p = out.pages[claim.passage.reading], claim.passage
    return {
        "claim": page.id_of(claim), "subject": claim.subject, "property": claim.property, "value": out.said(claim),
        "stance": claim.stance, "source": out.shown(claim.source), "quote": p.quote, "title": page.reading.title,
        "publisher": page.reading.publisher, "published": page.reading.published, "reading": p.reading, "start": p.start,
        "end": p.end, "nth": p.nth, "capture": page.capture.id, "member": page.reading.member, "sha256": page.capture.sha256,
        "by": rows.maker(claim.by, out), "why": claim.why, "score": claim.score,
    }  # fmt: skip


def claim_rows(out: Extract) -> Iterator[list[Any]]:
    """Every claim as cells under ``CLAIM_COLUMNS``."""
    for claim in out.claims:
        row = claim_row(out, claim)
        yield [row[column] for column in CLAIM_COLUMNS]
