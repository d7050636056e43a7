"""What may be seen of an open project at one level, kept between looks: a ruling on a claim does not read everything again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property

from letapis.core import casefile
from letapis.core.cases import Book, Person, fold
from letapis.core.disclosure import visible
from letapis.core.material import Told
from letapis.core.resolve.join import Link
from letapis.core.review import Fact, facts, to_rule_on
from letapis.core.ruling import ASSESSMENT, READ_CORRECTLY, UNDO, Ruled, on_claims
from letapis.core.standing import called
from letapis.desk.desk import Desk
from letapis.rim.ledger import Head
from letapis.words.records import LEVELS, Decision, kind_of

_MILD = frozenset({"accept", "unclear", *ASSESSMENT})
"""Rulings that change nothing of what pages tell."""


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
    def folded(self) -> Book:
        """Persons and acts as they were at the last fold: good for names, not for lists."""
        if self._book is None:
            self._book = fold(self.pages, self.decisions)
        return self._book

    def with_decisions(self, decisions: tuple[Decision, ...]) -> Seen:
        """The same pages after rulings on claims; what was looked up of the pages stays."""
        new = Seen(self.pages, decisions, self._book)
        for kept in ("by_reading", "acts", "texts"):
            if kept in self.__dict__:
                new.__dict__[kept] = self.__dict__[kept]
        return new

    def called(self, id_: str) -> str:
        """A name for an id."""
        return called(self.folded, id_)

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


class Sight:
    """A desk looked at from one level."""

    def __init__(self, desk: Desk, level: str) -> None:
        self.desk, self.level = desk, level
        self._head: Head | None = None
        self._seen: Seen | None = None
        self._stale = False
        self._pairs: tuple[tuple[Person, ...], tuple[Link, ...]] | None = None

    def look(self) -> Seen:
        """The pages and rulings as they stand now. After rulings on claims the book may be the one before; see ``book``."""
        ledger, head = self.desk.project.ledger, self.desk.project.ledger.head()
        if self._seen is not None and self._head == head:
            return self._seen
        fresh = self._only_rulings(head) if self._seen is not None and self._head is not None else None
        if fresh is None or self._seen is None:
            found = visible(self.desk.pages(), ledger.decisions(), self.level)
            self._seen, self._stale = Seen(found.pages, found.decisions), False
        elif fresh:
            self._stale = self._stale or not all(d.verdict in _MILD for d in fresh)
            self._seen = self._seen.with_decisions((*self._seen.decisions, *fresh))
        self._head = head
        return self._seen

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
        mine = (*READ_CORRECTLY, *ASSESSMENT)
        identity = {d.id for d in (self._seen.decisions if self._seen else ()) if d.verdict not in mine}
        plain = all(d.verdict in (*mine, UNDO) and d.about not in identity for d in found)
        known = LEVELS.index(self.level) >= LEVELS.index("team")
        return found if plain and (known or all(d.verdict in _MILD and d.by == self.desk.who for d in found)) else None

    def book(self) -> Book:
        """Persons, acts and places as ruled now."""
        seen = self.look()
        if self._stale:
            self._seen = seen = seen.with_decisions(seen.decisions)
            seen._book, self._stale = None, False
        book = seen.folded
        if book.decisions is not seen.decisions:
            book = seen._book = replace(book, decisions=seen.decisions)
        return book

    def pairs(self) -> tuple[Link, ...]:
        """The pairs worth a ruling, the likeliest first; looked for once a fold, since it takes a while."""
        book = self.book()
        if self._pairs is None or self._pairs[0] is not book.people:
            self._pairs = book.people, casefile.to_rule_on(book)
        return self._pairs[1]
