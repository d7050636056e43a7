"""Who is affected and who does it: noun phrases of a sentence as persons of the page, or as groups in the page's words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.tree import Tree

_INNER = ("det", "poss", "amod", "compound", "nummod", "nmod", "case")
_LATELY = 4
"""Within how many sentences, its own counted, an organisation must be named for "the newspaper" to mean it."""


@dataclass(frozen=True, slots=True)
class Party:
    """One named or unnamed party of an act, with the words that name it (offsets in ``Reading.text``)."""

    start: int
    end: int
    words: str
    persons: tuple[str, ...] = ()
    """The persons the words mean; none for a group or an institution."""
    count: int | None = None
    count_kind: str | None = None


@dataclass(frozen=True)
class Parties:
    """Turns noun phrases of one page into parties."""

    mentions: Mentions

    def of(self, tree: Tree, i: int) -> list[Party]:
        """The parties a noun names, with those said beside it."""
        found: list[Party] = []
        i = tree.behind(i)
        person = bool(self._persons(tree, i))
        for j in tree.together(i):
            if j == i or not person or self.are_people(tree, j):
                found += self._one(tree, j)
        return found

    def _one(self, tree: Tree, i: int) -> list[Party]:
        t = tree.tokens[i]
        first, last = phrase(tree, i)
        start, end = tree.words(first, last)
        persons = self._persons(tree, i) or self._explained(tree, i)
        if persons:
            return [Party(start, end, self._text(start, end), persons)]
        if t.pos == "PRON" and t.lemma not in ("those", "other", "others", "everyone", "everybody", "dozen"):
            return []
        if (named := self._organisation(tree, i)) is not None:
            return [named]
        count, kind = counted(tree, i)
        return [Party(start, end, self._trimmed(start, end), (), count, kind)]

    def _organisation(self, tree: Tree, i: int) -> Party | None:
        """The paper or group that "the newspaper", "its website", "the organisation" mean: the only such one named lately."""
        t = tree.tokens[i]
        kinds = words()["organisation_words"].get(t.lemma.lower())
        bare = all(tree.tokens[c].lemma.lower() in ("the", "its", "their", "'s", "’s") for c in tree.children(i, *_INNER))
        if kinds is None or not bare or not tree.children(i, "det", "poss"):
            return None
        n = self.mentions.page.sentence_at(t.start)
        for back in range(_LATELY):
            near = self.mentions.within("organisation", n - back) if n >= back else []
            fitting = {c.subject: c for c in near if c.passage.end <= t.start and self._is_kind(c.subject, kinds)}
            if fitting:
                c = next(iter(fitting.values()))
                return Party(c.passage.start, c.passage.end, c.passage.quote) if len(fitting) == 1 else None
        return None

    def _is_kind(self, organisation: str, kinds: list[str]) -> bool:
        kind = str(self.mentions.claims.value(organisation, "kind") or "unknown")
        name = str(self.mentions.claims.value(organisation, "name") or "")
        return kind in kinds and name not in words()["organisation_words"]["agencies"]

    def are_people(self, tree: Tree, i: int) -> bool:
        """Whether a noun names people: by its own word, by a person's mention, or by what it is explained with."""
        i = tree.behind(i)
        beside = (i, *tree.children(i, "appos"))
        if tree.tokens[i].lemma in group("partitive", "sums"):
            return any(is_human(tree, o) for o in tree.objects_of(i, frozenset({"of"})))
        return is_human(tree, i) or any(self._persons(tree, j) for j in beside)

    def _persons(self, tree: Tree, i: int) -> tuple[str, ...]:
        """The persons whose mentions cover the word."""
        return self.mentions.persons(tree.tokens[i].start, tree.tokens[i].end)

    def _explained(self, tree: Tree, i: int) -> tuple[str, ...]:
        """Who a noun is explained to be: "two activists, A and B", "A, the blogger held", "A was the first to be held"."""
        t = tree.tokens[i]
        names = [p for a in tree.children(i, "appos") for j in tree.together(a) for p in self._persons(tree, j)]
        count = counted(tree, i)[0]
        if names and (count is None or count == len(names)):
            return tuple(dict.fromkeys(names))
        if names:
            return ()
        if t.tag == "NN" and i + 2 < len(tree.tokens) and tree.tokens[i + 1].text == "," and tree.tokens[i + 2].tag == "NNP":
            return (
                self._persons(tree, i + 2) if any(tree.tokens[c].lemma in ("a", "an") for c in tree.children(i, "det")) else ()
            )
        if t.dep == "appos":
            return self._persons(tree, t.head)
        if t.dep == "attr" and tree.tokens[t.head].lemma in ("be", "become", "remain") and count in (None, 1):
            subject = tree.subject(t.head)
            return self._persons(tree, subject) if subject is not None and subject != i else ()
        return ()

    def _text(self, start: int, end: int) -> str:
        return self.mentions.page.reading.text[start:end]

    def _trimmed(self, start: int, end: int) -> str:
        return self._text(start, end).strip(" ,;:-–—\"'“”‘’").removesuffix("’s").removesuffix("'s")


def phrase(tree: Tree, i: int) -> tuple[int, int]:
    """First and last word of a noun phrase; "one of the hostages" is taken whole."""
    first, last = tree.core(i)
    t = tree.tokens[i]
    if t.pos == "NUM" or t.lemma in group("partitive"):
        for o in tree.objects_of(i, frozenset({"of"})):
            last = max(last, tree.core(o)[1])
    return first, last


_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")


def counted(tree: Tree, i: int) -> tuple[int | None, str | None]:
    """How many a noun phrase says, and whether exactly; (None, None) where it gives no number."""
    of = tree.objects_of(i, frozenset({"of"})) if tree.tokens[i].lemma in group("partitive", "sums") else []
    i = of[0] if of else i
    first, last = tree.core(i)
    phrase = " ".join(t.text.lower() for t in tree.tokens[max(0, first - 2) : last + 1])
    for j in (j for j in range(first, last + 1) if tree.tokens[j].pos == "NUM" or tree.tokens[j].dep == "nummod"):
        n = _number(tree, j)
        if n is not None and not _is_age_or_year(tree, j, n):
            return n, _kind(phrase)
    t = tree.tokens[i]
    if (
        t.pos == "NOUN"
        and t.tag == "NN"
        and any(tree.tokens[c].lemma in ("a", "an", "another") for c in tree.children(i, "det"))
    ):
        return 1, "exactly"
    n = words()["counting"].get(t.lemma, (None,))[0] if t.pos == "NUM" else None
    return (n, _kind(phrase)) if n else (None, None)


def _number(tree: Tree, j: int) -> int | None:
    text = tree.tokens[j].text
    if m := _NUMBER.fullmatch(text):
        n = int(m[0].replace(",", ""))
        after = tree.tokens[j + 1].lemma if j + 1 < len(tree.tokens) else ""
        return n * 1000 if after == "thousand" else n * 1_000_000 if after == "million" else n
    spelled: int | None = words()["counting"].get(text.lower(), (None,))[0]
    return spelled


def _is_age_or_year(tree: Tree, j: int, n: int) -> bool:
    after = tree.tokens[j + 1].text.lower() if j + 1 < len(tree.tokens) else ""
    return after in ("-", "year", "years") or (
        1900 <= n <= 2100 and tree.tokens[j].text.isdigit() and "," not in tree.tokens[j].text
    )


def _kind(phrase: str) -> str:
    for kind, cues in words()["count_kinds"].items():
        if any(cue in phrase for cue in cues):
            return str(kind)
    return "exactly"


def is_human(tree: Tree, i: int) -> bool:
    """Whether a noun names people (a person's name counts)."""
    t = tree.tokens[i]
    if t.entity.endswith(("PERSON", "NORP")) or t.pos == "PRON":
        return t.lemma not in ("it", "this", "that", "which", "what", "something", "itself", "there")
    human = group("human")
    word = t.text.lower()
    if t.lemma in human or word in human or word.removesuffix("s") in human:
        return True
    if t.pos == "NUM" or t.tag == "CD":
        return True
    by_ending = word.endswith(tuple(words()["human"]["suffixes"])) and t.lemma not in group("human", "not")
    return t.pos == "NOUN" and by_ending and t.tag in ("NN", "NNS")
