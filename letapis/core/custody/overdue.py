"""What is due or overdue in a custody: each rule says in its docstring what it rests on, and in a sentence what is late."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from letapis.core import wording
from letapis.core.custody.days import on
from letapis.core.custody.facts import Fact, sources
from letapis.core.custody.penalties import Penalty
from letapis.core.custody.steps import Announced, Step
from letapis.words.when import spoken

MONTH = 30.44
"""Days."""


@dataclass(frozen=True)
class Standing:
    """What the rules look at."""

    day: int
    bound: bool
    """Whether they are held, as last told."""
    steps: Sequence[Step]
    inside: Sequence[Step]
    """The steps of the custody that goes on."""
    penalties: Sequence[Penalty]
    confirmed: int | None
    news: int | None
    silent: int


Rule = Callable[[Standing], Iterator[Fact]]


def days(first: int, last: int) -> str:
    """How long ago: in days up to two months, then in months."""
    n = last - first
    return f"{n} day{'s' * (n != 1)}" if n < 61 else f"{int(n / MONTH)} months"


def term_over(s: Standing) -> Iterator[Fact]:
    """A page announced until when somebody would be held; that day has passed, and nothing later is told."""
    for step in s.inside if s.bound else ():
        for a in step.announced if step.role in ("held", "taken") else ():
            if a.last < s.day and (s.confirmed is None or s.confirmed <= a.last):
                words = (
                    f"The term announced until {a.shown} has run out {days(a.last, s.day)} ago; no page tells what followed."
                )
                yield Fact(words, a.claims, "term_over")


def sentence_over(s: Standing) -> Iterator[Fact]:
    """A sentence, counted from its verdict without what was served before, has ended, and no release is told after it."""
    last = max((p.ends for p in s.penalties if p.ends is not None), default=None)
    for p in s.penalties if s.bound else ():
        if p.ends is not None and p.ends == last and p.ends < s.day:
            yield Fact(
                f"The sentence “{p.words}” ended by {on(p.ends)} at the latest, {days(p.ends, s.day)} ago, "
                "counted from the verdict; no page tells of a release.",
                p.claims,
                "sentence_over",
            )


def hearing_passed(s: Standing) -> Iterator[Fact]:
    """A hearing was set for a day that has passed, and no page tells of a trial or verdict on that day or later."""
    after = [x.last for x in s.steps if x.happened and x.word in ("trial", "conviction") and x.last is not None and x.dated]
    freed = [x.last for x in s.steps if x.happened and x.role in ("freed", "left", "dead") and x.last is not None and x.dated]
    for step, a in _set(s.steps):
        if a.last < s.day and not any(d >= a.first for d in (*after, *freed)):
            words = (
                f"A hearing was set for {a.shown} ({sources(step)}), {days(a.last, s.day)} ago; no page tells that it was held."
            )
            yield Fact(words, step.claims, "hearing_passed")


def release_not_told(s: Standing) -> Iterator[Fact]:
    """A release was ordered or scheduled, and no release is told on that day or later."""
    freed = [x.last for x in s.steps if x.happened and x.role == "freed" and x.last is not None and x.dated]
    for step in s.steps:
        pending = step.role == "freed" and not step.act.occurred and {"ordered", "scheduled"} & set(step.act.modes)
        if not (s.bound and pending and step.dated and step.first is not None and step.last is not None):
            continue
        if not any(d >= step.first for d in freed):
            words = f"A release was {step.act.modes[0]} ({step.shown}; {sources(step)}); no page tells that it took place."
            yield Fact(words, step.claims, "release_not_told")


def silence(s: Standing) -> Iterator[Fact]:
    """Somebody is held as last told, and for so many months no page has told anything of it."""
    if s.bound and s.news is not None and s.day - s.news >= s.silent * MONTH:
        yield Fact(f"No news for {days(s.news, s.day)}: the newest page that tells of this is of {on(s.news)}.", (), "silence")


RULES: tuple[Rule, ...] = (release_not_told, term_over, sentence_over, hearing_passed, silence)
"""Every rule, in the order its sentences are shown."""


def overdue(standing: Standing) -> tuple[Fact, ...]:
    """Everything that is late."""
    return tuple(dict.fromkeys(fact for rule in RULES for fact in rule(standing)))


def hearings(steps: Sequence[Step], day: int) -> tuple[Fact, ...]:
    """The hearings that are set for a day or later, the next one first."""
    found = sorted(((a.first, step, a) for step, a in _set(steps) if a.last >= day), key=lambda x: x[0])
    told = (Fact(f"{wording.noun(step.act)}, {a.shown} ({sources(step)})", step.claims) for _, step, a in found)
    return tuple(dict.fromkeys(told))


def _set(steps: Sequence[Step]) -> Iterator[tuple[Step, Announced]]:
    """The days for which a hearing is set: days after the page that gives them, or given as scheduled."""
    for step in (s for s in steps if s.role == "court" and not s.act.only_denied):
        yield from ((step, a) for a in step.announced)
        scheduled = not step.act.occurred and "scheduled" in step.act.modes and not step.yearless
        if scheduled and step.first is not None and step.last is not None:
            yield step, Announced(step.first, step.last, spoken(step.act.when.shown or None), step.claims)
