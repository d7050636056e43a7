"""Who a later sentence says did what was told before: "three men were arrested over the murder"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.hands import settle_kinds
from letapis.core.annotate.acts.lexicon import bare_nouns, group
from letapis.core.annotate.acts.makers import accountable
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.parties import Parties, Party
from letapis.core.annotate.acts.roles import roles
from letapis.core.annotate.acts.triggers import Trigger
from letapis.core.annotate.tree import Tree

_BACK = 8
"""How many sentences before "the murder" may have told of it."""


def bind_blame(mentions: Mentions, acts: list[Act]) -> None:
    """Give acts that nobody is said to have done those whom a later sentence charges with them or who own up to them."""
    waiting = [a for a in acts if not a.doers() and a.act not in group("implied", "state")]
    for n, word, parties in _blamed(mentions, frozenset(a.act for a in waiting)) if waiting else ():
        told = [a for a in waiting if a.act == word and 0 < n - a.tellings[-1].sentence <= _BACK and not a.doers()]
        if len(told) == 1:
            told[0].inherited = tuple(p for p in parties if not set(p.persons) & told[0].persons())
            told[0].blamed = True
    settle_kinds(acts)


def _blamed(mentions: Mentions, wanted: frozenset[str]) -> Iterator[tuple[int, str, list[Party]]]:
    """The sentences that speak of a wanted act by its bare noun and say whose doing it is."""
    parties = Parties(mentions)
    nouns = {lemma: p for lemma, p in bare_nouns().items() if p.act in wanted}
    for n, sentence in enumerate(mentions.page.sentences):
        lemmas = {t.lemma for t in sentence.tokens}
        if lemmas.isdisjoint(nouns) or lemmas.isdisjoint(_holding()):
            continue
        tree = Tree.of(sentence)
        for i in (i for i, t in enumerate(sentence.tokens) if t.lemma in nouns and t.pos == "NOUN"):
            hit = Trigger(nouns[sentence.tokens[i].lemma], i, i)
            definite = any(tree.tokens[c].lemma.lower() in ("the", "this", "that") for c in tree.children(i, "det"))
            who = accountable(tree, i) if definite and not roles(tree, hit).affected else ()
            if found := [p for j in who for p in parties.of(tree, j)]:
                yield n, hit.act, found


@cache
def _holding() -> frozenset[str]:
    """What a sentence has a word of that says whose doing an act is."""
    return group("blaming") | group("blaming", "linked") | {"responsibility"}
