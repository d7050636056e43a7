"""The arithmetic of times: which day, month or year is meant, given a day to count from; and TIMEX3's way of writing it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from letapis.words.when import Point, parse

SEASONS: Final = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
SEASON_BEGINS: Final = {21: 3, 22: 6, 23: 9, 24: 12}
"""The first month of spring, summer, autumn and winter."""
FORWARD: Final = 6
"""A month named without its year lies up to so many months after the date told before; else it looks back."""


def timex(point: Point) -> str:
    """The TIMEX3 value of a date: ``2010-12-19``, ``2010-WI``, ``201``, ``BC0490``."""
    if point.year is None:
        head = "XXXX"
    elif point.years > 1:
        width = 3 if point.years == 10 else 2
        head = f"{point.year:04d}"[:width] if point.year >= 0 else f"BC{-point.year // point.years:0{width}d}"
    else:
        head = f"{point.year:04d}" if point.year > 0 else f"BC{1 - point.year:04d}"
    if point.month and point.month > 12:
        return f"{head}-{SEASONS[point.month]}"
    return "-".join([head, *(f"{n:02d}" for n in (point.month, point.day) if n)])


def day(point: Point) -> date | None:
    """The day a point names, where the calendar of the library reaches it."""
    if point.year is None or not 1 <= point.year <= 9998 or not point.month or not point.day or point.month > 12:
        return None
    return date(point.year, point.month, point.day)


def of_day(d: date) -> Point:
    """The point of a day."""
    return Point(d.year, d.month, d.day)


def nearest(point: Point, base: Point, *, future: bool) -> Point:
    """The date without a year as the nearest one at or before the base (a day's grace for time zones), or at or after it."""
    for year in _candidates(base.year or 0, future):
        dated = replace(point, year=year)
        if point.day == 29 and point.month == 2 and day_missing(dated):
            continue
        if future == (_begins(dated) >= _begins(base, coarse=point)) or _begins(dated) == _begins(base, coarse=point):
            return dated
        if not future and point.day and _one_day_after(dated, base):
            return dated
    return point


def on_weekday(point: Point, base: Point, number: int) -> Point | None:
    """The date without a year, in the year around the base's in which it falls on that weekday."""
    for year in (base.year or 0, (base.year or 0) - 1, (base.year or 0) + 1):
        dated = replace(point, year=year)
        if not day_missing(dated) and (d := day(dated)) and d.isoweekday() == number:
            return dated
    return None


def far_ahead(dated: Point, base: Point) -> bool:
    """Whether a date looked ahead to lies so far off that its last occurrence is the likelier one."""
    months = 12 * ((dated.year or 0) - (base.year or 0)) + (dated.month or 0) - (base.month or 0)
    return 8 < months <= 12


def _candidates(year: int, future: bool) -> range:
    return range(year - 1, year + 9) if future else range(year + 1, year - 9, -1)


def _begins(point: Point, coarse: Point | None = None) -> tuple[int, int, int]:
    """The beginning of a date, for comparing; of ``coarse``'s precision where that is given."""
    month = SEASON_BEGINS.get(point.month or 0, point.month or 0)
    if coarse is not None and (coarse.month or 0) > 12:
        return (point.year or 0, month, 0)
    return (point.year or 0, month, (point.day or 0) if coarse is None or coarse.day else 0)


def _one_day_after(dated: Point, base: Point) -> bool:
    a, b = day(dated), day(base)
    return a is not None and b is not None and a - b == timedelta(days=1)


def day_missing(point: Point) -> bool:
    """Whether the year has no such day (29 February)."""
    try:
        day(point)
    except ValueError:
        return True
    return False


def after_told(point: Point, told: Point) -> Point:
    """The date without a year, in a story whose last date was ``told``: somewhat later, else a little before."""
    if told.month is None or told.month > 12 or point.month is None or told.year is None:
        return replace(point, year=told.year)
    month = SEASON_BEGINS.get(point.month, point.month)
    ahead = (month - told.month) % 12
    year = told.year + (1 if month < told.month else 0) if ahead <= FORWARD else told.year - (1 if month > told.month else 0)
    return replace(point, year=year)


def weekday(number: int, base: Point, *, which: int | None, future: bool) -> Point | None:
    """The weekday (1 Monday to 7 Sunday) nearest the base at or before it; ``which`` is -1 for last, 1 for next, 0 for this."""
    d = day(base)
    if d is None:
        return None
    back = (d.isoweekday() - number) % 7
    if which == 1 or (which is None and future):
        return of_day(d + timedelta(days=7 - back))
    if which == 0:
        return of_day(d + timedelta(days=number - d.isoweekday()))
    return of_day(d - timedelta(days=back or (7 if which == -1 else 0)))


def week(base: Point, n: int) -> tuple[str, str] | None:
    """The week n weeks from the base, Monday to Sunday, as (EDTF, TIMEX3)."""
    d = day(base)
    if d is None:
        return None
    monday = d + timedelta(days=7 * n - d.isoweekday() + 1)
    year, number, _ = monday.isocalendar()
    return f"{monday}/{monday + timedelta(days=6)}", f"{year}-W{number:02d}"


def weekend(base: Point, n: int) -> tuple[str, str] | None:
    """The weekend n weeks from the base's."""
    got = week(base, n)
    if got is None:
        return None
    sunday = date.fromisoformat(got[0][-10:])
    return f"{sunday - timedelta(days=1)}/{sunday}", got[1] + "-WE"


def unit(base: Point, code: str, n: int) -> Point | None:
    """The day, month, year, decade or century n from the base's; None where the base is vaguer than that."""
    if base.year is None:
        return None
    if code == "D":
        d = day(base)
        return None if d is None else of_day(d + timedelta(days=n))
    if code == "M":
        if not base.month or base.month > 12:
            return None
        months = base.month - 1 + n
        return Point(base.year + months // 12, months % 12 + 1)
    if code == "Y":
        return Point(base.year + n)
    years = {"10Y": 10, "100Y": 100}.get(code)
    if years is None:
        return None
    first = base.year // years + n if base.year > 0 else n - (1 - base.year) // years  # BC years count back
    return Point(first * years, years=years)


def named(point: Point, base: Point, which: int) -> Point:
    """The month or season that "last", "this" or "next" means, seen from the base."""
    if base.year is None:
        return point
    if which == 0:
        return replace(point, year=base.year)
    here = base.month or 1
    month = SEASON_BEGINS.get(point.month or 1, point.month or 1)
    if which > 0:
        return replace(point, year=base.year + (month <= here))
    length = 3 if (point.month or 0) > 12 else 1
    return replace(point, year=base.year - (month + length > here))


def stamp(value: str | None) -> str:
    """The TIMEX3 value of a plain EDTF date, without its mark; empty for none and for ranges."""
    if value is None:
        return ""
    when = parse(value)
    return timex(replace(when.first, mark="")) if when.first is when.last and when.first else ""
