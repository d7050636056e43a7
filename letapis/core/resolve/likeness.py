"""Which pairs are worth comparing, and how alike their names are: persons by their whole names, others by the same name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise, product
from typing import Final, Protocol, TypeVar

from letapis.core.material import Material
from letapis.core.resolve.join import Link
from letapis.core.resolve.naming import Basis, Compared, compare, words_of
from letapis.core.resolve.rough import comparable, holders
from letapis.core.resolve.spelling import Name, name_of

NAMING = ("name", "variant")
BEARERS: Final = 40
"""Bearers of one name that each is compared with: what keeps the work in step with the number of pages."""


class Bearer(Protocol):
    """What is compared: somebody with names."""

    @property
    def names(self) -> tuple[str, ...]:
        """Every name a page gives."""


P = TypeVar("P", bound=Bearer)


def likely(people: Sequence[P]) -> Iterator[tuple[P, P, Compared]]:
    """Pairs of persons whose names may be one, or who are namesakes but for their fathers: each once, with the likeness."""
    found: dict[tuple[int, int], Compared] = {}
    for i, j, likeness in _met(people):
        pair = (i, j) if i < j else (j, i)
        if i != j and (pair not in found or found[pair].score < likeness.score):
            found[pair] = likeness
    for (i, j), likeness in sorted(found.items(), key=lambda t: t[0]):
        yield people[i], people[j], likeness


def _met(people: Sequence[Bearer]) -> Iterator[tuple[int, int, Compared]]:
    bearers: dict[str, list[int]] = {}
    for i, person in enumerate(people):
        for name in _fullest(person.names):
            bearers.setdefault(name, []).append(i)
    for name, of in bearers.items():
        if len(of) > 1:
            likeness = compare(name, name)
            yield from ((i, j, likeness) for n, i in enumerate(of) for j in of[n + 1 : n + 1 + BEARERS])
    for one, other in (*comparable(bearers), *holders(bearers)):
        likeness = compare(one, other)
        if likeness.same or likeness.namesakes or (likeness.basis is Basis.WORD and likeness.sure):
            pairs = product(bearers[one][:BEARERS], bearers[other][:BEARERS])
            yield from ((i, j, likeness) for i, j in islice(pairs, BEARERS * 10))


def _fullest(names: Sequence[str]) -> list[str]:
    """A person's names; those of one word only where there is no fuller one, since many are called by it."""
    return [n for n in names if len(words_of(n)) > 1] or list(names)


@dataclass(frozen=True)
class Named:
    """One page's organisation or place with the names the page gives it."""

    id: str
    names: tuple[Name, ...]


def named(material: Material, kind: str) -> tuple[Named, ...]:
    """Everything of a kind with its names, page by page."""
    return tuple(
        Named(s, tuple(dict.fromkeys(name_of(str(c.value)) for p in NAMING for c in material.of(s, p))))
        for s in material.subjects(kind)
    )


def same_named(
    things: Sequence[Named], by: str, against: Callable[[Named, Named], str], kinds: Mapping[str, object]
) -> Iterable[Link]:
    """Organisations or places: the same name after folding, unless something speaks against it.

    ``kinds`` says of each what ``against`` goes by: those alike in names and kind are joined one to the next, and only the
    first of them is compared with others, so that a town named on every page costs no more than its pages.
    """
    alike: dict[tuple[object, ...], list[Named]] = {}
    for thing in things:
        alike.setdefault((thing.names, kinds[thing.id]), []).append(thing)
    for same in alike.values():
        yield from (_one_name(a, b, by, "") for a, b in pairwise(same) if a.names)
    for a, b in _sounding_alike([same[0] for same in alike.values()]):
        yield _one_name(a, b, by, against(a, b))


def _sounding_alike(things: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Pairs with a name that sounds the same, each once, in order."""
    blocks: dict[tuple[str, ...], list[int]] = {}
    for i, thing in enumerate(things):
        for sounds in dict.fromkeys(n.sounds for n in thing.names if any(len(s) > 1 for s in n.sounds)):
            blocks.setdefault(sounds, []).append(i)
    for i, j in sorted({pair for block in blocks.values() for pair in combinations(block, 2)}):
        yield things[i], things[j]


def _one_name(a: Named, b: Named, by: str, against: str) -> Link:
    if against:
        return Link(a.id, b.id, "different", 0.95, against, by)
    x, y = next((x.whole, y.whole) for x in a.names for y in b.names if x.sounds == y.sounds)
    return Link(a.id, b.id, "same", 0.95, f"the same name “{x}”" if x == y else f"“{x}” and “{y}” are one name", by)
