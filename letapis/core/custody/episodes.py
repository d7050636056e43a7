"""Custody episodes: from being taken to being free again, folded from steps; nothing is forced into an order."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from letapis.core import wording
from letapis.core.custody.days import on, value
from letapis.core.custody.steps import HINGES, Step
from letapis.words.when import FAR, days

_RANK = {"taken": 0, "held": 1, "freed": 2, "left": 2, "dead": 2}


@dataclass(frozen=True)
class Episode:
    """One time somebody was held; its first step or its end may not be told."""

    steps: tuple[Step, ...]
    """In the order of time as far as dates tell; those that dates leave open stand by their earliest day."""
    undated: tuple[Step, ...] = ()
    """What is told without a date, where there is no other custody that it could belong to."""
    notes: tuple[str, ...] = ()
    """What does not fit or is not known, in sentences."""

    @property
    def begun(self) -> Step:
        """The step that first tells of it."""
        return next((s for s in self.steps if s.role in HINGES), self.steps[0])

    @property
    def ended(self) -> Step | None:
        """The step that ended it; None while none is told."""
        return next((s for s in reversed(self.steps) if ends(s)), None)

    @property
    def start(self) -> int | None:
        """The first day it can have begun; None where no taking is told."""
        return None if ends(self.begun) else self.begun.first

    @property
    def title(self) -> str:
        """When it began and ended, as told, and how many days that makes where both are told to the day."""
        begun, ended = self.begun, self.ended
        if ended is begun:
            return f"ended {ended.shown}; its beginning is not told" if ended else ""
        since = begun.since
        if begun.role == "held" and not begun.began:
            since = f"{since} or before"
        if ended is None:
            return f"begun {since}; no end is told"
        exact = begun.exact and ended.exact and begun.began
        held = days(f"{value(begun.first)}/{value(ended.first)}") if exact and begun.first and ended.first else None
        days_ = f" ({held} days)" if held is not None else ""
        return f"begun {since}; ended {ended.shown}{days_}"


@dataclass(frozen=True)
class Custody:
    """Everything told of one person's custody."""

    steps: tuple[Step, ...]
    """Every step, also what is only ordered, scheduled, feared or denied."""
    episodes: tuple[Episode, ...]
    outside: tuple[Step, ...] = ()
    """Dated, but within no custody that is told: a charge against one who is free, a flight."""
    unplaced: tuple[Step, ...] = ()
    """Happened, but which custody it belongs to is not known."""


@dataclass
class _Growing:
    """An episode while the sweep goes through time."""

    steps: list[Step]
    undated: list[Step] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    closed: Step | None = None

    @property
    def days(self) -> tuple[int, int]:
        """The first day it can have begun and the last it can have gone on."""
        begin = self.steps[0].first
        end = self.closed.last if self.closed else None
        return (-FAR if begin is None else begin), (FAR if end is None else end)

    def holds(self, s: Step) -> bool:
        """Whether all days on which a step can lie are in it."""
        begin, end = self.days
        return s.first is not None and s.last is not None and begin <= s.first and s.last <= end

    def may_hold(self, s: Step) -> bool:
        """Whether some day on which a step can lie is in it."""
        begin, end = self.days
        return s.first is not None and s.last is not None and s.first <= end and begin <= s.last


def custody_of(steps: Iterable[Step]) -> Custody:
    """The steps folded into episodes by the sure order of their days."""
    every = tuple(steps)
    told = [s for s in every if s.happened]
    episodes, outside = _swept([s for s in told if s.dated and s.role in HINGES])
    unplaced = []
    for s in (s for s in told if not s.dated):
        if len(episodes) == 1 and s.role not in HINGES:
            episodes[0].undated.append(s)
        else:
            unplaced.append(s)
    for s in (s for s in told if s.dated and s.role not in HINGES):
        _place(s, episodes, outside, unplaced)
    found = tuple(Episode(tuple(_in_time(e.steps)), tuple(e.undated), tuple(dict.fromkeys(e.notes))) for e in episodes)
    return Custody(every, found, tuple(_in_time(outside)), tuple(unplaced))


def before(a: Step, b: Step) -> bool:
    """Whether what one step makes of the person was so before what the other makes of them, for certain.

    Of being held the last day told counts. On one day a release comes after being held; held "until 10 April" comes after a
    release that was on some day up to 10 April.
    """
    ended, began = a.end, b.until if b.role == "held" and b.until is not None else b.first
    if ended is None or began is None or ended != began:
        return ended is not None and began is not None and ended < began
    if b.role == "held":
        return a.role != "held" and not (ends(a) and a.exact)
    return a.role == "held" and ends(b) and b.exact


def ends(s: Step) -> bool:
    """Whether nobody is held after a step, as far as it tells."""
    return _RANK.get(s.role) == 2


def _swept(hinges: Sequence[Step]) -> tuple[list[_Growing], list[Step]]:
    """The custodies that hinges make in the order of their days, and what belongs to none."""
    found, outside = list[_Growing](), list[Step]()
    for s in sorted(hinges, key=lambda s: (s.first or 0, _RANK[s.role], s.last or 0)):
        now = found[-1] if found else None
        if ends(s):
            _end(s, now, found, outside)
        elif now is None or not _goes_on(s, now):
            found.append(_Growing([s]))
        else:
            _go_on(s, now)
    return found, outside


def _goes_on(s: Step, now: _Growing) -> bool:
    """Whether a taking or being held belongs to the custody before it: that has not ended, or not before this began."""
    return now.closed is None or (
        s.role == "held" and s.first is not None and s.first <= (now.closed.last or 0) and not s.exact
    )


def _go_on(s: Step, now: _Growing) -> None:
    taken = next((x for x in reversed(now.steps) if x.role == "taken"), None)
    if s.role == "taken" and taken and s.word == taken.word and before(taken, s):
        now.notes.append(f"Taken again ({s.shown}), and no page tells of a release since {taken.shown}.")
    if now.closed and s.until is not None and now.closed.last is not None and s.until > now.closed.last:
        now.notes.append(f"Told to be held until {on(s.until)}, but {_ended(now.closed)} already.")
    now.steps.append(s)


def _ended(s: Step) -> str:
    return f"{wording.label(s.act)} ({s.shown})"


def _end(s: Step, now: _Growing | None, found: list[_Growing], outside: list[Step]) -> None:
    if now is None or now.closed is not None:
        _end_again(s, now, found, outside)
        return
    now.steps.append(s)
    now.closed = s
    held = [x.until for x in now.steps if x.role == "held" and x.until is not None]
    if held and s.last is not None and max(held) > s.last:
        now.notes.append(f"Told to be held until {on(max(held))}, but {_ended(s)} already.")
    if (first := now.steps[0].last) is not None and s.first is not None and first > s.first:
        now.notes.append(f"The dates alone do not say that {_ended(s)} came after {_ended(now.steps[0])}.")


def _end_again(s: Step, now: _Growing | None, found: list[_Growing], outside: list[Step]) -> None:
    """An end with no custody told before it: a release makes one, a flight or a death stands alone."""
    if s.role != "freed":
        outside.append(s)
    elif now is None:
        found.append(_Growing([s], closed=s, notes=["How this custody began is not told."]))
    else:
        now.steps.append(s)
        now.notes.append(f"Released once more ({s.shown}), and no page tells of a taking between.")


def _place(s: Step, episodes: Sequence[_Growing], outside: list[Step], unplaced: list[Step]) -> None:
    """Put a dated step that neither begins nor ends a custody where its days leave no choice."""
    homes = [e for e in episodes if e.holds(s)]
    if len(homes) == 1:
        homes[0].steps.append(s)
    elif not homes and not any(e.may_hold(s) for e in episodes):
        outside.append(s)
    else:
        unplaced.append(s)


def _in_time(steps: Iterable[Step]) -> list[Step]:
    return sorted(steps, key=lambda s: (s.first if s.first is not None else FAR, _RANK.get(s.role, 1), s.last or 0))
