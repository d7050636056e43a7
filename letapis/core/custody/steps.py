"""The acts of one person as steps of a custody: what each does to it, between which days, and how sure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from letapis.core import wording
from letapis.core.cases import Act
from letapis.core.custody.days import between
from letapis.core.material import Material, Told
from letapis.core.resolve.acts import LASTING
from letapis.words.records import Claim
from letapis.words.tables import table
from letapis.words.when import FAR, extent, parse, precision, spoken, valid

HINGES = frozenset({"taken", "held", "freed", "left", "dead"})
"""The roles that begin a custody, go on with it or end it."""
TRANSFER = "transfer"
"""The word of a step that no act of its own tells: a detail says that somebody was moved."""


@dataclass(frozen=True)
class Telling:
    """What one page says of an act, with the day it was published (counted as dates are; None where not known)."""

    page: Told
    published: int | None
    claims: tuple[Claim, ...]
    """Its ``act`` claims: whole sentences."""
    dates: tuple[Claim, ...]
    details: tuple[Claim, ...]


@dataclass(frozen=True)
class Announced:
    """A day that lies after the page that tells of it: nobody can have told what happened on it."""

    first: int
    last: int
    shown: str
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Step:
    """An act in a custody."""

    act: Act
    word: str
    role: str
    """``taken``, ``held``, ``court``, ``inside``, ``freed``, ``left``, ``dead``, ``moved`` (``words/custody.toml``)."""
    first: int | None
    """The first day on which it can have happened or begun; None where no page dates it."""
    last: int | None
    """The last such day; of an undated act the day of the first page that tells it."""
    until: int | None
    """Of what lasts: the last day on which it is sure to be told to go on, never later than the page that tells it."""
    began: bool
    """Whether its beginning is told: "held on 6 February" tells of none."""
    state: str
    """What the person is after it (``words/custody.toml``); empty where it changes nothing."""
    shown: str
    """Its date in words; conflicting ones side by side."""
    tellings: tuple[Telling, ...]
    announced: tuple[Announced, ...] = ()
    yearless: bool = False
    """Whether its year is not told, and its days stand for their order only (``yearless``)."""
    sure: bool = True
    """Whether it lies before the day asked for, whichever of its dates is right."""

    @property
    def dated(self) -> bool:
        """Whether it has a place in time."""
        return self.first is not None

    @property
    def lasting(self) -> bool:
        """Whether it is something that lasts."""
        return self.word in LASTING

    @property
    def exact(self) -> bool:
        """Whether it is told to the day, by all alike."""
        return self.first is not None and self.first == self.last

    @property
    def happened(self) -> bool:
        """Told as done by somebody who does not only fear or deny it, at a time that is not still to come."""
        done = self.act.occurred and not self.act.general and not self.act.only_denied
        return done and (self.dated or not self.announced or self.role == "held")

    @property
    def since(self) -> str:
        """When it happened or began, in words: conflicting dates side by side, of a stretch the days of its beginning."""
        one = self.role != "held" and not (self.act.when.agree and "/" in self.act.when.shown)
        return self.shown if one or not self.dated else between(self.first, self.last)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """The sentences it stands on."""
        return tuple(c for t in self.tellings for c in t.claims)

    @property
    def end(self) -> int | None:
        """The last day of which it says anything."""
        return self.until if self.until is not None else self.last


def steps_of(material: Material, acts: Iterable[Act]) -> tuple[Step, ...]:
    """Every act of one person that says something of custody, in the order given; general background is left out."""
    roles = table("custody")["roles"]
    return tuple(s for act in acts if act.word in roles and not act.general for s in _steps(material, act))


def _steps(material: Material, act: Act) -> Iterator[Step]:
    tellings = tuple(_telling(material, member) for member in act.members if material.of(member, "act"))
    if not tellings:
        return
    yield _step(act, act.word, table("custody")["roles"][act.word], tellings)
    moved = tuple(t for t in tellings if any(str(c.value).startswith(f"{TRANSFER}: ") for c in t.details))
    if moved and act.occurred:
        yield _step(act, TRANSFER, "moved", moved)


def _telling(material: Material, member: str) -> Telling:
    claims = tuple(material.of(member, "act"))
    page = material.page_of(claims[0])
    published = extent(page.reading.published) if page.reading.published and valid(page.reading.published) else None
    dates = tuple(c for c in material.of(member, "when") if valid(str(c.value)))
    return Telling(page, published[1] if published else None, claims, dates, tuple(material.of(member, "detail")))


def _step(act: Act, word: str, role: str, tellings: tuple[Telling, ...]) -> Step:
    lasting = word in LASTING
    told, announced = list[Day](), list[Announced]()
    for t in tellings:
        for claim in t.dates:
            day = day_of(str(claim.value), t.published, lasting)
            told += [day] if day.first is not None else []
            announced += [Announced(*a, (claim,)) for a in _to_come(str(claim.value), t.published, role)]
    first, last = _when(told, lasting)
    if first is None:
        last = min((t.published for t in tellings if t.published is not None), default=None)
    until = max((d.until for d in told if d.until is not None), default=None)
    state = _state(word, tellings) if role in HINGES else ""
    announced_only = role == "held" and all(_later(str(c.value), t.published) for t in tellings for c in t.dates)
    shown = wording.date(act.when) if act.when.said and (told or not announced_only) else _not_dated(tellings)
    began = not lasting or any(d.begins for d in told)
    return Step(act, word, role, first, last, until, began, state, shown, tellings, tuple(dict.fromkeys(announced)))


@dataclass(frozen=True, slots=True)
class Day:
    """One date that one page gives: when the act can have happened or begun, and how long it is told to last."""

    first: int | None
    last: int | None
    until: int | None
    begins: bool


_NO_DAY = Day(None, None, None, False)


def day_of(value: str, published: int | None, lasting: bool) -> Day:
    """What a date says of what has happened: nothing where it lies after the page, or where its year is not known."""
    whole, ends = extent(value), _ends(value)
    if whole is None or (published is not None and whole[0] > published):
        return _NO_DAY
    limit = FAR if published is None else published
    if not lasting:
        first, last = whole
        return Day(None if first <= -FAR else first, min(last, limit), None, True) if first > -FAR else _NO_DAY
    begin, end = ends
    until = None if end is None and published is None else min(end[0] if end else limit, limit)
    if begin is None:
        return Day(until, until, until, False) if until is not None else _NO_DAY
    if "/" in value:
        return Day(begin[0], min(begin[1], limit), max(until, begin[0]) if until is not None else None, True)
    last = min(begin[1], limit)
    return Day(begin[0], last, last if last == begin[0] else None, False)  # "held in May" was so on no day that is known


def _ends(value: str) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """The days of a date's first and of its last point."""
    when = parse(value)
    first, last = (extent(str(p)) if p is not None else None for p in (when.first, when.last))
    return first, last


def _to_come(value: str, published: int | None, role: str) -> Iterator[tuple[int, int, str]]:
    """The days of a date that lie after the page that gives it: of a stretch its end, else all of it.

    "He remains in custody" that got the coming day of a trial announces nothing.
    """
    whole = extent(value)
    if whole is None or published is None:
        return
    begin, end = _ends(value)
    if "/" in value and begin and begin[0] <= published:
        if end and end[0] > published:
            yield (*end, spoken(str(parse(value).last)))
    elif whole[0] > published and role != "held":
        yield (*whole, spoken(value))


def _later(value: str, published: int | None) -> bool:
    """Whether a date lies after the page that gives it."""
    whole = extent(value)
    return whole is not None and published is not None and whole[0] > published


def _when(told: list[Day], lasting: bool) -> tuple[int | None, int | None]:
    """Between which days it lies: what all dates share, or from the first to the last of them where they disagree."""
    days = [(d.first, d.last) for d in told if d.first is not None and d.last is not None]
    if not days:
        return None, None
    if lasting:
        return min([d for d, t in zip(days, told, strict=True) if t.begins] or days)
    first, last = max(f for f, _ in days), min(x for _, x in days)
    return (first, last) if first <= last else (min(f for f, _ in days), max(x for _, x in days))


def _not_dated(tellings: Iterable[Telling]) -> str:
    published = [t.page.reading.published for t in tellings if t.published is not None and t.page.reading.published]
    days = [p for p in published if precision(p) != "none"]
    return f"not dated, told on {spoken(min(days))}" if days else "not dated"


def _state(word: str, tellings: tuple[Telling, ...]) -> str:
    """What the person is after the act, a prison or their own house."""
    if table("custody")["roles"][word] in ("taken", "held", "freed") and regime(tellings) == "house_arrest":
        return "house_arrest"
    return str(table("custody")["after"][word])


def regime(tellings: Iterable[Telling]) -> str:
    """The kind of custody that an act's details name, or its sentence where that tells of this act alone: ``house_arrest``."""
    for t in tellings:
        for name, pattern in patterns(t.page.reading.language, "regimes").items():
            if any(re.search(pattern, str(c.value), re.IGNORECASE) for c in t.details):
                return name
            told = [c for c in t.claims if name == "house_arrest" and re.search(pattern, c.passage.quote, re.IGNORECASE)]
            if any(_alone(t.page, c) for c in told):
                return name
    return ""


def patterns(language: str, of: str) -> dict[str, str]:
    """The patterns that a language's table of custody gives; none where a language has no such table."""
    try:
        return dict(table(f"lang/{language}/custody").get(of, {}))
    except FileNotFoundError:
        return {}


def _alone(page: Told, claim: Claim) -> bool:
    """Whether its sentence tells of no other custody or its end."""
    roles, p = table("custody")["roles"], claim.passage
    others = (c for c in page.claims if c.property == "act" and c.subject != claim.subject and c.passage.start == p.start)
    return not any(roles.get(str(c.value)) in ("taken", "held", "freed", "court") for c in others)
