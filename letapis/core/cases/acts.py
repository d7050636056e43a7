"""Acts folded from their tellings: every field side by side, sources counted once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from letapis.core.cases.people import NOBODY
from letapis.core.cases.said import Speaker, field, when, words
from letapis.core.cases.shapes import Act, Field, Sources
from letapis.core.resolve.copies import origins, plain
from letapis.words.records import THE_PAGE, Claim, kind_of


def act(members: Sequence[str], speaker: Speaker) -> Act:
    """One act with every telling of it."""
    m = speaker.material

    def of(property_: str) -> list[Claim]:
        return m.of_all(members, property_)

    told, called, resolved = of("act"), _called(speaker), _resolved(speaker)
    word = str(told[0].value)
    return Act(
        id=members[0],
        members=tuple(members),
        word=word,
        told=tuple(told),
        when=when(of("when"), word),
        victims=field(of("victim"), resolved, called),
        perpetrators=field(of("perpetrator"), resolved, called),
        perpetrator_kind=words(of("perpetrator_kind")),
        where=field(of("where"), resolved, called),
        country=words(of("country")),
        according_to=field((c for c in told if c.stance != "denied"), speaker.source_key, speaker.source),
        denials=_denials([*of("denial"), *(c for c in told if c.stance == "denied")], speaker),
        details=words(of("detail")),
        mode=words(of("mode")),
        counts=_counts(of("victim"), speaker),
        general=any(c.value is True for c in of("general")),
        sources=_sources([c for c in told if c.stance != "denied"], speaker),
        links=speaker.identities.acts.links_of(members),
    )


def _resolved(speaker: Speaker) -> Callable[[Claim], str]:
    return lambda c: (
        speaker.resolved(str(c.value)) if kind_of(str(c.value)) in ("person", "place", "organisation") else _key(c, speaker)
    )


def _key(claim: Claim, speaker: Speaker) -> str:
    """Words, and groups by their words, told apart by letters only."""
    return plain(speaker.called(str(claim.value), "")) or str(claim.value)


def _called(speaker: Speaker) -> Callable[[Claim], str]:
    return lambda c: speaker.called(str(c.value), NOBODY)


def _denials(claims: Iterable[Claim], speaker: Speaker) -> Field:
    """Who denies it, once each; a page that tells a denial is not the one who denies."""

    def who(c: Claim) -> str:
        return "somebody, as the page tells it" if c.source == THE_PAGE else speaker.source(c)

    return field(claims, lambda c: speaker.source_key(c), who)


def _counts(victims: Iterable[Claim], speaker: Speaker) -> Field:
    m, found = speaker.material, list[Claim]()
    for group in dict.fromkeys(str(c.value) for c in victims):
        found += m.of(group, "count")

    def text(c: Claim) -> str:
        kind = str((m.of(c.subject, "count_kind") or [c])[0].value) if m.of(c.subject, "count_kind") else ""
        return f"{kind} {c.value}" if kind and kind != "exactly" else str(c.value)

    return field(found, text, text)


def _sources(told: Sequence[Claim], speaker: Speaker) -> Sources:
    """The pages that tell it, and which of them are one source."""
    m = speaker.material
    by_page: dict[str, list[Claim]] = {}
    for c in told:
        by_page.setdefault(c.passage.reading, []).append(c)
    pages = [m.page_of(claims[0]) for claims in by_page.values()]
    voices = [
        frozenset() if any(c.source == THE_PAGE for c in claims) else frozenset(speaker.source(c) for c in claims)
        for claims in by_page.values()
    ]
    found = origins(pages, speaker.identities.copied, voices)
    return Sources(tuple(by_page), found.groups, found.why)
