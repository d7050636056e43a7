"""Lines that say when a page was published or changed: what each of their dates is the day of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from letapis.core.reading.align import words
from letapis.core.reading.cues import LANGUAGES, cue_of, phrases
from letapis.core.reading.dates import apart, date_of_markup, dates_in
from letapis.words.tables import table

_ELSEWHERE = frozenset({"legal", "related", "comment", "advert", "social"})
_BARE, _CUED = 4, 10
"""Words a dateline may have beside its date: by itself, and when it begins like one."""
_LONG = 400
"""Letters of a line that are looked at."""
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d\d(?::\d\d)?(?: ?[ap]\.?m\.?(?![a-z]))?(?: \(?[A-Z]{2,4}\)?(?![a-z]))?|\b\d{1,2} ?[ap]\.?m\.?(?![a-z])",
    re.I,
)
_PARTED = re.compile(r"[|•·;/]|, ")


@dataclass(frozen=True, slots=True)
class Day:
    """A date of a line, and what it is the day of: ``published``, ``updated``, or ``""`` where the line does not say."""

    iso: str
    of: str = ""


def is_dateline(line: str) -> bool:
    """Whether a line is little more than a date, or a little more that begins like a byline or dateline."""
    found = dates_in(line[:_LONG])
    if not found or len(line) > 200:
        return False
    cue = cue_of(line)
    if cue in _ELSEWHERE:
        return False
    rest = line
    for start, end, _ in reversed(found[:3]):
        rest = rest[:start] + " " + rest[end:]
    return len(words(_CLOCK.sub(" ", rest))) <= (_CUED if cue in ("byline", "dateline") else _BARE)


@cache
def _about(key: str) -> tuple[str, ...]:
    return tuple(p for language in LANGUAGES for p in table(f"lang/{language}/about").get(key, ()))


@cache
def _updates() -> tuple[str, ...]:
    return tuple(phrases("updated"))


def days_of(line: str, times: Sequence[str] = (), label: str = "") -> list[Day]:
    """The dates a line gives, each with what the words before it say; a machine's only where none is printed.

    ``label`` are the words of the line before, where they are few. The day a page was archived or looked at ("archived on",
    "today is") is no day of the page and is left out.
    """
    low, at, found = line[:_LONG].casefold(), 0, list[Day]()
    said = told(label[:_LONG].casefold())
    printed = dates_in(line[:_LONG])
    for start, end, iso in printed:
        before, at = low[at:start], end
        said = told(before) or (said if not _PARTED.search(before) else "")
        if said != "captured":
            found.append(Day(iso, said))
    marked = [d for t in times[:4] if (d := date_of_markup(t))]
    if printed:
        at_odds = len(printed) == len(marked) == 1 and found and apart(marked[0], found[0].iso) > 1
        return [*found, Day(marked[0], found[0].of)] if at_odds else found
    said = told(low) or said
    return [Day(d, said) for d in dict.fromkeys(marked)] if said != "captured" else []


def told(before: str) -> str:
    """What words before a date (in small letters) say it is the day of; the last of them counts."""
    best, found = -1, ""
    for kind, these in (("published", _about("published")), ("updated", _updates()), ("captured", _about("captured"))):
        for p in these:
            at = before.rfind(p)
            if at > best:
                best, found = at, kind
    return found
