"""The shapes that news come in."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.core.cases.shapes import Act, Person
from letapis.words.records import Claim

AGAINST, STATUS, CONFLICT, FACT, SOURCE = "against a ruling", "status", "conflict", "fact", "source"
KINDS = (AGAINST, STATUS, CONFLICT, FACT, SOURCE)
"""The kinds of news, those first that a person should look at first: what contradicts a ruling; an act that may change a
status; sources that conflict since; an act not told before; a known act told again."""


@dataclass(frozen=True)
class Item:
    """One thing that is new, with the claims it stands on."""

    kind: str
    sentence: str
    act: Act | None
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class CaseNews:
    """What is new of one person; of nobody named where ``person`` is None."""

    person: Person | None
    items: tuple[Item, ...]
    status: str = ""
    """The status as last told, where something may change it."""
