"""Which persons may be one though their names are spelt in other letters or amiss: asked of people, never joined unasked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice, product
from typing import Final

from letapis.core.material import Material
from letapis.core.resolve.join import MERGE, Link, rulings
from letapis.core.resolve.likeness import NAMING, Named, named
from letapis.core.resolve.naming import ONE, Compared, compare, words_of
from letapis.core.resolve.persons import BY, Evidence, against, grounds
from letapis.core.resolve.rough import Key, keys, near, order
from letapis.words.records import Decision

MOST: Final = min(0.85, MERGE - 0.05)
"""How certain it can ever be; the rest is for a person to say."""
NEIGHBOURS: Final = 20
"""Names under one key that each is compared with: what keeps the work in step with the number of names."""
LOOKED_AT: Final = 25
"""Pairs of two persons' mentions that are searched for evidence."""


def questions(
    material: Material,
    clusters: Sequence[Sequence[str]],
    decisions: Iterable[Decision] = (),
    asked: Iterable[Link] = (),
    only: Collection[str] = (),
) -> tuple[Link, ...]:
    """Pairs of the persons that may be one, the likeliest first: named in two scripts, misspelt, short for one another.

    ``clusters`` are the persons by their members' ids; ``only`` are the members of one, where its pairs alone are asked for.
    Left out is what a person ruled on, what something speaks against, and what is ``asked`` already.
    """
    of = {m: c[0] for c in clusters for m in c}
    members = {c[0]: c for c in clusters}
    settled = {frozenset((of[li.a], of[li.b])) for li in (*asked, *rulings(of, decisions)) if li.a in of and li.b in of}
    evidence, people = Evidence(material), {n.id: n for n in named(material, "person")}
    found = []
    for (a, b), likeness in _alike(material, clusters, only).items():
        if frozenset((a, b)) not in settled:
            pairs = [(people[x], people[y]) for x, y in islice(product(members[a], members[b]), LOOKED_AT)]
            if not any(against(evidence, x, y) for x, y in pairs):
                found.append(_question(evidence, a, b, likeness, pairs))
    return tuple(sorted(found, key=lambda li: (-li.certainty, li.a, li.b)))


def _question(evidence: Evidence, a: str, b: str, likeness: Compared, pairs: Sequence[tuple[Named, Named]]) -> Link:
    more = dict(ground for x, y in pairs for ground in grounds(evidence, x, y))
    beside = ("but one page names both",) if any(x.reading == y.reading for x, y in pairs) else ()
    certainty = min(MOST, likeness.score * (0.6 if beside else 0.8) + sum(more.values()))
    return Link(a, b, "same", round(certainty, 2), "; ".join([likeness.why, *more, *beside]), BY)


def _alike(material: Material, clusters: Sequence[Sequence[str]], only: Collection[str]) -> dict[tuple[str, str], Compared]:
    """The nearest likeness of any two persons' names, where it says that they are one name."""
    bearers: dict[str, list[str]] = {}
    for cluster in clusters:
        for name in _names(material, cluster):
            bearers.setdefault(name, []).append(cluster[0])
    rank = {c[0]: n for n, c in enumerate(clusters)}
    found: dict[tuple[str, str], Compared] = {}
    wanted = {name for name, of in bearers.items() if any(m in only for m in of)} if only else None
    for one, other in comparable(bearers, wanted):
        if (likeness := _likeness(one, other)).same:
            for a, b in product(bearers[one], bearers[other]):
                pair = (a, b) if rank[a] < rank[b] else (b, a)
                if a != b and (pair not in found or found[pair].score < likeness.score):
                    found[pair] = likeness
    return found


def _names(material: Material, cluster: Sequence[str]) -> list[str]:
    """A person's names; those of one word only where there is no fuller one, since many are called by it."""
    names = list(dict.fromkeys(str(c.value) for p in NAMING for c in material.of_all(cluster, p)))
    return [n for n in names if len(words_of(n)) > 1] or names


def _likeness(one: str, other: str) -> Compared:
    found = compare(one, other)
    alone = min(len(words_of(one)), len(words_of(other))) == 1
    return replace(found, score=min(ONE, found.score)) if alone else found


def comparable(names: Iterable[str], wanted: Set[str] | None = None) -> Iterator[tuple[str, str]]:
    """Pairs of names worth comparing, each once: under each key a name meets its neighbours, however many are filed there.

    One of each pair is among the ``wanted``, where these are given.
    """
    files: dict[Key, list[str]] = {}
    for name in names:
        for key in keys(name):
            files.setdefault(key, []).append(name)
    met = set[tuple[str, str]]()
    for filed in files.values():
        if len(filed) > NEIGHBOURS:
            filed.sort(key=order)
        for i, one in enumerate(filed):
            for other in filed[i + 1 : i + 1 + NEIGHBOURS]:
                pair = (one, other) if one < other else (other, one)
                if pair not in met and (wanted is None or one in wanted or other in wanted):
                    met.add(pair)
                    if near(one, other):
                        yield pair
