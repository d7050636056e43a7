"""Who may see what: what lies above the chosen level is taken out before anything is folded, so it is absent, not hidden.

Restricted from the start, until a person rules otherwise: the names of children, acts of sexual violence, relatives who are
named only as such, and where somebody fled to (``terms`` holds the levels of acts and properties). Words that are withheld are
also taken out of titles, addresses, quotations and the preserved text, wherever they stand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from letapis.core.blocks import KIND, REREAD
from letapis.core.material import Material, Told, is_child, ruled
from letapis.core.redaction import Span, Withheld, names_of, redacted
from letapis.core.resolve import Joined, people_of
from letapis.core.resolve.spelling import name_of
from letapis.words.records import LEVELS, Claim, Decision, kind_of
from letapis.words.tables import table

TEAM = "team"
_NAMING = ("name", "variant", "mention")
_WHOLE_SENTENCES = frozenset({"act", "intervention", "detail"})
"""Of what is hidden, these claims' words go; the rest stands within them. Details may stand in sentences of their own."""
_DONE = frozenset({"restrict", "erase", KIND, REREAD})
"""Verdicts that are carried out before anything is folded, and are not told."""


@dataclass(frozen=True)
class Disclosed:
    """The pages and decisions that may be seen at a level; withheld words in texts stand as ``[…]``."""

    pages: tuple[Told, ...]
    decisions: tuple[Decision, ...]


def above(one: str, level: str) -> bool:
    """Whether something of one level may not be seen at another; an unknown level may be seen by nobody but named people."""
    rank = LEVELS.index(one) if one in LEVELS else len(LEVELS) - 1
    return rank > LEVELS.index(level)


def visible(pages: Iterable[Told], decisions: Iterable[Decision], level: str) -> Disclosed:
    """What may be seen at a level of ``records.LEVELS``: ``named`` shows everything, ``public`` the least."""
    everything, rulings = tuple(pages), tuple(decisions)
    if level == LEVELS[-1]:
        return Disclosed(everything, rulings)
    veil = _veil(everything, rulings, level)
    if veil.lifted:
        return Disclosed(everything, tuple(d for d in rulings if d.verdict not in _DONE))
    return Disclosed(tuple(veil.pages()), tuple(veil.kept_decisions()))


def withheld(pages: Iterable[Told], decisions: Iterable[Decision], level: str) -> Withheld:
    """The words that may be seen nowhere at a level: what preserved bytes are searched for before they leave."""
    if level == LEVELS[-1]:
        return Withheld()
    veil = _veil(tuple(pages), tuple(decisions), level)
    return Withheld() if veil.lifted else veil.withheld


def _veil(everything: tuple[Told, ...], rulings: tuple[Decision, ...], level: str) -> _Veil:
    aside = tuple(replace(p, claims=p.aside, aside=()) for p in everything if p.aside)
    beside = _Veil(Material(ruled(aside, rulings)), aside, rulings, level) if aside else None
    return _Veil(Material(ruled(everything, rulings)), everything, rulings, level, beside)


@dataclass(frozen=True)
class _Veil:
    """What is above one level, worked out over everything before anything is dropped."""

    material: Material
    """As people ruled it: what a claim says now decides its level."""
    raw: tuple[Told, ...]
    decisions: tuple[Decision, ...]
    level: str
    beside: _Veil | None = None
    """What is above the level among the claims that rulings about blocks took out: their words still stand on the pages."""

    @cached_property
    def levels(self) -> Mapping[str, str]:
        """What people ruled about claims, persons and captures; the last ruling holds."""
        return {d.about: d.value for d in self.decisions if d.verdict == "restrict"}

    @property
    def lifted(self) -> bool:
        """Whether nothing at all is above the level, so that nobody need be looked for: no rule's, page's or ruling's."""
        named = (*self.levels.values(), *(p.capture.confidentiality for p in self.raw), TEAM)
        return not any(above(one, self.level) for one in (*named, *_by_rule()))

    @cached_property
    def persons(self) -> Joined:
        return people_of(self.material, self.decisions)[0]

    def _ruled_level(self, members: Iterable[str]) -> str | None:
        return next((self.levels[m] for m in members if m in self.levels), None)

    @cached_property
    def unnamed(self) -> frozenset[str]:
        """Persons (members) whose names are above the level."""
        found: set[str] = set()
        for cluster in self.persons.clusters:
            ruled_level = self._ruled_level(cluster)
            if above(ruled_level or (TEAM if self._restricted(cluster) else "public"), self.level):
                found.update(cluster)
        return frozenset(found)

    @cached_property
    def unseen(self) -> frozenset[str]:
        """Persons (members) whom a person ruled above the level: nothing of them is seen."""
        return frozenset(m for c in self.persons.clusters if above(self._ruled_level(c) or "public", self.level) for m in c)

    def _restricted(self, cluster: Iterable[str]) -> bool:
        """A child; or somebody who is told of only as another's relative, not as a person affected."""
        m, members = self.material, tuple(cluster)
        child = is_child(c for member in members for c in m.about(member))
        return child or (bool(m.of_all(members, "relative_of")) and not self.affected & set(members))

    @cached_property
    def affected(self) -> frozenset[str]:
        return frozenset(str(c.value) for c in self.material.claims if c.property == "victim")

    @cached_property
    def hidden_acts(self) -> frozenset[str]:
        """Acts whose word is restricted, or that touch nobody but persons who may not be seen; and what was done about them."""
        m, terms, found = self.material, table("terms")["acts"], set()
        for act in m.subjects("act"):
            words = [str(c.value) for c in m.of(act, "act")]
            word_level = self.levels.get(act) or max(
                (terms.get(w, {}).get("confidentiality", "public") for w in words), key=_rank, default="public"
            )
            victims = [str(c.value) for c in m.of(act, "victim")]
            if above(word_level, self.level) or (victims and all(v in self.unseen for v in victims)):
                found.add(act)
        done = (c.subject for c in m.claims if c.property == "concerns" and str(c.value) in found | self.unseen)
        return frozenset(found.union(done))

    def hidden(self, claim: Claim, name: str) -> bool:
        """Whether a claim (and its words) is above the level."""
        if name in self.levels:
            return above(self.levels[name], self.level)
        if claim.subject in self.hidden_acts or claim.subject in self.unseen:
            return True
        if claim.subject in self.unnamed and (claim.property in _NAMING):
            return True
        if claim.property == "where" and self._fled(claim.subject):
            return above(TEAM, self.level)
        return above(table("terms")["properties"].get(claim.property, {}).get("confidentiality", "public"), self.level)

    def _fled(self, act: str) -> bool:
        return any(c.value == "flight" for c in self.material.of(act, "act"))

    @cached_property
    def withheld(self) -> Withheld:
        """The words that may be seen nowhere."""
        m = self.material
        naming = [c for c in m.claims if kind_of(c.subject) == "person" and c.property in ("name", "variant")]
        out = self.unnamed | self.unseen
        known = [name_of(str(c.value)).sounds for c in naming if c.subject not in out]
        seen = frozenset(s for sounds in known for s in sounds)
        names = names_of({str(c.value) for c in naming if c.subject in out}, seen)
        sentences = frozenset(
            c.passage.quote for act in self.hidden_acts for of in ("act", "intervention") for c in m.of(act, of)
        )
        if self.beside is None:
            return Withheld(names, sentences)
        shown = {*map(tuple, known), *((s,) for s in seen)}
        return Withheld(names | (self.beside.withheld.names - shown), sentences | self.beside.withheld.sentences)

    def pages(self) -> Iterator[Told]:
        for page, now in zip(self.raw, self.material.pages, strict=True):
            if not above(self._page_level(page), self.level):
                yield self._page(page, now)

    def _page_level(self, page: Told) -> str:
        return self.levels.get(page.capture.id) or self.levels.get(page.reading.id) or page.capture.confidentiality

    def _page(self, page: Told, ruled_: Told) -> Told:
        now = {page.id_of(c): c for c in ruled_.claims}
        kept, spans = list[Claim](), list[Span]()
        for claim in page.claims:
            name = page.id_of(claim)
            if self.hidden(now.get(name, claim), name):
                spans += self._spans(page, claim)
            else:
                kept.append(claim)
        if self.beside is not None:
            spans += self.beside.hidden_in(page)
        return redacted(page, kept, spans, self.withheld)

    def hidden_in(self, page: Told) -> list[Span]:
        """Where the words of claims that were taken out of a page, and are above the level, stand in it."""
        taken = next((p for p in self.raw if p.reading.id == page.reading.id), None)
        return [s for c in taken.claims if self.hidden(c, page.id_of(c)) for s in self._spans(page, c)] if taken else []

    def _spans(self, page: Told, claim: Claim) -> Iterator[Span]:
        """Where a hidden claim's words stand: its passage; of a name or a place, everywhere on the page."""
        p, text = claim.passage, page.reading.text
        if claim.property == "mention" and claim.value != "name":
            return
        if claim.subject in self.hidden_acts and claim.property not in _WHOLE_SENTENCES:
            return
        yield p.start, p.end
        if claim.property == "where":
            at = text.find(p.quote)
            while at >= 0:
                yield at, at + len(p.quote)
                at = text.find(p.quote, at + len(p.quote))

    def kept_decisions(self) -> Iterator[Decision]:
        """Rulings on what may be seen, their words cleaned; what is restricted is not told."""
        shut = self.unseen | self.hidden_acts
        shut |= {p.id_of(c) for p in self.raw for c in p.claims if self.hidden(c, p.id_of(c))}
        closed = [p for p in self.raw if above(self._page_level(p), self.level)]
        shut |= {p.capture.id for p in closed} | {p.reading.id for p in closed}
        for d in self.decisions:
            if d.verdict not in _DONE and d.about not in shut and d.value not in shut:
                yield replace(d, because=self.withheld.clean(d.because), value=self.withheld.clean(d.value))


def _by_rule() -> Iterator[str]:
    """The levels that acts and properties have from the start."""
    for kind in ("acts", "properties"):
        yield from (entry.get("confidentiality", "public") for entry in table("terms")[kind].values())


def _rank(level: str) -> int:
    return LEVELS.index(level) if level in LEVELS else len(LEVELS)
