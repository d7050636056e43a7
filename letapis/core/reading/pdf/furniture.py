"""What stands on a page but is no part of its text: running heads, page numbers, and footnotes apart from it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from letapis.core.reading.cues import phrases
from letapis.core.reading.pdf.lines import Line
from letapis.core.reading.pdf.order import Block

_EDGE = 3
"""Rows at the top and foot of a page that may be running heads."""
_NUMBER = re.compile(r"\W{0,3}(?:\d{1,4}|[ivxl]{1,6})(?: ?[/|] ?\d{1,4})?\W{0,3}\Z")
_NAMED = re.compile(r"\W{0,3}([^\W\d_]{1,12}\.?) ?\W{0,2}\d{1,4}(?:(?: ?/ ?| [^\W\d_]{1,5} )\d{1,4})?\W{0,3}\Z")
_NAMED_AFTER = re.compile(r"\W{0,3}\d{1,4} ?([^\W\d_]{1,12}\.?)(?: [^\W\d_]{1,5} ?\d{1,4})?\W{0,3}\Z")
_NOTE = re.compile(r"(?:\[?\d{1,3}[\].)]?|[*†‡§]{1,3})(?:\s|(?=[^\W\d_]))")
_HEIGHT = 9.0
"""Points by which the same line may stand higher or lower on another page."""


def edges(page: Sequence[Line]) -> tuple[list[list[Line]], list[list[Line]]]:
    """The outermost rows of a page: from the top, and from the foot."""
    rows: list[list[Line]] = []
    for x in sorted(page, key=lambda x: -x.base):
        if rows and rows[-1][0].base - x.base < 0.5 * max(1.0, x.size):
            rows[-1].append(x)
        else:
            rows.append([x])
    return rows[:_EDGE], rows[::-1][:_EDGE]


def masked(text: str) -> str:
    """A line without its numbers, so that it is the same on every page."""
    return re.sub(r"\d+|\b[ivxl]{1,6}\b", "#", text.casefold())


def running(pages: Sequence[Sequence[Line]]) -> set[Line]:
    """Lines at the edges of pages that other pages have at the same height, and page numbers."""
    found, counts = set[Line](), Counter[tuple[str, bool, int]]()
    for page in pages:
        top, foot = edges(page)
        said = {(masked(x.text), side, level) for side, rows in ((True, top), (False, foot)) for r in rows for x in r
                for level in _levels(x)}  # fmt: skip
        counts.update(said)
        found.update(x for rows in (top, foot) for r in rows[:2] for x in r if is_number(x.text) and _alone(r, page))
    for page in pages:
        top, foot = edges(page)
        for side, rows in ((True, top), (False, foot)):
            found.update(x for r in rows for x in r if any(counts[masked(x.text), side, level] > 1 for level in _levels(x)))
    return found


def _levels(x: Line) -> tuple[int, int]:
    """The heights at which a line counts: two, so that those of two pages that differ a little are the same once."""
    return int(x.base // _HEIGHT), int((x.base + _HEIGHT / 2) // _HEIGHT) + 1_000_000


def is_number(text: str) -> bool:
    """Whether a line is a page's number, in figures or with the word for page in any language."""
    if _NUMBER.match(text):
        return True
    m = _NAMED.match(text) or _NAMED_AFTER.match(text)
    return m is not None and m[1].casefold().rstrip(".") in set(phrases("page"))


def _alone(row: Sequence[Line], page: Sequence[Line]) -> bool:
    """A number that no line of the page's text stands close to."""
    x = row[0]
    return all(abs(o.base - x.base) > 1.5 * max(o.size, x.size, 1.0) for o in page if o not in row)


def notes(blocks: Sequence[Block], size: float) -> list[Block]:
    """The footnotes of a page: small print that begins with a mark, with nothing but small print below it."""
    found = []
    for b in blocks:
        first = b.lines[0]
        if not first.size or first.size > 0.94 * size or not starts_note(first):
            continue
        below = [o for o in blocks if o is not b and o.y1 < b.y1 and min(o.x1, b.x1) > max(o.x0, b.x0)]
        if all(o.lines[0].size <= 0.94 * size for o in below):
            found.append(b)
            found += [o for o in below if o not in found]
    return [b for i, b in enumerate(found) if b not in found[:i]]


def starts_note(line: Line) -> bool:
    """Whether a line begins like a footnote."""
    return line.mark or _NOTE.match(line.text) is not None
