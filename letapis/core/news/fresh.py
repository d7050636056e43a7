"""Which claims are new."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.words.records import Claim


@dataclass(frozen=True)
class Fresh:
    """What came after some moment: whole readings, and what known readings were found to tell since."""

    readings: frozenset[str]
    claims: frozenset[tuple[object, ...]] = frozenset()
    """What claims of known readings say (``Claim.says``), with their reading before it."""

    def is_new(self, claim: Claim) -> bool:
        """Whether a claim is new."""
        reading = claim.passage.reading
        return reading in self.readings or bool(self.claims and (reading, *claim.says()) in self.claims)
