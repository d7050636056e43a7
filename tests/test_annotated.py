"""Annotations are kept as places in a text and come back as its words."""

from __future__ import annotations

import pytest

from bench.annotated import changed, placed, said

TEXT = "Police in Mostryn took Ana Diaz on Friday.\n\nDiaz was held for a week, her lawyer said."


@pytest.mark.parametrize("words", ["Ana Diaz", "on Friday", "Friday … for a week", "her lawyer", "lawyer Diaz", "a court"])
def test_words_come_back(words: str) -> None:
    assert said(placed(words, TEXT), TEXT) == words


def test_nothing_of_the_text_is_kept() -> None:
    assert placed("Ana Diaz", TEXT) == [[23, 31]]
    assert placed("lawyer Diaz", TEXT) == [[TEXT.index("lawyer"), TEXT.index("lawyer") + 6], [27, 31]]


def test_a_word_that_does_not_stand_there_is_kept_as_it_is() -> None:
    assert placed("a hearing", TEXT) == [placed("a", TEXT)[0], "hearing"]


def test_a_page_comes_back_without_its_notes() -> None:
    act = {
        "n": 1, "act": "arrest", "stance": "asserted", "victims": [{"person": "Ana Diaz"}, {"group": "Police", "count": 2}],
        "perpetrators": [{"text": "Police"}], "perpetrator_kind": "state",
        "when": {"text": "Friday", "value": "2021-04-23", "precision": "day"}, "where": ["Mostryn"], "country": "Merenia",
        "according_to": ["the page", "her lawyer"], "denied_by": [], "quotes": ["Police in Mostryn took Ana Diaz on Friday."],
    }  # fmt: skip
    person = {"name": "Ana Diaz", "variants": ["Diaz"], "described_as": [], "sex": "woman", "age": None}
    gold = {"id": 1, "people": [person], "acts": [act]}
    noted = {**gold, "acts": [{**act, "note": "A guess."}]}
    kept = changed(noted, lambda s: placed(s, TEXT))
    assert changed(kept, lambda p: said(p, TEXT)) == gold
