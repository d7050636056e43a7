"""Persons, organisations and places folded from what pages call them."""

from __future__ import annotations

from collections.abc import Sequence

from letapis.core.cases.said import Speaker, field, words
from letapis.core.cases.shapes import Person
from letapis.core.resolve import Joined
from letapis.words.records import Claim
from letapis.words.when import spoken, valid

NOBODY = "a person not named here"


def person(members: Sequence[str], joined: Joined, speaker: Speaker) -> Person:
    """One person with every value the pages tell of them."""
    m = speaker.material

    def of(property_: str) -> list[Claim]:
        return m.of_all(members, property_)

    naming = [*of("name"), *of("variant")]
    return Person(
        id=members[0],
        members=tuple(members),
        name=speaker.names.get(members[0], ""),
        spellings=field(naming, lambda c: str(c.value), lambda c: str(c.value)),
        described_as=words(of("described_as")),
        sex=words(of("sex")),
        born=field((c for c in of("born") if valid(str(c.value))), lambda c: str(c.value), lambda c: spoken(str(c.value))),
        ages=words(of("age")),
        age_group=words(of("age_group")),
        roles=words([*of("role"), *of("kind")]),
        relatives=field(
            of("relative_of"), lambda c: speaker.resolved(str(c.value)), lambda c: speaker.called(str(c.value), NOBODY)
        ),
        links=joined.links_of(members),
    )
