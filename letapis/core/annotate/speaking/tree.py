"""A parsed sentence as a tree: who depends on whom, which run of words a phrase covers, what a verb's group is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from letapis.words.records import Sentence, Token

Span = tuple[int, int]
"""Offsets [start, end) in ``Reading.text``."""

_GROUP = frozenset({"aux", "auxpass", "neg", "advmod"})


@dataclass(frozen=True)
class Tree:
    """One parsed sentence; words are named by their index."""

    sentence: Sentence

    @property
    def tokens(self) -> tuple[Token, ...]:
        """The sentence's words."""
        return self.sentence.tokens

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        children: list[list[int]] = [[] for _ in self.tokens]
        for i, t in enumerate(self.tokens):
            if t.head != i:
                children[t.head].append(i)
        return tuple(tuple(c) for c in children)

    def kids(self, i: int, *deps: str) -> tuple[int, ...]:
        """The dependents of a word that have one of the given relations (all, if none is given)."""
        kids = self._children[i]
        if not deps or not kids:
            return kids
        tokens = self.sentence.tokens
        return tuple([k for k in kids if tokens[k].dep in deps])

    def first(self, i: int, *deps: str) -> int | None:
        """The first such dependent."""
        return next(iter(self.kids(i, *deps)), None)

    def under(self, i: int, without: Iterable[int] = ()) -> list[int]:
        """The word and everything below it, in order, save the branches in ``without``."""
        barred, found, todo = set(without), [], [i]
        while todo:
            j = todo.pop()
            if j not in barred:
                found.append(j)
                todo.extend(self._children[j])
        return sorted(found)

    def span(self, words: Iterable[int]) -> Span | None:
        """The run of text from the first to the last of some words, white space and commas at its ends left out."""
        inside = list(words)
        if not inside:
            return None
        low, high = min(inside), max(inside)
        while low <= high and self.tokens[low].text in _EDGE:
            low += 1
        while high >= low and self.tokens[high].text in _EDGE:
            high -= 1
        return (self.tokens[low].start, self.tokens[high].end) if low <= high else None

    def run(self, low: int, high: int) -> Span | None:
        """The same for the words from ``low`` to ``high``, both included."""
        return self.span(range(low, high + 1)) if low <= high else None

    def group(self, verb: int) -> tuple[int, int]:
        """The first and last word of a verb's group: "has also not said", "point out"."""
        low = high = verb
        kids = set(self.kids(verb, *_GROUP))
        while low - 1 in kids:
            low -= 1
        if high + 1 in self.kids(verb, "prt"):
            high += 1
        return low, high

    def negated(self, verb: int) -> bool:
        """Whether "not" or "never" belongs to the verb."""
        return bool(self.kids(verb, "neg"))

    def passive(self, verb: int) -> bool:
        """Whether the verb is in the passive, "to be" left out or not."""
        return bool(self.kids(verb, "auxpass", "nsubjpass")) or (
            self.tokens[verb].dep == "acl" and self.tokens[verb].tag == "VBN"
        )


_EDGE = frozenset({",", ";", ":", ".", "-", "--", "—", " ", "  ", "…", "..."})
