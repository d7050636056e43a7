"""The notes of a dossier: each a whole sentence with its outlet, title, date, place in the page, capture and id."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field

from letapis.core.dossier.document import Run, Runs
from letapis.core.export.page.annex import dated
from letapis.core.material import Material, Told
from letapis.core.resolve.copies import outlet
from letapis.core.sentences import sentences
from letapis.core.standing import short
from letapis.words.records import Claim

HASH = 16
"""Digits of a capture's SHA-256 in a note; the table of sources has all of them."""
Span = tuple[int, int]


@dataclass
class Notes:
    """Numbers notes as they are called for; a sentence has one note however many facts stand on it."""

    material: Material
    made: list[Runs] = field(default_factory=list)
    _numbers: dict[tuple[str, int, int], int] = field(default_factory=dict)
    _spans: dict[str, list[Span]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.pages = {p.reading.id: n for n, p in enumerate(self.material.pages, 1)}

    def of(self, claims: Iterable[Claim], most: int = 6) -> Runs:
        """The notes that claims stand on; claims of pages that do not leave have none."""
        numbers = dict.fromkeys(self.number(c) for c in claims if c.passage.reading in self.pages)
        return tuple(Run(str(n), note=n) for n in list(numbers)[:most])

    def number(self, claim: Claim) -> int:
        """The number of the note of the sentence a claim stands in."""
        page = self.material.page_of(claim)
        start, end = self.sentence(page, claim)
        key = (page.reading.id, start, end)
        if key not in self._numbers:
            self.made.append(self._note(page, claim, start, end))
            self._numbers[key] = len(self.made)
        return self._numbers[key]

    def sentence(self, page: Told, claim: Claim) -> Span:
        """The whole sentence a claim was read in; outside the main text, or where words are withheld, its own passage."""
        if page.reading.id not in self._spans:
            self._spans[page.reading.id] = [(s.start, s.end) for s in sentences(page.reading)]
        spans, p = self._spans[page.reading.id], claim.passage
        at = bisect_right(spans, (p.start, len(page.reading.text))) - 1
        if at >= 0 and spans[at][0] <= p.start and p.end <= spans[at][1]:
            return spans[at]
        return p.start, p.end

    def source(self, page: Told) -> Run:
        """The page's number in the table of sources, as a way there."""
        n = self.pages[page.reading.id]
        return Run(f"S{n}", to=f"s{n}")

    def _note(self, page: Told, claim: Claim, start: int, end: int) -> Runs:
        r = page.reading
        title = f", “{r.title}”" if r.title and r.title != outlet(page) else ""
        where = f"{outlet(page)}{title}, {dated(page)}, {place(page, start)}. Capture "
        return (
            self.source(page),
            Run(": “"),
            Run(quoted(r.text[start:end]), language=r.language),
            Run("” " + where),
            Run(page.capture.sha256[:HASH], "code"),
            Run(", "),
            Run(short(page.id_of(claim)), "code"),
            Run("."),
        )


def quoted(text: str) -> str:
    """Words of a page on one line."""
    return " ".join(text.split())


def place(page: Told, offset: int) -> str:
    """Where on the page: its headline, or which paragraph of its main text."""
    blocks = page.reading.main
    at = next((n for n, b in enumerate(blocks) if b.start <= offset < b.end), None)
    if at is None:
        return "beside the main text"
    if blocks[at].kind == "headline":
        return "headline"
    before = sum(b.kind != "headline" for b in blocks[: at + 1])
    return f"paragraph {before}"
