"""Who says it: the subject of a verb of saying, found at the verb itself or further up, as a whole noun phrase."""

from __future__ import annotations

from letapis.core.annotate.speaking.tree import Span, Tree

_SUBJECTS = ("nsubj", "expl")
_UPWARD = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "parataxis"})
_HIGHEST = 6
_LOOSE = frozenset({"advcl", "parataxis", "ccomp"})
"""Branches that the parser sometimes hangs below a noun and that never name a source."""


def subject_of(tree: Tree, verb: int) -> int | None:
    """The word that heads the subject of a verb: its own, its agent in the passive, or that of the verb it leans on."""
    at = _outermost(tree, verb)
    for _ in range(_HIGHEST):
        if tree.passive(at):
            return _agent(tree, at) if at == verb else tree.first(at, "nsubjpass")
        own = tree.first(at, *_SUBJECTS)
        if own is not None:
            return own
        token = tree.tokens[at]
        above = token.head
        if (cited := _cited(tree, at)) is not None:
            return cited
        if token.dep in ("acl", "relcl"):
            return above
        if token.dep == "xcomp" and (told := tree.first(above, "dobj")) is not None and told < at:
            return told
        if token.dep not in _UPWARD or above == at:
            break
        at = above
    return _beside(tree, verb)


def _cited(tree: Tree, verb: int) -> int | None:
    """The one who is "quoted as saying": the object of the verb before "as"."""
    token = tree.tokens[verb]
    as_above = token.dep == "pcomp" and tree.tokens[token.head].text.lower() == "as"
    as_below = any(tree.tokens[k].text.lower() == "as" for k in tree.kids(verb, "mark", "prep") if k < verb)
    if token.tag != "VBG" or not (as_above or as_below):
        return None
    governor = tree.tokens[token.head].head if as_above else token.head
    return tree.first(governor, "dobj", "nsubjpass")


def _outermost(tree: Tree, verb: int) -> int:
    """Where the search for the subject begins: "he said they fled, adding that …" adds to what he said."""
    token = tree.tokens[verb]
    at = token.head
    if token.tag != "VBG" or token.dep != "advcl" or tree.kids(verb, *_SUBJECTS) or not _follows_comma(tree, verb):
        return verb
    while tree.tokens[at].dep == "ccomp" and tree.tokens[at].head < at:
        at = tree.tokens[at].head
    return at if at != token.head else verb


def _beside(tree: Tree, verb: int) -> int | None:
    """The noun that stands right beside a main verb for which the parser found no subject: "said the woman"."""
    if tree.tokens[verb].dep not in ("ROOT", "ccomp", "parataxis") or (
        tree.kids(verb, "aux") and tree.tokens[verb].tag == "VB"
    ):
        return None
    at = verb + 1
    while at < len(tree.tokens) and tree.tokens[at].head > at and tree.tokens[at].dep != "nsubj":
        at = tree.tokens[at].head
    if at < len(tree.tokens) and at > verb and tree.tokens[at].dep == "nsubj" and _nominal(tree, at):
        return at
    before = [k for k in tree.kids(verb) if k < verb and _nominal(tree, k)]
    return before[-1] if before else None


def _nominal(tree: Tree, i: int) -> bool:
    token = tree.tokens[i]
    return token.pos in ("NOUN", "PROPN", "PRON") and token.tag[:1] != "W" and token.entity[2:] not in ("DATE", "TIME")


def _agent(tree: Tree, verb: int) -> int | None:
    by = tree.first(verb, "agent")
    return None if by is None else tree.first(by, "pobj")


def phrase(tree: Tree, head: int, verb_from: int, verb_to: int) -> Span | None:
    """The whole noun phrase of a head, kept clear of the verb's group, with the comma that closes an inserted phrase."""
    loose = [k for k in tree.kids(head) if tree.tokens[k].dep in _LOOSE]
    words = tree.under(head, loose)
    if head < verb_from:
        words = [w for w in words if w < verb_from]
    elif head > verb_to:
        words = [w for w in words if w > verb_to]
    span = tree.span(_joined(tree, words, head))
    return None if span is None else _with_comma(tree, head, span)


def _joined(tree: Tree, words: list[int], head: int) -> list[int]:
    """The unbroken run of the words around the head (one comma or quotation mark may be missing)."""
    low = high = head
    inside = set(words)
    while low - 1 in inside or (low - 2 in inside and not tree.tokens[low - 1].text.isalnum()):
        low -= 1
    while high + 1 in inside or (high + 2 in inside and not tree.tokens[high + 1].text.isalnum()):
        high += 1
    return list(range(low, high + 1))


def _with_comma(tree: Tree, head: int, span: Span) -> Span:
    """The phrase with the comma after it, where that closes what another comma opened."""
    after = next((i for i, t in enumerate(tree.tokens) if t.start >= span[1]), None)
    if after is None or tree.tokens[after].text != ",":
        return span
    inserted = tree.kids(head, "appos", "relcl", "acl", "prep", "amod")
    opened = any(tree.tokens[k].end <= span[1] and _follows_comma(tree, k) for k in inserted)
    return (span[0], tree.tokens[after].end) if opened else span


def _follows_comma(tree: Tree, k: int) -> bool:
    first = min(tree.under(k))
    return first > 0 and tree.tokens[first - 1].text == ","


def stands_for(tree: Tree, head: int) -> int:
    """The noun behind "who" or "which"; any other head is itself."""
    token = tree.tokens[head]
    if token.tag not in ("WP", "WDT"):
        return head
    clause = tree.tokens[token.head]
    while clause.dep == "conj":
        clause = tree.tokens[clause.head]
    return clause.head if clause.dep == "relcl" else head
