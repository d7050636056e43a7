"""The language's patterns for details: which words of a sentence say one, whatever act it is of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from letapis.words.tables import table

LONGEST = 1500
"""Letters of a sentence in which patterns are looked for: what is longer is a list or rubbish."""
_WORD = re.compile(r"[a-z]+(?:['’-][a-z]+)*")


@dataclass(frozen=True)
class Phrase:
    """One pattern: the kind of detail it says, the words without which it cannot match, and guards on what stands before."""

    kind: str
    like: str
    case: bool
    needs: frozenset[str]
    unless: str
    behind: str
    guards: tuple[str, ...]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Compiled when first needed: all of them take a tenth of a second."""
        return re.compile(_filled(self.like), 0 if self.case else re.IGNORECASE)

    @cached_property
    def _unless(self) -> re.Pattern[str] | None:
        return re.compile(self.unless, re.IGNORECASE) if self.unless else None

    @cached_property
    def _behind(self) -> re.Pattern[str] | None:
        return re.compile(self.behind, re.IGNORECASE) if self.behind else None

    def found(self, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Where the pattern says its detail between two offsets of a text."""
        for m in self._pattern.finditer(text, start, end):
            before = text[max(start, m.start() - _BEFORE) : m.start()]
            if any(_guard(g).search(before) for g in self.guards):
                continue
            told = m["said"] if "said" in self._pattern.groupindex else m[0]
            if self._unless and (self._unless.search(m[0]) or self._unless.search(told)):
                continue
            if self._behind and self._behind.match(text, m.end(), end):
                continue
            first, last = m.span("said") if "said" in self._pattern.groupindex else m.span()
            said = text[first:last]
            first += len(said) - len(said.lstrip(" ,"))
            last -= len(said) - len(said.rstrip(" ,\n"))
            if first < last:
                yield first, last


_BEFORE = 60


def _filled(like: str) -> str:
    """The pattern with its parts put in; a capital that it asks for stays one, however the rest is compared."""
    for name, part in _words()["parts"].items():
        like = like.replace("{" + name + "}", part)
    return like.replace("[A-Z]", "(?-i:[A-Z])")


def _words() -> dict[str, Any]:
    return table("lang/en/details")


@cache
def _guard(name: str) -> re.Pattern[str]:
    return re.compile(_words()["guards"][name], re.IGNORECASE)


@cache
def _by_word() -> dict[str, tuple[Phrase, ...]]:
    """A word in small letters → the patterns that a sentence with it may match."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for kind, rows in _words()["patterns"].items():
        guards = tuple(table("details")["kinds"][kind].get("guard", ()))
        for row in rows:
            needs = frozenset(row.get("needs", ()))
            phrase = Phrase(
                kind, row["like"], row.get("case", False), needs, row.get("unless", ""), row.get("behind", ""), guards
            )
            for word in row["when"]:
                found[word].append(phrase)
    return {word: tuple(rows) for word, rows in found.items()}


def phrased(text: str, start: int, end: int, kinds: frozenset[str]) -> list[tuple[str, int, int]]:
    """The details of some kinds that a sentence of a text says: kind, start, end, in order; of a kind none within another."""
    if end - start > LONGEST:
        return []
    said = frozenset(_WORD.findall(text[start:end].lower()))
    known = _by_word()
    phrases = dict.fromkeys(p for w in said & known.keys() for p in known[w] if p.kind in kinds)
    found = {(p.kind, *span) for p in phrases if not p.needs or p.needs & said for span in p.found(text, start, end)}
    if len(found) < 2:
        return list(found)
    return [one for one in sorted(found, key=lambda f: (f[1], f[0])) if not _inside(one, found)]


_RANKS = {"sentence": ("possible_sentence",), "facility": ("transfer",), "conditions": ("facility", "release_terms")}
"""Kinds whose words are only part of another's where they overlap: the years of "faces up to six years in prison"."""


def _inside(one: tuple[str, int, int], others: set[tuple[str, int, int]]) -> bool:
    kind, start, end = one
    for k, s, e in others:
        overlap = s < end and start < e
        if overlap and k in _RANKS.get(kind, ()):
            return True
        if k == kind and (s, e) != (start, end) and overlap and (e - s, -s) > (end - start, -start):
            return True
    return False
