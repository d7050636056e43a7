"""What people ruled about claims: whether the page says so (read correctly), whether it is established (assessment), undone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from letapis.words.records import Claim, Decision

READ_CORRECTLY: Final = ("accept", "correct", "stance", "source", "reject", "unclear")
"""Rulings on whether a page says what a claim says. ``correct`` gives another value, ``stance`` and ``source`` another stance
and source; ``unclear``: the words leave it open. (``unsure`` is a ruling on identity.)"""
ASSESSMENT: Final = ("credible", "corroborated", "verified", "contested", "withdrawn")
"""Rulings on whether something is established; their value is the standard of proof."""
STANDARDS: Final = (
    "reasonable suspicion",
    "reasonable grounds to believe",
    "balance of probabilities",
    "clear and convincing",
    "beyond reasonable doubt",
)
"""Standards of proof, the lowest first."""
UNDO: Final = "undo"
"""The verdict that takes a ruling on identity, on reading or an assessment back, or the undoing of one; what it is about is
that ruling's id."""


def undone(decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of the rulings that were taken back; an undoing that was itself undone takes nothing back."""
    found = set[str]()
    for d in reversed(tuple(decisions)):
        if d.verdict == UNDO and d.id not in found:
            found.add(d.about)
    return frozenset(found)


def left(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """The rulings that were not taken back, in their order."""
    decisions = tuple(decisions)
    gone = undone(decisions)
    return tuple(d for d in decisions if not (d.id and d.id in gone)) if gone else decisions


@dataclass(frozen=True, slots=True)
class Ruled:
    """How a claim stands after every ruling on it: the last verdict, and what was corrected since it was last taken as read."""

    verdict: str
    """``accept``, ``correct`` (of whatever part), ``reject`` or ``unclear``."""
    rulings: tuple[Decision, ...]
    """Oldest first; those taken back are not among them."""
    value: str | None = None
    stance: str = ""
    source: str = ""

    def applied(self, claim: Claim) -> Claim:
        """The claim as corrected."""
        if self.verdict != "correct":
            return claim
        last = self.rulings[-1]
        return replace(
            claim,
            value=claim.value if self.value is None else _like(claim.value, self.value),
            stance=self.stance or claim.stance,
            source=self.source or claim.source,
            by=last.by,
            why=last.because or claim.why,
        )


def on_claims(decisions: Iterable[Decision]) -> Mapping[str, Ruled]:
    """By the id of a claim how it stands. Taking it as read, rejecting it or calling it unclear ends earlier corrections."""
    found: dict[str, Ruled] = {}
    for d in left(decisions):
        if d.verdict not in READ_CORRECTLY:
            continue
        before = found.get(d.about)
        rulings = (*(before.rulings if before else ()), d)
        if d.verdict in ("correct", "stance", "source"):
            kept = before if before and before.verdict == "correct" else Ruled("correct", ())
            part = "value" if d.verdict == "correct" else d.verdict
            found[d.about] = replace(kept, rulings=rulings, **{part: d.value})
        else:
            found[d.about] = Ruled(d.verdict, rulings)
    return found


def assessed(decisions: Iterable[Decision]) -> Mapping[str, Decision]:
    """By the id of an act or claim the last assessment of it that holds."""
    return {d.about: d for d in left(decisions) if d.verdict in ASSESSMENT}


def _like(old: object, new: str) -> str | int | bool:
    """A corrected value in the kind of the old one: a number stays a number."""
    if isinstance(old, bool):
        return new.casefold() in ("true", "yes")
    return int(new) if isinstance(old, int) and new.lstrip("-").isdigit() else new
