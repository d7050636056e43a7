"""Which organisations a page names: by the words of their names, by acronyms, by a short list, by the model's vote."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from letapis.core.annotate.capitals import Run, Word, headline_case, runs
from letapis.words.latin import fold
from letapis.words.organisations import kind_of, kinds, known
from letapis.words.records import Claim, Claims, Page, Value
from letapis.words.tables import table

NAME = "organisations/1"
READS = ("mention",)
WRITES = ("name", "variant", "mention", "kind")

_LINK = re.compile(r" (?:of|for|on|and|to|against|without|in)(?: the)? ")
_ACRONYM_AFTER = re.compile(r" \(([A-Z][A-Za-z.&/-]{1,9})\)")


@dataclass(frozen=True, slots=True)
class Place:
    """A place where an organisation's name stands; offsets count in ``Reading.text``."""

    start: int
    end: int
    words: str
    acronym: str = ""
    """The acronym in brackets right after it."""


@cache
def _known_pattern() -> re.Pattern[str]:
    names = sorted(known(), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, names)) + r")(?![\w-])")


@cache
def _openers() -> frozenset[str]:
    return frozenset(table("lang/en/people")["names"]["not_names"])


@cache
def _things() -> frozenset[str]:
    """Last words of names of places and laws, which have acronyms too."""
    found = table("lang/en/people")["names"]
    return frozenset(found["places"]) - kinds().keys()


@cache
def _nationalities() -> frozenset[str]:
    return frozenset(table("lang/en/people")["nationalities"]["words"])


def annotate(page: Page, claims: Claims) -> Iterable[Claim]:
    """The organisations of the page with every spelling, and the kind their names tell."""
    held = [c.passage for c in claims.having("mention") if c.subject.startswith("person:")]
    names = {w for c in claims.having("name") if c.subject.startswith("person:") for w in fold(str(c.value)).split()}
    towns = {c.passage.start for c in claims.having("mention") if c.subject.startswith("place:")}
    places = [p for p in _places(page) if not any(q.start < p.end and p.start < q.end for q in held)]
    places = [p for p in places if fold(p.words) not in names and (p.start not in towns or kind_of(p.words))]
    for group in _grouped(places):
        yield from _claims(page, group)


def _places(page: Page) -> list[Place]:
    """Every place with an organisation's name, the longer before the shorter, the model's last, none overlapping."""
    kept: list[Place] = []
    for found in ([*_by_words(page), *_by_list(page)], _by_model(page)):
        for place in sorted(found, key=lambda p: (p.start - p.end, p.start)):
            if not any(k.start < place.end and place.start < k.end for k in kept):
                kept.append(place)
    return sorted(kept, key=lambda p: p.start)


def _by_list(page: Page) -> Iterator[Place]:
    for block in page.reading.main:
        for m in _known_pattern().finditer(page.reading.text, block.start, block.end):
            yield Place(m.start(), m.end(), m[0])


def _by_words(page: Page) -> Iterator[Place]:
    """Runs of capitalised words, joined over "of" and "for", in which a word tells an organisation."""
    found = [r for r in runs(page) if not headline_case(page, r.sentence)]
    at = 0
    while at < len(found):
        words, at = _joined(page, found, at)
        place = _place(page, words)
        if place is not None and (place.acronym or (len(place.words.split()) > 1 and _tells(place.words))):
            yield place


def _joined(page: Page, found: list[Run], at: int) -> tuple[list[Word], int]:
    """The words of a run and of those that "of", "for" … join to it, if its own words begin an organisation's name."""
    words = _without_openers(found[at])
    nxt = at + 1
    while words and nxt < len(found) and found[nxt].sentence == found[at].sentence:
        link = page.reading.text[words[-1].end : found[nxt].start]
        if not _LINK.fullmatch(link) or not _goes_on(link, words, found[nxt]):
            break
        words = [*words, *found[nxt].words]
        nxt += 1
    return words, nxt


def _goes_on(link: str, words: list[Word], further: Run) -> bool:
    """ "Ministry of" goes on; "and" only joins within "Ministry of Labour and Health", "in" never after a whole name."""
    small, first = link.split()[0], further.words[0].text.casefold()
    if first in _openers() and first not in kinds():
        return False
    telling = words[-1].text.casefold() in kinds() or words[-1].text.casefold().rstrip("s") in kinds()
    if small == "and":
        return len(words) > 1 and words[0].text.casefold() in kinds() and len(further.words) == 1
    if small == "in":
        return False
    return telling


def _without_openers(run: Run) -> list[Word]:
    words = list(run.words)
    keep = kinds().keys() | set(table("lang/en/people")["organisations"]["names"]["openers"])
    while words and (small := words[0].text.casefold()) in _openers() and small not in keep:
        if words[0].acronym and not run.opens and small != "the":
            break
        words.pop(0)
    return words


def _place(page: Page, words: list[Word]) -> Place | None:
    shouted = len(words) > 1 and all(w.acronym for w in words)
    if not words or shouted or words[-1].text.casefold() in _things():
        return None
    start, end = words[0].start, words[-1].end
    m = _ACRONYM_AFTER.match(page.reading.text, end)
    acronym = m[1] if m and _abbreviates(m[1], page.reading.text[start:end]) else ""
    return Place(start, end, " ".join(page.reading.text[start:end].split()), acronym)


def _abbreviates(acronym: str, words: str) -> bool:
    """Whether an acronym can be made of the first letters of the words, most of them in order."""
    letters = [c for c in acronym.casefold() if c.isalpha()]
    initials = [w[0].casefold() for w in re.findall(r"\w+", words)]
    at = hits = 0
    for c in letters:
        if c in initials[at:]:
            at += initials[at:].index(c) + 1
            hits += 1
    return len(initials) > 1 and hits * 2 > len(letters) >= 2 and letters[0] == initials[0]


def _tells(words: str) -> bool:
    """Whether the last word, or the one before "of", is one that organisations' names end in."""
    parts = re.split(r" (?:of|for|on|to|against|without) ", words)
    ends = {parts[0].split()[-1].casefold(), words.split()[-1].casefold()}
    return any(e in kinds() or (len(e) > 4 and e.rstrip("s") in kinds()) for e in ends)


def _by_model(page: Page) -> Iterator[Place]:
    """Names the model takes for organisations: acronyms by majority, others when it says so twice and never otherwise."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    spans: list[tuple[int, int, str]] = []
    for start, end, label in _entities(page):
        words = page.reading.text[start:end]
        votes[fold(words)][label] += 1
        spans.append((start, end, words))
    for start, end, words in spans:
        told, n = votes[fold(words)]["ORG"], votes[fold(words)].total()
        acronym = words.isupper() and 2 <= len(words) <= 7 and words.isalpha() and words.casefold() not in _openers()
        if told * 2 > n and (
            acronym or (told >= 2 and told == n and words[0].isupper() and words.casefold() not in _openers())
        ):
            yield Place(start, end, " ".join(words.split()))


def _entities(page: Page) -> Iterator[tuple[int, int, str]]:
    """The model's names (start, end, label) without articles and owners' endings."""
    for s in page.sentences:
        tokens, i = s.tokens, 0
        while i < len(tokens):
            j = i + 1
            if tokens[i].entity:
                while j < len(tokens) and tokens[j].entity.startswith("I-"):
                    j += 1
                span = [t for t in tokens[i:j] if t.tag not in ("DT", "POS")]
                if span and not (len(span) == 1 and span[0].pos not in ("PROPN", "NOUN")):
                    yield span[0].start, span[-1].end, tokens[i].entity[2:]
            i = j


def _grouped(places: list[Place]) -> list[list[Place]]:
    """Places of one organisation together: the same words, or the acronym given with them."""
    acronyms = {fold(p.acronym): fold(p.words) for p in places if p.acronym}
    groups: dict[str, list[Place]] = {}
    for place in places:
        key = fold(_bare(place.words))
        groups.setdefault(acronyms.get(key, key), []).append(place)
    return list(groups.values())


def _bare(words: str) -> str:
    first, _, rest = words.partition(" ")
    drop = first == "The" or (rest.isupper() and first.casefold() in _nationalities() and not first.isupper())
    return rest if drop and rest else words


def _claims(page: Page, group: list[Place]) -> Iterator[Claim]:
    first = group[0]
    subject = page.reading.mint("organisation", page.reading.passage(first.start, first.end))
    fullest = max(group, key=lambda p: (len(p.words.split()), len(p.words), -p.start))
    yield _claim(page, subject, "name", fullest.words, fullest.start, fullest.end, "the fullest form on the page")
    seen = {fullest.words}
    for place in group:
        if place.words not in seen:
            seen.add(place.words)
            yield _claim(page, subject, "variant", place.words, place.start, place.end, f"another form of {fullest.words}")
        if place.acronym and place.acronym not in seen:
            seen.add(place.acronym)
            at = page.reading.text.index(place.acronym, place.end)
            yield _claim(page, subject, "variant", place.acronym, at, at + len(place.acronym), "the acronym in brackets")
        yield _claim(page, subject, "mention", "name", place.start, place.end, "named here")
    if kind := kind_of(fullest.words) or next((k for p in group if (k := kind_of(p.words))), ""):
        yield _claim(page, subject, "kind", kind, fullest.start, fullest.end, "what the words of the name tell")


def _claim(page: Page, subject: str, property_: str, value: Value, start: int, end: int, why: str) -> Claim:
    return Claim(subject, property_, value, page.reading.passage(start, end), by=NAME, why=why)
