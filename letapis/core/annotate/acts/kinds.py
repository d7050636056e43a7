"""Whose doing it is: of the State, of others, unclear or not stated, from the words that name who does it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.parties import Party
from letapis.words.records import Claims

_WORD = re.compile(r"[\w-]+")
_STATE_ROLES = frozenset(
    {"official", "politician", "police officer", "soldier", "judge", "prosecutor", "president", "minister"}
)


def kind(act: str, doers: Iterable[Party], claims: Claims) -> tuple[str, str]:
    """``state``, ``non-state``, ``unclear`` or ``not stated``, and the reason."""
    found = [k for party in doers for k in [_of(party, claims)]]
    for wanted in ("state", "non-state", "unclear"):
        if wanted in found:
            return wanted, "from the words that name who did it"
    if act in words()["implied"]["state"]:
        return "state", f"nobody is named; only the State's people {_verb(act)}"
    return "not stated", "the page does not say who did it"


def _verb(act: str) -> str:
    return "order or do such a thing" if act != "arrest" else "arrest"


def _of(party: Party, claims: Claims) -> str:
    for person in party.persons:
        roles = {str(c.value) for c in claims.of(person, "role")} | {
            str(c.value).lower() for c in claims.of(person, "described_as")
        }
        if roles & _STATE_ROLES or any(_words(r) & _state() for r in roles):
            return "state"
        return "non-state"
    organisation = _organisation(party, claims)
    if organisation in ("state", "court", "prison", "police", "army"):
        return "state"
    found = _words(party.words)
    if found & _unclear() and not found & _plain_state():
        return "unclear"
    if found & _state():
        return "state"
    if found & _non_state() or organisation:
        return "non-state"
    return "state" if party.words[:1].isupper() and _is_country(party, claims) else "unclear"


def _organisation(party: Party, claims: Claims) -> str | None:
    for c in claims.having("mention"):
        if c.subject.startswith("organisation:") and c.passage.start < party.end and party.start < c.passage.end:
            return str(claims.value(c.subject, "kind") or "organisation")
    return None


def _is_country(party: Party, claims: Claims) -> bool:
    return any(
        c.subject.startswith("place:") and c.passage.start < party.end and party.start < c.passage.end
        for c in claims.having("mention")
    )


def _words(text: str) -> set[str]:
    found = {w.lower() for w in _WORD.findall(text)}
    return found | {w.removesuffix("s") for w in found}


def _state() -> frozenset[str]:
    return group("state")


def _non_state() -> frozenset[str]:
    return group("non_state")


def _unclear() -> frozenset[str]:
    return frozenset({"unidentified", "unknown", "masked", "hooded"})


def _plain_state() -> frozenset[str]:
    return _state() - {"state", "agent", "security", "force", "forces", "squad"}
