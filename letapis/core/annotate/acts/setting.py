"""When and where: the times and places that the sentence gives an act, and not another word of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from letapis.core.annotate.acts.lexicon import act_nouns, group
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.telling import Place, When, so_far
from letapis.core.annotate.tree import Tree
from letapis.words.records import Claim
from letapis.words.when import precision, valid

_PART = ("compound", "nmod", "nummod", "amod", "poss")
"""How a time hangs on the noun it is part of: "the 3 May rally"."""


@dataclass(frozen=True)
class Setting:
    """The times and places of one sentence, handed to its acts."""

    mentions: Mentions
    n: int
    """Which sentence of the page."""
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
        mine = {i for i in (head, governor) if i is not None}
        owned = [self._when(c, mine) for c in self._owned("time", head, governor)]
        now = self.lasts and any(is_now(self.tree, i) for i in mine)
        return tuple(self._so_far(w, now=now) for w in self._spans(owned)) or self._announced(head, governor)

    def only_time(self, head: int) -> tuple[When, ...]:
        """The one day a sentence names, for the one act it tells, unless it says when somebody spoke."""
        begin = self.mentions.page.sentences[self.n].start + self.dateline
        found = [c for c in self.mentions.within("time", self.n) if c.passage.start >= begin]
        if len(found) != 1 or precision(str(found[0].value)) != "day" or "~" in str(found[0].value):
            return ()
        i = self.tree.at(found[0].passage.start)
        verb = next((up for up in self.tree.up(i) if self.tree.is_verb(up)), None) if i is not None else None
        asides = ("relcl", "acl", "amod")
        if i is None or verb is None or self._of_other(found[0], i, {head}):
            return ()
        if verb in self.speaking or {self.tree.tokens[verb].dep, self.tree.tokens[head].dep} & set(asides):
            return ()
        return (self._when(found[0], set()),)

    def _announced(self, head: int, governor: int | None) -> tuple[When, ...]:
        """ "On Saturday medics said two men were killed": the day put before who tells of it is the day of what is told."""
        begin = self.mentions.page.sentences[self.n].start + self.dateline
        found = [c for c in self.mentions.within("time", self.n) if c.passage.start >= begin]
        if len(found) != 1 or set(str(found[0].value)) & {"~", "/"}:
            return ()
        i = self.tree.at(found[0].passage.start)
        verb = next((up for up in self.tree.up(i) if self.tree.is_verb(up)), None) if i is not None else None
        if i is None or verb is None or self.tree.subject(verb) is None or i > (self.tree.subject(verb) or 0):
            return ()
        mine = [head] if governor is None else [governor]
        helping = [self.tree.tokens[c].lemma for j in mine for c in self.tree.children(j, "aux")]
        if "have" in helping or not any(self.tree.tokens[j].dep in ("ccomp", "conj") for j in mine):
            return ()
        told = any(verb in self.tree.up(j) for j in mine) and not any(
            self.tree.tokens[j].dep in ("relcl", "amod") for j in mine
        )
        return (self._when(found[0], set()),) if told else ()

    def places(self, head: int, governor: int | None, apart: Iterable[tuple[int, int]]) -> tuple[Place, ...]:
        """The places that belong to the act; those inside the words of its parties (``apart``) name the party."""
        return tuple(
            Place(c.subject, c.passage.start, c.passage.end)
            for c in self._owned("place", head, governor)
            if not any(s <= c.passage.start < e for s, e in apart) and self._is_place_of(c)
        )

    def spots(self, head: int, governor: int | None, apart: Iterable[tuple[int, int]]) -> tuple[Place, ...]:
        """Places without a name that hang on the act: "from his home", "at a police station"."""
        found = []
        for i in dict.fromkeys(j for j in (head, governor) if j is not None):
            for o in self.tree.objects_of(i, group("spots", "prepositions")):
                first, last = self.tree.core(o)
                start, end = self.tree.words(first, last)
                if is_spot(self.tree, o) and not any(s <= start < e for s, e in apart):
                    found.append(Place(None, start, end))
        return tuple(found)

    def _is_place_of(self, c: Claim) -> bool:
        """ "In Minsk", "at the square", "from his home in X": a place said with a preposition (or after one)."""
        i = self.tree.at(c.passage.start)
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

    def _owned(self, kind: str, head: int, governor: int | None) -> list[Claim]:
        begin = self.mentions.page.sentences[self.n].start + self.dateline
        here = [c for c in self.mentions.within(kind, self.n) if c.passage.start >= begin]
        return [c for c in here if self._belongs(c, head, governor)]

    def _belongs(self, c: Claim, head: int, governor: int | None) -> bool:
        i = self.tree.at(c.passage.start)
        if i is None:
            return False
        mine = {head} if governor is None else {head, governor}
        if any(self.tree.tokens[j].dep in ("relcl", "advcl") and self._within(c, self.tree.tokens[j].head, j) for j in mine):
            return True
        others = set(self.heads) - mine
        of_event = False
        if self._of_other(c, i, mine):
            return False
        for up in self.tree.up(i):
            if up in mine:
                return True
            of_event = of_event or (up not in others and self.tree.tokens[up].lemma in act_nouns())
            if up in self.speaking:
                return False
            if up in others:
                return self._shares(up, head, governor) and not up < i < head
            if self.tree.is_verb(up):
                return self._clause_of(up, mine) or (of_event and any(up in self.tree.up(j) for j in mine))
        return False

    def _of_other(self, c: Claim, i: int, mine: set[int]) -> bool:
        """ "For joining a rally on 3 May", "over the 3 May rally", "in a statement on Friday": no day of the act."""
        inside = [j for j, t in enumerate(self.tree.tokens) if c.passage.start <= t.start < c.passage.end]
        i = next((j for j in reversed(inside) if self.tree.tokens[j].head not in inside), i)
        head = self.tree.tokens[i].head
        above = self.tree.tokens[head]
        bound = self._role(c, mine) != "point"
        part = self.tree.tokens[i].dep in _PART and above.text.islower() and above.start >= c.passage.end and head not in mine
        if part and above.lemma not in act_nouns() and not bound:
            return above.dep == "pobj" and self.tree.tokens[above.head].lemma in group("clauses", "blamed")
        for up in self.tree.up(i):
            if up in mine:
                return False
            if self.tree.tokens[up].dep == "pcomp" and self.tree.tokens[self.tree.tokens[up].head].lemma in group(
                "clauses", "blamed"
            ):
                return True
            if self.tree.tokens[up].dep == "pobj" and self.tree.tokens[up].lemma in group("clauses", "statements"):
                return True
        return False

    def _within(self, c: Claim, i: int, clause: int) -> bool:
        """ "Until 19 February when he was released", "the rally of 16 December at which": the clause hangs on the date."""
        if c.passage.start <= self.tree.tokens[i].start < c.passage.end:
            return True
        led = any(self.tree.tokens[w].lemma in ("when", "where", "which", "during") for w in range(i + 1, clause))
        return led and i in self.tree.up(self.tree.at(c.passage.start) or i)

    def _shares(self, other: int, head: int, governor: int | None) -> bool:
        """Acts said side by side share what is said of the row: "arrested and beaten in Minsk on Monday"."""
        rows = {self.tree.first_of_row(i) for i in (head, governor) if i is not None}
        return self.tree.first_of_row(other) in rows or other in rows

    def _clause_of(self, verb: int, mine: set[int]) -> bool:
        """A time hanging on a verb that is no act: the act's too, if the act hangs on that verb in the same clause."""
        for i in mine:
            if self._apart(i):
                continue
            for up in self.tree.up(i):
                if up == verb:
                    return True
                if self.tree.tokens[up].dep in ("relcl", "ccomp") or up in self.speaking:
                    break
        return False

    def _apart(self, i: int) -> bool:
        """Whether a word opens a clause with a time of its own: "where he is held", "after being arrested"."""
        t = self.tree.tokens[i]
        if t.dep == "pcomp":
            return self.tree.tokens[t.head].lemma in group("clauses", "apart")
        return t.dep in ("relcl", "ccomp", "acl", "amod") or (
            t.dep == "advcl" and bool(self.tree.children(i, "mark", "advmod"))
        )

    def _when(self, c: Claim, mine: set[int]) -> When:
        return When(str(c.value), c.passage.start, c.passage.end, c.why, self._role(c, mine))

    def _so_far(self, w: When, *, now: bool) -> When:
        """ "40 arrested since 20 April", "has been held since May": up to the day of the page."""
        published = (self.mentions.page.reading.published or "")[:10]
        if w.role != "begin" or "/" in str(w.value) or (self.lasts and not now):
            return w
        value = so_far(str(w.value), published) if now else f"{w.value}/{published}"
        if value is None or not valid(value):
            return w
        role = w.role if now else "point"
        return When(value, w.start, w.end, f"{w.basis}; since then, up to the day of the page", role)

    def _role(self, c: Claim, mine: set[int]) -> str:
        """Whether the time is when it was done, or only a bound: "since", "until", "before", "after the rally of"."""
        i = self.tree.at(c.passage.start)
        before = self.tree.tokens[i - 1].lemma if i else ""
        if self.lasts and before in group("clauses", "until"):
            return "end"
        if self.lasts and before in group("clauses", "since"):
            return "begin"
        for j in self.tree.up(i or 0):
            if j in mine or self.tree.is_verb(j):
                break
            lemma = self.tree.tokens[j].lemma
            if j < (i or 0) and self.tree.tokens[j].dep == "prep":
                if lemma in group("clauses", "since"):
                    return "begin"
                if lemma in group("clauses", "later"):
                    return "later"
                if lemma in group("clauses", "earlier"):
                    return "earlier"
        return "point"

    def _spans(self, found: list[When]) -> Iterator[When]:
        """ "From 2001 to 2019": two times that are the ends of one."""
        text = self.mentions.page.reading.text
        rest = sorted(found, key=lambda w: w.start)
        while rest:
            first = rest.pop(0)
            if rest and self._joined(text, first, rest[0]):
                last = rest.pop(0)
                yield When(f"{first.value}/{last.value}", first.start, last.end, f"{first.basis}; {last.basis}")
            else:
                yield first

    def _joined(self, text: str, first: When, last: When) -> bool:
        between = text[first.end : last.start].strip().casefold()
        led = text[max(0, first.start - 12) : first.start].split()[-1:]
        opened = bool(led) and led[0].casefold() in group("clauses", "opens")
        plain = "/" not in f"{first.value}{last.value}" and valid(f"{first.value}/{last.value}")
        return plain and (between in group("clauses", "joins") and (opened or between != "and"))


def is_now(tree: Tree, i: int) -> bool:
    """Whether what the word ``i`` tells is said of the day of the page: "is held", "has been in prison"."""
    verb = next((j for j in (i, *tree.up(i)) if tree.is_verb(j)), i)
    said = [tree.tokens[j] for j in (verb, *tree.children(verb, "aux", "auxpass"))]
    return any(t.tag in ("VBZ", "VBP") for t in said) and not any(t.tag == "MD" for t in said)


def is_spot(tree: Tree, i: int) -> bool:
    """Whether a word is a place without a name: "his home", "a police station", not the mere prison of "a year in prison"."""
    first, last = tree.core(i)
    lemma = tree.tokens[i].lemma.lower()
    return lemma in group("spots") and not (first == last and lemma in group("spots", "custody"))
