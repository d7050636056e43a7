"""Where and when of acts whose own words name neither: what is taken from around them, and what is not."""

from __future__ import annotations

from typing import Any

import pytest

from tests.acting import acts_in, tells

NEWS = "Nineteen people were detained in Ghana on Saturday.\n\nThe rally was the third this year.\n\n"

PLACED = [
    ("Police said in Accra that Ana Diaz was arrested.", "arrest | Ana Diaz | at Accra"),
    ("The march began in Accra. Police beat Ana Diaz.", "beating | Ana Diaz | at Accra"),
    ("ACCRA (Svetlo) — Ana Diaz was arrested.\n\nGhana is at war.", "arrest | Ana Diaz | at ACCRA"),
    ("Ana Diaz was arrested in Kumasi.\n\nThe march began in Accra.", "arrest | Ana Diaz | at Kumasi"),
    ("Police raided the offices of Ana Diaz.", "raid | Ana Diaz | at the offices of Ana Diaz"),
]

DATED = [
    ("On Saturday, medics told Svetlo that Ana Diaz was beaten by guards.", "beating | Ana Diaz | when 2021-04-24"),
    (NEWS + "Police beat Ana Diaz.", "beating | Ana Diaz | when 2021-04-24"),
    (NEWS + "Ana Diaz was also arrested.", "arrest | Ana Diaz | when 2021-04-24"),
]

UNDATED = [
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


def test_no_place_where_none_is_named() -> None:
    assert _of_ana("Ana Diaz was arrested.")["where"] == []


def test_the_town_of_a_dateline_is_no_place_of_what_befell_elsewhere() -> None:
    assert _of_ana("ACCRA (Svetlo) — Ana Diaz was arrested in France.\n\nGhana is at war.")["where"] == ["France"]


def test_several_towns_are_all_named() -> None:
    text = "Ana Diaz was arrested, Svetlo said, as marches went on in Accra, Kumasi and Tamale."
    assert set(_of_ana(text)["where"]) == {"Accra", "Kumasi", "Tamale"}
