"""Checks of numbers: how many people, as told by sources that cannot all be right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from letapis.core import wording
from letapis.core.cases import Case, Said
from letapis.core.checks.finding import Finding, sentence
from letapis.core.resolve.copies import outlet

_FAR = 10**9


def conflicting_numbers(case: Case) -> Iterator[Finding]:
    """Sources give numbers for one act that cannot all be right."""
    for act in case.acts:
        apart = [(a, b) for a, b in combinations(act.counts, 2) if not _agree(_range(a), _range(b))]
        if apart:
            said = list(dict.fromkeys(s for pair in apart for s in pair))
            told = wording.listed([f"{s.text} ({outlet(case.material.page_of(s.claims[0]))})" for s in said], "but")
            claims = tuple(c for s in said for c in s.claims)
            words = sentence(f"{wording.named(act)}: the number of people is told as {told}.")
            yield Finding("conflicting_numbers", words, claims, "conflict", (act,))


def _range(said: Said) -> tuple[int, int]:
    """What a number with its kind allows: "at least 700" is 700 or more, "about 700" a tenth more or less."""
    n = int(said.claims[0].value or 0)
    kind = said.text.rpartition(" ")[0]
    return {"at least": (n, _FAR), "at most": (0, n), "about": (n - n // 10 - 1, n + n // 10 + 1)}.get(kind, (n, n))


def _agree(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return a[0] <= b[1] and b[0] <= a[1]
