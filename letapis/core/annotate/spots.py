"""Runs of words that can name a place, and what speaks for it: the tagger, a preposition, its country behind it, a dateline."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from letapis.words.places import Atlas, fold
from letapis.words.records import Page, Place, Sentence
from letapis.words.tables import table

Span = tuple[int, int]

_WORD: Final = re.compile(r"(?:[A-Z]\.){2,4}|[^\W_][\w'’-]*")
_DATELINE: Final = re.compile(r"[ ,A-Za-z.]{0,30}(?:\([^()\n]{2,40}\)\s*)?\s?[-–—]{1,2}\s")
_BEHIND: Final = re.compile(r",\s((?:the\s)?[A-Z][\w.'’-]{1,20}(?:\s(?:of\s(?:the\s)?|and\s)?[A-Z][\w'’-]{1,20}){0,3})")
_BIG_NEXT: Final = re.compile(r" [A-Z][a-z]")
_NUMBER: Final = re.compile(r"(?:[\s-](?:No\.?|Number|№|#)?\s?|-)\d{1,3}\b")
_TOWN: Final = re.compile(r"[\w\s'’,-]{0,30}?\bin\s(?:[a-z-]+\s){0,3}(?=[A-Z])")
_SMALL: Final = frozenset(
    {"of", "and", "the", "de", "la", "del", "da", "do", "du", "el", "al", "on", "upon", "dos", "y", "es", "den", "der"}
)
LONGEST: Final = 5
BIG: Final = 100_000
"""A town this big is taken on the tagger's word or a preposition; a smaller one only in a country the page names otherwise."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A run of words that names a place or may do so; offsets count in ``Reading.text``."""

    start: int
    end: int
    words: str
    candidates: tuple[Place, ...]
    rule: str
    sure: bool = False
    cued: bool = False
    """A preposition of place stands before it."""
    behind: Place | None = None
    """The country or region named behind it: "Paris, Texas"."""
    kind: str = ""
    """What its own words say it is: ``region``, ``facility``."""
    town: Span | None = None
    """Where the town stands that a facility is said to be in."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a sentence, without a possessive ending."""

    start: int
    end: int
    text: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[:1].isupper()


@cache
def _listed(name: str) -> frozenset[str]:
    return frozenset(table("lang/en/places")[name])


def spots(page: Page, atlas: Atlas, people: Sequence[Span]) -> list[Spot]:
    """Every run that may name a place in the main text; none overlaps a person's name."""
    found: list[Spot] = []
    people, longest = sorted(people), max((end - start for start, end in people), default=0)
    for sentence in page.sentences:
        words = list(_words(page, sentence))
        near = people[bisect_left(people, (sentence.start - longest,)) : bisect_left(people, (sentence.end,))]
        named = [p for p in near if p[1] > sentence.start]
        facilities = [f for f in _facilities(page, sentence, words, atlas) if not _hidden(f, named, ends_ok=True)]
        found += facilities
        taken = [(f.start, f.end) for f in facilities]
        for spot in _names(page, sentence, words, atlas):
            inside = any(s <= spot.start < e for s, e in taken)
            if not _hidden(spot, named) and (not inside or spot.candidates):
                found.append(replace(spot, sure=True) if inside else spot)
    return found


def _hidden(spot: Spot, people: Iterable[Span], *, ends_ok: bool = False) -> bool:
    """Names of people win, but "Nelson Mandela Square" is a square."""
    return any(s < spot.end and e > spot.start and not (ends_ok and e < spot.end) for s, e in people)


def _words(page: Page, sentence: Sentence) -> Iterator[Word]:
    for m in _WORD.finditer(page.reading.text, sentence.start, sentence.end):
        text = m[0]
        if text[-1] in "s'’":
            for ending in ("'s", "’s", "'", "’"):
                text = text.removesuffix(ending)
        yield Word(m.start(), m.start() + len(text), text)


def _names(page: Page, sentence: Sentence, words: Sequence[Word], atlas: Atlas) -> Iterator[Spot]:
    """The longest runs that the atlas holds, from left to right; then what only the tagger takes for a place."""
    i = 0
    while i < len(words):
        n, candidates = _longest(page, words, i, atlas) if words[i].capital else (0, ())
        if n:
            spot = _judged(page, sentence, words, i, n, candidates, atlas)
            spot = spot or _unknown(page, sentence, words, i)
            if spot:
                yield spot
            i += n
        else:
            unknown = _unknown(page, sentence, words, i)
            if unknown:
                yield unknown
            i += 1


def _longest(page: Page, words: Sequence[Word], i: int, atlas: Atlas) -> tuple[int, tuple[Place, ...]]:
    """How many words from the i-th on make the longest name in the atlas, and the places that bear it."""
    reach = 1
    while i + reach < len(words) and reach < LONGEST and _goes_on(page, words[i + reach - 1], words[i + reach]):
        reach += 1
    for n in range(reach, 0, -1):
        last = words[i + n - 1]
        if last.capital:
            candidates = atlas.find(page.reading.text[words[i].start : last.end])
            if candidates:
                return n, candidates
    return 0, ()


def _goes_on(page: Page, left: Word, right: Word) -> bool:
    gap = page.reading.text[left.end : right.start]
    return gap in (" ", "\xa0", "-", ". ") and (gap != ". " or len(left.text) < 4) and (right.capital or right.text in _SMALL)


def _judged(
    page: Page, sentence: Sentence, words: Sequence[Word], i: int, n: int, candidates: tuple[Place, ...], atlas: Atlas
) -> Spot | None:
    """What speaks for and against a name of the atlas; None where it names something else."""
    start, end = words[i].start, words[i + n - 1].end
    text = page.reading.text[start:end]
    behind = _behind(page, end, candidates, atlas)
    entity = _entity(sentence, start, end)
    if not behind and (fold(text) in _listed("never") or _miswritten(text)):
        return None
    after = words[i + n] if i + n < len(words) else None
    region = after is not None and after.text.casefold() in _listed("after") and page.reading.text[end : after.start] == " "
    cued = _cued(words, i, page)
    country = any(c.kind == "country" for c in candidates) and fold(text) not in _listed("names_too")
    dateline = _is_dateline(page, sentence, start, end)
    if (
        not behind
        and not dateline
        and _part_of_more(page, words, i, n, entity if cued or country else "", region=region, country=country)
    ):
        return None
    own = any(c in page.places or c.kind == "facility" for c in candidates)
    tagged = entity in ("GPE", "LOC", "FAC")
    known = cued or any(c.population >= BIG or c.kind != "city" for c in candidates)
    sure = bool(behind) or dateline or (tagged and known) or own or region or (country and entity not in ("PERSON", "ORG"))
    if entity in ("PERSON", "ORG") and not (behind or dateline or own or cued):
        return None
    rule = "behind" if behind else "dateline" if dateline else "tagger" if tagged else "cue" if cued else "atlas"
    spot = Spot(start, end, text, candidates, rule, sure, cued, behind)
    if (
        region
        and after is not None
        and candidates[0].kind == "city"
        and after.text.casefold() not in ("city", "town", "village", "area")
    ):
        return replace(spot, end=after.end, words=page.reading.text[start : after.end], kind="region")
    return spot


def _miswritten(text: str) -> bool:
    """Short forms are written in capitals: "US" is a country, "Us" is not."""
    return text.casefold() in _listed("capitals") and not text.isupper()


def _behind(page: Page, end: int, candidates: Sequence[Place], atlas: Atlas) -> Place | None:
    """The country or region named behind a comma, if one of the candidates lies there."""
    m = _BEHIND.match(page.reading.text, end, end + 90)
    if not m or all(c.kind in ("country", "facility") for c in candidates):
        return None
    parts = m[1].split()
    for n in range(len(parts), 0, -1):
        for larger in atlas.behind_comma(" ".join(parts[:n]).rstrip(",")):
            if any(lies_in(c, larger) for c in candidates if c.kind != "country"):
                return larger
    return None


def lies_in(place: Place, larger: Place) -> bool:
    """Whether a place lies in a country or a region; where a town's region is not known its country decides."""
    if larger.kind == "country":
        return place.country == larger.name and place.name != larger.name
    return place.region == larger.name or (not place.region and place.country == larger.country and place.kind == "city")


def _entity(sentence: Sentence, start: int, end: int) -> str:
    """The tagger's word for the whole of a run; part of a longer one counts as ORG; empty where it sees none."""
    tokens = sentence.tokens
    low = bisect_right(tokens, start, key=lambda t: t.end)
    high = max(low, bisect_left(tokens, end, key=lambda t: t.start))
    kinds = {t.entity[2:] for t in tokens[low:high]}
    if len(kinds) != 1 or not tokens[low].entity:
        return ""
    kind = kinds.pop()
    goes_on = high < len(tokens) and tokens[high].entity == f"I-{kind}" and tokens[high].text not in ("'s", "’s")
    begun = tokens[low].entity.startswith("I-") and tokens[low - 1].text.casefold() != "the"
    if goes_on or begun:
        return kind if kind == "PERSON" else "ORG"
    return kind


def _cued(words: Sequence[Word], i: int, page: Page) -> bool:
    """Whether a preposition of place stands before the i-th word, with at most "central", "the city of" and so on between."""
    for back in range(1, 6):
        if i - back < 0:
            return False
        word, following = words[i - back], words[i - back + 1]
        if page.reading.text[word.end : following.start].strip():
            return False
        small = word.text.casefold()
        if small in _listed("cues"):
            return True
        if small not in _listed("between"):
            return False
    return False


def _is_dateline(page: Page, sentence: Sentence, start: int, end: int) -> bool:
    """A paragraph that begins "MINSK (Agency) — "."""
    block = page.reading.main[sentence.block]
    return (
        start - block.start < 2
        and page.reading.text[start:end].isupper()
        and bool(_DATELINE.match(page.reading.text, end, end + 90))
    )


def _part_of_more(page: Page, words: Sequence[Word], i: int, n: int, entity: str, *, region: bool, country: bool) -> bool:
    """Whether the run is part of a longer name: "Paris Hilton", "Washington Post", "Bank of China"."""
    joints = (" ", " & ") if country else (" ", "-", " & ")
    after = words[i + n] if i + n < len(words) else None
    if after and page.reading.text[words[i + n - 1].end : after.start] in joints:
        if after.text.casefold() in _listed("not_after"):
            return True
        if after.capital and not region and entity not in ("GPE", "LOC"):
            return True
    before = words[i - 1] if i else None
    if before is None or page.reading.text[before.end : words[i].start] not in joints or not before.capital:
        return False
    small = before.text.casefold()
    if (
        small in _listed("cues")
        or small in _listed("weak_cues")
        or small in _listed("between")
        or small in _listed("not_in_facility")
    ):
        return False
    return entity not in ("GPE", "LOC")


def _unknown(page: Page, sentence: Sentence, words: Sequence[Word], i: int) -> Spot | None:
    """A name the atlas does not hold, which the tagger takes for a place and a preposition puts in space."""
    if not words[i].capital:
        return None
    at = bisect_left(sentence.tokens, words[i].start, key=lambda t: t.start)
    token = sentence.tokens[at] if at < len(sentence.tokens) else None
    if token is None or token.start != words[i].start or token.entity not in ("B-GPE", "B-LOC"):
        return None
    if (
        not _cued(words, i, page)
        or words[i - 1].text == "at"
        or fold(words[i].text) in _listed("never")
        or words[i].text.isupper()
    ):
        return None
    end = token.end
    for t in sentence.tokens[at + 1 :]:
        if t.entity != f"I-{token.entity[2:]}":
            break
        end = t.end
    text = page.reading.text[token.start : end]
    return Spot(token.start, end, text, (), "tagger", sure=True, cued=True) if "\n" not in text else None


@cache
def _heads() -> re.Pattern[str]:
    """The words that a facility's name ends in, longest first."""
    heads = sorted({*_listed("facility"), *_listed("numbered")}, key=lambda h: (-len(h), h))
    return re.compile(
        r"\b(?:" + "|".join(re.escape(h).replace("\\ ", r"\s").replace(" ", r"\s") for h in heads) + r")\b", re.IGNORECASE
    )


@cache
def _detention() -> re.Pattern[str]:
    """Behind a quoted name: ", a KGB detention facility"."""
    kinds = "|".join(re.escape(w) for w in sorted(_listed("detention_words"), key=len, reverse=True))
    return re.compile(r"[“\"‘']([A-Z][\w’' -]{2,30}?),?[”\"’']\s?,?\s(?:a|an|the)\s(?:[\w-]{1,20}\s){0,4}(?:" + kinds + r")\b")


def _facilities(page: Page, sentence: Sentence, words: Sequence[Word], atlas: Atlas) -> Iterator[Spot]:
    """Prisons, hospitals, squares and the like that have a name or a number of their own."""
    text, reach = page.reading.text, 0
    for m in _detention().finditer(text, sentence.start, sentence.end):
        yield _facility(page, sentence, m.start(1), m.end(1), m.end(), atlas, "apposition")
    for m in _heads().finditer(text, sentence.start, sentence.end):
        if m.start() < reach:
            continue
        number = _NUMBER.match(text, m.end(), min(sentence.end, m.end() + 12)) if fold(m[0]) in _numbered() else None
        start = _name_before(page, words, m.start(), m[0], atlas)
        end = number.end() if number else m.end()
        if (start is None and number is None) or _BIG_NEXT.match(text, end):
            continue
        reach = end
        yield _facility(page, sentence, m.start() if start is None else start, end, end, atlas, "facility")


@cache
def _numbered() -> frozenset[str]:
    return frozenset(map(fold, _listed("numbered")))


def _facility(page: Page, sentence: Sentence, start: int, end: int, told: int, atlas: Atlas, rule: str) -> Spot:
    """A facility, with where its town stands if it is said behind it: "in central Minsk"."""
    words = page.reading.text[start:end]
    town = _TOWN.match(page.reading.text, told, min(sentence.end, told + 80))
    name = next(_words(page, replace(sentence, start=town.end())), None) if town else None
    known = tuple(c for c in atlas.find(words) if c.kind == "facility")
    return Spot(
        start,
        end,
        words,
        known or (Place(words, "facility"),),
        rule,
        True,
        kind="facility",
        town=(name.start, name.end) if name else None,
    )


def _name_before(page: Page, words: Sequence[Word], head: int, said: str, atlas: Atlas) -> int | None:
    """Where the name before a facility's word begins: capitalised words that are more than a country, a town or an opening."""
    run: list[Word] = []
    for word in reversed(_words_before(words, head)):
        gap = page.reading.text[word.end : run[-1].start if run else head]
        if gap not in (" ", "-", "” ", "’ ", '" ') or not word.capital or word.text.casefold() in _listed("not_in_facility"):
            break
        run.append(word)
    while run and _only_says_whose(run[-1].text, atlas, said) and (len(run) > 1 or not said[:1].isupper()):
        run.pop()
    if not run or len(run) > 5 or (not said[:1].isupper() and fold(said) not in _places_of_detention()):
        return None
    named = [w for w in run if fold(w.text) not in _listed("never")]
    return run[-1].start if named or said[:1].isupper() else None


def _words_before(words: Sequence[Word], offset: int) -> Sequence[Word]:
    """The last six words that end at or before an offset."""
    n = bisect_right(words, offset, key=lambda w: w.end)
    return words[max(0, n - 6) : n]


def _only_says_whose(word: str, atlas: Atlas, said: str) -> bool:
    """ "Iranian prison" and "a Minsk prison" name no prison; "KGB prison" says whose it is."""
    if word.isupper() and len(word) < 5:
        return True
    if atlas.country_of_adjective(word):
        return True
    return not said[:1].isupper() and any(
        p.kind in ("country", "city", "region") and p.population > 50_000 for p in atlas.find(word)
    )


@cache
def _places_of_detention() -> frozenset[str]:
    return frozenset(map(fold, (*_listed("detention_words"), *_listed("numbered"))))
