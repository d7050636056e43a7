"""The example pages as one case: what a careful monitor's gold says must come out, from import to case file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from letapis.core.casefile import CaseFile
from letapis.core.cases import Act, Book
from letapis.core.export import html
from letapis.desk.desk import PLACES, Desk
from letapis.rim import project as store
from letapis.rim.verify import verify
from letapis.words.records import Given

EXAMPLES = Path(__file__).parent.parent / "letapis" / "examples"
GOLD = json.loads((EXAMPLES / "gold" / "case.json").read_text(encoding="utf-8"))
MAIN = GOLD["persons"][0]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with store.create(tmp_path_factory.mktemp("demo") / "project", None) as project:
        desk = Desk(project, "test")
        list(desk.take_in([EXAMPLES / "places.tsv"], given=Given(kind=PLACES)))
        pages = [p for p in desk.inputs([EXAMPLES])[0] if isinstance(p, Path) and p.suffix not in (".md", ".tsv")]
        assert {o.state for o in desk.take_in(pages)} == {"new"}
        yield desk


@pytest.fixture(scope="module")
def book(desk: Desk) -> Book:
    return desk.book("named")


@pytest.fixture(scope="module")
def file(desk: Desk) -> CaseFile:
    found = desk.people(MAIN["name"], "named")
    assert len(found) == 1
    return desk.casefile(found[0], "named")


def acts(file: CaseFile, word: str) -> list[Act]:
    return [e.act for e in file.timeline if e.act.word == word]


def test_one_person_for_every_spelling(file: CaseFile) -> None:
    spelled = {s.text.rstrip(".") for s in file.case.person.spellings}
    assert {s.rstrip(".") for s in MAIN["spellings"]} <= spelled


def test_his_wife_is_somebody_else(book: Book, file: CaseFile) -> None:
    wives = [p for p in book.people if any(s.text.startswith(("Yulia", "Julija")) for s in p.spellings)]
    assert wives
    assert file.case.person.id not in {p.id for p in wives}


def test_the_arrest_is_told_by_three_independent_sources_or_more(file: CaseFile) -> None:
    arrest = max(acts(file, "arrest"), key=lambda a: a.sources.independent)
    assert arrest.sources.independent >= 3
    assert "2023-12-16" in {s.value for s in arrest.when.said}


def test_the_syndicated_copy_is_no_second_source(file: CaseFile) -> None:
    names = {p.reading.id: p.capture.name for p in file.case.material.pages}
    arrest = max(acts(file, "arrest"), key=lambda a: a.sources.independent)
    grouped = [{names[r] for r in group} for group in arrest.sources.groups]
    together = {
        "npa-riot-police-break-up-drezhin-rally-2023-12-17.html",
        "drezhin-courier-police-disperse-unsanctioned-rally.html",
    }
    assert any(together <= group for group in grouped), grouped


def test_charge_release_and_flight_are_on_file(file: CaseFile) -> None:
    assert "2023-12-26" in {s.value for a in acts(file, "charge") for s in a.when.said}
    assert "2024-01-29" in {s.value for a in acts(file, "release") for s in a.when.said}
    assert acts(file, "flight")


def test_ill_treatment_is_alleged_and_its_denial_stands_beside_it(file: CaseFile) -> None:
    ill = acts(file, "torture")
    assert any("2024-01-09" in {s.value for s in a.when.said} for a in ill)
    assert any(a.denials for a in ill)


def test_the_checks_find_what_does_not_fit(file: CaseFile) -> None:
    found = {f.check: f.sentence for f in file.findings}
    assert "nine weeks" in found["duration"]
    assert "17 December" in found["conflicting_dates"]
    assert "alleged_and_denied" in found


def test_nobody_is_executed(book: Book) -> None:
    assert [a.word for a in book.acts if a.word in ("execution", "killing", "death_in_custody")] == []


def test_every_quotation_stands_in_its_reading_and_the_project_verifies(desk: Desk, book: Book) -> None:
    for page in book.material.pages:
        for c in page.claims:
            assert page.reading.text[c.passage.start : c.passage.end] == c.passage.quote
    assert verify(desk.project).ok


def test_every_fact_of_the_html_case_file_leads_to_its_sentence(file: CaseFile) -> None:
    (content,) = html.export(file).values()
    page = content.decode()
    shown = " ".join(unescape(re.sub(r"<[^>]+>", "", page)).split())
    assert "<script" not in page
    assert "http://" not in page.replace("http://www.w3.org/2000/svg", "")
    for act in (e.act for e in file.timeline):
        for told in act.told:
            assert " ".join(told.passage.quote.split()) in shown
