"""What may follow a verb of saying: "said that …", "accused him of …", "denied beating …", "called for …"."""

from __future__ import annotations

from letapis.core.annotate.speaking.cues import Frame, Lexicon
from letapis.core.annotate.speaking.said import Place
from letapis.core.annotate.speaking.spans import snapped
from letapis.core.annotate.speaking.tree import Span, Tree

Found = tuple[Frame, tuple[int, int], tuple[Span, ...]]
"""The frame that fits, the first and last word of the cue, the content."""


def frames_of(tree: Tree, lexicon: Lexicon, i: int) -> tuple[Frame, ...]:
    """The frames of a verb, with its particle if it has one; none for words that are no verbs of saying."""
    token = tree.tokens[i]
    if token.pos not in ("VERB", "AUX", "NOUN") or not token.tag.startswith("VB"):
        return ()
    particle = tree.first(i, "prt")
    lemma = token.lemma if particle is None else f"{token.lemma} {tree.tokens[particle].text.lower()}"
    return lexicon.verbs.get(lemma, ())


def complement(place: Place, lexicon: Lexicon, verb: int, frames: tuple[Frame, ...]) -> Found | None:
    """The first of a verb's frames that the parse fills with content standing after (or, relative, before) the verb."""
    group = place.tree.group(verb)
    for fills in _KINDS:
        for frame in frames:
            found = fills(place, lexicon, verb, frame)
            if found:
                cue_end, contents = found
                return frame, (group[0], max(group[1], cue_end)), contents
    return None


Filled = tuple[int, tuple[Span, ...]] | None
"""The last word of the cue and the content."""


def _after(place: Place, verb: int, words: list[int]) -> tuple[Span, ...]:
    """The words that follow the verb as one run, grown to quotation marks."""
    span = place.tree.span(_without_aside(place.tree, [w for w in words if w > verb]))
    cue = (place.tree.tokens[verb].start, place.tree.tokens[verb].end)
    return (snapped(place, span, cue),) if span else ()


def _without_aside(tree: Tree, words: list[int]) -> list[int]:
    """The words without a closing ", which …" or ", who …": that may as well be the page's own remark."""
    for i in reversed(words):
        token = tree.tokens[i]
        if token.dep == "relcl":
            aside = tree.under(i)
            low = aside[0]
            cut = low - 1 in words and tree.tokens[low - 1].text == "," and tree.tokens[low].tag in _RELATIVE
            if cut and aside[-1] >= words[-1]:
                return [w for w in words if w < low - 1]
    return words


_RELATIVE = frozenset({"WP", "WDT", "WRB", "WP$"})


def _clause(place: Place, lexicon: Lexicon, verb: int, frame: Frame) -> Filled:
    """ "said that they beat him", "said they beat him"."""
    tree = place.tree
    if "clause" not in frame.takes:
        return None
    for k in tree.kids(verb, "ccomp"):
        words = tree.under(k)
        if k > verb and not _swallows(words, verb):
            return verb, _after(place, verb, words)
    far = _far_clause(tree, lexicon, verb) if "quote" in frame.takes else None
    return None if far is None else (verb, _after(place, verb, tree.under(far)))


def _far_clause(tree: Tree, lexicon: Lexicon, verb: int) -> int | None:
    """A clause with "that" which the parser hung on a noun in between: "told the crowd at the gate that …"."""
    for branch in tree.kids(verb, "dobj", "prep", "dative", "npadvmod"):
        for k in tree.under(branch) if branch > verb else ():
            mark = next((m for m in tree.kids(k, "mark") if tree.tokens[m].text.lower() == "that"), None)
            if mark is not None and tree.tokens[tree.tokens[k].head].lemma not in lexicon.nouns:
                return k
    return None


def _swallows(words: list[int], verb: int) -> bool:
    return min(words) < verb < max(words)


def _infinitive(place: Place, _: Lexicon, verb: int, frame: Frame) -> Filled:
    """ "threatened to kill", "urged the court to free her", "promised to investigate"."""
    tree = place.tree
    if "to" not in frame.takes or frame.kind == "preposition":
        return None
    for k in tree.kids(verb, "xcomp", "ccomp", "advcl"):
        own = tree.kids(k, "nsubj")
        object_ = own or [w for w in tree.kids(verb, "dobj") if verb < w < k]
        barred = (frame.kind == "infinitive" and object_) or (frame.kind == "object infinitive" and not object_)
        if k < verb or not _to(tree, k) or barred:
            continue
        words = tree.under(k)
        if not frame.told:
            words = [w for o in object_ for w in tree.under(o)] + words
        return verb, _after(place, verb, words)
    return None


def _to(tree: Tree, k: int) -> bool:
    return any(tree.tokens[a].text.lower() == "to" for a in tree.kids(k, "aux"))


def _gerund(place: Place, _: Lexicon, verb: int, frame: Frame) -> Filled:
    """ "denied beating him", "admitted having been there"."""
    tree = place.tree
    if "ing" not in frame.takes:
        return None
    for k in tree.kids(verb, "xcomp", "pcomp"):
        if k > verb and (tree.tokens[k].tag == "VBG" or any(tree.tokens[a].tag == "VBG" for a in tree.kids(k, "aux"))):
            return verb, _after(place, verb, tree.under(k))
    return None


def _object(place: Place, lexicon: Lexicon, verb: int, frame: Frame) -> Filled:
    """ "denied the charges", "described him as a spy", "accused them of torture", "called it a lie"."""
    tree = place.tree
    if "object" not in frame.takes:
        return None
    small = next((k for k in tree.kids(verb, "ccomp", "oprd", "xcomp") if k > verb and not _to(tree, k)), None)
    if (frame.kind == "naming" and small is None) or _otherwise(tree, verb, frame):
        return None
    object_ = next((k for k in tree.kids(verb, "dobj") if k > verb), small)
    if object_ is None or not _may_be(tree, lexicon, frame, object_) or tree.kids(verb, "dative"):
        return None
    words = tree.under(object_)
    preps = [k for k in tree.kids(verb, "prep") if k > object_ and tree.tokens[k].text.lower() in frame.with_]
    below = [k for k in tree.kids(object_, "prep") if tree.tokens[k].text.lower() in frame.needs]
    if frame.needs and not below and not any(tree.tokens[k].text.lower() in frame.needs for k in preps):
        return None
    as_such = [k for k in tree.kids(verb, "advcl") if k > object_ and tree.first(k, "advmod") == k - 1 and "as" in frame.with_]
    as_such = [k for k in as_such if tree.tokens[k - 1].text.lower() == "as"]
    for k in (*preps, *as_such, *(k for k in tree.kids(verb, "oprd") if k > object_)):
        words += tree.under(k)
    return verb, _after(place, verb, words)


def _otherwise(tree: Tree, verb: int, frame: Frame) -> bool:
    """Whether a preposition gives the verb another meaning: "admitted him to hospital"."""
    return any(tree.tokens[k].text.lower() in frame.without for k in tree.kids(verb, "prep", "dative"))


def _may_be(tree: Tree, lexicon: Lexicon, frame: Frame, object_: int) -> bool:
    lemma = tree.tokens[object_].lemma
    if frame.only and lemma not in lexicon.claims:
        return False
    return not (frame.manner == "denies" and lemma in lexicon.withheld)


def _preposition(place: Place, _: Lexicon, verb: int, frame: Frame) -> Filled:
    """ "called for an inquiry", "talked about the arrest", "called on the authorities to free her"."""
    tree = place.tree
    if frame.kind == "infinitive" or (frame.kind == "preposition" and tree.kids(verb, "dobj")):
        return None
    for k in tree.kids(verb, "prep"):
        body = tree.first(k, "pobj", "pcomp")
        if k < verb or tree.tokens[k].text.lower() not in frame.takes or body is None:
            continue
        words = tree.under(body)
        for x in tree.kids(verb, "xcomp", "advcl"):
            if x > body and tree.tokens[k].text.lower() in ("on", "upon"):
                words += tree.under(x)
        beside = k == tree.group(verb)[1] + 1
        return (k if beside else verb), _after(place, k, words)
    return None


_KINDS = (_clause, _infinitive, _gerund, _object, _preposition)
