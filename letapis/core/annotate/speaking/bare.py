"""Quotations and who says them in sentences that have not been parsed, by the few words beside the quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from letapis.core.annotate.speaking.cues import Lexicon
from letapis.core.annotate.speaking.quotes import Quotation
from letapis.core.annotate.speaking.said import Said
from letapis.core.annotate.speaking.tree import Span
from letapis.words.records import Page

_NAME = (
    r"(?:(?:[Tt]he |[Aa] |[Aa]n |[Hh]is |[Hh]er )[\w'’-]+(?: [\w'’-]+)?"
    r"|[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}|[Hh]e|[Ss]he|[Tt]hey)"
)
_NEAR = 80


@cache
def _shapes(cues: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    cue = "(?P<cue>" + "|".join(sorted(cues, key=len, reverse=True)) + r")\b"
    source = f"(?P<source>{_NAME})"
    return (
        re.compile(rf"\s*,?\s*{source} {cue}"),
        re.compile(rf"\s*,?\s*{cue} {source}"),
        re.compile(rf"{source} {cue}\s*[,:]?\s*$"),
    )


def sayings(page: Page, lexicon: Lexicon, every: tuple[Quotation, ...]) -> Iterator[Said]:
    """What stands between quotation marks with "X said" or "said X" right beside it, in sentences without a parse."""
    for q in every:
        beside = page.sentences[page.sentence_at(q.end - 1)] if page.sentences else None
        if beside is not None and not beside.tokens:
            yield from _beside(page.reading.text, page.reading.main[q.block].start, lexicon, q)


def _beside(text: str, low: int, lexicon: Lexicon, q: Quotation) -> Iterator[Said]:
    first, second, third = _shapes(lexicon.bare_cues)
    after, before = text[q.end : q.end + _NEAR].split("\n")[0], text[max(low, q.start - _NEAR) : q.start]
    if m := first.match(after) or second.match(after):
        yield _said(m, q.end, q)
    elif m := third.search(before):
        yield _said(m, max(low, q.start - _NEAR), q)


def _said(m: re.Match[str], offset: int, q: Quotation) -> Said:
    cue: Span = (offset + m.start("cue"), offset + m.end("cue"))
    source: Span = (offset + m.start("source"), offset + m.start("source") + len(m["source"].rstrip(".'’-")))
    return Said("beside", cue, ((q.start, q.end),), source, source[1] - 1)
