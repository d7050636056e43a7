"""How likely each candidate for an act's place is right: what a trained ranker says of the figures that describe it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from letapis.core.forest import chances

Row = dict[str, float]
Chance = Callable[[Sequence[Row]], Sequence[float]]
"""Asked for the rows of candidates, how likely each is right (0 to 1)."""


def chance_of_place(rows: Sequence[Row]) -> list[float]:
    """What the shipped ranker of places says (docs/models/setting.md)."""
    return chances("acts-where", rows)
