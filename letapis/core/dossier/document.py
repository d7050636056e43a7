"""A document before it is HTML, DOCX or PDF: blocks of runs with notes, nothing of fonts, pages or files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from unicodedata import bidirectional


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; with ``note`` a raised number that leads to a note, with ``to`` a way to an anchor."""

    text: str
    look: str = ""
    """``strong``, ``quiet``, ``code`` or plain."""
    note: int = 0
    to: str = ""
    language: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 begins a part, 3 a fact or a page."""

    level: int
    runs: Runs
    anchor: str = ""
    new_page: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(r.text for r in self.runs)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; ``look`` is ``lede``, ``quiet``, ``quote``, ``text`` (preserved words) or plain."""

    runs: Runs
    look: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list without order."""

    items: tuple[Runs, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """Labels with what is told under each."""

    rows: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Cells under heads; ``widths`` are parts of a hundred; ``anchors`` name the rows, one each or none."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Runs, ...], ...]
    widths: tuple[int, ...]
    anchors: tuple[str, ...] = ()


Block = Heading | Paragraph | Bullets | Rows | Table


@dataclass(frozen=True, slots=True)
class Document:
    """All that a writer needs."""

    stem: str
    """The beginning of the file's name, never a person's name."""
    kicker: str
    title: str
    cover: tuple[tuple[str, str], ...]
    """What the first page says of the document itself."""
    notice: Runs
    blocks: tuple[Block, ...]
    notes: tuple[Runs, ...]
    """The notes; the first is number 1."""
    language: str = "en"


def words(text: str, look: str = "", **more: str) -> Runs:
    """One run, none for no words."""
    return (Run(text, look, **more),) if text else ()  # type: ignore[arg-type]


def rightward(text: str) -> bool:
    """Whether words are written from right to left: their first letter decides."""
    kinds = (bidirectional(c) for c in text)
    return next((k != "L" for k in kinds if k in ("L", "R", "AL")), False)


def joined(pieces: list[Runs], by: str = "; ") -> Runs:
    """Runs with a plain parting between them; empty ones are left out."""
    found: list[Run] = []
    for piece in (p for p in pieces if p):
        found += [Run(by)] if found else []
        found += piece
    return tuple(found)


def runs_of(block: Block) -> tuple[Runs, ...]:
    """Everything said in a block, in the order it is read."""
    if isinstance(block, Bullets):
        return block.items
    if isinstance(block, Rows):
        return tuple(runs for _, runs in block.rows)
    if isinstance(block, Table):
        return tuple(cell for row in block.rows for cell in row)
    return (block.runs,)


def renumbered(blocks: tuple[Block, ...], notes: Sequence[Runs]) -> tuple[tuple[Block, ...], tuple[Runs, ...]]:
    """The same with the notes numbered in the order they are called; notes that nothing calls are left out."""
    called = dict.fromkeys(r.note for b in blocks for runs in runs_of(b) for r in runs if r.note)
    new = {old: n for n, old in enumerate(called, 1)}

    def of(runs: Runs) -> Runs:
        return tuple(replace(r, text=str(new[r.note]), note=new[r.note]) if r.note else r for r in runs)

    return tuple(_with(b, of) for b in blocks), tuple(notes[old - 1] for old in called)


def _with(block: Block, of: Callable[[Runs], Runs]) -> Block:
    if isinstance(block, Bullets):
        return Bullets(tuple(map(of, block.items)))
    if isinstance(block, Rows):
        return Rows(tuple((label, of(runs)) for label, runs in block.rows))
    if isinstance(block, Table):
        return replace(block, rows=tuple(tuple(map(of, row)) for row in block.rows))
    return replace(block, runs=of(block.runs))
