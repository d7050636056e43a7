"""A monitor's lists in a project: asked once, remembered as a ruling, joined with the pages, shown, exported, verified."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from unittest import mock

import pytest

from letapis.cli import columns
from letapis.core.tables.columns import kept
from letapis.desk.tables import COLUMNS
from letapis.rim.project import open_project
from letapis.rim.verify import verify
from letapis.words.records import Claim, Decision
from tests.commands import Ran, letapis, new_project, story

SMALL = (
    "Name;Имя;Date of arrest;Article;Source\nAles Kruk;Алесь Крук;02.01.2024;Art. 293;Drezhin Courier\nIvan Tur;;03.01.2024;;\n"
)
SAID = "Name=name,Имя=variant,Date of arrest=arrest.when,Article=law,Source=source"


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return new_project(tmp_path)


def listed(tmp_path: Path, text: str = SMALL, name: str = "list.csv") -> Path:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def decisions(case: Path) -> list[Decision]:
    with open_project(case) as project:
        assert verify(project).ok
        return list(project.ledger.decisions())


def claims(case: Path) -> list[Claim]:
    with open_project(case) as project:
        return list(project.ledger.claims())


def at_a_terminal(*args: object, typed: str) -> Ran:
    with mock.patch.object(columns, "at_terminal", return_value=True):
        return letapis(*args, typed=typed, columns=140)


# ---- asking


def test_nobody_is_there_to_ask_and_the_command_that_helps_is_said(case: Path, tmp_path: Path) -> None:
    path = listed(tmp_path)
    ran = letapis("import", "-p", case, path)
    assert (ran.status, ran.out) == (3, "1 kept but unread\n")
    assert "nobody has said what the columns mean" in ran.err
    assert claims(case) == []
    command = shlex.split(ran.err.partition("Check this and run it: ")[2])
    assert command[:4] == ["letapis", "import", "-p", str(case)]
    assert command[-1] == SAID
    ran = letapis(*command[1:])
    assert (ran.status, first(ran.out)) == (0, "1 held before and read now\n")
    assert "Ales Kruk" in letapis("people", "-p", case).out


def first(out: str) -> str:
    """The first line of what an import says; what is new stands behind it."""
    return out.partition("\n")[0] + "\n"


def test_asked_once_accepted_and_remembered(case: Path, tmp_path: Path) -> None:
    ran = at_a_terminal("import", "-p", case, listed(tmp_path), typed="\n")
    assert ran.status == 0
    for words in ("what do its columns mean?", "arrest.when", "02.01.2024", "1 new"):
        assert words in ran.out, words
    (ruling,) = decisions(case)
    assert (ruling.verdict, ruling.about[:6]) == (COLUMNS, "table:")
    assert ruling.by
    assert [c.means for c in kept(ruling.value) or ()] == ["name", "variant", "arrest.when", "law", "source"]
    more = listed(tmp_path, SMALL.replace("Ales Kruk", "Petr Kos").replace("NAME", "Name"), "more.csv")
    ran = at_a_terminal("import", "-p", case, more, typed="")
    assert (ran.status, first(ran.out)) == (0, "1 new\n")
    assert len(decisions(case)) == 1
    assert "Petr Kos" in letapis("people", "-p", case).out


def test_two_files_with_the_same_columns_are_asked_about_once(case: Path, tmp_path: Path) -> None:
    paths = [listed(tmp_path), listed(tmp_path, SMALL.replace("Ivan", "Petr"), "other.csv")]
    ran = at_a_terminal("import", "-p", case, *paths, typed="\n")
    assert ran.status == 0
    assert ran.out.count("what do its columns mean?") == 1
    assert "2 new" in ran.out


def test_the_guess_is_put_right_at_the_terminal(case: Path, tmp_path: Path) -> None:
    path = listed(tmp_path, "Who;When taken;Colour\nAles Kruk;2010-12-19;red\nIvan Tur;2011-02-03;blue\n")
    ran = at_a_terminal("import", "-p", case, path, typed="\n?\nColour=blue\nWho=name,When taken=arrest.when\n\n")
    assert ran.status == 0, ran.err
    assert "no column is the name" in ran.err
    assert "no column can mean that" in ran.err
    assert "stated_reason" in ran.out
    assert "arrested · Ales Kruk" in letapis("acts", "-p", case).out


@pytest.mark.parametrize("typed", ["-\n", ""])
def test_not_now_keeps_the_table_unread(case: Path, tmp_path: Path, typed: str) -> None:
    ran = at_a_terminal("import", "-p", case, listed(tmp_path), typed=typed)
    assert ran.status == 3
    assert "1 kept but unread" in ran.out
    assert decisions(case) == []


def test_columns_that_are_not_there_are_a_sentence(case: Path, tmp_path: Path) -> None:
    ran = letapis("import", "-p", case, listed(tmp_path), "--columns", "Nome=name")
    assert (ran.status, ran.out) == (3, "1 kept but unread\n")
    assert "the table has no such column" in ran.err
    assert decisions(case) == []


def test_a_table_without_a_head_is_never_remembered(case: Path, tmp_path: Path) -> None:
    text = "Ales Kruk;2010-12-19\nIvan Tur;2011-02-03\n"
    assert letapis("import", "-p", case, listed(tmp_path, text), "--columns", "1=name,2=arrest.when").status == 0
    ran = letapis("import", "-p", case, listed(tmp_path, text.replace("Ales", "Petr"), "b.csv"))
    assert (ran.status, ran.out) == (3, "1 kept but unread\n")


# ---- ruling anew


def test_columns_ruled_anew_take_back_what_was_read_wrongly_and_can_be_ruled_back(case: Path, tmp_path: Path) -> None:
    path = listed(tmp_path)
    assert letapis("import", "-p", case, path, "--columns", SAID).status == 0
    assert "arrested · Ales Kruk" in letapis("acts", "-p", case).out
    again = letapis("import", "-p", case, path, "--columns", SAID.replace("arrest.when", "release.when"))
    assert (again.status, first(again.out)) == (0, "1 held before and read now\n")
    out = letapis("acts", "-p", case).out
    assert "released · Ales Kruk" in out
    assert "arrested" not in out
    assert letapis("import", "-p", case, path, "--columns", SAID).status == 0
    out = letapis("acts", "-p", case).out
    assert "arrested · Ales Kruk" in out
    assert "released" not in out
    before = len(decisions(case))
    ran = letapis("import", "-p", case, path)
    assert (ran.status, ran.out) == (0, "1 already held\n")
    assert len(decisions(case)) == before


def test_a_claim_that_a_person_ruled_on_is_left_alone(case: Path, tmp_path: Path) -> None:
    path = listed(tmp_path)
    assert letapis("import", "-p", case, path, "--columns", SAID).status == 0
    with open_project(case) as project:
        line = next(x for x in project.ledger.lines("claim") if isinstance(x.record, Claim) and x.record.property == "when")
        with project.ledger.writing() as w:
            w.decision(Decision(line.id, "accept", "amina", "2024-05-02T10:00:00Z"), [line.owner])
    letapis("import", "-p", case, path, "--columns", SAID.replace("arrest.when", "release.when"))
    assert [d.verdict for d in decisions(case) if d.about == line.id] == ["accept"]


def test_erasing_the_table_takes_claims_and_ruling_along(case: Path, tmp_path: Path) -> None:
    assert letapis("import", "-p", case, listed(tmp_path), "--columns", SAID).status == 0
    with open_project(case) as project:
        (capture,) = project.ledger.captures()
    assert letapis("erase", "-p", case, capture.id, "--reason", "consent", "--yes").status == 0
    assert decisions(case) == []
    assert "Kruk" not in letapis("people", "-p", case).out


# ---- in the case file


def test_a_person_of_the_list_is_the_person_of_the_page(case: Path, tmp_path: Path) -> None:
    page = listed(tmp_path, story(1), "page.txt")
    assert letapis("import", "-p", case, page, listed(tmp_path), "--columns", SAID).status == 0
    people = letapis("people", "-p", case).out
    assert people.count("person:") == 2
    assert "Алесь Крук" in people
    assert "2 pages" in people
    timeline = letapis("timeline", "-p", case, "Kruk").out
    assert "2 January 2024 · arrested" in timeline
    assert "2 independent sources" in timeline or "2 sources" in timeline
    assert "Drezhin Courier" in timeline


def test_show_leads_to_the_cell_and_its_row(case: Path, tmp_path: Path) -> None:
    assert letapis("import", "-p", case, listed(tmp_path), "--columns", SAID).status == 0
    found = next(c for c in claims(case) if c.property == "when" and "2024-01-02" in str(c.value))
    act = letapis("show", "-p", case, found.subject, columns=200).out
    assert "“Ales Kruk Алесь Крук 02.01.2024 Art. 293 Drezhin Courier”" in act
    with open_project(case) as project:
        (reading,) = project.ledger.readings()
    one = letapis("show", "-p", case, found.id(reading.key), columns=200).out
    assert "the column “Date of arrest” of row 2" in one
    assert "proposed by table/1:date-of-arrest" in one


def test_case_check_and_every_export(case: Path, tmp_path: Path) -> None:
    assert letapis("import", "-p", case, listed(tmp_path, SMALL.replace("Art. 293", "=1+1")), "--columns", SAID).status == 0
    assert "charged" in letapis("case", "-p", case, "Ales Kruk", "--html", tmp_path / "case.html").out
    assert letapis("check", "-p", case).status == 0
    html = (tmp_path / "case.html").read_text(encoding="utf-8")
    assert "02.01.2024" in html
    assert "Ivan Tur" not in html
    assert "1 more row of this table" in html
    for form in ("json", "csv", "html"):
        assert letapis("export", "-p", case, form, "Ales Kruk", "--to", tmp_path / form).status == 0
    (table,) = (tmp_path / "csv").glob("*.csv")
    assert '"\'=1+1"' in table.read_text(encoding="utf-8-sig")


def test_lists_are_for_the_team_unless_somebody_says_otherwise(case: Path, tmp_path: Path) -> None:
    assert letapis("import", "-p", case, listed(tmp_path), "--columns", SAID).status == 0
    assert "Ales Kruk" in letapis("people", "-p", case).out
    assert "Ales Kruk" not in letapis("people", "-p", case, "--level", "public").out
    open_list = listed(tmp_path, SMALL.replace("Kruk", "Kos"), "open.csv")
    assert letapis("import", "-p", case, open_list, "--confidentiality", "public").status == 0
    assert "Ales Kos" in letapis("people", "-p", case, "--level", "public").out


def test_an_undated_act_of_a_row_is_not_placed_after_its_neighbour(case: Path, tmp_path: Path) -> None:
    assert letapis("import", "-p", case, listed(tmp_path), "--columns", SAID).status == 0
    assert "told after" not in letapis("acts", "-p", case).out


def test_born_tells_two_of_one_name_apart(case: Path, tmp_path: Path) -> None:
    text = "Name;Date of birth;Date of arrest\nAles Kruk;1974-02-01;2010-12-19\nAles Kruk;1990-05-02;2011-01-01\n"
    said = "Name=name,Date of birth=born,Date of arrest=arrest.when"
    assert letapis("import", "-p", case, listed(tmp_path, text), "--columns", said).status == 0
    assert letapis("people", "-p", case).out.count("person:") == 2
    same = text.replace("1990-05-02", "1974")
    (tmp_path / "other").mkdir()
    other = new_project(tmp_path / "other")
    assert letapis("import", "-p", other, listed(tmp_path, same, "same.csv"), "--columns", said).status == 0
    assert letapis("people", "-p", other).out.count("person:") == 1


def test_an_export_of_another_database_asks_nothing(case: Path, tmp_path: Path) -> None:
    entities = [
        {"id": "p1", "schema": "Person", "properties": {"name": ["Ales Kruk"]}},
        {
            "id": "e1",
            "schema": "Event",
            "properties": {"name": ["Arrest of Ales Kruk"], "date": ["2010-12-19"], "involved": ["p1"]},
        },
    ]
    path = listed(tmp_path, "\n".join(map(json.dumps, entities)), "merenia.ftm.json")
    ran = at_a_terminal("import", "-p", case, path, typed="")
    assert ran.status == 0, ran.err
    assert "19 December 2010 · arrested · Ales Kruk" in letapis("acts", "-p", case).out
    assert decisions(case) == []


def test_an_error_in_one_table_is_a_fault_of_that_table(case: Path, tmp_path: Path) -> None:
    page = listed(tmp_path, story(1), "page.txt")
    with mock.patch("letapis.desk.tables.told", side_effect=KeyError("x")):
        ran = letapis("import", "-p", case, listed(tmp_path), page)
    assert (ran.status, ran.out) == (3, "1 new, 1 kept but unread\n")
    assert "an error of the program (KeyError)" in ran.err


# ---- without a project


def test_reading_a_list_prints_its_report(tmp_path: Path) -> None:
    ran = letapis("read", listed(tmp_path), "--json")
    assert ran.status == 0
    report = json.loads(ran.out)
    assert [p["name"] for p in report["people"]] == ["Ales Kruk", "Ivan Tur"]
    first = report["acts"][0]
    assert (first["act"], first["when"]["value"], first["quotes"]) == ("arrest", "2024-01-02", ["02.01.2024"])
    assert first["according_to"] == ["Drezhin Courier"]
    assert all(report["body"][b["start"] : b["end"]] for b in report["blocks"])


def test_reading_a_doubtful_list_says_so_and_columns_help(tmp_path: Path) -> None:
    path = listed(tmp_path, "Who;When taken\nAles Kruk;2010-12-19\nIvan Tur;2011-02-03\n")
    ran = letapis("read", path, "--json")
    assert json.loads(ran.out)["people"] == []
    assert "not certain what its columns mean" in ran.err
    assert "letapis read" in ran.err
    ran = letapis("read", path, "--columns", "Who=name,When taken=arrest.when")
    assert "19 December 2010 · arrested · Ales Kruk" in ran.out


def test_tables_of_places_stay_tables_of_places(case: Path, tmp_path: Path) -> None:
    path = listed(tmp_path, "name\tkind\tcountry\nColony 7\tfacility\tMerenia\n", "places.tsv")
    ran = letapis("import", "-p", case, path, "--as-places")
    assert (ran.status, ran.out) == (0, "1 new\n")
    assert claims(case) == []
    assert letapis("import", "-p", case, path, "--as-places").out == "1 already held\n"
    assert letapis("import", "-p", case, path).out == "1 already held\n"
