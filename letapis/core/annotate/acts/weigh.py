"""How likely an act put together from its tellings is one for a case file: acts too unlikely are left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from letapis.core.annotate.acts.act import Act, alike
from letapis.core.annotate.acts.lexicon import acts as terms
from letapis.core.annotate.acts.lexicon import group
from letapis.core.forest import chances
from letapis.words.records import THE_PAGE, Claims, Page

MODEL = "acts-keep"
ENOUGH = 0.5
"""How likely an act must be to be kept (chosen on pages not learnt from)."""
FORESEEN = 0.3
"""The same where it is only feared, ordered or called for: nobody is told that it happened."""
Scores = Callable[[Sequence[Mapping[str, float]]], Sequence[float]]
"""Rows in, how likely each is an act out."""


def shipped(found: Sequence[Mapping[str, float]]) -> list[float]:
    """How likely each row is by the forest that ships with the package."""
    return chances(MODEL, found)


def weighed(page: Page, claims: Claims, acts: Sequence[Act], scores: Scores = shipped) -> list[Act]:
    """The acts that are likely enough, each with its score."""
    if not acts:
        return []
    for act, score in zip(acts, scores(rows(page, claims, acts)), strict=True):
        act.score = score
    return [a for a in acts if a.score >= (FORESEEN if a.stance() == "threatened" else ENOUGH)]


def rows(page: Page, claims: Claims, acts: Sequence[Act]) -> list[dict[str, float]]:
    """What can be seen of each act on its page: one row an act."""
    often: dict[str, int] = {}
    for c in claims.having("mention"):
        often[c.subject] = often.get(c.subject, 0) + 1
    return [_row(page, often, acts, n) for n in range(len(acts))]


def _row(page: Page, often: Mapping[str, int], acts: Sequence[Act], n: int) -> dict[str, float]:
    act = acts[n]
    first = act.tellings[0]
    persons, groups = act.persons(), act.groups()
    words = groups[0].words.lower() if groups else ""
    alikes = [a for a in acts if a is not act and a.act == act.act]
    before = [a for a in acts[:n] if a.act == act.act]
    theirs = [a for a in acts if a is not act and a.persons() & persons]
    law = group("accused", "law")
    return {
        **first.signs,
        **{f"act {word}": float(act.act == word) for word in sorted(terms())},
        "law": float(act.act in law),
        "harm": float(act.act in group("implied", "harm")),
        "tellings": float(len(act.tellings)),
        "verbs": float(sum(t.signs["role nouns"] == 0 for t in act.tellings)),
        "first": float(first.sentence),
        "place": first.sentence / max(1, len(page.sentences)),
        "headline": float(first.sentence == 0),
        "sentences": float(len(page.sentences)),
        "persons": float(len(persons)),
        "groups": float(len(groups)),
        "count": float(groups[0].count or 0) if groups else 0.0,
        "the group": float(words.startswith(("the ", "those ", "these "))),
        "a group": float(words.startswith(("a ", "an "))),
        "bare group": float(bool(words) and " " not in words),
        "long group": float(len(words)),
        "capital": float(bool(groups) and groups[0].words[:1].isupper()),
        "mentions": float(max((often.get(p, 0) for p in persons), default=0)),
        "doers": float(len(act.doers())),
        "alleged": float(act.stance() == "alleged"),
        "threatened": float(act.stance() == "threatened"),
        "mode": float(first.mode != "occurred"),
        "general": float(first.general),
        "own": float(any(t.source == THE_PAGE for t in act.tellings)),
        "dated": float(any(t.whens for t in act.tellings)),
        "placed": float(any(t.places for t in act.tellings)),
        "details": float(sum(len(t.details) for t in act.tellings)),
        "same word": float(len(alikes)),
        "same word before": float(len(before)),
        "same word near": float(min((abs(first.sentence - t.sentence) for a in alikes for t in a.tellings), default=99)),
        "same word here": float(any(t.sentence == first.sentence for a in alikes for t in a.tellings)),
        "alike": float(any(alike(g, h, loose=True) for g in groups for a in before for h in a.groups())),
        "named alike": float(any(a.persons() for a in alikes)),
        "their acts": float(len(theirs)),
        "their law": float(any(a.act in law for a in theirs)),
        "their same": float(any(a.act == act.act for a in theirs)),
        "acts": float(len(acts)),
    }
