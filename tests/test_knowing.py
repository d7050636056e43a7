"""How a source knows what it says, by the words it is called by."""

from __future__ import annotations

import pytest

from letapis.core.annotate.speaking.knowing import knowing


@pytest.mark.parametrize(
    ("called", "how"),
    [
        (["his wife"], "a relative"),
        (["the wife's lawyer"], "a lawyer"),
        (["the lawyer of his wife"], "a lawyer"),
        (["Olga Sedova, his lawyer"], "a lawyer"),
        (["a police witness"], "an eyewitness"),
        (["Olga Sedova", "a neighbour"], "a neighbour, friend or colleague"),
        (["An official in the Ministry of Justice"], "an official"),
    ],
)
def test_the_word_a_source_is_called_by_tells_how_it_knows(called: list[str], how: str) -> None:
    assert knowing(called, "en") == how


@pytest.mark.parametrize(
    "called", [[], ["he"], ["Olga Sedova"], ["the witnessing of it"], ["people with lawyering skills"], ["Fatherland"]]
)
def test_other_words_do_not_tell(called: list[str]) -> None:
    assert knowing(called, "en") is None


def test_a_language_without_words_of_saying_tells_nothing() -> None:
    assert knowing(["his wife"], "xx") is None
