"""A status and its episodes as plain values, for JSON: each fact with the ids of its claims."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from letapis.core.custody.days import value
from letapis.core.custody.episodes import Custody
from letapis.core.custody.facts import Fact, told
from letapis.core.custody.status import Status
from letapis.core.custody.steps import Step
from letapis.core.material import Material
from letapis.words.when import FAR

Json = dict[str, Any]


def status_row(material: Material, status: Status) -> Json:
    """A status with everything told about it."""
    known = {p.reading.id for p in material.pages}

    def facts(found: Iterable[Fact | None]) -> list[Json]:
        return [_fact(material, known, f) for f in found if f is not None]

    def one(found: Fact | None) -> Json | None:
        return next(iter(facts([found])), None)

    return {
        "on": value(status.day),
        "status": status.kind,
        "stage": status.stage or None,
        "label": status.label,
        "huridocs": status.huridocs or None,
        "sentence": status.sentence,
        "put_as": status.how or "told as fact",
        "since": one(status.since),
        "where": one(status.where),
        "last_told": one(status.last),
        "last_confirmed": _day(status.confirmed),
        "newest_page": _day(status.news),
        "acts": [s.act.id for s in status.steps],
        "proceedings": facts(status.grounds),
        "hearings": facts(status.hearing),
        "health": facts(status.health),
        "contact": facts(status.contact),
        "overdue": facts(status.overdue),
        "not_certain": facts(status.beside),
    }


def episode_rows(custody: Custody) -> list[Json]:
    """Every episode with its steps."""
    return [
        {
            "title": e.title,
            "from": _day(e.start),
            "to": _day(e.ended.last) if e.ended else None,
            "steps": [_step(s) for s in e.steps],
            "undated": [_step(s) for s in e.undated],
            "notes": list(e.notes),
        }
        for e in custody.episodes
    ]


def _day(ordinal: int | None) -> str | None:
    return None if ordinal is None or ordinal >= FAR else value(ordinal)


def fact_row(material: Material, fact: Fact) -> Json:
    """A fact with the ids of those of its claims whose pages may be seen."""
    known = {p.reading.id for p in material.pages}
    return _fact(material, known, fact)


def _fact(material: Material, known: set[str], fact: Fact) -> Json:
    claims = [material.id_of(c) for c in fact.claims if c.passage.reading in known]
    return {"text": fact.text, "claims": claims, **({"rule": fact.rule} if fact.rule else {})}


def _step(s: Step) -> Json:
    return {
        "act": s.act.id,
        "step": s.word,
        "shown": s.shown,
        "text": told(s),
        "first": _day(s.first),
        "last": _day(s.last),
        "until": _day(s.until),
    }
