"""Dates as cells write them: the order of day and month is decided by the whole column, what stays open is never guessed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from letapis.core.tables import words
from letapis.words.when import valid

DAY_FIRST, MONTH_FIRST, OPEN = "dmy", "mdy", ""
_TIME = r"(?:[T ,]{1,3}\d{1,2}[:.]\d\d\S{0,16})?"
_ISO = re.compile(rf"(\d{{4}}|XXXX)([-./])(\d{{1,2}})(?:\2(\d{{1,2}})\.?{_TIME})?\Z")
_NUMBERS = re.compile(rf"(\d{{1,2}})([./-])(\d{{1,2}})\2(\d{{4}}|\d\d){_TIME}\Z")
_MONTH_YEAR = re.compile(r"(\d{1,2})[./-](\d{4})\Z")
_YEAR = re.compile(r"(?:18[5-9]|19|20)\d\d?\d\Z")
_TOKEN = re.compile(r"\d+(?:st|nd|rd|th|er|º)?\b|[^\W\d_]+|[^\w\s.,'’]")
_END = re.compile(r"(?<=[\d\s.,])(?:г|года?|р|рік|року|r|roku)[\s.,]*\Z|[\s.,]+\Z", re.I)
_FILL: Final = frozenset({"of", "de", "del", "the", "г", "год", "года", "р", "рік", "року", "r", "roku", "на"})
_BETWEEN = re.compile(r"\s+[-–—]\s+|\s*[–—]\s*|\s*:\s*|\s+(?:to|until|по|до|bis|do|al|au)\s+")
_YEARS = re.compile(r"(\d{4})-(\d{4})\Z")
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Dated:
    """A date as an EDTF value, and how its writing was understood."""

    value: str
    basis: str = ""
    open: bool = False
    """Day and month cannot be told apart, so that only the year is taken."""


@dataclass(frozen=True, slots=True)
class Order:
    """Which of two numbers a column writes first, and how that is known."""

    first: str = OPEN
    basis: str = ""


def order_of(cells: Iterable[str], said: str = OPEN) -> Order:
    """The order of day and month in a column: as a person said, else as some cell settles it, if none contradicts."""
    if said:
        return Order(said, f"{'the day' if said == DAY_FIRST else 'the month'} is written first, as a person said")
    found: dict[str, str] = {}
    for cell in cells:
        for part in _parts(cell):
            m = _NUMBERS.match(_trimmed(part))
            if m and int(m[1]) > 12 >= int(m[3]):
                found.setdefault(DAY_FIRST, m[0])
            elif m and int(m[3]) > 12 >= int(m[1]):
                found.setdefault(MONTH_FIRST, m[0])
    if len(found) != 1:
        return Order()
    first, example = next(iter(found.items()))
    return Order(
        first, f"{'the day' if first == DAY_FIRST else 'the month'} is written first, as “{example}” in this column shows"
    )


def read(cell: str, order: Order) -> Dated | None:
    """The date or stretch of time that a cell writes; None where it writes none that can be read."""
    text = _trimmed(cell)
    if not text or len(text) > _LONGEST:
        return None
    if (single := _marked(text, order)) is not None:
        return single
    parts = _parts(text)
    if len(parts) != 2:
        return None
    first, last = (_marked(_trimmed(p), order) if p.strip() else Dated("..") for p in parts)
    if first is None or last is None or first.open or last.open:
        return None
    value = f"{first.value}/{last.value}"
    return Dated(value, first.basis or last.basis) if valid(value) else None


def _parts(text: str) -> list[str]:
    years = _YEARS.match(text.strip())
    return [years[1], years[2]] if years else _BETWEEN.split(text[:_LONGEST]) if len(text) <= _LONGEST else [text]


def _trimmed(text: str) -> str:
    return _END.sub("", " ".join(text.split())).rstrip(" ,.") if len(text) <= 4 * _LONGEST else ""


def _marked(text: str, order: Order) -> Dated | None:
    """A date with "about" or "~" before it, or "?" behind it."""
    mark, rest = "", text
    if rest.endswith("?"):
        mark, rest = "?", rest[:-1].rstrip(" (")
    first, _, behind = rest.partition(" ")
    if rest.startswith("~") or words.plain(first) in words.about():
        mark, rest = "%" if mark else "~", rest[1:].strip() if rest.startswith("~") else behind
    found = _single(_trimmed(rest), order)
    if found is None or not mark:
        return found
    value = found.value.rstrip("?") + ("?" if mark == "?" else mark)
    return Dated(value, found.basis, found.open) if valid(value) else None


def _single(text: str, order: Order) -> Dated | None:
    if m := _ISO.match(text):
        if m[2] == "/" and not m[4]:
            return None  # "2010/11" may be a month, or two years
        return _valid(m[1], m[3], m[4])
    if m := _NUMBERS.match(text):
        return _ordered(m[0], int(m[1]), int(m[3]), m[4], m[2], order)
    if m := _MONTH_YEAR.match(text):
        return _valid(m[2], m[1], None)
    if _YEAR.match(text):
        return Dated(text)
    return _in_words(text)


def _valid(year: str, month: str | int, day: str | int | None, basis: str = "") -> Dated | None:
    value = f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")
    return Dated(value, basis) if valid(value) else None


def _ordered(text: str, a: int, b: int, year: str, sign: str, order: Order) -> Dated | None:
    """A date in numbers: settled by itself, by its column, or by the dots that only go with the day first; else its year."""
    mark, short = "", len(year) == 2
    if short:
        year, mark = f"20{year}", "?"
    said = "its year is written with two digits" if short else ""
    if a > 12 or b > 12 or a == b:
        first, basis = (DAY_FIRST if b <= 12 else MONTH_FIRST), ""
    elif order.first:
        first, basis = order.first, order.basis
    elif sign == ".":
        first, basis = DAY_FIRST, "written with dots, so the day stands first"
    else:
        return Dated(year + mark, f"“{text}” can be read with the day or with the month first, so only its year is taken", True)
    day, month = (a, b) if first == DAY_FIRST else (b, a)
    found = _valid(year, month, day, "; ".join(x for x in (basis, said) if x))
    return Dated(found.value + mark, found.basis) if found else None


def _in_words(text: str) -> Dated | None:
    """A date with the name of its month: "19 December 2010", "Dec 2010", "December 19, 2010", "19 декабря"."""
    day = month = year = None
    for token in _TOKEN.findall(text):
        number = re.match(r"\d+", token)
        name = token.casefold().rstrip(".")
        if number and len(number[0]) == 4 and year is None:
            year = number[0]
        elif number and len(number[0]) < 3 and day is None:
            day = int(number[0])
        elif not number and name in words.months() and month is None:
            month = words.months()[name]
        elif number or name not in _FILL:
            return None
    if month is None or (year is None and day is None):
        return None
    return _valid(year or "XXXX", month, day)
