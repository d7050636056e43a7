"""The rulings that one key made together, so that one key takes them back."""

from __future__ import annotations

from collections.abc import Iterable

from letapis.core.ruling import ASSESSMENT, READ_CORRECTLY, left
from letapis.words.records import Decision

_ONE_KEY = ("accept", "reject", "unclear")
"""Verdicts that a fact's fields can get together."""


def last_batch(decisions: Iterable[Decision], who: str) -> tuple[Decision, ...]:
    """The last rulings of somebody on claims or assessments that hold, as far as they were made with one key."""
    found: list[Decision] = []
    mine = (d for d in left(decisions) if d.by == who and d.verdict in (*READ_CORRECTLY, *ASSESSMENT))
    for d in reversed(tuple(mine)):
        if found and not _together(d, found[-1]):
            break
        found.append(d)
    return tuple(reversed(found))


def _together(a: Decision, b: Decision) -> bool:
    """Made in one go: its lines share the moment, the verdict and the reason, and name the fact they were made on."""
    return a.verdict in _ONE_KEY and (a.at, a.verdict, a.because, a.value) == (b.at, b.verdict, b.because, b.value)
