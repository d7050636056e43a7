"""The one resolver, for persons and acts alike: links with reasons in, clusters out; rulings override, conflicts are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from letapis.core.ruling import left
from letapis.words.records import Decision

MERGE: Final = 0.9
"""What the machine must be certain of before it merges without asking; merges stay marked as the machine's."""
IDENTITY = ("same", "different", "unsure")


@dataclass(frozen=True, slots=True)
class Link:
    """Two things compared: the same, different or unsure, how certain, why, and who says so."""

    a: str
    b: str
    verdict: str
    certainty: float
    why: str
    by: str
    ruling: str = ""
    """The id of a person's ruling."""

    @property
    def machine(self) -> bool:
        """Whether no person has ruled on it."""
        return self.by.startswith("resolve/")


@dataclass(frozen=True)
class Joined:
    """Clusters in the order of their first members, the links that made them, those that did not suffice, and conflicts."""

    clusters: tuple[tuple[str, ...], ...]
    links: tuple[Link, ...] = ()
    suggestions: tuple[Link, ...] = ()
    conflicts: tuple[str, ...] = ()
    _of: Mapping[str, str] = field(default_factory=dict)

    def of(self, member: str) -> str:
        """The id of the cluster a thing belongs to: its first member's."""
        return self._of.get(member, member)

    @property
    def members(self) -> tuple[str, ...]:
        """Everything that was to be joined, cluster by cluster."""
        return tuple(m for c in self.clusters for m in c)

    def links_of(self, cluster: Iterable[str]) -> tuple[Link, ...]:
        """The links within a cluster."""
        inside = set(cluster)
        found = (n for m in inside for n in self._links_at.get(m, ()) if self.links[n].b in inside)
        return tuple(self.links[n] for n in sorted(found))

    @cached_property
    def _links_at(self) -> Mapping[str, Sequence[int]]:
        """Which links begin at a thing."""
        found: dict[str, list[int]] = {}
        for n, li in enumerate(self.links):
            found.setdefault(li.a, []).append(n)
        return found


class _Groups:
    """Things being joined; a pair that is kept apart keeps their whole groups apart."""

    def __init__(self, ids: Sequence[str]) -> None:
        self.group = {i: [i] for i in ids}
        self.apart: dict[str, dict[str, Link]] = {}

    def keep_apart(self, link: Link) -> None:
        self.apart.setdefault(link.a, {})[link.b] = link
        self.apart.setdefault(link.b, {})[link.a] = link

    def release(self, link: Link) -> None:
        self.apart.get(link.a, {}).pop(link.b, None)
        self.apart.get(link.b, {}).pop(link.a, None)

    def obstacle(self, a: str, b: str) -> Link | None:
        """What keeps the groups of two things apart."""
        small, big = sorted((self.group[a], self.group[b]), key=len)
        others = set(big)
        return next((li for x in small for y, li in self.apart.get(x, {}).items() if y in others), None)

    def unite(self, a: str, b: str) -> None:
        one, other = self.group[a], self.group[b]
        if one is not other:
            one.extend(other)
            self.group.update(dict.fromkeys(other, one))


def holding(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The rulings on identity that were not taken back, in their order."""
    return tuple(d for d in left(decisions) if d.verdict in IDENTITY)


def rulings(ids: Iterable[str], decisions: Iterable[Decision]) -> tuple[Link, ...]:
    """What people ruled about pairs of these things, the last ruling on a pair that was not undone only."""
    known = set(ids)
    last: dict[frozenset[str], Link] = {}
    for d in holding(decisions):
        if d.about in known and d.value in known and d.about != d.value:
            last.pop(frozenset((d.about, d.value)), None)
            why = d.because or "a person ruled so"
            last[frozenset((d.about, d.value))] = Link(d.about, d.value, d.verdict, 1.0, why, d.by, d.id)
    return tuple(last.values())


def join(ids: Sequence[str], links: Iterable[Link], decisions: Iterable[Decision] = ()) -> Joined:
    """Join what is the same: rulings first, then the machine's links that are certain enough, the surest first."""
    groups = _Groups(ids)
    kept: list[Link] = []
    conflicts: list[str] = []
    ruled = rulings(ids, decisions)
    settled = {frozenset((li.a, li.b)) for li in ruled}
    machine = [li for li in links if frozenset((li.a, li.b)) not in settled]
    for li in (*ruled, *machine):
        if li.verdict != "same" and (li.verdict == "different" or not li.machine):
            groups.keep_apart(li)
    for li in ruled:
        if li.verdict == "same":
            _unite_ruled(groups, li, kept, conflicts)
    suggestions = _unite_certain(groups, [li for li in machine if li.verdict == "same"], kept, conflicts)
    order = {i: n for n, i in enumerate(ids)}
    sets = {id(g): tuple(sorted(g, key=order.__getitem__)) for g in groups.group.values()}
    clusters = sorted(sets.values(), key=lambda c: order[c[0]])
    of = {m: c[0] for c in clusters for m in c}
    return Joined(tuple(clusters), tuple(kept), _open(suggestions, of), tuple(dict.fromkeys(conflicts)), of)


def _open(suggestions: Iterable[Link], of: Mapping[str, str]) -> tuple[Link, ...]:
    """The likeliest suggestion between any two clusters; what was joined by another way needs none."""
    best: dict[frozenset[str], Link] = {}
    for li in suggestions:
        pair = frozenset((of[li.a], of[li.b]))
        if len(pair) == 2:
            best.setdefault(pair, li)
    return tuple(best.values())


def _unite_ruled(groups: _Groups, li: Link, kept: list[Link], conflicts: list[str]) -> None:
    """A person's "same" overrules whatever the machine holds against it, but never another person's "different"."""
    while (against := groups.obstacle(li.a, li.b)) and against.machine:
        groups.release(against)
    if against:
        conflicts.append(_contradiction(li, against, kept))
        return
    groups.unite(li.a, li.b)
    kept.append(li)


def _contradiction(li: Link, against: Link, kept: Sequence[Link]) -> str:
    """Which rulings cannot all hold: the new one, the one against it, and those that lead from the one pair to the other."""
    far = against.a, against.b
    ways = [_way(kept, li.a, x) + _way(kept, li.b, y) for x, y in (far, far[::-1]) if _meet(kept, li.a, x, li.b, y)]
    between = "".join(f", and {_told(step)}" for step in (ways or [[]])[0])
    all_ = "these cannot all hold" if between else "both cannot hold"
    return f"{_told(li)}, but {_told(against)}{between}: {all_}, so {li.a} and {li.b} are kept apart."


def _told(li: Link) -> str:
    verdict = {"same": "the same", "different": "different", "unsure": "not to be known"}[li.verdict]
    return f"{li.a} and {li.b} were ruled {verdict} by {li.by}" + (f" ({li.ruling})" if li.ruling else "")


def _meet(kept: Sequence[Link], a: str, x: str, b: str, y: str) -> bool:
    return (a == x or bool(_way(kept, a, x))) and (b == y or bool(_way(kept, b, y)))


def _way(kept: Sequence[Link], start: str, end: str) -> list[Link]:
    """The fewest links that lead from one thing to another; none where they are one thing or nothing does."""
    ways: dict[str, list[Link]] = {start: []}
    found = [start]
    for here in found:
        for li in kept:
            for x, y in ((li.a, li.b), (li.b, li.a)):
                if x == here and y not in ways:
                    ways[y] = [*ways[here], li]
                    found.append(y)
    return ways.get(end, [])


def _unite_certain(groups: _Groups, links: list[Link], kept: list[Link], conflicts: list[str]) -> list[Link]:
    suggestions = []
    for li in sorted(links, key=lambda x: (-x.certainty, x.a, x.b)):
        if groups.group[li.a] is groups.group[li.b]:
            if li.certainty >= MERGE:
                kept.append(li)
            continue
        against = groups.obstacle(li.a, li.b)
        if li.certainty < MERGE:
            suggestions += [] if against else [li]
        elif against:
            apart = f"{against.a} and {against.b} are kept apart: {against.why}" if against.machine else _told(against)
            conflicts.append(f"{li.a} and {li.b} look the same ({li.why}), but {apart}.")
        else:
            groups.unite(li.a, li.b)
            kept.append(li)
    return suggestions
