"""The page report: one page's reading and claims as one JSON object, in the form that benchmarks and scripts read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from letapis.core.annotate.speaking.knowing import knowing
from letapis.words.records import THE_PAGE, Block, Claim, Claims, Page, Passage, kind_of
from letapis.words.when import precision

Json = dict[str, Any]
_STANCES = ("asserted", "alleged", "denied", "threatened")
_MOST_QUOTES = 4


def report(page: Page, claims: Claims, path: str, sha256: str) -> Json:
    """The report of one page; ``start`` and ``end`` count code points in its ``body``.

    The incident of the form that benchmarks read is made of it by ``core.incident``, only where somebody asks for it.
    """
    return _Report(page, claims).as_json(path, sha256)


@dataclass(frozen=True)
class _Report:
    page: Page
    claims: Claims

    def as_json(self, path: str, sha256: str) -> Json:
        r = self.page.reading
        return {
            "path": path,
            "sha256": sha256,
            "media_type": r.media_type,
            "language": r.language,
            "title": r.title,
            "authors": list(r.authors),
            "publisher": r.publisher,
            "published": r.published,
            "published_basis": r.published_basis,
            "published_certain": r.published_certain,
            "updated": r.updated,
            "agency": r.agency,
            "url": r.url,
            "canonical": r.canonical,
            "member": r.member,
            "reading": r.id,
            "blocks": [self._block(n, b) for n, b in enumerate(r.blocks, 1)],
            "body": r.body,
            "people": self.people(),
            "times": self.times(),
            "speech": self.speech(),
            "acts": self.acts(),
            "interventions": self.interventions(),
            "places": self.places(),
            "faults": [{"where": f.where, "what": f.what, "hint": f.hint} for f in r.faults],
        }

    def _block(self, n: int, b: Block) -> Json:
        return {
            "nth": n,
            "kind": b.kind,
            "main": b.body is not None,
            "start": b.body,
            "end": None if b.body is None else b.body + b.end - b.start,
            "line": b.line,
            "why": b.why,
            "score": b.score,
        }

    def _span(self, p: Passage) -> list[int]:
        start = self.page.reading.in_body(p.start)
        return [start, start + p.end - p.start]

    def _values(self, subject: str, property_: str) -> list[Any]:
        return list(dict.fromkeys(c.value for c in self.claims.of(subject, property_)))

    def named(self, value: object) -> str:
        """A subject by its name; any other words as they are."""
        text = str(value)
        return str(self._names.get(text, text))

    @cached_property
    def _names(self) -> Mapping[str, object]:
        names: dict[str, object] = {}
        for c in self.claims.having("name"):
            names.setdefault(c.subject, c.value)
        return names

    def people(self) -> list[Json]:
        return [self._person(s) for s in self.claims.subjects("person") if s in self._names]

    def _person(self, s: str) -> Json:
        return {
            "name": self.named(s),
            "variants": self._values(s, "variant"),
            "described_as": self._values(s, "described_as"),
            "sex": self.claims.value(s, "sex") or "unknown",
            "age": self.claims.value(s, "age"),
            "age_group": self.claims.value(s, "age_group") or "unknown",
            "roles": self._values(s, "role"),
        }

    def places(self) -> list[Json]:
        return [self._place(s) for s in self.claims.subjects("place") if s in self._names]

    def _place(self, s: str) -> Json:
        return {
            "name": self.named(s),
            "kind": self.claims.value(s, "kind") or "place",
            "country": self.claims.value(s, "country"),
            "region": self.claims.value(s, "region"),
            "spans": [self._span(c.passage) for c in self.claims.of(s, "mention")],
        }

    def times(self) -> list[Json]:
        found = []
        for s in self.claims.subjects("time"):
            told = next(iter(self.claims.of(s, "timex") or self.claims.of(s, "value")))
            start, end = self._span(told.passage)
            value, timex = self.claims.value(s, "value"), self.claims.value(s, "timex")
            said = {"value": value, "timex": timex, "mod": self.claims.value(s, "mod"), "basis": told.why, "rule": told.by}
            found.append({"text": told.passage.quote, "start": start, "end": end, **said})
        return found

    def speech(self) -> list[Json]:
        found = []
        for s in self.claims.subjects("speech"):
            spans = {role: [self._span(c.passage) for c in self.claims.of(s, role)] for role in ("content", "source", "cue")}
            speaker = self.claims.value(s, "speaker")
            sources = [c.passage.quote for c in self.claims.of(s, "source")]
            manner = self.claims.of(s, "manner")[0]
            found.append(
                {
                    **spans,
                    "speaker": self.named(speaker) if speaker else None,
                    "knows": knowing([*sources, *self._values(str(speaker), "described_as")], self.page.reading.language),
                    "basis": manner.why,
                    "rule": manner.by,
                    "direct": bool(self.claims.value(s, "direct")),
                    "manner": self.claims.value(s, "manner"),
                }
            )
        return found

    def acts(self) -> list[Json]:
        return [self._act(s) for s in self.claims.subjects("act")]

    def _act(self, s: str) -> Json:
        told = self.claims.of(s, "act")
        kind = self.claims.value(s, "perpetrator_kind") or "not stated"
        denials = self.claims.of(s, "denial")
        return {
            "act": told[0].value,
            "stance": stance_of(told),
            "denied_by": list(dict.fromkeys(self.named(d.source) for d in denials)),
            "denials": [{"by": self.named(d.source), "quote": d.passage.quote, "scope": d.why} for d in denials],
            "general": bool(self.claims.value(s, "general")),
            "mode": mode_of(self.claims.of(s, "mode")),
            "victims": self._victims(s),
            "perpetrators": [{"text": self.named(v)} for v in self._values(s, "perpetrator")],
            "perpetrator_kind": kind,
            "state_leave": self.claims.value(s, "state_leave"),
            "when": when_of(self.claims.of(s, "when")),
            "where": list(dict.fromkeys(c.passage.quote for c in self.claims.of(s, "where"))),
            "country": self.claims.value(s, "country"),
            "according_to": list(dict.fromkeys(self.named(c.source) for c in told)),
            "quotes": list(dict.fromkeys(c.passage.quote for c in told))[:_MOST_QUOTES],
            "details": self._details(s),
            "score": round(max(c.score for c in told), 2),
            "id": s,
            "why": told[0].why,
        }

    def interventions(self) -> list[Json]:
        return [self._intervention(s) for s in self.claims.subjects("intervention")]

    def _intervention(self, s: str) -> Json:
        told, concerns = self.claims.of(s, "intervention"), [str(v) for v in self._values(s, "concerns")]
        return {
            "kind": told[0].value,
            "mode": mode_of(self.claims.of(s, "mode")),
            "by": [self.named(v) for v in self._values(s, "intervening_party")],
            "to": [self.named(v) for v in self._values(s, "party_requested")],
            "when": when_of(self.claims.of(s, "when")),
            "acts": [c for c in concerns if kind_of(c) == "act"],
            "people": [self.named(c) for c in concerns if kind_of(c) == "person"],
            "according_to": list(dict.fromkeys(self.named(c.source) for c in told)),
            "quotes": list(dict.fromkeys(c.passage.quote for c in told))[:_MOST_QUOTES],
            "id": s,
            "why": told[0].why,
        }

    def _victims(self, s: str) -> list[Json]:
        found: list[Json] = []
        for value in self._values(s, "victim"):
            if kind_of(str(value)) == "person":
                found.append({"person": self.named(value)})
                continue
            count, kind = self.claims.value(str(value), "count"), self.claims.value(str(value), "count_kind")
            found.append({"group": self.named(value), "count": count, "count_kind": kind})
        return found

    def _details(self, s: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for c in self.claims.of(s, "detail"):
            key, _, words = str(c.value).partition(": ")
            row = found.setdefault(key, [])
            if words not in row:
                row.append(words)
        return found


def stance_of(told: Iterable[Claim]) -> str:
    """One stance for several tellings: the page's own narration first; else distance weighs more than a source's plain word."""
    told = list(told)
    own = [c.stance for c in told if c.source == THE_PAGE]
    for stances in (own, [c.stance for c in told]):
        if "asserted" in stances and "alleged" in stances:
            return "asserted" if stances is own else "alleged"
        if stances:
            return min(stances, key=_STANCES.index)
    return "asserted"


def mode_of(told: Iterable[Claim]) -> str:
    """One mode for several tellings: what one of them tells as done was done."""
    modes = [str(c.value) for c in told]
    return "occurred" if not modes or "occurred" in modes else modes[0]


def when_of(told: Iterable[Claim]) -> Json:
    """The most precise of the times told for an act, with its words and basis."""
    order = {"day": 0, "range": 1, "month": 2, "year": 3, "none": 4}
    found = sorted((c for c in told if c.value), key=lambda c: order[precision(str(c.value))])
    if not found:
        return {"text": None, "value": None, "precision": "none", "basis": None}
    best = found[0]
    return {"text": best.passage.quote, "value": best.value, "precision": precision(str(best.value)), "basis": best.why}
