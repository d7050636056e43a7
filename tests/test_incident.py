"""A page's main attack, derived from acts in the page report's form."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from letapis.core.incident import incident, rows
from letapis.core.incident.rows import Row
from letapis.core.incident.story import Story, parts
from letapis.core.incident.telling import Telling
from letapis.words.places import Atlas
from letapis.words.records import Place

Json = dict[str, Any]
BODY = """Unionist Mara Lindel arrested at rally in Minsk

Police arrested the union's chair Mara Lindel on Monday.

She was beaten in the van, her lawyer said.

Mara Lindel was charged on Tuesday.

In 2015 gunmen killed the baker Odo Prent near Homel.

Odo Prent's killers were never found."""
PEOPLE: list[Json] = [
    {"name": "Mara Lindel", "variants": ["Lindel"], "roles": ["trade unionist"]},
    {"name": "Odo Prent", "variants": [], "roles": []},
]


def act(kind: str, who: str, sentence: int = 1, by: str = "", kind_of_hand: str = "state", **more: object) -> Json:
    """An act of the report, told in a paragraph of BODY (0 is the headline)."""
    return {
        "act": kind,
        "stance": "asserted",
        "mode": "occurred",
        "general": False,
        "victims": [{"person": who}] if who[:1].isupper() else [{"group": who, "count": None}],
        "perpetrators": [{"text": by}] if by else [],
        "perpetrator_kind": kind_of_hand if by else "not stated",
        "when": {"text": None, "value": None, "precision": "none", "basis": None},
        "where": [],
        "country": None,
        "quotes": [BODY.split("\n\n")[sentence]],
        **more,
    }


def of(*acts: Json, people: list[Json] = PEOPLE, published: str | None = "2019-09-17", places: tuple[Place, ...] = ()) -> Json:
    """What plain rules make of acts: what the rankers begin from."""
    return Story(acts, people, BODY.partition("\n")[0], BODY, published, Atlas.default().with_local(places)).summary()


def page(*acts: Json, body: str = BODY, **more: object) -> Json:
    """A page report of some acts."""
    people = [{"sex": "unknown", "described_as": [], "age": None, **p} for p in PEOPLE]
    told: Json = {"acts": acts, "people": people, "places": [], "times": [], "speech": [], "title": None, "body": body}
    return told | {"published": "2019-09-17", **more}


def stated(_: str, found: Sequence[Row]) -> list[float]:
    """A ranker that believes the rules, and what is said of a person."""
    return [float(r.get("rule") or r.get("said") or r.get("for") or 0) for r in found]


ARREST = act("arrest", "Mara Lindel", 1, "Police", when={"value": "2019-09-16"}, where=["Minsk"], country="Belarus")
KILLING = act("killing", "Odo Prent", 4, "gunmen", "non-state", when={"value": "2015"}, where=["near Homel"], country="Belarus")


def test_the_headlines_act_goes_before_a_graver_one_told_in_passing() -> None:
    assert of(KILLING, ARREST) == {
        "perpetrator_mentioned": True,
        "perpetrator_type": "state actor",
        "violations": ["arbitrary detention", "killing"],
        "victims": ["Mara Lindel", "Odo Prent"],
        "country": "Belarus",
        "region": None,
        "city": "Minsk",
        "year": "2019",
        "month": "September",
        "day": "16",
    }


def test_the_violations_of_the_same_person_come_first_and_steps_of_a_procedure_are_none() -> None:
    beaten, charged, fined = act("beating", "Mara Lindel", 2), act("charge", "Mara Lindel", 3), act("fine", "Odo Prent", 5)
    assert of(charged, KILLING, ARREST, beaten, fined)["violations"] == ["arbitrary detention", "other", "killing"]


def test_what_is_told_in_general_adds_no_violation() -> None:
    assert of(ARREST, act("torture", "many prisoners", 5, general=True))["violations"] == ["arbitrary detention"]


def test_others_who_were_harmed_are_victims_too() -> None:
    assert of(ARREST, act("detention", "Odo Prent", 4))["victims"] == ["Mara Lindel", "Odo Prent"]


def test_what_befalls_the_accused_is_not_the_attack() -> None:
    abduction = act("abduction", "Mara Lindel", 2, "Odo Prent", "non-state")
    found = of(abduction, act("conviction", "Odo Prent", 1, "a judge"), act("arrest", "Odo Prent", 1, "police"))
    assert (found["violations"], found["victims"]) == (["kidnapping"], ["Mara Lindel"])


@pytest.mark.parametrize(
    "acts",
    [
        [],
        [act("release", "Mara Lindel")],
        [act("killing", "Mara Lindel", stance="denied")],
        [act("killing", "Mara Lindel", stance="threatened")],
        [act("arrest", "Mara Lindel", mode="ordered")],
        [act("arrest", "Mara Lindel", mode="feared")],
    ],
)
def test_no_attack_happened(acts: list[Json]) -> None:
    found = of(*acts)
    assert found["violations"] == ["unknown"]
    assert not any(v for k, v in found.items() if k != "violations")


def test_two_pages_share_nothing() -> None:
    of()["violations"].append("killing")
    assert of()["violations"] == ["unknown"]


@pytest.mark.parametrize(
    ("by", "kind", "leave", "what"),
    [
        ("riot police", "state", None, "state actor"),
        ("a military court", "state", None, "state actor"),
        ("the prosecutor's office", "state", None, "other state actors"),
        ("the government", "state", None, "other state actors"),
        ("masked gunmen", "non-state", None, "other actors without permissions"),
        ("pro-government thugs", "non-state", None, "other actors with permissions"),
        ("hooligans", "non-state", "with", "other actors with permissions"),
        ("her landlord", "non-state", None, "other non-state actors"),
        ("some people", "unclear", None, "insufficient info"),
        ("African Union peacekeepers", "unclear", None, "regional orgs"),
    ],
)
def test_whose_hand(by: str, kind: str, leave: str | None, what: str) -> None:
    assert of(act("beating", "Mara Lindel", 1, by, kind, state_leave=leave))["perpetrator_type"] == what


def test_nobody_named_gives_no_kind() -> None:
    found = of(act("killing", "Mara Lindel"))
    assert (found["perpetrator_mentioned"], found["perpetrator_type"]) == (False, None)


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2019-09-14", ("2019", "09", "14")),
        ("2019-09", ("2019", "09", None)),
        ("2019", ("2019", None, None)),
        ("2019-09-01/2019-09-30", ("2019", "09", None)),
        ("2019-09/2020-09", (None, None, None)),
        ("2019-01-05/2019-03-05", ("2019", None, None)),
        ("XXXX-12-19", (None, "12", "19")),
        ("last week", (None, None, None)),
        ("2019-21", ("2019", None, None)),
        ("2019-09-14/..", (None, None, None)),
        ("", (None, None, None)),
    ],
)
def test_never_more_precise_than_told(value: str, told: tuple[str | None, ...]) -> None:
    assert parts(value) == told


def test_an_undated_act_that_the_page_opens_with_is_of_its_year() -> None:
    found = of(act("killing", "Mara Lindel", 1))
    assert (found["year"], found["month"], found["day"]) == ("2019", None, None)
    assert of(act("killing", "Odo Prent", 5))["year"] is None
    assert of(act("killing", "Mara Lindel", 1), published=None)["year"] is None


def test_a_place_is_a_city_only_where_the_atlas_says_so() -> None:
    found = of(act("killing", "Mara Lindel", where=["his home", "central Minsk", "Homel region"], country="Belarus"))
    assert (found["city"], found["region"]) == ("Minsk", "Homel region")
    found = of(act("killing", "Mara Lindel", where=["Minsk"], country="Poland"))
    assert (found["city"], found["country"]) == (None, "Poland")


def test_a_city_left_open_is_the_one_the_page_opens_in() -> None:
    assert of(act("killing", "Mara Lindel", country="Belarus"))["city"] == "Minsk"
    assert of(act("killing", "Mara Lindel", country="Poland"))["city"] is None
    assert of(act("killing", "Mara Lindel"))["city"] is None


def test_a_projects_own_places_count() -> None:
    own = (Place("Karvelia", "country"), Place("Drest", "city", "Karvelia"))
    told = act("killing", "Mara Lindel", where=["Drest"], country="Karvelia")
    assert of(told, places=own)["city"] == "Drest"
    assert of(told)["city"] is None


def test_each_field_is_one_of_the_pages_own_candidates() -> None:
    found = incident(page(KILLING, ARREST), scores=stated)
    assert found["victims"] == ["Mara Lindel", "Odo Prent"]
    assert set(found["violations"]) == {"arbitrary detention", "killing"}
    assert (found["perpetrator_mentioned"], found["perpetrator_type"]) == (True, "state actor")
    assert (found["country"], found["year"]) == ("Belarus", "2019")
    assert {c["value"] for c in found["candidates"]["victim"]} == {"Mara Lindel", "Odo Prent"}


def test_the_shipped_rankers_answer_with_scores_and_within_the_page() -> None:
    found = incident(page(KILLING, ARREST))
    assert set(found["victims"]) <= {"Mara Lindel", "Odo Prent"}
    assert found["country"] == "Belarus"
    assert all(0 <= c["score"] <= 1 for k, listed in found["candidates"].items() if k != "people" for c in listed)


def test_a_page_of_no_attack_has_no_candidates() -> None:
    found = incident(page(act("release", "Mara Lindel")))
    assert (found["violations"], found["victims"], found["candidates"]) == (["unknown"], [], {})


def test_a_date_is_only_ever_one_that_the_page_has() -> None:
    time = {"text": "14 May 2018", "start": 10, "end": 21, "value": "2018-05-14", "basis": "stated on the page"}
    found = incident(page(KILLING, times=[time], published=None))
    assert (found["year"], found["month"], found["day"]) == ("2018", "May", "14")
    found = incident(page(KILLING, times=[time | {"value": "2018"}], published=None))
    assert (found["year"], found["month"], found["day"]) == ("2018", None, None)
    assert incident(page(KILLING, published=None))["year"] is None


def years(text: str, *told: tuple[str, str]) -> dict[str, Row]:
    """The candidates for the year of a page with these words of time and their values."""
    at = [{"text": w, "start": text.index(w), "end": text.index(w) + len(w), "value": v, "basis": ""} for w, v in told]
    return {d[0]: row for d, row in rows.days(Telling(page(KILLING, body=text, times=at)), 1)}


def test_a_year_that_the_page_spells_out_is_told_from_one_that_was_counted() -> None:
    found = years("Mara Lindel was shot dead in 2014. Last year Odo Prent spoke.", ("2014", "2014"), ("Last year", "2017"))
    assert (found["2014"]["spelt"], found["2017"]["spelt"]) == (1, 0)
    assert (found["2014"]["spelt others"], found["2017"]["spelt others"]) == (0, 1)
    assert found["2014"]["spelt people"] == 1


def test_a_longer_number_spells_no_day() -> None:
    text = "Mara Lindel was shot dead on 14 May 2018."
    time = {"text": "14 May 2018", "start": 29, "end": 40, "value": "2018-05-14", "basis": ""}
    telling = Telling(page(KILLING, body=text, times=[time, time | {"value": "2018-05-01"}]))
    assert {d[2]: row["spelt"] for d, row in rows.days(telling, 3) if d[:2] == ("2018", "05")} == {"14": 1, "01": 0}


@pytest.mark.parametrize(
    ("body", "sex"),
    [
        ("Odo Prent was held. He was beaten.", "man"),
        ("Odo Prent was held. She was beaten.", "woman"),
        ("Odo Prent was held. He saw her.", "unknown"),
        ("Odo Prent was held. Mara Lindel saw it. She fled.", "unknown"),
    ],
)
def test_a_sex_is_what_the_words_behind_the_name_say(body: str, sex: str) -> None:
    people = incident(page(ARREST, body=body), scores=stated)["candidates"]["people"]
    assert {p["name"]: p["sex"] for p in people}["Odo Prent"] == sex


def test_a_sex_that_no_word_of_the_page_states_stays_unknown() -> None:
    sexes = {p["name"]: (p["sex"], p["sex_basis"]) for p in incident(page(ARREST), scores=stated)["candidates"]["people"]}
    assert sexes == {
        "Mara Lindel": ("woman", "pronouns near the name"),
        "Odo Prent": ("unknown", "no word near the name, or as many for both"),
    }


def test_pronouns_count_for_the_one_named_and_stop_at_the_next_name() -> None:
    near = Telling(page(body="Mara Lindel was held. She was beaten. Odo Prent saw it. He fled.")).sexes("Mara Lindel")
    assert (near["woman"], near["man"]) == (1, 0)
