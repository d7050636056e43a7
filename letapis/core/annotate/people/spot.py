"""Where a person's name may stand, and what on the page speaks for and against its being one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise

from letapis.core.annotate.capitals import Run, Word, headline_case, runs
from letapis.core.annotate.people import words as w
from letapis.words.latin import is_cyrillic
from letapis.words.names import Name, bare, honorifics, parts
from letapis.words.places import Atlas
from letapis.words.records import Page, Place, Token

_AGE_AFTER = re.compile(r",? ?\(?(?:aged )?\d{1,2}(?:-year-old)?[,).;]| ?\(\d{1,2}\)")
_WHO_AFTER = re.compile(r",? (?:who|whose|whom)\b|, (?:a|an|the|one of|aged|his|her|\d{1,2}-year-old)\b")
_VERB_AFTER = re.compile(r",? (?:(?:has|had|also|later|then) )?(\w{2,12})\b")
_NOUN_AFTER = re.compile(
    r",? (?:is |was )?(?:an?|the|one of) (?:[\w’'-]+ ){0,5}?([\w-]+)(?=[,.;]| (?:of|at|for|with|from|in|who|based|and|on)\b)"
)
_KIN_AFTER = re.compile(r"['’]s? ([\w-]{3,20})\b")
_OWNED_BEFORE = re.compile(r"\w['’]s (?:[\w-]+ ){0,3}[\w-]+, $")
_PLACE_BEFORE = re.compile(r"\b(?:in|at|near|into|across|throughout|outside) $")
_BYLINE = re.compile(r"(?:^|\n)\s*(?:by|photo(?:graph)? by|reporting by|editing by|written by)\s*:?\s*$", re.I)


@dataclass(frozen=True)
class Spot:
    """A place where a name may stand: ``start``/``end`` with its form of address, offsets in ``Reading.text``."""

    start: int
    end: int
    name: Name
    sentence: int
    opens: bool
    after: str
    """The capitalised words before it that were taken off: ``President``, ``Belarusian``."""

    @cached_property
    def key(self) -> tuple[str, ...]:
        """Its words folded."""
        return self.name.folded


def spots(page: Page) -> Iterator[Spot]:
    """Every run of capitalised words that has the shape of a person's name, outside headlines in capitals."""
    shouted = {i for i in range(len(page.sentences)) if headline_case(page, i)}
    for run in runs(page):
        if run.sentence in shouted:
            continue
        yield from _spots_in(page, run)


def _spots_in(page: Page, run: Run) -> Iterator[Spot]:
    for piece in _pieces(run):
        kept = _without_openers(page, piece)
        if kept and not (len(kept) == 1 and _no_name(kept[0].text)):
            yield _spot(page, run, piece, kept)


def _no_name(word: str) -> bool:
    """Whether a capitalised word on its own is a title, a calling or a letter."""
    small = bare(word)
    return len(small) < 2 or small in honorifics() or w.singular(small) in w.heads()


def _pieces(run: Run) -> Iterator[list[Word]]:
    """The run cut at acronyms, unless a surname in capitals ends it ("Ana DIAZ")."""
    piece: list[Word] = []
    for word in run.words:
        surname = piece and len(word.text) > 3 and bare(piece[-1].text) not in w.before_names()
        if word.acronym and not surname and not is_cyrillic(word.text):
            yield from _nonempty(piece)
            piece = []
        else:
            piece.append(word)
    yield from _nonempty(piece)


def _nonempty(piece: list[Word]) -> Iterator[list[Word]]:
    if piece:
        yield piece


def _without_openers(page: Page, piece: list[Word]) -> list[Word]:
    """The piece without what stands before a name: openers of sentences, offices, callings, nationalities, places."""
    cut = 0
    for i, word in enumerate(piece):
        small = bare(word.text)
        if i < len(piece) - 1 and (
            (small in w.before_names() or w.singular(small) in w.offices()) and not (i and small in honorifics())
        ):
            cut = i + 1
        if i == cut and small in w.not_names():
            cut = i + 1
    cut = max(cut, _after_place(page, piece))
    while cut > 0 and bare(piece[cut - 1].text) in honorifics():
        cut -= 1
    return piece[cut:]


def _after_place(page: Page, piece: list[Word]) -> int:
    """How many leading words the model takes for another name right before a person's."""
    for i in range(1, len(piece)):
        left, right = token_at(page, piece[i - 1].start), token_at(page, piece[i].start)
        if left and right and right.entity == "B-PERSON" and left.entity[2:] in ("GPE", "NORP", "ORG", "LOC", "FAC", "DATE"):
            return i
    return 0


def _spot(page: Page, run: Run, piece: list[Word], kept: list[Word]) -> Spot:
    text = page.reading.text
    end = kept[-1].end
    initial = len(kept) > 2 and len(kept[-1].text) == len(kept[-2].text) == 1
    if (initial or bare(kept[-1].text) in ("jr", "sr")) and text[end : end + 1] == ".":
        end += 1
    opens = run.opens and piece[0] is run.words[0] and kept[0] is piece[0]
    before = text[piece[0].start : kept[0].start].strip()
    return Spot(kept[0].start, end, parts(text[kept[0].start : end]), run.sentence, opens, before)


def token_at(page: Page, offset: int) -> Token | None:
    """The parsed word that covers an offset; None where the sentence was not parsed."""
    tokens = page.sentences[page.sentence_at(offset)].tokens
    i = bisect_left(tokens, offset + 1, key=lambda t: t.start) - 1
    return tokens[i] if i >= 0 and tokens[i].end > offset else None


def weights(page: Page, found: list[Spot], places: frozenset[tuple[int, int]]) -> Mapping[tuple[str, ...], float]:
    """For each spelling (folded) how much the whole page speaks for its being a person's name."""
    total: dict[tuple[str, ...], float] = defaultdict(float)
    small = _small_words(page)
    for spot in found:
        total[spot.key] += _weight(page, spot, (spot.start, spot.end) in places)
    alone = _alone(page, found)
    for key in [k for k in total if len(k) > 1]:
        total[key] += min(2.0, 0.5 * alone.get(key[-1], 0.0))
    for spot in _beside(page, found, total):
        total[spot.key] += 2.0
    for spot in found:
        if len(spot.name.words) == 1 and spot.name.plain.casefold() in small:
            total[spot.key] -= 1.5
    return total


SURE = 2.0
"""The weight from which on a name makes those listed with it likelier."""
_BESIDE = re.compile(r",?\s+(?:and|&)\s+|,\s+")


def _beside(page: Page, found: list[Spot], total: Mapping[tuple[str, ...], float]) -> list[Spot]:
    """Doubtful names of several words, once for each sure name they stand beside in a list."""
    full = [s for s in found if len(s.name.words) > 1]
    near = []
    for a, b in pairwise(full):
        if _BESIDE.fullmatch(page.reading.text, a.end, b.start):
            near += [b] if total[a.key] >= SURE > total[b.key] else [a] if total[b.key] >= SURE > total[a.key] else []
    return near


def _alone(page: Page, found: list[Spot]) -> Mapping[str, float]:
    """How much the words around a single name speak for a person, wherever it stands: they speak for the full name too."""
    total: dict[str, float] = defaultdict(float)
    for spot in found:
        if len(spot.key) == 1:
            total[spot.key[0]] += max(0.0, _around(page, spot))
    return total


_LONG = re.compile(r"\b[^\W\d_]{3,}\b")


def _small_words(page: Page) -> frozenset[str]:
    """Words that the page also writes small: no names."""
    text = page.reading.text
    return frozenset(w for w in {w for s in page.sentences for w in _LONG.findall(text, s.start, s.end)} if w.islower())


def _weight(page: Page, spot: Spot, place: bool) -> float:
    """What one place says: the model's word for it, the title before it, the words around it, the words in it."""
    own = spot.name.plain.casefold() in _own_places(page.places)
    return _model(page, spot) + _around(page, spot) + _inside(spot) - (2.0 if place else 0.0) - (4.0 if own else 0.0)


@cache
def _own_places(places: tuple[Place, ...]) -> frozenset[str]:
    """The names of the project's own places."""
    return frozenset(name.casefold() for p in places for name in (p.name, *p.aliases))


_BY_ENTITY = {
    "PERSON": 2.0,
    "ORG": -1.2,
    "GPE": -2.0,
    "NORP": -2.5,
    "FAC": -1.2,
    "LOC": -2.0,
    "DATE": -2.0,
    "WORK_OF_ART": -1.0,
    "EVENT": -2.0,
    "LAW": -2.0,
    "PRODUCT": -0.8,
    "LANGUAGE": -2.0,
}


def _model(page: Page, spot: Spot) -> float:
    first, last = token_at(page, spot.start), token_at(page, spot.end - 1)
    if last is None or first is None:
        return 0.0
    value = _BY_ENTITY.get(last.entity[2:], 0.0 if last.pos == "PROPN" else -1.0)
    if value > 0 and len(spot.name.words) == 1:
        value = 1.5 if not spot.opens else 0.8
    return value


def _around(page: Page, spot: Spot) -> float:
    text, sentence = page.reading.text, page.sentences[spot.sentence]
    before, after = text[max(sentence.start, spot.start - 60) : spot.start], text[spot.end : spot.end + 60]
    if _BYLINE.search(text[max(0, spot.start - 60) : spot.start]):
        return -2.0
    score = 4.0 if spot.name.title else 0.0
    score += 2.0 if _titled(spot) else 0.0
    score += _called(before)
    if _AGE_AFTER.match(after):
        score += 3.0
    if _WHO_AFTER.match(after):
        score += 1.0
    if (verb := _VERB_AFTER.match(after)) and verb[1].casefold() in w.says():
        score += 1.5
    if (noun := _NOUN_AFTER.match(after)) and w.singular(noun[1].casefold()) in w.heads():
        score += 1.5
    if (owned := _KIN_AFTER.match(after)) and (owned[1].casefold() in w.kin() or owned[1].casefold() in w.suffering()):
        score += 2.0
    if _PLACE_BEFORE.search(before):
        score -= 1.5
    return score + _happens(before, after)


_DONE_AFTER = re.compile(r",? (?:who )?(?:was|were|is|had been|has been|have been|be) (?:\w+ly )?(\w+)\b|,? (\w+ed) by\b")
_DONE_BEFORE = re.compile(r"\b(\w+)(?: (?:of|on|against))? $")
_EMPLOYS = re.compile(r" ([a-z][\w-]+)\b")


def _happens(before: str, after: str) -> float:
    """What is done to people is done to this name; against it: it stands before a calling ("a NAME journalist")."""
    score = 0.0
    if (m := _DONE_AFTER.match(after)) and (m[1] or m[2]).casefold() in w.suffers():
        score += 2.0
    if m := _DONE_BEFORE.search(before):
        small = m[1].casefold()
        score += 2.5 if " " in m[0].strip() and small in w.suffering() else 1.0 if small in w.suffers() else 0.0
    if (m := _EMPLOYS.match(after)) and m[1] in w.heads() and m[1] not in w.says():
        score -= 2.0
    return score


def _titled(spot: Spot) -> bool:
    last = bare(spot.after.rpartition(" ")[2])
    return bool(last) and last in w.before_names() and last not in w.nationalities()


def _called(before: str) -> float:
    """What the small word before says: "journalist X" and "his wife X" are people, "the X" and "rights group X" are not."""
    word = re.search(r"([\w-]+),? $", before)
    if not word:
        return 0.0
    if word[1].endswith("-year-old"):
        return 3.0
    small = word[1].casefold()
    if small == "the":
        return -3.0
    one = w.singular(small)
    if word[1].islower() and one in w.institutions() and not before.endswith(", "):
        return -4.0
    if not word[1].islower() or one not in w.heads() or (before.endswith(", ") and one not in w.kin()):
        owned = _OWNED_BEFORE.search(before) is not None
        return (2.5 if owned else 1.0) if word[1].islower() and one in w.heads() else 0.0
    return 3.0 if one in w.kin() else 2.0


def _inside(spot: Spot) -> float:
    """What the words themselves say: "Court" and "Street" end no person's name; two or three words often are one."""
    small = [bare(word) for word in spot.name.words]
    if spot.name.plain.casefold() in w.not_people():
        return -4.0
    score = (
        -3.0
        if small[-1] in w.not_people()
        or small[-1].rstrip("s") in w.not_people()
        or small[-1] in w.not_names()
        or small[-1] in w.nationalities()
        else 0.0
    )
    score -= sum(2.0 for word in small[:-1] if word in w.not_names() and word not in w.first_names_too())
    score -= 2.0 if len(small) > 5 else 0.0
    score -= 2.0 if len(small) > 1 and small[-1] in w.heads() else 0.0
    score -= 2.0 if len(small) > 1 and Atlas.default().find(spot.name.plain) else 0.0
    return score + (0.3 if 1 < len(small) <= 4 else 0.0)
