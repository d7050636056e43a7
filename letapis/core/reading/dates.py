"""Dates as pages print them: in words or figures, always with a year, never guessed."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from letapis.core.reading.cues import LANGUAGES
from letapis.words.tables import table

_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_NAME = r"[^\W\d_]{2,12}(?: (?:ال)?(?:ثاني|أول|اول))?"
"""The name of a month; Arabic has some of two words (the first and the second of one name)."""
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º|-го|-е|-га)? {1,2}(?:de |of )?"
    rf"({_NAME})(?: ?/ ?{_NAME})?[.,،]{{0,2}} {{1,2}}(?:del? )?((?:19|20)\d\d)(?!\d)"
)
_MONTH_FIRST = re.compile(r"(?<![^\W\d_])([^\W\d_]{3,12})\.? {1,2}(\d{1,2})(?:st|nd|rd|th)?,? {1,2}((?:19|20)\d\d)(?!\d)")
_FIGURES = re.compile(r"(?<![\d-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?![\d-])")
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-])(\d{1,2})\2(\d{1,2})(?!\d)")
_DIGITS = {start + n: str(n) for start in (0x0660, 0x06F0) for n in range(10)}
"""The digits of Arabic and Persian."""


@cache
def _months() -> tuple[tuple[str, int], ...]:
    """The beginnings of the months' names, the longest first."""
    found = []
    for language in LANGUAGES:
        for number, stems in enumerate(table(f"lang/{language}/reading")["months"], 1):
            found += [(stem, number) for stem in stems.split("|")]
    return tuple(sorted(found, key=lambda f: -len(f[0])))


def month_of(word: str) -> int | None:
    """The number of the month a word names."""
    low = word.casefold()
    return next(
        (n for stem, n in _months() if low.startswith(stem) and len(low) - len(stem) <= (7 if len(stem) > 2 else 0)), None
    )


def _valid(year: str, month: int | str | None, day: str) -> str | None:
    try:
        return date(int(year), int(month or 0), int(day)).isoformat()
    except ValueError:
        return None


def _figures(m: re.Match[str]) -> str | None:
    """Figures with stops are day first; with strokes or dashes only where one of them can be no month."""
    first, second = int(m[1]), int(m[3])
    if m[2] == "." or first > 12:
        return _valid(m[4], second, m[1])
    return _valid(m[4], first, m[3]) if second > 12 or first == second else None


def dates_in(text: str) -> list[tuple[int, int, str]]:
    """Every full date in a text: where it starts and ends, and its ISO form, in the order of the text."""
    if not text.isascii():
        text = text.translate(_DIGITS)
    found = [(m.start(), m.end(), _valid(m[1], m[2], m[3])) for m in _ISO.finditer(text)]
    found += [(m.start(), m.end(), _valid(m[3], month_of(m[2]), m[1])) for m in _DAY_FIRST.finditer(text)]
    found += [(m.start(), m.end(), _valid(m[3], month_of(m[1]), m[2])) for m in _MONTH_FIRST.finditer(text)]
    found += [(m.start(), m.end(), _figures(m)) for m in _FIGURES.finditer(text)]
    return sorted((a, b, iso) for a, b, iso in found if iso)


def date_in(text: str) -> str | None:
    """The first full date in a text."""
    found = dates_in(text)
    return found[0][2] if found else None


def date_in_url(url: str | None) -> str | None:
    """The day an address carries (``/2011/03/14/``); a month alone is not enough."""
    m = _IN_URL.search(url or "")
    return _valid(m[1], m[3], m[4]) if m else None


def date_of_markup(value: str) -> str | None:
    """The day a machine-readable date says, as it is written there (its own time zone is kept)."""
    value = value.strip()
    m = re.match(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d{5})", value)
    return _valid(m[1], m[2], m[3]) if m else date_in(value[:60])
