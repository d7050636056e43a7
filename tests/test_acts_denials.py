"""Denials across sentences and paragraphs, with and without a word of denying: what they deny, and what they leave alone."""

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
    ("Boris Kral was charged with the murder of Ana Diaz. Kral pleaded not guilty.", "killing", "Boris Kral"),
    (
        (
            "Ana Diaz was denied medical care in prison, her family said.\n\n"
            "The prison service said she was getting all the medical help she needed."
        ),
        "denial_of_care",
        "The prison service",
    ),
    (
        "Ana Diaz was beaten by police, her lawyer said.\n\nThe ministry said that officers had acted within the law.",
        "beating",
        "The ministry",
    ),
    (
        "Ana Diaz says she was tortured at the station.\n\nA police spokesman said that nobody was tortured.",
        "torture",
        "A police spokesman",
    ),
    (
        "Ana Diaz says police beat her.\n\nThe interior ministry said Diaz was not beaten.",
        "beating",
        "The interior ministry",
    ),
    (
        "Ana Diaz was allegedly killed by guards.\n\nThe prison service said Diaz died of natural causes.",
        "killing",
        "The prison service",
    ),
    (
        "Ana Diaz was abducted by soldiers, her family said.\n\nThe army said it had nothing to do with the case.",
        "abduction",
        "The army",
    ),
    (
        (
            "Ana Diaz disappeared in March, and her family says that soldiers took her.\n\n"
            "The army said Ana Diaz was not in its custody."
        ),
        "disappearance",
        "The army",
    ),
    (
        "Witnesses said that soldiers killed twelve villagers.\n\nThe army called the reports falsehoods.",
        "killing",
        "The army",
    ),
    (
        "Ana Diaz was deported, her lawyer said.\n\nThe government said she left voluntarily.",
        "expulsion",
        "The government",
    ),
    ("The family says Ana Diaz was tortured.\n\nThe prison service dismissed the claims.", "torture", "The prison service"),
]

LEFT_ALONE = [
    ("Boris Kral was charged with the murder of Ana Diaz. He denies the charge.", "charge"),
    ("Ana Diaz was arrested on Saturday.\n\nThe ministry denied that prices had risen.", "arrest"),
    ("Ana Diaz was arrested on Saturday.\n\nThe ministry denied that the arrest was politically motivated.", "arrest"),
    ("Ana Diaz was denied medical care.\n\nHer family said she had not received medical help.", "denial_of_care"),
    ("Ana Diaz was beaten by police.\n\nThe ministry said that officers had not acted within the law.", "beating"),
    ("Ana Diaz says she was beaten by police.\n\nHer lawyer said that police should not have beaten her.", "beating"),
    ("Ana Diaz was arrested on Saturday.\n\nThe court rejected an appeal against the arrest.", "arrest"),
    ("Boris Kral was charged with the murder of Ana Diaz. Zoja Horn pleaded not guilty to theft.", "killing"),
    ("Ana Diaz was tortured, her family said.\n\nHer lawyer said there was no truth in the charges against her.", "torture"),
    ("Ana Diaz was arrested by police.\n\nThe ministry said that no fewer than ten people were arrested.", "arrest"),
    ("Ana Diaz was beaten by police.\n\nThe ministry said Zoja Horn was not beaten.", "beating"),
    ("Ana Diaz was beaten by guards.\n\nThe mayor said the roads were treated well.", "beating"),
    ("Ana Diaz was killed by soldiers.\n\nThe editor said that the paper published a false weather report.", "killing"),
]


@pytest.mark.parametrize(("text", "act", "by"), DENIED)
def test_bound_to_what_it_denies(text: str, act: str, by: str) -> None:
    assert any(a["act"] == act and by in a["denied_by"] for a in acts_in(text))


@pytest.mark.parametrize(("text", "act"), LEFT_ALONE)
def test_nothing_else_is_denied(text: str, act: str) -> None:
    assert [a["denied_by"] for a in acts_in(text) if a["act"] == act] == [[]]


def test_one_denial_may_speak_of_several_acts() -> None:
    text = "Ana Diaz was beaten and raped by guards, her family said.\n\nThe prison service denied the accusations."
    assert {a["act"] for a in acts_in(text) if a["denied_by"] == ["The prison service"]} == {"beating", "sexual_violence"}


@pytest.mark.parametrize(
    ("told", "answer", "stance"),
    [
        ("Ana Diaz said that guards had tortured her.", "The prison service denied the accusations.", "alleged"),
        ("Ana Diaz said that guards had tortured her.", "The prison service opened at noon.", "asserted"),
        ("Guards tortured Ana Diaz.", "The prison service denied the accusations.", "asserted"),
    ],
)
def test_what_those_harmed_tell_is_alleged_once_it_is_denied(told: str, answer: str, stance: str) -> None:
    assert {a["stance"] for a in acts_in(f"{told}\n\n{answer}") if a["act"] == "torture"} == {stance}
