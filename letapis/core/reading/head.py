"""The head of a document of a known form: which of its lines belong to it and what they say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a verdict or letter says; lines are indices."""

    form: str
    """``verdict`` or ``letter``."""
    lines: frozenset[int]
    dated: int | None
    signed: frozenset[int]
    title: str | None
    date: str | None
    authors: tuple[str, ...]
    titled: int | None = None
    """The line that is the document's own title."""

    def kind(self, line: int) -> str:
        """The kind of a line of the head."""
        return "dateline" if line == self.dated else "byline" if line in self.signed else "other"
