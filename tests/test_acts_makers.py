"""Whose doing an act is where its own verb names nobody: attacks, blame, responsibility, who came; and where nobody is to be named."""

from __future__ import annotations

import pytest

from tests.acting import acts_in, tells

MADE = [
    ("The murder of Ana Diaz was blamed on rebels.", "killing | Ana Diaz | by rebels | kind non-state"),
    ("The army blamed the killing of Ana Diaz on rebels.", "killing | Ana Diaz | by rebels | alleged"),
    ("Rebels claimed responsibility for the killing of Ana Diaz.", "killing | Ana Diaz | by Rebels"),
    ("A strike by the army killed ten villagers.", "killing | [ten villagers] | by the army | kind state"),
    ("An army strike killed ten villagers.", "killing | [ten villagers] | by army"),
    ("Gunmen attacked a school in a raid that left one pupil dead.", "killing | [one pupil] | by Gunmen"),
    ("Ana Diaz was arrested when police raided her flat.", "arrest | Ana Diaz | by police"),
    ("Ten people were killed when soldiers opened fire on a rally.", "killing | [Ten people] | by soldiers"),
    ("Ten people were killed after gunmen attacked the village.", "killing | [Ten people] | by gunmen"),
    ("Following attacks by an armed group, ten people were killed.", "killing | [ten people] | by an armed group"),
    ("One man was killed and dozens were wounded in clashes with soldiers.", "killing | [One man] | by soldiers"),
    ("Ana Diaz was killed after two years in rebel captivity.", "killing | Ana Diaz | by rebel"),
    ("Police detained 12 students, and at least nine remain in custody.", "detention | [at least nine] | by Police"),
    (
        "Ana Diaz was arrested by the police. Ana Diaz was arrested by the Orsk police.",
        "arrest | Ana Diaz | by the Orsk police",
    ),
]

NOBODY = [
    ("Ana Diaz was killed when a bus hit a truck.", "killing"),
    ("Ana Diaz was arrested after rebels attacked the village.", "arrest"),
    ("Ana Diaz was killed when the army was on leave.", "killing"),
    ("Rebels denied responsibility for the killing of Ana Diaz.", "killing"),
    ("The union took responsibility for the family after the killing of Ana Diaz.", "killing"),
    ("Police blamed bad roads for the delay. Ana Diaz was killed.", "killing"),
    ("Ana Diaz was charged. The accused admitted to the charges against Ana Diaz.", "charge"),
    ("Police spoke to reporters and Ana Diaz was killed.", "killing"),
    ("Ana Diaz was beaten as police looked for the car.", "beating"),
    ("A roadside bomb killed Ana Diaz.", "killing"),
    ("Ana Diaz was abducted. Three men were arrested over an abduction in Orsk.", "abduction"),
    ("Ana Diaz was murdered. Three men were arrested over the theft.", "killing"),
    ("Ana Diaz was abducted. No group has claimed responsibility for the abduction.", "abduction"),
    ("Ana Diaz was murdered. Police arrested three men.", "killing"),
    ("The court that convicted her of theft spoke of the killing of Ana Diaz.", "killing"),
    ("Ana Diaz died after being ill for a year.", "killing"),
    ("Ten students were abducted by gunmen. Two of the teachers were killed.", "killing"),
    ("Police raided a school.\n\nThree nurses were arrested in Belvar.", "arrest"),
    ("Boris Kral went home for the funeral after the murder of Ana Diaz.", "killing"),
    ("Ana Diaz received death threats from May to July.", "threat"),
    ("Ana Diaz is in the custody of her aunt.", "detention"),
    ("A police spokesman said Ana Diaz was arrested.", "arrest"),
    ("Police detained 12 students. Dozens of nurses remain in custody in Orsk.", "detention"),
]


@pytest.mark.parametrize(("text", "line"), MADE, ids=[t for t, _ in MADE])
def test_made_by(text: str, line: str) -> None:
    tells(text, line)


@pytest.mark.parametrize(("text", "act"), NOBODY, ids=[t for t, _ in NOBODY])
def test_nobody_is_named(text: str, act: str) -> None:
    assert [a["perpetrators"] for a in acts_in(text) if a["act"] == act] == [[]]


def test_each_doer_is_given_once() -> None:
    text = "Police arrested Ana Diaz. Ana Diaz was arrested by the Orsk police."
    assert [[p["text"] for p in a["perpetrators"]] for a in acts_in(text)] == [["the Orsk police"]]


def test_of_several_told_it_is_not_said_which_they_are_blamed_for() -> None:
    text = "Ana Diaz was murdered in May. Boris Kral was murdered in June. Three men were arrested over the murder."
    assert [a["perpetrators"] for a in acts_in(text) if a["act"] == "killing"] == [[], []]


def test_all_of_several_persons_are_given() -> None:
    text = "Ana Diaz was murdered. Police arrested two suspects, Boris Kral and Igor Zeman, over the murder."
    found = [{p["text"] for p in a["perpetrators"]} for a in acts_in(text) if a["act"] == "killing"]
    assert found == [{"Boris Kral", "Igor Zeman"}]


def test_two_doers_stay_two() -> None:
    text = "Ana Diaz was arrested by police and soldiers."
    assert [[p["text"] for p in a["perpetrators"]] for a in acts_in(text)] == [["police", "soldiers"]]


def test_a_group_with_state_in_its_name_is_no_state() -> None:
    tells("Ana Diaz was killed by Islamic State.", "killing | Ana Diaz | kind non-state")


def test_the_state_itself_is() -> None:
    tells("Ana Diaz was killed by state agents.", "killing | Ana Diaz | kind state")
