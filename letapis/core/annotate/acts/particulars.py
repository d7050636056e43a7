"""Details that sentences say by their own words (warrant, article, injury …), bound to the acts told in or before them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from letapis.core.annotate.acts.act import Act
from letapis.core.annotate.acts.mentions import Mentions
from letapis.core.annotate.acts.phrasing import phrased
from letapis.core.annotate.acts.sourcing import Sayings
from letapis.core.annotate.acts.telling import Detail, Telling
from letapis.words.records import THE_PAGE
from letapis.words.tables import table

_NEXT, _AGAIN = 2, 6
"""How many sentences later a detail may follow the act it is of: where nobody is named, and where its people are."""
_NOT_DONE = frozenset({"called for", "feared"})
"""Modes of acts that have no details of their own."""
_AFTER = 3
"""An act that follows the detail in its sentence counts as this much farther than one before it."""


def bind_details(mentions: Mentions, acts: list[Act]) -> None:
    """Add to each act what its own sentences and those after it say of it."""
    sayings, binder = Sayings(mentions.claims), _Binder(mentions, acts)
    for n in binder.reach():
        sentence = mentions.page.sentences[n]
        for kind, start, end in phrased(mentions.page.reading.text, sentence.start, sentence.end, binder.kinds(n)):
            act = binder.host(n, kind, start, end)
            detail = _said(sayings, kind, start, end) if act is not None else None
            if act is not None and detail is not None:
                act.details.append(detail)
    for act in acts:
        _settle(mentions, act)


@dataclass(frozen=True, slots=True)
class _Told:
    act: Act
    telling: Telling


@cache
def _hosts(kind: str) -> frozenset[str]:
    """The acts a kind of detail may be of."""
    words = table("details")
    entry = words["kinds"][kind]
    return frozenset(entry["acts"] if "acts" in entry else words["acts"][entry["of"]])


@cache
def _kinds(acts: frozenset[str]) -> frozenset[str]:
    return frozenset(kind for kind in table("details")["kinds"] if not acts.isdisjoint(_hosts(kind)))


class _Binder:
    """Finds the act that a detail of a sentence is of."""

    def __init__(self, mentions: Mentions, acts: list[Act]) -> None:
        self.mentions = mentions
        self.told: dict[int, list[_Told]] = {}
        for act in acts:
            for telling in act.tellings:
                if telling.mode not in _NOT_DONE:
                    self.told.setdefault(telling.sentence, []).append(_Told(act, telling))
        self.said = [(d, act) for act in acts for t in act.tellings for d in t.details]
        self.affected = frozenset(p for act in acts for p in act.persons())
        self.one_case = len({frozenset(a.persons()) for a in acts if a.persons()}) == 1 and not any(
            a.groups() for a in acts if not a.persons()
        )

    def reach(self) -> list[int]:
        """The sentences in which details of the page's acts may stand: those that tell of one, and a while after each."""
        last = len(self.mentions.page.sentences)
        return sorted({n + k for n in self.told for k in range(_AGAIN + 1) if n + k < last})

    def kinds(self, n: int) -> frozenset[str]:
        """The kinds of detail that the acts told in a sentence and before it can have."""
        return _kinds(frozenset(t.act.act for k in range(_AGAIN + 1) for t in self.told.get(n - k, ())))

    def host(self, n: int, kind: str, start: int, end: int) -> Act | None:
        """The nearest act of the sentence that may have such a detail, else the last told before of the people it is about."""
        hosts = _hosts(kind)
        if (own := self._by_grammar(kind, start, end)) is not None:
            return own
        here = [t for t in self.told.get(n, ()) if t.act.act in hosts]
        if here:
            return min(here, key=lambda t: _distance(t.telling, start, end)).act
        near = bool(table("details")["kinds"][kind].get("near", True))
        about = self._about(n, start, end)
        if about:
            return self._of_them(n, hosts, about, _AGAIN)
        return self._lately(n, hosts) if near else None

    def _by_grammar(self, kind: str, start: int, end: int) -> Act | None:
        """The act that the grammar already gives such a detail in these words."""
        one = Detail(kind, start, end)
        return next((act for d, act in self.said if d.start < end and start < d.end and _like(d, one)), None)

    def _about(self, n: int, start: int, end: int) -> frozenset[str]:
        """The persons affected on the page whom the sentence mentions; the judge of the detail itself is none of them."""
        named = self.mentions.within("person", n)
        return frozenset(c.subject for c in named if not start <= c.passage.start < end) & self.affected

    def _of_them(self, n: int, hosts: frozenset[str], about: frozenset[str], reach: int) -> Act | None:
        """The last such act told of them before."""
        for back in range(1, reach + 1):
            same = [t for t in self.told.get(n - back, ()) if t.act.act in hosts and t.telling.persons() & about]
            if same:
                return same[-1].act
        return None

    def _lately(self, n: int, hosts: frozenset[str]) -> Act | None:
        """Of a sentence about nobody affected: the act told right before, or, on a page of one case, a few sentences before."""
        for back in range(1, (_AGAIN if self.one_case else _NEXT) + 1):
            rows = [t for t in self.told.get(n - back, ()) if not t.telling.general]
            fit = [t for t in rows if t.act.act in hosts]
            if fit:
                return fit[-1].act
            if rows and not self.one_case:
                return None
        return None


def _distance(telling: Telling, start: int, end: int) -> int:
    return start - telling.start if telling.start < start else _AFTER * max(1, telling.start - end)


def _said(sayings: Sayings, kind: str, start: int, end: int) -> Detail | None:
    """The detail with who says it and how; nothing where it is denied."""
    source, manner = sayings.source(start, end)
    if manner == "denies":
        return None
    stance = {"alleges": "alleged", "fears": "threatened", "threatens": "threatened", "calls for": "threatened"}.get(manner)
    return Detail(kind, start, end, source=source, stance=stance or "", rule="words") if stance != "threatened" else None


def _settle(mentions: Mentions, act: Act) -> None:
    """Every detail once: what the grammar and the words both say, in its fullest run of words."""
    found = [replace(d, source=d.source or t.source, stance=d.stance or t.stance) for t in act.tellings for d in t.details]
    found += act.details
    kept: list[Detail] = []
    for d in sorted(found, key=lambda d: (d.start, -(d.end - d.start))):
        if not any(_covers(k, d) for k in kept):
            kept.append(d)
    text = mentions.page.reading.text
    kept = [d for d in kept if not any(k is not d and _covers(k, d) for k in kept)]
    act.details = [_closed(text, _reasoned(mentions, d)) for d in kept if d.kind not in _HELD or act.act in _hosts(d.kind)]


_HELD = frozenset({"facility"})
"""Kinds that the grammar brings beside acts which have none: a report lodged at a police station holds nobody there."""
_QUOTES = {"“": "”", "‘": "’"}


def _closed(text: str, d: Detail) -> Detail:
    """A detail with the mark that closes a quotation which begins in it, or opens one which ends in it."""
    said = text[d.start : d.end]
    for opens, closes in _QUOTES.items():
        if said.count(opens) < said.count(closes) and d.start and text[d.start - 1] == opens:
            return replace(d, start=d.start - 1)
        if said.count(opens) > said.count(closes) and text[d.end : d.end + 1] == closes:
            return replace(d, end=d.end + 1)
    return d


_ALIKE = frozenset(
    {frozenset({"reason", "stated_reason"}), frozenset({"reason", "charge"}), frozenset({"stated_reason", "charge"})}
)


def _covers(a: Detail, b: Detail) -> bool:
    """Whether one detail's words hold another's of the same or a like kind."""
    return _like(a, b) and a.start <= b.start and b.end <= a.end


def _like(a: Detail, b: Detail) -> bool:
    return a.kind == b.kind or frozenset({a.kind, b.kind}) in _ALIKE


def _reasoned(mentions: Mentions, d: Detail) -> Detail:
    """A reason that an office of the State gives is the stated one; any other is only what its source tells."""
    own = d.kind == "reason" and d.source != THE_PAGE and mentions.claims.value(d.source, "kind") == "state"
    return replace(d, kind="stated_reason") if own else d
