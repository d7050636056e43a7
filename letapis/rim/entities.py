"""Names as the model's tagger of names gives them, decoded for many sentences at once instead of word by word."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from letapis.rim.vectors import Vectors

_LOOKS_AT: Final = 3
"""What the model looks at: the word, the first word of the open name, the word before."""


class Names:
    """The same as a pipeline's ``ner`` on parsed sentences that hold no names yet, and several times as fast.

    Outside of a name the model's answer depends on one word only, so it is had for all words of all sentences in one
    multiplication; inside of one only two moves are possible, to go on or to close, and only these are weighed.
    """

    def __init__(self, nlp: Any) -> None:
        import numpy as np
        from spacy import attrs

        ner = nlp.get_pipe("ner")
        self._np, self._asks = np, [attrs.SENT_START, attrs.IS_SPACE]
        reading, _, self._first = ner.model.get_ref("tok2vec").layers
        self._vectors, self._lower = Vectors(reading), ner.model.get_ref("lower")
        if self._lower.get_dim("nF") != _LOOKS_AT or ner.model.attrs["unseen_classes"]:
            raise ValueError("the model's tagger of names is of another make")
        upper = ner.model.get_ref("upper")
        self._weights, self._bias, self._inner = upper.get_param("W"), upper.get_param("b"), self._lower.get_param("b")
        parted = [ner.moves.get_class_name(i).partition("-") for i in range(ner.moves.n_moves)]
        self._moves = [(move, label) for move, _, label in parted]
        self._begins = np.array([move == "B" and label != "" for move, label in self._moves])
        self._names = self._begins | np.array([move == "U" and label != "" for move, label in self._moves])
        self._outside = self._names | np.array([move == "O" for move, _ in self._moves])

    def __call__(self, docs: Sequence[Any]) -> list[list[str]]:
        """For each word of each sentence ``B-`` or ``I-`` and the kind of the name it belongs to; empty where it is in none."""
        if not any(map(len, docs)):
            return [[] for _ in docs]
        cached = self._lower.predict(self._first.predict(self._vectors(docs)))  # the first row is for words that are not there
        ends, spaces = self._edges([d for d in docs if len(d)])
        scores = self._scores(cached[1:, 0] + cached[0, 1] + cached[0, 2], slice(None))
        allowed = self._outside & ~(ends[:, None] & self._begins) & ~(spaces[:, None] & self._names)
        best = self._np.where(allowed, scores, -self._np.inf).argmax(axis=1).tolist()
        ended, found, at = ends.tolist(), [], 0
        for doc in docs:
            found.append(self._walk(cached, best, ended, at, at + len(doc)))
            at += len(doc)
        return found

    def _edges(self, docs: Sequence[Any]) -> tuple[Any, Any]:
        """For each word whether a name cannot go on behind it, and whether it is white space, where none begins."""
        np = self._np
        asked = np.concatenate([d.to_array(self._asks) for d in docs])
        ends = np.append(asked[1:, 0] == 1, True)
        ends[np.cumsum([len(d) for d in docs]) - 1] = True
        return ends, asked[:, 1] == 1

    def _scores(self, looked_at: Any, moves: Any) -> Any:
        return (looked_at + self._inner).max(axis=-1) @ self._weights[moves].T + self._bias[moves]

    def _walk(self, cached: Any, best: Sequence[int], ends: Sequence[bool], i: int, stop: int) -> list[str]:
        """The names of one sentence, whose words are those from ``i`` to ``stop`` of all."""
        tags: list[str] = []
        while i < stop:
            move, label = self._moves[best[i]]
            tags.append(f"{'B-' if label else ''}{label}")
            first, open_ = i, move == "B"
            i += 1
            moves = [self._moves.index(("I", label)), self._moves.index(("L", label))] if open_ else []
            while open_:
                on, close = self._scores(cached[i + 1, 0] + cached[first + 1, 1] + cached[i, 2], moves)
                tags.append(f"I-{label}")
                open_ = not ends[i] and on >= close
                i += 1
        return tags
