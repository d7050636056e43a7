"""What new pages say against people's rulings: what was ruled wrong is told again, and who was ruled one is told as two."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from letapis.core import wording
from letapis.core.cases.shapes import Act, Book, Person
from letapis.core.material import Told
from letapis.core.news.fresh import Fresh
from letapis.core.news.shapes import AGAINST, Item
from letapis.core.resolve.copies import outlet, plain
from letapis.core.ruling import READ_CORRECTLY, left
from letapis.core.standing import spelt_out, value
from letapis.words.records import Claim, Decision, kind_of
from letapis.words.when import compatible, valid

Found = Iterator[tuple[str, Item]]
_ID = re.compile(r"\b(?:person|act|organisation|place):[a-z]+(?:-[a-z]+)*")
_YEARS = 1
"""How far a person's years of birth, as ages and dates come to them, may lie apart and be one."""


def against_rulings(book: Book, told: Sequence[Told], fresh: Fresh) -> Found:
    """Each with the id of the person it is about; empty where it is about nobody."""
    seen = _Seen(book, told, fresh)
    yield from _told_again(seen)
    yield from _ruled_one(seen)
    yield from _held_apart(seen)


@dataclass(frozen=True)
class _Seen:
    book: Book
    told: Sequence[Told]
    fresh: Fresh

    @cached_property
    def ruled(self) -> dict[str, Decision]:
        """The last ruling not taken back on whether a claim was read correctly, by the claim's id."""
        return {d.about: d for d in left(self.book.decisions) if d.verdict in READ_CORRECTLY}

    @cached_property
    def raw(self) -> dict[tuple[str, str], list[Claim]]:
        """The claims as they were read, by subject and property."""
        found: dict[tuple[str, str], list[Claim]] = {}
        for c in (c for page in self.told for c in page.claims):
            found.setdefault((c.subject, c.property), []).append(c)
        return found

    @cached_property
    def cluster(self) -> dict[str, Person | Act]:
        """What a subject belongs to."""
        b = self.book
        things: tuple[Person | Act, ...] = (*b.people, *b.organisations, *b.places, *b.acts)
        return {m: thing for thing in things for m in thing.members}

    def now(self, id_: str) -> str:
        """The id of what a thing belongs to; words stay words."""
        return self.cluster[id_].id if id_ in self.cluster else id_

    def who(self, thing: Person | Act | None, victims: Iterable[str] = ()) -> str:
        """The person a thing is about, as cases are told apart."""
        if isinstance(thing, Person):
            return thing.id
        people = [*(v.value for v in thing.victims)] if thing else [*map(self.now, victims)]
        return next((p for p in people if kind_of(p) == "person"), "")

    def outlet(self, claim: Claim) -> str:
        return outlet(self.book.material.page_of(claim))


# ---- what was ruled wrong


def _told_again(seen: _Seen) -> Found:
    """A claim that was rejected, or corrected, is made by a new page."""
    if not seen.ruled:
        return
    for page in seen.told:
        for claim in page.claims:
            ruling = seen.ruled.get(page.id_of(claim)) if not seen.fresh.is_new(claim) else None
            if ruling and ruling.verdict in ("reject", "correct") and (again := _again(seen, claim, ruling)):
                yield again


def _again(seen: _Seen, claim: Claim, ruling: Decision) -> tuple[str, Item] | None:
    victims = [str(c.value) for c in seen.raw.get((claim.subject, "victim"), ())]
    if claim.property == "act":
        same = [c for c in _acts_like(seen, claim, victims) if seen.fresh.is_new(c)]
    else:
        thing = seen.cluster.get(claim.subject)
        members = thing.members if thing else (claim.subject,)
        every = [c for c in seen.book.material.of_all(members, claim.property) if seen.fresh.is_new(c)]
        same = [c for c in every if _same_value(seen, c, claim)]
    if not same:
        return None
    ruled = f"ruled wrong by {ruling.by}" if ruling.verdict == "reject" else f"corrected to “{ruling.value}” by {ruling.by}"
    because = f" ({ruling.because})" if ruling.because else ""
    pages = wording.listed(list(dict.fromkeys(map(seen.outlet, same))))
    words = f"“{claim.property.replace('_', ' ')} = {value(seen.book, claim)}” was {ruled}{because}; {pages} says so again."
    act = seen.cluster.get(same[0].subject)
    return seen.who(act, victims), Item(AGAINST, words, act if isinstance(act, Act) else None, (claim, *same))


def _acts_like(seen: _Seen, rejected: Claim, victims: Sequence[str]) -> Iterator[Claim]:
    """The tellings of an act of the same kind, of the same people, at a time that both can mean."""
    dates = [str(c.value) for c in seen.raw.get((rejected.subject, "when"), ()) if valid(str(c.value))]
    whom = {seen.now(v) for v in victims}
    for act in seen.book.acts:
        people = {v.value for v in act.victims}
        times = not dates or not act.when.said or any(compatible(d, s.value) for d in dates for s in act.when.said)
        if act.word == rejected.value and whom & people and times:
            yield from act.told


def _same_value(seen: _Seen, a: Claim, b: Claim) -> bool:
    x, y = str(a.value), str(b.value)
    return seen.now(x) == seen.now(y) if kind_of(x) else plain(x) == plain(y) if plain(x) else x == y


# ---- who was ruled one


def _ruled_one(seen: _Seen) -> Found:
    """A new page gives a person that people ruled one of several another sex or age than the others."""
    for person in seen.book.people:
        ruled = next((li for li in person.links if not li.machine), None)
        if ruled is None:
            continue
        for words, claims in _apart(seen, person):
            sentence = f"{person.shown} was ruled one person by {ruled.by}, but {words}."
            yield person.id, Item(AGAINST, sentence, None, claims)


def _apart(seen: _Seen, person: Person) -> Iterator[tuple[str, tuple[Claim, ...]]]:
    """In what new pages differ from known ones."""
    sexes = {s.value: s.claims for s in person.sex if s.value in ("man", "woman")}
    new = [c for claims in sexes.values() for c in claims if seen.fresh.is_new(c)]
    for c in new:
        others = [o for sex, claims in sexes.items() if sex != c.value for o in claims if not seen.fresh.is_new(o)]
        if others:
            yield f"{seen.outlet(c)} tells of a {c.value}, {seen.outlet(others[0])} of a {others[0].value}", (c, others[0])
            break
    births = [(c, year) for s in person.ages for c in s.claims if (year := _born(seen, c))]
    for c, year in births:
        old = [(o, other) for o, other in births if not seen.fresh.is_new(o)]
        if seen.fresh.is_new(c) and old and all(abs(year - other) > _YEARS for _, other in old):
            o = old[0][0]
            yield f"{seen.outlet(c)} gives the age {c.value}, {seen.outlet(o)} gave {o.value}: they do not fit", (c, o)
            break


def _born(seen: _Seen, age: Claim) -> int:
    """The year of birth that an age comes to on its page; 0 where the page is not dated."""
    published = (seen.book.material.page_of(age).reading.published or "")[:4]
    return int(published) - int(age.value) if published.isdigit() and isinstance(age.value, int) else 0


# ---- what was ruled different


def _held_apart(seen: _Seen) -> Found:
    """Rulings and evidence that cannot all hold, where a new page brings the evidence."""
    for words in seen.book.conflicts:
        things = [i for i in _ID.findall(words) if i in seen.cluster] if " ruled " in words else []
        new = [c for i in things for c in seen.book.material.about(i)[:1] if seen.fresh.is_new(c)]
        if new:
            yield seen.who(seen.cluster[new[0].subject]), Item(AGAINST, spelt_out(seen.book, words), None, tuple(new))
