"""From rows of cells to a draft: a text that holds every cell, tabs between them, rows parted by empty lines, its head."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from letapis.core.reading.draft import About, Draft, Span
from letapis.core.tables.grid import BEFORE, CELL, DATA, HEAD, NAME, ROW
from letapis.core.tables.records import STATEMENTS
from letapis.core.tables.words import head_means
from letapis.words.records import Fault, Given

CELLS = 200_000
"""Filled cells of a file that are read."""
LETTERS = 8_000_000
"""Letters of a file's cells that are read."""
_SEARCHED = 15
"""Rows among which a head is looked for."""
_LONGEST_HEAD = 120
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
_DATUM = re.compile(r"\W*\d[\d\s.,:/%+-]*\Z|https?://|\S+@\S+\.\S")


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of one table, each with its number as a spreadsheet counts."""

    rows: Sequence[tuple[int, Sequence[str]]]
    name: str = ""


def clean(cell: str) -> str:
    """A cell as it stands in the text: tabs are spaces, empty lines inside it and what cannot be shown are gone."""
    if "\n" in cell or "\r" in cell:
        cell = "\n".join(filter(None, (line.strip() for line in cell.replace("\r", "\n").split("\n"))))
    return _CONTROL.sub(" ", cell.replace("\t", " ")).strip()


def draft_of(sheets: Sequence[Sheet], media_type: str, name: str, given: Given, faults: Sequence[Fault] = ()) -> Draft:
    """The draft of the sheets; what did not fit and tables without a head are said."""
    made = _Text(name)
    for sheet in sheets:
        made.sheet(sheet, named=len(sheets) > 1)
    told = [*faults, *made.faults]
    if not made.spans:
        told = told or [Fault(name, "There is no cell with anything in it.", "Get the table again.")]
    about = About(title=given.title, published=given.published, published_basis="given" if given.published else None)
    return Draft(media_type, ROW.join(made.parts), tuple(made.spans), about, tuple(told), whole=True, prose=False)


class _Text:
    """The text being made."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.parts: list[str] = []
        self.spans: list[Span] = []
        self.faults: list[Fault] = []
        self.at = 0

    def sheet(self, sheet: Sheet, *, named: bool) -> None:
        rows = [(n, cells) for n, raw in sheet.rows if any(cells := [clean(c) for c in raw])]
        if not rows:
            return
        head = head_of([cells for _, cells in rows])
        if named:
            self._row([clean(sheet.name).replace("\n", " ") or "a sheet without a name"], NAME, 0)
        if head is None:
            where = f" of the sheet “{sheet.name}”" if named else ""
            what = f"No row{where} names the columns, so they are called 1, 2, 3 …"
            self.faults.append(Fault(self.name, what, 'Say what they mean: --columns "1=name,2=arrest.when".'))
        for i, (number, cells) in enumerate(rows):
            if len(self.spans) >= CELLS or self.at >= LETTERS:
                what = f"The table is too large: rows from {number} on are not read."
                self.faults.append(Fault(self.name, what, "Split it into several files."))
                return
            self._row(cells, DATA if head is None or i > head else HEAD if i == head else BEFORE, number)

    def _row(self, cells: Sequence[str], kind: str, number: int) -> None:
        while cells and not cells[-1]:
            cells = cells[:-1]
        at = self.at
        for cell in cells:
            if cell:
                self.spans.append(Span(kind, at, at + len(cell), True, number))
            at += len(cell) + len(CELL)
        self.parts.append(CELL.join(cells))
        self.at = at - len(CELL) + len(ROW)


def head_of(rows: Sequence[Sequence[str]]) -> int | None:
    """Which of the first rows names the columns; None where none does."""
    widths = [sum(map(bool, r)) for r in rows]
    broad = max(widths[: 10 * _SEARCHED])
    for i, row in enumerate(rows[:_SEARCHED]):
        if set(row) >= STATEMENTS:
            return i
        if widths[i] * 2 < broad or not _words_only(row):
            continue
        filled = [c for c in row if c]
        known = sum((means := head_means(c)) is not None and means[1] for c in filled)
        if known * 3 >= len(filled) or (known and len(filled) < 3) or _unlike_below(row, rows[i + 1 : i + 30]):
            return i
        if widths[i] * 3 >= broad * 2:
            return None  # the first full row is one of the list's own
    return None


def _words_only(row: Sequence[str]) -> bool:
    """No cell is a number, a date or an address, or as long as a sentence."""
    return not any(len(c) > _LONGEST_HEAD or _DATUM.match(c) for c in row if c)


def _unlike_below(row: Sequence[str], below: Sequence[Sequence[str]]) -> bool:
    """Under a cell of words there is a column of figures, dates or addresses."""
    for i, cell in enumerate(row):
        column = [r[i] for r in below if i < len(r) and r[i]]
        if cell and len(column) > 1 and sum(_DATUM.match(c[:_LONGEST_HEAD]) is not None for c in column) * 4 >= 3 * len(column):
            return True
    return False
