"""Checks of stance: what one says and another denies."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.core import wording
from letapis.core.cases import Case
from letapis.core.checks.finding import Finding, sentence


def alleged_and_denied(case: Case) -> Iterator[Finding]:
    """One source tells an act, somebody denies it."""
    for act in case.acts:
        if not act.denials or not act.according_to:
            continue
        tellers = wording.listed([wording.inline(s.text) for s in act.according_to])
        deniers = wording.listed([wording.inline(s.text) for s in act.denials])
        claims = (*(c for s in act.according_to for c in s.claims), *(c for s in act.denials for c in s.claims))
        how = "alleged" if "asserted" not in act.stances else "told"
        words = sentence(f"{wording.named(act)} is {how} by {tellers} and denied by {deniers}.")
        yield Finding("alleged_and_denied", words, claims, "conflict", (act,))
