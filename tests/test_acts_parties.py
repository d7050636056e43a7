"""Who is affected and who does it: rows, relative clauses, pronouns, groups with counts, names explained; and the details."""

from __future__ import annotations

import pytest

from letapis.core.annotate import annotate
from tests.acting import acts_in, lines, silent, tells
from tests.marked import page_of

PARTIES = [
    ("Ana Diaz was arrested and beaten by police.", "arrest | Ana Diaz | by police"),
    ("Ana Diaz was arrested by police and later released.", "release | Ana Diaz | by police"),
    ("Police arrested Ana Diaz and beat her.", "beating | Ana Diaz | by Police"),
    ("Ana Diaz, who was arrested by police, is a nurse.", "arrest | Ana Diaz | by police"),
    ("Ana Diaz, whom police arrested, is a nurse.", "arrest | Ana Diaz | by police"),
    ("Ana Diaz came home. She was arrested the same night.", "arrest | Ana Diaz"),
    ("Among those arrested was Ana Diaz.", "arrest | Ana Diaz"),
    ("Ana Diaz was among those arrested.", "arrest | Ana Diaz"),
    ("Ana Diaz was the first nurse to be arrested.", "arrest | Ana Diaz"),
    ("Police arrested a nurse, Ana Diaz, on Saturday.", "arrest | Ana Diaz | by Police"),
    ("At least 40 students were arrested.", "arrest | [At least 40 students]"),
    ("A total of 87 citizens were detained by police.", "arrest | [A total of 87 citizens] | by police"),
    ("Soldiers killed more than 20 villagers.", "killing | [more than 20 villagers] | by Soldiers"),
    ("Thirty people were killed in an army raid.", "killing | [Thirty people] | by army"),
    ("Gunmen stormed a school, kidnapping dozens of pupils.", "abduction | [dozens of pupils] | by Gunmen"),
    ("Police carried out a search of Ana Diaz's home.", "raid | Ana Diaz | by Police"),
    ("Eleven students were arrested, police said.", "arrest | [Eleven students] | by police"),
    ("The army said it had released Ana Diaz.", "release | Ana Diaz | by The army"),
    ("Gunmen in military uniforms shot Ana Diaz.", "beating | Ana Diaz | kind non-state"),
    ("Ana Diaz was taken from her office by police.", "arrest | Ana Diaz | by police"),
    ("Ana Diaz was taken from her office by gunmen.", "abduction | Ana Diaz | by gunmen"),
    ("Ana Diaz was arrested in Mostryn on Saturday and released.", "arrest | Ana Diaz | when 2021-04-24"),
    ("Some 20 students were arrested. They were beaten.", "beating | [Some 20 students]"),
    ("Ana Diaz was arrested on Saturday. Her lawyer said his client was beaten.", "beating | Ana Diaz"),
    ("Police raided Ana Diaz's office on Saturday. They confiscated her laptop.", "confiscation | Ana Diaz | when 2021-04-24"),
    ("Ana Diaz was jailed for six years.", "conviction | Ana Diaz | sentence: six years"),
    ("Ana Diaz was arrested on suspicion of treason.", "arrest | Ana Diaz | charge: treason"),
    ("Ana Diaz was arrested for a post on Facebook.", "arrest | Ana Diaz | reason: a post on Facebook"),
    (
        "Ana Diaz was sentenced by the Sadovka District Court to a year in prison.",
        "conviction | Ana Diaz | court: the Sadovka District Court",
    ),
    ("More than 20,000 people were killed from 2001 to 2019.", "killing | [More than 20,000 people] | when 2001/2019"),
    ("Since 20 April, 40 students have been arrested.", "arrest | [40 students] | when 2021-04-20/2021-04-25"),
    ("Ana Diaz has been held since 3 March 2021.", "detention | Ana Diaz | when 2021-03-03/2021-04-25"),
    ("Ana Diaz was held until 3 March 2021.", "detention | Ana Diaz | when ../2021-03-03"),
]


@pytest.mark.parametrize(("text", "line"), PARTIES, ids=[t for t, _ in PARTIES])
def test_parties(text: str, line: str) -> None:
    tells(text, line)


@pytest.mark.xfail(strict=True, reason="the parser takes the name for a place here, and nobody is known by it alone")
def test_a_name_that_the_model_takes_for_a_place() -> None:
    tells("Relatives accused police of beating Ana Diaz.", "beating | Ana Diaz | by police | alleged")


def test_who_accuses_is_not_who_did_it() -> None:
    assert all("by Relatives" not in row for row in lines("Relatives accused police of beating Ana Diaz."))


def test_the_time_of_a_main_clause_is_not_that_of_its_relative_clause() -> None:
    text = "Supporters will meet on Sunday outside the prison where Ana Diaz is being held."
    tells(text, "detention | Ana Diaz | when None")


def test_a_participle_before_a_name_takes_no_time_from_the_verb() -> None:
    tells("The arrested nurse Ana Diaz went home in 2020.", "arrest | Ana Diaz | when None")


def test_the_day_after_which_is_not_the_day_on_which() -> None:
    tells("Ana Diaz was beaten after the rally of 16 March 2021.", "beating | Ana Diaz | when 2021-03-16/..")


def test_the_same_act_told_twice_is_one() -> None:
    text = "Police arrested Ana Diaz on Saturday.\n\nAna Diaz was arrested at her home."
    assert len([a for a in acts_in(text) if a["act"] == "arrest"]) == 1
    tells(text, "arrest | Ana Diaz | told 2 times | when 2021-04-24")


def test_different_days_are_two_acts() -> None:
    text = "Ana Diaz was arrested on 3 March 2021.\n\nAna Diaz was arrested on 7 April 2021."
    assert len([a for a in acts_in(text) if a["act"] == "arrest"]) == 2


def test_different_people_are_two_acts() -> None:
    text = "Some 20 students were arrested in Mostryn. Three doctors were arrested in Drezhin."
    assert len([a for a in acts_in(text) if a["act"] == "arrest"]) == 2


def test_no_lawyer_is_nobody_affected() -> None:
    assert all("no lawyer" not in row for row in lines("Ana Diaz charged, still no lawyer"))


def test_measures_are_nobody_affected() -> None:
    assert all("lashes" not in row for row in lines("Ana Diaz was sentenced to 10 years in prison and 74 lashes."))


@pytest.mark.parametrize(
    "text", ["It was taken.", "They were beaten.", "Those were arrested who.", "Arrested. Beaten. Killed.", "by by by"]
)
def test_words_without_anybody_name_nobody(text: str) -> None:
    silent(text)


@pytest.mark.parametrize(
    ("text", "leave"),
    [
        ("A pro-government militia beat Ana Diaz.", "with"),
        ("Anti-government rebels beat Ana Diaz.", "without"),
        ("Men beat Ana Diaz.", None),
    ],
)
def test_leave_of_the_state_only_where_the_page_says_it(text: str, leave: str | None) -> None:
    page = page_of("Ana Diaz, a 37-year-old nurse, lives in Mostryn.\n\n" + text, "2021-04-25")
    assert [c.value for c in annotate(page).having("state_leave")] == ([leave] if leave else [])


def test_every_claim_stands_on_its_words() -> None:
    text = "Ana Diaz, a nurse, was arrested by police in Mostryn on Saturday on suspicion of treason.\n\nHer lawyer denied it."
    page = page_of(text, "2021-04-25")
    for c in annotate(page):
        assert page.reading.text[c.passage.start : c.passage.end] == c.passage.quote


NAMED = [
    ("The Svetlo Daily wrote of fraud. The government closed the newspaper.", {"Svetlo Daily"}),
    ("The Svetlo Daily wrote of fraud, Reuters said. The government blocked its website.", {"Svetlo Daily"}),
    ("Orsk Rights Watch wrote of fraud. The government banned the organisation.", {"Orsk Rights Watch"}),
    ("Police came to the Svetlo Daily. Police searched the newspaper's office.", {"Svetlo Daily"}),
    ("The Svetlo Daily and the Orsk Herald wrote of fraud. The government closed the newspaper.", {"the newspaper"}),
    ("The Svetlo Daily wrote of fraud. The government closed a newspaper.", {"a newspaper"}),
    ("The Svetlo Daily wrote of fraud. The government closed the Orsk newspaper.", {"the Orsk newspaper"}),
    ("Orsk Rights Watch wrote of fraud. The government closed the newspaper.", {"the newspaper"}),
    ("Reuters wrote of fraud. The government closed the newspaper.", {"the newspaper"}),
    (
        (
            "The Svetlo Daily wrote of fraud. It rained. It snowed. It rained again. It snowed again. The government closed the "
            "newspaper."
        ),
        {"the newspaper"},
    ),
]


@pytest.mark.parametrize(("text", "groups"), NAMED, ids=[t for t, _ in NAMED])
def test_the_newspaper_is_the_one_named_lately(text: str, groups: set[str]) -> None:
    assert {v["group"] for v in acts_in(text)[-1]["victims"]} == groups
