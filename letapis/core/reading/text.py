"""The reader of text without markup: it parts the article's lines from menus, teasers, adverts and legal notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from letapis.core.reading.align import words
from letapis.core.reading.dateline import is_dateline
from letapis.core.reading.dates import date_in
from letapis.core.reading.draft import About, Draft, Span
from letapis.core.reading.encoding import decode
from letapis.core.reading.forms import formed
from letapis.core.reading.interview import Form, form_of
from letapis.core.reading.lines import Line, look_at, main_lines
from letapis.core.reading.metadata.flat import of_text
from letapis.core.reading.metadata.shown import Shown
from letapis.words.records import Fault, Given

NAME = "text/1"
MEDIA_TYPE = "text/plain"

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_BULLET = re.compile(r"(?:[-–—*•·▪◦]|\(?\d{1,2}[.)])\s")
_ENDS = re.compile(r"[.!?…؟。:;,][\"'”’»)\]]{0,3}\Z")
_MOST = 40_000
"""Lines of a page that are weighed; a file of more is taken as main text altogether."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A line, or the lines a paragraph was broken into: where it stands and on which line it begins."""

    start: int
    end: int
    line: int
    gap: bool
    """An empty line stands before it."""


def sniff(data: bytes, name: str) -> bool:
    """Whatever is no other kind is text, until decoding says otherwise."""
    return not data.startswith(b"%PDF") and bool(name is not None)


def read(data: bytes, name: str, *, given: Given, as_body: bool = False) -> Draft:
    """The draft of a text file; with ``as_body`` everything is main text, to the letter."""
    found = decode(data, name)
    if as_body:
        return _whole(found.text, given, found.faults)
    units = units_of(found.text)
    texts = [found.text[u.start : u.end] for u in units]
    form = form_of(texts, given.kind == "interview")
    if form is not None:
        return _interview(found.text, units, form, found.faults)
    if (draft := formed(found.text, units, given, MEDIA_TYPE, found.faults)) is not None:
        return draft
    return _page(found.text, units, texts, given, found.faults)


def units_of(text: str) -> list[Unit]:
    """The lines that hold something; where lines were broken at a margin, the paragraphs."""
    units: list[Unit] = []
    last, line, at = 0, 1, 0
    for m in (_PARAGRAPH if wrapped(text) else _LINE).finditer(text):
        start, end = _trim(text, m.start(), m.end())
        line, at = line + text.count("\n", at, start), start
        units.append(Unit(start, end, line, text.count("\n", last, start) > 1 or not units))
        last = end
    return units


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def wrapped(text: str) -> bool:
    """Whether lines were broken at a margin: many full lines, the next going on small."""
    lines = text[:60_000].split("\n")
    full = [(a, b) for a, b in pairwise(lines) if 45 <= len(a.rstrip()) <= 95 and b.strip()]
    small = sum(b.lstrip()[:1].islower() for _, b in full)
    return small >= 4 and small > 0.35 * len(full) and max(map(len, lines)) < 140


def _whole(text: str, given: Given, faults: tuple[Fault, ...]) -> Draft:
    spans = []
    for i, m in enumerate(_PARAGRAPH.finditer(text)):
        start, end = _trim(text, m.start(), m.end())
        line = text.count("\n", 0, start) + 1
        first = text[start:end].split("\n", 1)[0].rstrip()
        if i == 0 and given.title and words(first) == words(given.title):
            spans.append(Span("headline", start, start + len(first), True, line))
            start, end = _trim(text, start + len(first), end)
            line += 1
        if start < end:
            spans.append(Span("paragraph", start, end, True, line))
    about = About(title=given.title)
    return Draft(MEDIA_TYPE, text, tuple(spans), about, faults, whole=True)


def _interview(text: str, units: Sequence[Unit], form: Form, faults: tuple[Fault, ...]) -> Draft:
    """The record's own heading and the conversation are main text, the form is not."""
    texts = [text[u.start : u.end] for u in units]
    titled = bool(texts) and 0 in form.lines and ":" not in texts[0]
    spans = tuple(
        Span("headline" if titled and i == 0 else "other" if i in form.lines else "paragraph",
             u.start, u.end, i not in form.lines or (titled and i == 0), u.line)
        for i, u in enumerate(units)
    )  # fmt: skip
    about = About(
        title=texts[0] if titled else None,
        published=form.date,
        published_basis="dateline" if form.date else None,
        published_certain=form.date is not None,
    )
    return Draft(MEDIA_TYPE, text, spans, about, faults, interview=True)


def _page(text: str, units: Sequence[Unit], texts: list[str], given: Given, faults: tuple[Fault, ...]) -> Draft:
    lines = look_at(texts, [*(u.gap for u in units), True])
    if len(lines) > _MOST:
        what = f"The file has {len(lines)} lines; article and surroundings were not told apart."
        faults = (*faults, Fault("text", what, "Split it, or read it as main text."))
    taken = main_lines(lines) if len(lines) <= _MOST else [True] * len(lines)
    head = headline(lines, taken, given.title)
    first = next((i for i, t in enumerate(taken) if t), len(lines))
    kinds = [_kind(x, taken[i], i < first) for i, x in enumerate(lines)]
    if head is not None:
        kinds[head], taken[head] = "headline", True
        for i in range(head):
            taken[i] = False
        kinds, taken = _below_headline(lines, kinds, taken, head)
    spans = [Span(k, u.start, u.end, t, u.line) for k, u, t in zip(kinds, units, taken, strict=True)]
    return Draft(MEDIA_TYPE, text, tuple(spans), of_text(Shown(texts, kinds, taken, marked=False), head, given), faults)


def headline(lines: Sequence[Line], taken: Sequence[bool], title: str | None) -> int | None:
    """Which line is the headline: the given title, else what looks most like one just above the article."""
    first = next((i for i, t in enumerate(taken) if t), None)
    if first is None:
        return None
    if title and (wanted := words(title)):
        same = [i for i in range(min(len(lines), first + 3)) if words(lines[i].text) == wanted]
        if same:
            return same[-1]
    top = words(lines[0].text) if lines else []
    low = next((i for i in range(first, len(lines)) if lines[i].prose), first)
    candidates = range(max(0, first - 12), min(low, first + 4) + 1)
    scored = [(_headlike(lines[i], top if i else [], first - i, i == low), i) for i in candidates]
    best = max(scored, default=(0.0, -1))
    return best[1] if best[0] > 0 else None


def _headlike(line: Line, top: list[str], above: int, prose: bool) -> float:
    """How much a line looks like a headline: of some length, no sentence, said at the top of the page too, near the article."""
    mine = words(line.text)
    if not 2 <= len(mine) <= 30 or line.cue in (
        "byline",
        "dateline",
        "caption",
        "legal",
        "social",
        "advert",
        "menu",
        "comment",
    ):
        return -1.0
    if len(line.text) > 220 or (len(mine) < 9 and date_in(line.text)):
        return -1.0
    size = 1.0 if 5 <= len(mine) <= 18 else 0.7 if len(mine) in (3, 4) else 0.3
    again = (
        2.5 if len(mine) >= 3 and mine == top[: len(mine)] else 1.0 if len(set(mine) & set(top)) > 0.6 * len(mine) > 1 else 0.0
    )
    ends = -1.2 if line.ends and not line.text.rstrip().endswith(("?", "!")) else 0.0
    return size + again + ends - 0.15 * abs(above) - (1.0 if prose else 0.0) - (0.4 if line.cue else 0.0)


def _kind(line: Line, main: bool, before: bool) -> str:
    """The kind of a line: of main text by its shape, of the rest by its cue and place."""
    if main:
        if _BULLET.match(line.text.lstrip()):
            return "list"
        return "heading" if line.words <= 12 and not _ENDS.search(line.text.rstrip()[-6:]) else "paragraph"
    if line.cue:
        return line.cue if line.cue != "closing" else "other"
    if before:
        return "menu" if line.words <= 5 else "other"
    return "other" if line.ends and line.prose else "related"


def _below_headline(lines: Sequence[Line], kinds: list[str], taken: list[bool], head: int) -> tuple[list[str], list[bool]]:
    """Bylines and datelines stand between the headline and the first paragraph; they are no main text."""
    for i in range(head + 1, min(head + 9, len(lines))):
        x = lines[i]
        if x.prose or x.words > 14:
            break
        dated = is_dateline(x.text) or x.cue == "dateline"
        if dated or x.cue == "byline":
            kinds[i], taken[i] = ("dateline" if dated else "byline"), False
    return kinds, taken
