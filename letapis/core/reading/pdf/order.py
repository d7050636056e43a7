"""The order in which a page is read: its lines gathered into blocks of a column, and the blocks put one after another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from letapis.core.reading.pdf.lines import Line

_MOST = 300
"""Blocks of a page that are compared with one another; a page of more is read from top to bottom."""
_LEADING = 2.1
"""Distance of two lines of one block at most, in sizes of their letters."""


@dataclass(slots=True)
class Block:
    """Lines of one column, one below the other."""

    lines: list[Line]
    x0: float
    x1: float
    y0: float
    y1: float

    def take(self, line: Line) -> None:
        """Add a line at the foot."""
        self.lines.append(line)
        self.x0, self.x1 = min(self.x0, line.x0), max(self.x1, line.x1)
        self.y0, self.y1 = min(self.y0, line.y0), max(self.y1, line.y1)


def block(line: Line) -> Block:
    """A block of one line."""
    return Block([line], line.x0, line.x1, line.y0, line.y1)


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The lines of a page as blocks, in the order a person reads them."""
    return ordered(gathered(sorted(lines, key=lambda x: (-x.base, x.x0))), mostly_rtl(lines))


def mostly_rtl(lines: Sequence[Line]) -> bool:
    """Whether most of a page runs from right to left."""
    return sum(len(x.text) for x in lines if x.rtl) * 2 > sum(len(x.text) for x in lines)


def gathered(lines: Sequence[Line]) -> list[Block]:
    """Each line goes to the block whose last line stands right above it, if it is the only one that does."""
    blocks: list[Block] = []
    open_: list[Block] = []
    for x in lines:
        open_ = [b for b in open_ if b.lines[-1].base - x.base < 2 * _LEADING * max(b.lines[-1].size, x.size, 1.0)]
        above = [b for b in open_ if _shares(b, x)]
        if len(above) == 1 and _goes_below(above[0], x):
            above[0].take(x)
            continue
        open_ = [b for b in open_ if b not in above]
        open_.append(block(x))
        blocks.append(open_[-1])
    return blocks


def _shares(a: Block | Line, b: Block | Line) -> bool:
    """Whether two stand above or below one another."""
    return min(a.x1, b.x1) - max(a.x0, b.x0) > 0


def _goes_below(above: Block, x: Line) -> bool:
    last = above.lines[-1]
    size = max(last.size, x.size, 1.0)
    near = 0.2 * size < last.base - x.base < _LEADING * size and abs(last.size - x.size) < 0.15 * size
    spans = len(above.lines) > 1 and x.wide > 1.6 * (above.x1 - above.x0) + 4 * x.size
    return near and not spans and last.row == x.row


def ordered(blocks: Sequence[Block], rtl: bool) -> list[Block]:
    """Blocks so that what stands above comes first, and a column is read to its end where nothing spans it and the next."""
    if len(blocks) > _MOST:
        return sorted(blocks, key=lambda b: (-round(b.y1 / 4), b.x0))
    todo = sorted(range(len(blocks)), key=lambda i: (-blocks[i].y1, blocks[i].x0))
    after = {i: {j for j in todo if j != i and _first(blocks[j], blocks[i], blocks, rtl)} for i in todo}
    out: list[Block] = []
    while todo:
        free = next((i for i in todo if not after[i].intersection(todo)), todo[0])  # in a circle the highest goes first
        todo.remove(free)
        out.append(blocks[free])
    return out


def _first(a: Block, b: Block, blocks: Sequence[Block], rtl: bool) -> bool:
    """Whether a is read before b: it stands above it, or beside it with nothing between that spans both."""
    if _shares(a, b):
        return a.y0 + a.y1 > b.y0 + b.y1
    if not (a.x0 >= b.x1 if rtl else a.x1 <= b.x0):
        return False
    return not any(c is not a and c is not b and _shares(c, a) and _shares(c, b) and _between(c, a, b) for c in blocks)


def _between(c: Block, a: Block, b: Block) -> bool:
    """Whether c stands between a and b, one above it and the other below."""
    middle, of_a, of_b = c.y0 + c.y1, a.y0 + a.y1, b.y0 + b.y1
    return min(of_a, of_b) < middle < max(of_a, of_b)
