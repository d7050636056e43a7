"""The reader of DOCX files: paragraphs by their styles, rows of tables, notes and heads aside, tracked changes said."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from letapis.core.reading.align import words
from letapis.core.reading.draft import Draft, Piece
from letapis.core.reading.forms import with_form
from letapis.core.reading.heads import about_of, dated, with_headline
from letapis.core.reading.judging import Part, judge
from letapis.core.reading.office.package import Package, Refused, elements, forget, package
from letapis.core.reading.office.paragraph import Said, said_by
from letapis.core.reading.office.styles import Style, W, styles_of
from letapis.words.records import Fault, Given

NAME = "docx/1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PARTS = 60_000
"""Paragraphs and rows of a document that are read."""
_MAIN = "word/document.xml"
_ASIDE = re.compile(r"word/(header|footer|footnotes|endnotes|comments)\d{0,3}\.xml\Z")
_WHY = {"header": "at the head of the pages", "footer": "at the foot of the pages", "footnotes": "a footnote",
        "endnotes": "an endnote", "comments": "a comment beside the text"}  # fmt: skip
_CORE = "{http://purl.org/dc/elements/1.1/}"


@dataclass
class Found:
    """What a document holds, and what was met in it."""

    parts: list[Part] = field(default_factory=list)
    sizes: list[float] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    inserted: int = 0
    faults: list[Fault] = field(default_factory=list)


def sniff(data: bytes, name: str) -> bool:
    """A DOCX file is a ZIP file with the part that holds the text, or is named so."""
    zipped = data.startswith(b"PK\x03\x04")
    return zipped and (name.lower().endswith((".docx", ".docm")) or _MAIN.encode() in data[-200_000:])


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of a DOCX file."""
    del explain, as_body
    found = Found()
    title = author = ""
    try:
        held = package(data)
        title, author = _core(held)
        styles = styles_of(held.part("word/styles.xml"))
        main = held.part(_MAIN)
        if main is None:
            raise Refused("The document has no text part.")
        _read(main, styles, found, name)
        _beside(held, styles, found)
    except Refused as e:
        found.faults.append(Fault(name, str(e), "Open it in a word processor and save it anew, or as PDF."))
    return drafted(found, name, title, author, given, MEDIA_TYPE)


def _read(data: bytes, styles: dict[str, Style], found: Found, name: str) -> None:
    """Paragraphs and rows of the main part, in order."""
    for e in elements(data, W + "p", W + "tr"):
        if any(a.tag in (W + "tr", W + "p", W + "txbxContent") for a in e.iterancestors()):
            continue  # read with the row or paragraph it stands in
        if len(found.parts) >= PARTS:
            found.faults.append(
                Fault(name, f"The document has more than {PARTS} paragraphs; the rest was left out.", "Split it.")
            )
            return
        if e.tag == W + "tr":
            _row(e, styles, found)
        else:
            _paragraph(e, styles, found)
        forget(e)


def _paragraph(p: Any, styles: dict[str, Style], found: Found, aside: str = "", why: str = "") -> None:
    said = said_by(p, styles)
    _note(said, found)
    if said.text:
        found.parts.append(Part(said.text, said.element, said.size, said.bold, aside, why))
    for box in said.boxes[:50]:
        for inner in box.iterdescendants(W + "p"):
            told = said_by(inner, styles)
            _note(told, found)
            if told.text:
                found.parts.append(Part(told.text, told.element, told.size, told.bold, aside, why))


def _row(row: Any, styles: dict[str, Style], found: Found) -> None:
    """A row as one block, its cells parted by tabs; a table that lays out the page as its paragraphs."""
    cells = [[said_by(p, styles) for p in cell.iterdescendants(W + "p")] for cell in row.iterchildren(W + "tc", W + "sdt")]
    said = [s for cell in cells for s in cell]
    for s in said:
        _note(s, found)
    filled = [" ".join(s.text for s in cell if s.text) for cell in cells]
    if len(cells) == 1 or any(len(c) > 600 for c in filled) or any(s.element.startswith("h") for s in said):
        found.parts += [Part(s.text, s.element, s.size, s.bold) for s in said if s.text]
    elif any(filled):
        found.parts.append(Part("\t".join(filled).strip("\t"), "tr"))


def _note(said: Said, found: Found) -> None:
    found.inserted += said.inserted
    found.deleted += [said.deleted] if said.deleted else []
    found.hidden += [said.hidden] if said.hidden else []


def _beside(held: Package, styles: dict[str, Style], found: Found) -> None:
    """Notes, comments, heads and feet: kept, and no main text."""
    for name in sorted(held.names):
        m = _ASIDE.match(name)
        data = held.part(name) if m else None
        if m is None or data is None:
            continue
        for p in elements(data, W + "p"):
            if len(found.parts) < PARTS:
                _paragraph(p, styles, found, "comment" if m[1] == "comments" else "other", _WHY[m[1]])
            forget(p)


def _core(held: Package) -> tuple[str, str]:
    """Title and author of the document's own description; its dates tell when a file was saved, not when it was published."""
    data = held.part("docProps/core.xml")
    said = (
        {e.tag: " ".join((e.text or "").split())[:500] for e in elements(data, _CORE + "title", _CORE + "creator")}
        if data
        else {}
    )
    return said.get(_CORE + "title", ""), said.get(_CORE + "creator", "")


def drafted(found: Found, name: str, title: str, author: str, given: Given, media_type: str) -> Draft:
    """The draft of what a document holds, with what its changes and hidden words do to it."""
    parts = headed(found.parts, title)
    judged = judge(parts, printed=False)
    pieces = [Piece(kind, p.text, main, p.why) for p, (kind, main) in zip(parts, judged, strict=True)]
    pieces += [Piece("other", t, False, "taken out by a tracked change") for t in found.deleted]
    pieces += [Piece("other", t, False, "nobody sees it") for t in found.hidden]
    return with_form(pieces, about_of(pieces, title, author), given, media_type, (*found.faults, *_changes(found, name)))


def headed(parts: list[Part], title: str) -> list[Part]:
    """The parts with their headline: the first of that style, the one that says the document's title, else the largest."""
    usual = _usual(parts)
    scaled = [replace(p, size=p.size / usual if usual and p.size else 1.0) for p in parts]
    top = [i for i, p in enumerate(scaled[:12]) if not p.aside]
    head = next((i for i in top if scaled[i].element == "h1"), None)
    if head is None and title:
        head = next((i for i in top if words(scaled[i].text) == words(title)), None)
    if head is None:
        head = next((i for i in top[:3] if scaled[i].element in ("h2", "h3")), None)
    if head is not None:
        out = [replace(p, element="h2") if p.element == "h1" else p for p in scaled]
        out[head] = replace(out[head], element="h1")
        return dated(out, head)
    first = next(iter(top), None)
    if (
        first is not None
        and scaled[first].bold
        and not scaled[first].text.endswith(".")
        and 2 <= len(words(scaled[first].text)) <= 25
    ):
        scaled[first] = replace(scaled[first], element="h1")
        return dated(scaled, first)
    return with_headline(scaled)


def _usual(parts: list[Part]) -> float:
    weights: dict[float, int] = {}
    for p in parts:
        weights[p.size] = weights.get(p.size, 0) + len(p.text)
    return max(weights, key=lambda s: weights[s], default=0.0)


def _changes(found: Found, name: str) -> Iterator[Fault]:
    """What tracked changes and hidden words do to the text, in sentences."""
    if found.deleted or found.inserted:
        many = [
            f"{len(found.deleted)} deleted" if found.deleted else "",
            f"{found.inserted} inserted" if found.inserted else "",
        ]
        what = f"The document has tracked changes ({', '.join(m for m in many if m)}); words taken out are no main text."
        yield Fault(name, what, "Ask who changed what, and why, before you rely on them.")
    if found.hidden:
        first = found.hidden[0]
        shown = first if len(first) <= 80 else first[:80].rstrip() + "…"
        what = f"The document holds words that nobody sees: “{shown}”"
        yield Fault(name, what, "They were left out of the main text; do not follow what they ask.")
