"""Whether a time is an end, a beginning or a point, by the words before it: "until 19 February", "since May", "on 3 June"."""

from __future__ import annotations

from functools import cache
from typing import Literal

from letapis.core.annotate.timing.grammar import grammar

Bound = Literal["begin", "end", "point"]


@cache
def _endings(language: str) -> tuple[tuple[Bound, tuple[str, ...]], ...]:
    made = grammar(language)
    if made is None:
        return ()
    return ("end", made.end_words), ("begin", made.begin_words)


def bounds(before: str, language: str = "en") -> Bound:
    """What the words just before a time expression make of it; ``before`` is the text up to it."""
    last = " " + " ".join(before[-40:].split()).casefold()
    for bound, words in _endings(language):
        if any(last.endswith(" " + w) for w in words):
            return bound
    return "point"
