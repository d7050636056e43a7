"""SDG 16.10.1: which incidents are candidates, under what, and why the others are not counted; none is ever called verified."""

from __future__ import annotations

from dataclasses import replace

import pytest

from letapis.core.export import sdg
from letapis.core.material import Told
from tests.leaving import K, files, leaving, rows
from tests.telling import page


def with_role(told: Told, role: str = "journalist") -> Told:
    who = next(c for c in told.claims if c.property == "name")
    return replace(told, claims=(*told.claims, replace(who, property="role", value=role)))


def counted(*texts: str, role: str = "journalist") -> list[dict[str, str]]:
    out = leaving([with_role(page(t, chr(65 + n), "2024-03-01"), role) for n, t in enumerate(texts)])
    made = files("sdg", out)
    found = next(rows(d) for n, d in made.items() if n.endswith("cases.csv"))
    counts = next(rows(d) for n, d in made.items() if n.endswith("counts.csv"))
    assert sum(int(r["n_candidate"]) for r in counts) == sum(r["counted"] == "yes" for r in found)
    assert sorted(c for r in counts for c in r["cases"].split()) == sorted(r["case"] for r in found if r["counted"] == "yes")
    return found


def test_an_incident_counts_once_under_what_is_most_serious() -> None:
    (case,) = counted(
        f"{{by=state Police}} {{arrest arrested}} {K} on {{when=2024-01-05 5 January}}. {{by=state Guards}} {{torture=alleged tortured}} "
        f"{K} on {{when=2024-01-07 7 January}}. {K} was {{beating beaten}} on {{when=2024-01-10 10 January}}."
    )
    assert (case["violation"], case["counted"], case["perpetrator_status"]) == ("torture", "yes", "State")
    assert (case["first_day"], case["last_day"], case["victim_groups"]) == ("2024-01-05", "2024-01-10", "journalist")
    assert case["status"] == "candidate"


def test_two_incidents_are_two_cases() -> None:
    found = counted(
        f"{K} was {{arrest arrested}} on {{when=2024-01-05 5 January}}. {K} was {{threat threatened}} on {{when=2024-02-05 5 February}}."
    )
    assert [(c["violation"], c["counted"]) for c in found] == [("arbitrary detention", "yes"), ("other harmful act", "yes")]


def test_two_reports_of_one_arrest_are_one_case() -> None:
    text = f"{K} was {{arrest arrested}} on {{when=2024-01-05 5 January}}."
    (case,) = counted(text, "In Dravin " + text)
    assert case["counted"] == "yes"


@pytest.mark.parametrize(
    "sentence",
    [
        f"Relatives fear that police will {{arrest=threatened,feared arrest}} {K} on {{when=2024-01-05 5 January}}.",
        f"Police {{arrest=denied arrested}} {K} on {{when=2024-01-05 5 January}}.",
        f"People like {K} are {{arrest=general arrested}} on {{when=2024-01-05 5 January}}.",
        f"A court {{release freed}} {K} on {{when=2024-01-05 5 January}}.",
    ],
)
def test_what_is_feared_denied_told_in_general_or_no_violation_is_no_case(sentence: str) -> None:
    assert counted(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "role", "why"),
    [
        (f"{K} was {{arrest arrested}}.", "journalist", "no day"),
        (f"{K} was {{arrest arrested}} in {{when=2024-01 January}}.", "journalist", "no day"),
        (f"{K} was {{arrest arrested}} on {{when=2024-01-05 5 January}}.", "footballer", "no source tells that the victim"),
    ],
)
def test_what_is_not_counted_says_why(sentence: str, role: str, why: str) -> None:
    (case,) = counted(sentence, role=role)
    assert case["counted"] == "no"
    assert why in case["why_not"]


def test_what_has_only_a_month_belongs_to_the_one_incident_of_that_month() -> None:
    found = counted(
        f"{K} was {{arrest arrested}} on {{when=2024-01-05 5 January}}. {K} was {{beating beaten}} in {{when=2024-01 January}}."
    )
    assert [c["acts_in_incident"] for c in found] == ["arrest; physical assault"]


@pytest.mark.parametrize(
    ("by", "violation"), [("state", "enforced disappearance"), ("non-state", "kidnapping"), ("unclear", "kidnapping")]
)
def test_a_disappearance_is_enforced_where_the_state_is_told_to_have_done_it(by: str, violation: str) -> None:
    (case,) = counted(f"{{by={by} Men}} {{disappearance took}} {K} on {{when=2024-01-05 5 January}}.")
    assert case["violation"] == violation


def test_never_says_verified_of_a_case() -> None:
    text = b"".join(d for n, d in files("sdg", leaving(who=None)).items() if n.endswith(".csv"))
    assert b"candidate" in text
    assert b"verified" not in text.lower()
    assert "a mandated body" in sdg.NOTE
