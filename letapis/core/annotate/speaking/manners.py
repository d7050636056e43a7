"""In what manner something is said: a denial said in plain words, a denial that is none, and silence."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from letapis.core.annotate.speaking.cues import Lexicon
from letapis.core.annotate.speaking.said import Place, Said
from letapis.core.annotate.speaking.sources import phrase, stands_for, subject_of

_NOT = re.compile(r"\b(?:not|never)\b|n['’]t\b", re.IGNORECASE)


def settled(place: Place, lexicon: Lexicon, said: Said) -> Said:
    """The saying with its manner looked at again: "did not deny" denies nothing, "said it was a lie" denies."""
    cue = place.words(said.cue).lower() if said.cue else ""
    if said.manner in ("denies", "admits", "alleges", "threatens", "orders") and _NOT.search(cue):
        return replace(said, manner="says")
    if said.manner in ("says", "alleges", "thinks") and not _NOT.search(cue):
        words = place.words(said.contents[0]).split()[:_WITHIN] if said.contents else []
        if _denial(lexicon.denying).search(" ".join(words)):
            return replace(said, manner="denies")
    return said


_WITHIN = 20
"""Of how many words the denial must be one: further on it is about something else."""


@cache
def _denial(words: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(w) for w in words) + r")\b", re.IGNORECASE)


def refusals(place: Place, lexicon: Lexicon) -> Iterator[Said]:
    """Who declined to comment, refused to answer or did not respond."""
    tree = place.tree
    for i, token in enumerate(tree.tokens):
        if not token.tag.startswith("VB") or tree.passive(i):
            continue
        if token.lemma in lexicon.refusing:
            yield from _declined(place, lexicon, i)
        elif token.lemma in lexicon.silent and tree.negated(i):
            yield from _silent(place, i)


def _declined(place: Place, lexicon: Lexicon, verb: int) -> Iterator[Said]:
    tree = place.tree
    to = next((k for k in tree.kids(verb, "xcomp") if k > verb and tree.tokens[k].lemma in lexicon.refused), None)
    if to is None:
        return
    clause = tree.first(to, "ccomp")
    first, last = tree.group(verb)
    words = tree.under(to if clause is None or clause < to else clause)
    yield from _said(place, verb, (first, last if clause is None or clause < to else to), [w for w in words if w > verb])


def _silent(place: Place, verb: int) -> Iterator[Said]:
    tree = place.tree
    first, last = tree.group(verb)
    object_ = next((k for k in tree.kids(verb, "dobj", "prep") if k > verb), None)
    if object_ is None:
        yield from _said(place, verb, (first, last), [])
        return
    body = tree.first(object_, "pobj") if tree.tokens[object_].dep == "prep" and object_ == last + 1 else None
    yield from _said(place, verb, (first, last if body is None else object_), tree.under(object_ if body is None else body))


def _said(place: Place, verb: int, group: tuple[int, int], words: list[int]) -> Iterator[Said]:
    tree = place.tree
    head = subject_of(tree, verb)
    source = None if head is None else phrase(tree, head, *group)
    if head is None or source is None:
        return
    span = tree.span(words)
    cue = (tree.tokens[group[0]].start, tree.tokens[group[1]].end)
    yield Said("no comment", cue, (span,) if span else (), source, tree.tokens[stands_for(tree, head)].start, "no comment")
