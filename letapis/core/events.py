"""Events: acts of one day that belong together (a rally and its arrests, a group trial), each with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from letapis.core.cases import Act, Book, Person, Said
from letapis.core.resolve.copies import plain
from letapis.words.records import kind_of
from letapis.words.tables import table
from letapis.words.when import day as value_of
from letapis.words.when import extent, precision


@dataclass(frozen=True)
class Event:
    """A happening with many acts."""

    kind: str
    """A kind of ``words/events.toml``: ``assembly``, ``trial``, ``raid``, ``arrests``."""
    day: str
    """The day that all its acts can mean (EDTF)."""
    acts: tuple[Act, ...]
    reasons: tuple[str, ...]
    """Why these acts are of one event, each once."""

    @property
    def label(self) -> str:
        """What it is called."""
        return str(table("events")["kinds"][self.kind]["label"])

    @property
    def affected(self) -> tuple[Said, ...]:
        """The persons and groups it happened to, each once."""
        return tuple({v.value: v for a in self.acts for v in a.victims}.values())

    @property
    def where(self) -> tuple[str, ...]:
        """The places told of it, those told of most acts first."""
        countries = {s.text for a in self.acts for s in a.country}
        told = [s.text for a in self.acts for s in a.where if s.text not in countries]
        return tuple(sorted(dict.fromkeys(told), key=lambda t: (-told.count(t), told.index(t))))

    @property
    def disputed(self) -> tuple[Act, ...]:
        """The acts that some source dates otherwise."""
        return tuple(a for a in self.acts if not a.when.agree)


@dataclass(frozen=True)
class _Seen:
    """An act as the rules see it."""

    act: Act
    days: frozenset[int]
    sentences: frozenset[tuple[str, int]]
    spots: dict[str, str]
    """Places narrow enough to make one event, by what is compared."""
    towns: dict[str, str]
    causes: frozenset[str]
    """The words for an assembly in its sentences."""
    courts: frozenset[str]
    files: frozenset[str]
    """Judge, charge and number of the case."""


def events(book: Book) -> tuple[Event, ...]:
    """Every event of a book with two acts or more that happened to two persons or groups at least, by day."""
    places = {p.id: p for p in book.places}
    seen = [_seen(book, places, a) for a in book.acts if a.occurred and not a.general and not a.only_denied]
    by_day: dict[int, list[_Seen]] = {}
    for s in seen:
        for d in s.days:
            by_day.setdefault(d, []).append(s)
    found = [e for d, acts in sorted(by_day.items()) for e in _of_day(d, acts)]
    return tuple(found)


def _of_day(day: int, acts: Sequence[_Seen]) -> Iterable[Event]:
    """The events of one day: acts linked by a reason, and those linked with these."""
    home, reasons = list(range(len(acts))), dict[int, list[str]]()
    for i, j in combinations(range(len(acts)), 2):
        if why := _linked(acts[i], acts[j]):
            a, b = home[i], home[j]
            home = [a if h == b else h for h in home]
            reasons[a] = [*reasons.get(a, []), *(reasons.pop(b, []) if a != b else []), why]
    for h in dict.fromkeys(home):
        members = [acts[i] for i in range(len(acts)) if home[i] == h]
        event = Event(_kind(members), value_of(day), tuple(s.act for s in members), tuple(dict.fromkeys(reasons.get(h, []))))
        if len(members) > 1 and len(event.affected) > 1:
            yield event


def _kind(members: Sequence[_Seen]) -> str:
    """The first kind whose sign is among the acts; an assembly also by the words of their sentences."""
    kinds, words = table("events")["kinds"], {s.act.word for s in members}
    named = any(s.causes for s in members) and words & set(kinds["assembly"]["acts"])
    return next((k for k in kinds if words & set(kinds[k]["sign"]) or (k == "assembly" and named)), "arrests")


def _linked(a: _Seen, b: _Seen) -> str:
    """Why two acts of one day are of one event; empty where no rule says so."""
    families = [k["acts"] for k in table("events")["kinds"].values()]
    if not any(a.act.word in f and b.act.word in f for f in families) or _apart(a, b):
        return ""
    if a.sentences & b.sentences:
        return "told of one day in one sentence"
    if _in_court(a) and _in_court(b):
        shared = a.courts & b.courts
        return f"the same day, court and case ({min(shared)})" if shared and a.files & b.files else ""
    if spot := next((text for key, text in a.spots.items() if key in b.spots), ""):
        return f"the same day and place ({spot})"
    town = next((text for key, text in a.towns.items() if key in b.towns), "")
    if town and a.causes and b.causes:
        return f"the same day and town ({town}), both telling of “{min(a.causes)}”"
    return ""


def _apart(a: _Seen, b: _Seen) -> bool:
    """Whether their places cannot be one: other towns, or other narrow places where no town is told."""
    if a.towns and b.towns:
        return not a.towns.keys() & b.towns.keys()
    countries = [{s.text.casefold() for s in x.act.country} for x in (a, b)]
    return bool(countries[0] and countries[1] and not countries[0] & countries[1])


def _in_court(s: _Seen) -> bool:
    return s.act.word in table("events")["kinds"]["trial"]["acts"]


def _seen(book: Book, places: Mapping[str, Person], act: Act) -> _Seen:
    days = (extent(s.value) for s in act.when.said if precision(s.value) == "day")
    spots, towns = dict[str, str](), dict[str, str]()
    for s in act.where:
        width = _width(places, s)
        if width == "narrow":
            spots[s.value] = s.text
        elif width == "city":
            towns[s.value] = s.text
    return _Seen(
        act,
        frozenset(d[0] for d in days if d and d[0] == d[1]),
        frozenset((c.passage.reading, c.passage.start) for c in act.told),
        spots,
        towns,
        frozenset(w for c in act.told for w in _causes(book.material.page_of(c).reading.language, c.passage.quote)),
        frozenset(plain(w) for w in _details(act, "court") if _named(w)),
        frozenset(f"{k}: {plain(w)}" for k in ("judge", "charge", "case_number") for w in _details(act, k)),
    )


def _width(places: Mapping[str, Person], said: Said) -> str:
    """``city`` or ``narrow``, or nothing for what is wider, or says too little ("the square")."""
    if kind_of(said.value) != "place":
        return "narrow" if _named(said.text) else ""
    place = places.get(said.value)
    kinds = {s.value for s in place.roles} if place else set()
    if "city" in kinds:
        return "city"
    if kinds & set(table("events")["wide"]["places"]):
        return ""
    return "narrow" if "facility" in kinds or _named(said.text) else ""


def _named(words: str) -> bool:
    """Whether words hold a name beside their first word: "Ratusha Square", not "The square"."""
    return any(w[:1].isupper() or w[:1].isdigit() for w in words.split()[1:])


def _details(act: Act, kind: str) -> list[str]:
    return [s.text.partition(": ")[2] for s in act.details if s.text.startswith(f"{kind}: ")]


def _causes(language: str, sentence: str) -> list[str]:
    try:
        pattern = table(f"lang/{language}/events")["causes"]["assembly"]
    except FileNotFoundError:
        return []
    return [m[0].casefold() for m in re.finditer(pattern, sentence, re.IGNORECASE)]
