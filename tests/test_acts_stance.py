"""How an act is put: alleged, denied, threatened, ordered, scheduled, attempted; whether it happened at all; who says so."""

from __future__ import annotations

import pytest

from tests.acting import lines, silent, tells

PUT = [
    ("Police allegedly beat Ana Diaz.", "beating | Ana Diaz | by Police | alleged"),
    ("Ana Diaz was reportedly detained on Saturday.", "arrest | Ana Diaz | alleged | when 2021-04-24"),
    ("Relatives accused police of beating the students.", "beating | [the students] | by police | alleged"),
    ("A guard was accused of raping Ana Diaz.", "sexual_violence | Ana Diaz | by A guard | alleged"),
    ("Two men were arrested over the murder of Ana Diaz.", "killing | Ana Diaz | by Two men | alleged"),
    ("A neighbour was charged with the murder of Ana Diaz.", "killing | Ana Diaz | by A neighbour | alleged"),
    ("A neighbour was convicted of the murder of Ana Diaz.", "killing | Ana Diaz | by A neighbour | asserted"),
    ("Ana Diaz was arrested.", "arrest | Ana Diaz | asserted | occurred | kind state"),
    ("The union demanded the release of Ana Diaz.", "release | Ana Diaz | threatened | called for"),
    ("A judge ordered the release of Ana Diaz.", "release | Ana Diaz | threatened | ordered"),
    ("Ana Diaz is due to go on trial in May.", "trial | Ana Diaz | threatened | scheduled"),
    ("Ana Diaz will be deported on Monday.", "expulsion | Ana Diaz | threatened | scheduled"),
    ("Ana Diaz is awaiting deportation.", "expulsion | Ana Diaz | threatened | scheduled"),
    ("Her mother fears that Ana Diaz will be killed.", "killing | Ana Diaz | threatened"),
    ("Police tried to arrest Ana Diaz at the gate.", "arrest | Ana Diaz | attempted"),
    ("The union demanded the release of the arrested nurse.", "arrest | [the arrested nurse] | asserted"),
    ("A court denied bail to students held since March.", "detention | [students] | asserted | when 2021-03/.."),
    ("Ana Diaz managed to flee the country.", "flight | Ana Diaz | asserted | occurred"),
    ("Ana Diaz is said to have been beaten by guards.", "beating | Ana Diaz | by guards"),
    (
        "“Guards beat Ana Diaz,” said her lawyer, Boris Kral.",
        "beating | Ana Diaz | by Guards | according to her lawyer, Boris Kral",
    ),
    ("Ana Diaz was beaten by guards, according to the group Svetlo.", "beating | Ana Diaz | by guards"),
    ("The union urged the ministry to investigate the murder of Ana Diaz.", "killing | Ana Diaz | asserted | occurred"),
    ("The union asked the ministry to look into the murder of Ana Diaz.", "killing | Ana Diaz | asserted | occurred"),
    ("The statement urged the ministry to establish the truth about the murder of Ana Diaz.", "killing | Ana Diaz | asserted"),
    ("The union called on the ministry to respect the law following the arrest of Ana Diaz.", "arrest | Ana Diaz | asserted"),
    ("A judge ordered an inquiry into the beating of Ana Diaz.", "beating | Ana Diaz | asserted | occurred"),
    ("Ana Diaz was ordered to serve a sentence of two years.", "detention | Ana Diaz | asserted"),
    ("The union called for the release of Ana Diaz after the rally.", "release | Ana Diaz | threatened | called for"),
    ("The ministry was urged to order the release of Ana Diaz.", "release | Ana Diaz | threatened"),
    ("The union demanded the arrest of Boris Kral, a guard.", "arrest | Boris Kral | threatened | called for"),
    ("The union condemned plans to deport Ana Diaz.", "expulsion | Ana Diaz | threatened"),
]

UNREAL = [
    "Ana Diaz was not arrested.",
    "Police did not arrest Ana Diaz.",
    "Nobody arrested Ana Diaz.",
    "No student was beaten.",
    "Ana Diaz could be arrested.",
    "Ana Diaz left without being questioned.",
    "Ana Diaz avoided arrest.",
    "Police have no plans to arrest Ana Diaz.",
    "It is not true that Ana Diaz was arrested.",
    "Unless Ana Diaz is arrested, the rally will go on.",
    "Police failed to arrest Ana Diaz.",
    "The union wants to free the fishermen.",
    "They would have killed Ana Diaz.",
    "Ana Diaz refused to flee.",
    "The general threatened to attack.",
    "The ministry may shut down the newspaper.",
    "In the film guards beat nobody.",
    "Neither Ana Diaz nor her brother was arrested.",
    "The ministry said it would investigate whether Ana Diaz was beaten.",
]


@pytest.mark.parametrize(("text", "line"), PUT, ids=[t for t, _ in PUT])
def test_put(text: str, line: str) -> None:
    tells(text, line)


@pytest.mark.parametrize("text", UNREAL)
def test_it_has_not_happened(text: str) -> None:
    silent(text)


@pytest.mark.xfail(strict=True, reason="a condition told by the order of words alone is not seen")
def test_a_condition_without_if() -> None:
    silent("Had the guards beaten Ana Diaz, the union would have known.")


def test_who_is_called_on_would_do_it_and_who_calls_would_not() -> None:
    text = "“We call on the government to release Ana Diaz,” said Boris Kral, a lawyer."
    assert all("by Boris Kral" not in row for row in lines(text))


def test_who_asks_for_a_release_is_not_blamed_for_the_beating_told_next() -> None:
    text = "The union demanded the release of Ana Diaz. Ana Diaz was beaten."
    assert all("by The union" not in row for row in lines(text))


def test_a_denial_in_the_next_paragraph_is_bound_to_the_harm() -> None:
    text = (
        "Ana Diaz was beaten by guards, her lawyer Boris Kral said.\n\nA police spokesman denied that Ana Diaz had been beaten."
    )
    tells(text, "beating | Ana Diaz | denied by A police spokesman")


def test_what_is_only_denied_has_the_stance_denied() -> None:
    tells(
        "A police spokesman denied that Ana Diaz had been beaten.", "beating | Ana Diaz | denied | denied by A police spokesman"
    )


def test_a_denial_of_something_else_binds_nothing() -> None:
    text = "Ana Diaz was arrested on Saturday.\n\nThe mayor denied that the school would close."
    tells(text, "arrest | Ana Diaz | asserted")
    with pytest.raises(AssertionError):
        tells(text, "arrest | Ana Diaz | denied by The mayor")
