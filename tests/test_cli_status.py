"""``letapis status``, ``list`` and ``events`` as a user meets them on the demo pages."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from tests.commands import PERSON, demo, letapis

HER = "Galina Rudetskaya"


def objects(*args: object) -> list[dict[str, Any]]:
    ran = letapis(*args, "-p", demo(), "--json")
    assert ran.status == 0, ran.err
    return [json.loads(line) for line in ran.out.splitlines()]


def status(name: str, on: str) -> dict[str, Any]:
    (found,) = objects("status", name, "--on", on)
    return found


def test_he_is_held_then_released_then_fled() -> None:
    days = ("2023-12-01", "2023-12-27", "2024-02-01", "2024-03-01")
    assert [status(PERSON, d)["status"] for d in days] == ["unknown", "held", "released", "fled"]
    assert status(PERSON, "2024-01-10")["stage"] == "charge"


def test_she_is_held_in_her_colony_though_a_court_ordered_her_release() -> None:
    found = status(HER, "2024-04-15")
    assert (found["status"], found["stage"], found["last_confirmed"]) == ("held", "conviction", "2024-04-10")
    assert "Colony No. 3" in found["where"]["text"]
    assert {f["rule"] for f in found["overdue"]} == {"release_not_told"}


def test_her_sentence_and_the_silence_are_overdue_later() -> None:
    rules = {f["rule"] for f in status(HER, "2025-09-01")["overdue"]}
    assert {"sentence_over", "silence"} <= rules


def test_her_trial_is_a_hearing_before_its_day() -> None:
    assert "6 February 2024" in status(HER, "2024-02-01")["hearings"][0]["text"]


def test_every_fact_leads_to_claims_that_can_be_shown() -> None:
    found = status(HER, "2024-04-15")
    claim = found["where"]["claims"][0]
    assert letapis("show", claim, "-p", demo()).status == 0
    assert found["proceedings"]
    assert all(f["claims"] for f in found["proceedings"])


@pytest.mark.parametrize("columns", [80, 160])
def test_the_table_of_everybody_fits(columns: int) -> None:
    ran = letapis("status", "-p", demo(), "--on", "2024-04-15", columns=columns)
    assert HER in ran.out
    assert "held, convicted" in " ".join(ran.out.split()).casefold()
    assert max(map(len, ran.out.splitlines())) <= columns


def test_one_status_shows_its_episodes_with_ids() -> None:
    out = " ".join(letapis("status", PERSON, "-p", demo(), "--on", "2024-03-01").out.split())
    assert "Custody begun 16 December 2023 or 17 December 2023, sources disagree; ended 29 January 2024" in out
    assert "Overdue" not in out
    assert "act:" in out


def test_nobody_of_whom_nothing_is_told_stands_in_the_table() -> None:
    assert "Nina Torchinskaya" not in letapis("status", "-p", demo()).out
    assert "No page tells of custody" in letapis("status", "Nina Torchinskaya", "-p", demo()).out


def test_lists_count_and_say_what_they_do_not_count() -> None:
    ran = letapis("list", "released", "-p", demo(), "--month", "2024-01")
    assert PERSON in ran.out
    assert "Counting unit: persons" in ran.out
    assert PERSON not in letapis("list", "released", "-p", demo(), "--month", "2024-02").out


def test_a_list_as_a_table_carries_its_caveat_in_every_row() -> None:
    ran = letapis("list", "held", "-p", demo(), "--on", "2023-12-27", "--csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert PERSON in {r["name"] for r in rows}
    assert all("Counting unit" in r["counting"] for r in rows)


def test_the_rally_is_an_event_with_its_reason() -> None:
    found = objects("events")
    rally = next(e for e in found if e["day"] == "2023-12-16")
    assert rally["kind"] == "assembly"
    assert rally["reasons"]
    assert PERSON in rally["affected"]


@pytest.mark.parametrize(
    "args",
    [
        ("status", "--on", "yesterday"), ("status", "--on", "2024-02"), ("list", "new", "--month", "2024-02-01"),
        ("list", "new", "--month", "2024-02", "--on", "2024-02-01"), ("list", "everybody"),
    ],
)  # fmt: skip
def test_what_is_misspelt_is_said(args: tuple[str, ...]) -> None:
    ran = letapis(*args, "-p", demo())
    assert ran.status == 2
    assert "Traceback" not in ran.err


def test_the_case_shows_status_and_custody_before_the_timeline() -> None:
    out = letapis("case", PERSON, "-p", demo()).out
    assert out.index("Fled;") < out.index("\nCustody") < out.index("\nTimeline")


def test_the_case_as_html_and_json_has_them() -> None:
    page = (demo() / "case.html").read_text(encoding="utf-8")
    assert page.index("Status. ") < page.index('id="timeline"') < page.index('id="custody"') < page.index('id="acts"')
