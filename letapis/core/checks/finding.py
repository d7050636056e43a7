"""What a check finds: a plain sentence with the claims it stands on."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.core.cases import Act
from letapis.words.records import Claim

SEVERITIES = ("conflict", "gap", "note")


@dataclass(frozen=True)
class Finding:
    """One thing that does not fit, is missing, or should be known before the case file is used."""

    check: str
    sentence: str
    claims: tuple[Claim, ...]
    severity: str = "note"
    """``conflict`` (two things cannot both be so), ``gap`` (something is not told) or ``note``."""
    acts: tuple[Act, ...] = ()


def sentence(words: str) -> str:
    """The words as a sentence: a capital first."""
    return words[:1].upper() + words[1:]
