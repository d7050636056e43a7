"""The reader of PDF files, as a careful person reads: columns in order, running heads aside, footnotes apart, words mended."""

from __future__ import annotations

from collections.abc import Sequence

from letapis.core.reading.draft import Draft, Piece
from letapis.core.reading.forms import with_form
from letapis.core.reading.heads import about_of, with_headline
from letapis.core.reading.judging import Part, judge
from letapis.core.reading.pdf.furniture import notes, running
from letapis.core.reading.pdf.lines import Line
from letapis.core.reading.pdf.opened import Opened, opened
from letapis.core.reading.pdf.order import blocks_of
from letapis.core.reading.pdf.paragraphs import Group, groups_of, joined, notes_of, parts_of, print_of
from letapis.core.reading.pdf.tables import with_rows
from letapis.words.records import Fault, Given

NAME = "pdf/2"
MEDIA_TYPE = "application/pdf"


def sniff(data: bytes, name: str) -> bool:
    """A PDF says so in its first bytes."""
    return (b"%PDF-" in data[:1024] and not data.lstrip().startswith(b"<")) or name.lower().endswith(".pdf")


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of a PDF file; broken, encrypted and scanned ones are faults."""
    del explain, as_body
    if not data.strip():
        return Draft(MEDIA_TYPE, "", (), faults=(Fault(name, "The file is empty.", "Get the page again."),))
    found = opened(data, name)
    parts = with_headline(parts_in_order(found))
    judged = judge(parts)
    pieces = [Piece(kind, p.text, main, p.why) for p, (kind, main) in zip(parts, judged, strict=True)]
    pieces += [Piece("other", x.text, False, "turned another way than its page") for x in found.aside if x.text]
    pieces += [Piece("other", text, False, "nobody sees it") for _, text in found.unseen]
    return with_form(pieces, about_of(pieces, found.title, found.author), given, MEDIA_TYPE, found.faults)


def parts_in_order(found: Opened) -> list[Part]:
    """All lines of a document as blocks in the order they are read, running heads and footnotes among them as set aside."""
    away = running(found.pages)
    pages = [blocks_of(with_rows([x for x in page if x not in away])) for page in found.pages]
    usual = print_of(b for page in pages for b in page)
    groups: list[Group] = []
    for lines, page in zip(found.pages, pages, strict=True):
        heads, feet = _furniture(lines, away)
        low = notes(page, usual.size)
        groups += heads
        groups += [g for b in page if b not in low for g in groups_of(b, usual)]
        groups += [g for b in low for g in notes_of(b)] + feet
    return parts_of(joined(groups, usual), usual)


def _furniture(lines: Sequence[Line], away: set[Line]) -> tuple[list[Group], list[Group]]:
    """The running heads of a page, and what stands at its foot."""
    mine = sorted((x for x in lines if x in away), key=lambda x: (-x.base, x.x0))
    kept = [x.base for x in lines if x not in away]
    middle = (max(kept) + min(kept)) / 2 if kept else 0.0
    as_groups = [Group([x], x.x0, x.x1, "other", "at the edge of the page, as on others") for x in mine]
    return [g for g in as_groups if g.lines[0].base >= middle], [g for g in as_groups if g.lines[0].base < middle]
