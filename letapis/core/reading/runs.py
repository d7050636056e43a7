"""A page before it is understood, whatever it came from: its runs of text in page order, with what is known of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

SURROUNDINGS = (
    "menu", "related", "advert", "social", "comment", "legal", "tags", "hidden",
    "headline", "standfirst", "byline", "dateline", "caption", "content",
)  # fmt: skip
"""What the parts of a page are by the names their markup gives them, one bit each in ``Part.named``."""
BIT = {kind: 1 << i for i, kind in enumerate(SURROUNDINGS)}


@dataclass(slots=True)
class Run:
    """A run of text between two breaks, its white space folded; a line of a text without markup."""

    text: str
    element: str = ""
    """The nearest element that says something (``p``, ``h1``, ``li``, ``tr``, ``div`` …); empty where there is no markup."""
    part: int = 0
    """The innermost part of the page it stands in, by number in ``Sheet.parts``."""
    linked: float = 0.0
    """The share of its letters that are links."""
    bold: float = 0.0
    quoted: bool = False
    gap: bool = False
    """An empty line stands before it."""
    times: tuple[str, ...] = ()
    """The machine-readable dates of its time elements."""


@dataclass(slots=True)
class Part:
    """A part of a page: an element that holds runs, and other parts."""

    element: str
    above: int
    """The part it stands in, by number; its own for the whole page."""
    first: int
    """Its first run, by number …"""
    last: int = 0
    """… and the number after its last one."""
    around: str = ""
    """What it is by its nearest name; empty for nothing known."""
    named: int = 0
    """Every name on the way to it, as bits."""


@dataclass(slots=True)
class Sheet:
    """A page as runs of text and, where there is markup, the parts they stand in (the first is the whole page)."""

    runs: list[Run]
    parts: list[Part] = field(default_factory=list)
    titles: Sequence[str] = ()
    """What the page, its window or the user calls it: the headline is likely to say the same."""

    @property
    def marked(self) -> bool:
        """Whether there is markup to go by."""
        return bool(self.parts)
