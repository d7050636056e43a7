"""Pages, facts, people, acts, search and rulings for scripts: the same session and guards, JSON, described as OpenAPI."""

from __future__ import annotations

from typing import Any

from starlette.responses import Response

from letapis import __version__
from letapis.core.cases import Act
from letapis.core.review import Fact
from letapis.core.review.facts import said_by
from letapis.core.ruling import READ_CORRECTLY
from letapis.desk import reviewing
from letapis.desk.sight import Seen
from letapis.rim.errors import refuse
from letapis.web.asked import Asked, as_json, word
from letapis.web.screens.project import row
from letapis.web.screens.reading import page_of
from letapis.web.screens.searching import found
from letapis.words.records import Decision


def pages(asked: Asked) -> Response:
    """Every page with its state."""
    seen = asked.sight.look()
    rows = [row(seen, p) for p in seen.pages]
    return as_json(
        [
            {"id": r.page.reading.id, "title": r.page.reading.title, "outlet": r.outlet, "published": r.page.reading.published,
             "language": r.page.reading.language, "capture": r.page.capture.id, "state": r.state, "facts": r.facts,
             "open": r.open}
            for r in rows
        ]
    )  # fmt: skip


def page(asked: Asked) -> Response:
    """One page with its facts."""
    seen = asked.sight.look()
    told = page_of(asked, seen)
    reading = told.reading
    return as_json(
        {"id": reading.id, "title": reading.title, "text": reading.text, "capture": told.capture.id,
         "facts": [_fact(seen, f) for f in seen.facts(told)]}
    )  # fmt: skip


def _fact(seen: Seen, fact: Fact) -> dict[str, Any]:
    return {
        "id": fact.id, "act": fact.word, "state": fact.state, "careful": list(fact.careful), "seen": fact.seen,
        "fields": [
            {"field": f.kind, "value": f.value, "text": f.text, "stance": f.stance, "source": said_by(f.claims[0], seen.called),
             "state": f.state, "claims": list(f.ids), "why": f.why,
             "passages": [{"start": c.passage.start, "end": c.passage.end, "quote": c.passage.quote} for c in f.claims]}
            for f in fact.fields
        ],
        "rulings": [_ruling(d) for d in fact.rulings],
    }  # fmt: skip


def _ruling(d: Decision) -> dict[str, str]:
    return {"id": d.id, "about": d.about, "verdict": d.verdict, "value": d.value, "because": d.because, "by": d.by, "at": d.at}


def people(asked: Asked) -> Response:
    """Everybody with all spellings."""
    book = asked.sight.book()
    return as_json(
        [
            {
                "id": p.id,
                "name": p.shown,
                "spellings": [s.text for s in p.spellings],
                "acts": [a.id for a in book.suffered(p.id)],
            }
            for p in book.people
        ]
    )


def acts(asked: Asked) -> Response:
    """Every act."""
    return as_json([_act(a) for a in asked.sight.book().acts])


def _act(a: Act) -> dict[str, Any]:
    return {
        "id": a.id, "act": a.word, "when": list(a.when.values), "victims": [s.text for s in a.victims],
        "where": [s.text for s in a.where], "perpetrators": [s.text for s in a.perpetrators], "stances": list(a.stances),
        "according_to": [s.text for s in a.according_to], "denied_by": [s.text for s in a.denials],
    }  # fmt: skip


def search(asked: Asked) -> Response:
    """The pages with these words."""
    q = asked.query.get("q", "")[:200]
    hits = list(found(asked.sight.look(), q))[:200] if q.strip() else []
    return as_json(
        [{"id": h.page.reading.id, "title": h.page.reading.title, "words": h.before + h.words + h.after} for h in hits]
    )


def rulings(asked: Asked) -> Response:
    """Everything ruled, oldest first."""
    return as_json([_ruling(d) for d in asked.sight.look().decisions])


def rule(asked: Asked) -> Response:
    """Rule on a fact, or on the field that a claim belongs to. 409 with the rulings since, where somebody ruled meanwhile."""
    seen, form = asked.sight.look(), asked.form
    told = page_of(asked, seen)
    fact = next((f for f in seen.facts(told) if form.get("fact") in (f.id, word(f.id))), None)
    if fact is None:
        raise refuse("this fact", "is not on this page.")
    named = [f for f in fact.fields if form.get("claim", "") in f.ids]
    fields = named if form.get("claim") else list(fact.waiting or fact.fields)
    if not fields:
        raise refuse("this claim", "is not in this fact.")
    done = reviewing.rule(
        asked.sight.desk, told, fact, fields, form.get("verdict", ""), seen=form.get("seen"), value=form.get("value", ""),
        because=form.get("because", ""),
    )  # fmt: skip
    if isinstance(done, reviewing.Clash):
        return as_json({"fault": "Somebody ruled on this meanwhile.", "theirs": [_ruling(d) for d in done.theirs]}, 409)
    return as_json({"rulings": list(done)})


def undo(asked: Asked) -> Response:
    """Take the last rulings of this person back."""
    seen = asked.sight.look()
    pages_of = {p.id_of(c): p for p in seen.pages for c in p.claims}
    return as_json({"undone": [_ruling(d) for d in reviewing.undo_last(asked.sight.desk, pages_of, seen.decisions)]})


def described(asked: Asked) -> Response:
    """What is here, as OpenAPI."""
    words = {"type": "string"}
    body: dict[str, Any] = dict.fromkeys(("fact", "claim", "value", "because", "seen"), words)
    body["verdict"] = {"type": "string", "enum": list(READ_CORRECTLY)}

    def get(summary: str, *parameters: dict[str, Any]) -> dict[str, Any]:
        return {"get": {"summary": summary, "parameters": list(parameters), "responses": {"200": {"description": "JSON"}}}}

    def posted(summary: str, of: dict[str, Any], needed: list[str]) -> dict[str, Any]:
        schema = {"type": "object", "properties": of, "required": needed}
        answers = {"200": "what was written", "400": "a fault in words", "403": "no token", "409": "somebody ruled meanwhile"}
        return {
            "post": {
                "summary": summary,
                "parameters": [{"name": "X-Letapis-Token", "in": "header", "required": True, "schema": words}],
                "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
                "responses": {k: {"description": v} for k, v in answers.items()},
            }
        }

    at = {"name": "reading", "in": "path", "required": True, "schema": words}
    one = get("A page with its facts.", at)
    one |= posted("Rule on a fact, or on one field of it.", body, ["fact", "verdict"])
    one["post"]["parameters"].append(at)
    paths = {
        "/api/pages": get("Every page with its state."),
        "/api/pages/{reading}": one,
        "/api/people": get("Everybody with all spellings."),
        "/api/acts": get("Every act."),
        "/api/search": get("The pages with these words.", {"name": "q", "in": "query", "required": True, "schema": words}),
        "/api/rulings": get("Everything ruled."),
        "/api/undo": posted("Take the last rulings back.", {}, []),
    }
    info = {"title": "Letapis", "version": __version__, "description": "Needs the session of an open desk."}
    return as_json({"openapi": "3.1.0", "info": info, "servers": [{"url": asked.base}], "paths": paths})
