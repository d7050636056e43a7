"""Sayings by a verb in the active: the quotation beside it, the clause after or before it, or the sentence it is put into."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.core.annotate.speaking import quoting
from letapis.core.annotate.speaking.cues import Frame, Lexicon
from letapis.core.annotate.speaking.frames import complement, frames_of
from letapis.core.annotate.speaking.quotes import Quotation
from letapis.core.annotate.speaking.said import Place, Said
from letapis.core.annotate.speaking.sources import phrase, stands_for, subject_of
from letapis.core.annotate.speaking.spans import around, empty, joined, opened, snapped, trimmed
from letapis.core.annotate.speaking.tree import Span, Tree


def sayings(place: Place, lexicon: Lexicon, every: tuple[Quotation, ...]) -> Iterator[Said]:
    """Who said what by each verb of saying in the active."""
    for i in range(len(place.tree.tokens)):
        frames = frames_of(place.tree, lexicon, i)
        if frames and not place.tree.passive(i):
            said = _saying(place, lexicon, i, frames, every)
            if said:
                yield said


def _saying(place: Place, lexicon: Lexicon, verb: int, frames: tuple[Frame, ...], every: tuple[Quotation, ...]) -> Said | None:
    tree = place.tree
    head = subject_of(tree, verb)
    if head is not None and tree.tokens[head].dep == "expl":
        return None
    first, last = tree.group(verb)
    first = led_to(tree, verb, first)
    if sender := _sent(tree, lexicon, verb):
        head, first = subject_of(tree, sender), tree.group(sender)[0]
    source = None if head is None else phrase(tree, head, first, last)
    if source is not None:
        source = next(iter(opened(place, lexicon, (source,))), source)
    cue = with_place(place, lexicon, (tree.tokens[first].start, tree.tokens[last].end))
    found = _quoted(place, lexicon, verb, frames, cue, source, every) if source else None
    rule, manner, contents = found or _told(place, lexicon, verb, frames, joined_unit(place, cue, source)) or ("", "", ())
    if rule == "after":
        fit = complement(place, lexicon, verb, frames)
        if fit and fit[1][1] > last:
            cue = (cue[0], tree.tokens[fit[1][1]].end)
    if not contents or head is None:
        return None
    if rule in ("before", "between"):
        contents = opened(place, lexicon, contents)
    return Said(rule, cue, contents, source, tree.tokens[stands_for(tree, head)].start, manner)


def _sent(tree: Tree, lexicon: Lexicon, verb: int) -> int | None:
    """The verb that sends out the words: "issued" of "issued a statement saying"."""
    thing = tree.tokens[verb].head
    sender = tree.tokens[thing].head
    if tree.tokens[verb].dep != "acl" or tree.tokens[thing].lemma not in lexicon.sent_things:
        return None
    active = tree.tokens[thing].dep == "dobj" and tree.tokens[sender].lemma in lexicon.sent_verbs and not tree.passive(sender)
    return sender if active and sender < thing and verb - sender <= _FAR else None


_FAR = 8


def led_to(tree: Tree, verb: int, first: int) -> int:
    """The first word of the cue when another verb leads to it: "declined to say", "went on to add"."""
    token = tree.tokens[verb]
    above = token.head
    if token.dep != "xcomp" or tree.tokens[first].text.lower() != "to" or above >= first:
        return first
    low, high = tree.group(above)
    return low if high == first - 1 else first


def with_place(place: Place, lexicon: Lexicon, cue: Span) -> Span:
    """The cue with the words that say by which means: "said in a statement", and with its colon."""
    rest = place.page.reading.text[cue[1] : cue[1] + 40]
    for words in lexicon.places:
        if rest.startswith(" " + words) and not rest[len(words) + 1 : len(words) + 2].isalnum():
            cue = cue[0], cue[1] + 1 + len(words)
            break
    return (cue[0], cue[1] + 1) if place.page.reading.text[cue[1] : cue[1] + 1] == ":" else cue


def joined_unit(place: Place, cue: Span, source: Span | None) -> Span:
    """Cue and source as one run where they stand side by side, else the cue alone."""
    if source is None:
        return cue
    gap = (min(cue[1], source[1]), max(cue[0], source[0]))
    near = gap[1] - gap[0] <= 40 and "\n" not in place.words(gap) and '"' not in place.words(gap)
    return joined(cue, source) or cue if near else cue


Content = tuple[str, str, tuple[Span, ...]] | None
"""The rule, the manner, the content."""


def _quoted(
    place: Place,
    lexicon: Lexicon,
    verb: int,
    frames: tuple[Frame, ...],
    cue: Span,
    source: Span | None,
    every: tuple[Quotation, ...],
) -> Content:
    """The words between quotation marks beside the verb, with their continuation."""
    frame = next((f for f in frames if "quote" in f.takes), None)
    if frame is None or place.quoted(cue[0]):
        return None
    unit = joined_unit(place, cue, source)
    if place.tree.tokens[verb].tag != "VBG" and (q := quoting.before(place, unit)):
        return "quote before", frame.manner, _broken_off(place, verb, unit, q, every)
    q = quoting.after(place, unit)
    if q is None:
        return None
    fit = complement(place, lexicon, verb, frames)
    if fit and _wider(place, fit[2], q):
        return None
    return "quote after", frame.manner, ((q.start, q.end), *quoting.continued(place, q.end, every))


def _broken_off(place: Place, verb: int, unit: Span, q: Quotation, every: tuple[Quotation, ...]) -> tuple[Span, ...]:
    """A quotation before the saying, from the paragraph it begins in to where it ends after the saying."""
    more = quoting.resumed(place, unit)
    second = [(more.start, more.end)] if more else []
    end = more.end if more else place.tree.sentence.end
    return (*quoting.begun(place, q, every), _from(place, verb, q), *second, *quoting.continued(place, end, every))


def _wider(place: Place, contents: tuple[Span, ...], q: Quotation) -> bool:
    """Whether a clause holds words outside the quotation, so that only part of it is in the speaker's own words."""
    start, end = contents[0][0], contents[-1][1]
    text = place.page.reading.text
    return (start < q.start and not empty(text[start : q.start])) or (end > q.end and not empty(text[q.end : end]))


def _from(place: Place, verb: int, q: Quotation) -> Span:
    """The quotation, or the whole clause where only its end stands between quotation marks."""
    start = place.tree.sentence.start
    clause = place.tree.first(verb, "ccomp")
    if (
        q.start <= start
        or clause is None
        or (place.quoted(place.tree.tokens[clause].start) == q and _opens_clause(place, clause, q))
    ):
        return q.start, q.end
    left = place.tree.tokens[min(place.tree.under(clause))].start
    return min(left, q.start), q.end


def _opens_clause(place: Place, clause: int, q: Quotation) -> bool:
    return all(place.tree.tokens[k].start >= q.start for k in place.tree.kids(clause, "nsubj", "nsubjpass", "expl"))


def _told(place: Place, lexicon: Lexicon, verb: int, frames: tuple[Frame, ...], unit: Span) -> Content:
    """What the parse gives as content after the verb, before it, or on both sides."""
    fit = complement(place, lexicon, verb, frames)
    if fit:
        return "after", fit[0].manner, fit[2]
    frame = next((f for f in frames if "clause" in f.takes), None)
    if frame is None:
        return None
    tree = place.tree
    clause = next((k for k in tree.kids(verb, "ccomp") if k < verb or min(tree.under(k)) < verb), None)
    if clause is not None:
        return "before", frame.manner, _before(place, verb, clause, unit)
    if tree.tokens[verb].dep in ("parataxis", "ccomp", "ROOT", "advcl") and _put_in(place, unit):
        return "between", frame.manner, around(place, unit, tree.sentence.start, tree.sentence.end)
    return None


def _before(place: Place, verb: int, clause: int, unit: Span) -> tuple[Span, ...]:
    tree, words = place.tree, place.tree.under(clause)
    rooted = tree.tokens[verb].dep == "ROOT"
    low = tree.sentence.start if rooted else tree.tokens[min(words)].start
    high = tree.tokens[max(words)].end
    if high > unit[1] and tree.tokens[max(words)].start > unit[1]:
        return around(place, unit, low, high)
    front = trimmed(place, low, unit[0])
    return (snapped(place, front, unit),) if front else ()


def _put_in(place: Place, unit: Span) -> bool:
    """Whether commas close the saying off on both sides."""
    text, sentence = place.page.reading.text, place.tree.sentence
    left, right = text[sentence.start : unit[0]].rstrip(), text[unit[1] : sentence.end].lstrip()
    return left[-1:] in (",", "—", "–") and right[:1] in (",", "—", "–", ".", "") and bool(left)
