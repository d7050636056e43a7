"""What exports say of a case file: plain values with the ids of their claims, nothing of who made it outside the team."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Protocol

from letapis.core import wording
from letapis.core.casefile import CaseFile
from letapis.core.cases import Act, Field, Intervention, Person
from letapis.core.disagreement import disagreement
from letapis.core.resolve.join import Link
from letapis.words.records import LEVELS, Claim
from letapis.words.tables import table

Json = dict[str, Any]
_PROGRAM = re.compile(r"[\w:./ -]*/\d+(:[\w-]+)?\Z")


class Levelled(Protocol):
    """Whatever says for whom it is made."""

    @property
    def level(self) -> str:
        """A word of ``LEVELS``."""


def inside(file: Levelled) -> bool:
    """Whether the file stays within the team, so that it may say who took and ruled what."""
    return file.level not in LEVELS or LEVELS.index(file.level) >= LEVELS.index("team")


def maker(by: str, file: Levelled) -> str:
    """Who proposed or ruled: a program's name as it is, a person's only within the team."""
    return by if _PROGRAM.match(by) or inside(file) else "a person"


def claims_of(file: CaseFile) -> tuple[Claim, ...]:
    """Every claim the file stands on, each once, in the order of the timeline."""
    case = file.case
    found = [c for e in file.timeline for c in e.act.claims]
    for person in (case.person, *case.people):
        fields = (
            person.spellings,
            person.described_as,
            person.sex,
            person.born,
            person.ages,
            person.age_group,
            person.roles,
            person.relatives,
        )
        found += [c for f in fields for s in f for c in s.claims]
    found += [c for f in file.findings for c in f.claims]
    found += [c for i in case.interventions for c in i.claims]
    held = {p.reading.id for p in case.material.pages}
    return tuple(c for c in dict.fromkeys(found) if c.passage.reading in held)


def claim_row(file: CaseFile, claim: Claim) -> Json:
    """One claim with its passage and the page and capture it stands on."""
    page = file.case.material.page_of(claim)
    p = claim.passage
    return {
        "claim": page.id_of(claim),
        "subject": claim.subject,
        "property": claim.property,
        "value": claim.value,
        "stance": claim.stance,
        "source": claim.source,
        "quote": p.quote,
        "reading": p.reading,
        "start": p.start,
        "end": p.end,
        "nth": p.nth,
        "title": page.reading.title,
        "publisher": page.reading.publisher,
        "published": page.reading.published,
        "capture": page.capture.id,
        "member": page.reading.member,
        "sha256": page.capture.sha256,
        "by": maker(claim.by, file),
        "why": claim.why,
        "score": claim.score,
    }


def field(file: CaseFile, values: Field) -> list[Json]:
    """A field's values side by side, each with its claims."""
    held = {p.reading.id for p in file.case.material.pages}
    return [
        {
            "value": s.value,
            "text": s.text,
            "stances": list(s.stances),
            "why": list(s.why),
            "claims": [file.case.material.id_of(c) for c in s.claims if c.passage.reading in held],
        }
        for s in values
    ]


def links(file: CaseFile, found: Iterable[Link]) -> list[Json]:
    """Why things are one, and whether a person or the machine says so."""
    return [
        {"a": x.a, "b": x.b, "why": x.why, "certainty": x.certainty, "by": maker(x.by, file), "machine": x.machine}
        for x in found
    ]


def person_row(file: CaseFile, person: Person) -> Json:
    """One person with every value told of them."""
    fields = ("spellings", "described_as", "sex", "born", "ages", "age_group", "roles", "relatives")
    return {
        "person": person.id,
        "name": person.shown,
        "members": list(person.members),
        **{name: field(file, getattr(person, name)) for name in fields},
        "same_because": links(file, person.links),
    }


def act_row(file: CaseFile, act: Act) -> Json:
    """One act with every field side by side."""
    fields = (
        "victims",
        "perpetrators",
        "perpetrator_kind",
        "where",
        "country",
        "according_to",
        "denials",
        "mode",
        "counts",
    )
    return {
        "act": act.id,
        "members": list(act.members),
        "word": act.word,
        "label": wording.label(act),
        "stance": wording.stance(act),
        "general": act.general,
        "when": {
            "shown": act.when.shown or None,
            "words": wording.date(act.when),
            "agree": act.when.agree,
            "values": field(file, act.when.said),
        },
        "who_did_it_is": wording.role(act),
        **{name: field(file, getattr(act, name)) for name in fields},
        "details": detail_rows(file, act),
        "told": [file.case.material.id_of(c) for c in act.told],
        "sources": {"pages": list(act.sources.pages), "independent": act.sources.independent, "why": list(act.sources.why)},
        "same_because": links(file, act.links),
        "source_by_source": sides(file, act),
    }


def sides(file: CaseFile, act: Act) -> Json:
    """What each independent source says of an act, and where they conflict or agree."""
    d = disagreement(act, file.case.material)
    rows = [
        {
            "readings": list(row.readings),
            "outlets": list(row.outlets),
            "why": row.why,
            "told": {name: field(file, values) for name, values in row.told.items() if values},
        }
        for row in d.rows
    ]
    asked = [
        {
            "question": q.name,
            "verdict": q.verdict,
            "sentence": q.sentence,
            "sides": [{"sources": list(side.rows), "values": field(file, side.values)} for side in q.sides],
        }
        for q in d.questions
    ]
    return {"sources": rows, "questions": asked}


def intervention_row(file: CaseFile, done: Intervention) -> Json:
    """One intervention with every field side by side."""
    fields = ("parties", "requested", "concerns", "according_to", "mode")
    return {
        "intervention": done.id,
        "members": list(done.members),
        "kind": done.kind,
        "label": wording.intervention(done.kind),
        "huridocs": table("interventions").get(done.kind, {}).get("huridocs") or None,
        "when": {
            "shown": done.when.shown or None,
            "words": wording.date(done.when),
            "agree": done.when.agree,
            "values": field(file, done.when.said),
        },
        **{name: field(file, getattr(done, name)) for name in fields},
        "told": [file.case.material.id_of(c) for c in done.told],
    }


def detail_rows(file: CaseFile, act: Act) -> list[Json]:
    """The details of an act by kind, each with the fields of forms that ask for it."""
    kinds = table("details")["kinds"]
    rows = []
    for row in field(file, act.details):
        kind, _, words = row["text"].partition(": ")
        forms = {form: kinds[kind][form] for form in ("wgad", "torture", "huridocs") if kind in kinds and form in kinds[kind]}
        rows.append({**row, "kind": kind, "label": kinds.get(kind, {}).get("label", kind), "words": words, "forms": forms})
    return rows


def stem(file: CaseFile) -> str:
    """The beginning of a file's name: the case's id, never a name."""
    return "case-" + file.case.person.id.partition(":")[2].replace(":", "-")
