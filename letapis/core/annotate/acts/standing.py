"""How an act stands among the others of its page: its tense, its paragraph, what the words around it speak of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from letapis.core.annotate.acts.act import Act, same_people
from letapis.core.annotate.acts.choosing import Row
from letapis.core.annotate.acts.lexicon import acts_by, words
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.setting import is_now
from letapis.core.annotate.acts.telling import Telling
from letapis.core.annotate.tree import Tree
from letapis.words.records import THE_PAGE

TENSES = ("past", "perfect", "before", "present", "aside", "noun")
"""What is told happened; has happened; had happened; is; is said by the way ("the jailed writer"); is named ("his arrest")."""
FAR = 30
"""From here on no difference is made between distances."""
_REACH = 4
"""How many words up a place or day may hang on the word that tells of an act."""


@dataclass(frozen=True)
class Standing:
    """The acts of a page among each other; made once a page."""

    mentions: Mentions
    acts: Sequence[Act]

    def block(self, sentence: int) -> int:
        """The paragraph a sentence stands in."""
        return self.mentions.page.sentences[sentence].block

    @cached_property
    def starts(self) -> list[int]:
        """Where all tellings of the page stand, in order."""
        return sorted(t.start for a in self.acts for t in a.tellings)

    def head(self, telling: Telling) -> tuple[Tree, int] | None:
        """The tree of a telling's sentence and the word that tells."""
        tree = Tree.of(self.mentions.page.sentences[telling.sentence])
        at = next((i for i, t in enumerate(tree.tokens) if t.start == telling.start), None)
        return None if at is None else (tree, at)

    def tense(self, telling: Telling) -> str:
        """How a telling puts the time of its act: one of ``TENSES``."""
        found = self.head(telling)
        if found is None:
            return "aside"
        tree, i = found
        if not tree.is_verb(i) and tree.tokens[i].dep in ("dobj", "nsubjpass") and tree.is_verb(tree.tokens[i].head):
            i = tree.tokens[i].head
        if not tree.is_verb(i):
            return "noun"
        while tree.tokens[i].dep == "xcomp" and tree.is_verb(tree.tokens[i].head):
            i = tree.tokens[i].head
        t = tree.tokens[i]
        headed = t.dep == "acl" and self.block(telling.sentence) == 0
        whole = (t.dep == "relcl" or headed) and not any(tree.is_verb(j) for j in tree.up(i))
        if t.dep in ("amod", "acl", "relcl") and not whole:
            return "aside"
        first = tree.first_of_row(i)
        helping = [tree.tokens[c] for j in {i, first} for c in tree.children(j, "aux", "auxpass")]
        if any(h.lemma == "have" for h in helping):
            return "before" if any(h.text.lower() == "had" for h in helping) else "perfect"
        if t.tag == "VBD" or tree.tokens[first].tag == "VBD" or any(h.tag == "VBD" for h in helping):
            return "past"
        return "past" if self.block(telling.sentence) == 0 and not helping else "present"

    def said(self, telling: Telling) -> bool:
        """Whether a telling hangs on a verb of saying."""
        found = self.head(telling)
        cues = [(s.passage.start, s.passage.end) for s in self.mentions.within("speech", telling.sentence)]
        above = () if found is None else (found[0].tokens[j] for j in found[0].up(found[1]))
        return any(s <= t.start < e for t in above for s, e in cues)

    def goes_on(self, telling: Telling) -> bool:
        """Whether a telling says that it is so now: "is held", "remains in custody", "has been in prison since"."""
        found = self.head(telling)
        return found is not None and is_now(*found)

    def of_same(self, act: Act) -> frozenset[int]:
        """The acts that befell the same people, by identity; found once an act, since every candidate asks."""
        if id(act) not in self._same:
            self._same[id(act)] = frozenset(id(a) for a in self.acts if same_people(a, act))
        return self._same[id(act)]

    @cached_property
    def _same(self) -> dict[int, frozenset[int]]:
        return {}

    def tied(self, sentence: int, offset: int) -> frozenset[str]:
        """The acts that the words above an offset may tell of: "the 2008 kidnapping of", "Saturday's arrests"."""
        if offset not in self._tied:
            tree = Tree.of(self.mentions.page.sentences[sentence])
            i = tree.at(offset)
            above = [] if i is None else [tree.tokens[j] for j in islice(tree.up(i), _REACH)]
            self._tied[offset] = frozenset[str]().union(*(acts_by(t.lemma.lower()) for t in above))
        return self._tied[offset]

    @cached_property
    def _tied(self) -> dict[int, frozenset[str]]:
        return {}

    @cached_property
    def told_in(self) -> list[frozenset[str]]:
        """For each sentence the acts that its words may tell of."""
        return [frozenset[str]().union(*(acts_by(t.lemma.lower()) for t in s.tokens)) for s in self.mentions.page.sentences]

    def links(self, act: Act, sentence: int, offset: int) -> Row:
        """How far a sentence, and the words above an offset in it, speak of an act and of whom it befell."""
        here = {c.subject for c in self.mentions.within("person", sentence)}
        tied = self.tied(sentence, offset)
        return {
            "tied to like": act.act in tied,
            "tied to other": bool(tied - {act.act}),
            "like told": act.act in self.told_in[sentence],
            "names them": bool(here & act.persons()),
            "names others": bool(here - act.persons()),
        }

    @cached_property
    def _kinds(self) -> dict[str, frozenset[str]]:
        return {kind: frozenset(acts) for kind, acts in words()["settings"].items()}

    def figures(self, act: Act) -> Row:
        """What tells acts apart whatever the candidate."""
        first = act.tellings[0]
        tense, size = self.tense(first), len(self.mentions.page.sentences)
        row: Row = {f"act {kind}": act.act in acts for kind, acts in self._kinds.items()}
        row |= {f"tense {t}": tense == t for t in TENSES}
        return row | {
            "told at": first.sentence / max(1, size),
            "told in paragraph": min(self.block(first.sentence), FAR),
            "tellings": len(act.tellings),
            "acts": min(len(self.acts), FAR),
            "sentences": min(size, 99),
            "of the page": first.source == THE_PAGE,
            "asserted": act.stance() == "asserted",
            "general": first.general,
            "persons": min(len(act.persons()), 5),
            "alike": sum(a.act == act.act for a in self.acts),
            "about them": len(self.of_same(act) - {id(act)}),
        }
