"""Check of words: every passage must stand in its reading, to the letter, at its place."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.core import wording
from letapis.core.cases import Case
from letapis.core.checks.finding import Finding, sentence
from letapis.words.records import Claim


def quote_missing(case: Case) -> Iterator[Finding]:
    """A claim's words do not stand at their place in the preserved text."""
    for act in case.acts:
        lost = tuple(c for c in act.claims if not _stands(case, c))
        if lost:
            first = lost[0].passage.quote[:80]
            words = f"{wording.named(act)}: the words “{first}” do not stand in the text kept of their page; do not cite them."
            yield Finding("quote_missing", sentence(words), lost, "conflict", (act,))


def _stands(case: Case, claim: Claim) -> bool:
    p = claim.passage
    return bool(p.quote) and case.material.page_of(claim).reading.text[p.start : p.end] == p.quote
