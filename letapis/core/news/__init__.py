"""What is new in a project since some moment, case by case: facts, sources, conflicts, what speaks against a ruling or may
change a status.

Everything is looked up in one book, folded from all that is known: what is new is what only new claims say.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property

from letapis.core import wording
from letapis.core.cases.shapes import Act, Book, Field, Person, Said
from letapis.core.custody import custody, status_on
from letapis.core.disagreement import disagreement
from letapis.core.material import Told
from letapis.core.news.fresh import Fresh
from letapis.core.news.rulings import against_rulings
from letapis.core.news.shapes import AGAINST, CONFLICT, FACT, KINDS, SOURCE, STATUS, CaseNews, Item
from letapis.core.resolve.copies import outlet
from letapis.words.records import Claim
from letapis.words.tables import table
from letapis.words.when import extent, sort_key, spoken

__all__ = ["AGAINST", "CONFLICT", "FACT", "KINDS", "SOURCE", "STATUS", "CaseNews", "Fresh", "Item", "News", "news"]


_MOST = 3
"""How many new values of one field a sentence names."""


@dataclass(frozen=True)
class News:
    """What is new: case by case, those first that a person should look at first."""

    cases: tuple[CaseNews, ...]
    pages: tuple[Told, ...]
    """The new pages."""

    @property
    def pressing(self) -> bool:
        """Whether something speaks against a ruling or may change a status."""
        return any(i.kind in (AGAINST, STATUS) for c in self.cases for i in c.items)


def news(book: Book, told: Iterable[Told], fresh: Fresh) -> News:
    """What only ``fresh`` claims say; ``told`` are the pages as they were read, before rulings took anything out of them."""
    pages = tuple(told)
    items = _Items(book, fresh)
    for act in book.acts:
        for item in _of_act(book, act, fresh):
            items.add(act, item)
    for who, item in against_rulings(book, pages, fresh):
        items.of.setdefault(who, []).append(item)
    return News(tuple(items.cases()), tuple(p for p in pages if p.reading.id in fresh.readings))


@dataclass
class _Items:
    book: Book
    fresh: Fresh
    of: dict[str, list[Item]] = field(default_factory=dict)
    """By the person's id; empty for what happened to nobody named."""

    @cached_property
    def people(self) -> dict[str, Person]:
        return {p.id: p for p in self.book.people}

    def add(self, act: Act, item: Item) -> None:
        people = [v.value for v in act.victims if v.value in self.people]
        for who in dict.fromkeys(people or [""]):
            late = who and item.kind == FACT and _may_change_status(self.book.suffered(who), act, self.fresh)
            self.of.setdefault(who, []).append(replace(item, kind=STATUS) if late else item)

    def cases(self) -> Iterator[CaseNews]:
        found = []
        for who, items in self.of.items():
            person = self.people.get(who)
            ordered = sorted(dict.fromkeys(items), key=lambda i: KINDS.index(i.kind))
            now = _status(self.book, who) if person and ordered[0].kind == STATUS else ""
            found.append(CaseNews(person, tuple(ordered), now))
        return iter(sorted(found, key=lambda c: (KINDS.index(c.items[0].kind), c.person is None, -len(c.items))))


def _status(book: Book, who: str) -> str:
    """Somebody's status as told, on the day the newest page was taken in."""
    day = extent(max(p.capture.taken_at[:10] for p in book.material.pages))
    return status_on(custody(book.material, book.suffered(who)), day[1] if day else 0).sentence


def _of_act(book: Book, act: Act, fresh: Fresh) -> Iterator[Item]:
    """What is new of one act; acts told of nobody who could be counted are no news."""
    new = [c for c in act.claims if fresh.is_new(c)]
    if not new or act.general:
        return
    if all(fresh.is_new(c) for c in act.told):
        yield _fact(book, act)
        return
    d = disagreement(act, book.material)
    for q in d.conflicts:
        if any(all(fresh.is_new(c) for s in side.values for c in s.claims) for side in q.sides):
            yield Item(CONFLICT, f"{_named(act)}: sources conflict on {q.name} now: {q.sentence}.", act, q.claims)
    told = [c for c in act.told if fresh.is_new(c)]
    if told:
        yield Item(SOURCE, _source(book, act, fresh, told), act, tuple(told))


def _fact(book: Book, act: Act) -> Item:
    """An act that no page told before."""
    where = f", {act.where[0].text}" if act.where else ""
    how = wording.stance(act)
    put = "" if how == "told as fact" else f" ({how})"
    words = f"{wording.label(act)}{put}: {wording.date(act.when)}{where}; told by {_tellers(book, act.told)}."
    return Item(FACT, words, act, act.told)


def _may_change_status(suffered: Iterable[Act], act: Act, fresh: Fresh) -> bool:
    """Whether an act not told before can be the last word on where somebody is: of custody, trial, death or flight, and not
    dated before what was known last."""
    if not _decides(act) or not act.occurred or act.only_denied:
        return False
    known = [a for a in suffered if _decides(a) and a.occurred and not all(fresh.is_new(c) for c in a.told)]
    last = max((sort_key(v) for a in known for v in a.when.values), default=None)
    return not act.when.said or last is None or any(sort_key(v) >= last for v in act.when.values)


def _decides(act: Act) -> bool:
    """Whether an act of its kind can make a status; what is done to somebody inside does not."""
    return bool(table("custody")["roles"].get(act.word, "inside") != "inside")


def _source(book: Book, act: Act, fresh: Fresh, told: list[Claim]) -> str:
    """Who tells a known act too, whether that is another source, and what it adds."""
    readings = {c.passage.reading for c in told}
    alone = [g for g in act.sources.groups if set(g) <= readings]
    denied = all(c.stance == "denied" for c in told)
    one = "an independent source" if alone else "no further source: it counts as one with a known one"
    added = [
        f"{name} {wording.listed([s.text for s in new[:_MOST]])}"
        for name, values in _fields(act)
        if (new := _new(values, fresh))
    ]
    more = f"; it adds {'; '.join(added)}" if added else ""
    return f"{_named(act)} is told by {_tellers(book, told)} too ({'denied there' if denied else one}){more}."


def _named(act: Act) -> str:
    """The act for a sentence, with its date where its sources agree on it."""
    return wording.named(act) if act.when.agree else f"the {wording.noun(act)}"


def _fields(act: Act) -> Iterator[tuple[str, Field]]:
    yield "the date", tuple(Said(s.value, spoken(s.value), s.claims) for s in act.when.said)
    yield "the place", act.where
    yield "who did it:", act.perpetrators
    yield "the number", act.counts
    yield "details:", tuple(Said(s.value, wording.detail(s.text), s.claims) for s in act.details)


def _new(values: Field, fresh: Fresh) -> list[Said]:
    """The values that only new claims give."""
    return [s for s in values if all(fresh.is_new(c) for c in s.claims)]


def _tellers(book: Book, claims: Iterable[Claim]) -> str:
    return wording.listed(list(dict.fromkeys(outlet(book.material.page_of(c)) for c in claims)))
