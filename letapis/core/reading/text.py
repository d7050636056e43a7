"""The reader of text without markup: it parts the article's lines from menus, teasers, adverts and legal notes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from letapis.core.reading.align import words
from letapis.core.reading.draft import About, Draft, Span
from letapis.core.reading.encoding import decode
from letapis.core.reading.forms import formed
from letapis.core.reading.interview import Form, form_of
from letapis.core.reading.labels import label
from letapis.core.reading.metadata.flat import of_text
from letapis.core.reading.metadata.shown import Shown
from letapis.core.reading.runs import Run, Sheet
from letapis.words.records import Fault, Given

NAME = "text/2"
MEDIA_TYPE = "text/plain"

_PARAGRAPH = re.compile(r"[^\n]*\S[^\n]*(?:\n[^\n]*\S[^\n]*)*")
_FORM = 40
"""Lines at the beginning in which the form of a record may stand."""
_HEADED = 0.6
"""How likely a headline must be to go before the window's title."""
_MOST = 40_000
"""Lines of a page that are weighed; a file of more is taken as main text altogether."""


class Unit(NamedTuple):
    """A line, or the lines a paragraph was broken into: where it stands and on which line it begins."""

    start: int
    end: int
    line: int
    gap: bool
    """An empty line stands before it."""


def sniff(data: bytes, name: str) -> bool:
    """Whatever is no other kind is text, until decoding says otherwise."""
    return not data.startswith(b"%PDF") and bool(name is not None)


def read(data: bytes, name: str, *, given: Given, as_body: bool = False, explain: bool = False) -> Draft:
    """The draft of a text file; with ``as_body`` everything is main text, to the letter."""
    found = decode(data, name)
    if as_body:
        return _whole(found.text, given, found.faults)
    units = units_of(found.text)
    form = form_of([found.text[u.start : u.end] for u in units[:_FORM]], given.kind == "interview")
    if form is not None:
        return _interview(found.text, units, form, found.faults)
    if (draft := formed(found.text, units, given, MEDIA_TYPE, found.faults)) is not None:
        return draft
    return _page(found.text, units, given, found.faults, explain)


def units_of(text: str) -> list[Unit]:
    """The lines that hold something; where lines were broken at a margin, the paragraphs."""
    return _paragraphs(text) if wrapped(text) else _lines(text)


def _lines(text: str) -> list[Unit]:
    """The lines that hold something."""
    units: list[Unit] = []
    at, last = 0, -1
    for number, line in enumerate(text.split("\n"), 1):
        if kept := line.strip():
            start = at if kept[0] == line[0] else at + len(line) - len(line.lstrip())
            units.append(Unit(start, start + len(kept), number, number - last > 1))
            last = number
        at += len(line) + 1
    return units


def _paragraphs(text: str) -> list[Unit]:
    """The runs of lines that hold something."""
    units: list[Unit] = []
    last, line, at = 0, 1, 0
    for m in _PARAGRAPH.finditer(text):
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


def _page(text: str, units: Sequence[Unit], given: Given, faults: tuple[Fault, ...], explain: bool) -> Draft:
    sheet = sheet_of(text, units, given.title)
    if len(units) > _MOST:
        what = f"The file has {len(units)} lines; article and surroundings were not told apart."
        fault = Fault("text", what, "Split it, or read it as main text.")
        spans = tuple(Span("paragraph", u.start, u.end, True, u.line) for u in units)
        return Draft(MEDIA_TYPE, text, spans, About(title=given.title), (*faults, fault))
    found = label(sheet, explain=explain)
    spans = tuple(Span(x.kind, u.start, u.end, x.main, u.line, x.why, x.score) for u, x in zip(units, found.of, strict=True))
    shown = Shown([r.text for r in sheet.runs], [x.kind for x in found.of], [x.main for x in found.of], marked=False)
    head = found.headline
    sure = head is not None and found.of[head].score >= _HEADED
    return Draft(MEDIA_TYPE, text, spans, of_text(shown, head, given, sure), faults)


def sheet_of(text: str, units: Sequence[Unit], title: str | None = None) -> Sheet:
    """The units as runs; a dump's first line is often the window's title."""
    runs = [Run(text[u.start : u.end], gap=u.gap) for u in units]
    return Sheet(runs, titles=[t for t in (title, runs[0].text if runs else None) if t])
