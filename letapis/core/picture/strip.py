"""The page at a glance: one strip on which every run of blocks of a kind is as wide as it has letters."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from letapis.core.export.page.markup import Html, h
from letapis.words.kinds import KINDS
from letapis.words.records import Reading

_WIDE, _HIGH = 1000.0, 40


def strip(reading: Reading, at: str) -> Html | None:
    """The strip, each run a link to its first block; main text is full height, the rest half. ``at`` begins the blocks' ids."""
    if not reading.blocks:
        return None
    runs = [h("a", _rect(*run), href=f"#{at}b{run[0]}", aria_label=_label(*run[:4])) for run in _runs(reading)]
    drawn = h("svg", runs, viewBox=f"0 0 {_WIDE:.0f} {_HIGH}", preserveAspectRatio="none")
    return h("nav", drawn, class_="strip", aria_label="The page at a glance")


Run = tuple[int, int, str, bool, float, float]
"""Numbers of its first and last block, their kind, whether they are main text, where it begins and how wide it is."""


def _runs(reading: Reading) -> Iterator[Run]:
    whole = sum(b.end - b.start + 1 for b in reading.blocks)
    left = 0.0
    for (kind, main), group in groupby(enumerate(reading.blocks, 1), key=lambda nb: (nb[1].kind, nb[1].body is not None)):
        run = list(group)
        width = sum(b.end - b.start + 1 for _, b in run) * _WIDE / whole
        yield run[0][0], run[-1][0], kind, main, left, width
        left += width


def _label(first: int, last: int, kind: str, main: bool) -> str:
    which = f"block {first}" if first == last else f"blocks {first} to {last}"
    return f"{which}: {kind}, {'main text' if main else 'left beside it'}"


def _rect(first: int, last: int, kind: str, main: bool, left: float, width: float) -> Html:
    known = kind if kind in KINDS else "other"
    high = _HIGH if main else _HIGH // 2
    return h(
        "rect",
        h("title", _label(first, last, kind, main)),
        class_=f"k-{known} {'in' if main else 'out'}",
        x=f"{left:.2f}",
        y=_HIGH - high,
        width=f"{max(width - 0.6, 0.3):.2f}",
        height=high,
    )
