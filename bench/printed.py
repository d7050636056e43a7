"""PDFs made for measuring and testing: invented text set in columns, with running heads, footnotes, captions, broken words."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

_NAMES = ("Ilona Wester", "Pavel Rusk", "Marta Odene", "Jonas Vilk", "Sabina Tarr", "Otto Lensky", "Dina Morava", "Emil Harst")
_TOWNS = ("Drezhin", "Lower Kamen", "Mostryn", "Old Harbour", "Velna", "Stone Bridge", "Ulmar", "Berezhok")
_WHO = ("a teacher", "the editor of a local newspaper", "a railway worker", "a lawyer", "a student of medicine", "a baker")
_SAID = (
    "Police in {town} detained {name}, {who}, in the early hours of day {n} of the strike.",
    "{name} was taken to district station No. {n} and held there without a lawyer, according to relatives in {town}.",
    "A court in {town} sentenced {name} to {n} days of administrative arrest for taking part in an unsanctioned gathering.",
    "Neighbours counted {n} men in uniform on the staircase, and none of them would give {name} a name or a number.",
    "The Interior Ministry has not answered the {n} questions that were sent to it about the treatment of {name}.",
    "Officers searched the flat of {name} in {town} for {n} hours and carried away telephones, papers and a computer.",
    "By the end of the week {n} people from {town} had written to the prosecutor on behalf of {name}, {who}.",
    "The prison doctor of {town} noted {n} bruises, which {name} says were caused by an interrogation in the cellar.",
)  # fmt: skip
_HEADINGS = (
    "What happened in {town}",
    "The case of {name}",
    "Conditions of detention in {town}",
    "What relatives of {name} say",
)
_NOTES = (
    "Interview with {name}, {town}, on record under number {n}.",
    "See the register of {town}, volume {n}, held by {name}.",
)
_CAPTIONS = (
    "Figure {n}: the courthouse of {town}, where {name} was tried",
    "Photo: {name} in {town}, picture {n} of the series",
)


@dataclass(frozen=True)
class Layout:
    """How a document is set."""

    columns: int = 1
    size: float = 10.0
    gutter: float = 18.0
    indent: bool = False
    """Paragraphs begin with an indent, else with a gap."""
    hyphens: bool = False
    heads: bool = True
    notes: bool = False
    captions: bool = False
    by_rows: bool = False
    """The file draws what stands highest first, whatever column it is in."""
    spread: bool = False
    """Lines are stretched to the width of their column."""


@dataclass
class Made:
    """A PDF, and what a careful person would read in it."""

    name: str
    data: bytes
    title: str
    body: list[str] = field(default_factory=list)
    """Title, headings and paragraphs in order."""
    sentences: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    """Words that are no main text."""
    pages: int = 0


@dataclass
class _Put:
    x: float
    y: float
    text: str
    font: str
    size: float
    wide: float = 0.0
    """The width to stretch to; 0 where the line stays as it is."""


class _Pen:
    """Gathers what stands on each page, and writes it in the order asked for."""

    def __init__(self, layout: Layout, head: str) -> None:
        from reportlab.lib.pagesizes import A4

        self.layout, self.head = layout, head
        self.width, self.height = float(A4[0]), float(A4[1])
        self.left, self.foot, self.top = 60.0, 72.0, self.height - 90
        self.across = self.width - 2 * self.left
        self.column_width = (self.across - (layout.columns - 1) * layout.gutter) / layout.columns
        self.pages: list[list[_Put]] = [[]]
        self.starts = self.top
        self.column, self.y = 0, self.top
        self.notes: list[str] = []
        self.floor = [self.foot] * layout.columns

    @property
    def x(self) -> float:
        """Where the column begins."""
        return self.left + self.column * (self.column_width + self.layout.gutter)

    def room(self, lines: int, leading: float) -> bool:
        """Whether so many lines go into what is left of the column."""
        return self.y - lines * leading > self.floor[self.column]

    def on(self) -> None:
        """Go to the next column, or page."""
        self.column += 1
        if self.column == self.layout.columns:
            self.column, self.starts = 0, self.top
            self.pages.append([])
            self.floor = [self.foot] * self.layout.columns
        self.y = self.starts

    def put(self, text: str, font: str, size: float, x: float | None = None, wide: float = 0.0) -> None:
        leading = size * 1.25
        if not self.room(1, leading):
            self.on()
            x = None if x is None else x
        self.y -= leading
        self.pages[-1].append(_Put(self.x if x is None else self.x + x, self.y, text, font, size, wide))


def _wrapped(text: str, font: str, size: float, width: float, hyphens: bool, first: float = 0.0) -> list[str]:
    """Greedy lines; where asked, a long word that does not fit is broken."""
    from reportlab.pdfbase.pdfmetrics import stringWidth

    lines, line, room = [], "", width - first
    for word in text.split(" "):
        whole = f"{line} {word}".strip()
        if stringWidth(whole, font, size) <= room:
            line = whole
            continue
        head, tail = "", word
        if hyphens and len(word) > 7 and word.isalpha() and word.islower():
            cut = next((k for k in range(len(word) - 3, 2, -1)
                        if stringWidth(f"{line} {word[:k]}-", font, size) <= room), 0)  # fmt: skip
            head, tail = word[:cut], word[cut:]
        lines.append(f"{line} {head}-".strip() if head else line)
        line, room = tail, width
    return [*lines, line]


def made(seed: int, layout: Layout, paragraphs: int = 22) -> Made:
    """The document of a seed: always the same bytes."""
    chance = random.Random(seed)
    n = iter(range(2, 10_000))

    def say(patterns: Sequence[str]) -> str:
        return chance.choice(patterns).format(
            name=chance.choice(_NAMES), town=chance.choice(_TOWNS), who=chance.choice(_WHO), n=next(n) * 7 + seed
        )

    out = Made(f"made-{seed}.pdf", b"", f"Merenia: a report on {chance.choice(_TOWNS)} and its prisons")
    pen = _Pen(layout, f"Human Rights Centre Svedok | Report {seed}/2024")
    for line in _wrapped(out.title, "Helvetica-Bold", 18, pen.across, False):
        pen.put(line, "Helvetica-Bold", 18)
    pen.y -= 14
    pen.starts = pen.y
    out.body.append(out.title)
    for k in range(paragraphs):
        if k % 6 == 5:
            out.body.append(_heading(pen, say(_HEADINGS)))
        if layout.captions and k % 8 == 4:
            out.body.append(_caption(pen, say(_CAPTIONS)))
        sentences = [say(_SAID) for _ in range(chance.randint(2, 5))]
        out.sentences += sentences
        note = say(_NOTES) if layout.notes and k % 5 == 2 else ""
        _paragraph(pen, " ".join(sentences), note)
        out.body.append(" ".join(sentences))
        out.aside += [note] if note else []
    out.pages = len(pen.pages)
    out.aside += [pen.head] if layout.heads else []
    out.data = _written(pen)
    return out


def _heading(pen: _Pen, text: str) -> str:
    size = pen.layout.size * 1.2
    lines = _wrapped(text, "Helvetica-Bold", size, pen.column_width, False)
    if not pen.room(len(lines) + 4, size * 1.3):
        pen.on()
    pen.y -= size * 0.7
    for line in lines:
        pen.put(line, "Helvetica-Bold", size)
    pen.y -= size * 0.3
    return text


def _caption(pen: _Pen, text: str) -> str:
    size = pen.layout.size * 0.85
    lines = _wrapped(text, "Helvetica-Oblique", size, pen.column_width, False)
    if not pen.room(len(lines) + 4, size * 1.3):
        pen.on()
    pen.y -= size
    for line in lines:
        pen.put(line, "Helvetica-Oblique", size)
    pen.y -= size
    return text


def _paragraph(pen: _Pen, text: str, note: str) -> None:
    layout, font = pen.layout, "Times-Roman"
    first = 1.5 * layout.size if layout.indent else 0.0
    lines = _wrapped(text, font, layout.size, pen.column_width, layout.hyphens, first)
    if note:
        _note(pen, note)
    for i, line in enumerate(lines):
        last = i == len(lines) - 1
        inset = first if i == 0 else 0.0
        pen.put(line, font, layout.size, inset, pen.column_width - inset if layout.spread and not last else 0.0)
    pen.y -= 0.0 if layout.indent else layout.size * 0.6


def _note(pen: _Pen, text: str) -> None:
    """At the foot of the column that is being filled."""
    size = pen.layout.size * 0.75
    number = sum(p.size == size for page in pen.pages for p in page) + 1
    lines = _wrapped(f"{number} {text}", "Times-Roman", size, pen.column_width, False)
    need = len(lines) * size * 1.2
    if pen.y - need - 6 * pen.layout.size < pen.floor[pen.column]:
        pen.on()
    for i, line in enumerate(lines):
        pen.pages[-1].append(_Put(pen.x, pen.floor[pen.column] + need - (i + 1) * size * 1.2, line, "Times-Roman", size))
    pen.floor[pen.column] += need + size


def _written(pen: _Pen) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(pen.width, pen.height), invariant=1)
    for number, page in enumerate(pen.pages, 1):
        if pen.layout.heads:
            canvas.setFont("Helvetica", 8)
            canvas.drawString(pen.left, pen.height - 48, pen.head)
            canvas.drawCentredString(pen.width / 2, 36, f"{number}")
        for p in sorted(page, key=lambda p: (-p.y, p.x)) if pen.layout.by_rows else page:
            _draw(canvas, p)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def _draw(canvas: Any, p: _Put) -> None:
    from reportlab.pdfbase.pdfmetrics import stringWidth

    canvas.setFont(p.font, p.size)
    gaps = p.text.count(" ")
    spare = (p.wide - stringWidth(p.text, p.font, p.size)) / gaps if p.wide and gaps else 0.0
    canvas.drawString(p.x, p.y, p.text, wordSpace=spare if 0 < spare < p.size else 0)


def layouts() -> Iterator[tuple[str, Layout]]:
    """The layouts that are measured, by name."""
    for columns, size, gutter in ((1, 11.0, 0.0), (2, 9.5, 18.0), (3, 8.5, 14.0)):
        for by_rows in (False, True):
            base = Layout(columns, size, gutter, by_rows=by_rows)
            order = "by rows" if by_rows else "by columns"
            yield f"{columns} columns, {order}", base
            yield f"{columns} columns, {order}, notes", replace(base, notes=True, indent=True)
            yield (
                f"{columns} columns, {order}, all",
                replace(base, notes=True, captions=True, hyphens=True, indent=True, spread=True),
            )
            yield f"{columns} columns, {order}, broken", replace(base, hyphens=True)
            yield f"{columns} columns, {order}, captions", replace(base, captions=True, spread=True)
