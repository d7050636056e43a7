"""Interventions folded from their tellings: who did what about which acts, on whichever pages it is told."""

from __future__ import annotations

from letapis.core.cases.people import NOBODY
from letapis.core.cases.said import Speaker, field, when, words
from letapis.core.cases.shapes import Intervention
from letapis.core.resolve.copies import plain
from letapis.words.records import Claim, kind_of
from letapis.words.when import compatible


def interventions(speaker: Speaker) -> tuple[Intervention, ...]:
    """Every intervention of the pages; the same by the same party about the same, with no other date, is one."""
    rows: list[list[str]] = []
    for subject in speaker.material.subjects("intervention"):
        if not speaker.material.of(subject, "intervention"):
            continue
        home = next((row for row in rows if _same(speaker, row[0], subject)), None)
        rows.append([subject]) if home is None else home.append(subject)
    return tuple(_intervention(row, speaker) for row in rows)


def _same(speaker: Speaker, a: str, b: str) -> bool:
    m = speaker.material
    kinds = {str(c.value) for s in (a, b) for c in m.of(s, "intervention")}
    parties, about = ([{_key(c, speaker) for c in m.of(s, p)} for s in (a, b)] for p in ("intervening_party", "concerns"))
    days = [[str(c.value) for c in m.of(s, "when")] for s in (a, b)]
    agree = all(compatible(x, y) for x in days[0] for y in days[1])
    return len(kinds) == 1 and agree and bool(parties[0] & parties[1]) and bool(about[0] & about[1])


def _key(claim: Claim, speaker: Speaker) -> str:
    """Whom or which act a value means now; words told apart by letters only."""
    value = str(claim.value)
    if kind_of(value) == "act":
        return speaker.identities.acts.of(value)
    return speaker.resolved(value) if kind_of(value) in ("person", "organisation") else plain(value) or value


def _intervention(members: list[str], speaker: Speaker) -> Intervention:
    m = speaker.material

    def of(property_: str) -> list[Claim]:
        return m.of_all(members, property_)

    def key(c: Claim) -> str:
        return _key(c, speaker)

    def called(c: Claim) -> str:
        return speaker.called(str(c.value), NOBODY)

    told = of("intervention")
    return Intervention(
        id=members[0],
        members=tuple(members),
        kind=str(told[0].value),
        told=tuple(told),
        parties=field(of("intervening_party"), key, called),
        requested=field(of("party_requested"), key, called),
        when=when(of("when"), ""),
        concerns=field(of("concerns"), key, called),
        according_to=field(told, speaker.source_key, speaker.source),
        mode=words(of("mode")),
    )
