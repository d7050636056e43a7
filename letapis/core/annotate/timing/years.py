"""The years of a chronicle's dates that name none, chosen all together: time mostly goes on, and no one date leads astray."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import Final

from letapis.core.annotate.timing.reckon import SEASON_BEGINS
from letapis.words.when import Point

BACK: Final = 1.0
"""What it costs to go back at all; going on or back by n months costs log(1 + n) besides."""
WIDE: Final = 0.5
"""The weight of the distance to or from a mere year."""
AFRESH: Final = 0.7
"""The weight of a step to another paragraph, where another thread may begin."""
OTHER: Final = 0.5
"""What another year costs than the one that the date before would give."""
PASSED_OVER: Final = {"date": 3.0, "year": 2.0, "aside": 0.5}
"""What it costs to leave a stated date, a stated year, or one that is named by the way, out of the story."""
WITHIN: Final = 0.1
"""The step between a year and a date within it."""
KEPT: Final = 12
"""So many places in time are followed at once."""
_WINTER: Final = 24

Span = tuple[float, float]
"""From the first to the last month that a date may mean, counted from the year 0."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of a chronicle in the order of the text."""

    key: int
    """Where it stands; what the year chosen is given under."""
    point: Point
    """As read on its own; its year is a first guess where ``open``."""
    paragraph: int
    open: bool
    """Whether its words name no year."""
    aside: bool
    """Whether it is named by the way."""


@dataclass(frozen=True, slots=True)
class _Way:
    """The cheapest way to a place in time, with the years chosen on it, the last one first."""

    cost: float
    years: tuple[int, int, object] | None = None


def chosen(dates: Sequence[Dated]) -> Mapping[int, int]:
    """The year of each open date of a chronicle, by its key; nothing where no date of it has a year.

    The years are those that make the whole telling cheapest: steps forward are cheap, steps back dearer, and a stated date
    that lies far off may be passed over.
    """
    dates = [d for d in dates if (d.point.month if d.open else d.point.year is not None and d.point.years == 1)]
    if all(d.open for d in dates):
        return {}
    ways: dict[Span | None, _Way] = {None: _Way(0.0)}
    following = _following(dates)
    for i, date in enumerate(dates):
        weight = 1.0 if i and dates[i - 1].paragraph == date.paragraph else AFRESH
        step = _open(ways, date, following[i], weight) if date.open else _stated(ways, date, weight)
        ways = dict(sorted(step, key=lambda w: -w[1].cost))  # the cheapest way to a place comes last, and stays
        ways = dict(sorted(ways.items(), key=lambda w: w[1].cost)[:KEPT])
    return _along(min(ways.values(), key=lambda w: w.cost))


def _following(dates: Sequence[Dated]) -> list[int | None]:
    """For each date the next year that is stated after it."""
    found: list[int | None] = []
    after: int | None = None
    for date in reversed(dates):
        found.append(after)
        after = after if date.open else date.point.year
    return found[::-1]


def _open(
    ways: Mapping[Span | None, _Way], date: Dated, following: int | None, weight: float
) -> Iterable[tuple[Span | None, _Way]]:
    near = {int(span[0] // 12) for span in ways if span}
    years = {y + n for y in near for n in (-1, 0, 1)}
    years |= set() if following is None else {following - 1, following}
    years |= set() if date.point.year is None else {date.point.year}
    for year in sorted(years):
        span = _span(date.point, year)
        came = _cheapest(ways, span, weight)
        cost = came.cost + (0 if year == date.point.year else OTHER)
        yield span, _Way(cost, (date.key, year, came.years))


def _stated(ways: Mapping[Span | None, _Way], date: Dated, weight: float) -> Iterable[tuple[Span | None, _Way]]:
    span = _span(date.point, date.point.year or 0)
    yield span, _cheapest(ways, span, weight)
    over = PASSED_OVER["aside" if date.aside else "date" if date.point.month else "year"]
    yield from ((kept, _Way(way.cost + over, way.years)) for kept, way in ways.items())


def _cheapest(ways: Mapping[Span | None, _Way], span: Span, weight: float) -> _Way:
    return min((_Way(w.cost + weight * _step(at, span), w.years) for at, w in ways.items()), key=lambda w: w.cost)


def _span(point: Point, year: int) -> Span:
    """The months of a date; a winter that names no year is that of the year in which it ends."""
    if not point.month:
        return (12.0 * year, 12.0 * year + 11.9)
    month = 1 if point.month == _WINTER else SEASON_BEGINS.get(point.month, point.month)
    at = 12 * year + month - 1 + ((point.day or 1) - 1) / 31
    return (at, at)


def _step(before: Span | None, after: Span) -> float:
    if before is None:
        return 0.0
    wide = before[0] != before[1] or after[0] != after[1]
    if wide and before[0] <= after[1] and after[0] <= before[1]:
        return WITHIN
    on, back = after[0] - before[1], before[0] - after[1]
    return (WIDE if wide else 1.0) * (log1p(on) if on >= 0 else BACK + log1p(back))


def _along(way: _Way) -> dict[int, int]:
    found: dict[int, int] = {}
    last: object = way.years
    while isinstance(last, tuple):
        key, year, last = last
        found[key] = year
    return found
