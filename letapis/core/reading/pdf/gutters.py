"""Where the lines of a page come apart: gaps wide by themselves, and narrower ones that the lines around have too."""

from __future__ import annotations

from collections.abc import Sequence

from letapis.core.reading.pdf.letters import Word

_WIDE = 2.6
"""A gap of so many letters' sizes parts two words whatever stands around them."""
_NARROW = 0.75
"""A narrower one parts none, not even where other lines have one there too."""
_AROUND = 12
"""Rows above and below that are asked."""
_LONG, _CLEAR = 6, 1.3
"""Where so many times as many rows end before a gap (of so many sizes) as run across it, none need have words behind it."""


def parted(rows: Sequence[Sequence[Word]]) -> list[list[list[Word]]]:
    """Each row (its words from left to right) as the pieces that stand apart."""
    spans = [_spans(row) for row in rows]
    return [_pieces(row, i, spans) for i, row in enumerate(rows)]


def _size(row: Sequence[Word]) -> float:
    return max(4.0, max(w.look.size for w in row))


def _spans(row: Sequence[Word]) -> list[tuple[float, float]]:
    """The stretches of a row without a gap that could be a gutter."""
    least = _NARROW * _size(row)
    spans: list[tuple[float, float]] = []
    for w in row:
        if spans and w.x0 - spans[-1][1] < least:
            spans[-1] = spans[-1][0], max(spans[-1][1], w.x1)
        else:
            spans.append((w.x0, w.x1))
    return spans


def _pieces(row: Sequence[Word], i: int, spans: Sequence[list[tuple[float, float]]]) -> list[list[Word]]:
    pieces, reach, size = [[row[0]]], row[0].x1, _size(row)
    for w in row[1:]:
        gap = w.x0 - reach
        if gap > _NARROW * size and (gap > _WIDE * size or _gutter(reach, w.x0, i, spans, size)):
            pieces.append([w])
        else:
            pieces[-1].append(w)
        reach = max(reach, w.x1)
    return pieces


def _gutter(left: float, right: float, i: int, spans: Sequence[list[tuple[float, float]]], size: float) -> bool:
    """Whether rows around have words on both sides of this gap, and few have some across it."""
    middle, on_left, on_right, across = (left + right) / 2, 0, 0, 0
    for other in (*spans[max(0, i - _AROUND) : i], *spans[i + 1 : i + 1 + _AROUND]):
        if any(x0 < middle < x1 for x0, x1 in other):
            across += 1
            continue
        on_left += any(x1 <= middle and x1 > left - (right - left) * 12 for _, x1 in other)
        on_right += any(x0 >= middle and x0 < right + (right - left) * 3 for x0, _ in other)
    if on_left >= _LONG * max(1, across) and right - left > _CLEAR * size:
        return True  # the first words of a column that is hardly filled
    return min(on_left, on_right) >= 3 and min(on_left, on_right) > across
