"""A real page, read whole: the candidate who fled after telling of torture in custody; skipped where the page is not at hand."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from letapis.desk.understanding import reports_of
from letapis.words.records import Fault, Given

PAGES = Path(os.environ.get("LETAPIS_PAGES") or Path(__file__).resolve().parents[2] / "shared" / "pages")
PAGE = PAGES / "000_4cc2cfad9ba7d8c4.txt"

pytestmark = pytest.mark.skipif(not PAGE.exists(), reason="the page is not at hand (LETAPIS_PAGES says where it is)")


def read(published: str | None) -> dict[str, Any]:
    found = next(reports_of(PAGE, Given(published=published)))
    assert not isinstance(found, Fault)
    return found


@pytest.fixture(scope="module")
def gold() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(PAGE.with_suffix(".gold.json").read_text(encoding="utf-8"))
    return loaded


@pytest.fixture(scope="module")
def report() -> dict[str, Any]:
    return read("2011-03-14")


def test_the_body_is_the_article_and_nothing_of_the_teasers(report: dict[str, Any], gold: dict[str, Any]) -> None:
    body = report["body"]
    assert body.startswith(gold["body_first"])
    assert body.rstrip().endswith(gold["body_last"])
    assert [s for s in gold["not_in_body"] if s in body] == []


def test_both_spellings_are_one_person_aged_36(report: dict[str, Any]) -> None:
    spelled = [p for p in report["people"] if "Mikhalevi" in p["name"]]
    assert len(spelled) == 1
    assert {"Mikhalevich", "Mr Mikhalevic"} <= {spelled[0]["name"], *spelled[0]["variants"]}
    assert spelled[0]["age"] == 36


def test_at_least_nine_of_twelve_acts_and_at_most_two_that_are_not_there(report: dict[str, Any], gold: dict[str, Any]) -> None:
    left = list(report["acts"])
    found = 0
    for g in gold["acts"]:
        hit = next((a for a in left if matches(g, a)), None)
        if hit is not None:
            left.remove(hit)
            found += 1
    assert found >= 9
    assert len(left) <= 2, [(a["act"], a["victims"]) for a in left]


def matches(gold: dict[str, Any], act: dict[str, Any]) -> bool:
    """The same act and victim, and a sentence in common; being held and being arrested are one family."""
    family = {"arrest": "custody", "detention": "custody"}
    if family.get(gold["act"], gold["act"]) != family.get(act["act"], act["act"]):
        return False
    persons = {v["person"] for v in gold["victims"] if "person" in v}
    found = {v["person"] for v in act["victims"] if "person" in v}
    if persons and not persons & found:
        return False
    return any(g in q or q in g for g in gold["quotes"] for q in act["quotes"])


def test_torture_is_alleged_by_him_and_denied_by_the_spokesperson(report: dict[str, Any]) -> None:
    torture = [a for a in report["acts"] if a["act"] == "torture" and {"person": "Ales Mikhalevic"} in a["victims"]]
    assert torture
    assert all(a["stance"] == "alleged" for a in torture)
    assert any("Ales Mikhalevic" in a["according_to"] for a in torture)
    assert all("spokesperson" in " ".join(a["denied_by"]) for a in torture)


def test_the_days(report: dict[str, Any]) -> None:
    days = {a["when"]["value"] for a in report["acts"]}
    assert {"2010-12-19", "2011-01-10", "2011-02-19", "2010-12-19/2011-02-19"} <= days
    assert {"2010-12-19", "2011-01-10", "2011-02-19"} <= {t["value"] for t in report["times"]}
    assert "P9W" in {t["timex"] for t in report["times"]}


def test_without_a_publication_date_no_year_is_invented() -> None:
    report = read(None)
    assert report["published"] is None
    values = {t["text"]: t for t in report["times"]}
    assert values["19 December"]["value"] == "XXXX-12-19"
    assert values["19 February"]["value"] == "XXXX-02-19"
    assert values["10 January"]["value"] == "XXXX-01-10"
    assert "year" in values["19 December"]["basis"]
    assert not any(str(t["value"]).startswith(("2014", "2015")) for t in report["times"])
