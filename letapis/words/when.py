"""Dates as EDTF values (ISO 8601-2): what they cover, how they compare, how they are ordered, counted and spoken.

The part of EDTF used here: ``2010``, ``2010-12``, ``2010-12-19``; ``XXXX-12-19`` and ``XXXX-12`` where the year is not known;
``201X`` and ``19XX`` for a decade and a century; ``2010-21`` to ``2010-24`` for spring to winter; ``-0489`` for 490 BC; ``~``
after a date that is about right, ``?`` after one that is not certain; ``2010-12-19/2011-02-19``, ``2010-12-19/..`` and
``../2011-02-19`` for a stretch of time.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

_DATE = re.compile(r"(XXXX|\d\dXX|\d{3}X|-?\d{4})(?:-(\d\d)(?:-(\d\d))?)?([~?%]?)\Z")
_DURATION = re.compile(r"P(\d+)([DWMY])\Z")
FAR: Final = 10**9
_ABOUT: Final = {"day": 3, "month": 15, "year": 365}
"""How many days an approximate date may lie to either side, by its precision."""


@dataclass(frozen=True, slots=True)
class Point:
    """One date, as precise as it is given."""

    year: int | None
    """Counted astronomically (0 is 1 BC); None where it is not known."""
    month: int | None = None
    """1 to 12, or 21 to 24 for a season."""
    day: int | None = None
    years: int = 1
    """How many years it covers: 10 for a decade, 100 for a century."""
    mark: str = ""
    """``~`` approximate, ``?`` uncertain, ``%`` both."""

    def __str__(self) -> str:
        if self.year is None:
            year = "XXXX"
        elif self.years > 1:
            digits = len(str(self.years)) - 1
            year = f"{self.year:04d}"[:-digits] + "X" * digits
        else:
            year = f"{self.year:05d}" if self.year < 0 else f"{self.year:04d}"
        return "-".join([year, *(f"{n:02d}" for n in (self.month, self.day) if n is not None)]) + self.mark

    @property
    def precision(self) -> str:
        """``day``, ``month`` or ``year``; ``range`` for a season, a decade, a century."""
        if self.years > 1 or (self.month or 0) > 12:
            return "range"
        return "day" if self.day else "month" if self.month else "year"


@dataclass(frozen=True, slots=True)
class When:
    """A date or a stretch of time: from its first to its last point, either open (None) but not both."""

    first: Point | None
    last: Point | None

    def __str__(self) -> str:
        return str(self.first) if self.first is self.last else f"{self.first or '..'}/{self.last or '..'}"

    @property
    def unknown_year(self) -> bool:
        """Whether the year of either end is not known."""
        return any(p is not None and p.year is None for p in (self.first, self.last))


def _point(text: str) -> Point:
    m = _DATE.match(text)
    if m is None:
        raise ValueError(f"{text!r} is no date")
    digits, unknown = m[1].rstrip("X"), m[1].count("X")
    year = int(digits + "0" * unknown) if digits else None
    month, day = (int(g) if g else None for g in (m[2], m[3]))
    if year is None and month is None:
        raise ValueError(f"{text!r} says nothing")
    if month is not None and (unknown in (1, 2) or not (1 <= month <= 12 or (21 <= month <= 24 and day is None))):
        raise ValueError(f"{text!r} has no such month")
    if day is not None and not 1 <= day <= _last_day(year, month or 1):
        raise ValueError(f"{text!r} has no such day")
    return Point(year, month, day, 10**unknown if year is not None else 1, m[4])


@cache
def parse(value: str) -> When:
    """The date an EDTF value says. Raises ValueError for a text that says none."""
    first, slash, last = value.partition("/")
    if not slash:
        point = _point(first)
        return When(point, point)
    ends = [None if end in ("..", "") else _point(end) for end in (first, last)]
    if ends == [None, None]:
        raise ValueError(f"{value!r} says nothing")
    when = When(ends[0], ends[1])
    if when.first and when.last and when.first.year is not None and when.last.year is not None:
        begin, end = _span(when)
        if begin > end:
            raise ValueError(f"{value!r} ends before it begins")
    return when


def valid(value: str) -> bool:
    """Whether the text is a value of the part of EDTF used here."""
    try:
        parse(value)
    except ValueError:
        return False
    return True


def precision(value: str | None) -> str:
    """``day`` (also of an unknown year), ``month``, ``year``, ``range`` (also a season, decade or century) or ``none``."""
    if value is None:
        return "none"
    when = parse(value)
    return when.first.precision if when.first is when.last and when.first else "range"


def _last_day(year: int | None, month: int) -> int:
    return 29 if year is None and month == 2 else monthrange(2000 if year is None else year % 400 + 2000, month)[1]


def _ordinal(year: int, month: int, day: int) -> int:
    """Days on one line, also before the year 1."""
    return date(year % 400 + 400, month, min(day, _last_day(year, month))).toordinal() + (year // 400 - 1) * 146097


def _ends(point: Point, year: int | None) -> tuple[int, int]:
    """The first and last day a point covers, on one line; of a season the whole year (hemispheres differ) and winter's end."""
    y = point.year if point.year is not None else year or 0
    if point.month is None:
        begin, end = _ordinal(y, 1, 1), _ordinal(y + point.years - 1, 12, 31)
    elif point.month > 12:
        begin, end = _ordinal(y, 1, 1), _ordinal(y, 12, 31) + (90 if point.month == 24 else 0)
    else:
        begin = _ordinal(y, point.month, point.day or 1)
        end = _ordinal(y, point.month, point.day or 31)
    about = _ABOUT.get(point.precision, 0) if point.mark in ("~", "%") else 0
    return begin - about, end + about


@lru_cache(4096)
def _span(when: When, year: int | None = None) -> tuple[int, int]:
    begin = _ends(when.first, year)[0] if when.first else -FAR
    end = _ends(when.last, year)[1] if when.last else FAR
    if end < begin and when.unknown_year and when.last and year is not None:
        end = _ends(when.last, year + 1)[1]
    return begin, end


def _years(when: When) -> range:
    """The years in which a date without a year may meet a known one; eight are as good as all."""
    known = [p.year for p in (when.first, when.last) if p and p.year is not None]
    low, high = min(known) - 1, max(known) + 1 + (when.last.years if when.last else 1)
    low, high = (low if when.first else low - 8), (high if when.last else high + 8)
    return range(low, min(high, low + 16))


def _meetings(a: When, b: When) -> Iterator[tuple[tuple[int, int], tuple[int, int]]]:
    """Every way two dates can lie to each other: one, unless a year is not known."""
    if a.unknown_year and b.unknown_year:
        yield from ((_span(a, 2000), _span(b, y)) for y in (1999, 2000, 2001))
    elif a.unknown_year:
        yield from ((_span(a, y), _span(b)) for y in _years(b))
    else:
        yield from ((_span(a), _span(b, y)) for y in (_years(a) if b.unknown_year else (0,)))


def covers(a: str | None, b: str | None) -> bool:
    """Whether b lies wholly within a (where a year is not known: in some year); what is not said covers everything."""
    if a is None or b is None:
        return a is None
    return any(x[0] <= y[0] and y[1] <= x[1] for x, y in _meetings(parse(a), parse(b)))


def overlaps(a: str | None, b: str | None) -> bool:
    """Whether the two can share a day; what is not said can share any."""
    if a is None or b is None:
        return True
    return any(x[0] <= y[1] and y[0] <= x[1] for x, y in _meetings(parse(a), parse(b)))


def compatible(a: str | None, b: str | None) -> bool:
    """Whether the two can both be right of one moment: one lies within the other's precision."""
    return covers(a, b) or covers(b, a)


def extent(value: str) -> tuple[int, int] | None:
    """The first and the last day a date covers, counted as ``date.toordinal`` counts; None where the year is not known.

    An open end lies too far away for any page (``FAR`` days).
    """
    when = parse(value)
    return None if when.unknown_year else _span(when)


def day(ordinal: int) -> str:
    """The EDTF value of a day so counted."""
    return str(_from_ordinal(ordinal))


def sort_key(value: str | None) -> tuple[int, int, int]:
    """Known years first in the order of time (the wider later), then unknown years by month and day, then what is not dated."""
    if value is None:
        return (2, 0, 0)
    when = parse(value)
    if not when.unknown_year:
        begin, end = _span(when)
        season = when.first.month if when.first and when.first.month and when.first.month > 12 else 0
        begin += (season - 20) * 91 - 31 if season else 0  # by the northern months, only to have some order
        return (0, begin if when.first else end, end - begin)
    begin, end = _span(when, 2000)
    return (1, begin if when.first else end, end - begin)


def order(values: Sequence[str | None]) -> list[int]:
    """The indices of the values in the order of time; ``values`` come in the order they are told.

    Dates of known years first, undated ones last. Dates whose year is not known lie on a circle: it is cut where they leave the
    widest gap (19 December, 10 January, 19 February), or, where no gap is wide, so that least is told out of order.
    """
    told = sorted(range(len(values)), key=lambda i: (sort_key(values[i]), i))
    circle = [i for i in told if sort_key(values[i])[0] == 1]
    if len(circle) < 2:
        return told
    days = [sort_key(values[i])[1] for i in circle]
    gaps = [(b - a) % 366 for a, b in pairwise([days[-1], *days])]
    widest = max(range(len(gaps)), key=lambda k: gaps[k])
    if gaps[widest] < 183:
        widest = min(range(len(circle)), key=lambda k: _out_of_order(circle[k:] + circle[:k]))
    turned = circle[widest:] + circle[:widest]
    places = [n for n, i in enumerate(told) if sort_key(values[i])[0] == 1]
    for place, i in zip(places, turned, strict=True):
        told[place] = i
    return told


def _out_of_order(indices: Sequence[int]) -> int:
    return sum(a > b for n, a in enumerate(indices) for b in indices[n + 1 :])


def lasts(value: str) -> tuple[int, int] | None:
    """The least and the most days from the first to the last date of a range; None where an end is open."""
    when = parse(value)
    if when.first is None or when.last is None or when.first is when.last:
        return None
    if (when.first.year is None) != (when.last.year is None):
        return None
    (a, b), (c, d) = _ends(when.first, 2001), _ends(when.last, 2001)
    if when.last.year is None and c < a:
        c, d = _ends(when.last, 2002)
    return max(0, c - b), d - a


def days(value: str) -> int | None:
    """The days from the first to the last date of a range (19 December to 19 February: 62), if that is one number."""
    least_most = lasts(value)
    return least_most[0] if least_most and least_most[0] == least_most[1] else None


def duration_days(duration: str) -> tuple[int, int] | None:
    """The least and the most days of a duration such as ``P9W``; None for one without a number (``PXD``)."""
    m = _DURATION.match(duration)
    if m is None:
        return None
    n, unit = int(m[1]), m[2]
    if unit in "DW":
        return (n, n) if unit == "D" else (7 * n, 7 * n)
    months = n if unit == "M" else 12 * n
    return int(30.4 * months) - 2, int(30.5 * months) + 1


def add(value: str, duration: str, *, later: bool = True) -> str | None:
    """The date a duration (``P2W``) later or earlier, no more precise than both and approximate unless counted in days.

    None where it cannot be told: a range, a date vaguer than the days or weeks counted, the end of February in an unknown year.
    """
    m, when = _DURATION.match(duration), parse(value)
    point = when.first if when.first is when.last else None
    if m is None or point is None or point.precision == "range":
        return None
    n, unit = int(m[1]) * (1 if later else -1), m[2]
    if unit in "DW":
        return _add_days(point, n * (7 if unit == "W" else 1), "~" if unit == "W" else point.mark)
    if unit == "Y":
        return None if point.year is None else str(Point(point.year + n, mark="~"))
    if point.month is None:
        return None
    months = point.month - 1 + n
    year = None if point.year is None else point.year + months // 12
    return str(Point(year, months % 12 + 1, mark="~"))


def _add_days(point: Point, n: int, mark: str) -> str | None:
    if point.day is None or point.month is None:
        return None
    if point.year is not None:
        return str(_from_ordinal(_ordinal(point.year, point.month, point.day) + n, mark))
    in_both = [_from_ordinal(_ordinal(y, point.month, point.day) + n, mark) for y in (2001, 2004)]
    if len({(p.month, p.day) for p in in_both}) > 1 and not mark:
        return None
    return str(replace(in_both[0], year=None))


def _from_ordinal(ordinal: int, mark: str = "") -> Point:
    cycles, rest = divmod(ordinal - 146097, 146097)
    there = date.fromordinal(rest + 146097)
    return Point(there.year + cycles * 400, there.month, there.day, mark=mark)


def honest(value: str | None) -> str | None:
    """The value without the precision it only seems to have: an approximate day becomes its month."""
    if value is None:
        return None
    when = parse(value)
    if when.first is not when.last or when.first is None or when.first.day is None or when.first.mark not in ("~", "%"):
        return value
    return str(replace(when.first, day=None, mark=""))


_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_SEASONS: Final = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}


def _spoken(point: Point) -> str:
    before_christ = point.year is not None and point.year <= 0
    year = "" if point.year is None else f"{1 - point.year} BC" if before_christ else str(point.year)
    if point.years > 1:
        year = f"the {point.year}s" if point.years == 10 else f"the {(point.year or 0) // 100 + 1}th century"
        year = re.sub(r"(?<!1)([123])th", lambda m: m[1] + ("st", "nd", "rd")[int(m[1]) - 1], year)
    month = (
        _SEASONS.get(point.month, "") if point.month and point.month > 12 else _MONTHS[point.month - 1] if point.month else ""
    )
    words = " ".join(str(w) for w in (point.day, month, year) if w)
    words += ", year unknown" if point.year is None else ""
    return {"": words, "~": f"about {words}", "?": f"{words} (uncertain)", "%": f"about {words} (uncertain)"}[point.mark]


def spoken(value: str | None) -> str:
    """The value in words for screens: ``19 December 2010``, ``19 December, year unknown``, ``from … to …``, ``not dated``."""
    if value is None:
        return "not dated"
    when = parse(value)
    if when.first is when.last and when.first:
        return _spoken(when.first)
    if when.first is None or when.last is None:
        return f"since {_spoken(when.first)}" if when.first else f"until {_spoken(when.last)}" if when.last else "not dated"
    return f"from {_spoken(when.first)} to {_spoken(when.last)}"
