"""What may be seen of an open project at one level, kept between looks: a ruling on a claim does not read everything again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from threading import Event, Thread

from letapis.core import casefile
from letapis.core.cases import Act, Book, Person, fold
from letapis.core.disclosure import visible
from letapis.core.material import Told
from letapis.core.resolve.join import IDENTITY, Link
from letapis.core.review import Fact, facts, to_rule_on
from letapis.core.ruling import ASSESSMENT, READ_CORRECTLY, UNDO, Ruled, on_claims
from letapis.core.standing import called, short
from letapis.core.timeline import Entry, timeline
from letapis.desk.desk import Desk
from letapis.rim.ledger import Head
from letapis.words.records import LEVELS, Decision, kind_of

_MILD = frozenset({"accept", "unclear", *ASSESSMENT})
"""Rulings that change nothing of what pages tell."""
_OURS = (*READ_CORRECTLY, *ASSESSMENT)
_KNOWN = "team"
"""The level from which nothing is withheld by rule, only by rulings."""
SMALL = 150
"""Pages of a project that is folded while somebody waits; a larger one is folded beside the screens."""


class Folding(Exception):  # noqa: N818  a state, no error
    """The persons and acts of the project are being put together for the first time; ask again in a moment."""


class Seen:
    """What could be seen when it was read: pages as told, decisions, and from them (at the first look) the book."""

    def __init__(self, pages: tuple[Told, ...], decisions: tuple[Decision, ...], book: Book | None = None) -> None:
        self.pages, self.decisions, self._book = pages, decisions, book

    @cached_property
    def by_reading(self) -> Mapping[str, Told]:
        """The pages by their readings."""
        return {p.reading.id: p for p in self.pages}

    @cached_property
    def standing(self) -> Mapping[str, Ruled]:
        """How every claim stands that was ruled on."""
        return on_claims(self.decisions)

    @cached_property
    def waiting(self) -> Mapping[str, tuple[int, int]]:
        """Of each page how many acts it tells and how many of them hold a claim nobody has ruled on."""
        return {id_: _counted(acts, self.standing) for id_, acts in self.acts.items()}

    @cached_property
    def acts(self) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
        """Of each page its acts with the ids of their claims."""
        return {p.reading.id: _acts(p) for p in self.pages}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """The pages' words in small letters, to search in."""
        return {p.reading.id: p.reading.text.casefold() for p in self.pages}

    @property
    def folded(self) -> Book | None:
        """Persons and acts as they were at the last fold, if there was one: good for names, not for lists."""
        return self._book

    @cached_property
    def _names(self) -> Mapping[str, str]:
        """What each page calls a thing, where nothing is folded yet."""
        return {c.subject: str(c.value) for p in self.pages for c in p.claims if c.property == "name"}

    def fold(self, hint: Book | None = None) -> None:
        """Put persons and acts together, as ruled now; ``hint`` is an earlier book, whose work is not done again."""
        self._book = fold(self.pages, self.decisions, self._book or hint)

    def take(self, book: Book) -> Book:
        """Keep a book that was folded elsewhere."""
        self._book = book
        return book

    def with_decisions(self, decisions: tuple[Decision, ...]) -> Seen:
        """The same pages after rulings on claims; what was looked up of the pages stays."""
        new = Seen(self.pages, decisions, self._book)
        for kept in ("by_reading", "acts", "texts", "_names"):
            if kept in self.__dict__:
                new.__dict__[kept] = self.__dict__[kept]
        return new

    def called(self, id_: str) -> str:
        """A name for an id."""
        return called(self._book, id_) if self._book else self._names.get(id_, short(id_))

    def status(self, acts: Iterable[Act]) -> str:
        """The present status of whoever these acts happened to, in one sentence, as of the newest page; empty before a fold."""
        if self._book is None:
            return ""
        return casefile.status_of(self._book.material, acts, casefile.newest(self.pages))[1].sentence

    def facts(self, page: Told) -> tuple[Fact, ...]:
        """The facts of a page as they stand now."""
        return facts(page, self.standing, self.called)


def _acts(page: Told) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for c in page.claims:
        if kind_of(c.subject) == "act" and to_rule_on(c):
            found.setdefault(c.subject, []).append(page.id_of(c))
    told = {c.subject for c in page.claims if c.property == "act"}
    return {act: tuple(ids) for act, ids in found.items() if act in told}


def _counted(acts: Mapping[str, tuple[str, ...]], standing: Mapping[str, Ruled]) -> tuple[int, int]:
    return len(acts), sum(any(i not in standing for i in ids) for ids in acts.values())


@dataclass(frozen=True, slots=True)
class _Job:
    """A fold beside the screens."""

    seen: Seen
    done: Event
    hint: Book | None
    """An earlier book, whose work is not done again."""

    def run(self) -> None:
        """Fold; whatever happens, say that it has ended."""
        try:
            self.seen.fold(self.hint)
        finally:
            self.done.set()


class Sight:
    """A desk looked at from one level."""

    def __init__(self, desk: Desk, level: str) -> None:
        self.desk, self.level = desk, level
        self._head: Head | None = None
        self._seen: Seen | None = None
        self._stale = False
        self._hint: Book | None = None
        self._job: _Job | None = None
        self._timeline: tuple[tuple[Act, ...], tuple[Entry, ...]] | None = None
        self._pairs: tuple[tuple[Person, ...], tuple[Link, ...]] | None = None

    def look(self) -> Seen:
        """The pages and rulings as they stand now. After rulings on claims the book may be the one before; see ``book``."""
        head = self.desk.project.ledger.head()
        if self._seen is not None and self._head == head:
            return self._seen
        fresh = self._only_rulings(head) if self._seen is not None and self._head is not None else None
        if fresh is None or self._seen is None:
            found = visible(self.desk.pages(), self.desk.decisions(), self.level)
            before = self._seen.folded if self._seen else None
            self._hint = before or self._hint
            self._seen = Seen(found.pages, found.decisions, before if self._may_still_be_shown() else None)
            self._stale = self._seen.folded is not None
        elif fresh:
            self._stale = self._stale or not all(d.verdict in _MILD for d in fresh)
            self._seen = self._seen.with_decisions((*self._seen.decisions, *fresh))
        self._head = head
        return self._seen

    def named(self) -> Seen:
        """The same, folded where that is quick: persons go by the name that all pages together give them."""
        seen = self.look()
        if seen.folded is None and len(seen.pages) <= SMALL:
            seen.fold()
        return seen

    def _may_still_be_shown(self) -> bool:
        """Whether all that an earlier book shows may be seen still: nothing was erased, restricted or left out since."""
        if self._head is None or LEVELS.index(self.level) < LEVELS.index(_KNOWN):
            return False
        ledger = self.desk.project.ledger
        if any(r.kind == "tombstone" for r in ledger.rows(after=self._head.seq)):
            return False
        since = (x.record for x in ledger.lines("decision", after=self._head.seq))
        return all(isinstance(d, Decision) and d.verdict in (*_OURS, *IDENTITY, UNDO) for d in since)

    def _only_rulings(self, head: Head) -> tuple[Decision, ...] | None:
        """The lines since the last look, where they are rulings on claims only; None where everything is to be read again.

        Where children's names or flights may be withheld, a correction can change what may be seen: read everything again.
        """
        assert self._head is not None
        ledger = self.desk.project.ledger
        if head.seq < self._head.seq or any(r.kind != "decision" for r in ledger.rows(after=self._head.seq)):
            return None
        lines = ledger.lines("decision", after=self._head.seq)
        found = tuple(replace(x.record, id=x.id) for x in lines if isinstance(x.record, Decision))
        others = {d.id for d in (self._seen.decisions if self._seen else ()) if d.verdict not in _OURS}
        plain = all(d.verdict in (*_OURS, UNDO) and d.about not in others for d in found)
        known = LEVELS.index(self.level) >= LEVELS.index(_KNOWN)
        return found if plain and (known or all(d.verdict in _MILD and d.by == self.desk.who for d in found)) else None

    def book(self) -> Book:
        """Persons, acts and places as ruled now; of a large project as they were a moment ago. Raises Folding."""
        seen = self.look()
        if seen.folded is None or self._stale:
            if len(seen.pages) <= SMALL:
                seen.fold(self._hint)
                self._stale = False
            else:
                self._fold_beside(seen)
        book = seen.folded
        if book is None:
            raise Folding
        if book.decisions is not seen.decisions:
            book = seen.take(replace(book, decisions=seen.decisions))
        return book

    def _fold_beside(self, seen: Seen) -> None:
        """Fold in a thread of its own, and take the book once it is there."""
        job = self._job
        if job is not None and job.seen.pages is seen.pages and job.done.is_set():
            self._job = None
            if job.seen.folded is not None:
                seen.take(job.seen.folded)
            self._stale = any(d.verdict not in _MILD for d in seen.decisions[len(job.seen.decisions) :])
            if not self._stale:
                return
        if self._job is None or self._job.seen.pages is not seen.pages:
            self._job = _Job(Seen(seen.pages, seen.decisions, seen.folded), Event(), self._hint)
            Thread(target=self._job.run, daemon=True).start()

    def in_time(self) -> tuple[Entry, ...]:
        """Every act in time; put in order once a fold."""
        book = self.book()
        if self._timeline is None or self._timeline[0] is not book.acts:
            self._timeline = book.acts, timeline(book.acts)
        return self._timeline[1]

    def pairs(self) -> tuple[Link, ...]:
        """The pairs worth a ruling, the likeliest first; looked for once a fold, since it takes a while."""
        book = self.book()
        if self._pairs is None or self._pairs[0] is not book.people:
            self._pairs = book.people, casefile.to_rule_on(book)
        return self._pairs[1]
