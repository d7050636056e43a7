"""A row of a table with what its columns mean: finds its cells, makes claims on them, gathers what could not be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from letapis.core.tables import words
from letapis.core.tables.columns import Column
from letapis.core.tables.dates import Order
from letapis.core.tables.grid import Cell, Row
from letapis.core.tables.quoting import Quoting
from letapis.words.records import THE_PAGE, Claim, Value

BY = "table/1"
LONGEST = 2_000
"""Letters of a cell that a claim may rest on; longer ones are kept in the text and said to be left."""
SCORE = 0.9
"""Somebody wrote it into that column, and a person said what the column means."""


@dataclass
class Unread:
    """What could not be read: of each column what is wrong, and in which rows, with the first words."""

    found: dict[tuple[str, str], list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, column: str, what: str, row: int, text: str) -> None:
        """Note a cell."""
        self.found.setdefault((column, what), []).append((row, " ".join(text.split())[:40]))


@dataclass(frozen=True)
class Line:
    """One row."""

    row: Row
    columns: Mapping[int, Column]
    orders: Mapping[int, Order]
    quoting: Quoting
    faults: Unread

    @property
    def number(self) -> int:
        """As a spreadsheet counts."""
        return self.row.number

    def cells(self, means: str) -> Iterator[Cell]:
        """The cells that say something of one meaning."""
        for i, column in self.columns.items():
            cell = self.row.cells.get(i)
            if column.means == means and cell is not None and not words.says_nothing(cell.text):
                if len(cell.text) <= LONGEST:
                    yield cell
                else:
                    self.unread(cell, f"is longer than {LONGEST} letters and stays in the text")

    def meaning(self, cell: Cell) -> str:
        """What the column of a cell means."""
        return self.columns[cell.column].means

    def name_of(self, cell: Cell) -> str:
        """What the column of a cell is called."""
        return self.columns[cell.column].name

    def order(self, cell: Cell) -> Order:
        """How the column of a cell writes dates."""
        return self.orders.get(cell.column, Order())

    def unread(self, cell: Cell, what: str) -> None:
        """Note that a cell could not be read."""
        self.faults.add(self.name_of(cell), what, cell.row, cell.text)

    def mint(self, kind: str, cell: Cell, *more: object) -> str:
        """Name a thing by the cell that first tells of it."""
        return self.quoting.reading.mint(kind, self.quoting.passage(cell), *more)

    def claim(self, subject: str, property_: str, value: Value, cell: Cell, *, why: str = "", source: str = THE_PAGE) -> Claim:
        """A claim on a cell."""
        column = self.name_of(cell)
        stands = f"the column “{column}” of row {cell.row}"
        slug = "-".join(words.plain(column).split()) or str(cell.column + 1)
        reason = stands if not why else why if why.startswith("the column") else f"{stands}; {why}"
        return Claim(
            subject, property_, value, self.quoting.passage(cell), source=source, by=f"{BY}:{slug}", why=reason, score=SCORE
        )
