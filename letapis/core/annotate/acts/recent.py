"""Whom words without a name mean: "they", "the two", "his client", "the victim", by the acts told just before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from letapis.core.annotate.acts.lexicon import group
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.parties import Parties, Party, counted
from letapis.core.annotate.acts.telling import Telling
from letapis.core.annotate.tree import Tree

_REACH = 3
"""How many sentences back the words may look."""


_SEX = {"he": "man", "him": "man", "his": "man", "she": "woman", "her": "woman"}


@dataclass
class Recent:
    """The tellings of a page so far."""

    mentions: Mentions
    told: list[Telling] = field(default_factory=list)
    here: list[Telling] = field(default_factory=list)
    """Those of the sentence at work."""

    def noting(self, tellings: Iterable[Telling]) -> Iterator[Telling]:
        """The same tellings, kept for the sentences after."""
        for telling in tellings:
            self.told.append(telling)
            yield telling
        self.here.clear()

    def meant(self, parties: Parties, tree: Tree, i: int, n: int) -> list[Party]:
        """The parties a noun of sentence ``n`` names; of words without a name those they stand for, where that is clear."""
        found = parties.of(tree, i)
        i = tree.behind(i)
        if any(p.persons for p in found) or len(found) > 1:
            return found
        before = self._before(tree, i, n)
        here = tree.tokens[i]
        return [replace(p, start=here.start, end=here.end) for p in before] or found

    def doers(self, n: int) -> tuple[Party, ...]:
        """Who did what was told last, in sentence ``n`` or the one before: whom "they" means that do more of it."""
        for telling in reversed(self.told):
            if telling.sentence < n - 1:
                return ()
            if telling.doers:
                return () if any(len(d.persons) == 1 for d in telling.doers) else telling.doers
        return ()

    def _before(self, tree: Tree, i: int, n: int) -> tuple[Party, ...]:
        t = tree.tokens[i]
        if t.pos == "PRON":
            return self._pronoun(t.lemma, n)
        if not self._definite(tree, i):
            return ()
        if t.lemma in group("standing_for", "client"):
            return next((a for a in self._lately(n, len(self.told)) if len(_persons(a)) == 1), ())
        number = counted(tree, i)[0]
        if number and number > 1:
            return next((a for a in self._lately(n, _REACH) if len(_persons(a)) == number), ())
        several = t.tag == "NNS" or t.lemma == "accused"
        if t.lemma in group("standing_for", "one") and several:
            return next((a for a in self._lately(n, _REACH) if len(_persons(a)) > 1), ())
        if t.lemma in group("standing_for", "one") and t.tag in ("NN", "JJ", "VBN"):
            return next((a for a in self._lately(n, _REACH) if _single(a)), ())
        return ()

    def _pronoun(self, lemma: str, n: int) -> tuple[Party, ...]:
        """ "They" after a group told of just before; "he" after one who has no name."""
        for affected in self._lately(n, 1):
            if lemma in ("they", "them", "their") and not _single(affected):
                return affected
            if lemma in _SEX and _single(affected):
                sexes = {self.mentions.claims.value(p, "sex") for p in _persons(affected)}
                return affected if sexes <= {None, "unknown", _SEX[lemma]} else ()
        return ()

    def _definite(self, tree: Tree, i: int) -> bool:
        owner = tree.children(i, "poss")
        if owner:
            return tree.tokens[i].lemma in group("standing_for", "client")
        return (
            any(tree.tokens[c].lemma in ("the", "both", "these", "those") for c in tree.below[i])
            or tree.tokens[i].lemma == "both"
        )

    def _lately(self, n: int, reach: int) -> Iterator[tuple[Party, ...]]:
        """Those affected by the acts told before sentence ``n``, the latest first."""
        yield from (t.affected for t in reversed(self.here) if not t.general)
        for telling in reversed(self.told):
            if telling.sentence < n - reach:
                return
            if telling.sentence < n and not telling.general:
                yield telling.affected


def _persons(affected: tuple[Party, ...]) -> set[str]:
    return {p for party in affected for p in party.persons}


def _single(affected: tuple[Party, ...]) -> bool:
    return len(affected) == 1 and (len(affected[0].persons) == 1 or affected[0].count == 1)
