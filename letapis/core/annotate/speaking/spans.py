"""Runs of words as content: snapped to quotation marks, cut at line ends, and placed before, after or around a saying."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from letapis.core.annotate.speaking.cues import Lexicon
from letapis.core.annotate.speaking.said import Place
from letapis.core.annotate.speaking.tree import Span

_NOTHING = re.compile(r"[\s,;:.!?…—–-]*")
_TRAILING = " \t\n,;:.-–—"
_LEADING = " \t\n,;:.-–—!?"


def empty(text: str) -> bool:
    """Whether a stretch of text holds no word."""
    return _NOTHING.fullmatch(text) is not None


def trimmed(place: Place, start: int, end: int) -> Span | None:
    """The run [start, end) without white space and stops at its ends; a quotation keeps what is inside its marks."""
    text = place.page.reading.text
    while start < end and text[start] in _LEADING:
        start += 1
    while end > start and text[end - 1] in _TRAILING:
        end -= 1
    return (start, end) if start < end else None


def snapped(place: Place, span: Span, clear: Span | None = None) -> Span:
    """The run grown to the quotation marks it would cut through; a quotation that holds ``clear`` (the cue) stays cut."""
    start, end = span
    for q in place.quotations:
        if clear is not None and q.start < clear[1] and clear[0] < q.end:
            continue
        if q.start < start < q.end:
            start = q.start
        if q.start < end < q.end:
            end = q.end
    return start, end


def lines(place: Place, spans: Iterable[Span | None]) -> tuple[Span, ...]:
    """The runs cut at line ends, so that each is contiguous words of one line."""
    text, out = place.page.reading.text, []
    for span in spans:
        at = span[0] if span else 0
        while span and at < span[1]:
            stop = text.find("\n", at, span[1])
            stop = span[1] if stop < 0 else stop
            if text[at:stop].strip():
                lead = len(text[at:stop]) - len(text[at:stop].lstrip())
                out.append((at + lead, at + len(text[at:stop].rstrip())))
            at = stop + 1
    return tuple(out)


def around(place: Place, unit: Span, low: int, high: int) -> tuple[Span, ...]:
    """What stands before and after a saying (``unit``) between the offsets low and high, where there are words."""
    parts = (trimmed(place, low, unit[0]), trimmed(place, unit[1], high))
    return tuple(snapped(place, p, unit) for p in parts if p)


def joined(*spans: Span | None) -> Span | None:
    """The run from the first to the last of some runs."""
    there = [s for s in spans if s]
    return (min(s for s, _ in there), max(e for _, e in there)) if there else None


def opened(place: Place, lexicon: Lexicon, contents: tuple[Span, ...]) -> tuple[Span, ...]:
    """The content without the "but", "in fact," or "MINSK, Nov 25 —" that the page puts before it."""
    if not contents:
        return contents
    (start, end), *rest = contents
    text = place.page.reading.text
    m = _DATELINE.match(text, start, end) or _openers(lexicon.openers).match(text, start, end)
    if m is None or m.end() >= end:
        return tuple(rest) if m else contents
    return ((m.end(), end), *rest)


_DATELINE = re.compile(r"[A-Z]{3}[^.!?\n\"“]{0,40}? [—–-]{1,2} (?=\S)")


@cache
def _openers(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"(?:" + "|".join(re.escape(w) for w in words) + r")\b(?:,? (?=\S)|$)", re.IGNORECASE)
