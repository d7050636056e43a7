"""Dates as pages print them: in words or figures, always with a year, never guessed."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from letapis.core.reading.cues import LANGUAGES
from letapis.words.tables import table

_YEAR = r"((?:19|20)\d\d)(?!\d)"
_ISO = re.compile(r"(?<!\d)((?:19|20)\d\d)([-/.])(\d\d?)\2(\d\d?)(?!\d)")
_NAME = r"[^\W\d_]{2,12}(?: (?:ال)?(?:ثاني|أول|اول))?"
"""The name of a month; Arabic has some of two words (the first and the second of one name)."""
_DAY_FIRST = re.compile(
    r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|\.|º|-го|-е|-га)? {1,2}(?:de |of )?"
    rf"({_NAME})(?: ?/ ?{_NAME})?[.,،]{{0,2}} {{1,2}}(?:del? )?{_YEAR}"
)
_MONTH_FIRST = re.compile(
    r"(?:(?<![^\W\d_])|(?<=[a-zß-öø-ÿа-яёіїєґў])(?=[A-ZА-ЯЁ]))"
    rf"(?=([^\W\d_]{{3,12}})\.? {{1,2}}(\d{{1,2}})(?:st|nd|rd|th)?,? {{1,2}}{_YEAR})"
)
"""Before it no letter, but for a name whose line runs on with a capital: elements that stand side by side lose their gap."""
_FIGURES = re.compile(r"(?<![\d-])(\d{1,2})([./-])(\d{1,2})\2((?:19|20)\d\d)(?![\d-])")
_IN_URL = re.compile(r"(?<!\d)((?:19|20)\d\d)([/_-])(\d{1,2})\2(\d{1,2})(?!\d)")
_ARCHIVED = re.compile(r"https?://[^/\s]{1,60}/(?:web/)?[\d.*_a-z-]{4,20}/(?=https?:/{1,2}[^/\s])", re.I)
_MACHINE = re.compile(r"((?:19|20)\d\d)-?(\d\d)-?(\d\d)(?!\d{5})")
_CITED = re.compile(r"((?:19|20)\d\d),? ([^\W\d_]{3,12})\.? (\d{1,2})(?!\d)")
"""As catalogues of journals write a day, the year first; in running text the figures may belong to different things."""
_ZONE = re.compile(r"\d\d:?\d\d(?::?\d\d(?:\.\d{1,9})?)? ?([+-]\d\d:?\d\d)\s*\Z")
_FIGURE = re.compile(r"[12۱۲١٢][09۰۹٠٩]")
_DIGITS = {start + n: str(n) for start in (0x0660, 0x06F0) for n in range(10)}
"""The digits of Arabic and Persian."""
_ENDING = 7
"""Letters a month's name may have beyond its beginning in the tables."""


@cache
def _months() -> dict[str, tuple[tuple[str, int], ...]]:
    """The beginnings of the months' names, the longest first, by their first two letters."""
    found: dict[str, list[tuple[str, int]]] = {}
    for language in LANGUAGES:
        for number, stems in enumerate(table(f"lang/{language}/reading")["months"], 1):
            for stem in stems.split("|"):
                found.setdefault(stem[:2], []).append((stem, number))
    return {first: tuple(sorted(these, key=lambda f: -len(f[0]))) for first, these in found.items()}


@lru_cache(maxsize=4_000)
def month_of(word: str) -> int | None:
    """The number of the month a word names."""
    low = word.casefold()
    stems = _months().get(low[:2], ())
    return next(
        (n for stem, n in stems if low.startswith(stem) and len(low) - len(stem) <= (_ENDING if len(stem) > 2 else 0)), None
    )


def _valid(year: str, month: int | str | None, day: str) -> str | None:
    try:
        return date(int(year), int(month or 0), int(day)).isoformat()
    except ValueError:
        return None


def _figures(m: re.Match[str]) -> str | None:
    """Figures with stops are day first; with strokes or hyphens only where one of them can be no month."""
    first, second = int(m[1]), int(m[3])
    if m[2] == "." or first > 12:
        return _valid(m[4], second, m[1])
    return _valid(m[4], first, m[3]) if second > 12 or first == second else None


def dates_in(text: str) -> list[tuple[int, int, str]]:
    """Every full date in a text: where it starts and ends, and its ISO form, in the order of the text."""
    if not _FIGURE.search(text):
        return []
    if not text.isascii():
        text = text.translate(_DIGITS)
    found = [(m.start(), m.end(), _valid(m[1], m[3], m[4])) for m in _ISO.finditer(text)]
    found += [(m.start(), m.end(), _valid(m[3], month_of(m[2]), m[1])) for m in _DAY_FIRST.finditer(text)]
    found += [(m.start(), m.end(3), _valid(m[3], month_of(m[1]), m[2])) for m in _MONTH_FIRST.finditer(text)]
    found += [(m.start(), m.end(), _figures(m)) for m in _FIGURES.finditer(text)]
    return sorted((a, b, iso) for a, b, iso in found if iso)


def date_in(text: str) -> str | None:
    """The first full date in a text."""
    found = dates_in(text)
    return found[0][2] if found else None


def original_url(url: str | None) -> str | None:
    """The address of the page itself, where an archive's address wraps it (``…/web/20110314…/http://…``)."""
    for _ in range(3):
        m = _ARCHIVED.match(url or "")
        if not m or not url:
            return url
        url = url[m.end() :]
    return url


def date_in_url(url: str | None) -> str | None:
    """The day an address carries (``/2011/03/14/``); a month alone is not enough, an archive's own stamp is none."""
    m = _IN_URL.search((original_url(url) or "")[:2000])
    return _valid(m[1], m[3], m[4]) if m else None


def date_of_markup(value: str) -> str | None:
    """The day a machine-readable date says, as it is written there (its own time zone is kept)."""
    value = value.strip()[:100]
    if m := _MACHINE.match(value):
        return _valid(m[1], m[2], m[3])
    m = _CITED.match(value)
    return _valid(m[1], month_of(m[2]), m[3]) if m else date_in(value[:60])


def in_local_time(value: str) -> bool:
    """Whether a machine-readable date says a time zone of its own that is not Greenwich's."""
    m = _ZONE.search(value.strip()[:100])
    return bool(m) and m is not None and m[1].strip("+-0:") != ""


def apart(a: str, b: str) -> int:
    """Days between two ISO dates."""
    return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
