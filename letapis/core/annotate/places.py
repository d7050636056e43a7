"""Where: places of the atlas or known by their surroundings, told apart by what else the page says, with their country.

A name counts as a place only when something on the page says so: the tagger, a preposition, its country behind it, a dateline.
Names of people win. A place that the atlas does not hold keeps its name and gets no country.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import log10
from typing import Final

from letapis.core.annotate.spots import BIG, Spot, lies_in, spots
from letapis.core.placing import leanings, nationals
from letapis.words.places import Atlas, fold
from letapis.words.records import Claim, Claims, Page, Place, Value, kind_of

NAME: Final = "places/1"
READS: Final = ("mention",)
WRITES: Final = ("name", "variant", "mention", "country", "region", "latitude", "longitude", "kind", "within")

MARGIN: Final = 0.7
"""Two places of one name whose scores are nearer than this are not told apart."""


@dataclass(frozen=True, slots=True)
class Found:
    """A place as the page names it, told apart from its namesakes or not."""

    spot: Spot
    place: Place
    why: str
    score: float


def annotate(page: Page, claims: Claims) -> Iterator[Claim]:
    """The claims about every place that the main text names."""
    atlas = Atlas.default().with_local(page.places)
    people = [
        (c.passage.start, c.passage.end)
        for c in claims.having("mention")
        if kind_of(c.subject) == "person" and c.value == "name"
    ]
    seen = spots(page, atlas, people)
    sure = {s.words for s in seen if s.sure}
    weights = _weights(page, atlas, seen)
    found = [_told_apart(s, weights) for s in seen if s.sure or s.words in sure or _likely(s, weights)]
    for same in _grouped(_housed(page, found)):
        yield from _claims(page, same)


def _weights(page: Page, atlas: Atlas, seen: Sequence[Spot]) -> Counter[str]:
    """How much the page is about each country, by what cannot be mistaken: its own name, its people, names that only it has."""
    told = nationals(page, atlas)
    for s in seen:
        countries = {c.country for c in s.candidates}
        if s.behind:
            told.append((s.start, s.behind.country or s.behind.name))
        elif s.sure and len(countries) == 1:
            told.append((s.start, countries.pop()))
        elif s.sure and s.candidates[:1] and s.candidates[0].population >= 10 * s.candidates[1].population >= 1:
            told.append((s.start, s.candidates[0].country))
    return leanings(page, told)


def _likely(spot: Spot, weights: Counter[str]) -> bool:
    """A name behind a preposition (or tagged) is a place if it is big or lies in a country that the page is about."""
    if not spot.cued and spot.rule != "tagger":
        return False
    return any(c.population >= BIG or c.kind in ("country", "region") or weights[c.country] >= 2 for c in spot.candidates)


def _told_apart(spot: Spot, weights: Counter[str]) -> Found:
    """Of the places that bear a name the one that fits the page; none, with the name kept, where two fit alike."""
    if not spot.candidates:
        return Found(spot, Place(spot.words, spot.kind or "place"), "named like a place; the atlas does not hold it", 0.6)
    if spot.behind:
        fit = [c for c in spot.candidates if lies_in(c, spot.behind)]
        return Found(spot, _as_read(spot, fit[0]), f"{spot.behind.name} is named with it", 0.98)
    total = max(1, sum(weights.values()))
    ranked = sorted(spot.candidates, key=lambda c: -_fit(spot, c, weights, total))
    best = ranked[0]
    other = next((c for c in ranked[1:] if c.country != best.country), None)
    if best.kind == "facility" and not best.country:
        return Found(spot, best, "its own words say what it is", 0.8)
    if other is None:
        return Found(spot, _as_read(spot, best), "no other country has a place of that name", 0.95)
    if best.population >= 500_000 and all(c.population * 30 < best.population for c in ranked if c.country != best.country):
        return Found(spot, _as_read(spot, best), "by far the biggest place of that name", 0.9)
    margin = _fit(spot, best, weights, total) - _fit(spot, other, weights, total)
    if margin < MARGIN:
        return Found(spot, Place(spot.words, best.kind), f"may be in {best.country} or in {other.country}", 0.6)
    if weights[best.country] > weights[other.country]:
        return Found(spot, _as_read(spot, best), f"the page is about {best.country}", 0.9)
    return Found(spot, _as_read(spot, best), "the biggest place of that name", 0.8)


def _fit(spot: Spot, place: Place, weights: Counter[str], total: int) -> float:
    """How well a place fits a name on a page: its size, and how much the page is about its country."""
    size = log10(place.population + 10)
    named = 0.0 if fold(place.name) == fold(spot.words) else -0.4
    own = 20.0 if not place.population and place.kind != "facility" else 0.0  # a project's own place
    kind = 1.2 if place.kind == "city" else 1.5 if place.kind == "country" else 0.0
    return size + named + own + kind + 3.5 * weights[place.country] / total


def _as_read(spot: Spot, place: Place) -> Place:
    """ "Homel region" is read off the town of Homel: same country, but no town and no coordinates."""
    if spot.kind == "region" and place.kind != "region":
        return Place(spot.words, "region", place.country, population=place.population)
    return place


def _housed(page: Page, found: Sequence[Found]) -> Iterator[Found]:
    """Facilities get the city and country of the town named with them."""
    towns = [f for f in found if f.place.kind == "city"]
    for f in found:
        if f.place.kind != "facility" or f.place.country:
            yield f
            continue
        town = next((t for t in towns if _names_its_town(page, f.spot, t.spot)), None)
        if town is None:
            yield f
        else:
            place = replace(f.place, country=town.place.country, region=town.place.region, within=town.place.name)
            yield replace(f, place=place, why=f"{town.spot.words} is named with it")


def _names_its_town(page: Page, facility: Spot, town: Spot) -> bool:
    """ "the prison in Homel", "Homel's prison", "Homel Prison" """
    if facility.town == (town.start, town.end) or facility.start <= town.start < facility.end:
        return True
    return 0 < facility.start - town.end <= 3 and page.reading.text[town.end : facility.start] in ("'s ", "’s ", "' ", "’ ")


def _grouped(found: Iterable[Found]) -> list[list[Found]]:
    """Mentions of one place together, in order of first mention."""
    groups: dict[tuple[str, ...], list[Found]] = {}
    for f in sorted(found, key=lambda f: f.spot.start):
        p = f.place
        key = (
            (p.name, p.kind, p.country, p.region)
            if p.population or p.latitude is not None or p.within
            else (fold(p.name) or p.name, p.kind)
        )
        groups.setdefault(key, []).append(f)
    return list(groups.values())


def _claims(page: Page, same: Sequence[Found]) -> Iterator[Claim]:
    """What is claimed about one place, by its mentions."""
    reading = page.reading
    first = min(same, key=lambda f: f.spot.start)
    subject = reading.mint("place", reading.passage(first.spot.start, first.spot.end))
    fullest = max(same, key=lambda f: (not f.spot.words.isupper(), len(f.spot.words), -f.spot.start))
    best = max(same, key=lambda f: f.score)

    def claim(f: Found, property_: str, value: Value) -> Claim:
        passage = reading.passage(f.spot.start, f.spot.end)
        return Claim(subject, property_, value, passage, by=f"{NAME}:{f.spot.rule}", why=best.why, score=best.score)

    yield claim(fullest, "name", fullest.spot.words)
    names = {fullest.spot.words}
    for f in same:
        if f.spot.words not in names:
            names.add(f.spot.words)
            yield claim(f, "variant", f.spot.words)
        yield claim(f, "mention", "name")
    p = best.place
    where = (p.country or None, p.region or None, p.within or None, _degrees(p.latitude), _degrees(p.longitude), p.kind)
    for property_, value in zip(("country", "region", "within", "latitude", "longitude", "kind"), where, strict=True):
        if value is not None:
            yield claim(best, property_, value)


def _degrees(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"
