"""How likely each candidate for an act's place is right: what a trained ranker says of the figures that describe it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

Row = dict[str, float]
Chance = Callable[[Sequence[Row]], Sequence[float]]
"""Asked for the rows of candidates, how likely each is right (0 to 1)."""


def chance_of_place(rows: Sequence[Row]) -> list[float]:
    """What the shipped ranker of places says (docs/models/setting.md)."""
    import numpy as np  # only a page with acts whose own words name no place pays for it

    from letapis.core.reading.forest import forest

    ranker = forest("acts-where")
    odds = ranker.scores(np.array([[float(r[n]) for r in rows] for n in ranker.names], np.float32))[:, 0]
    return [float(p) for p in 1 / (1 + np.exp(-odds))]
