"""Which places name the same person: full names first, then the short forms that can stand for them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from letapis.core.annotate.people import words as w
from letapis.core.annotate.people.spot import Spot
from letapis.words.names import Name, bare, honorifics, misspells, shortens

ENOUGH = 1.5
"""The weight from which on a spelling of several words is a person's name."""
ENOUGH_ALONE = 2.4
"""The same for a single word that shortens no full name of the page."""
HOPELESS = -2.2
"""The mean weight below which a single word is not even the surname of somebody named in full (a place, an outlet)."""


@dataclass
class Person:
    """One person in the making: every place that names them, each with the words that stand there."""

    spots: list[Spot] = field(default_factory=list)
    sex: str = ""
    _forms: dict[tuple[str, ...], Name] = field(default_factory=dict)

    def take(self, spot: Spot) -> None:
        """Add a place, and the sex its form of address states."""
        self.spots.append(spot)
        self._forms.setdefault(spot.key, spot.name)
        self.sex = self.sex or sex_of(spot)

    @property
    def forms(self) -> list[Name]:
        """The distinct spellings."""
        return list(self._forms.values())

    @property
    def fullest(self) -> Spot:
        """The place with the most words of the name; of several spellings the commonest, then the first."""
        often = Counter(s.key for s in self.spots)
        return max(self.spots, key=lambda s: (len(s.name.words), bool(s.name.nickname), often[s.key], -s.start))


def sex_of(spot: Spot) -> str:
    """The sex stated by the words of address right before a name: Mr, Ms, Spokeswoman."""
    first = spot.name.title.split()
    by_title = next((honorifics()[bare(t)] for t in first if honorifics().get(bare(t))), "")
    return by_title or w.nouns().get(bare(spot.after.rpartition(" ")[2]), "")


def group(found: Sequence[Spot], weights: Mapping[tuple[str, ...], float]) -> list[Person]:
    """The persons named at the places that carry enough weight, in order of first mention."""
    several = [s for s in found if len(s.name.words) > 1 and weights[s.key] >= ENOUGH]
    several += [s for s in found if len(s.name.words) > 1 and 0 <= weights[s.key] < ENOUGH and _backed(s, several)]
    persons = _in_full(several)
    single = [s for s in found if len(s.name.words) == 1 and not _never(s)]
    often = Counter(s.key for s in single)
    lone: list[Spot] = []
    for spot in single:
        hopeful = weights[spot.key] > HOPELESS * often[spot.key] or bool(spot.name.title)
        person, several_fit = _short_for(spot, persons) if hopeful else (None, False)
        if person is not None:
            person.take(spot)
        elif weights[spot.key] >= ENOUGH_ALONE and not several_fit:
            lone.append(spot)
    persons += _alone(lone)
    return sorted(persons, key=lambda p: min(s.start for s in p.spots))


def _never(spot: Spot) -> bool:
    word = spot.name.plain.casefold()
    return not spot.name.title and (word in w.not_names() or word in w.nationalities())


def _backed(spot: Spot, several: Iterable[Spot]) -> bool:
    """Whether a doubtful name of several words is only another spelling of a sure one."""
    return any(shortens(s.name, spot.name) >= 2 or misspells(s.name, spot.name) for s in several)


def _in_full(several: list[Spot]) -> list[Person]:
    """Persons from names of several words, the longest names first."""
    persons: list[Person] = []
    places: dict[tuple[str, ...], list[Spot]] = {}
    for spot in sorted(several, key=lambda s: s.start):
        places.setdefault(spot.key, []).append(spot)
    for key in sorted(places, key=lambda k: (-len(k), places[k][0].start)):
        name = places[key][0].name
        fitting = [p for p in persons if any(shortens(name, f) or misspells(name, f) for f in p.forms)]
        exact = [p for p in fitting if any(shortens(name, f) == 3 for f in p.forms)]
        fitting = exact or fitting
        if not fitting:
            persons.append(Person())
        for spot in places[key]:
            person = _latest(spot, fitting) if fitting else persons[-1]
            if person is not None:
                person.take(spot)
    for person in persons:
        person.spots.sort(key=lambda s: s.start)
    return persons


def _fits(spot: Spot, person: Person) -> int:
    """How well a single name fits a person (see ``shortens``); 0 where the sexes stated differ."""
    stated = sex_of(spot) if person.sex else ""
    if stated and person.sex and stated != person.sex:
        return 0
    return max(shortens(spot.name, f) for f in person.forms)


def _short_for(spot: Spot, persons: Sequence[Person]) -> tuple[Person | None, bool]:
    """The person a single name stands for (surname, else first name, else a slip), and whether it fits several."""
    ranked = [(_fits(spot, p), p) for p in persons]
    for rank in (3, 2, 1):
        fitting = [p for r, p in ranked if r == rank]
        if fitting:
            several = sum(r > 0 for r, _ in ranked) > 1
            return (_principal(spot, fitting) if rank == 3 else None) or _latest(spot, fitting), several
    slips = [p for p in persons if _slip(spot, p)]
    return slips[0] if len(slips) == 1 else None, False


def _slip(spot: Spot, person: Person) -> bool:
    stated = sex_of(spot)
    if stated and person.sex and stated != person.sex:
        return False
    surname = Name((person.fullest.name.words[-1],))
    return spot.key != surname.folded and misspells(spot.name, surname)


def _principal(spot: Spot, fitting: list[Person]) -> Person | None:
    """Of husband and wife the one the page is about: named first, and by the bare surname, while the other is named in full.

    Only where the other was brought in by a first name alone ("his wife, Julija").
    """
    if len(fitting) != 2 or spot.name.title:
        return None
    first, other = sorted(fitting, key=lambda p: min(s.start for s in p.spots if len(s.name.words) > 1))
    opened = min(s.start for s in first.spots)
    given = other.fullest.name.words[0]
    by_first_name = any(s.name.words == (given,) for s in other.spots)
    return first if by_first_name and opened <= min(s.start for s in other.spots) else None


def _latest(spot: Spot, fitting: list[Person]) -> Person | None:
    """Of several the one named in full last before the place; None when two were named in the same sentence."""
    if len(fitting) == 1:
        return fitting[0]
    full = [(s, p) for p in fitting for s in p.spots if len(s.name.words) > 1]
    before = [(s.start, s.sentence, i) for i, (s, _) in enumerate(full) if s.start <= spot.start]
    if not before:
        return None
    last = max(before)
    beside = {id(full[i][1]) for _, sentence, i in before if sentence == last[1]}
    exact = [p for s, p in full if s.start == spot.start]
    return exact[0] if exact else full[last[2]][1] if len(beside) == 1 else None


def _alone(lone: Sequence[Spot]) -> list[Person]:
    """Persons known by a single name; "Mr Diaz" and "Mrs Diaz" are two."""
    persons: list[Person] = []
    for spot in lone:
        same = [p for p in persons if spot.key == p.spots[0].key or misspells(spot.name, p.spots[0].name)]
        same = [p for p in same if not (p.sex and sex_of(spot) and p.sex != sex_of(spot))]
        if not same:
            same = [Person()]
            persons += same
        same[-1].take(spot)
    return persons


def known(persons: Sequence[Person]) -> re.Pattern[str] | None:
    """What finds the spellings of the persons in text whose capitals say nothing; longest spelling first."""
    forms = sorted({s.name.plain for p in persons for s in p.spots if len(s.name.plain) > 3}, key=len, reverse=True)
    if not forms:
        return None
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, forms)) + r")(?!\w)", re.I)
