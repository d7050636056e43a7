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
    apart: tuple[str, ...] = ()
    """Why persons of one name, on different pages, were kept apart."""

    @property
    def suggestions(self) -> tuple[Link, ...]:
        """What may be one, for a person to rule on, the likeliest first."""
        found = (*self.persons.suggestions, *self.acts.suggestions, *self.organisations.suggestions, *self.places.suggestions)
        return tuple(sorted(found, key=lambda li: -li.certainty))

    @property
    def conflicts(self) -> tuple[str, ...]:
        """What cannot all hold, in sentences."""
        return (
            *self.persons.conflicts,
            *self.apart,
            *self.acts.conflicts,
            *self.organisations.conflicts,
            *self.places.conflicts,
        )


def people_of(material: Material, decisions: Iterable[Decision] = ()) -> tuple[Joined, tuple[Link, ...]]:
    """The persons alone, and every link that was found between two of them."""
    rulings = tuple(decisions)
    found = material.once("persons compared", lambda m: persons.compared(m, [frozenset((li.a, li.b)) for li in _copied(m)]))
    likely = persons.links(material.subjects("person"), found, rulings)
    return join(material.subjects("person"), likely, rulings), likely


def _copied(material: Material) -> tuple[Link, ...]:
    return material.once("copies", lambda m: copies(m.pages))


def resolve(material: Material, decisions: Iterable[Decision] = ()) -> Identities:
    """Persons first, then acts by their resolved victims; rulings override throughout."""
    rulings = tuple(decisions)
    people, likely = people_of(material, rulings)
    return Identities(
        people,
        _named(material, "organisation", rulings),
        _named(material, "place", rulings),
        join(material.subjects("act"), acts.links(material, people), rulings),
        _copied(material),
        _kept_apart(material, likely, people),
    )


def _kept_apart(material: Material, links: Iterable[Link], people: Joined) -> tuple[str, ...]:
    """Same names that something speaks against: worth a person's look, since either the pages or the reading may be wrong."""
    found: dict[frozenset[str], str] = {}
    for li in links:
        pages = {material.about(x)[0].passage.reading for x in (li.a, li.b)}
        if li.verdict == "different" and len(pages) > 1 and people.of(li.a) != people.of(li.b):
            pair = frozenset((people.of(li.a), people.of(li.b)))
            found.setdefault(pair, f"{li.a} and {li.b}: {li.why}; they are kept apart.")
    return tuple(found.values())


def _named(material: Material, kind: str, rulings: tuple[Decision, ...]) -> Joined:
    alike = material.once(f"links of {kind}s", lambda m: _same_named(m, kind))
    return join(material.subjects(kind), alike, rulings)


def _same_named(material: Material, kind: str) -> tuple[Link, ...]:
    things = named(material, kind)

    countries = {t.id: frozenset(str(c.value).casefold() for c in material.of(t.id, "country")) for t in things}

    def elsewhere(a: Named, b: Named) -> str:
        x, y = countries[a.id], countries[b.id]
        return f"they lie in {min(x)} and in {min(y)}" if x and y and not x & y else ""

    return tuple(same_named(things, f"resolve/1:{kind}", elsewhere, countries))
