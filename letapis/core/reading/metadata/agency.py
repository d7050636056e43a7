"""The news agency whose report a page carries, by the line that says so: a dateline, a byline, a credit of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from letapis.core.reading.align import words
from letapis.core.reading.cues import LANGUAGES
from letapis.core.reading.metadata.people import without_opening
from letapis.words.tables import table

_OPENING = 130
"""Letters of the first paragraph in which a dateline stands."""
_DATELINE = re.compile(r"(?P<place>[^\n()]{2,60}?)\s?\((?P<who>[^()\n]{2,40})\)\s{0,2}(?:--|[-–—:.])\s?")
_CREDIT = re.compile(r"[(\[—–-]{0,2}\s?(?P<who>[^()\[\]\n]{2,60}?)\s?[)\].]{0,2}")
_LAST = re.compile(r"(?:[.!?…”\"»]\s|\s)?[(—–]\s?(?P<who>[^()\n—–]{2,40})\)?\.?\Z")
_WITHIN = re.compile(
    r"(?P<place>[^\n]{2,60}?)[,.]\s(?:\d[^\n]{2,25}[,.]?\s)?(?:[/(])?(?P<who>[^\s/()][^/()\n]{1,30}?)(?:[/)]|\s)[-–—.]{1,2}\s"
)
_SHORT = re.compile(r"[^\W\d_a-zа-яёіїєґў]{2,6}")
_PARTS = re.compile(r"\s?[/,;]\s?|\s(?:and|und|и|y|et)\s")
_CAPITALS = 4
"""Capitals up to which a word may be another abbreviation than the one in the table."""
_SIGNS = 12
"""Words of a line that can be a credit."""


@cache
def _forms() -> dict[str, str]:
    """The agency each form stands for: capitals as they are, others in small letters."""
    return {
        form if form.isupper() else form.casefold(): name
        for name, forms in table("about")["agencies"].items()
        for form in forms
    }


def known(text: str) -> str | None:
    """The agency a few words name, and nothing else; "Reuters/AP" names the first, "Somebody / Reuters" a photographer."""
    parts = [p.strip(" .:—–-()[]©") for p in _PARTS.split(" ".join(text.split())[:80])]
    found = [_forms().get(p) or (_forms().get(p.casefold()) if not p.isupper() or len(p) > _CAPITALS else None) for p in parts]
    return found[0] if all(found) else None


def agency_of(first: str, last: str, signed: Sequence[str], authors: Sequence[str], publisher: str | None) -> str | None:
    """The agency whose line the page carries; None where it carries none, or where the agency is the publisher.

    ``first`` and ``last`` are the first and the last lines of the main text, ``signed`` the lines around it that may sign it.
    """
    found = _dateline(first) or _credit(signed) or _closing(last) or next((a for n in authors if (a := known(n))), None)
    own = set(words(publisher or ""))
    initials = "".join(w[0] for w in words(publisher or ""))
    if not found or own & _words_of(found) or found.lower() == initials or known(publisher or "") == found:
        return None
    return found


def _words_of(agency: str) -> set[str]:
    """The single words that name an agency."""
    forms = table("about")["agencies"].get(agency, [agency])
    return {w for f in forms for w in words(f) if len(words(f)) == 1}


def _dateline(first: str) -> str | None:
    """The agency of "MOSTRYN (NPA) —": in brackets after a place, before a dash; an unknown one by its capitals alone."""
    opening = first[:_OPENING]
    if m := _DATELINE.match(opening):
        if found := known(m["who"]):
            return found
        place = m["place"].split(",")[0].strip()
        if place[:1].isupper() and len(place.split()) <= 4 and _SHORT.fullmatch(m["who"].strip()):
            return m["who"].strip()
    if (m := _WITHIN.match(opening)) and m["place"][:1].isupper() and len(m["place"].split()) <= 6:
        return known(m["who"])
    return None


def _credit(lines: Sequence[str]) -> str | None:
    """The agency of a line that says nothing else: "(Reuters)", "— AP", "By Reuters", "Источник: ТАСС"."""
    for line in lines:
        text = " ".join(line.split())
        if not text or len(text.split()) > _SIGNS or len(text) > 90:
            continue
        rest, _ = without_opening(text)
        m = _CREDIT.fullmatch(rest.partition(": ")[2] if _is_source(rest) else rest)
        if m and (found := known(m["who"])):
            return found
    return None


@cache
def _sources() -> tuple[str, ...]:
    return tuple(w for language in LANGUAGES for w in table(f"lang/{language}/about").get("source", ()))


def _is_source(line: str) -> bool:
    low = line.casefold()
    return ": " in line and any(low.startswith(w) for w in _sources())


def _closing(last: str) -> str | None:
    """The agency in brackets or after a dash at the very end of the text."""
    m = _LAST.search(last[-60:].rstrip())
    return known(m["who"]) if m else None
