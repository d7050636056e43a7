"""Sayings without a verb of their own: "according to …", "reportedly", "her claim that …", "Lawyer: client beaten"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from letapis.core.annotate.speaking.cues import Lexicon
from letapis.core.annotate.speaking.said import Place, Said
from letapis.core.annotate.speaking.sources import phrase, subject_of
from letapis.core.annotate.speaking.spans import around, opened, snapped
from letapis.core.annotate.speaking.tree import Span, Tree

_LABEL = re.compile(r"([A-Z][\w.'’-]*(?: [\w.'’-]+){0,4}):\s+(?=\S)")
_HEADLINES = ("headline", "title")


def according(place: Place, lexicon: Lexicon) -> Iterator[Said]:
    """ "According to X" stands for a verb of saying; what it is said of is the clause around it."""
    tree = place.tree
    small = tuple(t.text.lower() for t in tree.tokens)
    for i in range(len(tree.tokens) - 1):
        last = _phrase_end(small, lexicon, i)
        if last is None:
            continue
        head = tree.first(last, "pobj", "pcomp", "dobj")
        source = None if head is None else phrase(tree, head, i, last)
        if head is None or source is None:
            continue
        cue = (tree.tokens[i].start, tree.tokens[last].end)
        low, high = _clause(tree, i, last)
        contents = opened(place, lexicon, around(place, (cue[0], source[1]), low, high))
        if contents:
            yield Said("according to", cue, contents, source, tree.tokens[head].start)


def _phrase_end(small: tuple[str, ...], lexicon: Lexicon, i: int) -> int | None:
    """The last word of a phrase like "according to" that begins at a word; ``small`` are the words in small letters."""
    for words in lexicon.according:
        if small[i] == words[0] and small[i : i + len(words)] == words:
            return i + len(words) - 1
    return None


def _clause(tree: Tree, first: int, last: int) -> Span:
    """Where the clause a phrase belongs to begins and ends."""
    at = tree.tokens[first].head
    while tree.tokens[at].pos not in ("VERB", "AUX") and tree.tokens[at].head != at:
        at = tree.tokens[at].head
    token = tree.tokens[at]
    if token.dep == "ROOT" or first <= at <= last:
        return tree.sentence.start, tree.sentence.end
    words = [*tree.under(at), first]
    return tree.tokens[min(words)].start, tree.tokens[max(words)].end


def distance(place: Place, lexicon: Lexicon) -> Iterator[Said]:
    """ "Reportedly" and "alleged" say that somebody says so, without a name."""
    tree = place.tree
    for i, token in enumerate(tree.tokens):
        word = token.text.lower()
        manner = "alleges" if word.startswith("alleg") else "says"
        cue = (token.start, token.end)
        if word in lexicon.distance_adverbs and token.dep == "advmod":
            words = tree.under(token.head)
            low, high = tree.tokens[min(words)].start, tree.tokens[max(words)].end
            yield Said("distance", cue, around(place, cue, low, high), manner=manner)
        elif word in lexicon.distance_adjectives and token.dep == "amod" and token.head > i:
            span = tree.run(i + 1, token.head)
            if span:
                yield Said("distance", cue, (snapped(place, span, cue),), manner=manner)


def nouns(place: Place, lexicon: Lexicon) -> Iterator[Said]:
    """A noun that says something, with the clause it governs: "his claim that …", "the decision of the court to …"."""
    tree = place.tree
    for i, token in enumerate(tree.tokens):
        manner = lexicon.nouns.get(token.lemma) if token.pos == "NOUN" else None
        clause = (
            next((k for k in tree.kids(i, "acl", "ccomp", "relcl") if k > i and _governed(tree, k)), None) if manner else None
        )
        if manner is None or clause is None:
            continue
        span = tree.span(tree.under(clause))
        head, first = _owner(tree, lexicon, i)
        if span is None or head is None:
            continue
        source = phrase(tree, head, i, i) if head < first else tree.span(tree.under(head))
        if head < first and tree.tokens[head].dep != "poss":
            source = phrase(tree, head, first, i)
        yield Said(
            "noun", (tree.tokens[first].start, token.end), (snapped(place, span),), source, tree.tokens[head].start, manner
        )


def _governed(tree: Tree, k: int) -> bool:
    """Whether a clause is opened by "that" as a conjunction or by "to"."""
    marks = {tree.tokens[m].text.lower() for m in tree.kids(k, "mark")}
    return "that" in marks or any(tree.tokens[a].text.lower() == "to" for a in tree.kids(k, "aux"))


def _owner(tree: Tree, lexicon: Lexicon, noun: int) -> tuple[int | None, int]:
    """Who says what the noun says, and the first word of the cue: "her claim", "a claim by her", "she made the claim"."""
    poss = tree.first(noun, "poss")
    if poss is not None:
        return poss, noun
    for k in tree.kids(noun, "prep"):
        if tree.tokens[k].text.lower() in ("by", "from", "of") and (who := tree.first(k, "pobj")) is not None:
            return who, noun
    verb = tree.tokens[noun].head
    if tree.tokens[noun].dep == "dobj" and tree.tokens[verb].lemma in lexicon.light and not tree.passive(verb):
        return subject_of(tree, verb), tree.group(verb)[0]
    return None, noun


def label(place: Place, lexicon: Lexicon) -> Iterator[Said]:
    """In a headline, or before a quotation, the words before the colon name who says the rest: "Lawyer: client beaten"."""
    sentence, text = place.tree.sentence, place.page.reading.text
    block = place.page.reading.main[sentence.block]
    m = _LABEL.match(text, sentence.start, min(sentence.end, sentence.start + _LONGEST_LABEL))
    if m is None or sentence.start != block.start or not _names(place, lexicon, m):
        return
    quoted = next((q for q in place.quotations if q.start == m.end()), None)
    if quoted is None and not (block.kind in _HEADLINES or sentence.block == 0):
        return
    end = quoted.end if quoted else sentence.end - (text[sentence.end - 1] == ".")
    yield Said("label", (m.end(1), m.end(1) + 1), ((m.end(), end),), (m.start(1), m.end(1)), m.end(1) - 1)


_LONGEST_LABEL = 80


def _names(place: Place, lexicon: Lexicon, m: re.Match[str]) -> bool:
    """Whether the words before a colon are somebody who can speak: a country ("Ruritania: editor jailed") is the topic."""
    words = m[1].casefold().split()
    if words[-1] in lexicon.labels:
        return True
    kinds = {t.entity[2:] for t in place.tree.tokens if t.end <= m.end(1)}
    return words[0] not in lexicon.no_labels and bool(kinds & {"PERSON", "ORG"}) and not kinds & {"GPE", "LOC", "NORP"}


def trailing(place: Place) -> Iterator[Said]:
    """In a headline: "Client beaten, lawyer says"."""
    sentence, text = place.tree.sentence, place.page.reading.text
    kind = place.page.reading.main[sentence.block].kind
    if kind not in _HEADLINES and not (sentence.block == 0 and text[sentence.end - 1].isalnum()):
        return
    m = _TRAILING.search(text, max(sentence.start, sentence.end - _LONGEST_LABEL), sentence.end)
    if m is not None and m.start() > sentence.start:
        content = (snapped(place, (sentence.start, m.start())),)
        yield Said("label", m.span(2), content, m.span(1), m.end(1) - 1)


_TRAILING = re.compile(r", ([\w.'’-]+(?: [\w.'’-]+){0,4}) (says?|said|reports?)$")
