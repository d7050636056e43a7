"""Dates as other formats can say them: never a day or a month that no source told."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.words.when import Point, honest, parse, spoken, valid


@dataclass(frozen=True)
class Dated:
    """An EDTF value in ISO 8601 prefixes (``2010``, ``2010-12``, ``2010-12-19``), as far as they can say it."""

    first: str
    """Empty where it is open or its year is not known."""
    last: str
    """The end of a stretch; empty for a single date."""
    whole: bool
    """Whether the prefixes say all that the value says."""
    words: str


def dated(value: str) -> Dated | None:
    """An EDTF value for formats that know no EDTF; None for what is no date."""
    if not valid(value):
        return None
    when = parse(value)
    if when.first is when.last:
        first = _prefix(when.first)
        return Dated(first, "", first == value, spoken(value))
    first, last = _prefix(when.first), _prefix(when.last)
    return Dated(first, last, f"{first}/{last}" == value, spoken(value))


def _prefix(point: Point | None) -> str:
    if point is None or point.year is None or point.years > 1 or not 1000 <= point.year <= 9999:
        return ""
    said = str(honest(str(point))).rstrip("~?%")
    return said if point.month is None or point.month <= 12 else said[:4]
