"""Where and when of acts whose own words name neither: what is taken from around them, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from letapis.core.annotate import PIPELINE
from letapis.core.annotate.acts import gathered
from letapis.core.annotate.acts.choosing import Chance
from letapis.core.annotate.acts.locating import LIKELY, Locating
from letapis.core.annotate.acts.standing import Standing
from letapis.words.records import Claims
from tests.acting import acts_in, tells
from tests.marked import page_of

NEWS = "Nineteen people were detained in Ghana on Saturday.\n\nThe rally was the third this year.\n\n"

PLACED = [
    ("Police said in Accra that Ana Diaz was arrested.", "arrest | Ana Diaz | at Accra"),
    ("The march began in Accra. Police beat Ana Diaz.", "beating | Ana Diaz | at Accra"),
    ("ACCRA (Svetlo) — Ana Diaz was arrested.\n\nGhana is at war.", "arrest | Ana Diaz | at ACCRA"),
    ("Ana Diaz was arrested in Kumasi.\n\nThe march began in Accra.", "arrest | Ana Diaz | at Kumasi"),
    ("Police raided the offices of Ana Diaz.", "raid | Ana Diaz | at the offices of Ana Diaz"),
]

FIRST = "Ana Diaz was arrested on 3 March 2021. "

DATED = [
    ("Ana Diaz was abducted.\n\nThe abduction took place on Thursday, he said.", "abduction | Ana Diaz | when 2021-04-22"),
    ("Ana Diaz was abducted by gunmen.\n\nThursday's abduction led to marches.", "abduction | Ana Diaz | when 2021-04-22"),
    (FIRST + "She remains in custody.", "detention | Ana Diaz | when 2021-03-03/2021-04-25"),
    ("Ana Diaz has been banned from travel since 2017.", "travel_ban | Ana Diaz | when 2017/2021"),
    (NEWS + "Police said they had also arrested Ana Diaz.", "arrest | Ana Diaz | when 2021-04-24"),
    ("On 3 March 2021, Ana Diaz was jailed for attending a rally.", "conviction | Ana Diaz | when 2021-03-03"),
    ("Police carried out raids on Saturday.\n\nPolice beat Ana Diaz.", "beating | Ana Diaz | when 2021-04-24"),
    ("On Saturday, medics told Svetlo that Ana Diaz was beaten by guards.", "beating | Ana Diaz | when 2021-04-24"),
    (NEWS + "Police beat Ana Diaz.", "beating | Ana Diaz | when 2021-04-24"),
    (NEWS + "Ana Diaz was also arrested.", "arrest | Ana Diaz | when 2021-04-24"),
]

UNDATED = [
    "Ana Diaz was sentenced to a year in prison for attending a rally on 3 March 2021.",
    "Ana Diaz was jailed over the 3 March protests.",
    "In a statement on Friday, police confirmed the arrest of Ana Diaz.",
    NEWS + "Police said they had also beaten Ana Diaz.",
    NEWS + "Rain fell.\n\nMarches were held in Kumasi. Police beat Ana Diaz.",
    "Unions condemned Saturday's abduction of Ion Reva.\n\nIon Reva is a nurse. Ana Diaz was held in a cell.",
    "Medics said on Saturday that Ana Diaz had been beaten by guards.",
    "On Saturday, medics said that Ana Diaz had been beaten by guards.",
    NEWS + "Police have beaten Ana Diaz.",
    NEWS + "Many remember 2019. Police beat Ana Diaz.",
    NEWS + "Ana Diaz was held in a cell.",
    "Nineteen people were detained in Ghana in 2015.\n\nPolice beat Ana Diaz.",
]


@pytest.mark.parametrize(("text", "line"), PLACED + DATED)
def test_taken_from_around(text: str, line: str) -> None:
    tells(text, line)


def _of_ana(text: str) -> dict[str, Any]:
    return next(a for a in acts_in(text) if {"person": "Ana Diaz"} in a["victims"])


@pytest.mark.parametrize("text", UNDATED)
def test_no_day_that_the_page_does_not_tell(text: str) -> None:
    assert _of_ana(text)["when"]["value"] is None


def test_custody_that_ended_or_may_have_is_not_closed_at_the_day_of_the_page() -> None:
    whens = [a["when"]["value"] for a in acts_in("Ana Diaz had been held since 2017.")]
    assert whens == ["2017/.."]
    told = [a for a in acts_in(FIRST + "She was held in a cell.") if a["act"] == "detention"]
    assert [a["when"]["value"] for a in told] == [None]


def test_a_headline_about_a_country_places_what_has_no_other_place() -> None:
    found = acts_in("Ghana jails two nurses\n\nTwo nurses were jailed for a year.")
    assert found
    assert all(a["where"] == ["Ghana"] for a in found)
    found = acts_in("Nurses march\n\nGhana has many hospitals.\n\nTwo nurses were jailed for a year.")
    assert found
    assert all(a["where"] == [] and a["country"] == "Ghana" for a in found)


def test_a_year_in_prison_is_no_place() -> None:
    assert _of_ana("Ana Diaz was sentenced to a year in prison.")["where"] == []


def test_whoever_flees_is_harmed_in_the_country_left() -> None:
    act = _of_ana("Ghana is at war. Ghana has no press.\n\nAna Diaz fled into exile in France.")
    assert (act["where"], act["country"]) == (["France"], "Ghana")


def _placed(text: str, chance: Chance) -> list[tuple[str, float]]:
    """Where the last act of a text is put by a ranker, with how likely that is."""
    page, claims = page_of(text, "2021-04-25"), Claims()
    for annotator in PIPELINE[:-1]:
        claims.add(annotator.annotate(page, claims))
    mentions, acts = gathered(page, claims)
    found, _ = Locating(Standing(mentions, acts), chance).of(acts[-1])
    return [(page.reading.text[f.place.start : f.place.end], f.score) for f in found if f.score != 0.8]


TWO_TOWNS = "The march began in Accra.\n\nRain fell in Kumasi.\n\nA nurse was arrested."


def _one_off(chance: float) -> Chance:
    """A ranker to which only what stands one sentence off is likely."""
    return lambda rows: [chance if row["sentences off"] == 1 else 0.0 for row in rows]


def test_the_likeliest_place_is_named_with_its_chance() -> None:
    assert _placed(TWO_TOWNS, _one_off(0.9)) == [("Kumasi", 0.9)]


def test_no_place_is_named_that_is_not_likely() -> None:
    assert _placed(TWO_TOWNS, _one_off(LIKELY - 0.01)) == []
    assert _placed("Ana Diaz lives in Kumasi. A nurse was arrested.", _one_off(0.9)) == []
    assert _placed("A nurse was arrested in Tamale. Rain fell in Kumasi.", _one_off(0.9)) == []


def test_no_place_where_none_is_named() -> None:
    assert _of_ana("Ana Diaz was arrested.")["where"] == []


def test_the_town_of_a_dateline_is_no_place_of_what_befell_elsewhere() -> None:
    assert _of_ana("ACCRA (Svetlo) — Ana Diaz was arrested in France.\n\nGhana is at war.")["where"] == ["France"]


def test_several_towns_are_all_named() -> None:
    text = "Ana Diaz was arrested, Svetlo said, as marches went on in Accra, Kumasi and Tamale."
    assert set(_of_ana(text)["where"]) == {"Accra", "Kumasi", "Tamale"}
