"""Which pairs are worth comparing, and the links between those alike; the same for persons, organisations and places."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

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
    for a, b in pairs([same[0] for same in alike.values()]):
        if any(x.sounds == y.sounds for x in a.names for y in b.names):
            yield _one_name(a, b, by, against(a, b))


def _one_name(a: Named, b: Named, by: str, against: str) -> Link:
    if against:
        return Link(a.id, b.id, "different", 0.95, against, by)
    x, y = next((x.whole, y.whole) for x in a.names for y in b.names if x.sounds == y.sounds)
    return Link(a.id, b.id, "same", 0.95, f"the same name “{x}”" if x == y else f"“{x}” and “{y}” are one name", by)
