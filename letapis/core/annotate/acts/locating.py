"""The place of an act whose own words name none: the likeliest of the page's places, and the country with it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.choosing import Chance, Row, chance_of_place
from letapis.core.annotate.acts.lexicon import group
from letapis.core.annotate.acts.setting import is_spot
from letapis.core.annotate.acts.standing import FAR, Standing
from letapis.core.annotate.acts.telling import Place, Telling
from letapis.core.annotate.tree import Tree
from letapis.core.placing import Placed, located

_DATELINE = re.compile(r"[^\n—–]{2,60}?\s?(?:[—–]|--|\s-)\s?")
"""What stands before the dash of "MOSTRYN, 3 May (Agency) — "."""

KINDS = ("facility", "place", "city", "region", "spot")
_NEAR, _FIRST = 40, 10
"""How many places nearest to an act, and how many of the first of the page, are its candidates."""
LIKELY = 0.25
"""From here on the likeliest place is named; chosen on pages that were not learnt from."""
SURE = 0.5
"""From here on the country of the place named is the act's, whatever else the page is about."""


@dataclass(frozen=True)
class Candidate:
    """Words of the page that may say where an act was done."""

    place: Place
    country: str | None
    key: str
    """What is the same for all mentions of one place."""
    sentence: int
    block: int
    owners: tuple[Act, ...]
    """The acts whose own words they are."""
    row: Row
    """What is known of them whatever the act."""


@dataclass(frozen=True)
class Found:
    """A place taken for an act's, why, and how likely it is."""

    place: Place
    why: str
    score: float = 0.8


@dataclass(frozen=True)
class Locating:
    """The places of a page as candidates for its acts; made once a page, asked for every act."""

    standing: Standing
    chance: Chance = chance_of_place

    def of(self, act: Act) -> tuple[list[Found], str | None]:
        """The places of an act whose own words name none, finest first, and the country of the act."""
        country = self.country(act)
        if not self.lacks(act):
            return [], country
        spotted = bool(act.places) or any(t.places for t in act.tellings)
        rows = [(c, row) for c, row in self.candidates(act, country) if c.place.subject or not spotted]
        chances = self.chance([row for _, row in rows]) if rows else []
        best = max(zip(chances, range(len(rows)), strict=True), default=(0.0, 0))
        named = rows[best[1]][0] if best[0] >= LIKELY else None
        found = [] if named is None else [Found(p, self._why(named, act), best[0]) for p in (named.place, *self._row(named))]
        if named is not None and named.country and best[0] >= SURE:
            country = named.country
        wide = None if spotted else self._country(act, country, alone=named is None)
        if wide is not None:
            found.append(Found(Place(wide.subject, wide.start, wide.end), "the country the page tells of"))
        return found, country

    def country(self, act: Act) -> str | None:
        """The country of an act by the places around its first telling; of a flight the one the page is about: it is left."""
        placing, first = self.standing.mentions.placing, act.tellings[0]
        return placing.dominant if act.act in group("clauses", "leaving") else placing.country_for(first.start, first.end)

    def lacks(self, act: Act) -> bool:
        """Whether the act's own words name no place, or only one without a name: "at his home"."""
        own = [*act.places, *(p for t in act.tellings for p in t.places)]
        return not any(p.subject or self._holds_name(p.start, p.end) for p in own)

    def _holds_name(self, start: int, end: int) -> bool:
        return _within(self._starts, start - 1, end) > 0

    def candidates(self, act: Act, country: str | None) -> Iterator[tuple[Candidate, Row]]:
        """Every place of the page finer than a country, mention by mention, each with its row."""
        base = self.standing.figures(act)
        near = sorted(self.named, key=lambda c: abs(c.place.start - act.tellings[0].start))[:_NEAR]
        first = [c for c in self.named[:_FIRST] if c not in near]
        for c in (*first, *near):
            yield c, base | c.row | self._beside(c, act, country)

    def _country(self, act: Act, country: str | None, *, alone: bool) -> Placed | None:
        """The act's country by name; by itself only where the headline is about it."""
        named = [p for p in self.standing.mentions.placing.mentions if p.kind == "country" and p.country == country]
        headed = [p for p in named if self.standing.block(self._sentence(p.start)) == 0]
        told = {t.sentence for t in act.tellings}
        near = [p for p in named if self._sentence(p.start) in told]
        return next(iter(headed if alone else [*near, *named]), None)

    def _row(self, first: Candidate) -> Iterator[Place]:
        """ "In Mostryn, Belvar and Orsk": those named beside it."""
        text, last = self.standing.mentions.page.reading.text, first
        for c in self.named:
            joined = text[last.place.end : c.place.start].strip(" ,") if c.place.start >= last.place.end else None
            if joined in ("", "and", "or") and c.place.subject and c.row["kind city"] == first.row["kind city"]:
                yield c.place
                last = c

    def _sentence(self, offset: int) -> int:
        return self.standing.mentions.page.sentence_at(offset)

    def _why(self, c: Candidate, act: Act) -> str:
        near = self._nearest(c, act)
        if c.sentence == near.sentence:
            return "named in the same sentence"
        if c.block == self.standing.block(near.sentence):
            return "named in the same paragraph"
        if self.dateline is not None and c.place.start == self.dateline.start:
            return "the place the report is sent from"
        return "named elsewhere on the page, and likeliest by what is told there"

    @cached_property
    def dateline(self) -> Placed | None:
        """The town a report is sent from: "MOSTRYN (Agency) — "."""
        reading, placing = self.standing.mentions.page.reading, self.standing.mentions.placing
        for block in reading.main[:3]:
            m = _DATELINE.match(reading.text, block.start, min(block.end, block.start + 70))
            if m and m[0].split()[0].strip(",(").isupper() and len(m[0].split()[0]) > 2:
                return next((p for p in placing.mentions if block.start <= p.start < m.end()), None)
        return None

    @cached_property
    def named(self) -> list[Candidate]:
        """Every place finer than a country that the page names, and the spots that have no name."""
        placing, text = self.standing.mentions.placing, self.standing.mentions.page.reading.text
        often, kinds = Counter(p.subject for p in placing.mentions), Counter(p.kind for p in placing.mentions)
        weighed = max(1, sum(placing.weights.values()))
        found = []
        for p in (p for p in placing.mentions if p.kind != "country" and not self._of_origin(p)):
            row: Row = {
                "often": often[p.subject],
                "share of kind": often[p.subject] / kinds[p.kind],
                "of kind": min(kinds[p.kind], FAR),
                "weight of country": placing.weights[p.country or ""] / weighed,
            }
            found.append(self._candidate(Place(p.subject, p.start, p.end), p.kind, p.country, p.subject, row))
        own = {(p.start, p.end) for a in self.standing.acts for t in a.tellings for p in t.places if p.subject is None}
        spots = (s for s in self._spots() if not self._holds_name(*s))
        for start, end in sorted({*own, *self._searched(), *spots}):
            row = dict.fromkeys(("often", "share of kind", "of kind", "weight of country"), 0.0)
            found.append(self._candidate(Place(None, start, end), "spot", None, text[start:end].lower(), row))
        owners = Counter(c.key for c in found for _ in c.owners)
        for c in found:
            c.row["owners of place"] = owners[c.key]
        return found

    def _of_origin(self, p: Placed) -> bool:
        """ "Lives in Orsk", "born in Orsk": where somebody is from, not where something was done."""
        tree = Tree.of(self.standing.mentions.page.sentences[self._sentence(p.start)])
        i = tree.at(p.start)
        verb = next((j for j in tree.up(i) if tree.is_verb(j)), None) if i is not None else None
        return verb is not None and tree.tokens[verb].lemma in group("clauses", "origin")

    def _candidate(self, place: Place, kind: str, country: str | None, key: str, row: Row) -> Candidate:
        n = self._sentence(place.start)
        block = self.standing.block(n)
        owners = tuple(a for a in self.standing.acts if any(p.start == place.start for t in a.tellings for p in t.places))
        line = self.dateline
        row = row | {f"kind {k}": k == kind for k in KINDS}
        row |= {
            "cued": located(self.standing.mentions.page.reading.text, place.start),
            "dateline": line is not None and line.start == place.start,
            "of dateline": line is not None and line.subject == place.subject,
            "paragraph of it": min(block, FAR),
            "owners": len(owners),
        }
        return Candidate(place, country, key, n, block, owners, row | self._in_tree(place, n))

    def _in_tree(self, place: Place, n: int) -> Row:
        """What part of its sentence the place's words are."""
        tree = Tree.of(self.standing.mentions.page.sentences[n])
        i = tree.at(place.start)
        row: Row = dict.fromkeys(("parsed", "possessive", "subject", "compound", "speaking", "aside"), 0.0)
        if i is None:
            return row
        dep = tree.tokens[i].dep
        row |= {
            "parsed": True,
            "possessive": dep == "poss",
            "compound": dep in ("compound", "amod", "nmod"),
            "subject": dep in ("nsubj", "nsubjpass"),
        }
        cues = [(s.passage.start, s.passage.end) for s in self.standing.mentions.within("speech", n)]
        verb = next((tree.tokens[j] for j in tree.up(i) if tree.is_verb(j)), None)
        if verb is not None:
            row["speaking"] = any(s <= verb.start < e for s, e in cues)
            row["aside"] = verb.dep in ("relcl", "acl", "advcl")
        return row

    def _spots(self) -> Iterator[tuple[int, int]]:
        """Places without a name said to hold something: "at a police station", "in the court of"."""
        for sentence in self.standing.mentions.page.sentences:
            tree = Tree.of(sentence)
            for i, t in enumerate(tree.tokens):
                led = t.dep == "pobj" and tree.tokens[t.head].lemma in group("spots", "prepositions")
                if led and is_spot(tree, i):
                    yield tree.words(*tree.core(i))

    def _searched(self) -> Iterator[tuple[int, int]]:
        """What is searched or taken from: "raided the offices of a party"."""
        for act in (a for a in self.standing.acts if a.act in ("raid", "confiscation")):
            if (found := self.standing.head(act.tellings[0])) is not None:
                tree, head = found
                inside = (o for p in tree.children(head, "prep") for o in tree.children(p, "pobj"))
                for o in (*tree.children(head, "dobj", "nsubjpass"), *inside):
                    for i in (o, *tree.children(o, "conj")):
                        if tree.tokens[i].lemma.lower() in group("things", "containers") | group("spots"):
                            yield tree.words(*tree.core(i))

    def _nearest(self, c: Candidate, act: Act) -> Telling:
        return min(act.tellings, key=lambda t: abs(t.sentence - c.sentence))

    def _beside(self, c: Candidate, act: Act, country: str | None) -> Row:
        """How a place stands to an act."""
        near, first = self._nearest(c, act), act.tellings[0]
        block = self.standing.block(near.sentence)
        low, high = sorted((c.place.start, near.start))
        parties = [(p.start, p.end) for t in act.tellings for p in (*t.affected, *t.doers)]
        owners, same = self._owners.get(c.key, []), self.standing.of_same(act)
        return self.standing.links(act, c.sentence, c.place.start) | {
            "same sentence": c.sentence == near.sentence,
            "same paragraph": c.block == block,
            "before": c.place.start < near.start,
            "sentences off": min(abs(c.sentence - near.sentence), FAR),
            "paragraphs off": min(abs(c.block - block), FAR),
            "after the first": min(max(c.sentence - first.sentence, -FAR), FAR),
            "between": min(_within(self._starts, low, high), 9),
            "acts between": min(_within(self.standing.starts, low, high), 9),
            "owner alike": any(a.act == act.act for a in c.owners),
            "owner of them": any(id(a) in same for a in c.owners),
            "owners alike": sum(a.act == act.act for a in owners),
            "owners of them": sum(id(a) in same for a in owners),
            "of a party": any(s <= c.place.start < e for s, e in parties),
            "of the country": c.country is not None and c.country == country,
            "elsewhere": c.country is not None and c.country != country,
        }

    @cached_property
    def _starts(self) -> list[int]:
        return [p.start for p in self.standing.mentions.placing.mentions]

    @cached_property
    def _owners(self) -> dict[str, list[Act]]:
        """The acts whose own words name a place, by place."""
        found: dict[str, list[Act]] = {}
        for c in self.named:
            found.setdefault(c.key, []).extend(c.owners)
        return found


def _within(starts: Sequence[int], low: int, high: int) -> int:
    """How many of some sorted offsets lie between two."""
    return max(0, bisect_left(starts, high) - bisect_right(starts, low))
