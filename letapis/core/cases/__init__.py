"""Persons, acts and cases folded from claims and decisions: thrown away and rebuilt at will."""

from __future__ import annotations

from collections.abc import Iterable

from letapis.core.cases import finding
from letapis.core.cases.acts import act
from letapis.core.cases.interventions import interventions
from letapis.core.cases.people import person
from letapis.core.cases.said import Speaker
from letapis.core.cases.shapes import Act, Book, Case, Field, Intervention, Person, Said, Sources, When
from letapis.core.material import Material, Told, ruled
from letapis.core.resolve import resolve
from letapis.words.records import Claim, Decision

__all__ = ["Act", "Book", "Case", "Field", "Intervention", "Person", "Said", "Sources", "When", "case_of", "find", "fold"]


def fold(pages: Iterable[Told], decisions: Iterable[Decision] = (), before: Book | None = None) -> Book:
    """Everything the pages tell, as people ruled it: persons across spellings, acts across tellings.

    ``before`` is an earlier book: what was worked out for it is not worked out again where the pages are the very same.
    """
    rulings = tuple(decisions)
    material = _material(ruled(pages, rulings), before)
    identities = resolve(material, rulings)
    speaker = Speaker(material, identities)
    told = {c.subject for c in material.claims if c.property == "act"}
    acts = ([m for m in cluster if m in told] for cluster in identities.acts.clusters)
    return Book(
        material,
        tuple(person(c, identities.persons, speaker) for c in identities.persons.clusters),
        tuple(person(c, identities.organisations, speaker) for c in identities.organisations.clusters),
        tuple(person(c, identities.places, speaker) for c in identities.places.clusters),
        tuple(act(members, speaker) for members in acts if members),
        interventions(speaker),
        identities.suggestions,
        identities.conflicts,
        rulings,
    )


def _material(pages: tuple[Told, ...], before: Book | None) -> Material:
    """The pages' material: the earlier book's where every page says what it said then."""
    if before is None:
        return Material(pages)
    old = {p.reading.id: p for p in before.material.pages}
    kept = tuple(o if (o := old.get(p.reading.id)) is not None and _says_the_same(o, p) else p for p in pages)
    if len(kept) == len(old) and all(a is b for a, b in zip(kept, before.material.pages, strict=True)):
        return before.material
    return Material(kept)


def _says_the_same(old: Told, new: Told) -> bool:
    same = old.reading is new.reading and old.capture is new.capture
    return old is new or (same and old.claims == new.claims and old.aside == new.aside and old.ids == new.ids)


def find(book: Book, name: str) -> tuple[Person, ...]:
    """The persons a name (or an id) may mean, best first, in any spelling. One: certain; several: ask."""
    return finding.find(book.people, name)


def case_of(book: Book, person: Person) -> Case:
    """The case of one person: the acts they suffered, everybody else in those acts' sentences, and the pages it stands on."""
    acts = book.suffered(person.id)
    pages = {c.passage.reading for a in acts for c in a.claims}
    pages |= {c.passage.reading for s in person.spellings for c in s.claims}
    material = Material(tuple(p for p in book.material.pages if p.reading.id in pages))
    related = {s.value for s in person.relatives} | {
        p.id for p in book.people if any(s.value == person.id for s in p.relatives)
    }
    beside = _beside(book, acts) | related
    people = tuple(p for p in book.people if p.id in beside and p.id != person.id)
    about = {person.id, *person.members} | {a.id for a in acts} | {m for a in acts for m in a.members}
    done = tuple(i for i in book.interventions if any(s.value in about for s in i.concerns))
    return Case(person, acts, people, material, book.decisions, done)


def _beside(book: Book, acts: Iterable[Act]) -> set[str]:
    """The persons whom the acts' sentences mention, or to whom their fields refer."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for a in acts:
        for c in a.told:
            spans.setdefault(c.passage.reading, []).append((c.passage.start, c.passage.end))

    def within(c: Claim) -> bool:
        return any(start <= c.passage.start < end for start, end in spans.get(c.passage.reading, ()))

    found = {s.value for a in acts for f in (a.victims, a.according_to, a.denials) for s in f}
    for p in book.people:
        if any(within(c) for member in p.members for c in book.material.about(member)):
            found.add(p.id)
    return found
