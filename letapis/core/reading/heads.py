"""What a document says of itself at its head: its headline, by the size of the letters, the date below it, its file's title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from letapis.core.reading.align import words
from letapis.core.reading.cues import cue_of
from letapis.core.reading.dateline import is_dateline
from letapis.core.reading.dates import date_in, dates_in
from letapis.core.reading.draft import About, Piece
from letapis.core.reading.judging import Part

_FIRST = 40
"""Blocks at the beginning among which the headline stands."""
_MADE_UP = re.compile(r"\.\w{2,4}$|^Microsoft Word|^untitled|^\(?anonymous\)?$|^unspecified$", re.I)


def with_headline(parts: Sequence[Part]) -> list[Part]:
    """The largest words of the beginning are the headline; what stands above them is no main text, nor the date below."""
    out = list(parts)
    near = [
        (p.size, -i)
        for i, p in enumerate(parts[:_FIRST])
        if not p.aside and p.element in ("h2", "p") and 2 <= len(words(p.text)) <= 40
    ]
    if not near or max(near)[0] <= 1.1:
        return dated(out, -1)
    head = -max(near)[1]
    out[:head] = [replace(p, aside=p.aside or "other") for p in out[:head]]
    out[head] = replace(out[head], element="h1")
    return dated(out, head)


def dated(parts: list[Part], head: int) -> list[Part]:
    """The parts with bylines and dates below the headline (its index; -1: there is none) set aside."""
    for i in range(head + 1, min(head + 4, len(parts))):
        p = parts[i]
        if p.aside or len(words(p.text)) > 12:
            continue
        short = len(words(p.text)) <= 8
        if (short and head >= 0 and date_in(p.text)) or is_dateline(p.text):
            parts[i] = replace(p, aside="dateline")
        elif short and head >= 0 and cue_of(p.text) == "byline" and i <= head + 2:
            parts[i] = replace(p, aside="byline")
    return parts


def about_of(pieces: Sequence[Piece], title: str, author: str) -> About:
    """Title and date as the first page shows them, else the title the file carries; a file's own date dates nothing."""
    shown = next((p.text for p in pieces if p.kind == "headline"), None)
    dated = next((d for p in pieces if p.kind == "dateline" and (d := date_in(p.text))), None)
    if dated is None:
        top = [p.text for p in pieces[:8] if len(words(p.text)) <= 8 and dates_in(p.text)]
        dated = date_in(top[0]) if top else None
    return About(
        title=shown or carried(title),
        authors=authors_of(author),
        published=dated,
        published_basis="dateline" if dated else None,
        published_certain=dated is not None,
    )


def carried(title: str) -> str | None:
    """A title that a file carries, unless a word processor made it up from a file name."""
    return title if len(title) > 8 and not _MADE_UP.search(title) else None


def authors_of(said: str) -> tuple[str, ...]:
    """Whom a file names as author: a name, not the login of who typed it."""
    names = [n.strip() for n in re.split(r"[;,]", said) if n.strip()]
    return tuple(n for n in names if " " in n and len(n) < 80 and not _MADE_UP.search(n))[:12]
