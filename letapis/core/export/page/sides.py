"""What each source says of one act, as a table under it: open where the sources conflict."""

from __future__ import annotations

from letapis.core.casefile import CaseFile
from letapis.core.cases import Act, Field
from letapis.core.checks.finding import sentence
from letapis.core.disagreement import AGREE, CONFLICT, ITSELF, QUESTIONS, Disagreement, Row, disagreement
from letapis.core.export.page.markup import Child, Html, h, joined
from letapis.core.export.page.refs import Refs

_SAID = {CONFLICT: "Conflict", ITSELF: "One source contradicts itself", AGREE: "Agreed"}


def sides(file: CaseFile, act: Act, refs: Refs) -> Html | None:
    """The table of an act; nothing where one source alone tells it and nobody denies it."""
    d = disagreement(act, file.case.material)
    if len(d.rows) < 2 and not d.conflicts:
        return None
    asked = [n for n in QUESTIONS if any(row.told[n] for row in d.rows)]
    top = h("tr", [h("th", sentence(t), scope="col") for t in ("source", *asked)])
    rows = [h("tr", h("td", _source(row)), [h("td", _answer(d, row.told[n], refs)) for n in asked]) for row in d.rows]
    table = h("div", h("table", h("thead", top), h("tbody", rows)), class_="scroll")
    said = [h("p", h("strong", f"{_SAID[q.verdict]}, {q.name}: "), q.sentence, ".") for q in d.questions if q.verdict in _SAID]
    title = (
        f"Source by source: {'sources conflict on ' + ', '.join(q.name for q in d.conflicts) if d.conflicts else 'no conflict'}"
    )
    return h("details", h("summary", title), table, said, open="open" if d.conflicts else None)


def _source(row: Row) -> Child:
    one = h("div", f"One source: {row.why}.", class_="basis") if len(row.readings) > 1 else None
    return [joined(row.outlets, "; "), one]


def _answer(d: Disagreement, values: Field, refs: Refs) -> Html:
    told: list[Child] = []
    for s in values:
        voices = ", ".join(dict.fromkeys(v for c in s.claims if (v := d.voice(c))))
        told.append([s.text, f" ({voices})" if voices else "", refs.links(s.claims, 3)])
    return joined(told, "; ")
