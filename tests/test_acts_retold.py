"""Acts told again in other words, and whose doing an act is where its own sentence does not say so."""

from __future__ import annotations

import pytest

from tests.acting import acts_in, lines, silent, tells

ONCE = [
    # The headline's shortened telling, and the people it stands for.
    ("Police arrest nurse\n\nPolice arrested Ion Reva, a nurse, on Saturday.", "arrest", 1),
    ("Nurse jailed in Mostryn\n\nA court jailed Ion Reva, a nurse, for six years on Saturday.", "conviction", 1),
    ("Two nurses abducted\n\nGunmen abducted two nurses on Saturday.", "abduction", 1),
    ("A man was arrested on Saturday. Ion Reva, 40, was arrested at his home.", "arrest", 1),
    ("Gunmen abducted ten pupils. The abduction of the pupils was condemned.", "abduction", 1),
    # Other people, other numbers, other days are other acts.
    ("Police arrest two nurses\n\nPolice arrested 40 students on Saturday.", "arrest", 2),
    ("Ana Diaz was arrested on 3 March 2021. A student was arrested on 5 March 2021.", "arrest", 2),
    ("A woman was arrested on Saturday. Mr Ion Reva was arrested at home.", "arrest", 2),
    ("Gunmen abducted ten pupils. Gunmen abducted three nuns.", "abduction", 2),
    ("Ana Diaz was arrested. Ion Reva was arrested. A nurse was arrested.", "arrest", 3),
]


@pytest.mark.parametrize(("text", "act", "times"), ONCE, ids=[t for t, _, _ in ONCE])
def test_told_again(text: str, act: str, times: int) -> None:
    assert len([a for a in acts_in(text) if a["act"] == act]) == times, lines(text)


def test_those_counted_have_the_names_given_after() -> None:
    text = "Police arrested two nurses on Saturday. They are Ana Diaz and Ion Reva, media reported."
    tells(text, "arrest | Ana Diaz; Ion Reva | by Police")


def test_names_that_are_fewer_than_those_counted_are_not_theirs() -> None:
    text = "Police arrested five nurses on Saturday. They are friends of Ana Diaz, media reported."
    tells(text, "arrest | [five nurses]")


HANDS = [
    ("Ana Diaz was charged at the Mostryn Magistrates' Court.", "charge | Ana Diaz | by the Mostryn Magistrates' Court"),
    ("Ten students were killed in clashes with security forces.", "killing | [Ten students] | by security forces"),
    ("Gunmen abducted three nuns. Their driver was also abducted.", "abduction | [Their driver] | by Gunmen"),
    ("Ten students were arrested by soldiers. They beat them.", "beating | [Ten students] | by soldiers"),
    ("Law enforcement searched Ana Diaz's home.", "raid | Ana Diaz | by Law enforcement | kind state"),
    ("The DGR arrested Ana Diaz.", "arrest | Ana Diaz | kind state"),
    ("Ana Diaz was arrested on Monday and tortured.", "torture | Ana Diaz | kind state"),
    ("Ana Diaz was arrested on Monday. She was released on Friday.", "release | Ana Diaz | kind state"),
    ("Ana Diaz was abducted on Monday. She was released on Friday.", "release | Ana Diaz | kind not stated"),
    ("Ana Diaz was killed on Monday.", "killing | Ana Diaz | kind not stated"),
    ("Unknown men abducted Ana Diaz.", "abduction | Ana Diaz | kind unclear"),
]


@pytest.mark.parametrize(("text", "line"), HANDS, ids=[t for t, _ in HANDS])
def test_hands(text: str, line: str) -> None:
    tells(text, line)


NOT_THEIRS = [
    ("Ana Diaz was convicted by a court. She was beaten.", "beating", "court"),
    ("Ana Diaz was arrested at a court.", "arrest", "court"),
    ("Ana Diaz was killed in an accident on a road near a police station.", "killing", "police"),
]


@pytest.mark.parametrize(("text", "act", "doer"), NOT_THEIRS, ids=[t for t, _, _ in NOT_THEIRS])
def test_whose_doing_it_is_not(text: str, act: str, doer: str) -> None:
    assert not [row for row in lines(text) if row.startswith(act) and doer in row.partition("by ")[2]]


WAYS = [
    ("Ana Diaz has not been seen since Monday.", "disappearance | Ana Diaz"),
    ("Ana Diaz is still missing.", "disappearance | Ana Diaz"),
    ("A case was filed against Ana Diaz.", "charge | Ana Diaz"),
    ("The government placed a travel ban on Ana Diaz.", "travel_ban | Ana Diaz | by The government"),
    ("Gunmen threatened to kill Ana Diaz.", "threat | Ana Diaz | by Gunmen"),
    ("A court sentenced Ana Diaz to a year in prison and a fine of 500 crowns.", "fine | Ana Diaz | by A court"),
    ("Ana Diaz was arrested and detained for ten weeks.", "detention | Ana Diaz"),
    ("Dozens remain behind bars, including Ana Diaz.", "detention | [Dozens]; Ana Diaz"),
    ("Ana Diaz was arrested, and she remains in prison.", "detention | Ana Diaz"),
    ("Ana Diaz was detained for questioning.", "interrogation | Ana Diaz"),
    ("The authorities closed the newspaper.", "censorship | [the newspaper] | by The authorities"),
    ("Ana Diaz had been tagged as a traitor.", "harassment | Ana Diaz"),
    ("Ana Diaz was tortured to death by soldiers.", "killing | Ana Diaz | by soldiers"),
]


@pytest.mark.parametrize(("text", "line"), WAYS, ids=[t for t, _ in WAYS])
def test_ways_of_telling(text: str, line: str) -> None:
    tells(text, line)


NOTHING = [
    ("Ana Diaz has been seen since Monday.", "disappearance"),
    ("The keys are still missing.", "disappearance"),
    ("The case against Ana Diaz was dismissed.", "charge"),
    ("Her case is well known in Mostryn.", "charge"),
    ("The government placed an order on Monday.", "travel_ban"),
    ("Gunmen threatened to kill Ana Diaz.", "killing"),
    ("The court sentenced him in fine weather.", "fine"),
    ("Ana Diaz was detained at the square.", "detention"),
    ("The nurses, including Ana Diaz, went home.", "detention"),
    ("A flood struck Mostryn, killing 40 people.", "killing"),
    ("The voters want thieves to be kicked out.", "beating"),
    ("Ana Diaz faces murder and other charges.", "killing"),
    ("He completed his prison term.", "conviction"),
    ("The law allows the detention of a person for two years.", "detention"),
]


@pytest.mark.parametrize(("text", "act"), NOTHING, ids=[t for t, _ in NOTHING])
def test_words_alike_that_tell_of_nothing(text: str, act: str) -> None:
    silent(text, act)
