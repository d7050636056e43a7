"""Titles without the site's name, and the site's name that stands in them."""

from __future__ import annotations

import re

from letapis.core.reading.align import words

_SEPARATOR = re.compile(r" (?:[|–—·»«•:/-]|::|>) | - ")
_WEAK = (":", "/", "–", "—")
_LONGEST = 500


def without_site(title: str, site: str | None) -> str:
    """The title without the site's name at its beginning or end: the short part beyond a separator."""
    title = " ".join(title.split())[:_LONGEST]
    parts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    if not parts:
        return title
    own = set(words(site or ""))
    if own and words(title[parts[-1][1] :]) and set(words(title[parts[-1][1] :])) <= own:
        return title[: parts[-1][0]]
    if own and set(words(title[: parts[0][0]])) <= own:
        return title[parts[0][1] :]
    start, end = parts[-1]
    if title[start:end].strip() not in _WEAK and len(words(title[end:])) <= 4 < len(words(title[:start])) + 1:
        return title[:start]
    return title


def differ(title: str, headline: str) -> bool:
    """Whether two forms of a title share less than half of their words."""
    a, b = words(title), words(headline)
    return 2 * sum(w in b for w in a) < 0.5 * (len(a) + len(b))


def site_in(title: str, headline: str) -> str | None:
    """The site's name in a window's title: what stands beside the headline's own words, at its end or beginning."""
    title = " ".join(title.split())[:_LONGEST]
    parts = [(m.start(), m.end()) for m in _SEPARATOR.finditer(title)]
    mine = words(headline)
    if not parts or len(mine) < 2:
        return None
    start, end = parts[-1]
    if _same(words(title[:start]), mine) or _same(words(title[: parts[0][0]]), mine):
        return _name(title[end:])
    first, begin = parts[0]
    return _name(title[:first]) if _same(words(title[begin:]), mine) else None


def _same(said: list[str], mine: list[str]) -> bool:
    return bool(said) and sum(w in mine for w in said) >= 0.8 * max(len(said), len(mine))


def _name(text: str) -> str | None:
    text = text.strip(" |–—-:»«")
    return text if 1 <= len(words(text)) <= 6 and len(text) <= 60 else None
