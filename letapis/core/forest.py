"""Boosted trees that ask the same question at each depth: quick to answer with arrays alone, and each answer can say why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

import numpy as np

from letapis.words.weights import weights


@dataclass(frozen=True)
class Forest:
    """Trees of one depth, eight at most. A tree's leaf is numbered by its answers, the first question's in the lowest bit."""

    names: tuple[str, ...]
    """The columns it looks at."""
    column: Any
    """Which column each question is about: trees by depth."""
    border: Any
    """A question is answered yes where the column is larger than this."""
    value: Any
    """What each leaf says: trees by leaves by answers (log odds, one for each class)."""
    bias: Any
    weight: Any
    """How much of what was learnt from fell into each leaf: trees by leaves."""

    def scores(self, features: Any) -> Any:
        """Log odds for each run (rows) and class; ``features`` has a row for each of ``names``."""
        found = self._flat.take(self._leaves(features) + self._offsets, axis=0)
        return found.sum(axis=0, dtype=np.float64) + self.bias

    @cached_property
    def _flat(self) -> Any:
        return np.ascontiguousarray(self.value.reshape(-1, self.value.shape[2]))

    @cached_property
    def _offsets(self) -> Any:
        return (np.arange(len(self.column)) * self.value.shape[1])[:, None]

    @cached_property
    def _asked(self) -> tuple[Any, Any]:
        """Columns and borders of all questions, those of one depth together."""
        return self.column.T.ravel(), self.border.T.ravel()[:, None]

    def _answers(self, features: Any) -> Any:
        """For each depth, tree and run whether the question is answered yes (1) or no (0)."""
        column, border = self._asked
        yes = features.take(column, axis=0) > border
        return yes.view(np.uint8).reshape(self.column.shape[1], len(self.column), features.shape[1])

    def _leaves(self, features: Any) -> Any:
        """For each tree and run the number of its leaf."""
        yes = self._answers(features)
        leaf = yes[0].copy()
        for k in range(1, len(yes)):
            leaf |= yes[k] << np.uint8(k)
        return leaf.astype(np.intp)

    @cached_property
    def _means(self) -> tuple[Any, ...]:
        """What trees say on average once the first k questions are answered, for k from none to all of them."""
        depth, (trees, leaves, classes) = self.column.shape[1], self.value.shape
        mass = self.weight[:, :, None] + 1e-6
        out = []
        for k in range(depth + 1):
            heap, load = (
                (self.value * mass).reshape(trees, leaves >> k, 1 << k, classes),
                mass.reshape(trees, leaves >> k, 1 << k, 1),
            )
            out.append(heap.sum(axis=1) / load.sum(axis=1))
        return tuple(out)

    def reasons(self, features: Any, class_: int = 0) -> Any:
        """How much each column speaks for a class, for each run: rows of columns, columns of runs."""
        yes = self._answers(features)
        depth, trees, runs = yes.shape
        out = np.zeros((len(self.names), runs))
        at, tree = np.zeros((trees, runs), np.int64), np.arange(trees)[:, None]
        said = self._means[0][tree, at, class_]
        for k in range(depth):
            at = at | (yes[k].astype(np.int64) << k)
            now = self._means[k + 1][tree, at, class_]
            np.add.at(out, self.column[:, k], now - said)
            said = now
        return out


def chances(name: str, rows: Sequence[Mapping[str, float]]) -> list[float]:
    """How likely each row is right (0 to 1) by a forest of one answer; a row has a figure for each of its columns."""
    trees = forest(name)
    table = np.array([[row[n] for row in rows] for n in trees.names], np.float32)
    return [float(p) for p in 1 / (1 + np.exp(-trees.scores(table)[:, 0]))]


@cache
def forest(name: str) -> Forest:
    """A forest that ships with the package."""
    w: Mapping[str, Any] = weights(name)
    names: Sequence[str] = [str(n) for n in w["names"]]
    return Forest(
        tuple(names),
        w["column"].astype(np.int64),
        w["border"],
        w["value"].astype(np.float32),
        w["bias"],
        w["weight"].astype(float),
    )
