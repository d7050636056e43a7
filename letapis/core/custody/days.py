"""Days, counted as dates are, in words; a whole month or year by its name."""

from __future__ import annotations

from letapis.words.when import FAR, day, extent, parse, spoken

YEARS = range(1, 100)
"""These years stand for years that no page tells, and are never shown."""


def told(ordinal: int) -> bool:
    """Whether the year of a day is told."""
    first = parse(day(ordinal)).first
    return first is None or first.year not in YEARS


def value(ordinal: int) -> str:
    """A day as an EDTF value."""
    return day(ordinal) if told(ordinal) else f"XXXX{day(ordinal)[4:]}"


def on(ordinal: int) -> str:
    """A day in words."""
    return spoken(value(ordinal))


def between(first: int | None, last: int | None) -> str:
    """Days in words: one, a whole month or year, or from which to which it lies."""
    if first is None:
        return f"by {on(last)}" if last is not None else "not dated"
    if last is None or first == last:
        return on(first)
    if last >= FAR:
        return f"on or after {on(first)}"
    whole = next((v for v in (day(first)[:-3], day(first)[:-6]) if told(first) and extent(v) == (first, last)), None)
    return spoken(whole) if whole else f"between {on(first)} and {on(last)}"


def within(first: int, last: int) -> str:
    """Days in words within a sentence: ``on 5 January 2024``, ``in January 2024``, ``between … and …``."""
    words = between(first, last)
    return f"on {words}" if first == last else words if words.startswith(("between", "on ")) else f"in {words}"
