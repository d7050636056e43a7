"""The preserved page laid out for a screen: its blocks bright or dim, the words of a fact lit in place; text, never markup."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from letapis.core.redaction import merged
from letapis.core.tables.grid import is_table, rows_of
from letapis.words.kinds import KINDS
from letapis.words.records import Block, Reading

Span = tuple[int, int]
MOST = 400
"""Blocks that are shown at once: of longer pages those around the lit words."""


@dataclass(frozen=True, slots=True)
class Run:
    """Words that look alike."""

    text: str
    look: str
    """``lit`` (what is ruled on), ``told`` (the rest of the fact's sentence) or empty."""
    first: bool
    """Whether these are the first lit words of the page, to which screens scroll."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One block."""

    kind: str
    main: bool
    why: str
    runs: tuple[Run, ...]
    gap: int = 0
    """How many blocks before it are left out."""


def laid_out(reading: Reading, lit: Sequence[Span], told: Sequence[Span]) -> list[Shown]:
    """The blocks of a page, with the lit words and the fact's sentences marked."""
    lit, told = merged(lit), merged(told)
    blocks = _rows(reading) if is_table(reading) else [b for b in reading.blocks if reading.text[b.start : b.end].strip()]
    first, last = _around(blocks, lit or told)
    found, begun = list[Shown](), False
    for n, b in enumerate(blocks[first:last]):
        runs = tuple(_runs(reading.text, b, lit, told, begun=begun))
        begun = begun or any(r.first for r in runs)
        kind = b.kind if b.kind in KINDS else "other"
        found.append(Shown(kind, b.body is not None, b.why, runs, first if n == 0 else 0))
    if last < len(blocks):
        found.append(Shown("other", False, "", (), len(blocks) - last))
    return found


def _rows(reading: Reading) -> list[Block]:
    """The rows of a table, each one block."""
    return [Block("table", row.start, row.end, 0) for row in rows_of(reading)]


def _around(blocks: Sequence[Block], spans: Sequence[Span]) -> tuple[int, int]:
    if len(blocks) <= MOST:
        return 0, len(blocks)
    at = bisect_left([b.start for b in blocks], spans[0][0]) if spans else 0
    first = max(0, min(at - MOST // 2, len(blocks) - MOST))
    return first, first + MOST


def _runs(text: str, block: Block, lit: Sequence[Span], told: Sequence[Span], *, begun: bool) -> Iterator[Run]:
    edges = {block.start, block.end}
    for start, end in (*lit, *told):
        edges |= {e for e in (start, end) if block.start < e < block.end}
    points = sorted(edges)
    for start, end in pairwise(points):
        look = "lit" if _within(start, lit) else "told" if _within(start, told) else ""
        first = look == "lit" and not begun
        begun = begun or first
        yield Run(text[start:end], look, first)


def _within(at: int, spans: Sequence[Span]) -> bool:
    return any(start <= at < end for start, end in spans)
