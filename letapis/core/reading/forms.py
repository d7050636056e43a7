"""The forms of documents: records of interviews, verdicts and letters, known by their heads and read as what they are."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from letapis.core.reading.draft import About, Draft, Piece, Span, join
from letapis.core.reading.head import Head
from letapis.core.reading.interview import form_of
from letapis.core.reading.letter import letter_of
from letapis.core.reading.verdict import verdict_of
from letapis.words.records import Fault, Given

FORMS = ("interview", "verdict", "letter")
_ENDS = re.compile(r"[.!?…؟:;,][\"'”’»)\]]{0,3}\Z")


class Unit(Protocol):
    """A run of a text file: where it stands and on which line."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def line(self) -> int: ...  # noqa: D102


def head_of(lines: Sequence[str], given: Given) -> Head | None:
    """The head of a verdict or letter that the lines begin with, or None; what a person says it is goes first."""
    if given.kind not in (None, "verdict", "letter"):
        return None
    verdict = verdict_of(lines, given.kind == "verdict") if given.kind != "letter" else None
    return verdict or (letter_of(lines, given.kind == "letter") if given.kind != "verdict" else None)


def with_form(pieces: Sequence[Piece], about: About, given: Given, media_type: str, faults: tuple[Fault, ...]) -> Draft:
    """The draft of a document made of pieces, in the form its head has, if it has one."""
    own = [i for i, p in enumerate(pieces) if not p.why]
    texts = [pieces[i].text for i in own]
    interview = form_of(texts, given.kind == "interview")
    out = list(pieces)
    if interview is not None:
        for k in interview.lines:
            out[own[k]] = Piece("other", texts[k], False, "the form at the head")
        text, spans = join(out)
        about = _dated(about, interview.date)
        return Draft(media_type, text, spans, about, faults, interview=True)
    head = head_of(texts, given)
    if head is None:
        text, spans = join(out)
        return Draft(media_type, text, spans, about, faults)
    for k, i in enumerate(own):
        p = out[i]
        if k in head.lines:
            out[i] = _headed(p, k, head)
        elif not p.main or p.kind == "headline":
            out[i] = Piece("paragraph", p.text, True)
    text, spans = join(out)
    return Draft(media_type, text, spans, _about(head, about), faults, form=head.form)


def _headed(piece: Piece, line: int, head: Head) -> Piece:
    titled = line == head.titled
    return Piece("headline" if titled else head.kind(line), piece.text, titled, "" if titled else f"the head of a {head.form}")


def formed(text: str, units: Sequence[Unit], given: Given, media_type: str, faults: tuple[Fault, ...]) -> Draft | None:
    """The draft of a text file that is a verdict or a letter; None for any other."""
    lines = [text[u.start : u.end] for u in units]
    head = head_of(lines, given)
    if head is None:
        return None
    spans = []
    for i, (u, said) in enumerate(zip(units, lines, strict=True)):
        titled = i == head.titled
        kind = "headline" if titled else head.kind(i) if i in head.lines else _kind(said)
        why = f"the head of a {head.form}" if i in head.lines and not titled else ""
        spans.append(Span(kind, u.start, u.end, titled or i not in head.lines, u.line, why))
    return Draft(media_type, text, tuple(spans), _about(head, About()), faults, form=head.form)


def _kind(said: str) -> str:
    short = len(said.split()) <= 8 and not _ENDS.search(said.rstrip()[-6:]) and "\n" not in said
    return "heading" if short and said.isupper() else "paragraph"


def _about(head: Head, about: About) -> About:
    """What the head says goes before what a document's file says of itself."""
    return _dated(replace(about, title=head.title or about.title, authors=head.authors or about.authors), head.date)


def _dated(about: About, day: str | None) -> About:
    if day is None:
        return replace(about, published=None, published_basis=None, published_certain=False)
    return replace(about, published=day, published_basis="dateline", published_certain=True)
