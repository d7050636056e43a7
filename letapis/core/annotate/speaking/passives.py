"""Sayings by a verb in the passive: "is accused of …", "was reported to have …", "it is feared that …"."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.core.annotate.speaking.cues import Frame, Lexicon
from letapis.core.annotate.speaking.frames import frames_of
from letapis.core.annotate.speaking.said import Place, Said
from letapis.core.annotate.speaking.sources import phrase, subject_of
from letapis.core.annotate.speaking.spans import snapped
from letapis.core.annotate.speaking.tree import Span, Tree


def sayings(place: Place, lexicon: Lexicon) -> Iterator[Said]:
    """Who is said to have done what by each verb of saying in the passive; the source is the one after "by", if any."""
    for i, token in enumerate(place.tree.tokens):
        if token.tag != "VBN" or not place.tree.passive(i):
            continue
        if token.lemma in lexicon.reached:
            yield from _unreached(place, i)
        if _as_saying(place.tree, lexicon, i):
            continue  # "was quoted as saying": the second verb has the content
        for frame in frames_of(place.tree, lexicon, i):
            said = _saying(place, lexicon, i, frame)
            if said:
                yield said
                break


def _as_saying(tree: Tree, lexicon: Lexicon, verb: int) -> bool:
    below = [b for k in tree.kids(verb, "prep") if tree.tokens[k].text.lower() == "as" for b in tree.kids(k, "pcomp")]
    return any(tree.tokens[b].tag == "VBG" and tree.tokens[b].lemma in lexicon.verbs for b in below)


def _saying(place: Place, lexicon: Lexicon, verb: int, frame: Frame) -> Said | None:
    tree = place.tree
    first, last = tree.group(verb)
    agent = subject_of(tree, verb)
    source = None if agent is None else phrase(tree, agent, first, last)
    subject = tree.first(verb, "nsubjpass") if tree.tokens[verb].dep != "acl" else tree.tokens[verb].head
    rest, last = _complement(tree, verb, frame, last)
    if not rest and (source is None or (frame.manner == "denies" and not _claim(tree, lexicon, subject))):
        return None
    contents = _contents(place, subject, rest, first, last, frame)
    cue = (tree.tokens[first].start, tree.tokens[last].end)
    at = None if agent is None else tree.tokens[agent].start
    return Said("passive", cue, contents, source, at, frame.manner) if contents else None


def _claim(tree: Tree, lexicon: Lexicon, subject: int | None) -> bool:
    return subject is not None and tree.tokens[subject].lemma in lexicon.claims


def _contents(place: Place, subject: int | None, rest: list[int], first: int, last: int, frame: Frame) -> tuple[Span, ...]:
    tree, spans = place.tree, []
    tells = frame.told or (subject is not None and tree.tokens[subject].text.lower() == "it")
    if subject is not None and not tells:
        spans.append(phrase(tree, subject, first, last))
    if rest:
        spans.append(tree.span(w for w in rest if w > last))
    cue = (tree.tokens[first].start, tree.tokens[last].end)
    return tuple(snapped(place, s, cue) for s in spans if s)


def _complement(tree: Tree, verb: int, frame: Frame, last: int) -> tuple[list[int], int]:
    """The words after the verb that say what is said, and the last word of the cue."""
    if frame.takes & {"clause", "to"}:
        for k in tree.kids(verb, "ccomp", "xcomp"):
            if k > verb and (tree.tokens[k].dep == "ccomp" or _to(tree, k)):
                return tree.under(k), last
    wanted = frame.needs or frame.with_ or {t for t in frame.takes if t not in ("clause", "to", "object", "quote", "ing")}
    for k in tree.kids(verb, "prep"):
        word = tree.tokens[k].text.lower()
        if k > verb and word in wanted and (body := tree.first(k, "pobj", "pcomp")) is not None:
            beside = k == last + 1 and word != "as"
            return tree.under(body if frame.needs or word in frame.takes else k), (k if beside else last)
    return [], last


def _to(tree: Tree, k: int) -> bool:
    return any(tree.tokens[a].text.lower() == "to" for a in tree.kids(k, "aux"))


def _unreached(place: Place, verb: int) -> Iterator[Said]:
    tree = place.tree
    subject = tree.first(verb, "nsubjpass")
    if subject is None or not tree.negated(verb):
        return
    first, last = tree.group(verb)
    why = next((tree.span(tree.under(k)) for k in tree.kids(verb, "prep") if tree.tokens[k].text.lower() == "for"), None)
    cue = (tree.tokens[first].start, tree.tokens[last].end)
    source = phrase(tree, subject, first, last)
    yield Said("not reached", cue, (why,) if why else (), source, tree.tokens[subject].start, "no comment")
