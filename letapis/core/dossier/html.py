"""The dossier as one HTML page: opens offline, runs nothing, loads nothing, prints; notes lead back to their calls."""

from __future__ import annotations

from letapis.core.dossier.document import Block, Bullets, Document, Heading, Paragraph, Rows, Run, Runs, Table
from letapis.core.dossier.look import STYLE
from letapis.core.export.page.markup import Child, Html, h
from letapis.core.export.page.style import head

NAME = "html"


def write(doc: Document) -> bytes:
    """The whole page."""
    marks = _Marks()
    parts = [b for b in doc.blocks if isinstance(b, Heading) and b.level == 1]
    nav = h("nav", h("ol", [h("li", h("a", p.text, href=f"#{p.anchor}")) for p in parts]), aria_label="Contents")
    main = h("main", [_block(b, marks) for b in doc.blocks], id="main")
    notes = h("section", h("h2", "Notes"), h("ol", [_note(n, runs, marks) for n, runs in enumerate(doc.notes, 1)]), id="notes")
    skip = h("a", "To the summary", href="#summary", class_="skip")
    page = h(
        "html", head(f"{doc.kicker}: {doc.title}", STYLE), h("body", skip, _cover(doc), nav, main, notes), lang=doc.language
    )
    return ("<!doctype html>\n" + page.text + "\n").encode("utf-8", "backslashreplace")


class _Marks:
    """Which calls of notes have been made: only the first one is led back to."""

    def __init__(self) -> None:
        self.called: set[int] = set()

    def first(self, note: int) -> bool:
        new = note not in self.called
        self.called.add(note)
        return new


def _cover(doc: Document) -> Html:
    facts = h("dl", [(h("dt", k), h("dd", v)) for k, v in doc.cover])
    notice = h("p", [r.text for r in doc.notice], class_="notice")
    return h("header", h("p", doc.kicker, class_="kicker"), h("h1", doc.title), facts, notice)


def _block(block: Block, marks: _Marks) -> Html:
    if isinstance(block, Heading):
        return h(f"h{block.level + 1}", _runs(block.runs, marks), id=block.anchor or None)
    if isinstance(block, Paragraph):
        tag = "blockquote" if block.look == "quote" else "p"
        return h(tag, _runs(block.runs, marks), class_=block.look or None)
    if isinstance(block, Bullets):
        return h("ul", [h("li", _runs(i, marks)) for i in block.items])
    if isinstance(block, Rows):
        return h("dl", [(h("dt", k), h("dd", _runs(v, marks))) for k, v in block.rows])
    return _table(block, marks)


def _table(table: Table, marks: _Marks) -> Html:
    top = h("thead", h("tr", [h("th", t, scope="col") for t in table.heads]))
    anchors = table.anchors or ("",) * len(table.rows)
    rows = [
        h("tr", [h("td", _runs(cell, marks)) for cell in row], id=anchor or None)
        for row, anchor in zip(table.rows, anchors, strict=True)
    ]
    return h("div", h("table", top, h("tbody", rows)), class_="scroll")


def _note(n: int, runs: Runs, marks: _Marks) -> Html:
    back = h("a", "↩", href=f"#c{n}", aria_label="back", class_="back") if n in marks.called else None
    return h("li", _runs(runs, marks), " ", back, id=f"n{n}")


def _runs(runs: Runs, marks: _Marks) -> list[Child]:
    found: list[Child] = []
    for before, run in zip((None, *runs), runs, strict=False):
        if run.note and before is not None and before.note:
            found.append(h("sup", ", "))
        found.append(_run(run, marks))
    return found


def _run(run: Run, marks: _Marks) -> Child:
    if run.note:
        mark = f"c{run.note}" if marks.first(run.note) else None
        return h("sup", h("a", run.text, href=f"#n{run.note}", id=mark, aria_label=f"note {run.note}"))
    if run.to:
        return h("a", run.text, href=f"#{run.to}")
    lines: list[Child] = []
    for line in run.text.split("\n"):
        lines += [h("br")] if lines else []
        lines.append(line)
    if run.look in ("strong", "code"):
        return h(run.look, lines)
    if run.look or run.language not in ("", "en", "und"):
        return h("span", lines, class_=run.look or None, lang=run.language or None)
    return h("span", lines) if len(lines) > 1 else run.text
