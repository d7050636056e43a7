"""The language model's shortcuts say what the model says, word for word."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest

from letapis.core.sentences import sentences
from letapis.rim.model import BATCH, MODEL, parse
from letapis.words.records import Page, Sentence
from tests.marked import reading_of

SAID = (
    "Police in Drezhin detained Maryna Halavach, a teacher, and three of her friends on 4 May 2021.",
    "Let's go: they're gonna say nothin' and y'all ain't going to like it, c'mon.",
    "There's no lawyer in Prison No. 7, there were two, and it's been said that he's got to wait.",
    "The Interior Ministry of Mostryn said that the European Union had fined Northern Rail 2,000 roubles.",
    "Which of them did what to whom?  Nobody, so far as Bishop Ihar Sokal knew, was asked whether he'd been beaten.",
    "WHAT NOW He was not let in",
    "...",
    "Yesterday",
    "He was born in Lower Kamen in 1961 said his brother Pavel Sokal \t of the Free Herald , who had to run.",
    "The jailed blogger's wife, Anna-Maria van der Linden, does not want to stay upon her own.",
)


@cache
def _stock() -> Any:
    import spacy

    return spacy.load(MODEL)


def _as_the_model_says(text: str) -> list[tuple[object, ...]]:
    return [
        (
            t.idx,
            t.text,
            t.lemma_.lower(),
            t.pos_,
            t.tag_,
            t.dep_,
            t.head.i,
            f"{t.ent_iob_}-{t.ent_type_}" if t.ent_type_ else "",
        )
        for t in _stock()(text.replace("\t", " "))
    ]


@pytest.mark.parametrize("text", SAID)
def test_shortcuts_say_what_the_model_says(text: str) -> None:
    reading = reading_of(text)
    whole = Page(reading, (Sentence(0, len(text), 0),))
    words = parse(whole, [0]).sentences[0].tokens
    assert [(w.start, w.text, w.lemma, w.pos, w.tag, w.dep, w.head, w.entity) for w in words] == _as_the_model_says(text)


def test_more_sentences_than_go_through_the_model_together() -> None:
    reading = reading_of("\n\n".join(f"Teacher {i} was detained in Minsk." for i in range(2 * BATCH + 3)))
    page = Page(reading, sentences(reading))
    parsed = parse(page, range(0, len(page.sentences), 2))
    assert [bool(s.tokens) for s in parsed.sentences] == [i % 2 == 0 for i in range(len(page.sentences))]
    assert all(s.tokens[0].text == "Teacher" and s.tokens[-1].end == s.end for s in parsed.sentences[::2])
    assert all(s.tokens[-2].entity == "B-GPE" for s in parsed.sentences[::2])


def test_nothing_wanted_loads_nothing_and_changes_nothing() -> None:
    reading = reading_of("Soup is eaten hot.")
    page = Page(reading, sentences(reading))
    assert parse(page, []) is page
