"""Where sentences begin and end in the main text: cut at every stop, then ask small rules whether to join."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache

from letapis.core.tables.grid import is_table, rows_of
from letapis.words.records import Reading, Sentence
from letapis.words.tables import table

_STOP = re.compile(r"(?<![.!?…])[.!?…]+[\"'”’»)\]]*(?=\s)|\n+")


@dataclass(frozen=True, slots=True)
class Cut:
    """A place where a sentence may end."""

    left: str
    """The word before the stop."""
    stop: str
    right: str
    """What follows, without leading white space (up to 40 characters)."""


def _newline(cut: Cut) -> bool | None:
    """A line that ends without a stop goes on when the next begins small."""
    if "\n" not in cut.stop:
        return None
    return cut.right[:1].islower() or (cut.stop == "\n" and cut.left.endswith(","))


def _abbreviation(cut: Cut) -> bool | None:
    """After "Mr." or "Lt." a name follows, not a sentence."""
    return True if cut.stop == "." and cut.left.casefold().rstrip(".") in _before_names() else None


def _initial(cut: Cut) -> bool | None:
    """A single capital before the stop is an initial: "J. Smith", "the U.S. Army"."""
    if cut.stop != "." or not cut.right[:1].isupper():
        return None
    last = cut.left.rpartition(".")[2]
    if len(last) == 1 and last.isupper():
        first = re.match(r"\w+", cut.right)
        return not (len(cut.left) > 1 and first is not None and first[0] in _openers())
    return None


def _clock(cut: Cut) -> bool | None:
    """ "At 1 a.m. Wednesday" goes on."""
    words = table("lang/en/sentences")
    if cut.stop != "." or cut.left.casefold() not in words["clock"]:
        return None
    return True if cut.right.split(" ")[0].rstrip(",.") in words["days"] else None


def _small_letter(cut: Cut) -> bool | None:
    """A sentence does not begin with a small letter."""
    return True if cut.right[:1].islower() else None


def _number(cut: Cut) -> bool | None:
    """ "No. 5" and "Art. 19" go on."""
    return True if cut.stop == "." and cut.right[:1].isdigit() and cut.left.casefold() in _before_numbers() else None


JOIN: tuple[Callable[[Cut], bool | None], ...] = (_newline, _abbreviation, _clock, _initial, _small_letter, _number)


@cache
def _before_names() -> frozenset[str]:
    return frozenset(table("lang/en/sentences")["before_names"])


@cache
def _before_numbers() -> frozenset[str]:
    return frozenset(table("lang/en/sentences")["before_numbers"])


@cache
def _openers() -> frozenset[str]:
    return frozenset(table("lang/en/sentences")["openers"])


def _joined(cut: Cut) -> bool:
    return next((answer for rule in JOIN if (answer := rule(cut)) is not None), False)


def split(text: str) -> Iterator[tuple[int, int]]:
    """The (start, end) of each sentence of a text, white space around them left out."""
    begin = 0
    for m in _STOP.finditer(text):
        left = _word_before(text, max(begin, m.start() - 40), m.start())
        right = text[m.end() : m.end() + 60].lstrip().lstrip("\"'“‘«([")[:40]
        if right and _joined(Cut(left, m[0], right)):
            continue
        yield from _trimmed(text, begin, m.end())
        begin = m.end()
    yield from _trimmed(text, begin, len(text))


def _word_before(text: str, begin: int, end: int) -> str:
    """The word that ends right before an offset, with the stops and hyphens inside it."""
    start = end
    while start > begin and (text[start - 1].isalnum() or text[start - 1] in "_.&'’-"):
        start -= 1
    return text[start:end]


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


def sentences(reading: Reading) -> tuple[Sentence, ...]:
    """The sentences of the main text, none crossing a block; offsets count in ``Reading.text``. Of a table: its rows."""
    if is_table(reading):
        index = {b.start: i for i, b in enumerate(reading.main)}
        rows = ((min(c.start for c in r.cells.values()), r.end) for r in rows_of(reading) if r.cells)
        return tuple(Sentence(start, end, index.get(start, 0)) for start, end in rows)
    return tuple(
        Sentence(b.start + s, b.start + e, i)
        for i, b in enumerate(reading.main)
        for s, e in split(reading.text[b.start : b.end])
    )
