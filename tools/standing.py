"""Which runs of text stand in another text: long ones by their word triples, short ones between the long ones around them."""

from __future__ import annotations

from collections.abc import Sequence

from letapis.core.reading.align import words

_LONG = 6
_NEAR = 15
"""How many runs away a short one looks for a long one that stands in the text."""


def standing_in(texts: Sequence[str], other: str, share: float = 0.5) -> list[bool]:
    """For each run of text whether it stands in the other text; a long one where at least ``share`` of it does."""
    there = words(other)
    triples: dict[tuple[str, ...], int] = {}
    for i in range(len(there) - 2):
        triples.setdefault((there[i], there[i + 1], there[i + 2]), i)
    mine = [words(t) for t in texts]
    where = [_place(t, triples, share) for t in mine]
    return [w is not None or _between(i, mine, where, there) for i, w in enumerate(where)]


def _place(mine: Sequence[str], triples: dict[tuple[str, ...], int], share: float) -> int | None:
    """Where a long run stands in the other text (by its first triple that does)."""
    if len(mine) < _LONG:
        return None
    hits = [at for k in range(len(mine) - 2) if (at := triples.get((mine[k], mine[k + 1], mine[k + 2]))) is not None]
    return hits[0] if len(hits) >= share * (len(mine) - 2) else None


def _between(i: int, mine: Sequence[Sequence[str]], where: Sequence[int | None], there: Sequence[str]) -> bool:
    """Whether a short run stands in the other text between the nearest long ones above and below it."""
    if not mine[i]:
        return False
    above = next((w for w in reversed(where[max(0, i - _NEAR) : i]) if w is not None), None)
    below = next((w for w in where[i + 1 : i + _NEAR] if w is not None), None)
    if above is None and below is None:
        return len(there) < 400 and f" {' '.join(mine[i])} " in f" {' '.join(there)} "
    start = above if above is not None else max(0, (below or 0) - 60)
    end = below if below is not None else (above or 0) + 400
    return start <= end and f" {' '.join(mine[i])} " in f" {' '.join(there[start : end + 12])} "
