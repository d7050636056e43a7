"""What a line shows by its words: the phrases that open teasers, adverts, menus and legal notes; the small words of prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
def self_words() -> frozenset[str]:
    """The words by which people speak of themselves, in all languages: readers' comments are full of them."""
    return frozenset(phrases("self"))


@cache
def _by_first_word() -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, list[tuple[str, str]]] = {}
    for kind in KINDS:
        if kind != "legal":
            for phrase in phrases(kind):
                plain = " ".join(bare(phrase))
                found.setdefault(plain.split(" ")[0], []).append((plain, kind))
    return {first: tuple(sorted(these, key=lambda p: -len(p[0]))) for first, these in found.items()}


@cache
def _legal() -> dict[str, tuple[str, ...]]:
    """Legal phrases by their first word (bare of marks)."""
    found: dict[str, list[str]] = {}
    for phrase in phrases("legal"):
        found.setdefault(bare(phrase)[0] if bare(phrase) else phrase, []).append(phrase)
    return {first: tuple(these) for first, these in found.items()}


_EDGES = " \t-–—•·|>»:*#[(]),.!«\"'"
_BARE = str.maketrans(dict.fromkeys(_EDGES, " "))
_MARKS = _EDGES.strip()


_BETWEEN = "\0"


def bare(line: str) -> list[str]:
    """The words of a line in small letters, without the marks around them."""
    return line.casefold().translate(_BARE).split()


def bare_each(lines: Sequence[str]) -> list[list[str]]:
    """The same of each of many lines that are in small letters already: marks go from all of them in one step."""
    whole = _BETWEEN.join(lines)
    if whole.count(_BETWEEN) != max(0, len(lines) - 1):
        return [bare(line) for line in lines]
    for mark in _MARKS:
        whole = whole.replace(mark, " ")
    return [line.split() for line in whole.split(_BETWEEN)] if lines else []


def cue_of(line: str, found: Sequence[str] | None = None) -> str:
    """Which kind of cue the line begins with (a legal one may stand anywhere in it), or an empty string.

    ``found`` are the line's ``bare`` words, where the caller has them already.
    """
    words = bare(line) if found is None else found
    if not words:
        return ""
    if not _legal_firsts().isdisjoint(words[:_LEGAL_WITHIN]) and _is_legal(line, words[:_LEGAL_WITHIN]):
        return "legal"
    at = 0
    if words[0].isdigit():  # "12 comments"
        at = next((i for i, w in enumerate(words[:4]) if not w.isdigit()), 0)
    if words[at] not in _by_first_word() or len(words) - at > _CLOSES_WITHIN:
        return ""
    return _opening(" ".join(words[at:]), words[at], len(words) - at)


def _opening(low: str, first: str, count: int) -> str:
    """The kind of phrase that ``count`` words, joined by blanks, open with."""
    for phrase, kind in _by_first_word()[first]:
        if count > (_CLOSES_WITHIN if kind == "closing" else _BEGINS_WITHIN):
            continue
        if low.startswith(phrase) and not low[len(phrase) : len(phrase) + 1].isalpha():
            return kind
    return ""


_LEGAL_WITHIN = 60
"""Words of a line in which a legal phrase is looked for."""


@cache
def _legal_firsts() -> frozenset[str]:
    return frozenset(_legal())


def _is_legal(line: str, words: Sequence[str]) -> bool:
    """Whether a legal phrase stands in the line."""
    low = " ".join(line.casefold().split())
    return any(phrase in low for first in _legal_firsts().intersection(words) for phrase in _legal()[first])
