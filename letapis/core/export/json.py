"""The case file as JSON: every value with its claims, every claim with its passage, reading and capture."""

from __future__ import annotations

import json

from letapis.core.casefile import CaseFile
from letapis.core.custody.rows import episode_rows, status_row
from letapis.core.export import rows
from letapis.words.records import Capture, Reading

NAME = "json"


def export(file: CaseFile) -> dict[str, bytes]:
    """One JSON file; keys and order depend on the case alone, so the same case gives the same bytes."""
    case = file.case
    body = {
        "letapis": "case file 1",
        "level": file.level,
        "as_of": file.as_of,
        "person": rows.person_row(file, case.person),
        "status": file.status,
        "present": status_row(case.material, file.present),
        "episodes": episode_rows(file.custody),
        "timeline": [
            {"act": e.act.id, "placed": e.placed, "date": e.date or None, "shown": e.shown, "basis": list(e.basis)}
            for e in file.timeline
        ],
        "custody": [{"from": s.start or None, "to": s.end or None} for s in file.spans],
        "acts": [rows.act_row(file, e.act) for e in file.timeline],
        "interventions": [rows.intervention_row(file, i) for i in case.interventions],
        "people": [rows.person_row(file, p) for p in case.people],
        "findings": [
            {
                "check": f.check,
                "severity": f.severity,
                "sentence": f.sentence,
                "claims": [case.material.id_of(c) for c in f.claims],
            }
            for f in file.findings
        ],
        "claims": [rows.claim_row(file, c) for c in rows.claims_of(file)],
        "readings": [_reading(p.reading) for p in case.material.pages],
        "captures": [_capture(file, c) for c in {p.capture.id: p.capture for p in case.material.pages}.values()],
    }
    return {
        f"{rows.stem(file)}.json": (json.dumps(body, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")
    }


def _reading(r: Reading) -> rows.Json:
    known = (
        "id",
        "capture",
        "title",
        "publisher",
        "published",
        "published_basis",
        "published_certain",
        "url",
        "member",
        "captured_at",
        "language",
        "media_type",
        "reader",
    )
    return {**{k: getattr(r, k) for k in known}, "authors": list(r.authors)}


def _capture(file: CaseFile, c: Capture) -> rows.Json:
    known = ("id", "sha256", "size", "name", "taken_at")
    return {**{k: getattr(c, k) for k in known}, **({"taken_by": c.taken_by} if rows.inside(file) else {})}
