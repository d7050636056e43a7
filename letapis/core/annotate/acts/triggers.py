"""Which words of a parsed sentence tell of an act, and how the sentence's grammar puts it."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.core.annotate.acts.lexicon import Pattern, patterns, words
from letapis.core.annotate.acts.parties import is_human
from letapis.core.annotate.tree import Tree

_GAP = 6


@dataclass(frozen=True, slots=True)
class Trigger:
    """A pattern found: ``head`` is the word the grammar hangs on, ``last`` the pattern's last word."""

    pattern: Pattern
    head: int
    last: int

    @property
    def act(self) -> str:
        """The word of ``terms``."""
        return self.pattern.act


def triggers(tree: Tree) -> list[list[Trigger]]:
    """The acts a sentence's words may tell of, in order: for each word every pattern that fits, the longest first."""
    found: list[list[Trigger]] = []
    taken: set[int] = set()
    lemmas = [_lemma(tree, i) for i in range(len(tree.tokens))]
    said = {*lemmas, *(t.lemma for t in tree.tokens), *(t.text.lower() for t in tree.tokens)}
    for i, lemma in enumerate(lemmas):
        if i in taken:
            continue
        fitting = (p for p in patterns().get(lemma, ()) if p.further <= said)
        row = [t for p in fitting if (t := _match(tree, i, p)) is not None]
        if row:
            found.append(row)
            taken.update(_words_of(tree, row[0]))
    return found


def _words_of(tree: Tree, hit: Trigger) -> set[int]:
    """The words used up by a pattern, so that the "trial" of "stand trial" is not counted again."""
    wanted = [w for w in hit.pattern.lemmas if w]
    used, at = {hit.head}, hit.head
    for w in wanted[1:]:
        at = next((j for j in range(at + 1, hit.last + 1) if _lemma(tree, j) == w), at)
        used.add(at)
    return used


def _lemma(tree: Tree, i: int) -> str:
    """The lemma as the patterns have it: the tagger leaves participles used as adjectives uncut ("the jailed blogger")."""
    t = tree.tokens[i]
    if t.tag in ("VBN", "JJ", "VBD") and t.lemma.endswith("ed") and t.lemma not in patterns():
        for cut in (t.lemma[:-1], t.lemma[:-2], t.lemma[:-3]):
            if cut in patterns():
                return cut
    if t.lemma not in patterns() and t.lemma + "e" in patterns() and t.text.lower() in (t.lemma + "ed", t.lemma + "ing"):
        return t.lemma + "e"
    return t.lemma


def _match(tree: Tree, i: int, pattern: Pattern) -> Trigger | None:
    """The pattern where its first word is ``i``; of an adverb before its verb ("fatally shot") the verb is the head."""
    if pattern.role == "owned":
        return _owned(tree, i, pattern)
    led = pattern.role == "object" and tree.tokens[i].pos == "ADV" and i + 1 < len(tree.tokens)
    if not _right_kind(tree, i + led, pattern):
        return None
    only = words()["only"].get(pattern.text)
    if only and tree.tokens[i].text.lower() not in only:
        return None
    at, gap = i, False
    for want in pattern.lemmas[1:]:
        if want is None:
            gap = True
            continue
        reach = _GAP + 1 if gap else 1
        nearest = range(at + 1, min(at + 1 + reach, len(tree.tokens)))
        hit = next((j for j in nearest if want in (_lemma(tree, j), tree.tokens[j].text.lower())), None)
        if hit is not None and gap and any(tree.is_verb(j) for j in range(at + 1, hit)):
            return None
        if hit is None and not gap:
            hit = _past_adverbs(tree, at, want) if pattern.role == "subject" else None
            hit = _particle(tree, at, want) if hit is None else hit
        if hit is None:
            return None
        at, gap = hit, False
    if pattern.role == "nouns" and at != i and tree.is_verb(at):
        return None
    return Trigger(pattern, i + led if pattern.role != "nouns" else at, at)


def _owned(tree: Tree, i: int, pattern: Pattern) -> Trigger | None:
    """A noun that is the subject of a pattern's last word, or of "is", "remains" before it: "the charges … were dropped"."""
    t = tree.tokens[i]
    if t.dep not in ("nsubj", "nsubjpass"):
        return None
    said = (t.head, *tree.children(t.head, "acomp", "attr", "oprd"))
    hit = next((j for j in said if _lemma(tree, j) == pattern.lemmas[-1] and j > i), None)
    return None if hit is None else Trigger(pattern, i, hit)


def _past_adverbs(tree: Tree, at: int, want: str) -> int | None:
    """The next word of the pattern behind adverbs: "is still missing", "remain today in prison"."""
    for j in range(at + 1, min(at + 3, len(tree.tokens))):
        if want in (_lemma(tree, j), tree.tokens[j].text.lower()):
            return j
        if tree.tokens[j].pos != "ADV":
            return None
    return None


def _particle(tree: Tree, at: int, want: str) -> int | None:
    """The particle of a verb whose object stands between: "rounded hundreds up"."""
    return next((c for c in tree.children(at, "prt", "prep", "advmod", "acomp", "oprd") if tree.tokens[c].lemma == want), None)


def headlined(tree: Tree, i: int) -> tuple[int, int] | None:
    """Of a verb that a headline makes look like a noun ("Cops arrest doctor"), who does it and who is affected."""
    told = tree.child(i, "dobj")
    if told is not None:
        doer = tree.child(i, "nsubj", "compound", "nmod")
        return (doer, told) if doer is not None else None
    head = tree.tokens[i].head
    beside = sorted(c for h in (i, head) for c in tree.children(h, "compound", "nmod", "amod", "nsubj") if c < i)
    if tree.tokens[i].dep not in ("compound", "nmod") or head <= i or not beside or not is_human(tree, head):
        return None
    if tree.tokens[beside[-1]].tag not in ("NNS", "NNP", "NNPS") and not is_human(tree, beside[-1]):
        return None
    return (beside[-1], head) if tree.tokens[beside[-1]].end + 1 == tree.tokens[i].start else None


def _right_kind(tree: Tree, i: int, pattern: Pattern) -> bool:
    """A verb's pattern wants a verb or participle, a noun's a noun."""
    t = tree.tokens[i]
    if pattern.role in ("nouns", "people"):
        return t.pos in ("NOUN", "PROPN", "ADJ") or (t.pos == "VERB" and t.dep in ("pobj", "dobj", "nsubj", "conj", "compound"))
    if t.tag in ("NN", "NNS", "NNP") and pattern.role == "object":
        return headlined(tree, i) is not None
    if t.pos == "VERB":
        return not (t.tag == "VBG" and t.dep in ("compound", "amod"))
    if t.pos == "AUX":
        return t.lemma == "be" and len(pattern.lemmas) > 1
    if t.dep == "amod":
        return t.tag in ("VBN", "JJ", "VBD") and t.text.lower().endswith(("ed", "en", "n", "t", "d"))
    return t.tag in ("VBN", "VBD")
