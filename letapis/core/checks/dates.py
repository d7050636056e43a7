"""Checks of dates: dates that cannot both be right, and durations that their own dates contradict."""

from __future__ import annotations

from collections.abc import Iterator

from letapis.core import wording
from letapis.core.cases import Act, Case
from letapis.core.checks.finding import Finding, sentence
from letapis.core.disagreement import CONFLICT, ITSELF, WHEN, asked
from letapis.core.timeline import Span, spans, timeline
from letapis.words.records import Claim
from letapis.words.when import duration_days, lasts, overlaps, spoken, valid

HELD = frozenset({"detention", "release"})
_SLACK = {"D": 1, "W": 4, "M": 15, "Y": 60}
"""How many days a duration may be off and still be a fair way to put it: nine weeks for 62 days."""


def conflicting_dates(case: Case) -> Iterator[Finding]:
    """Sources date one act differently, and both cannot be right."""
    for act in case.acts:
        q = asked(WHEN, act, case.material)
        if q.verdict in (CONFLICT, ITSELF):
            words = sentence(f"the {wording.noun(act)} is dated {q.sentence}.")
            yield Finding("conflicting_dates", words, q.claims, "conflict", (act,))


def duration(case: Case) -> Iterator[Finding]:
    """A source says how long somebody was held, and the dates told make it longer or shorter."""
    held = [(s, days) for s in spans(timeline(case.acts)) if s.start and s.end and (days := _days(s.start, s.end))]
    found: dict[str, tuple[list[Claim], list[Act]]] = {}
    for act in (a for a in case.acts if a.word in HELD and a.occurred):
        near = [(s, days) for s, days in held if act in (s.begun, s.ended) or _within(act, s.start, s.end)]
        for claim in _durations(case, act):
            if near and not any(_fits(str(claim.value), days) for _, days in near):
                claims, acts = found.setdefault(_contradiction(claim, *near[-1]), ([], []))
                claims += [claim, *(c for end in (near[-1][0].begun, near[-1][0].ended) if end for c in _dates(end))]
                acts.append(act)
    for words, (claims, acts) in found.items():
        yield Finding("duration", words, tuple(dict.fromkeys(claims)), "conflict", tuple(dict.fromkeys(acts)))


def _fits(value: str, days: tuple[int, int]) -> bool:
    """Whether a duration is a fair way to put so many days; one without a number fits anything."""
    said, slack = duration_days(value), _SLACK.get(value[-1], 0)
    return said is None or (days[0] - slack <= said[1] and said[0] <= days[1] + slack)


def _contradiction(claim: Claim, span: Span, days: tuple[int, int]) -> str:
    made = str(days[0]) if days[0] == days[1] else f"{days[0]} to {days[1]}"
    weeks = f" (about {round(days[0] / 7)} weeks)" if days[0] >= 14 else ""
    dates = f"from {spoken(span.start)} to {spoken(span.end)}"
    return f"“{claim.passage.quote}” is said, but {dates} there are {made} days{weeks}."


def _dates(act: Act) -> tuple[Claim, ...]:
    return tuple(c for s in act.when.said for c in s.claims)


def _days(start: str, end: str) -> tuple[int, int] | None:
    value = f"{start}/{end}"
    return lasts(value) if valid(value) else None


def _within(act: Act, start: str, end: str) -> bool:
    """Whether the act's time lies in a stretch of custody (an undated one may)."""
    span = f"{start}/{end}"
    return not act.when.said or any(overlaps(s.value, span) for s in act.when.said)


def _durations(case: Case, act: Act) -> Iterator[Claim]:
    """The durations said in the act's own sentences, each once."""
    seen = set()
    for told in act.told:
        for c in case.material.page_of(told).claims:
            p = c.passage
            inside = told.passage.start <= p.start < told.passage.end
            lasting = c.property == "timex" and str(c.value).startswith("P") and not c.by.endswith(":set")
            if lasting and inside and c.subject not in seen:
                seen.add(c.subject)
                yield c
