"""Whom a name means: variant spellings and other scripts are understood, and where it can mean several, all are told."""

from __future__ import annotations

from collections.abc import Iterable

from letapis.core.cases.shapes import Person
from letapis.core.resolve.naming import Basis, compare

ENOUGH, SURE = 0.4, 0.85
"""How alike a name must be to be meant at all, and to be meant rather than others; a part of a name is just enough."""


def find(people: Iterable[Person], asked: str) -> tuple[Person, ...]:
    """The persons a name (or an id, or its first words) may mean, best first; one means certain, several mean: ask."""
    people = tuple(people)
    asked = asked.strip()
    by_id = tuple(p for p in people if any(_begins(i, asked) for i in p.members))
    if by_id:
        return by_id
    scored = sorted(((_score(p, asked), n) for n, p in enumerate(people)), key=lambda x: (-x[0], x[1]))
    good = [(score, people[n]) for score, n in scored if score >= ENOUGH]
    sure = tuple(p for score, p in good if score >= SURE)
    return sure or tuple(p for _, p in good)


def _begins(id_: str, asked: str) -> bool:
    """Whether what is asked for is an id, or its first words (``person:lusab-babad``, ``lusab-babad``)."""
    return "-" in asked and asked.isascii() and any(f"{i}-".startswith(f"{asked}-") for i in (id_, id_.partition(":")[2]))


def _score(person: Person, asked: str) -> float:
    found = [compare(asked, s.value) for s in person.spellings]
    part = any(c.basis is Basis.WORD and c.sure for c in found)
    return max([ENOUGH * part, *(c.score for c in found if c.same and c.basis is not Basis.WORD)], default=0.0)
