"""How letters of one script stand for those of another: what standards write, and how often each spelling was met in names."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Final

from letapis.words.tables import table

SCRIPTS: Final = ("cyrillic", "arabic", "hebrew")
"""The scripts with an alphabet that can be compared with Latin letters."""
BEGIN, END = "^", "$"
"""What stands before a word and behind it, so that a spelling can belong to a beginning or an end."""


@cache
def standards(script: str) -> frozenset[tuple[str, str]]:
    """Every pair of letters and their Latin spelling that a standard or the press uses."""
    of: dict[str, list[str]] = table("letters/standards")[script]
    return frozenset((letters, latin) for letters, spellings in of.items() for latin in spellings)


@cache
def shares(script: str) -> dict[tuple[str, str], float]:
    """Letters and the Latin spelling that stands for them → their share of all such pairs in names (they come to about 1)."""
    lines = resources.files("letapis.words.letters").joinpath(f"{script}.tsv").read_text(encoding="utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {(letters, latin): float(share) / 1e6 for letters, latin, share in rows}


@cache
def judgement(script: str) -> tuple[tuple[float, ...], ...]:
    """What the looks of an alignment weigh: a mean, a spread and a weight for each, and last the constant."""
    return tuple(tuple(row) for row in table("letters/judgement")[script])
