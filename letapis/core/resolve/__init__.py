"""One person, one act: what several pages call by several names or tell in several words, joined with reasons."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from letapis.core.material import Material
from letapis.core.resolve import acts, persons
from letapis.core.resolve.copies import copies
from letapis.core.resolve.join import Joined, Link, join
from letapis.core.resolve.likeness import Named, named, same_named
from letapis.words.records import Decision

__all__ = ["Identities", "Joined", "Link", "resolve"]


@dataclass(frozen=True)
class Identities:
    """What is one, of each kind; and which pages are copies of one another."""

    persons: Joined
    organisations: Joined
    places: Joined
    acts: Joined
    copied: tuple[Link, ...]

    @property
    def suggestions(self) -> tuple[Link, ...]:
        """What may be one, for a person to rule on, the likeliest first."""
        found = (*self.persons.suggestions, *self.acts.suggestions, *self.organisations.suggestions, *self.places.suggestions)
        return tuple(sorted(found, key=lambda li: -li.certainty))

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What cannot all hold, in sentences."""
        return (*self.persons.conflicts, *self.acts.conflicts, *self.organisations.conflicts, *self.places.conflicts)


def resolve(material: Material, decisions: Iterable[Decision] = ()) -> Identities:
    """Persons first, then acts by their resolved victims; rulings override throughout."""
    rulings = tuple(decisions)
    people = join(material.subjects("person"), persons.links(material), rulings)
    return Identities(
        people,
        _named(material, "organisation", rulings),
        _named(material, "place", rulings),
        join(material.subjects("act"), acts.links(material, people), rulings),
        copies(material.pages),
    )


def _named(material: Material, kind: str, rulings: tuple[Decision, ...]) -> Joined:
    things = named(material, kind)

    def countries(thing: Named) -> set[str]:
        return {str(c.value).casefold() for c in material.of(thing.id, "country")}

    def elsewhere(a: Named, b: Named) -> str:
        x, y = countries(a), countries(b)
        return f"they lie in {min(x)} and in {min(y)}" if x and y and not x & y else ""

    return join([t.id for t in things], same_named(things, f"resolve/1:{kind}", elsewhere), rulings)
