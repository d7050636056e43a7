"""Paragraphs, headings, captions and list items made of the lines of a document's blocks, across columns and pages."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from letapis.core.reading.align import words
from letapis.core.reading.cues import cue_of, phrases
from letapis.core.reading.judging import Part
from letapis.core.reading.mending import hyphenated, mended, without_soft
from letapis.core.reading.pdf.furniture import starts_note
from letapis.core.reading.pdf.lines import Line
from letapis.core.reading.pdf.order import Block

_ENDS = re.compile(r"[.!?…؟۔:;][\"'”’»)\]]{0,3}\Z")
_STOPS = re.compile(r"[.!?…؟۔][\"'”’»)\]]{0,3}\Z")
_BULLET = re.compile(r"(?:[•·▪◦‣–—*-]|\(?\d{1,2}[.)]|\(?[a-zа-я]\))\s")
_HEADING = 14
"""Words of a heading at most."""


@dataclass(frozen=True)
class Print:
    """How a document is printed: the usual size of its letters, the distance of its lines, the words it writes with hyphens."""

    size: float
    leading: float
    hyphens: frozenset[str]
    bold: bool
    """Most of it is bold, so that bold says nothing."""


def print_of(blocks: Iterable[Block]) -> Print:
    """How most of a document is printed."""
    lines = [x for b in blocks for x in b.lines]
    sizes = Counter[float]()
    for x in lines:
        sizes[x.size] += len(x.text)
    size = sizes.most_common(1)[0][0] if sizes else 0.0
    gaps = [
        (a.base - c.base) / a.size
        for a, c in itertools.pairwise(lines)
        if a.size == c.size == size and size and 0.8 * size < a.base - c.base < 2.5 * size
    ]
    bold = sum(len(x.text) for x in lines if x.bold) * 2 > sum(len(x.text) for x in lines)
    return Print(size, median(gaps) if gaps else 1.3, hyphenated(x.text for x in lines), bold)


@dataclass
class Group:
    """The lines of one paragraph, and the column it stands in."""

    lines: list[Line]
    x0: float
    x1: float
    aside: str = ""
    why: str = ""


def groups_of(block: Block, usual: Print) -> list[Group]:
    """The paragraphs of one block."""
    groups: list[Group] = []
    for x in block.lines:
        if groups and _goes_on(groups[-1], x, usual):
            groups[-1].lines.append(x)
        else:
            groups.append(Group([x], block.x0, block.x1))
    return groups


def notes_of(block: Block) -> list[Group]:
    """The footnotes of one block, each from its mark on."""
    groups: list[Group] = []
    for x in block.lines:
        if groups and not starts_note(x):
            groups[-1].lines.append(x)
        else:
            groups.append(Group([x], block.x0, block.x1, "other", "a footnote"))
    return groups


def _goes_on(group: Group, x: Line, usual: Print) -> bool:
    """Whether a line goes on with the paragraph above it in its column."""
    last = group.lines[-1]
    if last.row or x.row or abs(last.size - x.size) > 0.08 * max(last.size, x.size) or _BULLET.match(x.text):
        return False
    if last.bold != x.bold and (len(group.lines) == 1 or x.bold) and (_heading_words(last.text) or x.bold):
        return False
    if last.base - x.base > 1.32 * usual.leading * max(1.0, x.size):
        return False
    begins, ends = _indent(group, x), group.x1 - last.x1
    if x.rtl:
        ends = last.x0 - group.x0
    if begins > 0.9 * x.size and not _indented(group):
        return _BULLET.match(group.lines[0].text) is not None
    spare = 0.6 if _ENDS.search(last.text) else 1.5
    return x.text[:1].islower() or ends < _first_word(x) + spare * x.size


def _first_word(x: Line) -> float:
    """How broad the first word of a line is: had it found room on the line above, it would stand there."""
    return x.wide * len(x.text.split(" ", 1)[0]) / max(1, len(x.text)) * 1.2


def _indent(group: Group, x: Line) -> float:
    return group.x1 - x.x1 if x.rtl else x.x0 - group.x0


def _indented(group: Group) -> bool:
    """All but the first line of the group begin within its column: it is set in, or hangs."""
    lines = group.lines[1:] or group.lines
    return all(_indent(group, x) > 0.9 * x.size for x in lines)


def _heading_words(text: str) -> bool:
    return len(words(text)) <= _HEADING and not _STOPS.search(text)


def joined(groups: Sequence[Group], usual: Print) -> list[Group]:
    """Paragraphs that a column's or page's end broke, put together; what stands between the halves follows them."""
    out: list[Group] = []
    open_: Group | None = None
    for g in groups:
        if g.aside or _is_caption(g) or g.lines[0].row:
            out.append(g)
        elif open_ is not None and _continues(open_, g, usual):
            open_.lines += g.lines
        else:
            out.append(g)
            open_ = g
    return out


def _continues(open_: Group, g: Group, usual: Print) -> bool:
    last, x = open_.lines[-1], g.lines[0]
    if abs(last.size - x.size) > 0.08 * max(last.size, x.size) or _BULLET.match(x.text) or last.bold != x.bold:
        return False
    if last.page == x.page and abs(last.x0 - x.x0) < 2 and last.base > x.base:  # the gap between them was made
        return x.text[:1].islower() and not _ENDS.search(last.text) and last.base - x.base < 4 * x.size
    if _is_heading(open_, usual) or x.page - last.page > 3:
        return False
    if x.text[:1].islower() or last.text.endswith((",", "-", "\xad")):
        return not _STOPS.search(last.text) or last.text.endswith("-")
    full = (last.x0 - open_.x0 if last.rtl else open_.x1 - last.x1) < 0.12 * (open_.x1 - open_.x0)
    return full and not _ENDS.search(last.text) and len(words(last.text)) > 2


def _text(group: Group, usual: Print) -> str:
    text = group.lines[0].text
    for x in group.lines[1:]:
        text = mended(text, x.text, usual.hyphens)
    return without_soft(text)


def _is_caption(group: Group) -> bool:
    first = group.lines[0].text
    low = first.casefold()
    return (
        bool(re.match(r"[^\W\d_]{2,14}\.? ?\d{1,3}\s?[.:–—-]", first)) and any(low.startswith(p) for p in phrases("figure"))
    ) or (cue_of(first) == "caption" and len(group.lines) <= 4 and ":" in first[:40])


def _is_heading(group: Group, usual: Print) -> bool:
    """A short piece that stands out: larger, bold, in capitals, or alone without a sentence's end."""
    first, text = group.lines[0], " ".join(x.text for x in group.lines)
    if not _heading_words(text) or (_BULLET.match(text) and not first.bold and first.size <= usual.size * 1.04):
        return False
    large = first.size > usual.size * 1.08 > 0
    bold = not usual.bold and all(x.bold for x in group.lines)
    return large or bold or (text.isupper() and len(text) > 3) or (len(group.lines) == 1 and not _ENDS.search(text)
            and not text[:1].islower() and len(words(text)) >= 1)  # fmt: skip


def parts_of(groups: Sequence[Group], usual: Print) -> list[Part]:
    """The groups as blocks that can be judged."""
    out = []
    for g in groups:
        first = g.lines[0]
        element = "tr" if first.row else "figcaption" if _is_caption(g) else "h2" if _is_heading(g, usual) else "p"
        if element == "p" and _BULLET.match(first.text):
            element = "li"
        size = first.size / usual.size if usual.size else 0.0
        out.append(Part(_text(g, usual), element, round(size, 2), first.bold, g.aside, g.why))
    return out
