"""Governors as the model's parser gives them, the moves of all sentences of a batch weighed together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Arcs:
    """The same as a pipeline's ``parser``, and more than twice as fast.

    The parser's own loop asks the interpreter's lock for every look at an empty stack. Here the loop stands outside: the parser
    is told the weights of all moves of all sentences, one step of each at a time, and makes the moves.
    """

    def __init__(self, nlp: Any) -> None:
        import numpy as np

        self._np, self._parser = np, nlp.get_pipe("parser")
        model = self._parser.model
        if model.attrs["unseen_classes"] or not model.attrs["has_upper"]:
            raise ValueError("the model's parser is of another make")
        self._lower, upper = model.get_ref("lower"), model.get_ref("upper")
        self._inner = np.ascontiguousarray(self._lower.get_param("b").T).ravel()  # the pieces of the units apart, side by side
        self._weights, self._bias = np.ascontiguousarray(upper.get_param("W").T), upper.get_param("b")
        self._first = model.get_ref("tok2vec").layers[-1]
        one = nlp.make_doc("One")
        one.tensor = np.zeros((1, self._first.get_dim("nI")), np.float32)
        self._looked_at = model.predict(
            [one]
        ).get_token_ids  # which words the moves of a sentence depend on: no weight is asked

    def __call__(self, docs: Sequence[Any], vectors: Any) -> None:
        """Give the words of the sentences their governors and relations; ``vectors`` has a row for each word."""
        np, moves = self._np, self._parser.moves
        begun = moves.init_batch(docs)
        cached = self._lower.predict(self._first.predict(vectors))  # the first row is for words that are not there
        words, looks, hidden, pieces = cached.shape
        table = np.ascontiguousarray(cached.transpose(0, 1, 3, 2)).reshape(words * looks, pieces * hidden)
        nth = np.arange(looks, 2 * looks)
        going = [state for state in begun if not state.is_final()]
        while going:
            units = np.add.reduce(table.take(self._looked_at(going) * looks + nth, axis=0), axis=1)
            units += self._inner
            largest = units[:, :hidden]
            for i in range(hidden, pieces * hidden, hidden):
                largest = np.maximum(largest, units[:, i : i + hidden])
            scores = largest @ self._weights
            scores += self._bias
            going = self._parser.transition_states(going, scores)
        self._parser.set_annotations(docs, begun)
