"""What every rule of saying hands back: who, by which words, what, and how."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.core.annotate.speaking.quotes import Quotation
from letapis.core.annotate.speaking.tree import Span, Tree
from letapis.words.records import Page


@dataclass(frozen=True, slots=True)
class Said:
    """One saying: its spans count in ``Reading.text``."""

    rule: str
    cue: Span | None
    contents: tuple[Span, ...]
    source: Span | None = None
    head: int | None = None
    """Offset of the word that stands for who says it: for "who", the noun it refers to."""
    manner: str = "says"


@dataclass(frozen=True)
class Place:
    """A parsed sentence where rules look, with the page around it and its quotations."""

    page: Page
    tree: Tree
    quotations: tuple[Quotation, ...]
    """Those that touch the sentence's block."""

    def quoted(self, offset: int) -> Quotation | None:
        """The quotation an offset stands in."""
        return next((q for q in self.quotations if q.start <= offset < q.end), None)

    def words(self, span: Span) -> str:
        """A span to the letter."""
        return self.page.reading.text[span[0] : span[1]]
