"""Vectors of words as the model's layers give them, what a kind of word alone decides reckoned once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

MOST: Final = 16_000
"""Kinds of word that are remembered (6 MB); then all are forgotten, so that a long run stays as small as a short one."""


class Vectors:
    """The same as a ``tok2vec`` layer of a pipeline gives for sentences, and more than twice as fast.

    The first layers look at nothing but the word, so their answer is kept; the others are multiplied with the pieces of a
    unit side by side, which makes the choice of the largest one step over whole rows.
    """

    def __init__(self, model: Any) -> None:
        import numpy as np

        self._np = np
        ask, _, hashes, mixed, _ = model.layers[0].layers
        self._asks, self._hashes, self._mixed = ask.attrs["columns"], hashes.layers[0], mixed.layers[0]
        self._pad = model.layers[1].attrs["pad"]
        self._layers = [self._weights(residual.layers[0]) for residual in model.layers[1].layers[0].layers]
        self._known: dict[bytes, int] = {}
        self._rows = np.zeros((0, model.get_dim("nO")), np.float32)

    def _weights(self, layer: Any) -> tuple[Any, ...]:
        """A layer that looks at a word and its two neighbours: weights and bias with the pieces apart, gain and shift."""
        window, mixed = layer.layers
        units, norm = mixed.layers[0].layers
        if window.attrs["window_size"] != 1 or units.name != "maxout" or norm.name != "layernorm":
            raise ValueError("the model's layers are of another make")
        out, pieces, wide = units.get_param("W").shape
        weights = units.get_param("W").transpose(2, 1, 0).reshape(wide, pieces * out)
        bias = units.get_param("b").T.ravel()
        return self._np.ascontiguousarray(weights), bias, norm.get_param("G"), norm.get_param("b")

    def __call__(self, docs: Sequence[Any]) -> Any:
        """A row for each word of the sentences, of which one at least has a word."""
        np = self._np
        docs = [d for d in docs if len(d)]
        alone = self._alone(docs)
        # words of other sentences must not be seen, so there is room between them, which the layers fill in their own way
        at = np.arange(len(alone)) + np.repeat(np.arange(1, len(docs) + 1) * self._pad, [len(d) for d in docs])
        rows, wide = len(alone) + self._pad * (len(docs) + 1), alone.shape[1]
        seen = np.zeros((rows, wide), np.float32)
        seen[at] = alone
        window = np.zeros((rows, 3 * wide), np.float32)
        for weights, bias, gain, shift in self._layers:
            window[1:, :wide], window[:, wide : 2 * wide], window[:-1, 2 * wide :] = seen[:-1], seen, seen[1:]
            pieces = window @ weights
            pieces += bias
            largest = pieces[:, :wide]
            for i in range(wide, pieces.shape[1], wide):
                np.maximum(largest, pieces[:, i : i + wide], out=largest)
            largest = largest - largest.mean(axis=1, keepdims=True)
            largest *= (np.einsum("ij,ij->i", largest, largest) / wide + 1e-8)[:, None] ** -0.5
            largest *= gain
            largest += shift
            seen += largest
        return seen[at]

    def _alone(self, docs: Sequence[Any]) -> Any:
        """What the first layers say of each word."""
        np = self._np
        asked = np.ascontiguousarray(np.concatenate([d.to_array(self._asks) for d in docs]))
        kinds = asked.view(f"V{asked.shape[1] * asked.itemsize}").ravel().tolist()
        if len(self._known) > MOST:
            self._known.clear()
            self._rows = self._rows[:0]
        new = {kind: i for i, kind in enumerate(kinds) if kind not in self._known}
        if new:
            self._known.update(zip(new, range(len(self._rows), len(self._rows) + len(new)), strict=True))
            made = self._mixed.predict(self._hashes.predict(asked[list(new.values())]))
            self._rows = np.concatenate([self._rows, made])
        return self._rows[[self._known[kind] for kind in kinds]]
