"""What is said on a page that denies something: in words of denying, by telling the contrary, or by pleading not guilty."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.parties import Parties
from letapis.core.annotate.acts.sourcing import Saying, Sayings
from letapis.core.annotate.acts.stance import nobody
from letapis.core.annotate.acts.triggers import triggers
from letapis.core.annotate.tree import Tree
from letapis.words.records import THE_PAGE

_NOT = re.compile(r"\b(?:no|not|never|none|nobody|without|neither|denied|refused)\b|n['’]t\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Answer:
    """A denial: who denies, where the words stand, and what kinds of acts they speak of (none: whatever was told)."""

    by: str
    start: int
    end: int
    kinds: frozenset[str] = frozenset()
    own: bool = False
    """Whether it only clears the one it speaks of ("had nothing to do with it", "pleaded not guilty")."""
    alone: bool = False
    """Whether it clears of nothing but what the page lays at their door ("pleaded not guilty")."""
    plain: bool = True
    """Whether the words themselves are words of denying."""


def answers(mentions: Mentions) -> list[Answer]:
    """The denials of a page, in its order."""
    sayings = Sayings(mentions.claims)
    found = [_denied(mentions, s) for s in sayings.denials if not _only_the_reason(mentions, s)]
    for saying in sayings.all:
        if saying.manner in ("says", "alleges", "thinks", "intends") and saying.speaker not in ("", THE_PAGE):
            found += _contrary(mentions, sayings, saying)
    found += [*_pleas(mentions), *_branded(mentions)]
    found = [a for a in found if a.by not in ("", THE_PAGE)]
    return sorted(dict.fromkeys(found), key=lambda a: (a.start, a.end))


def _text(mentions: Mentions, start: int, end: int) -> str:
    return mentions.page.reading.text[start:end].lower()


def _denied(mentions: Mentions, saying: Saying) -> Answer:
    said = _text(mentions, saying.start, saying.end)
    return Answer(saying.speaker, saying.start, saying.end, _named_kinds(said), any(w in said for w in group("charges")))


def _only_the_reason(mentions: Mentions, saying: Saying) -> bool:
    """ "Denied that the arrest was political": why it happened is denied, not that it did."""
    said = _text(mentions, saying.start, saying.end)
    return any(w in said for w in group("reasons"))


def _named_kinds(denied: str) -> frozenset[str]:
    """The acts whose nouns a denial names: "any part in the killing"."""
    names: dict[str, list[str]] = words()["denied"]
    return frozenset(act for act, nouns in names.items() if any(n in denied for n in nouns))


def _contrary(mentions: Mentions, sayings: Sayings, saying: Saying) -> Iterator[Answer]:
    """ "He gets all the care he needs", "nobody was tortured": what denies without a word of denying."""
    said = _text(mentions, saying.start, saying.end)
    who = sayings.named(saying)
    if _only_the_reason(mentions, saying):
        return
    for entry in (e for e in words()["answers"].values() if isinstance(e, dict)):
        hit = _any_of(tuple(entry["words"])).search(said)
        if hit is None or (entry.get("unless_negated") and _NOT.search(said)):
            continue
        if entry.get("people") and not _of_people(mentions, saying, said):
            continue
        if entry.get("of") and not any(w in said for w in group("accounts", entry["of"])):
            continue
        yield Answer(who, saying.start, saying.end, frozenset(entry["acts"]), bool(entry.get("own")), plain=False)
    if _NOT.search(said) and (kinds := _said_not_to_be(mentions, saying)):
        yield Answer(who, saying.start, saying.end, kinds, plain=False)


def _of_people(mentions: Mentions, saying: Saying, said: str) -> bool:
    """Whether what is said speaks of people at all."""
    spoken = set(_WORD.findall(said))
    return bool(mentions.persons(saying.start, saying.end) or spoken & group("answers", "people"))


@cache
def _any_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(re.escape(p) for p in phrases) + r")", re.IGNORECASE)


def _said_not_to_be(mentions: Mentions, saying: Saying) -> frozenset[str]:
    """The harms that a source's own sentence says did not happen."""
    sentence = mentions.page.sentences[mentions.page.sentence_at(saying.start)]
    if not sentence.tokens:
        return frozenset()
    tree = Tree.of(sentence)
    hits = (row[0] for row in triggers(tree) if row[0].pattern.role in ("object", "subject", "phrases", "nouns"))
    inside = (h for h in hits if saying.start <= tree.tokens[h.head].start < saying.end and h.act in group("implied", "harm"))
    return frozenset(h.act for h in inside if _not_so(tree, h.head))


def _not_so(tree: Tree, i: int) -> bool:
    """ "Was not beaten", "nobody was beaten", "there was no torture"; not "should not be", and not "would not have been"."""
    if any(tree.tokens[c].lemma in group("unreal", "modals") for c in tree.children(i, "aux")):
        return False
    if any(tree.tokens[c].lemma in group("unreal", "marks") for c in tree.children(i, "mark")):
        return False
    if tree.is_verb(i):
        who = tree.child(i, "nsubj", "nsubjpass")
        return bool(tree.children(i, "neg")) or (who is not None and nobody(tree, who))
    verb = tree.tokens[i].head
    return nobody(tree, i) and tree.is_verb(verb) and tree.tokens[verb].lemma in group("negative", "events")


def _pleas(mentions: Mentions) -> Iterator[Answer]:
    """Who pleads not guilty."""
    for start, end, who in _subjects(mentions, group("pleas"), group("pleas", "verbs")):
        yield Answer(who, start, end, own=True, alone=True)


def _branded(mentions: Mentions) -> Iterator[Answer]:
    """Who calls what was told lies: "called the reports falsehoods"."""
    lies = words()["answers"]["lies"]
    for start, end, who in _subjects(mentions, frozenset(lies["words"]), group("answers", "branding")):
        if any(w in _text(mentions, start, end) for w in group("accounts", lies["of"])):
            yield Answer(who, start, end, plain=False)


def _subjects(mentions: Mentions, signs: frozenset[str], verbs: frozenset[str]) -> Iterator[tuple[int, int, str]]:
    """The sentences with one of the signs and the verbs: where they stand, and who the verb's subject is."""
    parties = Parties(mentions)
    for sentence in mentions.page.sentences:
        said = _text(mentions, sentence.start, sentence.end)
        if not sentence.tokens or not any(w in said for w in signs):
            continue
        tree = Tree.of(sentence)
        for verb in (i for i, t in enumerate(tree.tokens) if tree.is_verb(i) and t.lemma in verbs):
            who = None if tree.passive(verb) else tree.subject(verb)
            if who is None or tree.tokens[who].start > tree.tokens[verb].start:
                continue
            found = [p.persons[0] if p.persons else p.words for p in parties.of(tree, who)]
            standing = [tree.tokens[who].text] if tree.tokens[who].text.lower() in group("standing_in") else []
            for name in found or standing:
                yield sentence.start, sentence.end, name
