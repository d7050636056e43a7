"""How many blocks and words of a page are of each kind, for those taken and those left."""

from __future__ import annotations

from dataclasses import dataclass

from letapis.words.kinds import KINDS
from letapis.words.records import Block, Reading


@dataclass(frozen=True, slots=True)
class Count:
    """One kind, as main text or beside it, with how much there is of it."""

    kind: str
    main: bool
    blocks: int
    words: int


def words(reading: Reading, block: Block) -> int:
    """How many words a block has."""
    return len(reading.text[block.start : block.end].split())


def counts(reading: Reading) -> tuple[Count, ...]:
    """The kinds of a page's blocks, main text first, each in the order of the kinds."""
    found: dict[tuple[bool, str], list[int]] = {}
    for b in reading.blocks:
        found.setdefault((b.body is not None, b.kind), []).append(words(reading, b))
    order = {kind: i for i, kind in enumerate(KINDS)}
    ranked = sorted(found.items(), key=lambda item: (not item[0][0], order.get(item[0][1], len(order)), item[0][1]))
    return tuple(Count(kind, main, len(each), sum(each)) for (main, kind), each in ranked)
