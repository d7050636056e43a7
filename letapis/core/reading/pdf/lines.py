"""Words put together into the lines of one page: pieces of a line that a gap as wide as a column's parts stay apart."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from letapis.core.reading.pdf.gutters import parted
from letapis.core.reading.pdf.letters import Word, turned

_MARK = re.compile(r"[\d*†‡§,]{1,4}\Z")
_RTL = frozenset({"R", "AL"})
_FORMS = re.compile("[\ufb00-\ufb06\ufb1d-\ufdff\ufe70-\ufefc]+")
"""Letters in the form they have beside others: ligatures, and those of Arabic and Hebrew."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a column: its words, its box (``y`` grows upwards), how it is printed, and on which page."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    bold: bool = False
    page: int = 0
    mark: bool = False
    """It begins with a raised mark, as footnotes do."""
    rtl: bool = False
    row: bool = False
    """It is the row of a table, its cells parted by tabs."""

    @property
    def wide(self) -> float:
        """How broad it is."""
        return self.x1 - self.x0


def lines_of(words: Sequence[Word], page: int) -> tuple[list[Line], list[Line]]:
    """The lines of a page in no order, those that read level when most of it does; and those turned another way."""
    turns = Counter[int]()
    for w in words:
        turns[w.look.turned] += len(w.text)
    usual = turns.most_common(1)[0][0] if turns else 0
    level = [turned(w) for w in words if w.look.turned == usual]
    aside = [turned(w) for w in words if w.look.turned != usual]
    return _lines(level, page), _lines(aside, page)


def _lines(words: Sequence[Word], page: int) -> list[Line]:
    rows = _rows(words)
    return [_line(run, page) for row in parted([sorted(r, key=lambda w: w.x0) for r in rows]) for run in row]


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words that stand on one line across the whole page; raised marks join the line that they stand in."""
    rows: list[list[Word]] = []
    bases: list[tuple[float, float]] = []
    order = sorted(range(len(words)), key=lambda i: (-words[i].base, i))
    small: list[Word] = []
    for i in order:
        w = words[i]
        if _MARK.match(w.text) and w.look.size and any(_raised(w, o) for o in _beside(words, i)):
            small.append(w)
            continue
        if bases and abs(bases[-1][0] - w.base) <= 0.25 * max(1.0, min(bases[-1][1], w.look.size)):
            rows[-1].append(w)
        else:
            rows.append([w])
            bases.append((w.base, w.look.size))
    for w in small:
        home = min(range(len(rows)), key=lambda k: abs(bases[k][0] - w.base + 0.35 * w.look.size), default=None)
        if home is None:
            rows.append([w])
            bases.append((w.base, w.look.size))
        else:
            rows[home].append(w)
    return rows


def _beside(words: Sequence[Word], i: int) -> list[Word]:
    return [words[k] for k in (i - 1, i + 1) if 0 <= k < len(words)]


def _raised(mark: Word, other: Word) -> bool:
    """A small mark above the line its neighbour stands on."""
    size = other.look.size
    return (
        mark.look.size < 0.8 * size
        and 0.12 * size < mark.base - other.base < 0.8 * size
        and (min(abs(mark.x0 - other.x1), abs(other.x0 - mark.x1)) < size)
    )


def _line(run: list[Word], page: int) -> Line:
    rtl = _direction(run)
    if rtl:
        run = _logical(run)
    weights = Counter[float]()
    for w in run:
        weights[w.look.size] += len(w.text)
    size = weights.most_common(1)[0][0]
    text, mark = "", False
    for i, w in enumerate(run):
        raised = w.look.size < 0.8 * size and _MARK.match(w.text) and w.base - _base(run, size) > 0.12 * size
        if raised and i == 0 and len(run) > 1:
            mark = True
        elif raised:
            continue  # a footnote's number in running text is no word of it
        close = i > 0 and (w.glued or _touching(run[i - 1], w))
        text += w.text if close and not (mark and i == 1) else f" {w.text}"
    bold = sum(len(w.text) for w in run if w.look.bold) * 2 > sum(len(w.text) for w in run)
    boxes = [w for w in run if w.look.size >= 0.8 * size]
    return Line(
        cleaned(text), min(w.x0 for w in run), min(w.y0 for w in boxes), max(w.x1 for w in run), max(w.y1 for w in boxes),
        _base(run, size), size, bold, page, mark, rtl,
    )  # fmt: skip


def _base(run: Iterable[Word], size: float) -> float:
    return next(w.base for w in run if w.look.size == size)


def _touching(a: Word, b: Word) -> bool:
    """Two words that came apart in the file but not on the page."""
    gap = max(b.x0 - a.x1, a.x0 - b.x1)
    return abs(gap) < 0.06 * max(a.look.size, b.look.size)


def _direction(run: Iterable[Word]) -> bool:
    """Whether most letters of a line run from right to left."""
    right = left = 0
    for w in run:
        if w.text.isascii():
            left += len(w.text)
            continue
        for c in w.text[:40]:
            kind = unicodedata.bidirectional(c)
            right, left = right + (kind in _RTL), left + (kind == "L")
    return right > left


def _logical(run: list[Word]) -> list[Word]:
    """A line that runs right to left, in the order it is read; words in Latin letters within it keep theirs."""
    out: list[Word] = []
    latin: list[Word] = []
    for w in sorted(run, key=lambda w: -w.x1):
        if any(unicodedata.bidirectional(c) == "L" for c in w.text):
            latin.insert(0, w)
        else:
            out, latin = [*out, *latin, w], []
    return [*out, *latin]


def cleaned(text: str) -> str:
    """The words in letters that stand for themselves, without control characters and half letters."""
    text = _FORMS.sub(lambda m: unicodedata.normalize("NFKC", m[0]), text)
    return " ".join(re.sub(r"[\x00-\x1f\x7f\ud800-\udfff\ufeff\u200b]", "", text).split())
