"""The place and the day of an act whose own words name none: from its sentence, its paragraph, the dateline, the news."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.lexicon import group, words
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.telling import Place, Telling, When
from letapis.core.annotate.tree import Tree
from letapis.core.placing import Placed, located
from letapis.words.records import Claim
from letapis.words.when import precision

_DATELINE = re.compile(r"[^\n—–]{2,60}?\s?(?:[—–]|--|\s-)\s?")
"""What stands before the dash of "MOSTRYN, 3 May (Agency) — "."""

_LEAD = 3
"""The paragraphs that tell the news."""
_FRESH = 15
"""News is not older than these days."""
_MONTH = 28


@dataclass(frozen=True)
class Around:
    """What stands around the acts of a page; made once a page, asked for every act."""

    mentions: Mentions
    acts: Sequence[Act] = ()
    """All acts of the page."""

    def day(self, act: Act) -> When | None:
        """The day of an act told in the simple past without any time: its paragraph's, else that of the news itself."""
        if act.span is not None or any(t.whens for t in act.tellings) or act.stance() == "threatened":
            return None
        first = act.tellings[0]
        if (
            first.general
            or act.act not in words()["implied"]["blow"] + ["charge", "conviction"]
            or not any(self._plainly_past(t) for t in act.tellings)
        ):
            return None
        block = self._block(first)
        near = [w for b, w in self._told if b == block and w.start < first.start]
        if near:
            return replace(near[-1], basis=f"told just before in its paragraph ({near[-1].basis})")
        lead = self._lead_day
        fits = act.act in words()["implied"]["blow"] or any(a.act == act.act and a.points() for a in self.acts)
        if lead is None or not fits or self._told_between(lead, first):
            return None
        return replace(lead, basis=f"told as part of the news of that day ({lead.basis})")

    def _block(self, telling: Telling) -> int:
        return self.mentions.page.sentences[telling.sentence].block

    @cached_property
    def _told(self) -> list[tuple[int, When]]:
        """Every day told for an act, with its paragraph, in the order of the page."""
        found = [
            (self._block(t), w) for a in self.acts for t in a.tellings for w in t.whens if w.role == "point" and _is_day(w)
        ]
        return sorted(found, key=lambda f: f[1].start)

    @cached_property
    def _lead_day(self) -> When | None:
        """The day of the news: the first day told for an act in the lead, not longer ago than a week."""
        published = (self.mentions.page.reading.published or "")[:10]
        lead = [w for b, w in self._told if b <= _LEAD] or self._only_one_of_lead
        if not lead or not published or any(w.value != lead[0].value for w in lead):
            return None
        value = str(lead[0].value)
        begin = date.fromisoformat(value if len(value) > 7 else f"{value}-28")
        return lead[0] if -_MONTH <= (date.fromisoformat(published) - begin).days <= _FRESH else None

    @cached_property
    def _only_one_of_lead(self) -> list[When]:
        """The one day or month that the headline and the first paragraph name, "today" apart."""
        page = self.mentions.page
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
        page = self.mentions.page
        start = page.reading.main[self._block(telling)].start
        end = page.sentences[telling.sentence].end
        return any(start <= c.passage.start < end and not str(c.value).startswith(str(lead.value)) for c in self._times)

    @cached_property
    def _times(self) -> list[Claim]:
        return [c for c in self.mentions.claims.having("value") if c.subject.startswith("time:") and c.value]

    def _plainly_past(self, telling: Telling) -> bool:
        """ "Police beat her", "she was beaten": not "has been beaten", nor a clause beside what is told."""
        sentence = self.mentions.page.sentences[telling.sentence]
        if any(sentence.start <= c.passage.start < sentence.end for c in self._times):
            return False
        tree = Tree.of(sentence)
        head = next((i for i, t in enumerate(tree.tokens) if t.start == telling.start), None)
        if head is None:
            return False
        whole = tree.tokens[head].dep == "relcl" and tree.tokens[tree.tokens[head].head].dep == "ROOT"
        if tree.tokens[head].dep in ("relcl", "amod") and not whole:
            return False
        if sentence.block == 0:
            return True
        helping = [tree.tokens[c] for c in tree.children(head, "aux", "auxpass")]
        if any(t.lemma in ("have", "will") or t.tag in ("MD", "VBG") for t in helping):
            return False
        row = tree.tokens[tree.first_of_row(head)]
        return tree.tokens[head].tag == "VBD" or any(t.tag == "VBD" for t in helping) or row.tag == "VBD"

    def places(self, act: Act, country: str | None) -> tuple[list[Place], str]:
        """The places of an act that names none itself, finest first, and why they are taken for its own."""
        if act.places or any(t.places for t in act.tellings):
            return [], ""
        for found, why in self._circles(act, country):
            if found:
                return found, why
        return [], ""

    def _circles(self, act: Act, country: str | None) -> Iterator[tuple[list[Place], str]]:
        page = self.mentions.page
        if act.act == "raid":
            yield [p for t in act.tellings[:1] for p in self._searched(t)], "what was searched"
        for t in act.tellings:
            s = page.sentences[t.sentence]
            yield _as_places(self._chain(act, s.start, s.end, t.start)), "the only place its sentence says something to be in"
        for t in act.tellings[:1]:
            block = page.reading.main[page.sentences[t.sentence].block]
            inside = [p for p in self._chain(act, block.start, t.start, t.start) if p.kind != "country"]
            yield _as_places(inside), "named before it in its paragraph"
        city = self.dateline
        if city is not None and city.country == country and self._lead(act):
            yield _as_places([city]), "the place the report is sent from"

    def _lead(self, act: Act) -> bool:
        return self.mentions.page.sentences[act.tellings[0].sentence].block <= 2

    def _chain(self, act: Act, start: int, end: int, near: int) -> list[Placed]:
        """The finest place said to hold something in [start, end), and the wider ones that go with it."""
        text, line = self.mentions.page.reading.text, self._dateline_end
        parties = [(p.start, p.end) for t in act.tellings for p in (*t.affected, *t.doers)]
        found = [
            p
            for p in self.mentions.placing.within(start, end, near=near)
            if p.start >= line and located(text, p.start) and not any(s <= p.start < e for s, e in parties)
        ]
        return found[:1] + self._row(found[0]) if found else []

    def _row(self, first: Placed) -> list[Placed]:
        """ "In Mostryn, Belvar and Orsk": those named beside it."""
        text, row, last = self.mentions.page.reading.text, [], first
        for p in self.mentions.placing.mentions:
            if p.start >= last.end and p.kind == first.kind and text[last.end : p.start].strip(" ,") in ("", "and", "or"):
                row.append(p)
                last = p
        return row

    @cached_property
    def _dateline_end(self) -> int:
        return self._dateline[1]

    @property
    def dateline(self) -> Placed | None:
        """The town a report is sent from: "MOSTRYN (Agency) — "."""
        return self._dateline[0]

    @cached_property
    def _dateline(self) -> tuple[Placed | None, int]:
        text = self.mentions.page.reading.text
        for block in self.mentions.page.reading.main[:3]:
            m = _DATELINE.match(text, block.start, min(block.end, block.start + 70))
            if m and m[0].split()[0].strip(",(").isupper() and len(m[0].split()[0]) > 2:
                town = next((p for p in self.mentions.placing.mentions if block.start <= p.start < m.end()), None)
                return town, m.end()
        return None, 0

    def _searched(self, telling: Telling) -> Iterator[Place]:
        """ "Raided the offices of a party": the offices."""
        tree = Tree.of(self.mentions.page.sentences[telling.sentence])
        head = next((i for i, t in enumerate(tree.tokens) if t.start == telling.start), None)
        if head is None:
            return
        inside = (o for p in tree.children(head, "prep") for o in tree.children(p, "pobj"))
        for o in (*tree.children(head, "dobj", "nsubjpass"), *inside):
            for i in (o, *tree.children(o, "conj")):
                if tree.tokens[i].lemma.lower() in group("things", "containers") | group("spots"):
                    yield Place(None, *tree.words(*tree.core(i)))


def _as_places(found: Iterable[Placed]) -> list[Place]:
    return [Place(p.subject, p.start, p.end) for p in found]


def _is_day(w: When) -> bool:
    return precision(str(w.value)) == "day" and "/" not in str(w.value) and "~" not in str(w.value)
