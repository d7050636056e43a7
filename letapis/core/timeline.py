"""The order of things: dated acts by date, undated ones kept in sight, spans of custody drawn from their ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letapis.core import wording
from letapis.core.cases import Act
from letapis.words.when import covers, order, parse, sort_key

BEGINS = frozenset({"arrest", "detention", "abduction", "disappearance"})
ENDS = frozenset({"release", "killing", "execution", "death_in_custody"})


@dataclass(frozen=True)
class Entry:
    """One act in its place."""

    act: Act
    placed: str
    """``dated``, ``told after`` (undated, placed after the act its page tells just before it) or ``undated``."""
    date: str
    """The EDTF value it is ordered by; empty where there is none."""
    shown: str
    """The date in words, with conflicting ones side by side: "19 December 2010", "… or … (sources disagree)"."""
    basis: tuple[str, ...]
    """On what basis, in the reading's words."""


@dataclass(frozen=True)
class Span:
    """A time somebody was held, from the act that began it to the one that ended it; None and "" where not told."""

    begun: Act | None
    ended: Act | None
    start: str
    end: str


def timeline(acts: Sequence[Act]) -> tuple[Entry, ...]:
    """The acts in order, each with its date in words and why it stands there."""
    dated = [_entry(a, "dated") for a in acts if a.when.said]
    ordered = [dated[i] for i in order([e.date for e in dated])]
    left = []
    for act in (a for a in acts if not a.when.said):
        before = _told_just_before(act, ordered)
        if before is None:
            left.append(_entry(act, "undated"))
            continue
        at = ordered.index(before) + 1
        while at < len(ordered) and ordered[at].placed == "told after":
            at += 1
        ordered.insert(at, _entry(act, "told after", f"not dated; told after {wording.named(before.act)}"))
    return (*ordered, *left)


def _entry(act: Act, placed: str, shown: str = "") -> Entry:
    when = act.when
    basis = tuple(dict.fromkeys(w for s in when.said for w in s.why))
    return Entry(act, placed, when.values[0] if when.said else "", shown or wording.date(when), basis)


def _told_just_before(act: Act, entries: Sequence[Entry]) -> Entry | None:
    """The dated act told just before it on one page, within a paragraph's reach; the columns of a table tell no story."""
    best: tuple[int, Entry] | None = None
    for own in (c for c in act.told if not c.by.startswith("table/")):
        for e in entries:
            for other in e.act.told:
                gap = own.passage.start - other.passage.start
                near = other.passage.reading == own.passage.reading and gap > 0 and own.passage.start - other.passage.end < 200
                if e.placed == "dated" and near and (best is None or gap < best[0]):
                    best = (gap, e)
    return best[1] if best else None


def _first(value: str) -> str:
    when = parse(value)
    return str(when.first) if when.first else ""


def _last(value: str) -> str:
    when = parse(value)
    return str(when.last) if when.last and when.first is not when.last else ""


def spans(entries: Sequence[Entry]) -> tuple[Span, ...]:
    """The times of custody: from an arrest, or a detention's beginning, to a release or the detention's told end."""
    found: list[Span] = []
    for e in entries:
        if e.placed != "dated" or not e.act.occurred or e.act.general or e.act.only_denied:
            continue
        if e.act.word in BEGINS:
            for value in e.act.when.values:
                _begin(found, e.act, _first(value), _last(value))
        elif e.act.word in ENDS and found and not found[-1].ended:
            found[-1] = Span(found[-1].begun, e.act, found[-1].start, _first(e.date))
        elif e.act.word == "release":
            found.append(Span(None, e.act, "", _first(e.date)))
    return tuple(found)


def _begin(found: list[Span], act: Act, start: str, end: str) -> None:
    """Lengthen the custody that goes on, or begin another."""
    last = found[-1] if found else None
    if last is None or last.ended or (last.end and start and sort_key(start) > sort_key(last.end)):
        found.append(Span(act, None, start, end))
        return
    finer = start if start and last.start and start != last.start and covers(last.start, start) else last.start
    found[-1] = Span(last.begun, None, finer or start, max((x for x in (last.end, end) if x), key=sort_key, default=""))
