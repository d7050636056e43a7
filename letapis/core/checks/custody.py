"""Checks of custody: what was begun and never told to its end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from letapis.core import wording
from letapis.core.cases import Act, Case
from letapis.core.checks.finding import Finding, sentence
from letapis.core.timeline import Entry, spans, timeline
from letapis.words.when import lasts, sort_key, spoken, valid

ANSWERS_A_CHARGE = frozenset({"trial", "conviction"})
SILENCE = 60
"""Days without a word about somebody in custody that are worth asking about."""


def ordered_not_told(case: Case) -> Iterator[Finding]:
    """A release was ordered or scheduled, but no page tells that it took place."""
    freed = [a for a in case.acts if a.word == "release" and a.occurred]
    for act in case.acts:
        pending = act.word == "release" and not act.occurred and {"ordered", "scheduled"} & set(act.modes)
        if pending and not any(_not_before(f, act) for f in freed):
            words = f"{wording.named(act)} is {act.modes[0]}, but no page tells that it took place."
            yield Finding("ordered_not_told", sentence(words), act.told, "gap", (act,))


def _not_before(later: Act, earlier: Act) -> bool:
    if not later.when.said or not earlier.when.said:
        return True
    return sort_key(later.when.values[-1]) >= sort_key(earlier.when.values[0])


def no_end_told(case: Case) -> Iterator[Finding]:
    """Somebody was taken or held, and no page tells of a release or of where they are now."""
    for span in spans(timeline(case.acts)):
        if span.begun and not span.ended and not span.end:
            words = f"{wording.named(span.begun)} has no end: no page tells of a release."
            yield Finding("no_end_told", sentence(words), span.begun.told, "gap", (span.begun,))


def charge_without_trial(case: Case) -> Iterator[Finding]:
    """A charge of which no trial, conviction or dropping is told."""
    answered = [a for a in case.acts if a.word in ANSWERS_A_CHARGE]
    for act in case.acts:
        if act.word == "charge" and act.occurred and not any(_not_before(a, act) for a in answered):
            words = f"{wording.named(act)}: no page tells of a trial, or that the charge was dropped."
            yield Finding("charge_without_trial", sentence(words), act.told, "gap", (act,))


def silence(case: Case) -> Iterator[Finding]:
    """Months in custody of which nothing is told."""
    entries = [e for e in timeline(case.acts) if e.placed == "dated" and e.act.occurred]
    for span in spans(entries):
        if span.begun and span.start and span.end:
            yield from _silences(entries, span.start, span.end)


def _silences(entries: Sequence[Entry], start: str, end: str) -> Iterator[Finding]:
    inside = [e for e in entries if "/" not in e.date and sort_key(start) <= sort_key(e.date) <= sort_key(end)]
    for a, b in pairwise(inside):
        gap = lasts(f"{a.date}/{b.date}") if valid(f"{a.date}/{b.date}") else None
        if gap and gap[0] >= SILENCE:
            words = f"Between {spoken(a.date)} and {spoken(b.date)}, {gap[0]} days in custody, no page tells of anything."
            yield Finding("silence", words, (*a.act.told, *b.act.told), "gap", (a.act, b.act))
