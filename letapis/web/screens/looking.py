"""Persons and acts of the project, in lists."""

from __future__ import annotations

from starlette.responses import Response

from letapis.core.cases import find
from letapis.web.asked import TURNING, Asked
from letapis.web.screens.project import SHEET, sheet


def people(asked: Asked) -> Response:
    """Everybody, those most is told of first; ``q`` finds a name in any spelling."""
    book, q = asked.sight.book(), "".join(c for c in asked.query.get("q", "") if c not in TURNING).strip()[:200]
    found = list(find(book, q)) if q else sorted(book.people, key=lambda p: -len(book.suffered(p.id)))
    at, last = sheet(asked, len(found))
    seen = asked.sight.look()
    rows = []
    for p in found[at * SHEET : (at + 1) * SHEET]:
        acts = book.suffered(p.id)
        rows.append((p, acts, seen.status(acts) if acts else ""))
    return asked.page("people.html", rows=rows, q=q, total=len(found), at=at, last=last)


def acts(asked: Asked) -> Response:
    """Every act in time."""
    book = asked.sight.book()
    entries = asked.sight.in_time()
    at, last = sheet(asked, len(entries))
    home = {c.passage.reading for a in book.acts for c in a.told}
    shown = [(e, e.act.told[0]) for e in entries[at * SHEET : (at + 1) * SHEET]]
    return asked.page("acts.html", entries=shown, total=len(entries), at=at, last=last, pages=len(home))
