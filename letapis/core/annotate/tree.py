"""Finding one's way in a parsed sentence: who governs what, what belongs to a phrase, what is said side by side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from letapis.words.records import Sentence, Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
UNCHANGED = frozenset({"let", "hit", "set", "put", "beat", "hurt", "shut"})
"""Participles that look like the bare verb."""
RELATIVES = frozenset({"who", "whom", "that", "which"})


@dataclass(frozen=True)
class Tree:
    """A parsed sentence; every index is the place of a word in ``tokens``."""

    tokens: tuple[Token, ...]

    @classmethod
    def of(cls, sentence: Sentence) -> Tree:
        """The tree of a sentence that has been parsed."""
        return cls(sentence.tokens)

    @cached_property
    def below(self) -> tuple[tuple[int, ...], ...]:
        """For each word the words it governs, in order."""
        found: list[list[int]] = [[] for _ in self.tokens]
        for i, t in enumerate(self.tokens):
            if t.head != i:
                found[t.head].append(i)
        return tuple(map(tuple, found))

    def children(self, i: int, *deps: str) -> list[int]:
        """The words a word governs, of the given relations (all, if none is given)."""
        return [c for c in self.below[i] if not deps or self.tokens[c].dep in deps]

    def child(self, i: int, *deps: str) -> int | None:
        """The first of ``children``."""
        return next(iter(self.children(i, *deps)), None)

    def up(self, i: int) -> Iterator[int]:
        """The word's governors, nearest first."""
        seen = {i}
        while (head := self.tokens[i].head) not in seen:
            yield head
            seen.add(head)
            i = head

    def at(self, offset: int) -> int | None:
        """The word that holds an offset of the text; None between words and outside the sentence."""
        return next((i for i, t in enumerate(self.tokens) if t.start <= offset < t.end), None)

    def under(self, i: int) -> Iterator[int]:
        """The word and all that hangs on it."""
        yield i
        for c in self.below[i]:
            yield from self.under(c)

    def span(self, i: int) -> tuple[int, int]:
        """First and last word of all that hangs on a word."""
        words = list(self.under(i))
        return min(words), max(words)

    def together(self, i: int) -> list[int]:
        """A word and those said beside it: "A, B and C" gives all three, from any of their heads."""
        found = [i]
        for c in self.below[i]:
            if self.tokens[c].dep == "conj":
                found += self.together(c)
        return found

    def first_of_row(self, i: int) -> int:
        """The first of the words said side by side with this one."""
        while self.tokens[i].dep == "conj" and self.tokens[i].head != i:
            i = self.tokens[i].head
        return i

    def sharing(self, i: int) -> list[int]:
        """The verbs said side by side with a verb that share its subject: "was arrested and beaten"."""
        first = i
        while (
            self.tokens[first].dep == "conj" and not self.children(first, *SUBJECTS) and self.is_verb(self.tokens[first].head)
        ):
            first = self.tokens[first].head
        row = [c for c in self.together(first) if self.is_verb(c)]
        return [c for c in row if c == first or not self.children(c, *SUBJECTS)]

    def is_verb(self, i: int) -> bool:
        """Whether the word is a verb or auxiliary."""
        return self.tokens[i].pos in ("VERB", "AUX")

    def passive(self, i: int) -> bool:
        """Whether a verb stands in the passive, itself or through the row it stands in."""
        t = self.tokens[i]
        if self.children(i, "nsubjpass", "auxpass", "agent"):
            return True
        if t.dep == "acl" and t.tag == "VBN":
            return True
        past = t.tag in ("VBN", "VBD") or (t.tag == "VB" and t.text.lower() in UNCHANGED)
        bare = t.dep == "conj" and past and not self.children(i, "nsubj", "aux", "dobj")
        if bare and self.is_verb(t.head):
            return self.passive(t.head)
        return False

    def subject(self, i: int) -> int | None:
        """Who or what a verb is said of: its own subject, the row's, or the one that controls it ("was forced to flee")."""
        own = next((c for c in self.below[i] if self.tokens[c].dep in SUBJECTS), None)
        if own is not None:
            return self.behind(own)
        t = self.tokens[i]
        if t.head == i:
            return None
        if t.dep in ("acl", "relcl"):
            return t.head
        if t.dep == "conj" and self.is_verb(t.head):
            return self.subject(t.head)
        if t.dep in ("xcomp", "advcl", "pcomp", "ccomp") and not (t.dep == "ccomp" and self.children(i, "mark")):
            return self._controller(i)
        return None

    def _controller(self, i: int) -> int | None:
        """Of "urged her to flee" the object, of "was forced to flee" the subject."""
        head = next((h for h in self.up(i) if self.is_verb(h)), None)
        if head is None:
            return None
        if self.tokens[head].lemma in ("call", "appeal") and (asked := self.objects_of(head, frozenset({"on", "upon", "to"}))):
            return asked[0]
        if self.tokens[i].dep == "xcomp" or self._of_object(i, head):
            told = self.child(head, "dobj", "dative")
            if told is not None:
                return told
        return self.subject(head)

    def _of_object(self, i: int, head: int) -> bool:
        """ "Accused police of beating him", "blamed them for killing her": the object does it, not who accuses."""
        above = self.tokens[i].head
        t = self.tokens[above]
        return self.tokens[i].dep == "pcomp" and t.lemma in ("of", "with", "for", "from", "over") and t.head == head

    def behind(self, i: int) -> int:
        """Whom a relative pronoun stands for; any other word stands for itself."""
        t = self.tokens[i]
        if t.lemma not in RELATIVES or t.pos not in ("PRON", "DET", "SCONJ"):
            return i
        clause = next((h for h in (i, *self.up(i)) if self.tokens[h].dep == "relcl"), None)
        return self.tokens[clause].head if clause is not None else i

    def objects_of(self, i: int, prepositions: frozenset[str]) -> list[int]:
        """What follows one of the prepositions under a word: "of X", "against Y"."""
        return [
            o
            for p in self.below[i]
            if self.tokens[p].dep in ("prep", "agent", "dative", "prt") and self.tokens[p].lemma in prepositions
            for o in self.children(p, "pobj", "pcomp")
        ]

    def core(self, i: int) -> tuple[int, int]:
        """First and last word of a noun phrase without its clauses, asides and what is said beside it."""
        words = [i]
        stack = [i]
        while stack:
            for c in self.below[stack.pop()]:
                if self._belongs(c, i):
                    words.append(c)
                    stack.append(c)
        return min(words), max(words)

    def _belongs(self, c: int, head: int) -> bool:
        t = self.tokens[c]
        if t.dep in ("relcl", "acl", "appos", "conj", "cc", "punct", "parataxis", "advcl", "preconj"):
            return t.dep == "punct" and t.text in ("-", "'s", "$", "%") and c < head
        if t.dep == "prep":
            return t.lemma in ("of", "for", "from", "with", "in") and c > head and self._short(c)
        return True

    def _short(self, c: int) -> bool:
        first, last = self.span(c)
        return last - first <= 7

    def words(self, first: int, last: int) -> tuple[int, int]:
        """The (start, end) in the reading's text of a run of words."""
        return self.tokens[first].start, self.tokens[last].end
