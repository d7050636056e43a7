"""Tables of a page: rows of short cells that stand below one another, made one line each with tabs between the cells."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from letapis.core.reading.pdf.lines import Line

_ROWS = 3
_WORDS = 9
"""Words a cell has on average at most."""
_FILLED = 0.7
"""The share of its column that a usual cell fills at most: columns of running text fill more."""
_RUNNING = 0.4
"""The share of cells that begin small at most: lines of running text do more often."""
_FAR = 3.2
"""Distance of two rows at most, in sizes of their letters."""


def with_rows(lines: Sequence[Line]) -> list[Line]:
    """The lines of a page, those of its tables joined to rows."""
    rows = _by_base(lines)
    out: list[Line] = []
    i = 0
    while i < len(rows):
        j = max(i + 1, _end(rows, i))
        if j - i >= _ROWS and _tabular(rows[i:j]):
            out += _joined(rows[i:j])
        else:  # not tried again from its second row on: a part of running text may look like a table
            out += [x for row in rows[i:j] for x in row]
        i = j
    return out


def _by_base(lines: Sequence[Line]) -> list[list[Line]]:
    rows: list[list[Line]] = []
    for x in sorted(lines, key=lambda x: (-x.base, x.x0)):
        if rows and abs(rows[-1][0].base - x.base) <= 0.3 * max(1.0, x.size):
            rows[-1].append(x)
        else:
            rows.append([x])
    return [sorted(r, key=lambda x: x.x0) for r in rows]


def _end(rows: Sequence[Sequence[Line]], i: int) -> int:
    """The row after the last that could belong to a table beginning at row i."""
    if len(rows[i]) < 2:
        return i
    j = i + 1
    while j < len(rows) and _near(rows[j - 1], rows[j]) and (_aligned(rows[i], rows[j]) or _goes_on(rows[i:j], rows[j])):
        j += 1
    while j > i and len(rows[j - 1]) < 2 and not _goes_on(rows[i : j - 1], rows[j - 1]):
        j -= 1
    return j


def _near(a: Sequence[Line], b: Sequence[Line]) -> bool:
    return a[0].base - b[0].base < _FAR * max(a[0].size, b[0].size, 1.0)


def _column(x: Line, head: Sequence[Line]) -> int | None:
    """Which cell of the first row a piece stands under."""
    shared = [(min(h.x1, x.x1) - max(h.x0, x.x0), k) for k, h in enumerate(head)]
    at = [k for k, h in enumerate(head) if abs(h.x0 - x.x0) < 3 or abs(h.x1 - x.x1) < 3]
    best = max(shared, default=(0.0, 0))
    return at[0] if at else best[1] if best[0] > 0 else None


def _aligned(head: Sequence[Line], row: Sequence[Line]) -> bool:
    places = [_column(x, head) for x in row]
    return len(row) >= 2 and None not in places and len(set(places)) == len(places)


def _goes_on(above: Sequence[Sequence[Line]], row: Sequence[Line]) -> bool:
    """More words of the cells above: close below them, none in the first column."""
    last = above[-1] if above else ()
    if not last or last[0].base - row[0].base > 1.5 * max(1.0, row[0].size):
        return False
    places = [_column(x, above[0]) for x in row]
    return None not in places and 0 not in places and len(set(places)) == len(places)


def _tabular(rows: Sequence[Sequence[Line]]) -> bool:
    """Short cells that leave much of their columns empty."""
    full = [r for r in rows if len(r) >= 2]
    cells = [x for r in full for x in r]
    if len(full) < _ROWS or sum(len(x.text.split()) for x in cells) > _WORDS * len(cells):
        return False
    small = sum(x.text[:1].islower() for r in full[1:] for x in r)
    if small > _RUNNING * len(cells):
        return False
    shares = [a.wide / max(1.0, b.x0 - a.x0) for r in full for a, b in itertools.pairwise(r)]
    return median(shares) < _FILLED


def _joined(rows: Sequence[Sequence[Line]]) -> list[Line]:
    """One line a row; words of a cell that go on below it join it."""
    head = rows[0]
    out: list[list[Line]] = []
    for i, row in enumerate(rows):
        if i and out and _goes_on([head, *rows[1:i]], row):
            for x in row:
                k = next((k for k, c in enumerate(out[-1]) if _column(c, head) == _column(x, head)), None)
                if k is None:
                    out[-1].append(x)
                else:
                    c = out[-1][k]
                    out[-1][k] = replace(c, text=f"{c.text} {x.text}", y0=min(c.y0, x.y0), x1=max(c.x1, x.x1))
        else:
            out.append(list(row))
    return [_row(r) for r in out]


def _row(cells: Sequence[Line]) -> Line:
    ordered = sorted(cells, key=lambda c: c.x0, reverse=any(c.rtl for c in cells))
    return replace(
        cells[0], text="\t".join(c.text for c in ordered), x0=min(c.x0 for c in cells), x1=max(c.x1 for c in cells),
        y0=min(c.y0 for c in cells), y1=max(c.y1 for c in cells), row=True, bold=all(c.bold for c in cells),
    )  # fmt: skip
