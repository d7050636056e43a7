"""The one resolver, for persons and acts alike: links with reasons in, clusters out; rulings override, conflicts are told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

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

    def links_of(self, cluster: Iterable[str]) -> tuple[Link, ...]:
        """The links within a cluster."""
        inside = set(cluster)
        return tuple(li for li in self.links if li.a in inside and li.b in inside)


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


def rulings(ids: Iterable[str], decisions: Iterable[Decision]) -> tuple[Link, ...]:
    """What people ruled about pairs of these things, the last ruling on a pair only."""
    known = set(ids)
    last: dict[frozenset[str], Link] = {}
    for d in decisions:
        if d.verdict in IDENTITY and d.about in known and d.value in known and d.about != d.value:
            last.pop(frozenset((d.about, d.value)), None)
            last[frozenset((d.about, d.value))] = Link(d.about, d.value, d.verdict, 1.0, d.because or "a person ruled so", d.by)
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
        conflicts.append(
            f"{li.a} and {li.b} were ruled the same by {li.by}, but {against.a} and {against.b} were ruled {against.verdict} "
            f"by {against.by}: both cannot hold, so they are kept apart."
        )
        return
    groups.unite(li.a, li.b)
    kept.append(li)


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
            conflicts.append(
                f"{li.a} and {li.b} look the same ({li.why}), but {against.a} and {against.b} are kept apart: {against.why}."
            )
        else:
            groups.unite(li.a, li.b)
            kept.append(li)
    return suggestions
