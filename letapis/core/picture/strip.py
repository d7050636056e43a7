"""The page at a glance: one strip on which every run of blocks of a kind is as wide as it has letters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from letapis.core.export.page.markup import Html, h
from letapis.words.kinds import KINDS
from letapis.words.records import Block, Reading

_WIDE, _HIGH = 1000.0, 40
_NARROWEST = 1.0


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
    """Blocks of one kind in a row; what would be too narrow to be seen is drawn with what follows, as what most of it is."""
    scale = _WIDE / sum(_letters(b) for b in reading.blocks)
    run, left = list[tuple[int, Block]](), 0.0
    for n, b in enumerate(reading.blocks, 1):
        if run and _look(b) != _look(run[-1][1]) and sum(_letters(x) for _, x in run) * scale >= _NARROWEST:
            yield _run(run, left, scale)
            left += sum(_letters(x) for _, x in run) * scale
            run = []
        run.append((n, b))
    yield _run(run, left, scale)


def _run(run: Sequence[tuple[int, Block]], left: float, scale: float) -> Run:
    letters: dict[tuple[str, bool], int] = {}
    for _, b in run:
        letters[_look(b)] = letters.get(_look(b), 0) + _letters(b)
    kind, main = max(letters, key=lambda look: letters[look])
    return run[0][0], run[-1][0], kind, main, left, sum(letters.values()) * scale


def _look(block: Block) -> tuple[str, bool]:
    return block.kind, block.body is not None


def _letters(block: Block) -> int:
    return block.end - block.start + 1


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
