"""The case file: a person's case with its timeline and findings at one level of confidentiality, ready to be shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from letapis.core.cases import Act, Book, Case, Person, case_of, fold
from letapis.core.checks import check
from letapis.core.checks.finding import Finding
from letapis.core.custody import Custody, Status, custody, status_on
from letapis.core.disclosure import visible
from letapis.core.material import Material, Told
from letapis.core.resolve.join import Link
from letapis.core.timeline import Entry, Span, spans, timeline
from letapis.words.records import Decision
from letapis.words.when import extent


@dataclass(frozen=True)
class CaseFile:
    """Everything an export needs."""

    case: Case
    timeline: tuple[Entry, ...]
    spans: tuple[Span, ...]
    custody: Custody
    present: Status
    """The status on the day of ``as_of``."""
    findings: tuple[Finding, ...]
    as_of: str
    """Information as of this date (ISO 8601): the newest capture's, unless given."""
    level: str

    @property
    def status(self) -> str:
        """The status in one sentence."""
        return self.present.sentence


def book_of(pages: Iterable[Told], decisions: Iterable[Decision] = (), level: str = "team", before: Book | None = None) -> Book:
    """What may be seen at a level, folded: the one door for screens and exports; ``before`` as ``fold`` takes it."""
    seen = visible(pages, decisions, level)
    return fold(seen.pages, seen.decisions, before)


def to_rule_on(book: Book, about: Person | None = None) -> tuple[Link, ...]:
    """Every pair of a book that is worth a person's ruling (or those of one person only), the likeliest first."""
    only = frozenset(about.members if about else ())
    return tuple(li for li in book.suggestions if not only or (li.a in only) != (li.b in only))


def casefile(book: Book, person: Person, *, level: str = "team", as_of: str = "") -> CaseFile:
    """The case file of one person of a book; ``level`` and ``as_of`` are what it says of itself."""
    case = case_of(book, person)
    entries = timeline(case.acts)
    as_of = as_of or newest(case.material.pages)
    held, present = status_of(case.material, case.acts, as_of)
    return CaseFile(case, entries, spans(entries), held, present, check(case), as_of, level)


def newest(pages: Iterable[Told]) -> str:
    """The day (ISO 8601) of the newest capture; empty where there is none."""
    return max((p.capture.taken_at[:10] for p in pages), default="")


def status_of(material: Material, acts: Iterable[Act], as_of: str) -> tuple[Custody, Status]:
    """The custody that acts tell of, and the status on a day; where none is given, after everything."""
    held, day = custody(material, acts), extent(as_of or "9999")
    return held, status_on(held, day[1] if day else 0)
