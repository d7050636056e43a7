"""What a reader makes of a page before it is a reading: a text, the spans it is made of, and what the page says of itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from letapis.core.blocks import assembled
from letapis.words.kinds import MAIN_KINDS
from letapis.words.records import Block, Fault


class Span(NamedTuple):
    """A run of the page's text: its kind, where it stands, and whether it is main text."""

    kind: str
    start: int
    end: int
    main: bool = False
    line: int | None = None
    why: str = ""
    """The strongest reasons for its kind, in a short phrase."""
    score: float | None = None
    """How sure its kind is, 0 to 1."""


class Piece(NamedTuple):
    """A run of text that has no place yet: for readers that build their text."""

    kind: str
    text: str
    main: bool = False
    why: str = ""
    score: float | None = None


@dataclass(frozen=True, slots=True)
class About:
    """What a page says of itself in its markup, its address or its words."""

    title: str | None = None
    explicit: bool = False
    """The title is named as the article's, not only as the window's."""
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    published_basis: str | None = None
    published_certain: bool = False
    url: str | None = None
    language: str | None = None
    window: str | None = None
    """What the page's window is called: its title as the markup has it, with whatever is added to it."""
    updated: str | None = None
    """The day of its last change."""
    agency: str | None = None
    """The news agency whose line it carries."""
    canonical: str | None = None
    """The page's own address, where its markup says one."""
    archived: bool = False
    """An archive made the page anew, and put lines of its own above it."""


@dataclass(frozen=True)
class Draft:
    """A page as its reader understood it."""

    media_type: str
    text: str
    spans: tuple[Span, ...]
    about: About = field(default_factory=About)
    faults: tuple[Fault, ...] = ()
    interview: bool = False
    """It is the record of an interview."""
    form: str = ""
    """``verdict`` or ``letter``, where its head is one's."""
    whole: bool = False
    """The body is the text to the letter, gaps between spans included."""
    prose: bool = True
    """False for cells of tables, which are in no language as a page is."""


def join(pieces: Iterable[Piece]) -> tuple[str, tuple[Span, ...]]:
    """The text made of the pieces, parted by empty lines, and where each stands in it."""
    parts, spans, at = [], [], 0
    for p in pieces:
        parts.append(p.text)
        spans.append(Span(p.kind, at, at + len(p.text), p.main, None, p.why, p.score))
        at += len(p.text) + 2
    return "\n\n".join(parts), tuple(spans)


def laid_out(draft: Draft) -> tuple[str, tuple[Block, ...]]:
    """The body, its paragraphs parted by an empty line, and the blocks with their places in text and body."""
    if draft.whole:
        return draft.text, tuple(Block(s.kind, s.start, s.end, s.start, s.line, s.why, s.score) for s in draft.spans)
    return assembled(draft.text, ((s, s.main) for s in draft.spans))


__all__ = ["MAIN_KINDS", "About", "Draft", "Piece", "Span", "join", "laid_out"]
