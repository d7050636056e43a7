"""When and where: the times and places that the sentence gives an act, and not another word of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from letapis.core.annotate.acts.lexicon import group
from letapis.core.annotate.acts.telling import Place, When
from letapis.core.annotate.tree import Tree
from letapis.words.records import Claim, Claims, Sentence

_END = ("until", "till", "through", "to")
_BEGIN = ("since", "from")


@dataclass(frozen=True)
class Setting:
    """The times and places of one sentence, handed to its acts."""

    claims: Claims
    sentence: Sentence
    tree: Tree
    heads: tuple[int, ...]
    """The words of all acts in the sentence (triggers and the verbs that carry them)."""
    speaking: tuple[int, ...] = ()
    """The cue verbs of speech: what hangs on them says when it was said, not when it was done."""
    lasts: bool = False
    """Whether the act is one that lasts, so that "until" and "since" say its ends."""

    @cached_property
    def dateline(self) -> int:
        """How many characters "MINSK, 14 March —" takes: it dates and places the page, not the act."""
        first = self.tree.tokens[0].start if self.tree.tokens else 0
        for t in self.tree.tokens[:14]:
            if t.text in ("—", "-", "--", "–", "- "):
                head = self.tree.tokens[0].text
                return t.end - first if head.isupper() and len(head) > 2 else 0
        return 0

    def times(self, head: int, governor: int | None) -> tuple[When, ...]:
        """The times that belong to the act at ``head``."""
        return tuple(
            self._when(c)
            for c in self._owned(self.claims.having("value"), head, governor)
            if c.value and c.subject.startswith("time:")
        )

    def places(self, head: int, governor: int | None, apart: Iterable[tuple[int, int]]) -> tuple[Place, ...]:
        """The places that belong to the act; those inside the words of its parties (``apart``) name the party."""
        named = (c for c in self.claims.having("mention") if c.subject.startswith("place:"))
        return tuple(
            Place(c.subject, c.passage.start, c.passage.end)
            for c in self._owned(named, head, governor)
            if not any(s <= c.passage.start < e for s, e in apart) and self._is_place_of(c)
        )

    def spots(self, head: int, governor: int | None, apart: Iterable[tuple[int, int]]) -> tuple[Place, ...]:
        """Places without a name that hang on the act: "from his home", "at a police station"."""
        found = []
        for i in dict.fromkeys(j for j in (head, governor) if j is not None):
            for o in self.tree.objects_of(i, group("spots", "prepositions")):
                first, last = self.tree.core(o)
                start, end = self.tree.words(first, last)
                if self.tree.tokens[o].lemma in group("spots") and not any(s <= start < e for s, e in apart):
                    found.append(Place(None, start, end))
        return tuple(found)

    def _is_place_of(self, c: Claim) -> bool:
        """ "In Minsk", "at the square", "from his home in X": a place said with a preposition (or after one)."""
        i = self._word_at(c.passage.start)
        if i is None:
            return False
        chain = (i, *self.tree.up(i))
        for j in chain:
            t = self.tree.tokens[j]
            if t.dep == "prep":
                return t.lemma in (
                    "in",
                    "at",
                    "near",
                    "from",
                    "outside",
                    "on",
                    "inside",
                    "of",
                    "to",
                    "into",
                    "around",
                    "across",
                    "to",
                )
            if t.dep in ("pobj", "appos", "compound", "nmod", "conj", "poss", "amod"):
                continue
            return t.dep in ("npadvmod",)
        return False

    def _owned(self, claims: Iterable[Claim], head: int, governor: int | None) -> list[Claim]:
        begin = self.sentence.start + self.dateline
        here = [c for c in claims if begin <= c.passage.start < self.sentence.end]
        return [c for c in here if self._belongs(c, head, governor)]

    def _belongs(self, c: Claim, head: int, governor: int | None) -> bool:
        i = self._word_at(c.passage.start)
        if i is None:
            return False
        mine = {head} if governor is None else {head, governor}
        if any(self.tree.tokens[j].dep in ("relcl", "advcl") and self._within(c, self.tree.tokens[j].head) for j in mine):
            return True
        others = set(self.heads) - mine
        for up in self.tree.up(i):
            if up in mine:
                return True
            if up in self.speaking:
                return False
            if up in others:
                return self._shares(up, head, governor)
            if self.tree.is_verb(up):
                return self._clause_of(up, mine)
        return False

    def _within(self, c: Claim, i: int) -> bool:
        """ "Until 19 February when he was released": the clause hangs on the date itself."""
        return c.passage.start <= self.tree.tokens[i].start < c.passage.end

    def _shares(self, other: int, head: int, governor: int | None) -> bool:
        """Acts said side by side share what is said of the row: "arrested and beaten in Minsk on Monday"."""
        rows = {self.tree.first_of_row(i) for i in (head, governor) if i is not None}
        return self.tree.first_of_row(other) in rows or other in rows

    def _clause_of(self, verb: int, mine: set[int]) -> bool:
        """A time hanging on a verb that is no act: the act's too, if the act hangs on that verb in the same clause."""
        for i in mine:
            for up in self.tree.up(i):
                if up == verb:
                    return True
                if self.tree.tokens[up].dep in ("relcl", "ccomp") or up in self.speaking:
                    break
        return False

    def _word_at(self, offset: int) -> int | None:
        return next((i for i, t in enumerate(self.tree.tokens) if t.start <= offset < t.end), None)

    def _when(self, c: Claim) -> When:
        i = self._word_at(c.passage.start)
        before = self.tree.tokens[i - 1].lemma if i else ""
        role = "end" if before in _END[:3] else "begin" if before in _BEGIN else "point"
        role = role if self.lasts else "point"
        return When(str(c.value), c.passage.start, c.passage.end, c.why, role)
