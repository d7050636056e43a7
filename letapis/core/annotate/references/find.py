"""Words that refer back to somebody: pronouns and definite descriptions, with what they say of sex and number."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from letapis.core.annotate.people import words as w
from letapis.words.records import Page, Sentence
from letapis.words.tables import table

_QUOTE = re.compile(r"[“«][^“”«»\n]{0,2000}(?:[”»]|$)|(?<![\w\"])\"[^\"\n]{1,2000}(?:\"|$)")
_DEFINITE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Tt]hat)\s((?:[\w’'-]+\s){0,3}?)([\w-]+)\b")
_POSSESSED = re.compile(r"\b([Hh]is|[Hh]er)\s((?:late |eldest |elder |younger |older |former |pregnant |young )?)([\w-]+)\b")
_YEARS = re.compile(r"(\d{1,3})-years?-old")
_OWN = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Reference:
    """Words that refer to somebody; offsets count in ``Reading.text``."""

    start: int
    end: int
    kind: str
    """``pronoun``, ``plural``, ``description`` or ``kin``."""
    sex: str = ""
    noun: str = ""
    """The noun of a description, small and singular."""
    age: int | None = None
    possessive: bool = False


@cache
def pronouns() -> dict[str, tuple[str, str]]:
    """Each pronoun with its kind (``pronoun`` or ``plural``) and sex."""
    found = table("lang/en/people")["pronouns"]
    singular = {word: ("pronoun", sex) for sex in ("man", "woman") for word in found[sex]}
    return {**singular, **dict.fromkeys(found["plural"], ("plural", ""))}


@cache
def first_person() -> frozenset[str]:
    """The pronouns of who speaks."""
    return frozenset(table("lang/en/people")["pronouns"]["first"])


@cache
def _pairs() -> re.Pattern[str]:
    words = sorted(table("lang/en/people")["pronouns"]["pairs"], key=len, reverse=True)
    return re.compile(
        r"\b(?:" + "|".join(map(re.escape, words)) + r")\b(?! (?:of|men|women|sides|countries|houses|parties|and)\b)", re.I
    )


@cache
def vague() -> frozenset[str]:
    """Nouns too common to point at one person."""
    return frozenset(table("lang/en/people")["nouns"]["vague"])


@cache
def possessives() -> frozenset[str]:
    """Pronouns that own."""
    return frozenset(table("lang/en/people")["pronouns"]["possessive"])


def quotations(page: Page) -> list[tuple[int, int]]:
    """The spans of words in quotation marks, marks included, in order."""
    text = page.reading.text
    return [m.span() for b in page.reading.main for m in _QUOTE.finditer(text, b.start, b.end) if m.end() - m.start() > 20]


def inside(spans: list[tuple[int, int]], offset: int) -> int:
    """The index of the span an offset falls in; -1 for none."""
    i = bisect_right(spans, (offset, 1 << 60)) - 1
    return i if i >= 0 and spans[i][0] <= offset < spans[i][1] else -1


def references(page: Page, sentence: Sentence, taken: list[tuple[int, int]]) -> list[Reference]:
    """The references of one sentence in order; ``taken`` are spans that names and their descriptions already hold."""
    found = [
        *_pronouns(page, sentence),
        *_plurals(page, sentence),
        *_descriptions(page, sentence, taken),
        *_kin(page, sentence, taken),
    ]
    kept: list[Reference] = []
    for r in sorted(found, key=lambda r: (r.start, -r.end)):
        nested = kept and r.start < kept[-1].end and not (kept[-1].kind == "kin" and r.possessive)
        if not nested:
            kept.append(r)
    return sorted(kept, key=lambda r: (r.start, r.end))


def _pronouns(page: Page, s: Sentence) -> Iterator[Reference]:
    for m in _OWN.finditer(page.reading.text, s.start, s.end):
        small = m[0].casefold()
        if small in pronouns() and not (m[0].isupper() and len(m[0]) > 2):
            kind, sex = pronouns()[small]
            yield Reference(m.start(), m.end(), kind, sex, possessive=small in possessives())


def _plurals(page: Page, s: Sentence) -> Iterator[Reference]:
    for m in _pairs().finditer(page.reading.text, s.start, s.end):
        yield Reference(m.start(), m.end(), "plural", noun=m[0].casefold())


def _descriptions(page: Page, s: Sentence, taken: list[tuple[int, int]]) -> Iterator[Reference]:
    text = page.reading.text
    for m in _DEFINITE.finditer(text, s.start, s.end):
        r = _longest(text, m, s.end)
        if r is not None and not any(a < r.end and r.start < b for a, b in taken) and not _named_next(text, r.end, taken):
            yield r


def _longest(text: str, m: re.Match[str], limit: int) -> Reference | None:
    """The description that begins at an article: up to the last word that can carry it."""
    words = list(_WORDS.finditer(text, m.start(), min(limit, m.start() + 80)))[:5]
    for i in range(1, len(words)):
        if text[words[i - 1].end() : words[i].start()] != " ":
            return None
        small = words[i][0].casefold()
        years = _YEARS.fullmatch(small)
        further = (
            text[words[i].end() : words[i].end() + 1] == " " and i + 1 < len(words) and words[i + 1][0].casefold() in w.heads()
        )
        if (small in w.heads() or years) and not further and words[i][0].islower():
            return _described(text, words[0].start(), words[i], years, words, i)
        if years is None and small in w.not_names():
            return None
    return None


_WORDS = re.compile(r"[\w’'-]+")


def _described(
    text: str, start: int, last: re.Match[str], years: re.Match[str] | None, words: list[re.Match[str]], i: int
) -> Reference | None:
    age = next((int(y[1]) for word in words[1 : i + 1] if (y := _YEARS.fullmatch(word[0].casefold()))), None)
    after = text[last.end() : last.end() + 4]
    if after == " of " and age is None:
        return None
    noun = "" if years else last[0].casefold()
    end = last.end()
    if after == " of " and (
        m := re.compile(r" of (?:one|two|three|four|five|six|seven|eight|nine|ten|\d+)\b").match(text, end)
    ):
        end = m.end()
    return Reference(start, end, "description", w.nouns().get(noun, ""), noun, age)


def _named_next(text: str, end: int, taken: list[tuple[int, int]]) -> bool:
    """Whether a name follows at once: then the words describe it and are no reference of their own."""
    return any(text[end:a].strip(" ,") == "" and a - end <= 2 for a, _ in taken if a >= end)


def _kin(page: Page, s: Sentence, taken: list[tuple[int, int]]) -> Iterator[Reference]:
    for m in _POSSESSED.finditer(page.reading.text, s.start, s.end):
        noun = m[3].casefold()
        held = any(a <= m.start() < b for a, b in taken) or _named_next(page.reading.text, m.end(), taken)
        if noun in w.kin() and not held:
            yield Reference(m.start(), m.end(), "kin", w.kin()[noun], noun)
