"""The reader of ODT files: headings by their level, lists, rows of tables; notes, comments, heads and deleted words aside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from letapis.core.reading.draft import Draft
from letapis.core.reading.judging import Part
from letapis.core.reading.office.docx import PARTS, Found, drafted
from letapis.core.reading.office.package import Package, Refused, elements, forget, package
from letapis.words.records import Fault, Given

NAME = "odt/1"
MEDIA_TYPE = "application/vnd.oasis.opendocument.text"
_SPACE = "urn:oasis:names:tc:opendocument:xmlns:"
_T, _O, _TABLE, _STYLE = (f"{{{_SPACE}{n}:1.0}}" for n in ("text", "office", "table", "style"))
_P, _H, _ROW = _T + "p", _T + "h", _TABLE + "table-row"
_DC = "{http://purl.org/dc/elements/1.1/}"
_WHOLE = (_T + "note", _O + "annotation", _P, _H)
"""Elements within a paragraph that are read by themselves."""


@dataclass
class _Said:
    """The words of a paragraph, and the elements in it that are read by themselves."""

    parts: list[str] = field(default_factory=list)
    apart: list[Any] = field(default_factory=list)

    @property
    def text(self) -> str:
        """As one line."""
        return " ".join("".join(self.parts).split())


def sniff(data: bytes, name: str) -> bool:
    """An ODT file is a ZIP file that names its kind at its beginning, or is named so."""
    return data.startswith(b"PK\x03\x04") and (MEDIA_TYPE.encode() in data[:200] or name.lower().endswith(".odt"))


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of an ODT file."""
    del explain, as_body
    found, title, author = Found(), "", ""
    try:
        held = package(data)
        title, author = _described(held)
        content = held.part("content.xml")
        if content is None:
            raise Refused("The document has no text part.")
        _read(content, found, name)
        _heads(held, found)
    except Refused as e:
        found.faults.append(Fault(name, str(e), "Open it in a word processor and save it anew, or as PDF."))
    return drafted(found, name, title, author, given, MEDIA_TYPE)


def _read(content: bytes, found: Found, name: str) -> None:
    """Paragraphs, headings and rows in order, each with what stands in it."""
    for e in elements(content, _P, _H, _ROW, _T + "insertion"):
        above = {a.tag for a in e.iterancestors()}
        if above & {_P, _H, _ROW, _T + "note", _O + "annotation"}:
            continue  # read with what it stands in
        if len(found.parts) >= PARTS:
            found.faults.append(
                Fault(name, f"The document has more than {PARTS} paragraphs; the rest was left out.", "Split it.")
            )
            return
        if e.tag == _T + "insertion":
            found.inserted += 1
        elif _T + "deletion" in above:
            found.deleted += [t for t in [_said(e).text] if t]
        elif e.tag == _ROW:
            _row(e, found)
        else:
            _paragraph(e, found, "li" if _T + "list-item" in above else "p")
        forget(e)


def _paragraph(e: Any, found: Found, element: str) -> None:
    said = _said(e)
    if said.text:
        style = str(e.get(_T + "style-name", ""))
        found.parts.append(Part(said.text, _element(e, style, element)))
    _apart(said, found)


def _element(e: Any, style: str, element: str) -> str:
    level = str(e.get(_T + "outline-level", "1"))
    if e.tag == _H:
        return f"h{min(6, int(level) + 1)}" if level.isdigit() and len(level) < 3 else "h2"
    return {"Title": "h1", "Subtitle": "h3", "Quotations": "blockquote", "Caption": "figcaption"}.get(style, element)


def _apart(said: _Said, found: Found) -> None:
    """Notes and comments are aside, text boxes are main text."""
    for x in said.apart[:200]:
        inner = [x] if x.tag in (_P, _H) else list(x.iterdescendants(_P, _H))
        words = " ".join(t for p in inner if (t := _said(p).text))
        if not words:
            continue
        if x.tag in (_P, _H):
            found.parts.append(Part(words))
        else:
            comment = x.tag == _O + "annotation"
            why = "a comment beside the text" if comment else "a footnote"
            found.parts.append(Part(words, "p", 0.0, False, "comment" if comment else "other", why))


def _row(row: Any, found: Found) -> None:
    cells = []
    for cell in row.iterchildren(_TABLE + "table-cell"):
        said = [_said(p) for p in cell.iterdescendants(_P, _H)]
        cells.append(" ".join(s.text for s in said if s.text))
    if len(cells) == 1 or any(len(c) > 600 for c in cells):
        found.parts += [Part(c) for c in cells if c]
    elif any(cells):
        found.parts.append(Part("\t".join(cells).strip("\t"), "tr"))


def _said(e: Any) -> _Said:
    """The words of an element, without those of what is read by itself."""
    out = _Said([e.text or ""])
    todo: list[Any] = list(reversed(e))
    while todo:
        x = todo.pop()
        if isinstance(x, str):
            out.parts.append(x)
            continue
        todo.append(x.tail or "")
        if x.tag in _WHOLE:
            out.apart.append(x)
            continue
        if x.tag in (_T + "s", _T + "tab", _T + "line-break"):
            out.parts.append(" ")
        out.parts.append(x.text or "")
        todo += reversed(x)
    return out


def _heads(held: Package, found: Found) -> None:
    """What stands at the head and foot of the pages."""
    data = held.part("styles.xml")
    for e in elements(data, _STYLE + "header", _STYLE + "footer") if data else ():
        words = " ".join(t for p in e.iterdescendants(_P) if (t := _said(p).text))
        if words:
            found.parts.append(Part(words, "p", 0.0, False, "other", "at the edge of the pages"))


def _described(held: Package) -> tuple[str, str]:
    """Title and author of the document's own description, never its dates."""
    data = held.part("meta.xml")
    names = (_DC + "title", _DC + "creator", f"{{{_SPACE}meta:1.0}}initial-creator")
    said = {e.tag: " ".join((e.text or "").split())[:500] for e in elements(data, *names)} if data else {}
    return said.get(names[0], ""), said.get(names[2], "") or said.get(names[1], "")
