"""Lists of persons by a stated criterion, with their counting unit and what the number is not."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from letapis.core.cases import Book, Person, Said
from letapis.core.custody import Custody, Fact, Status, Step, custody, status_on
from letapis.core.custody.days import within
from letapis.core.custody.facts import told
from letapis.core.custody.steps import patterns
from letapis.core.resolve.copies import outlet
from letapis.words.records import THE_PAGE, Claim, kind_of
from letapis.words.when import extent, spoken


@dataclass(frozen=True)
class Row:
    """One person of a list, and why they are in it."""

    person: Person
    status: Status
    """On the last day of the list."""
    why: Fact
    certain: bool = True
    """False where the pages leave it open whether they belong here."""


@dataclass(frozen=True)
class Listed:
    """A list with what must be said beside its number."""

    criterion: str
    first: int
    last: int
    rows: tuple[Row, ...]
    caveat: str

    @property
    def certain(self) -> tuple[Row, ...]:
        """Those who belong to it as the pages tell."""
        return tuple(r for r in self.rows if r.certain)

    @property
    def title(self) -> str:
        """What is listed, for which days."""
        return f"{CRITERIA[self.criterion][0]} {within(self.first, self.last)}"

    @property
    def counted(self) -> str:
        """The number with its counting unit."""
        n, open_ = len(self.certain), len(self.rows) - len(self.certain)
        more = f"; {open_} more where the pages leave it open" if open_ else ""
        return f"{n} person{'s' * (n != 1)}{more}."


@dataclass(frozen=True)
class _Asked:
    """One person as the criteria see them."""

    book: Book
    person: Person
    custody: Custody
    status: Status
    first: int
    last: int


Criterion = Callable[[_Asked], "tuple[Fact, bool] | None"]


def _held(a: _Asked) -> tuple[Fact, bool] | None:
    """Held on the last day, as last told by then."""
    if a.status.bound:
        last = a.status.last or Fact(a.status.label)
        since = f"{a.status.since.text}; " if a.status.since else ""
        return Fact(since + last.text, (*(a.status.since.claims if a.status.since else ()), *last.claims)), True
    unclear = a.status.kind == "unclear"
    return (Fact(a.status.sentence, tuple(c for s in a.status.steps for c in s.claims)), False) if unclear else None


def _new(a: _Asked) -> tuple[Fact, bool] | None:
    """Taken in these days: an arrest, an abduction, or a custody that is told to have begun."""
    begun = [s for s in a.custody.steps if s.role == "taken"]
    begun += [e.begun for e in a.custody.episodes if e.begun.role == "held" and e.begun.began]
    return _within(a, begun)


def _released(a: _Asked) -> tuple[Fact, bool] | None:
    """Released in these days."""
    return _within(a, [s for s in a.custody.steps if s.role == "freed"])


def _convicted(a: _Asked) -> tuple[Fact, bool] | None:
    """Convicted or sentenced in these days."""
    return _within(a, [s for s in a.custody.steps if s.word == "conviction"])


def _dead(a: _Asked) -> tuple[Fact, bool] | None:
    """Killed, executed or dead in custody in these days."""
    return _within(a, [s for s in a.custody.steps if s.role == "dead"])


def _disappeared(a: _Asked) -> tuple[Fact, bool] | None:
    """Disappeared or abducted as last told by the last day, with nothing told of where they are since."""
    if a.status.kind not in ("disappeared", "abducted"):
        return None
    return Fact(a.status.sentence, tuple(c for s in a.status.steps for c in s.claims)), True


def _within(a: _Asked, steps: list[Step]) -> tuple[Fact, bool] | None:
    """The steps whose days lie in those asked for; not certain where they may lie outside, or are only told then, undated."""
    happened = [s for s in steps if s.happened and s.last is not None]
    sure = [s for s in happened if s.first is not None and a.first <= s.first and (s.last or 0) <= a.last]
    dated = [s for s in happened if s.first is not None]
    may = [s for s in dated if s.first is not None and s.first <= a.last and a.first <= (s.last or 0)]
    may += [s for s in happened if not s.dated and not dated and a.first <= (s.last or 0) <= a.last]
    chosen = sure or may
    if not chosen:
        return None
    return Fact("; ".join(dict.fromkeys(map(told, chosen))), tuple(c for s in chosen for c in s.claims)), bool(sure)


def _recognised(a: _Asked) -> tuple[Fact, bool] | None:
    """Called a political prisoner or prisoner of conscience by a source, or told to be recognised as one, by the last day."""
    found = [f for _, f in sorted(_recognitions(a), key=lambda x: x[0])]
    words, claims = "; ".join(dict.fromkeys(f.text for f in found)), tuple(c for f in found for c in f.claims)
    return (Fact(words, claims), True) if found else None


def _recognitions(a: _Asked) -> Iterator[tuple[str, Fact]]:
    members = set(a.person.members)
    for i in a.book.interventions:
        if i.kind == "recognition" and i.occurred and any(s.value in members for s in i.concerns):
            who = ", ".join(s.text for s in i.parties) or "somebody not named here"
            yield from _by(a, f"recognised by {who}", i.when.shown, i.told)
    for said in (*a.person.described_as, *_details(a)):
        for c in said.claims:
            page = a.book.material.page_of(c)
            pattern = patterns(page.reading.language, "recognition").get("prisoner", r"\Z\A")
            if re.search(pattern, str(c.value), re.IGNORECASE):
                yield from _by(a, f"“{said.text}”, {_speaker(a, c)}", "", (c,))


def _by(a: _Asked, words: str, when: str, claims: tuple[Claim, ...]) -> Iterator[tuple[str, Fact]]:
    """A recognition with its day, else the day of the page that tells of it; nothing that was told only after the last day."""
    page = a.book.material.page_of(claims[0]).reading.published
    value = when or page or ""
    known = extent(value) if value else None
    if known is None or known[0] <= a.last:
        since = f"since {spoken(when)}" if when else f"told on {spoken(page)}" if page else "not dated"
        yield value or "9999", Fact(f"{words} ({since})", claims)


def _details(a: _Asked) -> list[Said]:
    own = [c for m in a.person.members for c in a.book.material.of(m, "detail")]
    acts = [s for act in a.book.suffered(a.person.id) for s in act.details if s.text.startswith(("status: ", "note: "))]
    return [*(Said(str(c.value), str(c.value).partition(": ")[2], (c,)) for c in own), *acts]


def _speaker(a: _Asked, claim: Claim) -> str:
    """Who says a claim: the outlet where the page says it in its own voice."""
    if claim.source == THE_PAGE:
        return outlet(a.book.material.page_of(claim))
    people = (*a.book.people, *a.book.organisations)
    words = claim.source if not kind_of(claim.source) else "somebody not named here"
    return next((p.shown for p in people if claim.source in p.members), words)


CRITERIA: dict[str, tuple[str, Criterion]] = {
    "held": ("Held", _held),
    "new": ("Taken", _new),
    "released": ("Released", _released),
    "convicted": ("Convicted or sentenced", _convicted),
    "dead": ("Dead", _dead),
    "disappeared": ("Disappeared or abducted, as told", _disappeared),
    "recognised": ("Called political prisoners, as told", _recognised),
}
"""Every criterion: how the title begins, and the rule, whose docstring says what it means."""
STATES = frozenset({"held", "disappeared", "recognised"})
"""Criteria of one day: the last."""


def listed(book: Book, criterion: str, first: int, last: int, level: str = "team") -> Listed:
    """The persons of a book who meet a criterion in the days from first to last."""
    rule, rows = CRITERIA[criterion][1], list[Row]()
    if criterion in STATES:
        first = last
    for person in book.people:
        held = custody(book.material, book.suffered(person.id))
        if not held.steps and criterion != "recognised":
            continue
        status = status_on(held, last)
        found = rule(_Asked(book, person, held, status, first, last))
        if found:
            rows.append(Row(person, status, *found))
    rows.sort(key=lambda r: (not r.certain, r.person.shown))
    return Listed(criterion, first, last, tuple(rows), _caveat(book, level))


def _caveat(book: Book, level: str) -> str:
    pages, pairs = len(book.material.pages), len([s for s in book.suggestions if kind_of(s.a) == "person"])
    twice = f" {pairs} pair{'s' * (pairs != 1)} of names may be one person and are counted as two until ruled." if pairs else ""
    return (
        f"Counting unit: persons with a name. Counts those named in {pages} pages at level “{level}”, read by machine unless a "
        f"person ruled; it is not the number of all to whom this happened, and no trend can be read from it. "
        f"Groups told only by their number are not counted.{twice}"
    )
