"""The blocks of a reading as people ruled them: which are main text, the body made of those, and what stays of the claims.

A block is known by its words and by which occurrence of them in the page it is, under its capture's own key; so a ruling holds
for every reading of that page in which the block stands, and for no other page.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from letapis.core.material import Told
from letapis.core.ruling import READ_CORRECTLY, left
from letapis.words.kinds import MAIN_KINDS
from letapis.words.records import Block, Claim, Decision, Fault, Passage, Reading

KIND = "kind"
"""The verdict about a block; an empty value takes earlier ones back."""
REREAD = "reread"
"""The verdict about a reading whose blocks were ruled: its value names the claims that its page does not tell any more."""
_RULED = "ruled by a person"
_SHOWN = 40
"""Letters of a block that a fault quotes."""


class Run(Protocol):
    """What a block is made of: a run of text with its kind, and why it is of it."""

    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def line(self) -> int | None: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102
    @property
    def score(self) -> float | None: ...  # noqa: D102


def assembled(text: str, runs: Iterable[tuple[Run, bool]]) -> tuple[str, tuple[Block, ...]]:
    """The body made of the runs that are main text, parted by empty lines, and all runs as blocks with their places in it."""
    parts, blocks, at = [], [], 0
    for r, main in runs:
        blocks.append(Block(r.kind, r.start, r.end, at if main else None, r.line, r.why, r.score))
        if main:
            parts.append(text[r.start : r.end])
            at += r.end - r.start + 2
    return "\n\n".join(parts), tuple(blocks)


def name_of(reading: Reading, passage: Passage) -> str:
    """The id of the block with these words: of several pages in one capture, of this one only."""
    return reading.mint("block", passage, *([reading.member] if reading.member else []))


def ruling(reading: Reading, block: Block, kind: str, by: str, at: str, because: str = "") -> Decision:
    """The decision that a block is of a kind; with an empty kind, that it is again what the machine read."""
    passage = reading.passage(block.start, block.end)
    return Decision(name_of(reading, passage), KIND, by, at, because, kind, passage)


@dataclass(frozen=True)
class Rulings:
    """What people ruled about the blocks of one reading."""

    last: Mapping[int, Decision]
    """The last ruling about each block, by its index; those taken back too."""
    lost: tuple[Decision, ...]
    """Rulings that hold, about blocks that do not stand in this reading."""

    @property
    def holding(self) -> dict[int, Decision]:
        """Those that were not taken back."""
        return {i: d for i, d in self.last.items() if d.value}


def rulings(reading: Reading, decisions: Iterable[Decision]) -> Rulings:
    """Which of the decisions are about blocks of this reading's page, and where they stand in it."""
    by_name = {d.about: d for d in decisions if d.verdict == KIND and d.passage}
    last, lost, standing = {}, [], _by_words(reading) if by_name else {}
    for about, d in by_name.items():
        assert d.passage is not None
        if name_of(reading, d.passage) != about:  # of another capture, or of another page in this one
            continue
        at = _standing(reading, d.passage, standing)
        if at is not None:
            last[at] = d
        elif d.value:
            lost.append(d)
    return Rulings(last, tuple(lost))


def _by_words(reading: Reading) -> dict[str, list[int]]:
    """The indices of the blocks by their words."""
    found: dict[str, list[int]] = {}
    for i, b in enumerate(reading.blocks):
        found.setdefault(reading.text[b.start : b.end], []).append(i)
    return found


def _standing(reading: Reading, passage: Passage, by_words: Mapping[str, Sequence[int]]) -> int | None:
    """The index of the block that consists of these words, the same occurrence of them."""
    text, quote = reading.text, passage.quote
    same = by_words.get(quote, ())
    return next((i for i in same if text.count(quote, 0, reading.blocks[i].start) == passage.nth), None)


def as_ruled(reading: Reading, decisions: Iterable[Decision]) -> Reading:
    """The reading with the kinds people ruled, its body made anew; the same object where nobody ruled anything about it.

    Offsets in ``text`` stay as they are. A block ruled to be the headline gives the title. What was ruled about a block that
    is not there any more stands in ``faults``.
    """
    found = rulings(reading, decisions)
    if not found.holding and not found.lost:
        return reading
    kinds = [(_of_kind(b, found.holding.get(i)), _main(b, found.holding.get(i))) for i, b in enumerate(reading.blocks)]
    body, blocks = assembled(reading.text, kinds) if found.holding else (reading.body, reading.blocks)
    heads = [i for i, d in found.holding.items() if d.value == "headline"]
    title = " ".join(reading.text[blocks[heads[-1]].start : blocks[heads[-1]].end].split()) if heads else reading.title
    lost = tuple(_lost(reading, d) for d in found.lost)
    return replace(reading, body=body, blocks=blocks, title=title, faults=(*reading.faults, *lost))


def _of_kind(block: Block, d: Decision | None) -> Block:
    if d is None:
        return block
    return replace(block, kind=d.value, why=_RULED + (f": {d.because}" if d.because else ""), score=1.0)


def is_ruled(block: Block) -> bool:
    """Whether a person ruled of what kind the block is."""
    return block.why.startswith(_RULED)


def _main(block: Block, d: Decision | None) -> bool:
    return block.body is not None if d is None else d.value in MAIN_KINDS


def _lost(reading: Reading, d: Decision) -> Fault:
    words = " ".join(d.passage.quote.split()) if d.passage else ""
    shown = words if len(words) <= _SHOWN else words[:_SHOWN].rstrip() + "…"
    what = f"a person ruled that “{shown}” is {d.value}, but no block of this reading has exactly these words."
    return Fault(reading.title or reading.id, what, "Look at the page's blocks, and rule again where it is needed.")


def told_as_ruled(page: Told, decisions: Sequence[Decision]) -> Told:
    """The page with its blocks as people ruled them, without the claims that it does not tell under these rulings.

    Gone are those whose block was ruled out of the main text, and those that reading the page again did not find; of the
    latter a claim that a person ruled to be read correctly stays.
    """
    found = rulings(page.reading, decisions)
    if not found.last and not found.lost:
        return page
    reading = as_ruled(page.reading, decisions)
    out = {i for i in found.last if reading.blocks[i].body is None}
    unread = _unread(page.reading, decisions)
    starts = [b.start for b in reading.blocks]
    kept, aside = list[Claim](), list[Claim]()
    for c in page.claims:
        (aside if _block_of(starts, c) in out or (unread and page.id_of(c) in unread) else kept).append(c)
    return replace(page, reading=reading, claims=tuple(kept), aside=tuple(aside))


def _block_of(starts: Sequence[int], claim: Claim) -> int:
    return bisect_right(starts, claim.passage.start) - 1


def _unread(reading: Reading, decisions: Iterable[Decision]) -> frozenset[str]:
    """The ids of claims that the last reading under rulings did not find, and that no person said to be there."""
    named, said = frozenset[str](), dict[str, str]()
    for d in left(decisions):
        if d.verdict == REREAD and d.about == reading.id:
            named = frozenset(f"claim:{word}" for word in d.value.split())
        elif d.verdict in READ_CORRECTLY:
            said[d.about] = d.verdict
    return named - said.keys()


def reread(
    reading: Reading, stored: Iterable[Claim], told: Iterable[Claim], readers: Iterable[str], by: str, at: str
) -> Decision:
    """The decision that names, of the stored claims, those that reading the page again (``told``) did not find.

    Only claims of the rules that read again can be missing: ``readers`` are their names, of whatever version.
    """
    ours = {name.partition("/")[0] for name in readers}
    now = {c.id(reading.key) for c in told}
    names = (c.id(reading.key) for c in stored if c.by.partition("/")[0] in ours)
    return Decision(reading.id, REREAD, by, at, value=" ".join(sorted(n.partition(":")[2] for n in names if n not in now)))


def all_as_ruled(pages: Iterable[Told], decisions: Iterable[Decision]) -> list[Told]:
    """Every page as ``told_as_ruled`` leaves it; pages of captures about whose blocks nobody ruled are handed through."""
    pages, decisions = list(pages), list(decisions)
    captures = {p.reading.id: p.capture.id for p in pages}
    about: dict[str, list[Decision]] = {}
    for d in decisions:
        if d.verdict in (KIND, REREAD):
            about.setdefault(captures.get(d.passage.reading if d.passage else d.about, ""), []).append(d)
    if not about:
        return pages
    said = [d for d in left(decisions) if d.verdict in READ_CORRECTLY]
    return [told_as_ruled(p, [*about[p.capture.id], *said]) if p.capture.id in about else p for p in pages]
