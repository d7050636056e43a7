"""Denials across sentences and paragraphs: what a denial denies, and what it leaves alone."""

from __future__ import annotations

import pytest

from tests.acting import acts_in

DENIED = [
    ("Boris Kral was charged with the murder of Ana Diaz. He denies the charge.", "killing", "Boris Kral"),
    (
        "Boris Kral was jailed for the murder of Ana Diaz.\n\nKral had denied any involvement in the killing.",
        "killing",
        "Boris Kral",
    ),
    ("The family says Ana Diaz was tortured. Officials deny the charges.", "torture", "Officials"),
    (
        "Ana Diaz says she was beaten. Later Ana Diaz was tortured.\n\nThe ministry denied the accusations of Ana Diaz.",
        "torture",
        "The ministry",
    ),
]

LEFT_ALONE = [
    ("Boris Kral was charged with the murder of Ana Diaz. He denies the charge.", "charge"),
    ("Ana Diaz was arrested on Saturday.\n\nThe ministry denied that prices had risen.", "arrest"),
]


@pytest.mark.parametrize(("text", "act", "by"), DENIED)
def test_bound_to_what_it_denies(text: str, act: str, by: str) -> None:
    assert any(a["act"] == act and by in a["denied_by"] for a in acts_in(text))


@pytest.mark.parametrize(("text", "act"), LEFT_ALONE)
def test_nothing_else_is_denied(text: str, act: str) -> None:
    assert [a["denied_by"] for a in acts_in(text) if a["act"] == act] == [[]]
