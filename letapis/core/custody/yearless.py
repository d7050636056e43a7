"""Days whose year no page tells: put in the order in which they lie closest together, as the timeline puts them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from letapis.core.custody.steps import HINGES, Step, day_of
from letapis.words.when import order, parse, valid

NOTE = "The years are not told: the days stand in the order in which they lie closest together."


def ordered(steps: Sequence[Step]) -> tuple[Step, ...]:
    """The steps with years counted from 1 in the place of those not told (``days.on`` never shows them).

    Only where nothing that begins or ends a custody has a year, and no page has a date: one known year, and the others would
    have to lie before or after it.
    """
    told = [s for s in steps if not s.dated and s.act.when.shown and parse(s.act.when.shown).unknown_year]
    known = any(s.dated for s in steps if s.role in HINGES) or any(t.published is not None for s in steps for t in s.tellings)
    if known or not told:
        return tuple(steps)
    values = [s.act.when.shown for s in told]
    year, before, found = 1, "", dict[int, Step]()
    for i in order(values):
        begin = values[i].partition("/")[0]
        year += begin < before
        before = begin
        day = day_of(_in(values[i], year), None, told[i].lasting)
        found[id(told[i])] = replace(told[i], first=day.first, last=day.last, until=day.until, began=day.begins, yearless=True)
    return tuple(found.get(id(s), s) for s in steps)


def _in(value: str, year: int) -> str:
    """A date in a year; a stretch that ends earlier in its year than it began ends in the next."""
    first, slash, last = value.replace("XXXX", f"{year:04d}").partition("/")
    whole = first + slash + last
    return whole if valid(whole) else f"{first}/{last.replace(f'{year:04d}', f'{year + 1:04d}', 1)}"
