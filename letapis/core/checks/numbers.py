"""Checks of numbers: how many people, as told by sources that cannot all be right."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.core import wording
from letapis.core.cases import Case
from letapis.core.checks.finding import Finding, sentence
from letapis.core.disagreement import CONFLICT, ITSELF, NUMBER, asked


def conflicting_numbers(case: Case) -> Iterator[Finding]:
    """Sources give numbers for one act that cannot all be right."""
    for act in case.acts:
        q = asked(NUMBER, act, case.material)
        if q.verdict in (CONFLICT, ITSELF):
            words = sentence(f"{wording.named(act)}: the number of people is told as {q.sentence}.")
            yield Finding("conflicting_numbers", words, q.claims, "conflict", (act,))
