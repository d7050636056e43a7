"""Whom a name means: variant spellings and other scripts are understood, and where it can mean several, all are told."""

from __future__ import annotations

from collections.abc import Iterable

from letapis.core.cases.shapes import Person
from letapis.core.resolve.spelling import compare, name_of

ENOUGH = 0.4


def find(people: Iterable[Person], asked: str) -> tuple[Person, ...]:
    """The persons a name (or an id, or its first words) may mean, best first; one means certain, several mean: ask."""
    people = tuple(people)
    asked = asked.strip()
    by_id = tuple(p for p in people if any(_begins(i, asked) for i in p.members))
    if by_id:
        return by_id
    scored = sorted(((_score(p, asked), n) for n, p in enumerate(people)), key=lambda x: (-x[0], x[1]))
    good = [(score, people[n]) for score, n in scored if score >= ENOUGH]
    sure = tuple(p for score, p in good if score >= 0.9)
    return sure or tuple(p for _, p in good)


def _begins(id_: str, asked: str) -> bool:
    """Whether what is asked for is an id, or its first words (``person:lusab-babad``, ``lusab-babad``)."""
    return "-" in asked and asked.isascii() and any(f"{i}-".startswith(f"{asked}-") for i in (id_, id_.partition(":")[2]))


def _score(person: Person, asked: str) -> float:
    name = name_of(asked)
    best = max((compare(name, name_of(s.value))[0] for s in person.spellings), default=0.0)
    given = {name_of(s.value).sounds[0] for s in person.spellings if name_of(s.value).full}
    if best < ENOUGH and len(name.sounds) == 1 and name.sounds[0] in given:
        return ENOUGH
    return best
