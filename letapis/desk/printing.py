"""The dossier as PDF: words shaped for their script, notes at the end, the same bytes whoever prints it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any, Final

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from letapis.core.dossier.document import Block, Bullets, Document, Heading, Paragraph, Rows, Run, Runs, Table, rightward

NAME: Final = "pdf"
SIDE, TOP, BOTTOM = 25, 24, 24
"""Margins in millimetres."""
WIDTH: Final = 210 - 2 * SIDE
LABEL: Final = 36
"""The width of the labels of rows."""
INK, QUIET, ACCENT, LINK, LINE = (29, 28, 26), (92, 89, 83), (122, 46, 29), (35, 79, 122), (217, 214, 205)
SIZES: Final = {"": 10.5, "lede": 12, "quiet": 8.5, "quote": 10.5, "text": 9.5, "cell": 9, "note": 8.5}
HEADINGS: Final = {1: (16, 10, 4), 2: (13, 7, 2), 3: (11.5, 6, 1.5)}
"""Of each level the size in points, and the space before and after in millimetres."""
_FONTS: Final = (
    ("serif", "", "fontpkg_ibm_plex_serif", "IBMPlexSerif-Regular.ttf"),
    ("serif", "B", "fontpkg_ibm_plex_serif", "IBMPlexSerif-SemiBold.ttf"),
    ("arabic", "", "fontpkg_amiri", "Amiri-Regular.ttf"),
    ("hebrew", "", "fontpkg_frank_ruhl_libre", "FrankRuhlLibre[wght].ttf"),
)
_DAY: Final = datetime(2000, 1, 1, tzinfo=UTC)
"""What the file says of when it was made: nothing true, so nothing of whoever made it."""
_STAND_IN: Final = {0x2011: "-", 0x00AD: "", 0x200B: "", 0xFEFF: ""}


def write(doc: Document) -> bytes:
    """The whole file."""
    return _Printer(doc).bytes()


class _Paper(FPDF):
    """Pages with their number, and what the document is, at the foot."""

    foot = ""

    def footer(self) -> None:
        """The foot of a page, but of the first."""
        if self.page_no() == 1:
            return
        self.set_y(-15)
        self.set_font("serif", "", 8)
        self.set_text_color(*QUIET)
        self.cell(WIDTH - 20, 5, self.foot)
        self.cell(20, 5, str(self.page_no()), align="R")


def _paper() -> Any:
    """The library's pages; their fonts are looked into, which its types do not allow."""
    return _Paper(format="A4")


class _Printer:
    """Prints a document block by block."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.pdf = pdf = _paper()
        pdf.set_creation_date(_DAY)
        pdf.set_producer("Letapis")
        pdf.set_title(f"{doc.kicker}: {doc.title}")
        pdf.set_lang(doc.language)
        for family, style, package, name in _FONTS:
            pdf.add_font(family, style, str(files(package) / "files" / name))
        pdf.set_fallback_fonts(["arabic", "hebrew"], exact_match=False)
        self.glyphs = [frozenset(pdf.fonts[k].cmap) for k in ("serif", "arabic", "hebrew")]
        pdf.set_margins(SIDE, TOP, SIDE)
        pdf.set_auto_page_break(True, BOTTOM)
        pdf.c_margin = 0
        version = dict(doc.cover).get("Version", "")
        pdf.foot = self.fit(f"{doc.kicker}: {doc.title}" + (f" · version {version}" if version else ""))
        self.anchors: dict[str, int] = {}
        self.widths: dict[tuple[str, float, str], float] = {}
        self.given: set[str] = set()

    def bytes(self) -> bytes:
        pdf = self.pdf
        pdf.add_page()
        self.cover()
        for block in self.doc.blocks:
            self.block(block)
        self.heading(Heading(1, (Run("Notes"),), "notes"))
        for n, runs in enumerate(self.doc.notes, 1):
            self.note(n, runs)
        for link in {a: n for a, n in self.anchors.items() if a not in self.given}.values():
            pdf.set_link(link, page=1)
        return bytes(pdf.output())

    def cover(self) -> None:
        pdf = self.pdf
        pdf.set_y(50)
        with self.look(9, "B", ACCENT):
            pdf.cell(0, 6, self.fit(self.doc.kicker.upper()), new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        with self.look(26, "B", INK):
            pdf.multi_cell(0, 12, self.fit(self.doc.title), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.ln(6)
        self.block(Rows(tuple((k, (Run(v),)) for k, v in self.doc.cover)))
        pdf.ln(4)
        begun = pdf.get_y()
        self.flow(self.doc.notice, SIZES[""], left=5)
        self.bar(begun, ACCENT, 1.0)
        pdf.ln(8)
        for part in (b for b in self.doc.blocks if isinstance(b, Heading) and b.level == 1):
            with self.look(10, "", LINK):
                pdf.cell(0, 6, self.fit(part.text), link=self.link(part.anchor), new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    # ---- ways

    def link(self, anchor: str) -> int:
        if anchor not in self.anchors:
            self.anchors[anchor] = self.pdf.add_link()
        return self.anchors[anchor]

    def here(self, anchor: str) -> None:
        if anchor:
            self.pdf.set_link(self.link(anchor), y=self.pdf.get_y(), page=self.pdf.page_no())
            self.given.add(anchor)

    # ---- blocks

    def block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.heading(block)
        elif isinstance(block, Paragraph):
            self.paragraph(block)
        elif isinstance(block, Bullets):
            for item in block.items:
                self.bullet(item)
        elif isinstance(block, Rows):
            for label, runs in block.rows:
                self.row(label, runs)
            self.pdf.ln(2)
        else:
            self.table(block)

    def heading(self, heading: Heading) -> None:
        pdf, (size, before, after) = self.pdf, HEADINGS[heading.level]
        room = 60 if heading.level == 1 else 38
        if heading.new_page or pdf.will_page_break(room):
            pdf.add_page()
        elif pdf.get_y() > TOP + 1:
            pdf.ln(before)
        if heading.level == 1:
            pdf.set_draw_color(*INK)
            pdf.set_line_width(0.5)
            pdf.line(SIDE, pdf.get_y(), SIDE + WIDTH, pdf.get_y())
            pdf.ln(4)
        self.here(heading.anchor)
        with self.look(size, "B", INK):
            if heading.level == 1:
                pdf.start_section(self.fit(heading.text), 0)
                pdf.set_font("serif", "B", size)
            pdf.multi_cell(0, size * 0.47, self.fit(heading.text), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        pdf.ln(after)

    def paragraph(self, paragraph: Paragraph) -> None:
        pdf, size = self.pdf, SIZES[paragraph.look]
        self.here(paragraph.anchor)
        if rightward("".join(r.text for r in paragraph.runs)):
            with self.look(size, "", INK):
                words = self.fit("".join(r.text for r in paragraph.runs))
                pdf.multi_cell(0, size * 0.55, words, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        elif paragraph.look == "quote":
            if pdf.will_page_break(16):
                pdf.add_page()
            page, begun = pdf.page_no(), pdf.get_y()
            self.flow(paragraph.runs, size, left=5)
            if pdf.page_no() == page:
                self.bar(begun, LINE, 0.8)
        else:
            self.flow(paragraph.runs, size, colour=QUIET if paragraph.look == "quiet" else INK)
        pdf.ln(1.2 if paragraph.look == "quiet" else 2.2)

    def bullet(self, runs: Runs) -> None:
        with self.look(SIZES[""], "", INK):
            self.pdf.cell(5, SIZES[""] * 0.5, "•")
        self.flow(runs, SIZES[""], left=5, begun=True)
        self.pdf.ln(1.2)

    def row(self, label: str, runs: Runs) -> None:
        pdf = self.pdf
        if pdf.will_page_break(11):
            pdf.add_page()
        page, top = pdf.page_no(), pdf.get_y()
        with self.look(8.5, "", QUIET):
            pdf.multi_cell(LABEL - 3, 5.2, self.fit(label), align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)
        under = pdf.get_y()
        pdf.set_y(top)
        self.flow(runs, SIZES[""], left=LABEL)
        if pdf.page_no() == page:
            pdf.set_y(max(pdf.get_y(), under))
        pdf.ln(0.6)

    def note(self, n: int, runs: Runs) -> None:
        self.here(f"note-{n}")
        with self.look(SIZES["note"], "", QUIET):
            self.pdf.cell(9, SIZES["note"] * 0.5, str(n))
        self.flow(runs, SIZES["note"], left=9, begun=True)
        self.pdf.ln(1)

    def table(self, table: Table) -> None:
        widths = [WIDTH * w / 100 for w in table.widths]
        self.line_of_heads(table.heads, widths)
        anchors = table.anchors or ("",) * len(table.rows)
        for row, anchor in zip(table.rows, anchors, strict=True):
            self.table_row(row, widths, anchor, table.heads)
        self.pdf.ln(4)

    def line_of_heads(self, heads: tuple[str, ...], widths: list[float]) -> None:
        pdf = self.pdf
        if pdf.will_page_break(24):
            pdf.add_page()
        with self.look(8, "B", QUIET):
            for head, width in zip(heads, widths, strict=True):
                pdf.cell(width, 5, self.fit(head))
        pdf.ln(6)
        self.rule(INK)

    def table_row(self, row: tuple[Runs, ...], widths: list[float], anchor: str, heads: tuple[str, ...]) -> None:
        pdf, height = self.pdf, SIZES["cell"] * 0.5
        with self.look(SIZES["cell"], "", INK):
            cells = [self.lines(self.fit("".join(r.text for r in c)), w - 3, w - 3) for c, w in zip(row, widths, strict=True)]
            if pdf.will_page_break(min(max(map(len, cells)) * height, 200) + 2):
                pdf.add_page()
                self.line_of_heads(heads, widths)
                pdf.set_font("serif", "", SIZES["cell"])
            self.here(anchor)
            for n in range(max(map(len, cells))):
                self.table_line(row, cells, n, widths, height)
        pdf.ln(1)
        self.rule(LINE)

    def table_line(self, row: tuple[Runs, ...], cells: list[list[str]], n: int, widths: list[float], height: float) -> None:
        """The nth line of every cell."""
        pdf = self.pdf
        if n == 0:
            pdf.ln(1)
        if pdf.will_page_break(height):
            pdf.add_page()
        left = float(SIDE)
        for runs, lines, width in zip(row, cells, widths, strict=True):
            if n < len(lines):
                way = runs[0].to if len(runs) == 1 else ""
                pdf.set_text_color(*(LINK if way else INK))
                pdf.set_x(left)
                words = self.fit(lines[n])
                side = "R" if rightward(words) else "L"
                pdf.cell(width - 3, height, words, link=self.link(way) if way else "", align=side)
            left += width
        pdf.ln(height)

    # ---- words

    def flow(
        self, runs: Runs, size: float, *, left: float = 0, colour: tuple[int, int, int] = INK, begun: bool = False
    ) -> None:
        """Runs one after another in a column that begins ``left`` of the margin; ends its line."""
        pdf = self.pdf
        pdf.set_left_margin(SIDE + left)
        if not begun:
            pdf.set_x(SIDE + left)
        for before, run in zip((None, *runs), runs, strict=False):
            between = ", " if run.note and before is not None and before.note else ""
            self.run(run, size, colour, between)
        pdf.set_left_margin(SIDE)
        pdf.ln(size * 0.5)
        pdf.set_x(SIDE)

    def run(self, run: Run, size: float, colour: tuple[int, int, int], between: str) -> None:
        pdf, height = self.pdf, size * 0.5
        if run.note:
            with self.look(size * 0.62, "", LINK):
                for text, link in ((between, ""), (run.text, self.link(f"note-{run.note}"))):
                    if text:
                        y = pdf.get_y()
                        pdf.set_xy(pdf.get_x(), y - size * 0.1)
                        pdf.cell(pdf.get_string_width(text), height, text, link=link)
                        pdf.set_xy(pdf.get_x(), y)
            return
        smaller = size - 1 if run.look in ("quiet", "code") else size
        shade = LINK if run.to else QUIET if run.look == "quiet" else colour
        with self.look(smaller, "B" if run.look == "strong" else "", shade):
            self.put(run.text, height, self.link(run.to) if run.to else "")

    def put(self, text: str, height: float, link: int | str = "") -> None:
        """Words from where the pen is, line by line; those that need shaping by the library's own, slower way."""
        pdf, words = self.pdf, self.fit(text)
        if pdf.text_shaping:
            pdf.write(height, words, link)
            return
        room, full = SIDE + WIDTH - pdf.get_x(), SIDE + WIDTH - pdf.l_margin
        for n, line in enumerate(self.lines(words, room, full)):
            if n:
                pdf.ln(height)
            if line:
                pdf.cell(self.width(line), height, line, link=link)

    def lines(self, text: str, room: float, full: float) -> list[str]:
        """The text in lines: the first has ``room``, all others are ``full``; nothing fits the first where it has none left."""
        found, begun = list[str](), room < full
        for n, paragraph in enumerate(text.split("\n")):
            line, left = "", room if n == 0 else full
            for piece in re.findall(r"\s*\S+|\s+", paragraph):
                if self.width(line + piece.rstrip()) <= left:
                    line += piece
                    continue
                if line or (begun and not found):
                    found.append(line.rstrip())
                line, left = piece.lstrip(), full
                while self.width(line) > full and len(line) > 1:  # a digest, an address
                    most = next(i for i in range(len(line), 0, -1) if i == 1 or self.width(line[:i]) <= full)
                    found.append(line[:most])
                    line = line[most:]
            found.append(line)
        return found

    def width(self, text: str) -> float:
        key = (self.pdf.font_style, self.pdf.font_size_pt, text)
        if key not in self.widths:
            self.widths[key] = self._measured(text)
        return self.widths[key]

    def _measured(self, text: str) -> float:
        """The width in millimetres; letters of the main font are added up, which is much faster than asking the library."""
        font = self.pdf.current_font
        if all(ord(c) in self.glyphs[0] for c in text):
            return float(sum(font.cw[ord(c)] for c in text) * self.pdf.font_size / 1000)
        return float(self.pdf.get_string_width(text))

    @contextmanager
    def look(self, size: float, style: str, colour: tuple[int, int, int]) -> Iterator[None]:
        self.pdf.set_font("serif", style, size)
        self.pdf.set_text_color(*colour)
        yield

    def rule(self, colour: tuple[int, int, int]) -> None:
        pdf = self.pdf
        pdf.set_draw_color(*colour)
        pdf.set_line_width(0.2)
        pdf.line(SIDE, pdf.get_y(), SIDE + WIDTH, pdf.get_y())

    def bar(self, begun: float, colour: tuple[int, int, int], width: float) -> None:
        pdf = self.pdf
        pdf.set_draw_color(*colour)
        pdf.set_line_width(width)
        pdf.line(SIDE + 0.5, begun + 0.5, SIDE + 0.5, pdf.get_y() - 0.5)

    def fit(self, text: str) -> str:
        """The words with a stand-in for each character that no font here can draw; shaping is on from here where they need it.

        Latin, Cyrillic and Greek letters stand one by one; shaping them too makes a page take ten times as long.
        """
        shaped = bool(_SHAPED.search(text))
        if shaped != bool(self.pdf.text_shaping):
            self.pdf.set_text_shaping(shaped)
        if _PLAIN.fullmatch(text):
            return text
        return "".join(c if c == "\n" or any(ord(c) in g for g in self.glyphs) else _STAND_IN.get(ord(c), "□") for c in text)


_PLAIN = re.compile(r"[\n -~А-яЁё“”’–…·]*")
_SHAPED = re.compile(r"[\u0300-\u036f\u0590-\u1fff\u200d-\u200f\ufb1d-\ufdff\ufe70-\ufeff]")
"""Characters of scripts that are written from right to left or joined, and marks that stand over letters."""
