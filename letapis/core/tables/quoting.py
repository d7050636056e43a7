"""Passages for the cells of a table, many at a time: which occurrence of its words each is, counted once for all."""

from __future__ import annotations

from letapis.core.tables.grid import Cell
from letapis.words.records import Passage, Reading


class Quoting:
    """Makes passages of one reading."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._last: dict[str, tuple[int, int]] = {}
        self._made: dict[int, Passage] = {}

    def passage(self, cell: Cell) -> Passage:
        """The passage of a cell; asked for from top to bottom each costs only the way from the one before with its words."""
        if cell.start not in self._made:
            self._made[cell.start] = Passage(self.reading.id, cell.start, cell.end, cell.text, self._nth(cell))
        return self._made[cell.start]

    def _nth(self, cell: Cell) -> int:
        """How often its words stand in the text before it, overlapping ones counted once, as ``str.count`` does."""
        at, n = self._last.get(cell.text, (0, 0))
        if at > cell.start:
            return self.reading.text.count(cell.text, 0, cell.start)
        # A cell begins behind a tab or a line break, which no occurrence that began before it can reach over: so the count
        # up to an earlier cell and the count from there add up.
        n += self.reading.text.count(cell.text, at, cell.start)
        self._last[cell.text] = (cell.start, n)
        return n
