"""Dates that the page names: in full, in figures, without their year; holidays, decades and centuries, pairs of dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from letapis.core.annotate.timing import reckon
from letapis.core.annotate.timing.grammar import Value
from letapis.core.annotate.timing.story import Here
from letapis.words.when import Point, parse, valid

Fields = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Sense:
    """What a time expression means."""

    value: str | None
    """EDTF; None where no date can be told."""
    timex: str
    why: str
    point: Point | None = None
    """The date later words can count from."""
    stated: bool = False
    """Whether the year is the page's own words."""
    open: bool = False
    """Whether the words name no year."""


UNCERTAIN = "the order of day and month is not clear"
NO_YEAR = "the year is not known"
STATED = "stated in full"
FROM_AROUND = "the year is taken from the dates told before and after it"
FROM_PAGE = "stated on the page"


def number(fields: Fields, *names: str) -> int | None:
    """The first of the named classes that is there, as a number."""
    found = next((fields[n] for n in names if n in fields), None)
    return None if found is None else int(found)


def _day(fields: Fields) -> int | None:
    day = number(fields, "DD", "ORDD", "ORDINAL")
    return day + (number(fields, "TENS") or 0) if day else None


def point_of(fields: Fields) -> Point | None:
    """The date as its words give it; the year None where they give none."""
    if "ISO" in fields:
        return parse(str(fields["ISO"])).first if valid(str(fields["ISO"])) else None
    year = number(fields, "YEAR", "LIKELY", "UNROUND", "OLD", "INT" if "BC" in fields or "AD" in fields else "YEAR")
    if year is not None and "BC" in fields:
        year = 1 - year
    month, day = number(fields, "MONTH", "MABBR", "MONTHLY", "SEASON"), _day(fields)
    if "HOLIDAY" in fields:
        month, day = (int(n) for n in str(fields["HOLIDAY"]).split("-"))
    point = Point(year, month, day)
    return point if (year is not None or month) and valid(str(point)) else None


def _time(point: Point, fields: Fields) -> str:
    """The TIMEX3 value with the part of the day, or the half of the year."""
    stamp = reckon.timex(point)
    if "PART" in fields and point.day:
        return f"{stamp}T{fields['PART']}"
    if "HALF" in fields and point.year is not None and not point.month:
        return f"{stamp}-H{fields['HALF']}"
    return stamp


def sense_of(point: Point, fields: Fields, why: str, *, stated: bool) -> Sense:
    """A date with its basis, as what the words mean."""
    written = point.years == 1 or (point.year or 0) > 0  # EDTF has no decade or century before our era
    return Sense(str(point) if written else None, _time(point, fields), why, point, stated)


def date(fields: Fields, here: Here) -> Sense | None:
    """A date named on the page: in full, or its year reckoned from what stands around it."""
    point = point_of(fields)
    if point is None:
        return None
    if point.year is not None:
        return sense_of(point, fields, STATED if point.day else FROM_PAGE, stated=True)
    return _with_year_words(point, fields, here) or without_year(point, fields, here)


def season(fields: Fields, here: Here) -> Sense | None:
    """A season without article or year: one of the story in a chronicle, else any ("freezing in winter")."""
    return (
        date(fields, here)
        if here.chronicle
        else Sense(None, reckon.timex(Point(None, int(fields["SEASON"]))), "no date is given")
    )


def _with_year_words(point: Point, fields: Fields, here: Here) -> Sense | None:
    """ "March of that year", "June of the following year", "July last year"."""
    if {"SAME", "THAT", "THEN"} & fields.keys():
        told = here.before(("day", "month", "year", "range"))
        if told and told.point.year is not None:
            year = told.point.year + (number(fields, "THEN") or 0)
            return sense_of(replace(point, year=year), fields, year_from(told.words), stated=told.stated)
    shift = number(fields, "REL", "THIS")
    if shift is not None and "WEEKDAY" not in fields and here.published and here.published.year:
        return sense_of(replace(point, year=here.published.year + shift), fields, here.counted(), stated=False)
    return None


def year_from(words: str) -> str:
    """The basis of a year taken from a date told before."""
    return f"the year is taken from “{' '.join(words.split())}”, told before"


def without_year(point: Point, fields: Fields, here: Here) -> Sense:
    """The year of a date that has none: that which the whole chronicle gives it, or a date just told, or the publication."""
    if here.year is not None and valid(str(dated := replace(point, year=here.year))):
        return sense_of(dated, fields, FROM_AROUND, stated=True)
    return replace(_from_before(point, fields, here), open=True)


def _from_before(point: Point, fields: Fields, here: Here) -> Sense:
    told, base = here.year_giver(point), here.published
    if base is not None and "WEEKDAY" in fields and (dated := reckon.on_weekday(point, base, int(fields["WEEKDAY"]))):
        why = f"the year is not given; taken from {here.day_word} {base} and the weekday"
        return sense_of(dated, fields, why, stated=False)
    if told is not None:
        dated = reckon.after_told(point, told.point)
        ahead = base is not None and not here.future and (dated.year or 0, dated.month or 0) > (base.year or 0, base.month or 0)
        if not ahead and valid(str(dated)):
            return sense_of(dated, fields, year_from(told.words), stated=True)
    if base is not None:
        dated = reckon.nearest(point, base, future=here.future)
        ahead = here.future
        if ahead and reckon.far_ahead(dated, base):
            ahead, dated = False, reckon.nearest(point, base, future=False)
        if dated.year is not None:
            how = f"the year is not given; taken from {here.day_word} {base}"
            return sense_of(dated, fields, how + (", looking ahead" if ahead else ""), stated=False)
    return sense_of(point, fields, NO_YEAR, stated=False)


def figures(fields: Fields, here: Here) -> Sense | None:
    """A date in figures, 19/12/2010: where day and month could be either, only what is clear."""
    del here
    text = str(fields.get("SLASH") or fields.get("DOTTED"))
    a, b, year = (int(n) for n in text.replace(".", "/").split("/"))
    readings = {Point(year, m, d) for d, m in ((a, b), (b, a)) if m <= 12 and valid(str(Point(year, m, d)))}
    if "DOTTED" in fields:
        readings = {p for p in readings if p.day == a and p.month == b}
    if len(readings) == 1:
        return sense_of(readings.pop(), fields, STATED, stated=True)
    return sense_of(Point(year), fields, UNCERTAIN, stated=True) if readings else None


def pair(first: Fields, second: Fields, here: Here) -> tuple[Sense | None, Sense | None]:
    """Two dates that share their words: 12-19 May 2010, 1939-45, May to August 1950, 264 to 241 BC, 27.5-4.6.1918."""
    first, second = _spelled(first), _spelled(second)
    second = {**{k: v for k, v in first.items() if k in ("MONTH", "MABBR") and not _month(second)}, **second}
    if "SHORT" in second and not _month(second) and "YEAR" in first:
        year = int(first["YEAR"]) // 100 * 100 + int(second["SHORT"])
        second = {"YEAR": year} if year > int(first["YEAR"]) else {}
    shared = {k: v for k, v in second.items() if k in ("BC", "AD") or (k in ("MONTH", "MABBR") and not _month(first))}
    first = {**shared, **first}
    if "YEAR" not in first and "YEAR" in second and _month(first):
        wraps = (_month(first) or 0) > (_month(second) or 12)
        first = {**first, "YEAR": int(second["YEAR"]) - wraps}
    return date(first, here), date(second, replace(here, year=here.year_after)) if second else None


def _spelled(fields: Fields) -> Fields:
    """The fields with a date in figures, day first, taken apart: 4.6.1918, or 27.5 before such a one."""
    figures = str(fields.get("DOTTED") or fields.get("DECIMAL") or "")
    return {**fields, **dict(zip(("DD", "MONTH", "YEAR"), map(int, figures.split(".")), strict=False))} if figures else fields


def _month(fields: Fields) -> int | None:
    return number(fields, "MONTH", "MABBR")


def decade(fields: Fields, here: Here) -> Sense | None:
    """A decade: "the 1990s"; one without its century ("the twenties") in that of the date told before, or of the page."""
    year = number(fields, "DECADE", "YEAR", "OLD") or 0
    if "SHORT" in fields or "TENTHS" in fields:
        return _short_decade(number(fields, "SHORT", "TENTHS") or 0, fields, here)
    if "BC" in fields:
        return Sense(None, f"BC{year // 10:03d}", FROM_PAGE)
    return sense_of(Point(year // 10 * 10, years=10), {}, FROM_PAGE, stated=True)


def _short_decade(tens: int, fields: Fields, here: Here) -> Sense | None:
    """The decade of the century named with it, else of the date told before, else the last one by the day of the page."""
    if tens % 10:
        return None
    century = number(fields, "ROMAN", "ORDINAL")
    told = here.before(("day", "month", "year", "range"))
    if century is not None:
        return sense_of(Point(100 * (century - 1) + tens, years=10), {}, FROM_PAGE, stated=True)
    if told is not None and (told.point.year or 0) > 0:
        year = (told.point.year or 0) // 100 * 100 + tens
        return sense_of(Point(year, years=10), {}, f"the century is taken from “{told.words}”, told before", stated=told.stated)
    if here.published is not None and here.published.year:
        year = here.published.year // 100 * 100 + tens
        year -= 100 * (year > here.published.year)
        return sense_of(Point(year, years=10), {}, here.counted(), stated=False)
    return Sense(None, f"XX{tens // 10}", "the century is not known")


def century(fields: Fields, here: Here) -> Sense | None:
    """A century: "the 19th century"."""
    del here
    n = (number(fields, "ORDD", "ORDINAL", "ROMAN", "DD") or 0) + (number(fields, "TENS") or 0)
    if "BC" in fields or not 2 <= n <= 99:
        return Sense(None, f"BC{n - 1:02d}", FROM_PAGE)
    return sense_of(Point((n - 1) * 100, years=100), {}, FROM_PAGE, stated=True)
