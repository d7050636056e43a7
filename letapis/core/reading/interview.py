"""Records of interviews: the form at their head, the date of the interview, and the conversation as main text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from letapis.core.reading.cues import LANGUAGES
from letapis.core.reading.dates import date_in
from letapis.words.tables import table

_FIELD = re.compile(r"[ \t]{0,8}([^:\n]{2,40}):[ \t]*(.*)\Z", re.S)
_HEAD = 30
"""Lines at the beginning that may belong to the form."""


@dataclass(frozen=True, slots=True)
class Form:
    """The head of an interview record: which lines (indices) belong to it, and the date it gives."""

    lines: frozenset[int]
    date: str | None
    """The date of the interview, in ISO form."""


@cache
def _names(kind: str) -> frozenset[str]:
    tables = (table(f"lang/{language}/reading").get("interview", {}) for language in LANGUAGES)
    return frozenset(name for t in tables for name in t.get(kind, ()))


def form_of(lines: Sequence[str], told: bool = False) -> Form | None:
    """The form at the head of a record, or None: a person's field and two more make a form, unless told that it is one."""
    fields: dict[int, tuple[str, str]] = {}
    for i, line in enumerate(lines[:_HEAD]):
        m = _FIELD.match(line)
        name = m[1].strip().casefold().replace("’", "'") if m else ""
        if m and any(name in _names(kind) for kind in ("person", "date", "other")):
            fields[i] = (name, m[2])
    people = sum(name in _names("person") for name, _ in fields.values())
    if not told and not (people >= 1 and len(fields) >= 3):
        return None
    dates = [date_in(value) for name, value in fields.values() if name in _names("date")]
    last = max(fields, default=-1)
    return Form(frozenset(i for i in range(last + 1)), next((d for d in dates if d), None))
