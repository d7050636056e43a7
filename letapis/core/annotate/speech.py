"""Who says what on a page: quotations and reported speech, each with its source, its cue, its speaker and its manner."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace

from letapis.core.annotate.speaking import bare, manners, passives, phrases, states, verbs
from letapis.core.annotate.speaking.cues import Lexicon, lexicon
from letapis.core.annotate.speaking.quotes import Quotation, quotations
from letapis.core.annotate.speaking.said import Place, Said
from letapis.core.annotate.speaking.spans import lines
from letapis.core.annotate.speaking.tree import Tree
from letapis.words.records import Claim, Claims, Page, Passage, Sentence, kind_of

NAME = "speech/1"
READS = ("mention",)
WRITES = ("content", "source", "cue", "speaker", "direct", "manner")

_LONGEST = 400
"""Words: a longer sentence is a list or rubbish, and no parse of it can be trusted."""

_WHY = {
    "quote before": "Words in quotation marks stand right before the verb of saying.",
    "quote after": "Words in quotation marks follow the verb of saying.",
    "after": "The verb of saying governs these words.",
    "before": "These words lead up to the verb of saying.",
    "between": "The saying is put into the sentence between commas.",
    "passive": "The verb of saying stands in the passive.",
    "not reached": "Whoever was asked could not be reached.",
    "no comment": "Whoever was asked said nothing.",
    "state": "An adjective says what somebody thinks.",
    "according to": "A phrase names the source of the clause around it.",
    "distance": "A word keeps the page at a distance from what it tells.",
    "noun": "A noun stands for something said and governs these words.",
    "label": "The words before the colon name who says the rest.",
    "beside": "Words in quotation marks stand beside a verb of saying; the sentence was not parsed.",
}


def annotate(page: Page, claims: Claims) -> Iterable[Claim]:
    """Claims about every saying found, those inside others first; ``content`` has one claim for each unbroken run of words."""
    try:
        words = lexicon(page.reading.language)
    except FileNotFoundError:
        return
    speakers = _mentioned(claims)
    for said in _inner_first(sayings(page, words)):
        yield from _claims(page, speakers, said)


def sayings(page: Page, words: Lexicon) -> list[Said]:
    """Every saying of the page, in the order it is found; no two share words of their cues."""
    every = quotations(page)
    found: list[Said] = []
    for sentence in page.sentences:
        place = Place(page, Tree(sentence), _touching(every, sentence))
        if len(sentence.tokens) > _LONGEST:
            continue
        found += (
            _of_sentence(place, words, every) if sentence.tokens else [*phrases.label(place, words), *phrases.trailing(place)]
        )
    return found + list(bare.sayings(page, words, every))


def _touching(every: tuple[Quotation, ...], sentence: Sentence) -> tuple[Quotation, ...]:
    """The quotations that overlap a sentence or end right before it."""
    low = bisect_left(every, sentence.start - _BESIDE, key=lambda q: q.end)
    high = bisect_left(every, sentence.end + 1, key=lambda q: q.start)
    return tuple(q for q in every[low:high] if q.block == sentence.block)


_BESIDE = 3


def _of_sentence(place: Place, words: Lexicon, every: tuple[Quotation, ...]) -> Iterator[Said]:
    rules = (
        phrases.label(place, words),
        phrases.trailing(place),
        manners.refusals(place, words),
        phrases.according(place, words),
        verbs.sayings(place, words, every),
        passives.sayings(place, words),
        states.sayings(place, words),
        phrases.nouns(place, words),
        phrases.distance(place, words),
    )
    taken: set[int] = set()
    for rule in rules:
        for said in sorted(rule, key=_cue_length, reverse=True):
            cue = set(range(*said.cue)) if said.cue else set()
            if not taken.isdisjoint(cue):
                continue
            taken |= cue
            said = manners.settled(place, words, replace(said, contents=lines(place, said.contents)))
            if said.manner in _WITHIN or not _quoted(place, said):
                yield said


_WITHIN = frozenset({"denies", "admits", "alleges", "threatens", "orders"})
"""Of what is said inside a quotation only these are told apart: "I think" and "I hope" are the speaker's own words."""


def _quoted(place: Place, said: Said) -> bool:
    return said.cue is not None and any(q.holds(said.cue[0]) and q.holds(said.cue[1]) for q in place.quotations)


def _cue_length(said: Said) -> int:
    return said.cue[1] - said.cue[0] if said.cue else 0


def _inner_first(found: list[Said]) -> list[Said]:
    """A saying that lies within another's content comes before it."""
    return sorted(found, key=lambda s: (max(e for _, e in _spans(s)), -min(b for b, _ in _spans(s))))


def _spans(said: Said) -> list[tuple[int, int]]:
    return [s for s in (*said.contents, said.cue, said.source) if s]


def _claims(page: Page, speakers: dict[int, str], said: Said) -> Iterator[Claim]:
    reading = page.reading
    runs = [reading.passage(*c) for c in said.contents]
    cue = reading.passage(*said.cue) if said.cue else None
    source = reading.passage(*said.source) if said.source else None
    first = cue or runs[0]
    subject = reading.mint("speech", first)
    why, by = _WHY[said.rule], f"{NAME}:{said.rule}"

    def claim(property_: str, value: str | bool, passage: Passage) -> Claim:
        return Claim(subject, property_, value, passage, by=by, why=why)

    yield from (claim("content", p.quote, p) for p in runs)
    if source:
        yield claim("source", source.quote, source)
        yield claim("speaker", _speaker(speakers, said, source), source)
    if cue:
        yield claim("cue", cue.quote, cue)
    yield claim("direct", _direct(runs), source or first)
    yield claim("manner", said.manner, source or first)


def _direct(runs: list[Passage]) -> bool:
    """Whether all of what is said stands between quotation marks."""
    return bool(runs) and runs[0].quote[0] in _OPENING and all(p.quote[-1] in _CLOSING or p.quote[0] in _OPENING for p in runs)


_OPENING = "\"“„«‘'"
_CLOSING = "\"”“»’'"


def _mentioned(claims: Claims) -> dict[int, str]:
    """Which person or organisation each offset of the text mentions."""
    at: dict[int, str] = {}
    for claim in claims.having("mention"):
        if kind_of(claim.subject) in ("person", "organisation"):
            for offset in range(claim.passage.start, claim.passage.end):
                at.setdefault(offset, claim.subject)
    return at


def _speaker(speakers: dict[int, str], said: Said, source: Passage) -> str:
    """The person or organisation mentioned at the head of the source, else the source's words."""
    return source.quote if said.head is None else speakers.get(said.head, source.quote)
