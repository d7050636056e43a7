"""What a line shows by its words: the phrases that open teasers, adverts, menus and legal notes; the small words of prose."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from letapis.words.tables import table

LANGUAGES = ("en", "ru", "uk", "be", "pl", "es", "fr", "de", "ar")
KINDS = ("related", "advert", "social", "comment", "legal", "byline", "dateline", "caption", "closing", "menu")
"""The kinds of cue, the more telling first: a line that could be two is the first."""

_BEGINS_WITHIN = 12
"""A cue tells nothing about a line of more words than this …"""
_CLOSES_WITHIN = 40
"""… but requests to subscribe or to help, which come as sentences, may have so many."""


def phrases(kind: str) -> Iterable[str]:
    """Every phrase of one kind, in all languages."""
    for language in LANGUAGES:
        yield from table(f"lang/{language}/reading").get(kind, ())


@cache
def stop_words() -> frozenset[str]:
    """The small words that running text is full of, in all languages."""
    return frozenset(phrases("stop"))


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in KINDS:
        if kind != "legal":
            for phrase in phrases(kind):
                found.setdefault(phrase.split(" ")[0], []).append((phrase, kind))
    return {first: tuple(sorted(these, key=lambda p: -len(p[0]))) for first, these in found.items()}


@cache
def _legal() -> tuple[str, ...]:
    return tuple(phrases("legal"))


def cue_of(line: str) -> str:
    """Which kind of cue the line begins with (a legal one may stand anywhere in it), or an empty string."""
    low = " ".join(line.casefold().strip(" \t-–—•·|>»:*#[(").split())[:300]
    if not low:
        return ""
    if any(phrase in low for phrase in _legal()):
        return "legal"
    first, count = low.split(" ", 1)[0], low.count(" ") + 1
    for phrase, kind in _by_first_word().get(first.rstrip(":,.!()"), ()):
        if count > (_CLOSES_WITHIN if kind == "closing" else _BEGINS_WITHIN):
            continue
        if low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalpha():
            return kind
    return ""
