"""Which pairs are worth comparing, and the links between those alike; the same for persons, organisations and places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from letapis.core.material import Material
from letapis.core.resolve.join import Link
from letapis.core.resolve.spelling import Name, compare, name_of

NAMING = ("name", "variant")


@dataclass(frozen=True)
class Named:
    """One page's person, organisation or place with the names the page gives it."""

    id: str
    reading: str
    names: tuple[Name, ...]

    @property
    def keys(self) -> frozenset[str]:
        """Its names' parts by sound: two names that share none are never one (at least a given name or a surname agrees)."""
        return frozenset(s for n in self.names for s in n.sounds if len(s) > 1)


def named(material: Material, kind: str) -> tuple[Named, ...]:
    """Everything of a kind with its names, page by page."""
    found = []
    for subject in material.subjects(kind):
        claims = [c for p in NAMING for c in material.of(subject, p)]
        names = tuple(dict.fromkeys(name_of(str(c.value)) for c in claims))
        found.append(Named(subject, material.about(subject)[0].passage.reading, names))
    return tuple(found)


def pairs(things: Sequence[Named]) -> Iterator[tuple[Named, Named]]:
    """Pairs with a part in common, each once, in order."""
    blocks: dict[str, list[int]] = {}
    for i, thing in enumerate(things):
        for key in thing.keys:
            blocks.setdefault(key, []).append(i)
    met = {pair for block in blocks.values() for pair in combinations(block, 2)}
    for i, j in sorted(met):
        yield things[i], things[j]


def best(a: Named, b: Named) -> tuple[float, str]:
    """The likeness of the two that comes nearest among their names; full names speak before short ones."""
    full = [compare(x, y) for x in a.names if x.full for y in b.names if y.full]
    if full:
        return max(full)
    return max((compare(x, y) for x in a.names for y in b.names), default=(0.0, ""))


def same_named(things: Sequence[Named], by: str, against: Callable[[Named, Named], str]) -> Iterable[Link]:
    """Organisations or places: the same name after folding, unless something speaks against it."""
    for a, b in pairs(things):
        shared = next(((x, y) for x in a.names for y in b.names if x.sounds == y.sounds), None)
        if not shared:
            continue
        why = against(a, b)
        if why:
            yield Link(a.id, b.id, "different", 0.95, why, by)
        else:
            x, y = shared[0].whole, shared[1].whole
            yield Link(a.id, b.id, "same", 0.95, f"the same name “{x}”" if x == y else f"“{x}” and “{y}” are one name", by)
