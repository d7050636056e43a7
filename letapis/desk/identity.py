"""Ruling that two things are one, are not, or that it cannot be said; and taking such a ruling back by another."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.core.cases import Act, Book, Person
from letapis.core.resolve.join import IDENTITY, holding, rulings
from letapis.core.ruling import UNDO, undone
from letapis.core.standing import thing
from letapis.desk.desk import Desk
from letapis.rim import files
from letapis.rim.errors import refuse
from letapis.words.records import Decision, kind_of

KINDS = ("person", "organisation", "place", "act")
"""What rulings on identity are about."""
_MOST = 5

QUEUES = {"people": ("person", "organisation", "place"), "acts": ("act",)}
"""What is ruled on by pairs, in the two queues."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a ruling on identity has done."""

    id: str
    """The ruling's own id, by which it is undone."""
    a: str
    b: str
    verdict: str
    """What holds between the two now: ``same``, ``different`` or ``unsure``; empty where nobody's ruling does."""
    undone: Decision | None
    """The ruling that this one takes back."""
    before: Book
    after: Book

    @property
    def one(self) -> bool:
        """Whether the two are one now."""
        return self.b in _members(self.after, self.a)

    @property
    def were_one(self) -> bool:
        """Whether they were before."""
        return self.b in _members(self.before, self.a)

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What cannot all hold since."""
        return tuple(c for c in self.after.conflicts if c not in self.before.conflicts)


def _members(book: Book, id_: str) -> frozenset[str]:
    found = thing(book, id_)
    return frozenset(found.members) if found else frozenset()


def one_of(book: Book, beginning: str) -> str:
    """The one person, organisation, place or act (as one page tells of it) whose id begins so. Raises ProjectError."""
    things: tuple[Person | Act, ...] = (*book.people, *book.organisations, *book.places, *book.acts)
    found = [m for t in things for m in t.members if m == beginning or _begins(m, beginning)]
    if len(found) == 1:
        return found[0]
    if found:
        raise refuse(files.shown(beginning), "begins several ids:", f"{', '.join(found[:_MOST])}.")
    hint = "`letapis people --suggest` and `letapis acts` print ids."
    raise refuse(files.shown(beginning) or "ID", "is no person, organisation, place or act that may be seen here.", hint)


def _begins(id_: str, beginning: str) -> bool:
    return bool(beginning.strip()) and (id_.startswith(beginning) or id_.partition(":")[2].startswith(beginning))


def rule_on(desk: Desk, a: str, verdict: str, b: str, because: str, level: str) -> Ruled:
    """Rule that two things (by their ids in full) are ``same``, ``different`` or ``unsure``. Raises ProjectError."""
    if verdict not in IDENTITY:
        raise ValueError(verdict)
    if a == b:
        raise refuse(files.shown(a), "is named twice.", "A ruling is about two.")
    if kind_of(a) != kind_of(b):
        raise refuse(files.shown(a), f"is one thing ({kind_of(a)}) and {b} another ({kind_of(b)}).", "Name two of one kind.")
    before = desk.book(level)
    held = next(iter(rulings((a, b), before.decisions)), None)
    if held and held.verdict == verdict:
        raise refuse(files.shown(a), f"was ruled so already, by {held.by} ({held.ruling}).", "Nothing was written.")
    ruling = desk.rule(a, verdict, because=because, value=b)
    return Ruled(ruling, a, b, verdict, None, before, desk.book(level))


def undo(desk: Desk, beginning: str, because: str, level: str) -> Ruled:
    """Take a ruling on identity back, or an undoing; without a beginning of its id the last one that holds."""
    before = desk.book(level)
    back = _to_undo(before, beginning.strip())
    about = _about(before, back)
    ruling = desk.rule(back.id, UNDO, because=because)
    after = desk.book(level)
    now = next((li.verdict for li in rulings((about.about, about.value), after.decisions)), "")
    return Ruled(ruling, about.about, about.value, now, back, before, after)


def _to_undo(book: Book, beginning: str) -> Decision:
    if not beginning:
        held = holding(book.decisions)
        if not held:
            raise refuse("undo", "there is no ruling that two are the same, different or unsure.")
        return held[-1]
    found = [d for d in book.decisions if _begins(d.id, beginning)]
    if len(found) > 1:
        raise refuse(files.shown(beginning), "begins several ids:", f"{', '.join(d.id for d in found[:_MOST])}.")
    if not found:
        hint = "`letapis show` of a person or act lists them."
        raise refuse(files.shown(beginning), "is no ruling that may be seen here.", hint)
    if found[0].verdict not in (*IDENTITY, UNDO):
        hint = "`letapis restrict` rules anew on who may see; `letapis blocks --unset` takes rulings about blocks back."
        raise refuse(found[0].id, "is no ruling on what is the same.", hint)
    if found[0].id in undone(book.decisions):
        raise refuse(found[0].id, "was undone before.", "Nothing was written.")
    return found[0]


def _about(book: Book, ruling: Decision) -> Decision:
    """The ruling on two things that a ruling leads back to: itself, or what it undoes."""
    by_id = {d.id: d for d in book.decisions}
    while ruling.verdict == UNDO:
        if ruling.about not in by_id:
            raise refuse(ruling.id, "undoes a ruling that may not be seen here.", "Name a higher level with --level.")
        ruling = by_id[ruling.about]
    return ruling
