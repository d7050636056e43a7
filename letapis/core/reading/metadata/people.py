"""The names in a byline, in markup or on the page: people (or who stands for them), without "By", titles and addresses."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import cache

from letapis.core.reading.cues import LANGUAGES, stop_words
from letapis.core.reading.dates import dates_in
from letapis.words.tables import table

MOST = 12
"""Authors a page may have."""
_LONGEST = 60
_PARTS = re.compile(r"\s*(?:[,;]|\s[-–—]\s|\s(?:and|with|und|et|y|i|и|і|and from|&)\s|\sو\s?)\s*")
_CUT = re.compile(r"[|•·/\n\t<>@#]|\s[-–—:]\s|\(|\bhttps?:|\bwww\.|(?<!\w)\d")
_CREDENTIAL = re.compile(r"(?:[A-Z][A-Za-z]{0,3}\.?){1,4}|(?i:ph\.?d|m\.?d|esq|cfp|cpa|jr|sr)\.?")
_WORD = re.compile(r"[^\W\d_]+")
_FULL_NAME = re.compile(
    r"[^\W\d_a-z][^\W\d_A-Z]+(?: [^\W\d_a-z]\.)?"
    r"(?: (?:de|da|van|von|der|al|el|bin|[^\W\d_a-z][^\W\d_A-Z]*(?:['’-][^\W\d_]+)?)){1,3}"
)
_TRAILING = re.compile(r"(?: (?:on|in|at|for|from|to|edited by|edited|le|el|am|w))+\Z", re.I)
_SURNAME_FIRST = re.compile(r"([^\W\d_a-z][^\W\d_A-Z]+), ([^\W\d_a-z][^\W\d_A-Z]+)")


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(w for language in LANGUAGES for w in table(f"lang/{language}/about").get(key, ()))


@cache
def _openings() -> dict[str, tuple[str, ...]]:
    """The openings of bylines by their first two letters, the longest first."""
    found: dict[str, list[str]] = {}
    for w in sorted(_words("by"), key=lambda w: -len(w)):
        found.setdefault(w[:2], []).append(w)
    return {first: tuple(these) for first, these in found.items()}


def without_opening(text: str) -> tuple[str, bool]:
    """The text without the words that open a byline ("By", "Автор:"), and whether it had any."""
    low = text[:_LONGEST].casefold()
    for opening in _openings().get(low[:2], ()):
        if low.startswith(opening) and not low[len(opening) : len(opening) + 1].isalnum():
            rest = text[len(opening) :].lstrip(" :.\t\n")
            return without_opening(rest)[0], True
    return text, False


def names(value: str, publisher: str | None = None) -> list[str]:
    """The names a byline's value gives, without roles, addresses, credentials and the publisher's own name."""
    text = " ".join(html.unescape(value[:600]).replace("\xa0", " ").split())
    if "http" in text[:8] or not text:
        return []
    text, _ = without_opening(text)
    m = _CUT.search(text)
    text = (text[: m.start()] if m else text).strip(" ,;.-–—:")
    if turned := _SURNAME_FIRST.fullmatch(text):
        text = f"{turned[2]} {turned[1]}"
    parts = [p.strip(" .-–—:\"“”'*") if not p.endswith("r.") else p for p in _PARTS.split(text)]
    parts = [_TRAILING.sub("", p) for p in parts]
    found = [p for n, p in enumerate(parts) if _is_name(p) and not (n and _CREDENTIAL.fullmatch(p))]
    return without_publisher(list(dict.fromkeys(found)), publisher)[:MOST]


def without_publisher(found: list[str], publisher: str | None) -> list[str]:
    """The names without the publisher's own, where there are others."""
    own = publisher.casefold() if publisher else ""
    return [p for p in found if p.casefold() != own] or found


def _is_name(part: str) -> bool:
    """Whether a part of a byline can be a name: few words, none of them what somebody does."""
    said = _WORD.findall(part) if ":" not in part else []
    if not said or not 2 < len(part) <= _LONGEST or len(part.split()) > 6:
        return False
    if part.split()[0][:1].islower() and len(said) > 1:
        return False
    low = [w.casefold() for w in said]
    return not any(w in _words("roles") for w in low) and not all(w in _words("alone") for w in low)


def byline_names(line: str, publisher: str | None = None) -> list[str]:
    """The names of a line that opens like a byline or is nothing but a name or two."""
    text = " ".join(line[:300].split())
    found = dates_in(text)
    if found:
        text = text[: found[0][0]] or text[found[0][1] :]
    rest, opened = without_opening(text)
    said = names(rest, publisher)
    return said if opened else [n for n in said if _FULL_NAME.fullmatch(n) and not stop_words() & set(n.lower().split())]


def distinct(found: Iterable[str]) -> tuple[str, ...]:
    """The names once each, in order; one told in another's words again is left out."""
    kept: dict[str, str] = {}
    for name in found:
        kept.setdefault(" ".join(w.casefold() for w in _WORD.findall(name)), name)
    return tuple(kept.values())[:MOST]
