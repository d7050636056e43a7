"""Sentences of a court as stretches of time: how long, counted from which verdict, until when at the latest."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from letapis.core.custody.days import on
from letapis.core.custody.steps import Step, Telling, patterns
from letapis.words.records import Claim
from letapis.words.when import extent

_DURATION = re.compile(r"P(\d+)([DWMY])\Z")


@dataclass(frozen=True)
class Penalty:
    """One sentence as sources tell it; two sources that tell two terms make two."""

    words: str
    duration: str
    """How long (ISO 8601), or empty where the words give no length that is understood."""
    held: bool
    """False of a suspended sentence, a fine or the like."""
    verdict: tuple[int, int] | None
    """Between which days the verdict was told to be given."""
    claims: tuple[Claim, ...]

    @property
    def ends(self) -> int | None:
        """The last day of it, counted from the verdict: without what was served before, so never later."""
        return after(self.verdict[1], self.duration) if self.held and self.verdict and self.duration else None

    @property
    def shown(self) -> str:
        """Its words, with what follows from its length."""
        end, told = self.ends, " ".join(self.words.split())
        return f"{told}, which counted from the verdict ends by {on(end)}" if end is not None else told


def penalties(steps: Iterable[Step]) -> tuple[Penalty, ...]:
    """Every sentence told of the convictions among the steps; the same term of what may be the same day is one."""
    found: list[Penalty] = []
    for p in (p for s in steps if s.word == "conviction" and s.happened for t in s.tellings for p in _of(t)):
        other = next((x for x in found if _same(x, p)), None)
        if other is None:
            found.append(p)
        else:
            found[found.index(other)] = _joined(other, p)
    return tuple(sorted(found, key=lambda p: (p.ends or 0, p.words)))


def _same(a: Penalty, b: Penalty) -> bool:
    if not a.duration or not b.duration:
        return a.words.casefold() == b.words.casefold()
    meet = not a.verdict or not b.verdict or (a.verdict[0] <= b.verdict[1] and b.verdict[0] <= a.verdict[1])
    return a.duration == b.duration and a.held == b.held and meet


def _joined(a: Penalty, b: Penalty) -> Penalty:
    """One sentence of two tellings: the fuller words, the closer day."""
    verdict = min((p.verdict for p in (a, b) if p.verdict), key=lambda v: v[1] - v[0], default=None)
    return Penalty(max(a.words, b.words, key=len), a.duration, a.held, verdict, tuple(dict.fromkeys((*a.claims, *b.claims))))


def _of(telling: Telling) -> Iterator[Penalty]:
    pattern = patterns(telling.page.reading.language, "regimes").get("not_held")
    days = [d for c in telling.dates if (d := extent(str(c.value))) and d[0] <= (telling.published or d[0])]
    finest = min((d[1] - d[0] for d in days), default=0)
    days = [d for d in days if d[1] - d[0] == finest]
    verdict = (min(d[0] for d in days), max(d[1] for d in days)) if days else None
    for c in telling.details:
        kind, _, words = str(c.value).partition(": ")
        if kind == "sentence":
            held = not (pattern and re.search(pattern, words, re.IGNORECASE))
            yield Penalty(words, _length(telling, c), held, verdict, (c,))


def _length(telling: Telling, claim: Claim) -> str:
    """The one duration that stands in the words of a sentence; none where there are several or no number."""
    p = claim.passage
    found = {
        str(c.value)
        for c in telling.page.claims
        if c.property == "timex" and c.passage.start < p.end and p.start < c.passage.end and _DURATION.match(str(c.value))
    }
    return found.pop() if len(found) == 1 else ""


def after(start: int, duration: str) -> int | None:
    """The day that ends a duration counted from a day; None for one that is not understood."""
    m = _DURATION.match(duration)
    if m is None:
        return None
    n, unit = int(m[1]), m[2]
    if not 1 <= start <= date.max.toordinal():
        return None
    if unit in "DW":
        return start + n * (7 if unit == "W" else 1)
    begin = date.fromordinal(start)
    months = begin.month - 1 + (n if unit == "M" else 12 * n)
    year, month = begin.year + months // 12, months % 12 + 1
    if year > date.max.year:
        return None
    return date(year, month, min(begin.day, monthrange(year, month)[1])).toordinal()
