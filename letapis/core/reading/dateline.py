"""Lines near a headline that say when the page was published, and whether they speak of an update only."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from letapis.core.reading.align import words
from letapis.core.reading.cues import cue_of, phrases
from letapis.core.reading.dates import date_in, dates_in

_ELSEWHERE = frozenset({"legal", "related", "comment", "advert", "social"})
_BARE, _CUED = 4, 10
"""Words a dateline may have beside its date: by itself, and when it begins like one."""


def is_dateline(line: str) -> bool:
    """Whether a line is little more than a date, or a little more that begins like a byline or dateline."""
    found = dates_in(line[:400])
    if not found or len(line) > 200:
        return False
    cue = cue_of(line)
    rest = words(line[: found[0][0]] + line[found[0][1] :])
    return len(rest) <= (_CUED if cue in ("byline", "dateline") else _BARE) and cue not in _ELSEWHERE


@cache
def _updates() -> tuple[str, ...]:
    return tuple(phrases("updated"))


def of_update(line: str) -> bool:
    """Whether the line's first date is the day of a change: words for it stand before the date."""
    found = dates_in(line[:400])
    before = line[: found[0][0]].casefold() if found else ""
    return any(p in before for p in _updates())


def published(lines: Iterable[str]) -> tuple[str | None, bool]:
    """The day the first dateline gives, one of publication before one of an update; and whether it is the former."""
    said = [line for line in lines if is_dateline(line)]
    said.sort(key=of_update)
    return (date_in(said[0]), not of_update(said[0])) if said else (None, False)
