"""Whose doing it is: of the State, of others, unclear or not stated, from the words that name who does it."""

from __future__ import annotations

import re

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.parties import Party
from letapis.core.annotate.people.words import nationalities

_LOOKS = re.compile(r" (?:in|with|wearing|dressed|from|on|at|outside|near) ")
"""What follows says how they look or where they are: "gunmen in military uniforms" are no military."""
_NO_STATE = re.compile(r"\bIslamic State\b")
"""What has the word in its name and is none."""
_WORD = re.compile(r"[\w-]+")
_STATE_ROLES = frozenset(
    {"official", "politician", "police officer", "soldier", "judge", "prosecutor", "president", "minister"}
)


def kind(act: Act, mentions: Mentions) -> tuple[str, str]:
    """``state``, ``non-state``, ``unclear`` or ``not stated``, and the reason."""
    authority = act.act in words()["implied"]["state"]
    found = [_of(party, mentions, authority=authority) for party in act.doers()]
    for wanted in ("state", "non-state", "unclear"):
        if wanted in found:
            if wanted == "unclear" and act.by_accused:
                return "non-state", "those who did it are told to be held or charged for it"
            return wanted, "from the words that name who did it"
    if authority:
        return "state", "nobody is named; by its nature it is the doing of an authority"
    if act.in_custody:
        return "state", "nobody is named; it befell people in the hands of the State"
    return "not stated", "the page does not say who did it"


def leave_of(party: Party) -> str | None:
    """``with`` or ``without`` the State's leave, where the words themselves say so ("pro-government militia"); else None."""
    found = _words(party.words)
    return next((leave for leave in ("with", "without") if found & group("leave", leave)), None)


def _of(party: Party, mentions: Mentions, *, authority: bool) -> str:
    claims = mentions.claims
    for person in party.persons:
        roles = {str(c.value) for c in claims.of(person, "role")} | {
            str(c.value).lower() for c in claims.of(person, "described_as")
        }
        if roles & _STATE_ROLES or any(_words(r) & _state() for r in roles):
            return "state"
        return "non-state"
    if leave_of(party) is not None:
        return "non-state"
    organisation = _organisation(party, mentions)
    if organisation in ("state", "court", "prison", "police", "army"):
        return "state"
    found = _words(_LOOKS.split(party.words)[0])
    if found & _unclear() and not found & _plain_state():
        return "unclear"
    if found & _state() or (authority and organisation == "organisation"):
        return "state"
    if found & _non_state() or organisation:
        return "non-state"
    if party.words[:1].isupper() and (_is_country(party, mentions) or party.words.casefold() in nationalities()):
        return "state"
    if found & group("unclear") or not found - frozenset(words()["counting"]):
        return "unclear"
    return "state" if authority else "non-state"


def _organisation(party: Party, mentions: Mentions) -> str | None:
    found = next(mentions.over("organisation", party.start, party.end), None)
    return str(mentions.claims.value(found.subject, "kind") or "organisation") if found else None


def _is_country(party: Party, mentions: Mentions) -> bool:
    return any(mentions.over("place", party.start, party.end))


def _words(text: str) -> set[str]:
    found = {w.lower() for w in _WORD.findall(_NO_STATE.sub("", text))}
    return found | {w.removesuffix("s") for w in found}


def _state() -> frozenset[str]:
    return group("state")


def _non_state() -> frozenset[str]:
    return group("non_state")


def _unclear() -> frozenset[str]:
    return frozenset({"unidentified", "unknown", "masked", "hooded"})


def _plain_state() -> frozenset[str]:
    return _state() - {"state", "agent", "security", "force", "forces", "squad"}
