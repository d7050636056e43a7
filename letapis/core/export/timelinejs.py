"""The case as TimelineJS JSON: an event a dated act, never a day that no source told."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from letapis.core import wording
from letapis.core.cases import Act
from letapis.core.export.dating import dated
from letapis.core.export.leaving import Extract, Files
from letapis.core.export.telling import ALLEGED, happened, undone
from letapis.core.timeline import Entry, spans

NAME = "timeline"


def export(out: Extract) -> Files:
    """``….timeline.json``."""
    body = json.dumps(timeline(out), ensure_ascii=False, indent=1) + "\n"
    yield f"{out.stem}.timeline.json", [body.encode("utf-8", "backslashreplace")]


def timeline(out: Extract) -> dict[str, Any]:
    """The timeline; what has no year stands in its title, since it can stand nowhere else."""
    events = [e for entry in out.entries if (e := _event(out, entry))]
    shown = {e["unique_id"] for e in events}
    left = [e for e in out.entries if e.act.id not in shown]
    words = f"Information as of {out.as_of}. Read by machine from the sources named; alleged is alleged."
    title = {"text": {"headline": escape(out.title), "text": _html(words, _undated(out, left))}}
    found: dict[str, Any] = {"title": title, "events": events}
    if eras := _eras(out):
        found["eras"] = eras
    return found


def _undated(out: Extract, left: list[Entry]) -> str:
    if not left:
        return ""
    items = (f"<li>{escape(_headline(e.act))} ({escape(e.shown)}) {_claims(out, e.act)}</li>" for e in left)
    return f"<p>Without a year that any source tells:</p><ul>{''.join(items)}</ul>"


def _event(out: Extract, entry: Entry) -> dict[str, Any] | None:
    a = entry.act
    day = dated(entry.date) if entry.date else None
    if day is None or not day.first:
        return None
    lines = [wording.stance(a), f"according to {wording.listed([s.text for s in a.according_to])}" if a.according_to else ""]
    lines += [f"denied by {wording.listed([s.text for s in a.denials])}" if a.denials else "", wording.counted(a)]
    quotes = "".join(f"<blockquote>{escape(q)}</blockquote>" for q in dict.fromkeys(c.passage.quote for c in out.held(a.told)))
    event = {
        "unique_id": a.id,
        "start_date": _date(day.first),
        "display_date": entry.shown,
        "group": wording.noun(a),
        "text": {"headline": escape(_headline(a)), "text": _html("; ".join(x for x in lines if x), quotes + _claims(out, a))},
    }
    return {**event, "end_date": _date(day.last)} if day.last else event


def _headline(a: Act) -> str:
    affected = wording.listed([s.text for s in a.victims]) or "somebody not named"
    done = "" if happened(a) else f"{undone(a)}: "
    alleged = " (alleged)" if happened(a) and ALLEGED & set(a.stances) else ""
    return f"{affected}: {done}{wording.label(a)}{alleged}"


def _html(words: str, html: str = "") -> str:
    return f"<p>{escape(words)}</p>{html}"


def _claims(out: Extract, a: Act) -> str:
    return f'<p class="claims">{escape(" ".join((a.id, *out.ids(a.claims))))}</p>'


def _date(prefix: str) -> dict[str, int]:
    return dict(zip(("year", "month", "day"), map(int, prefix.split("-")), strict=False))


def _eras(out: Extract) -> list[dict[str, Any]]:
    """The times in custody of one person's case, where both ends are told."""
    if out.stem == "project":
        return []
    ends = [(dated(s.start), dated(s.end)) for s in spans(out.entries) if s.start and s.end]
    return [
        {"start_date": _date(a.first), "end_date": _date(b.last or b.first), "text": {"headline": "In custody, as told"}}
        for a, b in ends
        if a and b and a.first and (b.last or b.first)
    ]
