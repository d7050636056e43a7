"""A table found again in the text of its reading: every block is a cell, tabs part the cells of a row, empty lines the rows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from letapis.words.records import Block, Reading

CELL: Final = "\t"
ROW: Final = "\n\n"
NAME, BEFORE, HEAD, DATA = "headline", "caption", "heading", "table"
"""The kinds of a table's blocks: its name (of a sheet), lines above its head, the cells of its head, all other cells."""
_CHUNK = re.compile(r"[^\n]+(?:\n[^\n]+)*")


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell to the letter, and where it stands in the text of its reading."""

    text: str
    start: int
    end: int
    row: int
    """As a spreadsheet counts, from 1."""
    column: int
    """From 0."""


@dataclass(frozen=True, slots=True)
class Row:
    """The filled cells of a row by column."""

    number: int
    cells: dict[int, Cell]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Table:
    """A table: its name where it has one, its head (no cells where none was found) and its rows."""

    name: str
    heads: tuple[Cell, ...]
    rows: tuple[Row, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """What the columns are called; by their number where there is no head, or no word or the same word again."""
        width = 1 + max((c for r in self.rows for c in r.cells), default=-1)
        width = max(width, *(c.column + 1 for c in self.heads), 0) if self.heads else width
        words = {c.column: " ".join(c.text.split()) for c in self.heads}
        found: list[str] = []
        for i in range(width):
            name = words.get(i) or str(i + 1)
            found.append(f"{name} ({i + 1})" if name in found else name)
        return tuple(found)


def is_table(reading: Reading) -> bool:
    """Whether a reading was made by a reader of tables, so that its blocks are cells and nothing in it is prose."""
    return reading.reader.startswith(("table", "records"))


def rows_of(reading: Reading) -> Iterator[Row]:
    """The rows of a table's text, head and lines above it included, in order."""
    blocks = {b.start: b for b in reading.blocks}
    for chunk in _CHUNK.finditer(reading.text):
        yield _row(reading.text, chunk.start(), chunk.end(), blocks)


def _row(text: str, start: int, end: int, blocks: dict[int, Block]) -> Row:
    cells, number, at = {}, 0, start
    for column, words in enumerate(text[start:end].split(CELL)):
        block = blocks.get(at)
        if words and block is not None:
            number = block.line or 0
            cells[column] = Cell(words, at, at + len(words), number, column)
        at += len(words) + 1
    return Row(number, cells, start, end)


def tables_of(reading: Reading) -> tuple[Table, ...]:
    """The tables of a reading; a headline begins another."""
    kinds = {b.start: b.kind for b in reading.blocks}
    found: list[tuple[str, list[Cell], list[Row]]] = []
    for row in rows_of(reading):
        first = next(iter(row.cells.values()), None)
        kind = kinds[first.start] if first else ""
        if kind == NAME or not found:
            found.append((first.text if first and kind == NAME else "", [], []))
        if first and kind == HEAD:
            found[-1][1].extend(row.cells.values())
        elif kind == DATA:
            found[-1][2].append(row)
    return tuple(Table(name, tuple(heads), tuple(rows)) for name, heads, rows in found if heads or rows)
