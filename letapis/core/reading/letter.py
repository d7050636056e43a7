"""Letters: known by a head that says to whom, from whom, about what and when, by their greeting and by how they close."""

from __future__ import annotations

import re
from collections.abc import Sequence

from letapis.core.reading.align import words
from letapis.core.reading.dates import date_in, dates_in
from letapis.core.reading.head import Head
from letapis.core.reading.phrasing import begins, field

_TOP = 25
_FOOT = 15
"""Lines at the beginning that may belong to the head, and at the end that may close a letter."""
_GREETING = 10
"""Words of a greeting at most."""
_PROSE = 25
"""Words of a line of running text: the head ends there."""
_NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}\Z")


def letter_of(lines: Sequence[str], told: bool = False) -> Head | None:
    """The head of a letter, or None: a greeting before any running text with fields and a date, or fields that say it all."""
    top = list(lines[:_TOP])
    prose = next((i for i, x in enumerate(top) if len(words(x)) >= _PROSE), len(top))
    top = top[:prose]
    greeting = next((i for i, x in enumerate(top) if _greets(x)), None)
    head = range(greeting if greeting is not None else len(top))
    fields = {k: [i for i in head if field(top[i], "letter", k) is not None] for k in ("to", "sender", "subject", "reference")}
    day = next((i for i in head if _dated(top[i])), None)
    closed = any(len(words(x)) <= 8 and begins(x, "letter", "closing") for x in lines[-_FOOT:])
    if not told and not _enough(greeting is not None, {k for k, v in fields.items() if v}, day is not None, closed):
        return None
    last = greeting - 1 if greeting is not None else max([i for v in fields.values() for i in v] + [-1 if day is None else day])
    subject = next((v for i in fields["subject"] if (v := field(top[i], "letter", "subject"))), None)
    sender = next((v for i in fields["sender"] if (v := field(top[i], "letter", "sender"))), None) or _signed(lines)
    return Head(
        "letter", frozenset(range(last + 1)), day, frozenset(fields["sender"]), subject,
        date_in(top[day]) if day is not None else None, (sender,) if sender else (), None,
    )  # fmt: skip


def _enough(greets: bool, fields: set[str], dated: bool, closes: bool) -> bool:
    """Whether what was found makes a letter."""
    if greets:
        return (dated and closes) or (bool(fields) and (dated or closes)) or len(fields) >= 2
    return {"to", "subject"} <= fields and (dated or "sender" in fields or "reference" in fields) and closes


def _greets(line: str) -> bool:
    """A line that does nothing but greet."""
    end = line.rstrip()[-1:]
    return 2 <= len(words(line)) <= _GREETING and end in (",", "!", ":", "،") and bool(begins(line, "letter", "dear"))


def _dated(line: str) -> bool:
    """A line with a place and a date, or a date alone."""
    found = dates_in(line[:200])
    rest = line[: found[0][0]] + line[found[0][1] :] if found else ""
    return bool(found) and len(words(rest)) <= 4


def _signed(lines: Sequence[str]) -> str | None:
    """Who signed it: the name on the line below its closing words."""
    start = max(0, len(lines) - _FOOT)
    for i in range(start, len(lines) - 1):
        if len(words(lines[i])) <= 8 and begins(lines[i], "letter", "closing"):
            name = " ".join(lines[i + 1].split()).strip(",")
            return name if _NAME.match(name) and len(name) < 60 else None
    return None
