"""The time of an act whose own words name none: of its paragraph, of the news itself, of custody that goes on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice

from letapis.core.annotate.acts.act import Act, same_people
from letapis.core.annotate.acts.lexicon import acts_by, group
from letapis.core.annotate.acts.standing import Standing
from letapis.core.annotate.acts.telling import Telling, When, so_far
from letapis.core.annotate.timing.bounds import bounds
from letapis.core.annotate.tree import Tree
from letapis.core.placing import located
from letapis.words.records import Claim
from letapis.words.when import compatible, precision

_LEAD = 3
"""The paragraphs that tell the news."""
_FRESH = 15
"""News is not older than these days."""
_MONTH = 28
_NEAR = 3
"""How many words up, prepositions among them, a time may stand from the noun it dates."""


@dataclass(frozen=True)
class Dating:
    """The times of a page as its acts take them from around; made once a page, asked for every act."""

    standing: Standing

    def of(self, act: Act) -> When | None:
        """The time of an act told without any, with why; None where the page leaves it open."""
        if act.span is not None or any(t.whens for t in act.tellings) or act.stance() == "threatened":
            return None
        rules: tuple[Callable[[Act], When | None], ...] = (self._named, self._still_held, self._told_before, self._of_the_news)
        return next((day for rule in rules if (day := rule(act)) is not None), None)

    def _named(self, act: Act) -> When | None:
        """The time of the noun that names the act elsewhere: "Saturday's abduction", "the 2008 kidnapping of Ana Diaz"."""
        alone = sum(a.act == act.act and not a.tellings[0].general for a in self.standing.acts) == 1
        found = [w for w, n in self._of_nouns.get(act.act, []) if alone or act.persons() & self._persons(n)]
        best = max(found, key=lambda w: len(str(w.value)), default=None)
        if best is None or not all(compatible(w.value, best.value) for w in found):
            return None
        return replace(best, basis=f"told where the page names the {act.act.replace('_', ' ')} again ({best.basis})")

    @cached_property
    def _of_nouns(self) -> dict[str, list[tuple[When, int]]]:
        """Times that hang on a noun of an act, by act, each with its sentence."""
        page, found = self.standing.mentions.page, dict[str, list[tuple[When, int]]]()
        for c in self._times:
            before = page.reading.text[max(0, c.passage.start - 40) : c.passage.start]
            plain = not set(str(c.value)) & {"/", "~"} and bounds(before, page.reading.language or "en") == "point"
            if plain:
                n = page.sentence_at(c.passage.start)
                for act in self._noun_of(n, c.passage.start):
                    found.setdefault(act, []).append((When(str(c.value), c.passage.start, c.passage.end, c.why), n))
        return found

    def _noun_of(self, sentence: int, offset: int) -> frozenset[str]:
        """The acts named by the noun that a time stands to: "Saturday's raid", "the raid of 3 May", "the raid began on"."""
        tree = Tree.of(self.standing.mentions.page.sentences[sentence])
        i = tree.at(offset)
        above = [] if i is None else [j for j in islice(tree.up(i), _NEAR) if tree.tokens[j].dep != "prep"][:1]
        happen = [s for j in above for s in tree.children(j, "nsubj") if tree.tokens[j].lemma in group("clauses", "happen")]
        nouns = [tree.tokens[j] for j in (*above, *happen) if tree.tokens[j].pos == "NOUN"]
        return frozenset[str]().union(*(acts_by(t.lemma.lower()) for t in nouns))

    def _persons(self, sentence: int) -> set[str]:
        return {c.subject for c in self.standing.mentions.within("person", sentence)}

    def _still_held(self, act: Act) -> When | None:
        """ "Remains in custody": since the arrest that the page tells of the same people, up to the day of the page."""
        published = (self.standing.mentions.page.reading.published or "")[:10]
        if act.act != "detention" or not any(self.standing.goes_on(t) for t in act.tellings):
            return None
        taken = [a for a in self.standing.acts if a.act in ("arrest", "abduction") and same_people(a, act)]
        days = [w for a in taken for w in (a.points() or [d for d in [self.of(a)] if d]) if "/" not in str(w.value)]
        if not days or not (value := so_far(str(days[-1].value), published)):
            return None
        basis = f"still so on the day of the page; since the {taken[-1].act} it tells of ({days[-1].basis})"
        return When(value, days[-1].start, days[-1].end, basis)

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
        like = any(a.act == act.act and a.points() for a in self.standing.acts)
        if lead is None or not (self._goes_on(act) or (like and self._reported(act))):
            return None
        fits = like or act.act in group("implied", "blow")
        if not fits or self._told_between(lead, act.tellings[0]) or self._elsewhere(act.tellings[0]):
            return None
        return replace(lead, basis=f"told as part of the news of that day ({lead.basis})")

    def _goes_on(self, act: Act) -> bool:
        """Whether an act is told as one more thing that happened: in the simple past, in a sentence without a time."""
        told = act.act in group("implied", "blow") | group("implied", "news")
        return told and not act.tellings[0].general and any(self._plainly_past(t) for t in act.tellings)

    def _plainly_past(self, telling: Telling) -> bool:
        """ "Police beat her", "she was beaten": not "has been beaten", nor a clause beside what is told."""
        tense = self.standing.tense(telling)
        past = tense == "past" or (tense == "noun" and self.standing.block(telling.sentence) == 0)
        return past and self._without_time(telling)

    def _without_time(self, telling: Telling) -> bool:
        sentence = self.standing.mentions.page.sentences[telling.sentence]
        return not any(sentence.start <= c.passage.start < sentence.end for c in self._times)

    def _reported(self, act: Act) -> bool:
        """ "Police said they had arrested nine more": told as somebody's words of the same day's acts."""
        return not act.tellings[0].general and any(
            self.standing.tense(t) == "before" and self.standing.said(t) and self._without_time(t) for t in act.tellings
        )

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
        lead = [w for b, w in self._told if b <= _LEAD] or self._of_events or self._only_one_of_lead
        if not lead or not published or any(w.value != lead[0].value for w in lead):
            return None
        value = str(lead[0].value)
        begin = date.fromisoformat(value if len(value) > 7 else f"{value}-28")
        return lead[0] if -_MONTH <= (date.fromisoformat(published) - begin).days <= _FRESH else None

    @cached_property
    def _of_events(self) -> list[When]:
        """The days of the lead that hang on words of acts: "a wave of raids on 14 July"."""
        page, found = self.standing.mentions.page, []
        for c in self._times:
            n = page.sentence_at(c.passage.start)
            w = When(str(c.value), c.passage.start, c.passage.end, c.why)
            if self.standing.block(n) <= _LEAD and _is_day(w) and self._of_event(n, c.passage.start):
                found.append(w)
        return found

    def _of_event(self, sentence: int, offset: int) -> bool:
        """Whether a time hangs on a verb that tells of an act, or whose object names one: "carried out raids on"."""
        tree = Tree.of(self.standing.mentions.page.sentences[sentence])
        i = tree.at(offset)
        verb = next((j for j in tree.up(i) if tree.is_verb(j)), None) if i is not None else None
        if verb is None:
            return False
        said = (j for o in tree.children(verb, "dobj", "nsubjpass") for j in tree.under(o))
        return any(acts_by(tree.tokens[j].lemma.lower()) for j in (verb, *said))

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

    def _elsewhere(self, telling: Telling) -> bool:
        """Whether its paragraph or the one before names a town or region that the news does not: "In Orsk, too, …"."""
        page = self.standing.mentions.page
        block = self.standing.block(telling.sentence)
        start, end = page.reading.main[max(0, block - 1)].start, page.sentences[telling.sentence].end
        near = (p for p in self.standing.mentions.placing.within(start, end) if p.kind in ("city", "region"))
        return block > _LEAD and any(p.subject not in self._of_lead and located(page.reading.text, p.start) for p in near)

    @cached_property
    def _of_lead(self) -> set[str]:
        blocks = self.standing.mentions.page.reading.main[: _LEAD + 1]
        inside = self.standing.mentions.placing.within(blocks[0].start, blocks[-1].end) if blocks else []
        return {p.subject for p in inside}

    @cached_property
    def _times(self) -> list[Claim]:
        return [c for c in self.standing.mentions.claims.having("value") if c.subject.startswith("time:") and c.value]


def _is_day(w: When) -> bool:
    return precision(str(w.value)) == "day" and "/" not in str(w.value) and "~" not in str(w.value)
