"""The time of an act whose own words name none: of its paragraph, of the news itself, of custody that goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.lexicon import words
from letapis.core.annotate.acts.standing import Standing
from letapis.core.annotate.acts.telling import Telling, When
from letapis.words.records import Claim
from letapis.words.when import precision

_LEAD = 3
"""The paragraphs that tell the news."""
_FRESH = 15
"""News is not older than these days."""
_MONTH = 28


@dataclass(frozen=True)
class Dating:
    """The times of a page as its acts take them from around; made once a page, asked for every act."""

    standing: Standing

    def of(self, act: Act) -> When | None:
        """The time of an act told without any, with why; None where the page leaves it open."""
        if act.span is not None or any(t.whens for t in act.tellings) or act.stance() == "threatened":
            return None
        rules: tuple[Callable[[Act], When | None], ...] = (self._told_before, self._of_the_news)
        return next((day for rule in rules if (day := rule(act)) is not None), None)

    def _told_before(self, act: Act) -> When | None:
        """The day told last in the act's own paragraph."""
        first = act.tellings[0]
        if not self._goes_on(act):
            return None
        near = [w for b, w in self._told if b == self.standing.block(first.sentence) and w.start < first.start]
        return replace(near[-1], basis=f"told just before in its paragraph ({near[-1].basis})") if near else None

    def _of_the_news(self, act: Act) -> When | None:
        """The day of the news, where the act is of a piece with it."""
        lead = self._lead_day
        if lead is None or not self._goes_on(act):
            return None
        fits = act.act in words()["implied"]["blow"] or any(a.act == act.act and a.points() for a in self.standing.acts)
        if not fits or self._told_between(lead, act.tellings[0]):
            return None
        return replace(lead, basis=f"told as part of the news of that day ({lead.basis})")

    def _goes_on(self, act: Act) -> bool:
        """Whether an act is told as one more thing that happened: in the simple past, in a sentence without a time."""
        told = act.act in words()["implied"]["blow"] + ["charge", "conviction"]
        return told and not act.tellings[0].general and any(self._plainly_past(t) for t in act.tellings)

    def _plainly_past(self, telling: Telling) -> bool:
        """ "Police beat her", "she was beaten": not "has been beaten", nor a clause beside what is told."""
        sentence = self.standing.mentions.page.sentences[telling.sentence]
        if any(sentence.start <= c.passage.start < sentence.end for c in self._times):
            return False
        tense = self.standing.tense(telling)
        return tense == "past" or (tense == "noun" and sentence.block == 0)

    @cached_property
    def _told(self) -> list[tuple[int, When]]:
        """Every day told for an act, with its paragraph, in the order of the page."""
        found = [
            (self.standing.block(t.sentence), w)
            for a in self.standing.acts
            for t in a.tellings
            for w in t.whens
            if w.role == "point" and _is_day(w)
        ]
        return sorted(found, key=lambda f: f[1].start)

    @cached_property
    def _lead_day(self) -> When | None:
        """The day of the news: the first day told for an act in the lead, not longer ago than a fortnight."""
        published = (self.standing.mentions.page.reading.published or "")[:10]
        lead = [w for b, w in self._told if b <= _LEAD] or self._only_one_of_lead
        if not lead or not published or any(w.value != lead[0].value for w in lead):
            return None
        value = str(lead[0].value)
        begin = date.fromisoformat(value if len(value) > 7 else f"{value}-28")
        return lead[0] if -_MONTH <= (date.fromisoformat(published) - begin).days <= _FRESH else None

    @cached_property
    def _only_one_of_lead(self) -> list[When]:
        """The one day or month that the headline and the first paragraph name, "today" apart."""
        page = self.standing.mentions.page
        blocks = page.reading.main[:2]
        published = (page.reading.published or "")[:10]
        found = [
            When(str(c.value), c.passage.start, c.passage.end, c.why)
            for c in self._times
            if blocks and blocks[0].start <= c.passage.start < blocks[-1].end and c.value != published
        ]
        plain = [w for w in found if precision(str(w.value)) in ("day", "month") and not set(str(w.value)) & {"/", "~"}]
        return plain if len(found) == len(plain) else []

    def _told_between(self, lead: When, telling: Telling) -> bool:
        """Whether the act's own paragraph tells of another time before it: the page has gone on to something else."""
        page = self.standing.mentions.page
        start = page.reading.main[self.standing.block(telling.sentence)].start
        end = page.sentences[telling.sentence].end
        return any(start <= c.passage.start < end and not str(c.value).startswith(str(lead.value)) for c in self._times)

    @cached_property
    def _times(self) -> list[Claim]:
        return [c for c in self.standing.mentions.claims.having("value") if c.subject.startswith("time:") and c.value]


def _is_day(w: When) -> bool:
    return precision(str(w.value)) == "day" and "/" not in str(w.value) and "~" not in str(w.value)
