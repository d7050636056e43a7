"""Checks of the person: ages that do not fit, and a name spelt in two ways by one source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from letapis.core.cases import Case
from letapis.core.checks.finding import Finding
from letapis.core.resolve.copies import outlet
from letapis.core.resolve.spelling import name_of
from letapis.words.names import distance
from letapis.words.records import Claim
from letapis.words.when import parse, spoken

_OLDEST = 120
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f .'’-]+")
_WRITTEN_AWAY = re.compile(r"['’]s?$|s$")
"""Of an English surname: the possessive, and the plural of a family."""


def age(case: Case) -> Iterator[Finding]:
    """An age does not fit a date of birth, or another page's age, when the pages are dated."""
    told = [(c, years) for s in case.person.ages for c in s.claims if (years := _births(case, c))]
    for s in case.person.born:
        for birth in s.claims:
            year = _year(str(birth.value))
            for c, (low, high) in told:
                if year and not low <= year <= high:
                    page = case.material.page_of(c)
                    words = f"{case.person.shown} is said to be born {spoken(str(birth.value))}, but {c.value} years old by "
                    words += f"{outlet(page)} ({spoken(page.reading.published)})."
                    yield Finding("age", words, (birth, c), "conflict")
                    return
    for (a, x), (b, y) in combinations(told, 2):
        if a.passage.reading != b.passage.reading and (x[1] < y[0] or y[1] < x[0]):
            pages = [case.material.page_of(c) for c in (a, b)]
            ages = [f"{c.value} ({outlet(p)}, {spoken(p.reading.published)})" for c, p in zip((a, b), pages, strict=True)]
            words = f"The ages told of {case.person.shown} do not fit one person: {ages[0]} and {ages[1]}; it may be two."
            yield Finding("age", words, (a, b), "conflict")
            return


def _births(case: Case, claim: Claim) -> tuple[int, int] | None:
    """The years of birth that an age allows: counted from the page's day, or from any act it tells of ("then aged 16")."""
    published = _year(case.material.page_of(claim).reading.published or "")
    if not published or not isinstance(claim.value, int) or not 0 < claim.value < _OLDEST:
        return None
    here = (c for a in case.acts for s in a.when.said for c in s.claims if c.passage.reading == claim.passage.reading)
    years = [published, *(y for c in here if 0 < (y := _year(str(c.value))) <= published)]
    return min(years) - claim.value - 1, max(years) - claim.value


def _year(value: str) -> int:
    """The year of a date; 0 where it has none of its own."""
    try:
        when = parse(value)
    except ValueError:
        return 0
    first = when.first if when.first is when.last else None
    return first.year if first and first.year and first.years == 1 and not first.mark else 0


def two_spellings(case: Case) -> Iterator[Finding]:
    """One page spells the person's surname in two ways."""
    by_page: dict[str, dict[str, Claim]] = {}
    for s in case.person.spellings:
        for c in s.claims:
            if _LATIN.fullmatch(str(c.value)) and not c.by.startswith("table/"):
                by_page.setdefault(c.passage.reading, {}).setdefault(str(c.value), c)
    for spelt in by_page.values():
        for (a, x), (b, y) in combinations(spelt.items(), 2):
            if _misspelt(a, b):
                page = case.material.page_of(x)
                words = f"{outlet(page)} spells one name in two ways: “{a}” and “{b}”."
                yield Finding("two_spellings", words, (x, y), "note")
                break


def _misspelt(a: str, b: str) -> bool:
    """Whether two full names have the same given name and surnames that sound alike or are a letter or two apart, neither
    being the other's possessive, nor one a woman's and the other a man's form."""
    x, y = name_of(a), name_of(b)
    if not (x.full and y.full) or x.sounds[0] != y.sounds[0]:
        return False
    one, other = (_WRITTEN_AWAY.sub("", n.parts[-1]) for n in (x, y))
    if one == other or min(len(one), len(other)) < 4 or one.startswith(other) or other.startswith(one):
        return False
    return one[0] == other[0] and one[-1] == other[-1] and (x.sounds[-1] == y.sounds[-1] or distance(one, other) <= 1)
